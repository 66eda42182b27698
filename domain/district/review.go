package district

import (
	"slices"
	"strconv"

	"jixiao/domain"
	"jixiao/domain/review"
	"jixiao/domain/rule"
	"jixiao/domain/target"
)

// stage is where a project's target stands on the day.
type stage uint8

const (
	stageApproved stage = iota
	stageBureau         // first submission, at the bureau
	stageAgain          // resubmitted, at the bureau
	stageDeferred
	stageDepartment
	stageReturned
	stageRejected
	stageDraft
	stageNone
)

var stageWeights = []int{630, 165, 70, 18, 50, 37, 10, 15, 5}

// target makes the versions and the reviews up to the day, by the rules of package review.
func (w *work) target() {
	st := stage(w.r.weighted(stageWeights))
	if st == stageNone {
		w.rec.Answer.Target = []string{"TGT-GATE-02"}
		return
	}
	clean := w.version()
	t := domain.Target{V: 1, ProjectID: w.p.ID, Stage: domain.StageDraft}
	switch st {
	case stageApproved:
		w.approved(t, clean)
	case stageAgain:
		w.again(t, clean)
	default:
		w.first(t, clean, st)
	}
	w.rec.Project = w.p
}

// ago is a day before the day of the district.
func (w *work) ago(days int) domain.Date { return w.d.o.AsOf.Add(-days) }

func (w *work) finish(t domain.Target, answer []string) {
	w.rec.Target = &t
	w.rec.Answer.Target = answer
}

// decide applies a verdict; the state machine refuses nothing that is made here, and a
// refusal is a mistake in this package.
func (w *work) decide(t domain.Target, level domain.Level, v review.Verdict, on domain.Date) domain.Target {
	by := domain.Operator{Name: w.d.auditor(w.dept), Role: domain.RoleDepartmentAuditor}
	if level == domain.LevelBureau {
		by = domain.Operator{Name: w.d.reviewer(w.dept), Role: domain.RoleReviewer}
	}
	t, r, err := review.Decide(t, level, v, nil, by, on)
	if err != nil {
		panic("district: " + err.Error())
	}
	r.V = 1
	w.rec.Reviews = append(w.rec.Reviews, r)
	return t
}

func must(t domain.Target, err error) domain.Target {
	if err != nil {
		panic("district: " + err.Error())
	}
	return t
}

// approved went through both levels with the budget; one in eight after a return.
func (w *work) approved(t domain.Target, clean domain.TargetVersion) {
	y := w.p.Year
	on := domain.Date{Year: y - 1, Month: 12, Day: w.r.between(1, 20)}
	first := clean
	var remarks []domain.Remark
	if w.r.chance(12) {
		first = cloneVersion(&clean)
		w.plant(&first, 1, false)
		if remarks = w.remarks(&first); len(remarks) == 0 {
			first = clean
		}
	}
	first.No, first.Submitted = 1, on
	t.Versions = []domain.TargetVersion{first}
	t = must(review.Submit(t, on))
	t = w.decide(t, domain.LevelDepartment, pass(), on.Add(w.r.between(1, 4)))
	if len(remarks) > 0 {
		on = on.Add(w.r.between(5, 8))
		t = w.decide(t, domain.LevelBureau, back(remarks), on)
		on = on.Add(w.r.between(2, 6))
		t = must(review.Resubmit(t, clean, on))
		t = w.decide(t, domain.LevelDepartment, pass(), on.Add(1))
	}
	on = on.Add(w.r.between(5, 12))
	t = w.decide(t, domain.LevelBureau, pass(), on)
	if w.r.chance(90) {
		t.Batch = strconv.Itoa(y) + "年部门预算批复"
	}
	w.finish(t, nil)
}

// again was returned once and came back: most remarks answered, some not, some cells
// changed that nobody asked about.
func (w *work) again(t domain.Target, clean domain.TargetVersion) {
	first := cloneVersion(&clean)
	w.plant(&first, w.r.between(1, 3), false)
	remarks := w.remarks(&first)
	if len(remarks) == 0 {
		first.Goal.Raw = ""
		remarks = w.remarks(&first)
	}
	on := w.ago(w.r.between(24, 45))
	first.No, first.Submitted = 1, on
	t.Versions = []domain.TargetVersion{first}
	t = must(review.Submit(t, on))
	t = w.decide(t, domain.LevelDepartment, pass(), on.Add(w.r.between(1, 3)))
	t = w.decide(t, domain.LevelBureau, back(remarks), on.Add(w.r.between(4, 8)))
	second := cloneVersion(&clean)
	var left []string
	if w.r.chance(35) {
		left = w.plant(&second, 1, false)
	}
	if w.r.chance(40) || len(review.Changes(&first, &second)) == 0 {
		w.silentEdit(&second, slices.Contains(left, "TGT-MEA-10"))
	}
	on = on.Add(w.r.between(9, 14))
	t = must(review.Resubmit(t, second, on))
	t = w.decide(t, domain.LevelDepartment, pass(), on.Add(w.r.between(0, 3)))
	w.finish(t, left)
}

// silentEdit changes a cell no remark was about.
func (w *work) silentEdit(v *domain.TargetVersion, keepNote bool) {
	how := w.r.IntN(3)
	if len(v.Indicators) != len(w.now) || keepNote {
		how = 1
	}
	switch how {
	case 0:
		w.at(v, roleAsked).Note.Raw = w.r.pick([]string{"随机问卷60份", "电话回访40份", "网上问卷120份"})
	case 1:
		v.Owner.Raw = w.r.person()
	default:
		a, b := w.at(v, roleCount1), w.at(v, roleCount2)
		a.Weight, b.Weight = points(int(floor(*a.Weight.Value))-1, a.Weight.Cell), points(int(floor(*b.Weight.Value))+1, b.Weight.Cell)
	}
}

// first is on its first way through, at any place of it.
func (w *work) first(t domain.Target, clean domain.TargetVersion, st stage) {
	v := cloneVersion(&clean)
	n := 0
	switch {
	case st == stageReturned || st == stageRejected:
		n = w.r.between(1, 2)
	case w.r.chance(38):
		n = 1 + w.r.IntN(5)/4
	}
	answer := w.plant(&v, n, true)
	on := w.ago(w.r.between(14, 40))
	v.No = 1
	if st != stageDraft {
		v.Submitted = on
	}
	t.Versions = []domain.TargetVersion{v}
	if st != stageDraft {
		t = must(review.Submit(t, on))
	}
	w.rec.Project = w.p
	switch st {
	case stageBureau, stageDeferred, stageReturned, stageRejected:
		t = w.decide(t, domain.LevelDepartment, pass(), on.Add(w.r.between(0, 6)))
	}
	later := w.ago(w.r.between(0, 7))
	remarks := w.remarks(&v)
	switch {
	case st == stageDeferred:
		t = w.decide(t, domain.LevelBureau, review.Verdict{Decision: domain.DecisionDefer, Comment: "等上级资金文件下达后再审。", Until: w.ago(-w.r.between(3, 20))}, later)
	case st == stageReturned && len(remarks) > 0:
		t = w.decide(t, domain.LevelBureau, back(remarks), later)
	case st == stageReturned:
		t = w.decide(t, domain.LevelBureau, review.Verdict{Decision: domain.DecisionReturn, Comment: "请补充测算依据和实施方案后再报。"}, later)
	case st == stageRejected:
		t = w.decide(t, domain.LevelBureau, review.Verdict{Decision: domain.DecisionReject, Remarks: remarks, Comment: "未按要求设定绩效目标，按第十一条不安排预算。"}, later)
	}
	w.finish(t, answer)
}

func pass() review.Verdict {
	return review.Verdict{Decision: domain.DecisionApprove, Comment: "同意。"}
}

func back(remarks []domain.Remark) review.Verdict {
	return review.Verdict{Decision: domain.DecisionReturn, Remarks: remarks, Comment: review.Compose(remarks, review.Templates[0].Text, "")}
}

// remarks are what the checks find in a version, as the reviewer took them over.
func (w *work) remarks(v *domain.TargetVersion) []domain.Remark {
	d := domain.Dossier{Project: w.p, DepartmentName: departments[w.dept].name, UnitName: w.unit.name, Target: &domain.Target{Versions: []domain.TargetVersion{*v}}}
	var out []domain.Remark
	for _, f := range rule.Findings(target.Check(d, w.d.o.AsOf)) {
		if f.Severity != rule.Remark && !slices.ContainsFunc(out, func(r domain.Remark) bool { return r.Field == f.Field && r.Rule == f.Rule }) {
			out = append(out, review.RemarkOf(f))
		}
	}
	return out
}

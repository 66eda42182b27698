package review

import (
	"slices"
	"strings"

	"jixiao/domain"
)

// Verdict is one decision with its opinion.
type Verdict struct {
	Decision domain.Decision `json:"decision"`
	// Comment is the opinion's text. For 通过 it is also the written reason for passing in
	// spite of failing checks.
	Comment string `json:"comment,omitempty"`
	// Remarks are the findings taken into the opinion and those dismissed with a reason.
	Remarks []domain.Remark `json:"remarks,omitempty"`
	// Until is the date of 搁置.
	Until domain.Date `json:"until,omitzero"`
	// Sheet is the four-criteria form, nil for a decision without it.
	Sheet *domain.ReviewSheet `json:"sheet,omitempty"`
}

// gate is the prefix of the rules that no reviewer can dismiss: the only way past them is
// a document of the district government (第九条, 第十二条 特殊情况).
const gate = "EXA-GATE-"

// Submit puts a target up for review: 待送审 becomes 待审核 at the department.
func Submit(t domain.Target, on domain.Date) (domain.Target, error) {
	switch {
	case len(t.Versions) == 0:
		return t, no(NoTarget, t.ProjectID, "还没有填报绩效目标，不能送审；请先导入目标申报表。")
	case t.Stage != domain.StageDraft && t.Stage != "":
		return t, no(NotPending, t.ProjectID, "目标已经送审过（"+string(t.Stage)+"），不用再送；被退回的请修改后再报。")
	}
	return waiting(t, domain.LevelDepartment, on), nil
}

// Resubmit adds a new version after 退回 and starts again at the department. The version
// number is given here; nothing of the older versions is touched.
func Resubmit(t domain.Target, v domain.TargetVersion, on domain.Date) (domain.Target, error) {
	switch {
	case t.Batch != "":
		return t, issued(t)
	case t.Stage == domain.StageRejected:
		return t, no(NotReturned, t.ProjectID, "目标审核不通过，不安排预算，不能再报；确需保障的按第十二条报区政府研究同意，再撤销不通过的决定。")
	case t.Stage != domain.StageReturned:
		return t, no(NotReturned, t.ProjectID, "目标现在是"+string(t.Stage)+"，没有被退回，不能再报；请先由审核人退回。")
	}
	if cur := t.Current(); cur != nil && len(Changes(cur, &v)) == 0 {
		return t, no(SameAgain, t.ProjectID, "再报的目标与第"+itoa(cur.No)+"版一字未改；请按退回意见修改后再报。")
	}
	v.No, v.Submitted = len(t.Versions)+1, on
	t.Versions = append(slices.Clone(t.Versions), v)
	return waiting(t, domain.LevelDepartment, on), nil
}

func waiting(t domain.Target, l domain.Level, on domain.Date) domain.Target {
	t.Stage, t.Level, t.Since, t.DeferUntil = domain.StagePending, l, on, domain.Date{}
	return t
}

// Possible returns why a level cannot decide on the target now, nil when it can.
func Possible(t domain.Target, level domain.Level) error {
	switch {
	case t.Batch != "":
		return issued(t)
	case len(t.Versions) == 0:
		return no(NoTarget, t.ProjectID, "还没有填报绩效目标，没有可审核的内容；请先导入目标申报表。")
	case t.Stage != domain.StagePending:
		return no(NotPending, t.ProjectID, notPending(t))
	case t.Level != level:
		return no(NotYourTurn, t.ProjectID, "现在轮到"+string(t.Level)+"审核，还没轮到"+string(level)+"；请切换到"+string(t.Level)+"一级，或等待其审核。")
	}
	return nil
}

func notPending(t domain.Target) string {
	switch t.Stage {
	case domain.StageReturned:
		return "目标已被" + string(t.Level) + "退回，等单位修改再报；要改决定请先撤销。"
	case domain.StageApproved:
		return "目标两级都已通过；要改决定请先撤销。"
	case domain.StageRejected:
		return "目标已审核不通过；要改决定请先撤销。"
	}
	return "目标还没有送审；请先送审。"
}

func issued(t domain.Target) error {
	return no(Issued, t.ProjectID, "目标已随批次"+t.Batch+"批复，不能再改；确需调整的按第十一条报批调整。")
}

// Decide applies a verdict: 通过 hands the target from the department to the bureau, and
// at the bureau approves it; 退回 sends it back; 不通过 ends it; 搁置 keeps it waiting until a
// date. failures are the failing checks on the current version: an approval must have dismissed
// each of them, or carry a written reason, which then stands for all of them.
func Decide(t domain.Target, level domain.Level, v Verdict, failures []domain.Remark, by domain.Operator, on domain.Date) (domain.Target, domain.Review, error) {
	if err := Possible(t, level); err != nil {
		return t, domain.Review{}, err
	}
	if err := checkVerdict(t.ProjectID, &v, failures, on); err != nil {
		return t, domain.Review{}, err
	}
	if err := checkSheet(t.ProjectID, &v); err != nil {
		return t, domain.Review{}, err
	}
	cur := t.Current()
	r := domain.Review{
		ProjectID: t.ProjectID, Round: cur.No, Version: cur.No, Level: level, Decision: v.Decision, Comment: strings.TrimSpace(v.Comment),
		Remarks: v.Remarks, Sheet: v.Sheet, By: by, On: on, Waited: max(0, on.Days()-t.Since.Days()),
	}
	if t.Since.IsZero() {
		r.Waited = 0
	}
	t.Handled = slices.Clone(t.Handled)
	if !slices.Contains(t.Handled, level) {
		t.Handled = append(t.Handled, level)
	}
	switch v.Decision {
	case domain.DecisionDefer:
		r.Until, t.DeferUntil = v.Until, v.Until
		return t, r, nil
	case domain.DecisionApprove:
		if level == domain.LevelDepartment {
			return waiting(t, domain.LevelBureau, on), r, nil
		}
		t.Stage = domain.StageApproved
	case domain.DecisionReturn:
		t.Stage = domain.StageReturned
	case domain.DecisionReject:
		t.Stage = domain.StageRejected
	}
	t.Level, t.Since, t.DeferUntil = level, on, domain.Date{}
	return t, r, nil
}

// checkVerdict refuses verdicts that lack what they need and writes dismissals for
// failing checks that an approval with a reason passes over.
func checkVerdict(id string, v *Verdict, failures []domain.Remark, on domain.Date) error {
	switch v.Decision {
	case domain.DecisionReturn, domain.DecisionReject:
		if strings.TrimSpace(v.Comment) == "" && !anyTaken(v.Remarks) {
			return no(NeedsOpinion, id, string(v.Decision)+"要说明理由；请采纳检查发现，或选一条模板、写几句意见。")
		}
	case domain.DecisionDefer:
		if v.Until.IsZero() || !on.Before(v.Until) {
			return no(NeedsDate, id, "搁置要定一个今天以后的日期，到期自动回到队列；请填写日期。")
		}
	case domain.DecisionApprove:
		return checkApproval(id, v, failures)
	default:
		return no(Unknown, id, "没有「"+string(v.Decision)+"」这种决定；可以通过、退回、不通过、搁置。")
	}
	return nil
}

func checkApproval(id string, v *Verdict, failures []domain.Remark) error {
	var open []domain.Remark
	for _, f := range failures {
		switch {
		case strings.HasPrefix(f.Rule, gate):
			return no(GateClosed, id, f.Text+"此项不能忽略，请退回或不通过。")
		case !dismissed(v.Remarks, f):
			open = append(open, f)
		}
	}
	reason := strings.TrimSpace(v.Comment)
	if len(open) > 0 && reason == "" {
		return no(OpenFailures, id, "还有"+itoa(len(open))+"条不通过的检查没有处理（"+open[0].Text+"）；请退回，或逐条忽略并写明理由，或写明通过的理由。")
	}
	v.Remarks = slices.DeleteFunc(slices.Clone(v.Remarks), func(r domain.Remark) bool {
		return slices.ContainsFunc(open, func(f domain.Remark) bool { return r.Rule == f.Rule && r.Field == f.Field })
	})
	for _, f := range open {
		f.Dismissed = reason
		v.Remarks = append(v.Remarks, f)
	}
	return nil
}

func anyTaken(rs []domain.Remark) bool {
	return slices.ContainsFunc(rs, func(r domain.Remark) bool { return r.Dismissed == "" && strings.TrimSpace(r.Text) != "" })
}

// dismissed reports whether a failing check was left out with a reason. One that was taken
// into the opinion is still open: what is wrong cannot be passed as it stands.
func dismissed(rs []domain.Remark, f domain.Remark) bool {
	return slices.ContainsFunc(rs, func(r domain.Remark) bool { return r.Rule == f.Rule && r.Field == f.Field && r.Dismissed != "" })
}

// Issue freezes an approved target in a batch (批复): from then on it cannot be decided or
// resubmitted.
func Issue(t domain.Target, batch string, on domain.Date) (domain.Target, error) {
	switch {
	case t.Batch != "":
		return t, issued(t)
	case t.Stage != domain.StageApproved:
		return t, no(NotApproved, t.ProjectID, "目标现在是"+string(t.Stage)+"，两级审核都通过后才能批复。")
	case strings.TrimSpace(batch) == "":
		return t, no(NothingChosen, t.ProjectID, "批复要有批次名称；请填写。")
	}
	t.Batch, t.Since = batch, on
	return t, nil
}

package selfeval

import (
	"math/big"

	"jixiao/domain/parse"
	"jixiao/domain/rule"
	"jixiao/domain/score"
)

var scoreRules = []rule.Rule[Subject]{
	{ID: "SEV-SCORE-01", Title: "得分不超过分值", Basis: mof10(quoteForward), Severity: rule.Failure, From: scoring, Version: 1,
		Good:    "分值10分，最多得10分",
		Applies: scored, Evaluate: overWeight},
	{ID: "SEV-SCORE-02", Title: "未达标不得满分", Basis: mof10(quoteShare), Severity: rule.Failure, From: scoring, Version: 1,
		Good:    "指标值100人、完成98人，分值10分，得9.80分",
		Applies: scored, Evaluate: fullThoughMissed},
	{ID: "SEV-SCORE-03", Title: "达标却扣分的写明原因", Basis: mof10(quoteForward), Severity: rule.Warning, From: scoring, Version: 1,
		Good:    "完成值达到指标值，得满分；确有不足而扣分的，写明扣分原因",
		Applies: scored, Evaluate: cutThoughMet},
	{ID: "SEV-SCORE-04", Title: "未达标的写明原因和改进措施", Basis: mof10(quoteReason), Severity: rule.Warning, From: scoring, Version: 1,
		Good:    "因新增死亡人员8名，参保人数比指标值少79人；下年按动态人数测算",
		Applies: valued, Evaluate: missedWithoutReason},
	{ID: "SEV-SCORE-05", Title: "没有完成值的不得分", Basis: mof10(quoteForward), Severity: rule.Failure, From: scoring, Version: 1,
		Good:    "先填完成值，再按完成值计分",
		Applies: func(s Subject) bool { return scored(s) && s.f.HasActual }, Evaluate: scoredWithoutValue},
	{ID: "SEV-SCORE-06", Title: "得分与计分公式算得平", Basis: mof10(quoteShare), Severity: rule.Warning, From: scoring, Version: 1,
		Good:    "8676 / 8755 x 15分＝14.86分",
		Applies: scored, Evaluate: scoreFormula},
	{ID: "SEV-SCORE-07", Title: "每个指标都有指标值", Basis: mof10(quoteMeasured), Severity: rule.Warning, From: scoring, Version: 1,
		Good:    "指标值按批复的绩效目标填写",
		Applies: hasRows, Evaluate: plannedMissing},
}

func overWeight(s Subject) rule.Result {
	var fs []rule.Finding
	judged := false
	if w, p := s.fundWeight(), s.fundScore(); w != nil && p != nil {
		judged = true
		if p.Cmp(*w) > 0 {
			f := s.onFund(s.fundIndex(), "score", s.fund.Score.Cell, s.fund.Score.Raw, "预算执行率得分"+p.String()+"分，超过分值"+w.String()+"分；请改正。")
			f.Expected = "不超过" + w.String()
			fs = append(fs, f)
		}
	}
	for i := range s.rows {
		r := &s.rows[i]
		if r.weight == nil || r.score == nil || r.shared {
			continue
		}
		judged = true
		if r.score.Cmp(*r.weight) > 0 {
			f := s.at(r, "score", r.title()+"得分"+r.score.String()+"分，超过分值"+r.weight.String()+"分；请改正。")
			f.Expected = "不超过" + r.weight.String()
			fs = append(fs, f)
		}
	}
	if s.weights == nil {
		more, any := s.overPoints()
		fs, judged = append(fs, more...), judged || any
	}
	if !judged {
		return rule.Missing()
	}
	return rule.Found(fs...)
}

// overPoints compares a class's scores with the points in its brackets, in layouts
// without a weight column.
func (s *Subject) overPoints() (fs []rule.Finding, judged bool) {
	for _, g := range s.groups() {
		if g.points == nil {
			continue
		}
		sum := new(big.Rat)
		for _, r := range g.rows {
			if r.score != nil {
				sum.Add(sum, r.score.Rat())
				judged = true
			}
		}
		if sum.Cmp(g.points.Rat()) > 0 {
			f := s.at(g.first(), "level1", "「"+parse.Fold(g.first().ind.Level1.Raw)+"」下各项得分合计"+text(sum)+"分，超过标明的"+g.points.String()+"分；请改正。")
			f.Expected = "不超过" + g.points.String()
			fs = append(fs, f)
		}
	}
	return fs, judged
}

// full reports whether a row has all its points.
func (r *row) full() bool {
	return r.weight != nil && r.score != nil && !r.shared && r.weight.Sign() > 0 && r.score.Cmp(*r.weight) >= 0
}

// fullThoughMissed lets pass what only rounding made full; a form that rounds its scores
// to whole points is told so mildly.
func fullThoughMissed(s Subject) rule.Result {
	return s.each(func(r *row) (rule.Finding, bool) {
		if !r.full() || r.rateRow || (r.verdict != unmet && r.verdict != partly) {
			return rule.Finding{}, false
		}
		if r.verdict == partly && !r.pair.ok {
			f := s.at(r, "score", r.title()+"完成情况是「"+r.ind.Actual.Raw+"」，却得满分；部分达成的应在分值的60%（含）至80%之间计分。")
			f.Expected = "低于" + text(new(big.Rat).Mul(r.weight.Rat(), big.NewRat(8, 10)))
			return f, true
		}
		if !r.pair.ok {
			f := s.at(r, "score", r.title()+"完成情况是「"+r.ind.Actual.Raw+"」，没有达标却得满分；未达成的应在分值的60%以下计分。")
			f.Expected = "低于" + text(new(big.Rat).Mul(r.weight.Rat(), big.NewRat(6, 10)))
			return f, true
		}
		exact := s.exact(r)[0]
		want := score.Round(exact)
		if want.Cmp(*r.weight) >= 0 {
			return rule.Finding{}, false
		}
		f := s.at(r, "score", r.title()+"指标值「"+r.ind.Planned.Raw+"」，完成值「"+r.ind.Actual.Raw+"」，没有达标却得满分；按公式应得"+want.Fixed(2)+"分。")
		f.Expected = want.Fixed(2)
		if s.wholePoints() && within(exact, *r.score, r.ind.Score.Raw) {
			f.Severity = rule.Remark
			f.Message = r.title() + "指标值「" + r.ind.Planned.Raw + "」，完成值「" + r.ind.Actual.Raw + "」，按公式应得" + want.Fixed(2) + "分，四舍五入后成了满分；得分请保留两位小数。"
		}
		return f, true
	})
}

// wholePoints reports whether all scores of the form are whole points.
func (s *Subject) wholePoints() bool {
	for i := range s.rows {
		if sc := s.rows[i].score; sc != nil && !sc.Rat().IsInt() {
			return false
		}
	}
	return true
}

// exact returns the scores the formula allows: one, or for inverse indicators the linear
// one and the one by ratio.
func (s *Subject) exact(r *row) []*big.Rat {
	w := r.weight.Rat()
	first := score.Exact(r.pair.sign, r.pair.t, r.pair.a, w, score.Linear)
	if !r.pair.sign.Inverse() {
		return []*big.Rat{first}
	}
	return []*big.Rat{first, score.Exact(r.pair.sign, r.pair.t, r.pair.a, w, score.Ratio)}
}

// cutThoughMet leaves alone what was exceeded by far: there the Ministry's method cuts.
func cutThoughMet(s Subject) rule.Result {
	if !s.f.HasReason && s.f.Reason.Raw == "" {
		return rule.Missing()
	}
	return s.each(func(r *row) (rule.Finding, bool) {
		if r.verdict != met || r.weight == nil || r.score == nil || r.shared || r.score.Cmp(*r.weight) >= 0 || s.reasoned(r) || (r.rateRow && !s.fundScored()) || s.exceeds(r, s.env.Params.OverPercent) {
			return rule.Finding{}, false
		}
		cut := text(new(big.Rat).Sub(r.weight.Rat(), r.score.Rat()))
		f := s.at(r, "score", r.title()+"指标值「"+r.ind.Planned.Raw+"」，完成值「"+r.ind.Actual.Raw+"」，已经达标，却扣了"+cut+"分，没有写原因；请补写扣分原因，或改为满分"+r.weight.String()+"分。")
		f.Expected = r.weight.String()
		return f, true
	})
}

// exceeds reports a forward indicator completed to the percentage or more.
func (s *Subject) exceeds(r *row, percent int64) bool {
	if !r.pair.ok || r.pair.sign.Inverse() || r.pair.t.Sign() <= 0 || r.verdict != met {
		return false
	}
	return r.pair.a.Cmp(new(big.Rat).Mul(r.pair.t, big.NewRat(percent, 100))) >= 0
}

func missedWithoutReason(s Subject) rule.Result {
	if !s.f.HasReason && s.f.Reason.Raw == "" {
		return rule.Missing()
	}
	return s.each(func(r *row) (rule.Finding, bool) {
		if (r.verdict != unmet && r.verdict != partly) || s.reasoned(r) {
			return rule.Finding{}, false
		}
		f := s.at(r, "reason", r.title()+"指标值「"+r.ind.Planned.Raw+"」，完成值「"+r.ind.Actual.Raw+"」，没有达标，也没有写原因；请写明偏差原因和改进措施。")
		f.Expected = "写明原因"
		return f, true
	})
}

// scoredWithoutValue is mild for 决策 and 管理 rows, whose value some layouts take from a
// scoring standard.
func scoredWithoutValue(s Subject) rule.Result {
	return s.each(func(r *row) (rule.Finding, bool) {
		if r.score == nil || r.score.Sign() <= 0 || r.shared || !parse.Dash(r.ind.Actual.Raw) {
			return rule.Finding{}, false
		}
		f := s.at(r, "score", r.title()+"没有填完成值，却得"+r.score.String()+"分，得分没有依据；请补填完成值。")
		f.Expected = "先填完成值"
		if r.ind.Class == "" {
			f.Severity = rule.Remark
		}
		return f, true
	})
}

// scoreFormula compares missed quantitative indicators with the formula, to half a unit of
// the printed places; what SEV-SCORE-02 says is not said twice.
func scoreFormula(s Subject) rule.Result {
	return s.each(func(r *row) (rule.Finding, bool) {
		if r.verdict != unmet || !r.pair.ok || r.weight == nil || r.score == nil || r.shared || r.full() || r.rateRow || r.ind.Actual.Approx {
			return rule.Finding{}, false
		}
		allowed := s.exact(r)
		for _, x := range allowed {
			if within(x, *r.score, r.ind.Score.Raw) {
				return rule.Finding{}, false
			}
		}
		want := score.Round(allowed[0])
		f := s.at(r, "score", r.title()+"按公式"+formulaText(r)+"应得"+want.Fixed(2)+"分，却印"+r.score.String()+"分；请按公式计分，另有扣分的写明原因。")
		f.Expected = want.Fixed(2)
		return f, true
	})
}

func formulaText(r *row) string {
	t, a, w := text(r.pair.t), text(r.pair.a), r.weight.String()
	if r.pair.sign.Inverse() {
		return "(1－(" + a + "－" + t + ") / " + t + ") x " + w + "分"
	}
	return a + " / " + t + " x " + w + "分"
}

// plannedMissing leaves out the execution rate, which needs no planned value, and the last
// line of a table that was cut off.
func plannedMissing(s Subject) rule.Result {
	return s.each(func(r *row) (rule.Finding, bool) {
		if r.name == "" || !parse.Dash(r.ind.Planned.Raw) || r.rateRow {
			return rule.Finding{}, false
		}
		bare := parse.Dash(r.ind.Actual.Raw) && r.ind.Weight.Value == nil && r.ind.Score.Value == nil
		if bare && !s.whole && r == &s.rows[len(s.rows)-1] {
			return rule.Finding{}, false
		}
		f := s.at(r, "planned", r.title()+"没有填指标值，完成得好不好无从比较；请按批复的绩效目标补填。")
		f.Expected = "填写指标值"
		return f, true
	})
}

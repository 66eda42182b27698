package selfeval

import (
	"math/big"
	"strings"

	"jixiao/domain"
	"jixiao/domain/parse"
	"jixiao/domain/rule"
)

var valueRules = []rule.Rule[Subject]{
	{ID: "SEV-VALUE-01", Title: "完成值不照抄指标值的算式", Basis: art15, Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "指标值不低于90%，完成值填实际的96.5%",
		Applies: valued, Evaluate: copiedValue},
	{ID: "SEV-VALUE-02", Title: "定量指标填写实际数值", Basis: art15, Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "指标值50个，完成值填52个，不填「已完成」",
		Applies: valued, Evaluate: wordForNumber},
	{ID: "SEV-VALUE-03", Title: "完成值与指标值单位一致", Basis: art15, Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "指标值20台，完成值20台",
		Applies: valued, Evaluate: unitMismatch},
	{ID: "SEV-VALUE-04", Title: "完成值没有成倍超过指标值", Basis: mof10(quoteLow), Severity: rule.Remark, From: scoring, Version: 1,
		Good:    "指标值按上年实际和当年任务测算，完成值与它相近",
		Applies: valued, Evaluate: doubled},
	{ID: "SEV-VALUE-05", Title: "完成值是确数", Basis: art15, Severity: rule.Remark, From: inForce, Version: 1,
		Good:    "培训213人，不填「200余人」",
		Applies: valued, Evaluate: approximate},
	{ID: "SEV-VALUE-06", Title: "完成值超过指标值较多的写明原因", Basis: mof10(quoteLow), Severity: rule.Remark, From: scoring, Version: 1,
		Good:    "完成率130%。原因：年中追加任务",
		Applies: valued, Evaluate: overWithoutReason},
}

func copiedValue(s Subject) rule.Result {
	return s.each(func(r *row) (rule.Finding, bool) {
		a, p := &r.ind.Actual, &r.ind.Planned
		if a.Number == nil || a.Sign == domain.SignNone || a.Sign == domain.SignEQ {
			return rule.Finding{}, false
		}
		leading := strings.HasPrefix(parse.Squeeze(a.Raw), string(a.Sign))
		same := p.Number != nil && p.Number.Cmp(*a.Number) == 0
		if !leading && !same {
			return rule.Finding{}, false
		}
		f := s.at(r, "actual", r.title()+"的完成值「"+a.Raw+"」照抄了指标值的写法，不是实际完成数；请填写实际数值。")
		f.Expected = "实际数值"
		return f, true
	})
}

// wordForNumber leaves alone texts with a figure in them: the figure can be read.
func wordForNumber(s Subject) rule.Result {
	return s.each(func(r *row) (rule.Finding, bool) {
		a := &r.ind.Actual
		if r.ind.Planned.Number == nil || !a.Qualitative || strings.ContainsAny(parse.Fold(a.Raw), "0123456789") {
			return rule.Finding{}, false
		}
		f := s.at(r, "actual", r.title()+"的指标值是「"+r.ind.Planned.Raw+"」，完成值只写「"+a.Raw+"」，没有数值；请填写实际完成数。")
		f.Expected = "实际数值"
		return f, true
	})
}

// unitMismatch compares printed units, and finds an amount of the goal text (550万元) that
// stands as a bare number where a count was reported.
func unitMismatch(s Subject) rule.Result {
	goal := parse.Squeeze(s.f.Goal.Raw)
	return s.each(func(r *row) (rule.Finding, bool) {
		if r.pair.mismatch {
			f := s.at(r, "actual", r.title()+"的指标值用「"+r.ind.Planned.Unit+"」，完成值用「"+r.ind.Actual.Unit+"」，单位不一致，无法比较；请统一单位后重新填写。")
			f.Expected = r.ind.Planned.Unit
			return f, true
		}
		unit := moneyInGoal(r, goal)
		if unit == "" {
			return rule.Finding{}, false
		}
		f := s.at(r, "actual", r.title()+"的指标值「"+r.ind.Planned.Raw+"」在年度目标里是"+r.ind.Planned.Raw+unit+"，完成值「"+r.ind.Actual.Raw+"」却与它相差很大，两处单位疑不相同；请写明单位并按同一单位填写。")
		f.Expected = r.ind.Planned.Raw + unit
		return f, true
	})
}

func moneyInGoal(r *row, goal string) string {
	p, a := &r.ind.Planned, &r.ind.Actual
	if r.ind.Kind != "数量指标" || p.Number == nil || a.Number == nil || p.Unit != "" || p.Sign != domain.SignNone || p.Number.Cmp(domain.DecimalInt(10)) < 0 || r.verdict != unmet {
		return ""
	}
	if anyOf(r.name, []string{"资金", "金额", "投资", "经费", "元", "收入", "产值"}) {
		return ""
	}
	half := new(big.Rat).Mul(r.pair.t, big.NewRat(1, 2))
	if r.pair.a.Cmp(half) >= 0 {
		return ""
	}
	for _, unit := range []string{"万元", "元"} {
		i := strings.Index(goal, p.Number.String()+unit)
		if i >= 0 && (i == 0 || !strings.ContainsAny(goal[i-1:i], "0123456789.")) {
			return unit
		}
	}
	return ""
}

func doubled(s Subject) rule.Result {
	return s.each(func(r *row) (rule.Finding, bool) {
		if !s.exceeds(r, s.env.Params.DoublePercent) {
			return rule.Finding{}, false
		}
		times := new(big.Rat).Quo(r.pair.a, r.pair.t)
		f := s.at(r, "actual", r.title()+"的指标值「"+r.ind.Planned.Raw+"」，完成值「"+r.ind.Actual.Raw+"」，是指标值的"+times.FloatString(1)+"倍，年初指标值明显偏低；请说明原因，下年提高指标值。")
		return f, true
	})
}

func approximate(s Subject) rule.Result {
	return s.each(func(r *row) (rule.Finding, bool) {
		if !r.ind.Actual.Approx {
			return rule.Finding{}, false
		}
		f := s.at(r, "actual", r.title()+"的完成值「"+r.ind.Actual.Raw+"」是概数；请填写实际数值。")
		f.Expected = "确数"
		return f, true
	})
}

func overWithoutReason(s Subject) rule.Result {
	if !s.f.HasReason && s.f.Reason.Raw == "" {
		return rule.Missing()
	}
	return s.each(func(r *row) (rule.Finding, bool) {
		if !s.exceeds(r, s.env.Params.OverPercent) || s.exceeds(r, s.env.Params.DoublePercent) || s.reasoned(r) {
			return rule.Finding{}, false
		}
		rate := percentText(new(big.Rat).Quo(r.pair.a, r.pair.t))
		f := s.at(r, "actual", r.title()+"的指标值「"+r.ind.Planned.Raw+"」，完成值「"+r.ind.Actual.Raw+"」，完成率"+rate+"，没有说明原因；请补写超额完成的原因。")
		f.Expected = "写明原因"
		return f, true
	})
}

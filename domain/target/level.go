package target

import (
	"math/big"
	"strings"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/rule"
)

var levelRules = []rule.Rule[Subject]{
	{ID: "TGT-LVL-01", Title: "目标不低于上年实际", Basis: basis.Cite("第十二条", quoteLast), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "上年实际培训520人，今年目标不低于520人；确需降低的说明原因",
		Applies: has, Evaluate: belowLastYear},
	{ID: "TGT-LVL-02", Title: "指标值不是多年不变", Basis: custom("三年不变"), Severity: rule.Remark, From: inForce, Version: 1,
		Good:    "按当年任务和预算重新测算指标值",
		Applies: has, Evaluate: unchanged},
	{ID: "TGT-LVL-03", Title: "钱涨目标也涨", Basis: mof88(quoteMatch), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "预算由100万元增到150万元，改造面积由2万平方米增到3万平方米",
		Applies: has, Evaluate: moneyOnlyGrew},
	{ID: "TGT-LVL-04", Title: "不因执行慢而下调目标", Basis: basis.Cite("第十一条", quoteAdjust), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "因政策变化调整的，附调整申请和批复",
		Applies: has, Evaluate: loweredWhenSlow},
	{ID: "TGT-LVL-05", Title: "年度目标不照抄多年总目标", Basis: mof88(quoteMatch), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "中期目标：三年建成30公里；年度目标：今年建成8公里",
		Applies: has, Evaluate: annualIsTotal},
	{ID: "TGT-LVL-06", Title: "单位成本不离群", Basis: custom("单位成本离群"), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "补助标准与同类项目中位数相近；偏高的附测算依据",
		Applies: hasLines, Evaluate: costOutlier},
}

// pastOf finds last year's value of an indicator by name and reads the wanted text.
func pastOf(y *domain.YearResult, l *line, text func(domain.PastIndicator) string) (domain.Decimal, bool) {
	for _, p := range y.Indicators {
		if nameKey(cleanName(p.Level3)) != l.key {
			continue
		}
		qs := quantities(fold(text(p)))
		if len(qs) != 1 || (qs[0].unit != "" && !strings.HasPrefix(l.ind.Planned.Unit, qs[0].unit)) {
			return domain.Decimal{}, false
		}
		return qs[0].num, true
	}
	return domain.Decimal{}, false
}

func pastPlanned(p domain.PastIndicator) string { return p.Planned }

func pastActual(p domain.PastIndicator) string { return p.Actual }

func belowLastYear(s Subject) rule.Result {
	last := s.d.Project.LastYear
	if last == nil || len(last.Indicators) == 0 {
		return rule.Missing()
	}
	compared := false
	fs := s.each(func(l *line) (rule.Finding, bool) {
		if l.num() == nil || l.key == "" {
			return rule.Finding{}, false
		}
		was, ok := pastOf(last, l, pastActual)
		if !ok || was.Sign() <= 0 {
			return rule.Finding{}, false
		}
		compared = true
		keep := big.NewRat(100-s.env.Params.DropPercent, 100)
		if l.ind.Planned.Sign.Inverse() {
			keep = big.NewRat(100+s.env.Params.DropPercent, 100)
		}
		c := l.num().Rat().Cmp(keep.Mul(keep, was.Rat()))
		if (l.ind.Planned.Sign.Inverse() && c <= 0) || (!l.ind.Planned.Sign.Inverse() && c >= 0) {
			return rule.Finding{}, false
		}
		f := s.at(l, "planned", l.title()+"的目标「"+l.ind.Planned.Raw+"」比上年实际"+was.String()+l.ind.Planned.Unit+"还低；请提高目标，或说明任务减少的原因。")
		f.Expected = was.String() + l.ind.Planned.Unit
		if l.ind.Planned.Sign.Inverse() {
			f.Message = l.title() + "的上限「" + l.ind.Planned.Raw + "」比上年实际" + was.String() + l.ind.Planned.Unit + "还高；请压低上限，或说明原因。"
		}
		return f, true
	})
	if !compared {
		return rule.Missing()
	}
	return rule.Found(fs...)
}

// unchanged compares with last year and the years before it. Rates of 100% stay what
// they are and do not count.
func unchanged(s Subject) rule.Result {
	years := []*domain.YearResult{}
	if s.d.Project.LastYear != nil {
		years = append(years, s.d.Project.LastYear)
	}
	for i := range s.d.Project.Earlier {
		years = append(years, &s.d.Project.Earlier[i])
	}
	if len(years) < s.env.Params.Unchanged-1 {
		return rule.Missing()
	}
	years = years[:s.env.Params.Unchanged-1]
	var names []string
	matched := 0
	for i := range s.lines {
		l := &s.lines[i]
		if l.num() == nil || (l.percent() && l.num().Cmp(domain.DecimalInt(100)) == 0) {
			continue
		}
		known, same := true, true
		for _, y := range years {
			was, ok := pastOf(y, l, pastPlanned)
			known = known && ok
			same = same && ok && was.Cmp(*l.num()) == 0
		}
		if known {
			matched++
		}
		if known && same {
			names = append(names, "「"+l.ind.Level3.Raw+"」")
		}
	}
	switch {
	case matched < s.env.Params.UnchangedMin:
		return rule.Missing()
	case len(names) < matched:
		return rule.Found()
	}
	n := domain.DecimalInt(int64(s.env.Params.Unchanged)).String()
	return rule.Found(s.on1("indicators", "", "", strings.Join(names, "、")+"的指标值连续"+n+"年没有变化；请按当年任务和预算重新测算，确属常年标准的请说明。"))
}

func moneyOnlyGrew(s Subject) rule.Result {
	p := &s.d.Project
	if p.LastYear == nil || p.LastYear.Budget <= 0 || p.Initial <= 0 {
		return rule.Missing()
	}
	if domain.RatioOf(p.Initial, p.LastYear.Budget).Cmp(domain.Percent100(100+s.env.Params.GrowthPercent)) < 0 {
		return rule.Found()
	}
	compared := 0
	for i := range s.lines {
		l := &s.lines[i]
		if l.num() == nil || l.ind.Class != domain.ClassOutput || l.percent() || l.ind.Planned.Sign.Inverse() {
			continue
		}
		was, ok := pastOf(p.LastYear, l, pastPlanned)
		if !ok {
			continue
		}
		compared++
		if l.num().Cmp(was) > 0 {
			return rule.Found()
		}
	}
	if compared == 0 {
		return rule.Missing()
	}
	grown := domain.RatioOf(p.Initial-p.LastYear.Budget, p.LastYear.Budget).Percent()
	f := s.on1("total", s.v.Total.Cell, s.v.Total.Raw, "预算由上年"+p.LastYear.Budget.Wan()+"万元增加到"+p.Initial.Wan()+"万元（增长"+grown+"），产出数量却没有增加；请相应提高目标，或说明单价上涨的依据。")
	return rule.Found(f)
}

// loweredWhenSlow compares the current version with the last one that was approved.
func loweredWhenSlow(s Subject) rule.Result {
	prev := approvedBefore(s.d)
	if prev == nil {
		return rule.Skip()
	}
	e := s.d.Execution
	m, ok := e.At(12)
	if !ok || s.d.Project.Adjusted <= 0 {
		return rule.Missing()
	}
	pace := domain.RatioOf(m.Executed, s.d.Project.Adjusted)
	if pace.Cmp(domain.Ratio{Num: s.env.Params.SlowPercent * int64(m.Month), Den: 1200}) >= 0 {
		return rule.Found()
	}
	return rule.Found(s.each(func(l *line) (rule.Finding, bool) {
		if l.num() == nil || l.key == "" {
			return rule.Finding{}, false
		}
		for i := range prev.Indicators {
			o := &prev.Indicators[i]
			if o.Planned.Number == nil || o.Planned.Unit != l.ind.Planned.Unit || nameKey(cleanName(o.Level3.Raw)) != l.key {
				continue
			}
			c := l.num().Cmp(*o.Planned.Number)
			if (l.ind.Planned.Sign.Inverse() && c <= 0) || (!l.ind.Planned.Sign.Inverse() && c >= 0) {
				return rule.Finding{}, false
			}
			f := s.at(l, "planned", l.title()+"由「"+o.Planned.Raw+"」改为「"+l.ind.Planned.Raw+"」，而到"+domain.DecimalInt(int64(m.Month)).String()+"月末只支出了"+pace.Percent()+"；执行慢不能成为下调目标的理由，请恢复原目标或附调整依据。")
			f.Expected = o.Planned.Raw
			return f, true
		}
		return rule.Finding{}, false
	})...)
}

// approvedBefore returns the newest version before the current one that the district
// finance bureau approved, nil when there is none.
func approvedBefore(d *domain.Dossier) *domain.TargetVersion {
	t := d.Target
	for i := len(t.Versions) - 2; i >= 0; i-- {
		for _, r := range d.Reviews {
			if r.Level == domain.LevelBureau && r.Decision == domain.DecisionApprove && r.Version == t.Versions[i].No {
				return &t.Versions[i]
			}
		}
	}
	return nil
}

// annualIsTotal compares the quantities of the medium-term and the annual goal of a
// project that goes on after this year.
func annualIsTotal(s Subject) rule.Result {
	p := &s.d.Project
	if s.v.LongGoal.Raw == "" {
		return rule.Missing()
	}
	if !p.End.IsZero() && p.End.Year <= p.Year {
		return rule.Skip()
	}
	annual, total := amountsOf(s.v.Goal.Raw), amountsOf(s.v.LongGoal.Raw)
	if len(annual) == 0 || len(total) == 0 {
		return rule.Missing()
	}
	for _, q := range annual {
		found := false
		for _, t := range total {
			found = found || (t.unit == q.unit && t.num.Cmp(q.num) == 0)
		}
		if !found {
			return rule.Found()
		}
	}
	if len(annual) != len(total) {
		return rule.Found()
	}
	f := s.goal("年度目标的数量与中期目标完全相同（" + annual[0].num.String() + annual[0].unit + "），把几年的任务写成了一年的；请只写本年度要完成的部分。")
	f.Printed = s.v.Goal.Raw
	return rule.Found(f)
}

// amountsOf lists the quantities of a text that grow with the years: no rates, dates or
// ordinals.
func amountsOf(text string) []quantity {
	var out []quantity
	for _, q := range quantities(fold(text)) {
		switch q.unit {
		case "", "%", "年", "月", "日", "级", "类", "G", "分", "岁", "天", "小时", "分钟", "个百分点", "倍":
		default:
			out = append(out, q)
		}
	}
	return out
}

func costOutlier(s Subject) rule.Result {
	if len(s.env.Benchmarks) == 0 {
		return rule.Missing()
	}
	return rule.Found(s.each(func(l *line) (rule.Finding, bool) {
		if l.num() == nil || !strings.Contains(l.ind.Planned.Unit, "元/") {
			return rule.Finding{}, false
		}
		for _, b := range s.env.Benchmarks {
			if b.Unit != l.ind.Planned.Unit || nameKey(cleanName(b.Name)) != l.key {
				continue
			}
			limit := new(big.Rat).Mul(b.Median.Rat(), big.NewRat(s.env.Params.OutlierTimes, 1))
			if l.num().Rat().Cmp(limit) <= 0 {
				return rule.Finding{}, false
			}
			n := domain.DecimalInt(int64(b.Count)).String()
			return s.at(l, "planned", l.title()+"为「"+l.ind.Planned.Raw+"」，而"+n+"个同类项目的中位数是"+b.Median.String()+b.Unit+"，明显偏高；请附测算依据或核减。"), true
		}
		return rule.Finding{}, false
	})...)
}

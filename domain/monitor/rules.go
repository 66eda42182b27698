package monitor

import (
	"fmt"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/listing"
	"jixiao/domain/rule"
)

// Subject is what the rules of this family look at.
type Subject struct {
	Dossier *domain.Dossier
	Result  *Result
	Params  *Params
	// On is the month's end.
	On domain.Date
}

var inForce = basis.Banfa.From

const (
	quoteWarn  = "通过绩效预警和整改，对未达到绩效目标和执行进度的项目，及时通报业务主管部门实施整改"
	quoteTrack = "建立“项目绩效跟踪评估+支出进度和资金沉淀预警整改+动态调整清理”机制"
	quoteClean = "对预计年底无法支出的项目资金实施精准清理收回，调整用于全区重点项目"
	quoteFix   = "对监控发现的管理漏洞和绩效目标偏差及时采取有针对性措施予以纠正"
)

// ruleList is the explicit list of the family's rules.
var ruleList = []monRule{
	{ID: "MON-LAMP-01", Title: "支出进度达到要求", Basis: basis.Cite("第十四条", quoteWarn), Severity: rule.Warning, From: inForce, Version: 1, Evaluate: slow},
	{ID: "MON-IND-01", Title: "绩效指标按进度完成", Basis: basis.Cite("第十四条", quoteWarn), Severity: rule.Warning, From: inForce, Version: 1, Evaluate: behind},
	{ID: "MON-IDLE-01", Title: "没有长期沉淀的资金", Basis: basis.Cite("第十四条", quoteTrack), Severity: rule.Warning, From: inForce, Version: 1, Evaluate: idle},
	{ID: "MON-CARRY-01", Title: "结转资金不满两年", Basis: basis.Of(basis.BudgetLaw, "连续两年未用完的结转资金，应当作为结余资金管理"), Severity: rule.Failure, From: inForce, Version: 1,
		Applies: func(s *Subject) bool { return s.Dossier.Project.Carryover > 0 }, Evaluate: carry},
	{ID: "MON-GAP-01", Title: "目标进度与支出进度相称", Basis: basis.Of(basis.Practice, "目标已完成九成而支出不到三成，或支出已达七成而目标不到一成，须核实"), Severity: rule.Remark, From: inForce, Version: 1, Evaluate: gap},
	{ID: "MON-BACK-01", Title: "累计支出不倒退", Basis: basis.Cite("第十三条", quoteFix), Severity: rule.Warning, From: inForce, Version: 1, Evaluate: backwards},
	{ID: "MON-OVER-01", Title: "累计支出不超过预算", Basis: basis.Cite("第十三条", quoteFix), Severity: rule.Failure, From: inForce, Version: 1, Evaluate: over},
	{ID: "MON-FORECAST-01", Title: "预计年底支出率不低于要求", Basis: basis.Cite("第十四条", quoteClean), Severity: rule.Warning, From: inForce, Version: 1, Evaluate: forecast},
	{ID: "MON-CAUSE-01", Title: "有偏差的指标写明原因", Basis: basis.Cite("第十三条", quoteFix), Severity: rule.Remark, From: inForce, Version: 1, Evaluate: cause},
	{ID: "MON-REPEAT-01", Title: "同一原因不连续重复", Basis: basis.Of(basis.Practice, "同一偏差原因连续三次上报仍未解决的，提请关注"), Severity: rule.Remark, From: inForce, Version: 1, Evaluate: repeat},
}

// Rules returns the family's rules.
func Rules() []rule.Rule[*Subject] { return ruleList }

type monRule = rule.Rule[*Subject]

func slow(s *Subject) rule.Result {
	r := s.Result
	if r.Execution == listing.LampNone {
		return rule.Missing()
	}
	if r.Execution < listing.LampYellow {
		return rule.Found()
	}
	f := rule.Finding{Field: "execution", Printed: domain.RatioOf(r.Executed, r.Budget).Percent(), Expected: r.Green.Amount.Wan() + " 万元",
		Message: fmt.Sprintf("截至 %d 月末%s累计支出 %s 万元，占全年预算 %s 万元的 %s，按%s规则为%s灯；%s前再支出 %s 万元可转绿。",
			r.Month, stale(r), r.Executed.Wan(), r.Budget.Wan(), domain.RatioOf(r.Executed, r.Budget).Percent(), r.Group.Name(), r.Execution, chineseDate(r.Green.By), r.Green.Amount.Wan())}
	if r.Execution == listing.LampRed {
		f.Severity = rule.Failure
	}
	return rule.Found(f)
}

// stale tells that the figures are older than the month asked for.
func stale(r *Result) string {
	if r.Reported < r.Month {
		return fmt.Sprintf("（最近一次报数为 %d 月末）", r.Reported)
	}
	return ""
}

func chineseDate(d domain.Date) string { return fmt.Sprintf("%d 月 %d 日", d.Month, d.Day) }

func behind(s *Subject) rule.Result {
	var fs []rule.Finding
	known := false
	for i, ind := range s.Result.Indicators {
		known = known || ind.Lamp != listing.LampNone
		switch ind.Lamp {
		case listing.LampRed, listing.LampYellow:
			fs = append(fs, rule.Finding{Field: fmt.Sprintf("indicators.%d", i), Printed: ind.Actual, Expected: ind.Planned,
				Message: fmt.Sprintf("指标“%s”为%s灯：%s。", ind.Level3, ind.Word, ind.Why)})
		case listing.LampBlue:
			fs = append(fs, rule.Finding{Severity: rule.Remark, Field: fmt.Sprintf("indicators.%d", i), Printed: ind.Actual, Expected: ind.Planned,
				Message: fmt.Sprintf("指标“%s”明显超出进度（%s），目标可能偏低。", ind.Level3, ind.Why)})
		}
	}
	if !known {
		return rule.Missing()
	}
	return rule.Found(fs...)
}

// idleDays counts from the last day money moved to the month's end: the last payment line,
// else the last month whose cumulated figure grew, else the start of the year.
func idleDays(d *domain.Dossier, r *Result, on domain.Date) int {
	last := domain.Date{Year: r.Year, Month: 1, Day: 1}
	var before domain.Fen
	for _, m := range d.Execution.Months {
		if m.Month <= r.Month && m.Executed > before {
			last, before = domain.MonthEnd(r.Year, m.Month), m.Executed
		}
	}
	for _, p := range d.Payments {
		if p.Amount > 0 && !on.Before(p.Date) && last.Before(p.Date) {
			last = p.Date
		}
	}
	return on.Days() - last.Days()
}

func idle(s *Subject) rule.Result {
	r := s.Result
	if r.Reported == 0 || r.Budget <= 0 {
		return rule.Missing()
	}
	balance := r.Budget - r.Executed
	if r.Idle < s.Params.IdleDays || balance <= s.Params.IdleBalance {
		return rule.Found()
	}
	return rule.Found(rule.Finding{Field: "execution", Printed: fmt.Sprintf("%d 天", r.Idle), Expected: fmt.Sprintf("少于 %d 天", s.Params.IdleDays),
		Message: fmt.Sprintf("已 %d 天没有支出，账面还沉淀 %s 万元。", r.Idle, balance.Wan())})
}

func carry(s *Subject) rule.Result {
	p := &s.Dossier.Project
	if p.CarryoverSince == 0 {
		return rule.Missing()
	}
	years := s.Result.Year - p.CarryoverSince
	if years < s.Params.CarryYears {
		return rule.Found()
	}
	return rule.Found(rule.Finding{Field: "carryover", Printed: fmt.Sprintf("%d 年", years), Expected: fmt.Sprintf("不满 %d 年", s.Params.CarryYears),
		Message: fmt.Sprintf("结转资金 %s 万元自 %d 年起未用完，已满 %d 年，应收回统筹。", p.Carryover.Wan(), p.CarryoverSince, years)})
}

// targetGap is mean progress of the quantitative forward indicators minus the expenditure
// rate, in whole percentage points (absolute); ok is false without both.
func targetGap(d *domain.Dossier, r *Result) (points int, ok bool) {
	t, ok := targetProgress(d, r)
	if !ok || r.Budget <= 0 || r.Reported == 0 {
		return 0, false
	}
	spent := domain.RoundDiv(int64(r.Executed)*100, int64(r.Budget))
	return int(abs(int64(t) - spent)), true
}

func abs(n int64) int64 { return max(n, -n) }

func targetProgress(d *domain.Dossier, r *Result) (percent int, ok bool) {
	m := newest(d.Monitoring, r.Year, r.Month)
	if m == nil {
		return 0, false
	}
	sum, n := int64(0), int64(0)
	for _, i := range m.Indicators {
		p, a := i.Planned.Number, i.Actual.Number
		if p == nil || a == nil || p.Sign() <= 0 || i.Planned.Sign.Inverse() {
			continue
		}
		q, fits := domain.DecimalFromRat(a.Rat().Quo(a.Rat(), p.Rat()), 2)
		if !fits {
			continue
		}
		v := domain.RoundRat(q.Rat().Mul(q.Rat(), domain.DecimalInt(100).Rat())).Int64()
		sum, n = sum+min(max(v, 0), 100), n+1
	}
	if n == 0 {
		return 0, false
	}
	return int(sum / n), true
}

func gap(s *Subject) rule.Result {
	t, ok := targetProgress(s.Dossier, s.Result)
	if !ok || s.Result.Reported == 0 || s.Result.Budget <= 0 {
		return rule.Missing()
	}
	rate, p := domain.RatioOf(s.Result.Executed, s.Result.Budget), s.Params
	spent := rate.Percent()
	switch {
	case t >= p.GapTargetDone && rate.Cmp(domain.Percent100(int64(p.GapMoneyLow))) < 0:
		return rule.Found(rule.Finding{Field: "execution", Printed: fmt.Sprintf("目标 %d%%，支出 %s", t, spent),
			Message: fmt.Sprintf("绩效目标已完成 %d%%，支出只有 %s：请核实是否已完工未付款，或预算偏大。", t, spent)})
	case rate.Cmp(domain.Percent100(int64(p.GapMoneyDone))) >= 0 && t < p.GapTargetLow:
		return rule.Found(rule.Finding{Field: "execution", Severity: rule.Warning, Printed: fmt.Sprintf("目标 %d%%，支出 %s", t, spent),
			Message: fmt.Sprintf("支出已达 %s，绩效目标只完成 %d%%：请核实资金去向和项目进展。", spent, t)})
	}
	return rule.Found()
}

func backwards(s *Subject) rule.Result {
	if s.Result.Reported == 0 {
		return rule.Missing()
	}
	var fs []rule.Finding
	months := s.Dossier.Execution.Months
	for i := 1; i < len(months); i++ {
		a, b := months[i-1], months[i]
		if b.Month <= s.Result.Month && b.Executed < a.Executed {
			fs = append(fs, rule.Finding{Field: fmt.Sprintf("months.%d", i), Cell: b.Prov.CellOf("executed"), Sheet: b.Prov.Sheet, Printed: b.Executed.Wan(), Expected: "不少于 " + a.Executed.Wan(),
				Message: fmt.Sprintf("%d 月末累计支出 %s 万元，少于 %d 月末的 %s 万元：请核实是否退款或填错。", b.Month, b.Executed.Wan(), a.Month, a.Executed.Wan())})
		}
	}
	return rule.Found(fs...)
}

func over(s *Subject) rule.Result {
	r := s.Result
	if r.Reported == 0 || r.Budget <= 0 {
		return rule.Missing()
	}
	if r.Executed <= r.Budget {
		return rule.Found()
	}
	return rule.Found(rule.Finding{Field: "execution", Printed: r.Executed.Wan(), Expected: "不超过 " + r.Budget.Wan(),
		Message: fmt.Sprintf("累计支出 %s 万元超过全年预算 %s 万元：请核对预算调整是否已录入。", r.Executed.Wan(), r.Budget.Wan())})
}

func forecast(s *Subject) rule.Result {
	r := s.Result
	if !r.ForecastRate.Valid() {
		return rule.Missing()
	}
	if r.ForecastRate.Cmp(domain.Percent100(int64(s.Params.ForecastMin))) >= 0 {
		return rule.Found()
	}
	return rule.Found(rule.Finding{Field: "forecast", Printed: r.ForecastRate.Percent(), Expected: fmt.Sprintf("不低于 %d%%", s.Params.ForecastMin),
		Message: fmt.Sprintf("预计年底支出 %s 万元，支出率 %s（%s），约 %s 万元花不出去。", r.Forecast.Wan(), r.ForecastRate.Percent(), r.Method, (r.Budget - r.Forecast).Wan())})
}

func cause(s *Subject) rule.Result {
	var fs []rule.Finding
	for i, ind := range s.Result.Indicators {
		if (ind.Lamp == listing.LampRed || ind.Lamp == listing.LampYellow) && len(ind.Causes) == 0 && ind.Cause == "" {
			fs = append(fs, rule.Finding{Field: fmt.Sprintf("indicators.%d", i), Message: fmt.Sprintf("指标“%s”有偏差，没有勾选或写明原因。", ind.Level3)})
		}
	}
	if len(s.Result.Indicators) == 0 {
		return rule.Missing()
	}
	return rule.Found(fs...)
}

func repeat(s *Subject) rule.Result {
	list := s.Dossier.Monitoring
	if len(list) < s.Params.RepeatReports {
		return rule.Missing()
	}
	run := map[string]int{}
	for _, m := range list {
		if m.Year != s.Result.Year || m.Month > s.Result.Month {
			continue
		}
		now := map[string]bool{}
		for _, i := range m.Indicators {
			for _, c := range i.Causes {
				now[c] = true
			}
		}
		for _, c := range domain.Causes {
			if now[c] {
				run[c]++
			} else {
				run[c] = 0
			}
		}
	}
	for _, c := range domain.Causes {
		if run[c] >= s.Params.RepeatReports {
			return rule.Found(rule.Finding{Field: "causes", Message: fmt.Sprintf("“%s”已连续 %d 次作为偏差原因上报，没有解决。", c, run[c])})
		}
	}
	return rule.Found()
}

package monitor

import (
	"jixiao/domain"
	"jixiao/domain/rule"
)

// Case is one example a finance person can check: the project of Example with one change,
// and what the rule must say of it at the end of August under the linear group.
type Case struct {
	Rule, Name string
	Change     func(d *domain.Dossier)
	Want       rule.Status
}

// Run checks the case and returns its rule's outcome.
func (c Case) Run() rule.Outcome { return c.RunWith(DefaultParams) }

// RunWith is Run under other parameters.
func (c Case) RunWith(p Params) rule.Outcome {
	d := Example()
	if c.Change != nil {
		c.Change(&d)
	}
	r := Report(&d, 2026, 8, Linear, p)
	on := domain.MonthEnd(2026, 8)
	s := &Subject{Dossier: &d, Result: &r, Params: &p, On: on}
	for _, x := range ruleList {
		if x.ID == c.Rule {
			return x.Check(s, on)
		}
	}
	return rule.Outcome{Rule: c.Rule}
}

func wan(n int64) domain.Fen { return domain.Fen(n * 1_000_000) }

func number(name, plan, actual string, sign domain.Sign) domain.MonitoringIndicator {
	p, a := domain.MustDecimal(plan), domain.MustDecimal(actual)
	return domain.MonitoringIndicator{Indicator: domain.Indicator{Level3: domain.Text{Raw: name},
		Planned: domain.Value{Raw: string(sign) + plan, Sign: sign, Number: &p}, Actual: domain.Value{Raw: actual, Number: &a}}}
}

// Example is a project on schedule at the end of August 2026: every rule that has data
// passes.
func Example() domain.Dossier {
	d := domain.Dossier{Project: domain.Project{ID: "P1", Code: "37010326R000000000001", Name: "道路养护", Year: 2026, Kind: domain.KindRoutine,
		Initial: wan(1200), Adjusted: wan(1200), Carryover: wan(50), CarryoverSince: 2025}}
	e := domain.Execution{ProjectID: "P1", Year: 2026}
	for m := 1; m <= 8; m++ {
		plan := wan(int64(100 * m))
		e.Months = append(e.Months, domain.MonthExecution{Month: m, Executed: wan(int64(95 * m)), Plan: &plan})
	}
	d.Execution = &e
	d.Monitoring = []domain.Monitoring{{ProjectID: "P1", Year: 2026, Month: 8, Indicators: []domain.MonitoringIndicator{
		number("养护里程", "120", "80", domain.SignGE), number("单价", "500", "480", domain.SignLE)}}}
	return d
}

func spend(month int, amount int64) func(d *domain.Dossier) {
	return func(d *domain.Dossier) {
		for i := range d.Execution.Months {
			if d.Execution.Months[i].Month >= month {
				d.Execution.Months[i].Executed = wan(amount)
			}
		}
	}
}

func causes(n int, c ...string) func(d *domain.Dossier) {
	return func(d *domain.Dossier) {
		d.Monitoring = nil
		for m := 9 - n; m <= 8; m++ {
			i := number("养护里程", "120", "10", domain.SignGE)
			i.Causes = c
			d.Monitoring = append(d.Monitoring, domain.Monitoring{Year: 2026, Month: m, Indicators: []domain.MonitoringIndicator{i}})
		}
	}
}

// Cases are the examples of every rule, passing and failing.
func Cases() []Case {
	none := func(d *domain.Dossier) { d.Execution, d.Monitoring, d.Project.CarryoverSince = nil, nil, 0 }
	return []Case{
		{"MON-LAMP-01", "按进度支出", nil, rule.Pass},
		{"MON-LAMP-01", "八月末只支出一成", spend(1, 120), rule.Fail},
		{"MON-LAMP-01", "八月末支出四成五为黄灯", spend(1, 540), rule.Notice},
		{"MON-LAMP-01", "没有执行数是缺数据", none, rule.NoData},
		{"MON-IND-01", "指标按进度完成", nil, rule.Pass},
		{"MON-IND-01", "指标只完成一成", func(d *domain.Dossier) {
			d.Monitoring[0].Indicators[0] = number("养护里程", "120", "12", domain.SignGE)
		}, rule.Notice},
		{"MON-IND-01", "没有监控表是缺数据", none, rule.NoData},
		{"MON-IDLE-01", "每月都有支出", nil, rule.Pass},
		{"MON-IDLE-01", "三月以后没有支出", spend(4, 285), rule.Notice},
		{"MON-CARRY-01", "结转一年", nil, rule.Pass},
		{"MON-CARRY-01", "结转满两年", func(d *domain.Dossier) { d.Project.CarryoverSince = 2024 }, rule.Fail},
		{"MON-GAP-01", "目标与支出相称", nil, rule.Pass},
		{"MON-GAP-01", "目标完成而钱没花", func(d *domain.Dossier) {
			spend(1, 100)(d)
			d.Monitoring[0].Indicators = []domain.MonitoringIndicator{number("养护里程", "120", "118", domain.SignGE)}
		}, rule.Notice},
		{"MON-GAP-01", "钱花了目标没动", func(d *domain.Dossier) {
			spend(8, 900)(d)
			d.Monitoring[0].Indicators = []domain.MonitoringIndicator{number("养护里程", "120", "6", domain.SignGE)}
		}, rule.Notice},
		{"MON-GAP-01", "支出 69.99%，目标没动", func(d *domain.Dossier) {
			spend(8, 839)(d)
			d.Monitoring[0].Indicators = []domain.MonitoringIndicator{number("养护里程", "120", "6", domain.SignGE)}
		}, rule.Pass},
		{"MON-BACK-01", "逐月增加", nil, rule.Pass},
		{"MON-BACK-01", "六月比五月少", func(d *domain.Dossier) { d.Execution.Months[5].Executed = wan(300) }, rule.Notice},
		{"MON-OVER-01", "没有超预算", nil, rule.Pass},
		{"MON-OVER-01", "超过全年预算", spend(8, 1300), rule.Fail},
		{"MON-FORECAST-01", "按速度年底可支出九成以上", nil, rule.Pass},
		{"MON-FORECAST-01", "按速度年底只能支出一半", spend(3, 600), rule.Notice},
		{"MON-CAUSE-01", "没有偏差", nil, rule.Pass},
		{"MON-CAUSE-01", "有偏差没写原因", causes(1), rule.Notice},
		{"MON-REPEAT-01", "三次原因不同", func(d *domain.Dossier) {
			causes(3, "经费保障")(d)
			d.Monitoring[1].Indicators[0].Causes = []string{"其他"}
		}, rule.Pass},
		{"MON-REPEAT-01", "连续三次同一原因", causes(3, "经费保障"), rule.Notice},
	}
}

package explain

import (
	"fmt"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/listing"
)

var (
	linear = basis.Of(basis.Practice, "线性灯：V = 执行率 ÷ (月份 ÷ 12) × 100；小于 60 红，60 至 80 以下黄，80 及以上绿。")
	worst  = basis.Of(basis.Practice, "项目灯取执行灯和各指标灯中最差的一个，红重于黄，黄重于绿，绿重于蓝。")
)

const (
	linearRule   = "线性规则组 第 1 版"
	notReported  = "还没有导入执行数，缺数据不等于零。请先导入月度执行表。"
	noBudget     = "全年预算数为零或没有填，执行率无法计算。"
	notEvaluated = "还没有收到自评表。"
)

func executed(d *domain.Dossier) Chain {
	m, ok := d.Execution.At(12)
	c := Chain{Basis: cite(spending)}
	if !ok {
		c.Missing = notReported
		return c
	}
	return monthChain(d, m)
}

func monthChain(d *domain.Dossier, m domain.MonthExecution) Chain {
	c := Chain{Value: wan(m.Executed), Source: sourceOf(m.Prov, "executed", ""), Basis: cite(spending), Note: fmt.Sprintf("%d 年 1 月至 %d 月累计。", d.Project.Year, m.Month)}
	if m.Plan != nil {
		c.Note += "用款计划累计 " + wan(*m.Plan) + "。"
	}
	var paid domain.Fen
	n := 0
	for _, p := range d.Payments {
		if p.Date.Year == d.Project.Year && int(p.Date.Month) <= m.Month {
			paid += p.Amount
			n++
		}
	}
	if n > 0 {
		c.Inputs = append(c.Inputs, Chain{Title: fmt.Sprintf("支付明细 %d 笔合计", n), Value: wan(paid)})
		if paid != m.Executed {
			c.Note += "支付明细合计与执行数相差 " + wan(m.Executed-paid) + "。"
		}
	}
	return c
}

func monthFigures(d *domain.Dossier) []figure {
	if d.Execution == nil {
		return nil
	}
	var out []figure
	for _, m := range d.Execution.Months {
		out = append(out, figure{fmt.Sprintf("executed.%d", m.Month), fmt.Sprintf("%d月末执行数", m.Month), func(d *domain.Dossier) Chain { return monthChain(d, m) }})
	}
	return out
}

// input explains a figure that is part of another, without its own basis.
func input(d *domain.Dossier, name, title string, f func(*domain.Dossier) Chain) Chain {
	c := f(d)
	c.Field, c.Title, c.Basis = name, title, nil
	return c
}

func rate(d *domain.Dossier) Chain {
	c := Chain{Formula: "累计执行数 ÷ 全年预算数 × 100%", Basis: cite(common),
		Inputs: []Chain{input(d, "executed", "累计执行数", executed), input(d, "adjusted", "全年预算数", adjusted)}}
	m, ok := d.Execution.At(12)
	switch {
	case !ok:
		c.Missing = notReported
	case d.Project.Adjusted <= 0:
		c.Missing = noBudget
	default:
		c.Value = domain.RatioOf(m.Executed, d.Project.Adjusted).Percent()
		c.Worked = m.Executed.Wan() + " ÷ " + d.Project.Adjusted.Wan() + " = " + c.Value
	}
	return c
}

func progress(d *domain.Dossier) Chain {
	c := Chain{Formula: "执行率 ÷ (月份 ÷ 12)", Rule: linearRule, Basis: cite(spending, linear), Inputs: []Chain{input(d, "rate", "执行率", rate)}}
	m, ok := d.Execution.At(12)
	v := listing.Progress(m.Executed, d.Project.Adjusted, m.Month)
	switch {
	case !ok:
		c.Missing = notReported
	case !v.Valid():
		c.Missing = noBudget
	default:
		c.Value = v.Percent()
		c.Worked = fmt.Sprintf("%s ÷ (%d ÷ 12) = %s", domain.RatioOf(m.Executed, d.Project.Adjusted).Percent(), m.Month, c.Value)
	}
	return c
}

func lamp(d *domain.Dossier) Chain {
	m, _ := d.Execution.At(12)
	own := listing.ExecutionLamp(m.Executed, d.Project.Adjusted, m.Month)
	first := Chain{Title: "执行灯", Value: own.String(), Formula: "序时进度比低于 60% 红，低于 80% 黄，其余绿", Inputs: []Chain{input(d, "progress", "序时进度比", progress)}}
	if own == listing.LampNone {
		first.Missing = notReported
	}
	c := Chain{Formula: "执行灯与最近一期监控表各指标灯中最差的一个", Rule: linearRule, Basis: cite(spending, linear, worst), Inputs: []Chain{first}}
	all := own
	for _, f := range indicatorFigures(d) {
		in := f.explain(d)
		in.Field, in.Title, in.Basis = f.name, f.title, nil
		c.Inputs = append(c.Inputs, in)
	}
	if form := newestForm(d); form != nil {
		for _, ind := range form.Indicators {
			all = max(all, listing.IndicatorLamp(ind, form.Month))
		}
	}
	if c.Value = all.String(); all == listing.LampNone {
		c.Missing = "执行数和监控表都没有，没有灯色。请先导入月度执行表或监控表。"
	}
	return c
}

func newestForm(d *domain.Dossier) *domain.Monitoring {
	var newest *domain.Monitoring
	for i := range d.Monitoring {
		if newest == nil || d.Monitoring[i].Month >= newest.Month {
			newest = &d.Monitoring[i]
		}
	}
	return newest
}

func indicatorFigures(d *domain.Dossier) []figure {
	form := newestForm(d)
	if form == nil {
		return nil
	}
	var out []figure
	for i, ind := range form.Indicators {
		name := ind.Level3.Raw
		if name == "" {
			name = ind.Level2.Raw
		}
		out = append(out, figure{fmt.Sprintf("indicator.%d", i), fmt.Sprintf("指标灯 %d %s", i+1, name), func(*domain.Dossier) Chain { return indicatorLamp(form, i) }})
	}
	return out
}

func indicatorLamp(form *domain.Monitoring, i int) Chain {
	ind := form.Indicators[i]
	l := listing.IndicatorLamp(ind, form.Month)
	c := Chain{Value: l.String(), Rule: linearRule, Basis: cite(spending, linear), Inputs: []Chain{
		{Title: "年度指标值", Value: ind.Planned.Raw, Source: sourceAt(form.Prov, ind.Planned.Cell, ind.Planned.Raw)},
		{Title: fmt.Sprintf("%d 月完成值", form.Month), Value: ind.Actual.Raw, Source: sourceAt(form.Prov, ind.Actual.Cell, ind.Actual.Raw)},
	}}
	switch {
	case ind.Planned.Number == nil || ind.Actual.Number == nil:
		c.Formula = "定性或缺数的指标看完成可能性：确定能 绿，有可能 黄，完全不可能 红"
		c.Inputs = append(c.Inputs, Chain{Title: "完成可能性", Value: string(ind.Likelihood)})
	case ind.Planned.Sign.Inverse():
		c.Formula = "反向指标：完成值不超过指标值为绿，超过为红"
	default:
		c.Formula = "完成值 ÷ (指标值 × 月份 ÷ 12) × 100：小于 60 红，小于 80 黄，120 及以上蓝，其余绿"
	}
	if l == listing.LampNone {
		c.Missing = "完成值和完成可能性都没有填，没有灯色。"
	}
	return c
}

package cleanup

import (
	"fmt"

	"jixiao/domain"
)

// Method is one way to tell the year's expenditure.
type Method struct {
	Name string `json:"name"`
	// Total is the year's expenditure by this method, in fen; nil when it cannot be told.
	Total  *domain.Fen `json:"total_fen"`
	Worked string      `json:"worked"`
}

// Forecast is what cannot be spent of a project, in fen.
type Forecast struct {
	Month    int        `json:"month"`
	Executed domain.Fen `json:"executed_fen"`
	// Methods are speed, plan and the unit's own report.
	Methods [3]Method `json:"methods"`
	// Low..High is the range of what is left at the end of the year over the methods that can
	// be told. The suggestion rests on Low: only what is left by every method.
	Low  domain.Fen `json:"low_fen"`
	High domain.Fen `json:"high_fen"`
	// Due is carry-over of CarryYears or more that is not spent, counting carry-over as spent
	// first.
	Due domain.Fen `json:"carryover_due_fen"`
	// Suggested is what should be taken back: the larger of Low and Due. Restricted is the part
	// of it that may be special money; it goes back by the rules of its source.
	Suggested  domain.Fen `json:"suggested_fen"`
	Restricted domain.Fen `json:"restricted_fen"`
	// Known is false when no method can tell.
	Known bool `json:"known"`
	// Listed says that the project belongs on the list: its carry-over is due, or what is left
	// reaches the minimum.
	Listed bool `json:"listed"`
}

// Of forecasts a project as of a month. Without any report of expenditure nothing is known,
// and only carry-over that is due is listed.
func Of(f *Facts, month int, p *Params) Forecast {
	now, ok := f.Execution.At(month)
	out := Forecast{Month: now.Month, Executed: now.Executed, Methods: [3]Method{{Name: fmt.Sprintf("近 %d 个月速度", p.SpeedMonths)}, {Name: "用款计划"}, {Name: "部门自报"}}}
	if !ok {
		for i := range out.Methods {
			out.Methods[i].Worked = "没有执行数"
		}
	} else {
		out.Methods[0] = f.speed(now, p)
		out.Methods[1] = f.plan(now)
		out.Methods[2] = f.reported(now)
	}
	out.span(f)
	if f.CarryoverSince > 0 && f.Year-f.CarryoverSince >= p.CarryYears {
		out.Due = max(0, min(f.Carryover, f.Budget)-out.Executed)
	}
	out.Suggested = max(out.Low, out.Due)
	out.Restricted = min(out.Suggested, f.Special)
	out.Listed = out.Due > 0 || out.Suggested >= p.MinAmount && out.Suggested > 0
	return out
}

// span sets the range: a method's total counts between what is spent and the budget.
func (o *Forecast) span(f *Facts) {
	first := true
	for _, m := range o.Methods {
		if m.Total == nil {
			continue
		}
		left := f.Budget - max(o.Executed, min(*m.Total, f.Budget))
		if left = max(left, 0); first {
			o.Low, o.High, first = left, left, false
			continue
		}
		o.Low, o.High = min(o.Low, left), max(o.High, left)
	}
	o.Known = !first
}

func (f *Facts) speed(now domain.MonthExecution, p *Params) Method {
	m := Method{Name: fmt.Sprintf("近 %d 个月速度", p.SpeedMonths)}
	before, months := domain.Fen(0), now.Month
	if from := now.Month - p.SpeedMonths; from > 0 {
		x, ok := f.Execution.At(from)
		if !ok || x.Month != from {
			m.Worked = fmt.Sprintf("缺 %d 月末的执行数，算不出速度", from)
			return m
		}
		before, months = x.Executed, p.SpeedMonths
	}
	rest := domain.Fen(domain.RoundDiv(int64(now.Executed-before)*int64(12-now.Month), int64(months)))
	m.Total = domain.FenPtr(now.Executed + rest)
	m.Worked = fmt.Sprintf("%d 月末已支出 %s 万元，近 %d 个月支出 %s 万元，照此后 %d 个月再支出 %s 万元", now.Month, now.Executed.Wan(), months, (now.Executed - before).Wan(), 12-now.Month, rest.Wan())
	return m
}

func (f *Facts) plan(now domain.MonthExecution) Method {
	m := Method{Name: "用款计划"}
	year, ok := f.Execution.PlanAt(12)
	if !ok {
		m.Worked = "没有到 12 月末的用款计划"
		return m
	}
	so, ok := f.Execution.PlanAt(now.Month)
	if !ok {
		m.Worked = fmt.Sprintf("没有到 %d 月末的用款计划", now.Month)
		return m
	}
	m.Total = domain.FenPtr(now.Executed + max(0, year-so))
	m.Worked = fmt.Sprintf("已支出 %s 万元，计划此后再支出 %s 万元", now.Executed.Wan(), max(0, year-so).Wan())
	return m
}

func (f *Facts) reported(now domain.MonthExecution) Method {
	m := Method{Name: "部门自报"}
	if f.Reported == nil {
		m.Worked = "监控表没有填全年预计执行数"
		return m
	}
	m.Total = domain.FenPtr(max(*f.Reported, now.Executed))
	m.Worked = fmt.Sprintf("监控表填报全年预计执行 %s 万元", f.Reported.Wan())
	return m
}

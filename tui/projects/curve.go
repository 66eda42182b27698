package projects

import (
	"fmt"

	"jixiao/domain"
	"jixiao/tui"
)

// curve draws the year's execution against the payment plan and the calendar, in ASCII: *
// executed, + plan, . time. It is empty without a budget.
func curve(d *domain.Dossier, w, h int) []string {
	top := int64(d.Project.Adjusted)
	if d.Execution == nil || top <= 0 {
		return nil
	}
	done, plan, even := make([]*int64, 12), make([]*int64, 12), make([]*int64, 12)
	for i := range even {
		v := top / 12 * int64(i+1)
		even[i] = &v
	}
	planned := false
	for _, m := range d.Execution.Months {
		if m.Month < 1 || m.Month > 12 {
			continue
		}
		v := int64(m.Executed)
		done[m.Month-1] = &v
		if m.Plan != nil {
			p := int64(*m.Plan)
			plan[m.Month-1], planned = &p, true
		}
	}
	cell := max(1, min((w-1)/12, 5))
	out := tui.Plot([]tui.Curve{{Mark: '.', Values: even}, {Mark: '+', Values: plan}, {Mark: '*', Values: done}}, top, cell, h)
	months := " "
	for i := range 12 {
		label := fmt.Sprint(i + 1)
		if cell < 3 && i%3 != 2 {
			label = ""
		}
		months += tui.Fit(label, cell)
	}
	legend := "* 执行  . 序时"
	if planned {
		legend = "* 执行  + 用款计划  . 序时"
	}
	return append(out, months, legend+"  满格 "+d.Project.Adjusted.Wan()+" 万元")
}

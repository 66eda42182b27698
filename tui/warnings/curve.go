package warnings

import (
	"fmt"
	"strings"

	"jixiao/tui"
)

// curveHeight is the number of lines of the plot.
const curveHeight = 8

// curve draws a year: * cumulated expenditure, + payment plan, . the calendar's twelfths,
// over the whole year's budget. It is empty without a budget or months.
func curve(p *page, w int) []string {
	top := int64(p.Budget)
	if top <= 0 || len(p.months) == 0 {
		return nil
	}
	spent, plan, even := make([]*int64, 12), make([]*int64, 12), make([]*int64, 12)
	for i := range even {
		v := top / 12 * int64(i+1)
		even[i] = &v
	}
	legend := "* 支出  . 时间"
	for _, m := range p.months {
		if m.Month < 1 || m.Month > 12 {
			continue
		}
		v := int64(m.Executed)
		spent[m.Month-1] = &v
		if m.Plan != nil {
			v := int64(*m.Plan)
			plan[m.Month-1] = &v
			legend = "* 支出  + 用款计划  . 时间"
		}
	}
	cell := max(2, min((w-8)/12, 5))
	out := []string{"", "[逐月曲线]  " + legend + "  满格为全年预算 " + p.Budget.Wan() + " 万元"}
	for i, line := range tui.Plot([]tui.Curve{{Mark: '.', Values: even}, {Mark: '+', Values: plan}, {Mark: '*', Values: spent}}, top, cell, curveHeight) {
		out = append(out, strings.TrimRight(axis(i)+line, " "))
	}
	labels := "      "
	for i := range 12 {
		labels += tui.FitRight(fmt.Sprint(i+1), cell/2+1) + strings.Repeat(" ", cell-cell/2-1)
	}
	return append(out, strings.TrimRight(labels, " ")+" 月")
}

// axis is the percentage at a line of the plot.
func axis(line int) string {
	switch line {
	case 0:
		return " 100%"
	case curveHeight / 2:
		return "  50%"
	case curveHeight:
		return "   0%"
	}
	return "     "
}

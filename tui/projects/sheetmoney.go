package projects

import (
	"fmt"
	"strings"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/tui"
)

var monthWidths = []int{6, -14, -14, -9, -9, 4}

func (b *sheetBuilder) execution(d *domain.Dossier) {
	b.head("执行进度（万元）")
	if d.Execution == nil || len(d.Execution.Months) == 0 {
		b.add("executed", "还没有执行数。下一步：导入月度执行表。")
	} else {
		for _, l := range curve(d, b.w, 8) {
			b.lines = append(b.lines, sheetLine{text: l, field: "rate"})
		}
		b.row("", monthWidths, "月份", "累计执行", "用款计划", "执行率", "序时比", "灯")
		for _, m := range d.Execution.Months {
			plan := ""
			if m.Plan != nil {
				plan = m.Plan.Wan()
			}
			lamp := listing.ExecutionLamp(m.Executed, d.Project.Adjusted, m.Month).String()
			b.row(fmt.Sprintf("executed.%d", m.Month), monthWidths, fmt.Sprintf("%d月末", m.Month), m.Executed.Wan(), plan,
				percent(domain.RatioOf(m.Executed, d.Project.Adjusted)), percent(listing.Progress(m.Executed, d.Project.Adjusted, m.Month)), lamp)
		}
	}
	b.payments(d.Payments)
}

func percent(r domain.Ratio) string {
	if !r.Valid() {
		return "-"
	}
	return r.Percent()
}

// paymentsShown is how many payment lines the page lists.
const paymentsShown = 10

func (b *sheetBuilder) payments(list []domain.Payment) {
	if len(list) == 0 {
		return
	}
	var sum domain.Fen
	for _, p := range list {
		sum += p.Amount
	}
	b.addf("executed", "支付明细 %d 笔，合计 %s", len(list), sum.Wan())
	for i := len(list) - 1; i >= max(len(list)-paymentsShown, 0); i-- {
		p := list[i]
		b.row("", []int{10, -14, 24}, p.Date.String(), p.Amount.Wan(), p.Payee, p.Purpose)
	}
	if n := len(list) - paymentsShown; n > 0 {
		b.addf("", "更早的 %d 笔没有列出", n)
	}
}

var monitorWidths = []int{28, 12, 12, 4, 8}

func (b *sheetBuilder) monitoring(d *domain.Dossier) {
	b.head("运行监控")
	var newest *domain.Monitoring
	for i := range d.Monitoring {
		if newest == nil || d.Monitoring[i].Month >= newest.Month {
			newest = &d.Monitoring[i]
		}
	}
	if newest == nil {
		b.add("lamp", "还没有监控表。")
		return
	}
	b.addf("lamp", "%d 月监控表（共 %d 期），预算 %s，执行 %s，预计全年 %s", newest.Month, len(d.Monitoring), amount(newest.Budget), amount(newest.Executed), amount(newest.Forecast))
	b.row("", monitorWidths, "三级指标", "指标值", "完成值", "灯", "可能性", "偏差原因")
	for i, ind := range newest.Indicators {
		b.row(fmt.Sprintf("indicator.%d", i), monitorWidths, ind.Level3.Raw, ind.Planned.Raw, ind.Actual.Raw, listing.IndicatorLamp(ind, newest.Month).String(), string(ind.Likelihood),
			strings.TrimSpace(strings.Join(ind.Causes, "、")+" "+ind.Cause.Raw))
	}
}

// bar is a score as a short ASCII bar.
func bar(score *domain.Decimal) string {
	if score == nil {
		return ""
	}
	v, ok := domain.DecimalFromRat(score.Rat(), 0)
	if !ok || v.Sign() < 0 {
		return ""
	}
	return "[" + tui.Bar(v.Rat().Num().Int64(), 100, 20) + "]"
}

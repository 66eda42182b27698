package warnings

import (
	"fmt"
	"strings"

	"jixiao/domain"
	"jixiao/domain/ladder"
	"jixiao/domain/listing"
	"jixiao/domain/monitor"
	"jixiao/domain/workday"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// lines is everything known of a project's monitoring, as paragraphs.
func (m *Model) lines(it *monitor.Item) []string {
	if it == nil {
		return nil
	}
	out := []string{it.Name, it.Code + "  " + it.Department, ""}
	out = append(out, lampLine(it), moneyLine(it))
	out = append(out, greenLines(it)...)
	if it.ForecastRate.Valid() {
		out = append(out, fmt.Sprintf("预计年底支出 %s 万元，支出率 %s（%s）", it.Forecast.Wan(), it.ForecastRate.Percent(), it.Method))
	}
	if len(it.Focus) > 0 {
		out = append(out, "重点监控："+strings.Join(it.Focus, "、"))
	}
	out = append(out, m.findingLines(it)...)
	out = append(out, indicatorLines(it)...)
	return append(out, m.caseLines(it)...)
}

func lampLine(it *monitor.Item) string {
	if it.Lamp == listing.LampNone {
		return "灯色：缺数据（没有支出进度或预算数），不算通过"
	}
	s := "灯色：" + it.Lamp.String()
	if it.Execution != it.Lamp {
		s += "（支出" + lampWord(it.Execution) + "，由指标拉低）"
	}
	if it.Ratio.Valid() {
		s += "   " + it.Group.Name() + "规则比值 " + it.Ratio.Percent()
	}
	return s
}

func moneyLine(it *monitor.Item) string {
	if it.Reported == 0 {
		return fmt.Sprintf("全年预算 %s 万元；%d 月末前没有报过支出", it.Budget.Wan(), it.Month)
	}
	s := fmt.Sprintf("截至 %d 月末支出 %s / 全年 %s 万元 = %s", it.Reported, it.Executed.Wan(), it.Budget.Wan(), domain.RatioOf(it.Executed, it.Budget).Percent())
	if it.Plan != nil {
		s += "；用款计划 " + it.Plan.Wan() + " 万元"
	}
	if it.Reported < it.Month {
		s += fmt.Sprintf("；%d 月末未报，按最近一次算", it.Month)
	}
	return s
}

// greenLines answer w: what would turn the lamp green.
func greenLines(it *monitor.Item) []string {
	var out []string
	switch {
	case it.Green == nil:
		out = append(out, "怎样变绿：先补齐支出进度或预算数")
	case it.Green.Amount > 0:
		out = append(out, fmt.Sprintf("怎样变绿：%d 月 %d 日前再支出 %s 万元", it.Green.By.Month, it.Green.By.Day, it.Green.Amount.Wan()))
	default:
		out = append(out, "怎样变绿：支出已达要求")
	}
	for _, i := range it.Indicators {
		if i.Lamp == listing.LampRed || i.Lamp == listing.LampYellow {
			out = append(out, "  指标「"+i.Level3+"」要赶上进度："+i.Why)
		}
	}
	return out
}

func (m *Model) findingLines(it *monitor.Item) []string {
	if len(it.Findings) == 0 {
		return nil
	}
	out := []string{"", "【发现】"}
	for _, f := range it.Findings {
		out = append(out, f.Severity.Word()+"  "+f.Message+" ["+f.Rule+"]")
	}
	return out
}

func indicatorLines(it *monitor.Item) []string {
	if len(it.Indicators) == 0 {
		return nil
	}
	out := []string{"", "【指标】"}
	for _, i := range it.Indicators {
		line := lampWord(i.Lamp) + "  " + i.Level3 + "  目标 " + i.Planned + "  完成 " + i.Actual
		if len(i.Causes) > 0 {
			line += "  原因：" + strings.Join(i.Causes, "、")
		}
		if i.Likelihood != "" {
			line += "  " + string(i.Likelihood)
		}
		out = append(out, line)
	}
	return out
}

func (m *Model) caseLines(it *monitor.Item) []string {
	if it.Case == nil {
		return []string{"", "【处置】还没有。按 1 通报主管部门"}
	}
	c := it.Case
	head := "【处置】" + string(c.State)
	if clock := ladder.Clock(*c, m.store.Today(), workday.Default); clock != "" && it.Open() {
		head += "  期限 " + c.Due.String() + "，" + clock
	}
	out := []string{"", head}
	if !c.Received.IsZero() && c.State == domain.CaseRectifying {
		out = append(out, "整改报告 "+c.Received.String()+" 收到，待复核")
	}
	out = append(out, c.Opened.String()+" 预警")
	for _, f := range c.Facts {
		out = append(out, "  "+f)
	}
	for _, s := range c.Steps {
		line := s.On.String() + " " + string(s.From) + " > " + string(s.To) + "  " + s.By.Name
		if s.From == s.To {
			line = s.On.String() + " " + ladder.Receive.Word() + "  " + s.By.Name
		}
		if s.Second != "" {
			line += "、" + s.Second
		}
		if s.Pass != nil {
			line += map[bool]string{true: "  到位", false: "  不到位"}[*s.Pass]
		}
		if s.Note != "" {
			line += "  " + s.Note
		}
		out = append(out, line)
	}
	return out
}

func (m *Model) fillSheet() {
	it := m.current()
	if it == nil {
		return
	}
	m.sheetW = m.w
	// A fresh pager: it wraps its lines once. Headings are not its sections, whose digits
	// would stand for moves of the ladder here.
	m.sheet = widget.Pager{Title: it.Name, Lines: append(plainHeads(m.lines(it)[1:]), append(bars(it, m.w), curve(it, m.months, m.w)...)...)}
}

// bars hold the money against the calendar and the plan, as of the month.
func bars(it *monitor.Item, w int) []string {
	if it.Budget <= 0 {
		return nil
	}
	w = max(min(w-20, 80), 20)
	out := []string{"", "[支出与时间]", "支出 " + tui.Bar(int64(it.Executed), int64(it.Budget), w), "时间 " + tui.Bar(int64(it.Month), 12, w)}
	if it.Plan != nil {
		out = append(out, "计划 "+tui.Bar(int64(*it.Plan), int64(it.Budget), w))
	}
	return out
}

func plainHeads(lines []string) []string {
	for i, l := range lines {
		if rest, ok := strings.CutPrefix(l, widget.Section); ok {
			lines[i] = strings.TrimRight(strings.Replace("["+rest, "】", "] ", 1), " ")
		}
	}
	return lines
}

func factLines(it *monitor.Item) []string {
	_, facts := it.FactSentences()
	return facts
}

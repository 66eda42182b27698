package warnings

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/ladder"
	"jixiao/domain/listing"
	"jixiao/domain/monitor"
	"jixiao/domain/workday"
	"jixiao/tui"
	"jixiao/tui/widget"
)

const (
	colLamp = iota
	colName
	colDepartment
	colOther1
	colOther2
	colRate
	colBar
	colAmount
	colCase
	colClock
	colBudget
)

// barWidth is the width of the bar of expenditure and time.
const barWidth = 10

func (m *Model) setupTable() {
	m.table.Cell = m.cell
	m.table.Style = m.style
	m.table.Marked = func(row int) bool { return m.marks[m.board.Index().ID(int(m.found.rows[row]))] }
	m.setColumns()
}

// others are the rule groups that are not shown first.
func (m *Model) others() [2]int { return [2]int{(m.found.group + 1) % 3, (m.found.group + 2) % 3} }

// short are the groups' names in a narrow column.
var short = [...]string{"线性", "阶梯", "计划"}

func (m *Model) setColumns() {
	o := m.others()
	v := monitor.ViewNamed(m.found.view)
	clock := "期限"
	if v.ID == "idle" {
		clock = "天数"
	}
	m.table.SetColumns([]widget.Column{
		{ID: "lamp", Title: short[m.found.group], Width: 4}, {ID: "name", Title: "项目", Width: 15, Flex: 3}, {ID: "department", Title: "部门", Width: 10, Flex: 1, Priority: 5},
		{ID: "other1", Title: short[o[0]], Width: 4, Priority: 2}, {ID: "other2", Title: short[o[1]], Width: 4, Priority: 2},
		{ID: "rate", Title: "支出率", Width: 8, Right: true}, {ID: "bar", Title: "支出#时间|", Width: barWidth, Priority: 3},
		{ID: "amount", Title: v.Measure + "万元", Width: 12, Right: true}, {ID: "case", Title: "处置", Width: 4}, {ID: "clock", Title: clock, Width: 7, Priority: 1},
		{ID: "budget", Title: "全年万元", Width: 13, Right: true, Priority: 6},
	})
}

func (m *Model) cell(i, col int) string {
	row := int(m.found.rows[i])
	f := m.board.Figure(row)
	switch col {
	case colLamp:
		return lampWord(f.Lamp(monitor.Groups[m.found.group].ID))
	case colOther1, colOther2:
		return lampWord(f.Lamp(monitor.Groups[m.others()[col-colOther1]].ID))
	case colName:
		return m.board.Index().Row(row).Name
	case colDepartment:
		return m.board.Index().Row(row).Department
	case colRate:
		return rate(f, m.board.Index().Row(row).Adjusted)
	case colBar:
		return spent(f, m.board.Index().Row(row).Adjusted, m.board.Month)
	case colAmount:
		return m.amount(row)
	case colCase:
		if c := m.board.Case(row); c != nil {
			return string(c.State)
		}
	case colClock:
		return m.clock(row)
	case colBudget:
		return m.board.Index().Row(row).Adjusted.Wan()
	}
	return ""
}

// amount is what the view is about.
func (m *Model) amount(row int) string {
	a, ok := monitor.ViewNamed(m.found.view).Amount(m.board, row, monitor.Groups[m.found.group].ID)
	switch {
	case !ok:
		return "-"
	case a == 0:
		return "0"
	}
	return a.Wan()
}

// clock is the deadline in working days, in the view of idle money the days without
// payment.
func (m *Model) clock(row int) string {
	if m.found.view == "idle" {
		return strconv.Itoa(int(m.board.Figure(row).Idle)) + "天"
	}
	c := m.board.OpenCase(row)
	if c == nil {
		return ""
	}
	n, ok := ladder.Remaining(*c, m.store.Today(), workday.Default)
	switch {
	case !ok:
		return ""
	case n < 0:
		return "超" + strconv.Itoa(-n) + "日"
	case n == 0:
		return "今天"
	}
	return "剩" + strconv.Itoa(n) + "日"
}

func lampWord(l listing.Lamp) string {
	if l == listing.LampNone {
		return "缺"
	}
	return l.String()
}

// rate is Ratio.Percent of the expenditure without its exact arithmetic where the figures
// are small enough to need none: lists show it many times per key.
func rate(f *monitor.Figure, budget domain.Fen) string {
	const safe = 1 << 49
	switch {
	case f.Reported == 0 || budget <= 0:
		return "-"
	case f.Executed < 0 || f.Executed >= safe:
		return domain.RatioOf(f.Executed, budget).Percent()
	}
	n := domain.RoundDiv(int64(f.Executed)*10_000, int64(budget))
	b := make([]byte, 0, 12)
	b = strconv.AppendInt(b, n/100, 10)
	return string(append(b, '.', byte('0'+n/10%10), byte('0'+n%10), '%'))
}

// spent draws the expenditure as a bar with the time mark of the month in it.
func spent(f *monitor.Figure, budget domain.Fen, month int) string {
	bar := strings.Repeat(".", barWidth)
	if f.Reported > 0 {
		bar = tui.Bar(int64(max(f.Executed, 0)), int64(budget), barWidth)
	}
	if len(bar) != barWidth { // block glyphs: the mark would cut one
		return bar
	}
	at := min(month*barWidth/12, barWidth-1)
	return bar[:at] + "|" + bar[at+1:]
}

func (m *Model) style(i, col int) tui.SGR {
	row := int(m.found.rows[i])
	switch col {
	case colLamp:
		return tui.LampStyle(m.board.Figure(row).Lamp(monitor.Groups[m.found.group].ID).String())
	case colOther1, colOther2:
		return tui.LampStyle(m.board.Figure(row).Lamp(monitor.Groups[m.others()[col-colOther1]].ID).String())
	case colClock:
		if m.found.view != "idle" && m.board.Overdue(row, m.store.Today()) {
			return tui.T.Red
		}
	}
	return ""
}

// View returns exactly h lines of exactly w cells.
func (m *Model) View(w, h int) string {
	m.w, m.h, m.viewed = w, h, true
	switch m.at {
	case atDialog:
		return m.step.view(w, h)
	case atViews:
		return m.views.View(w, h)
	case atSheet:
		if m.sheetW != w {
			m.fillSheet() // the curve is as wide as the terminal
		}
		return m.sheet.View(w, h)
	}
	top := m.top(w)
	body := h - len(top)
	m.table.Empty = m.emptyText()
	list, side := tui.Split(w)
	left := m.table.View(list, body-1) + "\n" + m.sumLine(list)
	if side > 0 {
		left = tui.Beside(left, m.drawPane(side, body))
	}
	return strings.Join(append(top, left), "\n")
}

// top are the lines above the list: the filter with its hint, or how many are marked.
func (m *Model) top(w int) []string {
	switch {
	case m.at == atFilter:
		return []string{m.filter.View(w, m.countText()), m.hintLine(w)}
	case len(m.marks) > 0:
		return []string{tui.T.Mark.Paint(tui.Fit(" 已标记 "+strconv.Itoa(len(m.chosen()))+" 个项目，动作对它们一起做   Esc 取消标记", w))}
	case m.filter.Value() != "":
		return []string{m.filter.View(w, m.countText())}
	}
	return nil
}

func (m *Model) countText() string { return strconv.Itoa(len(m.found.rows)) + " 个" }

// hintLine says what is wrong with the line, or what Tab and typing on would give.
func (m *Model) hintLine(w int) string {
	if m.lineErr != "" {
		return tui.T.WarnText.Paint(tui.Fit(" "+tui.Display(m.lineErr), w))
	}
	text := " Enter 回到列表  Esc 取消筛选"
	if len(m.hints) > 0 {
		text = " Tab 补全："
		for i, c := range m.hints {
			if i > 0 {
				text += "  "
			}
			text += c.Label
		}
	}
	return tui.T.Dim.Paint(tui.Fit(tui.Display(text), w))
}

// sumLine is what the list comes to.
func (m *Model) sumLine(w int) string {
	if m.board == nil {
		return tui.Fit("", w)
	}
	s, v := m.found.sum, monitor.ViewNamed(m.found.view)
	text := fmt.Sprintf(" %s %d 个  %s %s 万元", v.Name, s.Projects, v.Measure, m.found.total.Wan())
	for _, part := range []string{m.unmatchedText(), "  已支出 " + s.Executed.Wan(), "  全年 " + s.Budget.Wan()} {
		if tui.Width(text+part) <= w {
			text += part
		}
	}
	return tui.T.Strong.Paint(tui.Fit(text, w))
}

func (m *Model) unmatchedText() string {
	if u := m.board.Unmatched; u.Count > 0 {
		return fmt.Sprintf("  对不上项目的支付 %d 笔 %s", u.Count, u.Amount.Wan())
	}
	return ""
}

func (m *Model) emptyText() []string {
	switch {
	case m.board == nil && m.stopped:
		return []string{"", "灯色没有算完。按 Ctrl+R 再算一次"}
	case m.board == nil:
		return []string{"", "正在计算各项目的灯色.."}
	case m.filter.Value() != "":
		return []string{"", "没有符合「" + m.filter.Value() + "」的项目。按 Esc 取消筛选"}
	case m.board.Len() == 0 && m.board.Year != m.store.Today().Year:
		return []string{"", fmt.Sprintf("%d 年度没有项目。按右方向键回到 %d 年", m.board.Year, m.board.Year+1)}
	case m.board.Len() == 0:
		return []string{"", fmt.Sprintf("%d 年度还没有项目。", m.board.Year), "按 Ctrl+O 导入项目清单和支出进度，灯色会自动算好"}
	}
	return []string{"", "「" + m.view.Name + "」里没有项目。按 Esc 看全部项目"}
}

// Cursor is where the real cursor stands.
func (m *Model) Cursor() *tea.Cursor {
	switch {
	case m.at == atFilter:
		return tea.NewCursor(m.filter.CursorX(m.w, m.countText()), 0)
	case m.at == atDialog && m.step.typing():
		return tea.NewCursor(m.step.prompt.Cursor(m.w))
	}
	return nil
}

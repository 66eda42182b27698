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
	colRate
	colBar
	colGreen
	colCase
	colClock
	colBudget
)

func (m *Model) setupTable() {
	m.table.Columns = []widget.Column{
		{ID: "lamp", Title: "灯", Width: 4}, {ID: "name", Title: "项目", Width: 14, Flex: 3}, {ID: "department", Title: "部门", Width: 10, Flex: 1, Priority: 3},
		{ID: "rate", Title: "支出率", Width: 8, Right: true}, {ID: "bar", Title: "支出#  时间|", Width: 12, Priority: 4},
		{ID: "green", Title: "转绿还差万元", Width: 12, Right: true}, {ID: "case", Title: "处置", Width: 4}, {ID: "clock", Title: "期限", Width: 8, Priority: 1},
		{ID: "budget", Title: "全年万元", Width: 13, Right: true, Priority: 5},
	}
	m.table.Cell = m.cell
	m.table.Style = m.style
	m.table.Marked = func(row int) bool { return m.marks[m.items[m.rows[row]].ProjectID] }
}

func (m *Model) cell(row, col int) string {
	it := &m.items[m.rows[row]]
	switch col {
	case colLamp:
		return lampWord(it.Lamp)
	case colName:
		return it.Name
	case colDepartment:
		return it.Department
	case colRate:
		return rate(it)
	case colBar:
		return spent(it, 12)
	case colGreen:
		return greenGap(it)
	case colCase:
		if it.Case != nil {
			return string(it.Case.State)
		}
	case colClock:
		if it.Open() {
			return shortClock(it.Case, m.store.Today())
		}
	case colBudget:
		return it.Budget.Wan()
	}
	return ""
}

// shortClock is the deadline in working days as a narrow column shows it.
func shortClock(c *domain.Case, today domain.Date) string {
	n, ok := ladder.Remaining(*c, today, workday.Default)
	switch {
	case !ok:
		return ""
	case n < 0:
		return "超" + strconv.Itoa(-n) + "日"
	case n == 0:
		return "今天到期"
	}
	return "剩" + strconv.Itoa(n) + "日"
}

func lampWord(l listing.Lamp) string {
	if l == listing.LampNone {
		return "缺"
	}
	return l.String()
}

func rate(it *monitor.Item) string {
	if it.Reported == 0 {
		return "-"
	}
	if r := domain.RatioOf(it.Executed, it.Budget); r.Valid() {
		return r.Percent()
	}
	return "-"
}

func greenGap(it *monitor.Item) string {
	switch {
	case it.Green == nil:
		return "-"
	case it.Green.Amount == 0:
		return "0"
	}
	return it.Green.Amount.Wan()
}

// spent draws the expenditure as a bar with the time mark of the month in it.
func spent(it *monitor.Item, w int) string {
	bar := []byte(strings.Repeat(".", w))
	if it.Reported > 0 && it.Budget > 0 {
		n := int(domain.RoundDiv(int64(min(max(it.Executed, 0), it.Budget))/100*int64(w), max(int64(it.Budget)/100, 1)))
		copy(bar, strings.Repeat("#", min(n, w)))
	}
	bar[min(it.Month*w/12, w-1)] = '|'
	return string(bar)
}

func (m *Model) style(row, col int) tui.SGR {
	it := &m.items[m.rows[row]]
	switch col {
	case colLamp:
		return tui.LampStyle(it.Lamp.String())
	case colClock:
		if it.Open() && !it.Case.Due.IsZero() && it.Case.Due.Before(m.store.Today()) {
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
	case atSheet:
		if m.sheetW != w {
			m.fillSheet() // the curve is as wide as the terminal
		}
		return m.sheet.View(w, h)
	}
	top := ""
	if m.at == atFilter || m.filter.Value() != "" {
		top = m.filter.View(w, strconv.Itoa(len(m.rows))+" 个") + "\n"
	} else if len(m.marks) > 0 {
		top = tui.T.Mark.Paint(tui.Fit(" 已标记 "+strconv.Itoa(len(m.chosen()))+" 个项目，动作对它们一起做   Esc 取消标记", w)) + "\n"
	}
	body := h - strings.Count(top, "\n")
	m.table.Empty = m.emptyText()
	list, detail := tui.Split(w)
	left := m.table.View(list, body)
	if detail == 0 {
		return top + left
	}
	return top + tui.Beside(left, tui.Block(wrapAll(m.lines(m.current()), detail), detail, body))
}

func (m *Model) emptyText() []string {
	switch {
	case !m.loaded && m.stopped:
		return []string{"", "灯色没有算完。按 Ctrl+R 再算一次"}
	case !m.loaded:
		return []string{"", "正在计算各项目的灯色.."}
	case m.filter.Value() != "":
		return []string{"", "没有符合「" + m.filter.Value() + "」的项目。按 Esc 取消筛选"}
	}
	return []string{"", fmt.Sprintf("%d 年度还没有项目。", m.year), "按 Ctrl+O 导入项目清单和支出进度，灯色会自动算好"}
}

func wrapAll(lines []string, w int) []string {
	var out []string
	for _, l := range lines {
		out = append(out, tui.Wrap(l, w)...)
	}
	return out
}

// Cursor is where the real cursor stands.
func (m *Model) Cursor() *tea.Cursor {
	switch {
	case m.at == atFilter:
		return tea.NewCursor(m.filter.CursorX(m.w, strconv.Itoa(len(m.rows))+" 个"), 0)
	case m.at == atDialog && m.step.typing():
		return tea.NewCursor(m.step.prompt.Cursor(m.w))
	}
	return nil
}

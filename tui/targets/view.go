package targets

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
)

// View returns exactly h lines of exactly w cells.
func (m *Model) View(w, h int) string {
	m.w, m.h = w, h
	switch {
	case m.dialog.area:
		return m.areaView(w, h)
	case m.dialog.prompt != nil:
		return m.dialog.prompt.View(w, h)
	case m.dialog.preview != nil:
		return m.dialog.preview.View(w, h)
	case m.dialog.four != nil:
		return m.dialog.four.view(w, h)
	case m.dialog.picker != nil:
		return m.pickerView(w, h)
	case m.at == atSheet || (m.at == atDialog && m.back == atSheet):
		return m.sheetView(w, h)
	}
	return m.listView(w, h)
}

func (m *Model) listView(w, h int) string {
	top := ""
	switch {
	case m.at == atFilter:
		top = m.input.View(w) + "\n"
	case m.filter != "" || len(m.marks) > 0:
		top = tui.T.Dim.Paint(tui.Fit(m.listNote(), w)) + "\n"
	}
	body := h - strings.Count(top, "\n")
	listW, detailW := tui.Split(w)
	left := m.table.View(listW, body)
	if detailW == 0 {
		return top + left
	}
	return top + tui.Beside(left, tui.Block(m.paneLines(detailW), detailW, body))
}

func (m *Model) listNote() string {
	var parts []string
	if m.filter != "" {
		parts = append(parts, "筛选「"+tui.Display(m.filter)+"」"+itoa(len(m.rows))+" 份")
	}
	if len(m.marks) > 0 {
		items, _ := m.marked()
		note := "已标记 " + itoa(len(items)) + " 份，" + sumOf(items).Wan() + " 万元"
		if len(m.taken) > 0 {
			note += "，同毛病：" + ruleTitle(m.taken[0])
		}
		parts = append(parts, note)
	}
	return " " + strings.Join(parts, "   ") + "   Esc 取消"
}

// pickerView shows the templates and below them the opinion as it stands.
func (m *Model) pickerView(w, h int) string {
	menu := min(len(m.dialog.picker.Items)+6, h-3)
	lines := []string{}
	for _, p := range m.dialog.opinion {
		for _, l := range tui.Wrap(p, w-4) {
			lines = append(lines, "  "+tui.T.Dim.Paint(l))
		}
	}
	if room := h - menu; len(lines) > room {
		lines = append(lines[:room-1], tui.T.Dim.Paint("  .."))
	}
	return m.dialog.picker.View(w, menu) + "\n" + tui.Block(lines, w, h-menu)
}

// areaView shows the taken findings above the text that is written.
func (m *Model) areaView(w, h int) string {
	return m.area.View(w, h)
}

// sheetView fills the screen: target left, checks right.
func (m *Model) sheetView(w, h int) string {
	leftW := w*11/20 - 2
	rightW := w - leftW - 3
	left, right := m.targetLines(leftW), m.checkLines(rightW)
	longest := max(len(left), len(right))
	m.scroll = max(0, min(m.scroll, longest-h))
	// The selected finding stays in view unless the reader scrolls on purpose.
	rightTop := m.scroll
	if at := m.selectedLine(rightW); at >= 0 && m.scroll == 0 && at >= h-1 {
		rightTop = at - h/2
	}
	return tui.Beside(tui.Block(from(left, m.scroll), leftW, h), tui.Block(from(right, rightTop), rightW, h))
}

func from(lines []string, top int) []string {
	if top >= len(lines) {
		return nil
	}
	return lines[top:]
}

// Cursor is where the real cursor stands in View's block.
func (m *Model) Cursor() *tea.Cursor {
	switch {
	case m.at == atFilter:
		return tea.NewCursor(m.input.CursorX(m.w), 0)
	case m.dialog.area:
		return tea.NewCursor(m.area.Cursor())
	case m.dialog.prompt != nil:
		return tea.NewCursor(m.dialog.prompt.Cursor(m.w))
	}
	return nil
}

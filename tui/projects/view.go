package projects

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
)

// Update handles any message; the root has already run the action of a command key.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case pageMsg:
		return m.gotPage(msg)
	case indexMsg:
		return m.gotIndex(msg)
	case foundMsg:
		return m.gotFound(msg)
	case soughtMsg:
		return m.gotSought(msg)
	case dossierMsg:
		return m.gotDossier(msg)
	case sheetMsg:
		return m.gotSheet(msg)
	case figuresMsg:
		return m.gotFigures(msg)
	case tui.DataChangedMsg:
		return m.changed()
	case tea.WindowSizeMsg:
		return m.refreshDetail()
	case tea.KeyPressMsg:
		switch m.at {
		case atFilter:
			return m.typed(msg)
		case atSeek:
			return m.typedSeek(msg)
		case atDialog:
			return m.dialogKey(tui.Key(msg))
		}
	case tea.PasteMsg:
		switch m.at {
		case atFilter:
			return m.typed(msg)
		case atSeek:
			return m.typedSeek(msg)
		}
	}
	return nil
}

// View returns exactly h lines of exactly w cells.
func (m *Model) View(w, h int) string {
	m.viewed = true
	m.w, m.h = w, h
	switch m.at {
	case atPage:
		return m.sheet.draw(w, h)
	case atDialog:
		return m.dialog.picker.View(w, h)
	}
	list, side := tui.Split(w)
	if side == 0 {
		return m.withHint(m.drawList(w, h), w)
	}
	return beside(m.withHint(m.drawList(list, h), list), m.drawDetail(side, h))
}

// withHint puts the hint of the query line over the sums while it has the focus.
func (m *Model) withHint(list string, w int) string {
	if m.at != atFilter && m.at != atSeek {
		return list
	}
	last := len(list) - 1
	for last > 0 && list[last] != '\n' {
		last--
	}
	if m.at == atSeek {
		return list[:last+1] + m.drawSeekHint(w)
	}
	return list[:last+1] + m.drawHint(w)
}

// Cursor is the caret in the query line, nil elsewhere.
func (m *Model) Cursor() *tea.Cursor {
	input := &m.input
	switch m.at {
	case atFilter:
	case atSeek:
		input = &m.seek.input
	default:
		return nil
	}
	list, _ := tui.Split(m.w)
	return tea.NewCursor(input.CursorX(list-tui.Width(m.statusText())-1), 0)
}

// beside joins two blocks line by line with one allocation.
func beside(left, right string) string {
	var b strings.Builder
	b.Grow(len(left) + len(right) + 3*strings.Count(left, "\n") + 3)
	for {
		l, restL, more := strings.Cut(left, "\n")
		r, restR, _ := strings.Cut(right, "\n")
		b.WriteString(l)
		b.WriteString(" | ")
		b.WriteString(r)
		if !more {
			return b.String()
		}
		b.WriteByte('\n')
		left, right = restL, restR
	}
}

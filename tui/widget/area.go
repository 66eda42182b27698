package widget

import (
	tea "charm.land/bubbletea/v2"

	"charm.land/bubbles/v2/textarea"

	"jixiao/tui"
)

// Area is a text of several lines (an opinion), with the real cursor.
type Area struct {
	Title string
	ta    textarea.Model
	ready bool
}

func (a *Area) init() {
	if a.ready {
		return
	}
	a.ta = textarea.New()
	a.ta.SetVirtualCursor(false)
	a.ta.ShowLineNumbers = false
	a.ta.Prompt = ""
	a.ta.CharLimit = 4000
	a.ta.Focus()
	a.ready = true
}

// Value is the text; SetValue replaces it.
func (a *Area) Value() string { a.init(); return a.ta.Value() }

// SetValue replaces the text and puts the caret at its end.
func (a *Area) SetValue(s string) { a.init(); a.ta.SetValue(s); a.ta.MoveToEnd() }

// Update passes keys and pastes on; the caller keeps Esc and Ctrl+S.
func (a *Area) Update(msg tea.Msg) (changed bool) {
	a.init()
	before := a.ta.Value()
	a.ta, _ = a.ta.Update(msg)
	return a.ta.Value() != before
}

// View draws the text in h lines of w cells.
func (a *Area) View(w, h int) string {
	a.init()
	a.ta.SetWidth(w - 2)
	a.ta.SetHeight(h - 2)
	lines := []string{tui.T.Head.Paint(tui.Fit(a.Title, w))}
	for _, l := range splitLines(a.ta.View()) {
		lines = append(lines, " "+l)
	}
	for len(lines) < h-1 {
		lines = append(lines, "")
	}
	return tui.Block(append(lines[:h-1], tui.T.Dim.Paint("  Ctrl+S 提交   Esc 先放着（自动保存）")), w, h)
}

// Cursor is the caret's place in View.
func (a *Area) Cursor() (x, y int) {
	a.init()
	c := a.ta.Cursor()
	if c == nil {
		return 1, 1
	}
	return c.X + 1, c.Y + 1
}

func splitLines(s string) []string {
	var out []string
	for len(s) > 0 {
		i := 0
		for i < len(s) && s[i] != '\n' {
			i++
		}
		out = append(out, s[:i])
		if i == len(s) {
			break
		}
		s = s[i+1:]
	}
	return out
}

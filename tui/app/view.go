package app

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
)

// top and chrome are the lines above the body and around it: title and F-key bar, then
// status and footer.
const (
	top    = 2
	chrome = top + 2
)

// View draws the frame; it is kept until something changes.
func (m *Model) View() tea.View {
	if !m.dirty {
		return m.frame
	}
	m.dirty = false
	v := tea.NewView("")
	v.AltScreen = true
	v.WindowTitle = "绩效精控"
	switch {
	case m.quit || m.w == 0:
	case m.tooSmall():
		v.Content = m.sizeSentence()
	default:
		v.Content = m.draw(&v)
	}
	m.frame = v
	return v
}

func (m *Model) tooSmall() bool { return m.w > 0 && (m.w < tui.MinWidth || m.h < tui.MinHeight) }

func (m *Model) sizeSentence() string {
	text := fmt.Sprintf("窗口太小：现在 %d 列 %d 行，至少要 %d 列 %d 行。请放大窗口或缩小字号，程序还在运行。", m.w, m.h, tui.MinWidth, tui.MinHeight)
	return tui.Block(tui.Wrap(text, max(m.w, 2)), m.w, max(m.h, 1))
}

func (m *Model) draw(v *tea.View) string {
	h := m.h - chrome
	var body string
	if m.over != nil {
		body = m.over.view(m.w, h)
		if x, y, ok := m.over.cursor(m.w); ok {
			v.Cursor = tea.NewCursor(x, y+top)
		}
	} else {
		body = m.screen().View(m.w, h)
		if c := m.screen().Cursor(); c != nil {
			moved := *c
			moved.Y += top
			v.Cursor = &moved
		}
	}
	return strings.Join([]string{m.titleBar(), m.keyBar(), body, m.bottom()}, "\n")
}

// titleBar shows the screen and its counters at the left; at the right as much as fits of
// whether everything is saved, the business date, the operator and the file.
func (m *Model) titleBar() string {
	state := "已保存"
	if m.unsaved() != "" {
		state = "有未交内容"
	}
	right := state + " "
	left := titleLeft(tui.Display(m.screen().Title()), tui.Display(m.screen().Counters()), m.w-tui.Width(right)-1)
	for _, part := range []string{m.o.AsOf, m.o.Operator, m.o.File} {
		longer := tui.Display(part) + "  " + right
		if part == "" || tui.Width(left)+tui.Width(longer)+2 > m.w {
			break
		}
		right = longer
	}
	return tui.T.Title.Paint(tui.Fit(left, m.w-tui.Width(right)) + right)
}

// titleLeft is the program, the screen and its counters in at most w cells: where they do
// not fit, the program's name goes first, then whole counters from the right, so that no
// number is ever cut. Counters are separated by two spaces.
func titleLeft(title, counters string, w int) string {
	const program = " 绩效精控 "
	if counters == "" {
		return program + " " + title
	}
	if long := program + " " + title + "   " + counters; tui.Width(long) <= w {
		return long
	}
	parts := strings.Split(counters, "  ")
	for n := len(parts); n > 0; n-- {
		if short := " " + title + "   " + strings.Join(parts[:n], "  "); tui.Width(short) <= w {
			return short
		}
	}
	return " " + title
}

// keyBar shows the screens that exist with their function keys, the current one in
// brackets.
func (m *Model) keyBar() string {
	gap := " "
	if m.w >= tui.DetailWidth {
		gap = "   "
	}
	b := " F1帮助"
	for i, s := range m.screens {
		if !isFunctionKey(s.Key()) {
			continue
		}
		label := tui.KeyLabel(s.Key()) + s.Title()
		if i == m.cur {
			label = "[" + label + "]"
		}
		b += gap + label
	}
	return tui.T.Bar.Paint(tui.Fit(b+gap+"Ctrl+K命令", m.w))
}

// bottom is the status line and the footer. A sentence too long for its line takes the
// footer's too until the next key: why something was refused is worth more than the keys.
func (m *Model) bottom() string {
	if m.progress != nil && m.status.Text == "" {
		return tui.Fit(m.progress.text(m.w), m.w) + "\n" + m.footer()
	}
	text := tui.Display(m.status.Text)
	if tui.Width(text) < m.w {
		return m.statusLine(text) + "\n" + m.footer()
	}
	lines := tui.Wrap(text, m.w-1)
	return m.statusLine(lines[0]) + "\n" + m.statusLine(strings.Join(lines[1:], ""))
}

// statusLine paints one line of the status by its kind.
func (m *Model) statusLine(text string) string {
	text = tui.Fit(" "+text, m.w)
	switch m.status.Kind {
	case tui.Good:
		return tui.T.GoodText.Paint(text)
	case tui.Warn:
		return tui.T.WarnText.Paint(text)
	case tui.Bad:
		return tui.T.BadText.Paint(text)
	}
	return text
}

// footer shows the actions of the screen that are marked for it, as many as fit, then the
// general ones.
func (m *Model) footer() string {
	if m.over != nil {
		return tui.T.Dim.Paint(tui.Fit(m.over.hint(), m.w))
	}
	text := m.footerPart("", m.screen().Actions())
	if m.screen().Mode() == tui.ModeCommand {
		text = m.footerPart(text, m.actions)
	}
	return tui.T.Dim.Paint(tui.Fit(text, m.w))
}

func (m *Model) footerPart(text string, actions []tui.Action) string {
	for i := range actions {
		a := &actions[i]
		if !a.Footer || len(a.Keys) == 0 || a.Why() != "" {
			continue
		}
		part := " " + tui.KeyLabel(a.Keys[0]) + a.Label + " "
		if tui.Width(text)+tui.Width(part) > m.w {
			break
		}
		text += part
	}
	return text
}

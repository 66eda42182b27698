package app

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
)

// chrome is the number of lines around the body: title, F-key bar, status, footer.
const chrome = 4

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
	case m.w < tui.MinWidth || m.h < tui.MinHeight:
		v.Content = m.tooSmall()
	default:
		v.Content = m.draw(&v)
	}
	m.frame = v
	return v
}

func (m *Model) tooSmall() string {
	text := fmt.Sprintf("窗口太小：现在 %d 列 %d 行，至少要 %d 列 %d 行。请放大窗口或缩小字号，程序还在运行。", m.w, m.h, tui.MinWidth, tui.MinHeight)
	return tui.Block(tui.Wrap(text, max(m.w, 2)), max(m.w, 1), max(m.h, 1))
}

func (m *Model) draw(v *tea.View) string {
	bodyH := m.h - chrome
	var body string
	switch m.overlay {
	case overlayPager:
		body = m.pager.View(m.w, bodyH)
	case overlayPalette:
		body = m.palette.view(m.w, bodyH)
		v.Cursor = tea.NewCursor(m.palette.cursorX(m.w), 2)
	case overlayQuit:
		body = m.confirm.View(m.w, bodyH)
	default:
		body = m.screen().View(m.w, bodyH)
		if c := m.screen().Cursor(); c != nil {
			moved := *c
			moved.Y += 2
			v.Cursor = &moved
		}
	}
	return strings.Join([]string{m.titleBar(), m.keyBar(), body, m.statusLine(), m.footer()}, "\n")
}

func (m *Model) titleBar() string {
	left := " 绩效精控  " + m.screen().Title()
	if c := m.screen().Counters(); c != "" {
		left += "   " + c
	}
	right := m.o.Operator + "  " + m.o.AsOf + "  " + m.o.File + " "
	if tui.Width(left)+tui.Width(right)+1 > m.w {
		right = m.o.AsOf + " "
	}
	gap := m.w - tui.Width(right)
	return tui.T.Title.Paint(tui.Fit(left, gap) + right)
}

func (m *Model) keyBar() string {
	var b strings.Builder
	b.WriteString(" F1帮助")
	for i, s := range m.screens {
		label := tui.KeyLabel(s.Key()) + s.Title()
		if i == m.cur {
			label = "[" + label + "]"
		}
		b.WriteString("  " + label)
	}
	b.WriteString("  Ctrl+K命令")
	return tui.T.Bar.Paint(tui.Fit(b.String(), m.w))
}

func (m *Model) statusLine() string {
	if p := m.progress; p != nil {
		return tui.Fit(progressText(p, m.w), m.w)
	}
	text := tui.Fit(" "+tui.Display(m.status.Text), m.w)
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

func progressText(p *tui.ProgressMsg, w int) string {
	text := " " + p.Label
	if p.Total > 0 {
		text += fmt.Sprintf(" [%s] %d/%d", tui.Bar(int64(p.Done), int64(p.Total), max(w/4, 10)), p.Done, p.Total)
	}
	if p.Cancel != nil {
		text += "  Esc 取消"
	}
	return text
}

// footer shows the actions of the screen that are marked for it, as many as fit, then the
// general ones.
func (m *Model) footer() string {
	if m.overlay != overlayNone {
		return tui.Fit("", m.w)
	}
	text := ""
	for _, list := range [][]tui.Action{m.screen().Actions(), m.actions} {
		if m.screen().Mode() != tui.ModeCommand && len(list) > 0 && &list[0] == &m.actions[0] {
			break
		}
		for i := range list {
			a := &list[i]
			if !a.Footer || a.Why() != "" {
				continue
			}
			part := " " + tui.KeyLabel(a.Keys[0]) + a.Label
			if tui.Width(text)+tui.Width(part)+1 > m.w {
				return tui.T.Dim.Paint(tui.Fit(text, m.w))
			}
			text += part + " "
		}
	}
	return tui.T.Dim.Paint(tui.Fit(text, m.w))
}

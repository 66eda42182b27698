package projects

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/journal"
	"jixiao/tui"
)

// sheetLine is one line of the project page; field is what = explains on it.
type sheetLine struct {
	text  string
	field string
	head  bool
	style tui.SGR
}

// sheet is the project page: everything known of one project as lines with a selected one.
type sheet struct {
	id      string
	d       domain.Dossier
	entries []journal.Entry
	ready   bool
	lines   []sheetLine
	cursor  int
	top     int
	w, h    int
	today   domain.Date
}

type sheetMsg struct {
	id      string
	d       domain.Dossier
	entries []journal.Entry
	err     error
}

// openSheet shows a project's page and loads it.
func (m *Model) openSheet(id string) tea.Cmd {
	if id == "" {
		return nil
	}
	if m.sheet.id != id {
		m.sheet = sheet{id: id, today: m.today, h: m.h, w: m.w}
	}
	m.at = atPage
	s := m.store
	return func() tea.Msg {
		d, err := s.Dossier(id)
		if err != nil {
			return sheetMsg{id: id, err: err}
		}
		entries, err := s.History(id, historyLimit)
		return sheetMsg{id, d, entries, err}
	}
}

func (m *Model) gotSheet(msg sheetMsg) tea.Cmd {
	if msg.id != m.sheet.id {
		return nil
	}
	if msg.err != nil {
		m.at = atList
		return tui.SayError(msg.err)
	}
	s := &m.sheet
	s.d, s.entries, s.ready, s.lines = msg.d, msg.entries, true, nil
	if s.d.Project.ID == "" {
		m.at = atList
		return tui.Say(tui.Warn, "数据文件里没有这个项目，可能已被撤销或删除。")
	}
	return nil
}

// turn opens the next or previous project of the list.
func (m *Model) turn(step int) tea.Cmd {
	before := m.cursor
	m.moveTo(m.cursor + step)
	if m.cursor == before {
		return tui.Say(tui.Info, "已经到头了")
	}
	old := m.sheet
	cmd := m.openSheet(m.selected())
	// keep the place, so that the same line of the next project can be compared
	m.sheet.cursor, m.sheet.top = old.cursor, old.top
	return cmd
}

// explainLine explains the figure of the selected line, or offers all figures.
func (m *Model) explainLine() tea.Cmd {
	if f := m.sheet.field(); f != "" {
		return m.explain(m.sheet.id, f)
	}
	return m.chooseFigure(m.sheet.id)
}

func (m *Model) exportSheet() tea.Cmd {
	s := &m.sheet
	s.build(max(m.w, tui.MinWidth))
	msg := tui.ExportMsg{Title: "项目页 " + s.d.Project.Name, Columns: []string{"内容"}}
	for _, l := range s.lines {
		msg.Rows = append(msg.Rows, []string{strings.TrimRight(l.text, " ")})
	}
	return func() tea.Msg { return msg }
}

func (s *sheet) field() string {
	if s.cursor < len(s.lines) {
		return s.lines[s.cursor].field
	}
	return ""
}

func (s *sheet) move(n int) {
	s.cursor = max(0, min(s.cursor+n, len(s.lines)-1))
}

// section moves to the next or previous heading.
func (s *sheet) section(step int) {
	for i := s.cursor + step; i >= 0 && i < len(s.lines); i += step {
		if s.lines[i].head {
			s.cursor, s.top = i, i
			return
		}
	}
}

// build makes the lines for a width.
func (s *sheet) build(w int) {
	if s.lines != nil && s.w == w || !s.ready {
		return
	}
	s.w = w
	b := sheetBuilder{w: w - 2, today: s.today}
	b.all(&s.d, s.entries)
	s.lines = b.lines
	s.move(0)
}

func (s *sheet) draw(w, h int) string {
	s.h = h
	s.build(w)
	if !s.ready {
		return tui.Block([]string{"", "  正在读取项目"}, w, h)
	}
	if s.cursor < s.top {
		s.top = s.cursor
	}
	if s.cursor >= s.top+h {
		s.top = s.cursor - h + 1
	}
	s.top = max(0, min(s.top, len(s.lines)-h))
	var b strings.Builder
	b.Grow(h * (w + 24))
	for i := range h {
		if i > 0 {
			b.WriteByte('\n')
		}
		at := s.top + i
		if at >= len(s.lines) {
			b.WriteString(tui.Fit("", w))
			continue
		}
		l := s.lines[at]
		text := " " + tui.Fit(l.text, w-1)
		switch {
		case at == s.cursor:
			text = tui.T.Select.Paint(text)
		case l.head:
			text = tui.T.Head.Paint(text)
		default:
			text = l.style.Paint(text)
		}
		b.WriteString(text)
	}
	return b.String()
}

package projects

import (
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/explain"
	"jixiao/domain/journal"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// historyLimit is how many journal entries of a project are read.
const historyLimit = 50

// explainColumn explains the current column's figure of the selected project.
func (m *Model) explainColumn() tea.Cmd {
	c := columnOf(m.column)
	if c == nil || c.field == "" {
		return m.chooseFigure(m.selected())
	}
	return m.explain(m.selected(), c.field)
}

// explain builds the explanation in a Cmd and opens the panel.
func (m *Model) explain(id, field string) tea.Cmd {
	s := m.store
	return func() tea.Msg {
		d, err := s.Dossier(id)
		if err != nil {
			return tui.StatusMsg{Kind: tui.Bad, Text: err.Error()}
		}
		chain, err := explain.Explain(d, field)
		if errors.Is(err, explain.ErrField) {
			return tui.StatusMsg{Kind: tui.Warn, Text: "这个项目没有这一项数字，请按 Enter 打开项目页再选。"}
		}
		entries, err := s.History(id, historyLimit)
		if err != nil {
			return tui.StatusMsg{Kind: tui.Bad, Text: err.Error()}
		}
		chain.History = changes(entries)
		return tui.ExplainMsg{Title: d.Project.Name + "  " + chain.Title, Lines: chain.Lines()}
	}
}

type figuresMsg struct {
	id     string
	fields []explain.Field
	err    error
}

// chooseFigure offers every figure of a project.
func (m *Model) chooseFigure(id string) tea.Cmd {
	s := m.store
	return func() tea.Msg {
		d, err := s.Dossier(id)
		return figuresMsg{id, explain.Fields(d), err}
	}
}

func (m *Model) gotFigures(msg figuresMsg) tea.Cmd {
	if msg.err != nil {
		return tui.SayError(msg.err)
	}
	items := make([]widget.PickItem, len(msg.fields))
	for i, f := range msg.fields {
		items[i].Label = f.Title
	}
	m.ask(&dialog{picker: widget.Picker{Title: "解释哪一个数字", Items: items}, chosen: func(i int) tea.Cmd { return m.explain(msg.id, msg.fields[i].Name) }})
	return nil
}

// changes turns journal entries into the explanation's who and when.
func changes(entries []journal.Entry) []explain.Change {
	var out []explain.Change
	for _, e := range entries {
		out = append(out, explain.Change{Seq: e.Seq, At: e.At.Format(time.DateTime), By: e.Operator, Title: e.Title, Why: e.Why})
	}
	return out
}

package warnings

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/listing"
	"jixiao/domain/query"
	"jixiao/tui"
)

// settled is the line without a field name that is still being typed: while 执行<60 is
// typed, 执行 is not looked for as a word.
func (m *Model) settled() string {
	line := strings.TrimSpace(m.filter.Value())
	if m.at != atFilter {
		return line
	}
	words := strings.Fields(line)
	if len(words) == 0 {
		return line
	}
	last := words[len(words)-1]
	for _, f := range query.Fields() {
		if last == f.Name {
			return strings.TrimSpace(strings.TrimSuffix(line, last))
		}
	}
	return line
}

// filterKey handles the filter line: each change applies at once; Enter, Tab and the down
// arrow give the keys back to the list, Esc drops the filter.
func (m *Model) filterKey(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "enter", "down":
			if m.lineErr != "" {
				return tui.Say(tui.Warn, m.lineErr)
			}
			m.at = atList
			return m.find()
		case "tab":
			m.complete()
			return m.search(false)
		case "esc":
			m.filter.Set("")
			m.at, m.lineErr, m.hints = atList, "", nil
			return m.find()
		}
	}
	if _, apply := m.filter.Update(msg); !apply {
		return nil
	}
	return m.lineChanged()
}

// lineChanged reads the line; one that cannot be read keeps the list and says why.
func (m *Model) lineChanged() tea.Cmd {
	line := m.filter.Value()
	m.lineErr, m.hints = "", query.Complete(line, len([]rune(line)), m.index())
	if _, err := query.Parse(line); err != nil {
		m.lineErr = err.Error()
		return nil
	}
	return m.search(false)
}

func (m *Model) index() *listing.Index {
	if m.board == nil {
		return nil
	}
	return m.board.Index()
}

// complete puts the first completion into the line.
func (m *Model) complete() {
	if len(m.hints) == 0 {
		return
	}
	c, line := m.hints[0], []rune(m.filter.Value())
	m.filter.Set(string(line[:c.From]) + c.Insert + string(line[c.To:]))
	line = []rune(m.filter.Value())
	m.lineErr, m.hints = "", query.Complete(string(line), len(line), m.index())
	if _, err := query.Parse(string(line)); err != nil {
		m.lineErr = err.Error()
	}
}

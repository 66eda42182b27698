package projects

import (
	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
)

// export hands the view (or the marks) with its chosen columns to the root, which asks for
// a file. The table is made in a Cmd: 100,000 rows take a moment.
func (m *Model) export() tea.Cmd {
	ix, rows, today := m.found.ix, m.found.rows, m.today
	if m.marked.Count > 0 {
		rows = ix.Ordered(m.marks, m.sort)
	}
	var cols []*column
	for i := range columns {
		for _, id := range m.chosen {
			if columns[i].id == id {
				cols = append(cols, &columns[i])
			}
		}
	}
	title := "项目库"
	if m.filter != "" {
		title += " " + m.filter
	}
	return func() tea.Msg {
		msg := tui.ExportMsg{Title: title, Rows: make([][]string, 0, len(rows))}
		for _, c := range cols {
			msg.Columns = append(msg.Columns, c.title)
		}
		for _, at := range rows {
			r := ix.Row(int(at))
			line := make([]string, len(cols))
			for i, c := range cols {
				line[i] = r.Text(c.id, today)
			}
			msg.Rows = append(msg.Rows, line)
		}
		return msg
	}
}

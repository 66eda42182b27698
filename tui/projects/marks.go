package projects

import (
	tea "charm.land/bubbletea/v2"

	"jixiao/domain/listing"
	"jixiao/tui"
)

// toggleMark marks or unmarks the selected project and moves on.
func (m *Model) toggleMark() tea.Cmd {
	row := m.found.rows[m.cursor]
	if m.marks == nil {
		m.marks = listing.NewSet(m.found.ix.Len())
	}
	one := m.found.ix.Sum([]uint32{row})
	if m.marks.Has(int(row)) {
		m.marks.Remove(int(row))
		m.marked = m.marked.Minus(one)
	} else {
		m.marks.Add(int(row))
		m.marked = m.marked.Plus(one)
	}
	return m.move(1)
}

// markAll marks everything the filter shows, or nothing when all of it is marked already.
func (m *Model) markAll() tea.Cmd {
	if m.marked.Count == len(m.found.rows) && m.marked.Count > 0 {
		m.clearMarks()
		return tui.Say(tui.Info, "已取消全部选择")
	}
	m.marks, m.marked = m.found.set.Clone(), m.found.sums
	return tui.Say(tui.Info, "已选中筛选出的 "+itoa(m.marked.Count)+" 个项目")
}

func (m *Model) clearMarks() {
	m.marks, m.marked = nil, listing.Sums{}
}

// moveMarks carries the marks over to a list that was loaded anew, by project.
func (m *Model) moveMarks(to *listing.Index) {
	from := m.found.ix
	if from == to || m.marked.Count == 0 {
		return
	}
	marks := listing.NewSet(to.Len())
	m.marks.Each(func(row int) {
		if at, ok := to.Find(from.ID(row)); ok {
			marks.Add(at)
		}
	})
	m.marks, m.marked = marks, to.SumSet(marks)
}

// Marked returns the IDs of the marked projects, or of the selected one when none is.
func (m *Model) Marked() []string {
	if m.marked.Count == 0 {
		if id := m.selected(); id != "" {
			return []string{id}
		}
		return nil
	}
	ids := make([]string, 0, m.marked.Count)
	m.marks.Each(func(row int) { ids = append(ids, m.found.ix.ID(row)) })
	return ids
}

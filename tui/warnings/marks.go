package warnings

import (
	"fmt"
	"maps"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/ladder"
	"jixiao/domain/monitor"
	"jixiao/tui"
)

// picked is what the marks come to; it is worked out once after they change, not at every
// key.
type picked struct {
	known bool
	list  []*monitor.Item
	why   map[ladder.Move]string
}

// chosen are the marked projects that the filter shows, else the selected one.
func (m *Model) chosen() []*monitor.Item {
	if list := m.marked(); len(list) > 0 {
		return list
	}
	if it := m.current(); it != nil {
		return []*monitor.Item{it}
	}
	return nil
}

func (m *Model) marked() []*monitor.Item {
	if len(m.marks) == 0 {
		return nil
	}
	if m.picked.known {
		return m.picked.list
	}
	m.picked = picked{known: true, why: map[ladder.Move]string{}}
	for _, i := range m.rows {
		if m.marks[m.items[i].ProjectID] {
			m.picked.list = append(m.picked.list, &m.items[i])
		}
	}
	return m.picked.list
}

// why says why a move is not possible for what is chosen, "" when it is.
func (m *Model) why(move ladder.Move) string {
	list := m.chosen()
	switch {
	case len(list) == 0:
		return m.noRow()
	case len(list) == 1:
		return m.whyOne(list[0], move)
	}
	why, known := m.picked.why[move]
	if !known {
		why = m.whyMany(list, move)
		m.picked.why[move] = why
	}
	return why
}

func (m *Model) whyOne(it *monitor.Item, move ladder.Move) string {
	if err := m.possible(it, move, move == ladder.Suspend); err != nil {
		return err.Error()
	}
	return ""
}

// whyMany refuses what has to be decided one by one, and names the first project that
// stands in the way.
func (m *Model) whyMany(list []*monitor.Item, move ladder.Move) string {
	if move == ladder.Suspend || move == ladder.Stop || move == ladder.Recover {
		return "暂缓、停止、收回要逐个办理，请先按 Esc 取消标记"
	}
	for _, it := range list {
		if why := m.whyOne(it, move); why != "" {
			return "「" + it.Name + "」" + why
		}
	}
	return ""
}

// mark marks or unmarks the selected project and moves on.
func (m *Model) mark() tea.Cmd {
	id := m.currentID()
	if m.marks[id] {
		delete(m.marks, id)
	} else {
		m.marks[id] = true
	}
	m.picked = picked{}
	m.table.InvalidateRow(m.table.Cursor())
	m.table.MoveTo(m.table.Cursor() + 1)
	return nil
}

// markAll marks everything the filter shows, or nothing when all of it is marked already.
func (m *Model) markAll() tea.Cmd {
	if len(m.marked()) == len(m.rows) {
		m.unmark()
		return tui.Say(tui.Info, "已取消全部标记")
	}
	all := maps.Clone(m.marks)
	for _, i := range m.rows {
		all[m.items[i].ProjectID] = true
	}
	m.marks, m.picked = all, picked{}
	m.table.Invalidate()
	return tui.Say(tui.Info, fmt.Sprintf("已标记筛选出的 %d 个项目", len(m.rows)))
}

func (m *Model) unmark() {
	clear(m.marks)
	m.picked = picked{}
	m.table.Invalidate()
}

package warnings

import (
	"fmt"
	"maps"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/ladder"
	"jixiao/domain/workday"
	"jixiao/tui"
)

// picked is what the marks come to; it is worked out once after they change, not at every
// key.
type picked struct {
	known bool
	rows  []int
	why   map[ladder.Move]string
}

// chosen are the marked projects that the list shows, else the selected one, as rows of
// the board.
func (m *Model) chosen() []int {
	if rows := m.marked(); len(rows) > 0 {
		return rows
	}
	if row, ok := m.row(); ok {
		return []int{row}
	}
	return nil
}

func (m *Model) marked() []int {
	if len(m.marks) == 0 {
		return nil
	}
	if m.picked.known {
		return m.picked.rows
	}
	m.picked = picked{known: true, why: map[ladder.Move]string{}}
	for _, r := range m.found.rows {
		if m.marks[m.board.Index().ID(int(r))] {
			m.picked.rows = append(m.picked.rows, int(r))
		}
	}
	return m.picked.rows
}

// why says why a move is not possible for what is chosen, "" when it is.
func (m *Model) why(move ladder.Move) string {
	rows := m.chosen()
	switch {
	case len(rows) == 0:
		return m.noRow()
	case len(rows) == 1:
		return m.whyOne(rows[0], move)
	}
	why, known := m.picked.why[move]
	if !known {
		why = m.whyMany(rows, move)
		m.picked.why[move] = why
	}
	return why
}

func (m *Model) whyOne(row int, move ladder.Move) string {
	if err := m.possible(row, move, move == ladder.Suspend); err != nil {
		return err.Error()
	}
	return ""
}

// whyMany refuses what has to be decided one by one, and names the first project that
// stands in the way.
func (m *Model) whyMany(rows []int, move ladder.Move) string {
	if move == ladder.Suspend || move == ladder.Stop || move == ladder.Recover {
		return "暂缓、停止、收回要逐个办理，请先按 Esc 取消标记"
	}
	for _, row := range rows {
		if why := m.whyOne(row, move); why != "" {
			return "「" + m.board.Index().Row(row).Name + "」" + why
		}
	}
	return ""
}

// possible asks the ladder; serious leaves the clock out, which the dialog of 暂缓 asks for.
func (m *Model) possible(row int, move ladder.Move, serious bool) error {
	c := ladder.Open("", "", m.board.Year, nil, nil, m.store.Today())
	if has := m.board.Case(row); has != nil && (has.State != domain.CaseClosed || move == ladder.Reopen) {
		c = *has
	}
	return ladder.Possible(c, move, m.store.Today(), serious, workday.Default)
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
	return m.refreshDetail()
}

// markAll marks everything the list shows, or nothing when all of it is marked already.
func (m *Model) markAll() tea.Cmd {
	if len(m.marked()) == len(m.found.rows) {
		m.unmark()
		return tui.Say(tui.Info, "已取消全部标记")
	}
	marks := maps.Clone(m.marks)
	for _, r := range m.found.rows {
		marks[m.board.Index().ID(int(r))] = true
	}
	m.marks, m.picked = marks, picked{}
	m.table.Invalidate()
	return tui.Say(tui.Info, fmt.Sprintf("已标记列出的 %d 个项目", len(m.found.rows)))
}

func (m *Model) unmark() {
	clear(m.marks)
	m.picked = picked{}
	m.table.Invalidate()
}

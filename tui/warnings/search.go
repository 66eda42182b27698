package warnings

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/monitor"
	"jixiao/domain/query"
)

// request is one look at a board: everything a Cmd needs, so that it never touches the
// model.
type request struct {
	board *monitor.Board
	line  string
	view  string
	group int
	today domain.Date
	// keep is the project that stays selected, "" for the first row.
	keep string
}

// found is the list that a request gave.
type found struct {
	request
	rows  []uint32
	at    int // where keep stands
	sum   monitor.Sum
	total domain.Fen // of the view's amount
	// What follows depends on board and group alone and is kept from search to search: all
	// rows of the view in its order, the lamps of all projects, what every view comes to.
	base   []uint32
	count  monitor.Count
	totals []viewTotal
}

type viewTotal struct {
	n   int
	sum domain.Fen
}

type foundMsg struct{ found }

// find looks for the rows in a Cmd and keeps the selected project. While one search runs
// the newest request waits, so that any number of keys costs two searches.
func (m *Model) find() tea.Cmd { return m.search(true) }

func (m *Model) search(keep bool) tea.Cmd {
	r := m.asked
	if r.board == nil {
		return nil
	}
	r.line, r.view, r.group, r.today, r.keep = m.settled(), m.view.ID, m.group, m.store.Today(), ""
	if keep {
		r.keep = m.currentID()
	}
	if m.goTo != "" {
		r.keep = m.goTo
	}
	m.asked = r
	if m.busy {
		return nil
	}
	return m.searching(r)
}

// searching searches in a Cmd.
func (m *Model) searching(r request) tea.Cmd {
	m.busy = true
	prev := m.found
	return func() tea.Msg { return foundMsg{look(r, prev)} }
}

// look filters, sorts and sums. It runs outside Update.
func look(r request, prev found) found {
	f := found{request: r}
	g, v := monitor.Groups[r.group].ID, monitor.ViewNamed(r.view)
	f.keepFrom(prev, g, v)
	f.rows = f.base
	if q, err := query.Parse(r.line); err == nil && !q.Empty() { // what cannot be read was said so and hides nothing
		set := evaluate(q, r.board, g, r.today)
		f.rows = nil
		for _, row := range f.base {
			if set.Has(int(row)) {
				f.rows = append(f.rows, row)
			}
		}
	}
	f.sum = r.board.Sum(f.rows, g, r.today)
	for _, row := range f.rows {
		a, _ := v.Amount(r.board, int(row), g)
		f.total += a
	}
	if row, ok := r.board.Find(r.keep); ok {
		f.at = max(slices.Index(f.rows, uint32(row)), 0)
	}
	return f
}

// keepFrom takes over what an earlier search worked out for the same board and group.
func (f *found) keepFrom(prev found, g monitor.Group, v monitor.View) {
	same := prev.board == f.board && prev.group == f.group && prev.today == f.today
	if same && prev.view == f.view {
		f.base = prev.base
	} else {
		f.base = v.Rows(f.board, g, f.today)
	}
	if same {
		f.count, f.totals = prev.count, prev.totals
		return
	}
	f.count = f.board.Counts(g, f.today)
	for _, v := range monitor.Views {
		n, sum := v.Total(f.board, g, f.today)
		f.totals = append(f.totals, viewTotal{n, sum})
	}
}

func (m *Model) gotFound(msg foundMsg) tea.Cmd {
	m.busy = false
	if msg.request != m.asked {
		return m.searching(m.asked)
	}
	m.goTo = ""
	m.found, m.board, m.count, m.picked = msg.found, msg.found.board, msg.found.count, picked{}
	m.table.SetCount(len(m.found.rows))
	m.table.MoveTo(m.found.at)
	m.detail.forget()
	m.setColumns()
	if m.at == atSheet && len(m.found.rows) == 0 {
		m.at = atList
	}
	return m.loadDetail()
}

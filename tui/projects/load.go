package projects

import (
	"context"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/domain/query"
	"jixiao/tui"
)

// firstPage is how many rows are read before the index is there: more than any terminal
// shows.
const firstPage = 120

type pageMsg struct {
	rows []listing.Row
	err  error
}

type indexMsg struct {
	ix    *listing.Index
	total listing.Sums
	err   error
}

// request is one search: everything a Cmd needs, so that it never touches the model.
type request struct {
	ix    *listing.Index
	line  string
	sort  listing.Sort
	today domain.Date
	// keep is the project that stays selected, "" to go to the first row.
	keep string
}

// result is what a search found. It is kept: the next line may narrow it.
type result struct {
	request
	q     query.Query
	words []listing.Word
	set   listing.Set
	rows  []uint32
	sums  listing.Sums
	// row is where keep stands.
	row int
}

type foundMsg struct{ result }

func (m *Model) loadPage() tea.Cmd {
	s := m.store
	return func() tea.Msg {
		rows, err := s.Page("", firstPage)
		return pageMsg{rows, err}
	}
}

// loadIndex reads the whole list in the background, one load at a time.
func (m *Model) loadIndex() tea.Cmd {
	if m.loading {
		return nil
	}
	m.loading, m.stale = true, false
	s := m.store
	return func() tea.Msg {
		ix, err := s.LoadIndex(context.Background())
		if err != nil {
			return indexMsg{err: err}
		}
		return indexMsg{ix: ix, total: ix.SumSet(listing.FullSet(ix.Len()))}
	}
}

func (m *Model) gotPage(msg pageMsg) tea.Cmd {
	if msg.err != nil {
		m.failed = msg.err.Error()
		return tui.SayError(msg.err)
	}
	if m.ix == nil {
		m.page = msg.rows
		m.selectID(m.goTo)
		return m.refreshDetail()
	}
	return nil
}

// gotIndex takes the loaded list; the search is done anew.
func (m *Model) gotIndex(msg indexMsg) tea.Cmd {
	m.loading = false
	if msg.err != nil {
		m.failed = msg.err.Error()
		return tui.SayError(msg.err)
	}
	keep := m.selected()
	if m.goTo != "" {
		keep = m.goTo
	}
	m.failed, m.goTo = "", ""
	m.ix, m.total = msg.ix, msg.total
	cmd := m.find(request{ix: msg.ix, line: m.filter, sort: m.sort, keep: keep})
	if m.stale {
		return tea.Batch(cmd, m.loadIndex())
	}
	return cmd
}

// apply makes a line the filter. A line that cannot be read keeps the last result and
// shows why.
func (m *Model) apply(line string) tea.Cmd {
	if _, err := query.Parse(line); err != nil {
		m.lineErr = err.Error()
		return nil
	}
	m.lineErr = ""
	if line == m.filter && m.found.ix == m.ix && m.found.line == line {
		return nil
	}
	m.filter = line
	return m.find(request{ix: m.ix, line: line, sort: m.sort})
}

// resort sorts anew and keeps the selected project.
func (m *Model) resort(by listing.Sort) tea.Cmd {
	m.sort = by
	return m.find(request{ix: m.ix, line: m.filter, sort: by, keep: m.selected()})
}

// find searches in a Cmd. While one search runs the newest request waits, so that any
// number of keys costs two searches.
func (m *Model) find(r request) tea.Cmd {
	if r.ix == nil {
		return nil // the index will be searched when it arrives
	}
	r.today = m.today
	m.asked = r
	if m.busy {
		return nil
	}
	m.busy = true
	prev := m.found
	return func() tea.Msg { return foundMsg{search(r, prev)} }
}

// search finds, sorts and sums. It runs outside Update.
func search(r request, prev result) result {
	out := result{request: r}
	out.q, _ = query.Parse(r.line)
	if prev.ix == r.ix && prev.today == r.today && out.q.Narrows(prev.q) {
		out.set = out.q.Within(r.ix, r.today, prev.q, prev.set)
	} else {
		out.set = out.q.Eval(r.ix, r.today)
	}
	out.words = out.q.Prepared(r.ix)
	out.rows = r.ix.Ordered(out.set, r.sort)
	out.sums = r.ix.SumSet(out.set)
	if r.keep != "" {
		if row, ok := r.ix.Find(r.keep); ok {
			out.row = max(slices.Index(out.rows, uint32(row)), 0)
		}
	}
	return out
}

func (m *Model) gotFound(msg foundMsg) tea.Cmd {
	m.busy = false
	var again tea.Cmd
	if msg.request != m.asked {
		again = m.find(m.asked)
	}
	if msg.ix != m.ix {
		return again // of a list that has been loaded anew
	}
	m.moveMarks(msg.ix)
	m.found, m.page = msg.result, nil
	m.moveTo(msg.row)
	m.detail.forget()
	return tea.Batch(again, m.refreshDetail())
}

// changed reacts to records changed elsewhere: at once when this screen was shown since
// the last change, else when it is opened.
func (m *Model) changed() tea.Cmd {
	m.dossier.forget()
	if m.ix == nil && !m.loading {
		return nil
	}
	m.stale = true
	if !m.viewed {
		return nil
	}
	m.viewed = false
	if m.at == atPage {
		return tea.Batch(m.loadIndex(), m.openSheet(m.sheet.id))
	}
	return m.loadIndex()
}

// count is the number of rows in the list.
func (m *Model) count() int {
	if m.page != nil || m.found.ix == nil {
		return len(m.page)
	}
	return len(m.found.rows)
}

// row returns a row of the list.
func (m *Model) row(i int) listing.Row {
	if m.page != nil || m.found.ix == nil {
		return m.page[i]
	}
	return m.found.ix.Row(int(m.found.rows[i]))
}

// selected is the selected project's ID, "" when the list is empty.
func (m *Model) selected() string {
	if m.cursor >= m.count() {
		return ""
	}
	return m.row(m.cursor).ID
}

// selectID selects a project among the rows that are there; it looks through the list.
func (m *Model) selectID(id string) {
	if id == "" {
		return
	}
	if m.page != nil || m.found.ix == nil {
		for i := range m.page {
			if m.page[i].ID == id {
				m.moveTo(i)
				return
			}
		}
		return
	}
	if row, ok := m.found.ix.Find(id); ok {
		if i := slices.Index(m.found.rows, uint32(row)); i >= 0 {
			m.moveTo(i)
		}
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

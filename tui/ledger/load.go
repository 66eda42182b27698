package ledger

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/journal"
	"jixiao/domain/pinyin"
	"jixiao/tui"
)

// line is one journal entry with what it is searched by.
type line struct {
	journal.Entry
	search string
	// undone is set when a later entry took this one back and none restored it.
	undone bool
}

// firstLoad is enough for any screen; moreLoad goes on in the background.
const (
	firstLoad = 200
	moreLoad  = 5000
)

type loadedMsg struct {
	lines []line
	total int
	// older is true when the lines continue the list at its end.
	older bool
	err   error
}

func lineOf(e journal.Entry) line {
	text := strings.ToLower(strings.Join([]string{e.Title, e.Operator, string(e.Role), e.Why, e.Op, timeText(e.At)}, " "))
	return line{Entry: e, search: text + " " + pinyin.Key(e.Title) + " " + pinyin.Key(e.Operator)}
}

func timeText(at time.Time) string { return at.Local().Format("2006-01-02 15:04:05") }

// loadNew reads the newest entries down to the newest one already here.
func (m *Model) loadNew() tea.Cmd {
	if m.loading {
		return nil
	}
	m.loading = true
	s, known := m.store, uint64(0)
	if len(m.entries) > 0 {
		known = m.entries[0].Seq
	}
	return func() tea.Msg {
		var out loadedMsg
		for step := firstLoad; ; step = moreLoad {
			entries, total, err := s.Journal(len(out.lines), step)
			if err != nil {
				return loadedMsg{err: err}
			}
			out.total = total
			for _, e := range entries {
				if e.Seq <= known {
					return out
				}
				out.lines = append(out.lines, lineOf(e))
			}
			if len(entries) < step || known == 0 {
				return out
			}
		}
	}
}

// loadOlder goes on reading where the list ends.
func (m *Model) loadOlder() tea.Cmd {
	s, offset := m.store, len(m.entries)
	return func() tea.Msg {
		entries, total, err := s.Journal(offset, moreLoad)
		out := loadedMsg{total: total, older: true, err: err}
		for _, e := range entries {
			out.lines = append(out.lines, lineOf(e))
		}
		return out
	}
}

func (m *Model) gotEntries(msg loadedMsg) tea.Cmd {
	m.loading = false
	if msg.err != nil {
		m.failed = msg.err.Error()
		return tui.SayError(msg.err)
	}
	m.failed = ""
	keep := m.goTo
	if e := m.selected(); e != nil && m.table.Cursor() > 0 {
		keep = e.Seq
	}
	m.total = msg.total
	m.merge(msg)
	m.markUndone()
	cmd := m.narrow()
	m.moveTo(keep)
	if len(m.entries) < m.total && len(msg.lines) > 0 {
		m.loading = true
		return tea.Batch(cmd, m.loadOlder())
	}
	return cmd
}

// merge adds lines at either end; an entry that arrived between two reads is not doubled.
func (m *Model) merge(msg loadedMsg) {
	if !msg.older {
		m.entries = append(msg.lines, m.entries...)
		return
	}
	for _, l := range msg.lines {
		if n := len(m.entries); n == 0 || l.Seq < m.entries[n-1].Seq {
			m.entries = append(m.entries, l)
		}
	}
}

// markUndone walks back over the log: an undo cancels the entry it names, a redo revives
// it; the newest word counts.
func (m *Model) markUndone() {
	undone := map[uint64]bool{}
	for i := range m.entries {
		e := &m.entries[i]
		for _, x := range []struct {
			seq uint64
			off bool
		}{{e.Undoes, true}, {e.Redoes, false}} {
			if _, known := undone[x.seq]; x.seq != 0 && !known {
				undone[x.seq] = x.off
			}
		}
		e.undone = undone[e.Seq]
	}
}

func (m *Model) moveTo(seq uint64) {
	if seq == 0 {
		return
	}
	for i, at := range m.shown {
		if m.entries[at].Seq == seq {
			m.table.MoveTo(i)
			m.goTo = 0
			return
		}
	}
}

// narrow applies the filter.
func (m *Model) narrow() tea.Cmd {
	words := strings.Fields(strings.ToLower(tui.FoldKey(m.filter.Value())))
	m.shown = m.shown[:0]
	for i := range m.entries {
		if holdsAll(m.entries[i].search, words) {
			m.shown = append(m.shown, i)
		}
	}
	m.table.SetCount(len(m.shown))
	return m.prefetch()
}

func holdsAll(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// selected is the entry under the cursor, nil when the list is empty.
func (m *Model) selected() *line {
	if i := m.table.Cursor(); i < len(m.shown) {
		return &m.entries[m.shown[i]]
	}
	return nil
}

package warnings

import (
	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/monitor"
	"jixiao/tui"
)

// detail is everything about the one project that the pane and the sheet show. One load
// runs at a time; when the selection has moved on meanwhile, the newest is loaded next.
type detail struct {
	detailKey
	loaded bool
	busy   bool
	gen    int
	p      *page
	pane   pane
}

// detailKey is what a detail was made for.
type detailKey struct {
	id          string
	year, month int
	group       monitor.Group
	today       domain.Date
}

// rules are the parameters that hold at the month's end.
func (k detailKey) rules(s Store) monitor.Params {
	return s.RuleParams(domain.MonthEnd(k.year, k.month)).Monitor
}

func (d *detail) forget() { d.loaded, d.gen = false, d.gen+1 }

type detailMsg struct {
	key detailKey
	gen int
	p   *page
	err error
}

// wanted is the detail that should be shown now; ok is false when none is.
func (m *Model) wanted() (k detailKey, ok bool) {
	_, side := tui.Split(m.w)
	id := m.currentID()
	if id == "" || side == 0 && m.at != atSheet && m.at != atDialog {
		return k, false
	}
	return detailKey{id, m.board.Year, m.board.Month, m.shownGroup(), m.store.Today()}, true
}

// refreshDetail loads what the pane or the sheet shows and takes changes that waited.
func (m *Model) refreshDetail() tea.Cmd { return tea.Batch(m.loadDetail(), m.followStale()) }

func (m *Model) loadDetail() tea.Cmd {
	k, ok := m.wanted()
	if !ok || m.detail.busy || m.detail.loaded && m.detail.detailKey == k {
		return nil
	}
	m.detail.busy = true
	s, gen := m.store, m.detail.gen
	return func() tea.Msg {
		d, err := s.Dossier(k.id)
		if err != nil {
			return detailMsg{key: k, gen: gen, err: err}
		}
		return detailMsg{k, gen, newPage(&d, k, k.rules(s)), nil}
	}
}

func (m *Model) gotDetail(msg detailMsg) tea.Cmd {
	m.detail.busy = false
	if msg.err != nil {
		m.detail.detailKey, m.detail.loaded, m.detail.p = msg.key, true, nil
		return tui.SayError(msg.err)
	}
	if msg.gen == m.detail.gen {
		m.detail.detailKey, m.detail.loaded, m.detail.p = msg.key, true, msg.p
		m.detail.pane = pane{}
		if m.at == atSheet {
			m.fillSheet()
		}
	}
	return m.loadDetail()
}

// page returns the loaded detail of the selected project, nil while it is on its way.
func (m *Model) page() *page {
	if k, ok := m.wanted(); ok && m.detail.loaded && m.detail.detailKey == k {
		return m.detail.p
	}
	return nil
}

package sampling

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/recheck"
	"jixiao/domain/sample"
	"jixiao/tui"
)

// loadedMsg is what a load found.
type loadedMsg struct {
	gen        int
	list       []domain.SpotCheck
	check      domain.SpotCheck
	candidates []sample.Candidate
	reviewers  []domain.Person
	rows       []recheck.Row
	missing    []recheck.Row
	rules      recheck.Params
	err        error
}

// reload asks for everything the present step shows.
func (m *Model) reload() tea.Cmd {
	m.gen++
	gen, want, at, store, year := m.gen, m.check.ID, m.step, m.store, m.year
	if want == "" {
		want = m.want
	}
	return func() tea.Msg {
		l := loadedMsg{gen: gen}
		l.err = l.load(store, year, want, at)
		return l
	}
}

func (l *loadedMsg) load(store Store, year int, want string, at step) (err error) {
	l.rules = store.RuleParams(store.Today()).Recheck
	if l.list, err = store.SpotCheckList(year); err != nil || len(l.list) == 0 {
		return err
	}
	l.check = l.list[0]
	for _, c := range l.list {
		if c.ID == want {
			l.check = c
		}
	}
	if l.reviewers, err = store.RecheckReviewers(); err != nil {
		return err
	}
	if at == stepFrame || l.check.State == domain.SpotFraming {
		if l.candidates, err = store.SpotCandidates(l.check.ID); err != nil {
			return err
		}
		l.candidates = slices.Clip(append([]sample.Candidate{}, l.candidates...))
	}
	if l.check.Draw == nil {
		return nil
	}
	if l.rows, err = store.RecheckRows(l.check.ID); err != nil || at != stepNotice {
		return err
	}
	l.missing, err = store.NotSelfEvaluated(year)
	return err
}

func (m *Model) take(l loadedMsg) tea.Cmd {
	if l.gen != m.gen {
		return nil
	}
	if l.err != nil {
		return tui.SayError(l.err)
	}
	if !m.loaded || l.check.ID != m.check.ID {
		m.step, m.paper = home(l.check), nil
		clear(m.marks)
	}
	m.loaded, m.rules = true, l.rules
	m.list, m.check, m.reviewers, m.rows, m.missing = l.list, l.check, l.reviewers, l.rows, l.missing
	if l.candidates != nil {
		m.candidates, m.keys = l.candidates, nil
	}
	m.arrange()
	if m.step == stepFrame && l.candidates == nil && m.check.ID != "" && len(m.candidates) == 0 {
		return m.reload()
	}
	if m.paper != nil {
		return m.loadPaper(m.paper.ProjectID)
	}
	return nil
}

// arrange recounts the rows of every table after data or filters changed.
func (m *Model) arrange() {
	m.filterCandidates()
	m.frame.SetCount(len(m.shown))
	m.strata.SetCount(len(m.check.Strata))
	m.witnesses.SetCount(len(m.check.Witnesses))
	m.picks.SetCount(len(m.drawn()))
	m.assigned.SetCount(len(m.check.Picks()))
	m.papers.SetCount(len(m.rows))
	m.arrangeNotices()
	if m.paper != nil {
		m.items.SetCount(len(m.paper.Items))
	}
}

func (m *Model) drawn() []domain.Pick {
	if m.check.Draw == nil {
		return nil
	}
	return m.check.Draw.Picks
}

// paperMsg is a working paper that was loaded.
type paperMsg struct {
	paper domain.Recheck
	err   error
}

func (m *Model) loadPaper(project string) tea.Cmd {
	store, id := m.store, m.check.ID
	return func() tea.Msg {
		p, err := store.RecheckPaper(id, project)
		return paperMsg{p, err}
	}
}

func (m *Model) takePaper(msg paperMsg) tea.Cmd {
	if msg.err != nil {
		return tui.SayError(msg.err)
	}
	if m.paper == nil || m.paper.ProjectID != msg.paper.ProjectID {
		m.items.MoveTo(0)
	}
	m.paper = &msg.paper
	m.items.SetCount(len(m.paper.Items))
	return nil
}

// doneMsg is the end of a write; then runs after a success.
type doneMsg struct {
	title string
	err   error
	then  func() tea.Cmd
}

// do runs a write outside Update.
func do(title string, write func() error, then func() tea.Cmd) tea.Cmd {
	return func() tea.Msg { return doneMsg{title, write(), then} }
}

func (m *Model) finish(msg doneMsg) tea.Cmd {
	if msg.err != nil {
		return tea.Batch(tui.Say(tui.Warn, msg.err.Error()), m.reload())
	}
	m.seen = true // what was written here is read again, even while something covers the screen
	cmds := []tea.Cmd{tui.Changed(msg.title)}
	if msg.then != nil {
		cmds = append(cmds, msg.then())
	}
	return tea.Batch(cmds...)
}

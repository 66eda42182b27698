package linkage

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/cleanup"
	"jixiao/domain/linkage"
	"jixiao/domain/params"
	"jixiao/domain/pinyin"
	"jixiao/tui"
)

type loadedMsg struct {
	facts     []linkage.Facts
	grades    map[string]domain.Grade
	search    []string
	params    params.All
	scenarios []domain.LinkScenario
	board     *cleanup.Board
	err       error
}

type boardMsg struct {
	board *cleanup.Board
	err   error
}

// load reads everything anew; it can be cancelled.
func (m *Model) load() tea.Cmd {
	m.loading, m.stale = true, false
	ctx, cancel := context.WithCancel(context.Background())
	m.cancel = cancel
	s, year, month := m.store, m.year, m.month
	start := func() tea.Msg { return tui.ProgressMsg{Label: "正在读取项目", Cancel: cancel} }
	end := func() tea.Msg { return tui.ProgressMsg{Label: "正在读取项目", Done: 1, Total: 1} }
	return tea.Sequence(start, func() tea.Msg { return read(ctx, s, year, month) }, end)
}

func read(ctx context.Context, s Store, year, month int) (out loadedMsg) {
	if out.facts, out.grades, out.err = s.LinkFacts(ctx, year, nil); out.err != nil {
		return out
	}
	out.search = make([]string, len(out.facts))
	for i := range out.facts {
		f := &out.facts[i]
		out.search[i] = searchText(f.Name, f.Code, f.DepartmentName, f.Unit)
	}
	if out.scenarios, out.err = s.LinkScenarios(year); out.err != nil {
		return out
	}
	out.params = s.RuleParams(s.Today())
	if month == 0 {
		if month, out.err = s.LatestMonth(year); out.err != nil {
			return out
		}
		if month == 0 {
			month = int(s.Today().Month)
		}
	}
	out.board, out.err = s.CleanupBoard(ctx, year, month, nil)
	return out
}

func searchText(name string, more ...string) string {
	return strings.ToLower(name + " " + strings.Join(more, " ") + " " + pinyin.Key(name) + " " + pinyin.Key(more[1]))
}

func (m *Model) finish() {
	m.loading = false
	if m.cancel != nil {
		m.cancel()
		m.cancel = nil
	}
}

func (m *Model) gotLoaded(msg loadedMsg) tea.Cmd {
	m.finish()
	if msg.err != nil {
		m.stale = true
		if errors.Is(msg.err, context.Canceled) {
			m.failed = "已取消。按 Ctrl+R 重新读取"
			return tui.Say(tui.Info, "已取消")
		}
		m.failed = msg.err.Error()
		return tui.SayError(msg.err)
	}
	keep := m.selectedID()
	if m.goTo == "" {
		m.goTo = keep
	}
	m.failed, m.facts, m.grades, m.search, m.scenarios = "", msg.facts, msg.grades, msg.search, msg.scenarios
	if m.plan == nil || m.trial.Linkage == m.inForce.Linkage {
		m.trial = msg.params
	}
	m.inForce = msg.params
	m.order = make(map[string]int, len(m.facts))
	for i := range m.facts {
		m.order[m.facts[i].ID] = i
	}
	m.base = linkage.Compute(m.facts, m.grades, m.inForce.Linkage, m.store.Today())
	m.takeBoard(msg.board)
	m.compute()
	m.moveToProject()
	if m.stale { // records changed while they were read
		return m.load()
	}
	m.viewed = false
	return nil
}

// compute derives everything with the values being tried.
func (m *Model) compute() {
	m.plan = m.base
	if m.trial.Linkage != m.inForce.Linkage {
		if m.work == nil {
			m.work = &linkage.Plan{}
		}
		m.work.Fill(m.facts, m.grades, m.trial.Linkage, m.store.Today())
		m.plan = m.work
	}
	m.narrow()
}

func (m *Model) loadBoard() tea.Cmd {
	s, year, month := m.store, m.year, m.month
	return func() tea.Msg {
		b, err := s.CleanupBoard(context.Background(), year, month, nil)
		return boardMsg{b, err}
	}
}

func (m *Model) gotBoard(msg boardMsg) tea.Cmd {
	if msg.err != nil {
		return tui.SayError(msg.err)
	}
	if msg.board.Month == m.month {
		m.takeBoard(msg.board)
		m.narrow()
	}
	return nil
}

// matches reports whether a search text holds every word of the filter.
func matches(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

func (m *Model) words() []string {
	return strings.Fields(strings.ToLower(tui.FoldKey(m.filter.Value())))
}

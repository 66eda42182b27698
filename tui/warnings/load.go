package warnings

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/monitor"
	"jixiao/tui"
)

// patience is how long a computation stays silent before its bar is shown.
const patience = 300 * time.Millisecond

// slowFrom is the number of projects from which the filter waits for a pause in typing.
const slowFrom = 20_000

// computation is one run over all projects. News go through a channel that keeps the
// newest only, so that the work never waits for the screen.
type computation struct {
	ctx    context.Context
	cancel context.CancelFunc
	month  int // 0: the newest month that was reported
	group  int
	since  time.Time
	news   chan progressMsg
}

type progressMsg struct {
	run         *computation
	done, total int
}

type loadedMsg struct {
	run   *computation
	month int
	items []monitor.Item
	err   error
}

// report is called by the store now and then.
func (c *computation) report(done, total int) {
	if time.Since(c.since) < patience {
		return
	}
	msg := progressMsg{c, done, total}
	select {
	case c.news <- msg:
	default:
		select {
		case <-c.news:
		default:
		}
		select {
		case c.news <- msg:
		default:
		}
	}
}

// listen returns the next news; nothing more comes once the work is over.
func (c *computation) listen() tea.Cmd {
	return func() tea.Msg {
		if msg, ok := <-c.news; ok {
			return msg
		}
		return nil
	}
}

// reload computes the list in the background; an older computation is cancelled.
func (m *Model) reload() tea.Cmd {
	if m.run != nil {
		m.run.cancel()
	}
	run := &computation{month: m.month, group: m.group, since: time.Now(), news: make(chan progressMsg, 1)}
	run.ctx, run.cancel = context.WithCancel(context.Background())
	m.run, m.stale, m.stopped = run, false, false
	s, year := m.store, m.year
	work := func() tea.Msg {
		defer close(run.news)
		month := run.month
		if month == 0 {
			var err error
			if month, err = s.LatestMonth(year); err != nil {
				return loadedMsg{run: run, err: err}
			}
			if month == 0 {
				month = int(s.Today().Month)
			}
		}
		items, err := s.Warnings(run.ctx, year, month, monitor.Groups[run.group].ID, run.report)
		return loadedMsg{run, month, items, err}
	}
	return tea.Batch(work, run.listen())
}

// progressed shows how far the computation is; Esc ends it.
func (m *Model) progressed(msg progressMsg) tea.Cmd {
	if msg.run != m.run {
		return nil
	}
	m.barShown = true
	bar := tui.ProgressMsg{Label: "计算灯色", Done: min(msg.done, max(msg.total-1, 0)), Total: msg.total, Cancel: msg.run.cancel}
	return tea.Batch(func() tea.Msg { return bar }, msg.run.listen())
}

// endBar takes the bar away, nil when there is none.
func (m *Model) endBar() tea.Cmd {
	if !m.barShown {
		return nil
	}
	m.barShown = false
	return func() tea.Msg { return tui.ProgressMsg{Label: "计算灯色", Done: 1, Total: 1} }
}

// got takes a finished computation. A cancelled one leaves the list, the month and the
// rules as they were.
func (m *Model) got(msg loadedMsg) tea.Cmd {
	if msg.run != m.run {
		return nil
	}
	m.run.cancel()
	m.run = nil
	end := m.endBar()
	if msg.err != nil {
		m.stopped = true
		if m.loaded {
			m.month, m.group = m.shownMonth, m.shownGroup
		}
		m.table.Invalidate()
		if errors.Is(msg.err, context.Canceled) {
			return tea.Batch(end, tui.Say(tui.Info, "已取消，灯色没有重算。按 Ctrl+R 再算一次"))
		}
		return tea.Batch(end, tui.SayError(msg.err))
	}
	keep := m.currentID()
	if m.goTo != "" {
		keep, m.goTo = m.goTo, ""
	}
	m.items, m.month, m.loaded = msg.items, msg.month, true
	m.shownMonth, m.shownGroup = msg.month, msg.run.group
	m.filter.Delay = 0
	if len(m.items) >= slowFrom {
		m.filter.Delay = 100 * time.Millisecond
	}
	m.count = monitor.CountLamps(m.items, m.store.Today())
	m.narrow()
	m.selectID(keep)
	if m.stale {
		end = tea.Batch(end, m.reload())
	}
	if m.at == atSheet {
		return tea.Batch(end, m.openSheet())
	}
	return end
}

// changed reacts to records changed anywhere: at once when this screen was drawn since the
// last change, else when it is opened.
func (m *Model) changed() tea.Cmd {
	if !m.loaded && m.run == nil {
		return nil
	}
	m.stale = true
	if !m.viewed {
		return nil
	}
	m.viewed = false
	return m.reload()
}

type yearMsg struct {
	project string
	months  []domain.MonthExecution
	err     error
}

// openSheet shows the selected project's page and reads its year for the curve.
func (m *Model) openSheet() tea.Cmd {
	it := m.current()
	if it == nil {
		m.at = atList
		return nil
	}
	m.at = atSheet
	if m.curveOf != it.ProjectID {
		m.curveOf, m.months = it.ProjectID, nil
	}
	m.fillSheet()
	s, id, year := m.store, it.ProjectID, m.year
	return func() tea.Msg {
		d, err := s.Dossier(id)
		if err != nil || d.Execution == nil || d.Execution.Year != year {
			return yearMsg{project: id, err: err}
		}
		return yearMsg{project: id, months: d.Execution.Months}
	}
}

func (m *Model) gotYear(msg yearMsg) tea.Cmd {
	if msg.project != m.curveOf {
		return nil
	}
	if msg.err != nil {
		return tui.SayError(msg.err)
	}
	m.months = msg.months
	if m.at == atSheet {
		m.fillSheet()
	}
	return nil
}

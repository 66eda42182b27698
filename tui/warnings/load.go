package warnings

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/monitor"
	"jixiao/domain/params"
	"jixiao/tui"
)

// patience is how long a computation stays silent before its bar is shown.
const patience = 300 * time.Millisecond

// computation is one run over all projects. News go through a channel that keeps the
// newest only, so that the work never waits for the screen.
type computation struct {
	ctx         context.Context
	cancel      context.CancelFunc
	year, month int // month 0: the newest that was reported
	since       time.Time
	news        chan progressMsg
}

type progressMsg struct {
	run         *computation
	done, total int
}

type loadedMsg struct {
	run   *computation
	board *monitor.Board
	rules params.All
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

// reload computes the year in the background; an older computation is cancelled.
func (m *Model) reload() tea.Cmd {
	if m.run != nil {
		m.run.cancel()
	}
	run := &computation{year: m.year, month: m.month, since: time.Now(), news: make(chan progressMsg, 1)}
	run.ctx, run.cancel = context.WithCancel(context.Background())
	m.run, m.stale, m.stopped = run, false, false
	s := m.store
	work := func() tea.Msg {
		defer close(run.news)
		b, err := run.compute(s)
		return loadedMsg{run, b, s.RuleParams(s.Today()), err}
	}
	return tea.Batch(work, run.listen())
}

// compute finds the month when none was asked for: the newest one reported, at the turn
// of the year that of the year before.
func (c *computation) compute(s Store) (*monitor.Board, error) {
	if c.month != 0 {
		return s.WarningBoard(c.ctx, c.year, c.month, c.report)
	}
	month, err := s.LatestMonth(c.year)
	if err != nil {
		return nil, err
	}
	if month != 0 {
		return s.WarningBoard(c.ctx, c.year, month, c.report)
	}
	b, err := s.WarningBoard(c.ctx, c.year, int(s.Today().Month), c.report)
	if err != nil || b.Len() > 0 {
		return b, err
	}
	if month, err = s.LatestMonth(c.year - 1); err != nil || month == 0 {
		return b, err
	}
	return s.WarningBoard(c.ctx, c.year-1, month, c.report)
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

// got takes a finished computation. A cancelled one leaves the list and the month as they
// were.
func (m *Model) got(msg loadedMsg) tea.Cmd {
	if msg.run != m.run {
		return nil
	}
	m.run.cancel()
	m.run, m.rules = nil, msg.rules
	end := m.endBar()
	if msg.err != nil {
		m.stopped = true
		if m.board != nil {
			m.year, m.month = m.board.Year, m.board.Month
		}
		m.table.Invalidate()
		if errors.Is(msg.err, context.Canceled) {
			return tea.Batch(end, tui.Say(tui.Info, "已取消，灯色没有重算。按 Ctrl+R 再算一次"))
		}
		return tea.Batch(end, tui.SayError(msg.err))
	}
	return tea.Batch(end, m.take(msg.board), m.followStale())
}

// take makes a board the one shown, once its rows are found.
func (m *Model) take(b *monitor.Board) tea.Cmd {
	m.year, m.month = b.Year, b.Month
	m.asked.board = b
	return m.find()
}

// changed reacts to records changed anywhere. Looking at what changed costs little and is
// done at once; see followed.
func (m *Model) changed() tea.Cmd {
	m.detail.forget()
	if m.board == nil && m.run == nil {
		return nil
	}
	m.stale = true
	return m.followStale()
}

// followStale looks at changes that were not looked at yet.
func (m *Model) followStale() tea.Cmd {
	if !m.stale || m.run != nil || m.following || m.board == nil {
		return nil
	}
	return m.follow()
}

type followedMsg struct {
	board *monitor.Board
	ok    bool
	err   error
}

// follow brings the board up to date: what only moved cases costs nothing near a new
// computation.
func (m *Model) follow() tea.Cmd {
	m.stale, m.following = false, true
	s, b := m.store, m.board
	if m.asked.board != nil {
		b = m.asked.board
	}
	return func() tea.Msg {
		now, ok, err := s.BoardChanges(b)
		return followedMsg{now, ok, err}
	}
}

func (m *Model) followed(msg followedMsg) tea.Cmd {
	m.following = false
	switch {
	case msg.err != nil:
		return tui.SayError(msg.err)
	case m.run != nil:
		return nil // a new computation is under way already
	case !msg.ok && !m.viewed:
		m.stale = true // nobody looks: computed when the screen is shown or a key is pressed
		return nil
	case !msg.ok:
		m.viewed = false
		return m.reload()
	}
	return tea.Batch(m.take(msg.board), m.followStale())
}

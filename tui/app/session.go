package app

import (
	"bytes"
	"encoding/json"
	"time"

	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
)

// saved is the session as kept between starts: the screen and each screen's own state
// (filter, sort, columns, row).
type saved struct {
	V      int                        `json:"v"`
	Screen string                     `json:"screen"`
	States map[string]json.RawMessage `json:"states"`
}

const sessionKey = "session"

// saveEvery is how long the session may be behind after a crash.
const saveEvery = 10 * time.Second

// keeper saves the session some seconds after a key, so that a killed program comes back
// where it was. It never makes the screen repaint.
type keeper struct {
	waiting bool
	last    []byte
}

type saveTick struct{}

func (k *keeper) touch() tea.Cmd {
	if k.waiting {
		return nil
	}
	k.waiting = true
	return tea.Tick(saveEvery, func(time.Time) tea.Msg { return saveTick{} })
}

func (m *Model) restore() {
	var s saved
	if m.session.LoadState(sessionKey, &s) {
		for _, sc := range m.screens {
			if st := s.States[sc.ID()]; st != nil {
				sc.Restore(st)
			}
		}
	}
	if m.o.FirstRun {
		return
	}
	if i := m.find(s.Screen); i >= 0 {
		m.cur = i
	} else if i := m.find(m.o.Start); i >= 0 {
		m.cur = i
	}
}

func (m *Model) snapshot() saved {
	s := saved{V: 1, Screen: m.screen().ID(), States: map[string]json.RawMessage{}}
	for i, sc := range m.screens {
		if m.opened[i] {
			if st := sc.State(); st != nil {
				s.States[sc.ID()] = st
			}
		}
	}
	return s
}

// save writes the session when it differs from what was written last.
func (m *Model) save() tea.Cmd {
	m.keeper.waiting = false
	state := m.snapshot()
	b, err := json.Marshal(state)
	if err != nil || bytes.Equal(b, m.keeper.last) {
		return nil // a screen whose state is no JSON only loses its place
	}
	m.keeper.last = b
	return tui.InOrder(func() tea.Msg { return m.store(state) })
}

func (m *Model) store(state saved) tea.Msg {
	if err := m.session.SaveState(sessionKey, state); err != nil {
		return tui.StatusMsg{Kind: tui.Bad, Text: err.Error()}
	}
	return nil
}

// leave saves the session and quits, after every write that is still under way. Losing the
// session is no reason to stay.
func (m *Model) leave() tea.Cmd {
	m.quit = true
	state := m.snapshot()
	return tea.Sequence(tui.InOrder(func() tea.Msg { return m.store(state) }), tea.Quit)
}

// askQuit quits, after a question when something is unsaved.
func (m *Model) askQuit() tea.Cmd {
	what := m.unsaved()
	if what == "" {
		return m.leave()
	}
	m.over = newQuitLayer(m, what)
	return nil
}

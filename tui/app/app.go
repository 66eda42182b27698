// Package app is the root model: it routes messages to the current screen, draws the
// frame around it (title, F-key bar, status, footer), and owns palette, help, undo and
// quitting. It holds no domain logic.
package app

import (
	"encoding/json"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
	"jixiao/tui/widget"
)

// Session is what the root needs of the data file.
type Session interface {
	// Undo and Redo return what was taken back or restored.
	Undo() (title string, err error)
	Redo() (title string, err error)
	// SaveState and LoadState keep the session for the next start.
	SaveState(key string, v any) error
	LoadState(key string, v any) bool
	// Export writes a table beside the data file and returns the file's name.
	Export(e tui.ExportMsg) (file string, err error)
}

// Options of New.
type Options struct {
	// File, Operator and AsOf are shown in the title bar.
	File, Operator, AsOf string
	// Start is the ID of the first screen when no session is restored.
	Start string
	// Loud is projector mode: bigger gaps, no side panes.
	Loud bool
}

// Model is the root model.
type Model struct {
	o       Options
	session Session
	screens []tui.Screen
	cur     int
	opened  []bool
	trail   []int

	w, h     int
	status   tui.StatusMsg
	progress *tui.ProgressMsg
	overlay  overlay
	actions  []tui.Action
	palette  *palette
	pager    *widget.Pager
	confirm  *widget.Preview

	dirty bool
	frame tea.View
	quit  bool
}

// overlay is what stands over the current screen.
type overlay uint8

const (
	overlayNone overlay = iota
	overlayPalette
	overlayPager
	overlayQuit
)

// New makes the root model of the given screens, in F-key order.
func New(session Session, screens []tui.Screen, o Options) *Model {
	m := &Model{o: o, session: session, screens: screens, opened: make([]bool, len(screens)), dirty: true}
	m.actions = m.globalActions()
	m.restore()
	return m
}

// saved is the session as kept between starts.
type saved struct {
	Screen string                     `json:"screen"`
	States map[string]json.RawMessage `json:"states"`
}

const sessionKey = "session"

func (m *Model) restore() {
	var s saved
	if m.session.LoadState(sessionKey, &s) {
		for _, sc := range m.screens {
			if st := s.States[sc.ID()]; st != nil {
				sc.Restore(st)
			}
		}
	}
	if i := m.find(s.Screen); i >= 0 {
		m.cur = i
	} else if i := m.find(m.o.Start); i >= 0 {
		m.cur = i
	}
}

func (m *Model) snapshot() saved {
	s := saved{Screen: m.screen().ID(), States: map[string]json.RawMessage{}}
	for i, sc := range m.screens {
		if m.opened[i] {
			if st := sc.State(); st != nil {
				s.States[sc.ID()] = st
			}
		}
	}
	return s
}

func (m *Model) find(id string) int {
	for i, s := range m.screens {
		if s.ID() == id {
			return i
		}
	}
	return -1
}

func (m *Model) screen() tui.Screen { return m.screens[m.cur] }

// Init opens the first screen.
func (m *Model) Init() tea.Cmd { return m.open(m.cur, "") }

func (m *Model) open(i int, project string) tea.Cmd {
	m.cur, m.opened[i], m.dirty = i, true, true
	return m.screen().Open(project)
}

// Update routes a message.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.dirty = true
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
		return m, m.screen().Update(msg)
	case tea.KeyPressMsg:
		return m, m.key(msg)
	case tea.PasteMsg:
		return m, m.paste(msg)
	case tui.StatusMsg:
		m.status = msg
		return m, nil
	case tui.NavigateMsg:
		return m, m.navigate(msg)
	case tui.DataChangedMsg:
		return m, m.toAll(msg)
	case tui.ExplainMsg:
		m.show(msg.Title, msg.Lines)
		return m, nil
	case tui.ExportMsg:
		return m, m.export(msg)
	case tui.ProgressMsg:
		m.showProgress(msg)
		return m, nil
	case tea.KeyReleaseMsg, tea.MouseMsg, tea.ColorProfileMsg, tea.EnvMsg, tea.KeyboardEnhancementsMsg, tea.ModeReportMsg:
		m.dirty = false
		return m, nil
	}
	return m, m.toAll(msg)
}

// toAll hands a message to every opened screen: results of commands carry their own
// types, and a screen ignores what is not its own.
func (m *Model) toAll(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for i, s := range m.screens {
		if m.opened[i] {
			if c := s.Update(msg); c != nil {
				cmds = append(cmds, c)
			}
		}
	}
	return tea.Batch(cmds...)
}

func (m *Model) navigate(msg tui.NavigateMsg) tea.Cmd {
	i := m.find(msg.Screen)
	if i < 0 {
		return nil
	}
	if i != m.cur {
		m.trail = append(m.trail, m.cur)
	}
	m.overlay = overlayNone
	return m.open(i, msg.Project)
}

func (m *Model) showProgress(msg tui.ProgressMsg) {
	m.progress = &msg
	if msg.Total > 0 && msg.Done >= msg.Total {
		m.progress = nil
	}
}

func (m *Model) paste(msg tea.PasteMsg) tea.Cmd {
	if m.overlay == overlayPalette {
		m.palette.update(msg)
		return nil
	}
	return m.screen().Update(msg)
}

func (m *Model) show(title string, lines []string) {
	m.pager, m.overlay = &widget.Pager{Title: title, Lines: lines}, overlayPager
}

func (m *Model) export(e tui.ExportMsg) tea.Cmd {
	return func() tea.Msg {
		file, err := m.session.Export(e)
		if err != nil {
			return tui.StatusMsg{Kind: tui.Bad, Text: err.Error()}
		}
		return tui.StatusMsg{Kind: tui.Good, Text: "已导出 " + file}
	}
}

// unsaved lists what would be lost by quitting.
func (m *Model) unsaved() string {
	var all []string
	for i, s := range m.screens {
		if u, ok := s.(tui.Unsaved); ok && m.opened[i] {
			if what := u.Unsaved(); what != "" {
				all = append(all, what)
			}
		}
	}
	return strings.Join(all, "；")
}

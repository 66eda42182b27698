// Package app is the root model: it routes messages to the current screen, draws the
// frame around it (title, F-key bar, status, footer), and owns palette, help, export,
// undo, the session and quitting. It holds no domain logic.
package app

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
)

// Session is what the root needs of the data file.
type Session interface {
	// Undo and Redo return what was taken back or restored.
	Undo() (title string, err error)
	Redo() (title string, err error)
	// SaveState and LoadState keep the session for the next start.
	SaveState(key string, v any) error
	LoadState(key string, v any) bool
	// Export writes a table to a new .xlsx or .csv file and returns its path. A name without
	// a folder is meant beside the data file; an existing file is refused.
	Export(e tui.ExportMsg, file string) (path string, err error)
}

// Options of New.
type Options struct {
	// File, Operator and AsOf are shown in the title bar.
	File, Operator, AsOf string
	// Start is the ID of the first screen when no session is restored.
	Start string
	// FirstRun shows the choice 导入 / 演示 / 新建 first: the data file holds no project.
	FirstRun bool
	// Loud starts in projector mode: no side panes, big figures.
	Loud bool
}

// Choice is what the user wants done after the program ended.
type Choice uint8

// ChoiceDemo asks for the demonstration district; ChoiceNone for nothing.
const (
	ChoiceNone Choice = iota
	ChoiceDemo
)

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
	progress *progress
	over     layer
	actions  []tui.Action
	keeper   keeper
	choice   Choice

	dirty bool
	frame tea.View
	quit  bool
}

// layer is what stands over the current screen and takes all keys: palette, help, export,
// the question before quitting.
type layer interface {
	// key handles a key press; done closes the layer, cmd is run then or now.
	key(msg tea.KeyPressMsg) (cmd tea.Cmd, done bool)
	paste(msg tea.PasteMsg)
	view(w, h int) string
	// cursor is the caret's place in view, ok is false to hide it.
	cursor(w int) (x, y int, ok bool)
	hint() string
}

// New makes the root model of the given screens, in F-key order.
func New(session Session, screens []tui.Screen, o Options) *Model {
	m := &Model{o: o, session: session, screens: screens, dirty: true}
	tui.Projector = o.Loud
	if o.FirstRun {
		m.screens = append([]tui.Screen{newWelcome(o.Start)}, screens...)
	}
	m.opened = make([]bool, len(m.screens))
	m.actions = m.globalActions()
	m.restore()
	return m
}

// Run starts the program in the terminal and returns what the user wants done next. The
// frame clock runs at fps (0: the fastest, 120), which bounds the time from key to frame.
func Run(m *Model, fps int) (Choice, error) {
	if fps <= 0 {
		fps = 120
	}
	_, err := tea.NewProgram(m, tea.WithFPS(fps)).Run()
	return m.choice, err
}

// Choice is what the user wants done after the program ended.
func (m *Model) Choice() Choice { return m.choice }

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
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		m.dirty = true
		return m, tea.Batch(m.key(msg), m.keeper.touch())
	case tea.KeyReleaseMsg, tea.MouseMsg, tea.ColorProfileMsg, tea.EnvMsg, tea.KeyboardEnhancementsMsg, tea.ModeReportMsg:
		return m, nil
	case saveTick:
		return m, m.save()
	case tui.ProgressMsg:
		m.showProgress(msg)
		return m, nil
	}
	m.dirty = true
	return m, m.handle(msg)
}

func (m *Model) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
	case tea.PasteMsg:
		return m.paste(msg)
	case tui.StatusMsg:
		m.status = msg
		return nil
	case tui.NavigateMsg:
		return m.navigate(msg)
	case tui.ExplainMsg:
		m.show(msg.Title, msg.Lines)
		return nil
	case tui.ExportMsg:
		m.over = newExportLayer(m, msg)
		return nil
	case demoMsg:
		m.choice = ChoiceDemo
		return m.askQuit()
	}
	return m.toAll(msg)
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

// trailLength is how many screens Esc leads back.
const trailLength = 16

func (m *Model) navigate(msg tui.NavigateMsg) tea.Cmd {
	i := m.find(msg.Screen)
	if i < 0 {
		return nil
	}
	if i != m.cur {
		m.trail = append(m.trail, m.cur)
		m.trail = m.trail[max(0, len(m.trail)-trailLength):]
	}
	m.over = nil
	return m.open(i, msg.Project)
}

func (m *Model) paste(msg tea.PasteMsg) tea.Cmd {
	if m.over != nil {
		m.over.paste(msg)
		return nil
	}
	if m.screen().Mode() == tui.ModeCommand {
		return tui.Say(tui.Info, "粘贴的内容没有地方放：先按 Ctrl+F 筛选或进入一个输入框，再粘贴")
	}
	return m.screen().Update(msg)
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

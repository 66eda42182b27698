package linkage

import (
	"context"
	"encoding/json"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/cleanup"
	"jixiao/domain/linkage"
	"jixiao/domain/params"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// Store is what the screen needs of the data file.
type Store interface {
	// LinkFacts reads what the three linkages look at, and the departments' grades.
	LinkFacts(ctx context.Context, year int, progress func(done, total int)) ([]linkage.Facts, map[string]domain.Grade, error)
	LinkScenarios(year int) ([]domain.LinkScenario, error)
	FreezeScenario(s domain.LinkScenario) (title string, err error)
	ApproveException(project, doc string, x domain.Exception) (title string, err error)
	// CleanupBoard forecasts a year as of a month.
	CleanupBoard(ctx context.Context, year, month int, progress func(done, total int)) (*cleanup.Board, error)
	DecideCleanup(d domain.CleanupDecision) (title string, err error)
	MoveCleanup(m domain.CleanupMove) (title string, err error)
	LatestMonth(year int) (int, error)
	// Dossier is everything of a project: where a figure was read.
	Dossier(id string) (domain.Dossier, error)
	// Find is the project of a year with this code, name or ID.
	Find(text string, year int) (id string, err error)
	RuleParams(on domain.Date) params.All
	Today() domain.Date
}

// place is what has the keys.
type place uint8

const (
	atList place = iota
	atFilter
	atParams
	atPicker
	atWizard
)

// Model is the screen.
type Model struct {
	store Store
	year  int
	at    place
	// cleaning shows the clean-up instead of the linkages.
	cleaning bool

	// facts and grades are what is computed from; base the plan with the parameters in force,
	// plan with those being tried.
	facts   []linkage.Facts
	grades  map[string]domain.Grade
	search  []string // by fact
	inForce params.All
	trial   params.All
	base    *linkage.Plan
	plan    *linkage.Plan
	// work is the plan that trials are computed into; keepPlan gives it away.
	work      *linkage.Plan
	scenarios []domain.LinkScenario

	board       *cleanup.Board
	boardSearch []string
	month       int

	// stale: records changed since they were read; viewed: the screen has been in use since,
	// so it reads them at once. One that is not on the screen waits until it is opened.
	loading, stale, viewed bool
	failed                 string
	cancel                 context.CancelFunc

	view   int // index into views
	lines  []int
	order  map[string]int // by project: index into facts
	table  widget.Table
	filter widget.Filter
	clean  cleanList
	panel  paramPanel
	picker widget.Picker
	picked func(i int) tea.Cmd
	wizard *wizard

	goTo    string
	w, h    int
	actions []tui.Action
	cleanup []tui.Action
}

// New returns the screen over a store.
func New(s Store, year int) *Model {
	m := &Model{store: s, year: year, stale: true}
	m.filter.Input = widget.Input{Prompt: " 筛选：", Placeholder: "项目、代码、部门，可用拼音首字母", Limit: 120}
	m.table = m.linkTable()
	m.clean.table = m.cleanTable()
	m.panel.defs = linkDefs()
	m.buildActions()
	return m
}

// ID names the screen in navigation.
func (m *Model) ID() string { return "linkage" }

// Title is what the title bar says.
func (m *Model) Title() string { return "挂钩与清理" }

// Key is the screen's function key.
func (m *Model) Key() string { return "f7" }

// Open loads the first time and after changes.
func (m *Model) Open(project string) tea.Cmd {
	if project != "" {
		m.goTo = project
		m.moveToProject()
	}
	if m.stale && !m.loading {
		return m.load()
	}
	return nil
}

// Mode tells the root what a key means now.
func (m *Model) Mode() tui.Mode {
	switch m.at {
	case atFilter, atWizard:
		return tui.ModeText
	case atParams, atPicker:
		return tui.ModeDialog
	}
	return tui.ModeCommand
}

// Actions lists what can be done now.
func (m *Model) Actions() []tui.Action {
	switch {
	case m.at != atList:
		return nil
	case m.cleaning:
		return m.cleanup
	}
	return m.actions
}

// Counters is the title bar's short text.
func (m *Model) Counters() string {
	if m.board == nil || m.plan == nil {
		return ""
	}
	return fmt.Sprintf("须例外 %d  待清理 %d", m.plan.Sums.Cancelled, m.clean.open)
}

// Update handles keys without an action, pastes and the answers of commands.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m.key(msg)
	case tea.PasteMsg:
		return m.paste(msg)
	case tui.DataChangedMsg:
		m.stale = true
		if m.viewed && !m.loading {
			return m.load()
		}
	case loadedMsg:
		return m.gotLoaded(msg)
	case boardMsg:
		return m.gotBoard(msg)
	case widget.FilterMsg:
		if _, apply := m.filter.Update(msg); apply {
			m.narrow()
		}
	}
	return nil
}

func (m *Model) key(msg tea.KeyPressMsg) tea.Cmd {
	key := tui.Key(msg)
	m.viewed = true
	switch m.at {
	case atFilter:
		return m.filterKey(msg)
	case atParams:
		return m.paramKey(msg)
	case atPicker:
		return m.pickerKey(key)
	case atWizard:
		return m.wizardKey(msg)
	}
	m.current().HandleKey(key)
	return nil
}

// current is the table on the screen.
func (m *Model) current() *widget.Table {
	if m.cleaning {
		return &m.clean.table
	}
	return &m.table
}

func (m *Model) paste(msg tea.PasteMsg) tea.Cmd {
	switch {
	case m.at == atFilter:
		cmd, apply := m.filter.Update(msg)
		if apply {
			m.narrow()
		}
		return cmd
	case m.at == atWizard:
		m.wizard.prompt.Input.Update(msg)
	case m.at == atParams && m.panel.typing != nil:
		m.panel.typing.Input.Update(msg)
	}
	return nil
}

func (m *Model) pickerKey(key string) tea.Cmd {
	i, answer := m.picker.HandleKey(key)
	switch answer {
	case widget.Cancelled:
		m.at = atList
	case widget.Confirmed:
		m.at = atList
		return m.picked(i)
	}
	return nil
}

// pick shows a menu and does what belongs to the choice.
func (m *Model) pick(p widget.Picker, then func(i int) tea.Cmd) tea.Cmd {
	m.picker, m.picked, m.at = p, then, atPicker
	return nil
}

// Back is Esc: it cancels what runs, then takes back the filter, then the view.
func (m *Model) Back() (cmd tea.Cmd, handled bool) {
	switch {
	case m.cancel != nil:
		m.cancel()
		return tui.Say(tui.Info, "正在取消"), true
	case m.filter.Value() != "":
		m.filter.Set("")
		m.narrow()
		return nil, true
	case !m.cleaning && m.view != 0:
		m.view = 0
		m.narrow()
		return nil, true
	}
	return nil, false
}

// Cursor is where the caret stands.
func (m *Model) Cursor() *tea.Cursor {
	switch {
	case m.at == atFilter:
		return tea.NewCursor(m.filter.CursorX(m.w, m.counted()), headLines)
	case m.at == atWizard:
		x, y := m.wizard.prompt.Cursor(m.w)
		return tea.NewCursor(x, y)
	case m.at == atParams && m.panel.typing != nil:
		x, y := m.panel.typing.Cursor(m.w)
		return tea.NewCursor(x, y+headLines)
	}
	return nil
}

// savedState is what a session restores. Values being tried are not kept: a trial that is
// worth keeping is frozen.
type savedState struct {
	Cleaning bool   `json:"cleaning,omitempty"`
	View     int    `json:"view,omitempty"`
	Filter   string `json:"filter,omitempty"`
	Project  string `json:"project,omitempty"`
}

// State keeps view, filter and project.
func (m *Model) State() json.RawMessage {
	b, err := json.Marshal(savedState{m.cleaning, m.view, m.filter.Value(), m.selectedID()})
	if err != nil {
		return nil
	}
	return b
}

// Restore takes what State gave.
func (m *Model) Restore(state json.RawMessage) {
	var s savedState
	if json.Unmarshal(state, &s) != nil || s.View < 0 || s.View >= len(views) {
		return
	}
	m.cleaning, m.view, m.goTo = s.Cleaning, s.View, s.Project
	m.filter.Set(s.Filter)
}

// Unsaved names what is being asked and not written yet. Values being tried are not work to be
// lost: a trial worth keeping is frozen.
func (m *Model) Unsaved() string {
	if m.at == atWizard {
		return m.wizard.title + "还没有完成"
	}
	return ""
}

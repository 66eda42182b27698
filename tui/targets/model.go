package targets

import (
	"encoding/json"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/journal"
	"jixiao/domain/review"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// Store is what the screen needs of the data file.
type Store interface {
	Queue(level domain.Level) ([]review.Item, error)
	Work(projectID string, level domain.Level) (review.Work, error)
	// Decide writes all rulings in one transaction: one undo.
	Decide(level domain.Level, rulings ...review.Ruling) (review.Done, error)
	SaveDraft(d review.Draft) error
	SameFault(level domain.Level, projectID, ruleID string) ([]string, error)
	IssueBatch(name string) (review.Done, error)
	Approved() (review.Held, error)
	HeldBack() (review.Held, error)
	History(project string, limit int) ([]journal.Entry, error)
	Today() domain.Date
	Operator() domain.Operator
}

// place is what the screen shows now.
type place uint8

const (
	atList place = iota
	atSheet
	atFilter
	atDialog
	atText
)

// Model is the screen. It is driven by the root model from one goroutine.
type Model struct {
	store Store
	today domain.Date
	at    place
	// back is where a dialog or field returns to.
	back  place
	level domain.Level

	items    []review.Item
	rows     []int // shown items after the filter, in queue order
	byID     map[string]int
	gone     map[string]bool // decided here, not yet reloaded
	counters review.Counters
	loaded   bool
	stale    bool
	failed   string
	// goTo is the project the user asked for, follow the one to select if it is there.
	goTo, follow string
	echo         map[string]int // titles of our own changes that will come back

	table  widget.Table
	input  widget.Input
	filter string
	marks  map[string]bool
	// taken are rules whose findings the marked items get in their opinions.
	taken []string

	works map[string]*opened
	// drafts are the opinions edited here: a re-read item must not lose one that is still on
	// its way to the disk.
	drafts  map[string]review.Draft
	asked   map[string]bool
	finding int
	scroll  int

	last    repeat
	trail   []string // projects decided here, newest last
	dialog  dialog
	area    widget.Area
	w, h    int
	actions []tui.Action
}

// repeat is the decision that . makes again.
type repeat struct {
	decision domain.Decision
	template int
	until    domain.Date
}

// New returns the screen over a store.
func New(s Store) *Model {
	m := &Model{store: s, level: domain.LevelBureau, marks: map[string]bool{}, works: map[string]*opened{}, drafts: map[string]review.Draft{}, asked: map[string]bool{}, gone: map[string]bool{}, echo: map[string]int{}}
	m.input = widget.Input{Prompt: "筛选 ", Placeholder: "名称、拼音首字母、单位、部门、代码", Limit: 60}
	m.setupTable()
	m.buildActions()
	return m
}

// ID names the screen in navigation.
func (m *Model) ID() string { return "targets" }

// Title is what the title bar says.
func (m *Model) Title() string { return "目标审核" }

// Key is the screen's function key.
func (m *Model) Key() string { return "f3" }

// Mode tells the root what a key means now.
func (m *Model) Mode() tui.Mode {
	switch m.at {
	case atFilter, atText:
		return tui.ModeText
	case atDialog:
		return tui.ModeDialog
	}
	return tui.ModeCommand
}

// Actions lists what can be done now.
func (m *Model) Actions() []tui.Action {
	if m.at == atFilter || m.at == atText || m.at == atDialog {
		return nil
	}
	return m.actions
}

// Open starts loading the first time and when records changed meanwhile; with a project it
// selects that project in the queue where it waits.
func (m *Model) Open(project string) tea.Cmd {
	m.today = m.store.Today()
	if project != "" {
		m.goTo = project
		m.selectID(project)
	}
	if !m.loaded || m.stale || (project != "" && m.current() != project) {
		return m.reload()
	}
	return m.prefetch()
}

// Counters is the title bar's short text: whose turn, the longest wait, the money.
func (m *Model) Counters() string {
	if !m.loaded {
		return ""
	}
	c := m.counters
	s := string(m.level) + " 轮到我 " + strconv.Itoa(c.Mine) + "  最久 " + strconv.Itoa(c.Longest) + " 天  卡住 " + c.Amount.Wan() + " 万元"
	if c.Overdue > 0 {
		s += "  超期 " + strconv.Itoa(c.Overdue)
	}
	return s
}

// Back is Esc: out of the sheet, then clear the marks, then the filter.
func (m *Model) Back() (cmd tea.Cmd, handled bool) {
	switch {
	case m.at == atSheet:
		m.at, m.scroll = atList, 0
	case len(m.marks) > 0:
		m.clearMarks()
	case m.filter != "":
		m.input.SetValue("")
		m.applyFilter("")
	default:
		return nil, false
	}
	return nil, true
}

// savedState is what a session restores.
type savedState struct {
	V       int          `json:"v"`
	Level   domain.Level `json:"level"`
	Project string       `json:"project,omitempty"`
	Filter  string       `json:"filter,omitempty"`
	Sheet   bool         `json:"sheet,omitempty"`
}

// State is what a later session restores: level, row, filter and whether the sheet was open.
func (m *Model) State() json.RawMessage {
	b, err := json.Marshal(savedState{1, m.level, m.current(), m.filter, m.at == atSheet})
	if err != nil {
		return nil
	}
	return b
}

// Restore takes what State gave; what makes no sense is left out.
func (m *Model) Restore(state json.RawMessage) {
	var s savedState
	if json.Unmarshal(state, &s) != nil || s.V != 1 {
		return
	}
	if s.Level == domain.LevelBureau || s.Level == domain.LevelDepartment {
		m.level = s.Level
	}
	m.filter, m.goTo = s.Filter, s.Project
	m.input.SetValue(s.Filter)
	if s.Sheet {
		m.at = atSheet
	}
}

// Unsaved names a half-written opinion; it is kept anyway.
func (m *Model) Unsaved() string {
	if m.at == atText && m.area.Value() != "" {
		return "目标审核：有一份意见正在写"
	}
	return ""
}

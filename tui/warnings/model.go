package warnings

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/ladder"
	"jixiao/domain/monitor"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// Store is what the screen needs of the data file.
type Store interface {
	Warnings(ctx context.Context, year, month int, g monitor.Group, progress func(done, total int)) ([]monitor.Item, error)
	LatestMonth(year int) (int, error)
	// MoveCases makes one move for all the projects in one operation: one undo.
	MoveCases(projects []string, year, month int, g monitor.Group, r ladder.Request) (title string, err error)
	Dossier(id string) (domain.Dossier, error)
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
)

// Model is the screen.
type Model struct {
	store Store
	year  int
	// month is the month asked for, 0 until the newest reported month is known.
	month int
	group int // index into monitor.Groups

	at, back place
	items    []monitor.Item
	rows     []int
	count    monitor.Count
	// loaded: items are of shownMonth under shownGroup. run is the computation under way,
	// stopped that the last one did not end well. viewed: drawn since the last change.
	loaded, stale, viewed, stopped, barShown bool
	shownMonth, shownGroup                   int
	run                                      *computation
	// months are the year of curveOf, for the sheet.
	curveOf string
	months  []domain.MonthExecution
	picked  picked

	table  widget.Table
	sheet  widget.Pager
	sheetW int
	filter widget.Filter
	marks  map[string]bool
	goTo   string
	step   *steps
	w, h   int

	actions []tui.Action
}

// New returns the screen over a store.
func New(s Store) *Model {
	m := &Model{store: s, marks: map[string]bool{}}
	m.filter.Input = widget.Input{Prompt: " 筛选：", Placeholder: "名称、拼音首字母、部门、红、黄、整改", Limit: 60}
	m.setupTable()
	m.buildActions()
	return m
}

// ID names the screen in navigation.
func (m *Model) ID() string { return "warnings" }

// Title is what the title bar says.
func (m *Model) Title() string { return "监控预警" }

// Key is the screen's function key.
func (m *Model) Key() string { return "f4" }

// Mode tells the root what a key means now.
func (m *Model) Mode() tui.Mode {
	switch {
	case m.at == atFilter, m.at == atDialog && m.step.typing():
		return tui.ModeText
	case m.at == atDialog:
		return tui.ModeDialog
	}
	return tui.ModeCommand
}

// Actions lists what can be done now.
func (m *Model) Actions() []tui.Action {
	if m.at == atFilter || m.at == atDialog {
		return nil
	}
	return m.actions
}

// Open starts loading the first time, and again when records changed meanwhile.
func (m *Model) Open(project string) tea.Cmd {
	m.year = m.store.Today().Year
	if project != "" {
		m.goTo = project
		m.selectID(project)
	}
	if (m.loaded || m.run != nil) && !m.stale {
		return nil
	}
	return m.reload()
}

type movedMsg struct {
	title string
	err   error
}

func (m *Model) groupID() monitor.Group { return monitor.Groups[m.group].ID }

// Update handles messages and the keys of fields and dialogs.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case loadedMsg:
		return m.got(msg)
	case movedMsg:
		if msg.err != nil {
			return tui.Say(tui.Warn, msg.err.Error())
		}
		m.unmark()
		return tui.Changed(msg.title)
	case progressMsg:
		return m.progressed(msg)
	case yearMsg:
		return m.gotYear(msg)
	case tui.DataChangedMsg:
		return m.changed()
	case widget.FilterMsg:
		return m.filtered(msg)
	case tea.KeyPressMsg, tea.PasteMsg:
		return m.typed(msg)
	}
	return nil
}

func (m *Model) typed(msg tea.Msg) tea.Cmd {
	switch m.at {
	case atFilter:
		return m.filterKey(msg)
	case atDialog:
		return m.dialogKey(msg)
	}
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	if m.at == atSheet {
		if m.sheet.HandleKey(tui.Key(key)) == widget.Cancelled {
			m.at = atList
		}
		return nil
	}
	m.table.HandleKey(tui.Key(key))
	return nil
}

func (m *Model) filterKey(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "enter", "tab", "down":
			m.at = atList
			m.narrow() // what was typed last may still wait for its pause
			return nil
		case "esc":
			m.filter.Set("")
			m.narrow()
			m.at = atList
			return nil
		}
	}
	return m.filtered(msg)
}

func (m *Model) filtered(msg tea.Msg) tea.Cmd {
	cmd, apply := m.filter.Update(msg)
	if apply {
		m.narrow()
		m.table.MoveTo(0)
	}
	return cmd
}

// narrow applies the filter: every word must be found in a project's names, pinyin, code,
// lamp or case.
func (m *Model) narrow() {
	words := strings.Fields(strings.ToLower(m.filter.Value()))
	m.rows, m.picked = m.rows[:0], picked{}
	for i := range m.items {
		if matches(&m.items[i], words) {
			m.rows = append(m.rows, i)
		}
	}
	m.table.SetCount(len(m.rows))
}

func matches(it *monitor.Item, words []string) bool {
	for _, w := range words {
		if !strings.Contains(it.Name, w) && !strings.Contains(it.Pinyin, w) && !strings.Contains(strings.ToLower(it.Code), w) && !strings.Contains(it.Department, w) &&
			!strings.Contains(it.Unit, w) && it.Lamp.String() != w && (it.Case == nil || string(it.Case.State) != w) {
			return false
		}
	}
	return true
}

// current is the selected project, nil for none.
func (m *Model) current() *monitor.Item {
	if i := m.table.Cursor(); i < len(m.rows) {
		return &m.items[m.rows[i]]
	}
	return nil
}

func (m *Model) currentID() string {
	if it := m.current(); it != nil {
		return it.ProjectID
	}
	return ""
}

func (m *Model) selectID(id string) {
	for at, i := range m.rows {
		if m.items[i].ProjectID == id {
			m.table.MoveTo(at)
			return
		}
	}
}

// Counters is the title bar's short text, what must be acted on first: a narrow bar drops
// the last.
func (m *Model) Counters() string {
	if !m.loaded {
		return ""
	}
	c := m.count
	s := fmt.Sprintf("%d月末 %s规则  红 %d  黄 %d", m.shownMonth, monitor.Groups[m.shownGroup].Name, c.Red, c.Yellow)
	if c.Overdue > 0 {
		s += fmt.Sprintf("  超期 %d", c.Overdue)
	}
	s += fmt.Sprintf("  绿 %d", c.Green)
	if c.Blue > 0 {
		s += fmt.Sprintf("  蓝 %d", c.Blue)
	}
	if c.None > 0 {
		s += fmt.Sprintf("  缺数据 %d", c.None)
	}
	return s
}

// Back is Esc: leaves the sheet, then drops marks, then the filter.
func (m *Model) Back() (tea.Cmd, bool) {
	switch {
	case m.at == atSheet:
		m.at = atList
	case len(m.marks) > 0:
		m.unmark()
	case m.filter.Value() != "":
		m.filter.Set("")
		m.narrow()
	default:
		return nil, false
	}
	return nil, true
}

// state is what a later session restores.
type state struct {
	Month   int    `json:"month"`
	Group   string `json:"group"`
	Project string `json:"project"`
	Filter  string `json:"filter"`
}

// State is what a later session restores.
func (m *Model) State() json.RawMessage {
	b, err := json.Marshal(state{m.month, string(m.groupID()), m.currentID(), m.filter.Value()})
	if err != nil {
		return nil
	}
	return b
}

// Restore takes State back; what is no longer valid is ignored.
func (m *Model) Restore(raw json.RawMessage) {
	var s state
	if json.Unmarshal(raw, &s) != nil {
		return
	}
	if s.Month >= 1 && s.Month <= 12 {
		m.month = s.Month
	}
	for i, g := range monitor.Groups {
		if string(g.ID) == s.Group {
			m.group = i
		}
	}
	m.goTo = s.Project
	m.filter.Set(s.Filter)
}

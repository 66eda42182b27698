package warnings

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/journal"
	"jixiao/domain/ladder"
	"jixiao/domain/monitor"
	"jixiao/domain/params"
	"jixiao/domain/query"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// Store is what the screen needs of the data file.
type Store interface {
	// WarningBoard computes a year as of a month; BoardChanges brings it up to date after
	// moves of cases, ok is false when it must be computed anew.
	WarningBoard(ctx context.Context, year, month int, progress func(done, total int)) (*monitor.Board, error)
	BoardChanges(b *monitor.Board) (now *monitor.Board, ok bool, err error)
	LatestMonth(year int) (int, error)
	// MoveCases makes one move for all the projects in one operation: one undo.
	MoveCases(projects []string, year, month int, g monitor.Group, r ladder.Request) (title string, err error)
	Dossier(id string) (domain.Dossier, error)
	History(project string, limit int) ([]journal.Entry, error)
	UnmatchedPayments(year, month int) ([]domain.Payment, error)
	// RuleParams are the rule book's parameters that hold on a day.
	RuleParams(on domain.Date) params.All
	Today() domain.Date
	Operator() domain.Operator
}

// place is what the screen shows now.
type place uint8

const (
	atList place = iota
	atSheet
	atFilter
	atViews
	atDialog
)

// Model is the screen.
type Model struct {
	store Store
	// year and month are what is asked for; month is 0 until the newest reported month is
	// known.
	year, month int
	group       int // index into monitor.Groups
	view        monitor.View

	at, back place
	// board is what was computed last, nil before; run is the computation under way, stopped
	// that the last one did not end well. viewed: drawn since the last change.
	board                            *monitor.Board
	run                              *computation
	stale, viewed, stopped, barShown bool
	// rules are the parameters of today, read with the board.
	rules     params.All
	following bool
	// found is the list: the board's rows by view, group and filter.
	found   found
	lineErr string
	hints   []query.Candidate
	asked   request
	busy    bool
	count   monitor.Count
	detail  detail
	picked  picked
	marks   map[string]bool
	goTo    string

	table  widget.Table
	sheet  widget.Pager
	sheetW int
	filter widget.Filter
	views  widget.Picker
	step   *steps
	w, h   int

	actions []tui.Action
}

// New returns the screen over a store.
func New(s Store) *Model {
	m := &Model{store: s, marks: map[string]bool{}, view: monitor.Views[0]}
	m.filter.Input = widget.Input{Prompt: " 筛选：", Placeholder: "红 教育  执行<60  未整改>20天  金额>500万", Limit: 120}
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
	case m.at == atDialog, m.at == atViews:
		return tui.ModeDialog
	}
	return tui.ModeCommand
}

// Actions lists what can be done now.
func (m *Model) Actions() []tui.Action {
	if m.at == atList || m.at == atSheet {
		return m.actions
	}
	return nil
}

// Open starts loading the first time, and again when records changed meanwhile.
func (m *Model) Open(project string) tea.Cmd {
	if m.year == 0 {
		m.year = m.store.Today().Year
	}
	if project != "" {
		m.goTo = project
		m.show(project)
	}
	switch {
	case m.run != nil, m.following:
		return nil
	case m.board == nil:
		return m.reload()
	}
	m.viewed = m.viewed || m.stale // it is about to be drawn
	return m.refreshDetail()
}

func (m *Model) groupID() monitor.Group { return monitor.Groups[m.group].ID }

// Update handles messages and the keys of fields and dialogs.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case loadedMsg:
		return m.got(msg)
	case followedMsg:
		return m.followed(msg)
	case foundMsg:
		return m.gotFound(msg)
	case detailMsg:
		return m.gotDetail(msg)
	case draftsMsg:
		return m.gotDrafts(msg)
	case movedMsg:
		return m.moved(msg)
	case progressMsg:
		return m.progressed(msg)
	case tui.DataChangedMsg:
		return m.changed()
	case tea.WindowSizeMsg:
		m.w = msg.Width
		return m.refreshDetail()
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
	switch m.at {
	case atViews:
		return m.viewKey(key)
	case atSheet:
		if m.sheet.HandleKey(tui.Key(key)) == widget.Cancelled {
			m.at = atList
		}
		return nil
	}
	m.table.HandleKey(tui.Key(key))
	return m.refreshDetail()
}

// row is the selected project's row of the board; ok is false when the list is empty.
func (m *Model) row() (row int, ok bool) {
	if i := m.table.Cursor(); m.board != nil && i < len(m.found.rows) {
		return int(m.found.rows[i]), true
	}
	return 0, false
}

func (m *Model) currentID() string {
	if row, ok := m.row(); ok {
		return m.board.Index().ID(row)
	}
	return ""
}

// show selects a project if the list has it.
func (m *Model) show(id string) {
	if m.board == nil {
		return
	}
	if row, ok := m.board.Find(id); ok {
		for i, r := range m.found.rows {
			if int(r) == row {
				m.table.MoveTo(i)
				return
			}
		}
	}
}

// Counters is the title bar's short text, what must be acted on first: a narrow bar drops
// the last.
func (m *Model) Counters() string {
	if m.board == nil {
		return ""
	}
	c := m.count
	s := fmt.Sprintf("%s月末 %s规则  红 %d  黄 %d", m.monthText(), monitor.Groups[m.found.group].Name, c.Red, c.Yellow)
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

// monthText is the month shown, with its year when it is not this year's.
func (m *Model) monthText() string {
	if m.board.Year != m.store.Today().Year {
		return fmt.Sprintf("%d年%d", m.board.Year, m.board.Month)
	}
	return fmt.Sprint(m.board.Month)
}

// Back is Esc: leaves the sheet, then drops marks, the filter, the view.
func (m *Model) Back() (tea.Cmd, bool) {
	switch {
	case m.at == atSheet:
		m.at = atList
		return m.refreshDetail(), true
	case len(m.marks) > 0:
		m.unmark()
		return nil, true
	case m.filter.Value() != "":
		m.filter.Set("")
		return m.find(), true
	case m.view.ID != monitor.Views[0].ID:
		return m.setView(monitor.Views[0]), true
	}
	return nil, false
}

// state is what a later session restores.
type state struct {
	Month   int    `json:"month"`
	Group   string `json:"group"`
	View    string `json:"view"`
	Project string `json:"project"`
	Filter  string `json:"filter"`
}

// State is what a later session restores.
func (m *Model) State() json.RawMessage {
	b, err := json.Marshal(state{m.month, string(m.groupID()), m.view.ID, m.currentID(), m.filter.Value()})
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
	m.view, m.goTo = monitor.ViewNamed(s.View), s.Project
	m.filter.Set(strings.TrimSpace(s.Filter))
	m.setColumns()
}

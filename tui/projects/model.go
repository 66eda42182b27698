package projects

import (
	"context"
	"encoding/json"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/journal"
	"jixiao/domain/listing"
	"jixiao/domain/query"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// Store is what the screen needs of the data file.
type Store interface {
	// Page returns the first rows after an ID at a cost that does not grow with the file.
	Page(after string, n int) ([]listing.Row, error)
	LoadIndex(ctx context.Context) (*listing.Index, error)
	Dossier(id string) (domain.Dossier, error)
	// History lists the journal entries of one project, newest first.
	History(project string, limit int) ([]journal.Entry, error)
	Today() domain.Date
}

// place is what the screen shows now.
type place uint8

const (
	atList place = iota
	atFilter
	atSeek
	atDialog
	atPage
)

// Model is the screen. It is driven by the root model from one goroutine.
type Model struct {
	store Store
	today domain.Date
	at    place

	// page holds the first rows until ix is loaded.
	page    []listing.Row
	ix      *listing.Index
	loading bool
	stale   bool
	viewed  bool
	failed  string
	goTo    string // project to select when the index arrives

	found   result
	asked   request
	busy    bool // a search is running
	input   widget.Input
	filter  string // the applied line
	lineErr string
	sort    listing.Sort
	total   listing.Sums // over all rows

	cursor, top int
	column      listing.Column // the column = explains and 1 sorts
	chosen      []listing.Column
	marks       listing.Set
	marked      listing.Sums
	views       []string
	preview     []query.Candidate

	w, h    int
	list    listFrame
	dialog  *dialog
	dossier dossierState
	detail  pane
	sheet   sheet
	seek    seeker
	actions actionSets
}

// New returns the screen over a store.
func New(s Store) *Model {
	m := &Model{store: s, chosen: defaultColumns, column: listing.ColumnRate, sort: listing.Sort{Column: listing.ColumnID}}
	m.input = widget.Input{Prompt: "筛选 ", Placeholder: "名称、拼音首字母、代码、金额，或 执行<60 部门:教育 灯:红", Limit: query.MaxLength}
	m.views = append([]string(nil), defaultViews...)
	m.buildActions()
	return m
}

// ID names the screen in navigation.
func (m *Model) ID() string { return "projects" }

// Title is what the title bar says.
func (m *Model) Title() string { return "项目库" }

// Key is the screen's function key.
func (m *Model) Key() string { return "f2" }

// Mode tells the root what a key means now.
func (m *Model) Mode() tui.Mode {
	switch m.at {
	case atFilter, atSeek:
		return tui.ModeText
	case atDialog:
		return tui.ModeDialog
	}
	return tui.ModeCommand
}

// Open starts loading the first time and when records changed meanwhile; with a project it
// opens that project's page.
func (m *Model) Open(project string) tea.Cmd {
	m.today = m.store.Today()
	var cmds []tea.Cmd
	if m.ix == nil && len(m.page) == 0 {
		cmds = append(cmds, m.loadPage())
	}
	if m.ix == nil || m.stale {
		cmds = append(cmds, m.loadIndex())
	}
	if project != "" {
		m.goTo = project
		m.selectID(project)
		cmds = append(cmds, m.openSheet(project))
	}
	return tea.Batch(cmds...)
}

// Counters is the title bar's short text.
func (m *Model) Counters() string {
	if m.ix.Len() == 0 {
		return ""
	}
	l := m.total.Lamps
	return fmt.Sprintf("红 %d  黄 %d", l[listing.LampRed], l[listing.LampYellow])
}

// Back is Esc: close the dialog or page, leave the filter line, then clear marks, then the
// filter.
func (m *Model) Back() (cmd tea.Cmd, handled bool) {
	switch {
	case m.at == atDialog:
		m.dialog, m.at = nil, atList
	case m.at == atFilter:
		m.at = atList
		m.input.SetValue(m.filter)
		m.lineErr = ""
	case m.at == atPage, m.at == atSeek:
		m.at = atList
	case m.marked.Count > 0:
		m.clearMarks()
	case m.filter != "":
		m.input.SetValue("")
		return m.apply(""), true
	default:
		return nil, false
	}
	return m.refreshDetail(), true
}

// savedState is what a session restores.
type savedState struct {
	V       int              `json:"v"`
	Project string           `json:"project,omitempty"`
	Filter  string           `json:"filter,omitempty"`
	Sort    listing.Column   `json:"sort,omitempty"`
	Desc    bool             `json:"desc,omitempty"`
	Columns []listing.Column `json:"columns,omitempty"`
	Column  listing.Column   `json:"column,omitempty"`
	Views   []string         `json:"views,omitempty"`
}

// State is what a later session restores: row, filter, sort, columns and saved views.
func (m *Model) State() json.RawMessage {
	b, err := json.Marshal(savedState{V: 1, Project: m.selected(), Filter: m.filter, Sort: m.sort.Column, Desc: m.sort.Desc, Columns: m.chosen, Column: m.column, Views: m.views})
	if err != nil {
		return nil
	}
	return b
}

// Restore takes what State gave; what no longer makes sense is left out.
func (m *Model) Restore(state json.RawMessage) {
	var s savedState
	if len(state) == 0 || json.Unmarshal(state, &s) != nil || s.V != 1 {
		return
	}
	if _, err := query.Parse(s.Filter); err == nil {
		m.filter = s.Filter
		m.input.SetValue(s.Filter)
	}
	if _, ok := listing.ColumnNamed(string(s.Sort)); ok {
		m.sort = listing.Sort{Column: s.Sort, Desc: s.Desc}
	}
	var known []listing.Column
	for _, c := range s.Columns {
		if columnOf(c) != nil {
			known = append(known, c)
		}
	}
	if len(known) > 0 {
		m.chosen = known
	}
	if columnOf(s.Column) != nil {
		m.column = s.Column
	}
	if s.Views != nil {
		m.views = s.Views
	}
	m.goTo = s.Project
	m.buildActions()
}

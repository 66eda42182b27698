package sampling

import (
	"encoding/json"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/recheck"
	"jixiao/domain/sample"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// Model is the screen.
type Model struct {
	store Store
	year  int
	step  step

	list       []domain.SpotCheck
	check      domain.SpotCheck
	candidates []sample.Candidate
	reviewers  []domain.Person
	rows       []recheck.Row
	loaded     bool
	// rules are the classes of difference that hold today.
	rules recheck.Params
	// gen numbers loads: an answer to an older question is dropped.
	gen int

	shown  []int // indices into candidates
	show   show
	filter string
	marks  map[string]bool
	// keys are the candidates' search texts, made when first filtered.
	keys []string

	// missing are the year's projects without a self-evaluation.
	missing    []recheck.Row
	listing    listing
	notices    []*recheck.Row
	paper      *domain.Recheck
	dialog     dialog
	actions    map[view][]tui.Action
	frame      widget.Table
	strata     widget.Table
	witnesses  widget.Table
	picks      widget.Table
	assigned   widget.Table
	papers     widget.Table
	items      widget.Table
	noticeList widget.Table

	// loud is projector mode; revealedPicks counts the picks shown in it.
	loud          bool
	revealedPicks int
	// w is the width last drawn, for the caret.
	w    int
	want string
	// seen is set by View: data that change behind another screen are read when this one
	// is opened again, not every time.
	seen bool
}

// view names a set of actions: one per step, and one inside a paper.
type view uint8

const viewPaper = view(stepCount)

func (m *Model) view() view {
	if m.step == stepPapers && m.paper != nil {
		return viewPaper
	}
	return view(m.step)
}

// New makes the screen for one budget year.
func New(store Store, year int) *Model {
	m := &Model{store: store, year: year, marks: map[string]bool{}}
	m.tables()
	m.actions = m.allActions()
	return m
}

// ID is "sampling".
func (m *Model) ID() string { return "sampling" }

// Title is 抽查复核.
func (m *Model) Title() string { return "抽查复核" }

// Key is F5.
func (m *Model) Key() string { return "f5" }

// Open starts loading.
func (m *Model) Open(string) tea.Cmd {
	m.seen = true
	return m.reload()
}

// Actions are those of the present step, and none while a dialog has the keys: its digits
// mean other things than the footer would say.
func (m *Model) Actions() []tui.Action {
	if m.dialog != nil {
		return nil
	}
	actions := m.actions[m.view()]
	if m.check.ID != "" {
		return actions
	}
	actions = slices.Clone(actions)
	for i := range actions { // with no spot check there is one thing to do, and the footer says it alone
		actions[i].Footer = actions[i].ID == "sampling.new"
	}
	return actions
}

// Mode follows the dialog that is open.
func (m *Model) Mode() tui.Mode {
	switch {
	case m.dialog == nil:
		return tui.ModeCommand
	case m.dialog.text():
		return tui.ModeText
	}
	return tui.ModeDialog
}

// Counters shows the drawn projects and how many papers are open.
func (m *Model) Counters() string {
	if m.check.ID == "" || m.check.Draw == nil {
		return ""
	}
	open := 0
	for _, r := range m.rows {
		if !r.Done {
			open++
		}
	}
	return fmt.Sprintf("抽中 %d  待复核 %d", len(m.check.Picks()), open)
}

type state struct {
	Check string `json:"check"`
	Step  step   `json:"step"`
}

// State remembers the spot check and the step.
func (m *Model) State() json.RawMessage {
	b, err := json.Marshal(state{m.check.ID, m.step})
	if err != nil {
		return nil
	}
	return b
}

// Restore goes back to the remembered spot check; the step follows from its state.
func (m *Model) Restore(raw json.RawMessage) {
	var s state
	if json.Unmarshal(raw, &s) == nil {
		m.want = s.Check
	}
}

// Unsaved tells of a form that is being filled in.
func (m *Model) Unsaved() string {
	if f, ok := m.dialog.(*form); ok && f.touched {
		return "抽查复核：「" + f.title + "」还没有提交"
	}
	return ""
}

// Back leaves a dialog, a paper, or takes back the marks and the filter.
func (m *Model) Back() (tea.Cmd, bool) {
	switch {
	case m.dialog != nil:
		m.dialog = nil
	case m.paper != nil:
		m.paper = nil
		return m.reload(), true
	case m.filter != "" || len(m.marks) > 0:
		m.filter = ""
		clear(m.marks)
		m.arrange()
	default:
		return nil, false
	}
	return nil, true
}

// Update handles messages; commands have been run by the root already.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case loadedMsg:
		return m.take(msg)
	case paperMsg:
		return m.takePaper(msg)
	case doneMsg:
		return m.finish(msg)
	case tui.DataChangedMsg:
		if !m.seen {
			return nil
		}
		m.seen = false
		return m.reload()
	case tea.PasteMsg:
		if f, ok := m.dialog.(*form); ok {
			f.paste(msg)
		}
	case tea.KeyPressMsg:
		return m.key(msg)
	}
	return nil
}

func (m *Model) key(msg tea.KeyPressMsg) tea.Cmd {
	if m.dialog != nil {
		if !m.dialog.text() && tui.HasHan(msg) {
			return tui.Say(tui.Warn, tui.HanHint)
		}
		return m.dialog.key(m, msg)
	}
	key := tui.Key(msg)
	if m.table().HandleKey(key) {
		return nil
	}
	if m.step == stepStrata && len(key) == 1 && key[0] >= '0' && key[0] <= '9' && m.isFraming() {
		return m.editSize(key)
	}
	return nil
}

// table is the one that arrows move in.
func (m *Model) table() *widget.Table {
	switch m.view() {
	case view(stepStrata), view(stepFreeze):
		return &m.strata
	case view(stepSeed):
		return &m.witnesses
	case view(stepResult):
		return &m.picks
	case view(stepAssign):
		return &m.assigned
	case view(stepPapers):
		return &m.papers
	case viewPaper:
		return &m.items
	case view(stepNotice):
		return &m.noticeList
	}
	return &m.frame
}

func (m *Model) isFraming() bool { return m.check.ID != "" && m.check.State == domain.SpotFraming }

// goTo shows a step.
func (m *Model) goTo(s step) tea.Cmd {
	m.step, m.paper = s, nil
	return m.reload()
}

func (m *Model) move(by int) tea.Cmd {
	return m.goTo(step((int(m.step) + by + int(stepCount)) % int(stepCount)))
}

package ledger

import (
	"context"
	"encoding/json"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/journal"
	"jixiao/domain/params"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// Store is what the screen needs of the data file.
type Store interface {
	// Journal returns entries newest first, without items, and how many there are.
	Journal(offset, limit int) ([]journal.Entry, int, error)
	// JournalEntry returns one entry with items and field diffs.
	JournalEntry(seq uint64) (e journal.Entry, ok bool, err error)
	// CreateSnapshot writes a verified copy to a new file; a name without a folder is meant
	// beside the data file.
	CreateSnapshot(ctx context.Context, file string) (journal.Snapshot, error)
	// VerifySnapshot examines a snapshot file, Doctor the open data file. err is for what
	// could not be examined at all.
	VerifySnapshot(ctx context.Context, file string) (journal.Report, error)
	Doctor(ctx context.Context) (journal.Report, error)
	Today() domain.Date
	// RuleParams are the rule book's parameters that hold on a day, ParamChanges what the
	// district has set. ParamEffect compares the projects before and after a change that is
	// not written yet; ChangeParam writes it.
	RuleParams(on domain.Date) params.All
	ParamChanges() ([]domain.ParamChange, error)
	ParamEffect(ctx context.Context, c domain.ParamChange) ([]params.Effect, error)
	ChangeParam(c domain.ParamChange) (title string, err error)
}

// place is what the screen shows now.
type place uint8

const (
	atList place = iota
	atFilter
	atPrompt
	atPager
	atParams
)

// Model is the screen. It is driven by the root model from one goroutine.
type Model struct {
	store Store
	at    place
	from  place // where a prompt goes back to

	entries []line // newest first
	total   int
	loading bool
	failed  string
	shown   []int
	table   widget.Table
	filter  widget.Filter

	details map[uint64][]string
	asked   uint64 // the entry whose detail is being read
	pager   *widget.Pager
	params  *paramPage // nil until it was opened
	// following is set while the pager shows the selected entry: left and right go on.
	following bool
	prompt    *widget.Prompt
	do        func(text string) tea.Cmd // what Enter in the prompt does
	cancel    context.CancelFunc        // of the long work under way, nil for none

	goTo    uint64
	w       int
	actions []tui.Action
}

// New returns the screen over a store.
func New(s Store) *Model {
	m := &Model{store: s, details: map[uint64][]string{}}
	m.filter.Input = widget.Input{Prompt: " 筛选 ", Placeholder: "内容、操作人、理由、日期，可用拼音首字母", Limit: 200}
	m.table = m.newTable()
	m.buildActions()
	return m
}

// ID names the screen in navigation.
func (m *Model) ID() string { return "ledger" }

// Title is what the title bar says.
func (m *Model) Title() string { return "台账与日志" }

// Key is the screen's function key.
func (m *Model) Key() string { return "f9" }

// Open loads what is new since the last time.
func (m *Model) Open(string) tea.Cmd { return m.loadNew() }

// Mode tells the root what a key means now.
func (m *Model) Mode() tui.Mode {
	switch m.at {
	case atFilter, atPrompt:
		return tui.ModeText
	case atPager:
		return tui.ModeDialog
	case atParams:
		if m.params.typing {
			return tui.ModeText
		}
		return tui.ModeDialog
	}
	return tui.ModeCommand
}

// Actions lists what can be done in the list; a field or a pager has the keys to itself and
// names them.
func (m *Model) Actions() []tui.Action {
	if m.at != atList {
		return nil
	}
	return m.actions
}

// Counters is the title bar's short text.
func (m *Model) Counters() string {
	if m.total == 0 {
		return ""
	}
	return fmt.Sprintf("日志 %d 条", m.total)
}

// Update handles keys without an action, pastes and the answers of commands.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m.key(msg)
	case tea.PasteMsg:
		return m.paste(msg)
	case tui.DataChangedMsg:
		return m.loadNew()
	case loadedMsg:
		return m.gotEntries(msg)
	case detailMsg:
		return m.gotDetail(msg)
	case reportMsg:
		return m.gotReport(msg)
	case snapshotMsg:
		return m.gotSnapshot(msg)
	case paramsMsg:
		return m.gotParams(msg)
	case effectsMsg:
		return m.gotEffects(msg)
	}
	return nil
}

func (m *Model) key(msg tea.KeyPressMsg) tea.Cmd {
	switch m.at {
	case atFilter:
		return m.filterKey(msg)
	case atPrompt:
		return m.promptKey(msg)
	case atPager:
		return m.pagerKey(tui.Key(msg))
	case atParams:
		return m.paramsKey(msg)
	}
	if m.table.HandleKey(tui.Key(msg)) {
		return m.prefetch()
	}
	return nil
}

func (m *Model) paste(msg tea.PasteMsg) tea.Cmd {
	switch m.at {
	case atFilter:
		if _, apply := m.filter.Update(msg); apply {
			return m.narrow()
		}
	case atPrompt:
		m.prompt.Input.Update(msg)
	case atParams:
		if m.params.typing && m.params.filter.Update(msg) {
			m.params.narrow()
		}
	}
	return nil
}

func (m *Model) pagerKey(key string) tea.Cmd {
	if m.following && (key == "left" || key == "right") {
		m.table.HandleKey(map[string]string{"left": "up", "right": "down"}[key])
		return m.openDetail()
	}
	if m.pager.HandleKey(key) == widget.Cancelled {
		m.at, m.following = atList, false
	}
	return nil
}

// Back is Esc: it cancels work under way, then takes back the filter.
func (m *Model) Back() (cmd tea.Cmd, handled bool) {
	if m.cancel != nil {
		m.cancel()
		return tui.Say(tui.Info, "正在取消"), true
	}
	if m.filter.Value() != "" {
		m.filter.Set("")
		return m.narrow(), true
	}
	return nil, false
}

// Cursor is where the caret stands.
func (m *Model) Cursor() *tea.Cursor {
	switch m.at {
	case atFilter:
		return tea.NewCursor(m.filter.CursorX(m.w, m.counted()), 0)
	case atPrompt:
		x, y := m.prompt.Cursor(m.w)
		return tea.NewCursor(x, y)
	case atParams:
		if m.params.typing {
			return tea.NewCursor(m.params.filter.CursorX(m.w), 1)
		}
	}
	return nil
}

// savedState is what a session restores.
type savedState struct {
	Filter string `json:"filter,omitempty"`
	Seq    uint64 `json:"seq,omitempty"`
}

// State keeps filter and entry.
func (m *Model) State() json.RawMessage {
	s := savedState{Filter: m.filter.Value()}
	if e := m.selected(); e != nil {
		s.Seq = e.Seq
	}
	b, err := json.Marshal(s)
	if err != nil {
		return nil
	}
	return b
}

// Restore takes what State gave.
func (m *Model) Restore(state json.RawMessage) {
	var s savedState
	if json.Unmarshal(state, &s) == nil {
		m.filter.Set(s.Filter)
		m.goTo = s.Seq
	}
}

package importer

import (
	"context"
	"encoding/json"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/intake"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// Reader reads workbooks and csv files; a path may be a folder, which is read with
// everything below it. A file that cannot be read comes back with Errors. err is for what
// stops everything (cancelled, folder gone).
type Reader interface {
	Read(ctx context.Context, paths []string, progress intake.Progress) ([]intake.File, error)
}

// Store is what the screen needs of the data file.
type Store interface {
	// PreviewImport tells what an import would do and writes nothing.
	PreviewImport(ctx context.Context, files []intake.File) (intake.Preview, error)
	// Import writes everything or nothing, as one operation that one undo takes back. A
	// cancelled ctx leaves nothing half-done.
	Import(ctx context.Context, files []intake.File, progress intake.Progress) (intake.Result, error)
}

// place is what the screen shows now.
type place uint8

const (
	atFolder place = iota
	atFilter
	atPath
	atWork
	atPreview
	atDone
)

// Model is the screen. It is driven by the root model from one goroutine.
type Model struct {
	reader Reader
	store  Store
	at     place

	folder  folder
	table   widget.Table
	filter  widget.Filter
	path    widget.Prompt
	marks   map[string]bool
	paths   []string // what was read last
	files   []intake.File
	preview intake.Preview
	result  intake.Result
	review  review
	work    *work
	w       int
	actions map[place][]tui.Action
}

// New returns the screen; home is the folder it starts in.
func New(r Reader, s Store, home string) *Model {
	m := &Model{reader: r, store: s, marks: map[string]bool{}}
	m.folder.dir = home
	m.filter.Input = widget.Input{Prompt: " 筛选 ", Placeholder: "文件名、全拼或首字母", Limit: 100}
	m.path = widget.Prompt{Title: " 输入路径", Help: []string{"文件或文件夹的完整路径，可以粘贴。文件夹按 Enter 打开，文件按 Enter 直接读。"}, Input: widget.Input{Prompt: "路径：", Limit: 1000}}
	m.table = m.folderTable()
	m.review = m.newReview()
	m.buildActions()
	return m
}

// ID names the screen in navigation.
func (m *Model) ID() string { return "importer" }

// Title is what the title bar says.
func (m *Model) Title() string { return "导入" }

// Key opens the screen from anywhere; it has no function key.
func (m *Model) Key() string { return "ctrl+o" }

// Open reads the folder; a preview that is waiting stays.
func (m *Model) Open(string) tea.Cmd {
	if m.at == atDone {
		m.at = atFolder
	}
	if m.at != atFolder {
		return nil
	}
	return m.readFolder(m.folder.dir, "")
}

// Mode tells the root what a key means now.
func (m *Model) Mode() tui.Mode {
	if m.at == atFilter || m.at == atPath {
		return tui.ModeText
	}
	return tui.ModeCommand
}

// Actions are those of what the screen shows.
func (m *Model) Actions() []tui.Action { return m.actions[m.at] }

// Counters is the title bar's short text.
func (m *Model) Counters() string {
	if m.at == atPreview && m.preview.Totals.Errors > 0 {
		return "错误 " + itoa(m.preview.Totals.Errors)
	}
	return ""
}

// Update handles keys without an action, pastes and the answers of commands.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m.key(msg)
	case tea.PasteMsg:
		return m.paste(msg)
	case folderMsg:
		return m.gotFolder(msg)
	case foundMsg:
		return m.gotPath(msg)
	case progressMsg:
		return m.gotProgress(msg)
	case readMsg:
		return m.gotFiles(msg)
	case writtenMsg:
		return m.gotResult(msg)
	}
	return nil
}

func (m *Model) key(msg tea.KeyPressMsg) tea.Cmd {
	switch m.at {
	case atFolder:
		m.table.HandleKey(tui.Key(msg))
	case atFilter:
		return m.filterKey(msg)
	case atPath:
		return m.pathKey(msg)
	case atPreview:
		m.review.key(tui.Key(msg))
	}
	return nil
}

func (m *Model) paste(msg tea.PasteMsg) tea.Cmd {
	switch m.at {
	case atFilter:
		if _, apply := m.filter.Update(msg); apply {
			m.narrow()
		}
	case atPath:
		m.path.Input.Update(msg)
	}
	return nil
}

// Back is Esc: it cancels work, leaves the preview, takes back the filter and the marks.
func (m *Model) Back() (cmd tea.Cmd, handled bool) {
	switch m.at {
	case atWork:
		m.work.cancel()
		return tui.Say(tui.Info, "正在取消，什么也不会写入"), true
	case atPreview:
		m.at = atFolder
		return tui.Say(tui.Info, "没有写入。可以另选文件"), true
	case atDone:
		m.at = atFolder
		return m.readFolder(m.folder.dir, ""), true
	case atFolder:
		if m.filter.Value() != "" {
			m.filter.Set("")
			m.narrow()
			return nil, true
		}
		if len(m.marks) > 0 {
			clear(m.marks)
			m.table.Invalidate()
			return nil, true
		}
	}
	return nil, false
}

// Cursor is where the caret stands.
func (m *Model) Cursor() *tea.Cursor {
	switch m.at {
	case atFilter:
		return tea.NewCursor(m.filter.CursorX(m.w, m.counted()), 1)
	case atPath:
		x, y := m.path.Cursor(m.w)
		return tea.NewCursor(x, y)
	}
	return nil
}

type savedState struct {
	Dir string `json:"dir"`
}

// State keeps the folder.
func (m *Model) State() json.RawMessage {
	b, err := json.Marshal(savedState{m.folder.dir})
	if err != nil {
		return nil
	}
	return b
}

// Restore takes what State gave.
func (m *Model) Restore(state json.RawMessage) {
	var s savedState
	if json.Unmarshal(state, &s) == nil && s.Dir != "" {
		m.folder.dir = s.Dir
	}
}

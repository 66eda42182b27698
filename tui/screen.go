package tui

import (
	"encoding/json"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/paper"
)

// Mode tells the root what a key means now.
type Mode uint8

// Modes of a screen. In ModeText every key but Ctrl and F-keys belongs to the field; in
// ModeDialog the screen shows a preview, picker or pager that takes all keys.
const (
	ModeCommand Mode = iota
	ModeText
	ModeDialog
)

// Screen is one full screen of the program. The root model routes messages to the
// current one (and DataChangedMsg to all that were opened), draws title, F-key bar,
// status and footer, and gives the rest of the terminal to View.
type Screen interface {
	// ID names the screen in navigation ("projects"), Title is what the title bar says,
	// Key its function key ("f2").
	ID() string
	Title() string
	Key() string
	// Open runs when the screen is shown: first for the first time, later with a project to
	// go to ("" for none). It starts loading; it does no I/O itself.
	Open(project string) tea.Cmd
	// Update handles any message. In ModeCommand the root has already run the Action of a
	// key press; what arrives here has no action.
	Update(msg tea.Msg) tea.Cmd
	// View returns exactly h lines of exactly w cells. It is called only after something
	// changed.
	View(w, h int) string
	// Cursor is where the real cursor stands in View's block, nil to hide it.
	Cursor() *tea.Cursor
	// Actions lists what can be done now; the slice is built once or when the mode changes.
	Actions() []Action
	Mode() Mode
	// Back is Esc: one step back inside the screen. handled false lets the root leave it.
	Back() (cmd tea.Cmd, handled bool)
	// Counters is a short text for the title bar ("红 12  黄 30"), "" for none.
	Counters() string
	// State is what a later session restores; Restore gets it before the first Open.
	State() json.RawMessage
	Restore(state json.RawMessage)
}

// Unsaved is implemented by screens that can hold half-written text: what is unsaved, ""
// for nothing. Quitting asks when somebody answers.
type Unsaved interface{ Unsaved() string }

// NavigateMsg asks the root to show a screen, optionally at a project.
type NavigateMsg struct{ Screen, Project string }

// DataChangedMsg tells every opened screen that records changed; Title says what was done.
type DataChangedMsg struct{ Title string }

// StatusKind is the tone of a status sentence.
type StatusKind uint8

// Status kinds: a plain remark, a success, a refusal, a failure.
const (
	Info StatusKind = iota
	Good
	Warn
	Bad
)

// StatusMsg puts a sentence into the status line.
type StatusMsg struct {
	Kind StatusKind
	Text string
}

// Say returns a Cmd that puts a sentence into the status line.
func Say(kind StatusKind, text string) tea.Cmd {
	return func() tea.Msg { return StatusMsg{kind, text} }
}

// SayError puts an error's sentence into the status line.
func SayError(err error) tea.Cmd { return Say(Bad, err.Error()) }

// Changed tells every screen that records changed, and says so in the status line.
func Changed(title string) tea.Cmd {
	return tea.Batch(func() tea.Msg { return DataChangedMsg{title} }, Say(Good, "已保存："+title))
}

// Navigate returns a Cmd that shows a screen.
func Navigate(screen, project string) tea.Cmd {
	return func() tea.Msg { return NavigateMsg{screen, project} }
}

// ExportMsg asks the program to write a table to a file the user chooses (Ctrl+E), or a
// document (Ctrl+P).
type ExportMsg struct {
	// Doc is the document to write; with it Columns and Rows are not used.
	Doc     *paper.Doc
	Title   string
	Columns []string
	Rows    [][]string
}

// ExplainMsg opens the explanation panel over the current screen.
type ExplainMsg struct {
	Title string
	// Lines are plain paragraphs; they are wrapped to the panel.
	Lines []string
}

// ProgressMsg shows a bar in the status line while long work runs; Done == Total ends it.
// Cancel, when set, is what Esc calls.
type ProgressMsg struct {
	Label       string
	Done, Total int
	Cancel      func()
}

// ChangedCmds are the two messages after a change: reload, and the sentence about it. A
// title that already begins with the verb, as the journal's "撤销：…" does, says it once.
func ChangedCmds(verb, title string) []tea.Cmd {
	return []tea.Cmd{func() tea.Msg { return DataChangedMsg{title} }, Say(Good, verb+"好了："+strings.TrimPrefix(title, verb+"："))}
}

// Print returns a Cmd that makes a document in the background and asks where to write it; an
// error is said in the status line.
func Print(build func() (*paper.Doc, error)) tea.Cmd {
	return func() tea.Msg {
		d, err := build()
		if err != nil {
			return StatusMsg{Warn, err.Error()}
		}
		return ExportMsg{Title: d.Title, Doc: d}
	}
}

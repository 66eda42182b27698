package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/rivo/uniseg"

	"jixiao/tui"
)

// Input is a one-line text field. The caret is the terminal's real cursor, counted in
// cells, so that an input method's window follows it; nothing else repaints while typing.
// The text is kept as typed; what is shown is mapped for display.
type Input struct {
	Prompt, Placeholder string
	// Limit is the most grapheme clusters, 0 for no limit.
	Limit    int
	clusters []string
	caret    int
	first    int // first visible cluster
}

// Value is the text, SetValue replaces it and puts the caret at its end.
func (in *Input) Value() string { return strings.Join(in.clusters, "") }

// SetValue replaces the text and puts the caret at its end.
func (in *Input) SetValue(s string) {
	in.clusters, in.first = split(s), 0
	in.caret = len(in.clusters)
}

// Empty reports whether nothing is typed.
func (in *Input) Empty() bool { return len(in.clusters) == 0 }

func split(s string) []string {
	s = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(s)
	var out []string
	state := -1
	for s != "" {
		var c string
		c, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
		if c[0] >= 0x20 && c[0] != 0x7f {
			out = append(out, c)
		}
	}
	return out
}

// Update handles a key press or a paste; changed tells whether the text did. Keys that do
// not belong to a field (Enter, Esc, Tab, arrows up and down) are left to the caller.
func (in *Input) Update(msg tea.Msg) (changed bool) {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		return in.insert(msg.Content)
	case tea.KeyPressMsg:
		if msg.Text != "" && msg.Mod&^tea.ModShift == 0 {
			return in.insert(msg.Text)
		}
		return in.edit(msg.String())
	}
	return false
}

func (in *Input) insert(s string) bool {
	add := split(s)
	if in.Limit > 0 {
		add = add[:max(0, min(len(add), in.Limit-len(in.clusters)))]
	}
	if len(add) == 0 {
		return false
	}
	rest := append(add, in.clusters[in.caret:]...)
	in.clusters = append(in.clusters[:in.caret:in.caret], rest...)
	in.caret += len(add)
	// a combining character typed after its base joins it
	if joined := split(in.Value()); len(joined) != len(in.clusters) {
		in.caret -= len(in.clusters) - len(joined)
		in.clusters = joined
	}
	in.caret = max(0, min(in.caret, len(in.clusters)))
	return true
}

func (in *Input) edit(key string) bool {
	switch key {
	case "left", "ctrl+b":
		in.caret = max(in.caret-1, 0)
	case "right", "ctrl+f":
		in.caret = min(in.caret+1, len(in.clusters))
	case "home", "ctrl+a":
		in.caret = 0
	case "end":
		in.caret = len(in.clusters)
	case "backspace", "ctrl+h":
		return in.cut(in.caret-1, in.caret)
	case "delete", "ctrl+d":
		return in.cut(in.caret, in.caret+1)
	case "ctrl+u":
		return in.cut(0, in.caret)
	case "ctrl+w":
		return in.cut(in.wordStart(), in.caret)
	}
	return false
}

func (in *Input) wordStart() int {
	i := in.caret
	for i > 0 && in.clusters[i-1] == " " {
		i--
	}
	for i > 0 && in.clusters[i-1] != " " {
		i--
	}
	return i
}

func (in *Input) cut(from, to int) bool {
	from, to = max(from, 0), min(to, len(in.clusters))
	if from >= to {
		return false
	}
	in.clusters = append(in.clusters[:from:from], in.clusters[to:]...)
	in.caret = from
	return true
}

// View draws prompt and field in exactly w cells.
func (in *Input) View(w int) string {
	field := max(w-tui.Width(in.Prompt), 1)
	if in.Empty() {
		return tui.Fit(in.Prompt, w-field) + tui.T.Dim.Paint(tui.Fit(in.Placeholder, field))
	}
	in.scroll(field)
	var b strings.Builder
	used := 0
	for _, c := range in.clusters[in.first:] {
		d := tui.Display(c)
		n := tui.Width(d)
		if used+n > field {
			break
		}
		b.WriteString(d)
		used += n
	}
	return tui.Fit(in.Prompt, w-field) + tui.Fit(b.String(), field)
}

// CursorX is the caret's column in View(w).
func (in *Input) CursorX(w int) int {
	field := max(w-tui.Width(in.Prompt), 1)
	in.scroll(field)
	return min(w-field+in.cells(in.first, in.caret), w-1)
}

// scroll keeps the caret, which needs a cell of its own, inside the field, with the
// character before it where there is room, and shows as much text as fits. It looks only
// at what can be seen: a pasted book costs no more than a line.
func (in *Input) scroll(field int) {
	in.first = min(in.first, max(in.caret-1, 0))
	// the lowest first that still shows the caret
	low, used := in.caret, 1
	for low > 0 && used <= field {
		if used += in.cells(low-1, low); used <= field {
			low--
		}
	}
	in.first = max(in.first, low)
	// text to the left comes back into room left free at the end
	free := field - 1
	for i := in.first; i < len(in.clusters) && free >= 0; i++ {
		free -= in.cells(i, i+1)
	}
	for in.first > 0 {
		if free -= in.cells(in.first-1, in.first); free < 0 {
			break
		}
		in.first--
	}
}

func (in *Input) cells(from, to int) int {
	n := 0
	for _, c := range in.clusters[from:to] {
		n += tui.Width(tui.Display(c))
	}
	return n
}

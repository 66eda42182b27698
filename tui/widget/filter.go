package widget

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
)

// Filter is a filter box: a field that tells when its text is to be applied. Every change
// gets a generation number; a result that was computed for an older one is out of date
// and must not be shown.
type Filter struct {
	Input Input
	// Delay is how long the text must rest before it is applied; 0 applies each change at
	// once, which is right where searching is faster than a frame.
	Delay time.Duration
	gen   int
}

// FilterMsg says that a Filter's text rested for its Delay. Pass it to Update.
type FilterMsg struct {
	filter *Filter
	gen    int
}

// Update handles keys, pastes and FilterMsg. apply is true when the text should be applied
// now; cmd must be returned to the program.
func (f *Filter) Update(msg tea.Msg) (cmd tea.Cmd, apply bool) {
	if m, ok := msg.(FilterMsg); ok {
		return nil, m.filter == f && m.gen == f.gen
	}
	if !f.Input.Update(msg) {
		return nil, false
	}
	f.gen++
	if f.Delay == 0 {
		return nil, true
	}
	due := FilterMsg{f, f.gen}
	return tea.Tick(f.Delay, func(time.Time) tea.Msg { return due }), false
}

// Generation numbers the text; Current tells whether a result made for a generation may
// still be shown.
func (f *Filter) Generation() int { return f.gen }

// Current reports whether the text is still that of the generation.
func (f *Filter) Current(generation int) bool { return generation == f.gen }

// Value is the text, Set replaces it as a new generation.
func (f *Filter) Value() string { return f.Input.Value() }

// Set replaces the text; what is under way for the old one is out of date.
func (f *Filter) Set(s string) {
	f.Input.SetValue(s)
	f.gen++
}

// View draws the box in w cells, CursorX is the caret's column in it. why, when not empty,
// is shown at the right: how many rows matched, or what cannot be read.
func (f *Filter) View(w int, why string) string {
	room := f.fieldWidth(w, why)
	if room == w {
		return f.Input.View(w)
	}
	return f.Input.View(room) + " " + tui.T.Dim.Paint(tui.FitRight(tui.Display(why), w-room-1))
}

// CursorX is the caret's column in View(w, why).
func (f *Filter) CursorX(w int, why string) int { return f.Input.CursorX(f.fieldWidth(w, why)) }

// fieldWidth leaves room for why as long as the field keeps half of the line.
func (f *Filter) fieldWidth(w int, why string) int {
	n := tui.Width(tui.Display(why)) + 1
	if why == "" || n > w/2 {
		return w
	}
	return w - n
}

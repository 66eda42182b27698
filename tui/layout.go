package tui

// Sizes below which the program only shows one sentence, and from which the detail pane
// stands beside the list.
const (
	MinWidth, MinHeight = 80, 24
	DetailWidth         = 100
)

// Projector is the mode for a hall: one list, no detail pane, figures in Big letters. The
// root switches it; screens read it when they draw.
var Projector bool

// Split divides a body of w cells into a list and a detail pane (0: none), with three
// cells of gap between them.
func Split(w int) (list, detail int) {
	if w < DetailWidth || Projector {
		return w, 0
	}
	detail = min(w*2/5, 64)
	return w - detail - 3, detail
}

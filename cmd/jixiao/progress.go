package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/charmbracelet/x/term"

	"jixiao/tui"
)

// progress is a bar on stderr, drawn only when stderr is a terminal and the work takes
// longer than 300 ms.
type progress struct {
	w     io.Writer
	label string
	start time.Time
	last  time.Time
	drawn bool
}

func (a *application) progress(label string) *progress {
	p := &progress{label: label, start: time.Now()}
	if f, ok := a.stderr.(*os.File); ok && term.IsTerminal(f.Fd()) {
		p.w = f
	}
	return p
}

// update draws at most ten times a second, with the time that is left.
func (p *progress) update(done, total int) {
	now := time.Now()
	if p.w == nil || now.Sub(p.start) < 300*time.Millisecond || now.Sub(p.last) < 100*time.Millisecond {
		return
	}
	p.last, p.drawn = now, true
	left := ""
	if done > 0 && total > done {
		left = fmt.Sprintf("  还要 %s", (time.Duration(float64(now.Sub(p.start)) * float64(total-done) / float64(done))).Round(time.Second))
	}
	fmt.Fprintf(p.w, "\r%s [%s] %d/%d%s  ", p.label, tui.Bar(int64(done), int64(total), 30), done, total, left)
}

// end removes the bar.
func (p *progress) end() {
	if p.drawn {
		fmt.Fprintf(p.w, "\r%s\r", tui.Fit("", 78))
	}
}

package tuitest

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/vt"
)

// Program is a whole Bubble Tea program that writes to a terminal emulator, under a fake
// clock.
type Program struct {
	t  *testing.T
	in *io.PipeWriter
	em *vt.SafeEmulator
	// mu keeps the renderer out while the cells are read: the emulator hands out pointers
	// into its buffer.
	mu   sync.Mutex
	prog *tea.Program
	w, h int
	done chan error
}

// crlf turns line feeds into what a terminal in raw mode needs; without a tty the renderer
// writes them bare.
type crlf struct {
	w  io.Writer
	mu *sync.Mutex
}

// Write passes a frame on while nobody reads the screen.
func (c crlf) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, err := c.w.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n")))
	return len(p), err
}

// frame is longer than the escape key's wait (twice 50 ms) and any number of frame ticks.
const frame = 200 * time.Millisecond

// RunProgram starts the model as a program of w×h cells at 120 frames a second and calls
// fn; the program is quit when fn returns.
func RunProgram(t *testing.T, m tea.Model, w, h int, fn func(p *Program)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r, in := io.Pipe()
		p := &Program{t: t, in: in, em: vt.NewSafeEmulator(w, h), w: w, h: h, done: make(chan error, 1)}
		go func() { _, _ = io.Copy(io.Discard, p.em) }() // answers to queries; ends when the emulator closes
		p.prog = tea.NewProgram(m, tea.WithInput(r), tea.WithOutput(crlf{p.em, &p.mu}), tea.WithWindowSize(w, h), tea.WithoutSignalHandler(), tea.WithFPS(120),
			tea.WithColorProfile(colorprofile.ANSI), tea.WithEnvironment([]string{"TERM=xterm-256color"}))
		go func() {
			_, err := p.prog.Run()
			p.done <- err
		}()
		defer p.end()
		p.Wait()
		fn(p)
	})
}

func (p *Program) end() {
	p.prog.Quit()
	if err := <-p.done; err != nil {
		p.t.Errorf("the program ended with %v", err)
	}
	time.Sleep(longTimer)
	_ = p.in.Close()
	_ = p.em.Close()
}

// Wait lets a frame pass.
func (p *Program) Wait() {
	time.Sleep(frame)
	synctest.Wait()
}

// Send writes bytes as a terminal would: "1", "\x1b[B", "审".
func (p *Program) Send(keys string) {
	p.t.Helper()
	if _, err := io.WriteString(p.in, keys); err != nil {
		p.t.Fatal(err)
	}
	p.Wait()
}

// Msg sends a message and lets a frame pass.
func (p *Program) Msg(m tea.Msg) {
	p.prog.Send(m)
	p.Wait()
}

// Ended reports whether the program has ended.
func (p *Program) Ended() bool {
	select {
	case err := <-p.done:
		p.done <- err
		return true
	default:
		return false
	}
}

// Screen is the emulator's screen as text.
func (p *Program) Screen() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var b strings.Builder
	for y := range p.h {
		for x := 0; x < p.w; x++ {
			if c := p.em.CellAt(x, y); c != nil && c.Width > 0 {
				b.WriteString(c.Content)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// Cursor is the emulator's cursor; visible is false when it is hidden.
func (p *Program) Cursor() (x, y int, visible bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := p.em.CursorPosition()
	return at.X, at.Y, !p.em.CursorHidden()
}

// Has fails when the text is not on the screen.
func (p *Program) Has(texts ...string) {
	p.t.Helper()
	s := p.Screen()
	for _, want := range texts {
		if !strings.Contains(s, want) {
			p.t.Fatalf("%q is not on the screen:\n%s", want, s)
		}
	}
}

// Same compares every cell of the emulator with a frame; it returns a description of the
// first differences, "" when there are none.
func (p *Program) Same(content string) string {
	want := Canvas(content, p.w, p.h)
	p.mu.Lock()
	defer p.mu.Unlock()
	var diffs []string
	for y := range p.h {
		for x := range p.w {
			a, b := "", ""
			if c := want.CellAt(x, y); c != nil {
				a = c.Content
			}
			if c := p.em.CellAt(x, y); c != nil {
				b = c.Content
			}
			if strings.TrimRight(a, " ") != strings.TrimRight(b, " ") {
				diffs = append(diffs, fmt.Sprintf("cell %d,%d: %q, want %q", x, y, b, a))
			}
		}
	}
	if len(diffs) > 5 {
		diffs = append(diffs[:5], fmt.Sprintf("and %d more", len(diffs)-5))
	}
	return strings.Join(diffs, "\n")
}

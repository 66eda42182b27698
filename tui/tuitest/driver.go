// Package tuitest drives models, screens and the whole program in tests, without a
// terminal and without waiting: it checks every frame it sees, compares frames with golden
// files (go test -update writes them) and scans source for text that must not be on
// screen.
package tuitest

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"jixiao/tui"
)

// Driver sends messages to a model and runs the commands it returns until nothing is left
// to do. Timers run on the fake clock of testing/synctest: they fire by Advance only.
type Driver struct {
	t     *testing.T
	model tea.Model
	w, h  int

	mu      sync.Mutex
	arrived []tea.Msg
	// Quit is set when the model asked to quit.
	Quit bool
}

// Run gives the model a terminal of w×h cells and calls fn with its driver, inside a
// synctest bubble.
func Run(t *testing.T, m tea.Model, w, h int, fn func(d *Driver)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := &Driver{t: t, model: m, w: w, h: h}
		d.start(m.Init())
		d.Send(tea.WindowSizeMsg{Width: w, Height: h})
		defer time.Sleep(longTimer) // timers still waiting fire and their goroutines end
		fn(d)
	})
}

// longTimer is longer than any timer of the program.
const longTimer = 24 * time.Hour

// T is the test of the bubble.
func (d *Driver) T() *testing.T { return d.t }

// Send updates the model and settles.
func (d *Driver) Send(msg tea.Msg) {
	d.t.Helper()
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		d.w, d.h = size.Width, size.Height
	}
	d.update(msg)
	d.settle()
}

func (d *Driver) update(msg tea.Msg) {
	if _, ok := msg.(tea.QuitMsg); ok {
		d.Quit = true
		return
	}
	var cmd tea.Cmd
	d.model, cmd = d.model.Update(msg)
	d.start(cmd)
}

// settle runs until no command is running except those that wait for a timer.
func (d *Driver) settle() {
	for {
		synctest.Wait()
		d.mu.Lock()
		msgs := d.arrived
		d.arrived = nil
		d.mu.Unlock()
		if len(msgs) == 0 {
			return
		}
		for _, m := range msgs {
			d.update(m)
		}
	}
}

func (d *Driver) start(cmd tea.Cmd) {
	if cmd != nil {
		go d.deliver(cmd)
	}
}

// deliver runs a command; batches run at once, sequences one after the other.
func (d *Driver) deliver(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	msg := cmd()
	if batch, ok := msg.(tea.BatchMsg); ok {
		var wg sync.WaitGroup
		for _, c := range batch {
			wg.Go(func() { d.deliver(c) })
		}
		wg.Wait()
		return
	}
	if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
		for i := range v.Len() { // tea.Sequence's message has no exported name
			d.deliver(v.Index(i).Interface().(tea.Cmd))
		}
		return
	}
	if msg == nil {
		return
	}
	d.mu.Lock()
	d.arrived = append(d.arrived, msg)
	d.mu.Unlock()
}

// Advance lets time pass, so that timers fire.
func (d *Driver) Advance(by time.Duration) {
	time.Sleep(by)
	d.settle()
}

// Press sends keys by name: "enter", "ctrl+k", "f2", "1", "？".
func (d *Driver) Press(keys ...string) {
	d.t.Helper()
	for _, k := range keys {
		d.Send(Key(k))
	}
}

// Type sends each character of a text as one key.
func (d *Driver) Type(text string) {
	d.t.Helper()
	for _, r := range text {
		d.Send(tea.KeyPressMsg{Text: string(r), Code: r})
	}
}

// Paste sends a bracketed paste.
func (d *Driver) Paste(text string) {
	d.t.Helper()
	d.Send(tea.PasteMsg{Content: text})
}

// View returns the frame after checking it.
func (d *Driver) View() string {
	d.t.Helper()
	v := d.model.View()
	if problems := Problems(v.Content, d.w, d.h); len(problems) > 0 {
		d.t.Fatalf("bad frame at %dx%d: %s\n%s", d.w, d.h, strings.Join(problems, "; "), ansi.Strip(v.Content))
	}
	if c := v.Cursor; c != nil && (c.X < 0 || c.Y < 0 || c.X >= d.w || c.Y >= d.h) {
		d.t.Fatalf("the cursor is at %d,%d outside of %dx%d", c.X, c.Y, d.w, d.h)
	}
	return v.Content
}

// Screen is the frame as plain text.
func (d *Driver) Screen() string {
	d.t.Helper()
	return ansi.Strip(d.View())
}

// Cursor is the place of the real cursor; ok is false when it is hidden.
func (d *Driver) Cursor() (x, y int, ok bool) {
	c := d.model.View().Cursor
	if c == nil {
		return 0, 0, false
	}
	return c.X, c.Y, true
}

// Has fails when the screen does not show the text, Lacks when it does.
func (d *Driver) Has(texts ...string) {
	d.t.Helper()
	s := d.Screen()
	for _, want := range texts {
		if !strings.Contains(s, want) {
			d.t.Fatalf("%q is not on the screen:\n%s", want, s)
		}
	}
}

// Lacks fails when the screen shows one of the texts.
func (d *Driver) Lacks(texts ...string) {
	d.t.Helper()
	s := d.Screen()
	for _, no := range texts {
		if strings.Contains(s, no) {
			d.t.Fatalf("%q is on the screen:\n%s", no, s)
		}
	}
}

// Problems lists what is wrong with a frame: number of lines, line widths, control
// characters, characters of uncertain width.
func Problems(content string, w, h int) []string {
	var out []string
	lines := strings.Split(content, "\n")
	if len(lines) != h {
		out = append(out, fmt.Sprintf("%d lines instead of %d", len(lines), h))
	}
	for i, l := range lines {
		if n := ansi.StringWidth(l); n > w {
			out = append(out, fmt.Sprintf("line %d has %d cells", i+1, n))
		}
		plain := ansi.Strip(l)
		if strings.ContainsAny(plain, "\x00\r\t\x1b") {
			out = append(out, fmt.Sprintf("line %d has control characters: %q", i+1, plain))
		}
		if tui.Ambiguous(plain) && !tui.Unicode {
			out = append(out, fmt.Sprintf("line %d has a character of uncertain width: %q", i+1, plain))
		}
	}
	return out
}

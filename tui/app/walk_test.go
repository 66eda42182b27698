package app

import (
	"math/rand/v2"
	"testing"

	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
	"jixiao/tui/tuitest"
)

// TestRandomWalk runs the whole program and compares, after each of 3,000 random keys,
// every cell of a terminal emulator with the frame the program meant to show. Wide,
// ambiguous and mapped characters scroll, are selected, covered and typed.
func TestRandomWalk(t *testing.T) {
	frames := 3000
	if testing.Short() {
		frames = 300
	}
	keys := []string{"\x1b[B", "\x1b[A", "\x1b[6~", "\x1b[5~", "\x1b[H", "\x1b[F", "1", "2", "/", "项", "预算·", "—", "a", "\x7f", "\x1b", "\r", "=", "\x0b", "t", "h", "\x1bOQ", "\x1bOR", "\x1b[15~", "\x1bOP", "？", "\x1a", "\x1b[200~粘“贴”①\x1b[201~", "\x1b[24~"}
	rng := rand.New(rand.NewPCG(20261124, 3000))
	defer func() { tui.Projector = false }()
	m, _ := newApp(&desk{}, Options{})
	watched := &watch{Model: m}
	tuitest.RunProgram(t, watched, 132, 40, func(p *tuitest.Program) {
		for i := range frames {
			key := keys[rng.IntN(len(keys))]
			p.Send(key)
			if diff := p.Same(watched.last.Content); diff != "" {
				p.Wait()
				t.Fatalf("frame %d after %q:\n%s\nlater: %s", i, key, diff, p.Same(watched.last.Content))
			}
			if c := watched.last.Cursor; c != nil {
				if x, y, visible := p.Cursor(); !visible || x != c.X || y != c.Y {
					t.Fatalf("frame %d after %q: cursor at %d,%d (visible %v), want %d,%d", i, key, x, y, visible, c.X, c.Y)
				}
			}
			if problems := tuitest.Problems(watched.last.Content, 132, 40); len(problems) > 0 {
				t.Fatalf("frame %d after %q: %v", i, key, problems)
			}
		}
	})
}

// watch keeps the last frame that was handed to the renderer.
type watch struct {
	*Model
	last tea.View
}

func (w *watch) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	_, cmd := w.Model.Update(msg)
	if w.Model.quit { // the palette can reach 退出: the walk goes on
		w.Model.quit, w.Model.dirty, cmd = false, true, nil
	}
	return w, cmd
}

func (w *watch) View() tea.View {
	w.last = w.Model.View()
	return w.last
}

func TestProgramStartsAndQuits(t *testing.T) {
	m, _ := newApp(&desk{}, Options{})
	tuitest.RunProgram(t, m, 80, 24, func(p *tuitest.Program) {
		p.Has("绩效精控", "[F2项目库]", "学校・改造－0期")
		p.Send("\x11")
		if !p.Ended() {
			t.Fatal("Ctrl+Q did not end the program")
		}
	})
}

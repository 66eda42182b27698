package targets_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/store"
	"jixiao/tui"
	"jixiao/tui/app"
	"jixiao/tui/targets"
	"jixiao/tui/tuitest"
)

// session is what the root needs, over the real data file.
type session struct{ *store.Store }

func (s session) Undo() (string, error) {
	r, err := s.Store.Undo()
	return r.Title, err
}

func (s session) Redo() (string, error) {
	r, err := s.Store.Redo()
	return r.Title, err
}

func (session) Export(_ tui.ExportMsg, file string) (string, error) { return file, nil }

// TestTypedAheadThroughTheWholeProgram: thirty decisions in one burst of bytes, then
// thirty undos in another: none is lost and all are in order, on disk and on screen.
func TestTypedAheadThroughTheWholeProgram(t *testing.T) {
	const n = 30
	s := desk(t, n, domain.LevelBureau, nil)
	m := app.New(session{s}, []tui.Screen{targets.New(s)}, app.Options{Start: "targets", Operator: "老周"})
	tuitest.RunProgram(t, m, 80, 24, func(p *tuitest.Program) {
		p.Has("轮到我 30", "校舍加固改造20")
		p.Send(strings.Repeat("1", n))
		settle(p, "轮到我 0")
		p.Has("轮到我 0", "都审完了", "已保存")
		_, total, err := s.Journal(0, 1)
		require.NoError(t, err)
		assert.Equal(t, n+1, total)
		p.Send(strings.Repeat("\x1a", n)) // Ctrl+Z
		settle(p, "轮到我 30")
		p.Has("轮到我 30")
		p.Send("\x19") // Ctrl+Y
		p.Wait()
		p.Has("轮到我 29")
	})
	q := must(s.Queue(domain.LevelBureau))
	assert.Len(t, q, n-1)
}

// settle lets frames pass until the text is there; the writes are real, so how many frames
// they take depends on the machine.
func settle(p *tuitest.Program, text string) {
	for range 400 {
		if strings.Contains(p.Screen(), text) {
			return
		}
		p.Wait()
	}
}

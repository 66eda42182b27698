package warnings_test

import (
	"context"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/monitor"
	"jixiao/store"
	"jixiao/tui"
	"jixiao/tui/app"
	"jixiao/tui/tuitest"
	"jixiao/tui/warnings"
)

// counting is a store that counts the computations and looks at changes; a slow one takes ten seconds of the
// test's clock.
type counting struct {
	*store.Store
	loads, follows int
	slow           bool
}

func (c *counting) WarningBoard(ctx context.Context, year, month int, progress func(done, total int)) (*monitor.Board, error) {
	c.loads++
	for i := range 100 {
		if !c.slow {
			break
		}
		time.Sleep(100 * time.Millisecond)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		progress(i, 100)
	}
	return c.Store.WarningBoard(ctx, year, month, progress)
}

func (c *counting) BoardChanges(b *monitor.Board) (*monitor.Board, bool, error) {
	c.follows++
	return c.Store.BoardChanges(b)
}

// session is what the root needs, over the real data file.
type session struct{ *counting }

func (s session) Undo() (string, error) {
	r, err := s.Store.Undo()
	return r.Title, err
}

func (s session) Redo() (string, error) {
	r, err := s.Store.Redo()
	return r.Title, err
}

func (session) Export(_ tui.ExportMsg, file string) (string, error) { return file, nil }

// TestHiddenScreensWait: moved cases never cost a new computation; changed money does,
// once, and not while nobody looks.
func TestHiddenScreensWait(t *testing.T) {
	s := &counting{Store: desk(t, 3)}
	m := warnings.New(s)
	report := func(d *tuitest.Driver, executed domain.Fen) {
		_, err := s.Write(store.Op{Name: "test.report", Title: "报数"}, func(tx *store.Tx) error {
			e, _, err := store.Executions.Get(tx, "P001")
			require.NoError(t, err)
			e.Months[7].Executed = executed
			return store.Executions.Put(tx, e)
		})
		require.NoError(t, err)
		d.Send(tui.DataChangedMsg{})
	}
	tuitest.Screen(t, m, "", 80, 24, func(d *tuitest.Driver, _ *tuitest.Host) {
		d.Has("校舍加固改造1期")
		d.Press("1", "enter", "2", "enter")
		assert.Equal(t, domain.CaseRectifying, caseOf(t, s.Store, "P000"), "keys typed ahead of the frames")
		d.Has("整改")
		assert.Equal(t, 1, s.loads, "a moved case needs no computation")
		report(d, 100)
		assert.Equal(t, 2, s.loads, "shown: at once")
		for i := range domain.Fen(5) { // nobody draws the screen: it is hidden
			report(d, 200+i)
		}
		assert.Equal(t, 2, s.loads)
		d.Send(finish(m.Open("")))
		assert.Equal(t, 3, s.loads, "shown again: computed now")
		assert.Nil(t, m.Open(""), "nothing changed since")
	})
}

// finish runs the commands of a batch and returns the last one's message.
func finish(cmd tea.Cmd) (last tea.Msg) {
	msg := cmd()
	batch, ok := msg.(tea.BatchMsg)
	if !ok {
		return msg
	}
	for _, c := range batch {
		if m := finish(c); m != nil {
			last = m
		}
	}
	return last
}

// TestALongComputationShowsItsBarAndCanBeCancelled: keys work meanwhile; Esc leaves list,
// month and rules as they were.
func TestALongComputationShowsItsBarAndCanBeCancelled(t *testing.T) {
	s := &counting{Store: desk(t, 12)}
	m := app.New(session{s}, []tui.Screen{warnings.New(s)}, app.Options{Start: "warnings", Operator: "小孙"})
	tuitest.RunProgram(t, m, 100, 30, func(p *tuitest.Program) {
		p.Has("8月末 线性规则", "校舍加固改造1期")
		s.slow = true
		p.Send("[")
		for range 5 {
			p.Wait()
		}
		p.Has("计算灯色 [", "Esc 取消", "8月末 线性规则")
		p.Send("j")
		p.Wait()
		p.Has("560.00") // the second project in the side pane
		p.Send("\x1b")
		for range 3 {
			p.Wait()
		}
		p.Has("已取消", "8月末 线性规则")
		assert.NotContains(t, p.Screen(), "计算灯色 [")
		s.slow = false
		p.Send("[")
		p.Wait()
		p.Has("7月末 线性规则")
	})
}

// TestACancelledFirstComputationSaysHowToGoOn: there is no list yet.
func TestACancelledFirstComputationSaysHowToGoOn(t *testing.T) {
	s := &counting{Store: desk(t, 2), slow: true}
	m := app.New(session{s}, []tui.Screen{warnings.New(s)}, app.Options{Start: "warnings"})
	tuitest.RunProgram(t, m, 80, 24, func(p *tuitest.Program) {
		for range 5 {
			p.Wait()
		}
		p.Has("正在计算各项目的灯色")
		p.Send("\x1b")
		for range 3 {
			p.Wait()
		}
		p.Has("按 Ctrl+R 再算一次")
		s.slow = false
		p.Send("\x12") // Ctrl+R
		p.Wait()
		p.Has("校舍加固改造1期", "8月末")
	})
}

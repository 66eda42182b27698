package warnings_test

import (
	"context"
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/journal"
	"jixiao/domain/ladder"
	"jixiao/domain/listing"
	"jixiao/domain/monitor"
	"jixiao/domain/params"
	"jixiao/tui/tuitest"
	"jixiao/tui/warnings"
)

// still is a store whose board is computed already: it measures the screen alone.
type still struct{ board *monitor.Board }

func (s still) WarningBoard(context.Context, int, int, func(done, total int)) (*monitor.Board, error) {
	return s.board, nil
}

func (s still) BoardChanges(b *monitor.Board) (*monitor.Board, bool, error) { return b, true, nil }

func (still) History(string, int) ([]journal.Entry, error) { return nil, nil }

func (still) UnmatchedPayments(int, int) ([]domain.Payment, error) { return nil, nil }

func (still) LatestMonth(int) (int, error) { return 8, nil }

func (still) MoveCases([]string, int, int, monitor.Group, ladder.Request) (string, error) {
	return "", nil
}

func (still) Dossier(string) (domain.Dossier, error) { return monitor.Example(), nil }

func (still) Today() domain.Date { return domain.Date{Year: 2026, Month: 9, Day: 1} }

func (still) Operator() domain.Operator { return domain.Operator{} }

// BenchmarkKey is one key's Update and View over 100,000 projects, with and without marks.
func BenchmarkKey(b *testing.B) {
	rows := listing.NewBuilder()
	for i := range 100_000 {
		d := monitor.Example()
		d.Project.ID, d.Project.Name = fmt.Sprintf("P%06d", i), fmt.Sprintf("校舍加固改造%d期", i)
		rows.Add(listing.Derive(d, 0, 0))
	}
	board := monitor.NewBoard(rows.Index(), 2026, 8, monitor.DefaultParams)
	for i := range 100_000 {
		board.Set(i, monitor.Figure{Executed: domain.Fen(i), Reported: 8, Execution: [3]listing.Lamp{listing.LampRed}}, nil)
	}
	board.Done(monitor.Unmatched{}, 1)
	for _, c := range []struct{ name, before, key string }{{"down", "", "down"}, {"page", "", "pgdown"}, {"down-all-marked", "ctrl+a", "down"}} {
		b.Run(c.name, func(b *testing.B) {
			m := warnings.New(still{board})
			host := &tuitest.Host{Screen: m}
			run(host, m.Open(""))
			host.Update(tea.WindowSizeMsg{Width: 132, Height: 36})
			if c.before != "" {
				host.Update(tuitest.Key(c.before))
			}
			look(host)
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				if n++; n%2000 == 0 {
					host.Update(tuitest.Key("home"))
				}
				host.Update(tuitest.Key(c.key))
				look(host)
			}
		})
	}
}

// look draws the frame and, as the root's footer does, asks every action whether it can be
// done.
func look(host *tuitest.Host) {
	host.View()
	for _, a := range host.Screen.Actions() {
		a.Why()
	}
}

func run(host *tuitest.Host, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			run(host, c)
		}
	case nil:
	default:
		_, next := host.Update(msg)
		run(host, next)
	}
}

func (still) RuleParams(domain.Date) params.All { return params.Defaults() }

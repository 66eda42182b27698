package targets_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/review"
	"jixiao/domain/rule"
	"jixiao/domain/target"
	"jixiao/store"
	"jixiao/tui/targets"
	"jixiao/tui/tuitest"
)

// still is a store whose items are all open already: it measures the screen alone.
type still struct {
	*store.Store
	items []review.Item
}

func (s still) Queue(domain.Level) ([]review.Item, error) { return s.items, nil }

func (s still) Work(id string, _ domain.Level) (review.Work, error) {
	d := target.Example()
	d.Project.ID = id
	return review.Work{Dossier: d, Outcomes: []rule.Outcome(target.Check(d, domain.DateOf(today)))}, nil
}

func (s still) Decide(domain.Level, ...review.Ruling) (review.Done, error) { return review.Done{}, nil }

func (s still) Today() domain.Date { return domain.DateOf(today) }

func (s still) Operator() domain.Operator { return domain.Operator{} }

// BenchmarkKey is one key's Update and View in a queue of 100,000.
func BenchmarkKey(b *testing.B) {
	items := make([]review.Item, 100_000)
	for i := range items {
		items[i] = review.Item{ProjectID: string(rune('A'+i%26)) + string(rune(0x4e00+i/26)), Name: "校舍加固改造", Unit: "区第三实验小学", Amount: 1, Waiting: 1, Level: domain.LevelBureau, Round: 1}
	}
	for name, key := range map[string]string{"down": "down", "approve": "1", "page": "pgdown"} {
		b.Run(name, func(b *testing.B) {
			m := targets.New(still{items: items})
			host := &tuitest.Host{Screen: m}
			run(host, m.Open(""))
			host.Update(tea.WindowSizeMsg{Width: 132, Height: 36})
			host.View()
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				_, cmd := host.Update(tuitest.Key(key))
				host.View()
				b.StopTimer()
				run(host, cmd)
				if n++; n == 50_000 {
					n = 0
					run(host, m.Open("A\u4e00"))
				}
				b.StartTimer()
			}
		})
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

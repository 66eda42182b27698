package projects

import (
	"context"
	"slices"
	"testing"
	"time"

	"jixiao/domain"
	"jixiao/domain/journal"
	"jixiao/domain/listing"
	"jixiao/tui"
)

// bigStore is a list of 100,000 rows.
type bigStore struct{ rows []listing.Row }

func newBigStore() *bigStore {
	small := sample(1000)
	s := &bigStore{}
	for i := range 100_000 {
		r := small.rows[i%1000]
		r.ID = "q" + string(rune('a'+i/10000)) + itoa(10000+i%10000)
		s.rows = append(s.rows, r)
	}
	return s
}

func (s *bigStore) Page(string, int) ([]listing.Row, error) { return s.rows[:120], nil }
func (s *bigStore) LoadIndex(context.Context) (*listing.Index, error) {
	return listing.NewIndex(s.rows), nil
}
func (s *bigStore) Dossier(string) (domain.Dossier, error)       { return domain.Dossier{}, nil }
func (s *bigStore) History(string, int) ([]journal.Entry, error) { return nil, nil }
func (s *bigStore) Today() domain.Date                           { return day(9, 1) }

func benchModel(b *testing.B, w, h int) *Model {
	s := newBigStore()
	m := New(s)
	m.today = s.Today()
	m.View(w, h)
	ix, _ := s.LoadIndex(context.Background())
	cmd := m.gotIndex(indexMsg{ix: ix, total: ix.SumSet(listing.FullSet(ix.Len()))})
	m.gotFound(cmd().(foundMsg))
	m.View(w, h)
	b.ReportAllocs()
	return m
}

// BenchmarkKeyToView measures Update and View of one key at 100,000 rows.
func BenchmarkKeyToView(b *testing.B) {
	for _, key := range []string{"down", "pgdown", "end", "space"} {
		for _, size := range [][2]int{{80, 20}, {200, 46}} {
			b.Run(key+"/"+itoa(size[0]), func(b *testing.B) {
				m := benchModel(b, size[0], size[1])
				var took []time.Duration
				for b.Loop() {
					from := time.Now()
					if m.cursor > 99_000 {
						m.moveTo(0)
					}
					tui.Dispatch(m.Actions(), key)
					m.View(size[0], size[1])
					took = append(took, time.Since(from))
				}
				slices.Sort(took)
				b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-us")
			})
		}
	}
}

func BenchmarkTyping(b *testing.B) {
	m := benchModel(b, 200, 46)
	m.startFilter()
	for b.Loop() {
		for _, line := range []string{"x", "xx", "xxx", "xxxs"} {
			m.input.SetValue(line)
			cmd := m.apply(line)
			m.gotFound(cmd().(foundMsg))
			m.View(200, 46)
		}
		m.gotFound(m.apply("")().(foundMsg))
	}
}

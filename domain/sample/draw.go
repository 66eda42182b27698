package sample

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"jixiao/domain"
)

func say(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// drawer carries out one plan line after the other. Items are named by their index in
// the population.
type drawer struct {
	key     string
	items   []Item
	tickets []ticket
}

// groups returns the indices of the items that each plan line covers.
func (f Frame) groups() [][]int32 {
	at := f.Plan.lineOf()
	out := make([][]int32, len(f.Plan.Lines))
	for i, it := range f.Population.Items {
		if g := at(it.Stratum); g >= 0 {
			out[g] = append(out[g], int32(i))
		}
	}
	return out
}

func (f Frame) drawer(key string) *drawer {
	return &drawer{key, f.Population.Items, tickets(key, f.Population.Items)}
}

func (f Frame) picks(key string) []domain.Pick {
	d := f.drawer(key)
	var picks []domain.Pick
	for i, group := range f.groups() {
		picks = append(picks, d.line(f.Plan.Lines[i], group)...)
	}
	return picks
}

func (d *drawer) byTicket(a, b int32) int { return d.tickets[a].compare(d.tickets[b]) }

func (d *drawer) byStratum(a, b int32) int {
	if c := strings.Compare(d.items[a].Stratum, d.items[b].Stratum); c != 0 {
		return c
	}
	return d.byTicket(a, b)
}

// line draws one plan line from the items it covers.
func (d *drawer) line(l Line, group []int32) []domain.Pick {
	must, rest := d.split(group)
	m := l.N - len(must)
	var picks []domain.Pick
	for _, i := range must {
		picks = append(picks, d.pick(l, i, domain.PickMust, 0, "1"))
	}
	if l.Method == SRS {
		return append(picks, d.srs(l, rest, m)...)
	}
	picks = append(picks, d.pps(l, rest, m)...)
	return append(picks, d.topUp(l, group, picks)...)
}

// split separates must items (in ticket order) from the rest.
func (d *drawer) split(group []int32) (must, rest []int32) {
	for _, i := range group {
		if d.items[i].Must {
			must = append(must, i)
		} else {
			rest = append(rest, i)
		}
	}
	slices.SortFunc(must, d.byTicket)
	return must, rest
}

func (d *drawer) pick(l Line, i int32, reason string, rank int, pi string) domain.Pick {
	return domain.Pick{Stratum: l.Stratum, ID: d.items[i].ID, Reason: reason, Ticket: d.tickets[i].String(), Rank: rank, Pi: pi}
}

// srs takes the m smallest tickets; each project's inclusion probability is m/N of the
// rest.
func (d *drawer) srs(l Line, rest []int32, m int) []domain.Pick {
	if m <= 0 {
		return nil
	}
	slices.SortFunc(rest, d.byTicket)
	pi := big.NewRat(int64(m), int64(len(rest))).RatString()
	picks := make([]domain.Pick, 0, m)
	for rank, i := range rest[:m] {
		picks = append(picks, d.pick(l, i, domain.PickTicket, rank+1, pi))
	}
	return picks
}

// topUp gives every department (distinct stratum path) of a money line that has no
// pick one equal-probability project: its smallest ticket. Pi is 1 over the number of
// the department's projects; coverage picks stay out of the money inference.
func (d *drawer) topUp(l Line, group []int32, picked []domain.Pick) []domain.Pick {
	have := map[string]bool{}
	ids := make(map[string]bool, len(picked))
	for _, p := range picked {
		ids[p.ID] = true
	}
	best, size := map[string]int32{}, map[string]int64{}
	for _, i := range group {
		s := d.items[i].Stratum
		size[s]++
		have[s] = have[s] || ids[d.items[i].ID]
		if b, ok := best[s]; !ok || d.byTicket(i, b) < 0 {
			best[s] = i
		}
	}
	var picks []domain.Pick
	for _, s := range sortedKeys(best) {
		if !have[s] {
			picks = append(picks, d.pick(l, best[s], domain.PickCoverage, 1, big.NewRat(1, size[s]).RatString()))
		}
	}
	return picks
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

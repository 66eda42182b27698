package sample_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"jixiao/domain"
	"jixiao/domain/sample"
)

func anyPopulation(t *rapid.T) sample.Population {
	n := rapid.IntRange(1, 60).Draw(t, "n")
	var p sample.Population
	for i := range n {
		p.Items = append(p.Items, sample.Item{
			ID:      fmt.Sprintf("P%03d", i),
			Stratum: "区/" + rapid.SampledFrom([]string{"教育局", "卫健局", "民政局/本级"}).Draw(t, "stratum"),
			Size:    rapid.OneOf(rapid.Just(int64(0)), rapid.Int64Range(1, 1000), rapid.Int64Range(1, 1<<62)).Draw(t, "size"),
			Must:    rapid.IntRange(0, 9).Draw(t, "must") == 0,
		})
	}
	return p
}

func count(p sample.Population, f func(sample.Item) bool) int {
	n := 0
	for _, it := range p.Items {
		if f(it) {
			n++
		}
	}
	return n
}

// TestDrawProperties: every project at most once, the probabilities of a line sum to
// its n exactly, verification finds nothing, input order changes nothing, and a changed
// byte changes H.
func TestDrawProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPopulation(t)
		must := count(p, func(it sample.Item) bool { return it.Must })
		method := rapid.SampledFrom([]sample.Method{sample.SRS, sample.PPS}).Draw(t, "method")
		limit := len(p.Items)
		if method == sample.PPS {
			limit = must + count(p, func(it sample.Item) bool { return !it.Must && it.Size > 0 })
		}
		n := rapid.IntRange(must, limit).Draw(t, "n")
		shuffled := sample.Population{Items: rapid.Permutation(p.Items).Draw(t, "order")}
		text, err := shuffled.Marshal()
		require.NoError(t, err)
		sorted, err := p.Marshal()
		require.NoError(t, err)
		require.Equal(t, sorted, text)
		plan := sample.Plan{Lines: []sample.Line{{Stratum: "区", N: n, Method: method}}}
		planText, err := plan.Marshal()
		require.NoError(t, err)
		f, err := sample.NewFrame(text, planText, "")
		require.NoError(t, err)
		d, err := f.Draw(fmt.Sprint(rapid.Uint64().Draw(t, "seed")), 2)
		require.NoError(t, err)
		checkPicks(t, p, d, n)
		assert.Empty(t, f.Verify(d))
		require.NotEqual(t, f.H, sample.Hash(strings.Replace(text, "\t0\n", "\t1\n", 1)+" "))
	})
}

func checkPicks(t *rapid.T, p sample.Population, d domain.Draw, n int) {
	size := map[string]sample.Item{}
	for _, it := range p.Items {
		size[it.ID] = it
	}
	seen := map[string]bool{}
	sum, counted := new(big.Rat), 0
	for _, pick := range d.Picks {
		require.False(t, seen[pick.ID], "project %s twice", pick.ID)
		seen[pick.ID] = true
		pi, ok := new(big.Rat).SetString(pick.Pi)
		require.True(t, ok)
		require.True(t, pi.Sign() > 0 && pi.Cmp(big.NewRat(1, 1)) <= 0)
		if pick.Reason == domain.PickMoney {
			require.Positive(t, size[pick.ID].Size)
		}
		if pick.Reason != domain.PickCoverage {
			counted++
		}
		if pick.Reason == domain.PickTicket {
			sum.Add(sum, pi)
		}
	}
	require.Equal(t, n, counted)
	for _, it := range p.Items {
		if it.Must {
			require.True(t, seen[it.ID], "must item %s was not drawn", it.ID)
		}
	}
}

// TestMoneyProbabilitiesSumToN adds the exact probabilities of the whole pool: Σπ = m.
func TestMoneyProbabilitiesSumToN(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOfN(rapid.Int64Range(1, 1000), 8, 40).Draw(t, "sizes")
		m := rapid.IntRange(1, 4).Draw(t, "m")
		var p sample.Population
		var total int64
		for i, s := range sizes {
			p.Items = append(p.Items, sample.Item{ID: fmt.Sprintf("P%03d", i), Stratum: "局", Size: s})
			total += s
		}
		text, err := p.Marshal()
		require.NoError(t, err)
		f, err := sample.NewFrame(text, fmt.Sprintf("局\t%d\tpps\n", m), "")
		require.NoError(t, err)
		d, err := f.Draw("7", 2)
		require.NoError(t, err)
		hits, certain, rest := 0, 0, total
		for _, pick := range d.Picks {
			if pick.Reason == domain.PickCertainty {
				certain++
				rest -= p.Items[indexOf(p, pick.ID)].Size
			}
		}
		for _, pick := range d.Picks {
			if pick.Reason != domain.PickMoney {
				continue
			}
			hits++
			want := big.NewRat(int64(m-certain)*p.Items[indexOf(p, pick.ID)].Size, rest)
			require.Equal(t, want.RatString(), pick.Pi)
		}
		require.Equal(t, m, hits+certain)
	})
}

func indexOf(p sample.Population, id string) int {
	for i, it := range p.Items {
		if it.ID == id {
			return i
		}
	}
	return -1
}

// TestEveryProjectCanBeHit draws a small stratum with many seeds: the shares come near
// the stated probabilities (a wrong interval or an off-by-one start would not).
func TestEveryProjectCanBeHit(t *testing.T) {
	const seeds = 4000
	for _, plan := range []string{"局\t2\tpps\n", "局\t2\tsrs\n"} {
		f, err := sample.NewFrame("A\t局\t1\t0\nB\t局\t2\t0\nC\t局\t3\t0\nD\t局\t4\t0\nE\t局\t4\t0\n", plan, "")
		require.NoError(t, err)
		hits := map[string]int{}
		for s := range seeds {
			d, err := f.Draw(fmt.Sprint(s), 2)
			require.NoError(t, err)
			for _, p := range d.Picks {
				hits[p.ID]++
			}
		}
		want := map[string]float64{"A": 2. / 14, "B": 4. / 14, "C": 6. / 14, "D": 8. / 14, "E": 8. / 14}
		for id, pi := range want {
			if plan == "局\t2\tsrs\n" {
				pi = .4
			}
			assert.InDelta(t, pi, float64(hits[id])/seeds, 0.04, "%s %s", plan, id)
		}
	}
}

// TestLoadSpread: without recusals nobody has more than one project more than another.
func TestLoadSpread(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPopulation(t)
		text, err := p.Marshal()
		require.NoError(t, err)
		var ro sample.Roster
		for i := range rapid.IntRange(2, 7).Draw(t, "reviewers") {
			ro.Reviewers = append(ro.Reviewers, sample.Reviewer{ID: fmt.Sprintf("R%02d", i)})
		}
		roster, err := ro.Marshal()
		require.NoError(t, err)
		f, err := sample.NewFrame(text, fmt.Sprintf("区\t%d\tsrs\n", len(p.Items)), roster)
		require.NoError(t, err)
		d, err := f.Draw("9", 2)
		require.NoError(t, err)
		least, most := 1<<30, 0
		for _, l := range f.Load(d.Reviewers) {
			least, most = min(least, l), max(most, l)
		}
		require.LessOrEqual(t, most-least, 1)
	})
}

func benchDraw(b *testing.B, n int, method sample.Method) {
	p := district(n, 60)
	text, err := p.Marshal()
	require.NoError(b, err)
	plan := sample.Plan{Lines: []sample.Line{{Stratum: "区本级", N: n/29 + n/100 + 60, Method: method}}}
	planText, err := plan.Marshal()
	require.NoError(b, err)
	for b.Loop() {
		f, err := sample.NewFrame(text, planText, "")
		require.NoError(b, err)
		_, err = f.Draw("12345678901234567890", 2)
		require.NoError(b, err)
	}
}

func BenchmarkDrawTickets100k(b *testing.B) { benchDraw(b, 100_000, sample.SRS) }
func BenchmarkDrawMoney100k(b *testing.B)   { benchDraw(b, 100_000, sample.PPS) }
func BenchmarkDrawTickets1M(b *testing.B)   { benchDraw(b, 1_000_000, sample.SRS) }
func BenchmarkDrawMoney1M(b *testing.B)     { benchDraw(b, 1_000_000, sample.PPS) }

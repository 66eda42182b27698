package sample_test

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"jixiao/domain/sample"
)

func less(a *big.Rat) *big.Rat { return new(big.Rat).Sub(big.NewRat(1, 1), a) }

func near(t testing.TB, want string, got *big.Rat, where ...any) {
	t.Helper()
	d := new(big.Rat).Sub(rat(t, want), got)
	assert.True(t, d.Abs(d).Cmp(big.NewRat(1, 1_000_000_000)) <= 0, "want %s, got %s: %v", want, got.FloatString(15), where)
}

func TestPublishedBounds(t *testing.T) {
	var v struct {
		Binomial []struct {
			N, K         int
			Alpha        string `json:"alpha_one_sided"`
			Upper, Lower string
		} `json:"clopper_pearson"`
		Poisson []struct {
			K     int
			Alpha string `json:"alpha_one_sided"`
			Upper string `json:"upper_lambda"`
			Lower string `json:"lower_lambda"`
		}
		Hyper []map[string]any `json:"hypergeometric"`
	}
	load(t, &v, "data", "sampling", "bounds.json")
	require.NotEmpty(t, v.Binomial)
	require.NotEmpty(t, v.Poisson)
	require.NotEmpty(t, v.Hyper)
	for _, c := range v.Binomial {
		l, err := sample.ClopperPearson(c.N, c.K, less(rat(t, c.Alpha)))
		require.NoError(t, err)
		near(t, c.Upper, l.Upper, c)
		near(t, c.Lower, l.Lower, c)
	}
	for _, c := range v.Poisson {
		l, err := sample.PoissonLimits(c.K, less(rat(t, c.Alpha)))
		require.NoError(t, err)
		near(t, c.Upper, l.Upper, c)
		near(t, c.Lower, l.Lower, c)
	}
	for _, c := range v.Hyper { // N and n are two fields: a map keeps them apart
		n := func(k string) int { return int(c[k].(float64)) }
		lower, upper, err := sample.HypergeometricLimits(n("N"), n("n"), n("k"), less(rat(t, c["alpha_one_sided"].(string))))
		require.NoError(t, err)
		assert.Equal(t, [2]int{n("K_lower"), n("K_upper")}, [2]int{lower, upper}, "%v", c)
	}
}

func TestPublishedMoneyBounds(t *testing.T) {
	var v struct {
		Cases []map[string]any `json:"random_cases"`
	}
	load(t, &v, "data", "sampling", "money.json")
	require.NotEmpty(t, v.Cases)
	for _, c := range v.Cases {
		var taints []*big.Rat
		for _, p := range c["taint_pct"].([]any) {
			if p.(float64) > 0 {
				taints = append(taints, big.NewRat(int64(p.(float64)), 100))
			}
		}
		n, units, conf := int(c["n"].(float64)), int(c["N_units"].(float64)), rat(t, c["confidence"].(string))
		for model, fields := range map[sample.Model][2]string{sample.Binomial: {"stringer_binomial", "cell_bound_binomial"}, sample.Poisson: {"stringer_poisson", "cell_bound_poisson"}, sample.Hypergeometric: {"stringer_hypergeometric"}} {
			b, err := sample.MoneyLimits(model, n, units, taints, conf)
			require.NoError(t, err)
			near(t, c[fields[0]].(string), b.Stringer, model, c)
			if fields[1] != "" {
				near(t, c[fields[1]].(string), b.Cell, model, c)
			}
		}
	}
}

func TestPublishedPoissonFactorsAndMoneySizes(t *testing.T) {
	var v struct {
		Factors []struct {
			K      int
			Alpha  string
			Factor string
		} `json:"poisson_factors"`
	}
	load(t, &v, "data", "sampling", "planning.json")
	require.NotEmpty(t, v.Factors)
	for _, c := range v.Factors {
		l, err := sample.PoissonLimits(c.K, less(rat(t, c.Alpha)))
		require.NoError(t, err)
		near(t, c.Factor, l.Upper, c)
	}
	for _, c := range []struct {
		tolerable, expected, confidence string
		n                               int
	}{ // 3.0 / t at 95 %; with an expected share the AICPA C-1 table's model
		{"0.05", "0", "0.95", 60}, {"0.1", "0", "0.95", 30}, {"0.01", "0", "0.95", 300}, {"0.05", "0", "0.9", 47}, {"0.5", "0", "0.5", 2},
	} {
		m, err := sample.PlanMoney(rat(t, c.tolerable), rat(t, c.expected), rat(t, c.confidence))
		require.NoError(t, err)
		assert.Equal(t, c.n, m.N, "%+v", c)
	}
	some, err := sample.PlanMoney(rat(t, "0.05"), rat(t, "0.01"), rat(t, "0.95"))
	require.NoError(t, err)
	assert.Greater(t, some.N, 60, "expecting errors costs items")
	assert.Less(t, some.N, 120)
	_, err = sample.PlanMoney(rat(t, "0.05"), rat(t, "0.05"), rat(t, "0.95"))
	require.ErrorIs(t, err, sample.ErrImpossible)
	_, err = sample.PlanMoney(rat(t, "0"), nil, rat(t, "0.95"))
	require.ErrorIs(t, err, sample.ErrQuestion)
}

func TestPublishedOptimalAllocation(t *testing.T) {
	var v struct {
		Cases []map[string]any `json:"wright_exact"`
	}
	load(t, &v, "data", "sampling", "allocation.json")
	require.NotEmpty(t, v.Cases)
	ints := func(list any) (out []int) {
		for _, x := range list.([]any) {
			out = append(out, int(x.(float64)))
		}
		return out
	}
	for _, c := range v.Cases {
		var sizes []int64
		for _, x := range ints(c["N"]) {
			sizes = append(sizes, int64(x))
		}
		var spreads []*big.Rat
		for _, s := range c["S"].([]any) {
			spreads = append(spreads, rat(t, s.(string)))
		}
		got, err := sample.Optimal(sizes, spreads, ints(c["min"]), ints(c["max"]), int(c["n"].(float64)))
		require.NoError(t, err)
		assert.Equal(t, ints(c["expected"]), got, "%v", c)
	}
}

func TestOptimalAllocationKeepsItsBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := rapid.IntRange(1, 6).Draw(t, "strata")
		var sizes []int64
		var spreads []*big.Rat
		var least, most []int
		low, high := 0, 0
		for range h {
			n := rapid.IntRange(1, 30).Draw(t, "N")
			sizes, spreads = append(sizes, int64(n)), append(spreads, big.NewRat(int64(rapid.IntRange(1, 9).Draw(t, "S")), 2))
			least, most = append(least, 1), append(most, n)
			low, high = low+1, high+n
		}
		n := rapid.IntRange(low-1, high+1).Draw(t, "n")
		got, err := sample.Optimal(sizes, spreads, least, most, n)
		if n < low || n > high {
			if err == nil {
				t.Fatal("an impossible total was spread")
			}
			return
		}
		sum := 0
		for i, x := range got {
			if sum += x; x < least[i] || x > most[i] {
				t.Fatalf("stratum %d got %d", i, x)
			}
		}
		if err != nil || sum != n {
			t.Fatalf("%v: %d of %d, %v", got, sum, n, err)
		}
	})
}

// Limits hold the estimate between them, grow with the confidence, and vanish with a full
// check.
func TestLimitsAreOrdered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		population := rapid.IntRange(1, 300).Draw(t, "N")
		n := rapid.IntRange(1, population).Draw(t, "n")
		k := rapid.IntRange(0, n).Draw(t, "k")
		c1, c2 := big.NewRat(int64(rapid.IntRange(50, 90).Draw(t, "c")), 100), big.NewRat(95, 100)
		l1, u1, err1 := sample.HypergeometricLimits(population, n, k, c1)
		l2, u2, err2 := sample.HypergeometricLimits(population, n, k, c2)
		if err1 != nil || err2 != nil || l2 > l1 || u1 > u2 || l1 < k || u2 > population-n+k {
			t.Fatalf("%d..%d at %v, %d..%d at 95%%: %v %v", l1, u1, c1, l2, u2, err1, err2)
		}
		if n == population && (l2 != k || u2 != k) {
			t.Fatalf("a full check with %d found says %d..%d", k, l2, u2)
		}
		b, err := sample.ClopperPearson(n, k, c2)
		rate := big.NewRat(int64(k), int64(n))
		if err != nil || b.Lower.Cmp(rate) > 0 || b.Upper.Cmp(rate) < 0 {
			t.Fatalf("%v outside %v..%v", rate, b.Lower, b.Upper)
		}
	})
}

func TestBoundsRefuse(t *testing.T) {
	c := big.NewRat(95, 100)
	for _, bad := range [][3]int{{10, 0, 0}, {10, 11, 0}, {10, 5, 6}, {10, 5, -1}} {
		_, _, err := sample.HypergeometricLimits(bad[0], bad[1], bad[2], c)
		require.ErrorIs(t, err, sample.ErrBound)
	}
	_, err := sample.ClopperPearson(10, 1, big.NewRat(1, 1))
	require.ErrorIs(t, err, sample.ErrBound)
	_, err = sample.PoissonLimits(1, nil)
	require.ErrorIs(t, err, sample.ErrBound)
	_, err = sample.MoneyLimits(sample.Poisson, 1, 0, []*big.Rat{c, c}, c)
	require.ErrorIs(t, err, sample.ErrTaints)
	_, err = sample.MoneyLimits(sample.Poisson, 5, 0, []*big.Rat{big.NewRat(-1, 5)}, c)
	require.ErrorIs(t, err, sample.ErrTaints)
}

// BenchmarkCoverage draws money samples from populations with known overstatement and
// prints how often the bounds at 95 % hold it: it must not be less than 95 %.
func BenchmarkCoverage(b *testing.B) {
	confidence := big.NewRat(95, 100)
	for _, c := range []struct{ rate, taint float64 }{{0.02, 1}, {0.05, 1}, {0.05, 0.3}, {0.15, 0.2}} {
		b.Run(fmt.Sprintf("%.0f%% of items overstated by %.0f%%", 100*c.rate, 100*c.taint), func(b *testing.B) {
			const n = 60
			r := rand.New(rand.NewPCG(1, 2))
			var stringerHolds, cellHolds, draws float64
			for b.Loop() {
				var taints []*big.Rat
				for range n {
					if r.Float64() < c.rate {
						taints = append(taints, new(big.Rat).SetFloat64(c.taint))
					}
				}
				m, err := sample.MoneyLimits(sample.Poisson, n, 0, taints, confidence)
				require.NoError(b, err)
				truth := c.rate * c.taint
				s, _ := m.Stringer.Float64()
				k, _ := m.Cell.Float64()
				draws++
				stringerHolds += holds(s, truth)
				cellHolds += holds(k, truth)
			}
			b.ReportMetric(100*stringerHolds/draws, "%stringer")
			b.ReportMetric(100*cellHolds/draws, "%cell")
		})
	}
}

func holds(bound, truth float64) float64 {
	if bound >= truth-1e-12 {
		return 1
	}
	return 0
}

func BenchmarkBounds(b *testing.B) {
	c := big.NewRat(95, 100)
	b.Run("hypergeometric N=100000 n=5000 k=250", func(b *testing.B) {
		for b.Loop() {
			_, _, err := sample.HypergeometricLimits(100000, 5000, 250, c)
			require.NoError(b, err)
		}
	})
	b.Run("clopper-pearson n=1000 k=50", func(b *testing.B) {
		for b.Loop() {
			l, err := sample.ClopperPearson(1000, 50, c)
			require.NoError(b, err)
			require.False(b, math.IsNaN(func() float64 { f, _ := l.Upper.Float64(); return f }()))
		}
	})
}

package sample_test

import (
	"encoding/json"
	"math/big"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"jixiao/domain/sample"
)

func rat(t testing.TB, s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	require.True(t, ok, s)
	return r
}

func load(t testing.TB, into any, parts ...string) {
	b, err := os.ReadFile(shared(t, parts...))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, into))
}

type planned struct {
	N          int     `json:"N"`
	Tolerable  string  `json:"tolerable"`
	Confidence string  `json:"confidence"`
	Errors     int     `json:"k"`
	K          int     `json:"K"`
	Size       int     `json:"n"`
	Risk       float64 `json:"risk_at_n"`
	Before     float64 `json:"risk_at_n_minus_1"`
	Expected   string  `json:"expected_rate"`
	Hyper      *pair   `json:"hypergeometric"`
	Binomial   *pair   `json:"binomial"`
	Poisson    *pair   `json:"poisson"`
}

type pair struct{ N, C int }

func TestPublishedSizes(t *testing.T) {
	var v struct {
		Hypergeometric []planned `json:"exact_hypergeometric"`
		Binomial       []planned `json:"exact_binomial"`
		Poisson        []planned `json:"exact_poisson"`
		Expected       []planned `json:"exact_expected_rate"`
	}
	load(t, &v, "data", "sampling", "planning.json")
	for model, cases := range map[sample.Model][]planned{sample.Hypergeometric: v.Hypergeometric, sample.Binomial: v.Binomial, sample.Poisson: v.Poisson} {
		require.NotEmpty(t, cases)
		for _, c := range cases {
			a, err := sample.PlanSize(sample.Question{Model: model, Population: c.N, Tolerable: rat(t, c.Tolerable), Confidence: rat(t, c.Confidence), Errors: c.Errors})
			require.NoError(t, err, "%s %+v", model, c)
			assert.Equal(t, c.Size, a.N, "%s %+v", model, c)
			if model == sample.Hypergeometric {
				assert.Equal(t, c.K, a.K)
				risk, _ := a.Risk.Float64()
				before, _ := a.RiskBefore.Float64()
				assert.InDelta(t, c.Risk, risk, 1e-9)
				assert.InDelta(t, c.Before, before, 1e-9)
			}
		}
	}
	require.NotEmpty(t, v.Expected)
	for _, c := range v.Expected {
		for model, want := range map[sample.Model]*pair{sample.Hypergeometric: c.Hyper, sample.Binomial: c.Binomial, sample.Poisson: c.Poisson} {
			if want == nil {
				continue
			}
			a, err := sample.PlanSize(sample.Question{Model: model, Population: c.N, Tolerable: rat(t, c.Tolerable), Confidence: rat(t, c.Confidence), ExpectedRate: rat(t, c.Expected)})
			require.NoError(t, err)
			assert.Equal(t, *want, pair{a.N, a.C}, "%s %+v", model, c)
		}
	}
}

func TestSizeRefusals(t *testing.T) {
	ok := sample.Question{Model: sample.Hypergeometric, Population: 100, Tolerable: rat(t, "0.07"), Confidence: rat(t, "0.95")}
	a, err := sample.PlanSize(ok)
	require.NoError(t, err)
	assert.Equal(t, 7, a.K, "0.07 of 100 is 7, not 8")
	for _, change := range []func(q *sample.Question){
		func(q *sample.Question) { q.Population = 0 },
		func(q *sample.Question) { q.Tolerable = rat(t, "1") },
		func(q *sample.Question) { q.Confidence = nil },
		func(q *sample.Question) { q.Errors = 7 },
		func(q *sample.Question) { q.ExpectedRate = rat(t, "0.07") },
		func(q *sample.Question) { q.Model = "x" },
	} {
		q := ok
		change(&q)
		_, err := sample.PlanSize(q)
		assert.Error(t, err)
	}
}

func TestPublishedAllocations(t *testing.T) {
	var v struct {
		Cases []struct {
			N        []int `json:"N"`
			Size     int   `json:"n"`
			Min      int   `json:"min"`
			Expected []int `json:"expected"`
		} `json:"largest_remainder"`
	}
	load(t, &v, "data", "sampling", "allocation.json")
	require.NotEmpty(t, v.Cases)
	for _, c := range v.Cases {
		w, least := make([]int64, len(c.N)), make([]int, len(c.N))
		for i, n := range c.N {
			w[i], least[i] = int64(n), c.Min
		}
		got, err := sample.Proportional(w, least, c.N, c.Size)
		require.NoError(t, err)
		assert.Equal(t, c.Expected, got)
	}
}

// TestAllocationSums: within the bounds, summing to n exactly, or refused.
func TestAllocationSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(1, 12).Draw(t, "strata")
		w, least, most := make([]int64, k), make([]int, k), make([]int, k)
		lo, hi := 0, 0
		for i := range k {
			w[i] = rapid.Int64Range(0, 1<<40).Draw(t, "w")
			most[i] = rapid.IntRange(0, 50).Draw(t, "most")
			least[i] = rapid.IntRange(0, most[i]).Draw(t, "least")
			lo, hi = lo+least[i], hi+most[i]
		}
		n := rapid.IntRange(0, hi+3).Draw(t, "n")
		got, err := sample.Proportional(w, least, most, n)
		if n < lo || n > hi {
			require.Error(t, err)
			return
		}
		require.NoError(t, err)
		sum := 0
		for i, x := range got {
			require.GreaterOrEqual(t, x, least[i])
			require.LessOrEqual(t, x, most[i])
			sum += x
		}
		require.Equal(t, n, sum)
	})
}

func BenchmarkPlanSize100k(b *testing.B) {
	q := sample.Question{Model: sample.Hypergeometric, Population: 100_000, Tolerable: rat(b, "0.05"), Confidence: rat(b, "0.95"), ExpectedRate: rat(b, "0.02")}
	for b.Loop() {
		_, err := sample.PlanSize(q)
		require.NoError(b, err)
	}
}

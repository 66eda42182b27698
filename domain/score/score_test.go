package score

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"jixiao/domain"
)

func TestQuantitative(t *testing.T) {
	for _, c := range []struct {
		sign    domain.Sign
		t, a, w string
		m       Inverse
		want    string
	}{
		{"≥", "8755", "8676", "15", Linear, "14.86"}, {"≥", "100", "100", "8", Linear, "8"}, {"≥", "100", "250", "8", Linear, "8"}, {"", "100", "98", "10", Linear, "9.8"},
		{">", "50", "50", "10", Linear, "10"}, {"≥", "50", "0", "10", Linear, "0"}, {"≥", "50", "-3", "10", Linear, "0"},
		{"=", "0", "0", "5", Linear, "5"}, {"=", "0", "1", "5", Linear, "0"}, {"=", "100", "98", "10", Linear, "9.8"}, {"=", "100", "120", "10", Linear, "10"}, {"", "0", "2", "5", Linear, "0"},
		{"≤", "100", "150", "10", Linear, "5"}, {"≤", "100", "150", "10", Ratio, "6.67"}, {"<", "100", "100", "10", Linear, "10"}, {"≤", "100", "200", "10", Linear, "0"},
		{"≤", "100", "199", "10", Linear, "0.1"}, {"≤", "100", "350", "10", Linear, "0"}, {"≤", "100", "350", "10", Ratio, "2.86"}, {"≤", "100", "20", "10", Linear, "10"},
		{"≤", "0", "0", "10", Linear, "10"}, {"≤", "0", "1", "10", Linear, "0"}, {"≤", "0", "1", "10", Ratio, "0"}, {"≥", "0", "0", "10", Linear, "10"}, {"≥", "-5", "-6", "10", Linear, "0"},
	} {
		got := Quantitative(c.sign, domain.MustDecimal(c.t), domain.MustDecimal(c.a), domain.MustDecimal(c.w), c.m)
		assert.Equal(t, c.want, got.String(), "%+v", c)
	}
}

func TestWithin(t *testing.T) {
	for _, c := range []struct {
		d       Degree
		s, w    string
		allowed bool
	}{
		{Achieved, "10", "10", true}, {Achieved, "8", "10", true}, {Achieved, "7.99", "10", false}, {Achieved, "10.01", "10", false},
		{Partial, "8", "10", false}, {Partial, "7.99", "10", true}, {Partial, "6", "10", true}, {Partial, "5.99", "10", false},
		{Missed, "6", "10", false}, {Missed, "5.99", "10", true}, {Missed, "0", "10", true}, {Degree(9), "5", "10", false},
	} {
		assert.Equal(t, c.allowed, Within(c.d, domain.MustDecimal(c.s), domain.MustDecimal(c.w)), "%+v", c)
	}
}

func TestExecution(t *testing.T) {
	ten := domain.DecimalInt(10)
	assert.Equal(t, "8.62", Round(Execution(big.NewRat(21545760, 25000000), ten)).String())
	assert.Equal(t, "9.91", Round(Execution(big.NewRat(6507, 6566), ten)).String())
	assert.Equal(t, "10", Round(Execution(big.NewRat(12, 10), ten)).String())
	assert.Equal(t, "0", Round(Execution(big.NewRat(-1, 10), ten)).String())
	for rate, want := range map[int64]string{100: "10", 90: "10", 89: "7", 80: "7", 79: "5", 60: "5", 59: "0", 0: "0", -5: "0"} {
		assert.Equal(t, want, Round(Banded(big.NewRat(rate, 100), ten, DefaultBands)).String(), rate)
	}
}

func TestSchemesAddUpTo100(t *testing.T) {
	for _, s := range Schemes {
		for _, cost := range []bool{true, false} {
			for _, sat := range []bool{true, false} {
				x := s.For(cost, sat)
				assert.Equal(t, 100, x.Execution+x.Cost+x.Output+x.Benefit+x.Satisfaction, "%s %v %v", s.Name, cost, sat)
				assert.Equal(t, x.Output, x.Points(domain.ClassOutput))
			}
		}
	}
	assert.Equal(t, "V2020", SchemeFor(2019).Name)
	assert.Equal(t, "V2020", SchemeFor(2021).Name)
	assert.Equal(t, "V2021", SchemeFor(2026).Name)
	assert.Equal(t, 50, SchemeFor(2026).For(false, true).Output)
	assert.Equal(t, 40, SchemeFor(2026).For(false, false).Benefit)
	assert.Zero(t, SchemeFor(2026).Points("x"))
	assert.Equal(t, 20, SchemeFor(2026).Points(domain.ClassCost)+SchemeFor(2026).Points(domain.ClassSatisfaction)-10)
}

func TestScoresAreMonotonicAndBounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sign := rapid.SampledFrom([]domain.Sign{"", "≥", ">", "=", "≤", "<"}).Draw(t, "sign")
		num := func(name string, low int64) *big.Rat {
			return big.NewRat(rapid.Int64Range(low, 100000).Draw(t, name), 100)
		}
		plan, a, b, w := num("t", 0), num("a", 0), num("b", 0), num("w", 0)
		m := rapid.SampledFrom([]Inverse{Linear, Ratio}).Draw(t, "m")
		x, y := Exact(sign, plan, a, w, m), Exact(sign, plan, b, w, m)
		if x.Sign() < 0 || x.Cmp(w) > 0 {
			t.Fatalf("score %s outside 0..%s", x, w)
		}
		if plan.Sign() > 0 && a.Cmp(b) < 0 && ((!sign.Inverse() && x.Cmp(y) > 0) || (sign.Inverse() && x.Cmp(y) < 0)) {
			t.Fatalf("sign %q: A=%s scores %s, A=%s scores %s", sign, a, x, b, y)
		}
		if Met(sign, plan, a) != (x.Cmp(w) == 0) && w.Sign() > 0 {
			t.Fatalf("full points exactly when met: %s of %s", x, w)
		}
	})
}

package sample

import (
	"errors"
	"math/big"
	"sort"
)

// boundPrec is the working precision of limits that are real numbers, in bits: far more
// than the digits that are printed.
const boundPrec = 256

// boundSteps halves the interval of a limit this often, to about 30 decimal digits.
const boundSteps = 100

// ErrBound is returned for counts or a confidence that no limit can answer.
var ErrBound = errors.New("样本量必须大于零，差错数必须在 0 和样本量之间，置信水平必须在 0 和 1 之间")

// Limits are an upper and a lower limit of a rate, each one-sided at the confidence asked.
type Limits struct{ Lower, Upper *big.Rat }

func alphaOf(confidence *big.Rat) (*big.Rat, bool) {
	one := big.NewRat(1, 1)
	if confidence == nil || confidence.Sign() <= 0 || confidence.Cmp(one) >= 0 {
		return nil, false
	}
	return new(big.Rat).Sub(one, confidence), true
}

// HypergeometricLimits are the exact limits of the number of wrong projects among
// population, k of n drawn being wrong: upper = max{K : P(X ≤ k) > α}, lower =
// min{K : P(X ≥ k) > α}. A full check has zero width. The error is ErrBound.
func HypergeometricLimits(population, n, k int, confidence *big.Rat) (lower, upper int, err error) {
	alpha, ok := alphaOf(confidence)
	if !ok || n <= 0 || k < 0 || k > n || n > population {
		return 0, 0, ErrBound
	}
	least, most := k, population-(n-k)
	// P(X ≤ k) falls as K grows: the first K that fails is one above the limit.
	upper = least + sort.Search(most-least, func(i int) bool {
		return hyper{population, least + i + 1}.risk(n, k).Cmp(alpha) <= 0
	})
	if k == 0 {
		return 0, upper, nil
	}
	beta := new(big.Rat).Sub(big.NewRat(1, 1), alpha)
	lower = least + sort.Search(most-least, func(i int) bool {
		return hyper{population, least + i}.risk(n, k-1).Cmp(beta) < 0 // P(X ≥ k) > α
	})
	return lower, upper, nil
}

// ClopperPearson are the exact binomial limits of a rate with k errors in n. The error is
// ErrBound.
func ClopperPearson(n, k int, confidence *big.Rat) (Limits, error) {
	alpha, ok := alphaOf(confidence)
	if !ok || n <= 0 || k < 0 || k > n {
		return Limits{}, ErrBound
	}
	l := Limits{new(big.Rat), big.NewRat(1, 1)}
	if k < n {
		l.Upper = bisect(float(big.NewRat(0, 1)), float(big.NewRat(1, 1)), float(alpha), func(p *big.Float) *big.Float { return binomialCDF(n, k, p) })
	}
	if k > 0 {
		l.Lower = bisect(float(big.NewRat(0, 1)), float(big.NewRat(1, 1)), float(confidence), func(p *big.Float) *big.Float { return binomialCDF(n, k-1, p) })
	}
	return l, nil
}

// PoissonLimits are the limits of the expected number of errors with k found: upper
// solves P(X ≤ k) = α, lower P(X ≥ k) = α. Divide by n for a rate. The error is ErrBound.
func PoissonLimits(k int, confidence *big.Rat) (Limits, error) {
	alpha, ok := alphaOf(confidence)
	if !ok || k < 0 {
		return Limits{}, ErrBound
	}
	solve := func(k int, level *big.Rat) *big.Rat {
		cdf := func(x *big.Float) *big.Float { return poissonCDF(k, x) }
		target, high := float(level), newFloat().SetInt64(int64(k+1))
		for cdf(high).Cmp(target) > 0 {
			high = newFloat().Mul(high, newFloat().SetInt64(2))
		}
		return bisect(newFloat(), high, target, cdf)
	}
	l := Limits{new(big.Rat), solve(k, alpha)}
	if k > 0 {
		l.Lower = solve(k-1, confidence)
	}
	return l, nil
}

func newFloat() *big.Float { return new(big.Float).SetPrec(boundPrec) }

func float(r *big.Rat) *big.Float { return newFloat().SetRat(r) }

// bisect finds where a falling function takes the value.
func bisect(low, high, value *big.Float, f func(*big.Float) *big.Float) *big.Rat {
	half := big.NewFloat(0.5)
	for range boundSteps {
		mid := newFloat().Mul(newFloat().Add(low, high), half)
		if f(mid).Cmp(value) > 0 {
			low = mid
		} else {
			high = mid
		}
	}
	r, _ := newFloat().Mul(newFloat().Add(low, high), half).Rat(nil)
	return r
}

// binomialCDF is P(X ≤ k) for 0 < p < 1.
func binomialCDF(n, k int, p *big.Float) *big.Float {
	q := newFloat().Sub(newFloat().SetInt64(1), p)
	odds := newFloat().Quo(p, q)
	term := power(q, n)
	sum := newFloat().Set(term)
	for i := 1; i <= k; i++ {
		term.Mul(term, odds).Mul(term, newFloat().SetInt64(int64(n-i+1))).Quo(term, newFloat().SetInt64(int64(i)))
		sum.Add(sum, term)
	}
	return sum
}

func power(x *big.Float, n int) *big.Float {
	out, x := newFloat().SetInt64(1), newFloat().Set(x)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			out.Mul(out, x)
		}
		x.Mul(x, x)
	}
	return out
}

// poissonCDF is P(X ≤ k) at mean x.
func poissonCDF(k int, x *big.Float) *big.Float {
	term, sum := newFloat().SetInt64(1), newFloat().SetInt64(1)
	for i := 1; i <= k; i++ {
		term.Mul(term, x).Quo(term, newFloat().SetInt64(int64(i)))
		sum.Add(sum, term)
	}
	return sum.Quo(sum, exponential(x))
}

// exponential is e^x for x ≥ 0: the series at x/2^s, squared s times.
func exponential(x *big.Float) *big.Float {
	if x.Sign() == 0 {
		return newFloat().SetInt64(1)
	}
	s := max(0, x.MantExp(nil)+8)
	small := newFloat().SetMantExp(x, -s)
	term, sum := newFloat().SetInt64(1), newFloat().SetInt64(1)
	for i := 1; i <= 40; i++ { // (2^-8)^40/40! is below the precision
		term.Mul(term, small).Quo(term, newFloat().SetInt64(int64(i)))
		sum.Add(sum, term)
	}
	for range s {
		sum.Mul(sum, sum)
	}
	return sum
}

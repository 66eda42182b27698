package sample

import (
	"errors"
	"math"
	"math/big"
	"slices"
)

// MoneyBounds are upper limits of the overstated share of the money that was drawn by
// amount. Stringer decides; the cell bound is shown beside it.
type MoneyBounds struct{ Stringer, Cell *big.Rat }

// ErrTaints is returned when there are more taints than hits, or one below zero.
var ErrTaints = errors.New("错报率的个数不能多于样本量，也不能为负；少计的项目要单列，不与多计相抵")

// errorRates returns the upper limit of the rate for 0, 1, … m errors.
func errorRates(model Model, n, m, units int, confidence *big.Rat) ([]*big.Rat, error) {
	rates := make([]*big.Rat, m+1)
	for i := range rates {
		switch model {
		case Binomial:
			l, err := ClopperPearson(n, i, confidence)
			if err != nil {
				return nil, err
			}
			rates[i] = l.Upper
		case Poisson:
			l, err := PoissonLimits(i, confidence)
			if err != nil || n <= 0 {
				return nil, ErrBound
			}
			rates[i] = new(big.Rat).Quo(l.Upper, big.NewRat(int64(n), 1))
		case Hypergeometric:
			_, upper, err := HypergeometricLimits(units, n, i, confidence)
			if err != nil {
				return nil, err
			}
			rates[i] = big.NewRat(int64(upper), int64(units))
		default:
			return nil, errors.New("模型应是 binomial、poisson 或 hypergeometric")
		}
	}
	return rates, nil
}

// MoneyLimits returns the Stringer and the cell bound of n money hits with the taints
// (overstatement over amount, 1 is all of it; a larger one counts as 1 for Stringer).
// Units is the number of money units and only used by the hypergeometric model. No taint
// gives the bound of an error-free sample. The error is ErrBound or ErrTaints.
func MoneyLimits(model Model, n, units int, taints []*big.Rat, confidence *big.Rat) (MoneyBounds, error) {
	sorted := slices.Clone(taints)
	slices.SortFunc(sorted, func(a, b *big.Rat) int { return b.Cmp(a) })
	if len(sorted) > n || len(sorted) > 0 && sorted[len(sorted)-1].Sign() < 0 {
		return MoneyBounds{}, ErrTaints
	}
	rates, err := errorRates(model, n, len(sorted), units, confidence)
	if err != nil {
		return MoneyBounds{}, err
	}
	return MoneyBounds{stringer(rates, sorted), cell(rates, sorted, n)}, nil
}

func stringer(rates, taints []*big.Rat) *big.Rat {
	one, sum := big.NewRat(1, 1), new(big.Rat).Set(rates[0])
	for i, t := range taints {
		if t.Cmp(one) > 0 {
			t = one
		}
		step := new(big.Rat).Sub(rates[i+1], rates[i])
		sum.Add(sum, step.Mul(step, t))
	}
	return sum
}

// cell works in units of the sampling interval.
func cell(rates, taints []*big.Rat, n int) *big.Rat {
	size := big.NewRat(int64(n), 1)
	at := new(big.Rat).Mul(rates[0], size)
	if len(taints) > 0 && taints[0].Cmp(big.NewRat(1, 1)) > 0 {
		at.Mul(at, taints[0])
	}
	best, total := new(big.Rat).Set(at), new(big.Rat)
	for i, t := range taints {
		total.Add(total, t)
		spread := new(big.Rat).Mul(rates[i+1], size)
		spread.Mul(spread, total).Quo(spread, big.NewRat(int64(i+1), 1))
		at = new(big.Rat).Add(at, t)
		if spread.Cmp(at) > 0 {
			at = spread
		}
		if at.Cmp(best) > 0 {
			best = at
		}
	}
	return best.Quo(best, size)
}

// MoneySize is the number of money hits: N, and the Factor that was divided by the
// tolerable share.
type MoneySize struct {
	N      int
	Factor *big.Rat
}

// PlanMoney answers a money question on the amount that is not certain to be drawn: the
// smallest n with an upper limit of at most the tolerable share when the expected share is
// wrong. Without an expected share n = ⌈F/t⌉ with the exact Poisson factor of no error;
// with one, the gamma model of fractional errors (AICPA C-1), computed in floating point.
// It returns ErrQuestion or ErrImpossible.
func PlanMoney(tolerable, expected, confidence *big.Rat) (MoneySize, error) {
	one := big.NewRat(1, 1)
	if tolerable == nil || tolerable.Sign() <= 0 || tolerable.Cmp(one) >= 0 || expected != nil && expected.Sign() < 0 {
		return MoneySize{}, ErrQuestion
	}
	if expected == nil || expected.Sign() == 0 {
		l, err := PoissonLimits(0, confidence)
		if err != nil {
			return MoneySize{}, ErrQuestion
		}
		return MoneySize{ceil(new(big.Rat).Quo(l.Upper, tolerable)), l.Upper}, nil
	}
	if _, ok := alphaOf(confidence); !ok {
		return MoneySize{}, ErrQuestion
	}
	if expected.Cmp(tolerable) >= 0 {
		return MoneySize{}, ErrImpossible
	}
	t, _ := tolerable.Float64()
	e, _ := expected.Float64()
	c, _ := confidence.Float64()
	for n := 1; n <= maxPlanned; n++ {
		if gammaCDF(1+e*float64(n), t*float64(n)) > c {
			return MoneySize{n, new(big.Rat).Mul(tolerable, big.NewRat(int64(n), 1))}, nil
		}
	}
	return MoneySize{}, ErrImpossible
}

// gammaCDF is the regularised lower incomplete gamma function P(a, x), by the series
// below the mean and by the continued fraction above it.
func gammaCDF(a, x float64) float64 {
	if x <= 0 {
		return 0
	}
	lg, _ := math.Lgamma(a)
	front := math.Exp(a*math.Log(x) - x - lg)
	if x < a+1 {
		term, sum := 1/a, 1/a
		for i := 1; i < 100000 && term > sum*1e-17; i++ {
			term *= x / (a + float64(i))
			sum += term
		}
		return front * sum
	}
	const tiny = 1e-300
	b, c := x+1-a, 1/tiny
	d := 1 / b
	h := d
	for i := 1; i < 100000; i++ {
		an := -float64(i) * (float64(i) - a)
		b += 2
		d = 1 / nonzero(an*d+b, tiny)
		c = nonzero(b+an/c, tiny)
		h *= d * c
		if math.Abs(d*c-1) < 1e-16 {
			break
		}
	}
	return 1 - front*h
}

func nonzero(v, tiny float64) float64 {
	if math.Abs(v) < tiny {
		return tiny
	}
	return v
}

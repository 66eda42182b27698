// Package score turns a planned value T, an actual value A and a weight W into points, the
// way the Ministry's evaluation method counts (财预〔2020〕10号): in exact fractions, rounded
// once to two decimals. It judges no form; that is package selfeval's business.
package score

import (
	"math/big"

	"jixiao/domain"
)

// Inverse is how an indicator of which less is better loses points.
type Inverse uint8

const (
	// Linear takes the share by which T is exceeded off the weight; nothing is left at 2T.
	Linear Inverse = iota
	// Ratio gives T/A of the weight.
	Ratio
)

// Places is the number of decimals scores are rounded to.
const Places = 2

// Round rounds an exact score half away from zero to two decimals.
func Round(r *big.Rat) domain.Decimal {
	d, _ := domain.DecimalFromRat(r, Places)
	return d
}

// Met reports whether A reaches T: at least T for ≥, >, = and no sign (for = and no sign
// at T=0: at most 0), at most T for ≤ and <.
func Met(sign domain.Sign, t, a *big.Rat) bool {
	switch {
	case sign.Inverse():
		return a.Cmp(t) <= 0
	case t.Sign() == 0 && (sign == domain.SignEQ || sign == domain.SignNone):
		return a.Sign() <= 0
	}
	return a.Cmp(t) >= 0
}

// Exact is the unrounded score of a quantitative indicator. Forward: W when A reaches T,
// else A/T×W, never below 0. Inverse: W up to T, then (1−(A−T)/T)×W down to 0 at 2T
// (Linear) or T/A×W (Ratio). T=0 missed gives 0.
func Exact(sign domain.Sign, t, a, w *big.Rat, m Inverse) *big.Rat {
	switch {
	case Met(sign, t, a):
		return new(big.Rat).Set(w)
	case t.Sign() <= 0:
		return new(big.Rat)
	case !sign.Inverse():
		return share(a, t, w)
	case m == Ratio:
		return share(t, a, w)
	}
	left := new(big.Rat).Add(t, t)
	return share(left.Sub(left, a), t, w)
}

// share is part/whole×w, never below 0.
func share(part, whole, w *big.Rat) *big.Rat {
	if part.Sign() <= 0 {
		return new(big.Rat)
	}
	r := new(big.Rat).Quo(part, whole)
	return r.Mul(r, w)
}

// Quantitative is Exact on decimals, rounded to two decimals.
func Quantitative(sign domain.Sign, t, a, w domain.Decimal, m Inverse) domain.Decimal {
	return Round(Exact(sign, t.Rat(), a.Rat(), w.Rat(), m))
}

// Degree is how far a qualitative indicator was reached.
type Degree uint8

// Degrees of 财预〔2020〕10号: 达成年度指标, 部分达成并具有一定效果, 未达成且效果较差.
const (
	Achieved Degree = iota + 1
	Partial
	Missed
)

// bounds of each degree in percent of the weight; the upper one belongs to it only for
// Achieved.
var bounds = map[Degree][2]int64{Achieved: {80, 100}, Partial: {60, 80}, Missed: {0, 60}}

// Within reports whether a qualitative indicator's score lies in its degree's interval:
// [0.8W, W], [0.6W, 0.8W), [0, 0.6W).
func Within(d Degree, score, weight domain.Decimal) bool {
	b, ok := bounds[d]
	if !ok {
		return false
	}
	low, high := percent(b[0], weight), percent(b[1], weight)
	s := score.Rat()
	return s.Cmp(low) >= 0 && (s.Cmp(high) < 0 || d == Achieved && s.Cmp(high) == 0)
}

func percent(p int64, w domain.Decimal) *big.Rat {
	return new(big.Rat).Mul(big.NewRat(p, 100), w.Rat())
}

// Execution is the score of the budget execution rate: rate × weight, at most the weight,
// never below 0. The rate is a fraction of one.
func Execution(rate *big.Rat, weight domain.Decimal) *big.Rat {
	r := share(rate, big.NewRat(1, 1), weight.Rat())
	if r.Cmp(weight.Rat()) > 0 {
		return weight.Rat()
	}
	return r
}

// Band is one step of the interval method: from From percent on, Points percent of the
// weight.
type Band struct{ From, Points int64 }

// DefaultBands is the interval method 10/7/5/0 (本区口径).
var DefaultBands = []Band{{90, 100}, {80, 70}, {60, 50}, {0, 0}}

// Banded is the execution score by intervals.
func Banded(rate *big.Rat, weight domain.Decimal, bands []Band) *big.Rat {
	for _, b := range bands {
		if rate.Cmp(big.NewRat(b.From, 100)) >= 0 {
			return percent(b.Points, weight)
		}
	}
	return new(big.Rat)
}

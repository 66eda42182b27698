package sample

import (
	"errors"
	"math/big"
	"sort"
)

// Model is the distribution a sample size is planned with.
type Model string

// Models: hypergeometric is exact for a finite population; the other two are labelled
// alternatives for large ones.
const (
	Hypergeometric Model = "hypergeometric"
	Binomial       Model = "binomial"
	Poisson        Model = "poisson"
)

// Question is a count question: how many projects must be drawn so that, when at most C
// of them are wrong, at most Tolerable of the population is, with the Confidence.
// Tolerable, Confidence and ExpectedRate are exact fractions.
type Question struct {
	Model      Model
	Population int
	Tolerable  *big.Rat
	Confidence *big.Rat
	// ExpectedRate is nil when Errors is given.
	ExpectedRate *big.Rat
	Errors       int
}

// Answered is the planned size: N projects, C acceptable errors, K tolerable errors in
// the population (hypergeometric only), and the risk at N and at N − 1.
type Answered struct {
	N, C, K          int
	Risk, RiskBefore *big.Rat
	// Full says that the population is small enough (N ≤ 30, or half of it would be drawn)
	// to check everything.
	Full bool
}

// maxPlanned bounds binomial and Poisson sizes.
const maxPlanned = 1 << 20

// Errors of Plan.
var (
	ErrQuestion   = errors.New("总体必须大于零，可容忍率和置信水平必须在 0 和 1 之间，预计差错不能为负")
	ErrImpossible = errors.New("预计差错已达到可容忍的差错，任何样本量都得不出这个结论；请降低预计差错率或提高可容忍率")
)

// PlanSize answers a count question: the smallest n with P(X ≤ c) ≤ 1 − confidence,
// equality included. With an expected rate e it takes the first c with n(c)·e ≤ c. It
// returns ErrQuestion or ErrImpossible.
func PlanSize(q Question) (Answered, error) {
	one := big.NewRat(1, 1)
	inside := func(r *big.Rat) bool { return r != nil && r.Sign() > 0 && r.Cmp(one) < 0 }
	if q.Population <= 0 && q.Model == Hypergeometric || !inside(q.Tolerable) || !inside(q.Confidence) || q.Errors < 0 || (q.ExpectedRate != nil && q.ExpectedRate.Sign() < 0) {
		return Answered{}, ErrQuestion
	}
	r, limit, err := q.risk()
	if err != nil {
		return Answered{}, err
	}
	if q.ExpectedRate == nil {
		return q.answer(r, q.Errors, 0, limit)
	}
	if q.ExpectedRate.Cmp(q.Tolerable) >= 0 {
		return Answered{}, ErrImpossible
	}
	from := 0
	for c := 0; ; c++ {
		a, err := q.answer(r, c, from, limit)
		if err != nil {
			return a, err
		}
		need := new(big.Rat).Mul(big.NewRat(int64(a.N), 1), q.ExpectedRate)
		if need.Cmp(big.NewRat(int64(c), 1)) <= 0 {
			return a, nil
		}
		from = a.N
	}
}

// risker is one model's P(X ≤ c) at sample size n. enough reports whether it is at most
// alpha.
type risker interface {
	enough(n, c int, alpha *big.Rat) bool
	risk(n, c int) *big.Rat
	tolerable() int
}

func (q Question) risk() (r risker, limit int, err error) {
	switch q.Model {
	case Hypergeometric:
		return hyper{q.Population, ceil(new(big.Rat).Mul(q.Tolerable, big.NewRat(int64(q.Population), 1)))}, q.Population, nil
	case Binomial:
		return binom{q.Tolerable}, maxPlanned, nil
	case Poisson:
		return poiss{q.Tolerable}, maxPlanned, nil
	}
	return nil, 0, errors.New("模型应是 hypergeometric、binomial 或 poisson")
}

func ceil(r *big.Rat) int {
	q, m := new(big.Int).QuoRem(r.Num(), r.Denom(), new(big.Int))
	if m.Sign() > 0 {
		q.Add(q, big.NewInt(1))
	}
	return int(q.Int64())
}

func (q Question) answer(r risker, c, from, limit int) (Answered, error) {
	alpha := new(big.Rat).Sub(big.NewRat(1, 1), q.Confidence)
	if k := r.tolerable(); k >= 0 && c >= k {
		return Answered{}, ErrImpossible
	}
	step := max(8, from/8)
	low := from
	for low+step < limit && !r.enough(low+step, c, alpha) {
		low, step = low+step, step*2
	}
	high := min(low+step, limit)
	n := low + sort.Search(high-low, func(i int) bool { return r.enough(low+i, c, alpha) })
	if n > limit || !r.enough(n, c, alpha) {
		return Answered{}, ErrImpossible
	}
	a := Answered{N: n, C: c, K: max(r.tolerable(), 0), Risk: r.risk(n, c), RiskBefore: r.risk(max(n-1, 0), c)}
	a.Full = q.Population > 0 && (q.Population <= 30 || 2*n >= q.Population)
	return a, nil
}

// hyper is the exact distribution of K wrong projects among N.
type hyper struct{ population, wrong int }

func (h hyper) tolerable() int { return h.wrong }

// risk uses the symmetry in n and K so that the shorter of the two makes the terms.
func (h hyper) risk(n, c int) *big.Rat {
	a, b := min(n, h.wrong), max(n, h.wrong)
	rest := h.population - b
	sum, total := new(big.Int), new(big.Int).Binomial(int64(h.population), int64(a))
	first := max(0, a-rest)
	if first > c {
		return new(big.Rat)
	}
	term := new(big.Int).Binomial(int64(b), int64(first))
	term.Mul(term, new(big.Int).Binomial(int64(rest), int64(a-first)))
	for i := first; i <= min(c, a); i++ {
		sum.Add(sum, term)
		term.Mul(term, big.NewInt(int64(b-i)))
		term.Mul(term, big.NewInt(int64(a-i)))
		term.Quo(term, big.NewInt(int64(i+1)))
		if d := int64(rest - a + i + 1); d > 0 {
			term.Quo(term, big.NewInt(d))
		}
	}
	return new(big.Rat).SetFrac(sum, total)
}

func (h hyper) enough(n, c int, alpha *big.Rat) bool { return h.risk(n, c).Cmp(alpha) <= 0 }

// binom is sampling with replacement at rate p.
type binom struct{ p *big.Rat }

func (binom) tolerable() int { return -1 }

func (b binom) risk(n, c int) *big.Rat {
	num, den := b.p.Num(), b.p.Denom()
	other := new(big.Int).Sub(den, num)
	sum := new(big.Int)
	if c >= n {
		return big.NewRat(1, 1)
	}
	for i := 0; i <= c; i++ {
		t := new(big.Int).Binomial(int64(n), int64(i))
		t.Mul(t, new(big.Int).Exp(num, big.NewInt(int64(i)), nil))
		sum.Add(sum, t.Mul(t, new(big.Int).Exp(other, big.NewInt(int64(n-i)), nil)))
	}
	return new(big.Rat).SetFrac(sum, new(big.Int).Exp(den, big.NewInt(int64(n)), nil))
}

func (b binom) enough(n, c int, alpha *big.Rat) bool { return b.risk(n, c).Cmp(alpha) <= 0 }

// poiss is the limit for rare errors.
type poiss struct{ p *big.Rat }

func (poiss) tolerable() int { return -1 }

// partial returns Σ x^i/i! for i ≤ c, and the next term.
func partial(x *big.Rat, c int) (sum, next *big.Rat) {
	sum, next = new(big.Rat), big.NewRat(1, 1)
	for i := 0; i <= c; i++ {
		sum.Add(sum, next)
		next = new(big.Rat).Mul(next, new(big.Rat).Quo(x, big.NewRat(int64(i+1), 1)))
	}
	return sum, next
}

// enough decides e^-x·Σ ≤ α exactly: the Taylor sums of e^x are lower bounds, and with
// the geometric remainder upper bounds; terms are added until one of them decides.
func (p poiss) enough(n, c int, alpha *big.Rat) bool {
	x := new(big.Rat).Mul(p.p, big.NewRat(int64(n), 1))
	head, _ := partial(x, c)
	want := new(big.Rat).Quo(head, alpha) // want ≤ e^x?
	for terms := max(2*ceil(x), c) + 40; ; terms += terms / 2 {
		low, high := expBounds(x, terms)
		if low.Cmp(want) >= 0 {
			return true
		}
		if high.Cmp(want) < 0 {
			return false
		}
	}
}

// expBounds brackets e^x with `terms` terms, terms > 2x, in fixed-point integers with
// 256 fractional bits.
func expBounds(x *big.Rat, terms int) (low, high *big.Rat) {
	const bits = 256
	scale := new(big.Int).Lsh(big.NewInt(1), bits)
	sum, t := new(big.Int), new(big.Int).Set(scale)
	for i := 0; i <= terms; i++ {
		sum.Add(sum, t)
		t.Mul(t, x.Num()).Quo(t, new(big.Int).Mul(x.Denom(), big.NewInt(int64(i+1))))
	}
	low = new(big.Rat).SetFrac(sum, scale)
	// Each quotient was cut by less than one unit and the cut shrinks or grows by x/i per
	// step: e^x units bound it; the tail is below twice its first term.
	slack := new(big.Int).Add(new(big.Int).Lsh(t, 1), new(big.Int).Mul(big.NewInt(int64(terms+2)), new(big.Int).Rsh(sum, bits-2)))
	return low, new(big.Rat).SetFrac(sum.Add(sum, slack), scale)
}

// risk returns the risk rounded up to 40 decimals.
func (p poiss) risk(n, c int) *big.Rat {
	x := new(big.Rat).Mul(p.p, big.NewRat(int64(n), 1))
	head, _ := partial(x, c)
	low, _ := expBounds(x, 2*ceil(x)+c+80)
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(40), nil)
	r := new(big.Rat).Quo(head, low)
	r.Mul(r, new(big.Rat).SetInt(unit))
	return new(big.Rat).SetFrac(new(big.Int).Add(new(big.Int).Quo(r.Num(), r.Denom()), big.NewInt(1)), unit)
}

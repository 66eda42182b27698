package sample

import "math/big"

// AllocationError says why a total cannot be spread.
type AllocationError struct{ N, Least, Most int }

// Error says what to do.
func (e *AllocationError) Error() string {
	if e.N < e.Least {
		return say("样本量 %d 小于各层最低数之和 %d，请至少填 %d", e.N, e.Least, e.Least)
	}
	return say("样本量 %d 大于总体 %d，请减少", e.N, e.Most)
}

// Proportional spreads n over strata in proportion to their weights by largest
// remainder: shares are clipped to [least, most] (the side with the larger total
// violation first, again until none is left), then floors, then one each by the
// largest fraction, ties to the earlier stratum. Results sum to n exactly. The error is
// *AllocationError.
func Proportional(weights []int64, least, most []int, n int) ([]int, error) {
	sum := func(v []int) (s int) {
		for _, x := range v {
			s += x
		}
		return s
	}
	if n < sum(least) || n > sum(most) {
		return nil, &AllocationError{n, sum(least), sum(most)}
	}
	shares := clip(weights, least, most, n)
	out, left := make([]int, len(shares)), n
	for i, s := range shares {
		out[i] = int(new(big.Int).Quo(s.Num(), s.Denom()).Int64())
		left -= out[i]
	}
	for ; left > 0; left-- {
		best := -1
		for i := range shares {
			if out[i] < most[i] && (best < 0 || fraction(shares[i], out[i]).Cmp(fraction(shares[best], out[best])) > 0) {
				best = i
			}
		}
		out[best]++
	}
	return out, nil
}

func fraction(share *big.Rat, given int) *big.Rat {
	return new(big.Rat).Sub(share, big.NewRat(int64(given), 1))
}

// clip returns the exact shares that sum to n within the bounds.
func clip(weights []int64, least, most []int, n int) []*big.Rat {
	shares := make([]*big.Rat, len(weights))
	fixed := make([]bool, len(weights))
	for {
		free := spread(shares, fixed, weights, n)
		if free == 0 {
			return shares
		}
		low, high := new(big.Rat), new(big.Rat)
		for i, s := range shares {
			if fixed[i] {
				continue
			}
			if d := new(big.Rat).Sub(big.NewRat(int64(least[i]), 1), s); d.Sign() > 0 {
				low.Add(low, d)
			}
			if d := new(big.Rat).Sub(s, big.NewRat(int64(most[i]), 1)); d.Sign() > 0 {
				high.Add(high, d)
			}
		}
		if low.Sign() == 0 && high.Sign() == 0 {
			return shares
		}
		fix(shares, fixed, least, most, low.Cmp(high) >= 0)
	}
}

// spread gives the free strata their proportional part of what the fixed ones leave and
// returns how many are free. Without any weight the parts are equal.
func spread(shares []*big.Rat, fixed []bool, weights []int64, n int) (free int) {
	rest, total := big.NewRat(int64(n), 1), new(big.Int)
	for i := range weights {
		if fixed[i] {
			rest.Sub(rest, shares[i])
			continue
		}
		free++
		total.Add(total, big.NewInt(weights[i]))
	}
	for i := range weights {
		switch {
		case fixed[i]:
		case total.Sign() == 0:
			shares[i] = new(big.Rat).Quo(rest, big.NewRat(int64(free), 1))
		default:
			shares[i] = new(big.Rat).Mul(rest, new(big.Rat).SetFrac(big.NewInt(weights[i]), total))
		}
	}
	return free
}

// fix pins the strata that violate the chosen side to their bound.
func fix(shares []*big.Rat, fixed []bool, least, most []int, lower bool) {
	for i, s := range shares {
		bound := most[i]
		if lower {
			bound = least[i]
		}
		c := s.Cmp(big.NewRat(int64(bound), 1))
		if !fixed[i] && ((lower && c < 0) || (!lower && c > 0)) {
			shares[i], fixed[i] = big.NewRat(int64(bound), 1), true
		}
	}
}

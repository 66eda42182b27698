package sample

import (
	"container/heap"
	"errors"
	"math/big"
)

// ErrSpreads is returned when strata and spreads do not belong together or a spread is
// negative.
var ErrSpreads = errors.New("每一层都要有项目数和不小于零的标准差")

// Optimal spreads n over strata of the given sizes and standard deviations so that the
// variance of the estimated total is least, in exact arithmetic (Wright): from the minimum
// on, each next unit goes to the stratum with the largest N²S²/(n(n+1)) below its cap, ties
// to the earlier stratum. A minimum of zero counts as one where the spread is positive. The
// error is ErrSpreads or *AllocationError.
func Optimal(sizes []int64, spreads []*big.Rat, least, most []int, n int) ([]int, error) {
	if len(spreads) != len(sizes) || len(least) != len(sizes) || len(most) != len(sizes) {
		return nil, ErrSpreads
	}
	out, q := make([]int, len(sizes)), gains{}
	low, high := 0, 0
	for i, s := range spreads {
		if s == nil || s.Sign() < 0 {
			return nil, ErrSpreads
		}
		out[i] = least[i]
		if out[i] == 0 && s.Sign() > 0 && most[i] > 0 {
			out[i] = 1
		}
		low, high = low+out[i], high+most[i]
		w := new(big.Rat).Mul(new(big.Rat).SetInt64(sizes[i]), s)
		q = append(q, gain{at: i, weight: w.Mul(w, w)})
	}
	if n < low || n > high {
		return nil, &AllocationError{n, low, high}
	}
	for i := range q {
		q[i].update(out[q[i].at], most[q[i].at])
	}
	heap.Init(&q)
	for left := n - low; left > 0; left-- {
		out[q[0].at]++
		q[0].update(out[q[0].at], most[q[0].at])
		heap.Fix(&q, 0)
	}
	return out, nil
}

// gain is what one more unit would give a stratum; nil when the stratum is full.
type gain struct {
	at     int
	weight *big.Rat
	value  *big.Rat
}

func (g *gain) update(n, most int) {
	if n >= most {
		g.value = nil
		return
	}
	// A stratum without spread may stand at zero; its gain is zero anyway.
	d := new(big.Rat).SetInt64(int64(max(n, 1)))
	d.Mul(d, new(big.Rat).SetInt64(int64(max(n, 1)+1)))
	g.value = d.Quo(g.weight, d)
}

type gains []gain

// Len, Less and Swap make the queue a heap with the largest gain on top.
func (q gains) Len() int { return len(q) }

func (q gains) Less(i, j int) bool {
	a, b := q[i], q[j]
	if a.value == nil || b.value == nil {
		return a.value != nil || b.value == nil && a.at < b.at
	}
	if c := a.value.Cmp(b.value); c != 0 {
		return c > 0
	}
	return a.at < b.at
}

func (q gains) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push is part of heap.Interface.
func (q *gains) Push(x any) { *q = append(*q, x.(gain)) }

// Pop is part of heap.Interface.
func (q *gains) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}

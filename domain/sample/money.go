package sample

import (
	"math/big"
	"slices"
	"strconv"

	"jixiao/domain"
)

// money is a money-weighted selection after its certainty items are out: the ordered
// pool, its total, how many hits are wanted and the random start.
type money struct {
	certainty []int32
	pool      []int32
	total     u128
	m         int
	// start is r, from 1 to total; zero when nothing is to be hit.
	start u128
}

// money prepares the systematic selection of m projects from the rest.
func (d *drawer) money(l Line, rest []int32, m int) money {
	w := money{m: max(m, 0)}
	for _, i := range rest {
		if d.items[i].Size > 0 {
			w.pool = append(w.pool, i)
			w.total = w.total.add(u128{lo: uint64(d.items[i].Size)})
		}
	}
	slices.SortFunc(w.pool, d.byStratum)
	for w.m > 0 && d.takeCertain(&w) {
	}
	if w.m > 0 && !w.total.zero() {
		w.start = start(d.key, l.Stratum, w.total)
	}
	return w
}

// takeCertain moves every project with size·m ≥ W out of the pool, in ticket order, and
// reports whether there was one.
func (d *drawer) takeCertain(w *money) bool {
	var out []int32
	keep := make([]int32, 0, len(w.pool))
	left := w.total
	for _, i := range w.pool {
		size := u128{lo: uint64(d.items[i].Size)}
		if size.times(uint64(w.m)).less(w.total) {
			keep = append(keep, i)
			continue
		}
		out = append(out, i)
		left = left.sub(size)
	}
	slices.SortFunc(out, d.byTicket)
	w.certainty = append(w.certainty, out...)
	w.pool, w.total, w.m = keep, left, w.m-len(out)
	return len(out) > 0
}

// start returns r = 1 + (x mod W) with x = U(r|stratum|c), c = 0, 1, …, rejecting
// x ≥ ⌊2²⁵⁶/W⌋·W so that every start is equally likely.
func start(key, stratum string, total u128) u128 {
	w := total.big()
	limit := new(big.Int).Lsh(big.NewInt(1), 256)
	limit.Div(limit, w).Mul(limit, w)
	for c := 0; ; c++ {
		x := ticketOf(startText(key, stratum, c)).int()
		if x.Cmp(limit) < 0 {
			return fromBig(x.Mod(x, w)).add(u128{lo: 1})
		}
	}
}

func startText(key, stratum string, c int) string {
	return key + "|r|" + stratum + "|" + strconv.Itoa(c)
}

// pps returns certainty items by size and the money hits. A project's inclusion
// probability is exactly m·a/W.
func (d *drawer) pps(l Line, rest []int32, m int) []domain.Pick {
	w := d.money(l, rest, m)
	var picks []domain.Pick
	for _, i := range w.certainty {
		picks = append(picks, d.pick(l, i, domain.PickCertainty, 0, "1"))
	}
	if w.start.zero() {
		return picks
	}
	total := w.total.big()
	w.walk(d, func(place int, i int32, _, _ u128, hit bool) {
		if !hit {
			return
		}
		pi := new(big.Int).SetUint64(uint64(d.items[i].Size))
		pi.Mul(pi, big.NewInt(int64(w.m)))
		picks = append(picks, d.pick(l, i, domain.PickMoney, place, new(big.Rat).SetFrac(pi, total).RatString()))
	})
	return picks
}

// walk visits the pool in order with each project's interval (m·C₋, m·C] and whether a
// target r + j·W falls into it. Places count from 1.
func (w money) walk(d *drawer, visit func(place int, i int32, from, to u128, hit bool)) {
	target, left := w.start, w.m
	var to u128
	for place, i := range w.pool {
		from := to
		to = to.add(u128{lo: uint64(d.items[i].Size)}.times(uint64(w.m)))
		hit := left > 0 && !to.less(target)
		if hit {
			target = target.add(w.total)
			left--
		}
		visit(place+1, i, from, to, hit)
	}
}

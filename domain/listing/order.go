package listing

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"sync"
)

// orders caches the newest sort orders of an index.
type orders struct {
	mu   sync.Mutex
	kept []keptOrder
}

type keptOrder struct {
	by   Sort
	rows []uint32
}

const keepOrders = 3

// Sort is a sort column with its direction.
type Sort struct {
	Column Column
	Desc   bool
}

// Order returns all rows in the order of the sort; rows without a value come last in
// either direction, equal ones keep the index's order. The last few orders are kept. The
// result must not be changed.
func (ix *Index) Order(by Sort) []uint32 {
	if ix.Len() == 0 {
		return nil
	}
	ix.orders.mu.Lock()
	defer ix.orders.mu.Unlock()
	for i, k := range ix.orders.kept {
		if k.by == by {
			ix.orders.kept = append(append(ix.orders.kept[:i:i], ix.orders.kept[i+1:]...), k)
			return k.rows
		}
	}
	rows := ix.sorting(by)
	ix.orders.kept = append(ix.orders.kept, keptOrder{by, rows})
	if len(ix.orders.kept) > keepOrders {
		ix.orders.kept = slices.Delete(ix.orders.kept, 0, 1)
	}
	return rows
}

// Ordered returns the set's rows in the order of the sort.
func (ix *Index) Ordered(set Set, by Sort) []uint32 {
	order := ix.Order(by)
	n := set.Len()
	if n == ix.Len() {
		return order
	}
	out := make([]uint32, 0, n)
	for _, r := range order {
		if set.Has(int(r)) {
			out = append(out, r)
		}
	}
	return out
}

// pair is a row with the number it is sorted by.
type pair struct {
	key uint64
	row uint32
}

func (ix *Index) sorting(by Sort) []uint32 {
	if by.Column == ColumnName || by.Column == ColumnCode {
		return ix.byText(by.Column, by.Desc)
	}
	key := ix.sortKey(by.Column)
	pairs, none := make([]pair, 0, ix.n), []uint32(nil)
	for row := range ix.n {
		k, ok := key(row)
		if !ok {
			none = append(none, uint32(row))
			continue
		}
		u := uint64(k) ^ 1<<63
		if by.Desc {
			u = ^u
		}
		pairs = append(pairs, pair{u, uint32(row)})
	}
	radix(pairs)
	if by.Column == ColumnRate {
		ix.settleRates(pairs, by.Desc)
	}
	return append(rowsOf(pairs), none...)
}

func rowsOf(pairs []pair) []uint32 {
	rows := make([]uint32, len(pairs), len(pairs)+8)
	for i, p := range pairs {
		rows[i] = p.row
	}
	return rows
}

// radix sorts by key, stable, byte by byte, passing over bytes that are the same
// everywhere.
func radix(a []pair) {
	if len(a) < 64 {
		slices.SortStableFunc(a, func(x, y pair) int { return cmp.Compare(x.key, y.key) })
		return
	}
	var or, and uint64 = 0, math.MaxUint64
	for _, p := range a {
		or |= p.key
		and &= p.key
	}
	differ := or &^ and
	from, to := a, make([]pair, len(a))
	for shift := 0; shift < 64; shift += 8 {
		if differ>>shift&0xFF == 0 {
			continue
		}
		var at [257]int
		for _, p := range from {
			at[p.key>>shift&0xFF+1]++
		}
		for i := range 256 {
			at[i+1] += at[i]
		}
		for _, p := range from {
			b := p.key >> shift & 0xFF
			to[at[b]] = p
			at[b]++
		}
		from, to = to, from
	}
	if &from[0] != &a[0] {
		copy(a, from)
	}
}

// byText sorts by a text column: eight bytes at a time as one number, then the runs that
// are still equal by the next eight. Empty texts come last.
func (ix *Index) byText(c Column, desc bool) []uint32 {
	t := textSort{ix: ix, col: func(b *block) *column { return &b.pinyin }, desc: desc}
	if c == ColumnCode {
		t.col = func(b *block) *column { return &b.codes }
	}
	pairs, none := make([]pair, 0, ix.n), []uint32(nil)
	for row := range ix.n {
		if t.at(uint32(row)) == "" {
			none = append(none, uint32(row))
		} else {
			pairs = append(pairs, pair{row: uint32(row)})
		}
	}
	t.run(pairs, 0)
	return append(rowsOf(pairs), none...)
}

// textSort sorts runs of rows by the texts of one column.
type textSort struct {
	ix   *Index
	col  func(*block) *column
	desc bool
}

func (t *textSort) at(row uint32) string {
	b, i := t.ix.block(int(row))
	return t.col(b).at(i)
}

func (t *textSort) run(run []pair, depth int) {
	if len(run) < 16 {
		slices.SortStableFunc(run, func(x, y pair) int {
			c := strings.Compare(t.at(x.row)[depth:], t.at(y.row)[depth:])
			if t.desc {
				return -c
			}
			return c
		})
		return
	}
	for i := range run {
		run[i].key = firstEight(t.at(run[i].row)[depth:])
		if t.desc {
			run[i].key = ^run[i].key
		}
	}
	radix(run)
	for lo := 0; lo < len(run); {
		hi := lo + 1
		for hi < len(run) && run[hi].key == run[lo].key {
			hi++
		}
		if hi-lo > 1 && len(t.at(run[lo].row)) > depth+8 {
			t.run(run[lo:hi], depth+8)
		}
		lo = hi
	}
}

// firstEight returns the first eight bytes as a number that compares like the text. The
// texts hold no zero byte, so a shorter text is smaller.
func firstEight(s string) uint64 {
	if len(s) >= 8 {
		return uint64(s[0])<<56 | uint64(s[1])<<48 | uint64(s[2])<<40 | uint64(s[3])<<32 | uint64(s[4])<<24 | uint64(s[5])<<16 | uint64(s[6])<<8 | uint64(s[7])
	}
	var w [8]byte
	copy(w[:], s)
	return binary.BigEndian.Uint64(w[:])
}

// settleRates puts rows whose rates agree in the first digits in exact order.
func (ix *Index) settleRates(pairs []pair, desc bool) {
	for lo := 0; lo < len(pairs); {
		hi := lo + 1
		for hi < len(pairs) && pairs[hi].key == pairs[lo].key {
			hi++
		}
		if hi-lo > 1 {
			slices.SortStableFunc(pairs[lo:hi], func(x, y pair) int {
				c := ix.Rate(int(x.row)).Cmp(ix.Rate(int(y.row)))
				if desc {
					return -c
				}
				return c
			})
		}
		lo = hi
	}
}

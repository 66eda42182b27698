package listing

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"strings"

	"jixiao/domain/pinyin"
)

// rateKey is the rate × 2³² rounded down, for sorting; very large rates share one key.
func rateKey(executed, adjusted int64) int64 {
	neg := executed < 0
	u := uint64(executed)
	if neg {
		u = -u
	}
	hi, lo := bits.Mul64(u, 1<<32)
	k := int64(math.MaxInt64)
	if hi < uint64(adjusted) {
		q, _ := bits.Div64(hi, lo, uint64(adjusted))
		k = int64(min(q, math.MaxInt64))
	}
	if neg {
		return -k
	}
	return k
}

// placeRanks returns the rank of every place when sorted by code, then name.
func placeRanks(p *places) []int64 {
	at := make([]int, len(p.list))
	for i := range at {
		at[i] = i
	}
	slices.SortFunc(at, func(a, b int) int {
		return cmp.Or(strings.Compare(p.list[a].code, p.list[b].code), strings.Compare(p.list[a].name, p.list[b].name))
	})
	ranks := make([]int64, len(at))
	for r, i := range at {
		ranks[i] = int64(r)
	}
	return ranks
}

// textRanks numbers the distinct texts of a column in the order of their pinyin.
func (ix *Index) textRanks(text func(row int) string) func(row int) (int64, bool) {
	rank := map[string]int64{}
	for row := range ix.n {
		rank[text(row)] = 0
	}
	type entry struct{ text, key string }
	list := make([]entry, 0, len(rank))
	for s := range rank {
		list = append(list, entry{s, pinyin.Key(s)})
	}
	slices.SortFunc(list, func(a, b entry) int {
		return cmp.Or(strings.Compare(a.key, b.key), strings.Compare(a.text, b.text))
	})
	for i, e := range list {
		rank[e.text] = int64(i)
	}
	return func(row int) (int64, bool) {
		s := text(row)
		return rank[s], s != ""
	}
}

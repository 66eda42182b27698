package domain

import (
	"math/big"
	"math/bits"
)

// Ratio is an exact quotient of two amounts. A ratio whose denominator is not
// positive has no value (分母为 0 → 缺数据): it prints as "—" and takes part in no
// comparison.
type Ratio struct {
	Num int64 `json:"num"`
	Den int64 `json:"den"`
}

// RatioOf returns part over whole.
func RatioOf(part, whole Fen) Ratio { return Ratio{int64(part), int64(whole)} }

// Percent100 returns p percent as a ratio.
func Percent100(p int64) Ratio { return Ratio{p, 100} }

// Valid reports whether the ratio has a value.
func (r Ratio) Valid() bool { return r.Den > 0 }

// Rat returns the exact value; the ratio must be valid.
func (r Ratio) Rat() *big.Rat { return big.NewRat(r.Num, r.Den) }

// Cmp compares two valid ratios exactly (128-bit cross products).
func (r Ratio) Cmp(s Ratio) int {
	rn, sn := r.Num < 0, s.Num < 0
	if rn != sn {
		if rn {
			return -1
		}
		return 1
	}
	h1, l1 := bits.Mul64(absU(r.Num), uint64(s.Den))
	h2, l2 := bits.Mul64(absU(s.Num), uint64(r.Den))
	c := 0
	switch {
	case h1 != h2:
		c = cmpU(h1, h2)
	default:
		c = cmpU(l1, l2)
	}
	if rn {
		return -c
	}
	return c
}

func absU(v int64) uint64 {
	if v < 0 {
		return -uint64(v)
	}
	return uint64(v)
}

func cmpU(a, b uint64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Percent prints the ratio as a percentage with two decimals, "86.19%", or "—" when
// it has no value.
func (r Ratio) Percent() string {
	if !r.Valid() {
		return "—"
	}
	d, ok := DecimalFromRat(new(big.Rat).Mul(r.Rat(), big.NewRat(100, 1)), 2)
	if !ok {
		return "—"
	}
	return d.Fixed(2) + "%"
}

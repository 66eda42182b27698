package domain

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"strconv"
)

// Fen is an amount of money in fen (1 yuan = 100 fen), the only way this program
// stores money. The zero value is a real zero; "not stated" is expressed by a nil
// *Fen or by a companion flag, never by zero.
type Fen int64

// Amount units as printed in forms and lists.
const (
	UnitYuan AmountUnit = "元"
	UnitWan  AmountUnit = "万元"
	UnitYi   AmountUnit = "亿元"
)

// AmountUnit is the unit a form states its amounts in. The empty string means the
// form states none.
type AmountUnit string

// FenPer returns how many fen one of the unit is worth, 0 for an unknown unit.
func (u AmountUnit) FenPer() int64 {
	switch u {
	case UnitYuan:
		return 100
	case UnitWan:
		return 100 * 10_000
	case UnitYi:
		return 100 * 100_000_000
	}
	return 0
}

// FenOf converts a decimal amount in the given unit to fen, rounding half away from
// zero. It fails for an unknown unit and for amounts beyond ±9.2×10¹⁶ yuan.
func FenOf(d Decimal, unit AmountUnit) (Fen, error) {
	per := unit.FenPer()
	if per == 0 {
		return 0, fmt.Errorf("amount %s: unknown unit %q", d, unit)
	}
	r := new(big.Rat).Mul(d.Rat(), new(big.Rat).SetInt64(per))
	n := RoundRat(r)
	if !n.IsInt64() || n.Int64() == math.MinInt64 {
		return 0, fmt.Errorf("amount %s%s: out of range", d, unit)
	}
	return Fen(n.Int64()), nil
}

// In returns the exact amount in the given unit. The unit must be known.
func (f Fen) In(unit AmountUnit) *big.Rat {
	return big.NewRat(int64(f), unit.FenPer())
}

// Yuan formats the amount in yuan with two decimals, e.g. "1234.50".
func (f Fen) Yuan() string { return formatFixed(int64(f), 2) }

// Wan formats the amount in 万元 with two decimals, rounded half away from zero.
func (f Fen) Wan() string { return formatFixed(RoundDiv(int64(f), 10_000), 2) }

// WanExact returns the amount in 万元 without rounding: at least two decimals, at most six.
// It is what a field offers to be taken over, where a rounded amount would be another one.
func (f Fen) WanExact() string {
	s := formatFixed(int64(f), 6)
	for i := 0; i < 4 && s[len(s)-1] == '0'; i++ {
		s = s[:len(s)-1]
	}
	return s
}

// String is Yuan with the unit, for logs and error messages.
func (f Fen) String() string { return f.Yuan() + "元" }

func formatFixed(v int64, scale int) string {
	neg := v < 0
	u := uint64(v)
	if neg {
		u = -u
	}
	s := strconv.FormatUint(u, 10)
	for len(s) <= scale {
		s = "0" + s
	}
	s = s[:len(s)-scale] + "." + s[len(s)-scale:]
	if neg {
		return "-" + s
	}
	return s
}

// RoundDiv returns a/b rounded half away from zero. It is, with RoundRat for big
// numbers, the program's only rounding rule (五入，远离零). b must be positive.
func RoundDiv(a, b int64) int64 {
	q, r := a/b, a%b
	if r < 0 {
		r = -r
	}
	if r >= b-r {
		if a < 0 {
			return q - 1
		}
		return q + 1
	}
	return q
}

// RoundRat rounds an exact rational half away from zero to an integer.
func RoundRat(r *big.Rat) *big.Int {
	num, den := new(big.Int).Abs(r.Num()), r.Denom()
	q, m := new(big.Int).QuoRem(num, den, new(big.Int))
	if m.Lsh(m, 1).Cmp(den) >= 0 {
		q.Add(q, big.NewInt(1))
	}
	if r.Sign() < 0 {
		q.Neg(q)
	}
	return q
}

// SumFen adds amounts; ok is false when the sum does not fit.
func SumFen(amounts ...Fen) (sum Fen, ok bool) {
	for _, a := range amounts {
		s := sum + a
		if (a > 0 && s < sum) || (a < 0 && s > sum) {
			return 0, false
		}
		sum = s
	}
	return sum, true
}

// Amount is one money cell: what was printed, and what it means.
type Amount struct {
	// Raw is the cell's text exactly as found; empty when the cell was empty.
	Raw string `json:"raw,omitempty"`
	// Fen is nil when the cell is empty, a dash, or could not be read.
	Fen *Fen `json:"fen,omitempty"`
	// Approx marks 约/余/左右.
	Approx bool `json:"approx,omitempty"`
	// Cell is the cell reference such as "E6".
	Cell string `json:"cell,omitempty"`
}

// Known reports whether the amount has a value.
func (a Amount) Known() bool { return a.Fen != nil }

// Or returns the amount or, when there is none, the given default.
func (a Amount) Or(def Fen) Fen {
	if a.Fen == nil {
		return def
	}
	return *a.Fen
}

// FenPtr returns a pointer to f, for literals.
func FenPtr(f Fen) *Fen { return &f }

var _ json.Marshaler = Decimal{}

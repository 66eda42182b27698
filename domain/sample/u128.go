package sample

import (
	"math/big"
	"math/bits"
)

// u128 is an unsigned 128-bit integer, wide enough for n times the sum of 2^31 amounts.
type u128 struct{ hi, lo uint64 }

func (a u128) add(b u128) u128 {
	lo, c := bits.Add64(a.lo, b.lo, 0)
	hi, _ := bits.Add64(a.hi, b.hi, c)
	return u128{hi, lo}
}

func (a u128) sub(b u128) u128 {
	lo, c := bits.Sub64(a.lo, b.lo, 0)
	hi, _ := bits.Sub64(a.hi, b.hi, c)
	return u128{hi, lo}
}

// times multiplies by a factor that leaves the product below 2^128.
func (a u128) times(f uint64) u128 {
	hi, lo := bits.Mul64(a.lo, f)
	return u128{hi + a.hi*f, lo}
}

func (a u128) less(b u128) bool { return a.hi < b.hi || (a.hi == b.hi && a.lo < b.lo) }
func (a u128) zero() bool       { return a.hi == 0 && a.lo == 0 }

func (a u128) big() *big.Int {
	x := new(big.Int).SetUint64(a.hi)
	return x.Lsh(x, 64).Or(x, new(big.Int).SetUint64(a.lo))
}

// String is the number in decimal.
func (a u128) String() string { return a.big().String() }

func fromBig(x *big.Int) u128 {
	hi := new(big.Int).Rsh(x, 64)
	lo := new(big.Int).And(x, new(big.Int).SetUint64(1<<64-1))
	return u128{hi.Uint64(), lo.Uint64()}
}

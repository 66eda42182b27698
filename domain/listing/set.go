package listing

import "math/bits"

// Set is a set of rows, one bit each.
type Set []uint64

// NewSet returns an empty set for n rows.
func NewSet(n int) Set { return make(Set, (n+63)/64) }

// FullSet returns the set of all n rows.
func FullSet(n int) Set {
	s := NewSet(n)
	for i := range s {
		s[i] = ^uint64(0)
	}
	if r := n % 64; r != 0 {
		s[len(s)-1] = 1<<r - 1
	}
	return s
}

// Add puts a row in.
func (s Set) Add(row int) { s[row>>6] |= 1 << (row & 63) }

// Remove takes a row out.
func (s Set) Remove(row int) { s[row>>6] &^= 1 << (row & 63) }

// Has reports whether the row is in; rows beyond the set are not.
func (s Set) Has(row int) bool { return row>>6 < len(s) && s[row>>6]>>(row&63)&1 == 1 }

// Len counts the rows.
func (s Set) Len() (n int) {
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// And keeps the rows that are in both.
func (s Set) And(t Set) {
	for i := range s {
		s[i] &= t[i]
	}
}

// Or adds the rows of t.
func (s Set) Or(t Set) {
	for i := range s {
		s[i] |= t[i]
	}
}

// Each calls fn for every row in ascending order.
func (s Set) Each(fn func(row int)) {
	for i, w := range s {
		for w != 0 {
			fn(i<<6 + bits.TrailingZeros64(w))
			w &= w - 1
		}
	}
}

// Clone returns a copy.
func (s Set) Clone() Set { return append(Set(nil), s...) }

// Package pinyin spells Chinese names in toneless pinyin so that people whose input
// method is on can search without leaving letters: "xxgz" finds 学校改造. It holds one
// embedded table and knows nothing of projects.
//
// The readings were taken once from github.com/mozillazg/go-pinyin 0.21.0 (MIT): two
// bytes per character of the two Han ranges, a number into a table of syllables six
// bytes wide. Nothing is built at start-up.
package pinyin

import (
	_ "embed"
	"strings"
	"unicode/utf8"
)

const (
	extALo, extAHi = 0x3400, 0x4DBF
	hanLo, hanHi   = 0x4E00, 0x9FFF
	syllableWidth  = 6
)

var (
	//go:embed readings.bin
	readings string
	//go:embed syllables.txt
	syllables string
)

// Syllable returns the usual reading of a Han character without tone ("lv" for 绿), ""
// for any other character and for Han characters nobody reads.
func Syllable(r rune) string {
	at := 0
	switch {
	case r >= hanLo && r <= hanHi:
		at = int(r-hanLo) + extAHi - extALo + 1
	case r >= extALo && r <= extAHi:
		at = int(r - extALo)
	case r == '〇':
		return "ling"
	default:
		return ""
	}
	n := int(readings[2*at]) | int(readings[2*at+1])<<8
	if n == 0 {
		return ""
	}
	return strings.TrimRight(syllables[(n-1)*syllableWidth:n*syllableWidth], " ")
}

// Key returns what a name is searched by: its full pinyin, a space, its initials, all
// lower case. ASCII letters and digits are kept in both (full-width forms folded),
// everything else is left out: "2026年PPP项目" gives "2026nianpppxiangmu 2026npppxm".
// Polyphones follow the word they stand in (银行 yinhang, 行政 xingzheng); where no
// known word decides, a second pair with the other reading follows. A name with nothing
// to spell gives "".
func Key(name string) string {
	var full, short, full2, short2 [96]byte
	k := speller{name: name, full: full[:0], short: short[:0], full2: full2[:0], short2: short2[:0]}
	for i, r := range name {
		k.add(i, r)
	}
	if len(k.full) == 0 {
		return ""
	}
	n := len(k.full) + 1 + len(k.short)
	if k.split {
		n += 2 + len(k.full2) + len(k.short2)
	}
	var b strings.Builder
	b.Grow(n)
	b.Write(k.full)
	b.WriteByte(' ')
	b.Write(k.short)
	if k.split {
		b.WriteByte(' ')
		b.Write(k.full2)
		b.WriteByte(' ')
		b.Write(k.short2)
	}
	return b.String()
}

// speller spells one name in two variants that differ where a polyphone is undecided.
type speller struct {
	name                       string
	full, short, full2, short2 []byte
	split                      bool
}

func (k *speller) add(at int, r rune) {
	if c, ok := keptASCII(r); ok {
		k.full, k.short = append(k.full, c), append(k.short, c)
		k.full2, k.short2 = append(k.full2, c), append(k.short2, c)
		return
	}
	s := Syllable(r)
	if s == "" {
		return
	}
	other := s
	if p := polyphoneOf(r); p != nil {
		s, other = p.read(k.name, at, s)
		k.split = k.split || s != other
	}
	k.full, k.short = append(k.full, s...), append(k.short, s[0])
	k.full2, k.short2 = append(k.full2, other...), append(k.short2, other[0])
}

// keptASCII folds a rune to a lower-case ASCII letter or digit.
func keptASCII(r rune) (byte, bool) {
	if r >= 0xFF01 && r <= 0xFF5E {
		r -= 0xFEE0
	}
	switch {
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
		return byte(r), true
	case r >= 'A' && r <= 'Z':
		return byte(r) + 'a' - 'A', true
	}
	return 0, false
}

// Initials returns the first initials of a Key: "xxgz" of "xuexiaogaizao xxgz".
func Initials(key string) string {
	_, rest, _ := strings.Cut(key, " ")
	first, _, _ := strings.Cut(rest, " ")
	return first
}

// polyphone is a character with a second reading that budget names use.
type polyphone struct {
	char  rune
	other string
	// words holds the words, separated by spaces, in which the other reading is right.
	words string
	// usual holds words in which the table's reading is right. When it is not empty,
	// a context found in neither list is spelled both ways.
	usual string
}

func polyphoneOf(r rune) *polyphone {
	lo, hi := 0, len(polyphones)
	for lo < hi {
		mid := (lo + hi) / 2
		switch c := polyphones[mid].char; {
		case c == r:
			return &polyphones[mid]
		case c < r:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return nil
}

// read returns the reading at a place of the name and the reading for the second
// spelling, equal when the context decides.
func (p *polyphone) read(name string, at int, usual string) (first, second string) {
	if p.in(p.words, name, at) {
		return p.other, p.other
	}
	if p.usual == "" || p.in(p.usual, name, at) {
		return usual, usual
	}
	return usual, p.other
}

// in reports whether one of the words stands in the name so that it covers the
// character at the byte offset.
func (p *polyphone) in(words, name string, at int) bool {
	for words != "" {
		var w string
		w, words, _ = strings.Cut(words, " ")
		for i, r := range w {
			if r == p.char && at >= i && strings.HasPrefix(name[at-i:], w) {
				return true
			}
		}
	}
	return false
}

// Valid reports whether a string is valid for searching in keys: only a-z and 0-9.
func Valid(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf || (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

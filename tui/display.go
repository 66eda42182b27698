package tui

import (
	"strconv"
	"strings"
)

// wide covers the characters that every terminal draws two cells wide and that never join
// with a neighbour: Han, kana, Hangul syllables, bopomofo, CJK punctuation, full-width
// forms.
func wide(r rune) bool {
	switch {
	case r >= 0x4e00 && r <= 0x9fff, r >= 0x3001 && r <= 0x3029, r >= 0x3030 && r <= 0x303c, r >= 0xff01 && r <= 0xff60:
		return true
	case r < 0x2e80:
		return false
	case r >= 0x3041 && r <= 0x3096, r >= 0x309b && r <= 0x30ff, r >= 0x3400 && r <= 0x4dbf, r >= 0xac00 && r <= 0xd7a3, r >= 0xf900 && r <= 0xfaff:
		return true
	case r >= 0x3105 && r <= 0x312f, r >= 0x31a0 && r <= 0x31e3, r >= 0x3200 && r <= 0x321e, r >= 0x3220 && r <= 0x3247, r >= 0x3250 && r <= 0x33ff:
		return r != 0x3297 && r != 0x3299 // drawn as emoji by some
	case r >= 0x2e80 && r <= 0x2e99, r >= 0x2e9b && r <= 0x2ef3, r >= 0x2f00 && r <= 0x2fd5, r >= 0xfe30 && r <= 0xfe52, r >= 0xffe0 && r <= 0xffe6:
		return true
	}
	return r >= 0x20000 && r <= 0x2fffd || r >= 0x30000 && r <= 0x3fffd
}

// Display maps everything that a terminal may draw at another width than we count —
// ambiguous and zero-width characters, emoji, scripts that join, controls — to characters
// of a certain width. It is for the screen only; data and exports keep the original.
// What it returns has the same width by code points, by clusters and in every font.
func Display(s string) string {
	for i, r := range s {
		if !plainRune(r) {
			return displayFrom(s, i)
		}
	}
	return s
}

func plainRune(r rune) bool { return r >= 0x20 && r < 0x7f || wide(r) }

func displayFrom(s string, at int) string {
	var b strings.Builder
	b.Grow(len(s) + 8)
	b.WriteString(s[:at])
	for _, r := range s[at:] {
		if plainRune(r) {
			b.WriteRune(r)
		} else {
			b.WriteString(displayRune(r))
		}
	}
	return b.String()
}

var displayTable = map[rune]string{
	'\u00b7': "\u30fb", '\u2022': "\u30fb", '\u2014': "\uff0d", '\u2013': "-", '\u2015': "\uff0d", '\u2010': "-", '\u2011': "-", '\u2012': "-",
	'\u201c': "\uff02", '\u201d': "\uff02", '\u2018': "\uff07", '\u2019': "\uff07", '\u2026': "...", '\u22ef': "...", '\u00d7': "x", '\u00f7': "/",
	'\u2103': "度", '\u00b0': "度", '\u00b1': "+-", '\u2265': ">=", '\u2264': "<=", '\u2267': ">=", '\u2266': "<=", '\u2260': "!=", '\u2192': "->", '\u2190': "<-", '\u2191': "^",
	'\u2193': "v", '\u221a': "v", '\u2713': "v", '\u2714': "v", '\u2717': "x", '\u2718': "x", '\u2611': "[v]", '\u2610': "[ ]", '\u2612': "[x]",
	'\u25a0': "#", '\u25a1': "口", '\u25cf': "*", '\u25cb': "o", '\u2605': "*", '\u2606': "*", '\u25c6': "*", '\u25c7': "o", '\u25b2': "^", '\u25b3': "^", '\u25bc': "v", '\u203b': "*",
	'\u2030': "%.", '\u00a7': "S", '\u2236': ":", '\u2248': "~=", '\u221e': "inf", '\u2211': "S", '\u0394': "D", '\u03b1': "a", '\u03b2': "b", '\u03bc': "u", '\u00b5': "u", '\u03c0': "pi", '\u03a9': "O",
	'\u00b2': "2", '\u00b3': "3", '\u00b9': "1", '\u00bd': "1/2", '\u00bc': "1/4", '\u00be': "3/4", '\u2116': "No.", '\u3000': "  ", '\t': " ", '\n': " ", '\r': "", '\u00a0': " ",
	'\u2002': " ", '\u2003': "  ", '\u2009': " ", '\u202f': " ",
}

// latin lists accented letters of names and pinyin, latinBase the letters shown for them.
var (
	latin     = []rune("àáâãäåèéêëìíîïòóôõöùúûüçñāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜÀÁÂÄÅÈÉÊËÌÍÎÏÒÓÔÖÙÚÛÜÇÑ")
	latinBase = "aaaaaaeeeeiiiiooooouuuucnaaaaeeeeiiiioooouuuuvvvvAAAAAEEEEIIIIOOOOUUUUCN"
)

// displayRune returns what to show instead of a rune that is not plain.
func displayRune(r rune) string {
	if to, ok := displayTable[r]; ok {
		return to
	}
	switch {
	case r >= 0x2460 && r <= 0x2473: // circled numbers
		return "(" + strconv.Itoa(int(r-0x2460)+1) + ")"
	case r >= 0x2474 && r <= 0x2487: // numbers in brackets
		return "(" + strconv.Itoa(int(r-0x2474)+1) + ")"
	case r >= 0x2488 && r <= 0x249b: // numbers with a stop
		return strconv.Itoa(int(r-0x2488)+1) + "."
	case r >= 0x2160 && r <= 0x216b:
		return roman[r-0x2160]
	case r >= 0x2170 && r <= 0x217b:
		return strings.ToLower(roman[r-0x2170])
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r >= 0xfe00 && r <= 0xfe0f, r == 0xfeff, r == 0xad, r >= 0x300 && r <= 0x36f:
		return ""
	case r >= 0x1f000 && r < 0x20000:
		return "[?]"
	}
	for i, l := range latin {
		if l == r {
			return latinBase[i : i+1]
		}
	}
	return "?"
}

var roman = [...]string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"}

// Ambiguous reports whether a string holds a character that does not have the same width
// everywhere; such characters are not allowed in our own text on screen. Line feeds are
// fine.
func Ambiguous(s string) bool {
	for _, r := range s {
		if !plainRune(r) && r != '\n' {
			return true
		}
	}
	return false
}

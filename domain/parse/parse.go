// Package parse reads what people type into forms — amounts, indicator values, rates,
// scores, years, dates, labels — into exact values, keeping the original text. It never
// guesses: what it cannot read has no value.
package parse

import (
	"strings"
	"unicode"

	"jixiao/domain"
)

// Fold maps full-width ASCII to half-width and odd spellings of signs and blanks to one.
func Fold(s string) string {
	for i := range len(s) {
		if s[i] >= 0x80 || s[i] < 0x20 || s[i] == '=' {
			return foldSlow(s)
		}
	}
	return strings.TrimSpace(s)
}

var foldSigns = strings.NewReplacer("≧", "≥", "≦", "≤", "═", "=", "＝", "=", ">=", "≥", "=>", "≥", "<=", "≤", "=<", "≤", "》=", "≥", "〉", ">", "〈", "<", "﹥", ">", "﹤", "<", "％", "%", "﹪", "%", "—", "-", "–", "-", "－", "-", "−", "-")

func foldSlow(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= 0xff01 && r <= 0xff5e:
			return r - 0xfee0
		case r == 0x3000 || r == 0xa0 || r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r == 0xfeff || r == 0x200b || r < 0x20:
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(foldSigns.Replace(s))
}

// Dash reports whether a cell holds only a stand-in for "nothing": -, --, /, 无, 空.
func Dash(s string) bool {
	switch strings.Trim(Fold(s), "-") {
	case "", "/", "\\", "无", "空", "／":
		return true
	}
	return false
}

// Squeeze removes all blanks, for comparing labels ("产 出 指 标" is "产出指标").
func Squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, Fold(s))
}

// number reads a decimal at the start of s: sign, digits with optional thousands
// separators, fraction. It returns the rest.
func number(s string) (d domain.Decimal, rest string, ok bool) {
	i, neg := 0, false
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		neg = s[i] == '-'
		i++
	}
	start := i
	var digits strings.Builder
	dot := false
	for i < len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits.WriteByte(c)
		case c == ',' && !dot && thousands(s[start:i], s[i+1:]):
		case c == '.' && !dot && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9':
			dot = true
			digits.WriteByte('.')
		default:
			goto done
		}
		i++
	}
done:
	text := digits.String()
	if text == "" {
		return d, s, false
	}
	if neg {
		text = "-" + text
	}
	d, err := domain.ParseDecimal(text)
	return d, s[i:], err == nil
}

// thousands reports whether a comma stands between digit groups: 1 to 3 digits (or groups)
// before it and exactly three after it.
func thousands(before, after string) bool {
	group := before
	if j := strings.LastIndexByte(before, ','); j >= 0 {
		group = before[j+1:]
		if len(group) != 3 {
			return false
		}
	}
	if len(group) == 0 || len(group) > 3 || len(after) < 3 {
		return false
	}
	for k := range 3 {
		if after[k] < '0' || after[k] > '9' {
			return false
		}
	}
	return len(after) == 3 || after[3] < '0' || after[3] > '9'
}

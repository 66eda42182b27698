package tui

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Ellipsis marks cut text. It is ASCII because "…" is one or two cells wide depending on
// the font.
const Ellipsis = ".."

// Width is the number of terminal cells a plain or styled string takes.
func Width(s string) int {
	w := 0
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c < 0x20 || c == 0x7f {
				return ansi.StringWidth(s) // escape sequences: the slow, exact way
			}
			w++
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !wide(r) {
			return w + ansi.StringWidth(s[i:])
		}
		w += 2
		i += n
	}
	return w
}

// Truncate cuts a plain string to at most w cells, ending with Ellipsis when something
// was cut.
func Truncate(s string, w int) string {
	if Width(s) <= w {
		return s
	}
	if w <= len(Ellipsis) {
		return Ellipsis[:max(w, 0)]
	}
	return clip(s, w-len(Ellipsis)) + Ellipsis
}

// clip cuts without a mark; a wide character that does not fit is dropped whole.
func clip(s string, w int) string {
	used := 0
	for i, r := range s {
		n := 1
		if r >= utf8.RuneSelf {
			n = ansi.StringWidth(s[i : i+utf8.RuneLen(r)])
		}
		if used+n > w {
			return s[:i]
		}
		used += n
	}
	return s
}

// Fit makes a plain string exactly w cells wide, cut or padded on the right.
func Fit(s string, w int) string {
	n := Width(s)
	if n > w {
		s = Truncate(s, w)
		n = Width(s)
	}
	return s + spaces(w-n)
}

// FitRight is Fit with the padding on the left, for amounts. Amounts are never cut with a
// mark inside: what does not fit becomes a row of "#", as in a spreadsheet.
func FitRight(s string, w int) string {
	n := Width(s)
	if n > w {
		return strings.Repeat("#", max(w, 0))
	}
	return spaces(w-n) + s
}

// AppendFit appends Fit(Display(s), w) to b without making strings on the way.
func AppendFit(b []byte, s string, w int) []byte {
	s = Display(s)
	n := Width(s)
	if n > w {
		if w <= len(Ellipsis) {
			return append(b, Ellipsis[:max(w, 0)]...)
		}
		cut := clip(s, w-len(Ellipsis))
		b = append(append(b, cut...), Ellipsis...)
		n = Width(cut) + len(Ellipsis)
	} else {
		b = append(b, s...)
	}
	return append(b, spaces(w-n)...)
}

// AppendRight appends FitRight(Display(s), w) to b.
func AppendRight(b []byte, s string, w int) []byte {
	s = Display(s)
	n := Width(s)
	if n > w {
		for range w {
			b = append(b, '#')
		}
		return b
	}
	return append(append(b, spaces(w-n)...), s...)
}

// Append appends the text wrapped in the style.
func (s SGR) Append(b []byte, text string) []byte {
	if s == "" || text == "" {
		return append(b, text...)
	}
	b = append(append(append(b, "\x1b["...), s...), 'm')
	return append(append(b, text...), "\x1b[m"...)
}

// FitStyled is Fit for a string with escape sequences.
func FitStyled(s string, w int) string {
	n := ansi.StringWidth(s)
	if n > w {
		s = ansi.Truncate(s, w, "")
		n = ansi.StringWidth(s)
	}
	return s + spaces(w-n)
}

const blank = "                                                                                                                                                                                                        "

func spaces(n int) string {
	if n <= 0 {
		return ""
	}
	if n <= len(blank) {
		return blank[:n]
	}
	return strings.Repeat(" ", n)
}

// Block fits lines into exactly h lines of w cells: longer lines are cut, missing ones
// are blank. Lines may be styled.
func Block(lines []string, w, h int) string {
	var b strings.Builder
	b.Grow((w + 8) * h)
	for i := range h {
		if i > 0 {
			b.WriteByte('\n')
		}
		if i < len(lines) {
			b.WriteString(FitStyled(lines[i], w))
		} else {
			b.WriteString(spaces(w))
		}
	}
	return b.String()
}

// Beside joins two blocks of the same height with a gap of one blank column pair; left is
// lw cells wide already.
func Beside(left, right string) string {
	l, r := strings.Split(left, "\n"), strings.Split(right, "\n")
	var b strings.Builder
	for i := range max(len(l), len(r)) {
		if i > 0 {
			b.WriteByte('\n')
		}
		if i < len(l) {
			b.WriteString(l[i])
		}
		b.WriteString(" | ")
		if i < len(r) {
			b.WriteString(r[i])
		}
	}
	return b.String()
}

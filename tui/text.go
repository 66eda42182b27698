package tui

import (
	"strconv"
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
		if !wideHan(r) {
			return w + ansi.StringWidth(s[i:])
		}
		w += 2
		i += n
	}
	return w
}

// wideHan covers the ranges that are two cells everywhere: Han, kana, CJK punctuation,
// full-width forms.
func wideHan(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x3000 && r <= 0x303e || r >= 0x3041 && r <= 0x30ff || r >= 0xff01 && r <= 0xff60 || r >= 0x3400 && r <= 0x4dbf
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

// Display maps characters whose width depends on the font, and control characters, to
// unambiguous ones. It is for the screen only; data and exports keep the original.
func Display(s string) string {
	for i, r := range s {
		if _, ok := displayMap(r); ok {
			return displayFrom(s, i)
		}
	}
	return s
}

func displayFrom(s string, at int) string {
	var b strings.Builder
	b.Grow(len(s) + 8)
	b.WriteString(s[:at])
	for _, r := range s[at:] {
		if to, ok := displayMap(r); ok {
			b.WriteString(to)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

var displayTable = map[rune]string{
	'·': "・", '•': "・", '—': "－", '–': "-", '―': "－", '“': "＂", '”': "＂", '‘': "＇", '’': "＇", '…': "...", '×': "x", '÷': "/",
	'℃': "度", '°': "度", '±': "+-", '≥': ">=", '≤': "<=", '≧': ">=", '≦': "<=", '≠': "!=", '═': "=", '→': "->", '←': "<-", '↑': "^", '↓': "v",
	'√': "v", '✓': "v", '✔': "v", '■': "#", '□': "口", '●': "*", '○': "o", '★': "*", '☆': "*", '◆': "*", '◇': "o", '▲': "^", '△': "^", '▼': "v",
	'Ⅰ': "I", 'Ⅱ': "II", 'Ⅲ': "III", 'Ⅳ': "IV", 'Ⅴ': "V", 'Ⅵ': "VI", 'Ⅶ': "VII", 'Ⅷ': "VIII", 'Ⅸ': "IX", 'Ⅹ': "X",
	'㎡': "平方米", '‰': "%.", '§': "S", '¨': "\"", '¤': "o", '☑': "[v]", '☐': "[ ]", '\u3000': "  ", '\t': " ", '\n': " ", '\r': "", '\u00a0': " ", '\ufeff': "", '\u200b': "",
}

// displayMap returns what to show instead of a rune; ok is false for harmless ones.
func displayMap(r rune) (string, bool) {
	switch {
	case r >= 0x20 && r < 0x7f || wideHan(r) && r != 0x3000:
		return "", false
	case r >= '①' && r <= '⑳':
		return "(" + strconv.Itoa(int(r-'①')+1) + ")", true
	case r >= 'Α' && r <= 'ω' || r >= 'А' && r <= 'я':
		return "?", true
	case r < 0x20 || r == 0x7f || r >= 0x80 && r < 0xa0:
		if to, ok := displayTable[r]; ok {
			return to, true
		}
		return "?", true
	case r >= 0x1f000 || r >= 0x2600 && r < 0x2800 || r >= 0xfe00 && r <= 0xfe0f || r == 0x200d:
		if to, ok := displayTable[r]; ok {
			return to, true
		}
		if r >= 0x1f000 {
			if r >= 0x20000 && r <= 0x3ffff {
				return "", false // rare Han
			}
			return "[?]", true
		}
		return "", r >= 0xfe00 && r <= 0xfe0f || r == 0x200d || r >= 0x2600 && r < 0x2800
	}
	to, ok := displayTable[r]
	if ok {
		return to, true
	}
	if r >= 0x2000 && r < 0x2e80 || r >= 0xa1 && r < 0x2b0 {
		return "?", ambiguous(r)
	}
	return "", false
}

// ambiguous reports whether East-Asian fonts may draw the rune two cells wide although
// Unicode's narrow reading is one.
func ambiguous(r rune) bool {
	switch {
	case r >= 0x2010 && r <= 0x27bf, r >= 0x2b00 && r <= 0x2bff:
		return true
	}
	return strings.ContainsRune("¡¤§¨ª­®°±²³´¶·¸¹º¼½¾¿ÆÐ×ØÞßàáæèéêìíðòóô÷øùúüþāēěīōūǎǐǒǔǖǘǚǜ", r)
}

// Ambiguous reports whether a string of our own holds a character that some fonts draw
// one cell and others two cells wide; such characters are not allowed on screen.
func Ambiguous(s string) bool {
	for _, r := range s {
		if ambiguous(r) {
			return true
		}
	}
	return false
}

// lineStart are characters that must not begin a line, lineEnd those that must not end one.
const (
	lineStart = "，。、；：？！）》】」』〉〕％,.;:?!)]}%"
	lineEnd   = "（《【「『〈〔([{"
)

// Wrap breaks plain text into lines of at most w cells with the Chinese rules for line
// starts and ends. Line feeds in the text break, too. The result has at least one line.
func Wrap(s string, w int) []string {
	if w < 2 {
		w = 2
	}
	var out []string
	for part := range strings.SplitSeq(strings.ReplaceAll(s, "\r", ""), "\n") {
		out = append(out, wrapLine(Display(part), w)...)
	}
	return out
}

func wrapLine(s string, w int) []string {
	var out []string
	for Width(s) > w {
		cut := breakAt(s, w)
		out = append(out, strings.TrimRight(s[:cut], " "))
		s = strings.TrimLeft(s[cut:], " ")
	}
	return append(out, s)
}

// breakAt returns the byte index where a line that is too long ends.
func breakAt(s string, w int) int {
	cut := len(clip(s, w))
	if cut == 0 {
		_, n := utf8.DecodeRuneInString(s)
		return n
	}
	best := cut
	for range 4 { // move back over characters that may not stand there
		next, _ := utf8.DecodeRuneInString(s[best:])
		last, n := utf8.DecodeLastRuneInString(s[:best])
		inWord := isWord(next) && isWord(last)
		if !strings.ContainsRune(lineStart, next) && !strings.ContainsRune(lineEnd, last) && !inWord {
			return best
		}
		if best-n <= 0 {
			break
		}
		best -= n
	}
	if i := strings.LastIndexByte(s[:cut], ' '); i > cut/2 {
		return i
	}
	return cut
}

func isWord(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '.' || r == '-' || r == '_'
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

package tui

import (
	"strings"
	"unicode/utf8"
)

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

// longestWord is the longest run of letters and digits that is kept on one line.
const longestWord = 24

// breakAt returns the byte index where a line that is too long ends: as far right as the
// rules for line starts and ends allow, without cutting numbers and words.
func breakAt(s string, w int) int {
	cut := len(clip(s, w))
	if cut == 0 {
		_, n := utf8.DecodeRuneInString(s)
		return n
	}
	best := cut
	for range longestWord {
		next, _ := utf8.DecodeRuneInString(s[best:])
		last, n := utf8.DecodeLastRuneInString(s[:best])
		if !strings.ContainsRune(lineStart, next) && !strings.ContainsRune(lineEnd, last) && !(isWord(next) && isWord(last)) {
			return best
		}
		if best -= n; best <= 0 {
			break
		}
	}
	return cut
}

func isWord(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '.' || r == '-' || r == '_'
}

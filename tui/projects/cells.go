package projects

import (
	"strconv"
	"unicode/utf8"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/tui"
)

// The list is drawn into one byte buffer without a string per cell: a frame costs one
// allocation however many rows are new. Cells are appended at exactly their width.

func pad(b []byte, n int) []byte {
	for range n {
		b = append(b, ' ')
	}
	return b
}

// appendFit appends a text cut or padded to w cells, mapped for display.
func appendFit(b []byte, s string, w int) []byte {
	b, _ = appendCut(b, tui.Display(s), w)
	return b
}

// appendCut is appendFit for displayable text; kept is how many of its bytes were kept.
func appendCut(b []byte, s string, w int) (_ []byte, kept int) {
	mark := tui.Ellipsis[:max(min(w, len(tui.Ellipsis)), 0)]
	used, keptCells := 0, 0
	for i, r := range s {
		n := cells(r)
		if used+n > w {
			return pad(append(append(b, s[:kept]...), mark...), w-keptCells-len(mark)), kept
		}
		if used += n; used <= w-len(mark) {
			kept, keptCells = i+utf8.RuneLen(r), used
		}
	}
	return pad(append(b, s...), w-used), len(s)
}

// appendHit is appendFit with the bytes lo to hi of the text lit up, where they can be
// seen.
func appendHit(b []byte, s string, w, lo, hi int) []byte {
	start := len(b)
	shown := tui.Display(s)
	b, kept := appendCut(b, shown, w)
	style := tui.T.Mark
	if shown != s || lo >= hi || hi > kept || style == "" {
		return b
	}
	tail := len(b) - start - hi
	open := "\x1b[" + string(style) + "m"
	b = append(b, open...)
	b = append(b, "\x1b[m"...)
	at := b[start:]
	copy(at[hi+len(open)+3:], at[hi:hi+tail])
	copy(at[hi+len(open):], "\x1b[m")
	copy(at[lo+len(open):], s[lo:hi])
	copy(at[lo:], open)
	return b
}

// cells is the width of one displayable rune.
func cells(r rune) int {
	switch {
	case r < 0x7f:
		return 1
	case r >= 0x4e00 && r <= 0x9fff, r >= 0x3000 && r <= 0x303e, r >= 0xff01 && r <= 0xff60:
		return 2
	}
	return tui.Width(string(r))
}

// appendRight appends ASCII text right-aligned; what does not fit becomes "#".
func appendRight(b []byte, s []byte, w int) []byte {
	if len(s) > w {
		for range w {
			b = append(b, '#')
		}
		return b
	}
	return append(pad(b, w-len(s)), s...)
}

// appendWan appends an amount in 万元 with two decimals.
func appendWan(b []byte, f domain.Fen) []byte {
	return appendHundredths(b, domain.RoundDiv(int64(f), 10_000))
}

// appendHundredths appends v/100 with two decimals.
func appendHundredths(b []byte, v int64) []byte {
	if v < 0 {
		b = append(b, '-')
		v = -v
	}
	b = strconv.AppendInt(b, v/100, 10)
	return append(b, '.', byte('0'+v/10%10), byte('0'+v%10))
}

// appendPercent appends a ratio as a percentage with two decimals, "-" without a value.
// Ratios too large for the quick way go through Ratio.Percent.
func appendPercent(b []byte, r domain.Ratio) []byte {
	if !r.Valid() {
		return append(b, '-')
	}
	const limit = 1 << 49
	if r.Num > limit || r.Num < -limit {
		return append(b, r.Percent()...)
	}
	return append(appendHundredths(b, domain.RoundDiv(r.Num*10_000, r.Den)), '%')
}

// appendScore appends hundredths of a point, "-" for none, without trailing zeros.
func appendScore(b []byte, v int32) []byte {
	if v < 0 {
		return append(b, '-')
	}
	return appendTrimmed(b, int64(v))
}

func appendTrimmed(b []byte, v int64) []byte {
	b = appendHundredths(b, v)
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if b[len(b)-1] == '.' {
		b = b[:len(b)-1]
	}
	return b
}

// stripLegend explains the marks.
const stripLegend = "#办结 o在办 .未办 !缺口 -不需要"

// wideStrip is the width from which a strip names its gaps.
const wideStrip = 2 * int(listing.StepCount)

// appendStrip appends the eight marks of a strip. With wideStrip cells each step has two,
// and a gap shows the step's character. Gaps are emphasised unless the row is selected.
func appendStrip(b []byte, s [listing.StepCount]listing.StepState, w int, plain bool) []byte {
	for i, x := range s {
		gap := x == listing.StepTrouble
		lit := gap && !plain && tui.T.Red != ""
		if lit {
			b = append(append(append(b, "\x1b["...), tui.T.Red...), 'm')
		}
		switch {
		case w < wideStrip:
			b = append(b, listing.StepMarks[x])
		case gap:
			b = append(b, listing.StepLetters[i]...)
		default:
			b = append(b, listing.StepMarks[x], ' ')
		}
		if lit {
			b = append(b, "\x1b[m"...)
		}
	}
	return b
}

// cellsOf is the width of plain text in bytes.
func cellsOf(b []byte) (n int) {
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		n += cells(r)
		b = b[size:]
	}
	return n
}

// appendStyled appends a text of w cells in a style unless the row is selected.
func appendStyled(b []byte, s string, w int, style tui.SGR, plain bool) []byte {
	if plain || style == "" || s == "" {
		return appendFit(b, s, w)
	}
	b = append(append(append(b, "\x1b["...), style...), 'm')
	b = appendFit(b, s, w)
	return append(b, "\x1b[m"...)
}

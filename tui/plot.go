package tui

import (
	"math/big"
	"strings"
)

// Unicode allows block glyphs in bars and sparklines (--unicode). They are of ambiguous
// width, so they are off unless the user knows that the terminal's font draws them
// narrow.
var Unicode bool

// Bar draws num/den as a bar of w cells: "######....". A quotient without value is dots;
// more than one fills the bar and ends it with ">".
func Bar(num, den int64, w int) string {
	if den <= 0 || w <= 0 {
		return strings.Repeat(".", max(w, 0))
	}
	if num > den {
		return strings.Repeat(barFull(), w-1) + ">"
	}
	n := scaled(num, den, w)
	return strings.Repeat(barFull(), n) + strings.Repeat(".", w-n)
}

func barFull() string {
	if Unicode {
		return block[len(block)-1]
	}
	return "#"
}

// scaled is num × w / den without overflow, rounded down; it is between 0 and w for any
// positive den.
func scaled(num, den int64, w int) int {
	num = max(0, min(num, den))
	q := new(big.Int).Mul(big.NewInt(num), big.NewInt(int64(w)))
	return int(q.Div(q, big.NewInt(den)).Int64())
}

var (
	levels = []string{"_", ".", "-", "=", "*", "#"}
	block  = []string{"\u2581", "\u2582", "\u2583", "\u2584", "\u2585", "\u2586", "\u2587", "\u2588"}
)

// Sparkline draws one cell per value, from 0 to top; nil is a blank. A value beyond top is
// drawn as top.
func Sparkline(values []*int64, top int64) string {
	glyphs := levels
	if Unicode {
		glyphs = block
	}
	var b strings.Builder
	for _, v := range values {
		if v == nil || top <= 0 {
			b.WriteByte(' ')
			continue
		}
		b.WriteString(glyphs[min(scaled(*v, top, len(glyphs)), len(glyphs)-1)])
	}
	return b.String()
}

// Curve is one line of a plot: values by x, nil for no data, drawn with its mark.
type Curve struct {
	Mark   byte
	Values []*int64
}

// Plot draws curves on an h-line grid with the y axis from 0 to top. Later curves draw
// over earlier ones. Each x takes cell columns.
func Plot(curves []Curve, top int64, cell, h int) []string {
	n := 0
	for _, c := range curves {
		n = max(n, len(c.Values))
	}
	grid := make([][]byte, h)
	for i := range grid {
		grid[i] = []byte(strings.Repeat(" ", n*cell))
	}
	for _, c := range curves {
		for x, v := range c.Values {
			if v == nil || top <= 0 {
				continue
			}
			y := min(scaled(*v, top, h), h-1)
			grid[h-1-y][x*cell+cell/2] = c.Mark
		}
	}
	out := make([]string, h)
	for i := range grid {
		out[i] = "|" + string(grid[i])
	}
	return append(out, "+"+strings.Repeat("-", n*cell))
}

// bigHeight is the number of lines of Big.
const bigHeight = 5

// bigGlyphs are the digits and hexadecimal letters in 5 lines of 5 cells, a bit per cell.
var bigGlyphs = map[rune][bigHeight]uint8{
	'0': {14, 19, 21, 25, 14}, '1': {4, 12, 4, 4, 14}, '2': {30, 1, 14, 16, 31}, '3': {30, 1, 14, 1, 30}, '4': {18, 18, 31, 2, 2},
	'5': {31, 16, 30, 1, 30}, '6': {14, 16, 30, 17, 14}, '7': {31, 2, 4, 8, 8}, '8': {14, 17, 14, 17, 14}, '9': {14, 17, 15, 1, 14},
	'A': {14, 17, 31, 17, 17}, 'B': {30, 17, 30, 17, 30}, 'C': {15, 16, 16, 16, 15}, 'D': {30, 17, 17, 17, 30}, 'E': {31, 16, 30, 16, 31}, 'F': {31, 16, 30, 16, 16},
	'-': {0, 0, 14, 0, 0}, '/': {1, 2, 4, 8, 16}, '.': {0, 0, 0, 0, 4}, ':': {0, 4, 0, 4, 0}, ' ': {},
}

// Big writes digits, A to F and - / . : as letters five lines high and six cells wide
// each, for the draw ceremony. Other characters become blanks.
func Big(s string) []string {
	lines := make([]string, bigHeight)
	for _, r := range strings.ToUpper(s) {
		g := bigGlyphs[r]
		for y := range bigHeight {
			var cell [6]byte
			for x := range cell {
				cell[x] = ' '
				if x < 5 && g[y]&(16>>x) != 0 {
					cell[x] = '#'
				}
			}
			lines[y] += string(cell[:])
		}
	}
	return lines
}

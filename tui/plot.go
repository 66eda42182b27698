package tui

import (
	"math/big"
	"strings"
)

// Bar draws num/den as a bar of w cells: "######....". A quotient without value is dots;
// more than one fills the bar and ends it with ">".
func Bar(num, den int64, w int) string {
	if den <= 0 || w <= 0 {
		return strings.Repeat(".", max(w, 0))
	}
	q := new(big.Int).Div(new(big.Int).Mul(big.NewInt(num), big.NewInt(int64(w))), big.NewInt(den))
	if num > den {
		return strings.Repeat("#", w-1) + ">"
	}
	n := int(max(q.Int64(), 0))
	return strings.Repeat("#", n) + strings.Repeat(".", w-n)
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
			y := min(max(int(*v*int64(h)/top), 0), h-1)
			grid[h-1-y][x*cell+cell/2] = c.Mark
		}
	}
	out := make([]string, h)
	for i := range grid {
		out[i] = "|" + string(grid[i])
	}
	return append(out, "+"+strings.Repeat("-", n*cell))
}

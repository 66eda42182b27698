package xlsx

import (
	"strconv"
	"strings"

	"jixiao/domain"
	"jixiao/domain/parse"
)

// formGrid is one sheet as text: what every reader works on. Merged areas hold their text in
// the top left cell. Cells that a reader understood are marked, so that the rest can be
// listed and nothing is dropped silently.
type formGrid struct {
	name  string
	rows  [][]string
	merge map[[2]int][4]int // any covered cell → area (row, column, last row, last column)
	used  map[[2]int]bool
}

func newFormGrid(name string, rows [][]string) *formGrid {
	return &formGrid{name: name, rows: rows, merge: map[[2]int][4]int{}, used: map[[2]int]bool{}}
}

func (g *formGrid) addMerge(r1, c1, r2, c2 int) {
	for r := r1; r <= r2; r++ {
		for c := c1; c <= c2; c++ {
			g.merge[[2]int{r, c}] = [4]int{r1, c1, r2, c2}
		}
	}
}

func (g *formGrid) height() int { return len(g.rows) }

func (g *formGrid) width(r int) int {
	if r < 0 || r >= len(g.rows) {
		return 0
	}
	return len(g.rows[r])
}

// at is the text standing in the cell itself.
func (g *formGrid) at(r, c int) string {
	if r < 0 || c < 0 || r >= len(g.rows) || c >= len(g.rows[r]) {
		return ""
	}
	return g.rows[r][c]
}

// anchor is the cell that holds the text of a cell: the top left one of its merged area.
func (g *formGrid) anchor(r, c int) (int, int) {
	if m, ok := g.merge[[2]int{r, c}]; ok {
		return m[0], m[1]
	}
	return r, c
}

// end is the last column of the merged area of a cell.
func (g *formGrid) end(r, c int) int {
	if m, ok := g.merge[[2]int{r, c}]; ok {
		return m[3]
	}
	return c
}

// take reads a cell and marks it as understood.
func (g *formGrid) take(r, c int) domain.Text {
	s := g.at(r, c)
	if strings.TrimSpace(s) == "" {
		return domain.Text{}
	}
	g.used[[2]int{r, c}] = true
	return domain.Text{Raw: strings.TrimSpace(s), Cell: cellName(r, c)}
}

// label is the cell's text without blanks, brackets of units and "（盖章）", for comparing.
func (g *formGrid) label(r, c int) string { return cleanLabel(g.at(r, c)) }

func cleanLabel(s string) string {
	s = parse.Squeeze(s)
	for _, cut := range []string{"(盖章)", "(公章)", "(签章)", "(签字)", "★", "*"} {
		s = strings.ReplaceAll(s, cut, "")
	}
	return strings.Trim(s, ":：")
}

// unread lists the cells nobody understood.
func (g *formGrid) unread(from, to int) []domain.UnreadCell {
	var out []domain.UnreadCell
	for r := from; r < min(to, len(g.rows)); r++ {
		for c, s := range g.rows[r] {
			if strings.TrimSpace(s) != "" && !g.used[[2]int{r, c}] {
				out = append(out, domain.UnreadCell{Sheet: g.name, Cell: cellName(r, c), Text: s})
			}
		}
	}
	return out
}

// blankRow reports whether a row has no text.
func (g *formGrid) blankRow(r int) bool {
	for _, s := range g.rows[r] {
		if strings.TrimSpace(s) != "" {
			return false
		}
	}
	return true
}

// cellName is the A1 name of a 0-based cell.
func cellName(r, c int) string { return columnName(c) + strconv.Itoa(r+1) }

func columnName(c int) string {
	s := ""
	for c++; c > 0; c = (c - 1) / 26 {
		s = string(rune('A'+(c-1)%26)) + s
	}
	return s
}

// formGridOf copies a sheet for the form reader.
func formGridOf(g *grid) *formGrid {
	rows := make([][]string, min(g.lastRow(), 5000))
	for _, row := range g.rows {
		if row.n > len(rows) {
			break
		}
		for _, c := range row.cells {
			if c.col > 500 {
				break
			}
			for len(rows[row.n-1]) < c.col {
				rows[row.n-1] = append(rows[row.n-1], "")
			}
			rows[row.n-1][c.col-1] = c.text
		}
	}
	f := newFormGrid(g.name, rows)
	for _, m := range g.merges {
		if m.r2 <= len(rows)+1 && m.c2 <= 500 {
			f.addMerge(m.r1-1, m.c1-1, m.r2-1, m.c2-1)
		}
	}
	return f
}

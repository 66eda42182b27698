package xlsx

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"jixiao/domain"
	"jixiao/domain/intake"
)

// mark says what a cell turned out to be.
type mark uint8

const (
	markNone mark = iota
	markLabel
	markValue
)

// cell is one non-empty cell. Rows and columns are 1-based.
type cell struct {
	col  int
	mark mark
	text string
}

type gridRow struct {
	n     int
	cells []cell // by column
}

// region is a merged range.
type region struct{ r1, c1, r2, c2 int }

// grid is one sheet: its non-empty cells, sparse, with merged ranges and what each cell
// has been understood as.
type grid struct {
	name   string
	rows   []gridRow // by number
	merges []region
	// byRow lists the merges (indices) that touch a row; very tall ones are in tall.
	byRow map[int][]int
	tall  []int
	// warnings are cells that could not be read as they stand, such as formulas without
	// a stored result.
	warnings []intake.CellError
}

// colName returns the letters of a column.
func colName(c int) string {
	var b [4]byte
	i := len(b)
	for c > 0 {
		i--
		b[i] = byte('A' + (c-1)%26)
		c = (c - 1) / 26
	}
	return string(b[i:])
}

// ref returns "E6".
func ref(r, c int) string { return colName(c) + strconv.Itoa(r) }

// parseRef reads "E6" and "$E$6"; ok is false for anything else or out of limits.
func parseRef(s string) (r, c int, ok bool) {
	i := 0
	for ; i < len(s); i++ {
		b := s[i]
		switch {
		case b == '$':
			continue
		case b >= 'a' && b <= 'z':
			b -= 32
			fallthrough
		case b >= 'A' && b <= 'Z':
			if c = c*26 + int(b-'A') + 1; c > MaxColumn {
				return 0, 0, false
			}
			continue
		}
		break
	}
	for ; i < len(s); i++ {
		if s[i] == '$' {
			continue
		}
		if s[i] < '0' || s[i] > '9' {
			return 0, 0, false
		}
		if r = r*10 + int(s[i]-'0'); r > MaxRow {
			return 0, 0, false
		}
	}
	return r, c, r > 0 && c > 0
}

func parseRange(s string) (region, bool) {
	a, b, two := strings.Cut(s, ":")
	r1, c1, ok := parseRef(a)
	if !ok {
		return region{}, false
	}
	if !two {
		return region{r1, c1, r1, c1}, true
	}
	r2, c2, ok := parseRef(b)
	return region{min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)}, ok
}

// add appends a cell; cells must come in any order, sort puts them right.
func (g *grid) add(r, c int, text string) {
	text = strings.TrimFunc(text, func(x rune) bool { return unicode.IsSpace(x) || x == 0xfeff || x == 0x200b })
	if text == "" {
		return
	}
	if len(g.rows) == 0 || g.rows[len(g.rows)-1].n != r {
		g.rows = append(g.rows, gridRow{n: r})
	}
	row := &g.rows[len(g.rows)-1]
	row.cells = append(row.cells, cell{col: c, text: text})
}

// finish sorts rows and cells (writers may emit them in any order), drops repeats and
// indexes the merges.
func (g *grid) finish() {
	sort.SliceStable(g.rows, func(i, j int) bool { return g.rows[i].n < g.rows[j].n })
	out := g.rows[:0]
	for _, row := range g.rows {
		if len(out) > 0 && out[len(out)-1].n == row.n {
			out[len(out)-1].cells = append(out[len(out)-1].cells, row.cells...)
			continue
		}
		out = append(out, row)
	}
	g.rows = out
	for i := range g.rows {
		cells := g.rows[i].cells
		if !slices.IsSortedFunc(cells, func(a, b cell) int { return a.col - b.col }) {
			slices.SortStableFunc(cells, func(a, b cell) int { return a.col - b.col })
		}
		g.rows[i].cells = slices.CompactFunc(cells, func(a, b cell) bool { return a.col == b.col })
	}
	g.indexMerges()
}

func (g *grid) indexMerges() {
	g.byRow = map[int][]int{}
	last, area := g.lastRow(), 0
	for i, m := range g.merges {
		r2 := min(m.r2, last)
		if r2-m.r1 > tallMerge {
			if len(g.tall) < 100 {
				g.tall = append(g.tall, i)
			}
			continue
		}
		if area += max(0, r2-m.r1+1); area > maxMergeArea {
			return
		}
		for r := m.r1; r <= r2; r++ {
			g.byRow[r] = append(g.byRow[r], i)
		}
	}
}

// lastRow is the number of the last non-empty row, 0 for an empty sheet.
func (g *grid) lastRow() int {
	if len(g.rows) == 0 {
		return 0
	}
	return g.rows[len(g.rows)-1].n
}

// row returns the non-empty cells of a row, nil for an empty one.
func (g *grid) row(r int) []cell {
	i := sort.Search(len(g.rows), func(i int) bool { return g.rows[i].n >= r })
	if i == len(g.rows) || g.rows[i].n != r {
		return nil
	}
	return g.rows[i].cells
}

func (g *grid) find(r, c int) *cell {
	cells := g.row(r)
	i := sort.Search(len(cells), func(i int) bool { return cells[i].col >= c })
	if i == len(cells) || cells[i].col != c {
		return nil
	}
	return &cells[i]
}

// text returns the cell's own text, "" for an empty one or one covered by a merge.
func (g *grid) text(r, c int) string {
	if x := g.find(r, c); x != nil {
		return x.text
	}
	return ""
}

// span returns the merged range a cell belongs to, or the cell itself.
func (g *grid) span(r, c int) region {
	for _, i := range g.byRow[r] {
		if m := g.merges[i]; c >= m.c1 && c <= m.c2 {
			return m
		}
	}
	for _, i := range g.tall {
		if m := g.merges[i]; r >= m.r1 && r <= m.r2 && c >= m.c1 && c <= m.c2 {
			return m
		}
	}
	return region{r, c, r, c}
}

// tallMerge is the height from which merges are not indexed by row.
const tallMerge = 2000

// at returns what is seen at a cell: its own text, or that of the merge covering it,
// with the place where the text stands.
func (g *grid) at(r, c int) (text string, ar, ac int) {
	if x := g.find(r, c); x != nil {
		return x.text, r, c
	}
	m := g.span(r, c)
	return g.text(m.r1, m.c1), m.r1, m.c1
}

// set marks a cell as understood.
func (g *grid) set(r, c int, m mark) {
	if x := g.find(r, c); x != nil && x.mark < m {
		x.mark = m
	}
}

// unread lists the cells of rows r1..r2 nobody understood.
func (g *grid) unread(r1, r2 int) []domain.UnreadCell {
	var out []domain.UnreadCell
	for _, row := range g.rows {
		if row.n < r1 || row.n > r2 {
			continue
		}
		for _, c := range row.cells {
			if c.mark == markNone {
				out = append(out, domain.UnreadCell{Sheet: g.name, Cell: ref(row.n, c.col), Text: c.text})
			}
		}
	}
	return out
}

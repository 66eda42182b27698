package xlsx

import (
	"strings"

	"jixiao/domain/parse"
)

// tableCol is one column of a table: cells c1..c2 below its header.
type tableCol struct {
	c1, c2 int
	role   role
	head   string
	key    string
	// side is 1 for the right half of a two-sided target table.
	side int
}

// table is the header of an indicator table.
type table struct {
	top, end int // header rows
	cols     []tableCol
	month    int
	twoSided bool
	// merged caches mergesDown: 0 unknown, 1 no, 2 yes.
	merged int8
}

// mergesDown reports whether the form merges rows in a level's column.
func (t *table) mergesDown(g *grid, c *tableCol) bool {
	if t.merged == 0 {
		t.merged = 1
		for _, m := range g.merges {
			if m.r1 > t.end && m.r2 > m.r1 && m.c1 >= c.c1 && m.c1 <= c.c2 {
				t.merged = 2
			}
		}
	}
	return t.merged == 2
}

func (t *table) has(r role) bool { return t.find(r) != nil }

// find returns the column of a role, the right half's in a two-sided table.
func (t *table) find(r role) *tableCol {
	for i := len(t.cols) - 1; i >= 0; i-- {
		if t.cols[i].role == r && (!t.twoSided || t.cols[i].side == 1 || r == roleLevel1) {
			return &t.cols[i]
		}
	}
	return nil
}

// first returns the column of a role, the left half's in a two-sided table.
func (t *table) first(r role) *tableCol {
	for i := range t.cols {
		if t.cols[i].role == r {
			return &t.cols[i]
		}
	}
	return nil
}

// findTables finds the headers of indicator tables in the segment.
func (p *formParser) findTables() []*table {
	var out []*table
	for i := range p.g.rows {
		r := p.g.rows[i].n
		if r < p.seg.from || r > p.seg.to || len(out) > 0 && r <= out[len(out)-1].end {
			continue
		}
		if t := p.tableAt(r); t != nil {
			out = append(out, t)
			p.month = max(p.month, t.month)
		}
	}
	return out
}

// tableAt reads a row as the header of an indicator table, nil when it is none.
func (p *formParser) tableAt(r int) *table {
	t := &table{top: r, end: r}
	levels, values := 0, 0
	for _, c := range p.g.row(r) {
		key := p.keys.of(c.text)
		ro, month := columnRole(key)
		switch ro {
		case roleLevel1, roleLevel2, roleLevel3:
			levels++
		case rolePlanned, roleActual, roleValue, roleWeight, roleScore:
			values++
		}
		t.month = max(t.month, month)
	}
	if levels == 0 || values == 0 || levels+values < 3 {
		return nil
	}
	t.end = p.headerEnd(r)
	t.cols = p.headerColumns(r, t.end)
	t.split()
	return t
}

// headerEnd is the last row of a header: its merged cells reach down, or the next row only
// continues it.
func (p *formParser) headerEnd(r int) int {
	end := r
	for _, c := range p.g.row(r) {
		if m := p.g.span(r, c.col); m.r1 == r && m.r2-r < 3 {
			if ro, _ := columnRole(p.keys.of(c.text)); ro != roleNone && ro != roleGroup {
				end = max(end, m.r2)
			}
		}
	}
	if end > r {
		return end
	}
	next := p.g.row(r + 1)
	for _, c := range next {
		ro, _ := columnRole(p.keys.of(c.text))
		if ro != roleCause && ro != roleLikely && ro != roleReason && ro != roleNote {
			return r
		}
	}
	if len(next) == 0 {
		return r
	}
	return r + 1
}

// headerColumns lists the columns of header rows top..end: the lowest label of each column
// counts, labels over several columns are groups.
func (p *formParser) headerColumns(top, end int) []tableCol {
	byCol := map[int]tableCol{}
	last := 0
	for r := top; r <= end; r++ {
		for _, c := range p.g.row(r) {
			m := p.g.span(r, c.col)
			byCol[c.col] = tableCol{c1: c.col, c2: m.c2, head: c.text, key: p.keys.of(c.text)}
			last = max(last, c.col)
		}
	}
	var cols []tableCol
	for c := 1; c <= last; c++ {
		col, ok := byCol[c]
		if !ok {
			continue
		}
		col.role, _ = columnRole(col.key)
		if n := len(cols); n > 0 {
			cols[n-1].c2 = max(cols[n-1].c2, min(col.c1-1, cols[n-1].c1+8))
			cols[n-1].c2 = min(cols[n-1].c2, col.c1-1)
		}
		cols = append(cols, col)
	}
	return cols
}

// split settles what depends on the other columns: 指标值 is the planned value unless signs
// or units have columns of their own; repeated columns make a two-sided table.
func (t *table) split() {
	seen := map[role]int{}
	for i := range t.cols {
		seen[t.cols[i].role]++
	}
	parted := seen[roleSign]+seen[roleMeasure] > 0
	for i := range t.cols {
		c := &t.cols[i]
		switch {
		case c.role == roleValue && !parted:
			c.role = rolePlanned
		case c.role == rolePlanned && parted && seen[roleValue] == 0:
			c.role = roleValue
		case c.role == roleValue && seen[rolePlanned] > 0:
			c.role = roleExtra
		}
	}
	if !t.repeats() {
		t.dropRepeats()
		return
	}
	t.twoSided = true
	counts := map[role]int{}
	side := 0
	for i := range t.cols {
		c := &t.cols[i]
		if counts[c.role]++; counts[c.role] > 1 && (c.role == roleLevel1 || c.role == roleLevel2 || c.role == roleLevel3) {
			side = 1
		}
		c.side = side
	}
}

// repeats reports whether a level stands twice under the same heading.
func (t *table) repeats() bool {
	seen := map[string]bool{}
	for i := range t.cols {
		if c := &t.cols[i]; c.role == roleLevel2 || c.role == roleLevel3 {
			if seen[c.key] {
				return true
			}
			seen[c.key] = true
		}
	}
	return false
}

// dropRepeats keeps the first column of each role; a later one is kept as an extra.
func (t *table) dropRepeats() {
	seen := map[role]bool{}
	for i := range t.cols {
		c := &t.cols[i]
		switch c.role {
		case roleNone, roleExtra, roleCause, roleLikely, roleGroup, roleOrdinal:
			continue
		case roleLevel3:
			if seen[c.role] { // 三级指标 | 指标内容
				c.role = roleNote
			}
		}
		if seen[c.role] {
			c.role = roleExtra
		}
		seen[c.role] = true
	}
	if !seen[roleLevel3] { // 评价内容 is the lowest level there is
		for _, low := range []role{roleLevel2, roleLevel1} {
			if c := t.first(low); c != nil {
				c.role = roleLevel3
				return
			}
		}
	}
}

// markHeader marks the header cells of a table as labels; headers nobody knows stay unread.
func (p *formParser) markHeader(t *table) {
	first := t.cols[0].c1
	for i := range t.cols {
		if ro := t.cols[i].role; ro == roleLevel1 || ro == roleLevel2 || ro == roleLevel3 {
			first = t.cols[i].c1
			break
		}
	}
	for r := t.top; r <= t.end; r++ {
		for _, c := range p.g.row(r) {
			ro, _ := columnRole(p.keys.of(c.text))
			if ro != roleNone || c.col < first && (headWord(p.keys.of(c.text)) != wordNone || len([]rune(parse.Squeeze(c.text))) <= 12) {
				p.label(r, c.col)
			}
		}
	}
}

// own returns the first own cell of a column in a row, 0 when it has none.
func (p *formParser) own(r int, c *tableCol) int {
	if c == nil {
		return 0
	}
	for _, x := range p.g.row(r) {
		if x.col >= c.c1 && x.col <= c.c2 {
			return x.col
		}
	}
	return 0
}

// signText reports whether a cell of a sign column is a sign; 定性 and the like are not
// part of the value.
func signText(s string) bool {
	t := parse.Squeeze(s)
	return t != "" && (strings.Trim(t, "≥≤><=≠") == "" || parse.Value(t+"1").Sign != "")
}

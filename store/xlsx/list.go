package xlsx

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"jixiao/domain"
	"jixiao/domain/intake"
	"jixiao/domain/parse"
)

// headerDepth is how many rows are searched for a list's header.
const headerDepth = 60

// maxErrors is how many errors of one file are listed one by one.
const maxErrors = 200

// column is one recognised column of a list.
type column struct {
	col   int
	field string
	// arg is the fund source or the month of the field.
	arg  string
	unit domain.AmountUnit
	head string
	// values are the amounts of the column that state no unit of their own; fractions counts
	// those of 元 with less than a fen, fraction is the cell of the first.
	values    []domain.Fen
	fractions int
	fraction  string
}

// count notes an amount, to see afterwards whether the column's unit can be true.
func (c *column) count(raw string, v domain.Fen, cell string) {
	if strings.ContainsAny(raw, "万亿元") {
		return
	}
	c.values = append(c.values, v)
	if c.unit != domain.UnitYuan {
		return
	}
	if _, frac, ok := strings.Cut(parse.Fold(raw), "."); ok && len(strings.TrimRight(frac, "0")) > 2 {
		if c.fractions++; c.fraction == "" {
			c.fraction = cell
		}
	}
}

// list is a recognised list: its header rows and columns.
type list struct {
	g        *grid
	f        *intake.File
	opts     Options
	top, end int // header rows
	columns  []column
	at       map[string]*column
	kind     domain.FormKind
	title    string
	unit     domain.AmountUnit
	year     int
	month    int
	known    map[int]bool // recognised columns
	skipped  map[int]int  // unrecognised column → filled cells
}

// findList finds the header row of a list; nil when the sheet has none.
func findList(g *grid, f *intake.File, opts Options) *list {
	var best *list
	for _, row := range g.rows[:min(len(g.rows), headerDepth)] {
		if len(row.cells) < 2 {
			continue
		}
		l := &list{g: g, f: f, opts: opts, top: row.n, skipped: map[int]int{}}
		l.mapColumns()
		if l.plausible() && (best == nil || len(l.columns) > len(best.columns)) {
			best = l
		}
	}
	if best == nil {
		return nil
	}
	best.readTitle()
	best.kind = best.tellKind()
	return best
}

// mapColumns recognises the header cells, over two or three rows when cells are merged.
func (l *list) mapColumns() {
	l.end = l.headerEnd()
	l.columns, l.at = nil, map[string]*column{}
	last := 0
	for r := l.top; r <= l.end; r++ {
		if cells := l.g.row(r); len(cells) > 0 {
			last = max(last, cells[len(cells)-1].col)
		}
	}
	recipe := l.recipeColumns()
	for c := 1; c <= last; c++ {
		above, text := l.header(c)
		if text == "" {
			continue
		}
		field := recipe[headKey(text)]
		if field == "" {
			field = recipe[headKey(above+text)]
		}
		if field == "" {
			if field = listField(above, text); slices.Contains(recipeFields(l.opts.Recipe), field) {
				field = "" // the recipe takes another column for it
			}
		}
		if field != "" && l.at[field] == nil {
			l.addColumn(c, field, above, text)
		}
	}
	l.dropInitialFunds()
	l.known = map[int]bool{}
	for i := range l.columns {
		l.at[l.columns[i].field+l.columns[i].arg] = &l.columns[i]
		l.known[l.columns[i].col] = true
	}
}

func (l *list) addColumn(c int, field, above, text string) {
	col := column{col: c, field: field, head: text}
	if i := strings.IndexByte(field, '.'); i >= 0 {
		col.field, col.arg = field[:i+1], field[i+1:]
	}
	if u, ok := parse.UnitIn(text); ok {
		col.unit = u
	} else if u, ok := parse.UnitIn(above); ok {
		col.unit = u
	}
	l.columns = append(l.columns, col)
	l.at[field] = &l.columns[len(l.columns)-1]
}

// dropInitialFunds keeps one set of fund columns: those of the adjusted budget, else those
// of the initial one.
func (l *list) dropInitialFunds() {
	adjusted := slices.ContainsFunc(l.columns, func(c column) bool { return c.field == fieldFund })
	kept := l.columns[:0]
	for _, c := range l.columns {
		if c.field == fieldFundInitial {
			if adjusted {
				continue
			}
			c.field = fieldFund
		}
		kept = append(kept, c)
	}
	l.columns = kept
	l.at = map[string]*column{}
}

func recipeFields(r *Recipe) []string {
	if r == nil {
		return nil
	}
	var out []string
	for f := range r.Columns {
		out = append(out, f)
	}
	return out
}

// recipeColumns maps header keys to fields.
func (l *list) recipeColumns() map[string]string {
	out := map[string]string{}
	if l.opts.Recipe != nil {
		for field, head := range l.opts.Recipe.Columns {
			out[headKey(head)] = field
		}
	}
	return out
}

// headerEnd is the last row of the header: merged header cells reach down, or the next row
// continues it (only labels, nothing under the name).
func (l *list) headerEnd() int {
	end := l.top
	for _, c := range l.g.row(l.top) {
		if m := l.g.span(l.top, c.col); m.r1 == l.top && m.r2-m.r1 < 3 {
			end = max(end, m.r2)
		}
	}
	if end > l.top {
		return end
	}
	next := l.g.row(l.top + 1)
	if len(next) == 0 {
		return end
	}
	for _, c := range next {
		if listField(l.groupAt(c.col), c.text) == "" || strings.ContainsAny(c.text, "0123456789") && monthHeader.FindString(headKey(c.text)) == "" {
			return end
		}
	}
	return l.top + 1
}

// groupAt is the header text of the top row that covers a column: its own, its merge's, or
// that of the nearest cell to the left.
func (l *list) groupAt(c int) string {
	if text, _, _ := l.g.at(l.top, c); text != "" {
		return text
	}
	left := ""
	for _, x := range l.g.row(l.top) {
		if x.col > c {
			break
		}
		left = x.text
	}
	return left
}

// header returns the text of a column's header and the one above it.
func (l *list) header(c int) (above, text string) {
	if l.end == l.top {
		return "", l.g.text(l.top, c)
	}
	text, r, _ := l.g.at(l.end, c)
	if text == "" {
		for r = l.end - 1; r > l.top && text == ""; r-- {
			text, _, _ = l.g.at(r, c)
		}
		if text == "" {
			return "", l.g.text(l.top, c)
		}
	}
	if r <= l.top {
		return "", text
	}
	return l.groupAt(c), text
}

// plausible reports whether the row names projects and something about them.
func (l *list) plausible() bool {
	_, name := l.at[fieldName]
	_, code := l.at[fieldCode]
	if !name && !code || len(l.columns) < 2 {
		return false
	}
	for _, c := range l.columns {
		switch c.field {
		case fieldInitial, fieldAdjusted, fieldExecuted, fieldAmount, fieldMonthly, fieldMonthlyPlan, fieldFund, fieldPlan:
			return true
		}
	}
	return false
}

// readTitle reads what stands above the header: title, unit, year, month.
func (l *list) readTitle() {
	for _, row := range l.g.rows {
		if row.n >= l.top {
			break
		}
		for i := range row.cells {
			c := &row.cells[i]
			if l.title == "" {
				l.title = c.text
			}
			if u, ok := parse.UnitIn(c.text); ok {
				l.unit = u
				c.mark = markLabel
			}
			if y := parse.Year(c.text); y != 0 && l.year == 0 {
				l.year = y
			}
			if m := titleMonth(c.text); m != 0 && l.month == 0 {
				l.month = m
			}
		}
	}
	base := filepath.Base(l.f.Name)
	for _, s := range []string{l.g.name, base} {
		if l.year == 0 {
			l.year = parse.Year(s)
		}
		if l.month == 0 {
			l.month = titleMonth(s)
		}
	}
	if l.year == 0 {
		l.year = l.opts.Year
	}
	if l.month == 0 {
		l.month = l.opts.Month
	}
}

var titleMonthPattern = regexp.MustCompile(`(?:1\s*[-~至—]\s*)?(\d{1,2})\s*月`)

// titleMonth is the only month a title names, the last of a span.
func titleMonth(s string) int {
	all := titleMonthPattern.FindAllStringSubmatch(parse.Fold(s), -1)
	if len(all) != 1 {
		return 0
	}
	n, err := strconv.Atoi(all[0][1])
	if err != nil || n < 1 || n > 12 {
		return 0
	}
	return n
}

func (l *list) has(field string) bool { return l.at[field] != nil }

func (l *list) hasAny(field string) bool {
	return slices.ContainsFunc(l.columns, func(c column) bool { return c.field == field })
}

// tellKind finds out what is listed.
func (l *list) tellKind() domain.FormKind {
	switch l.opts.Kind {
	case domain.FormProjects, domain.FormExecution, domain.FormPayments:
		return l.opts.Kind
	}
	if l.opts.Recipe != nil && l.opts.Recipe.Kind != "" {
		return l.opts.Recipe.Kind
	}
	money := l.has(fieldExecuted) || l.hasAny(fieldMonthly)
	detail := l.hasAny(fieldFund) || l.has(fieldKind) || l.has(fieldNature) || l.has(fieldExAnteReport)
	switch {
	case l.has(fieldDate) && l.has(fieldAmount):
		return domain.FormPayments
	case l.has(fieldAmount) && (l.has(fieldPayee) || l.has(fieldVoucher)):
		return domain.FormPayments
	case money && (!l.has(fieldInitial) || strings.Contains(l.title, "执行") || strings.Contains(l.title, "支出")) && !detail:
		return domain.FormExecution
	case money && !l.has(fieldInitial) && !l.has(fieldAdjusted):
		return domain.FormExecution
	}
	return domain.FormProjects
}

// fail records an error at a cell.
func (l *list) fail(row int, field, value, expected, format string, args ...any) {
	if len(l.f.Errors) > maxErrors {
		return
	}
	if len(l.f.Errors) == maxErrors {
		fileError(l.f, fmt.Sprintf("错误太多，只列出前 %d 处。请改正后重新导入", maxErrors))
		return
	}
	at := ""
	if c := l.at[field]; c != nil {
		at = ref(row, c.col)
	}
	where := fmt.Sprintf("第 %d 行", row)
	if at != "" {
		where = "单元格 " + at
	}
	l.f.Errors = append(l.f.Errors, intake.CellError{Sheet: l.g.name, Cell: at, Value: value, Expected: expected, Message: where + "：" + fmt.Sprintf(format, args...)})
}

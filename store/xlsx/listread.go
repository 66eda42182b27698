package xlsx

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"jixiao/domain"
	"jixiao/domain/intake"
	"jixiao/domain/parse"
)

// read reads the rows of the list into its file.
func (l *list) read() {
	l.checkRecipe()
	l.labels()
	if !l.units() {
		return
	}
	f := l.f
	if f.Layout == "" {
		f.AmountUnit, f.Layout = l.unit, "list"
	}
	if l.opts.Recipe != nil {
		f.Recipe = l.opts.Recipe.Name
	}
	if f.Columns == nil {
		f.Columns = map[string]string{}
	}
	for _, c := range l.columns {
		if key := c.field + c.arg; f.Columns[key] == "" {
			f.Columns[key] = colName(c.col)
		}
	}
	l.rows()
	l.unread()
}

func (l *list) checkRecipe() {
	if l.opts.Recipe == nil {
		return
	}
	for field, head := range l.opts.Recipe.Columns {
		if l.at[field] == nil {
			l.f.Errors = append(l.f.Errors, intake.CellError{Sheet: l.g.name, Expected: head, Message: fmt.Sprintf("列配方“%s”里的表头“%s”在表里找不到。请检查是否选对了文件，或重新指定列", l.opts.Recipe.Name, head)})
		}
	}
}

// labels marks titles and headers as understood.
func (l *list) labels() {
	for _, row := range l.g.rows {
		if row.n > l.end {
			return
		}
		for i := range row.cells {
			if row.n < l.top || l.known[row.cells[i].col] || row.n < l.end {
				row.cells[i].mark = markLabel
			}
		}
	}
}

// units settles the unit of every money column; false when none is stated anywhere.
func (l *list) units() bool {
	if l.opts.Recipe != nil && l.opts.Recipe.Unit != "" && l.opts.Unit == "" {
		l.opts.Unit = l.opts.Recipe.Unit
	}
	for i := range l.columns {
		c := &l.columns[i]
		if !moneyField(c.field) {
			continue
		}
		stated := c.unit
		if stated == "" {
			stated = l.unit
		}
		switch {
		case stated == "" && l.opts.Unit == "":
			l.f.Errors = append(l.f.Errors, intake.CellError{Sheet: l.g.name, Cell: ref(l.end, c.col), Value: c.head, Expected: "元或万元",
				Message: fmt.Sprintf("表头“%s”和表的上方都没有写金额单位。请在表头写明“(元)”或“(万元)”，或导入时指定单位", c.head)})
			return false
		case stated != "" && l.opts.Unit != "" && stated != l.opts.Unit:
			l.f.Errors = append(l.f.Errors, intake.CellError{Sheet: l.g.name, Cell: ref(l.end, c.col), Value: string(stated), Expected: string(l.opts.Unit),
				Message: fmt.Sprintf("表里写的金额单位是“%s”，与指定的“%s”不一致。请核对后只保留一个", stated, l.opts.Unit)})
			return false
		case stated == "":
			stated = l.opts.Unit
		}
		c.unit = stated
		if l.unit == "" {
			l.unit = stated
		}
	}
	return true
}

func moneyField(f string) bool {
	switch f {
	case fieldInitial, fieldAdjusted, fieldCarryover, fieldExAnteNeed, fieldLanded, fieldLastBudget, fieldLastExecuted, fieldExecuted, fieldPlan, fieldAmount, fieldFund, fieldMonthly, fieldMonthlyPlan:
		return true
	}
	return false
}

// rows reads the data rows.
func (l *list) rows() {
	for i := range l.g.rows {
		row := &l.g.rows[i]
		if row.n <= l.end {
			continue
		}
		if l.passOver(row) {
			continue
		}
		switch l.kind {
		case domain.FormProjects:
			l.projectRow(row)
		case domain.FormExecution:
			l.executionRow(row)
		case domain.FormPayments:
			l.paymentRow(row)
		}
	}
	l.checkAfter()
}

var (
	sumWord  = regexp.MustCompile(`^(?:.{0,20})(?:合计|小计|总计|共计)$`)
	noteWord = regexp.MustCompile(`^(?:注|备注|说明|制表|填表|填报|审核|复核|单位负责人|财务负责人|联系人|经办人|打印)[^:]{0,8}:`)
)

// passOver recognises rows without data: sums, repeated headers, notes, placeholders.
func (l *list) passOver(row *gridRow) bool {
	if len(row.cells) == 0 {
		return true
	}
	if l.repeatsHeader(row) || l.sumRow(row) || l.noteRow(row) {
		markAll(row)
		return true
	}
	if l.textAt(row, fieldCode) == "" && l.textAt(row, fieldName) == "" && len(row.cells) == 1 {
		return true // a group heading: listed as unread
	}
	return false
}

func markAll(row *gridRow) {
	for i := range row.cells {
		row.cells[i].mark = max(row.cells[i].mark, markLabel)
	}
}

func (l *list) repeatsHeader(row *gridRow) bool {
	same := 0
	for _, c := range l.columns {
		if t := l.own(row, c.col); t != "" && (t == c.head || len(t) == len(c.head) && headKey(t) == headKey(c.head)) {
			same++
		}
	}
	return same >= 2 && same*2 > len(l.columns)
}

// sumRow recognises 合计 and 小计 rows: they name no code.
func (l *list) sumRow(row *gridRow) bool {
	if c := l.at[fieldCode]; c != nil {
		if t := l.own(row, c.col); t != "" && !sumWord.MatchString(parse.Squeeze(t)) {
			return false
		}
	}
	limit := len(row.cells)
	for i := range row.cells {
		if _, ok := parse.Score(row.cells[i].text); ok && i > 0 {
			limit = i
			break
		}
	}
	for i := range row.cells[:limit] {
		if strings.HasSuffix(row.cells[i].text, "计") && sumWord.MatchString(parse.Squeeze(row.cells[i].text)) {
			return true
		}
	}
	return false
}

func (l *list) noteRow(row *gridRow) bool {
	first := parse.Squeeze(row.cells[0].text)
	return noteWord.MatchString(first) && len(row.cells) <= 6 && l.textAt(row, fieldCode) == ""
}

// own is a cell's own text.
func (l *list) own(row *gridRow, col int) string {
	for i := range row.cells {
		if row.cells[i].col == col {
			return row.cells[i].text
		}
		if row.cells[i].col > col {
			break
		}
	}
	return ""
}

// textAt is a field's own text in a row, "" when the list has no such column.
func (l *list) textAt(row *gridRow, field string) string {
	c := l.at[field]
	if c == nil {
		return ""
	}
	t := l.own(row, c.col)
	if parse.Dash(t) && t != "无" {
		return ""
	}
	return t
}

// code is the project code without blanks and in half-width letters.
func (l *list) code(row *gridRow) string { return parse.Squeeze(l.textAt(row, fieldCode)) }

// shared is a field's text that may be merged over several rows.
func (l *list) shared(row *gridRow, field string) string {
	if t := l.textAt(row, field); t != "" || l.at[field] == nil {
		return t
	}
	t, r, _ := l.g.at(row.n, l.at[field].col)
	if r <= l.end {
		return ""
	}
	return t
}

func (l *list) amount(row *gridRow, c *column) domain.Amount {
	if c == nil {
		return domain.Amount{}
	}
	raw := l.own(row, c.col)
	if raw == "" {
		return domain.Amount{}
	}
	a, err := parse.Amount(raw, c.unit)
	a.Cell = ref(row.n, c.col)
	if a.Known() && *a.Fen != 0 {
		c.count(raw, *a.Fen, a.Cell)
	}
	if err != nil {
		l.fail(row.n, c.field+c.arg, raw, "金额（"+string(c.unit)+"）", "%s", err)
	}
	return a
}

func (l *list) yearOf(row *gridRow) int {
	t := l.shared(row, fieldYear)
	if t == "" {
		return l.year
	}
	if y := parse.Year(t); y != 0 {
		return y
	}
	l.fail(row.n, fieldYear, t, "四位数年份", "“%s”读不成年度。请填四位数年份，如 2026", t)
	return 0
}

// ref names the project of a row.
func (l *list) ref(row *gridRow) intake.Ref {
	r := intake.Ref{Code: l.code(row), Name: l.textAt(row, fieldName), Unit: l.shared(row, fieldUnit), Sheet: l.g.name}
	for _, f := range []string{fieldCode, fieldName} {
		if c := l.at[f]; c != nil && r.Cell == "" && l.own(row, c.col) != "" {
			r.Cell = ref(row.n, c.col)
		}
	}
	return r
}

// mark marks the cells of recognised columns of a row as read.
func (l *list) mark(row *gridRow) {
	for i := range row.cells {
		if l.known[row.cells[i].col] {
			row.cells[i].mark = markValue
		}
	}
}

// unread lists what was not understood: whole columns once, under their header.
func (l *list) unread() {
	for _, row := range l.g.rows {
		if row.n <= l.end {
			continue
		}
		for i := range row.cells {
			c := &row.cells[i]
			if c.mark != markNone {
				continue
			}
			if _, head := l.header(c.col); head != "" && !l.known[c.col] {
				l.skipped[c.col]++
				continue
			}
			l.f.Unread = append(l.f.Unread, domain.UnreadCell{Sheet: l.g.name, Cell: ref(row.n, c.col), Text: c.text})
		}
	}
	for _, c := range l.g.row(l.end) {
		if c.mark == markNone && !l.known[c.col] {
			l.f.Unread = append(l.f.Unread, domain.UnreadCell{Sheet: l.g.name, Cell: ref(l.end, c.col), Text: c.text + "（整列 " + strconv.Itoa(l.skipped[c.col]) + " 格没有读入）"})
		}
	}
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

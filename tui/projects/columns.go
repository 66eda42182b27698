package projects

import (
	"strconv"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/tui"
)

// column is one column of the list on screen.
type column struct {
	id    listing.Column
	title string
	width int
	right bool
	// priority orders dropping when the terminal is narrow: 0 never, higher first.
	priority int
	// field is what = explains, "" for columns that are no figures.
	field string
	draw  func(c *cell) []byte
}

// cell is what a column draws from. plain is set on the selected row, whose reverse video
// other colours would end.
type cell struct {
	b     []byte
	r     listing.Row
	w     int
	plain bool
	today int
	tmp   []byte
}

func (c *cell) right(s []byte) []byte {
	c.tmp = s[:0]
	return appendRight(c.b, s, c.w)
}

// nameMin is the least width of the name, which takes what the others leave.
const nameMin = 26

// columns lists the columns in their order on screen.
var columns = []column{
	{listing.ColumnCode, "项目代码", 21, false, 8, "", func(c *cell) []byte { return appendFit(c.b, c.r.Code, c.w) }},
	{listing.ColumnName, "项目名称", nameMin, false, 0, "", func(c *cell) []byte { return appendFit(c.b, c.r.Name, c.w) }},
	{listing.ColumnGaps, "闭环", 8, false, 0, "", func(c *cell) []byte { return appendStrip(c.b, c.r.Strip, c.w, c.plain) }},
	{listing.ColumnLamp, "灯", 2, false, 0, "lamp", drawLamp},
	{listing.ColumnDepartment, "主管部门", 16, false, 4, "", func(c *cell) []byte { return appendFit(c.b, c.r.Department, c.w) }},
	{listing.ColumnUnit, "预算单位", 16, false, 9, "", func(c *cell) []byte { return appendFit(c.b, c.r.Unit, c.w) }},
	{listing.ColumnKind, "性质", 12, false, 12, "", func(c *cell) []byte { return appendFit(c.b, string(c.r.Kind), c.w) }},
	{listing.ColumnInitial, "年初(万元)", 12, true, 10, "initial", func(c *cell) []byte { return c.right(appendWan(c.tmp, c.r.Initial)) }},
	{listing.ColumnAdjusted, "全年(万元)", 12, true, 1, "adjusted", func(c *cell) []byte { return c.right(appendWan(c.tmp, c.r.Adjusted)) }},
	{listing.ColumnExecuted, "执行(万元)", 12, true, 5, "executed", drawExecuted},
	{listing.ColumnRate, "执行率", 8, true, 2, "rate", func(c *cell) []byte { return c.right(appendPercent(c.tmp, c.r.Rate())) }},
	{listing.ColumnCarryover, "结转(万元)", 12, true, 11, "carryover", func(c *cell) []byte { return c.right(appendWan(c.tmp, c.r.Carryover)) }},
	{listing.ColumnMonth, "月份", 4, true, 13, "executed", func(c *cell) []byte { return c.right(strconv.AppendInt(c.tmp, int64(c.r.Month), 10)) }},
	{listing.ColumnStage, "目标", 6, false, 3, "", func(c *cell) []byte { return appendFit(c.b, string(c.r.Stage), c.w) }},
	{listing.ColumnWaiting, "等待", 4, true, 6, "", drawWaiting},
	{listing.ColumnFindings, "发现", 5, true, 7, "", drawFindings},
	{listing.ColumnRound, "报次", 4, true, 13, "", func(c *cell) []byte { return c.right(strconv.AppendInt(c.tmp, int64(c.r.Round), 10)) }},
	{listing.ColumnCase, "预警", 4, false, 6, "", func(c *cell) []byte { return appendFit(c.b, string(c.r.CaseState), c.w) }},
	{listing.ColumnCaseDue, "期限", 10, true, 12, "", drawDue},
	{listing.ColumnSelf, "自评", 6, true, 7, "self", func(c *cell) []byte { return c.right(appendScore(c.tmp, c.r.SelfScore)) }},
	{listing.ColumnReview, "复核", 6, true, 7, "review", func(c *cell) []byte { return c.right(appendScore(c.tmp, c.r.ReviewScore)) }},
	{listing.ColumnDiff, "差异", 7, true, 11, "diff", drawDiff},
	{listing.ColumnOwner, "责任人", 8, false, 10, "", func(c *cell) []byte { return appendFit(c.b, c.r.Owner, c.w) }},
	{listing.ColumnYear, "年度", 4, true, 14, "", func(c *cell) []byte { return c.right(strconv.AppendInt(c.tmp, int64(c.r.Year), 10)) }},
}

// defaultColumns are shown until somebody chooses.
var defaultColumns = []listing.Column{listing.ColumnName, listing.ColumnGaps, listing.ColumnLamp, listing.ColumnDepartment, listing.ColumnAdjusted, listing.ColumnExecuted,
	listing.ColumnRate, listing.ColumnStage, listing.ColumnCase, listing.ColumnSelf, listing.ColumnCode}

func drawLamp(c *cell) []byte {
	lamp := c.r.Lamp().String()
	return appendStyled(c.b, lamp, c.w, tui.LampStyle(lamp), c.plain)
}

func drawExecuted(c *cell) []byte {
	if c.r.Month == 0 {
		return c.right(append(c.tmp, '-'))
	}
	return c.right(appendWan(c.tmp, c.r.Executed))
}

func drawWaiting(c *cell) []byte {
	if c.r.Stage != domain.StagePending || c.r.Since == 0 {
		return c.right(append(c.tmp, '-'))
	}
	return c.right(strconv.AppendInt(c.tmp, int64(c.today)-int64(c.r.Since), 10))
}

func drawFindings(c *cell) []byte {
	t := strconv.AppendInt(c.tmp, int64(c.r.Fails), 10)
	return c.right(strconv.AppendInt(append(t, '/'), int64(c.r.Warns), 10))
}

func drawDue(c *cell) []byte {
	if c.r.CaseDue == 0 {
		return c.right(append(c.tmp, '-'))
	}
	return c.right(dayOf(c.r.CaseDue).Time().AppendFormat(c.tmp, "2006-01-02"))
}

func drawDiff(c *cell) []byte {
	d, ok := c.r.Diff()
	if !ok {
		return c.right(append(c.tmp, '-'))
	}
	return c.right(appendTrimmed(c.tmp, int64(d)))
}

func dayOf(days int32) domain.Date { return domain.Date{Year: 1970, Month: 1, Day: 1}.Add(int(days)) }

func columnOf(id listing.Column) *column {
	for i := range columns {
		if columns[i].id == id {
			return &columns[i]
		}
	}
	return nil
}

// widthIn is the column's width in a list of w cells.
func (c *column) widthIn(w int) int {
	if c.id == listing.ColumnGaps && w >= roomy {
		return wideStrip
	}
	return c.width
}

// roomy is the list width from which the strip names its gaps.
const roomy = 100

// placed is a column with the width it got.
type placed struct {
	*column
	w int
}

// layout returns the chosen columns that fit into w cells, in screen order; the name takes
// what is left.
func layout(chosen []listing.Column, w int) []placed {
	var out []placed
	for i := range columns {
		for _, id := range chosen {
			if columns[i].id == id {
				out = append(out, placed{&columns[i], columns[i].widthIn(w)})
			}
		}
	}
	for need(out) > w {
		worst := -1
		for i, p := range out {
			if p.priority > 0 && (worst < 0 || p.priority >= out[worst].priority) {
				worst = i
			}
		}
		if worst < 0 {
			break
		}
		out = append(out[:worst], out[worst+1:]...)
	}
	for i := range out {
		if out[i].id == listing.ColumnName {
			out[i].w += max(w-need(out), 0)
		}
	}
	return out
}

// markCells is the width of the mark before the first column.
const markCells = 2

func need(cols []placed) int {
	n := markCells
	for _, c := range cols {
		n += c.w + 1
	}
	return n - 1
}

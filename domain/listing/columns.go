package listing

import (
	"jixiao/domain"
)

// Column names a column of the list; the text is what --sort and --columns take.
type Column string

// Columns of the list.
const (
	ColumnID         Column = "id"
	ColumnCode       Column = "code"
	ColumnName       Column = "name"
	ColumnDepartment Column = "department"
	ColumnUnit       Column = "unit"
	ColumnYear       Column = "year"
	ColumnKind       Column = "kind"
	ColumnInitial    Column = "initial"
	ColumnAdjusted   Column = "adjusted"
	ColumnExecuted   Column = "executed"
	ColumnRate       Column = "rate"
	ColumnMonth      Column = "month"
	ColumnCarryover  Column = "carryover"
	ColumnLamp       Column = "lamp"
	ColumnStage      Column = "stage"
	ColumnWaiting    Column = "waiting"
	ColumnRound      Column = "round"
	ColumnFindings   Column = "findings"
	ColumnCase       Column = "case"
	ColumnCaseDue    Column = "due"
	ColumnSelf       Column = "self"
	ColumnReview     Column = "review"
	ColumnDiff       Column = "diff"
	ColumnGaps       Column = "gaps"
	ColumnOwner      Column = "owner"
	// ColumnLevel (whose turn) and ColumnPinyin are searched, not shown on their own.
	ColumnLevel  Column = "level"
	ColumnPinyin Column = "pinyin"
)

// ColumnInfo describes a column.
type ColumnInfo struct {
	Column Column
	// Title is the Chinese heading.
	Title string
	// Amount marks fen, Number other right-aligned figures.
	Amount, Number bool
}

// Columns lists every column in the order pickers show them.
var Columns = []ColumnInfo{
	{Column: ColumnCode, Title: "项目代码"}, {Column: ColumnName, Title: "项目名称"}, {Column: ColumnDepartment, Title: "主管部门"},
	{Column: ColumnUnit, Title: "预算单位"}, {Column: ColumnGaps, Title: "闭环"}, {Column: ColumnLamp, Title: "灯"},
	{Column: ColumnAdjusted, Title: "全年预算", Amount: true}, {Column: ColumnExecuted, Title: "执行数", Amount: true}, {Column: ColumnRate, Title: "执行率", Number: true},
	{Column: ColumnStage, Title: "目标阶段"}, {Column: ColumnWaiting, Title: "等待起", Number: true}, {Column: ColumnFindings, Title: "发现", Number: true},
	{Column: ColumnCase, Title: "预警状态"}, {Column: ColumnCaseDue, Title: "整改期限", Number: true}, {Column: ColumnSelf, Title: "自评", Number: true},
	{Column: ColumnReview, Title: "复核", Number: true}, {Column: ColumnDiff, Title: "差异", Number: true}, {Column: ColumnInitial, Title: "年初预算", Amount: true},
	{Column: ColumnCarryover, Title: "结转", Amount: true}, {Column: ColumnKind, Title: "性质"}, {Column: ColumnYear, Title: "年度", Number: true},
	{Column: ColumnMonth, Title: "月份", Number: true}, {Column: ColumnRound, Title: "报次", Number: true}, {Column: ColumnOwner, Title: "责任人"},
	{Column: ColumnID, Title: "编号"},
}

// ColumnNamed finds a column by its name or Chinese heading.
func ColumnNamed(s string) (ColumnInfo, bool) {
	for _, c := range Columns {
		if string(c.Column) == s || c.Title == s {
			return c, true
		}
	}
	return ColumnInfo{}, false
}

// Rate returns the row's execution rate, without a value when there is no budget or
// nothing was reported.
func (ix *Index) Rate(row int) domain.Ratio {
	b, i := ix.block(row)
	if b.small[i].month == 0 || b.adjusted[i] <= 0 {
		return domain.Ratio{}
	}
	return domain.Ratio{Num: b.executed[i], Den: b.adjusted[i]}
}

// Rate returns the row's execution rate, see Index.Rate.
func (r *Row) Rate() domain.Ratio {
	if r.Month == 0 || r.Adjusted <= 0 {
		return domain.Ratio{}
	}
	return domain.RatioOf(r.Executed, r.Adjusted)
}

// Diff returns the recheck score less the self-evaluation's, in hundredths; ok is false
// while one of them is unknown.
func (r *Row) Diff() (d int32, ok bool) {
	if r.SelfScore < 0 || r.ReviewScore < 0 {
		return 0, false
	}
	return r.ReviewScore - r.SelfScore, true
}

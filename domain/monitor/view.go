package monitor

import (
	"cmp"
	"slices"

	"jixiao/domain"
	"jixiao/domain/listing"
)

// View is one way of looking at a board: which projects it lists and which amount it is
// about.
type View struct {
	ID, Name string
	// Measure is the title of the amount (万元), Note what the view is for.
	Measure, Note string
	// keep and amount are nil for "all" and for the shortfall to green.
	keep   func(b *Board, row int, g Group, today domain.Date) bool
	amount func(b *Board, row int) domain.Fen
	// byDue sorts by deadline instead of by amount.
	byDue bool
}

// Views lists the views; the first shows everything.
var Views = []View{
	{ID: "all", Name: "全部项目", Measure: "转绿还差", Note: "最差的在前"},
	{ID: "warned", Name: "红灯和黄灯", Measure: "转绿还差", Note: "月末前再支出这些可转绿", keep: func(b *Board, row int, g Group, _ domain.Date) bool {
		return b.figures[row].Lamp(g) >= listing.LampYellow
	}},
	{ID: "idle", Name: "沉淀资金", Measure: "沉淀", Note: "很久没有支出而余额较大", keep: has(FoundIdle), amount: (*Board).balance},
	{ID: "carry", Name: "结转满两年", Measure: "结转", Note: "应收回统筹", keep: has(FoundCarry), amount: func(b *Board, row int) domain.Fen { return b.index.Row(row).Carryover }},
	{ID: "forecast", Name: "预计年底花不完", Measure: "花不出", Note: "按最近几个月的速度推到年底", keep: has(FoundForecast), amount: (*Board).leftover},
	{ID: "gap", Name: "目标与支出不相称", Measure: "未支出", Note: "目标完成而钱没花，或钱花了目标没动", keep: has(FoundGap), amount: (*Board).balance},
	{ID: "wrong", Name: "倒退或超预算", Measure: "累计支出", Note: "先核实数据", keep: has(FoundBack | FoundOver), amount: func(b *Board, row int) domain.Fen { return b.figures[row].Executed }},
	{ID: "cases", Name: "处置中", Measure: "转绿还差", Note: "期限近的在前", byDue: true, keep: func(b *Board, row int, _ Group, _ domain.Date) bool { return b.OpenCase(row) != nil }},
	{ID: "overdue", Name: "处置超期", Measure: "转绿还差", Note: "期限已过", byDue: true, keep: func(b *Board, row int, _ Group, today domain.Date) bool { return b.Overdue(row, today) }},
}

// ViewNamed returns the view with the ID, the first for an unknown one.
func ViewNamed(id string) View {
	for _, v := range Views {
		if v.ID == id {
			return v
		}
	}
	return Views[0]
}

func has(f Found) func(*Board, int, Group, domain.Date) bool {
	return func(b *Board, row int, _ Group, _ domain.Date) bool { return b.figures[row].Found.Has(f) }
}

func (b *Board) balance(row int) domain.Fen {
	return b.index.Row(row).Adjusted - b.figures[row].Executed
}

// leftover is what is not expected to be spent by the year's end.
func (b *Board) leftover(row int) domain.Fen {
	return b.index.Row(row).Adjusted - b.figures[row].Forecast
}

// Amount is what the view is about for a row; ok is false without data.
func (v View) Amount(b *Board, row int, g Group) (domain.Fen, bool) {
	if v.amount != nil {
		return v.amount(b, row), true
	}
	return b.Shortfall(row, g)
}

// Rows returns the rows that the view lists, in its order.
func (v View) Rows(b *Board, g Group, today domain.Date) []uint32 {
	type entry struct {
		row    uint32
		first  int
		amount domain.Fen
	}
	var list []entry
	b.present.Each(func(row int) {
		if v.keep != nil && !v.keep(b, row, g, today) {
			return
		}
		amount, _ := v.Amount(b, row, g)
		list = append(list, entry{uint32(row), v.rank(b, row, g), amount})
	})
	slices.SortFunc(list, func(x, y entry) int {
		return cmp.Or(x.first-y.first, cmp.Compare(y.amount, x.amount), cmp.Compare(b.order[x.row], b.order[y.row]))
	})
	rows := make([]uint32, len(list))
	for i, e := range list {
		rows[i] = e.row
	}
	return rows
}

// rank is the first thing a view sorts by: the lamp (worst first) or the deadline.
func (v View) rank(b *Board, row int, g Group) int {
	const never = 1 << 30
	switch {
	case v.byDue:
		if c := b.OpenCase(row); c != nil && !c.Due.IsZero() {
			return c.Due.Days()
		}
		return never
	case v.amount != nil:
		return 0
	}
	return -severityOf(b.figures[row].Lamp(g))
}

// Total counts what the view lists and sums its amount, over the whole board.
func (v View) Total(b *Board, g Group, today domain.Date) (n int, sum domain.Fen) {
	b.present.Each(func(row int) {
		if v.keep == nil || v.keep(b, row, g, today) {
			amount, _ := v.Amount(b, row, g)
			n, sum = n+1, sum+amount
		}
	})
	return n, sum
}

package review

import (
	"slices"
	"strconv"

	"jixiao/domain"
)

// Changes lists the cells that differ between two versions in the order of the form.
// Rows are matched by their names, then by their place, so that an inserted row does not
// make everything below it look changed.
func Changes(old, cur *domain.TargetVersion) []Change {
	var cs []Change
	text := func(field, label string, o, n domain.Text) {
		if squash(o.Raw) != squash(n.Raw) {
			cs = append(cs, Change{Field: field, OldField: field, Cell: n.Cell, Label: label, Old: o.Raw, New: n.Raw})
		}
	}
	text("goal", "年度总体目标", old.Goal, cur.Goal)
	text("long_goal", "中期目标", old.LongGoal, cur.LongGoal)
	text("owner", "项目责任人", old.Owner, cur.Owner)
	if c, ok := amountChange("total", "年度资金总额", old.Total, cur.Total); ok {
		cs = append(cs, c)
	}
	cs = append(cs, fundChanges(old, cur)...)
	cs = append(cs, commonChanges(&old.Common, &cur.Common)...)
	return append(cs, rowChanges(old.Indicators, cur.Indicators)...)
}

func amountChange(field, label string, o, n domain.Amount) (Change, bool) {
	same := squash(o.Raw) == squash(n.Raw)
	if o.Fen != nil && n.Fen != nil {
		same = *o.Fen == *n.Fen
	}
	return Change{Field: field, OldField: field, Cell: n.Cell, Label: label, Old: amountText(o), New: amountText(n)}, !same
}

func amountText(a domain.Amount) string {
	if a.Fen != nil {
		return a.Fen.Wan() + "万元"
	}
	return a.Raw
}

func fundChanges(old, cur *domain.TargetVersion) []Change {
	var cs []Change
	for i := range max(len(old.Funds), len(cur.Funds)) {
		var o, n domain.StatedFund
		if i < len(old.Funds) {
			o = old.Funds[i]
		}
		if i < len(cur.Funds) {
			n = cur.Funds[i]
		}
		label := n.Item.Raw
		if label == "" {
			label = o.Item.Raw
		}
		field := "funds." + strconv.Itoa(i)
		if c, ok := amountChange(field+".amount", "资金来源「"+label+"」", o.Amount, n.Amount); ok {
			cs = append(cs, c)
		}
	}
	return cs
}

func commonChanges(old, cur *domain.CommonIndicator) []Change {
	var cs []Change
	add := func(field, label string, o, n *domain.Decimal) {
		if percent(o) != percent(n) {
			cs = append(cs, Change{Field: field, OldField: field, Label: label, Old: percent(o), New: percent(n)})
		}
	}
	for m := 1; m <= 12; m++ {
		o, ook := old.Progress[m]
		n, nok := cur.Progress[m]
		add("common.progress."+strconv.Itoa(m), strconv.Itoa(m)+"月末预算执行进度", optional(o, ook), optional(n, nok))
	}
	add("common.expenditure_rate", "预算支出率", old.ExpenditureRate, cur.ExpenditureRate)
	add("common.allocation_rate", "预算到项目率", old.AllocationRate, cur.AllocationRate)
	return cs
}

func optional(d domain.Decimal, ok bool) *domain.Decimal {
	if !ok {
		return nil
	}
	return &d
}

func percent(d *domain.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String() + "%"
}

// rowChanges matches rows and compares their cells.
func rowChanges(old, cur []domain.Indicator) []Change {
	pair := pairRows(old, cur)
	var cs []Change
	for i := range cur {
		n := &cur[i]
		if pair[i] < 0 {
			cs = append(cs, Change{Field: rowPath(i), Cell: n.Level3.Cell, Label: rowLabel(n) + "（新增一行）", New: rowText(n)})
			continue
		}
		cs = append(cs, cellChanges(&old[pair[i]], n, pair[i], i)...)
	}
	for j := range old {
		if !slices.Contains(pair, j) {
			o := &old[j]
			cs = append(cs, Change{OldField: rowPath(j), Cell: o.Level3.Cell, Label: rowLabel(o) + "（删去一行）", Old: rowText(o)})
		}
	}
	return cs
}

func cellChanges(o, n *domain.Indicator, oldRow, row int) []Change {
	var cs []Change
	for _, c := range [...]struct{ col, label, old, new, cell string }{
		{"level1", "一级指标", o.Level1.Raw, n.Level1.Raw, n.Level1.Cell},
		{"level2", "二级指标", o.Level2.Raw, n.Level2.Raw, n.Level2.Cell},
		{"level3", "三级指标名称", o.Level3.Raw, n.Level3.Raw, n.Level3.Cell},
		{"planned", "指标值", o.Planned.Raw, n.Planned.Raw, n.Planned.Cell},
		{"weight", "权重", o.Weight.Raw, n.Weight.Raw, n.Weight.Cell},
		{"note", "备注", o.Note.Raw, n.Note.Raw, n.Note.Cell},
	} {
		if squash(c.old) == squash(c.new) {
			continue
		}
		label := rowLabel(n) + c.label
		if c.col == "level3" {
			label = rowLabel(o) + c.label
		}
		cs = append(cs, Change{Field: rowPath(row) + "." + c.col, OldField: rowPath(oldRow) + "." + c.col, Cell: c.cell, Label: label, Old: c.old, New: c.new})
	}
	return cs
}

// pairRows returns for every current row the old row it continues, -1 for a new one: first
// rows with the same name and class, then rows with the same name, then, between two
// matched neighbours, rows at the same place with the same class.
func pairRows(old, cur []domain.Indicator) []int {
	pair := make([]int, len(cur))
	used := make([]bool, len(old))
	for i := range pair {
		pair[i] = -1
	}
	match := func(same func(o, n *domain.Indicator) bool) {
		for i := range cur {
			for j := 0; pair[i] < 0 && j < len(old); j++ {
				if !used[j] && same(&old[j], &cur[i]) {
					pair[i], used[j] = j, true
				}
			}
		}
	}
	name := func(x *domain.Indicator) string { return squash(x.Level3.Raw) }
	match(func(o, n *domain.Indicator) bool {
		return name(o) == name(n) && squash(o.Planned.Raw) == squash(n.Planned.Raw) && o.Class == n.Class
	})
	match(func(o, n *domain.Indicator) bool { return name(o) == name(n) && o.Class == n.Class })
	match(func(o, n *domain.Indicator) bool { return name(o) == name(n) && name(o) != "" })
	for i := range cur {
		j := 0
		if i > 0 && pair[i-1] >= 0 {
			j = pair[i-1] + 1
		} else if i > 0 {
			continue
		}
		if pair[i] < 0 && j < len(old) && !used[j] && old[j].Class == cur[i].Class && squash(old[j].Level2.Raw) == squash(cur[i].Level2.Raw) {
			pair[i], used[j] = j, true
		}
	}
	return pair
}

func rowLabel(x *domain.Indicator) string {
	kind := x.Kind
	if kind == "" {
		kind = x.Level2.Raw
	}
	return kind + "「" + x.Level3.Raw + "」"
}

func rowText(x *domain.Indicator) string {
	if x.Planned.Raw == "" {
		return x.Level3.Raw
	}
	return x.Level3.Raw + "：" + x.Planned.Raw
}

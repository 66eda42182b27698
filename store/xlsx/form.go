package xlsx

import (
	"regexp"
	"strings"

	"jixiao/domain"
	"jixiao/domain/parse"
)

// formReader reads one self-evaluation or target form out of rows [from, to) of a sheet.
type formReader struct {
	g        *formGrid
	from, to int
	f        domain.Form
	unit     domain.AmountUnit
	// money and head are the header rows of the two tables, -1 for none.
	money, head int
	fundCols    map[string]int
	cols        map[string]int
	firstFund   int
}

// formRanges splits a sheet into forms: each has one "项目名称" label and begins with the
// title rows above it.
func formRanges(g *formGrid) [][2]int {
	var starts []int
	for r := range g.height() {
		for c := range g.width(r) {
			if infoOf(g.label(r, c)) == "project" {
				starts = append(starts, r)
				break
			}
		}
	}
	var out [][2]int
	for i, p := range starts {
		from := 0
		if i > 0 {
			from = titleAbove(g, p, starts[i-1])
			out[i-1][1] = from
		}
		out = append(out, [2]int{from, g.height()})
	}
	return out
}

// titleAbove finds where the title of the form whose project label is in row p begins.
func titleAbove(g *formGrid, p, low int) int {
	from := p
	for r := p - 1; r > low && p-r <= 5; r-- {
		if g.blankRow(r) {
			break
		}
		first := ""
		for c := range g.width(r) {
			if s := strings.TrimSpace(g.at(r, c)); s != "" {
				first = s
				break
			}
		}
		if !strings.Contains(first, "表") && !strings.Contains(first, "年度") && !strings.Contains(first, "附件") && !strings.HasPrefix(first, "部门") {
			break
		}
		from = r
	}
	return from
}

// readForm reads the rows; ok is false when they hold no indicator table.
func readForm(g *formGrid, from, to int, unit domain.AmountUnit) (domain.Form, bool) {
	rd := &formReader{g: g, from: from, to: to, money: -1, head: -1, unit: unit}
	rd.f.Sheet = g.name
	if !rd.findTables() {
		return rd.f, false
	}
	rd.readTitle()
	rd.readFunds()
	rd.readHead()
	rd.readIndicators()
	rd.finish()
	return rd.f, true
}

// findTables finds the header rows of the indicator and the money table.
func (rd *formReader) findTables() bool {
	for r := rd.from; r < rd.to; r++ {
		cols := rd.columns(r, indicatorColumns)
		_, named := cols["level3"]
		_, planned := cols["planned"]
		_, value := cols["value"]
		if named && (planned || value) {
			rd.head, rd.cols = r, cols
			break
		}
	}
	if rd.head < 0 {
		return false
	}
	for r := rd.from; r < rd.head; r++ {
		cols := rd.columns(r, fundColumns)
		_, annual := cols["annual"]
		_, executed := cols["executed"]
		_, initial := cols["initial"]
		if executed && (annual || initial) {
			rd.money, rd.fundCols = r, cols
			rd.firstFund = 1 << 20
			for _, c := range cols {
				rd.firstFund = min(rd.firstFund, c)
			}
			break
		}
	}
	return true
}

// columns maps the fields a header row names to their columns; a field named twice (two
// sides of a target form) keeps the last, the annual side.
func (rd *formReader) columns(r int, table []spelling) map[string]int {
	out := map[string]int{}
	for c := range rd.g.width(r) {
		if f := fieldOf(table, rd.g.label(r, c)); f != "" {
			if _, twice := out[f]; !twice || f == "level2" || f == "level3" || f == "planned" || f == "value" {
				out[f] = c
			}
		}
	}
	return out
}

var reportNumber = regexp.MustCompile(`^[0-9A-Za-z_-]{6,}$`)

// readTitle reads title, year, and what else stands above the project's name.
func (rd *formReader) readTitle() {
	for r := rd.from; r < rd.head; r++ {
		for c := range rd.g.width(r) {
			s := strings.TrimSpace(rd.g.at(r, c))
			if s == "" {
				continue
			}
			if infoOf(rd.g.label(r, c)) == "project" {
				return
			}
			rd.titleCell(r, c, s)
		}
	}
}

func (rd *formReader) titleCell(r, c int, s string) {
	switch {
	case rd.f.Title.Raw == "" && strings.Contains(s, "表") && !strings.HasPrefix(s, "附"):
		rd.f.Title = rd.g.take(r, c)
		rd.setYear(r, c, s)
	case strings.Contains(s, "年度") || parse.Year(s) != 0 && len(s) < 40:
		rd.g.take(r, c)
		rd.setYear(r, c, s)
	case rd.inline(r, c, s):
	case strings.HasPrefix(s, "附") || reportNumber.MatchString(s) || strings.HasPrefix(s, "公开") || isExtra(rd.g.label(r, c)) || strings.Contains(s, "单位") && rd.hasUnit(s):
		rd.extra("表头", r, c)
	}
}

func (rd *formReader) hasUnit(s string) bool { _, ok := parse.UnitIn(s); return ok }

func (rd *formReader) setYear(r, c int, s string) {
	if y := parse.Year(s); y != 0 && rd.f.Year == 0 {
		rd.f.Year, rd.f.YearCell = y, cellName(r, c)
	}
}

// inline reads "部门：永德县教育体育局" in one cell.
func (rd *formReader) inline(r, c int, s string) bool {
	label, value, ok := strings.Cut(strings.ReplaceAll(s, ":", "："), "：")
	value = strings.TrimSpace(value)
	if !ok || value == "" {
		return false
	}
	l := cleanLabel(label)
	field := infoOf(l)
	if l == "部门" {
		field = "department"
	}
	switch field {
	case "department", "unit", "owner":
		t := rd.g.take(r, c)
		t.Raw = value
		rd.setInfo(field, t)
		return true
	}
	return false
}

func (rd *formReader) setInfo(field string, t domain.Text) {
	var to *domain.Text
	switch field {
	case "project":
		to = &rd.f.Project
	case "department":
		to = &rd.f.Department
	case "unit":
		to = &rd.f.Unit
	case "owner":
		to = &rd.f.Owner
	}
	if to != nil && to.Raw == "" {
		*to = t
	}
}

func (rd *formReader) extra(label string, r, c int) {
	if t := rd.g.take(r, c); t.Raw != "" {
		rd.f.Extra = append(rd.f.Extra, domain.LabelValue{Label: label, Value: t})
	}
}

// rightOf is the next non-empty cell to the right of a label, -1 when the next one is a
// label itself or there is none.
func (rd *formReader) rightOf(r, c int) int {
	for x := rd.g.end(r, c) + 1; x < rd.g.width(r); x++ {
		if strings.TrimSpace(rd.g.at(r, x)) == "" {
			continue
		}
		if rd.isLabel(r, x) {
			return -1
		}
		return x
	}
	return -1
}

func (rd *formReader) isLabel(r, c int) bool {
	l := rd.g.label(r, c)
	return infoOf(l) != "" || isExtra(l) || isFundItem(l) || among(goalLabels, l) || among(completionLabels, l)
}

// readHead reads label and value pairs between the title and the indicator table: names,
// amounts of target forms, goals.
func (rd *formReader) readHead() {
	for r := rd.from; r < rd.head; r++ {
		if r == rd.money || rd.isFundRow(r) || rd.goalRow(r) {
			continue
		}
		for c := range rd.g.width(r) {
			if !rd.g.used[[2]int{r, c}] {
				rd.headCell(r, c)
			}
		}
	}
}

func (rd *formReader) headCell(r, c int) {
	l := rd.g.label(r, c)
	field := infoOf(l)
	switch {
	case l == "":
	case field != "":
		rd.g.take(r, c)
		if x := rd.rightOf(r, c); x >= 0 {
			rd.setInfo(field, rd.g.take(r, x))
		}
	case isFundItem(l):
		rd.statedFund(r, c)
	case isExtra(l):
		rd.g.take(r, c)
		if x := rd.rightOf(r, c); x >= 0 {
			rd.extra(l, r, x)
		}
	case rd.sectionLabel(l):
		rd.g.take(r, c)
		rd.unitFrom(rd.g.at(r, c))
	}
}

// sectionLabel recognises the labels of sections, which carry no value.
func (rd *formReader) sectionLabel(l string) bool {
	for _, w := range []string{"项目资金", "资金情况", "预算执行情况", "预算资金", "绩效指标", "年度绩效指标", "年度绩效目标", "项目基本情况", "基本情况", "总体目标", "年度总体目标", "资金来源", "绩效目标", "预算执行", "目标完成情况", "指标完成情况", "绩效指标完成情况", "资金管理情况"} {
		if l == w || strings.HasPrefix(l, w+"(") || strings.TrimLeft(l, "一二三四五六七、.1234567") == w {
			return true
		}
	}
	return false
}

func (rd *formReader) unitFrom(s string) {
	if rd.f.AmountUnit == "" {
		if u, ok := parse.UnitIn(s); ok {
			rd.f.AmountUnit = u
		}
	}
}

// goalRow reads a row that opens the goal section: headings with the texts below, or one
// label with the text to its right.
func (rd *formReader) goalRow(r int) bool {
	var goals, longs, comps []int
	for c := range rd.g.width(r) {
		l := rd.g.label(r, c)
		base, _, _ := strings.Cut(l, "(")
		switch {
		case among(completionLabels, base):
			comps = append(comps, c)
		case among(longGoalLabels, base):
			longs = append(longs, c)
		case among(goalLabels, base):
			goals = append(goals, c)
		}
	}
	if len(goals)+len(longs) == 0 {
		return false
	}
	for _, list := range [][]int{goals, longs, comps} {
		for _, c := range list {
			rd.g.take(r, c)
		}
	}
	if len(comps) > 0 || len(longs) > 0 && len(goals) > 0 {
		rd.goalsBelow(r, goals, longs, comps)
		return true
	}
	if len(goals) > 0 {
		rd.f.Goal = rd.textBeside(r, goals[len(goals)-1])
	}
	if len(longs) > 0 {
		rd.f.LongGoal = rd.textBeside(r, longs[len(longs)-1])
	}
	return true
}

func (rd *formReader) goalsBelow(r int, goals, longs, comps []int) {
	if len(comps) > 0 {
		rd.f.Completion = rd.textBelow(r, comps[len(comps)-1])
	}
	if len(longs) > 0 {
		rd.f.LongGoal = rd.textBelow(r, longs[len(longs)-1])
	}
	for i := len(goals) - 1; i >= 0; i-- {
		if len(comps) == 0 || goals[i] < comps[len(comps)-1] {
			rd.f.Goal = rd.textBelow(r, goals[i])
			return
		}
	}
}

func (rd *formReader) textBeside(r, c int) domain.Text {
	if x := rd.rightOf(r, c); x >= 0 {
		return rd.g.take(r, x)
	}
	return rd.textBelow(r, c)
}

// textBelow reads the text under a heading; if the heading's text is in the next cell to
// the right instead (one row), that.
func (rd *formReader) textBelow(r, c int) domain.Text {
	below := r + 1
	if m, ok := rd.g.merge[[2]int{r, c}]; ok {
		below = m[2] + 1
	}
	if below < rd.head && !rd.isLabel(below, c) {
		if t := rd.g.take(below, c); t.Raw != "" {
			return t
		}
	}
	if x := rd.rightOf(r, c); x >= 0 {
		return rd.g.take(r, x)
	}
	return domain.Text{}
}

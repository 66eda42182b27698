package xlsx

import (
	"strings"

	"jixiao/domain"
	"jixiao/domain/parse"
)

// readIndicators reads the indicator table, the total row and what follows it.
func (rd *formReader) readIndicators() {
	rd.f.HasWeight, rd.f.HasReason, rd.f.HasActual = has(rd.cols, "weight"), has(rd.cols, "reason"), has(rd.cols, "actual")
	if !has(rd.cols, "score") && has(rd.cols, "rawscore") {
		rd.cols["score"] = rd.cols["rawscore"]
		delete(rd.cols, "rawscore")
	}
	rd.f.HasScore = has(rd.cols, "score")
	for c := range rd.g.width(rd.head) {
		if l := rd.g.label(rd.head, c); fieldOf(indicatorColumns, l) != "" || rd.sectionLabel(l) {
			rd.g.take(rd.head, c)
		}
	}
	var level1, level2 domain.Text
	for r := rd.head + 1; r < rd.to; r++ {
		if rd.g.blankRow(r) || rd.totalRow(r) || rd.footerRow(r) {
			continue
		}
		ind, ok := rd.indicatorRow(r, &level1, &level2)
		if ok {
			rd.f.Indicators = append(rd.f.Indicators, ind)
		}
	}
}

func (rd *formReader) indicatorRow(r int, level1, level2 *domain.Text) (domain.Indicator, bool) {
	one, own1 := rd.level(r, "level1")
	if one.Raw != "" {
		if own1 && one.Raw != level1.Raw {
			*level2 = domain.Text{}
		}
		*level1 = one
	}
	two, _ := rd.level(r, "level2")
	if two.Raw != "" {
		*level2 = two
	}
	ind := domain.Indicator{Row: r + 1, Level1: *level1, Level2: *level2}
	ind.Class, ind.Kind, ind.Level1Points = parse.Class(level1.Raw), parse.Kind(level2.Raw), parse.Points(level1.Raw)
	ind.Level3 = rd.cell(r, "level3")
	ind.Level3.Raw = parse.StripPrefix(ind.Level3.Raw)
	ind.Planned = rd.planned(r)
	ind.Actual = rd.value(r, "actual")
	ind.Weight = rd.number(r, rd.cols, "weight", parse.Score)
	ind.Score = rd.number(r, rd.cols, "score", parse.Score)
	ind.Reason, ind.Note = rd.cell(r, "reason"), rd.cell(r, "note")
	for _, f := range []string{"rawscore", "reviewscore", "lastyear"} {
		if c, ok := rd.cols[f]; ok {
			rd.extra(f, r, c)
		}
	}
	rd.takeSection(r)
	if placeholderRow(ind) {
		return ind, false
	}
	empty := ind.Level3.Raw == "" && ind.Planned.Raw == "" && ind.Actual.Raw == "" && ind.Weight.Raw == "" && ind.Score.Raw == ""
	if empty && two.Cell != "" && rd.rowOf(two.Cell) == r {
		return ind, true // a level 2 that was left blank
	}
	return ind, !empty
}

func (rd *formReader) rowOf(cell string) int {
	n := 0
	for _, r := range cell {
		if r >= '0' && r <= '9' {
			n = n*10 + int(r-'0')
		}
	}
	return n - 1
}

func placeholderRow(ind domain.Indicator) bool {
	return ind.Level3.Raw != "" && parse.Placeholder(ind.Level3.Raw) && ind.Planned.Raw == "" && ind.Weight.Raw == ""
}

// level reads a level cell, through its merged area when there is one; own tells that the
// text stands in this very row.
func (rd *formReader) level(r int, field string) (t domain.Text, own bool) {
	c, ok := rd.cols[field]
	if !ok {
		return t, false
	}
	ar, ac := rd.g.anchor(r, c)
	if ar <= rd.head {
		return t, false
	}
	return rd.g.take(ar, ac), ar == r
}

func (rd *formReader) cell(r int, field string) domain.Text {
	c, ok := rd.cols[field]
	if !ok {
		return domain.Text{}
	}
	return rd.g.take(r, c)
}

func (rd *formReader) value(r int, field string) domain.Value {
	t := rd.cell(r, field)
	v := parse.Value(t.Raw)
	v.Cell = t.Cell
	return v
}

// planned reads the planned value, joining split columns (性质｜值｜单位) into the text they
// stand for.
func (rd *formReader) planned(r int) domain.Value {
	if has(rd.cols, "planned") && !has(rd.cols, "measure") {
		return rd.value(r, "planned")
	}
	main := "value"
	if !has(rd.cols, main) {
		main = "planned"
	}
	sign, value, unit := rd.cell(r, "sign"), rd.cell(r, main), rd.cell(r, "measure")
	cell := value.Cell
	if cell == "" {
		cell = sign.Cell
	}
	s := sign.Raw
	if among([]string{"定性", "定量", "正向", "反向"}, s) {
		s = ""
	}
	v := parse.Value(s + value.Raw + unit.Raw)
	v.Cell = cell
	return v
}

// takeSection marks the vertical section label left of the table.
func (rd *formReader) takeSection(r int) {
	first := 1 << 20
	for _, f := range []string{"level1", "level2", "level3"} {
		if c, ok := rd.cols[f]; ok {
			first = min(first, c)
		}
	}
	for c := range first {
		if rd.sectionLabel(rd.g.label(r, c)) {
			rd.g.take(r, c)
		}
	}
}

// totalRow reads the row that sums up the table.
func (rd *formReader) totalRow(r int) bool {
	first := rd.firstText(r)
	if first < 0 || !among(totalWords, rd.g.label(r, first)) {
		return false
	}
	rd.g.take(r, first)
	rd.f.TotalWeight = rd.number(r, rd.cols, "weight", parse.Score)
	rd.f.TotalScore = rd.number(r, rd.cols, "score", parse.Score)
	for c := first + 1; c < rd.g.width(r); c++ {
		if l := rd.g.label(r, c); !rd.g.used[[2]int{r, c}] && among([]string{"优", "良", "中", "差"}, l) {
			rd.f.TotalGrade = rd.g.take(r, c)
		}
	}
	if rd.f.TotalScore.Raw == "" {
		rd.looseTotal(r, first)
	}
	return true
}

// looseTotal takes the only number of a total row whose column is not the score's.
func (rd *formReader) looseTotal(r, first int) {
	found := -1
	for c := first + 1; c < rd.g.width(r); c++ {
		if _, ok := parse.Score(rd.g.at(r, c)); ok && !rd.g.used[[2]int{r, c}] {
			if found >= 0 {
				return
			}
			found = c
		}
	}
	if found >= 0 {
		t := rd.g.take(r, found)
		d, _ := parse.Score(t.Raw)
		rd.f.TotalScore = domain.Number{Raw: t.Raw, Value: &d, Cell: t.Cell}
	}
}

func (rd *formReader) firstText(r int) int {
	for c := range rd.g.width(r) {
		if strings.TrimSpace(rd.g.at(r, c)) != "" {
			return c
		}
	}
	return -1
}

// footerRow reads notes, opinions and explanations below or beside the table.
func (rd *formReader) footerRow(r int) bool {
	first := rd.firstText(r)
	l := rd.g.label(r, first)
	switch {
	case strings.HasPrefix(l, "注") || strings.HasPrefix(l, "说明:") || strings.HasPrefix(l, "备注:") || strings.HasPrefix(l, "填表说明") || strings.HasPrefix(l, "填报说明"):
		for c := first; c < rd.g.width(r); c++ {
			rd.extra("注", r, c)
		}
	case strings.HasPrefix(l, "偏差大或目标未完成原因分析"):
		rd.g.take(r, first)
		if x := rd.rightOf(r, first); x >= 0 {
			rd.f.Reason = rd.g.take(r, x)
		}
	case infoOf(l) != "" || isExtra(l) || strings.Contains(l, "意见") && rd.cols["level1"] >= first && parse.Class(l) == "":
		rd.pairs(r)
	default:
		return rd.inlineFooter(r, first)
	}
	return true
}

// inlineFooter reads "填报人：张三  联系电话：…" in one cell.
func (rd *formReader) inlineFooter(r, first int) bool {
	s := rd.g.at(r, first)
	label, _, ok := strings.Cut(strings.ReplaceAll(s, ":", "："), "：")
	if !ok || !isExtra(cleanLabel(label)) && infoOf(cleanLabel(label)) == "" {
		return false
	}
	for c := first; c < rd.g.width(r); c++ {
		rd.extra(cleanLabel(label), r, c)
	}
	return true
}

func (rd *formReader) pairs(r int) {
	for c := range rd.g.width(r) {
		l := rd.g.label(r, c)
		if l == "" || rd.g.used[[2]int{r, c}] {
			continue
		}
		field := infoOf(l)
		if field == "" && !isExtra(l) && !strings.Contains(l, "意见") {
			continue
		}
		rd.g.take(r, c)
		x := rd.rightOf(r, c)
		if x < 0 {
			continue
		}
		if t := rd.g.take(r, x); field != "" {
			rd.setInfo(field, t)
		} else {
			rd.f.Extra = append(rd.f.Extra, domain.LabelValue{Label: l, Value: t})
		}
	}
}

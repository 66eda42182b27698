package xlsx

import (
	"strings"
	"unicode/utf8"

	"jixiao/domain"
	"jixiao/domain/parse"
)

// levelState carries levels 1 and 2 down over merged and blank cells.
type levelState struct{ one, two domain.Text }

// readTables reads all indicator tables of the form.
func (p *formParser) readTables() {
	for i, t := range p.tables {
		p.markHeader(t)
		p.noteColumns(t)
		end := p.seg.to
		if i+1 < len(p.tables) {
			end = p.tables[i+1].top - 1
		}
		p.readRows(t, t.end+1, end)
	}
}

// noteColumns records which columns the layout has.
func (p *formParser) noteColumns(t *table) {
	f := p.form
	f.HasWeight = f.HasWeight || t.has(roleWeight)
	f.HasScore = f.HasScore || t.has(roleScore)
	f.HasReason = f.HasReason || t.has(roleReason)
	f.HasActual = f.HasActual || t.has(roleActual)
}

func (p *formParser) readRows(t *table, from, to int) {
	var lv levelState
	closed := false // after the total row only labelled rows follow
	for i := range p.g.rows {
		row := &p.g.rows[i]
		if row.n < from || row.n > to {
			continue
		}
		switch {
		case p.allMarked(row):
		case p.totalRow(t, row):
			closed = true
		case p.footRow(t, row, closed):
		default:
			p.indicatorRow(t, row, &lv)
		}
	}
}

func (p *formParser) allMarked(row *gridRow) bool {
	for _, c := range row.cells {
		if c.mark == markNone {
			return false
		}
	}
	return true
}

// footRow recognises rows below the indicators, which readPairs reads: notes, signatures,
// conclusions.
func (p *formParser) footRow(t *table, row *gridRow, closed bool) bool {
	x := p.firstIn(t, row)
	if x == nil {
		return true
	}
	key := p.keys.of(x.text)
	w := headWord(key)
	switch {
	case x.col < p.levelStart(t) && w != wordSection: // a label nobody knows
		return true
	case w == wordSection && p.own(row.n, t.find(roleLevel3)) != 0:
		return false
	case x.col > p.levelStart(t), commonLabel(key), parse.Class(key) != "" && w == wordNone:
		return false
	case w != wordNone, noteText(x.text):
		return true
	}
	if label, _, ok := inlinePair(x.text); ok && headWord(labelKey(label)) != wordNone {
		return true
	}
	span := p.g.span(row.n, x.col)
	lowest := t.find(roleLevel3)
	wide := lowest != nil && span.c1 <= lowest.c1 && span.c2 > lowest.c2 && span.r1 == row.n // a sentence across the levels
	return wide || closed && len(row.cells) == 1 && utf8.RuneCountInString(x.text) > 20
}

// firstIn is the first unmarked cell of a row that is not the vertical label left of the
// table.
func (p *formParser) firstIn(t *table, row *gridRow) *cell {
	first := p.levelStart(t)
	for i := range row.cells {
		x := &row.cells[i]
		if x.mark == markNone && !(x.col < first && p.verticalLabel(row.n, x)) {
			return x
		}
	}
	return nil
}

// levelStart is the column where the levels begin.
func (p *formParser) levelStart(t *table) int {
	for _, c := range t.cols {
		if c.role == roleLevel1 || c.role == roleLevel2 || c.role == roleLevel3 {
			return c.c1
		}
	}
	return 1
}

// verticalLabel recognises 绩效指标 written down the left side, whole or letter by letter.
func (p *formParser) verticalLabel(r int, x *cell) bool {
	key := p.keys.of(x.text)
	m := p.g.span(r, x.col)
	return headWord(key) == wordSection && m.r2 > m.r1 || utf8.RuneCountInString(key) == 1 && strings.Contains("绩效指标年度完成情况", key)
}

// indicatorRow reads one row of the table.
func (p *formParser) indicatorRow(t *table, row *gridRow, lv *levelState) {
	r := row.n
	p.markSide(t, row)
	own1, own2 := p.levels(t, r, lv)
	ind := domain.Indicator{Row: r, Level1: lv.one, Level2: lv.two}
	var hollow bool
	ind.Level3, hollow = p.levelThree(t, r)
	ind.Planned = p.planned(t, r)
	ind.Actual = p.valueOf(t, roleActual, r)
	if c := t.find(roleWeight); c != nil {
		ind.Weight = p.numberIn(c, r)
	}
	if c := t.find(roleScore); c != nil {
		ind.Score = p.numberIn(c, r)
	}
	ind.Reason, ind.Note = p.textIn(t.find(roleReason), r), p.textIn(t.find(roleNote), r)
	ind.Class, ind.Kind, ind.Level1Points = parse.Class(lv.one.Raw), parse.Kind(lv.two.Raw), parse.Points(lv.one.Raw)
	if ind.Class == "" {
		ind.Class = classOfKind(ind.Kind, lv.one.Raw)
	}
	m := p.monitorIn(t, r, ind)
	p.extrasIn(t, r, &ind)
	p.leftSide(t, r, lv)
	switch {
	case placeholderRow(&ind, hollow):
	case p.commonRow(&ind):
	case emptyRow(&ind) && !own1 && !own2:
	case emptyRow(&ind) && lv.two.Raw == "" && own1: // a level 1 alone is a heading
	default:
		p.form.Indicators = append(p.form.Indicators, ind)
		m.Indicator = ind
		p.monitor = append(p.monitor, m)
	}
}

func emptyRow(x *domain.Indicator) bool {
	return x.Level3.Raw == "" && x.Planned.Raw == "" && x.Actual.Raw == "" && x.Weight.Raw == "" && x.Score.Raw == "" && x.Reason.Raw == ""
}

// placeholderRow recognises rows that only say "fill in here"; prefixed tells that the name
// was 指标1： and nothing more.
func placeholderRow(x *domain.Indicator, prefixed bool) bool {
	name := x.Level3.Raw
	hollow := func(s string) bool { return s == "" || parse.Placeholder(s) || parse.Dash(s) }
	return (name != "" || prefixed) && hollow(name) && hollow(x.Planned.Raw) && hollow(x.Weight.Raw) && hollow(x.Actual.Raw)
}

// commonRow takes the three common indicators of 第十条 as such. Under a heading of their
// own they are no indicators of the project.
func (p *formParser) commonRow(x *domain.Indicator) bool {
	name := x.Level3.Raw
	if !commonLabel(labelKey(name)) {
		if name = x.Level2.Raw; !commonLabel(labelKey(name)) || x.Level3.Raw != "" {
			return false
		}
	}
	if p.form.HasActual || p.form.HasScore {
		return false // a self-evaluation scores them like any other indicator
	}
	p.addExtra(name, domain.Text{Raw: x.Planned.Raw, Cell: x.Planned.Cell})
	if x.Planned.Raw == "" {
		return strings.Contains(x.Level1.Raw, "共性")
	}
	return strings.Contains(x.Level1.Raw, "共性") || x.Class == ""
}

// classOfKind restores a level 1 whose text was lost, only "(50分)" being left.
func classOfKind(kind, level1 string) string {
	if level1 != "" && strings.Trim(parse.Squeeze(level1), "()0123456789.分") != "" {
		return ""
	}
	switch kind {
	case "数量指标", "质量指标", "时效指标", "成本指标":
		return domain.ClassOutput
	case "经济成本指标", "社会成本指标", "生态环境成本指标":
		return domain.ClassCost
	case "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标":
		return domain.ClassBenefit
	case "服务对象满意度指标":
		return domain.ClassSatisfaction
	}
	return ""
}

// levels brings levels 1 and 2 up to date; it tells whether this row prints them itself.
func (p *formParser) levels(t *table, r int, lv *levelState) (own1, own2 bool) {
	if c := t.find(roleLevel1); c != nil {
		text, ar := p.levelText(c, r, t.end, markLabel)
		if text.Raw != "" && ar == r {
			if fragment(text.Raw) && lv.one.Raw != "" && p.form.Indicators != nil {
				lv.one.Raw += text.Raw // the rest of a label written over several rows
			} else {
				lv.one, lv.two = text, domain.Text{}
				own1 = true
			}
		}
	}
	if c := t.find(roleLevel2); c != nil {
		text, ar := p.levelText(c, r, t.end, markLabel)
		switch {
		case text.Raw != "" && ar == r:
			lv.two, own2 = text, true
		case text.Raw == "" && t.mergesDown(p.g, c): // where rows are merged, a blank is a blank
			lv.two = domain.Text{}
		}
	}
	return own1, own2
}

// fragment recognises a piece of a level 1 label: "(50分)", or a character or two.
func fragment(s string) bool {
	t := parse.Squeeze(s)
	return strings.Trim(t, "()0123456789.分") == "" || utf8.RuneCountInString(t) <= 2 && parse.Class(t) == ""
}

// levelText reads a level's cell, through its merge; ar is the row it stands in.
func (p *formParser) levelText(c *tableCol, r, head int, as mark) (t domain.Text, ar int) {
	at := p.own(r, c)
	if ar = r; at == 0 {
		m := p.g.span(r, c.c1)
		if m.r1 <= head || m.r1 == r {
			return t, 0
		}
		ar, at = m.r1, m.c1
	}
	p.g.set(ar, at, as)
	if text := p.g.text(ar, at); text != "" {
		t = domain.Text{Raw: text, Cell: p.cellName(ar, at)}
	}
	return t, ar
}

// levelThree reads the name, of this row or merged from above, without 指标1：.
func (p *formParser) levelThree(t *table, r int) (text domain.Text, hollow bool) {
	c := t.find(roleLevel3)
	if c == nil {
		return text, false
	}
	text, ar := p.levelText(c, r, t.end, markValue)
	if ar != r && p.own(r, t.find(rolePlanned)) == 0 && p.own(r, t.find(roleValue)) == 0 {
		return domain.Text{}, false
	}
	bare := parse.StripPrefix(text.Raw)
	hollow = bare == "" && text.Raw != ""
	if text.Raw = bare; hollow {
		text.Cell = ""
	}
	return text, hollow
}

// markSide marks what stands left of the levels: the vertical label, row numbers.
func (p *formParser) markSide(t *table, row *gridRow) {
	first := p.levelStart(t)
	for i := range row.cells {
		x := &row.cells[i]
		if x.col >= first {
			return
		}
		if _, number := parse.Score(x.text); number || p.verticalLabel(row.n, x) {
			x.mark = max(x.mark, markLabel)
		}
	}
}

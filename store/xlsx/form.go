package xlsx

import (
	"strings"

	"jixiao/domain"
	"jixiao/domain/intake"
	"jixiao/domain/parse"
)

// formParser reads one form out of one segment of a sheet.
type formParser struct {
	g    *grid
	keys *keyCache
	seg  segment
	// prefix stands before cell names of continuation sheets: "附页!".
	prefix string
	form   *domain.Form
	opts   Options
	warn   func(intake.CellError)
	tables []*table
	fund   *fundTable
	// month is the N of 1-N月 labels, 0 for none.
	month int
	// extra of monitoring forms, by indicator.
	monitor  []domain.MonitoringIndicator
	forecast domain.Amount
	extent   int // last column of the form
	weak     map[word]string
}

// parseForm reads a form; nil when the segment holds none.
func parseForm(g *grid, keys *keyCache, seg segment, opts Options, warn func(intake.CellError)) *formParser {
	p := &formParser{g: g, keys: keys, seg: seg, form: &domain.Form{Sheet: g.name}, opts: opts, warn: warn, weak: map[word]string{}}
	if p.tables = p.findTables(); len(p.tables) == 0 {
		return nil
	}
	p.measure()
	p.readTitle()
	p.findUnit()
	p.readFunds()
	p.readGoals()
	p.readTables()
	p.readPairs()
	p.finish()
	return p
}

// measure finds how far to the right the form reaches.
func (p *formParser) measure() {
	for _, t := range p.tables {
		for _, c := range t.cols {
			p.extent = max(p.extent, c.c2)
		}
	}
	for _, c := range p.g.row(p.seg.from) {
		p.extent = max(p.extent, p.g.span(p.seg.from, c.col).c2)
	}
}

func (p *formParser) key(r, c int) string { return p.keys.of(p.g.text(r, c)) }

func (p *formParser) cellName(r, c int) string { return p.prefix + ref(r, c) }

// take marks a cell as read and returns its text.
func (p *formParser) take(r, c int) domain.Text {
	x := p.g.find(r, c)
	if x == nil {
		return domain.Text{}
	}
	x.mark = markValue
	return domain.Text{Raw: x.text, Cell: p.cellName(r, c)}
}

func (p *formParser) label(r, c int) { p.g.set(r, c, markLabel) }

// each calls fn for the unmarked cells of a row, left to right; fn may mark cells.
func (p *formParser) each(r int, fn func(c int, text string)) {
	cells := p.g.row(r)
	for i := range cells {
		if cells[i].mark == markNone {
			fn(cells[i].col, cells[i].text)
		}
	}
}

// readTitle reads title, year, and the small print around them.
func (p *formParser) readTitle() {
	end := p.seg.to
	for r := p.seg.from; r <= end; r++ {
		for _, c := range p.g.row(r) {
			if headWord(p.keys.of(c.text)) == wordProject || p.tableRow(r) {
				end = r - 1
			}
		}
		if r <= end {
			p.each(r, func(c int, text string) { p.titleCell(r, c, text) })
		}
	}
	if p.form.Title.Raw == "" && p.g.name != "" && titleText(p.g.name) {
		p.form.Title = domain.Text{Raw: p.g.name}
	}
}

func (p *formParser) tableRow(r int) bool {
	for _, t := range p.tables {
		if r >= t.top && r <= t.end {
			return true
		}
	}
	return false
}

func (p *formParser) titleCell(r, c int, text string) {
	short := len(text) < 150
	switch {
	case p.form.Title.Raw == "" && titleText(text):
		p.form.Title = p.take(r, c)
		p.setYear(r, c, text)
	case titleText(text):
		p.label(r, c)
	case short && strings.Contains(text, "年度") && !strings.ContainsAny(text, "：:"), short && parse.Year(text) != 0 && smallPrint(text):
		p.label(r, c)
		p.setYear(r, c, text)
	case p.inline(r, c, text):
	case p.statesUnit(r, c, text), smallPrint(text):
		p.label(r, c)
	case p.form.Title.Raw == "" && short && strings.HasSuffix(parse.Squeeze(text), "表"):
		p.form.Title = p.take(r, c)
		p.setYear(r, c, text)
	}
}

func (p *formParser) setYear(r, c int, text string) {
	if y := parse.Year(text); y != 0 && p.form.Year == 0 {
		p.form.Year, p.form.YearCell = y, p.cellName(r, c)
	}
}

// statesUnit reads "金额单位：万元" cells.
func (p *formParser) statesUnit(_, _ int, text string) bool {
	if len(text) > 60 || !strings.Contains(text, "单位") && !strings.HasPrefix(parse.Squeeze(text), "(") {
		return false
	}
	u, ok := parse.UnitIn(text)
	if ok && p.form.AmountUnit == "" {
		p.form.AmountUnit = u
	}
	return ok
}

// findUnit looks for the unit of amounts in the labels of the whole form, nearest first:
// the money section, its headers, any cell that states one.
func (p *formParser) findUnit() {
	if p.fund = p.findFunds(); p.fund != nil {
		for r := p.fund.top; r <= p.fund.end && p.form.AmountUnit == ""; r++ {
			for _, c := range p.g.row(r) {
				p.unitFrom(c.text)
			}
		}
	}
	for r := p.seg.from; r <= p.seg.to && p.form.AmountUnit == ""; r++ {
		if len(p.tables) > 0 && r >= p.tables[0].top {
			break
		}
		for _, c := range p.g.row(r) {
			if k := p.keys.of(c.text); labelWords[k] == wordSection || strings.Contains(k, "资金") || strings.Contains(k, "单位") || strings.Contains(k, "预算") {
				p.unitFrom(c.text)
			}
		}
	}
	if p.form.AmountUnit == "" {
		p.form.AmountUnit = p.opts.Unit
		return
	}
	if p.opts.Unit != "" && p.opts.Unit != p.form.AmountUnit {
		p.warn(intake.CellError{Sheet: p.g.name, Value: string(p.form.AmountUnit), Expected: string(p.opts.Unit),
			Message: "表上写的金额单位是" + string(p.form.AmountUnit) + "，与指定的" + string(p.opts.Unit) + "不一致，按表上写的读入"})
	}
}

func (p *formParser) unitFrom(text string) {
	if len(text) > 90 || p.form.AmountUnit != "" {
		return
	}
	if u, ok := parse.UnitIn(text); ok {
		p.form.AmountUnit = u
	}
}

// finish names kind and layout and lists what was not understood.
func (p *formParser) finish() {
	f := p.form
	if f.Department.Raw == "" {
		for _, x := range f.Extra {
			if x.Label == "部门" || x.Label == "部门名称" {
				f.Department = x.Value
			}
		}
	}
	f.Kind = p.kind()
	f.Layout = p.layout()
	if f.Year == 0 {
		for _, x := range f.Extra {
			if (x.Label == "年度" || x.Label == "预算年度") && f.Year == 0 {
				f.Year, f.YearCell = parse.Year(x.Value.Raw), x.Value.Cell
			}
		}
	}
	f.Unread = p.g.unread(p.seg.from, p.seg.to)
}

func (p *formParser) kind() domain.FormKind {
	for _, t := range p.tables {
		if t.has(roleLikely) || t.has(roleForecast) {
			return domain.FormMonitoring
		}
	}
	k := kindOfTitle(p.form.Title.Raw)
	if k == domain.FormTarget && p.anyActual() && !strings.Contains(p.form.Title.Raw, "申报") {
		return domain.FormSelfEval // 绩效目标完成情况表
	}
	if k != domain.FormUnknown {
		return k
	}
	if p.form.HasActual || p.form.HasScore {
		return domain.FormSelfEval
	}
	return domain.FormTarget
}

func (p *formParser) anyActual() bool {
	for i := range p.form.Indicators {
		if p.form.Indicators[i].Actual.Raw != "" {
			return true
		}
	}
	return false
}

// amountAt reads a money cell; one that cannot be read keeps its text, has no value and is
// reported.
func (p *formParser) amountAt(r, c int) domain.Amount {
	t := p.take(r, c)
	if t.Raw == "" {
		return domain.Amount{}
	}
	a, err := parse.Amount(t.Raw, p.form.AmountUnit)
	a.Cell = t.Cell
	if err != nil && len(t.Raw) < 200 {
		p.warn(intake.CellError{Sheet: p.g.name, Cell: ref(r, c), Value: t.Raw, Expected: "金额", Message: "单元格 " + ref(r, c) + "：" + err.Error()})
	}
	return a
}

// numberAt reads a weight, score or rate.
func (p *formParser) numberAt(r, c int, read func(string) (domain.Decimal, bool)) domain.Number {
	t := p.take(r, c)
	if t.Raw == "" {
		return domain.Number{}
	}
	n := domain.Number{Raw: t.Raw, Cell: t.Cell}
	if d, ok := read(t.Raw); ok {
		n.Value = &d
	} else if !parse.Dash(t.Raw) && len(t.Raw) < 200 {
		p.warn(intake.CellError{Sheet: p.g.name, Cell: ref(r, c), Value: t.Raw, Expected: "数字", Message: "单元格 " + ref(r, c) + "：“" + t.Raw + "”读不成数字，原文已保留"})
	}
	return n
}

func (p *formParser) addExtra(label string, v domain.Text) {
	if v.Raw != "" {
		p.form.Extra = append(p.form.Extra, domain.LabelValue{Label: label, Value: v})
	}
}

package xlsx

import (
	"regexp"
	"strconv"
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

// readPairs reads label and value pairs in all cells that no table took.
func (p *formParser) readPairs() {
	notes := false
	for _, row := range p.g.rows {
		if row.n < p.seg.from || row.n > p.seg.to {
			continue
		}
		p.each(row.n, func(c int, text string) {
			x := p.g.find(row.n, c)
			if x.mark != markNone {
				return
			}
			note := noteText(text) && c == row.cells[0].col
			if !p.pair(row.n, c, text) && (note || notes && c == row.cells[0].col && numberedNote.MatchString(parse.Squeeze(text))) {
				x.mark = markLabel
			}
			notes = notes || note
		})
	}
}

// numberedNote is a further line of the notes below a form.
var numberedNote = regexp.MustCompile(`^[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[①-⑩])[.、)）]?`)

// noteText recognises the notes below a form.
func noteText(s string) bool {
	t := parse.Squeeze(s)
	for _, w := range []string{"注:", "注1", "注.", "备注:", "说明:", "填表说明", "填报说明", "注、"} {
		if strings.HasPrefix(t, w) {
			return true
		}
	}
	return smallPrint(s)
}

// pair reads one label with its value; false when the cell is no label.
func (p *formParser) pair(r, c int, text string) bool {
	key := p.keys.of(text)
	w := headWord(key)
	if w == wordNone {
		if item, _ := fundItem(key); item && p.pairAmount(r, c, text) {
			return true
		}
		if p.inline(r, c, text) {
			return true
		}
		if p.statesUnit(r, c, text) || strings.HasSuffix(parse.Squeeze(text), ":") && len(text) < 60 {
			w, key = wordExtra, strings.Trim(key, ":")
		} else {
			return false
		}
	}
	p.label(r, c)
	switch w {
	case wordSection:
	case wordExtra:
		values := p.valuesRight(r, c)
		if len(values) == 0 && p.besideLabel(r, c) {
			values = append(values, p.valueBelow(r, c))
		}
		for _, v := range values {
			p.addExtra(key, v)
		}
	default:
		if v := p.valueRight(r, c); v.Raw != "" {
			p.setHead(w, key, v)
		}
	}
	return true
}

// setHead fills a field of the head; one that is filled already keeps its value.
func (p *formParser) setHead(w word, key string, v domain.Text) {
	to := map[word]*domain.Text{wordProject: &p.form.Project, wordDepartment: &p.form.Department, wordUnit: &p.form.Unit, wordOwner: &p.form.Owner, wordReason: &p.form.Reason,
		wordGoal: &p.form.Goal, wordLongGoal: &p.form.LongGoal, wordCompletion: &p.form.Completion}[w]
	if w == wordReason {
		p.form.HasReason = true
	}
	switch {
	case to == nil:
		p.addExtra(key, v)
	case to.Raw == "":
		*to = v
		if weakWords[key] {
			p.weak[w] = key
		}
	case p.weak[w] != "" && !weakWords[key]: // 实施单位 says more than 单位名称
		p.addExtra(p.weak[w], *to)
		*to = v
		delete(p.weak, w)
	default:
		p.addExtra(key, v)
	}
}

// weakWords name a field less precisely than its other labels.
var weakWords = map[string]bool{"单位名称": true, "填报单位": true, "申报单位": true, "预算单位": true, "一级预算单位": true, "中央主管部门": true, "省级主管部门": true, "市级主管部门": true, "专项名称": true, "责任人": true}

// known reports whether a cell is a label.
func (p *formParser) known(r, c int) bool {
	key := p.key(r, c)
	item, _ := fundItem(key)
	return headWord(key) != wordNone || item
}

// valueRight takes the next cell to the right unless it is a label itself.
func (p *formParser) valueRight(r, c int) domain.Text {
	for _, x := range p.g.row(r) {
		if x.col <= c || p.g.span(r, c).c2 >= x.col {
			continue
		}
		if x.mark != markNone || headWord(p.keys.of(x.text)) != wordNone {
			break
		}
		return p.take(r, x.col)
	}
	return domain.Text{}
}

// besideLabel reports whether a label's neighbour is a label too: a heading row, whose
// values stand below.
func (p *formParser) besideLabel(r, c int) bool {
	before, after := 0, 0
	for _, x := range p.g.row(r) {
		switch {
		case x.col < c:
			before = x.col
		case x.col > c && after == 0:
			after = x.col
		}
	}
	if after != 0 {
		return headWord(p.goalKey(p.g.text(r, after))) != wordNone
	}
	return before != 0 && headWord(p.goalKey(p.g.text(r, before))) != wordNone
}

// valuesRight takes all cells up to the next label, within the form.
func (p *formParser) valuesRight(r, c int) []domain.Text {
	var out []domain.Text
	for _, x := range p.g.row(r) {
		if x.col <= c {
			continue
		}
		if x.mark != markNone || headWord(p.keys.of(x.text)) != wordNone || x.col > max(p.extent, c+1) {
			break
		}
		if label, _, ok := inlinePair(x.text); ok && headWord(labelKey(label)) != wordNone {
			break
		}
		out = append(out, p.take(r, x.col))
	}
	return out
}

// inline reads label and value written in one cell.
func (p *formParser) inline(r, c int, text string) bool {
	label, value, ok := inlinePair(text)
	if !ok {
		return false
	}
	key := labelKey(label)
	w := headWord(key)
	if w == wordNone || w == wordSection {
		return false
	}
	if value == "" {
		return false
	}
	t := p.take(r, c)
	if w == wordExtra && key == "单位" || key == "金额单位" {
		if u, ok := parse.UnitIn(text); ok && p.form.AmountUnit == "" {
			p.form.AmountUnit = u
		}
	}
	t.Raw = value
	if w == wordExtra {
		p.addExtra(key, t)
	} else {
		p.setHead(w, key, t)
	}
	return true
}

// pairAmount reads a money label whose amount stands beside it, outside any money table.
func (p *formParser) pairAmount(r, c int, text string) bool {
	for _, x := range p.g.row(r) {
		if x.col <= c {
			continue
		}
		if x.mark != markNone {
			return false
		}
		a, err := parse.Amount(x.text, p.form.AmountUnit)
		if err != nil && a.Raw != "" {
			return false
		}
		p.label(r, c)
		p.addExtra(strings.TrimRight(parse.Fold(text), ": "), p.take(r, x.col))
		return true
	}
	return false
}

func sheetPrefix(g *grid) string { return g.name + "!" }

func rowNumber(cell string) int {
	n, _ := strconv.Atoi(strings.TrimLeft(cell[strings.LastIndexByte(cell, '!')+1:], "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	return n
}

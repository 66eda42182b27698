package xlsx

import (
	"regexp"
	"strings"

	"jixiao/domain"
	"jixiao/domain/parse"
)

// fundTable is the money section of a form.
type fundTable struct {
	top, end int // header row (or first row) and last row
	cols     []tableCol
	// pairs: no header, labels with their amounts beside them.
	pairs bool
	month int
}

func (t *fundTable) find(r role) *tableCol {
	for i := range t.cols {
		if t.cols[i].role == r {
			return &t.cols[i]
		}
	}
	return nil
}

// findFunds finds the money section: a header with budget and execution columns, else rows
// of money labels.
func (p *formParser) findFunds() *fundTable {
	end := p.tables[0].top - 1
	for i := range p.g.rows {
		r := p.g.rows[i].n
		if r < p.seg.from || r > end {
			continue
		}
		if t := p.fundHeader(r); t != nil {
			t.end = p.fundEnd(t, end)
			p.month = max(p.month, t.month)
			return t
		}
	}
	for i := range p.g.rows {
		r := p.g.rows[i].n
		if r < p.seg.from || r > end || !p.fundLabelRow(r) {
			continue
		}
		t := &fundTable{top: r, end: r, pairs: true}
		for t.end < end && (p.fundLabelRow(t.end+1) || len(p.g.row(t.end+1)) == 0 && t.end+2 <= end && p.fundLabelRow(t.end+2)) {
			t.end++
		}
		return t
	}
	return nil
}

// fundHeader reads a row as the header of a money table: at least two money columns and no
// amount in it.
func (p *formParser) fundHeader(r int) *fundTable {
	t := &fundTable{top: r}
	money, items := 0, 0
	for _, c := range p.g.row(r) {
		if _, err := parse.Amount(c.text, domain.UnitYuan); err == nil && !parse.Dash(c.text) {
			return nil
		}
		ro, month := fundRole(p.keys.of(c.text))
		if ro == roleInitial || ro == roleAnnual || ro == roleExecuted || ro == roleForecast {
			money++
		}
		if item, _ := fundItem(p.keys.of(c.text)); item && ro == roleNone {
			items++
		}
		t.month = max(t.month, month)
	}
	if money < 2 && !(money == 1 && items > 1) {
		return nil
	}
	t.cols = p.headerColumns(r, r)
	for i := range t.cols {
		c := &t.cols[i]
		if c.role, _ = fundRole(c.key); c.role == roleNone {
			if item, _ := fundItem(c.key); item {
				c.role = roleItem
			}
		}
	}
	p.itemHeading(t)
	t.keepFirst()
	return t
}

// itemHeading finds a heading of the labels' column that reads like a money column: 年度预算数
// over 总额, 其中：财政资金.
func (p *formParser) itemHeading(t *fundTable) {
	c, annual := t.find(roleAnnual), 0
	for i := range t.cols {
		if t.cols[i].role == roleAnnual {
			annual++
		}
	}
	if annual < 2 {
		return
	}
	for _, x := range p.g.row(t.top + 1) {
		if x.col < c.c1 || x.col > c.c2 {
			continue
		}
		if item, _ := fundItem(p.keys.of(x.text)); item && x.col < t.lastMoney() {
			c.role = roleItem
		}
	}
}

// lastMoney is the column of the rightmost budget figure.
func (t *fundTable) lastMoney() int {
	last := 0
	for i := range t.cols {
		if ro := t.cols[i].role; ro == roleAnnual || ro == roleInitial || ro == roleExecuted {
			last = max(last, t.cols[i].c1)
		}
	}
	return last
}

// keepFirst keeps the first column of each role.
func (t *fundTable) keepFirst() {
	seen := map[role]bool{}
	for i := range t.cols {
		c := &t.cols[i]
		if c.role == roleAnnual && t.cols[i].key == "预算数" && seen[roleAnnual] {
			c.role = roleExtra
		}
		if seen[c.role] && c.role != roleNone && c.role != roleItem {
			c.role = roleExtra
		}
		seen[c.role] = true
	}
}

// firstMoney is the column of the leftmost figure.
func (t *fundTable) firstMoney() int {
	for i := range t.cols {
		switch t.cols[i].role {
		case roleInitial, roleAnnual, roleExecuted, roleForecast, roleRate:
			return t.cols[i].c1
		}
	}
	return 1
}

// fundEnd is the last row of a money table.
func (p *formParser) fundEnd(t *fundTable, limit int) int {
	end, left := t.top, p.g.row(t.top)[0].col
	for r := t.top + 1; r <= limit; r++ {
		cells := p.g.row(r)
		if len(cells) == 0 {
			continue
		}
		for _, c := range cells {
			key := p.keys.of(c.text)
			if w := headWord(key); w != wordNone && w != wordSection {
				if item, _ := fundItem(key); !item && !commonLabel(key) {
					return end
				}
			}
			if labelWords[key] == wordSection && p.g.span(r, c.col).r1 == r && c.col <= left {
				if item, _ := fundItem(key); !item {
					return end
				}
			}
		}
		end = r
	}
	return end
}

// fundLabelRow reports whether a row holds a money label with its amount beside it or still
// empty.
func (p *formParser) fundLabelRow(r int) bool {
	for _, c := range p.g.row(r) {
		key := p.keys.of(c.text)
		if w := labelWords[key]; w != wordNone && w != wordSection && w != wordExtra {
			return false
		}
		if item, _ := fundItem(key); item {
			return true
		}
	}
	return false
}

// readFunds reads the money section.
func (p *formParser) readFunds() {
	switch {
	case p.fund == nil:
	case p.fund.pairs:
		p.readFundPairs()
	case p.acrossFunds():
	case p.groupedFunds():
	default:
		p.readFundTable()
	}
}

func (p *formParser) markFundHeader() {
	for _, c := range p.g.row(p.fund.top) {
		key := p.keys.of(c.text)
		ro, _ := fundRole(key)
		item, _ := fundItem(key)
		if ro != roleNone || item || headWord(key) != wordNone || c.col < p.fund.firstMoney() {
			p.label(p.fund.top, c.col)
		}
	}
	p.form.HasInitial = p.fund.find(roleInitial) != nil
	p.form.HasRate = p.fund.find(roleRate) != nil
}

func (p *formParser) readFundTable() {
	p.markFundHeader()
	t := p.fund
	first := t.firstMoney()
	for r := t.top + 1; r <= t.end; r++ {
		if len(p.g.row(r)) == 0 {
			continue
		}
		f := domain.FormFund{Row: r}
		for _, c := range p.g.row(r) {
			if c.col >= first {
				break
			}
			f.Item = p.take(r, c.col) // the label next to the figures
		}
		_, f.Total = fundItem(labelKey(f.Item.Raw))
		f.Item.Raw = strings.TrimRight(f.Item.Raw, ":： ")
		p.fundFigures(&f, r)
		if f.Item.Raw == "" {
			if f.Initial.Raw+f.Annual.Raw+f.Executed.Raw == "" {
				continue
			}
			f.Total = true // a table of one line has no labels
		}
		p.form.Funds = append(p.form.Funds, f)
	}
	p.oneTotal()
}

// fundFigures reads the figures of a row.
func (p *formParser) fundFigures(f *domain.FormFund, r int) {
	for i := range p.fund.cols {
		c := &p.fund.cols[i]
		at := p.own(r, c)
		if at == 0 {
			continue
		}
		switch c.role {
		case roleInitial:
			f.Initial = p.amountAt(r, at)
		case roleAnnual:
			f.Annual = p.amountAt(r, at)
		case roleExecuted:
			f.Executed = p.amountAt(r, at)
		case roleForecast:
			if a := p.amountAt(r, at); p.forecast.Raw == "" {
				p.forecast = a
			}
		case roleWeight:
			f.Weight = p.numberAt(r, at, parse.Score)
		case roleScore:
			f.Score = p.numberAt(r, at, parse.Score)
		case roleRate:
			f.Rate = p.numberAt(r, at, parse.Rate)
		case roleReason:
			f.Reason = p.take(r, at)
		case roleExtra, roleNote:
			p.addExtra(c.key+" "+f.Item.Raw, p.take(r, at))
		}
	}
	if p.fund.find(roleAnnual) == nil && f.Annual.Raw == "" && p.baseIsInitial() {
		f.Annual = f.Initial // 年初预算数(A): the rate's denominator
	}
}

// baseIsInitial reports whether the form measures the rate against the initial budget: the
// header marks it (A).
func (p *formParser) baseIsInitial() bool {
	c := p.fund.find(roleInitial)
	return c != nil && strings.Contains(parse.Squeeze(c.head), "(A)")
}

// oneTotal settles which row is the total, and its weight where headers state it.
func (p *formParser) oneTotal() {
	seen := false
	for i := range p.form.Funds {
		if f := &p.form.Funds[i]; f.Total {
			f.Total = !seen
			seen = true
		}
	}
	if !seen && len(p.form.Funds) == 1 {
		p.form.Funds[0].Total = true
	}
	if t := p.form.TotalFund(); t != nil && t.Weight.Raw == "" && p.fund.find(roleWeight) == nil {
		t.Weight = p.headerPoints()
	}
}

var headerPoints = regexp.MustCompile(`\((\d+(?:\.\d+)?)分`)

// headerPoints is the weight that headings state where no column does: 得分（20分*执行率）,
// 预算执行情况(万元)(20分).
func (p *formParser) headerPoints() domain.Number {
	for r := p.fund.top; r <= p.fund.top+1; r++ {
		for _, c := range p.g.row(r) {
			key := p.keys.of(c.text)
			ro, _ := fundRole(key)
			if ro == roleNone && headWord(key) != wordSection {
				continue
			}
			m := headerPoints.FindStringSubmatch(parse.Squeeze(c.text))
			if m == nil {
				continue
			}
			if d, err := domain.ParseDecimal(m[1]); err == nil {
				return domain.Number{Raw: m[1], Value: &d, Cell: p.cellName(r, c.col)}
			}
		}
	}
	return domain.Number{}
}

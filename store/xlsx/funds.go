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
	end := t.top
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
			if labelWords[key] == wordSection && p.g.span(r, c.col).r1 == r && c.col <= 2 {
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

// acrossFunds reads money tables whose sources are columns: 中央 | 省级 | 本级 | 合计 | 执行数.
func (p *formParser) acrossFunds() bool {
	t := p.fund
	first := t.firstMoney()
	sources, total := 0, t.find(roleAnnual)
	for i := range t.cols {
		c := &t.cols[i]
		if c.role != roleItem || c.key == "资金来源" || c.c1 < first-3 && len(t.cols) < 4 {
			continue
		}
		if _, sum := fundItem(c.key); sum {
			total = c
			continue
		}
		sources++
	}
	if sources < 2 || total == nil {
		return false
	}
	p.markFundHeader()
	for r := t.top + 1; r <= t.end; r++ {
		if p.own(r, total) == 0 {
			continue
		}
		for i := range t.cols {
			c := &t.cols[i]
			if at := p.own(r, c); c.role == roleItem && c != total && at != 0 {
				p.label(t.top, c.c1)
				p.form.Funds = append(p.form.Funds, domain.FormFund{Row: r, Item: domain.Text{Raw: c.head, Cell: p.cellName(t.top, c.c1)}, Annual: p.amountAt(r, at)})
			}
		}
		sum := domain.FormFund{Row: r, Total: true, Item: domain.Text{Raw: total.head, Cell: p.cellName(t.top, total.c1)}, Annual: p.amountAt(r, p.own(r, total))}
		total.role = roleNone
		p.fundFigures(&sum, r)
		p.form.Funds = append([]domain.FormFund{sum}, p.form.Funds...)
		break
	}
	p.oneTotal()
	return true
}

// groupedFunds reads money tables where each heading covers label and amount: 预算安排情况 |
// 资金到位情况 | 资金执行情况, with 预算数 | 100 under the first.
func (p *formParser) groupedFunds() bool {
	t := p.fund
	annual, executed := t.find(roleAnnual), t.find(roleExecuted)
	if annual == nil || executed == nil || !p.pairedUnder(annual) || !p.pairedUnder(executed) {
		return false
	}
	p.markFundHeader()
	for r := t.top + 1; r <= t.end; r++ {
		f := domain.FormFund{Row: r}
		for i := range t.cols {
			c := &t.cols[i]
			label, value := p.pairUnder(c, r)
			if label == 0 && value == 0 {
				continue
			}
			var text domain.Text
			if label != 0 {
				text = domain.Text{Raw: p.g.text(r, label), Cell: p.cellName(r, label)}
				p.label(r, label)
			}
			switch c.role {
			case roleAnnual:
				f.Item = text
				f.Annual = p.amountAt(r, value)
			case roleExecuted:
				f.Executed = p.amountAt(r, value)
			case roleRate:
				f.Rate = p.numberAt(r, max(label, value), parse.Rate)
			default:
				p.addExtra(c.key+" "+strings.TrimRight(text.Raw, ":："), p.take(r, value))
			}
		}
		if f.Item.Raw == "" && f.Executed.Raw == "" {
			continue
		}
		_, f.Total = fundItem(labelKey(f.Item.Raw))
		p.form.Funds = append(p.form.Funds, f)
	}
	p.oneTotal()
	return true
}

// pairUnder finds label and amount of a row under a heading.
func (p *formParser) pairUnder(c *tableCol, r int) (label, value int) {
	for _, x := range p.g.row(r) {
		if x.col < c.c1 || x.col > c.c2 {
			continue
		}
		if _, err := parse.Amount(x.text, domain.UnitYuan); err == nil {
			value = x.col
		} else if label == 0 {
			label = x.col
		}
	}
	return label, value
}

func (p *formParser) pairedUnder(c *tableCol) bool {
	if c.c2 == c.c1 {
		return false
	}
	for r := p.fund.top + 1; r <= p.fund.end; r++ {
		if label, value := p.pairUnder(c, r); label != 0 && value != 0 {
			return true
		}
	}
	return false
}

// readFundPairs reads the money section of target forms: 年度资金总额 | 10. The left half of
// a two-sided form is the medium term.
func (p *formParser) readFundPairs() {
	long := 0
	for r := p.fund.top; r <= p.fund.end; r++ {
		for _, c := range p.g.row(r) {
			key := p.keys.of(c.text)
			if item, _ := fundItem(key); item && long == 0 && (strings.HasPrefix(key, "中期") || strings.HasPrefix(key, "实施期") || strings.HasPrefix(key, "长期")) {
				long = c.col
			}
		}
	}
	for r := p.fund.top; r <= p.fund.end; r++ {
		p.each(r, func(c int, text string) { p.fundPair(r, c, text, long) })
	}
	p.oneTotal()
}

func (p *formParser) fundPair(r, c int, text string, long int) {
	if x := p.g.find(r, c); x == nil || x.mark != markNone {
		return
	}
	key := p.keys.of(text)
	item, total := fundItem(key)
	if !item {
		if labelWords[key] == wordSection || strings.Contains(key, "资金") && len(key) < 40 {
			p.label(r, c)
			p.unitFrom(text)
		}
		return
	}
	p.label(r, c)
	f := domain.FormFund{Row: r, Item: domain.Text{Raw: text, Cell: p.cellName(r, c)}, Total: total}
	f.Item.Raw = strings.TrimRight(f.Item.Raw, ":： ")
	if next := p.nextOwn(r, c); next != 0 && !p.known(r, next) {
		if a, err := parse.Amount(p.g.text(r, next), p.form.AmountUnit); err == nil || a.Raw != "" && startsWithDigit(a.Raw) {
			f.Annual = p.amountAt(r, next)
		}
	}
	if long != 0 && c == long {
		p.addExtra("中期 "+f.Item.Raw, domain.Text{Raw: f.Annual.Raw, Cell: f.Annual.Cell})
		return
	}
	p.form.Funds = append(p.form.Funds, f)
}

func startsWithDigit(s string) bool {
	t := parse.Squeeze(s)
	return t != "" && t[0] >= '0' && t[0] <= '9'
}

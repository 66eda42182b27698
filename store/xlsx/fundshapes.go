package xlsx

import (
	"strings"

	"jixiao/domain"
	"jixiao/domain/parse"
)

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

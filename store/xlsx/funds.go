package xlsx

import (
	"regexp"
	"strings"

	"jixiao/domain"
	"jixiao/domain/parse"
)

var fundItems = []string{
	"财政拨款", "本年财政拨款", "当年财政拨款", "本年一般公共预算拨款", "一般公共预算拨款", "一般公共预算", "政府性基金预算", "政府性基金", "国有资本经营预算", "社会保险基金预算", "财政资金", "财政专户管理资金", "单位资金", "其他资金", "其它资金",
	"上年结转资金", "上年结转", "结转资金", "中央资金", "中央财政资金", "中央补助", "省级资金", "省级财政资金", "省级补助", "市级资金", "市级财政资金", "市级补助", "县级资金", "区级资金", "本级资金", "地方资金", "地方财政资金", "自有资金", "事业收入", "经营性收入", "社会资本", "债务资金", "中期资金总额", "实施期资金总额",
}

// bareItem removes "其中：" and trailing colons from a money label.
func bareItem(l string) string {
	l = strings.TrimLeft(strings.TrimPrefix(l, "其中"), ":：")
	return strings.Trim(l, ":：")
}

// isFundItem recognises a money label without its value.
func isFundItem(l string) bool {
	b := bareItem(l)
	if i := strings.IndexByte(b, '('); i > 0 {
		b = b[:i]
	}
	return among(fundItems, b) || among(fundTotals, b) && b != "合计"
}

func isTotalItem(l string) bool {
	b := bareItem(l)
	if i := strings.IndexByte(b, '('); i > 0 {
		b = b[:i]
	}
	return among(fundTotals, b)
}

// isFundRow reports whether a row belongs to the money table: it was read there.
func (rd *formReader) isFundRow(r int) bool {
	if rd.money < 0 {
		return false
	}
	for i := range rd.f.Funds {
		if rd.f.Funds[i].Row == r+1 {
			return true
		}
	}
	return false
}

// readFunds reads the money table below its header row.
func (rd *formReader) readFunds() {
	if rd.money < 0 {
		return
	}
	for c := range rd.g.width(rd.money) {
		l := rd.g.label(rd.money, c)
		if fieldOf(fundColumns, l) != "" || rd.sectionLabel(l) || l != "" && c < rd.firstFund {
			rd.unitFrom(rd.g.at(rd.money, c))
			rd.g.take(rd.money, c)
		}
	}
	rd.f.HasInitial = has(rd.fundCols, "initial")
	rd.f.HasRate = has(rd.fundCols, "rate")
	if rd.f.AmountUnit == "" {
		rd.f.AmountUnit = rd.unit
	}
	for r := rd.money + 1; r < rd.head; r++ {
		if !rd.fundRow(r) {
			break
		}
	}
}

func has(m map[string]int, k string) bool { _, ok := m[k]; return ok }

// fundRow reads one row; false ends the table.
func (rd *formReader) fundRow(r int) bool {
	item := -1
	for c := 0; c < rd.firstFund && c < rd.g.width(r); c++ {
		if strings.TrimSpace(rd.g.at(r, c)) == "" {
			continue
		}
		l := rd.g.label(r, c)
		if among(goalLabels, l) || among(completionLabels, l) || infoOf(l) != "" || rd.sectionLabel(l) && !isFundItem(l) {
			return false
		}
		item = c // the label next to the figures
	}
	if item < 0 {
		return rd.g.blankRow(r)
	}
	for c := range item {
		rd.g.take(r, c)
	}
	row := domain.FormFund{Row: r + 1, Item: rd.g.take(r, item)}
	row.Item.Raw = strings.TrimRight(row.Item.Raw, ":： ")
	row.Total = isTotalItem(rd.g.label(r, item))
	row.Initial, row.Annual, row.Executed = rd.amount(r, "initial"), rd.amount(r, "annual"), rd.amount(r, "executed")
	row.Weight, row.Score, row.Rate = rd.number(r, rd.fundCols, "weight", parse.Score), rd.number(r, rd.fundCols, "score", parse.Score), rd.number(r, rd.fundCols, "rate", parse.Rate)
	if row.Total && !has(rd.fundCols, "weight") {
		row.Weight = rd.headerPoints()
	}
	if c, ok := rd.fundCols["reason"]; ok {
		row.Reason = rd.g.take(r, c)
	}
	if c, ok := rd.fundCols["arrived"]; ok {
		rd.extra("到位数", r, c)
	}
	rd.f.Funds = append(rd.f.Funds, row)
	return true
}

var headerPoints = regexp.MustCompile(`\((\d+(?:\.\d+)?)分`)

// headerPoints is the weight that the money table's headings state, as in
// 得分（20分*执行率）, where there is no column for it.
func (rd *formReader) headerPoints() domain.Number {
	for c := range rd.g.width(rd.money) {
		if m := headerPoints.FindStringSubmatch(rd.g.label(rd.money, c)); m != nil {
			if d, err := domain.ParseDecimal(m[1]); err == nil {
				return domain.Number{Raw: m[1], Value: &d, Cell: cellName(rd.money, c)}
			}
		}
	}
	return domain.Number{}
}

func (rd *formReader) amount(r int, field string) domain.Amount {
	c, ok := rd.fundCols[field]
	if !ok {
		return domain.Amount{}
	}
	return rd.amountAt(r, c)
}

func (rd *formReader) amountAt(r, c int) domain.Amount {
	s := strings.TrimSpace(rd.g.at(r, c))
	if s == "" {
		return domain.Amount{}
	}
	a, err := parse.Amount(s, rd.f.AmountUnit)
	a.Cell = cellName(r, c)
	if err == nil || a.Raw != "" {
		rd.g.used[[2]int{r, c}] = err == nil
	}
	return a
}

func (rd *formReader) number(r int, cols map[string]int, field string, read func(string) (domain.Decimal, bool)) domain.Number {
	c, ok := cols[field]
	if !ok {
		return domain.Number{}
	}
	t := rd.g.take(r, c)
	if t.Raw == "" {
		return domain.Number{}
	}
	n := domain.Number{Raw: t.Raw, Cell: t.Cell}
	if d, ok := read(t.Raw); ok {
		n.Value = &d
	} else if !parse.Dash(t.Raw) {
		rd.g.used[[2]int{r, c}] = false // not a number: listed as unread, the text is kept
	}
	return n
}

// statedFund reads "年度资金总额 | 10" of target forms, which have no money table.
func (rd *formReader) statedFund(r, c int) {
	t := rd.g.take(r, c)
	if rd.f.AmountUnit == "" {
		for x := range rd.g.width(r) {
			rd.unitFrom(rd.g.at(r, x))
		}
		if rd.f.AmountUnit == "" {
			rd.f.AmountUnit = rd.unit
		}
	}
	row := domain.FormFund{Row: r + 1, Item: t, Total: isTotalItem(rd.g.label(r, c))}
	row.Item.Raw = strings.TrimRight(row.Item.Raw, ":： ")
	if x := rd.rightOf(r, c); x >= 0 {
		row.Annual = rd.amountAt(r, x)
	}
	if rd.longTerm(r, c) {
		if row.Annual.Raw != "" {
			rd.f.Extra = append(rd.f.Extra, domain.LabelValue{Label: "中期 " + row.Item.Raw, Value: domain.Text{Raw: row.Annual.Raw, Cell: row.Annual.Cell}})
		}
		return
	}
	rd.f.Funds = append(rd.f.Funds, row)
}

// longTerm reports whether a money label belongs to the medium-term side: it stands in or
// under the column of 中期资金总额.
func (rd *formReader) longTerm(r, c int) bool {
	for up := r; up >= rd.from && up > r-8; up-- {
		for x := range rd.g.width(up) {
			l := bareItem(rd.g.label(up, x))
			if strings.HasPrefix(l, "中期资金总额") || strings.HasPrefix(l, "实施期资金总额") {
				return x == c
			}
		}
	}
	return false
}

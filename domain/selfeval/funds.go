package selfeval

import (
	"strconv"
	"strings"

	"jixiao/domain"
	"jixiao/domain/parse"
	"jixiao/domain/rule"
)

// column is one money column of a form.
type column struct {
	name, field string
	of          func(*domain.FormFund) *domain.Amount
}

var columns = []column{
	{"年初预算数", "initial", func(x *domain.FormFund) *domain.Amount { return &x.Initial }},
	{"全年预算数", "annual", func(x *domain.FormFund) *domain.Amount { return &x.Annual }},
	{"全年执行数", "executed", func(x *domain.FormFund) *domain.Amount { return &x.Executed }},
}

func fundTotals(s Subject) rule.Result {
	if s.fund == nil || len(s.f.Funds) < 2 {
		return rule.Missing()
	}
	var fs []rule.Finding
	judged := false
	for _, c := range columns {
		total := c.of(s.fund)
		if !total.Known() {
			continue
		}
		sum, ok, agrees := s.parts(c, *total.Fen)
		judged = judged || ok
		if !ok || agrees {
			continue
		}
		i := s.fundIndex()
		f := s.on("funds."+strconv.Itoa(i)+"."+c.field, total.Cell, total.Raw, c.name+"的资金总额印的是"+total.Fen.Wan()+"万元，各分项合计是"+sum.Wan()+"万元，两处不一致；请核对各项资金来源。")
		f.Expected = sum.Wan() + "万元"
		fs = append(fs, f)
	}
	if !judged {
		return rule.Missing()
	}
	return rule.Found(fs...)
}

func (s *Subject) fundIndex() int {
	for i := range s.f.Funds {
		if s.f.Funds[i].Total {
			return i
		}
	}
	return 0
}

// parts adds the lines below the total row. 其中 lines directly below another line that
// they add up to belong to that line. A single 其中 line only has to fit into the total.
func (s *Subject) parts(c column, total domain.Fen) (sum domain.Fen, ok, agrees bool) {
	var amounts []domain.Fen
	var nested []bool
	rows := 0
	for i := range s.f.Funds {
		x := &s.f.Funds[i]
		if x.Total {
			continue
		}
		rows++
		a := c.of(x)
		if !a.Known() {
			if !parse.Dash(a.Raw) {
				return 0, false, false
			}
			continue
		}
		nested = append(nested, len(amounts) > 0 && strings.HasPrefix(parse.Squeeze(x.Item.Raw), "其中"))
		amounts = append(amounts, *a.Fen)
		sum += *a.Fen
	}
	if len(amounts) == 0 {
		return 0, false, false
	}
	slack := s.slack(len(amounts))
	close := func(a, b domain.Fen) bool { return a-b <= slack && b-a <= slack }
	agrees = close(sum, total) || (rows == 1 && sum <= total)
	for i := range amounts {
		if agrees || !nested[i] {
			continue
		}
		var inner domain.Fen
		for j := i; j < len(amounts); j++ {
			inner += amounts[j]
			agrees = agrees || (close(inner, amounts[i-1]) && close(sum-inner, total))
		}
	}
	return sum, true, agrees
}

// slack is what rounding to two decimals of 万元 may leave between n lines and their
// total; amounts in yuan are exact.
func (s *Subject) slack(n int) domain.Fen {
	if s.f.AmountUnit == domain.UnitYuan {
		return 0
	}
	return domain.Fen(5000 * n)
}

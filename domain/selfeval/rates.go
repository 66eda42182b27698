package selfeval

import (
	"math/big"
	"strconv"
	"strings"

	"jixiao/domain"
	"jixiao/domain/parse"
	"jixiao/domain/rule"
	"jixiao/domain/score"
)

var rateRules = []rule.Rule[Subject]{
	{ID: "SEV-RATE-01", Title: "执行率与金额算得平", Basis: mof10(quoteExecute), Severity: rule.Failure, From: scoring, Version: 1,
		Good:    "执行数215457.60元 / 全年预算数250000.00元＝86.18%",
		Applies: hasFunds, Evaluate: rateMatches},
	{ID: "SEV-RATE-02", Title: "执行率得分算得平", Basis: mof10(quoteShare), Severity: rule.Failure, From: scoring, Version: 1,
		Good:    "执行率99.10%，分值10分，得9.91分",
		Applies: hasFunds, Evaluate: rateScore},
	{ID: "SEV-RATE-03", Title: "执行率不超过100%", Basis: mof10(quoteExecute), Severity: rule.Failure, From: scoring, Version: 1,
		Good:    "有预算调整的，全年预算数填调整后的数，执行数不超过它",
		Applies: hasFunds, Evaluate: rateOver},
	{ID: "SEV-RATE-04", Title: "执行率低于90%的写明原因", Basis: mof10(quoteReason), Severity: rule.Warning, From: scoring, Version: 1,
		Good:    "执行率86.19%。原因：尾款按合同于次年1月验收后支付",
		Applies: hasFunds, Evaluate: rateReason},
	{ID: "SEV-RATE-05", Title: "填写了执行率", Basis: mof10(quoteExecute), Severity: rule.Warning, From: scoring, Version: 1,
		Good:    "执行率栏填100.00%",
		Applies: hasFunds, Evaluate: rateEmpty},
}

func percentText(r *big.Rat) string {
	d, ok := domain.DecimalFromRat(new(big.Rat).Mul(r, hundred), 2)
	if !ok {
		return ""
	}
	return d.Fixed(2) + "%"
}

func (s *Subject) onFund(i int, field, cell, printed, message string) rule.Finding {
	return s.on("funds."+strconv.Itoa(i)+"."+field, cell, printed, message)
}

// rateMatches allows half a unit of the last printed place: 99% stands for 99.10%. Up to a
// whole unit (86.19% for 86.183%) is a remark. A line without a budget has no rate.
func rateMatches(s Subject) rule.Result {
	var fs []rule.Finding
	judged := false
	for i := range s.f.Funds {
		x := &s.f.Funds[i]
		if x.Rate.Value == nil || !x.Annual.Known() || !x.Executed.Known() || *x.Annual.Fen <= 0 {
			continue
		}
		judged = true
		want := big.NewRat(int64(*x.Executed.Fen), int64(*x.Annual.Fen))
		off, half := new(big.Rat).Sub(x.Rate.Value.Rat(), want), rateHalf(x.Rate.Raw)
		if off.Abs(off).Cmp(half) <= 0 {
			continue
		}
		f := s.onFund(i, "rate", x.Rate.Cell, x.Rate.Raw, "执行数"+x.Executed.Raw+" / 全年预算数"+x.Annual.Raw+"＝"+percentText(want)+"，执行率却印成「"+x.Rate.Raw+"」；请按金额改正。")
		if off.Cmp(half.Add(half, half)) < 0 {
			f.Severity = rule.Remark
			f.Message = "执行数" + x.Executed.Raw + " / 全年预算数" + x.Annual.Raw + "＝" + percentText(want) + "，执行率印成「" + x.Rate.Raw + "」，末位没有按四舍五入；请改正。"
		}
		f.Expected = percentText(want)
		fs = append(fs, f)
	}
	if !judged {
		return rule.Missing()
	}
	return rule.Found(fs...)
}

// rateHalf is half a unit of the last printed place of a rate as a fraction of one: half a
// percent for 99% and for a bare 1, half of a hundredth of a percent for 86.19%.
func rateHalf(raw string) *big.Rat {
	u := lastUnit(raw)
	r := strings.TrimSuffix(parse.Squeeze(raw), "%")
	whole := !strings.Contains(r, ".")
	d, err := domain.ParseDecimal(r)
	fraction := !strings.Contains(raw, "%") && !strings.Contains(raw, "％") && err == nil && d.Cmp(domain.MustDecimal("1.5")) <= 0
	if !fraction || whole {
		u = new(big.Rat).Quo(u, hundred)
	}
	return u.Mul(u, big.NewRat(1, 2))
}

// rateScore checks the total row of the money table or, in layouts that hold the execution
// rate as an indicator, that row.
func rateScore(s Subject) rule.Result {
	if s.fundWeight() != nil && s.fundScore() != nil {
		return s.rateScoreIn(s.fundIndex())
	}
	for i := range s.rows {
		r := &s.rows[i]
		if r.rateRow && !s.fundScored() && r.weight != nil && r.score != nil {
			return s.rateScoreOf(r)
		}
	}
	return rule.Missing()
}

func (s *Subject) rateScoreIn(i int) rule.Result {
	x := s.fund
	rate, ok := s.bestRate()
	if !ok {
		return rule.Missing()
	}
	if s.acceptsRate(rate, *x.Weight.Value, *x.Score.Value, x.Score.Raw) || x.Rate.Value != nil && s.acceptsRate(x.Rate.Value.Rat(), *x.Weight.Value, *x.Score.Value, x.Score.Raw) {
		return rule.Found()
	}
	want := score.Round(score.Execution(rate, *x.Weight.Value)).Fixed(2)
	f := s.onFund(i, "score", x.Score.Cell, x.Score.Raw, "执行率"+percentText(rate)+"，分值"+x.Weight.Value.String()+"分，应得"+want+"分，却印"+x.Score.Value.String()+"分；请按执行率乘以分值改正。")
	f.Expected = want
	return rule.Found(f)
}

func (s *Subject) rateScoreOf(r *row) rule.Result {
	rate, ok := s.bestRate()
	if !ok {
		d, known := parse.Rate(r.ind.Actual.Raw)
		if !known {
			return rule.Missing()
		}
		rate = d.Rat()
	}
	if s.acceptsRate(rate, *r.weight, *r.score, r.ind.Score.Raw) {
		return rule.Found()
	}
	want := score.Round(score.Execution(rate, *r.weight)).Fixed(2)
	f := s.at(r, "score", "执行率"+percentText(rate)+"，分值"+r.weight.String()+"分，应得"+want+"分，却印"+r.score.String()+"分；请按执行率乘以分值改正。")
	f.Expected = want
	return rule.Found(f)
}

// bestRate is the rate by the amounts, else the printed one.
func (s *Subject) bestRate() (*big.Rat, bool) {
	if s.rate != nil {
		return s.rate, true
	}
	if s.fund != nil && s.fund.Rate.Value != nil {
		return s.fund.Rate.Value.Rat(), true
	}
	return nil, false
}

func (s *Subject) acceptsRate(rate *big.Rat, weight, printed domain.Decimal, raw string) bool {
	if within(score.Execution(rate, weight), printed, raw) {
		return true
	}
	return s.env.Params.Banded && within(score.Banded(rate, weight, score.DefaultBands), printed, raw)
}

// within reports whether a printed number is the exact one rounded to the printed places.
func within(exact *big.Rat, printed domain.Decimal, raw string) bool {
	off := new(big.Rat).Sub(printed.Rat(), exact)
	return off.Abs(off).Cmp(halfUnit(raw)) <= 0
}

func rateOver(s Subject) rule.Result {
	var fs []rule.Finding
	judged := false
	for i := range s.f.Funds {
		x := &s.f.Funds[i]
		amounts := x.Annual.Known() && x.Executed.Known() && *x.Annual.Fen > 0
		switch {
		case amounts && *x.Executed.Fen > *x.Annual.Fen:
			f := s.onFund(i, "executed", x.Executed.Cell, x.Executed.Raw, "「"+parse.Fold(x.Item.Raw)+"」执行数"+x.Executed.Raw+"超过全年预算数"+x.Annual.Raw+"，执行率大于100%；全年预算数应填调整后的数，请核实。")
			f.Expected = "不超过" + x.Annual.Raw
			fs = append(fs, f)
		case x.Rate.Value != nil && x.Rate.Value.Cmp(domain.DecimalInt(1)) > 0:
			f := s.onFund(i, "rate", x.Rate.Cell, x.Rate.Raw, "「"+parse.Fold(x.Item.Raw)+"」执行率印成「"+x.Rate.Raw+"」，超过100%；请核实。")
			f.Expected = "不超过100%"
			fs = append(fs, f)
		case !amounts && x.Rate.Value == nil:
			continue
		}
		judged = true
	}
	if !judged {
		return rule.Missing()
	}
	return rule.Found(fs...)
}

// rateReason looks for an explanation anywhere in the form: beside the money, in any
// indicator's reason cell, or form-wide.
func rateReason(s Subject) rule.Result {
	rate := s.rate
	if rate == nil {
		return rule.Missing()
	}
	if rate.Cmp(big.NewRat(s.env.Params.RatePercent, 100)) >= 0 || s.anyReason() {
		return rule.Found()
	}
	if !s.f.HasReason {
		return rule.Missing()
	}
	i := s.fundIndex()
	f := s.onFund(i, "rate", s.fund.Rate.Cell, s.fund.Rate.Raw, "执行率只有"+percentText(rate)+"，低于"+strconv.FormatInt(s.env.Params.RatePercent, 10)+"%，全表没有写原因；请说明没有花完的原因和下一步措施。")
	if f.Cell == "" {
		f.Cell, f.Printed = s.fund.Executed.Cell, s.fund.Executed.Raw
	}
	f.Expected = "写明原因"
	return rule.Found(f)
}

func (s *Subject) anyReason() bool {
	if !parse.Dash(s.f.Reason.Raw) {
		return true
	}
	for i := range s.f.Funds {
		if !parse.Dash(s.f.Funds[i].Reason.Raw) {
			return true
		}
	}
	for _, x := range s.f.Extra {
		if anyOf(x.Label, []string{"原因", "问题", "说明", "改进"}) && !parse.Dash(x.Value.Raw) {
			return true
		}
	}
	if anyOf(s.f.Completion.Raw, []string{"原因", "由于", "结余", "尚未支付", "未支付"}) {
		return true
	}
	for i := range s.rows {
		if !parse.Dash(s.rows[i].ind.Reason.Raw) {
			return true
		}
	}
	return false
}

func rateEmpty(s Subject) rule.Result {
	if !s.f.HasRate || s.fund == nil || s.rate == nil {
		return rule.Missing()
	}
	if !parse.Dash(s.fund.Rate.Raw) {
		return rule.Found()
	}
	f := s.onFund(s.fundIndex(), "rate", s.fund.Rate.Cell, s.fund.Rate.Raw, "没有填执行率；按金额算应为"+percentText(s.rate)+"，请补填。")
	if f.Cell == "" {
		f.Cell = s.fund.Executed.Cell
	}
	f.Expected = percentText(s.rate)
	return rule.Found(f)
}

package selfeval

import (
	"math/big"
	"strconv"
	"strings"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/parse"
	"jixiao/domain/rule"
)

var sumRules = []rule.Rule[Subject]{
	{ID: "SEV-SUM-01", Title: "权重合计等于100", Basis: mof10(quoteWeights), Severity: rule.Failure, From: scoring, Version: 1,
		Good:    "预算执行率10、产出50、效益30、满意度10，合计100",
		Applies: hasRows, Evaluate: weightTotal},
	{ID: "SEV-SUM-02", Title: "总分等于各项得分之和", Basis: mof10(quoteTotal), Severity: rule.Failure, From: scoring, Version: 1,
		Good:    "执行率得分9.91，各指标得分合计84，总分93.91",
		Applies: hasRows, Evaluate: scoreTotal},
	{ID: "SEV-SUM-03", Title: "资金分项合计等于总额", Basis: basis.Cite("第十五条", quoteTruth), Severity: rule.Failure, From: inForce, Version: 1,
		Good:    "总额90万元＝财政拨款80万元＋其他资金10万元",
		Applies: hasFunds, Evaluate: fundTotals},
	{ID: "SEV-SUM-04", Title: "一级指标分值等于其下合计", Basis: mof10(quoteWeights), Severity: rule.Failure, From: scoring, Version: 1,
		Good:    "产出指标(50分)下各三级指标分值合计50",
		Applies: hasRows, Evaluate: classTotals},
}

func text(r *big.Rat) string {
	d, ok := domain.DecimalFromRat(r, 4)
	if !ok {
		return r.FloatString(4)
	}
	return d.String()
}

// weightTotal accepts 100, or 90 where the execution rate has no printed weight. A table
// that ends without a total row may have been cut off: less than 100 is then no data.
func weightTotal(s Subject) rule.Result {
	if s.weights == nil {
		return s.pointTotal()
	}
	sum := s.weights
	printed := s.f.TotalWeight.Value
	switch {
	case sum.Cmp(hundred) == 0 || (!s.fundScored() && sum.Cmp(big.NewRat(90, 1)) == 0 && !s.hasRateRow()):
		if printed == nil || printed.Cmp(domain.DecimalInt(100)) == 0 || printed.Cmp(domain.DecimalInt(1)) == 0 {
			return rule.Found()
		}
	case sum.Cmp(hundred) < 0 && (!s.whole || s.missingWeights()):
		return rule.Missing()
	}
	f := s.on("total_weight", s.f.TotalWeight.Cell, s.f.TotalWeight.Raw, "各项分值合计为"+text(sum)+"分，应为100分；请重新分配分值，使预算执行率和各项指标合计等于100。")
	if f.Cell == "" {
		w := s.firstWeight()
		f.Field, f.Cell = "indicators."+strconv.Itoa(w.i)+".weight", w.ind.Weight.Cell
	}
	if f.Printed == "" || sum.Cmp(hundred) != 0 {
		f.Printed = text(sum)
	} else {
		f.Message = "分值合计栏印的是" + f.Printed + "，各项分值相加是100；请改正合计栏。"
	}
	f.Expected = "100"
	return rule.Found(f)
}

func (s *Subject) hasRateRow() bool {
	for i := range s.rows {
		if s.rows[i].rateRow {
			return true
		}
	}
	return false
}

// missingWeights reports rows of the table whose weight is not printed although the
// others have one and theirs stands for itself, not for a part of the row above.
func (s *Subject) missingWeights() bool {
	for i := range s.rows {
		r := &s.rows[i]
		if r.ind.Weight.Value == nil && r.score != nil {
			return true
		}
	}
	return false
}

func (s *Subject) firstWeight() *row {
	for i := range s.rows {
		if s.rows[i].weight != nil {
			return &s.rows[i]
		}
	}
	return &s.rows[0]
}

// pointTotal adds the points in the brackets of level 1 in layouts without a weight
// column.
func (s *Subject) pointTotal() rule.Result {
	groups := s.groups()
	sum := new(big.Rat)
	for _, g := range groups {
		if g.points == nil {
			return rule.Missing()
		}
		sum.Add(sum, g.points.Rat())
	}
	if w := s.fundWeight(); w != nil {
		sum.Add(sum, w.Rat())
	}
	if sum.Cmp(hundred) == 0 || (sum.Cmp(hundred) < 0 && (!s.whole || s.fundWeight() == nil)) {
		return rule.Found()
	}
	f := s.at(groups[0].first(), "level1", "预算执行和各一级指标的分值合计为"+text(sum)+"分，应为100分；请重新分配，使合计等于100。")
	f.Printed, f.Expected = text(sum), "100"
	return rule.Found(f)
}

// group is a run of rows under one level-1 label.
type group struct {
	label  string
	points *domain.Decimal
	rows   []*row
}

func (g *group) first() *row { return g.rows[0] }

func (s *Subject) groups() []group {
	var gs []group
	for i := range s.rows {
		r := &s.rows[i]
		label := parse.Squeeze(r.ind.Level1.Raw)
		if len(gs) == 0 || label != "" && label != gs[len(gs)-1].label {
			gs = append(gs, group{label: label})
		}
		g := &gs[len(gs)-1]
		g.rows = append(g.rows, r)
		if g.points == nil {
			g.points = r.ind.Level1Points
		}
	}
	return gs
}

// classTotals skips the last class of a table that may have been cut off, and classes
// where a scored row has no weight.
func classTotals(s Subject) rule.Result {
	var fs []rule.Finding
	judged := false
	gs := s.groups()
	for i := range gs {
		g := &gs[i]
		if g.points == nil {
			continue
		}
		sum, n, open := new(big.Rat), 0, false
		for _, r := range g.rows {
			if r.weight != nil {
				sum.Add(sum, r.weight.Rat())
				n++
			} else if r.score != nil && r.ind.Weight.Value == nil {
				open = true
			}
		}
		c := sum.Cmp(g.points.Rat())
		if n == 0 || open && c < 0 || c < 0 && i == len(gs)-1 && !s.whole {
			continue
		}
		judged = true
		if c == 0 || n > 1 && sum.Cmp(new(big.Rat).Quo(g.points.Rat(), hundred)) == 0 {
			continue
		}
		f := s.at(g.first(), "level1", "「"+parse.Fold(g.first().ind.Level1.Raw)+"」下各指标分值合计为"+text(sum)+"分，与标明的"+g.points.String()+"分不一致；请调整分值。")
		f.Printed, f.Expected = g.points.String(), text(sum)
		fs = append(fs, f)
	}
	if !judged {
		return rule.Missing()
	}
	return rule.Found(fs...)
}

// tally is the sum of the printed scores, and how much the scores that are not printed
// could still add.
func (s *Subject) tally() (sum, open *big.Rat) {
	sum, open = new(big.Rat), new(big.Rat)
	if sc := s.fundScore(); sc != nil {
		sum.Add(sum, sc.Rat())
	} else if w := s.fundWeight(); w != nil {
		open.Add(open, w.Rat())
	}
	for i := range s.rows {
		r := &s.rows[i]
		switch {
		case r.score != nil:
			sum.Add(sum, r.score.Rat())
		case r.weight != nil && r.ind.Score.Value == nil:
			open.Add(open, r.weight.Rat())
		}
	}
	if s.weights != nil && s.weights.Cmp(hundred) < 0 {
		open.Add(open, new(big.Rat).Sub(hundred, s.weights))
	}
	return sum, open
}

// Computed is the sum of the printed scores with two decimals, as a report shows it beside
// the printed total; "" when the form prints no scores.
func Computed(f *domain.Form) string {
	s := NewSubject(f, &Env{Params: DefaultParams})
	any := s.fundScore() != nil
	for i := range s.rows {
		any = any || s.rows[i].score != nil
	}
	if !any {
		return ""
	}
	sum, _ := s.tally()
	return sum.FloatString(2)
}

// scoreTotal tolerates half a unit of the last printed place of the total. Scores that are
// not printed leave a range.
func scoreTotal(s Subject) rule.Result {
	total := s.f.TotalScore.Value
	if total == nil || !s.anyScore() {
		return rule.Missing()
	}
	sum, open := s.tally()
	half := halfUnit(s.f.TotalScore.Raw)
	low := new(big.Rat).Sub(sum, half)
	high := new(big.Rat).Add(new(big.Rat).Add(sum, open), half)
	t := total.Rat()
	if t.Cmp(low) >= 0 && t.Cmp(high) <= 0 {
		if open.Sign() > 0 {
			return rule.Missing()
		}
		return rule.Found()
	}
	f := s.on("total_score", s.f.TotalScore.Cell, s.f.TotalScore.Raw, "总分印的是"+total.String()+"分，各项得分相加是"+text(sum)+"分；请核对后改正。")
	f.Expected = text(sum)
	if open.Sign() > 0 {
		most := text(new(big.Rat).Add(sum, open))
		f.Message = "总分印的是" + total.String() + "分，而已印出的得分相加是" + text(sum) + "分，未印的各项即使全得满分也只有" + most + "分；请核对后改正。"
		f.Expected = "不超过" + most
	}
	return rule.Found(f)
}

func (s *Subject) anyScore() bool {
	for i := range s.rows {
		if s.rows[i].score != nil {
			return true
		}
	}
	return false
}

// halfUnit is half a unit of the last decimal of a printed number.
func halfUnit(raw string) *big.Rat {
	return new(big.Rat).Mul(lastUnit(raw), big.NewRat(1, 2))
}

func lastUnit(raw string) *big.Rat {
	n := 0
	if _, frac, ok := strings.Cut(parse.Squeeze(raw), "."); ok {
		for n < len(frac) && frac[n] >= '0' && frac[n] <= '9' {
			n++
		}
	}
	return new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil))
}

package selfeval

import (
	"math/big"
	"strconv"
	"strings"

	"jixiao/domain"
	"jixiao/domain/parse"
	"jixiao/domain/rule"
)

// Subject is one form with everything the rules need, prepared once.
type Subject struct {
	f    *domain.Form
	env  *Env
	fund *domain.FormFund // the total row, nil when there is none
	rows []row
	// rate is executed ÷ annual of the total row, nil when the annual budget is not known
	// or 0.
	rate *big.Rat
	// weights is what execution and indicator weights add up to.
	weights *big.Rat
	// whole is set when the table is known to be printed to its end: it has a total row or
	// its weights make 100.
	whole bool
	blank bool
}

// row is one indicator prepared for the rules.
type row struct {
	ind  *domain.Indicator
	i    int
	name string
	// weight and score are nil when not printed; of several rows that share one merged
	// cell only the first one has it.
	weight, score *domain.Decimal
	// shared is set when the score cell belongs to several rows.
	shared bool
	// rateRow marks the execution rate held as an indicator.
	rateRow bool
	pair    pair
	verdict verdict
}

// NewSubject prepares a form for the rules.
func NewSubject(f *domain.Form, env *Env) Subject {
	s := Subject{f: f, env: env, fund: f.TotalFund()}
	if s.fund != nil && s.fund.Annual.Known() && s.fund.Executed.Known() && *s.fund.Annual.Fen > 0 {
		s.rate = big.NewRat(int64(*s.fund.Executed.Fen), int64(*s.fund.Annual.Fen))
	}
	weightCells, scoreCells := map[string]bool{}, map[string]int{}
	for i := range f.Indicators {
		ind := &f.Indicators[i]
		if empty(ind) {
			continue
		}
		r := row{ind: ind, i: i, name: cleanName(ind.Level3.Raw)}
		r.rateRow = isRate(r.name)
		r.weight = once(ind.Weight, weightCells)
		r.score = s.onceScore(ind.Score, scoreCells)
		r.pair = pairOf(ind)
		r.verdict = judge(ind, r.pair)
		s.rows = append(s.rows, r)
	}
	s.weights = s.weightSum()
	s.whole = f.TotalWeight.Raw != "" || f.TotalScore.Raw != "" || s.weights != nil && s.weights.Cmp(hundred) == 0
	s.blank = s.isBlank()
	return s
}

var hundred = big.NewRat(100, 1)

func empty(ind *domain.Indicator) bool {
	return ind.Level3.Raw == "" && ind.Planned.Raw == "" && ind.Actual.Raw == "" && ind.Weight.Value == nil && ind.Score.Value == nil
}

func once(n domain.Number, seen map[string]bool) *domain.Decimal {
	if n.Value == nil || n.Cell != "" && seen[n.Cell] {
		return nil
	}
	if n.Cell != "" {
		seen[n.Cell] = true
	}
	return n.Value
}

// onceScore gives a merged score cell to its first row and marks that row.
func (s *Subject) onceScore(n domain.Number, seen map[string]int) *domain.Decimal {
	if n.Value == nil {
		return nil
	}
	if n.Cell != "" {
		if at, ok := seen[n.Cell]; ok {
			s.rows[at].shared = true
			return nil
		}
		seen[n.Cell] = len(s.rows)
	}
	return n.Value
}

// weightSum adds the execution weight and the indicator weights; nil when no indicator
// has one. Weights printed as fractions of one count as percent.
func (s *Subject) weightSum() *big.Rat {
	sum, any := new(big.Rat), false
	for i := range s.rows {
		if w := s.rows[i].weight; w != nil {
			any = true
			sum.Add(sum, w.Rat())
		}
	}
	if !any {
		return nil
	}
	if w := s.fundWeight(); w != nil {
		sum.Add(sum, w.Rat())
	}
	if len(s.rows) > 1 && sum.Cmp(big.NewRat(1, 1)) == 0 {
		sum.Mul(sum, hundred)
	}
	return sum
}

func (s *Subject) fundWeight() *domain.Decimal {
	if s.fund == nil {
		return nil
	}
	return s.fund.Weight.Value
}

func (s *Subject) fundScore() *domain.Decimal {
	if s.fund == nil {
		return nil
	}
	return s.fund.Score.Value
}

// fundScored reports whether the execution rate counts in the money table.
func (s *Subject) fundScored() bool { return s.fundWeight() != nil || s.fundScore() != nil }

// isBlank reports a form that was published without being filled in: neither a value nor a
// score stands anywhere. A table that was cut off is judged blank only without any other
// entry.
func (s *Subject) isBlank() bool {
	if !s.f.HasActual || len(s.rows) == 0 {
		return false
	}
	for i := range s.rows {
		if !parse.Dash(s.rows[i].ind.Actual.Raw) || s.rows[i].ind.Score.Value != nil {
			return false
		}
	}
	return s.f.TotalScore.Value == nil && (s.whole || (s.fundScore() == nil && parse.Dash(s.f.Completion.Raw)))
}

// isRate recognises the execution rate listed as an indicator.
func isRate(name string) bool {
	if !strings.Contains(name, "执行率") {
		return false
	}
	head, _, _ := strings.Cut(name, "执行率")
	return head == "" || strings.HasSuffix(head, "预算") || strings.HasSuffix(head, "资金") || strings.HasSuffix(head, "支出") || strings.HasSuffix(head, "经费")
}

func cleanName(raw string) string {
	return strings.TrimLeft(parse.StripPrefix(parse.Squeeze(raw)), "★*☆")
}

// title names an indicator the way a reviewer does.
func (r *row) title() string {
	if strings.TrimSpace(r.ind.Level3.Raw) != "" {
		return "「" + parse.StripPrefix(parse.Fold(r.ind.Level3.Raw)) + "」"
	}
	if r.ind.Kind != "" {
		return r.ind.Kind
	}
	return "第" + strconv.Itoa(r.i+1) + "行指标"
}

// at points to one cell of an indicator.
func (s *Subject) at(r *row, part, message string) rule.Finding {
	ind := r.ind
	f := rule.Finding{Sheet: s.f.Sheet, Field: "indicators." + strconv.Itoa(r.i) + "." + part, Message: message}
	switch part {
	case "planned":
		f.Cell, f.Printed = ind.Planned.Cell, ind.Planned.Raw
	case "actual":
		f.Cell, f.Printed = ind.Actual.Cell, ind.Actual.Raw
	case "score":
		f.Cell, f.Printed = ind.Score.Cell, ind.Score.Raw
	case "level1":
		f.Cell, f.Printed = ind.Level1.Cell, ind.Level1.Raw
	case "level2":
		f.Cell, f.Printed = ind.Level2.Cell, ind.Level2.Raw
	case "level3":
		f.Cell, f.Printed = ind.Level3.Cell, ind.Level3.Raw
	case "reason":
		f.Cell, f.Printed = ind.Reason.Cell, ind.Reason.Raw
	}
	if f.Cell == "" {
		f.Cell = s.guessCell(r, part)
	}
	return f
}

// on points to a cell of the form outside the indicators.
func (s *Subject) on(field, cell, printed, message string) rule.Finding {
	return rule.Finding{Sheet: s.f.Sheet, Field: field, Cell: cell, Printed: printed, Message: message}
}

// guessCell finds an empty cell by the column of the same part in another row and the row
// number; without either, a neighbour that has a cell.
func (s *Subject) guessCell(r *row, part string) string {
	for i := range s.f.Indicators {
		c := cellOf(&s.f.Indicators[i], part)
		col := strings.TrimRight(c, "0123456789")
		if col != "" && r.ind.Row > 0 {
			return col + strconv.Itoa(r.ind.Row)
		}
	}
	for _, c := range []string{r.ind.Actual.Cell, r.ind.Score.Cell, r.ind.Planned.Cell, r.ind.Level3.Cell} {
		if c != "" {
			return c
		}
	}
	return ""
}

func cellOf(ind *domain.Indicator, part string) string {
	switch part {
	case "planned":
		return ind.Planned.Cell
	case "actual":
		return ind.Actual.Cell
	case "score":
		return ind.Score.Cell
	case "reason":
		return ind.Reason.Cell
	case "level2":
		return ind.Level2.Cell
	case "level3":
		return ind.Level3.Cell
	}
	return ""
}

// reasoned reports whether a deviation of the row is explained: in its own reason cell or
// in the form-wide explanation.
func (s *Subject) reasoned(r *row) bool {
	return !parse.Dash(r.ind.Reason.Raw) || !parse.Dash(s.f.Reason.Raw)
}

// each collects the findings of one function over all indicators.
func (s *Subject) each(fn func(r *row) (rule.Finding, bool)) rule.Result {
	var fs []rule.Finding
	for i := range s.rows {
		if f, ok := fn(&s.rows[i]); ok {
			fs = append(fs, f)
		}
	}
	return rule.Found(fs...)
}

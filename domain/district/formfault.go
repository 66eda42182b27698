package district

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"

	"jixiao/domain"
)

// formFault plants one fault in a self-evaluation and names the rules, sorted, that find
// it. It reports false when the form has nothing to plant it in.
type formFault struct {
	rules []string
	plant func(w *work, f *domain.Form) bool
}

// explained reports whether some deviation of the form has a reason.
func explained(f *domain.Form) bool {
	return slices.ContainsFunc(f.Indicators, func(i domain.Indicator) bool { return i.Reason.Raw != "" })
}

// shortLine is the line that fell short with a reason, nil when all were met.
func shortLine(f *domain.Form) *domain.Indicator {
	for i := range f.Indicators {
		if f.Indicators[i].Reason.Raw != "" {
			return &f.Indicators[i]
		}
	}
	return nil
}

var formFaults = []formFault{
	{[]string{"SEV-SUM-01", "SEV-SUM-04"}, func(w *work, f *domain.Form) bool {
		ind := w.line(f, roleCount1)
		n := w.figure(roleCount1).weight - 5
		ind.Weight = points(n, ind.Weight.Cell)
		setScore(ind, domain.DecimalInt(int64(n)))
		w.addUp(f)
		return true
	}},
	{[]string{"SEV-SUM-02"}, func(w *work, f *domain.Form) bool {
		d := f.TotalScore.Value.Sub(domain.DecimalInt(1))
		f.TotalScore = domain.Number{Raw: d.Fixed(2), Value: &d, Cell: f.TotalScore.Cell}
		return true
	}},
	{[]string{"SEV-SUM-03"}, func(w *work, f *domain.Form) bool {
		f.Funds[1].Annual = wan(*f.Funds[1].Annual.Fen-hundredYuan(w.p.LastYear.Budget/500), "E7")
		f.Funds[1].Executed = wan(*f.Funds[1].Annual.Fen-10000, "F7")
		f.Funds[3].Initial, f.Funds[3].Annual, f.Funds[3].Executed = wan(0, "D9"), wan(0, "E9"), wan(0, "F9")
		return true
	}},
	{[]string{"SEV-RATE-01"}, func(w *work, f *domain.Form) bool {
		r := f.Funds[0].Rate.Value.Sub(domain.NewDecimal(int64(w.r.between(3, 9)), 2))
		p, _ := domain.DecimalFromRat(new(big.Rat).Mul(r.Rat(), big.NewRat(100, 1)), 2)
		f.Funds[0].Rate = domain.Number{Raw: p.Fixed(2) + "%", Value: &r, Cell: "H6"}
		return true
	}},
	{[]string{"SEV-RATE-02"}, func(w *work, f *domain.Form) bool {
		d := domain.DecimalInt(9).Sub(domain.NewDecimal(int64(w.r.between(10, 90)), 2))
		f.Funds[0].Score = domain.Number{Raw: d.Fixed(2), Value: &d, Cell: "I6"}
		w.addUp(f)
		return true
	}},
	{[]string{"SEV-RATE-03"}, func(w *work, f *domain.Form) bool {
		more := hundredYuan(w.p.LastYear.Budget * 104 / 100)
		w.funds(f, w.p.LastYear.Budget, more)
		for i := range f.Funds {
			if x := &f.Funds[i]; x.Rate.Raw == "" && x.Executed.Known() && *x.Executed.Fen > *x.Annual.Fen && i > 1 {
				return false
			}
		}
		w.addUp(f)
		return explained(f)
	}},
	{[]string{"SEV-LOGIC-08", "SEV-RATE-04"}, func(w *work, f *domain.Form) bool {
		w.funds(f, w.p.LastYear.Budget, yuan(w.r.per1000(w.p.LastYear.Budget, 560, 840)))
		w.addUp(f)
		return !explained(f)
	}},
	{[]string{"SEV-LOGIC-01", "SEV-LOGIC-08", "SEV-RATE-04"}, func(w *work, f *domain.Form) bool {
		w.funds(f, w.p.LastYear.Budget, yuan(w.r.per1000(w.p.LastYear.Budget, 10, 90)))
		w.addUp(f)
		return !explained(f)
	}},
	{[]string{"SEV-RATE-05"}, func(w *work, f *domain.Form) bool { f.Funds[0].Rate = domain.Number{Cell: "H6"}; return true }},
	{[]string{"SEV-SCORE-01"}, func(w *work, f *domain.Form) bool {
		ind := w.line(f, roleQuality)
		setScore(ind, ind.Weight.Value.Add(domain.DecimalInt(1)))
		w.addUp(f)
		return true
	}},
	{[]string{"SEV-SCORE-02", "SEV-SCORE-04"}, func(w *work, f *domain.Form) bool {
		return w.fallShort(f, roleCount1, false, true)
	}},
	{[]string{"SEV-SCORE-02"}, func(w *work, f *domain.Form) bool { return w.fallShort(f, roleCount1, true, true) }},
	{[]string{"SEV-SCORE-04"}, func(w *work, f *domain.Form) bool { return w.fallShort(f, roleCount2, false, false) }},
	{[]string{"SEV-SCORE-03"}, func(w *work, f *domain.Form) bool {
		ind := w.line(f, roleQuality)
		setScore(ind, ind.Weight.Value.Sub(domain.DecimalInt(1)))
		w.addUp(f)
		return true
	}},
	{[]string{"SEV-SCORE-05"}, func(w *work, f *domain.Form) bool { setActual(w.line(f, roleBenefit1), ""); return true }},
	{[]string{"SEV-SCORE-06"}, func(w *work, f *domain.Form) bool {
		ind := shortLine(f)
		if ind == nil {
			return false
		}
		setScore(ind, ind.Score.Value.Sub(domain.NewDecimal(15, 1)))
		w.addUp(f)
		return true
	}},
	{[]string{"SEV-SCORE-07"}, func(w *work, f *domain.Form) bool { setPlanned(w.line(f, roleBenefit1), ""); return true }},
	{[]string{"SEV-VALUE-01"}, func(w *work, f *domain.Form) bool {
		setActual(w.line(f, roleCount1), w.line(f, roleCount1).Planned.Raw)
		return true
	}},
	{[]string{"SEV-VALUE-02"}, func(w *work, f *domain.Form) bool {
		setActual(w.line(f, roleCount2), w.r.pick([]string{"已完成", "达成预期指标", "完成"}))
		return true
	}},
	{[]string{"SEV-VALUE-03"}, func(w *work, f *domain.Form) bool { setActual(w.line(f, roleCount2), "100%"); return true }},
	{[]string{"SEV-VALUE-04"}, func(w *work, f *domain.Form) bool {
		x := w.figure(roleBenefit1)
		setActual(w.line(f, roleBenefit1), times(x.lastPlan, int64(w.r.between(21, 38)), 10)+x.unit)
		return x.unit != "%"
	}},
	{[]string{"SEV-VALUE-05"}, func(w *work, f *domain.Form) bool {
		x := w.figure(roleCount2)
		setActual(w.line(f, roleCount2), x.lastActual.String()+"余"+x.unit)
		return true
	}},
	{[]string{"SEV-VALUE-06"}, func(w *work, f *domain.Form) bool {
		x := w.figure(roleBenefit1)
		setActual(w.line(f, roleBenefit1), times(x.lastPlan, int64(w.r.between(130, 180)), 100)+x.unit)
		return x.unit != "%" && floor(x.lastPlan) >= 10
	}},
	{[]string{"SEV-TEXT-01"}, func(w *work, f *domain.Form) bool { f.Completion.Raw = f.Goal.Raw; return true }},
	{[]string{"SEV-TEXT-02"}, func(w *work, f *domain.Form) bool {
		f.Completion.Raw = "全年共完成XX处，惠及群众XX人次，按期通过验收。"
		return true
	}},
	{[]string{"SEV-TEXT-03"}, func(w *work, f *domain.Form) bool {
		f.Completion.Raw = fmt.Sprintf("%d年12月底前全部完成，验收合格并投入使用。", f.Year-1)
		return true
	}},
	{[]string{"SEV-TEXT-05"}, func(w *work, f *domain.Form) bool {
		a := w.r.between(20, 60)
		f.Completion.Raw = fmt.Sprintf("全年共支出%d万元，其中前期费用%d万元，实施费用%d万元，验收费用%d万元。", 3*a, a, a+1, a)
		return true
	}},
	{[]string{"SEV-LOGIC-02"}, func(w *work, f *domain.Form) bool {
		w.funds(f, w.p.LastYear.Budget, w.p.LastYear.Budget)
		w.addUp(f)
		return !explained(f)
	}},
	{[]string{"SEV-LOGIC-04"}, func(w *work, f *domain.Form) bool {
		ind := w.line(f, roleTime)
		ind.Level3.Raw = w.r.pick([]string{"预算执行率", "资金执行率"})
		setPlanned(ind, "≥95%")
		setActual(ind, f.Funds[0].Rate.Raw)
		return true
	}},
	{[]string{"SEV-LOGIC-06"}, func(w *work, f *domain.Form) bool {
		for i := range f.Indicators {
			ind := &f.Indicators[i]
			setActual(ind, "")
			ind.Score, ind.Reason = domain.Number{Cell: ind.Score.Cell}, domain.Text{}
		}
		f.Completion.Raw, f.Funds[0].Score, f.TotalScore = "", domain.Number{Cell: "I6"}, domain.Number{Cell: f.TotalScore.Cell}
		return true
	}},
	{[]string{"SEV-LOGIC-07"}, func(w *work, f *domain.Form) bool {
		last := len(f.Indicators) - 1
		more := w.figure(roleAsked).weight
		if f.Indicators[last].Reason.Raw != "" {
			return false
		}
		f.Indicators = f.Indicators[:last]
		for i := range f.Indicators {
			ind := &f.Indicators[i]
			if ind.Class != domain.ClassBenefit {
				continue
			}
			total := domain.DecimalInt(floor(*ind.Level1Points) + int64(more))
			ind.Level1Points, ind.Level1.Raw = &total, ind.Class+"("+total.String()+"分)"
			if ind.Row == w.line(f, roleBenefit1).Row {
				n := w.figure(roleBenefit1).weight + more
				ind.Weight = points(n, ind.Weight.Cell)
				setScore(ind, domain.DecimalInt(int64(n)))
			}
		}
		w.addUp(f)
		return true
	}},
	{[]string{"SEV-LOGIC-09"}, func(w *work, f *domain.Form) bool {
		ind := w.line(f, roleQuality)
		ind.Level2.Raw, ind.Kind = "经济效益指标", "经济效益指标"
		return true
	}},
}

// fallShort lets a count miss last year's plan, with or without a reason, with full points
// or by the formula.
func (w *work) fallShort(f *domain.Form, want role, reason, full bool) bool {
	ind, fig := w.line(f, want), w.figure(want)
	if floor(fig.lastPlan) < 10 {
		return false
	}
	setActual(ind, times(fig.lastPlan, int64(w.r.between(70, 88)), 100)+fig.unit)
	if reason {
		ind.Reason = domain.Text{Raw: w.r.pick(missReasons), Cell: "I" + strconv.Itoa(ind.Row)}
	}
	if !full {
		w.rescore(ind)
	}
	w.addUp(f)
	return true
}

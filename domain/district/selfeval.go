package district

import (
	"math/big"
	"slices"
	"strconv"

	"jixiao/domain"
	"jixiao/domain/parse"
	"jixiao/domain/score"
)

// evaluate writes last year's self-evaluation of a continuing project; one in five has a
// fault planted.
func (w *work) evaluate() {
	if !w.evaluated || w.p.LastYear == nil {
		return
	}
	var f domain.Form
	if w.brief() {
		f = w.resultOnly()
	} else {
		f = w.lastForm()
		if w.r.chance(20) {
			w.rec.Answer.SelfEval = w.plantForm(&f)
		}
	}
	e := &domain.SelfEvaluation{V: 1, ProjectID: w.p.ID, Year: w.p.Year - 1, Form: f, Score: f.TotalScore.Value,
		Received: domain.Date{Year: w.p.Year, Month: 3, Day: w.r.between(1, 31)}}
	if e.Score != nil {
		e.Grade = domain.GradeOf(*e.Score)
	}
	w.rec.SelfEval = e
	if y := w.rec.Project.LastYear; y != nil && y.Score == nil && e.Score != nil {
		result := *y
		result.Score, result.Grade = e.Score, e.Grade
		w.rec.Project.LastYear = &result
	}
}

// resultOnly is what a list of results tells: no more than the total.
func (w *work) resultOnly() domain.Form {
	rate := score.Execution(big.NewRat(int64(w.spent), int64(w.p.LastYear.Budget)), domain.DecimalInt(10))
	d := score.Round(rate).Add(domain.DecimalInt(90)).Sub(domain.NewDecimal(int64(w.r.between(0, 480)), 2))
	return domain.Form{Kind: domain.FormSelfEval, Layout: domain.LayoutStandard, Year: w.p.LastYear.Year, AmountUnit: domain.UnitWan, TotalScore: domain.Number{Raw: d.Fixed(2), Value: &d}}
}

// Rows of the standard layout (财预〔2020〕10号附件1).
const (
	rowFunds      = 6
	rowIndicators = 13
)

// lastForm is last year's form in the standard layout without a fault.
func (w *work) lastForm() domain.Form {
	y := w.p.LastYear
	f := domain.Form{
		Sheet: "自评表", Kind: domain.FormSelfEval, Layout: domain.LayoutStandard, Title: domain.Text{Raw: "项目支出绩效自评表", Cell: "A1"}, Year: y.Year, YearCell: "A2",
		Project: domain.Text{Raw: w.p.Name, Cell: "C3"}, Department: domain.Text{Raw: departments[w.dept].name, Cell: "C4"}, Unit: domain.Text{Raw: w.unit.name, Cell: "G4"},
		AmountUnit: domain.UnitWan, HasRate: true, HasWeight: true, HasScore: true, HasReason: true, HasActual: true, HasInitial: true,
		Goal: domain.Text{Raw: w.lastGoal, Cell: "B11"}, Completion: domain.Text{Raw: w.completion(), Cell: "F11"}, Owner: domain.Text{Raw: w.p.Owner},
	}
	w.funds(&f, y.Budget, w.spent)
	for i := range w.now {
		f.Indicators = append(f.Indicators, w.formLine(i))
	}
	if w.r.chance(55) {
		w.miss(&f)
	}
	w.addUp(&f)
	return f
}

// funds fills the money table: the total row and its sources.
func (w *work) funds(f *domain.Form, budget, spent domain.Fen) {
	other, otherSpent := domain.Fen(0), domain.Fen(0)
	if w.r.chance(20) {
		other = hundredYuan(budget / 8)
		otherSpent = min(other, spent)
	}
	rate := big.NewRat(int64(spent), int64(budget))
	printed, _ := domain.DecimalFromRat(new(big.Rat).Mul(rate, big.NewRat(100, 1)), 2)
	fraction, _ := domain.DecimalFromRat(new(big.Rat).Quo(printed.Rat(), big.NewRat(100, 1)), 4)
	f.Funds = []domain.FormFund{
		{Item: domain.Text{Raw: "年度资金总额：", Cell: "C6"}, Initial: wan(budget, "D6"), Annual: wan(budget, "E6"), Executed: wan(spent, "F6"), Weight: points(10, "G6"),
			Rate: domain.Number{Raw: printed.Fixed(2) + "%", Value: &fraction, Cell: "H6"}, Total: true, Row: rowFunds},
		{Item: domain.Text{Raw: "其中：本年财政拨款", Cell: "C7"}, Initial: wan(budget-other, "D7"), Annual: wan(budget-other, "E7"), Executed: wan(spent-otherSpent, "F7"), Row: rowFunds + 1},
		{Item: domain.Text{Raw: "上年结转资金", Cell: "C8"}, Row: rowFunds + 2},
		{Item: domain.Text{Raw: "其他资金", Cell: "C9"}, Row: rowFunds + 3},
	}
	if other > 0 {
		x := &f.Funds[3]
		x.Initial, x.Annual, x.Executed = wan(other, "D9"), wan(other, "E9"), wan(otherSpent, "F9")
	}
	d := score.Round(score.Execution(rate, domain.DecimalInt(10)))
	f.Funds[0].Score = domain.Number{Raw: d.Fixed(2), Value: &d, Cell: "I6"}
}

// wan prints an amount in 万元 without losing a fen.
func wan(a domain.Fen, cell string) domain.Amount {
	d, _ := domain.DecimalFromRat(a.In(domain.UnitWan), 6)
	return domain.Amount{Raw: d.String(), Fen: domain.FenPtr(a), Cell: cell}
}

func (w *work) formLine(i int) domain.Indicator {
	f := &w.now[i]
	n := strconv.Itoa(rowIndicators + i)
	class := 0
	for j := range w.now {
		if w.now[j].class == f.class {
			class += w.now[j].weight
		}
	}
	label := f.class + "(" + strconv.Itoa(class) + "分)"
	plan, done := f.lastPlanned(), f.lastDone()
	if f.role == roleCost {
		plan = value(f.sign, w.price(w.p.LastYear.Budget, func(x *figure) domain.Decimal { return x.lastPlan }), f.unit, "")
		done = value("", w.price(w.spent, func(x *figure) domain.Decimal { return x.lastActual }), f.unit, "")
	}
	ind := domain.Indicator{
		Level1: domain.Text{Raw: label, Cell: "B" + n}, Level2: domain.Text{Raw: f.kind, Cell: "C" + n}, Level3: domain.Text{Raw: f.name, Cell: "D" + n},
		Class: f.class, Kind: f.kind, Level1Points: domain.DecimalPtr(domain.DecimalInt(int64(class))),
		Planned: parse.Value(plan), Actual: parse.Value(done), Weight: points(f.weight, "G"+n), Score: points(f.weight, "H"+n), Row: rowIndicators + i,
	}
	ind.Planned.Cell, ind.Actual.Cell = "E"+n, "F"+n
	return ind
}

// line returns the form's line of a role.
func (w *work) line(f *domain.Form, want role) *domain.Indicator {
	for i := range w.now {
		if w.now[i].role == want {
			return &f.Indicators[i]
		}
	}
	return nil
}

var missReasons = []string{"受雨天影响工期顺延，已于次年1月补齐", "服务对象人数比年初减少，下年按实际测算", "部分点位产权单位未同意，改选点位后实施", "问卷回收集中在暑期，样本偏少，下年分两次调查", "设备到货晚于合同约定，已扣减供应商款项"}

// miss lets the second benefit fall a little short, scored by the formula and explained.
func (w *work) miss(f *domain.Form) {
	ind := w.line(f, roleBenefit2)
	fig := w.figure(roleBenefit2)
	if !fig.numeric() || floor(fig.lastPlan) < 50 {
		ind, fig = w.line(f, roleAsked), w.figure(roleAsked)
	}
	short := times(fig.lastPlan, int64(w.r.between(945, 985)), 1000)
	setActual(ind, short+fig.unit)
	w.rescore(ind)
	ind.Reason = domain.Text{Raw: w.r.pick(missReasons), Cell: "I" + strconv.Itoa(ind.Row)}
}

func setActual(ind *domain.Indicator, raw string) {
	cell := ind.Actual.Cell
	ind.Actual = parse.Value(raw)
	ind.Actual.Cell = cell
}

func setScore(ind *domain.Indicator, d domain.Decimal) {
	ind.Score = domain.Number{Raw: d.String(), Value: &d, Cell: ind.Score.Cell}
}

// rescore gives a line what the formula gives.
func (w *work) rescore(ind *domain.Indicator) {
	setScore(ind, score.Quantitative(ind.Planned.Sign, *ind.Planned.Number, *ind.Actual.Number, *ind.Weight.Value, score.Linear))
}

// addUp prints the totals.
func (w *work) addUp(f *domain.Form) {
	n := strconv.Itoa(rowIndicators + len(f.Indicators))
	sum := domain.Decimal{}
	if s := f.Funds[0].Score.Value; s != nil {
		sum = *s
	}
	for i := range f.Indicators {
		if s := f.Indicators[i].Score.Value; s != nil {
			sum = sum.Add(*s)
		}
	}
	f.TotalWeight = points(100, "G"+n)
	f.TotalScore = domain.Number{Raw: sum.Fixed(2), Value: &sum, Cell: "H" + n}
}

// plantForm puts one fault into the form and returns the rules that find it.
func (w *work) plantForm(f *domain.Form) []string {
	for range 30 {
		x := formFaults[w.r.IntN(len(formFaults))]
		c := *f
		c.Funds, c.Indicators = slices.Clone(f.Funds), slices.Clone(f.Indicators)
		if x.plant(w, &c) {
			*f = c
			return x.rules
		}
	}
	return nil
}

package district

import (
	"strconv"

	"jixiao/domain"
	"jixiao/domain/parse"
)

// lastYear fills last year's result and, for older projects, the year before.
func (w *work) lastYear() {
	p, r := &w.p, w.r
	if !p.Continuing {
		return
	}
	budget := hundredYuan(r.per1000(p.Initial, 875, 1080))
	w.spent = domain.Fen(domain.RoundDiv(int64(budget)*int64(r.between(9750, 9985)), 10_000)) / 100 * 100
	w.evaluated = r.chance(92)
	w.lastGoal = w.goal(p.Year-1, true)
	y := &domain.YearResult{Year: p.Year - 1, Budget: budget, Executed: w.spent, Goal: w.lastGoal}
	e := domain.YearResult{Year: p.Year - 2, Budget: hundredYuan(r.per1000(budget, 880, 1060))}
	e.Executed = r.per1000(e.Budget, 930, 999) / 100 * 100
	for i := range w.now {
		f := &w.now[i]
		if f.role == roleCost {
			continue
		}
		y.Indicators = append(y.Indicators, domain.PastIndicator{Level3: f.name, Planned: f.lastPlanned(), Actual: f.lastDone()})
		if f.numeric() {
			e.Indicators = append(e.Indicators, domain.PastIndicator{Level3: f.name, Planned: value(f.sign, f.earlier, f.unit, "")})
		}
	}
	p.LastYear = y
	if r.chance(60) && !w.brief() {
		p.Earlier = []domain.YearResult{e}
	}
	if r.chance(4) {
		y.Score = domain.DecimalPtr(domain.NewDecimal(int64(r.between(4600, 5980)), 2))
		y.Grade = domain.GradePoor
	}
}

// version writes the target form of this year without a fault. Cells are those of the
// declaration form.
func (w *work) version() domain.TargetVersion {
	p := &w.p
	v := domain.TargetVersion{No: 1, By: w.unit.name, AmountUnit: domain.UnitWan, Goal: domain.Text{Raw: w.goal(p.Year, false), Cell: "C10"},
		Total: amount(p.Initial, "C6"), Owner: domain.Text{Raw: p.Owner, Cell: "C5"}}
	var fiscal, other domain.Fen
	for _, f := range p.Funds {
		if f.Source == domain.FundUnitOwn || f.Source == domain.FundFiscalAccount {
			other += f.Initial
		} else {
			fiscal += f.Initial
		}
	}
	v.Funds = []domain.StatedFund{{Item: domain.Text{Raw: "其中：财政拨款", Cell: "B7"}, Amount: amount(fiscal, "C7")}, {Item: domain.Text{Raw: "其他资金", Cell: "B8"}, Amount: amount(other, "C8")}}
	if p.End.Year > p.Year {
		v.LongGoal = domain.Text{Raw: w.longGoal(), Cell: "C9"}
	}
	for i := range w.now {
		v.Indicators = append(v.Indicators, w.now[i].indicator(12+i))
	}
	if w.brief() {
		withoutCells(&v)
	}
	six := int64(w.r.between(45, 50))
	v.Common = domain.CommonIndicator{
		Progress:        map[int]domain.Decimal{6: domain.DecimalInt(six), 9: domain.DecimalInt(six + 25), 11: domain.DecimalInt(90), 12: domain.DecimalInt(95)},
		ExpenditureRate: domain.DecimalPtr(domain.DecimalInt(int64(w.r.between(95, 98)))), AllocationRate: domain.DecimalPtr(domain.DecimalInt(int64(w.r.between(90, 100)))),
	}
	return v
}

// withoutCells forgets where the values stood, as in a list that was typed in.
func withoutCells(v *domain.TargetVersion) {
	v.Goal.Cell, v.LongGoal.Cell, v.Owner.Cell, v.Total.Cell = "", "", "", ""
	for i := range v.Funds {
		v.Funds[i].Item.Cell, v.Funds[i].Amount.Cell = "", ""
	}
	for i := range v.Indicators {
		x := &v.Indicators[i]
		x.Level1.Cell, x.Level2.Cell, x.Level3.Cell, x.Planned.Cell, x.Weight.Cell, x.Note.Cell, x.Row = "", "", "", "", "", "", 0
	}
}

func amount(f domain.Fen, cell string) domain.Amount {
	return domain.Amount{Raw: f.Wan(), Fen: domain.FenPtr(f), Cell: cell}
}

func (f *figure) indicator(row int) domain.Indicator {
	n := strconv.Itoa(row)
	ind := domain.Indicator{
		Level1: domain.Text{Raw: f.class, Cell: "A" + n}, Level2: domain.Text{Raw: f.kind, Cell: "B" + n}, Level3: domain.Text{Raw: f.name, Cell: "C" + n},
		Class: f.class, Kind: f.kind, Planned: parse.Value(f.planned()), Weight: points(f.weight, "E"+n), Row: row,
	}
	ind.Planned.Cell = "D" + n
	if f.note != "" {
		ind.Note = domain.Text{Raw: f.note, Cell: "F" + n}
	}
	return ind
}

func points(n int, cell string) domain.Number {
	d := domain.DecimalInt(int64(n))
	return domain.Number{Raw: d.String(), Value: &d, Cell: cell}
}

// at returns the version's line of a role, nil when the project has none.
func (w *work) at(v *domain.TargetVersion, want role) *domain.Indicator {
	for i := range w.now {
		if w.now[i].role == want {
			return &v.Indicators[i]
		}
	}
	return nil
}

func (w *work) figure(want role) *figure {
	for i := range w.now {
		if w.now[i].role == want {
			return &w.now[i]
		}
	}
	return nil
}

// setPlanned rewrites a planned value and keeps its cell.
func setPlanned(ind *domain.Indicator, raw string) {
	cell := ind.Planned.Cell
	ind.Planned = parse.Value(raw)
	ind.Planned.Cell = cell
}

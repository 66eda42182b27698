// Package cleanup is 精准清理 (第三、十四条): which money cannot be spent by the end of the year
// and by which method that is known, what was decided, and where recovered money goes. Both
// sides balance to the fen: recovered = moved + not yet moved.
package cleanup

import (
	"jixiao/domain"
	"jixiao/domain/basis"
)

// Basis of the family.
var (
	Basis      = basis.Cite("第十四条", "对预计年底无法支出的项目资金实施精准清理收回，调整用于全区重点项目")
	BasisCarry = basis.Of(basis.BudgetLaw, "连续两年未用完的结转资金，应当作为结余资金管理")
)

// Params are the values the forecast computes with; all but CarryYears are 本区口径.
type Params struct {
	// SpeedMonths are the newest months whose speed is carried on.
	SpeedMonths int
	// CarryYears: carry-over that old or older must be listed.
	CarryYears int
	// MinAmount (fen): less than this is not worth listing.
	MinAmount domain.Fen
}

// DefaultParams are the values of the rule book.
var DefaultParams = Params{SpeedMonths: 3, CarryYears: 2, MinAmount: 10_000_00}

// Facts are what the forecast looks at, of one project as of a month. Amounts are fen.
type Facts struct {
	ID, Code, Name, Department, DepartmentName string
	Kind                                       domain.ProjectKind
	Year                                       int
	// Budget is 全年预算数 with carry-over; Special the part of it that comes from a transfer
	// of a higher level or from debt and must not be moved freely (专款).
	Budget, Special domain.Fen
	Carryover       domain.Fen
	CarryoverSince  int
	Execution       *domain.Execution
	// Reported is the unit's own forecast of the year's expenditure from its newest monitoring
	// form not later than the month; nil for none.
	Reported *domain.Fen
}

// special are the sources whose use a higher level or a contract fixes.
var special = map[domain.FundSource]bool{domain.FundCentralTransfer: true, domain.FundProvTransfer: true, domain.FundCityTransfer: true, domain.FundDebt: true}

// FactsOf takes the facts of a project as of a month; execution and forms may be nil.
func FactsOf(p *domain.Project, departmentName string, e *domain.Execution, forms []domain.Monitoring, month int) Facts {
	f := Facts{ID: p.ID, Code: p.Code, Name: p.Name, Department: p.Department, DepartmentName: departmentName, Kind: p.Kind, Year: p.Year, Budget: p.Adjusted,
		Carryover: p.Carryover, CarryoverSince: p.CarryoverSince, Execution: e}
	for _, l := range p.Funds {
		if special[l.Source] {
			f.Special += l.Adjusted
		}
	}
	newest := 0
	for i := range forms {
		if m := &forms[i]; m.Month <= month && m.Month >= newest && m.Forecast.Known() {
			newest, f.Reported = m.Month, m.Forecast.Fen
		}
	}
	return f
}

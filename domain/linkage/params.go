package linkage

// Params are the values the three linkages compute with, in whole percent unless said.
// The regulation names none of them: all are 本区口径.
type Params struct {
	// LandedMin: below this 预算到项目率 what is not settled on a project is not arranged.
	LandedMin int
	// RateMin and RateCut: last year's expenditure rate below RateMin costs RateCut percent of
	// the shortfall of last year's budget.
	RateMin, RateCut int
	// RedMonths (months) in a row with a red lamp cost RedCut percent.
	RedMonths, RedCut int
	// Cuts by last year's performance.
	FairCut, PoorCut, NoSelfEvalCut, DifferenceCut int
	// Cuts of a department's project money by the grade of the whole department.
	DeptFairCut, DeptPoorCut int
}

// DefaultParams are the values of the rule book.
var DefaultParams = Params{LandedMin: 75, RateMin: 90, RateCut: 30, RedMonths: 3, RedCut: 5, FairCut: 15, PoorCut: 100, NoSelfEvalCut: 20, DifferenceCut: 10, DeptFairCut: 5, DeptPoorCut: 10}

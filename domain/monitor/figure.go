package monitor

import (
	"slices"

	"jixiao/domain"
	"jixiao/domain/listing"
)

// Found says which rules found something: bit i stands for the i-th rule.
type Found uint16

// What the rules found, in the order of Rules.
const (
	FoundLamp Found = 1 << iota
	FoundIndicator
	FoundIdle
	FoundCarry
	FoundGap
	FoundBack
	FoundOver
	FoundForecast
	FoundCause
	FoundRepeat
)

// Has reports whether one of the findings is there.
func (f Found) Has(any Found) bool { return f&any != 0 }

// Figure is a project's state as of a month under all rule groups, small enough to keep
// for every project. Amounts are fen; -1 stands for no data.
type Figure struct {
	Executed, Plan, Forecast domain.Fen
	// Idle is the days without payment, -1 when unknown.
	Idle int32
	// Found are the findings of the linear group.
	Found Found
	// Reported is the month the figures stand for, 0 for none.
	Reported uint8
	// Indicator is the worst indicator's lamp; Execution holds the money's lamp by group.
	Indicator listing.Lamp
	Execution [3]listing.Lamp
	// Causes has a bit for every entry of domain.Causes that a red or yellow indicator
	// names. Likelihood is the worst of these indicators: 0 none, 1 确定能, 2 有可能, 3
	// 完全不可能.
	Causes     uint8
	Likelihood uint8
}

// Likelihoods are the words of Figure.Likelihood.
var Likelihoods = [...]domain.Likelihood{"", domain.LikelyCertain, domain.LikelyPossible, domain.LikelyImpossible}

// Index is the place of the group in Groups, 0 (linear) for an unknown one.
func (g Group) Index() int {
	for i, x := range Groups {
		if x.ID == g {
			return i
		}
	}
	return 0
}

// Lamp is the project's lamp under a group: the worst of money and indicators.
func (f *Figure) Lamp(g Group) listing.Lamp { return max(f.Execution[g.Index()], f.Indicator) }

// Shortfall is what must still be paid until the money's lamp is green under a group; ok
// is false without a lamp.
func (f *Figure) Shortfall(g Group, budget domain.Fen, month int, p *Params) (amount domain.Fen, ok bool) {
	if f.Execution[g.Index()] == listing.LampNone {
		return 0, false
	}
	r := Result{Group: g, Month: month, Budget: budget, Executed: f.Executed, Plan: &f.Plan}
	return r.shortfall(p), true
}

// FigureOf computes a project's figure.
func FigureOf(d *domain.Dossier, year, month int, p *Params) Figure {
	r := report(d, year, month, Linear, p)
	f := Figure{Executed: r.Executed, Plan: -1, Forecast: -1, Idle: int32(r.Idle), Reported: uint8(r.Reported)}
	if r.Plan != nil {
		f.Plan = *r.Plan
	}
	if r.ForecastRate.Valid() {
		f.Forecast = r.Forecast
	}
	for i, g := range Groups {
		x := r
		if x.Group = g.ID; g.ID != Linear && r.Reported > 0 {
			x.Execution = listing.LampNone
			x.lamp(d, p)
		}
		f.Execution[i] = x.Execution
	}
	for _, x := range r.Findings {
		f.Found |= 1 << slices.IndexFunc(ruleList, func(u monRule) bool { return u.ID == x.Rule })
	}
	for _, i := range r.Indicators {
		f.Indicator = max(f.Indicator, i.Lamp)
		if i.Lamp == listing.LampRed || i.Lamp == listing.LampYellow {
			f.deviation(i)
		}
	}
	return f
}

// deviation takes an indicator's causes and likelihood.
func (f *Figure) deviation(i Indicator) {
	for n, c := range domain.Causes {
		if slices.Contains(i.Causes, c) {
			f.Causes |= 1 << n
		}
	}
	f.Likelihood = max(f.Likelihood, uint8(max(slices.Index(Likelihoods[:], i.Likelihood), 0)))
}

package listing

import (
	"math"
	"math/big"

	"jixiao/domain"
	"jixiao/domain/pinyin"
)

// Derive returns the list row of a project. fails and warns are the numbers of findings
// on the current target version (capped at 255). It is a pure function of the dossier:
// the same records always give the same row, so that the list can be rebuilt.
func Derive(d domain.Dossier, fails, warns int) Row {
	p := &d.Project
	r := Row{
		ID: p.ID, Code: p.Code, Name: p.Name, DepartmentCode: p.Department, Department: d.DepartmentName,
		UnitCode: p.Unit, Unit: d.UnitName, Year: p.Year, Kind: p.Kind, FundMask: fundMask(p.Funds),
		Initial: p.Initial, Adjusted: p.Adjusted, Carryover: p.Carryover, Owner: p.Owner,
		Fails: capByte(fails), Warns: capByte(warns), SelfScore: -1, ReviewScore: -1, Pinyin: pinyin.Key(p.Name),
	}
	if m, ok := d.Execution.At(12); ok {
		r.Executed, r.Month = m.Executed, capByte(m.Month)
	}
	r.IndicatorLamp = worstIndicator(d.Monitoring)
	if t := d.Target; t != nil {
		r.Stage, r.Level, r.Since, r.DeferUntil = t.Stage, t.Level, days(t.Since), days(t.DeferUntil)
		r.Round = capByte(len(t.Versions))
	}
	if c := leadingCase(d.Cases); c != nil {
		r.CaseState, r.CaseSince, r.CaseDue = c.State, days(c.Opened), days(c.Due)
	}
	if d.SelfEval != nil {
		r.SelfScore = hundredths(d.SelfEval.Score)
	}
	if k := newestRecheck(d.Rechecks); k != nil {
		r.ReviewScore = hundredths(k.ReviewScore)
	}
	r.Picked = livePick(d.Picks)
	r.Strip = strip(&d, &r)
	return r
}

// FundBit returns the bit of a fund source in Row.FundMask, 0 for an unknown source.
func FundBit(s domain.FundSource) uint32 {
	for i, f := range domain.FundSources {
		if f == s {
			return 1 << i
		}
	}
	return 0
}

func fundMask(lines []domain.FundLine) (mask uint32) {
	for _, l := range lines {
		mask |= FundBit(l.Source)
	}
	return mask
}

func worstIndicator(forms []domain.Monitoring) (worst Lamp) {
	var newest *domain.Monitoring
	for i := range forms {
		if newest == nil || forms[i].Month >= newest.Month {
			newest = &forms[i]
		}
	}
	if newest == nil {
		return LampNone
	}
	for _, ind := range newest.Indicators {
		worst = max(worst, IndicatorLamp(ind, newest.Month))
	}
	return worst
}

// leadingCase returns the case a list shows: the newest that is not closed, else the
// newest.
func leadingCase(cases []domain.Case) *domain.Case {
	var lead *domain.Case
	for i := range cases {
		c := &cases[i]
		open, leadOpen := c.State != domain.CaseClosed, lead != nil && lead.State != domain.CaseClosed
		if lead == nil || open && !leadOpen || open == leadOpen && !c.Opened.Before(lead.Opened) {
			lead = c
		}
	}
	return lead
}

// newestRecheck returns the last paper in the dossier's order that has a review score,
// else the last one.
func newestRecheck(papers []domain.Recheck) *domain.Recheck {
	for i := len(papers) - 1; i >= 0; i-- {
		if papers[i].ReviewScore != nil {
			return &papers[i]
		}
	}
	if len(papers) == 0 {
		return nil
	}
	return &papers[len(papers)-1]
}

func livePick(picks []domain.SpotPick) bool {
	for _, p := range picks {
		if p.State != domain.SpotVoid {
			return true
		}
	}
	return false
}

func days(d domain.Date) int32 {
	if d.IsZero() {
		return 0
	}
	return int32(d.Days())
}

func capByte(n int) uint8 { return uint8(min(max(n, 0), math.MaxUint8)) }

// hundredths returns a score × 100 rounded half away from zero, -1 for none. Scores out
// of all reason (negative, beyond 10⁶) count as none.
func hundredths(d *domain.Decimal) int32 {
	if d == nil || d.Cmp(domain.DecimalInt(1_000_000)) > 0 || d.Sign() < 0 {
		return -1
	}
	return int32(domain.RoundRat(new(big.Rat).Mul(d.Rat(), big.NewRat(100, 1))).Int64())
}

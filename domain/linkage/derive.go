package linkage

import (
	"jixiao/domain"
)

// StepID names a step of the derivation.
type StepID uint8

// The steps in the order they are taken.
const (
	StepNeed       StepID = iota // 挂钩一：审定需求
	StepLanded                   // 挂钩二：预算到项目率
	StepRate                     // 挂钩二：上年支出率
	StepProgress                 // 挂钩二：执行进度
	StepGrade                    // 挂钩三：上年绩效等级
	StepSelfEval                 // 挂钩三：自评情况
	StepDifference               // 挂钩三：自评与抽评差异
	StepException                // 特殊情况保障
	stepCount
)

// State is what a step came to.
type State uint8

// States of a step: it does not concern the project, it lacks data, it changes nothing, it
// changed the amount.
const (
	NotConcerned State = iota
	NoData
	Unchanged
	Applied
)

// String returns the Chinese word.
func (s State) String() string {
	return [...]string{"不涉及", "缺数据", "不影响", "已核定"}[s]
}

// Step is one step taken: the amount before and after it, in fen.
type Step struct {
	ID            StepID
	State         State
	Before, After domain.Fen
	reason        reason
}

// Change is what the step adds (negative: cuts).
func (s Step) Change() domain.Fen { return s.After - s.Before }

// reason tells the cases of a step apart, for its words.
type reason uint8

const (
	none          reason = iota
	noReport             // new without ex-ante report
	notSupported         // 不予支持
	noNeed               // report without an approved need
	capped               // above the approved need
	within               // within it
	newProject           // there is no last year
	noLast               // continuing, but last year is unknown
	noBudget             // last year's budget is 0
	fullRate             // rate not below the minimum
	lowRate              //
	settled              // 到项目率 high enough
	unsettled            //
	shortRed             // fewer red months than count
	longRed              //
	noMonths             // nothing reported
	noGrade              // last year without a grade
	goodGrade            // 优、良
	fairGrade            //
	poorGrade            //
	approved             // exception with an amount
	approvedBlank        // exception without an amount
	expired              // exception that has run out
)

// Line is the derivation of one project. Result is what the linkages suggest, in fen.
type Line struct {
	Facts  *Facts
	Steps  [stepCount]Step
	Result domain.Fen
	// Protected is set when an approved exception decides.
	Protected bool
	params    *Params
}

// Cut is what is suggested less than applied for (negative: more).
func (l *Line) Cut() domain.Fen { return l.Facts.Applied - l.Result }

// Gaps counts the steps that lack data.
func (l *Line) Gaps() (n int) {
	for i := range l.Steps {
		if l.Steps[i].State == NoData {
			n++
		}
	}
	return n
}

// NeedsException reports whether the linkages leave nothing of what was applied for: whoever
// wants to keep the project has to ask 区政府 (第十二条).
func (l *Line) NeedsException() bool { return l.Result == 0 && l.Facts.Applied > 0 && !l.Protected }

// Derive takes the steps for one project on a day (on which exceptions must still hold).
func Derive(f *Facts, p *Params, on domain.Date) Line {
	l := Line{Facts: f, params: p}
	amount := f.Applied
	take := func(id StepID, st State, r reason, after domain.Fen) {
		after = max(after, 0)
		if st == Applied && after == amount {
			st = Unchanged
		}
		l.Steps[id] = Step{id, st, amount, after, r}
		amount = after
	}
	st, r, after := f.need(amount)
	take(StepNeed, st, r, after)
	st, r, after = f.landed(amount, p)
	take(StepLanded, st, r, after)
	st, r, after = f.lastRate(amount, p)
	take(StepRate, st, r, after)
	st, r, after = f.progress(amount, p)
	take(StepProgress, st, r, after)
	base := amount // the percentages of 挂钩三 are all of what 挂钩二 left
	st, r, after = f.grade(base, p)
	take(StepGrade, st, r, after)
	st, r, cut := f.flag(f.Last != nil && f.Last.NoSelfEval, base, p.NoSelfEvalCut)
	take(StepSelfEval, st, r, amount-cut)
	st, r, cut = f.flag(f.Last != nil && f.Last.MajorDifference, base, p.DifferenceCut)
	take(StepDifference, st, r, amount-cut)
	st, r, after = f.exception(amount, on)
	take(StepException, st, r, after)
	l.Protected = r == approved || r == approvedBlank
	l.Result = amount
	return l
}

// part is p percent of an amount, rounded to the fen.
func part(a domain.Fen, p int) domain.Fen {
	return domain.Fen(domain.RoundDiv(int64(a)*int64(p), 100))
}

func (f *Facts) need(a domain.Fen) (State, reason, domain.Fen) {
	switch x := f.ExAnte; {
	case x == nil && f.Kind.NeedsExAnte():
		return Applied, noReport, 0
	case x == nil:
		return NotConcerned, none, a
	case x.Conclusion == domain.NotSupported:
		return Applied, notSupported, 0
	case x.Need <= 0:
		return NoData, noNeed, a
	case x.Need < a:
		return Applied, capped, x.Need
	}
	return Unchanged, within, a
}

func (f *Facts) landed(a domain.Fen, p *Params) (State, reason, domain.Fen) {
	if f.Landed == nil || f.Applied <= 0 {
		return NoData, none, a
	}
	if domain.RatioOf(*f.Landed, f.Applied).Cmp(domain.Percent100(int64(p.LandedMin))) >= 0 {
		return Unchanged, settled, a
	}
	return Applied, unsettled, min(a, *f.Landed)
}

// last tells why there is nothing to be said about last year, ok false then.
func (f *Facts) last() (State, reason, bool) {
	switch {
	case f.Last != nil:
		return Unchanged, none, true
	case f.Continuing:
		return NoData, noLast, false
	}
	return NotConcerned, newProject, false
}

func (f *Facts) lastRate(a domain.Fen, p *Params) (State, reason, domain.Fen) {
	if st, r, ok := f.last(); !ok {
		return st, r, a
	}
	if f.Last.Budget <= 0 {
		return NoData, noBudget, a
	}
	short := f.rateShort(p)
	if short <= 0 {
		return Unchanged, fullRate, a
	}
	return Applied, lowRate, a - part(short, p.RateCut)
}

// rateShort is what was spent less than RateMin percent of last year's budget.
func (f *Facts) rateShort(p *Params) domain.Fen {
	return part(f.Last.Budget, p.RateMin) - f.Last.Executed
}

func (f *Facts) progress(a domain.Fen, p *Params) (State, reason, domain.Fen) {
	switch {
	case f.RedMonths < 0:
		return NoData, noMonths, a
	case f.RedMonths < p.RedMonths:
		return Unchanged, shortRed, a
	}
	return Applied, longRed, a - part(a, p.RedCut)
}

func (f *Facts) grade(a domain.Fen, p *Params) (State, reason, domain.Fen) {
	if st, r, ok := f.last(); !ok {
		return st, r, a
	}
	switch f.LastGrade() {
	case domain.GradeExcellent, domain.GradeGood:
		return Unchanged, goodGrade, a
	case domain.GradeFair:
		return Applied, fairGrade, a - part(a, p.FairCut)
	case domain.GradePoor:
		return Applied, poorGrade, a - part(a, p.PoorCut)
	}
	return NoData, noGrade, a
}

// LastGrade is last year's grade: as recorded, else from the score; "" for none.
func (f *Facts) LastGrade() domain.Grade {
	switch {
	case f.Last == nil:
		return ""
	case f.Last.Grade != "" || f.Last.Score == nil:
		return f.Last.Grade
	}
	return domain.GradeOf(*f.Last.Score)
}

func (f *Facts) flag(on bool, base domain.Fen, percent int) (State, reason, domain.Fen) {
	if st, r, ok := f.last(); !ok {
		return st, r, 0
	}
	if !on {
		return Unchanged, none, 0
	}
	return Applied, none, part(base, percent)
}

func (f *Facts) exception(a domain.Fen, on domain.Date) (State, reason, domain.Fen) {
	x := f.Exception
	switch {
	case f.ExceptionDoc == "":
		return NotConcerned, none, a
	case x != nil && !x.Until.IsZero() && x.Until.Before(on):
		return Unchanged, expired, a
	case x == nil || x.Amount == nil:
		return Applied, approvedBlank, f.Applied
	}
	return Applied, approved, *x.Amount
}

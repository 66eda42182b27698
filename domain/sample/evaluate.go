package sample

import (
	"fmt"
	"math/big"
	"strings"

	"jixiao/domain"
)

// Result is what the recheck of one drawn project found; Review is nil while it has not
// been reviewed.
type Result struct {
	ID           string
	Self, Review *big.Rat
}

// ParseResults reads the canonical results file: id TAB self TAB review, where an empty
// review means that the project has not been reviewed. The error is Refusals.
func ParseResults(text string) ([]Result, error) {
	r, seen := reader{file: "复核结果文件"}, map[string]int{}
	var out []Result
	r.lines3(text, func(line int, id, self, review string) {
		if first, ok := seen[id]; ok {
			r.refuse(line, "项目 %s 与第 %d 行重复，请只留一行", id, first)
			return
		}
		seen[id] = line
		x := Result{ID: id}
		var ok bool
		if x.Self, ok = scoreOf(self); !ok {
			r.refuse(line, "自评分“%s”不是 0 到 100 的数", self)
			return
		}
		if review != "" {
			if x.Review, ok = scoreOf(review); !ok {
				r.refuse(line, "复核分“%s”不是 0 到 100 的数；没有复核的请留空", review)
				return
			}
		}
		out = append(out, x)
	})
	return out, r.err()
}

// lines3 is lines with three fields of which the last may be empty.
func (r *reader) lines3(text string, fn func(line int, a, b, c string)) {
	if !r.whole(text) {
		return
	}
	line := 0
	for row := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		line++
		f := strings.Split(row, "\t")
		if len(f) != 3 || f[0] == "" || f[1] == "" {
			r.refuse(line, "应有三栏：项目、自评分、复核分，用一个 Tab 隔开")
			continue
		}
		fn(line, f[0], f[1], f[2])
	}
}

func scoreOf(s string) (*big.Rat, bool) {
	if s == "" || strings.Trim(s, "0123456789.") != "" {
		return nil, false
	}
	r, ok := new(big.Rat).SetString(s)
	return r, ok && r.Sign() >= 0 && r.Cmp(big.NewRat(100, 1)) <= 0
}

// Tally counts drawn projects. Over are those whose self score is above the review score by
// at least the threshold; Missing could not be reviewed and count as over in upper limits.
type Tally struct {
	Projects int `json:"projects"`
	Over     int `json:"over"`
	Missing  int `json:"missing"`
}

func (t *Tally) add(o outcome) {
	t.Projects++
	switch {
	case o.missing:
		t.Missing++
	case o.over:
		t.Over++
	}
}

// Part is what one plan line says.
type Part struct {
	Stratum string `json:"stratum"`
	// Certain are must and certainty items: counted, never projected.
	Certain Tally `json:"certain"`
	Drawn   Tally `json:"drawn"`
	// Rest is how many projects the equal-probability draw stands for, 0 for a draw by
	// amount; Lower and Upper are exact limits of the over-scored among them.
	Rest     int      `json:"rest,omitempty"`
	Lower    int      `json:"lower"`
	Upper    int      `json:"upper"`
	Estimate *big.Rat `json:"-"`
	// Money is set for a draw by amount: upper limits of the over-scored share of the money
	// that was not certain to be drawn.
	Money *MoneyBounds `json:"-"`
}

// Evaluation is what may be concluded from a draw.
type Evaluation struct {
	// Interim is set while a drawn project has no review: only a 中期 result.
	Interim bool
	Parts   []Part
	// Estimate, Lower and Upper count over-scored projects in all parts drawn with equal
	// probability, certainty items included; Population is how many projects those parts
	// stand for.
	Estimate          *big.Rat
	Lower, Upper      int
	Population        int
	Threshold, Level  *big.Rat
	Missing, Coverage int
	Sentence          string
}

type outcome struct {
	over, missing bool
	taint         *big.Rat
}

// judge applies the threshold; the taint of a project is its overstated part of the self
// score, 1 when it could not be reviewed (worst case).
func judge(r *Result, threshold *big.Rat) outcome {
	if r == nil || r.Review == nil {
		return outcome{missing: true, taint: big.NewRat(1, 1)}
	}
	d := new(big.Rat).Sub(r.Self, r.Review)
	o := outcome{over: d.Cmp(threshold) >= 0, taint: new(big.Rat)}
	if o.over && r.Self.Sign() > 0 {
		o.taint.Quo(d, r.Self)
	}
	return o
}

// UsualConfidence is what conclusions are drawn at unless another is asked for: 95 %.
func UsualConfidence() *big.Rat { return big.NewRat(95, 100) }

// Evaluate concludes from a complete draw record and the results. A drawn project without
// a result counts as worst case, never dropped; coverage-only picks are left out. The limits
// of several parts are each taken at 1 − α/parts, so that all hold together at the
// confidence. Results of projects that were not drawn, a threshold that is not above zero
// and a bad confidence are errors.
func Evaluate(d domain.Draw, results []Result, threshold, confidence *big.Rat) (*Evaluation, error) {
	alpha, ok := alphaOf(confidence)
	if !ok || threshold == nil || threshold.Sign() <= 0 {
		return nil, fmt.Errorf("判为多评的分差必须大于零，置信水平必须在 0 和 1 之间")
	}
	byID, err := resultsOf(d, results)
	if err != nil {
		return nil, err
	}
	e := &Evaluation{Threshold: threshold, Level: confidence, Estimate: new(big.Rat)}
	lines, order := linesOf(d)
	random := 0
	for _, s := range order {
		if lines[s].drawn() > 0 {
			random++
		}
	}
	level := confidence
	if random > 1 {
		level = new(big.Rat).Sub(big.NewRat(1, 1), alpha.Quo(alpha, big.NewRat(int64(random), 1)))
	}
	for _, s := range order {
		p, err := lines[s].evaluate(s, byID, threshold, level)
		if err != nil {
			return nil, err
		}
		e.add(p, len(lines[s].coverage))
	}
	e.Interim = e.Missing > 0
	e.Sentence = e.conclude(random)
	return e, nil
}

func resultsOf(d domain.Draw, results []Result) (map[string]*Result, error) {
	drawn, byID := map[string]bool{}, map[string]*Result{}
	for _, p := range d.Picks {
		drawn[p.ID] = true
	}
	for i := range results {
		if !drawn[results[i].ID] {
			return nil, fmt.Errorf("项目 %s 有复核结果，但不在抽取记录里。推断只用抽中的项目，请从结果文件里去掉它", results[i].ID)
		}
		byID[results[i].ID] = &results[i]
	}
	return byID, nil
}

// picked are the picks of one plan line by what they may say.
type picked struct{ certain, ticket, money, coverage []domain.Pick }

func (l *picked) drawn() int { return len(l.ticket) + len(l.money) }

func linesOf(d domain.Draw) (lines map[string]*picked, order []string) {
	lines = map[string]*picked{}
	for _, p := range d.Picks {
		l := lines[p.Stratum]
		if l == nil {
			l = &picked{}
			lines[p.Stratum], order = l, append(order, p.Stratum)
		}
		switch p.Reason {
		case domain.PickTicket:
			l.ticket = append(l.ticket, p)
		case domain.PickMoney:
			l.money = append(l.money, p)
		case domain.PickCoverage:
			l.coverage = append(l.coverage, p)
		default:
			l.certain = append(l.certain, p)
		}
	}
	return lines, order
}

func (l *picked) evaluate(stratum string, byID map[string]*Result, threshold, level *big.Rat) (p Part, err error) {
	p = Part{Stratum: stratum, Estimate: new(big.Rat)}
	for _, x := range l.certain {
		p.Certain.add(judge(byID[x.ID], threshold))
	}
	var taints []*big.Rat
	for _, x := range append(append([]domain.Pick{}, l.ticket...), l.money...) {
		o := judge(byID[x.ID], threshold)
		p.Drawn.add(o)
		if o.taint.Sign() > 0 {
			taints = append(taints, o.taint)
		}
	}
	switch {
	case len(l.ticket) > 0:
		return p, p.count(l.ticket, level)
	case len(l.money) > 0:
		m, err := MoneyLimits(Poisson, len(l.money), 0, taints, level)
		p.Money = &m
		return p, err
	}
	return p, nil
}

// count takes the size of the frame from the inclusion probability that was stored with
// the draw: π = m / N.
func (p *Part) count(tickets []domain.Pick, level *big.Rat) error {
	m := len(tickets)
	pi, ok := new(big.Rat).SetString(tickets[0].Pi)
	if !ok || pi.Sign() <= 0 {
		return fmt.Errorf("抽取记录里项目 %s 的入样概率“%s”读不懂，记录不完整", tickets[0].ID, tickets[0].Pi)
	}
	size := new(big.Rat).Quo(big.NewRat(int64(m), 1), pi)
	if !size.IsInt() {
		return fmt.Errorf("抽取记录里“%s”的入样概率 %s 与抽中 %d 个不符，记录被改过或不完整", p.Stratum, tickets[0].Pi, m)
	}
	p.Rest = int(size.Num().Int64())
	var err error
	if p.Lower, _, err = HypergeometricLimits(p.Rest, m, p.Drawn.Over, level); err != nil {
		return err
	}
	_, p.Upper, err = HypergeometricLimits(p.Rest, m, p.Drawn.Over+p.Drawn.Missing, level)
	p.Estimate = new(big.Rat).Mul(big.NewRat(int64(p.Drawn.Over), int64(m)), size)
	return err
}

func (e *Evaluation) add(p Part, coverage int) {
	e.Parts = append(e.Parts, p)
	e.Coverage += coverage
	e.Missing += p.Certain.Missing + p.Drawn.Missing
	if p.Money != nil {
		return
	}
	e.Population += p.Rest + p.Certain.Projects
	e.Estimate.Add(e.Estimate, p.Estimate).Add(e.Estimate, big.NewRat(int64(p.Certain.Over), 1))
	e.Lower += p.Lower + p.Certain.Over
	e.Upper += p.Upper + p.Certain.Over + p.Certain.Missing
}

// conclude is the plain sentence: what may be said, or that nothing may and why.
func (e *Evaluation) conclude(random int) string {
	var s strings.Builder
	if e.Interim {
		fmt.Fprintf(&s, "中期结果：还有 %d 个抽中的项目没有复核，上限按最坏情况（全部算多评）计，定稿前不得引用。", e.Missing)
	}
	over := 0
	for _, p := range e.Parts {
		over += p.Certain.Over + p.Drawn.Over
	}
	if random == 0 {
		fmt.Fprintf(&s, "抽中的都是必抽项目，其中 %d 个多评；没有随机抽取的部分，不能推断其他项目。", over)
		return s.String()
	}
	counted, percent := false, trimmed(new(big.Rat).Mul(e.Level, big.NewRat(100, 1)))
	for _, p := range e.Parts {
		counted = counted || p.Rest > 0
	}
	if counted {
		fmt.Fprintf(&s, "在 %d 个项目中，估计有 %s 个多评（自评高于复核 %s 分及以上）；有 %s%% 的把握不多于 %d 个，同样的把握不少于 %d 个。",
			e.Population, e.Estimate.FloatString(1), trimmed(e.Threshold), percent, e.Upper, e.Lower)
	}
	for _, p := range e.Parts {
		if p.Money != nil {
			fmt.Fprintf(&s, "“%s”按金额抽取：有 %s%% 的把握，非必中金额里因多评而虚高的不超过 %s%%（Stringer 上限）。", p.Stratum, percent, new(big.Rat).Mul(p.Money.Stringer, big.NewRat(100, 1)).FloatString(2))
		}
	}
	if e.Coverage > 0 {
		fmt.Fprintf(&s, "另有 %d 个仅为补覆盖的项目不进入推断。", e.Coverage)
	}
	return s.String()
}

// trimmed prints a fraction without needless zeros.
func trimmed(r *big.Rat) string {
	s := r.FloatString(4)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// Package monitor computes warnings (第十三、十四条): lamps as of a month under three rule
// groups, what turns a lamp green, the year-end forecast, idle money, carry-over and
// gaps. Everything is a pure function of a dossier.
package monitor

import (
	"fmt"
	"math/big"
	"math/bits"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/domain/rule"
)

// Group is a set of lamp rules that can be switched.
type Group string

// Rule groups. Linear is the default.
const (
	Linear Group = "linear" // 线性组：按月份直线
	Step   Group = "step"   // 阶梯组：4/6/8/10 月末 25/40/60/80%
	Plan   Group = "plan"   // 计划曲线组：按本项目用款计划
)

// Groups lists the groups with their Chinese names.
var Groups = []struct {
	ID   Group
	Name string
}{{Linear, "线性"}, {Step, "阶梯"}, {Plan, "计划曲线"}}

// Name is the Chinese name of a group, "" for an unknown one.
func (g Group) Name() string {
	for _, x := range Groups {
		if x.ID == g {
			return x.Name
		}
	}
	return ""
}

// Green says what would turn the execution lamp green: Amount still to be paid (fen) by
// the date. Zero means it is green already.
type Green struct {
	Amount domain.Fen  `json:"amount_fen"`
	By     domain.Date `json:"by"`
}

// Indicator is one monitored indicator with its lamp and why.
type Indicator struct {
	Level3  string       `json:"level3"`
	Planned string       `json:"planned"`
	Actual  string       `json:"actual"`
	Lamp    listing.Lamp `json:"-"`
	Word    string       `json:"lamp"`
	Why     string       `json:"why"`
	// Need is the completed value that would make it green, "" when none would or it is.
	Need       string            `json:"green_when,omitempty"`
	Causes     []string          `json:"causes,omitempty"`
	Cause      string            `json:"cause,omitempty"`
	Likelihood domain.Likelihood `json:"likelihood,omitempty"`
}

// Result is one project's state as of a month under a rule group.
type Result struct {
	ProjectID string
	Year      int
	// Month is the month asked for, Reported the month the figures stand for (0: none).
	Month, Reported  int
	Group            Group
	Lamp, Execution  listing.Lamp
	Budget, Executed domain.Fen
	// Plan is the cumulative payment plan, nil when there is none.
	Plan *domain.Fen
	// Ratio is what the group's lamp compares (1 = on schedule); without a value when data
	// is missing.
	Ratio domain.Ratio
	// Green is nil when there is no lamp.
	Green *Green
	// Forecast is the expected expenditure at year end and its rate; Method says how.
	Forecast     domain.Fen
	ForecastRate domain.Ratio
	Method       string
	Indicators   []Indicator
	Findings     []rule.Finding
	// Idle is how many days before the month's end money moved last, -1 when unknown.
	Idle int
	// Focus lists why the project is under focused monitoring, empty for none.
	Focus []string
}

// Report computes a project's state as of a month. Missing execution gives no lamp and no
// findings about money: no data is never a pass and never a fault.
func Report(d *domain.Dossier, year, month int, g Group, p Params) Result {
	return report(d, year, month, g, &p)
}

func report(d *domain.Dossier, year, month int, g Group, p *Params) Result {
	r := Result{ProjectID: d.Project.ID, Year: year, Month: month, Group: g, Budget: d.Project.Adjusted, Idle: -1}
	if m, ok := d.Execution.At(month); ok && d.Execution.Year == year {
		r.Reported, r.Executed, r.Plan = m.Month, m.Executed, m.Plan
	}
	by := domain.MonthEnd(year, month)
	if r.Reported > 0 {
		r.lamp(d, p)
		r.forecast(d, p)
		r.Idle = idleDays(d, &r, by)
		if r.Execution != listing.LampNone {
			r.Green = &Green{r.shortfall(p), by}
		}
	}
	r.indicators(d, month)
	r.Lamp = r.Execution
	for _, i := range r.Indicators {
		r.Lamp = max(r.Lamp, i.Lamp)
	}
	s := &Subject{Dossier: d, Result: &r, Params: p, On: by}
	for i := range ruleList {
		r.Findings = append(r.Findings, ruleList[i].Check(s, by).Findings...)
	}
	r.Focus = focus(d, &r)
	return r
}

// lamp sets Execution and Ratio. The lamp uses the month asked for: a month that was not
// reported counts as no progress since the last report.
func (r *Result) lamp(d *domain.Dossier, p *Params) {
	switch r.Group {
	case Step:
		need, ok := p.step(r.Month)
		if r.Budget <= 0 || !ok {
			return
		}
		if need <= 0 { // the district asks for nothing yet
			r.Execution = listing.LampGreen
			return
		}
		r.Ratio = ratio(int64(r.Executed), 100, int64(r.Budget), int64(need))
		r.Execution = listing.LampGreen
		if r.Ratio.Cmp(domain.Percent100(100)) < 0 {
			r.Execution = listing.LampRed
		} else if gap, ok := targetGap(d, r); ok && gap > p.GapPoints {
			r.Execution = listing.LampYellow
		}
	case Plan:
		if r.Plan == nil || *r.Plan <= 0 {
			return
		}
		r.Ratio = domain.RatioOf(r.Executed, *r.Plan)
		r.Execution = byPercent(r.Ratio)
	default:
		r.Execution = listing.ExecutionLamp(r.Executed, r.Budget, r.Month)
		if r.Execution != listing.LampNone {
			r.Ratio = ratio(int64(r.Executed), 12, int64(r.Budget), int64(r.Month))
		}
	}
}

func byPercent(v domain.Ratio) listing.Lamp {
	switch {
	case v.Cmp(domain.Percent100(listing.RedBelow)) < 0:
		return listing.LampRed
	case v.Cmp(domain.Percent100(listing.YellowBelow)) < 0:
		return listing.LampYellow
	}
	return listing.LampGreen
}

// ratio is (a·b)/(c·d) in lowest terms for positive c and d, without a value for others and
// when it does not fit.
func ratio(a, b, c, d int64) domain.Ratio {
	if c <= 0 || d <= 0 {
		return domain.Ratio{}
	}
	num, fits1 := times(a, b)
	den, fits2 := times(c, d)
	if fits1 && fits2 {
		x, y := max(num, -num), den
		for y != 0 {
			x, y = y, x%y
		}
		return domain.Ratio{Num: num / x, Den: den / x}
	}
	q := new(big.Rat).Mul(big.NewRat(a, c), big.NewRat(b, d))
	if !q.Num().IsInt64() || !q.Denom().IsInt64() {
		return domain.Ratio{}
	}
	return domain.Ratio{Num: q.Num().Int64(), Den: q.Denom().Int64()}
}

// times multiplies by a small positive number; fits is false when the product may not fit.
func times(a, b int64) (product int64, fits bool) {
	const safe = 1 << 52
	return a * b, a > -safe && a < safe && b < 1<<10
}

// shortfall is the least amount (fen) whose payment by the month's end makes the lamp
// green; 0 when it is green.
func (r *Result) shortfall(p *Params) domain.Fen {
	var need domain.Fen
	switch r.Group {
	case Step:
		percent, _ := p.step(r.Month)
		need = ceil(r.Budget, uint64(percent), 100)
	case Plan:
		need = ceil(*r.Plan, listing.YellowBelow, 100)
	default:
		need = ceil(r.Budget, uint64(listing.YellowBelow*r.Month), 1200)
	}
	return max(need-r.Executed, 0)
}

// ceil is a·num/den rounded up for a ≥ 0 and num ≤ den, exact for any amount.
func ceil(a domain.Fen, num, den uint64) domain.Fen {
	hi, lo := bits.Mul64(uint64(a), num)
	q, rest := bits.Div64(hi, lo, den)
	if rest > 0 {
		q++
	}
	return domain.Fen(q)
}

// forecast carries the speed of the last months on to December, never beyond the budget
// and never below what is spent.
func (r *Result) forecast(d *domain.Dossier, p *Params) {
	first, ok := d.Execution.At(r.Reported - p.ForecastMonths)
	from := first.Month
	if !ok {
		first.Executed, from = 0, 0 // nothing known before: the speed since January
	}
	span := int64(r.Reported - from)
	if span <= 0 || r.Budget <= 0 {
		return
	}
	gain, left := r.Executed-first.Executed, int64(12-r.Reported)
	r.Forecast = max(r.Executed, min(r.Executed+carryOn(gain, left, span), max(r.Budget, r.Executed)))
	r.ForecastRate = domain.RatioOf(r.Forecast, r.Budget)
	r.Method = methods[span]
}

// carryOn is gain·left/span, rounded.
func carryOn(gain domain.Fen, left, span int64) domain.Fen {
	if p, fits := times(int64(gain), left); fits {
		return domain.Fen(domain.RoundDiv(p, span))
	}
	return domain.Fen(domain.RoundRat(new(big.Rat).Mul(big.NewRat(int64(gain), span), big.NewRat(left, 1))).Int64())
}

// methods say how a forecast over so many months was made.
var methods = func() (m [13]string) {
	for span := range m {
		m[span] = fmt.Sprintf("按最近 %d 个月的支出速度推到 12 月，不超过预算", span)
	}
	return m
}()

func (r *Result) indicators(d *domain.Dossier, month int) {
	m := newest(d.Monitoring, r.Year, month)
	if m == nil {
		return
	}
	for _, ind := range m.Indicators {
		l := listing.IndicatorLamp(ind, m.Month)
		r.Indicators = append(r.Indicators, Indicator{
			Level3: ind.Level3.Raw, Planned: ind.Planned.Raw, Actual: ind.Actual.Raw, Lamp: l, Word: l.String(), Why: whyIndicator(ind, m.Month, l),
			Need: need(ind, m.Month, l), Causes: ind.Causes, Cause: ind.Cause.Raw, Likelihood: ind.Likelihood,
		})
	}
}

func newest(list []domain.Monitoring, year, month int) (best *domain.Monitoring) {
	for i := range list {
		m := &list[i]
		if m.Year == year && m.Month <= month && (best == nil || m.Month > best.Month) {
			best = m
		}
	}
	return best
}

func whyIndicator(ind domain.MonitoringIndicator, month int, l listing.Lamp) string {
	p, a := ind.Planned.Number, ind.Actual.Number
	switch {
	case l == listing.LampNone:
		return "没有可比的完成值，缺数据"
	case p == nil || a == nil:
		return likely(ind)
	case ind.Planned.Sign.Inverse():
		return fmt.Sprintf("反向指标：完成值 %s，目标上限 %s", a, p)
	}
	v := new(big.Rat).Mul(new(big.Rat).Quo(a.Rat(), p.Rat()), big.NewRat(1200, int64(month)))
	d, _ := domain.DecimalFromRat(v, 2)
	return fmt.Sprintf("完成值 %s / (目标 %s x %d/12) = %s%%", a, p, month, d.Fixed(2))
}

// likely says why an indicator goes by the forecast of the form: it is a text, or its
// figure cannot be measured yet.
func likely(ind domain.MonitoringIndicator) string {
	why := "定性指标"
	if ind.Planned.Number != nil {
		why = "还没有完成值"
	}
	return why + "，按完成可能性：" + string(ind.Likelihood)
}

// focus derives why a project is under focused monitoring (第十三、十四条).
func focus(d *domain.Dossier, r *Result) []string {
	var why []string
	switch d.Project.Kind {
	case domain.KindSpecial:
		why = append(why, "重大专项")
	case domain.KindConstruction:
		why = append(why, "基本建设项目")
	case domain.KindKeyPolicy:
		why = append(why, "区委、区政府确定的重大支出政策和项目")
	}
	if r.Execution == listing.LampRed {
		why = append(why, "支出进度缓慢")
	}
	if d.Project.LastYear != nil && d.Project.LastYear.Grade == domain.GradePoor {
		why = append(why, "上年绩效为差，管理薄弱")
	}
	return why
}

package district

import (
	"math/big"
	"strconv"

	"jixiao/domain"
	"jixiao/domain/parse"
)

// monitor writes the monitoring forms of a course: the newest as of the district's month.
func (w *work) monitor(c course) {
	needed := c == courseBlue || c >= courseGap
	if w.brief() || !needed && w.r.chance(35) {
		return
	}
	m := w.d.month
	months := []int{m}
	if c == courseRepeat {
		months = []int{m - 2, m - 1, m}
	} else if m > 4 && w.r.chance(30) {
		months = []int{m - 4, m}
	}
	cause := domain.Causes[w.r.IntN(4)]
	for _, month := range months {
		how := c
		if month != m && c != courseRepeat {
			how = courseGreen
		}
		w.rec.Monitoring = append(w.rec.Monitoring, w.form(month, how, cause))
	}
}

// lead is the first line whose figure grows through the year and is large enough to be
// told month by month, nil for none.
func (w *work) lead() *figure {
	for i := range w.now {
		if f := &w.now[i]; f.grows() {
			return f
		}
	}
	return nil
}

// grows reports a figure that can be told month by month: no rate, no date, no small count.
func (f *figure) grows() bool {
	return f.role != roleCost && f.numeric() && f.unit != "%" && f.unit != "年" && floor(f.plan) >= 20
}

func (w *work) form(month int, c course, cause string) domain.Monitoring {
	f := domain.Monitoring{V: 1, ProjectID: w.p.ID, Year: w.p.Year, Month: month, Goal: w.rec.Target.Current().Goal, Budget: amount(w.p.Adjusted, "C5")}
	if x, ok := w.rec.Execution.At(month); ok {
		f.Executed = amount(x.Executed, "D5")
		f.Forecast = amount(yuan(min(w.p.Adjusted, max(x.Executed, domain.Fen(domain.RoundDiv(int64(x.Executed)*12, int64(month)))))), "F5")
	}
	for i := range w.now {
		fig := &w.now[i]
		ind := fig.indicator(12 + i)
		ind.Weight, ind.Note = domain.Number{}, domain.Text{}
		x := domain.MonitoringIndicator{Indicator: ind}
		w.progress(&x, fig, month, c, cause)
		f.Indicators = append(f.Indicators, x)
	}
	return f
}

var causeTexts = map[string][]string{
	"经费保障":   words("上级配套资金尚未到位 受资金调度影响付款推迟"),
	"制度保障":   words("采购方式变更后重新报批 实施细则修订后才启动"),
	"人员保障":   words("项目负责人调整后交接较晚 专业技术人员不足"),
	"硬件条件保障": words("施工场地管线迁改未完成 设备到货推迟"),
}

// progress fills in what one indicator reached by a month. Figures that are only known at
// year end (rates, dates, small counts) are told by the forecast.
func (w *work) progress(x *domain.MonitoringIndicator, f *figure, month int, c course, cause string) {
	n := "E" + strconv.Itoa(x.Row)
	switch {
	case f.role == roleCost:
		x.Actual = parse.Value(f.plan.String() + f.unit)
		x.Likelihood = domain.LikelyCertain
	case !f.grows():
		x.Actual = domain.Value{}
		if !f.numeric() {
			x.Actual = parse.Value("按计划推进")
		}
		x.Likelihood = domain.LikelyCertain
	default:
		permille := w.r.between(900, 1100)
		switch {
		case c == courseGap:
			permille = w.r.between(950, 1000) * 12 / month
		case c == courseBlue && f == w.lead():
			permille = w.r.between(1250, 1420)
		case c >= courseBehind && f == w.lead():
			permille = w.r.between(300, 740)
			w.blame(x, c, cause)
		}
		x.Actual = parse.Value(times(f.plan, int64(permille*month), 12_000) + f.unit)
		if x.Likelihood == "" {
			x.Likelihood = domain.LikelyCertain
		}
		x.Forecast = parse.Value(f.plan.String() + f.unit)
		x.Forecast.Cell = "F" + n[1:]
	}
	if w.rec.Execution == nil && f != w.lead() {
		x.Actual, x.Forecast, x.Likelihood = domain.Value{}, domain.Value{}, ""
	}
	x.Actual.Cell = n
}

// blame ticks a cause and tells it, unless the unit kept silent.
func (w *work) blame(x *domain.MonitoringIndicator, c course, cause string) {
	x.Likelihood = domain.LikelyPossible
	if w.r.chance(20) {
		x.Likelihood = domain.LikelyImpossible
	}
	if c == courseSilent {
		return
	}
	x.Causes = []string{cause}
	x.Cause = domain.Text{Raw: w.r.pick(causeTexts[cause]), Cell: "L" + strconv.Itoa(x.Row)}
}

// times is d×a/b rounded to a whole number.
func times(d domain.Decimal, a, b int64) string {
	return domain.RoundRat(new(big.Rat).Mul(d.Rat(), big.NewRat(a, b))).String()
}

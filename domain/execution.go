package domain

// Execution is one project's money through one year. The key is the project's ID.
type Execution struct {
	V         int    `json:"v"`
	ProjectID string `json:"project"`
	Year      int    `json:"year"`
	// Months has one entry per month that was reported, in month order.
	Months []MonthExecution `json:"months"`
	// Plans are the cumulative payment plans (用款计划) of months that are not reported yet,
	// in month order: a plan is no report.
	Plans []MonthPlan `json:"plans,omitempty"`
}

// MonthPlan is the payment plan to the end of one month, cumulative from January.
type MonthPlan struct {
	Month int        `json:"month"`
	Plan  Fen        `json:"plan"`
	Prov  Provenance `json:"prov,omitzero"`
}

// MonthExecution is the state at the end of one month; amounts are cumulative from
// January.
type MonthExecution struct {
	Month    int `json:"month"`
	Executed Fen `json:"executed"`
	// Plan is the cumulative payment plan (用款计划), nil when there is none.
	Plan *Fen       `json:"plan,omitempty"`
	Prov Provenance `json:"prov,omitzero"`
}

// At returns the newest report not later than the month; ok is false when there is none.
func (e *Execution) At(month int) (m MonthExecution, ok bool) {
	if e == nil {
		return m, false
	}
	for _, x := range e.Months {
		if x.Month <= month {
			m, ok = x, true
		}
	}
	return m, ok
}

// PlanAt returns the payment plan to the end of exactly this month; ok is false when there
// is none.
func (e *Execution) PlanAt(month int) (plan Fen, ok bool) {
	if e == nil {
		return 0, false
	}
	for _, m := range e.Months {
		if m.Month == month && m.Plan != nil {
			return *m.Plan, true
		}
	}
	for _, p := range e.Plans {
		if p.Month == month {
			return p.Plan, true
		}
	}
	return 0, false
}

// Payment is one payment line. The key is project‖date‖ID.
type Payment struct {
	V         int    `json:"v"`
	ID        string `json:"id"`
	ProjectID string `json:"project"`
	Date      Date   `json:"date"`
	Amount    Fen    `json:"amount"`
	Payee     string `json:"payee,omitempty"`
	Purpose   string `json:"purpose,omitempty"`
	// Voucher is the number of the payment voucher, empty when the list has none.
	Voucher string     `json:"voucher,omitempty"`
	Prov    Provenance `json:"prov,omitzero"`
}

// Likelihood is the three-step forecast of a monitoring form.
type Likelihood string

// Likelihoods (财预〔2019〕136号).
const (
	LikelyCertain    Likelihood = "确定能"
	LikelyPossible   Likelihood = "有可能"
	LikelyImpossible Likelihood = "完全不可能"
)

// Causes of a deviation in the order forms print them.
var Causes = []string{"经费保障", "制度保障", "人员保障", "硬件条件保障", "其他"}

// Monitoring is one monitoring form: performance as of a month. The key is
// project‖month.
type Monitoring struct {
	V          int                   `json:"v"`
	ProjectID  string                `json:"project"`
	Year       int                   `json:"year"`
	Month      int                   `json:"month"`
	Goal       Text                  `json:"goal,omitzero"`
	Budget     Amount                `json:"budget,omitzero"`
	Executed   Amount                `json:"executed,omitzero"`
	Forecast   Amount                `json:"forecast,omitzero"`
	Indicators []MonitoringIndicator `json:"indicators"`
	Prov       Provenance            `json:"prov,omitzero"`
}

// MonitoringIndicator is one line of a monitoring form.
type MonitoringIndicator struct {
	Indicator
	// Forecast is 全年预计完成情况.
	Forecast   Value      `json:"forecast,omitzero"`
	Causes     []string   `json:"causes,omitempty"`
	Cause      Text       `json:"cause,omitzero"`
	Likelihood Likelihood `json:"likelihood,omitempty"`
}

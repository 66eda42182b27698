package monitor

import (
	"jixiao/domain/rule"
)

// Out is the JSON of one project in `monitor`.
type Out struct {
	ID         string         `json:"id"`
	Code       string         `json:"code,omitempty"`
	Name       string         `json:"name,omitempty"`
	Department string         `json:"department,omitempty"`
	Lamp       string         `json:"lamp"`
	Execution  string         `json:"execution_lamp"`
	Ratio      string         `json:"ratio"`
	Executed   int64          `json:"executed_fen"`
	Budget     int64          `json:"budget_fen"`
	GreenWhen  *Green         `json:"green_when,omitempty"`
	Forecast   string         `json:"forecast_rate,omitempty"`
	Indicators []Indicator    `json:"indicators,omitempty"`
	Findings   []rule.Finding `json:"findings"`
	Focus      []string       `json:"focus,omitempty"`
	Case       string         `json:"case,omitempty"`
}

// JSON returns the contract's shape; names are filled in by the caller. A ratio without a
// value is an empty string.
func (r *Result) JSON() Out {
	o := Out{ID: r.ProjectID, Lamp: r.Lamp.JSON(), Execution: r.Execution.JSON(), Executed: int64(r.Executed), Budget: int64(r.Budget),
		GreenWhen: r.Green, Indicators: r.Indicators, Findings: r.Findings, Focus: r.Focus}
	if o.Findings == nil {
		o.Findings = []rule.Finding{}
	}
	if r.Ratio.Valid() {
		o.Ratio = r.Ratio.Percent()
	}
	if r.ForecastRate.Valid() {
		o.Forecast = r.ForecastRate.Percent()
	}
	return o
}

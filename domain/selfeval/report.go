package selfeval

import (
	"jixiao/domain"
	"jixiao/domain/rule"
)

// Report is one checked form as `jixiao check --json` prints it; its shape is a contract.
// Amounts and scores are decimal strings, amounts in Unit of their line; null means that
// nothing (readable) is printed.
type Report struct {
	File       string              `json:"file"`
	Form       domain.FormKind     `json:"form"`
	Layout     string              `json:"layout"`
	Year       int                 `json:"year"`
	Project    string              `json:"project"`
	Department string              `json:"department"`
	Unit       string              `json:"unit"`
	Funds      []ReportFund        `json:"funds"`
	Indicators []ReportIndicator   `json:"indicators"`
	Total      ReportTotal         `json:"total"`
	Findings   []rule.Finding      `json:"findings"`
	Unread     []domain.UnreadCell `json:"unread"`
}

// ReportFund is one line of the money table. Rate is as printed.
type ReportFund struct {
	Item     string            `json:"item"`
	Initial  *string           `json:"initial"`
	Annual   *string           `json:"annual"`
	Executed *string           `json:"executed"`
	Unit     domain.AmountUnit `json:"unit"`
	Weight   *string           `json:"weight"`
	Rate     *string           `json:"rate"`
	Score    *string           `json:"score"`
}

// ReportIndicator is one indicator line; texts are as printed.
type ReportIndicator struct {
	Level1  string  `json:"level1"`
	Level2  string  `json:"level2"`
	Level3  string  `json:"level3"`
	Planned string  `json:"planned"`
	Actual  string  `json:"actual"`
	Weight  *string `json:"weight"`
	Score   *string `json:"score"`
	Reason  string  `json:"reason"`
	Row     int     `json:"row"`
}

// ReportTotal holds the printed total and the sum of the printed scores.
type ReportTotal struct {
	Printed  *string `json:"printed"`
	Computed *string `json:"computed"`
}

// NewReport renders a form of any kind with its findings (those of package target for a
// target form).
func NewReport(f *domain.Form, findings []rule.Finding) Report {
	r := Report{
		File: f.File, Form: f.Kind, Layout: f.Layout, Year: f.Year, Project: f.Project.Raw, Department: f.Department.Raw, Unit: f.Unit.Raw,
		Funds: []ReportFund{}, Indicators: []ReportIndicator{}, Findings: findings, Unread: f.Unread,
	}
	for i := range f.Funds {
		r.Funds = append(r.Funds, reportFund(&f.Funds[i], f.AmountUnit))
	}
	for i := range f.Indicators {
		ind := &f.Indicators[i]
		r.Indicators = append(r.Indicators, ReportIndicator{
			Level1: ind.Level1.Raw, Level2: ind.Level2.Raw, Level3: ind.Level3.Raw, Planned: ind.Planned.Raw, Actual: ind.Actual.Raw,
			Weight: decimal(ind.Weight), Score: decimal(ind.Score), Reason: ind.Reason.Raw, Row: ind.Row,
		})
	}
	r.Total.Printed = decimal(f.TotalScore)
	if sum := Computed(f); sum != "" && f.Kind == domain.FormSelfEval {
		r.Total.Computed = &sum
	}
	if r.Findings == nil {
		r.Findings = []rule.Finding{}
	}
	if r.Unread == nil {
		r.Unread = []domain.UnreadCell{}
	}
	return r
}

func reportFund(x *domain.FormFund, unit domain.AmountUnit) ReportFund {
	if unit.FenPer() == 0 {
		unit = domain.UnitWan
	}
	out := ReportFund{Item: x.Item.Raw, Unit: unit, Weight: decimal(x.Weight), Score: decimal(x.Score)}
	out.Initial, out.Annual, out.Executed = amount(x.Initial, unit), amount(x.Annual, unit), amount(x.Executed, unit)
	if x.Rate.Raw != "" {
		out.Rate = &x.Rate.Raw
	}
	return out
}

func amount(a domain.Amount, unit domain.AmountUnit) *string {
	if a.Fen == nil {
		return nil
	}
	d, ok := domain.DecimalFromRat(a.Fen.In(unit), 10)
	if !ok {
		return nil
	}
	s := d.String()
	return &s
}

func decimal(n domain.Number) *string {
	if n.Value == nil {
		return nil
	}
	s := n.Value.String()
	return &s
}

package recheck

import (
	"jixiao/domain"
)

// Row is one line of the recheck list (抽查复核工作簿 列表视图) and of its JSON.
type Row struct {
	SpotCheckID string      `json:"spot_check"`
	ProjectID   string      `json:"id"`
	Code        string      `json:"code"`
	Project     string      `json:"project"`
	Department  string      `json:"department"`
	Unit        string      `json:"unit"`
	Adjusted    domain.Fen  `json:"adjusted_fen"`
	Executed    *domain.Fen `json:"executed_fen,omitempty"`
	// Rate is executed over adjusted as text, "—" without data.
	Rate        string          `json:"rate"`
	SelfScore   *domain.Decimal `json:"self_score,omitempty"`
	SelfGrade   domain.Grade    `json:"self_grade,omitempty"`
	ReviewScore *domain.Decimal `json:"review_score,omitempty"`
	ReviewGrade domain.Grade    `json:"review_grade,omitempty"`
	Difference  *domain.Decimal `json:"difference,omitempty"`
	Class       Class           `json:"class"`
	Grounds     []Ground        `json:"grounds,omitempty"`
	// Facts are the sentences of the grounds.
	Facts     []string `json:"facts,omitempty"`
	Reviewers []string `json:"reviewers,omitempty"`
	Done      bool     `json:"done"`
	// Items and Scored count the paper's indicators.
	Items  int `json:"items"`
	Scored int `json:"scored"`
}

// NewRow derives a row from a project's dossier and its paper.
func NewRow(d domain.Dossier, paper domain.Recheck, p Params, on domain.Date) Row {
	s := Subject{paper, p}
	c := s.Compare()
	r := Row{
		SpotCheckID: paper.SpotCheckID, ProjectID: d.Project.ID, Code: d.Project.Code, Project: d.Project.Name,
		Department: d.DepartmentName, Unit: d.UnitName, Adjusted: d.Project.Adjusted, Rate: domain.Ratio{}.Percent(),
		SelfScore: c.Self, SelfGrade: c.SelfGrade, ReviewScore: c.Review, ReviewGrade: c.ReviewGrade,
		Difference: c.Difference, Class: c.Class, Reviewers: paper.Reviewers, Done: paper.Done,
		Items: len(paper.Items), Scored: len(paper.Items) - len(Total(paper.Items).Unscored),
	}
	if m, ok := d.Execution.At(12); ok {
		r.Executed = domain.FenPtr(m.Executed)
		r.Rate = domain.RatioOf(m.Executed, d.Project.Adjusted).Percent()
	}
	for _, f := range GroundsOf(Check(paper, p, on)) {
		r.Grounds = append(r.Grounds, GroundOf(f))
		r.Facts = append(r.Facts, f.Message)
	}
	return r
}

// Band is one class of the distribution of self − review.
type Band struct {
	Label string
	Count int
}

// Distribution counts rows by difference; rows without a difference come last under
// 缺数据.
func Distribution(rows []Row) []Band {
	edges := []int64{-20, -10, -5, 5, 10, 20}
	bands := []Band{{Label: "<=-20"}, {Label: "-20..-10"}, {Label: "-10..-5"}, {Label: "-5..5"}, {Label: "5..10"}, {Label: "10..20"}, {Label: ">=20"}, {Label: "缺数据"}}
	for _, r := range rows {
		if r.Difference == nil {
			bands[len(bands)-1].Count++
			continue
		}
		bands[bandOf(*r.Difference, edges)].Count++
	}
	return bands
}

// bandOf puts a difference into its band; the outer bound in size belongs to the worse
// band on both sides.
func bandOf(d domain.Decimal, edges []int64) int {
	for i, e := range edges {
		c := d.Cmp(domain.DecimalInt(e))
		if c < 0 || (c == 0 && e < 0) {
			return i
		}
	}
	return len(edges)
}

package recheck

import (
	"strings"

	"jixiao/domain"
)

// NoSelfEvaluation is what NotDone says when no form was received at all.
const NoSelfEvaluation = "没有报送自评表"

// NewPaper opens the working paper of a drawn project: every indicator of the
// self-evaluation with its planned value, self value and self score, the execution rate
// first when the form scores it. Without a self-evaluation the paper carries ground ①
// and no items.
func NewPaper(spotCheckID, projectID string, ev *domain.SelfEvaluation, reviewers []string) domain.Recheck {
	p := domain.Recheck{V: 1, SpotCheckID: spotCheckID, ProjectID: projectID, Reviewers: reviewers, Items: []domain.RecheckItem{}}
	if ev == nil {
		p.NotDone = NoSelfEvaluation
		return p
	}
	if f := ev.Form.TotalFund(); f != nil && (f.Score.Value != nil || f.Weight.Value != nil) {
		p.Items = append(p.Items, domain.RecheckItem{Level1: "预算执行", Level2: "执行率", Level3: "预算执行率", Planned: "100%",
			Weight: f.Weight.Value, SelfValue: f.Rate.Raw, SelfScore: f.Score.Value, Row: f.Row})
	}
	for _, x := range ev.Form.Indicators {
		p.Items = append(p.Items, domain.RecheckItem{Level1: flat(x.Level1.Raw), Level2: flat(x.Level2.Raw), Level3: flat(x.Level3.Raw),
			Planned: x.Planned.Raw, Weight: x.Weight.Value, SelfValue: x.Actual.Raw, SelfScore: x.Score.Value, Row: x.Row})
	}
	p.SelfScore = ev.Score
	if len(ev.Form.Indicators) == 0 {
		p.NotDone = "自评表没有绩效指标"
	}
	return p
}

func flat(s string) string { return strings.Join(strings.Fields(s), "") }

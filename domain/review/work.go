package review

import (
	"jixiao/domain"
	"jixiao/domain/rule"
)

// Work is one item opened for review: the project with its target, the checks on the
// current version, the comparison when it was resubmitted, and the half-written opinion.
type Work struct {
	Item       Item
	Dossier    domain.Dossier
	Outcomes   []rule.Outcome
	Comparison *Comparison
	Draft      Draft
}

// Findings lists the findings, failures first, otherwise in rule order.
func (w *Work) Findings() []rule.Finding {
	var out []rule.Finding
	for s := rule.Failure; s > rule.Inherit; s-- {
		for _, o := range w.Outcomes {
			for _, f := range o.Findings {
				if f.Severity == s {
					out = append(out, f)
				}
			}
		}
	}
	return out
}

// Passed and NoData list the titles of the checks that passed and of those that had
// nothing to look at: a check without data is not a passed one.
func (w *Work) Passed() []string { return w.titles(rule.Pass) }

// NoData lists the titles of checks that found no data.
func (w *Work) NoData() []string { return w.titles(rule.NoData) }

func (w *Work) titles(s rule.Status) []string {
	var out []string
	for _, o := range w.Outcomes {
		if o.Status == s {
			out = append(out, o.Title)
		}
	}
	return out
}

// Package rulebook is the explicit list of every rule of every family: what the program
// checks, on which basis, and with which examples. Its tests hold the list against the
// regulation's text and fail when a family contributes nothing.
package rulebook

import (
	"slices"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/monitor"
	"jixiao/domain/recheck"
	"jixiao/domain/rule"
	"jixiao/domain/selfeval"
	"jixiao/domain/target"
)

// Entry is one rule without the type of its subject.
type Entry struct {
	// Family is the Chinese name of the family: 绩效目标, 自评体检, 运行监控, 抽查复核.
	Family string
	ID     string
	Title  string
	Basis  basis.Citation
	// Severity of its findings; Version counts changes of the rule's meaning.
	Severity rule.Severity
	From, To domain.Date
	Version  int
	Good     string
}

// Example is one case kept beside a rule: what was given and what the rule says.
type Example struct {
	Rule, Name string
	Want       rule.Status
	// Run evaluates the rule on the example.
	Run func() rule.Outcome
}

// Families are the names of the families in the order reports print them.
var Families = []string{FamilyTarget, FamilyMonitor, FamilySelfEval, FamilyRecheck}

// Names of the families.
const (
	FamilyTarget   = "绩效目标"
	FamilyMonitor  = "运行监控"
	FamilySelfEval = "自评体检"
	FamilyRecheck  = "抽查复核"
)

// All returns every rule, family by family.
func All() []Entry {
	return slices.Concat(entries(FamilyTarget, target.Rules()), entries(FamilyMonitor, monitor.Rules()),
		entries(FamilySelfEval, selfeval.Rules()), entries(FamilyRecheck, recheck.Rules()))
}

// Examples returns the cases of every rule.
func Examples() []Example {
	var out []Example
	for _, c := range target.Cases() {
		out = append(out, Example{c.Rule, c.Name, c.Want, c.Run})
	}
	for _, c := range monitor.Cases() {
		out = append(out, Example{c.Rule, c.Name, c.Want, c.Run})
	}
	for _, c := range selfeval.Cases() {
		out = append(out, Example{c.Rule, c.Name, c.Want, c.Run})
	}
	for _, c := range recheck.Cases() {
		out = append(out, Example{c.Rule, c.Name, c.Want, c.Run})
	}
	return out
}

// Find returns the rule with the ID.
func Find(id string) (Entry, bool) {
	all := All()
	i := slices.IndexFunc(all, func(e Entry) bool { return e.ID == id })
	if i < 0 {
		return Entry{}, false
	}
	return all[i], true
}

func entries[S any](family string, rules []rule.Rule[S]) []Entry {
	out := make([]Entry, 0, len(rules))
	for _, r := range rules {
		out = append(out, Entry{family, r.ID, r.Title, r.Basis, r.Severity, r.From, r.To, r.Version, r.Good})
	}
	return out
}

package monitor

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"jixiao/domain"
	"jixiao/domain/listing"
)

func drawIndicator(t *rapid.T) domain.MonitoringIndicator {
	var i domain.MonitoringIndicator
	i.Planned.Sign = rapid.SampledFrom([]domain.Sign{domain.SignGE, domain.SignLE, domain.SignEQ, domain.SignNone}).Draw(t, "sign")
	i.Likelihood = rapid.SampledFrom(likelihoods).Draw(t, "likelihood")
	if rapid.Bool().Draw(t, "has plan") {
		n := domain.MustDecimal(fmt.Sprint(rapid.IntRange(0, 300).Draw(t, "plan")))
		i.Planned.Number = &n
	}
	if rapid.Bool().Draw(t, "has actual") {
		n := domain.MustDecimal(fmt.Sprint(rapid.IntRange(0, 300).Draw(t, "actual")))
		i.Actual.Number = &n
	}
	return i
}

// likelihoods are what a form can hold, "" for none.
var likelihoods = []domain.Likelihood{"", domain.LikelyCertain, domain.LikelyPossible, domain.LikelyImpossible}

// drawSpent is any amount, or one a fen around where the lamp changes.
func drawSpent(t *rapid.T, budget domain.Fen, month int) domain.Fen {
	if rapid.Bool().Draw(t, "far") {
		return domain.Fen(rapid.Int64Range(0, 12_000).Draw(t, "fen"))
	}
	percent := rapid.SampledFrom([]int{listing.RedBelow, listing.YellowBelow}).Draw(t, "edge")
	edge := (max(budget, 0)*domain.Fen(percent*month) + 1199) / 1200 // the first fen of the better lamp
	return max(0, edge+domain.Fen(rapid.IntRange(-1, 0).Draw(t, "beside")))
}

// drawDossier is a project of 2026 with any months reported, from nothing to everything.
func drawDossier(t *rapid.T) domain.Dossier {
	d := domain.Dossier{Project: domain.Project{ID: "P1", Year: 2026, Adjusted: domain.Fen(rapid.Int64Range(-1, 10_000).Draw(t, "budget"))}}
	if rapid.Bool().Draw(t, "executed") {
		d.Execution = &domain.Execution{Year: 2026}
	}
	for m := 1; m <= 12; m++ {
		if d.Execution != nil && rapid.Bool().Draw(t, "reported") {
			d.Execution.Months = append(d.Execution.Months, domain.MonthExecution{Month: m, Executed: drawSpent(t, d.Project.Adjusted, m)})
		}
		if rapid.IntRange(0, 3).Draw(t, "form") == 0 {
			form := domain.Monitoring{Year: 2026, Month: m}
			for range rapid.IntRange(0, 3).Draw(t, "indicators") {
				form.Indicators = append(form.Indicators, drawIndicator(t))
			}
			d.Monitoring = append(d.Monitoring, form)
		}
	}
	return d
}

// TestTheListAndTheWarningsAgree: F2 and F4 show the same lamp and the same money for the
// newest month that was reported.
func TestTheListAndTheWarningsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDossier(t)
		row := listing.Derive(d, 0, 0)
		if row.Month == 0 {
			for _, g := range Groups {
				if r := Report(&d, 2026, 12, g.ID, DefaultParams); r.Execution != listing.LampNone || r.Green != nil || r.Reported != 0 {
					t.Fatalf("%s has an opinion on money nobody reported: %+v", g.Name, r)
				}
			}
			return
		}
		r := Report(&d, 2026, int(row.Month), Linear, DefaultParams)
		if r.Executed != row.Executed || r.Budget != row.Adjusted || r.Reported != int(row.Month) {
			t.Fatalf("money: %d of %d in month %d, the list says %d of %d in %d", r.Executed, r.Budget, r.Reported, row.Executed, row.Adjusted, row.Month)
		}
		if want := listing.ExecutionLamp(row.Executed, row.Adjusted, int(row.Month)); r.Execution != want {
			t.Fatalf("money's lamp %v, the list says %v", r.Execution, want)
		}
		if formAfter(d.Monitoring, int(row.Month)) {
			return // the list shows a form that is newer than the month asked for
		}
		if r.Lamp != row.Lamp() {
			t.Fatalf("lamp %v, the list says %v", r.Lamp, row.Lamp())
		}
	})
}

func formAfter(forms []domain.Monitoring, month int) bool {
	return len(forms) > 0 && forms[len(forms)-1].Month > month
}

// TestIndicatorLampsAreTheLists compares one by one, in the form's own month.
func TestIndicatorLampsAreTheLists(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDossier(t)
		if len(d.Monitoring) == 0 {
			return
		}
		month := rapid.IntRange(d.Monitoring[0].Month, 12).Draw(t, "month")
		form := newest(d.Monitoring, 2026, month)
		r := Report(&d, 2026, month, Linear, DefaultParams)
		if len(r.Indicators) != len(form.Indicators) {
			t.Fatalf("%d indicators of %d", len(r.Indicators), len(form.Indicators))
		}
		worst := r.Execution
		for i, ind := range form.Indicators {
			want := listing.IndicatorLamp(ind, form.Month)
			if worst = max(worst, want); r.Indicators[i].Lamp != want || r.Indicators[i].Why == "" {
				t.Fatalf("indicator %d: %+v, the list says %v", i, r.Indicators[i], want)
			}
		}
		if r.Lamp != worst {
			t.Fatalf("the worst is %v, the project's lamp %v", worst, r.Lamp)
		}
	})
}

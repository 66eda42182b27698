package monitor

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"jixiao/domain"
	"jixiao/domain/listing"
)

func TestFoundBitsFollowTheRules(t *testing.T) {
	order := []string{"MON-LAMP-01", "MON-IND-01", "MON-IDLE-01", "MON-CARRY-01", "MON-GAP-01", "MON-BACK-01", "MON-OVER-01", "MON-FORECAST-01", "MON-CAUSE-01", "MON-REPEAT-01"}
	for i, r := range Rules() {
		assert.Equal(t, order[i], r.ID)
	}
	assert.Len(t, Rules(), len(order))
	assert.Equal(t, Found(1<<9), FoundRepeat)
}

// TestEveryRuleHasItsParametersListed: a rule about amounts or shares names what decides.
func TestEveryRuleHasItsParametersListed(t *testing.T) {
	used, keys := map[string]bool{}, map[string]bool{}
	for _, p := range DefaultParams.Table() {
		assert.False(t, keys[p.Key], p.Key)
		keys[p.Key] = true
		assert.NotEmpty(t, p.Name+p.Value)
		assert.NotEmpty(t, p.Basis.String())
		assert.NotEmpty(t, p.Rules, p.Key)
		for _, r := range p.Rules {
			used[r] = true
		}
	}
	for _, r := range Rules() {
		if r.ID != "MON-BACK-01" && r.ID != "MON-OVER-01" && r.ID != "MON-CAUSE-01" {
			assert.True(t, used[r.ID], "%s has no parameter in the table", r.ID)
		}
	}
}

// someDossier draws a project in any state of reporting.
func someDossier(t *rapid.T, id string) domain.Dossier {
	budget := domain.Fen(rapid.Int64Range(0, 1e12).Draw(t, "budget"))
	d := domain.Dossier{Project: domain.Project{ID: id, Code: "C" + id, Name: "项目" + id, Year: 2026, Department: "105", Adjusted: budget,
		Carryover: domain.Fen(rapid.Int64Range(0, 3).Draw(t, "carry")), CarryoverSince: 2026 - rapid.IntRange(0, 4).Draw(t, "since")}, DepartmentName: "区教育局"}
	if rapid.Bool().Draw(t, "reported") {
		d.Execution = &domain.Execution{Year: 2026}
		for m := 1; m <= rapid.IntRange(1, 12).Draw(t, "last"); m++ {
			x := domain.MonthExecution{Month: m, Executed: domain.Fen(rapid.Int64Range(0, int64(budget)+10).Draw(t, "executed"))}
			if rapid.Bool().Draw(t, "planned") {
				p := domain.Fen(rapid.Int64Range(0, int64(budget)).Draw(t, "plan"))
				x.Plan = &p
			}
			d.Execution.Months = append(d.Execution.Months, x)
		}
	}
	if rapid.Bool().Draw(t, "form") {
		i := number("里程", "120", fmt.Sprint(rapid.IntRange(0, 200).Draw(t, "actual")), domain.SignGE)
		i.Causes = rapid.SampledFrom([][]string{nil, {"经费保障"}, {"其他", "制度保障"}}).Draw(t, "causes")
		i.Likelihood = rapid.SampledFrom(Likelihoods[:]).Draw(t, "likelihood")
		d.Monitoring = []domain.Monitoring{{Year: 2026, Month: rapid.IntRange(1, 12).Draw(t, "month"), Indicators: []domain.MonitoringIndicator{i}}}
	}
	return d
}

// TestFiguresSayWhatReportsSay: under every group and month the small figure has the
// report's lamps, shortfall, forecast and findings.
func TestFiguresSayWhatReportsSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, month := someDossier(t, "P1"), rapid.IntRange(1, 12).Draw(t, "as of")
		f := FigureOf(&d, 2026, month, &DefaultParams)
		for _, g := range Groups {
			r := Report(&d, 2026, month, g.ID, DefaultParams)
			if f.Lamp(g.ID) != r.Lamp || f.Execution[g.ID.Index()] != r.Execution {
				t.Fatalf("%s: lamp %v/%v, report %v/%v", g.ID, f.Lamp(g.ID), f.Execution[g.ID.Index()], r.Lamp, r.Execution)
			}
			amount, ok := f.Shortfall(g.ID, d.Project.Adjusted, month, &DefaultParams)
			if ok != (r.Green != nil) || ok && amount != r.Green.Amount {
				t.Fatalf("%s: shortfall %d %v, report %+v", g.ID, amount, ok, r.Green)
			}
			if g.ID != Linear {
				continue
			}
			if r.ForecastRate.Valid() != (f.Forecast >= 0) || f.Forecast >= 0 && f.Forecast != r.Forecast {
				t.Fatal("forecast")
			}
			for i, u := range Rules() {
				found := false
				for _, x := range r.Findings {
					found = found || x.Rule == u.ID
				}
				if f.Found.Has(1<<i) != found {
					t.Fatalf("%s: %v", u.ID, f.Found)
				}
			}
		}
	})
}

func boardOf(t *rapid.T, n int) *Board {
	var rows []listing.Row
	var dossiers []domain.Dossier
	for i := range n {
		d := someDossier(t, fmt.Sprintf("P%03d", i))
		if rapid.IntRange(0, 9).Draw(t, "other year") == 0 {
			d.Project.Year = 2025
		}
		rows, dossiers = append(rows, listing.Derive(d, 0, 0)), append(dossiers, d)
	}
	b := NewBoard(listing.NewIndex(rows), 2026, 8, DefaultParams)
	for i, d := range dossiers {
		if d.Project.Year != 2026 {
			continue
		}
		var c *domain.Case
		if rapid.Bool().Draw(t, "case") {
			c = &domain.Case{ID: "C" + d.Project.ID, ProjectID: d.Project.ID, State: rapid.SampledFrom([]domain.CaseState{domain.CaseWarned, domain.CaseRectifying, domain.CaseClosed}).Draw(t, "state")}
			if c.State == domain.CaseRectifying {
				c.Due = domain.Date{Year: 2026, Month: 9, Day: rapid.IntRange(1, 28).Draw(t, "due")}
			}
		}
		b.Set(i, FigureOf(&d, 2026, 8, &DefaultParams), c)
	}
	return b.Done(Unmatched{}, 7)
}

// TestViewsCountWhatTheyList: totals, rows and sums of every view agree, and the order is
// the one promised.
func TestViewsCountWhatTheyList(t *testing.T) {
	today := domain.Date{Year: 2026, Month: 9, Day: 14}
	rapid.Check(t, func(t *rapid.T) {
		b := boardOf(t, rapid.IntRange(0, 25).Draw(t, "n"))
		g := rapid.SampledFrom([]Group{Linear, Step, Plan}).Draw(t, "group")
		counts := b.Counts(g, today)
		for _, v := range Views {
			rows := v.Rows(b, g, today)
			n, sum := v.Total(b, g, today)
			var amount domain.Fen
			for i, row := range rows {
				a, _ := v.Amount(b, int(row), g)
				amount += a
				if i > 0 {
					before, _ := v.Amount(b, int(rows[i-1]), g)
					first, second := v.rank(b, int(rows[i-1]), g), v.rank(b, int(row), g)
					if first > second || first == second && before < a {
						t.Fatalf("%s is not in order", v.ID)
					}
				}
			}
			if n != len(rows) || sum != amount {
				t.Fatalf("%s: total %d %d, rows %d %d", v.ID, n, sum, len(rows), amount)
			}
			s := b.Sum(rows, g, today)
			if s.Projects != n {
				t.Fatal(v.ID)
			}
			switch v.ID {
			case "all":
				if s.Count != counts || s.Count.Red+s.Count.Yellow+s.Count.Green+s.Count.Blue+s.Count.None != b.Len() {
					t.Fatalf("%+v, counts %+v", s.Count, counts)
				}
				if len(rows) > 0 && len(s.Departments) != 1 {
					t.Fatal("departments")
				}
			case "warned":
				if n != counts.Red+counts.Yellow {
					t.Fatal("warned")
				}
			case "overdue":
				if n != counts.Overdue {
					t.Fatal("overdue")
				}
			case "cases":
				if n != counts.Cases {
					t.Fatal("cases")
				}
			}
		}
	})
}

func TestWithCasesLeavesTheOldBoardAlone(t *testing.T) {
	d := Example()
	ix := listing.NewIndex([]listing.Row{listing.Derive(d, 0, 0)})
	old := NewBoard(ix, 2026, 8, DefaultParams)
	old.Set(0, FigureOf(&d, 2026, 8, &DefaultParams), nil)
	old.Done(Unmatched{}, 1)
	c := &domain.Case{ID: "C1", State: domain.CaseRectifying, Due: domain.Date{Year: 2026, Month: 9, Day: 1}}
	now := old.WithCases(map[string]*domain.Case{"P1": c, "unknown": c}, 2, nil)
	assert.Nil(t, old.Case(0))
	assert.Equal(t, c, now.OpenCase(0))
	assert.Same(t, ix, now.Index())
	newer := listing.NewIndex([]listing.Row{listing.Derive(d, 1, 0)})
	assert.Same(t, newer, old.WithCases(nil, 2, newer).Index(), "screens share the newest list")
	assert.Same(t, ix, old.WithCases(nil, 2, listing.NewIndex(nil)).Index(), "a list of other projects is none")
	assert.Equal(t, uint64(2), now.Seq)
	assert.True(t, now.Overdue(0, domain.Date{Year: 2026, Month: 9, Day: 2}))
	assert.False(t, now.Overdue(0, domain.Date{Year: 2026, Month: 9, Day: 1}))
	assert.Nil(t, now.WithCases(map[string]*domain.Case{"P1": nil}, 3, nil).Case(0))
}

// TestSlimCasesKeepTheVerdict: texts go, what decides the next move stays.
func TestSlimCasesKeepTheVerdict(t *testing.T) {
	no := false
	c := domain.Case{State: domain.CaseVerifying, Facts: []string{"很长"}, Steps: []domain.CaseStep{
		{To: domain.CaseNotified}, {To: domain.CaseRectifying}, {To: domain.CaseVerifying, Pass: &no, Note: "仍未支出"}}}
	s := slim(&c)
	assert.Empty(t, s.Facts)
	assert.False(t, *s.LastOf(domain.CaseVerifying).Pass)
	assert.Len(t, s.Steps, 1)
}

func BenchmarkFigure(b *testing.B) {
	d := Example()
	b.ReportAllocs()
	for b.Loop() {
		FigureOf(&d, 2026, 8, &DefaultParams)
	}
}

package monitor

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"jixiao/domain"
	"jixiao/domain/listing"
)

func TestCasesHold(t *testing.T) {
	for _, c := range Cases() {
		assert.Equal(t, c.Want.String(), c.Run().Status.String(), "%s %s", c.Rule, c.Name)
	}
}

func TestExampleHasNoFinding(t *testing.T) {
	d := Example()
	r := Report(&d, 2026, 8, Linear, DefaultParams)
	assert.Empty(t, r.Findings)
	assert.Equal(t, listing.LampGreen, r.Lamp)
	assert.Zero(t, r.Green.Amount)
	assert.Equal(t, "95.00%", r.Ratio.Percent())
	assert.Empty(t, r.Focus)
}

func at(month int, budget, executed domain.Fen, plan *domain.Fen) domain.Dossier {
	return domain.Dossier{Project: domain.Project{Year: 2026, Adjusted: budget},
		Execution: &domain.Execution{Year: 2026, Months: []domain.MonthExecution{{Month: month, Executed: executed, Plan: plan}}}}
}

func TestBoundariesOfTheLinearGroup(t *testing.T) {
	for _, c := range []struct {
		executed domain.Fen
		want     listing.Lamp
	}{{59_99, listing.LampRed}, {60_00, listing.LampYellow}, {79_99, listing.LampYellow}, {80_00, listing.LampGreen}} {
		d := at(12, 100_00, c.executed, nil)
		assert.Equal(t, c.want, Report(&d, 2026, 12, Linear, DefaultParams).Execution, "%v", c.executed)
	}
}

func TestStepAndPlanGroups(t *testing.T) {
	d := at(6, 100_00, 39_99, nil)
	assert.Equal(t, listing.LampRed, Report(&d, 2026, 6, Step, DefaultParams).Execution)
	d = at(6, 100_00, 40_00, nil)
	assert.Equal(t, listing.LampGreen, Report(&d, 2026, 7, Step, DefaultParams).Execution)
	assert.Equal(t, listing.LampNone, Report(&d, 2026, 3, Step, DefaultParams).Execution, "no step before April")
	assert.Equal(t, listing.LampNone, Report(&d, 2026, 6, Plan, DefaultParams).Execution, "no plan, no lamp")
	plan := domain.Fen(50_00)
	d = at(6, 100_00, 39_99, &plan)
	assert.Equal(t, listing.LampYellow, Report(&d, 2026, 6, Plan, DefaultParams).Execution)
}

// TestGreenIsExact: paying what Green says makes the lamp green, one fen less does not.
func TestGreenIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		month := rapid.IntRange(4, 12).Draw(t, "month")
		budget := domain.Fen(rapid.Int64Range(1, 1e14).Draw(t, "budget"))
		executed := domain.Fen(rapid.Int64Range(0, int64(budget)).Draw(t, "executed"))
		plan := domain.Fen(rapid.Int64Range(1, int64(budget)).Draw(t, "plan"))
		g := rapid.SampledFrom([]Group{Linear, Step, Plan}).Draw(t, "group")
		d := at(month, budget, executed, &plan)
		r := Report(&d, 2026, month, g, DefaultParams)
		if r.Green == nil {
			t.Fatal("no answer")
		}
		with := at(month, budget, executed+r.Green.Amount, &plan)
		if got := Report(&with, 2026, month, g, DefaultParams).Execution; got != listing.LampGreen {
			t.Fatalf("after paying %d the lamp is %v", r.Green.Amount, got)
		}
		if r.Green.Amount > 0 {
			less := at(month, budget, executed+r.Green.Amount-1, &plan)
			if Report(&less, 2026, month, g, DefaultParams).Execution == listing.LampGreen {
				t.Fatal("one fen less is enough")
			}
		}
	})
}

// TestNeedIsExact: with the value needed the indicator is green, with the next smaller one
// (larger for an inverse one) it is not.
func TestNeedIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		month := rapid.IntRange(1, 12).Draw(t, "month")
		scale := rapid.SampledFrom([]uint8{0, 2}).Draw(t, "scale")
		sign := rapid.SampledFrom([]domain.Sign{domain.SignGE, domain.SignLE, domain.SignEQ}).Draw(t, "sign")
		p := domain.NewDecimal(rapid.Int64Range(1, 1e9).Draw(t, "target"), scale)
		a := domain.NewDecimal(rapid.Int64Range(0, 2e9).Draw(t, "actual"), scale)
		ind := domain.MonitoringIndicator{Indicator: domain.Indicator{Planned: domain.Value{Sign: sign, Number: &p}, Actual: domain.Value{Number: &a}}}
		l := listing.IndicatorLamp(ind, month)
		n := need(ind, month, l)
		if (n == "") != (l == listing.LampGreen || l == listing.LampBlue) {
			t.Fatalf("%v lamp, need %q", l, n)
		}
		if n == "" {
			return
		}
		v := domain.MustDecimal(n)
		ind.Actual.Number = &v
		if got := listing.IndicatorLamp(ind, month); got != listing.LampGreen && got != listing.LampBlue {
			t.Fatalf("with %s the lamp is %v", n, got)
		}
		step := domain.NewDecimal(1, 2)
		if whole(p) && whole(a) {
			step = domain.DecimalInt(1)
		}
		if v = v.Sub(step); sign.Inverse() {
			v = v.Add(step).Add(step)
		}
		if got := listing.IndicatorLamp(ind, month); got == listing.LampGreen || got == listing.LampBlue {
			t.Fatalf("%s is enough", v)
		}
	})
}

func TestNoDataIsNoLampAndNoFault(t *testing.T) {
	d := domain.Dossier{Project: domain.Project{Year: 2026, Adjusted: 100}}
	for _, g := range Groups {
		r := Report(&d, 2026, 8, g.ID, DefaultParams)
		assert.Equal(t, listing.LampNone, r.Lamp)
		assert.Nil(t, r.Green)
		assert.Empty(t, r.Findings)
		assert.Empty(t, r.JSON().Ratio)
		require.NotNil(t, r.JSON().Findings)
	}
}

func TestForecastNeverBelowSpentNorAboveBudget(t *testing.T) {
	d := Example()
	r := Report(&d, 2026, 8, Linear, DefaultParams)
	assert.Equal(t, wan(1140), r.Forecast)
	assert.Equal(t, "95.00%", r.ForecastRate.Percent())
	assert.Contains(t, r.Method, "最近 3 个月")
	over := at(8, 100, 300, nil)
	assert.Equal(t, domain.Fen(300), Report(&over, 2026, 8, Linear, DefaultParams).Forecast)
}

func BenchmarkReport(b *testing.B) {
	d := Example()
	for b.Loop() {
		Report(&d, 2026, 8, Linear, DefaultParams)
	}
}

// A district may ask for nothing in a month: nobody is behind then, and nothing is divided by
// zero.
func TestStepOfZeroPercent(t *testing.T) {
	p := DefaultParams
	p.Steps = []StepRule{{4, 0}, {6, 0}, {8, 0}, {10, 80}}
	d := Example()
	for month := 1; month <= 9; month++ {
		r := Report(&d, 2026, month, Step, p)
		assert.NotEqual(t, listing.LampRed, r.Execution, month)
	}
	f := FigureOf(&d, 2026, 8, &p)
	short, ok := f.Shortfall(Step, d.Project.Adjusted, 8, &p)
	assert.True(t, ok)
	assert.Zero(t, short)
}

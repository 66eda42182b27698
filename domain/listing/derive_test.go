package listing

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jixiao/domain"
)

func score(s string) *domain.Decimal { return domain.DecimalPtr(domain.MustDecimal(s)) }

func TestExecutionLamp(t *testing.T) {
	for _, c := range []struct {
		executed, budget domain.Fen
		month            int
		want             Lamp
	}{
		{0, 0, 8, LampNone}, {5, 100, 0, LampNone}, {5, 100, 13, LampNone}, {5, -100, 6, LampNone},
		{0, 100, 8, LampRed}, {3999, 10000, 8, LampRed}, {4000, 10000, 8, LampYellow},
		{53333, 100000, 8, LampYellow}, {53334, 100000, 8, LampGreen}, {6, 10, 12, LampYellow}, {8, 10, 12, LampGreen}, {20, 10, 12, LampGreen}, {-1, 10, 1, LampRed},
		{1<<62 - 1, 1 << 62, 12, LampGreen},
	} {
		assert.Equal(t, c.want, ExecutionLamp(c.executed, c.budget, c.month), "%+v", c)
	}
	assert.Equal(t, "60.00%", Progress(4000, 10000, 8).Percent())
	assert.False(t, Progress(1, 0, 8).Valid())
}

func indicator(sign domain.Sign, plan, actual string, l domain.Likelihood) domain.MonitoringIndicator {
	ind := domain.MonitoringIndicator{Likelihood: l}
	ind.Planned.Sign = sign
	if plan != "" {
		ind.Planned.Number = score(plan)
	}
	if actual != "" {
		ind.Actual.Number = score(actual)
	}
	return ind
}

func TestIndicatorLamp(t *testing.T) {
	for _, c := range []struct {
		ind  domain.MonitoringIndicator
		want Lamp
	}{
		{indicator(domain.SignGE, "100", "39.9", ""), LampRed}, {indicator(domain.SignGE, "120", "48", ""), LampYellow}, {indicator(domain.SignGE, "120", "64", ""), LampGreen},
		{indicator(domain.SignGE, "120", "96", ""), LampBlue}, {indicator(domain.SignLE, "10", "10", ""), LampGreen}, {indicator(domain.SignLE, "10", "10.1", ""), LampRed},
		{indicator("", "", "", domain.LikelyCertain), LampGreen}, {indicator("", "", "", domain.LikelyPossible), LampYellow}, {indicator("", "", "", domain.LikelyImpossible), LampRed},
		{indicator("", "", "", ""), LampNone}, {indicator(domain.SignGE, "0", "5", ""), LampNone}, {indicator(domain.SignGE, "100", "", domain.LikelyCertain), LampGreen},
	} {
		assert.Equal(t, c.want, IndicatorLamp(c.ind, 8), "%+v", c)
	}
}

func day(d int) domain.Date { return domain.Date{Year: 2026, Month: 8, Day: d} }

func TestDerive(t *testing.T) {
	d := domain.Dossier{
		Project: domain.Project{ID: "p1", Code: "37010326R000000000001", Name: "学校改造", Year: 2026, Department: "101", Unit: "101001", Kind: domain.KindNewProject,
			Initial: 900, Adjusted: 1000, Carryover: 100, Owner: "王明", Funds: []domain.FundLine{{Source: domain.FundGeneral}, {Source: domain.FundOther}}},
		DepartmentName: "教育局", UnitName: "实验小学",
		Target:    &domain.Target{Stage: domain.StagePending, Level: domain.LevelBureau, Since: day(3), Versions: make([]domain.TargetVersion, 2)},
		Execution: &domain.Execution{Months: []domain.MonthExecution{{Month: 6, Executed: 300}, {Month: 8, Executed: 390}}},
		Monitoring: []domain.Monitoring{{Month: 8, Indicators: []domain.MonitoringIndicator{indicator("", "", "", domain.LikelyPossible)}},
			{Month: 6, Indicators: []domain.MonitoringIndicator{indicator("", "", "", domain.LikelyImpossible)}}},
		Cases:    []domain.Case{{ID: "c1", State: domain.CaseClosed, Opened: day(20)}, {ID: "c2", State: domain.CaseRectifying, Opened: day(10), Due: day(24)}},
		SelfEval: &domain.SelfEvaluation{Score: score("95.555")},
		Picks:    []domain.SpotPick{{State: domain.SpotVoid}, {State: domain.SpotAssigned}},
		Rechecks: []domain.Recheck{{ReviewScore: score("80")}, {}},
	}
	r := Derive(d, 2, 300)
	assert.Equal(t, Row{ID: "p1", Code: "37010326R000000000001", Name: "学校改造", DepartmentCode: "101", Department: "教育局", UnitCode: "101001", Unit: "实验小学", Year: 2026,
		Kind: domain.KindNewProject, FundMask: FundBit(domain.FundGeneral) | FundBit(domain.FundOther), Initial: 900, Adjusted: 1000, Executed: 390, Month: 8, Carryover: 100,
		IndicatorLamp: LampYellow, Stage: domain.StagePending, Level: domain.LevelBureau, Since: int32(day(3).Days()), Round: 2, Fails: 2, Warns: 255,
		CaseState: domain.CaseRectifying, CaseSince: int32(day(10).Days()), CaseDue: int32(day(24).Days()), SelfScore: 9556, ReviewScore: 8000, Picked: true, Owner: "王明",
		Strip:  [StepCount]StepState{StepTrouble, StepDone, StepActive, StepTrouble, StepActive, StepDone, StepActive, StepTrouble},
		Pinyin: "xuexiaogaizao xxgz"}, r)
	assert.Equal(t, LampRed, r.Lamp(), "execution is worse than the indicators")
	diff, ok := r.Diff()
	assert.True(t, ok)
	assert.EqualValues(t, -1556, diff)
}

func TestDeriveOfNothing(t *testing.T) {
	r := Derive(domain.Dossier{}, 0, 0)
	assert.Equal(t, Row{SelfScore: -1, ReviewScore: -1, Strip: [StepCount]StepState{StepNotNeeded, StepOpen, StepOpen, StepOpen, StepNotNeeded, StepOpen, StepNotNeeded, StepOpen}}, r)
	assert.Equal(t, LampNone, r.Lamp(), "missing data is never green")
	assert.False(t, r.Rate().Valid())
}

func TestStripStates(t *testing.T) {
	spent := func(month int, executed domain.Fen) *domain.Execution {
		return &domain.Execution{Months: []domain.MonthExecution{{Month: month, Executed: executed}}}
	}
	target := func(s domain.TargetStage) *domain.Target {
		return &domain.Target{Stage: s, Versions: make([]domain.TargetVersion, 1)}
	}
	budget := domain.Project{Adjusted: 100}
	notDone := []domain.Recheck{{NotDone: "未自评", Done: true}}
	drawn := []domain.SpotPick{{State: domain.SpotDrawn}}
	for _, c := range []struct {
		name string
		d    domain.Dossier
		step Step
		want StepState
	}{
		{"new fund without report", domain.Dossier{Project: domain.Project{Kind: domain.KindNewFund}}, StepExAnte, StepTrouble},
		{"kept by the government", domain.Dossier{Project: domain.Project{Kind: domain.KindNewFund, ExceptionDoc: "x"}}, StepExAnte, StepDone},
		{"report", domain.Dossier{Project: domain.Project{ExAnte: &domain.ExAnte{Conclusion: "予以支持"}}}, StepExAnte, StepDone},
		{"bad report", domain.Dossier{Project: domain.Project{ExAnte: &domain.ExAnte{Conclusion: "不予支持"}}}, StepExAnte, StepTrouble},
		{"spent without target", domain.Dossier{Project: budget, Execution: spent(3, 5)}, StepTarget, StepTrouble},
		{"draft", domain.Dossier{Target: target(domain.StageDraft)}, StepTarget, StepActive},
		{"draft not reviewed", domain.Dossier{Target: target(domain.StageDraft)}, StepApproval, StepOpen},
		{"returned", domain.Dossier{Target: target(domain.StageReturned)}, StepTarget, StepActive},
		{"returned is a gap", domain.Dossier{Target: target(domain.StageReturned)}, StepApproval, StepTrouble},
		{"rejected", domain.Dossier{Target: target(domain.StageRejected)}, StepApproval, StepTrouble},
		{"approved", domain.Dossier{Target: target(domain.StageApproved)}, StepApproval, StepDone},
		{"red", domain.Dossier{Project: budget, Execution: spent(12, 5)}, StepMonitor, StepTrouble},
		{"red without a case", domain.Dossier{Project: budget, Execution: spent(12, 5)}, StepRectify, StepOpen},
		{"whole year", domain.Dossier{Project: budget, Execution: spent(12, 95)}, StepMonitor, StepDone},
		{"half year", domain.Dossier{Project: budget, Execution: spent(6, 60)}, StepMonitor, StepActive},
		{"closed case", domain.Dossier{Cases: []domain.Case{{State: domain.CaseClosed}}}, StepRectify, StepDone},
		{"suspended", domain.Dossier{Cases: []domain.Case{{State: domain.CaseSuspended}}}, StepRectify, StepTrouble},
		{"form without total", domain.Dossier{SelfEval: &domain.SelfEvaluation{}}, StepSelfEval, StepActive},
		{"not done as required", domain.Dossier{SelfEval: &domain.SelfEvaluation{Score: score("90")}, Rechecks: notDone}, StepSelfEval, StepTrouble},
		{"drawn", domain.Dossier{Picks: drawn}, StepSpotCheck, StepActive},
		{"rechecked", domain.Dossier{Picks: drawn, Rechecks: []domain.Recheck{{Done: true}}}, StepSpotCheck, StepDone},
		{"good", domain.Dossier{SelfEval: &domain.SelfEvaluation{Score: score("90")}}, StepResult, StepDone},
		{"recheck to come", domain.Dossier{SelfEval: &domain.SelfEvaluation{Score: score("90")}, Picks: drawn}, StepResult, StepActive},
		{"poor", domain.Dossier{SelfEval: &domain.SelfEvaluation{Score: score("59.99")}}, StepResult, StepTrouble},
		{"big difference", domain.Dossier{SelfEval: &domain.SelfEvaluation{Score: score("95")}, Rechecks: []domain.Recheck{{ReviewScore: score("85"), Done: true}}}, StepResult, StepTrouble},
		{"small difference", domain.Dossier{SelfEval: &domain.SelfEvaluation{Score: score("95")}, Rechecks: []domain.Recheck{{ReviewScore: score("85.01"), Done: true}}}, StepResult, StepDone},
	} {
		assert.Equal(t, c.want.String(), Derive(c.d, 0, 0).Strip[c.step].String(), c.name)
	}
}

func TestRowText(t *testing.T) {
	r := Derive(domain.Dossier{
		Project: domain.Project{ID: "p", Code: "c", Name: "n", Adjusted: 1_000_000, Year: 2026}, Target: &domain.Target{Stage: domain.StagePending, Since: day(3), Versions: make([]domain.TargetVersion, 1)},
		Execution: &domain.Execution{Months: []domain.MonthExecution{{Month: 8, Executed: 500_000}}}, Cases: []domain.Case{{State: domain.CaseWarned, Due: day(9)}},
		SelfEval: &domain.SelfEvaluation{Score: score("95.5")}, Rechecks: []domain.Recheck{{ReviewScore: score("90")}},
	}, 1, 2)
	for c, want := range map[Column]string{ColumnID: "p", ColumnAdjusted: "1.00", ColumnExecuted: "0.50", ColumnRate: "50.00%", ColumnWaiting: "7", ColumnFindings: "1/2", ColumnCaseDue: "2026-08-09",
		ColumnSelf: "95.5", ColumnReview: "90", ColumnDiff: "-5.5", ColumnGaps: "估-标#审o监o改o评#查-果#", ColumnMonth: "8", ColumnYear: "2026", ColumnLamp: "黄"} {
		assert.Equal(t, want, r.Text(c, day(10)), c)
	}
	empty := Derive(domain.Dossier{}, 0, 0)
	for _, c := range []Column{ColumnExecuted, ColumnRate, ColumnWaiting, ColumnCaseDue, ColumnSelf, ColumnReview, ColumnDiff, ColumnMonth, ColumnLamp} {
		assert.Empty(t, empty.Text(c, day(10)), "%s: no data is no text", c)
	}
	for _, c := range Columns {
		_ = r.Text(c.Column, day(1))
		got, ok := ColumnNamed(c.Title)
		assert.True(t, ok)
		assert.Equal(t, c.Column, got.Column)
	}
}

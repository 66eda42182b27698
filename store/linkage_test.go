package store_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/cleanup"
	"jixiao/domain/district"
	"jixiao/domain/linkage"
	"jixiao/store"
)

// demoFile is a new data file with a synthetic district.
func demoFile(t testing.TB, projects int) string {
	path := filepath.Join(t.TempDir(), "demo.db")
	require.NoError(t, store.CreateDemo(path, district.Options{Projects: projects}, store.Options{}, nil))
	return path
}

func linkDemo(t *testing.T, projects int) *store.Store {
	path := demoFile(t, projects)
	s, err := store.Open(path, store.Options{Operator: domain.Operator{Name: "周审", Role: domain.RoleReviewer}})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

// The district's outcome adds up, a frozen scenario keeps it, and its name cannot be used
// again.
func TestLinkScenarioIsFrozenOnce(t *testing.T) {
	s := linkDemo(t, 300)
	facts, grades, err := s.LinkFacts(context.Background(), 2026, nil)
	require.NoError(t, err)
	require.Len(t, facts, 300)
	require.NotEmpty(t, grades)
	plan := linkage.Compute(facts, grades, linkage.DefaultParams, s.Today())
	assert.Positive(t, plan.Sums.Cancelled)
	assert.Positive(t, plan.Sums.Cut)
	assert.Negative(t, plan.Overall)
	sc := domain.LinkScenario{Year: 2026, Name: "一上方案", Applied: plan.Sums.Applied, Suggested: plan.Sums.Suggested, Overall: plan.Overall}
	for i := range plan.Lines {
		sc.Lines = append(sc.Lines, domain.ScenarioLine{ProjectID: plan.Lines[i].Facts.ID, Applied: plan.Lines[i].Facts.Applied, Suggested: plan.Lines[i].Result})
	}
	_, err = s.FreezeScenario(sc)
	require.NoError(t, err)
	sc.Suggested = 1
	_, err = s.FreezeScenario(sc)
	require.ErrorContains(t, err, "冻结的方案不能改")
	sc.Name = " "
	_, err = s.FreezeScenario(sc)
	require.ErrorContains(t, err, "起一个名字")
	list, err := s.LinkScenarios(2026)
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Equal(t, plan.Total(), list[0].Total())
	assert.Equal(t, "周审", list[0].By.Name)
	none, err := s.LinkScenarios(2025)
	require.NoError(t, err)
	assert.Empty(t, none)
	_, err = s.Undo()
	require.NoError(t, err)
	list, err = s.LinkScenarios(2026)
	require.NoError(t, err)
	assert.Empty(t, list, "freezing can be undone while nobody used it")
}

func TestExceptionAndDepartmentGrade(t *testing.T) {
	s := linkDemo(t, 60)
	facts, _, err := s.LinkFacts(context.Background(), 2026, nil)
	require.NoError(t, err)
	id := facts[0].ID
	full := domain.Exception{On: in2026(1, 5), Scope: "民生", Amount: domain.FenPtr(500_000_00), Until: in2026(12, 31)}
	for _, broken := range []func(*domain.Exception){func(x *domain.Exception) { x.Amount = nil }, func(x *domain.Exception) { x.Until = domain.Date{} }, func(x *domain.Exception) { x.Scope = " " }, func(x *domain.Exception) { x.On = domain.Date{} }} {
		x := full
		broken(&x)
		_, err := s.ApproveException(id, "市中政字〔2026〕8号", x)
		require.ErrorContains(t, err, "要写全")
	}
	early := full
	early.Until = in2026(1, 4)
	_, err = s.ApproveException(id, "某号", early)
	require.ErrorContains(t, err, "早于批准日期")
	_, err = s.ApproveException(id, "市中政字〔2026〕8号", full)
	require.NoError(t, err)
	dept := facts[0].Department
	_, err = s.SetOverall(dept, domain.OverallResult{Year: 2025, Grade: "甲", Source: "纪要"})
	require.ErrorContains(t, err, "只能是优、良、中、差")
	_, err = s.SetOverall("999", domain.OverallResult{Year: 2025, Grade: "差", Source: "纪要"})
	require.ErrorContains(t, err, "没有代码")
	_, err = s.SetOverall(dept, domain.OverallResult{Year: 2025, Grade: "差", Source: "纪要"})
	require.NoError(t, err)
	facts, grades, err := s.LinkFacts(context.Background(), 2026, nil)
	require.NoError(t, err)
	assert.Equal(t, domain.GradePoor, grades[dept])
	l := linkage.Derive(&facts[0], &linkage.DefaultParams, s.Today())
	assert.Equal(t, domain.Fen(500_000_00), l.Result)
}

// Money is taken back, given to a key project, and the balance holds; what would break it is
// refused and writes nothing.
func TestCleanupBalances(t *testing.T) {
	s := linkDemo(t, 300)
	board, err := s.CleanupBoard(context.Background(), 2026, 8, nil)
	require.NoError(t, err)
	require.Positive(t, board.Listed)
	var from *cleanup.Row
	for i := range board.Rows {
		if r := &board.Rows[i]; r.Forecast.Listed && r.Facts.Special == 0 {
			from = r
			break
		}
	}
	require.NotNil(t, from)
	amount := from.Forecast.Suggested
	require.Positive(t, amount)
	decide := func(a domain.CleanupAction, amount domain.Fen, why string) error {
		_, err := s.DecideCleanup(domain.CleanupDecision{Year: 2026, ProjectID: from.Facts.ID, Month: 8, Action: a, Amount: amount, Why: why})
		return err
	}
	require.ErrorContains(t, decide(domain.CleanupRecover, from.Facts.Budget+1, "超出"), "超过未支出的")
	require.ErrorContains(t, decide(domain.CleanupRecover, amount, ""), "理由")
	require.NoError(t, decide(domain.CleanupRecover, amount, "预计年底无法支出"))

	var key, other string
	require.NoError(t, s.View(func(tx *store.Tx) error {
		return store.Projects.Each(tx, func(p domain.Project) error {
			switch {
			case p.ID == from.Facts.ID:
			case cleanup.IsKey(p.Kind):
				key = p.ID
			default:
				other = p.ID
			}
			return nil
		})
	}))
	move := func(id string, amount domain.Fen) error {
		_, err := s.MoveCleanup(domain.CleanupMove{Year: 2026, ProjectID: id, Amount: amount})
		return err
	}
	require.ErrorContains(t, move(other, 1), "全区重点项目")
	require.ErrorContains(t, move(from.Facts.ID, 1), "正在被收回")
	require.ErrorContains(t, move(key, amount+1), "超过还没有去向的")
	require.NoError(t, move(key, amount-1))
	board, err = s.CleanupBoard(context.Background(), 2026, 8, nil)
	require.NoError(t, err)
	assert.Equal(t, cleanup.Balance{Recovered: amount, Moved: amount - 1, Free: 1, Decided: 1, Targets: 1}, board.Balance)
	require.ErrorContains(t, decide(domain.CleanupKeep, 0, "工程提前"), "请先减少调剂")
	require.NoError(t, move(key, 0))
	require.NoError(t, decide(domain.CleanupKeep, 0, "工程提前"))
	board, err = s.CleanupBoard(context.Background(), 2026, 8, nil)
	require.NoError(t, err)
	assert.Equal(t, cleanup.Balance{Decided: 1, Kept: 1}, board.Balance)
	report, err := s.Doctor(context.Background())
	require.NoError(t, err)
	assert.True(t, report.OK, "%v", report)
}

func BenchmarkLinkFacts(b *testing.B) {
	path := demoFile(b, 1200)
	s, err := store.Open(path, store.Options{})
	require.NoError(b, err)
	defer s.Close()
	for b.Loop() {
		if _, _, err := s.LinkFacts(context.Background(), 2026, nil); err != nil {
			b.Fatal(err)
		}
	}
}

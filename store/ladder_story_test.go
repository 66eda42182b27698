package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/ladder"
	"jixiao/domain/listing"
	"jixiao/domain/monitor"
	"jixiao/store"
)

// warningDesk is a data file on 1 September 2026 with n projects: the i-th has spent
// i%10 tenths of what each month asks for, so P000 is the worst.
func warningDesk(t testing.TB, n int) *store.Store {
	t.Helper()
	clock := time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC)
	s, err := store.Create(filepath.Join(t.TempDir(), "warnings.db"), store.Options{Clock: func() time.Time { return clock }, Operator: domain.Operator{Name: "小孙", Role: domain.RoleMonitor}})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, s.Close()) })
	_, err = s.Write(store.Op{Name: "test.fill", Title: "准备"}, func(tx *store.Tx) error {
		require.NoError(t, store.Departments.Put(tx, domain.Department{Code: "105", Name: "区教育局"}))
		for i := range n {
			p := monitor.Example().Project
			p.ID, p.Code, p.Name, p.Department = fmt.Sprintf("P%03d", i), fmt.Sprintf("XM%04d", i), fmt.Sprintf("校舍%d", i), "105"
			e := domain.Execution{ProjectID: p.ID, Year: 2026}
			for m := 1; m <= 8; m++ {
				e.Months = append(e.Months, domain.MonthExecution{Month: m, Executed: p.Adjusted * domain.Fen(m*(i%10)) / 120})
			}
			require.NoError(t, store.Projects.Put(tx, p))
			require.NoError(t, store.Executions.Put(tx, e))
		}
		return nil
	})
	require.NoError(t, err)
	return s
}

func move(t testing.TB, s *store.Store, r ladder.Request, projects ...string) string {
	t.Helper()
	title, err := s.MoveCases(projects, 2026, 8, monitor.Linear, r)
	require.NoError(t, err)
	return title
}

func rowOf(t testing.TB, s *store.Store, id string) listing.Row {
	t.Helper()
	rows, err := s.Page("", 1000)
	require.NoError(t, err)
	for _, r := range rows {
		if r.ID == id {
			return r
		}
	}
	t.Fatalf("%s is not in the list", id)
	return listing.Row{}
}

func entries(t testing.TB, s *store.Store) int {
	t.Helper()
	_, total, err := s.Journal(0, 1)
	require.NoError(t, err)
	return total
}

func TestWarningsOfAMonth(t *testing.T) {
	s := warningDesk(t, 10)
	items, err := s.Warnings(context.Background(), 2026, 8, monitor.Linear, nil)
	require.NoError(t, err)
	require.Len(t, items, 10)
	assert.Equal(t, "P000", items[0].ProjectID, "the worst first")
	assert.Equal(t, listing.LampRed, items[0].Lamp)
	assert.Equal(t, "区教育局", items[0].Department)
	assert.Equal(t, "P009", items[9].ProjectID)
	for _, want := range items {
		got, err := s.Warning(want.ProjectID, 2026, 8, monitor.Linear)
		require.NoError(t, err)
		assert.Equal(t, want, got, "one project alone says the same as in the list")
	}
	other, err := s.Warnings(context.Background(), 2025, 8, monitor.Linear, nil)
	require.NoError(t, err)
	assert.Empty(t, other, "another year")
	_, err = s.Warning("X", 2026, 8, monitor.Linear)
	require.ErrorContains(t, err, "没有编号为 X 的项目")

	month, err := s.LatestMonth(2026)
	require.NoError(t, err)
	assert.Equal(t, 8, month)
	month, err = s.LatestMonth(2025)
	require.NoError(t, err)
	assert.Zero(t, month, "nothing was reported")
}

func TestWarningsTellProgressAndCanBeCancelled(t *testing.T) {
	s := warningDesk(t, 600)
	var seen [][2]int
	_, err := s.Warnings(context.Background(), 2026, 8, monitor.Linear, func(done, total int) { seen = append(seen, [2]int{done, total}) })
	require.NoError(t, err)
	assert.Equal(t, [][2]int{{512, 600}}, seen)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	items, err := s.Warnings(ctx, 2026, 8, monitor.Linear, nil)
	require.ErrorIs(t, err, context.Canceled)
	assert.Empty(t, items)
}

// TestBulkNoticeIsOneEntryAndOneUndo: the list rows follow the cases there and back.
func TestBulkNoticeIsOneEntryAndOneUndo(t *testing.T) {
	s := warningDesk(t, 4)
	before := entries(t, s)
	assert.Equal(t, "通报主管部门（3 个项目）", move(t, s, ladder.Request{Move: ladder.Notify}, "P000", "P001", "P002"))
	assert.Equal(t, before+1, entries(t, s))
	for _, id := range []string{"P000", "P001", "P002"} {
		r := rowOf(t, s, id)
		assert.Equal(t, domain.CaseNotified, r.CaseState)
		assert.Equal(t, "2026-09-08", domain.DateOf(time.Unix(int64(r.CaseDue)*86400, 0).UTC()).String(), "five working days")
		it, err := s.Warning(id, 2026, 8, monitor.Linear)
		require.NoError(t, err)
		require.NotNil(t, it.Case)
		assert.Equal(t, "小孙", it.Case.Steps[0].By.Name, "the store's operator signs")
		assert.Contains(t, it.Case.Facts[0], "可转绿")
		assert.Contains(t, it.Case.Rules, "MON-LAMP-01")
	}
	assert.Empty(t, rowOf(t, s, "P003").CaseState)

	_, err := s.Undo()
	require.NoError(t, err)
	for _, id := range []string{"P000", "P001", "P002"} {
		assert.Empty(t, rowOf(t, s, id).CaseState)
		assert.Zero(t, rowOf(t, s, id).CaseDue)
	}
	list, err := s.CaseList(2026)
	require.NoError(t, err)
	assert.Empty(t, list)
	_, err = s.Redo()
	require.NoError(t, err)
	assert.Equal(t, domain.CaseNotified, rowOf(t, s, "P001").CaseState)
}

// TestOneRefusalRefusesAll: nothing is written, not even a journal entry.
func TestOneRefusalRefusesAll(t *testing.T) {
	s := warningDesk(t, 10)
	move(t, s, ladder.Request{Move: ladder.Notify}, "P001")
	before := entries(t, s)
	for name, c := range map[string]struct {
		projects []string
		says     string
	}{
		"one is further already": {[]string{"P000", "P001", "P002"}, "“校舍1”：现在是“通报”"},
		"one has no warning":     {[]string{"P000", "P009"}, "“校舍9”截至 8 月末没有预警事项"},
		"one does not exist":     {[]string{"P000", "X"}, "没有编号为 X 的项目"},
		"nothing chosen":         {nil, "没有选定项目"},
	} {
		_, err := s.MoveCases(c.projects, 2026, 8, monitor.Linear, ladder.Request{Move: ladder.Notify})
		require.ErrorContains(t, err, c.says, name)
		assert.Equal(t, before, entries(t, s), name)
		assert.Empty(t, rowOf(t, s, "P000").CaseState, name)
	}
}

// TestCaseListFollowsTheLadder walks one project to its end and opens a second case.
func TestCaseListFollowsTheLadder(t *testing.T) {
	s := warningDesk(t, 2)
	move(t, s, ladder.Request{Move: ladder.Notify}, "P000")
	assert.Equal(t, "限期整改：校舍0", move(t, s, ladder.Request{Move: ladder.Rectify}, "P000"))
	list, err := s.CaseList(2026)
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Equal(t, "XM0000", list[0].Code)
	assert.Equal(t, "校舍0", list[0].Name)
	assert.Equal(t, "区教育局", list[0].Department)
	assert.Equal(t, "还剩 10 个工作日", list[0].Clock)
	assert.Equal(t, "2026-09-15", list[0].Due.String())

	_, err = s.MoveCases([]string{"P000"}, 2026, 8, monitor.Linear, ladder.Request{Move: ladder.Suspend, Second: "王科长", Amount: 1, Period: "三个月", Condition: "整改到位"})
	require.ErrorContains(t, err, "还差 11 个工作日")
	_, err = s.MoveCases([]string{"P000"}, 2026, 8, monitor.Linear, ladder.Request{Move: ladder.Suspend, Serious: true, Note: "虚报工程量", Second: "小孙", Amount: 1, Period: "三个月", Condition: "整改到位"})
	require.ErrorContains(t, err, "经办和审批不能是同一个人", "the store fills in who acts before the ladder looks")

	assert.Equal(t, "复核整改：到位：校舍0", move(t, s, ladder.Request{Move: ladder.Verify, Pass: true}, "P000"))
	move(t, s, ladder.Request{Move: ladder.Close}, "P000")
	assert.Equal(t, domain.CaseClosed, rowOf(t, s, "P000").CaseState)
	move(t, s, ladder.Request{Move: ladder.Notify}, "P000")
	list, err = s.CaseList(2026)
	require.NoError(t, err)
	assert.Len(t, list, 2, "a new warning after closing is a new case")
	assert.Equal(t, domain.CaseNotified, rowOf(t, s, "P000").CaseState, "the open one leads")
	it, err := s.Warning("P000", 2026, 8, monitor.Linear)
	require.NoError(t, err)
	assert.True(t, it.Open())
	other, err := s.CaseList(2025)
	require.NoError(t, err)
	assert.Empty(t, other)
}

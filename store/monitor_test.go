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
	"jixiao/domain/monitor"
	"jixiao/store"
)

var small = domain.Operator{Name: "小孙", Role: domain.RoleMonitor}

// monitored is a file with n projects as of the end of August 2026: project i spent i%10
// tenths of what the month asks for. The clock can be moved.
func monitored(t testing.TB, n int) (s *store.Store, day *time.Time) {
	t.Helper()
	now := time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC)
	s, err := store.Create(filepath.Join(t.TempDir(), "monitor.db"), store.Options{Clock: func() time.Time { return now }, Operator: small})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, s.Close()) })
	_, err = s.Write(store.Op{Name: "test.fill", Title: "准备"}, func(tx *store.Tx) error {
		for i := range n {
			if err := putMonitored(tx, i); err != nil {
				return err
			}
		}
		return store.Departments.Put(tx, domain.Department{Code: "105", Name: "区教育局"})
	})
	require.NoError(t, err)
	return s, &now
}

func putMonitored(tx *store.Tx, i int) error {
	d := monitor.Example()
	p := d.Project
	p.ID, p.Code, p.Name, p.Department = fmt.Sprintf("P%05d", i), fmt.Sprintf("37010326R%012d", i+1), fmt.Sprintf("校舍加固改造%d期", i+1), "105"
	if i%4 == 1 {
		p.CarryoverSince = 2024
	}
	e := domain.Execution{ProjectID: p.ID, Year: 2026}
	for m := 1; m <= 8; m++ {
		e.Months = append(e.Months, domain.MonthExecution{Month: m, Executed: p.Adjusted * domain.Fen(m*(i%10)) / 120})
	}
	form := d.Monitoring[0]
	form.ProjectID = p.ID
	if i%3 == 0 {
		if err := store.Monitorings.Put(tx, form); err != nil {
			return err
		}
	}
	if err := store.Projects.Put(tx, p); err != nil {
		return err
	}
	return store.Executions.Put(tx, e)
}

func request(m ladder.Move) ladder.Request { return ladder.Request{Move: m} }

// TestBoardAgreesWithReports: for every group the board, read from the file in its own
// quick way, has the lamps, shortfalls and counts of the full reports.
func TestBoardAgreesWithReports(t *testing.T) {
	s, _ := monitored(t, 40)
	_, err := s.MoveCases([]string{"P00000", "P00001"}, 2026, 8, monitor.Linear, request(ladder.Notify))
	require.NoError(t, err)
	for _, month := range []int{3, 8, 12} {
		b, err := s.WarningBoard(context.Background(), 2026, month, nil)
		require.NoError(t, err)
		require.Equal(t, 40, b.Len())
		for _, g := range monitor.Groups {
			items, err := s.Warnings(context.Background(), 2026, month, g.ID, nil)
			require.NoError(t, err)
			assert.Equal(t, monitor.CountLamps(items, s.Today()), b.Counts(g.ID, s.Today()))
			rows := monitor.Views[0].Rows(b, g.ID, s.Today())
			for i, it := range items {
				row := int(rows[i])
				require.Equal(t, it.ProjectID, b.Index().ID(row), "%s %d: the same order", g.Name, month)
				f := b.Figure(row)
				assert.Equal(t, it.Lamp, f.Lamp(g.ID))
				if c := b.Case(row); it.Case == nil || c == nil {
					assert.Nil(t, it.Case)
					assert.Nil(t, c)
				} else {
					assert.Equal(t, [2]any{it.Case.State, it.Case.Due}, [2]any{c.State, c.Due})
				}
				short, ok := b.Shortfall(row, g.ID)
				assert.Equal(t, it.Green != nil, ok)
				if ok {
					assert.Equal(t, it.Green.Amount, short)
				}
			}
		}
	}
	empty, err := s.WarningBoard(context.Background(), 2025, 12, nil)
	require.NoError(t, err)
	assert.Zero(t, empty.Len(), "another year has its own board")
}

// TestIdleMoneyKnowsPaymentLines: the month figures say nothing moved since January, a
// payment line of August says otherwise.
func TestIdleMoneyKnowsPaymentLines(t *testing.T) {
	s, _ := monitored(t, 1)
	idle := func() monitor.Found {
		b, err := s.WarningBoard(context.Background(), 2026, 8, nil)
		require.NoError(t, err)
		assert.Equal(t, monitor.Unmatched{Count: 1, Amount: 700}, b.Unmatched, "the line without a project is counted apart")
		return b.Figure(0).Found & monitor.FoundIdle
	}
	pay := func(project, id string, amount domain.Fen) {
		_, err := s.Write(store.Op{Name: "test.pay", Title: "支付"}, func(tx *store.Tx) error {
			return store.Payments.Put(tx, domain.Payment{ID: id, ProjectID: project, Date: domain.Date{Year: 2026, Month: 8, Day: 3}, Amount: amount})
		})
		require.NoError(t, err)
	}
	pay(store.Unmatched, "L1", 700)
	assert.Equal(t, monitor.FoundIdle, idle())
	pay("P00000", "L2", 5)
	assert.Zero(t, idle())
	list, err := s.UnmatchedPayments(2026, 8)
	require.NoError(t, err)
	assert.Len(t, list, 1)
	list, err = s.UnmatchedPayments(2026, 7)
	require.NoError(t, err)
	assert.Empty(t, list)
}

func TestBoardIsCancelledAndTellsProgress(t *testing.T) {
	s, _ := monitored(t, 1100)
	ctx, cancel := context.WithCancel(context.Background())
	var seen []int
	_, err := s.WarningBoard(ctx, 2026, 8, func(done, total int) {
		assert.Equal(t, 1100, total)
		seen = append(seen, done)
		cancel()
	})
	require.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, []int{512}, seen)
}

// TestBoardFollowsMoves: a moved case, its undo and a recorded payment.
func TestBoardFollowsMoves(t *testing.T) {
	s, _ := monitored(t, 12)
	b, err := s.WarningBoard(context.Background(), 2026, 8, nil)
	require.NoError(t, err)
	follow := func() bool {
		now, ok, err := s.BoardChanges(b)
		require.NoError(t, err)
		if ok {
			b = now
		}
		return ok
	}
	require.True(t, follow(), "nothing happened")
	_, err = s.MoveCases([]string{"P00000", "P00002"}, 2026, 8, monitor.Linear, request(ladder.Notify))
	require.NoError(t, err)
	require.True(t, follow())
	assert.Equal(t, 2, b.Counts(monitor.Linear, s.Today()).Cases)
	_, err = s.Undo()
	require.NoError(t, err)
	require.True(t, follow())
	assert.Zero(t, b.Counts(monitor.Linear, s.Today()).Cases)
	assert.Nil(t, b.Case(0))
	_, err = s.Write(store.Op{Name: "test.report", Title: "报数"}, func(tx *store.Tx) error { return putMonitored(tx, 99) })
	require.NoError(t, err)
	assert.False(t, follow(), "money changed: read anew")
}

// TestScreensShareOneIndex: the list of one state is built once while somebody holds it.
func TestScreensShareOneIndex(t *testing.T) {
	s, _ := monitored(t, 5)
	ix, err := s.LoadIndex(context.Background())
	require.NoError(t, err)
	b, err := s.WarningBoard(context.Background(), 2026, 8, nil)
	require.NoError(t, err)
	assert.Same(t, ix, b.Index())
	_, err = s.MoveCases([]string{"P00000"}, 2026, 8, monitor.Linear, request(ladder.Notify))
	require.NoError(t, err)
	newer, err := s.LoadIndex(context.Background())
	require.NoError(t, err)
	assert.NotSame(t, ix, newer)
	row, ok := newer.Find("P00000")
	require.True(t, ok)
	assert.Equal(t, domain.CaseNotified, newer.Row(row).CaseState)
	now, ok, err := s.BoardChanges(b)
	require.NoError(t, err)
	require.True(t, ok)
	assert.Same(t, newer, now.Index(), "the board goes over to the newest list")
}

func BenchmarkWarningBoard(b *testing.B) {
	s, _ := monitored(b, 2000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.WarningBoard(context.Background(), 2026, 8, nil); err != nil {
			b.Fatal(err)
		}
	}
}

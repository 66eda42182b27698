package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/params"
)

func in2026(m time.Month, d int) domain.Date { return domain.Date{Year: 2026, Month: m, Day: d} }

func TestParametersAreDatedJournalledAndUndone(t *testing.T) {
	s := warningDesk(t, 10)
	idle := func() int { return s.RuleParams(in2026(9, 1)).Monitor.IdleDays }
	change := domain.ParamChange{Param: "monitor.idle-days", From: in2026(8, 1), Value: 300, Why: "联席会议纪要第3号"}
	r, err := s.SetParam(change)
	require.NoError(t, err)
	assert.Contains(t, r.Title, "自 2026-08-01 起 300 天")
	assert.Equal(t, 300, idle())
	assert.Equal(t, 120, s.RuleParams(in2026(7, 31)).Monitor.IdleDays)
	again, err := s.SetParam(change)
	require.NoError(t, err)
	assert.Zero(t, again.Changed, "the same again writes nothing")
	_, err = s.Undo()
	require.NoError(t, err)
	assert.Equal(t, 120, idle())
	for _, bad := range []func(*domain.ParamChange){
		func(c *domain.ParamChange) { c.Param = "nothing" }, func(c *domain.ParamChange) { c.Why = " " },
		func(c *domain.ParamChange) { c.From = domain.Date{} }, func(c *domain.ParamChange) { c.Value = 0 },
		func(c *domain.ParamChange) { c.Param, c.Value = "recheck.minor", 15 },
	} {
		c := change
		bad(&c)
		_, err := s.SetParam(c)
		require.Error(t, err)
	}
	list, err := s.ParamChanges()
	require.NoError(t, err)
	assert.Empty(t, list, "a refusal leaves nothing")
	report, err := s.Doctor(context.Background())
	require.NoError(t, err)
	assert.True(t, report.OK, "%v", report)
}

// A change can contradict a later one that is set already.
func TestAChangeIsCheckedAgainstLaterOnes(t *testing.T) {
	s := warningDesk(t, 1)
	set := func(key string, v int64, from domain.Date) error {
		_, err := s.SetParam(domain.ParamChange{Param: key, From: from, Value: v, Why: "测试"})
		return err
	}
	require.NoError(t, set("recheck.minor", 8, in2026(10, 1)))
	require.Error(t, set("recheck.major", 7, in2026(6, 1)), "from October the two would contradict each other")
	require.NoError(t, set("recheck.major", 9, in2026(6, 1)))
}

func TestTheBoardUsesTheParametersOfItsMonth(t *testing.T) {
	s := warningDesk(t, 10)
	idle := func() (n int) {
		items, err := s.Warnings(context.Background(), 2026, 8, "linear", nil)
		require.NoError(t, err)
		for _, it := range items {
			for _, f := range it.Findings {
				if f.Rule == "MON-IDLE-01" {
					n++
				}
			}
		}
		return n
	}
	board, err := s.WarningBoard(context.Background(), 2026, 8, nil)
	require.NoError(t, err)
	before := idle()
	require.Positive(t, before)
	_, err = s.SetParam(domain.ParamChange{Param: "monitor.idle-days", From: in2026(9, 1), Value: 300, Why: "下月起"})
	require.NoError(t, err)
	assert.Equal(t, before, idle(), "August is judged by what held in August")
	_, err = s.SetParam(domain.ParamChange{Param: "monitor.idle-days", From: in2026(8, 1), Value: 300, Why: "追溯"})
	require.NoError(t, err)
	assert.Zero(t, idle())
	_, ok, err := s.BoardChanges(board)
	require.NoError(t, err)
	assert.False(t, ok, "a board made before is computed anew")
}

func TestEffectsAreKnownBeforeTheSwitch(t *testing.T) {
	s := warningDesk(t, 10)
	a, b := params.Defaults(), params.Defaults()
	same, err := s.ParamEffects(context.Background(), 2026, 8, a, b, nil)
	require.NoError(t, err)
	assert.Empty(t, same)
	b.Monitor.IdleDays = 300
	list, err := s.ParamEffects(context.Background(), 2026, 8, a, b, nil)
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Equal(t, []string{"MON-IDLE-01 警告 变 无"}, list[0].Changes)
	assert.Equal(t, "P000", list[0].ProjectID)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = s.ParamEffects(ctx, 2026, 8, a, b, nil)
	require.ErrorIs(t, err, context.Canceled)
}

// Rows count findings: when a parameter of the target checks changes, and when that is
// undone, the list is what a rebuild would make.
func TestTargetParametersReachTheList(t *testing.T) {
	s := goalDesk(t, goalA, goalC)
	defer func() { require.NoError(t, s.Close()) }()
	for _, step := range []func() error{
		func() error {
			_, err := s.SetParam(domain.ParamChange{Param: "target.weight-sum", From: in2026(1, 1), Value: 60, Why: "试行"})
			return err
		},
		func() error { _, err := s.Undo(); return err },
	} {
		require.NoError(t, step())
		report, err := s.Doctor(context.Background())
		require.NoError(t, err)
		assert.Empty(t, report.Findings)
	}
}

package warnings_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/tui/tuitest"
	"jixiao/tui/warnings"
)

// TestTheSheetIsOfTheSelectedProject: each opening shows the project under the cursor.
func TestTheSheetIsOfTheSelectedProject(t *testing.T) {
	s := desk(t, 4)
	tuitest.Screen(t, warnings.New(s), "", 80, 24, func(d *tuitest.Driver, _ *tuitest.Host) {
		d.Press("enter")
		d.Has("再支出 640.00 万元")
		d.Press("esc", "down", "enter")
		d.Has("再支出 560.00 万元")
		d.Lacks("再支出 640.00 万元")
		d.Lacks("1 发现")
	})
}

// TestTheSheetTakesTheLadder: the digits move the case of the open project, and the sheet
// shows the new state at once.
func TestTheSheetTakesTheLadder(t *testing.T) {
	s := desk(t, 2)
	tuitest.Screen(t, warnings.New(s), "P001", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("enter", "pgdown", "1")
		d.Has("校舍加固改造2期")
		d.Press("enter")
		assert.Equal(t, domain.CaseNotified, caseOf(t, s, "P001"))
		assert.Empty(t, caseOf(t, s, "P000"))
		d.Press("pgdown")
		d.Has("通报", "小孙")
		d.Press("2", "esc")
		assert.Equal(t, domain.CaseNotified, caseOf(t, s, "P001"), "Esc does nothing")
		d.Press("8")
		assert.Contains(t, host.Status.Text, "不能销号")
	})
}

// TestAnotherSessionGoesOn: month, rules, filter and project come back.
func TestAnotherSessionGoesOn(t *testing.T) {
	s := desk(t, 10)
	first := warnings.New(s)
	tuitest.Screen(t, first, "", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("left", "tab", "/")
		d.Type("xsjg")
		d.Press("enter", "down", "down")
		assert.Contains(t, host.Screen.Counters(), "7月末 阶梯规则")
	})
	state := first.State()
	require.NotEmpty(t, state)
	again := warnings.New(s)
	again.Restore(state)
	tuitest.Screen(t, again, "", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		assert.Contains(t, host.Screen.Counters(), "7月末 阶梯规则")
		d.Has("xsjg")
		assert.JSONEq(t, string(state), string(again.State()))
	})
	broken := warnings.New(s)
	broken.Restore([]byte(`{"month":13,"group":"x"`))
	tuitest.Screen(t, broken, "", 80, 24, func(_ *tuitest.Driver, host *tuitest.Host) {
		assert.Contains(t, host.Screen.Counters(), "8月末 线性规则")
	})
}

// TestHanTextIsNoCommand: with the input method on nothing happens, and it is said why.
func TestHanTextIsNoCommand(t *testing.T) {
	s := desk(t, 2)
	tuitest.Screen(t, warnings.New(s), "", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Type("通")
		assert.Contains(t, host.Status.Text, "Shift")
		d.Press("1")
		d.Type("报")
		assert.Contains(t, host.Status.Text, "Shift")
		d.Press("esc")
		assert.Empty(t, caseOf(t, s, "P000"))
		d.Press("0")
		require.Len(t, host.Explained, 1)
		assert.Contains(t, host.Explained[0].Lines[0], "8 月 31 日前再支出 640.00 万元")
		d.Press("w", "=")
		require.Len(t, host.Explained, 3)
		assert.Contains(t, host.Explained[2].Title, "灯色来历")
		d.Press("[")
		assert.Contains(t, host.Screen.Counters(), "7月末")
		d.Press("]")
		assert.Contains(t, host.Screen.Counters(), "8月末")
	})
}

// TestTheYearIsACurve: the sheet draws what was spent month by month.
func TestTheYearIsACurve(t *testing.T) {
	s := desk(t, 6)
	tuitest.Screen(t, warnings.New(s), "P005", 132, 40, func(d *tuitest.Driver, _ *tuitest.Host) {
		d.Press("enter")
		d.Has("逐月曲线", "100%", "* 支出")
		d.Golden("sheet-132x40")
	})
}

// TestAReportThatArrivedStopsTheWayToSuspension: it is registered by a key and shown, and
// must be verified first.
func TestAReportThatArrivedStopsTheWayToSuspension(t *testing.T) {
	s := desk(t, 2)
	tuitest.Screen(t, warnings.New(s), "", 132, 40, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("ctrl+t")
		assert.Contains(t, host.Status.Text, "现在不行")
		d.Press("1", "enter", "2", "enter", "ctrl+t")
		d.Has("收到整改报告：校舍加固改造1期")
		d.Press("enter")
		d.Has("整改报告 2026-09-01 收到，待复核", "2026-09-01 收到整改报告  小孙")
		d.Press("5")
		d.Has("请先复核")
		d.Press("esc", "3", "enter", "8", "enter")
		assert.Equal(t, domain.CaseClosed, caseOf(t, s, "P000"))
	})
}

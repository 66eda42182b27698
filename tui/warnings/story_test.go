package warnings_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/monitor"
	"jixiao/store"
	"jixiao/tui/tuitest"
	"jixiao/tui/warnings"
)

var _ warnings.Store = (*store.Store)(nil)

// desk is a data file with n projects at the end of August 2026: the i-th has spent i%10
// tenths of what the month asks for.
func desk(t *testing.T, n int) *store.Store {
	t.Helper()
	today := time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC)
	s, err := store.Create(filepath.Join(t.TempDir(), "desk.db"), store.Options{Clock: func() time.Time { return today }, Operator: domain.Operator{Name: "小孙", Role: domain.RoleMonitor}})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, s.Close()) })
	_, err = s.Write(store.Op{Name: "test.fill", Title: "准备"}, func(tx *store.Tx) error {
		require.NoError(t, store.Departments.Put(tx, domain.Department{Code: "105", Name: "区教育局"}))
		require.NoError(t, store.Units.Put(tx, domain.Unit{Code: "105001", Name: "区第一实验小学", Department: "105"}))
		for i := range n {
			d := monitor.Example()
			p := d.Project
			p.ID, p.Code, p.Name = fmt.Sprintf("P%03d", i), fmt.Sprintf("37010326R%012d", i+1), fmt.Sprintf("校舍加固改造%d期", i+1)
			p.Department, p.Unit = "105", "105001"
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

func caseOf(t *testing.T, s *store.Store, id string) domain.CaseState {
	t.Helper()
	d, err := s.Dossier(id)
	require.NoError(t, err)
	if len(d.Cases) == 0 {
		return ""
	}
	return d.Cases[0].State
}

// TestWorstFirstAndGreen: the worst project is selected, w tells what turns it green, the
// month and the rule group can be changed.
func TestWorstFirstAndGreen(t *testing.T) {
	s := desk(t, 10)
	tuitest.Screen(t, warnings.New(s), "", 132, 40, func(d *tuitest.Driver, host *tuitest.Host) {
		assert.Contains(t, host.Screen.Counters(), "8月末 线性规则  红 6  黄 2  绿 2")
		d.Has("校舍加固改造1期", "再支出 640.00 万元")
		d.Golden("list-132x40")
		d.Press("left")
		assert.Contains(t, host.Screen.Counters(), "7月末")
		d.Press("right", "tab")
		assert.Contains(t, host.Screen.Counters(), "阶梯规则")
		d.Press("tab")
		assert.Contains(t, host.Screen.Counters(), "计划曲线规则")
		assert.Contains(t, host.Screen.Counters(), "缺数据 10", "nobody has a plan here")
		d.Press("tab", "/")
		d.Type("红")
		d.Press("enter")
		d.Has("6 个")
		d.Press("esc")
		d.Lacks("6 个")
	})
	tuitest.Screen(t, warnings.New(s), "", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Golden("list-80x24")
		d.Press("enter")
		d.Has("怎样变绿", "支出与时间")
		d.Golden("sheet-80x24")
		d.Press("esc")
		d.Has("转绿还差")
	})
}

// TestTheLadderByKeys walks one project from notice to closing, and back by undo.
func TestTheLadderByKeys(t *testing.T) {
	s := desk(t, 3)
	tuitest.Screen(t, warnings.New(s), "", 100, 30, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("8")
		assert.Contains(t, host.Status.Text, "不能销号")
		d.Press("1")
		d.Has("文书草稿", "第十四条", "区教育局")
		d.Press("enter")
		assert.Equal(t, domain.CaseNotified, caseOf(t, s, "P000"))
		d.Press("2")
		d.Has("10 个工作日", "2026-09-15")
		d.Press("enter")
		d.Has("剩10日", "整改")
		d.Press("5")
		d.Has("整改期满未报")
		d.Press("1")
		assert.Contains(t, host.Status.Text, "还差 11 个工作日", "the refusal says how long")
		d.Press("2")
		d.Has("问题严重的事实")
		d.Type("虚报工程量")
		d.Press("enter")
		d.Type("0")
		d.Press("enter")
		d.Has("金额要大于零")
		d.Press("backspace")
		d.Type("184")
		d.Press("enter")
		d.Type("三个月")
		d.Press("enter")
		d.Type("整改到位")
		d.Press("enter")
		d.Type("小孙")
		d.Press("enter")
		d.Has("不能是同一个人")
		d.Press("backspace", "backspace")
		d.Type("王科长")
		d.Press("enter")
		d.Has("暂缓拨款 184.00 万元", "问题严重：虚报工程量", "审批：王科长")
		d.Press("enter")
		assert.Equal(t, domain.CaseSuspended, caseOf(t, s, "P000"))
		d.Press("3", "enter")
		assert.Equal(t, domain.CaseVerifying, caseOf(t, s, "P000"))
		d.Press("8", "enter")
		assert.Equal(t, domain.CaseClosed, caseOf(t, s, "P000"))
	})
	for range 5 {
		_, err := s.Undo()
		require.NoError(t, err)
	}
	assert.Empty(t, caseOf(t, s, "P000"), "five moves, five undos")
}

// TestBulkNoticeIsOneUndo marks three projects and notifies them with one preview.
func TestBulkNoticeIsOneUndo(t *testing.T) {
	s := desk(t, 5)
	tuitest.Screen(t, warnings.New(s), "", 132, 40, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("space", "space", "space")
		d.Has("已标记 3 个项目")
		d.Press("5")
		assert.Contains(t, host.Status.Text, "逐个办理")
		d.Press("1")
		d.Has("3 个项目，一次可撤销", "转绿合计还差")
		d.Golden("bulk-132x40")
		d.Press("enter")
		assert.Contains(t, host.Status.Text, "已保存")
	})
	for _, id := range []string{"P000", "P001", "P002"} {
		assert.Equal(t, domain.CaseNotified, caseOf(t, s, id))
	}
	_, err := s.Undo()
	require.NoError(t, err)
	assert.Empty(t, caseOf(t, s, "P000"))
	assert.Empty(t, caseOf(t, s, "P002"))
}

// TestEmptyAndChinese: an empty file says the next step; the input method being on is
// said, too.
func TestEmptyAndChinese(t *testing.T) {
	tuitest.Screen(t, warnings.New(desk(t, 0)), "", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Has("Ctrl+O 导入")
		d.Press("1")
		assert.Contains(t, host.Status.Text, "没有选中的项目")
	})
	tuitest.Keys(t, warnings.New(desk(t, 1)).Actions())
}

package warnings_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/ladder"
	"jixiao/domain/monitor"
	"jixiao/store"
	"jixiao/tui/tuitest"
	"jixiao/tui/warnings"
)

// rich adds to a desk what views and summaries are about: plans, old carry-over, a form
// with causes, a payment without a project, sources of the figures.
func rich(t *testing.T) *store.Store {
	t.Helper()
	s := desk(t, 10)
	_, err := s.Write(store.Op{Name: "test.rich", Title: "准备"}, func(tx *store.Tx) error {
		p, _, err := store.Projects.Get(tx, "P003")
		require.NoError(t, err)
		p.Carryover, p.CarryoverSince = 30_000_000, 2024
		require.NoError(t, store.Projects.Put(tx, p))
		e, _, err := store.Executions.Get(tx, "P006")
		require.NoError(t, err)
		for i := range e.Months {
			plan := e.Months[i].Executed * 3
			e.Months[i].Plan = &plan
		}
		e.Months[7].Prov = domain.Provenance{File: "abc", Name: "八月执行.xlsx", Sheet: "执行", Cells: map[string]string{"executed": "F8"}}
		require.NoError(t, store.Executions.Put(tx, e))
		f := monitor.Example().Monitoring[0]
		f.ProjectID = "P008"
		low := domain.MustDecimal("12")
		f.Indicators[0].Actual = domain.Value{Raw: "12", Number: &low}
		f.Indicators[0].Causes, f.Indicators[0].Likelihood = []string{"人员保障"}, domain.LikelyPossible
		require.NoError(t, store.Monitorings.Put(tx, f))
		return store.Payments.Put(tx, domain.Payment{ID: "L7", ProjectID: store.Unmatched, Date: domain.Date{Year: 2026, Month: 8, Day: 6}, Amount: 12_345_00, Payee: "某公司", Purpose: "尾款",
			Prov: domain.Provenance{File: "def", Name: "支付.csv", Row: 12}})
	})
	require.NoError(t, err)
	return s
}

// TestViewsListWhatTheyCount: each view of the picker lists as many projects as it says,
// and Esc goes back to all.
func TestViewsListWhatTheyCount(t *testing.T) {
	s := rich(t)
	_, err := s.MoveCases([]string{"P001", "P002"}, 2026, 8, monitor.Linear, ladder.Request{Move: ladder.Notify})
	require.NoError(t, err)
	for _, size := range [][2]int{{80, 24}, {132, 40}} {
		tuitest.Screen(t, warnings.New(s), "", size[0], size[1], func(d *tuitest.Driver, _ *tuitest.Host) {
			d.Press("ctrl+l")
			d.Golden(fmt.Sprintf("views-%dx%d", size[0], size[1]))
			d.Press("esc")
			for i, want := range []string{"全部项目 10 个", "红灯和黄灯 9 个", "沉淀资金 1 个  沉淀 1200.00 万元", "结转满两年 1 个  结转 30.00 万元", "预计年底花不完 9 个", "目标与支出不相称 0 个",
				"倒退或超预算 0 个", "处置中 2 个", "处置超期 0 个"} {
				d.Press("v", fmt.Sprint(i+1))
				d.Has(want)
				if strings.Contains(want, " 0 个") {
					d.Has("里没有项目。按 Esc 看全部项目")
				}
			}
			d.Press("esc")
			d.Has("全部项目 10 个")
			d.Press("v", "3")
			d.Has("242天", "沉淀万元")
			d.Golden(fmt.Sprintf("idle-%dx%d", size[0], size[1]))
		})
	}
}

// TestThreeGroupsSideBySide: the other groups' lamps stand beside the one shown.
func TestThreeGroupsSideBySide(t *testing.T) {
	tuitest.Screen(t, warnings.New(rich(t)), "P006", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Has("线性 项目", "阶梯 计划")
		row := func() string {
			for line := range strings.Lines(d.Screen()) {
				if strings.Contains(line, "改造7期") {
					return strings.Join(strings.Fields(line), " ")
				}
			}
			return ""
		}
		assert.Contains(t, row(), "黄 校舍加固改造7期 红 红", "linear, step, plan")
		d.Press("tab")
		assert.Contains(t, row(), "红 校舍加固改造7期 红 黄", "step, plan, linear")
		assert.Contains(t, host.Screen.Counters(), "阶梯规则")
		d.Press("w")
		text := strings.Join(host.Explained[0].Lines, "\n")
		assert.Contains(t, text, "线性：黄灯，8 月 31 日前再支出 160.00 万元转绿")
		assert.Contains(t, text, "阶梯：红灯，8 月 31 日前再支出 240.00 万元转绿")
		assert.Contains(t, text, "计划曲线：红灯，8 月 31 日前再支出 672.00 万元转绿")
		assert.Contains(t, text, "10 月 31 日前再支出 480.00 万元为绿灯", "80 % of 1200 less 480")
		assert.Contains(t, text, "该日已过；9 月 30 日前要再支出 240.00 万元", "it is the first of September")
	})
}

// TestTheQueryLine: the same line as in the project list, answered as of the month and by
// the rules shown.
func TestTheQueryLine(t *testing.T) {
	s := rich(t)
	_, err := s.MoveCases([]string{"P002"}, 2026, 8, monitor.Linear, ladder.Request{Move: ladder.Notify})
	require.NoError(t, err)
	tuitest.Screen(t, warnings.New(s), "", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		count := func(line string) int {
			d.Press("esc", "/")
			d.Type(line)
			d.Press("enter")
			var n int
			for l := range strings.Lines(d.Screen()) {
				if _, err := fmt.Sscanf(strings.TrimSpace(l), "全部项目 %d 个", &n); err == nil {
					return n
				}
			}
			return -1
		}
		for line, want := range map[string]int{
			"执行<20": 3, "执行<20 灯:红": 3, "灯:黄": 2, "灯:红,黄": 9, "-灯:红": 3, "支出>=800万": 0, "支出<100万": 2, "金额>500万": 10, "部门:教育": 10, "bm:jiaoyu": 10,
			"预警:通报": 1, "预警:无": 9, "未整改>=0天": 1, "未整改>3天": 0, "超期>0天": 0, "月份:8": 10, "通报": 1, "-通报": 9, "红 -通报": 6, "jgg": 10,
		} {
			assert.Equal(t, want, count(line), line)
		}
		d.Press("esc", "/")
		d.Type("执行")
		d.Has("全部项目 10 个") // a field name on its way is no word
		d.Press("esc", "left", "left", "left", "left")
		assert.Contains(t, host.Screen.Counters(), "4月末")
		assert.Equal(t, 3, count("执行<10"), "as of April")
		d.Press("tab")
		assert.Equal(t, 8, count("灯:红"), "by the step group: a quarter by April")
		d.Press("esc", "/")
		d.Type("执行<<")
		d.Has("筛选条件第")
		d.Press("enter")
		assert.Contains(t, host.Status.Text, "筛选条件第", "a line that cannot be read keeps the focus")
		d.Press("esc", "/")
		d.Type("部")
		d.Has("Tab 补全：部门")
		d.Press("tab")
		d.Type("教育")
		d.Has("部门:教育")
	})
}

// TestSummary tells causes, likelihood, departments and payments without a project.
func TestSummary(t *testing.T) {
	tuitest.Screen(t, warnings.New(rich(t)), "", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Has("对不上项目的支付 1 笔")
		d.Press("ctrl+n")
		require.Len(t, host.Explained, 1)
		text := strings.Join(host.Explained[0].Lines, "\n")
		for _, want := range []string{"【灯色】三个规则组并列", "计划曲线  红 2", "沉淀资金", "有红灯或黄灯指标的项目 1 个", "人员保障      #################### 1", "有可能        #################### 1",
			"区教育局", "【对不上项目的支付】1 笔，1.23 万元", "2026-08-06  1.23 万元  某公司  尾款  （支付.csv  第 12 行）"} {
			assert.Contains(t, text, want)
		}
	})
}

// TestTheLampIsExplainedDownToTheCell: formula, figures, source, article, parameter, who.
func TestTheLampIsExplainedDownToTheCell(t *testing.T) {
	tuitest.Screen(t, warnings.New(rich(t)), "P006", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("=")
		text := strings.Join(host.Explained[0].Lines, "\n")
		for _, want := range []string{"2026 年 8 月末灯色（线性规则） = 黄", "(480.00 / 1200.00) / (8 / 12) = 60.00%", "文件 八月执行.xlsx 工作表 执行 单元格 F8", "第十四条", "低于（%） 60", "规则 MON-LAMP-01", "操作 2026-09-01", "小孙"} {
			assert.Contains(t, text, want)
		}
	})
	tuitest.Screen(t, warnings.New(rich(t)), "P008", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("=")
		text := strings.Join(host.Explained[0].Lines, "\n")
		assert.Contains(t, text, "完成值到 64 转绿")
		d.Press("w")
		assert.Contains(t, strings.Join(host.Explained[1].Lines, "\n"), "指标「养护里程」完成值到 64 转绿，现在 12")
	})
}

// TestOverTheTurnOfTheYear: left of January is December of the year before; the future is
// refused.
func TestOverTheTurnOfTheYear(t *testing.T) {
	tuitest.Screen(t, warnings.New(desk(t, 3)), "", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		for range 8 {
			d.Press("left")
		}
		assert.Contains(t, host.Screen.Counters(), "2025年12月末")
		d.Has("2025 年度没有项目。按右方向键回到 2026 年")
		d.Press("1")
		assert.Contains(t, host.Status.Text, "没有选中的项目")
		for range 12 {
			d.Press("right")
		}
		assert.Contains(t, host.Screen.Counters(), "12月末")
		d.Press("right")
		assert.Contains(t, host.Status.Text, "2027 年还没有到")
		d.Press("left")
		assert.Contains(t, host.Screen.Counters(), "11月末")
	})
}

// TestBulkRectificationIsDrafted: every notice stands in the preview, from its project's
// facts.
func TestBulkRectificationIsDrafted(t *testing.T) {
	s := desk(t, 5)
	_, err := s.MoveCases([]string{"P000", "P001", "P002"}, 2026, 8, monitor.Linear, ladder.Request{Move: ladder.Notify})
	require.NoError(t, err)
	tuitest.Screen(t, warnings.New(s), "", 132, 60, func(d *tuitest.Driver, _ *tuitest.Host) {
		d.Press("space", "space", "space", "2")
		d.Has("限期整改（3 个项目，一次可撤销）", "期限 10 个工作日，到 2026-09-15", "整改通知书 3 份", "第 3 份", "校舍加固改造3期＂项目存在以下情况", "占全年预算 1200.00 万元的 13.33%", "9 月 15 日前完成整改")
		d.Press("enter")
		d.Has("整改")
	})
	for i := range 3 {
		assert.Equal(t, domain.CaseRectifying, caseOf(t, s, fmt.Sprintf("P%03d", i)))
	}
}

// TestExportOfAView writes all three lamps and the view's amount.
func TestExportOfAView(t *testing.T) {
	tuitest.Screen(t, warnings.New(rich(t)), "", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("v", "4", "ctrl+e")
		require.Len(t, host.Exported, 1)
		e := host.Exported[0]
		assert.Equal(t, "监控预警2026年8月结转满两年", e.Title)
		require.Len(t, e.Rows, 1)
		require.Len(t, e.Rows[0], len(e.Columns))
		assert.Equal(t, []string{"红", "红", "缺", "37010326R000000000004", "校舍加固改造4期", "区教育局"}, e.Rows[0][:6])
		assert.Equal(t, "结转(万元)", e.Columns[11])
		assert.Equal(t, "30.00", e.Rows[0][11])
	})
}

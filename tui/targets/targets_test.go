package targets_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/store"
	"jixiao/tui"
	"jixiao/tui/targets"
	"jixiao/tui/tuitest"
)

// TestHundredPassesAreHundredKeys counts them: one key per target, each durable at once.
func TestHundredPassesAreHundredKeys(t *testing.T) {
	s := desk(t, 100, domain.LevelBureau, nil)
	keys := 0
	tuitest.Screen(t, targets.New(s), "", 132, 40, func(d *tuitest.Driver, host *tuitest.Host) {
		assert.Contains(t, host.Screen.Counters(), "轮到我 100")
		for range 100 {
			d.Press("1")
			keys++
			require.Equal(t, tui.Good, host.Status.Kind, host.Status.Text)
			require.Contains(t, host.Status.Text, "已保存")
			d.View()
		}
		assert.Contains(t, host.Screen.Counters(), "轮到我 0")
		d.Has("区财政一级的目标都审完了")
	})
	assert.Equal(t, 100, keys)
	entries, total, err := s.Journal(0, 5)
	require.NoError(t, err)
	assert.Equal(t, 101, total, "one journal entry for each decision, and the fixture's")
	assert.Equal(t, "review.decide", entries[0].Op)
	for i := range 100 {
		assert.Equal(t, domain.StageApproved, stage(t, s, fmt.Sprintf("P%03d", i)).Stage)
	}
	assert.Empty(t, must(s.Queue(domain.LevelBureau)))
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// TestQueueOrder puts amount × waiting days first.
func TestQueueOrder(t *testing.T) {
	amounts := []int64{100, 900, 50, 300}
	s := desk(t, 4, domain.LevelBureau, func(i int, d *domain.Dossier) {
		d.Project.Initial, d.Project.ExAnte = domain.Fen(amounts[i]*1_000_000), nil
		d.Project.Kind = domain.KindRoutine
	})
	var names []string
	for _, it := range must(s.Queue(domain.LevelBureau)) {
		names = append(names, it.ProjectID)
	}
	// waits 0, 1, 2, 3 days: 900×1, 900×1 (300×3), 100×1 (today counts one), 50×2
	assert.Equal(t, []string{"P001", "P003", "P000", "P002"}, names)
}

// TestReturnResubmitApproveUndo is the whole story of one target through both levels.
func TestReturnResubmitApproveUndo(t *testing.T) {
	s := desk(t, 2, domain.LevelBureau, func(i int, d *domain.Dossier) {
		if i == 1 {
			d.Target.Versions[0].Indicators[5].Planned = domain.Value{Raw: "显著提升", Qualitative: true, Cell: "E12"}
			d.Target.Versions[0].Indicators[0].Planned.Unit = ""
		}
	})
	tuitest.Screen(t, targets.New(s), "P001", 132, 40, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Has("检查发现 2 条", "显著提升", "E12")
		d.Press("5", "5") // take both findings
		d.Has("[采纳]", "意见草稿")
		d.Press("2")
		d.Has("按检查意见修改", "自己写", "1. ")
		d.Press("1")
		assert.Contains(t, host.Status.Text, "已保存：退回")
		returned := stage(t, s, "P001")
		assert.Equal(t, domain.StageReturned, returned.Stage)

		resubmit(t, s, returned, func(v *domain.TargetVersion) {
			v.Indicators[5].Planned = domain.Value{Raw: "≥30年", Sign: domain.SignGE, Number: domain.DecimalPtr(domain.DecimalInt(30)), Unit: "年", Cell: "E12"}
			v.Total.Raw, v.Total.Fen = "330", domain.FenPtr(330_000_000) // nobody asked for that
		})
		d.Send(tui.DataChangedMsg{Title: "再报"})
		d.Press("tab")
		assert.Contains(t, host.Screen.Counters(), "主管部门 轮到我 1")
		d.Has("意见之外的改动 1 处", "年度资金总额", "330.00万元", "320.00万元")
		screen := d.Screen()
		assert.Less(t, strings.Index(screen, "意见之外的改动"), strings.Index(screen, "第2条意见未回应"), "silent edits come first")

		// the total now contradicts the fund lines: a failure stops a bare approval
		d.Press("1")
		assert.Equal(t, tui.Warn, host.Status.Kind)
		assert.Contains(t, host.Status.Text, "不通过的检查没有处理")
		dismissAll(d)
		d.Press("1")
		assert.Contains(t, host.Status.Text, "已保存：通过")
		assert.Equal(t, domain.LevelBureau, stage(t, s, "P001").Level)

		d.Press("tab")
		assert.Contains(t, host.Screen.Counters(), "区财政 轮到我 2")
		title := must(s.Undo()).Title
		d.Send(tui.DataChangedMsg{Title: title})
		assert.Equal(t, domain.LevelDepartment, stage(t, s, "P001").Level, "the approval was taken back")
	})
	reviews := must(s.Dossier("P001")).Reviews
	require.Len(t, reviews, 1, "the undone approval left no review behind")
	assert.Equal(t, domain.DecisionReturn, reviews[0].Decision)
	assert.Contains(t, reviews[0].Comment, "1. ")
}

// dismissAll leaves every finding of the current target out, with a reason.
func dismissAll(d *tuitest.Driver) {
	for range 6 {
		if !strings.Contains(d.Screen(), " 不通过 ") {
			return
		}
		d.Press("6")
		d.Type("经办人已核实")
		d.Press("enter")
	}
}

func resubmit(t *testing.T, s *store.Store, old domain.Target, change func(*domain.TargetVersion)) {
	t.Helper()
	v := *old.Current()
	v.Indicators = append([]domain.Indicator(nil), v.Indicators...)
	change(&v)
	_, err := s.Resubmit(old.ProjectID, v)
	require.NoError(t, err)
}

// TestUndoBringsTheItemBack under the cursor, any number of times.
func TestUndoBringsTheItemBack(t *testing.T) {
	s := desk(t, 5, domain.LevelBureau, nil)
	tuitest.Screen(t, targets.New(s), "", 100, 30, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("1", "1", "1")
		assert.Contains(t, host.Screen.Counters(), "轮到我 2")
		for i := range 3 {
			r, err := s.Undo()
			require.NoError(t, err)
			d.Send(tui.DataChangedMsg{Title: r.Title})
			assert.Contains(t, host.Screen.Counters(), fmt.Sprintf("轮到我 %d", 3+i))
		}
	})
}

// TestSameFault marks the unit's items with the same failing rule and returns them with
// one preview, one write, one undo.
func TestSameFault(t *testing.T) {
	s := desk(t, 30, domain.LevelBureau, func(i int, d *domain.Dossier) {
		if i%3 == 0 {
			d.Target.Versions[0].Indicators[0].Level3.Raw = "改造校舍面积(≥**平方米)"
		}
	})
	tuitest.Screen(t, targets.New(s), "P003", 132, 40, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("8")
		assert.Contains(t, host.Status.Text, "同单位同毛病 10 份")
		d.Press("2")
		d.Has("退回标记的 10 份")
		d.Press("1")
		d.Has("10 份，1 个单位", "3200.00 万元", "Enter 退回这 10 份")
		d.Press("enter")
		assert.Contains(t, host.Status.Text, "已保存：退回 10 个目标")
		assert.Contains(t, host.Screen.Counters(), "轮到我 20")
	})
	for i := 0; i < 30; i += 3 {
		d := must(s.Dossier(fmt.Sprintf("P%03d", i)))
		assert.Equal(t, domain.StageReturned, d.Target.Stage)
		require.Len(t, d.Reviews, 1)
		assert.Contains(t, d.Reviews[0].Comment, "占位符", "each opinion says its own finding")
		assert.NotEmpty(t, d.Reviews[0].Remarks)
	}
	r, err := s.Undo()
	require.NoError(t, err)
	assert.Equal(t, "撤销：退回 10 个目标", r.Title)
	assert.Len(t, must(s.Queue(domain.LevelBureau)), 30)
}

// TestMarksNeedOnePreview: a decision on marks shows counts, amounts and rows, and Esc
// leaves everything alone.
func TestMarksNeedOnePreview(t *testing.T) {
	s := desk(t, 4, domain.LevelBureau, func(i int, d *domain.Dossier) {
		if i == 2 {
			d.Project.Owner, d.Target.Versions[0].Owner = "", domain.Text{}
		}
	})
	tuitest.Screen(t, targets.New(s), "", 80, 20, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("ctrl+a", "1")
		d.Has("3 份", "960.00 万元", "跳过", "须逐件处理")
		d.Press("esc")
		assert.Contains(t, host.Status.Text, "没有做")
		assert.Len(t, must(s.Queue(domain.LevelBureau)), 4)
		d.Press("1", "enter")
		assert.Contains(t, host.Status.Text, "已保存：通过 3 个目标")
		assert.Len(t, must(s.Queue(domain.LevelBureau)), 1)
	})
}

func TestDeferRepeatAndHeldBack(t *testing.T) {
	s := desk(t, 3, domain.LevelBureau, nil)
	tuitest.Screen(t, targets.New(s), "", 80, 20, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("4")
		d.Has("搁置到哪一天", "2026-03-09")
		for range 10 {
			d.Press("backspace")
		}
		d.Type("昨天")
		d.Press("enter")
		d.Has("日期要写成")
		d.Press("backspace", "backspace")
		d.Type("14")
		d.Press("enter")
		assert.Contains(t, host.Status.Text, "已保存：搁置")
		assert.Contains(t, host.Screen.Counters(), "轮到我 2")
		d.Press(".")
		assert.Contains(t, host.Screen.Counters(), "轮到我 1")
		d.Press("9")
		require.Len(t, host.Explained, 1)
		text := strings.Join(host.Explained[0].Lines, "\n")
		assert.Contains(t, text, "一共卡住 960.00 万元")
		assert.Contains(t, text, "640.00 万元       2 个  搁置")
	})
	assert.Equal(t, domain.Date{Year: 2026, Month: 3, Day: 16}, stage(t, s, "P002").DeferUntil)
}

func TestHanTextIsAnswered(t *testing.T) {
	s := desk(t, 1, domain.LevelBureau, nil)
	tuitest.Screen(t, targets.New(s), "", 80, 20, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Type("审")
		assert.Equal(t, tui.HanHint, host.Status.Text)
		d.Press("2")
		d.Type("审")
		assert.Equal(t, tui.HanHint, host.Status.Text)
		d.Has("选一条意见")
		d.Press("esc")
		d.Press("１") // the input method's full-width digit decides, too
		assert.Contains(t, host.Status.Text, "已保存：通过")
	})
}

// TestFailureIsShown: a decision that the data file refuses puts the item back.
func TestFailureIsShown(t *testing.T) {
	s := desk(t, 2, domain.LevelBureau, nil)
	tuitest.Screen(t, targets.New(s), "", 80, 20, func(d *tuitest.Driver, host *tuitest.Host) {
		q := must(s.Queue(domain.LevelBureau))
		// somebody else's command approved it meanwhile
		_, err := s.Write(store.Op{Name: "test", Title: "别处通过"}, func(tx *store.Tx) error {
			x, _, err := store.Targets.Get(tx, q[0].ProjectID)
			x.Stage, x.Handled = domain.StageApproved, []domain.Level{domain.LevelDepartment, domain.LevelBureau}
			require.NoError(t, err)
			return store.Targets.Put(tx, x)
		})
		require.NoError(t, err)
		d.Press("1")
		assert.Equal(t, tui.Bad, host.Status.Kind)
		assert.Contains(t, host.Status.Text, "没有保存")
		assert.Contains(t, host.Screen.Counters(), "轮到我 1")
	})
}

// TestHalfWrittenOpinionIsKept: every keystroke is durable.
func TestHalfWrittenOpinionIsKept(t *testing.T) {
	s := desk(t, 1, domain.LevelBureau, nil)
	tuitest.Screen(t, targets.New(s), "", 80, 20, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("2", "0")
		d.Type("请补充测算依据")
		x, y, ok := d.Cursor()
		assert.True(t, ok)
		assert.Equal(t, 15, x, "seven wide characters and the margin")
		assert.Equal(t, 1, y)
	})
	w := must(s.Work("P000", domain.LevelBureau))
	assert.Equal(t, "请补充测算依据", w.Draft.Text)
	tuitest.Screen(t, targets.New(s), "", 80, 20, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("0")
		d.Has("请补充测算依据")
		d.Press("ctrl+s")
		assert.Contains(t, host.Status.Text, "已保存：退回")
	})
}

func TestIssueBatch(t *testing.T) {
	s := desk(t, 2, domain.LevelBureau, nil)
	tuitest.Screen(t, targets.New(s), "", 80, 20, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("ctrl+b", "enter")
		assert.Contains(t, host.Status.Text, "没有两级都通过")
		d.Press("1", "1", "ctrl+b")
		d.Has("2026年第1批")
		d.Press("enter")
		d.Has("2 个目标", "640.00 万元", "不能撤销")
		d.Press("enter")
	})
	assert.Equal(t, "2026年第1批", stage(t, s, "P000").Batch)
	_, err := s.Undo()
	require.Error(t, err)
	assert.Contains(t, err.Error(), "不能撤销")
}

func TestEveryKeyIsFitToShow(t *testing.T) {
	s := desk(t, 1, domain.LevelBureau, nil)
	tuitest.Keys(t, targets.New(s).Actions())
}

package targets_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/tui"
	"jixiao/tui/targets"
	"jixiao/tui/tuitest"
)

// TestNarrowShowsBeforeItTakes: at 80 columns the findings are not beside the list, so the
// first key shows them.
func TestNarrowShowsBeforeItTakes(t *testing.T) {
	s := desk(t, 1, domain.LevelBureau, func(_ int, d *domain.Dossier) {
		d.Target.Versions[0].Indicators[5].Planned = domain.Value{Raw: "显著提升", Qualitative: true, Cell: "E12"}
	})
	tuitest.Screen(t, targets.New(s), "", 80, 20, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("5")
		assert.Contains(t, host.Status.Text, "先看检查发现")
		d.Has("显著提升")
		d.Press("5")
		d.Has("[采纳]")
		d.Press("7")
		require.Len(t, host.Explained, 1)
		text := strings.Join(host.Explained[0].Lines, "\n")
		assert.Contains(t, text, "TGT-MEA-02")
		assert.Contains(t, text, "写得好的例子")
		d.Press("=")
		require.Len(t, host.Explained, 2)
		assert.Contains(t, strings.Join(host.Explained[1].Lines, "\n"), "320.00")
		d.Press("1") // a warning does not stop an approval
		assert.Contains(t, host.Status.Text, "已保存：通过")
	})
}

// TestADialogStaysWithItsItem although the queue is read again behind it.
func TestADialogStaysWithItsItem(t *testing.T) {
	s := desk(t, 3, domain.LevelBureau, nil)
	tuitest.Screen(t, targets.New(s), "P001", 132, 36, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("2", "0")
		d.Type("请改")
		d.Send(tui.DataChangedMsg{Title: "导入"})
		d.Type("正")
		d.Press("ctrl+s")
		assert.Contains(t, host.Status.Text, "已保存：退回")
	})
	x := must(s.Dossier("P001"))
	assert.Equal(t, domain.StageReturned, x.Target.Stage)
	require.Len(t, x.Reviews, 1)
	assert.Equal(t, "请改正", x.Reviews[0].Comment)
}

// TestFilterByInitials finds Chinese names without the input method.
func TestFilterByInitials(t *testing.T) {
	s := desk(t, 4, domain.LevelBureau, func(i int, d *domain.Dossier) {
		if i == 2 {
			d.Project.Name = "道路养护"
		}
	})
	tuitest.Screen(t, targets.New(s), "", 80, 20, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("ctrl+f")
		d.Type("dlyh")
		d.Has("道路养护")
		d.Lacks("校舍加固改造1")
		_, _, ok := d.Cursor()
		assert.True(t, ok)
		d.Press("enter", "1")
		assert.Contains(t, host.Status.Text, "已保存：通过：道路养护")
		d.Has("没有符合")
		d.Press("esc")
		d.Has("校舍加固改造1")
	})
}

// TestSessionIsRestored: level, row, filter and the open sheet.
func TestSessionIsRestored(t *testing.T) {
	s := desk(t, 4, domain.LevelDepartment, nil)
	first := targets.New(s)
	tuitest.Screen(t, first, "", 80, 20, func(d *tuitest.Driver, _ *tuitest.Host) {
		d.Has("区财政一级现在没有待审核的目标", "下一步")
		d.Press("tab", "down", "enter")
	})
	second := targets.New(s)
	second.Restore(first.State())
	second.Restore([]byte("{broken"))
	tuitest.Screen(t, second, "", 80, 20, func(d *tuitest.Driver, host *tuitest.Host) {
		assert.Contains(t, host.Screen.Counters(), "主管部门 轮到我 4")
		d.Has("校舍加固改造3", "年度目标")
	})
}

package app

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain/basis"
	"jixiao/tui"
	"jixiao/tui/tuitest"
)

var sizes = [][2]int{{80, 24}, {100, 30}, {132, 40}}

func TestGoldens(t *testing.T) {
	for _, size := range sizes {
		suffix := fmt.Sprintf("_%dx%d", size[0], size[1])
		m, _ := newApp(&desk{}, Options{})
		tuitest.Run(t, m, size[0], size[1], func(d *tuitest.Driver) {
			d.Golden("shell" + suffix)
			d.Press("1")
			d.Golden("decided" + suffix)
			d.Press("f1")
			d.Golden("help" + suffix)
			d.Press("5")
			d.Golden("articles" + suffix)
			d.Press("esc", "ctrl+k")
			d.Golden("palette" + suffix)
			d.Type("th")
			d.Golden("palette_th" + suffix)
			d.Press("esc", "ctrl+e")
			d.Golden("export" + suffix)
		})
		m, _ = newApp(&desk{}, Options{FirstRun: true})
		tuitest.Run(t, m, size[0], size[1], func(d *tuitest.Driver) { d.Golden("welcome" + suffix) })
	}
}

func TestRegulationKeepsEveryCharacter(t *testing.T) {
	lines := regulation()
	assert.Equal(t, basis.Squeeze(basis.BanfaText()), basis.Squeeze(strings.Join(lines, "")))
	for _, l := range lines {
		if strings.HasPrefix(l, "第") && strings.Contains(l, "条 ") {
			assert.True(t, strings.HasSuffix(l, "。"), l)
		}
	}
}

func TestTooSmall(t *testing.T) {
	m, lists := newApp(&desk{}, Options{})
	tuitest.Run(t, m, 60, 20, func(d *tuitest.Driver) {
		d.Has("窗口太小", "60 列 20 行")
		d.Press("1", "f3")
		assert.Empty(t, lists[0].done, "what cannot be seen is not decided")
		d.Send(tea.WindowSizeMsg{Width: 80, Height: 24})
		d.Has("[F2项目库]")
		d.Send(tea.WindowSizeMsg{Width: 10, Height: 3})
		d.Screen()
		d.Press("ctrl+q")
		assert.True(t, d.Quit)
	})
}

func TestNavigation(t *testing.T) {
	m, lists := newApp(&desk{}, Options{})
	tuitest.Run(t, m, 80, 24, func(d *tuitest.Driver) {
		d.Press("f3")
		d.Has("[F3目标审核]")
		d.Press("f6", "f7", "f8")
		d.Has("[F3目标审核]")
		d.Lacks("F6", "F7", "F8")
		d.Press("f9", "esc")
		d.Has("[F3目标审核]")
		d.Press("esc", "esc")
		d.Has("[F2项目库]", "已在最外层")
		assert.False(t, d.Quit, "Esc never quits")
		d.Send(tui.NavigateMsg{Screen: "targets", Project: "P7"})
		assert.Equal(t, []string{"", "", "P7"}, lists[1].opened)
		d.Press("down", "down", "f2", "f3")
		assert.Equal(t, 2, lists[1].table.Cursor(), "a screen keeps its row")
		d.Send(tui.DataChangedMsg{Title: "x"})
		assert.Equal(t, 1, lists[0].changes)
		assert.Zero(t, lists[2].changes, "a screen that was never opened need not reload")
		d.Press("ctrl+c")
		d.Has("要退出请按 Ctrl+Q")
	})
}

func TestTypingNeverReachesGlobalKeys(t *testing.T) {
	m, lists := newApp(&desk{}, Options{})
	tuitest.Run(t, m, 80, 24, func(d *tuitest.Driver) {
		d.Press("ctrl+f")
		d.Type("?:1/审=q")
		assert.Equal(t, "?:1/审=q", lists[0].input.Value())
		assert.Empty(t, lists[0].done)
		x, y, ok := d.Cursor()
		assert.True(t, ok)
		assert.Equal(t, 5+8, x)
		assert.Equal(t, 2, y)
		d.Paste("粘贴\n文本")
		assert.Equal(t, "?:1/审=q粘贴 文本", lists[0].input.Value())
		d.Press("f3")
		d.Has("[F3目标审核]")
		d.Press("f2")
		assert.Equal(t, tui.ModeText, m.screen().Mode(), "the field is still there")
		d.Press("esc")
		_, _, ok = d.Cursor()
		assert.False(t, ok)
	})
}

func TestInputMethodIsNoObstacle(t *testing.T) {
	m, lists := newApp(&desk{}, Options{})
	tuitest.Run(t, m, 80, 24, func(d *tuitest.Driver) {
		d.Type("审")
		d.Has("请按 Shift 切换到英文")
		assert.Empty(t, lists[0].done)
		d.Type("１")
		assert.Len(t, lists[0].done, 1, "a full-width digit is a digit")
		d.Type("？")
		d.Has("本屏按键")
		d.Press("esc")
		d.Type("：")
		d.Has("命令：")
		d.Press("esc")
		d.Paste("没有地方")
		d.Has("粘贴的内容没有地方放")
	})
}

func TestDisabledActionsSayWhy(t *testing.T) {
	m, _ := newApp(&desk{}, Options{})
	tuitest.Run(t, m, 132, 40, func(d *tuitest.Driver) {
		d.Press("2")
		d.Has("退回：现在不行。先用空格选中要退回的目标。")
		d.Press("f1")
		d.Has("（现在不行：先用空格选中要退回的目标。）")
	})
}

func TestUndoRedoAndExplain(t *testing.T) {
	s := &desk{}
	m, lists := newApp(s, Options{})
	tuitest.Run(t, m, 80, 24, func(d *tuitest.Driver) {
		d.Press("1", "ctrl+z")
		d.Has("撤销好了：通过 1 个目标")
		assert.Equal(t, 2, lists[0].changes)
		d.Press("ctrl+y")
		d.Has("没有可以恢复的操作")
		d.Press("=")
		d.Has("E6 格")
		d.Press("=")
		d.Lacks("E6 格")
	})
}

func TestExportAsksForAName(t *testing.T) {
	s := &desk{}
	m, _ := newApp(s, Options{})
	tuitest.Run(t, m, 80, 24, func(d *tuitest.Driver) {
		d.Press("ctrl+e")
		d.Has("项目-清单-2026-11-24.xlsx", "2 行")
		d.Press("backspace", "enter")
		d.Has("文件名要以 .xlsx 或 .csv 结尾")
		d.Type("x")
		d.Press("enter")
		d.Has("已导出 2 行到 /数据/项目-清单-2026-11-24.xlsx")
		assert.Equal(t, "项目-清单-2026-11-24.xlsx", s.exported)
		s.exported = ""
		d.Press("ctrl+e", "esc")
		d.Has("没有导出")
		assert.Empty(t, s.exported)
	})
}

func TestPaletteFindsEverything(t *testing.T) {
	m, lists := newApp(&desk{}, Options{})
	tuitest.Run(t, m, 132, 40, func(d *tuitest.Driver) {
		for _, q := range []string{"通过", "tongguo", "tg", "TG", "ｔｇ"} {
			before := len(lists[0].done)
			d.Press("ctrl+k")
			d.Type(q)
			d.Press("enter")
			assert.Len(t, lists[0].done, before+1, q)
		}
		d.Press("ctrl+k")
		d.Type("tuihui mubiao")
		d.Press("enter")
		d.Has("[F3目标审核]", "已到目标审核，选好后按 2 就是「退回」")
		d.Press("ctrl+k")
		d.Type("没有这样的")
		d.Has("没有相符的命令")
		d.Press("enter")
		d.Has("没有这个命令")
		d.Press("ctrl+k", "ctrl+k")
		d.Lacks("命令：")
	})
	all := append([]tui.Action(nil), m.actions...)
	for i := range lists {
		all = append(all, lists[i].actions...)
	}
	require.NotEmpty(t, all)
	m.openPalette()
	inPalette := map[string]bool{}
	for _, e := range m.over.(*palette).all {
		inPalette[e.action.ID] = true
	}
	for _, a := range all {
		assert.True(t, inPalette[a.ID], "%s is not in the palette", a.ID)
	}
}

func TestGlobalActionsAreFit(t *testing.T) {
	m, _ := newApp(&desk{}, Options{})
	tuitest.Keys(t, m.actions)
}

func TestQuittingAsksOnlyWhenSomethingIsUnsaved(t *testing.T) {
	m, lists := newApp(&desk{}, Options{})
	tuitest.Run(t, m, 80, 24, func(d *tuitest.Driver) {
		d.Has("已保存")
		lists[0].draft = "目标审核：有一份意见正在写"
		d.Press("ctrl+q")
		d.Has("有一份意见正在写", "有未交内容")
		d.Press("esc")
		assert.False(t, d.Quit)
		d.Press("ctrl+q", "enter")
		assert.True(t, d.Quit)
	})
	m, _ = newApp(&desk{}, Options{})
	tuitest.Run(t, m, 80, 24, func(d *tuitest.Driver) {
		d.Press("ctrl+q")
		assert.True(t, d.Quit)
	})
}

func TestSessionComesBack(t *testing.T) {
	s := &desk{}
	m, _ := newApp(s, Options{})
	tuitest.Run(t, m, 80, 24, func(d *tuitest.Driver) {
		d.Press("f3", "down", "down")
		frame := m.View()
		d.Advance(saveEvery)
		assert.Equal(t, 1, s.saves, "a crash now would lose nothing")
		assert.Equal(t, frame, m.View(), "saving repaints nothing")
		d.Advance(time.Minute)
		assert.Equal(t, 1, s.saves, "nothing changed")
		d.Press("down", "ctrl+q")
		assert.Equal(t, 2, s.saves)
	})
	m, lists := newApp(s, Options{})
	assert.Equal(t, "targets", m.screen().ID())
	assert.Equal(t, "行3", lists[1].draft)
}

func TestFirstRun(t *testing.T) {
	m, lists := newApp(&desk{}, Options{FirstRun: true})
	tuitest.Run(t, m, 80, 24, func(d *tuitest.Driver) {
		d.Has("这个数据文件里还没有项目")
		d.Press("1")
		assert.Len(t, lists[5].opened, 1)
		d.Press("esc", "3")
		d.Has("[F2项目库]")
		d.Press("esc", "2")
		assert.True(t, d.Quit)
		assert.Equal(t, ChoiceDemo, m.Choice())
	})
}

func TestProgress(t *testing.T) {
	m, lists := newApp(&desk{}, Options{})
	tuitest.Run(t, m, 80, 24, func(d *tuitest.Driver) {
		cancelled := false
		d.Send(tui.ProgressMsg{Label: "正在导入", Done: 0, Total: 100, Cancel: func() { cancelled = true }})
		d.Advance(10 * time.Second)
		d.Send(tui.ProgressMsg{Label: "正在导入", Done: 50, Total: 100, Cancel: func() { cancelled = true }})
		d.Has("正在导入", "########........", "50/100", "还要约 11 秒", "Esc 取消")
		d.Press("ctrl+f")
		before := m.View()
		d.Send(tui.ProgressMsg{Label: "正在导入", Done: 60, Total: 100, Cancel: func() { cancelled = true }})
		assert.Equal(t, before, m.View(), "nothing repaints while a field has the caret")
		d.Press("esc")
		assert.False(t, lists[0].typing)
		assert.False(t, cancelled)
		d.Press("esc")
		assert.True(t, cancelled)
		d.Send(tui.ProgressMsg{Label: "正在导入", Done: 100, Total: 100})
		d.Lacks("正在导入")
	})
}

func TestProjectorMode(t *testing.T) {
	defer func() { tui.Projector = false }()
	m, _ := newApp(&desk{}, Options{})
	tuitest.Run(t, m, 132, 40, func(d *tuitest.Driver) {
		d.Has("依据")
		d.Press("f12")
		d.Lacks("依据")
		d.Has("投影模式")
		d.Press("f12")
		d.Has("依据")
	})
}

// TestFrameIsKept: messages that change nothing cost nothing.
func TestFrameIsKept(t *testing.T) {
	m, _ := newApp(&desk{}, Options{})
	tuitest.Run(t, m, 80, 24, func(d *tuitest.Driver) {
		d.View()
		for _, msg := range []tea.Msg{tea.KeyReleaseMsg{}, tea.MouseClickMsg{}, tea.EnvMsg(nil), tea.KeyboardEnhancementsMsg{}, saveTick{}} {
			m.Update(msg)
			assert.False(t, m.dirty, "%T", msg)
		}
	})
}

func BenchmarkKeyToFrame(b *testing.B) {
	m, _ := newApp(&desk{}, Options{})
	m.Init()
	m.Update(tea.WindowSizeMsg{Width: 200, Height: 50})
	b.ReportAllocs()
	for b.Loop() {
		m.Update(tuitest.Key("down"))
		m.View()
		if m.screen().(*list).table.Cursor() > 190 {
			m.Update(tuitest.Key("home"))
		}
	}
}

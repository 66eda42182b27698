package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/tui"
	"jixiao/tui/tuitest"
	"jixiao/tui/widget"
)

// list is a small real screen: a table with marks and a filter field.
type list struct {
	id, title, key string
	table          widget.Table
	input          widget.Input
	typing         bool
	draft          string
	done           []int
	opened         []string
	changes        int
	actions        []tui.Action
}

func newList(id, title, key string, rows int) *list {
	s := &list{id: id, title: title, key: key}
	s.table = widget.Table{
		Columns: []widget.Column{{ID: "name", Title: "项目名称", Width: 20, Flex: 1}, {ID: "lamp", Title: "灯", Width: 2}, {ID: "amount", Title: "金额(万元)", Width: 12, Right: true}},
		Cell: func(r, c int) string {
			return []string{fmt.Sprintf("学校·改造—%d期“示范”", r), []string{"红", "黄", "绿"}[r%3], fmt.Sprintf("%d.00", r*37)}[c]
		},
		Style: func(r, c int) tui.SGR {
			if c == 1 {
				return tui.LampStyle([]string{"红", "黄", "绿"}[r%3])
			}
			return ""
		},
		Empty: []string{"没有项目。按 Ctrl+O 导入"},
	}
	s.table.SetCount(rows)
	s.input = widget.Input{Prompt: "筛选 ", Placeholder: "汉字或拼音首字母"}
	s.actions = []tui.Action{
		{ID: id + ".pass", Keys: []string{"1"}, Label: "通过", Group: "审核", Footer: true, Run: func() tea.Cmd { s.done = append(s.done, s.table.Cursor()); return tui.Changed("通过 1 个目标") }},
		{ID: id + ".return", Keys: []string{"2"}, Label: "退回", Group: "审核", Footer: true, Disabled: func() string { return "先用空格选中要退回的目标。" }, Run: func() tea.Cmd { return nil }},
		{ID: id + ".filter", Keys: []string{"ctrl+f", "/"}, Label: "筛选", Group: "查看", Footer: true, Run: func() tea.Cmd { s.typing = true; return nil }},
		{ID: id + ".export", Keys: []string{"ctrl+e"}, Label: "导出本表", Group: "查看", Run: func() tea.Cmd {
			return func() tea.Msg {
				return tui.ExportMsg{Title: "项目/清单", Columns: []string{"名称"}, Rows: [][]string{{"甲"}, {"乙"}}}
			}
		}},
		{ID: id + ".explain", Keys: []string{"="}, Label: "说明来历", Group: "查看", Run: func() tea.Cmd {
			return func() tea.Msg {
				return tui.ExplainMsg{Title: "金额", Lines: []string{"年初预算 37 万元，来自 项目清单.xlsx 的 E6 格。"}}
			}
		}},
	}
	return s
}

func (s *list) ID() string                 { return s.id }
func (s *list) Title() string              { return s.title }
func (s *list) Key() string                { return s.key }
func (s *list) Open(p string) tea.Cmd      { s.opened = append(s.opened, p); return nil }
func (s *list) Actions() []tui.Action      { return s.actions }
func (s *list) Counters() string           { return "红 12  轮到我 3" }
func (s *list) Restore(st json.RawMessage) { s.draft = strings.Trim(string(st), `"`) }
func (s *list) Unsaved() string            { return s.draft }

func (s *list) Mode() tui.Mode {
	if s.typing {
		return tui.ModeText
	}
	return tui.ModeCommand
}

func (s *list) State() json.RawMessage {
	b, err := json.Marshal(fmt.Sprintf("行%d", s.table.Cursor()))
	if err != nil {
		panic(err)
	}
	return b
}

func (s *list) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tui.DataChangedMsg:
		s.changes++
	case tea.PasteMsg:
		s.input.Update(msg)
	case tea.KeyPressMsg:
		if s.typing {
			if k := msg.String(); k == "esc" || k == "enter" {
				s.typing = false
			}
			s.input.Update(msg)
			return nil
		}
		s.table.HandleKey(tui.Key(msg))
	}
	return nil
}

func (s *list) Back() (tea.Cmd, bool) {
	if !s.input.Empty() {
		s.input.SetValue("")
		return nil, true
	}
	return nil, false
}

func (s *list) View(w, h int) string {
	l, d := tui.Split(w)
	body := s.table.View(l, h-1)
	if d > 0 {
		body = tui.Beside(body, tui.Block(tui.Wrap("依据“第十条”：绩效目标应当指向明确、细化量化、合理可行、相应匹配——≥3 项。", d), d, h-1))
	}
	return s.input.View(w) + "\n" + body
}

func (s *list) Cursor() *tea.Cursor {
	if !s.typing {
		return nil
	}
	return tea.NewCursor(s.input.CursorX(80), 0)
}

// desk is a session in memory.
type desk struct {
	state    map[string][]byte
	undone   []string
	exported string
	saves    int
}

func (d *desk) Undo() (string, error) {
	d.undone = append(d.undone, "undo")
	return "通过 1 个目标", nil
}

func (d *desk) Redo() (string, error) { return "", errors.New("没有可以恢复的操作") }

func (d *desk) SaveState(key string, v any) error {
	b, err := json.Marshal(v)
	if d.state == nil {
		d.state = map[string][]byte{}
	}
	d.state[key] = b
	d.saves++
	return err
}

func (d *desk) LoadState(key string, v any) bool {
	return d.state[key] != nil && json.Unmarshal(d.state[key], v) == nil
}

func (d *desk) Export(e tui.ExportMsg, file string) (string, error) {
	d.exported = file
	return "/数据/" + file, nil
}

func newApp(d *desk, o Options) (*Model, []*list) {
	lists := []*list{newList("projects", "项目库", "f2", 200), newList("targets", "目标审核", "f3", 50), newList("warnings", "监控预警", "f4", 0), newList("sampling", "抽查复核", "f5", 3), newList("ledger", "台账与日志", "f9", 9), newList("importer", "导入", "ctrl+o", 1)}
	screens := make([]tui.Screen, len(lists))
	for i, l := range lists {
		screens[i] = l
	}
	o.File, o.Operator, o.AsOf = "区绩效2026.db", "周审", "2026-11-24"
	if o.Start == "" {
		o.Start = "projects"
	}
	return New(d, screens, o), lists
}

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

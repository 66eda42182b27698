package projects

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain/journal"
	"jixiao/domain/listing"
	"jixiao/domain/query"
	"jixiao/tui"
)

var _ tui.Screen = (*Model)(nil)

// sizes are the bodies of 80x24 and 132x40 terminals.
var sizes = [][2]int{{80, 20}, {132, 36}}

func TestGoldenFrames(t *testing.T) {
	for _, size := range sizes {
		w, h := size[0], size[1]
		d := start(t, sample(50), w, h)
		d.golden("list")
		d.keys("ctrl+f")
		d.typeText("xxxs 执行<60")
		d.golden("filter")
		d.keys("enter", "space", "space")
		d.golden("marks")
		d.keys("esc", "esc", "2")
		d.golden("sort")
		d.keys("esc", "enter")
		d.golden("page")
		d.keys("tab", "tab", "tab", "tab")
		d.golden("page_execution")
		d.keys("end")
		d.golden("page_end")
	}
}

func TestGoldenEmpty(t *testing.T) {
	for _, size := range sizes {
		d := start(t, &fakeStore{}, size[0], size[1])
		d.golden("empty")
		d.keys("space")
		assert.Contains(t, d.said[0], "现在不行")
	}
}

func TestFirstFrameBeforeTheIndex(t *testing.T) {
	s := sample(500)
	m := New(s)
	cmd := m.Open("")
	batch := cmd().(tea.BatchMsg)
	m.Update(batch[0]())
	frame := ansi.Strip(m.View(80, 20))
	assert.Contains(t, frame, "学校校舍改造1")
	assert.Contains(t, frame, "其余正在读取")
	assert.Equal(t, 0, s.loads, "the first frame does not read the list")
	tui.Dispatch(m.Actions(), "down")
	assert.Equal(t, "p000001", m.selected())
	found := m.Update(batch[1]())
	require.NotNil(t, found)
	m.Update(found().(foundMsg))
	assert.Equal(t, "p000001", m.selected(), "the selection stays when the list arrives")
	assert.Contains(t, ansi.Strip(m.View(80, 20)), "500 / 500")
}

func TestFilterByPinyinShowsTheField(t *testing.T) {
	d := start(t, sample(60), 80, 20)
	d.keys("ctrl+f")
	require.Equal(t, tui.ModeText, d.m.Mode())
	d.typeText("cqdk")
	assert.Contains(t, d.text(), "重庆对口支援项目3 ")
	assert.Contains(t, d.text(), "简拼")
	assert.Contains(t, d.text(), "10 / 60")
	c := d.m.Cursor()
	require.NotNil(t, c)
	assert.Equal(t, len("筛选 ")-2+len("cqdk"), c.X, "the caret stands behind the text, counted in cells")
	d.keys("enter")
	assert.Equal(t, tui.ModeCommand, d.m.Mode())
	assert.Nil(t, d.m.Cursor())
	d.keys("esc")
	assert.Contains(t, d.text(), "60 / 60", "Esc clears the filter")
	_, handled := d.m.Back()
	assert.False(t, handled, "then Esc belongs to the root")
}

func TestFullWidthKeysWork(t *testing.T) {
	d := start(t, sample(60), 80, 20)
	d.keys("、")
	assert.Equal(t, tui.ModeText, d.m.Mode(), "、 is / with the input method on")
	d.typeText("金额＞500万　灯：红")
	assert.NotContains(t, d.text(), "不认识")
	assert.Less(t, len(d.m.found.rows), 60)
}

func TestBrokenLineKeepsTheResult(t *testing.T) {
	d := start(t, sample(60), 80, 20)
	d.keys("/")
	d.typeText("银行")
	n := len(d.m.found.rows)
	d.typeText(" 灯:紫")
	assert.Contains(t, d.text(), "灯没有＂紫＂这一项")
	assert.Len(t, d.m.found.rows, n)
	d.keys("enter")
	assert.Equal(t, tui.ModeText, d.m.Mode(), "Enter does not leave a broken line")
	d.keys("esc")
	assert.Equal(t, "银行", d.m.filter, "the last line that could be read")
}

func TestCompletionByTab(t *testing.T) {
	d := start(t, sample(60), 80, 20)
	d.keys("/")
	d.typeText("bm")
	assert.Contains(t, d.text(), "Tab 补全：部门")
	d.keys("tab")
	assert.Equal(t, "部门:", d.m.input.Value())
	d.typeText("jyj")
	d.keys("tab")
	assert.Equal(t, "部门:区教育局", d.m.input.Value())
	assert.Len(t, d.m.found.rows, 10)
}

func TestSortKeepsTheSelection(t *testing.T) {
	d := start(t, sample(60), 132, 36)
	d.keys("down", "down", "down")
	id := d.m.selected()
	d.keys("1")
	assert.Equal(t, listing.Sort{Column: listing.ColumnRate, Desc: true}, d.m.sort)
	assert.Equal(t, id, d.m.selected())
	assert.Contains(t, d.text(), "执行率v")
	d.keys("1")
	assert.False(t, d.m.sort.Desc)
	d.keys("2", "3")
	assert.Equal(t, listing.ColumnName, d.m.sort.Column)
	d.keys("home")
	assert.Contains(t, d.m.row(0).Name, "重庆", "chongqing is first by pinyin")
	d.keys("2", "1")
	assert.Equal(t, "p000000", d.m.row(0).ID)
}

func TestColumnChoice(t *testing.T) {
	d := start(t, sample(10), 80, 20)
	assert.NotContains(t, d.text(), "责任人")
	d.keys("3")
	for range 22 {
		d.keys("down")
	}
	d.keys("enter", "esc")
	assert.Contains(t, d.m.chosen, listing.ColumnOwner)
	d.w = 280
	d.draw()
	assert.Contains(t, d.text(), "责任人")
}

func TestMarksAndSums(t *testing.T) {
	d := start(t, sample(60), 80, 20)
	d.keys("space", "space")
	assert.Equal(t, []string{"p000000", "p000001"}, d.m.Marked())
	assert.Contains(t, d.text(), "已选 2 个")
	assert.Equal(t, d.m.row(0).Adjusted+d.m.row(1).Adjusted, d.m.marked.Adjusted)
	d.keys("up", "space")
	assert.Equal(t, []string{"p000000"}, d.m.Marked())
	d.keys("/")
	d.typeText("银行")
	d.keys("enter", "ctrl+a")
	assert.Len(t, d.m.Marked(), 10)
	assert.Contains(t, d.said[len(d.said)-1], "已选中筛选出的 10 个项目")
	d.keys("ctrl+a")
	assert.Equal(t, 0, d.m.marked.Count)
	assert.Equal(t, []string{d.m.selected()}, d.m.Marked(), "without marks an action is for the selected project")
}

func TestMarksSurviveAReload(t *testing.T) {
	s := sample(30)
	d := start(t, s, 80, 20)
	d.keys("down", "space")
	s.rows = s.rows[1:]
	d.send(tui.DataChangedMsg{})
	assert.Equal(t, []string{"p000001"}, d.m.Marked())
	assert.Equal(t, "p000002", d.m.selected())
	assert.Equal(t, 2, s.loads)
}

func TestHiddenScreenReloadsOnlyWhenOpened(t *testing.T) {
	s := sample(30)
	d := start(t, s, 80, 20)
	d.run(d.m.Update(tui.DataChangedMsg{}))
	require.Equal(t, 2, s.loads)
	d.m.viewed = false // another screen is shown
	for range 100 {
		require.Nil(t, d.m.Update(tui.DataChangedMsg{}))
	}
	require.Equal(t, 2, s.loads, "a hundred decisions elsewhere cost nothing here")
	d.run(d.m.Open(""))
	require.Equal(t, 3, s.loads)
}

func TestExplainColumn(t *testing.T) {
	s := sample(10)
	s.entries = []journal.Entry{{Seq: 3, Operator: "小孙", At: time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC), Title: "导入 2 个文件"}}
	d := start(t, s, 80, 20)
	d.keys("=")
	require.Len(t, d.messages, 1)
	msg := d.messages[0].(tui.ExplainMsg)
	all := strings.Join(msg.Lines, "\n")
	assert.Contains(t, msg.Title, "执行率")
	assert.Contains(t, all, "文件 项目库.xlsx 工作表 项目 单元格 G2")
	assert.Contains(t, all, "文件 八月.csv 单元格 D2")
	assert.Contains(t, all, "第十条")
	assert.Contains(t, all, "小孙 导入 2 个文件")
	d.keys("left")
	d.keys("left", "left", "left", "left", "left", "left")
	d.keys("=")
	assert.Equal(t, tui.ModeDialog, d.m.Mode(), "a column without figures offers all figures")
	d.keys("1")
	assert.Contains(t, d.messages[1].(tui.ExplainMsg).Title, "年初预算")
}

func TestProjectPage(t *testing.T) {
	s := sample(10)
	s.entries = []journal.Entry{{Operator: "老周", Title: "通过 1 个目标", Items: []journal.Item{{Bucket: "reviews", Diff: []journal.FieldDiff{{Path: "decision", New: []byte(`"通过"`)}}}}}}
	d := start(t, s, 132, 36)
	d.keys("enter")
	var all []string
	for _, l := range d.m.sheet.lines {
		all = append(all, l.text)
	}
	page := strings.Join(all, "\n")
	for _, want := range []string{"一般公共预算", "改造校舍 5000", "主管部门 通过", "3月末", "用款计划", "c1 现在 整改", "2026 年抽查", "复核得分 52", "老周 通过 1 个目标", "decision", "经费保障"} {
		assert.Contains(t, page, want)
	}
	for i, l := range d.m.sheet.lines {
		if l.field == "executed.8" {
			d.m.sheet.cursor = i
		}
	}
	d.keys("=")
	require.Len(t, d.messages, 1)
	assert.Contains(t, d.messages[0].(tui.ExplainMsg).Title, "8月末执行数")
	d.keys("right")
	assert.Equal(t, "p000001", d.m.sheet.id)
	d.keys("left", "left")
	assert.Contains(t, d.said, "已经到头了")
	d.keys("t", "ctrl+e")
	assert.Equal(t, tui.NavigateMsg{Screen: "targets", Project: "p000000"}, d.messages[1])
	assert.NotEmpty(t, d.messages[2].(tui.ExportMsg).Rows)
	d.keys("esc")
	assert.Equal(t, atList, d.m.at)
}

func TestOpenAtAProject(t *testing.T) {
	d := start(t, sample(60), 80, 20)
	d.run(d.m.Open("p000040"))
	assert.Equal(t, atPage, d.m.at)
	assert.Equal(t, "p000040", d.m.sheet.d.Project.ID)
	d.keys("esc")
	assert.Equal(t, "p000040", d.m.selected())
	d.run(d.m.Open("gone"))
	assert.Contains(t, d.said[len(d.said)-1], "没有这个项目")
}

func TestExportsTheView(t *testing.T) {
	d := start(t, sample(60), 80, 20)
	d.keys("/")
	d.typeText("农村公路")
	d.keys("enter", "ctrl+e")
	msg := d.messages[0].(tui.ExportMsg)
	assert.Equal(t, "项目库 农村公路", msg.Title)
	require.Len(t, msg.Rows, 10)
	assert.Len(t, msg.Rows[0], len(msg.Columns))
	assert.Contains(t, msg.Rows[0], "农村公路养护（二期）5")
	assert.Contains(t, msg.Columns, "项目代码", "columns that do not fit on screen are exported, too")
}

func TestSessionRestore(t *testing.T) {
	s := sample(60)
	d := start(t, s, 80, 20)
	d.keys("/")
	d.typeText("改造")
	d.keys("enter", "1", "down", "down", "ctrl+s")
	state := d.m.State()
	m := New(s)
	m.Restore(state)
	e := &driver{t: t, m: m, w: 80, h: 20}
	e.draw()
	e.run(m.Open(""))
	assert.Equal(t, d.m.selected(), m.selected())
	assert.Equal(t, "改造", m.filter)
	assert.Equal(t, d.m.sort, m.sort)
	assert.Contains(t, m.views, "改造")
	assert.Equal(t, d.text(), e.text())
	for _, bad := range []string{"", "{", `{"v":9}`, `{"v":1,"filter":"灯:紫","sort":"nope","columns":["x"]}`} {
		m := New(s)
		m.Restore([]byte(bad))
		assert.Equal(t, "", m.filter)
		assert.Equal(t, defaultColumns, m.chosen)
	}
}

func TestFilterHelpNamesEveryField(t *testing.T) {
	d := start(t, sample(3), 80, 20)
	d.keys("8")
	all := strings.Join(d.messages[0].(tui.ExplainMsg).Lines, "\n")
	for _, f := range query.Fields() {
		assert.Contains(t, all, f.Example)
	}
}

func TestViews(t *testing.T) {
	d := start(t, sample(60), 80, 20)
	d.keys("4", "1")
	assert.Equal(t, "灯:红", d.m.filter)
	d.keys("v", "0")
	assert.Equal(t, "", d.m.filter)
	d.keys("ctrl+s")
	assert.Contains(t, d.said[len(d.said)-1], "筛选条件是空的")
	d.keys("/")
	d.typeText("银行")
	d.keys("ctrl+s")
	assert.Contains(t, d.m.views, "银行")
	d.keys("ctrl+s")
	assert.NotContains(t, d.m.views, "银行")
}

func TestFailureIsShown(t *testing.T) {
	s := sample(3)
	s.rows = nil
	s.fail = errors.New("数据文件损坏。请运行 jixiao doctor")
	d := start(t, s, 80, 20)
	assert.Contains(t, d.text(), "读不出项目清单")
	assert.Contains(t, d.said[0], "doctor")
}

func TestQueuedTypingCostsFewSearches(t *testing.T) {
	d := start(t, sample(60), 80, 20)
	d.keys("/")
	var pending []tea.Cmd
	for _, r := range "yinhang" {
		if cmd := d.m.Update(tea.KeyPressMsg{Code: r, Text: string(r)}); cmd != nil {
			pending = append(pending, cmd)
		}
	}
	require.Len(t, pending, 1, "one search runs, the newest waits")
	d.run(pending[0])
	assert.Equal(t, "yinhang", d.m.found.line)
	assert.Len(t, d.m.found.rows, 10)
}

func TestEveryActionHasALabelAndIDIsUnique(t *testing.T) {
	m := New(sample(1))
	for _, set := range [][]tui.Action{m.actions.list, m.actions.page, m.actions.filter} {
		ids, keys := map[string]bool{}, map[string]string{}
		for _, a := range set {
			assert.NotEmpty(t, a.Label)
			assert.NotNil(t, a.Run)
			assert.False(t, ids[a.ID], a.ID)
			ids[a.ID] = true
			for _, k := range a.Keys {
				assert.Empty(t, keys[k], "%s is bound twice", k)
				keys[k] = a.ID
			}
			assert.False(t, tui.Ambiguous(a.Label+a.Group))
		}
	}
}

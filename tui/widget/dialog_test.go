package widget

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"jixiao/tui/tuitest"
)

func TestPicker(t *testing.T) {
	p := &Picker{Title: "退回理由", Zero: "自己写", Items: []PickItem{{Label: "指标不可衡量"}, {Label: "成本指标缺失", Note: "用过 3 次"}, {Label: "锁定", Why: "已批复"}}}
	i, a := p.HandleKey("2")
	assert.Equal(t, Confirmed, a)
	assert.Equal(t, 1, i)
	_, a = p.HandleKey("3")
	assert.Equal(t, Open, a, "what cannot be chosen is not chosen")
	i, a = p.HandleKey("0")
	assert.Equal(t, Confirmed, a)
	assert.Equal(t, -1, i)
	_, a = p.HandleKey("9")
	assert.Equal(t, Open, a)
	p.HandleKey("home")
	p.HandleKey("down")
	i, a = p.HandleKey("enter")
	assert.Equal(t, Confirmed, a)
	assert.Equal(t, 1, i)
	_, a = p.HandleKey("esc")
	assert.Equal(t, Cancelled, a)
	empty := &Picker{Title: "空"}
	empty.HandleKey("down")
	_, a = empty.HandleKey("enter")
	assert.Equal(t, Open, a)
	exact(t, empty.View(40, 10), 40, 10)
}

func TestDialogsAreExact(t *testing.T) {
	long := strings.Repeat("依据《济南市市中区区级部门单位预算绩效管理办法》第十条·", 4)
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(40, 160).Draw(t, "w"), rapid.IntRange(8, 50).Draw(t, "h")
		var items []PickItem
		var rows []string
		for range rapid.IntRange(0, 30).Draw(t, "n") {
			items = append(items, PickItem{Label: long, Note: "…"})
			rows = append(rows, long)
		}
		p := &Picker{Title: long, Items: items, Zero: "自己写"}
		p.HandleKey("end")
		exact(t, p.View(w, h), w, h)
		exact(t, (&Preview{Title: "预览", Facts: []string{long}, Rows: rows, Yes: "退回"}).View(w, h), w, h)
		exact(t, (&Prompt{Title: "理由", Help: rows, Input: Input{Prompt: "理由："}}).View(w, h), w, h)
		pg := &Pager{Title: "说明", Lines: append([]string{"【一】", long, "【二】"}, rows...)}
		pg.HandleKey("end")
		exact(t, pg.View(w, h), w, h)
		a := &Area{Title: "意见"}
		a.SetValue(long)
		exact(t, a.View(w, h), w, h)
		if x, y := a.Cursor(); x < 0 || x > w || y < 0 || y >= h {
			t.Fatalf("caret at %d,%d of %dx%d", x, y, w, h)
		}
	})
}

func TestPagerJumpsToSections(t *testing.T) {
	var lines []string
	for _, s := range []string{"【按键】", "【词汇】", "【条款】"} {
		lines = append(lines, s)
		for range 20 {
			lines = append(lines, "  一行")
		}
	}
	p := &Pager{Title: "帮助", Lines: lines}
	p.View(60, 12)
	p.HandleKey("3")
	got := strings.Split(ansi.Strip(p.View(60, 12)), "\n")
	assert.Contains(t, got[1], "【条款】")
	assert.Contains(t, got[0], "1 按键  2 词汇  3 条款")
	p.HandleKey("7")
	p.HandleKey("home")
	assert.Contains(t, ansi.Strip(p.View(60, 12)), "10/63")
	assert.Equal(t, Cancelled, p.HandleKey("esc"))
}

func TestPromptChecks(t *testing.T) {
	p := &Prompt{Title: "理由", Check: func(s string) string {
		if s == "" {
			return "请写理由"
		}
		return ""
	}}
	assert.Equal(t, Open, p.HandleKey("enter"))
	assert.Contains(t, p.View(40, 10), "请写理由")
	p.Input.Update(tea.KeyPressMsg{Text: "好"})
	assert.Equal(t, Confirmed, p.HandleKey("enter"))
	x, y := p.Cursor(40)
	assert.Equal(t, 3, x)
	assert.Equal(t, 2, y)
}

func TestPreviewSaysHowManyAreLeftOut(t *testing.T) {
	rows := make([]string, 50)
	p := &Preview{Title: "退回", Facts: []string{"共 50 项，1,234.50 万元"}, Rows: rows, Yes: "退回这 50 项"}
	v := ansi.Strip(p.View(80, 20))
	assert.Contains(t, v, "未列出")
	assert.Contains(t, v, "Enter 退回这 50 项")
	assert.Equal(t, Confirmed, p.HandleKey("enter"))
}

func TestAreaCaretCountsCells(t *testing.T) {
	a := &Area{Title: "意见"}
	for _, r := range "指标值应量化" {
		a.Update(tea.KeyPressMsg{Text: string(r), Code: r})
	}
	a.View(40, 10)
	x, y := a.Cursor()
	assert.Equal(t, 13, x)
	assert.Equal(t, 1, y)
	assert.True(t, a.Update(tuitest.Key("backspace")))
	assert.Equal(t, "指标值应量", a.Value())
}

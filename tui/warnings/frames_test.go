package warnings_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"jixiao/domain"
	"jixiao/domain/ladder"
	"jixiao/domain/monitor"
	"jixiao/tui/tuitest"
	"jixiao/tui/warnings"
)

// TestFrames draws every place of the screen in both sizes.
func TestFrames(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {132, 40}} {
		w, h := size[0], size[1]
		name := func(place string) string { return fmt.Sprintf("%s-%dx%d", place, w, h) }
		s := desk(t, 10)
		_, err := s.MoveCases([]string{"P000", "P001"}, 2026, 8, monitor.Linear, ladder.Request{Move: ladder.Notify})
		assert.NoError(t, err)
		_, err = s.MoveCases([]string{"P000"}, 2026, 8, monitor.Linear, ladder.Request{Move: ladder.Rectify})
		assert.NoError(t, err)
		tuitest.Screen(t, warnings.New(s), "", w, h, func(d *tuitest.Driver, _ *tuitest.Host) {
			d.Golden(name("cases"))
			d.Press("5")
			d.Golden(name("picker"))
			d.Press("2")
			d.Type("虚报工程量")
			d.Golden(name("prompt"))
			if x, y, ok := d.Cursor(); assert.True(t, ok) {
				assert.Equal(t, [2]int{1 + len("> ") + 2*5, 2}, [2]int{x, y}, "the caret is behind the Han text")
			}
			d.Press("esc", "down", "2")
			d.Golden(name("preview"))
			d.Press("esc", "/")
			d.Type("jgg 黄")
			d.Golden(name("filter"))
		})
		tuitest.Screen(t, warnings.New(desk(t, 0)), "", w, h, func(d *tuitest.Driver, _ *tuitest.Host) {
			d.Golden(name("empty"))
		})
	}
}

// TestFilterByNameLampAndCase: each word narrows; the words are what the columns show.
func TestFilterByNameLampAndCase(t *testing.T) {
	s := desk(t, 10)
	_, err := s.MoveCases([]string{"P002"}, 2026, 8, monitor.Linear, ladder.Request{Move: ladder.Notify})
	assert.NoError(t, err)
	for _, c := range []struct {
		text string
		n    int
	}{{"红", 6}, {"黄", 2}, {"绿", 2}, {"通报", 1}, {"教育", 10}, {"xsjg", 10}, {"xiaoshe", 10}, {"10期", 1}, {"000000000003", 1}, {"红 通报", 1}, {"黄 通报", 0}, {"没有这个", 0}} {
		tuitest.Screen(t, warnings.New(s), "", 80, 24, func(d *tuitest.Driver, _ *tuitest.Host) {
			d.Press("ctrl+f")
			d.Type(c.text)
			d.Has(fmt.Sprintf(" %d 个", c.n))
			if c.n == 0 {
				d.Has("按 Esc 取消筛选")
			}
			d.Press("enter", "esc")
			d.Lacks("筛选：")
			d.Has("校舍加固改造1期", "全部项目 10 个")
		})
	}
}

// TestMarksOfTheFilter: what the filter hides is not acted upon; Ctrl+A toggles.
func TestMarksOfTheFilter(t *testing.T) {
	s := desk(t, 10)
	tuitest.Screen(t, warnings.New(s), "", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("ctrl+a")
		d.Has("已标记 10 个项目")
		d.Press("ctrl+a")
		d.Lacks("已标记")
		d.Press("ctrl+a", "/")
		d.Type("黄")
		d.Press("enter", "1")
		d.Has("2 个项目，一次可撤销")
		d.Press("enter")
		assert.Equal(t, domain.CaseNotified, caseOf(t, s, "P006"))
		assert.Equal(t, domain.CaseNotified, caseOf(t, s, "P007"))
		assert.Empty(t, caseOf(t, s, "P000"), "hidden by the filter")
		d.Press("space")
		d.Press("1")
		assert.Contains(t, host.Status.Text, "不能通报")
	})
}

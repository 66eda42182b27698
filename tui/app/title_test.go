package app

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jixiao/tui"
	"jixiao/tui/tuitest"
)

// A title bar too narrow for all drops the program's name, then whole counters: a number
// that is cut reads as another number.
func TestTitleNeverCutsACounter(t *testing.T) {
	const counters = "区财政 轮到我 293  最久 40 天  卡住 281035.63 万元  超期 238"
	assert.Equal(t, " 绩效精控  目标审核   "+counters, titleLeft("目标审核", counters, 120))
	assert.Equal(t, " 目标审核   "+counters, titleLeft("目标审核", counters, 72))
	assert.Equal(t, " 目标审核   区财政 轮到我 293  最久 40 天  卡住 281035.63 万元", titleLeft("目标审核", counters, 71))
	assert.Equal(t, " 目标审核   区财政 轮到我 293", titleLeft("目标审核", counters, 40))
	assert.Equal(t, " 目标审核", titleLeft("目标审核", counters, 10))
	assert.Equal(t, " 绩效精控  开始", titleLeft("开始", "", 20))
	for w := 10; w < 120; w++ {
		assert.LessOrEqual(t, tui.Width(titleLeft("目标审核", counters, w)), w)
	}
}

// A refusal longer than the window is read whole: it takes the footer's line as well.
func TestLongStatusTakesTheFooter(t *testing.T) {
	m, _ := newApp(&desk{}, Options{})
	tuitest.Run(t, m, 80, 24, func(d *tuitest.Driver) {
		d.Send(tui.StatusMsg{Kind: tui.Warn, Text: "还没有责令整改，不能直接暂缓拨款。请先通报并限期整改；确属问题严重的，选问题严重，写明事实再办理"})
		d.Has("还没有责令整改")
		d.Has("写明事实再办理")
		d.Lacks("F1帮助  Ctrl+K命令")
	})
}

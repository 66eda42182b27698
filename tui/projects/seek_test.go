package projects

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/tui"
)

// The sample repeats six names: 重庆 is at rows 2, 8, 14 of 18.
func TestSeekGoesFromHitToHitWithoutHidingRows(t *testing.T) {
	d := start(t, sample(18), 80, 20)
	d.keys("n")
	require.Equal(t, tui.ModeText, d.m.Mode(), "without a line the key asks for one")
	require.NotNil(t, d.m.Cursor())
	assert.Contains(t, d.text(), "Enter 到下一处")
	d.typeText("cqdk")
	d.keys("enter")
	assert.Equal(t, 2, d.m.cursor)
	assert.Contains(t, d.text(), "18 / 18", "nothing is hidden")
	d.keys("n", "ctrl+n")
	assert.Equal(t, 14, d.m.cursor)
	d.keys("n")
	assert.Equal(t, 2, d.m.cursor)
	assert.Contains(t, d.said[len(d.said)-1], "从头再找")
	d.keys("0")
	assert.Equal(t, 14, d.m.cursor)
	assert.Contains(t, d.said[len(d.said)-1], "从末尾再找")
	d.keys("N")
	assert.Equal(t, 8, d.m.cursor)
	d.keys("9")
	assert.Equal(t, "cqdk", d.m.seek.input.Value(), "the last line is offered again")
	d.keys("esc")
	assert.Equal(t, tui.ModeCommand, d.m.Mode())
	assert.Equal(t, 8, d.m.cursor)
}

func TestSeekSaysWhatItCannotFind(t *testing.T) {
	d := start(t, sample(18), 80, 20)
	seek := func(line string) string {
		d.keys("9")
		d.m.seek.input.SetValue("")
		d.typeText(line)
		d.keys("enter")
		if len(d.said) == 0 {
			return ""
		}
		return d.said[len(d.said)-1]
	}
	assert.Contains(t, seek("没有这个项目"), "列表里没有「没有这个项目」")
	assert.Contains(t, seek("执行<很多"), "很多")
	assert.Equal(t, tui.ModeText, d.m.Mode(), "a line that cannot be read keeps the focus")
	d.keys("esc")
	assert.Contains(t, seek(""), "是空的")
	d.keys("ctrl+f")
	d.typeText("银行")
	d.keys("enter")
	assert.Contains(t, seek("重庆"), "按 Esc 清除筛选再找")
	s := sample(18)
	s.dossiers, s.rows = s.dossiers[:3], s.rows[:3]
	d = start(t, s, 80, 20)
	assert.Empty(t, seek("重庆"), "the first jump needs no word")
	assert.Contains(t, seek("重庆"), "只有这一处")
}

// After the list was loaded anew the hits are found anew.
func TestSeekFollowsTheList(t *testing.T) {
	s := sample(18)
	d := start(t, s, 80, 20)
	d.keys("9")
	d.typeText("重庆")
	d.keys("enter")
	require.Equal(t, 2, d.m.cursor)
	s.rows = append([]listing.Row{listing.Derive(domain.Dossier{Project: domain.Project{ID: "A", Name: "最前面", Year: 2026}}, 0, 0)}, s.rows...)
	d.send(tui.DataChangedMsg{})
	d.keys("n")
	assert.Contains(t, d.m.row(d.m.cursor).Name, "重庆")
}

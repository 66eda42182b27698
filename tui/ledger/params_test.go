package ledger

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/tui/tuitest"
)

// A parameter is found by initials, changed with date and reason, and its effects are seen
// before anything is written.
func TestChangeAParameter(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h int
	}{{"80x24", 80, 24}, {"132x40", 132, 40}} {
		d := &desk{}
		tuitest.Screen(t, New(d), "", size.w, size.h, func(x *tuitest.Driver, host *tuitest.Host) {
			x.Press("4")
			x.Golden("params-" + size.name)
			x.Press("ctrl+f")
			x.Type("zjcd")
			x.Press("enter")
			x.Has("资金沉淀：没有支出的天数")
			x.Press("=")
			require.NotEmpty(t, host.Explained)
			x.Press("enter")
			x.Type("很多")
			x.Press("enter")
			x.Has("读不懂")
			for range 2 {
				x.Press("backspace")
			}
			x.Type("90")
			x.Press("enter", "enter", "enter")
			x.Has("改参数要写明理由")
			x.Type("会议纪要")
			x.Press("enter")
			x.Golden("param-effects-" + size.name)
			x.Press("esc")
			assert.Empty(t, d.changes)
			x.Press("enter", "esc")
			x.Has("规则参数")
			x.Press("enter")
			x.Type("90")
			x.Press("enter", "enter")
			x.Type("会议纪要")
			x.Press("enter", "enter")
			require.Len(t, d.changes, 1)
			assert.Equal(t, domain.ParamChange{Param: "monitor.idle-days", From: d.Today(), Value: 90, Why: "会议纪要"}, d.changes[0])
			x.Has("90 天")
			x.Press("esc", "esc")
		})
	}
}

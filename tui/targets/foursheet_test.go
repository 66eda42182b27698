package targets_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/store"
	"jixiao/tui/targets"
	"jixiao/tui/tuitest"
)

// The four-criteria form starts from the checks, is kept like the rest of the opinion, goes
// with the decision, and a poor one cannot be passed by mistake.
func TestFourCriteriaForm(t *testing.T) {
	s := desk(t, 2, domain.LevelBureau, func(i int, d *domain.Dossier) {
		if i == 1 {
			d.Target.Versions[0].Indicators[0].Planned.Unit = ""
		}
	})
	for _, size := range []struct {
		name string
		w, h int
	}{{"80x24", 80, 24}, {"132x40", 132, 40}} {
		tuitest.Screen(t, targets.New(s), "P001", size.w, size.h, func(d *tuitest.Driver, _ *tuitest.Host) {
			d.Press("ctrl+g")
			d.Golden("four-" + size.name)
			d.Press("esc")
		})
	}
	tuitest.Screen(t, targets.New(s), "P001", 132, 40, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("ctrl+g")
		d.Press("down", "down", "end", "down", "end") // 目标相关性 and 指标科学性 to 0
		d.Has("（中）：退回重报")
		d.Press("enter")
		assert.Contains(t, host.Status.Text, "按 2 退回")
		d.Has("四性审核", "意见草稿")
		d.Press("1")
		assert.Contains(t, host.Status.Text, "不能通过")
		d.Press("2", "1")
		require.Contains(t, host.Status.Text, "已保存：退回")
	})
	var reviews []domain.Review
	require.NoError(t, s.View(func(tx *store.Tx) (err error) {
		reviews, err = store.Reviews.All(tx, "P001")
		return err
	}))
	require.Len(t, reviews, 1)
	require.NotNil(t, reviews[0].Sheet)
	assert.Zero(t, reviews[0].Sheet.Scores[2])
	assert.Contains(t, reviews[0].Comment, "四性审核")
}

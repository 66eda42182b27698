package targets_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/review"
	"jixiao/store"
	"jixiao/tui/targets"
	"jixiao/tui/tuitest"
)

// returned is a desk with one target that came back with a silent edit, an answered and an
// unanswered remark.
func returned(t *testing.T) *store.Store {
	s := desk(t, 1, domain.LevelBureau, func(_ int, d *domain.Dossier) {
		d.Target.Versions[0].Indicators[5].Planned = domain.Value{Raw: "显著提升", Qualitative: true, Cell: "E12"}
		d.Target.Versions[0].Indicators[0].Level3 = domain.Text{Raw: "改造校舍面积（≥**平方米）", Cell: "D7"}
	})
	_, err := s.Decide(domain.LevelBureau, review.Ruling{ProjectID: "P000", Verdict: review.Verdict{Decision: domain.DecisionReturn}, TakeRules: []string{"TGT-MEA-02", "TGT-MEA-07"}})
	require.NoError(t, err)
	resubmit(t, s, stage(t, s, "P000"), func(v *domain.TargetVersion) {
		v.Indicators[0].Level3.Raw = "改造校舍面积"
		v.Indicators[4].Planned = domain.Value{Raw: "≥500个", Sign: domain.SignGE, Number: domain.DecimalPtr(domain.DecimalInt(500)), Unit: "个", Cell: "E11"}
	})
	return s
}

func TestFrames(t *testing.T) {
	s := desk(t, 6, domain.LevelBureau, func(i int, d *domain.Dossier) {
		if i == 2 {
			d.Target.Versions[0].Indicators[5].Planned = domain.Value{Raw: "显著提升", Qualitative: true, Cell: "E12"}
			d.Target.Versions[0].Indicators[0].Level3 = domain.Text{Raw: "改造校舍面积（≥**平方米）", Cell: "D7"}
		}
	})
	empty := desk(t, 0, domain.LevelBureau, nil)
	again := returned(t)
	for _, size := range []struct{ w, h int }{{80, 20}, {132, 36}} {
		at := fmt.Sprintf("%dx%d", size.w, size.h+4)
		tuitest.Screen(t, targets.New(s), "", size.w, size.h, func(d *tuitest.Driver, _ *tuitest.Host) {
			d.Golden("list-" + at)
			d.Press("enter")
			d.Golden("sheet-" + at)
		})
		tuitest.Screen(t, targets.New(s), "P002", size.w, size.h, func(d *tuitest.Driver, _ *tuitest.Host) {
			d.Press("enter", "5")
			d.Golden("findings-" + at)
			d.Press("2")
			d.Golden("return-" + at)
		})
		tuitest.Screen(t, targets.New(s), "", size.w, size.h, func(d *tuitest.Driver, _ *tuitest.Host) {
			d.Press("ctrl+a", "2", "1")
			d.Golden("bulk-" + at)
		})
		tuitest.Screen(t, targets.New(again), "P000", size.w, size.h, func(d *tuitest.Driver, _ *tuitest.Host) {
			d.Press("tab", "enter")
			d.Golden("resubmitted-" + at)
		})
		tuitest.Screen(t, targets.New(empty), "", size.w, size.h, func(d *tuitest.Driver, _ *tuitest.Host) { d.Golden("empty-" + at) })
	}
}

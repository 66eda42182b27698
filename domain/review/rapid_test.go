package review

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jixiao/domain"
)

// TestNoWrongStateIsReachable lets anybody try anything in any order: the target is valid
// after every step, a refusal changes nothing, versions are only added, and what was
// issued never changes again.
func TestNoWrongStateIsReachable(t *testing.T) {
	levels := []domain.Level{domain.LevelDepartment, domain.LevelBureau, "别的"}
	decisions := []domain.Decision{domain.DecisionApprove, domain.DecisionReturn, domain.DecisionReject, domain.DecisionDefer, "同意"}
	rapid.Check(t, func(t *rapid.T) {
		x := domain.Target{ProjectID: "P1", Stage: domain.StageDraft}
		if rapid.Bool().Draw(t, "filled") {
			v := someVersion("g")
			v.No = 1
			x.Versions = []domain.TargetVersion{v}
		}
		on := day
		goals := []string{"g", "h", "i"}
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			on = on.Add(rapid.IntRange(0, 3).Draw(t, "days"))
			before, seen := x, slices.Clone(x.Versions)
			var err error
			var next domain.Target
			switch rapid.IntRange(0, 5).Draw(t, "move") {
			case 0:
				next, err = Submit(x, on)
			case 1:
				next, err = Resubmit(x, someVersion(rapid.SampledFrom(goals).Draw(t, "goal")), on)
			case 2:
				next, err = Issue(x, rapid.SampledFrom([]string{"", "2026-1"}).Draw(t, "batch"), on)
			default:
				v := Verdict{Decision: rapid.SampledFrom(decisions).Draw(t, "decision"), Comment: rapid.SampledFrom([]string{"", "理由"}).Draw(t, "comment"), Until: on.Add(rapid.IntRange(-1, 2).Draw(t, "until"))}
				var fails []domain.Remark
				if rapid.Bool().Draw(t, "fails") {
					fails = open2
				}
				next, _, err = Decide(x, rapid.SampledFrom(levels).Draw(t, "level"), v, fails, zhou, on)
			}
			if err != nil {
				if Refused(err) == 0 {
					t.Fatalf("not a refusal: %v", err)
				}
				if !reflect.DeepEqual(next, before) {
					t.Fatalf("a refusal changed the target: %v", err)
				}
				continue
			}
			if verr := Valid(next); verr != nil {
				t.Fatal(verr)
			}
			if before.Batch != "" {
				t.Fatalf("an issued target moved to %+v", next)
			}
			if len(next.Versions) < len(seen) || !reflect.DeepEqual(next.Versions[:len(seen)], seen) {
				t.Fatal("an old version changed")
			}
			x = next
		}
	})
}

// TestComparingIsExact: every edited cell is listed, nothing else is, whatever rows are
// shuffled or dropped.
func TestComparingIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "rows")
		a := domain.TargetVersion{No: 1}
		for i := range n {
			a.Indicators = append(a.Indicators, domain.Indicator{Level3: domain.Text{Raw: "指标" + itoa(i)}, Class: domain.ClassOutput, Planned: domain.Value{Raw: itoa(i) + "个"}})
		}
		b := a
		b.Indicators = slices.Clone(a.Indicators)
		edited := map[string]bool{}
		for i := range b.Indicators {
			if rapid.Bool().Draw(t, "edit") {
				b.Indicators[i].Planned.Raw += "以上"
				edited[b.Indicators[i].Level3.Raw] = true
			}
		}
		b.Indicators = rapid.Permutation(b.Indicators).Draw(t, "order")
		cs := Changes(&a, &b)
		if len(cs) != len(edited) {
			t.Fatalf("%d changes for %d edits: %+v", len(cs), len(edited), cs)
		}
		for _, c := range cs {
			if !edited[between(c.Label, "「", "」")] {
				t.Fatalf("%s was not edited", c.Label)
			}
		}
	})
}

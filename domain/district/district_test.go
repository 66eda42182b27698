package district

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/monitor"
	"jixiao/domain/review"
	"jixiao/domain/rule"
	"jixiao/domain/selfeval"
	"jixiao/domain/target"
)

// tally counts what was found against what was planted.
type tally struct {
	hit, missed, extra int
	examples           []string
}

func (t *tally) compare(what, id string, want []string, fs []rule.Finding) {
	got := map[string]string{}
	for _, f := range fs {
		got[f.Rule] = f.Message
	}
	for _, r := range want {
		if _, ok := got[r]; ok {
			t.hit++
		} else {
			t.missed++
			t.note("%s %s: %s was not found", what, id, r)
		}
		delete(got, r)
	}
	for r, m := range got {
		t.extra++
		t.note("%s %s: %s was not planted: %s (planted %v)", what, id, r, m, want)
	}
}

func (t *tally) note(format string, args ...any) {
	if len(t.examples) < 25 {
		t.examples = append(t.examples, fmt.Sprintf(format, args...))
	}
}

func (t *tally) check(tt *testing.T, what string, least int) {
	tt.Logf("%s: planted and found %d, missed %d, not planted %d: recall %.4f, precision %.4f", what, t.hit, t.missed, t.extra,
		float64(t.hit)/float64(max(1, t.hit+t.missed)), float64(t.hit)/float64(max(1, t.hit+t.extra)))
	assert.Zero(tt, t.missed, "%s: %s", what, strings.Join(t.examples, "\n"))
	assert.Zero(tt, t.extra, "%s: %s", what, strings.Join(t.examples, "\n"))
	assert.Greater(tt, t.hit, least, what)
}

func TestEveryPlantedFaultIsFoundAndNothingElse(t *testing.T) {
	for _, seed := range []int64{1, 2, 20260831} {
		d := Generate(Options{Seed: seed})
		units := unitNames(d)
		var targets, forms, watch tally
		planted := map[string]int{}
		require.NoError(t, d.Each(400, func(_ int, list []Record) error {
			for i := range list {
				r := &list[i]
				dos := r.Dossier(units[r.Project.Department], units[r.Project.Unit])
				targets.compare("target", r.Project.Code, r.Answer.Target, rule.Findings(target.Check(dos, d.AsOf())))
				if r.SelfEval != nil {
					forms.compare("selfeval", r.Project.Code, r.Answer.SelfEval, rule.Findings(selfeval.Check(&r.SelfEval.Form, selfeval.Env{Year: r.SelfEval.Year}, d.AsOf())))
				}
				watch.compare("monitor", r.Project.Code, r.Answer.Monitor, monitor.Report(&dos, d.Year(), d.Month(), monitor.Linear, monitor.DefaultParams).Findings)
				for _, id := range slices.Concat(r.Answer.Target, r.Answer.SelfEval, r.Answer.Monitor) {
					planted[id]++
				}
			}
			return nil
		}))
		targets.check(t, "targets", 100)
		forms.check(t, "self-evaluations", 100)
		watch.check(t, "monitoring", 200)
		assert.Greater(t, len(planted), 60, "kinds of faults")
	}
}

func unitNames(d *District) map[string]string {
	names := map[string]string{}
	for _, x := range d.Departments() {
		names[x.Code] = x.Name
	}
	for _, u := range d.Units() {
		names[u.Code] = u.Name
	}
	return names
}

var code21 = regexp.MustCompile(`^370103\d{2}[RYT]\d{12}$`)

func TestEveryRecordIsSound(t *testing.T) {
	d := Generate(Options{Seed: 7})
	units := unitNames(d)
	depts, all := d.Departments(), d.Units()
	assert.Len(t, depts, 60)
	assert.Len(t, units, len(depts)+len(all), "codes are unique")
	ids, codes, names := map[string]bool{}, map[string]bool{}, map[string]int{}
	last := ""
	stages, kinds, tags := map[domain.TargetStage]int{}, map[domain.ProjectKind]int{}, map[domain.FundSource]int{}
	require.NoError(t, d.Each(500, func(_ int, list []Record) error {
		for i := range list {
			r := &list[i]
			p := &r.Project
			require.NoError(t, p.CheckFunds())
			assert.Regexp(t, code21, p.Code)
			assert.False(t, ids[p.ID] || codes[p.Code])
			assert.Less(t, last, p.ID, "IDs ascend")
			last = p.ID
			ids[p.ID], codes[p.Code] = true, true
			names[p.Name]++
			assert.Contains(t, units, p.Department)
			assert.Contains(t, units, p.Unit)
			assert.Equal(t, p.Department, p.Unit[:3])
			assert.Positive(t, p.Initial)
			kinds[p.Kind]++
			for _, f := range p.Funds {
				tags[f.Source]++
				assert.GreaterOrEqual(t, f.Adjusted, domain.Fen(0))
			}
			if r.Target != nil {
				stages[r.Target.Stage]++
				require.NoError(t, review.Valid(*r.Target))
				for _, v := range r.Target.Versions {
					assert.False(t, d.AsOf().Before(v.Submitted), "nothing is dated later")
				}
			}
			sound(t, d, r)
		}
		return nil
	}))
	assert.Len(t, ids, 1200)
	assert.Greater(t, len(names), 900, "different names")
	assert.Len(t, kinds, 8)
	assert.GreaterOrEqual(t, len(tags), 9)
	assert.Len(t, stages, 5)
}

func sound(t *testing.T, d *District, r *Record) {
	for _, x := range r.Reviews {
		assert.False(t, d.AsOf().Before(x.On), "review of %s on %s", r.Project.Code, x.On)
	}
	var paid, grown domain.Fen
	for _, p := range r.Payments {
		paid += p.Amount
		assert.False(t, d.AsOf().Before(p.Date))
	}
	if r.Execution != nil {
		grown = r.Execution.Months[len(r.Execution.Months)-1].Executed
		assert.Equal(t, d.Month(), len(r.Execution.Months))
		assert.Equal(t, grown, paid, "payments of %s add up", r.Project.Code)
	}
	for _, c := range r.Cases {
		for _, s := range c.Steps {
			assert.False(t, d.AsOf().Before(s.On))
		}
		assert.NotEmpty(t, c.Facts)
	}
}

func TestADayInAugust(t *testing.T) {
	d := Generate(Options{})
	var bureau, deferred, evaluated, continuing int
	lamps, rungs := map[string]int{}, map[domain.CaseState]int{}
	require.NoError(t, d.Each(300, func(_ int, list []Record) error {
		for i := range list {
			r := &list[i]
			if tg := r.Target; tg != nil && tg.Stage == domain.StagePending && tg.Level == domain.LevelBureau {
				bureau++
				if !tg.DeferUntil.IsZero() {
					deferred++
				}
			}
			if r.SelfEval != nil {
				evaluated++
			}
			if r.Project.Continuing {
				continuing++
			}
			dos := r.Dossier("", "")
			lamps[monitor.Report(&dos, d.Year(), d.Month(), monitor.Linear, monitor.DefaultParams).Lamp.JSON()]++
			for _, c := range r.Cases {
				rungs[c.State]++
			}
		}
		return nil
	}))
	t.Logf("bureau %d (deferred %d), self-evaluated %d of %d, lamps %v, cases %v", bureau, deferred, evaluated, continuing, lamps, rungs)
	assert.InDelta(t, 300, bureau, 40)
	assert.Positive(t, deferred)
	assert.Greater(t, evaluated, 600)
	assert.Less(t, evaluated, continuing)
	for _, l := range []string{"red", "yellow", "green", "blue", ""} {
		assert.Greater(t, lamps[l], 8, l)
	}
	assert.GreaterOrEqual(t, len(rungs), 7)
}

func TestSeedDecides(t *testing.T) {
	a, b := Generate(Options{Seed: 3, Projects: 200}), Generate(Options{Seed: 3, Projects: 200})
	for _, i := range []int{0, 17, 199} {
		assert.Equal(t, a.Record(i), b.Record(i))
	}
	assert.NotEqual(t, a.Record(5).Project.Name, Generate(Options{Seed: 4, Projects: 200}).Record(5).Project.Name)
	assert.Equal(t, a.People(), b.People())
	n := 0
	require.NoError(t, a.Each(7, func(from int, list []Record) error {
		assert.Equal(t, n, from)
		n += len(list)
		assert.Equal(t, a.Record(from), list[0], "a chunk says the same")
		return nil
	}))
	assert.Equal(t, 200, n)
}

func TestOtherDays(t *testing.T) {
	for _, o := range []Options{{Projects: 150, AsOf: domain.Date{Year: 2026, Month: 2, Day: 10}}, {Projects: 150, Year: 2025, AsOf: domain.Date{Year: 2026, Month: 1, Day: 5}}, {Projects: 1}, {Projects: 150, AsOf: domain.Date{Year: 2026, Month: 11, Day: 30}}} {
		d := Generate(o)
		require.NoError(t, d.Each(50, func(_ int, list []Record) error {
			for i := range list {
				require.NoError(t, list[i].Project.CheckFunds())
			}
			return nil
		}))
	}
}

func TestThemes(t *testing.T) {
	require.Greater(t, len(themes), 50)
	for _, th := range themes {
		assert.NotEmpty(t, th.names, th.name)
		assert.Len(t, th.counts, 2, th.name)
		assert.Len(t, th.benefits, 2, th.name)
		assert.GreaterOrEqual(t, len(th.actions), 2, th.name)
		assert.GreaterOrEqual(t, len(th.effects), 2, th.name)
		assert.NotEmpty(t, th.quality, th.name)
		assert.NotEmpty(t, th.asked, th.name)
		if th.cost != "" {
			n := 0
			for _, m := range th.counts {
				if m.unit == th.cost {
					n++
				}
			}
			assert.Equal(t, 1, n, "%s: the cost per %s needs one count", th.name, th.cost)
		}
		for _, b := range th.benefits {
			assert.NotEmpty(t, b.kind, th.name)
		}
	}
	for _, x := range departments {
		for _, tag := range x.tags {
			assert.NotEmpty(t, byTag[tag], "%s %s", x.name, tag)
		}
	}
	_, err := parseThemes("Q x 个 1-2")
	require.Error(t, err)
	_, err = parseThemes("@a b 1-2 校\nZ nonsense")
	require.Error(t, err)
}

// TestTextsDiffer compares all goals with each other by the corpus of the target checks.
func TestTextsDiffer(t *testing.T) {
	d := Generate(Options{})
	c := target.NewCorpus()
	goals := map[string]string{}
	require.NoError(t, d.Each(400, func(_ int, list []Record) error {
		for i := range list {
			if v := list[i].Target.Current(); v != nil && !slices.Contains(list[i].Answer.Target, "TGT-COH-05") {
				c.Add(list[i].Project.ID, list[i].Project.Name, "", v.Goal.Raw)
				goals[list[i].Project.ID] = v.Goal.Raw
			}
		}
		return nil
	}))
	alike := 0
	for id, g := range goals {
		if m, ok := c.Nearest(id, g, target.DefaultParams.SimilarPercent); ok {
			alike++
			t.Logf("%d%%: %s / %s", m.Percent, g, m.Text)
		}
	}
	assert.LessOrEqual(t, alike, 12, "of %d", len(goals))
}

// TestLargeDistricts looks at a few chunks of a district of 100,000.
func TestLargeDistricts(t *testing.T) {
	d := Generate(Options{Projects: 100_000})
	units := unitNames(d)
	var targets, forms, watch tally
	papers, last := 0, ""
	for i := 40_000; i < 41_000; i++ {
		r := d.Record(i)
		assert.Less(t, last, r.Project.ID)
		last = r.Project.ID
		dos := r.Dossier(units[r.Project.Department], units[r.Project.Unit])
		targets.compare("target", r.Project.Code, r.Answer.Target, rule.Findings(target.Check(dos, d.AsOf())))
		watch.compare("monitor", r.Project.Code, r.Answer.Monitor, monitor.Report(&dos, d.Year(), d.Month(), monitor.Linear, monitor.DefaultParams).Findings)
		papers += len(r.Monitoring) + len(r.Payments)
		if r.SelfEval != nil {
			require.NotNil(t, r.SelfEval.Form.Kind)
			forms.compare("selfeval", r.Project.Code, r.Answer.SelfEval, rule.Findings(selfeval.Check(&r.SelfEval.Form, selfeval.Env{Year: r.SelfEval.Year}, d.AsOf())))
		}
	}
	targets.check(t, "targets", 50)
	forms.check(t, "self-evaluations", 2)
	watch.check(t, "monitoring", 100)
	assert.Positive(t, papers)
}

func BenchmarkRecord(b *testing.B) {
	d := Generate(Options{Projects: 100_000})
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		d.Record(i % 100_000)
		i++
	}
}

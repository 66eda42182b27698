package store_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/sample"
	"jixiao/store"
)

const spotSeed = "甲:00731 55802|乙:91446 20007"

// spotDistrict is a real data file with 3 departments, 36 projects of 2026 (three
// without self-evaluation) and four reviewers.
func spotDistrict(t *testing.T) *store.Store {
	t.Helper()
	clock := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	s, err := store.Create(filepath.Join(t.TempDir(), "spot.db"), store.Options{Clock: func() time.Time { return clock }, Operator: domain.Operator{Name: "小林", Role: domain.RoleOperator}})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, s.Close()) })
	_, err = s.Write(store.Op{Name: "test.fill", Title: "准备"}, func(tx *store.Tx) error {
		for d, name := range []string{"教育局", "卫健局", "住建局"} {
			code := fmt.Sprintf("%03d", 101+d)
			require.NoError(t, store.Departments.Put(tx, domain.Department{Code: code, Name: name}))
			require.NoError(t, store.Units.Put(tx, domain.Unit{Code: code + "001", Name: name + "本级", Department: code}))
			for i := range 12 {
				putProject(t, tx, d*12+i, code)
			}
		}
		for i, name := range []string{"张一", "李二", "王三", "赵四"} {
			p := domain.Person{ID: "R" + name, Name: name, Terms: []domain.RoleTerm{{Role: domain.RoleRecheckReviewer, From: domain.Date{Year: 2026, Month: 1, Day: 1}}}}
			if i == 0 {
				p.Avoid = []string{"101"}
			}
			require.NoError(t, store.People.Put(tx, p))
		}
		return nil
	})
	require.NoError(t, err)
	return s
}

func putProject(t *testing.T, tx *store.Tx, n int, department string) {
	p := domain.Project{ID: fmt.Sprintf("P%03d", n), Code: fmt.Sprintf("XM2026-%04d", n), Name: fmt.Sprintf("项目%d", n), Year: 2026,
		Department: department, Unit: department + "001", Initial: domain.Fen(n) * 1_000_000, Adjusted: domain.Fen(n) * 1_000_000}
	if n == 4 {
		p.LastYear = &domain.YearResult{Year: 2025, Grade: domain.GradePoor}
	}
	require.NoError(t, store.Projects.Put(tx, p))
	if n%13 == 12 || n == 0 {
		return
	}
	score := domain.DecimalPtr(domain.DecimalInt(95))
	weight := func(v int64) domain.Number { return domain.Number{Value: domain.DecimalPtr(domain.DecimalInt(v))} }
	ev := domain.SelfEvaluation{ProjectID: p.ID, Year: 2026, Score: score}
	for i, w := range []int64{50, 30, 20} {
		got := w
		if i == 0 {
			got -= 5
		}
		ev.Form.Indicators = append(ev.Form.Indicators, domain.Indicator{Level1: domain.Text{Raw: "产出指标"}, Level3: domain.Text{Raw: fmt.Sprintf("指标%d", i+1)},
			Planned: domain.Value{Raw: "≥100个"}, Actual: domain.Value{Raw: "100个"}, Weight: weight(w), Score: weight(got)})
	}
	require.NoError(t, store.SelfEvals.Put(tx, ev))
}

func newSpot(t *testing.T, s *store.Store) string {
	c, err := s.NewSpotCheck("2026年度自评抽查", 2026)
	require.NoError(t, err)
	return c.ID
}

func frozenSpot(t *testing.T, s *store.Store) string {
	id := newSpot(t, s)
	err := s.SpreadSpotSample(id, 9)
	require.NoError(t, err)
	err = s.FreezeSpotCheck(id)
	require.NoError(t, err)
	return id
}

func TestFrameWithExclusionsAndMustPicks(t *testing.T) {
	s := spotDistrict(t)
	id := newSpot(t, s)
	list, err := s.SpotCandidates(id)
	require.NoError(t, err)
	require.Len(t, list, 36)
	out := map[string]int{}
	for _, c := range list {
		out[c.Out()]++
	}
	assert.Equal(t, map[string]int{"": 33, sample.OutNotEvaluated: 3}, out)

	err = s.ExcludeFromSpotCheck(id, []string{"P001", "P002"}, "涉密项目")
	require.NoError(t, err)
	err = s.MustPickForSpotCheck(id, []string{"P001"}, "金额较大")
	assert.ErrorContains(t, err, "涉密项目")
	added, err := s.MustPickByFacts(id, 34_000_000)
	require.NoError(t, err)
	assert.Equal(t, 3, added, "one 差 of last year, two large")
	c, err := s.SpotCheck(id)
	require.NoError(t, err)
	assert.Equal(t, []domain.StratumPlan{
		{Stratum: "住建局", N: 2, Method: "srs", Size: 11, Must: 2}, {Stratum: "卫健局", N: 1, Method: "srs", Size: 11}, {Stratum: "教育局", N: 1, Method: "srs", Size: 9, Must: 1},
	}, c.Strata)
	err = s.ExcludeFromSpotCheck(id, []string{"P001"}, "")
	require.NoError(t, err)
	_, err = s.Undo()
	require.NoError(t, err)
	c, err = s.SpotCheck(id)
	require.NoError(t, err)
	assert.Len(t, c.Exclusions, 2, "framing can be undone")

	err = s.SetSpotStratum(id, "住建局", 1, "srs")
	assert.ErrorContains(t, err, "至少要 2")
	err = s.SetSpotStratum(id, "住建局", 12, "srs")
	assert.ErrorContains(t, err, "只有 11 个")
	err = s.SetSpotStratum(id, "住建局", 4, "抓阄")
	assert.Error(t, err)
	err = s.SetSpotStratum(id, "住建局", 4, "pps")
	require.NoError(t, err)
	err = s.SetSpotStrata(id, true)
	require.NoError(t, err)
	c, err = s.SpotCheck(id)
	require.NoError(t, err)
	assert.Equal(t, "住建局/住建局本级", c.Strata[0].Stratum)
	missing, err := s.NotSelfEvaluated(2026)
	require.NoError(t, err)
	assert.Len(t, missing, 3)
}

func TestFreezeNeedsReviewersAndIsFinal(t *testing.T) {
	s := spotDistrict(t)
	id := newSpot(t, s)
	err := s.SetSpotReviewers(id, 4)
	require.NoError(t, err)
	err = s.FreezeSpotCheck(id)
	var few *sample.TooFew
	require.ErrorAs(t, err, &few, "张一 keeps away from 教育局")
	err = s.AddRecheckReviewer("孙五", []string{"没有这个局"})
	assert.ErrorContains(t, err, "没有这个局")
	err = s.AddRecheckReviewer("孙五", []string{"住建局"})
	require.NoError(t, err)
	err = s.SetSpotReviewers(id, 2)
	require.NoError(t, err)
	err = s.FreezeSpotCheck(id)
	require.NoError(t, err)

	c, err := s.SpotCheck(id)
	require.NoError(t, err)
	population, plan, roster, err := s.SpotFiles(id)
	require.NoError(t, err)
	assert.Equal(t, sample.Hash(population), c.PopulationHash)
	assert.Equal(t, sample.Hash(plan), c.PlanHash)
	assert.Equal(t, sample.Hash(roster), c.RosterHash)
	assert.Contains(t, population, "XM2026-0001\t教育局\t1000000\t0\n")
	assert.Contains(t, roster, "孙五\t住建局\n")
	err = s.ExcludeFromSpotCheck(id, []string{"P003"}, "涉密项目")
	assert.ErrorContains(t, err, "已经封框")
	_, err = s.Undo()
	assert.Error(t, err, "a published frame cannot be undone")
}

func TestCeremonyDrawAndSecondSeed(t *testing.T) {
	s := spotDistrict(t)
	id := frozenSpot(t, s)
	err := s.DrawSpotCheck(id, "")
	assert.ErrorContains(t, err, "种子是空的")
	for _, w := range []struct{ name, slip string }{{"甲", "甲:00731 55802"}, {"乙", "乙:91446 20007"}} {
		err := s.SealWitness(id, w.name, sample.Commitment(w.slip))
		require.NoError(t, err)
	}
	err = s.SealWitness(id, "甲", "")
	assert.ErrorContains(t, err, "一人只能一份")
	err = s.SealWitness(id, "丙", "123")
	assert.ErrorContains(t, err, "64 位")
	err = s.RevealWitness(id, "甲", "甲:00731 55803")
	assert.ErrorContains(t, err, "指纹不符")
	err = s.RevealWitness(id, "甲", "甲:00731 55802")
	require.NoError(t, err)
	err = s.SealWitness(id, "丙", "")
	assert.ErrorContains(t, err, "不能再加")
	err = s.UnsealWitness(id, "乙")
	assert.ErrorContains(t, err, "不能再删")
	c, _ := s.SpotCheck(id)
	_, err = sample.Ceremony(c.Witnesses)
	assert.ErrorContains(t, err, "乙")
	err = s.RevealWitness(id, "乙", "乙:91446 20007")
	require.NoError(t, err)
	c, _ = s.SpotCheck(id)
	seed, err := sample.Ceremony(c.Witnesses)
	require.NoError(t, err)
	require.Equal(t, spotSeed, seed)

	err = s.DrawSpotCheck(id, seed)
	require.NoError(t, err)
	diffs, err := s.VerifySpotCheck(id)
	require.NoError(t, err)
	assert.Empty(t, diffs)
	c, _ = s.SpotCheck(id)
	require.Len(t, c.Draw.Picks, 9)
	before := *c.Draw
	err = s.DrawSpotCheck(id, seed+"9")
	var second *sample.SecondSeed
	require.ErrorAs(t, err, &second)
	c, _ = s.SpotCheck(id)
	assert.Equal(t, before, *c.Draw)
	require.Len(t, c.RefusedSeeds, 1)
	entries, _, err := s.Journal(0, 1)
	require.NoError(t, err)
	assert.Equal(t, "拒绝第二个种子", entries[0].Title)

	d, err := s.Dossier(c.ProjectOf(c.Draw.Picks[0].ID))
	require.NoError(t, err)
	require.Len(t, d.Picks, 1)
	a, err := s.WhyNot(id, "P001")
	require.NoError(t, err)
	assert.Equal(t, "XM2026-0001", a.ID)
	a, err = s.WhyNot(id, "P000")
	require.NoError(t, err)
	assert.Contains(t, a.Sentence, "总体里没有")
	_, err = s.Undo()
	assert.Error(t, err)
}

// TestVoidDrawStillBlocksAnotherSeed: voiding and building the same frame again does not
// buy a second seed.
func TestVoidDrawStillBlocksAnotherSeed(t *testing.T) {
	s := spotDistrict(t)
	id := frozenSpot(t, s)
	err := s.DrawSpotCheck(id, spotSeed)
	require.NoError(t, err)
	err = s.VoidSpotCheck(id, " ")
	assert.Error(t, err)
	err = s.VoidSpotCheck(id, "封框后发现总体有误")
	require.NoError(t, err)
	again := frozenSpot(t, s)
	err = s.DrawSpotCheck(again, "别的种子 0123456789")
	var second *sample.SecondSeed
	require.ErrorAs(t, err, &second)
	list, err := s.SpotCheckList(2026)
	require.NoError(t, err)
	require.Len(t, list, 2)
	assert.Equal(t, again, list[0].ID, "void ones come last")
}

// TestExtension: a second spot check over the undrawn rest has its own frame, so its own
// seed is allowed, and draws nobody twice.
func TestExtension(t *testing.T) {
	s := spotDistrict(t)
	first := frozenSpot(t, s)
	require.NoError(t, s.DrawSpotCheck(first, spotSeed))
	more, err := s.NewSpotCheck("补抽", 2026)
	require.NoError(t, err)
	n, err := s.ExcludeDrawn(more.ID)
	require.NoError(t, err)
	assert.Equal(t, 9, n)
	_, err = s.ExcludeDrawn(more.ID)
	assert.Error(t, err, "nothing is left to leave out")
	require.NoError(t, s.FreezeSpotCheck(more.ID))
	require.NoError(t, s.DrawSpotCheck(more.ID, "别的种子 01234567890123456789"))
	a, _ := s.SpotCheck(first)
	b, _ := s.SpotCheck(more.ID)
	drawn := map[string]bool{}
	for _, p := range append(a.Picks(), b.Picks()...) {
		assert.False(t, drawn[p.ID], p.ID)
		drawn[p.ID] = true
	}
	assert.Len(t, drawn, 12)
}

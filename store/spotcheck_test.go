package store_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/recheck"
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

func TestReviewToNotice(t *testing.T) {
	s := spotDistrict(t)
	id := frozenSpot(t, s)
	err := s.DrawSpotCheck(id, spotSeed)
	require.NoError(t, err)
	c, _ := s.SpotCheck(id)
	project := c.ProjectOf(c.Draw.Picks[0].ID)
	_, err = s.RecheckPaper(id, project)
	assert.ErrorContains(t, err, "派人")
	err = s.AssignSpotCheck(id)
	require.NoError(t, err)

	paper, err := s.RecheckPaper(id, project)
	require.NoError(t, err)
	require.Len(t, paper.Reviewers, 2)
	substitute, err := s.RecuseReviewer(id, project, paper.Reviewers[0], "近亲属或利害关系")
	require.NoError(t, err)
	_, err = s.RecuseReviewer(id, project, paper.Reviewers[0], "近亲属或利害关系")
	assert.ErrorContains(t, err, "不是该项目的复核人")
	after, _ := s.RecheckPaper(id, project)
	assert.Equal(t, []string{substitute, paper.Reviewers[1]}, after.Reviewers)

	item := paper.Items[0]
	item.Code, item.ReviewScore = "3", domain.DecimalPtr(domain.DecimalInt(30))
	err = s.SaveRecheckItem(id, project, 0, item)
	assert.ErrorContains(t, err, "应得 25.00 分")
	item.Note = "有部分照片"
	err = s.SaveRecheckItem(id, project, 0, item)
	require.NoError(t, err)
	item.ReviewScore = domain.DecimalPtr(domain.DecimalInt(51))
	err = s.SaveRecheckItem(id, project, 0, item)
	assert.ErrorContains(t, err, "超过分值")
	err = s.ConcludeSpotCheck(id)
	assert.ErrorContains(t, err, "还有 9 个")

	scoreAll(t, s, id)
	err = s.ConcludeSpotCheck(id)
	require.NoError(t, err)
	rows, err := s.RecheckRows(id)
	require.NoError(t, err)
	require.Len(t, rows, 9)
	poor := 0
	for _, r := range rows {
		assert.True(t, r.Done)
		if r.ProjectID == project {
			assert.Equal(t, []recheck.Ground{recheck.GroundDiffers, recheck.GroundPoor}, r.Grounds)
			assert.Equal(t, "40", r.Difference.String())
			poor++
		} else {
			assert.Empty(t, r.Grounds)
			assert.Equal(t, recheck.ClassConsistent, r.Class)
		}
	}
	assert.Equal(t, 1, poor)
	all, err := s.AllRecheckRows(2026)
	require.NoError(t, err)
	assert.Equal(t, rows, all)
	err = s.SaveRecheckItem(id, project, 0, item)
	assert.ErrorContains(t, err, "复核已经结束")
}

// scoreAll keeps the self score on every item, but gives the first project 55.
func scoreAll(t *testing.T, s *store.Store, id string) {
	c, err := s.SpotCheck(id)
	require.NoError(t, err)
	for n, p := range c.Picks() {
		paper, err := s.RecheckPaper(id, c.ProjectOf(p.ID))
		require.NoError(t, err)
		for i, item := range paper.Items {
			item.Code, item.ReviewScore, item.Note = "0", item.SelfScore, ""
			if n == 0 && i == 0 {
				item.Code, item.ReviewScore, item.Note = "3", domain.DecimalPtr(domain.DecimalInt(5)), "照片系旧照"
			}
			err := s.SaveRecheckItem(id, paper.ProjectID, i, item)
			require.NoError(t, err)
		}
	}
}

func TestWithdrawalMovesTheNextTicketUp(t *testing.T) {
	s := spotDistrict(t)
	id := newSpot(t, s)
	err := s.MustPickForSpotCheck(id, []string{"P001"}, "金额较大")
	require.NoError(t, err)
	err = s.SpreadSpotSample(id, 9)
	require.NoError(t, err)
	err = s.FreezeSpotCheck(id)
	require.NoError(t, err)
	err = s.DrawSpotCheck(id, spotSeed)
	require.NoError(t, err)
	err = s.AssignSpotCheck(id)
	require.NoError(t, err)
	c, _ := s.SpotCheck(id)
	ticket := c.Draw.Picks[len(c.Draw.Picks)-1]
	require.Equal(t, domain.PickTicket, ticket.Reason)
	next, note, err := s.WithdrawPick(id, c.ProjectOf(ticket.ID), "资料移交司法或纪检机关")
	require.NoError(t, err)
	require.NotNil(t, next)
	assert.Empty(t, note)
	assert.Equal(t, ticket.Stratum, next.Stratum)
	c, _ = s.SpotCheck(id)
	paper, err := s.RecheckPaper(id, c.ProjectOf(next.ID))
	require.NoError(t, err)
	require.Len(t, paper.Reviewers, 2)
	sub, err := s.RecuseReviewer(id, c.ProjectOf(next.ID), paper.Reviewers[0], "参与过该项目")
	require.NoError(t, err)
	assert.NotContains(t, paper.Reviewers, sub)
	third, _, err := s.WithdrawPick(id, c.ProjectOf(next.ID), "单位撤销无人对接")
	require.NoError(t, err)
	assert.Equal(t, next.Rank+1, third.Rank, "a successor's successor is the ticket after it")

	gone, note, err := s.WithdrawPick(id, "P001", "查明属涉密项目")
	require.NoError(t, err)
	assert.Nil(t, gone)
	assert.Contains(t, note, "没有下一号")
	c, _ = s.SpotCheck(id)
	assert.Len(t, c.Picks(), 8)
	_, _, err = s.WithdrawPick(id, "P001", "再退一次")
	assert.Error(t, err)
}

func TestImportedPaperFindsItsSpotCheck(t *testing.T) {
	s := spotDistrict(t)
	id := frozenSpot(t, s)
	put := func(p domain.Recheck) error {
		_, err := s.Write(store.Op{Name: "import", Title: "导入底稿"}, func(tx *store.Tx) error { return tx.PutRecheckPaper(p) })
		return err
	}
	assert.ErrorContains(t, put(domain.Recheck{ProjectID: "P001"}), "不在任何")
	err := s.DrawSpotCheck(id, spotSeed)
	require.NoError(t, err)
	err = s.AssignSpotCheck(id)
	require.NoError(t, err)
	c, _ := s.SpotCheck(id)
	project := c.ProjectOf(c.Draw.Picks[0].ID)
	require.NoError(t, put(domain.Recheck{ProjectID: project, Items: []domain.RecheckItem{{Level3: "a", ReviewScore: domain.DecimalPtr(domain.DecimalInt(58))}}}))
	paper, err := s.RecheckPaper(id, project)
	require.NoError(t, err)
	assert.True(t, paper.Done)
	assert.Equal(t, "58", paper.ReviewScore.String())
	assert.Len(t, paper.Reviewers, 2)
	err = s.SetNotDone(id, project, "逾期 30 天报送")
	require.NoError(t, err)
	rows, err := s.RecheckRows(id)
	require.NoError(t, err)
	grounds := 0
	for _, r := range rows {
		grounds += len(r.Grounds)
	}
	assert.Equal(t, 3, grounds)
	err = s.SetReviewTotal(id, project, domain.DecimalInt(70))
	assert.ErrorContains(t, err, "逐项录入")
}

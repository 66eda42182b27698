package sample_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/sample"
)

// TestPublishedDraw holds the draw against the published vector: hashes, key, first
// ticket, selection in order, reviewers and load.
func TestPublishedDraw(t *testing.T) {
	checkVector(t, readVector(t, shared(t, "data", "sampling", "public_draw.json")))
}

// TestOwnDraw does the same with a vector of our own that was made by the stand-alone
// script's method: nested strata, two rounds of certainty, zero amounts, coverage.
func TestOwnDraw(t *testing.T) {
	checkVector(t, readVector(t, filepath.Join("..", "..", "testdata", "sample", "own_draw.json")))
}

func checkVector(t *testing.T, v vector) {
	f, err := sample.NewFrame(v.Population, v.Plan, v.roster(t))
	require.NoError(t, err)
	assert.Equal(t, v.H, f.H)
	assert.Equal(t, v.P, f.P)
	for _, c := range v.Cases {
		d, err := f.Draw(c.Seed, v.Reviewers.PerProject)
		require.NoError(t, err)
		assert.Equal(t, c.Key, d.Key)
		assert.Equal(t, c.First.SHA256, sample.Ticket(d.Key, c.First.ID))
		got := map[string][]string{}
		for _, p := range d.Picks {
			got[p.Stratum] = append(got[p.Stratum], p.ID)
			assert.Equal(t, sample.Ticket(d.Key, p.ID), p.Ticket)
		}
		assert.Equal(t, c.Selected, got)
		assert.Equal(t, c.Reviewers, d.Reviewers)
		assert.Equal(t, c.Load, f.Load(d.Reviewers))
		assert.Empty(t, f.Verify(d))
	}
}

// TestScriptAgrees runs the stand-alone Python script over records that this package
// made, and over a falsified one that it must reject.
func TestScriptAgrees(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not installed: the stand-alone check of a draw cannot run")
	}
	script := filepath.Join("..", "..", "testdata", "sample", "verify_draw.py")
	own := readVector(t, filepath.Join("..", "..", "testdata", "sample", "own_draw.json"))
	p := district(600, 9)
	population, err := p.Marshal()
	require.NoError(t, err)
	for _, c := range []struct{ population, plan, seed string }{
		{own.Population, own.Plan, own.Cases[0].Seed},
		{own.Population, own.Plan, "0"},
		{population, "区本级\t60\tsrs\n", "00"},
		{population, "区本级\t60\tpps\n", "甲:0123456789|乙:9876543210"},
		{population, "区本级/部门001\t9\tpps\n区本级/部门004\t12\tsrs\n", "12345678901234567890"},
	} {
		dir := t.TempDir()
		f, err := sample.NewFrame(c.population, c.plan, "")
		require.NoError(t, err)
		d, err := f.Draw(c.seed, 2)
		require.NoError(t, err)
		run := func(d domain.Draw) error {
			record, err := json.Marshal(d)
			require.NoError(t, err)
			for name, text := range map[string]string{"p.tsv": c.population, "l.tsv": c.plan, "draw.json": string(record)} {
				require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
			}
			return exec.Command(python, script, filepath.Join(dir, "p.tsv"), filepath.Join(dir, "l.tsv"), filepath.Join(dir, "draw.json")).Run()
		}
		assert.NoError(t, run(d), "seed %s", c.seed)
		d.Picks = d.Picks[1:]
		assert.Error(t, run(d), "a missing pick must be noticed")
	}
}

func TestDrawRefusesPlanThatCannotBeCarriedOut(t *testing.T) {
	population := "A1\t教育局\t0\t1\nA2\t教育局\t5\t1\nA3\t卫健局\t7\t0\n"
	for plan, want := range map[string]string{
		"教育局\t3\tsrs\n": "只有 2 个",
		"教育局\t1\tsrs\n": "至少填 2",
		"民政局\t1\tsrs\n": "没有项目",
	} {
		f, err := sample.NewFrame(population, plan, "")
		require.NoError(t, err)
		_, err = f.Draw("1", 2)
		assert.ErrorContains(t, err, want)
		assert.ErrorContains(t, err, "方案文件第 1 行")
	}
}

func TestNotices(t *testing.T) {
	f, err := sample.NewFrame("A1\t教育局\t0\t0\nA2\t教育局\t5\t0\nA3\t卫健局\t7\t1\n", "教育局\t2\tpps\n", "")
	require.NoError(t, err)
	require.Len(t, f.Notices(), 2)
	assert.Contains(t, f.Notices()[0], "必抽 1 个")
	assert.Contains(t, f.Notices()[1], "抽不满")
}

func TestVerifyFindsEveryChange(t *testing.T) {
	v := readVector(t, filepath.Join("..", "..", "testdata", "sample", "own_draw.json"))
	f, err := sample.NewFrame(v.Population, v.Plan, v.roster(t))
	require.NoError(t, err)
	good := func() domain.Draw {
		d, err := f.Draw(v.Cases[0].Seed, 2)
		require.NoError(t, err)
		return d
	}
	for name, change := range map[string]func(d *domain.Draw){
		"version":           func(d *domain.Draw) { d.Version = 2 },
		"population_sha256": func(d *domain.Draw) { d.PopulationHash = d.PlanHash },
		"plan_sha256":       func(d *domain.Draw) { d.PlanHash = "" },
		"roster_sha256":     func(d *domain.Draw) { d.RosterHash = "" },
		"key":               func(d *domain.Draw) { d.Key = d.PlanHash },
		"picks[0].id":       func(d *domain.Draw) { d.Picks[0].ID = "X" },
		"picks[0].ticket":   func(d *domain.Draw) { d.Picks[0].Ticket = "" },
		"picks[1].rank":     func(d *domain.Draw) { d.Picks[1].Rank = 99 },
		"picks[1].pi":       func(d *domain.Draw) { d.Picks[1].Pi = "1/9" },
		"picks[1].reason":   func(d *domain.Draw) { d.Picks[1].Reason = "x" },
		"picks[0].stratum":  func(d *domain.Draw) { d.Picks[0].Stratum = "x" },
		"reviewers." + good().Picks[0].ID: func(d *domain.Draw) {
			d.Reviewers[d.Picks[0].ID] = []string{"R01"}
		},
	} {
		d := good()
		change(&d)
		fields := []string{}
		for _, x := range f.Verify(d) {
			fields = append(fields, x.Field)
		}
		assert.Contains(t, fields, name)
	}
	d := good()
	d.Seed += "1"
	assert.NotEmpty(t, f.Verify(d), "another seed is another draw")
	d.Reviewers = nil
	assert.NotEmpty(t, f.Verify(d))
}

func TestWhyNot(t *testing.T) {
	v := readVector(t, filepath.Join("..", "..", "testdata", "sample", "own_draw.json"))
	f, err := sample.NewFrame(v.Population, v.Plan, "")
	require.NoError(t, err)
	d, err := f.Draw(v.Cases[0].Seed, 2)
	require.NoError(t, err)
	picked := map[string]domain.Pick{}
	for _, p := range d.Picks {
		picked[p.ID] = p
	}
	for _, it := range f.Population.Items {
		a, ok := f.WhyNot(d, it.ID)
		require.True(t, ok)
		p, in := picked[it.ID]
		assert.Equal(t, in, a.Picked, it.ID)
		assert.Equal(t, sample.Hash(a.TicketText), a.Ticket)
		assert.Contains(t, a.Sentence, it.ID)
		if in && p.Rank > 0 && p.Reason != domain.PickCoverage {
			assert.Equal(t, p.Rank, a.Rank, it.ID)
		}
	}
	_, ok := f.WhyNot(d, "没有这个")
	assert.False(t, ok)
}

func TestReplacements(t *testing.T) {
	p := district(120, 3)
	population, err := p.Marshal()
	require.NoError(t, err)
	f, err := sample.NewFrame(population, "区本级/部门000\t5\tsrs\n区本级/部门001\t6\tsrs\n", "甲\t\n乙\t部门001\n丙\t\n丁\t\n")
	require.NoError(t, err)
	d, err := f.Draw("20261124", 2)
	require.NoError(t, err)
	last := d.Picks[len(d.Picks)-1]
	require.Equal(t, domain.PickTicket, last.Reason)
	next, err := f.NextTicket(d, last.ID, nil)
	require.NoError(t, err)
	assert.Equal(t, last.Rank+1, next.Rank)
	after, err := f.NextTicket(d, last.ID, []string{next.ID})
	require.NoError(t, err)
	assert.Equal(t, last.Rank+2, after.Rank)
	rs, err := f.AssignSuccessor(d, next.ID, d.Reviewers, 2)
	require.NoError(t, err)
	assert.Len(t, rs, 2)
	assert.NotContains(t, rs, "乙")

	queue, err := f.Queue(d, 2, last.ID)
	require.NoError(t, err)
	assert.Equal(t, d.Reviewers[last.ID], queue[:2])
	sub, err := f.Substitute(d, 2, last.ID, d.Reviewers[last.ID])
	require.NoError(t, err)
	assert.Equal(t, queue[2], sub)
	_, err = f.Substitute(d, 2, last.ID, queue)
	var few *sample.TooFew
	assert.ErrorAs(t, err, &few)
	_, err = f.NextTicket(d, "XM2026-0000002", nil)
	assert.ErrorContains(t, err, "没有被抽中")
}

func TestAssignStopsWithTooFewReviewers(t *testing.T) {
	f, err := sample.NewFrame("A1\t区本级/教育局\t0\t0\nA2\t区本级/教育局\t5\t0\n", "区本级\t1\tsrs\n", "甲\t教育局\n乙\tA1,A2\n丙\t区本级\n丁\t\n")
	require.NoError(t, err)
	_, err = f.Draw("1", 2)
	var few *sample.TooFew
	require.ErrorAs(t, err, &few)
	assert.Equal(t, 1, few.Have)
	d, err := f.Draw("1", 1)
	require.NoError(t, err)
	assert.Equal(t, map[string][]string{d.Picks[0].ID: {"丁"}}, d.Reviewers)
}

func TestSeeds(t *testing.T) {
	for _, bad := range []string{"", "1\n2", " 1", "1 ", "1\t2", "\xff", "e\u0301", "1\r"} {
		assert.Error(t, sample.CheckSeed(bad), "%q", bad)
	}
	assert.NoError(t, sample.CheckSeed("双色球2026130:03 07 12|骰子:41536"))
	assert.NotEqual(t, sample.Key("a", "b", "0"), sample.Key("a", "b", "00"))
	assert.Equal(t, 19, sample.CountDigits("甲0123456789乙012345678"))
	assert.Contains(t, sample.SeedNotice("甲0123456789乙012345678"), "19 位")
	assert.Empty(t, sample.SeedNotice("01234567890123456789"))

	commit := sample.Commitment("41536-盐")
	assert.NoError(t, sample.CheckReveal("甲", commit, "41536-盐"))
	assert.ErrorContains(t, sample.CheckReveal("甲", commit, "41537-盐"), "指纹不符")
	assert.ErrorContains(t, sample.CheckReveal("甲", "", "1|2"), "分隔号")

	f, err := sample.NewFrame("A1\t教育局\t0\t0\n", "教育局\t1\tsrs\n", "")
	require.NoError(t, err)
	assert.NoError(t, f.OneSeed([]sample.Drawn{{"别的", f.P, f.H, "1"}, {"未抽", f.H, f.P, ""}}))
	var second *sample.SecondSeed
	assert.ErrorAs(t, f.OneSeed([]sample.Drawn{{"第一次", f.H, f.P, "1"}}), &second)
}

func TestParseDraw(t *testing.T) {
	for _, bad := range []string{"", "{", "[]", `{"version":2}`, `{"version":1}{}`} {
		_, err := sample.ParseDraw(bad)
		assert.Error(t, err, bad)
	}
	d, err := sample.ParseDraw(`{"version":1,"seed":"7"}`)
	require.NoError(t, err)
	assert.Equal(t, "7", d.Seed)
}

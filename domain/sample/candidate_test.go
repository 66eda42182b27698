package sample_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/sample"
)

func TestPopulate(t *testing.T) {
	cs := []sample.Candidate{
		{ProjectID: "p1", Code: "C1", Department: "教育局", Unit: "一中/南校区", Amount: 500, SelfEvaluated: true, Must: "金额较大"},
		{ProjectID: "p2", Code: "C2", Department: "教育局", Unit: "二中", SelfEvaluated: false},
		{ProjectID: "p3", Code: "C3", Department: "教育局", Unit: "二中", Amount: -1, SelfEvaluated: true},
		{ProjectID: "p4", Code: "C4", Department: "卫健局", SelfEvaluated: true, Excluded: "涉密项目"},
		{ProjectID: "p5", Code: "C5", Department: "卫健局", SelfEvaluated: true},
		{ProjectID: "p6", Code: "C5", Department: "", SelfEvaluated: true},
		{ProjectID: "p7", Code: " C7", Department: "卫健局", SelfEvaluated: true},
	}
	p, members := sample.Populate(cs, false)
	assert.Equal(t, map[string]string{"C1": "p1", "p5": "p5", "p6": "p6", "p7": "p7"}, members)
	text, err := p.Marshal()
	require.NoError(t, err)
	assert.Equal(t, "C1\t教育局\t500\t1\np5\t卫健局\t0\t0\np6\t未填部门\t0\t0\np7\t卫健局\t0\t0\n", text)
	byUnit, _ := sample.Populate(cs, true)
	assert.Equal(t, "教育局/一中／南校区", byUnit.Items[0].Stratum)
	assert.Equal(t, sample.OutNotEvaluated, cs[1].Out())
	assert.Equal(t, sample.OutNegative, cs[2].Out())

	strata := sample.Strata(p, []domain.StratumPlan{{Stratum: "卫健局", N: 9, Method: "pps"}, {Stratum: "没了", N: 3}})
	assert.Equal(t, []domain.StratumPlan{
		{Stratum: "卫健局", N: 2, Method: "pps", Size: 2},
		{Stratum: "教育局", N: 1, Method: "srs", Size: 1, Must: 1},
		{Stratum: "未填部门", N: 1, Method: "srs", Size: 1},
	}, strata)
	spread, err := sample.Spread(strata, 3)
	require.NoError(t, err)
	assert.Equal(t, 1, spread[0].N)
	_, err = sample.Spread(strata, 2)
	assert.ErrorContains(t, err, "至少填 3")
	_, err = sample.Spread(strata, 5)
	assert.ErrorContains(t, err, "大于总体 4")
}

func TestFeasible(t *testing.T) {
	f, err := sample.NewFrame("A1\t教育局\t0\t0\nA2\t教育局\t0\t0\nB1\t卫健局\t0\t0\n", "教育局\t1\tsrs\n", "甲\t\n乙\tA2\n丙\t卫健局\n")
	require.NoError(t, err)
	assert.NoError(t, f.Feasible(2))
	err = f.Feasible(3)
	var few *sample.TooFew
	require.ErrorAs(t, err, &few)
	assert.Equal(t, sample.TooFew{Project: "A2", Want: 3, Have: 2}, *few)
}

func TestSubstituteForSuccessor(t *testing.T) {
	f, err := sample.NewFrame("A1\t教育局\t0\t0\nA2\t教育局\t0\t0\n", "教育局\t1\tsrs\n", "甲\t\n乙\t\n丙\t\n")
	require.NoError(t, err)
	d, err := f.Draw("1", 2)
	require.NoError(t, err)
	next, err := f.NextTicket(d, d.Picks[0].ID, nil)
	require.NoError(t, err)
	rs, err := f.AssignSuccessor(d, next.ID, d.Reviewers, 2)
	require.NoError(t, err)
	sub, err := f.SubstituteFor(d, next.ID, map[string][]string{next.ID: rs}, rs)
	require.NoError(t, err)
	assert.NotContains(t, rs, sub)
	_, err = f.SubstituteFor(d, next.ID, nil, []string{"甲", "乙", "丙"})
	assert.Error(t, err)
}

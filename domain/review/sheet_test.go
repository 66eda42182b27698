package review

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/rule"
)

func TestAspectsAddUpTo100(t *testing.T) {
	sum, groups := 0, map[string]int{}
	for _, a := range Aspects {
		sum += a.Max
		groups[a.Group] += a.Max
	}
	assert.Equal(t, 100, sum)
	assert.Equal(t, map[string]int{"完整性": 20, "相关性": 30, "适当性": 30, "可行性": 20}, groups)
}

func TestSuggestionFollowsTheFindings(t *testing.T) {
	clean := Suggest(nil)
	assert.Equal(t, 100, clean.Total())
	s := Suggest([]rule.Outcome{{Findings: []rule.Finding{{Rule: "TGT-STR-01", Severity: rule.Failure}, {Rule: "TGT-STR-02", Severity: rule.Warning}, {Rule: "TGT-COH-03", Severity: rule.Warning}, {Rule: "TGT-STR-03", Severity: rule.Remark}}}})
	assert.Equal(t, []int{4, 10, 15, 15, 15, 13, 10, 10}, s.Scores)
	many := make([]rule.Finding, 30)
	for i := range many {
		many[i] = rule.Finding{Rule: "TGT-MEA-01", Severity: rule.Failure}
	}
	s = Suggest([]rule.Outcome{{Findings: many}})
	assert.Zero(t, s.Scores[1])
	assert.Zero(t, s.Scores[3])
}

func TestGradesOfTheSheet(t *testing.T) {
	for total, want := range map[int]domain.Grade{100: "优", 90: "优", 89: "良", 80: "良", 79: "中", 60: "中", 59: "差", 0: "差"} {
		s := domain.ReviewSheet{Scores: []int{total}}
		assert.Equal(t, want, SheetGrade(&s), total)
	}
}

func TestSheetAndDecision(t *testing.T) {
	full := Suggest(nil)
	v := Verdict{Decision: domain.DecisionApprove, Sheet: &full}
	require.NoError(t, checkSheet("P1", &v))
	low := domain.ReviewSheet{Scores: []int{5, 5, 10, 10, 15, 15, 10, 9}} // 79
	v.Sheet = &low
	require.ErrorContains(t, checkSheet("P1", &v), "79 分（中）")
	v.Decision = domain.DecisionReturn
	require.NoError(t, checkSheet("P1", &v))
	low.Scores[0] = 11
	require.ErrorContains(t, checkSheet("P1", &v), "0 到 10 分之间")
	v.Sheet = &domain.ReviewSheet{Scores: []int{1}}
	require.ErrorContains(t, checkSheet("P1", &v), "没有填全八项")
	v.Sheet = nil
	require.NoError(t, checkSheet("P1", &v))
}

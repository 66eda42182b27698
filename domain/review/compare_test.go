package review

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
)

// resubmitted is a target of two versions, the second edited, whose first was returned
// with the remarks.
func resubmitted(edit func(*domain.TargetVersion), remarks ...domain.Remark) *Comparison {
	a, b := someVersion("培训三百人"), someVersion("培训三百人")
	a.No, b.No = 1, 2
	edit(&b)
	t := &domain.Target{ProjectID: "P1", Versions: []domain.TargetVersion{a, b}}
	return Compare(t, []domain.Review{{ProjectID: "P1", Version: 1, Round: 1, Level: domain.LevelBureau, Decision: domain.DecisionReturn, Remarks: remarks}})
}

func planned(row int, raw string) domain.Remark {
	return domain.Remark{Rule: "X", Field: "indicators." + string(rune('0'+row)) + ".planned", Text: raw}
}

func TestSilentEditsComeFirst(t *testing.T) {
	c := resubmitted(func(v *domain.TargetVersion) {
		v.Goal.Raw = "培训两百人"
		v.Indicators[0].Planned.Raw = "≥350人"
	}, planned(0, "偏低。"), planned(2, "偏低。"))
	require.Len(t, c.Changes, 2)
	assert.Equal(t, "年度总体目标", c.Changes[0].Label)
	assert.True(t, c.Changes[0].Silent())
	assert.Equal(t, 1, c.Changes[1].Asked)
	assert.Equal(t, "数量指标「培训人数」指标值", c.Changes[1].Label)
	assert.Equal(t, "E9", c.Changes[1].Cell)
	assert.Equal(t, 1, c.Silent())
	assert.Equal(t, []AnswerState{Answered, Unanswered}, []AnswerState{c.Answers[0].State, c.Answers[1].State})
	assert.Equal(t, 1, c.Unanswered())
}

func TestAnInsertedRowMovesNothing(t *testing.T) {
	c := resubmitted(func(v *domain.TargetVersion) {
		row := domain.Indicator{Level3: domain.Text{Raw: "培训期数"}, Class: domain.ClassOutput, Kind: "数量指标", Planned: domain.Value{Raw: "≥3期"}}
		v.Indicators = append([]domain.Indicator{row}, v.Indicators...)
		v.Indicators[2].Planned.Raw = "≥95%"
	}, planned(1, "合格率偏低。"), domain.Remark{Field: "indicators.+", Text: "缺时效指标。"})
	require.Len(t, c.Changes, 2)
	assert.Equal(t, "数量指标「培训期数」（新增一行）", c.Changes[0].Label)
	assert.Equal(t, 2, c.Changes[0].Asked)
	assert.Equal(t, "indicators.2.planned", c.Changes[1].Field)
	assert.Equal(t, "indicators.1.planned", c.Changes[1].OldField)
	assert.Zero(t, c.Silent())
}

func TestRemarksWithoutACell(t *testing.T) {
	c := resubmitted(func(v *domain.TargetVersion) { v.Indicators[1].Planned.Raw = "≥95%" },
		domain.Remark{Text: "请提高「合格率」的要求。合格率太低"}, domain.Remark{Text: "请补充测算依据。"})
	assert.Equal(t, Answered, c.Answers[0].State)
	assert.Equal(t, Unclear, c.Answers[1].State, "only a person can tell")
	assert.Zero(t, c.Silent())
}

func TestRemovedRenamedAndWeights(t *testing.T) {
	c := resubmitted(func(v *domain.TargetVersion) {
		v.Indicators[0].Level3.Raw = "培训学员人数"
		v.Indicators[1].Weight.Raw = "30"
		v.Indicators = v.Indicators[:2]
	}, domain.Remark{Field: "indicators.*.weight", Text: "权重不对。"}, domain.Remark{Field: "indicators.0.level3", Text: "名称不清。"})
	labels := map[string]int{}
	for _, x := range c.Changes {
		labels[x.Label] = x.Asked
	}
	assert.Equal(t, map[string]int{"质量指标「合格率」权重": 1, "数量指标「培训人数」三级指标名称": 2, "服务对象满意度指标「满意度」（删去一行）": 1}, labels)
}

func TestOnlyBlanksIsNoChange(t *testing.T) {
	a, b := someVersion("培训 三百人"), someVersion("培训三百人\n")
	assert.Empty(t, Changes(&a, &b))
	assert.Nil(t, Compare(&domain.Target{Versions: []domain.TargetVersion{a}}, nil))
}

func TestCommonIndicatorsAndMoney(t *testing.T) {
	a, b := someVersion("g"), someVersion("g")
	a.Total.Fen, b.Total.Fen = domain.FenPtr(100), domain.FenPtr(200)
	b.Common.ExpenditureRate = domain.DecimalPtr(domain.DecimalInt(95))
	b.Common.Progress = map[int]domain.Decimal{6: domain.DecimalInt(45)}
	b.Funds = []domain.StatedFund{{Item: domain.Text{Raw: "财政拨款"}, Amount: domain.Amount{Raw: "0.02", Fen: domain.FenPtr(200)}}}
	var fields []string
	for _, c := range Changes(&a, &b) {
		fields = append(fields, c.Field)
	}
	assert.Equal(t, []string{"total", "funds.0.amount", "common.progress.6", "common.expenditure_rate"}, fields)
	// one remark on all three is answered by any of them
	c := Change{OldField: "common.progress.6", Field: "common.progress.6"}
	assert.True(t, covers(domain.Remark{Field: "common"}, &c))
}

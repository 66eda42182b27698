package sample_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/sample"
)

func ticketDraw(strata map[string][2]int) domain.Draw {
	var d domain.Draw
	for s, v := range strata {
		for i := range v[0] {
			d.Picks = append(d.Picks, domain.Pick{Stratum: s, ID: fmt.Sprint(s, i), Reason: domain.PickTicket, Pi: fmt.Sprintf("%d/%d", v[0], v[1])})
		}
	}
	return d
}

func scored(id string, self, review int64) sample.Result {
	return sample.Result{ID: id, Self: big.NewRat(self, 1), Review: big.NewRat(review, 1)}
}

var (
	ten      = big.NewRat(10, 1)
	ninety5  = big.NewRat(95, 100)
	onlyOver = func(d domain.Draw, over int) (out []sample.Result) {
		for i, p := range d.Picks {
			review := int64(95)
			if i < over {
				review = 85
			}
			out = append(out, scored(p.ID, 95, review))
		}
		return out
	}
)

func TestEvaluationIsExactForOneStratum(t *testing.T) {
	d := ticketDraw(map[string][2]int{"教育": {10, 50}})
	e, err := sample.Evaluate(d, onlyOver(d, 2), ten, ninety5)
	require.NoError(t, err)
	lower, upper, err := sample.HypergeometricLimits(50, 10, 2, ninety5)
	require.NoError(t, err)
	assert.Equal(t, [3]int{50, lower, upper}, [3]int{e.Population, e.Lower, e.Upper})
	assert.Equal(t, "10", e.Estimate.RatString())
	assert.False(t, e.Interim)
	assert.Equal(t, fmt.Sprintf("在 50 个项目中，估计有 10.0 个多评（自评高于复核 10 分及以上）；有 95%% 的把握不多于 %d 个，同样的把握不少于 %d 个。", upper, lower), e.Sentence)
}

func TestAFullCheckHasNoWidth(t *testing.T) {
	d := ticketDraw(map[string][2]int{"教育": {12, 12}})
	e, err := sample.Evaluate(d, onlyOver(d, 3), ten, ninety5)
	require.NoError(t, err)
	assert.Equal(t, [2]int{3, 3}, [2]int{e.Lower, e.Upper})
}

func TestTheMissingAreWorstCaseAndInterim(t *testing.T) {
	d := ticketDraw(map[string][2]int{"教育": {10, 50}})
	full, err := sample.Evaluate(d, onlyOver(d, 1), ten, ninety5)
	require.NoError(t, err)
	part, err := sample.Evaluate(d, onlyOver(d, 1)[:8], ten, ninety5)
	require.NoError(t, err)
	assert.True(t, part.Interim)
	assert.Contains(t, part.Sentence, "中期结果：还有 2 个")
	assert.Equal(t, full.Lower, part.Lower, "the missing are not evidence of faults")
	_, upper, err := sample.HypergeometricLimits(50, 10, 3, ninety5)
	require.NoError(t, err)
	assert.Equal(t, upper, part.Upper)
}

func TestCertaintyIsCountedAndCoverageLeftOut(t *testing.T) {
	d := ticketDraw(map[string][2]int{"教育": {5, 20}})
	d.Picks = append(d.Picks, domain.Pick{Stratum: "教育", ID: "M1", Reason: domain.PickMust, Pi: "1"}, domain.Pick{Stratum: "教育", ID: "C1", Reason: domain.PickCoverage, Pi: "1/9"})
	results := append(onlyOver(ticketDraw(map[string][2]int{"教育": {5, 20}}), 0), scored("M1", 99, 60))
	e, err := sample.Evaluate(d, results, ten, ninety5)
	require.NoError(t, err)
	assert.Equal(t, 21, e.Population)
	assert.Equal(t, "1", e.Estimate.RatString())
	assert.Equal(t, 1, e.Lower)
	assert.False(t, e.Interim, "a coverage pick without review does not keep the inference open")
	assert.Contains(t, e.Sentence, "1 个仅为补覆盖")
}

func TestOnlyMustPicksInferNothing(t *testing.T) {
	d := domain.Draw{Picks: []domain.Pick{{Stratum: "教育", ID: "M1", Reason: domain.PickMust, Pi: "1"}}}
	e, err := sample.Evaluate(d, []sample.Result{scored("M1", 99, 60)}, ten, ninety5)
	require.NoError(t, err)
	assert.Equal(t, "抽中的都是必抽项目，其中 1 个多评；没有随机抽取的部分，不能推断其他项目。", e.Sentence)
}

func TestMoneyHitsGiveAStringerLimit(t *testing.T) {
	var d domain.Draw
	for i := range 30 {
		d.Picks = append(d.Picks, domain.Pick{Stratum: "全区", ID: fmt.Sprint(i), Reason: domain.PickMoney, Pi: "1/3"})
	}
	results := onlyOver(d, 0)
	results[4] = scored("4", 90, 72)
	e, err := sample.Evaluate(d, results, ten, ninety5)
	require.NoError(t, err)
	want, err := sample.MoneyLimits(sample.Poisson, 30, 0, []*big.Rat{big.NewRat(1, 5)}, ninety5)
	require.NoError(t, err)
	assert.Zero(t, want.Stringer.Cmp(e.Parts[0].Money.Stringer))
	assert.Contains(t, e.Sentence, "按金额抽取")
	assert.NotContains(t, e.Sentence, "估计有")
}

// The limits of several parts hold together: each is wider than it would be alone.
func TestSeveralPartsShareTheRisk(t *testing.T) {
	d := ticketDraw(map[string][2]int{"教育": {10, 60}, "卫健": {10, 60}})
	e, err := sample.Evaluate(d, onlyOver(d, 0), ten, ninety5)
	require.NoError(t, err)
	_, alone, err := sample.HypergeometricLimits(60, 10, 0, ninety5)
	require.NoError(t, err)
	_, shared, err := sample.HypergeometricLimits(60, 10, 0, big.NewRat(975, 1000))
	require.NoError(t, err)
	assert.Equal(t, 2*shared, e.Upper)
	assert.Greater(t, shared, alone)
}

func TestEvaluationRefuses(t *testing.T) {
	d := ticketDraw(map[string][2]int{"教育": {3, 10}})
	_, err := sample.Evaluate(d, []sample.Result{scored("别的", 1, 1)}, ten, ninety5)
	require.ErrorContains(t, err, "不在抽取记录里")
	_, err = sample.Evaluate(d, nil, new(big.Rat), ninety5)
	require.ErrorContains(t, err, "大于零")
	d.Picks[0].Pi = "2/7"
	_, err = sample.Evaluate(d, nil, ten, ninety5)
	require.ErrorContains(t, err, "不符")
}

func TestResultsFile(t *testing.T) {
	got, err := sample.ParseResults("A1\t95.5\t80\nA2\t100\t\n")
	require.NoError(t, err)
	require.Len(t, got, 2)
	assert.Equal(t, "191/2", got[0].Self.RatString())
	assert.Nil(t, got[1].Review)
	for text, want := range map[string]string{"": "空的", "A\t1": "换行", "A\t1\n": "三栏", "A\tx\t1\n": "自评分", "A\t1\t101\n": "复核分", "A\t1\t1\nA\t2\t2\n": "第 1 行重复", "A\t1/2\t1\n": "自评分", "A\t1e1\t1\n": "自评分"} {
		_, err := sample.ParseResults(text)
		require.ErrorContains(t, err, want, text)
	}
}

func FuzzResults(f *testing.F) {
	f.Add("A1\t95.5\t80\nA2\t100\t\n")
	f.Add("A\t1\n")
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := sample.ParseResults(text)
		if err == nil && len(rows) != strings.Count(text, "\n") {
			t.Fatalf("%d rows of %q", len(rows), text)
		}
	})
}

package cleanup

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"jixiao/domain"
	"jixiao/domain/basis"
)

func fen(wan int64) domain.Fen { return domain.Fen(wan * 1_000_000) }

func facts(months map[int]int64) *Facts {
	e := &domain.Execution{}
	for m := 1; m <= 12; m++ {
		if v, ok := months[m]; ok {
			e.Months = append(e.Months, domain.MonthExecution{Month: m, Executed: fen(v)})
		}
	}
	return &Facts{ID: "P1", Year: 2026, Budget: fen(120), Kind: domain.KindRoutine, Execution: e}
}

func TestForecastTakesTheSurestOfThreeMethods(t *testing.T) {
	f := facts(map[int]int64{6: 30, 9: 45})
	f.Execution.Plans = []domain.MonthPlan{{Month: 12, Plan: fen(120)}}
	f.Execution.Months[1].Plan = domain.FenPtr(fen(90))
	f.Reported = domain.FenPtr(fen(110))
	o := Of(f, 9, &DefaultParams)
	// speed: 15 in three months, so 60; plan: 45+30 = 75; reported: 110
	assert.Equal(t, fen(60), *o.Methods[0].Total)
	assert.Equal(t, fen(75), *o.Methods[1].Total)
	assert.Equal(t, fen(110), *o.Methods[2].Total)
	assert.Equal(t, []domain.Fen{fen(10), fen(60), fen(10)}, []domain.Fen{o.Low, o.High, o.Suggested})
	assert.True(t, o.Known && o.Listed)
	assert.Contains(t, o.Methods[0].Worked, "照此后 3 个月再支出 15.00 万元")
}

func TestForecastWithoutData(t *testing.T) {
	o := Of(facts(nil), 9, &DefaultParams)
	assert.False(t, o.Known || o.Listed)
	assert.Zero(t, o.Suggested)
	gap := Of(facts(map[int]int64{5: 30, 9: 45}), 9, &DefaultParams)
	assert.Nil(t, gap.Methods[0].Total)
	assert.Contains(t, gap.Methods[0].Worked, "缺 6 月末")
	early := Of(facts(map[int]int64{2: 10}), 2, &DefaultParams)
	assert.Equal(t, fen(60), *early.Methods[0].Total, "from January on when there are fewer months")
	f := facts(map[int]int64{9: 130})
	f.Reported = domain.FenPtr(fen(10))
	over := Of(f, 9, &DefaultParams)
	assert.Zero(t, over.High, "more spent than the budget leaves nothing")
}

func TestCarryOverIsAlwaysListed(t *testing.T) {
	f := facts(map[int]int64{6: 5, 9: 6})
	f.Carryover, f.CarryoverSince = fen(20), 2024
	f.Reported = domain.FenPtr(fen(120)) // by the unit's word everything will be spent
	o := Of(f, 9, &DefaultParams)
	assert.Equal(t, fen(14), o.Due)
	assert.Equal(t, fen(14), o.Suggested)
	assert.True(t, o.Listed)
	f.CarryoverSince = 2025
	assert.Zero(t, Of(f, 9, &DefaultParams).Due)
}

func TestRefusals(t *testing.T) {
	f := facts(map[int]int64{9: 45})
	f.Special = fen(50)
	o := Of(f, 9, &DefaultParams)
	d := func(a domain.CleanupAction, wan int64, doc string) *domain.CleanupDecision {
		return &domain.CleanupDecision{Action: a, Amount: fen(wan), Why: "年底前用不完", Doc: doc}
	}
	assert.Empty(t, RefuseDecision(d("收回", 25, ""), f, &o, Balance{}))
	assert.Contains(t, RefuseDecision(d("收回", 26, ""), f, &o, Balance{}), "上级转移支付")
	assert.Empty(t, RefuseDecision(d("收回", 26, "鲁财预〔2026〕3号"), f, &o, Balance{}))
	assert.Contains(t, RefuseDecision(d("收回", 76, "号"), f, &o, Balance{}), "超过未支出的 75.00 万元")
	assert.Contains(t, RefuseDecision(d("收回", 0, ""), f, &o, Balance{}), "大于零")
	assert.Contains(t, RefuseDecision(d("收回", 10, ""), f, &o, Balance{Moved: fen(11)}), "请先减少调剂")
	assert.Contains(t, RefuseDecision(d("停用", 10, ""), f, &o, Balance{}), "只能是收回或保留")
	assert.Empty(t, RefuseDecision(d("保留", 0, ""), f, &o, Balance{}))
	assert.Contains(t, RefuseDecision(d("保留", 1, ""), f, &o, Balance{}), "不能带收回金额")
	o.Due = fen(3)
	assert.Contains(t, RefuseDecision(d("保留", 0, ""), f, &o, Balance{}), "批准文件")
	nothing := d("收回", 1, "")
	nothing.Why = " "
	assert.Contains(t, RefuseDecision(nothing, f, &o, Balance{}), "理由")

	to := &domain.Project{Name: "老旧小区改造", Kind: domain.KindSpecial}
	m := &domain.CleanupMove{Amount: fen(10)}
	assert.Empty(t, RefuseMove(m, to, false, Balance{Free: fen(10)}))
	assert.Contains(t, RefuseMove(m, to, false, Balance{Free: fen(10) - 1}), "超过还没有去向的")
	assert.Contains(t, RefuseMove(m, to, true, Balance{Free: fen(10)}), "正在被收回")
	to.Kind = domain.KindRoutine
	assert.Contains(t, RefuseMove(m, to, false, Balance{Free: fen(10)}), "全区重点项目")
	m.Doc = "区政府纪要"
	assert.Empty(t, RefuseMove(m, to, false, Balance{Free: fen(10)}))
	m.Amount = 0
	assert.Contains(t, RefuseMove(m, to, false, Balance{}), "大于零")
}

// Whatever is decided, what is suggested lies within the range of what is not spent, and both
// sides of the balance agree to the fen.
func TestForecastAndBalanceHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		months := map[int]int64{}
		for m := range rapid.IntRange(0, 12).Draw(t, "months") {
			months[m+1] = months[m] + rapid.Int64Range(0, 20).Draw(t, "spent")
		}
		f := facts(months)
		f.Special, f.Carryover = fen(rapid.Int64Range(0, 200).Draw(t, "special")), fen(rapid.Int64Range(0, 120).Draw(t, "carry"))
		f.CarryoverSince = rapid.SampledFrom([]int{0, 2023, 2025}).Draw(t, "since")
		if rapid.Bool().Draw(t, "own") {
			f.Reported = domain.FenPtr(fen(rapid.Int64Range(0, 300).Draw(t, "reported")))
		}
		o := Of(f, rapid.IntRange(1, 12).Draw(t, "month"), &DefaultParams)
		if o.Low < 0 || o.Low > o.High || o.Suggested < o.Low || o.Restricted > o.Suggested || o.Suggested > max(0, f.Budget-o.Executed) {
			t.Fatalf("%+v", o)
		}
		if !o.Known && o.Low != 0 {
			t.Fatal("unknown is not an amount")
		}
	})
}

func TestBasis(t *testing.T) {
	require.True(t, Basis.QuoteFound())
	assert.Contains(t, basis.Article("第十四条"), Basis.Quote)
}

package target

import (
	"jixiao/domain"
	"jixiao/domain/basis"
)

// Params are the thresholds of the target checks. Percentages are whole percents. Every
// value is 本区口径 unless ParamList names another source.
type Params struct {
	// WeightSum is what indicator weights add up to; WeightSumRate what they add up to
	// when the budget execution rate holds the remaining points outside the table.
	WeightSum, WeightSumRate int64
	// AllHundred is the number of quantitative indicators from which "all 100%" is odd.
	AllHundred int
	// DropPercent is how far below last year's result a planned value may lie.
	DropPercent int64
	// GrowthPercent is the growth of money from which targets must grow, too.
	GrowthPercent int64
	// Unchanged is the number of years without a change, UnchangedMin the number of
	// indicators that must all be unchanged.
	Unchanged, UnchangedMin int
	// SlowPercent is the share of time progress below which execution is slow.
	SlowPercent int64
	// OutlierTimes is how many times the median makes a unit cost an outlier.
	OutlierTimes int64
	// OverPercent and UnderPercent bound unit price × quantity against the total.
	OverPercent, UnderPercent int64
	// TextPercent is the deviation allowed between an amount in the text and the table.
	TextPercent int64
	// SimilarPercent is the similarity of two goal texts from which they count as copied;
	// SimilarRunes the shortest text compared.
	SimilarPercent, SimilarRunes int
}

// DefaultParams are the district's present values.
var DefaultParams = Params{
	WeightSum: 100, WeightSumRate: 90, AllHundred: 4, DropPercent: 5, GrowthPercent: 20, Unchanged: 3, UnchangedMin: 3,
	SlowPercent: 60, OutlierTimes: 3, OverPercent: 5, UnderPercent: 10, TextPercent: 1, SimilarPercent: 85, SimilarRunes: 24,
}

// Param is one adjustable value with where it comes from.
type Param struct {
	Name   string
	Value  int64
	Unit   string
	Rules  []string
	Source basis.Citation
	From   domain.Date
}

// List returns the parameters with their sources, for the rule book and the screens.
func (p Params) List() []Param {
	practice := func(name string, v int64, unit string, rules ...string) Param {
		return Param{name, v, unit, rules, basis.Of(basis.Practice, name), inForce}
	}
	return []Param{
		{"指标权重合计", p.WeightSum, "分", []string{"TGT-STR-01"}, basis.Of(basis.Cai2020No10, quoteWeights), inForce},
		{"执行率单列时的指标权重合计", p.WeightSumRate, "分", []string{"TGT-STR-01"}, basis.Of(basis.Cai2020No10, quoteWeights), inForce},
		practice("清一色100%的最少指标数", int64(p.AllHundred), "个", "TGT-MEA-09"),
		practice("允许低于上年实际的幅度", p.DropPercent, "%", "TGT-LVL-01"),
		practice("预算增长而目标应当同步增长的起点", p.GrowthPercent, "%", "TGT-LVL-03"),
		practice("指标值不变的年数", int64(p.Unchanged), "年", "TGT-LVL-02"),
		practice("指标值不变的最少指标数", int64(p.UnchangedMin), "个", "TGT-LVL-02"),
		practice("支出进度偏慢（占序时进度）", p.SlowPercent, "%", "TGT-LVL-04"),
		practice("单位成本离群（同类中位数的倍数）", p.OutlierTimes, "倍", "TGT-LVL-06"),
		practice("单价乘数量超过总额的容差", p.OverPercent, "%", "TGT-COH-03"),
		practice("单价乘数量低于总额的容差", p.UnderPercent, "%", "TGT-COH-03"),
		practice("文字金额与表内金额的容差", p.TextPercent, "%", "TGT-COH-01"),
		practice("目标文字雷同的相似度", int64(p.SimilarPercent), "%", "TGT-COH-05"),
		practice("比较雷同的最短字数", int64(p.SimilarRunes), "字", "TGT-COH-05"),
	}
}

// inForce is the day the regulation took effect (第二十二条).
var inForce = domain.Date{Year: 2019, Month: 12, Day: 30}

// Env is what the checks know beyond one dossier. The zero Env knows nothing, and the
// rules that need it answer 缺数据.
type Env struct {
	Params Params
	// Corpus finds copied goal texts; nil when there is none.
	Corpus Copies
	// Units are the names of all units, to find another unit's name left in a text.
	Units []string
	// Benchmarks are medians of unit costs by kind of work.
	Benchmarks []Benchmark
}

// Copies finds the goal text of another project that is nearly the same: a Corpus, or an
// index kept elsewhere.
type Copies interface {
	Nearest(projectID, text string, percent int) (m Match, ok bool)
}

// Benchmark is the median of one unit cost among comparable projects.
type Benchmark struct {
	// Name is the level-3 name, Unit such as "元/亩".
	Name, Unit string
	Median     domain.Decimal
	Count      int
}

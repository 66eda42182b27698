package selfeval

import (
	"jixiao/domain"
	"jixiao/domain/basis"
)

// Params are the thresholds of the X-ray; percentages are whole percents.
type Params struct {
	// RatePercent is the execution rate below which a reason is required.
	RatePercent int64
	// IdlePercent is the execution rate below which hardly any money was spent.
	IdlePercent int64
	// DoublePercent is the completion from which the planned value was clearly too low,
	// OverPercent the one from which an explanation is required.
	DoublePercent, OverPercent int64
	// GapPercent is the share by which the score rate may exceed the execution rate.
	GapPercent int64
	// SameBenefits is the least number of benefit indicators that all have one value.
	SameBenefits int
	// SimilarPercent is the similarity from which a text counts as copied, SimilarRunes the
	// shortest text compared.
	SimilarPercent, SimilarRunes int
	// Banded accepts the interval method 10/7/5/0 for the execution score, too.
	Banded bool
}

// DefaultParams are the district's present values.
var DefaultParams = Params{RatePercent: 90, IdlePercent: 10, DoublePercent: 200, OverPercent: 120, GapPercent: 5, SameBenefits: 3, SimilarPercent: 85, SimilarRunes: 20}

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
		practice("执行率低于多少须写明原因", p.RatePercent, "%", "SEV-RATE-04"),
		practice("执行率低于多少算钱几乎没花", p.IdlePercent, "%", "SEV-LOGIC-01"),
		practice("完成率从多少起算目标明显偏低", p.DoublePercent, "%", "SEV-VALUE-04"),
		practice("完成率从多少起须说明", p.OverPercent, "%", "SEV-VALUE-06"),
		practice("得分率允许高于执行率的幅度", p.GapPercent, "%", "SEV-LOGIC-08"),
		practice("效益值全部相同的最少指标数", int64(p.SameBenefits), "个", "SEV-LOGIC-03"),
		practice("文字雷同的相似度", int64(p.SimilarPercent), "%", "SEV-TEXT-04"),
		practice("比较雷同的最短字数", int64(p.SimilarRunes), "字", "SEV-TEXT-04"),
	}
}

// Env is what the X-ray knows beyond one form. The zero Env stands for DefaultParams and
// knows nothing else; rules that need more answer 缺数据.
type Env struct {
	Params Params
	// Year is the budget year the form should be about; 0 when not known.
	Year int
	// Self is the form's own ID in Corpus, which is not compared with itself.
	Self string
	// Corpus holds the texts of other units and of last year; nil when there is none.
	Corpus *Corpus
}

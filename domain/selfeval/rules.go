package selfeval

import (
	"slices"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/rule"
)

// Quotes the rules cite. Those of the regulation are compared with its text by a test;
// those of other documents show 「文号待核」 until somebody has compared them.
const (
	quoteAll      = "区本级支出项目全部纳入绩效自评范围"
	quoteTruth    = "监督指导项目实施单位客观真实反映项目绩效"
	quoteResult   = "客观反映本部门、单位整体绩效水平"
	quoteUsed     = "动态掌握政策和项目进展以及资金使用和绩效目标完成情况"
	quoteWeights  = "原则上预算执行率和一级指标权重统一设置为：预算执行率10%、产出指标50%、效益指标30%、服务对象满意度指标10%"
	quoteTotal    = "单位自评采用打分评价的形式，满分为100分"
	quoteForward  = "完成指标值的，记该指标所赋全部分值"
	quoteShare    = "未完成指标值的，按照完成值与指标值的比例记分"
	quoteLow      = "如果是由于年初指标值设定明显偏低造成的，要按照偏离度适度调减分值"
	quoteReason   = "对未完成绩效目标或偏离绩效目标较大的项目要分析并说明原因"
	quoteMeasured = "绩效自评指标是指预算批复时确定的绩效指标"
	quoteExecute  = "预算执行情况"
)

var (
	// inForce is the day the regulation took effect (第二十二条).
	inForce = domain.Date{Year: 2019, Month: 12, Day: 30}
	// scoring is the day the Ministry's scoring method took effect.
	scoring = basis.Cai2020No10.From
	art15   = basis.Cite("第十五条", quoteTruth)
	mof10   = func(quote string) basis.Citation { return basis.Of(basis.Cai2020No10, quote) }
	custom  = func(what string) basis.Citation { return basis.Of(basis.Practice, what) }
)

// rules is the list behind Rules; rule functions never change it.
var rules = slices.Concat(sumRules, rateRules, scoreRules, valueRules, textRules, logicRules)

// Rules returns every check of the X-ray in the order reports print them.
func Rules() []rule.Rule[Subject] { return slices.Clone(rules) }

// ByID returns the rule with the ID.
func ByID(id string) (r rule.Rule[Subject], ok bool) {
	i := slices.IndexFunc(rules, func(r rule.Rule[Subject]) bool { return r.ID == id })
	if i < 0 {
		return r, false
	}
	return rules[i], true
}

// Check runs the X-ray on one form. The zero Env means the default parameters.
func Check(form *domain.Form, env Env, on domain.Date) []rule.Outcome {
	if env.Params == (Params{}) {
		env.Params = DefaultParams
	}
	return rule.Run(rules, NewSubject(form, &env), on)
}

// The preconditions below leave out the blank form: its own rule says it all.

func hasRows(s Subject) bool { return !s.blank && len(s.rows) > 0 }

func hasFunds(s Subject) bool { return !s.blank && len(s.f.Funds) > 0 }

func scored(s Subject) bool { return hasRows(s) && s.f.HasScore }

func valued(s Subject) bool { return hasRows(s) && s.f.HasActual }

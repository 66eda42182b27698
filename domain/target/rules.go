package target

import (
	"slices"

	"jixiao/domain/basis"
	"jixiao/domain/rule"
)

// Quotes the rules cite. Those of the regulation are compared with its text by a test;
// those of other documents show 「文号待核」 until somebody has compared them.
const (
	quoteSet      = "未按要求设定绩效目标或审核未通过的，不安排预算"
	quoteCommon   = "将预算执行进度、预算支出率、预算到项目率三个预算绩效共性指标与项目绩效目标一并编入部门预算"
	quoteReview   = "并要求报送单位及时修改完善"
	quoteOwner    = "项目责任人对项目预算绩效负责"
	quoteExAnte   = "未开展绩效评估或绩效评估结果差的政策和项目不得列入中期财政规划和年度预算，相关项目不得纳入项目库"
	quoteInvest   = "投资主管部门要加强基建投资绩效评估"
	quoteNeed     = "与事前绩效评估审定的下年度资金实际需求等挂钩，精准安排项目预算"
	quoteSpend    = "严格按项目实际支出进度和绩效情况实行精准拨款"
	quoteLast     = "与上年预算执行绩效挂钩"
	quoteFunds    = "本办法适用范围包括区级部门、单位管理的所有财政资金"
	quoteUnits    = "组织所属单位或项目实施单位编制绩效目标"
	quoteAdjust   = "确需调整绩效目标的，由区业务主管部门提出绩效目标调整申请，按预算管理流程报批调整"
	quoteMeasure  = "不能以量化形式表述的，可采用定性表述，但应具有可衡量性"
	quoteQuantify = "细化量化"
	quoteClear    = "指向明确"
	quoteSound    = "合理可行"
	quoteMatch    = "相应匹配"
	quoteWeights  = "原则上预算执行率和一级指标权重统一设置为：预算执行率10%、产出指标50%、效益指标30%、服务对象满意度指标10%"
)

var (
	art11  = basis.Cite("第十一条", quoteSet)
	fix11  = basis.Cite("第十一条", quoteReview)
	mof88  = func(quote string) basis.Citation { return basis.Of(basis.Cai2015No88, quote) }
	custom = func(what string) basis.Citation { return basis.Of(basis.Practice, what) }
)

// rules is the list behind Rules; rule functions never change it.
var rules = slices.Concat(structureRules, placementRules, measureRules, wordingRules, levelRules, amountRules, textRules, gateRules)

// Rules returns every target check in the order reports print them.
func Rules() []rule.Rule[Subject] { return slices.Clone(rules) }

// ByID returns the rule with the ID.
func ByID(id string) (r rule.Rule[Subject], ok bool) {
	i := slices.IndexFunc(rules, func(r rule.Rule[Subject]) bool { return r.ID == id })
	if i < 0 {
		return r, false
	}
	return rules[i], true
}

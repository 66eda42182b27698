package xlsx

import (
	"regexp"
	"strconv"
	"strings"

	"jixiao/domain"
	"jixiao/domain/parse"
)

// Fields of lists. Fund source columns are "funds." plus the source, month columns
// "month." plus the number, planned months "plan." plus the number.
const (
	fieldCode           = "code"
	fieldName           = "name"
	fieldYear           = "year"
	fieldDepartmentCode = "department_code"
	fieldDepartment     = "department"
	fieldUnitCode       = "unit_code"
	fieldUnit           = "unit"
	fieldKind           = "kind"
	fieldNature         = "nature"
	fieldOwner          = "owner"
	fieldPhone          = "phone"
	fieldInitial        = "initial"
	fieldAdjusted       = "adjusted"
	fieldCarryover      = "carryover"
	fieldCarryoverSince = "carryover_since"
	fieldExAnteReport   = "ex_ante_report"
	fieldExAnteScore    = "ex_ante_score"
	fieldExAnteResult   = "ex_ante_result"
	fieldExAnteNeed     = "ex_ante_need"
	fieldLanded         = "landed"
	fieldLastBudget     = "last_year.budget"
	fieldLastExecuted   = "last_year.executed"
	fieldLastScore      = "last_year.score"
	fieldMonth          = "month"
	fieldExecuted       = "executed"
	fieldPlan           = "plan"
	fieldDate           = "date"
	fieldAmount         = "amount"
	fieldPayee          = "payee"
	fieldPurpose        = "purpose"
	fieldVoucher        = "voucher"
	fieldOrdinal        = "ordinal"
	fieldFund           = "funds."
	fieldFundInitial    = "funds_initial."
	fieldMonthly        = "month."
	fieldMonthlyPlan    = "plan."
)

// listWords are the spellings of list headers, without brackets. Longer ones that contain
// shorter ones are found by equality, so order does not matter.
var listWords = index(map[string][]string{
	fieldCode:           {"项目代码", "项目编码", "项目编号", "二级项目代码", "二级项目编码", "预算项目代码", "预算项目编码", "代码", "编码"},
	fieldName:           {"项目名称", "二级项目名称", "预算项目名称", "项目", "项目(政策)名称", "专项名称", "政策和项目名称"},
	fieldYear:           {"年度", "预算年度", "年份", "会计年度"},
	fieldDepartmentCode: {"主管部门代码", "主管部门编码", "部门代码", "部门编码"},
	fieldDepartment:     {"主管部门", "主管部门名称", "部门", "部门名称", "一级预算单位", "业务主管部门", "一级预算单位名称"},
	fieldUnitCode:       {"单位代码", "单位编码", "预算单位代码", "预算单位编码"},
	fieldUnit:           {"预算单位", "单位", "单位名称", "预算单位名称", "实施单位", "项目单位", "项目实施单位", "承担单位", "资金使用单位", "基层预算单位"},
	fieldKind:           {"项目性质", "项目类别", "项目类型", "项目种类"},
	fieldNature:         {"项目属性", "新增延续", "新增/延续", "新增或延续", "属性"},
	fieldOwner:          {"项目责任人", "项目负责人", "责任人", "负责人"},
	fieldPhone:          {"联系电话", "电话", "责任人电话", "负责人电话", "联系方式"},
	fieldInitial:        {"年初预算", "年初预算数", "年初批复数", "年初预算批复数", "批复预算数", "预算批复数", "年初安排数", "年初预算金额"},
	fieldAdjusted:       {"全年预算", "全年预算数", "调整后预算", "调整后预算数", "调整预算数", "预算数", "预算金额", "全年预算金额", "预算总额", "调整后全年预算数", "资金总额", "年度资金总额", "年度预算数", "本年预算数", "预算指标数"},
	fieldCarryover:      {"上年结转", "上年结转资金", "结转资金", "其中:上年结转", "其中:上年结转资金", "结转结余", "上年结转数", "结转金额"},
	fieldCarryoverSince: {"结转起始年度", "结转年度", "结转起始年", "资金首次安排年度", "首次安排年度", "资金年度"},
	fieldExAnteReport:   {"事前绩效评估报告", "事前评估报告", "评估报告", "事前绩效评估", "事前评估", "评估报告名称", "事前绩效评估文号"},
	fieldExAnteScore:    {"事前评估得分", "事前绩效评估得分", "评估得分", "评估分数"},
	fieldExAnteResult:   {"事前评估结论", "事前绩效评估结论", "评估结论", "评估结果", "事前绩效评估结果"},
	fieldExAnteNeed:     {"审定资金需求", "评估审定金额", "审定金额", "建议金额", "事前评估审定金额"},
	fieldLanded:         {"已落实到项目金额", "已落实到项目资金", "已落实到具体项目金额", "落实到项目金额", "到项目金额"},
	fieldLastBudget:     {"上年预算", "上年预算数", "上年全年预算", "上年全年预算数", "上年预算金额"},
	fieldLastExecuted:   {"上年支出", "上年支出数", "上年执行数", "上年实际支出", "上年累计支出"},
	fieldLastScore:      {"上年绩效得分", "上年得分", "上年自评得分", "上年评价得分", "上年绩效自评得分"},
	fieldMonth:          {"月份", "月", "截至月份", "期间", "会计期间", "所属月份"},
	fieldExecuted:       {"累计支出", "累计支出数", "累计执行数", "累计执行", "执行数", "支出数", "全年执行数", "实际支出", "实际支出数", "预算执行数", "累计支出金额", "本年累计支出", "支出金额", "已支出", "已支出金额"},
	fieldPlan:           {"累计用款计划", "用款计划", "计划支出", "累计计划", "计划支出数", "累计计划数", "计划数", "用款计划数"},
	fieldDate:           {"支付日期", "日期", "付款日期", "支付时间", "记账日期", "清算日期", "入账日期", "业务日期"},
	fieldAmount:         {"支付金额", "金额", "付款金额", "本次支付", "本次支付金额", "发生额", "清算金额", "实付金额"},
	fieldPayee:          {"收款人", "收款单位", "收款人名称", "收款方", "收款人全称", "供应商", "对方单位"},
	fieldPurpose:        {"摘要", "用途", "支付用途", "资金用途", "款项用途", "说明"},
	fieldVoucher:        {"凭证号", "支付凭证号", "凭证编号", "单据号", "支付令号", "支付申请号", "申请单号", "流水号", "凭证单号"},
	fieldOrdinal:        {"序号", "行号", "编号", "序", "no.", "no"},
})

// fundWords are the spellings of fund sources.
var fundWords = index(map[string][]string{
	string(domain.FundGeneral):          {"一般公共预算", "一般公共预算资金", "一般公共预算拨款", "公共财政预算", "一般公共预算财政拨款", "一般公共财政预算"},
	string(domain.FundGovernment):       {"政府性基金预算", "政府性基金", "政府性基金预算资金", "政府性基金预算拨款", "基金预算", "政府性基金拨款"},
	string(domain.FundStateCapital):     {"国有资本经营预算", "国有资本经营预算资金", "国有资本经营", "国资预算"},
	string(domain.FundSocialInsurance):  {"社会保险基金预算", "社会保险基金", "社保基金预算", "社保基金"},
	string(domain.FundCentralTransfer):  {"中央转移支付", "中央资金", "中央补助", "中央财政资金", "中央", "中央补助资金", "中央财政", "中央专款"},
	string(domain.FundProvTransfer):     {"省级转移支付", "省级资金", "省级补助", "省级财政资金", "省级", "省级补助资金", "省转移支付", "省资金"},
	string(domain.FundCityTransfer):     {"市级转移支付", "市级资金", "市级补助", "市级财政资金", "市级", "市级补助资金", "市转移支付", "市资金"},
	string(domain.FundInvestment):       {"政府投资基金"},
	string(domain.FundPPP):              {"政府与社会资本合作", "ppp", "ppp项目"},
	string(domain.FundServicePurchase):  {"政府购买服务"},
	string(domain.FundDebt):             {"政府债务", "债务资金", "债券资金", "专项债券", "政府债券", "政府债务资金", "新增债券"},
	string(domain.FundFiscalAccount):    {"财政专户", "财政专户管理资金", "专户资金", "财政专户资金"},
	string(domain.FundUnitOwn):          {"单位资金", "自有资金", "单位自有资金"},
	string(domain.FundFiscalAllocation): {"财政拨款", "财政资金", "本级财政资金", "当年财政拨款", "本年财政拨款", "区级资金", "区级财政资金", "本级资金"},
	string(domain.FundOther):            {"其他资金", "其它资金", "其他", "其他来源"},
})

func index(words map[string][]string) map[string]string {
	out := map[string]string{}
	for field, list := range words {
		for _, w := range list {
			out[w] = field
		}
	}
	return out
}

var (
	brackets    = regexp.MustCompile(`\([^()]*\)`)
	monthHeader = regexp.MustCompile(`^(?:\d{4}年)?(?:截[至止])?(?:1[-~至])?(\d{1,2})月(?:末|底|份|止)?(.*)$`)
)

// headKey is a header's text for comparing: no blanks, brackets, stars or colons.
func headKey(s string) string {
	s = strings.ToLower(parse.Squeeze(s))
	s = brackets.ReplaceAllString(s, "")
	return strings.Trim(s, ":*★#·、.")
}

// listField recognises a list header, given the text above it in a two-line header.
func listField(above, text string) string {
	key := headKey(text)
	if key == "" {
		return ""
	}
	if f := monthField(headKey(above), key); f != "" {
		return f
	}
	full := strings.Trim(strings.ToLower(parse.Squeeze(text)), ":*★")
	if f, ok := listWords[full]; ok {
		return f
	}
	if f := amountField(headKey(above), key); f != "" {
		return f
	}
	if f, ok := listWords[key]; ok {
		return f
	}
	return ""
}

// amountField recognises money columns under a group heading: 年初预算 | 小计 一般公共预算 ….
func amountField(above, key string) string {
	bare := strings.TrimPrefix(key, "其中:")
	initial := strings.Contains(above, "年初")
	if bare == "小计" || bare == "合计" || bare == "总计" || bare == "金额" && above != "" {
		switch f := listWords[above]; {
		case f == fieldInitial || f == fieldAdjusted || f == fieldExecuted || f == fieldPlan:
			return f
		case above == "资金来源" || above == "资金构成" || strings.Contains(above, "预算"):
			return fieldAdjusted
		}
		return ""
	}
	source, ok := fundWords[bare]
	if !ok {
		return ""
	}
	if initial {
		return fieldFundInitial + source
	}
	return fieldFund + source
}

// monthField recognises "8月", "1-8月累计支出", "截至8月末支出", "8月用款计划".
func monthField(above, key string) string {
	m := monthHeader.FindStringSubmatch(key)
	if m == nil {
		return ""
	}
	n, err := strconv.Atoi(m[1])
	if err != nil || n < 1 || n > 12 {
		return ""
	}
	what := above + m[2]
	switch {
	case strings.Contains(what, "计划"):
		return fieldMonthlyPlan + m[1]
	case strings.Contains(what, "率"), strings.Contains(what, "进度"), strings.Contains(what, "当月"), strings.Contains(what, "本月"):
		return ""
	case m[2] == "", m[2] == "累计", strings.Contains(what, "支出"), strings.Contains(what, "执行"):
		return fieldMonthly + m[1]
	}
	return ""
}

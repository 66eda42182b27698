package xlsx

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"jixiao/domain"
	"jixiao/domain/parse"
)

// word is what a label means in a form.
type word uint8

const (
	wordNone word = iota
	wordProject
	wordDepartment
	wordUnit
	wordOwner
	wordGoal
	wordLongGoal
	wordCompletion
	wordReason  // a form-wide explanation
	wordExtra   // a known label without a field of its own
	wordSection // a heading without a value
)

// labelWords are the labels of a form's head and foot, without brackets and numbering.
var labelWords = map[string]word{}

func init() {
	for w, list := range map[word]string{
		wordProject:    "项目名称 专项名称 专项资金名称 转移支付名称 转移支付项目名称 政策名称 政策和项目名称 二级项目名称 预算项目名称 项目支出名称 专项项目名称 项目全称",
		wordDepartment: "主管部门 主管部门及代码 主管部门及编码 主管部门名称 业务主管部门 中央主管部门 省级主管部门 市级主管部门 区级主管部门 县级主管部门 地方主管部门 主管单位 一级预算单位 预算主管部门 项目主管部门",
		wordUnit:       "实施单位 项目实施单位 项目单位 预算单位 单位名称 项目单位名称 资金使用单位 具体实施单位 填报单位 申报单位 承担单位 项目承担单位 二级预算单位 用款单位 具体实施处室 预算单位名称 实施单位名称",
		wordOwner:      "项目负责人 项目责任人 责任人 项目负责人及电话 项目负责人及联系电话 项目责任人及电话 项目责任人及联系电话 负责人及电话 项目负责人姓名及电话 项目负责人及联系方式",
		wordGoal:       "预期目标 年初设定目标 年度目标 年度总体目标 总体目标 年度绩效目标 绩效目标 年度绩效总目标 年度总目标 年初目标 设定目标 全年目标 项目年度目标 项目年度绩效目标 年度主要目标和成果 当年绩效目标 绩效总目标 项目绩效目标 年度预期目标 年初绩效目标 全年绩效目标 年度总体绩效目标 年度绩效总体目标 目标",
		wordLongGoal:   "中期目标 中长期目标 长期目标 实施期目标 实施期总目标 项目中期目标 实施期绩效目标 中期绩效目标 项目实施期目标 实施期总体目标 中期总体目标",
		wordCompletion: "实际完成情况 全年实际完成情况 目标实际完成情况 完成情况 年度总体目标完成情况 总体目标完成情况 目标完成情况 年度目标完成情况 具体完成情况 实际完成目标 年度绩效目标完成情况 总体完成情况 年度完成情况 全年完成情况 年度总体目标实际完成情况",
		wordReason:     "偏差大或目标未完成原因分析 偏差原因分析 未完成原因分析 偏差大或目标未完成原因 目标未完成原因分析 偏离绩效目标的原因",
		wordSection: "项目资金 资金情况 项目资金情况 项目资金执行情况 预算执行情况 预算资金 预算资金情况 项目预算执行情况 绩效指标 年度绩效指标 绩效指标完成情况 年度绩效指标完成情况 项目绩效指标 项目基本情况 基本情况 资金来源 " +
			"指标完成情况 资金管理情况 预算执行 项目资金来源 情况说明 存在问题和改进措施 绩效自评 资金构成 项目资金预算执行 项目资金预算 年度绩效目标及指标 绩效指标体系 实施进度计划 中期指标 年度指标 长期绩效指标 立项情况 绩效目标完成情况 项目年度目标完成情况 项目立项情况 年度资金 中期资金 自评结果 绩效指标分析 指标",
		wordExtra: "联系人 联系电话 电话 联系方式 填报日期 填表日期 填报人 填表人 填报时间 填报单位负责人 日期 时间 项目属性 项目类别 项目类型 项目性质 项目期 项目期限 项目分类 建设周期 起止时间 项目起止时间 项目起止日期 实施期限 " +
			"自评等级 评价等级 绩效等级 评价结论 自评结论 存在问题 主要问题 改进措施 改进措施及结果应用方案 下一步改进措施 其他需要说明事项 其他需要说明的事项 其他需要说明的问题 其他说明的问题 其他说明 备注 说明 财务负责人 单位负责人 单位主要负责人签批意见 部门负责人 审核人 复核人 经办人 制表人 " +
			"自评得分 财政审核评分 自评总分 项目总体概况 项目概况 项目审批 金额单位 单位 部门编码 部门代码 部门名称 主管部门编码 主管部门代码 单位代码 单位编码 项目代码 项目编码 项目编号 年度 预算年度 部门 " +
			"立项依据 项目立项依据 项目立项的依据 项目申报的可行性 项目申报的必要性 项目申报的依据 计划开始时间 计划完成时间 开始时间 完成时间 项目实施内容 立项可行性 立项必要性 可行性 必要性 实施内容及过程概述 项目实施内容及过程概述 实施内容 总体完成率 结论 区划 行政区划 报表编号 编号 评价时间 评价机构 自评单位 预算级次 资金用途 单位职能概述 项目实施进度计划 " +
			"分配科学性 下达及时性 拨付合规性 使用规范性 执行准确性 预算绩效管理情况 支出责任履行情况 到位数 项目总预算 财政资金预算分类 财政资金科目代码 年度预算执行率 支出功能分类 支出科目 职能职责 附件 经验做法 负责人 责任科室 业务科室 结果应用 其他事项",
	} {
		for k := range strings.FieldsSeq(list) {
			labelWords[k] = w
		}
	}
}

var monthSpan = regexp.MustCompile(`^(?:\d{4}年)?(?:1[-~至])?(\d{1,2})月(?:份|末|底)?`)

// labelKey is a label's text for comparing: no blanks, numbering, brackets, stars, colons.
func labelKey(s string) string {
	s = parse.Squeeze(s)
	if len(s) > 150 {
		return s
	}
	s = stripNumbering(s)
	s = brackets.ReplaceAllString(s, "")
	return strings.Trim(s, ":*★☆#·、.")
}

// stripNumbering removes 一、 and 1. from the start of a label.
func stripNumbering(s string) string {
	rest := strings.TrimLeft(s, "一二三四五六七八九十")
	if rest == s {
		rest = strings.TrimLeft(s, "0123456789")
	}
	if rest == s || rest == "" {
		return s
	}
	for _, dot := range []string{"、", ".", "．"} {
		if t, ok := strings.CutPrefix(rest, dot); ok && t != "" && (t[0] < '0' || t[0] > '9') {
			return t
		}
	}
	return s
}

// headWord is the meaning of a label in the head or foot of a form.
func headWord(key string) word {
	if w := labelWords[key]; w != wordNone {
		return w
	}
	switch {
	case key == "" || utf8.RuneCountInString(key) > 24:
		return wordNone
	case commonLabel(key):
		return wordExtra
	case strings.HasSuffix(key, "意见") || strings.HasSuffix(key, "负责人签字"):
		return wordExtra
	case monthSpan.MatchString(key) && strings.HasSuffix(key, "完成情况") && strings.Contains(key, "目标"):
		return wordCompletion
	}
	return wordNone
}

// role is what a column of a table holds.
type role uint8

const (
	roleNone role = iota
	roleLevel1
	roleLevel2
	roleLevel3
	roleSign
	roleValue
	roleMeasure
	rolePlanned
	roleActual
	roleForecast
	roleWeight
	roleScore
	roleReason
	roleMeasures // a second column of the explanation
	roleNote
	roleExtra
	roleCause
	roleLikely
	roleOrdinal
	roleGroup // a heading over several columns
	roleInitial
	roleAnnual
	roleExecuted
	roleRate
	roleItem
)

func roleTable(lists map[role]string) map[string]role {
	out := map[string]role{}
	for r, list := range lists {
		for k := range strings.FieldsSeq(list) {
			out[k] = r
		}
	}
	return out
}

// indicatorWords are the headers of indicator tables.
var indicatorWords = roleTable(map[role]string{
	roleLevel1: "一级指标 一级 项目权重 指标类别 一级指标名称", roleLevel2: "二级指标 二级 评价内容 二级指标名称", roleLevel3: "三级指标 三级 指标名称 指标内容 绩效指标名称 三级指标名称 具体指标 绩效指标内容",
	roleSign: "指标性质 计算符号 符号 指标方向 性质 运算符号 指标符号", roleValue: "指标值 目标值 值 数值", roleMeasure: "度量单位 计量单位 单位 指标单位 指标值单位",
	rolePlanned:  "年度指标值 年初目标值 预期指标值 全年指标值 年初指标值 目标指标值 绩效指标值 年度目标值 计划指标值 指标值及单位 年初设定指标值 预期值 计划完成值 年度预期指标值 全年目标值 年度绩效指标值 年度计划值 年度预期值 预期目标值 计划值 预期目标 年初设定目标值 绩效目标值 年度指标 预期绩效目标",
	roleActual:   "实际完成值 全年实际完成值 全年实际值 完成值 年终完成值 全年完成值 实际值 实际完成指标值 实际完成情况 全年实际完成情况 自评完成值 年末完成值 实际达到值 实际完成 年度实际完成值 实际完成指标 年度完成值 全年实际完成",
	roleForecast: "全年预计完成情况 全年预计完成值 预计全年完成情况 预计全年完成值 预计完成情况 全年预计完成",
	roleWeight:   "分值 权重 权重占比 指标权重 标准分 标准分值 指标分值 权重分值 分值权重 满分 指标分值权重 权重分", roleScore: "得分 自评得分 自评分 指标得分 实际得分 自评分值 单项指标折算得分 折算得分 自评 评分 自评价得分",
	roleNote:  "备注 指标解释 指标值说明 说明 评价标准 评价标准及依据 得分计算方法 计分方法 评分标准 指标说明 计算方法 评分细则 指标值来源 评分方法 评分依据 指标值设定依据 评价要点",
	roleExtra: "完成情况 单项指标得分 复核分 复核得分 财政审核得分 财政复核得分 参考分 上年完成值 上年实际值 上年指标值 完成率 指标完成率 数据来源 佐证材料 佐证 完成比例 完成程度 目标完成率 上年值 近三年指标值",
	roleCause: strings.Join(domain.Causes, " "), roleLikely: string(domain.LikelyCertain) + " " + string(domain.LikelyPossible) + " " + string(domain.LikelyImpossible), roleOrdinal: "序号 行次 编号",
	roleGroup: "偏差原因分析 完成目标可能性 中期目标 年度目标 中期指标 年度指标 实施期指标 中期绩效指标 年度绩效指标 绩效指标 实施期目标 长期指标",
})

// fundColumnWords are the headers of money tables.
var fundColumnWords = roleTable(map[role]string{
	roleInitial:  "年初预算数 年初预算 年初预算额 年初安排 年初批复数 年初数 年初预算批复数 年初 年初预算金额",
	roleAnnual:   "全年预算数 调整后预算数 调整预算数 预算数 全年预算 调整后预算 预算安排 预算安排数 安排数 年度预算数 全年 全年预算额 调整后全年预算数 当年年度预算 资金安排 预算安排情况 全年调整预算数 全年预算金额 预算金额 年度预算 本年预算数 年度预算金额 全年调整后预算数 调整后预算金额",
	roleExecuted: "全年执行数 预算执行数 执行数 实际执行数 实际支出数 支出数 全年执行 全年支出数 资金执行情况 执行 资金执行 实际支出 全年执行金额 执行金额 实际支出金额 全年实际支出数 全年实际执行数",
	roleForecast: "全年预计执行数 预计全年执行数 全年预计支出数", roleWeight: "分值 权重 执行率权重", roleRate: "执行率 预算执行率 执行进度 支出率 预算执行进度 资金执行率 执行率% 年度预算执行率 全年执行率",
	roleScore: "得分 自评得分 执行率得分 预算执行得分", roleExtra: "到位数 资金到位 到位 资金到位情况 实际到位 实际到位数 得分计算方法 资金到位数 资金到位率 到位率 统筹整合 项目总预算 财政资金预算分类 财政资金科目代码 复核分 计分方法",
	roleReason: "原因 偏差原因 未执行完原因 原因说明", roleItem: "资金来源 资金性质 项目 资金项目 预算资金", roleNote: "备注 说明",
})

// columnRole recognises the header of an indicator table; month is that of 1-7月执行情况.
func columnRole(key string) (r role, month int) {
	if r = indicatorWords[key]; r != roleNone {
		return r, 0
	}
	if m := monthSpan.FindString(key); m != "" {
		switch rest := key[len(m):]; rest {
		case "执行情况", "完成情况", "实际完成情况", "实际完成值", "完成值", "指标完成情况", "执行值", "目标执行情况":
			return roleActual, parse.Month(m)
		}
	}
	n := utf8.RuneCountInString(key)
	switch {
	case n > 30:
	case strings.Contains(key, "原因"):
		return roleReason, 0
	case strings.Contains(key, "改进措施"):
		return roleMeasures, 0
	case strings.HasSuffix(key, "完成值") && n <= 10:
		return roleActual, 0
	case (strings.HasSuffix(key, "指标值") || strings.HasSuffix(key, "目标值")) && n <= 10:
		return rolePlanned, 0
	}
	return roleNone, 0
}

// fundRole recognises the header of a money table.
func fundRole(key string) (r role, month int) {
	if r = fundColumnWords[key]; r != roleNone {
		return r, 0
	}
	if m := monthSpan.FindString(key); m != "" {
		if r = fundColumnWords[key[len(m):]]; r == roleExecuted || r == roleRate {
			return r, parse.Month(m)
		}
	}
	n := utf8.RuneCountInString(key)
	switch {
	case n > 16:
	case strings.Contains(key, "原因"):
		return roleReason, 0
	case strings.HasPrefix(key, "得分"):
		return roleScore, 0
	case strings.HasPrefix(key, "执行率") && n <= 8:
		return roleRate, 0
	}
	return roleNone, 0
}

var fundItemWord = regexp.MustCompile(`^(?:其中:?|[-#*]+|[①-⑩])?(?:.{0,16}(?:资金总额|总额|财政拨款|预算拨款|其他资金|其它资金|结转资金|上年结转|结转结余|财政资金|专户管理资金|单位资金|自有资金|地方资金|中央资金|中央补助|[省市县区]级?资金|[省市县区]级?财政资金|[省市县区]级?补助|本级资金|基金预算|政府性基金|经营预算|公共预算|转移支付资金|专项资金|社会资本|债券资金|债务资金|事业收入|经营性收入|银行贷款|上级补助|专户资金|资金总和|总金额|资金合计|整合资金|衔接资金|县级配套|本级配套|配套资金|其他收入)|合计|总计|其他|其它|中央|省级|市级|县级|区级|本级|地方|省地|小计|财政|自筹|预算数|执行数|到位数)$`)

var fundTotalWord = regexp.MustCompile(`^(?:.{0,8}(?:资金总额|总额|资金总和|总金额|资金合计)|合计|总计|预算数|执行数|全年预算数)$`)

// fundItem recognises the label of a money row; total tells the total row.
func fundItem(key string) (item, total bool) {
	if utf8.RuneCountInString(key) > 22 || !fundItemWord.MatchString(key) {
		return false, false
	}
	return true, fundTotalWord.MatchString(key)
}

package xlsx

import (
	"strings"
)

// A field is one thing a header cell can name; the tables below are the only place where
// spellings live. Longer spellings come first where one contains another.

type spelling struct {
	field string
	words []string
}

// infoLabels are the labels of the form's head, whose value stands to the right.
var infoLabels = []spelling{
	{"project", []string{"项目名称", "项目(政策)名称", "政策和项目名称", "专项(项目)名称", "转移支付(项目)名称", "专项名称", "转移支付名称", "转移支付项目名称"}},
	{"department", []string{"主管部门及代码", "主管部门", "业务主管部门", "市级主管部门", "中央主管部门", "省级主管部门", "地方主管部门", "部门名称"}},
	{"unit", []string{"实施单位", "项目实施单位", "项目单位", "预算单位", "单位名称", "资金使用单位", "具体实施处室(单位)", "填报单位"}},
	{"owner", []string{"项目负责人及电话", "项目负责人", "项目责任人", "负责人及电话", "负责人"}},
}

// extraLabels are known labels whose value is kept but has no field of its own.
var extraLabels = []string{
	"联系人", "联系电话", "电话", "填报日期", "填报人", "填报时间", "项目属性", "项目类别", "项目类型", "项目期", "项目分类", "建设周期", "起止时间", "项目起止时间",
	"自评等级", "评价结论", "存在问题", "改进措施", "改进措施及结果应用方案", "其他需要说明事项", "其他需要说明的事项", "其他说明", "备注", "说明", "财务负责人", "单位主要负责人签批意见",
	"自评得分", "财政审核评分", "项目总体概况", "项目概况", "项目审批", "金额单位", "单位", "部门编码", "部门代码", "主管部门编码", "单位代码", "项目代码", "项目编码", "年度", "预算年度",
	"立项依据", "项目立项依据", "实施内容及过程概述", "总体完成率", "结论", "审核意见", "财政部门审核意见", "主管部门审核意见",
}

// goalLabels open the goal section.
var (
	goalLabels       = []string{"预期目标", "年初设定目标", "年度目标", "年度总体目标", "年度绩效目标", "总体目标", "年度绩效总目标", "项目年度目标", "绩效目标", "目标", "全年总体目标", "实施期目标", "年度主要目标和成果", "年初目标"}
	longGoalLabels   = []string{"中期目标", "中长期目标", "长期目标", "实施期总目标", "实施期目标"}
	completionLabels = []string{"实际完成情况", "目标实际完成情况", "全年实际完成情况", "完成情况", "年度总体目标完成情况", "具体完成情况", "目标完成情况", "年度目标完成情况"}
)

// fundColumns are the columns of a money table.
var fundColumns = []spelling{
	{"initial", []string{"年初预算数(A)", "年初预算数", "年初预算", "年初安排", "年初预算批复数"}},
	{"annual", []string{"全年预算数(A)", "全年预算数", "调整后预算数", "调整预算数(A)", "调整后预算", "调整预算数", "全年预算", "预算数(A)", "预算数", "预算安排", "安排数", "年度预算数"}},
	{"executed", []string{"全年执行数(B)", "全年执行数", "预算执行数", "实际执行数", "执行数(B)", "执行数", "实际支出数", "全年支出数", "支出数"}},
	{"weight", []string{"分值(10分)", "分值", "权重"}},
	{"rate", []string{"执行率(B/A)", "预算执行率", "执行率", "执行进度", "支出率"}},
	{"score", []string{"得分(20分*执行率)", "得分", "自评得分"}},
	{"reason", []string{"原因", "未执行完原因", "偏差原因", "得分计算方法"}},
	{"arrived", []string{"到位数", "资金到位"}},
}

// indicatorColumns are the columns of an indicator table.
var indicatorColumns = []spelling{
	{"level1", []string{"一级指标", "评价内容"}},
	{"level2", []string{"二级指标"}},
	{"level3", []string{"三级指标", "指标名称", "指标内容", "三级指标(指标内容)"}},
	{"sign", []string{"指标性质", "计算符号", "符号", "指标方向"}},
	{"value", []string{"指标值", "目标值", "值"}},
	{"measure", []string{"度量单位", "计量单位", "单位"}},
	{"planned", []string{"年度指标值(A)", "年度指标值", "年初目标值(A)", "年初目标值", "预期指标值", "全年指标值", "年初指标值", "目标指标值", "指标值(A)", "绩效指标值", "年度目标值"}},
	{"actual", []string{"全年实际完成值", "全年实际值(B)", "全年实际值", "实际完成值(B)", "实际完成值", "完成值", "年终完成值", "全年完成值", "实际完成情况", "实际值"}},
	{"weight", []string{"分值", "权重", "权重占比(%)", "权重占比", "指标权重(分)", "指标权重", "标准分值"}},
	{"score", []string{"单项指标折算得分", "得分", "自评分", "自评得分", "指标得分(分)", "指标得分", "实际得分"}},
	{"rawscore", []string{"单项指标得分"}},
	{"reviewscore", []string{"复核分", "复核得分", "财政审核得分"}},
	{"reason", []string{"偏差原因分析及改进措施", "偏差原因分析与改进措施", "未完成原因及拟采取的改进措施", "未完成原因分析及改进措施", "未完成原因和改进措施", "未完成原因分析", "偏差原因", "偏差原因及改进措施", "原因说明", "扣分原因", "未完成原因"}},
	{"note", []string{"备注", "指标解释", "指标值说明", "说明", "评价标准", "评价标准及依据", "得分计算方法", "计分方法", "完成情况", "参考分", "评分标准"}},
	{"lastyear", []string{"上年完成值", "上年实际值", "上年指标值"}},
}

// totalWords open the total row of a money or indicator table.
var totalWords = []string{"总分", "合计", "总计", "总得分", "自评总分", "合计得分", "总分合计"}

// fundTotals name the total row of a money table.
var fundTotals = []string{"年度资金总额", "年度财政资金总额", "资金总额", "总额", "年度预算资金总额", "合计", "年度预算总额", "全年资金总额", "项目资金总额", "总金额", "年度预算申请", "年度资金总和"}

func fieldOf(table []spelling, label string) string {
	for _, s := range table {
		for _, w := range s.words {
			if label == w {
				return s.field
			}
		}
	}
	if i := strings.IndexByte(label, '('); i > 0 { // 得分(20分*执行率)
		return fieldOf(table, label[:i])
	}
	return ""
}

func among(list []string, label string) bool {
	for _, w := range list {
		if label == w {
			return true
		}
	}
	return false
}

// infoOf recognises a head label, tolerating what forms append: "主管部门及代码", "实施单位（盖章）".
func infoOf(label string) string {
	if f := fieldOf(infoLabels, label); f != "" {
		return f
	}
	for _, s := range infoLabels {
		for _, w := range s.words {
			if strings.HasPrefix(label, w) && len(label) <= len(w)+18 && strings.ContainsAny(label[len(w):], "(") {
				return s.field
			}
		}
	}
	return ""
}

// isExtra recognises a known label without a field of its own.
func isExtra(label string) bool {
	if among(extraLabels, label) {
		return true
	}
	for _, w := range extraLabels {
		if rest, ok := strings.CutPrefix(label, w); ok && strings.HasPrefix(rest, "(") && strings.HasSuffix(rest, ")") {
			return true
		}
	}
	return false
}

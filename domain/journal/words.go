package journal

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"jixiao/domain"
)

var bucketWords = map[string]string{
	"p": "项目", "dept": "主管部门", "unit": "预算单位", "person": "人员", "target": "绩效目标", "review": "审核意见", "exec": "预算执行", "pay": "支付", "monitor": "运行监控",
	"case": "预警处置", "selfeval": "自评", "spot": "抽查", "spotframe": "抽查总体", "recheck": "复核", "setting": "参数", "duty": "履职记录", "param": "规则参数", "linkage": "挂钩方案", "cleanup": "清理决定", "cleanmove": "清理调剂",
}

// BucketWord is what people call the records of a bucket; an unknown one is returned as it
// is.
func BucketWord(bucket string) string { return word(bucketWords, bucket) }

var fieldWords = map[string]string{
	"id": "编号", "code": "代码", "name": "名称", "year": "年度", "department": "主管部门", "unit": "预算单位", "kind": "性质", "initial": "年初预算", "adjusted": "全年预算", "carryover": "结转",
	"carryover_since": "结转起始年", "funds": "资金", "source": "来源", "owner": "责任人", "phone": "电话", "start": "开始", "end": "结束", "ex_ante": "事前评估", "report": "报告", "score": "得分", "conclusion": "结论",
	"need": "审定需求", "date": "日期", "last_year": "上年", "earlier": "以前年度", "budget": "预算", "executed": "执行数", "grade": "等级", "prov": "来历", "project": "项目", "versions": "目标版本", "stage": "阶段",
	"level": "审核级次", "since": "起始日", "defer_until": "搁置至", "batch": "批次", "handled": "已审级次", "submitted": "送审日", "by": "操作人", "goal": "总体目标", "long_goal": "长期目标", "indicators": "指标",
	"level1": "一级指标", "level2": "二级指标", "level3": "三级指标", "planned": "指标值", "actual": "完成值", "weight": "权重", "reason": "原因", "note": "备注", "round": "轮次", "version": "版本", "decision": "决定",
	"comment": "意见", "remarks": "逐条意见", "until": "到", "on": "日期", "waited": "等待天数", "months": "各月", "plans": "未到月份的用款计划", "month": "月份", "plan": "计划", "amount": "金额", "payee": "收款人", "purpose": "用途", "voucher": "凭证",
	"state": "状态", "opened": "立案日", "due": "期限", "steps": "步骤", "rules": "规则", "facts": "事实", "second": "审批人", "pass": "结论", "received": "收到日", "form": "表", "exclusions": "剔除", "must_picks": "必抽",
	"strata": "分层", "per_project": "每项目复核人数", "population": "总体", "plan_sha256": "方案指纹", "population_sha256": "总体指纹", "roster_sha256": "人员指纹", "roster": "复核人员", "frozen_on": "封框日", "seed": "种子",
	"draw": "抽取记录", "recusals": "回避", "witnesses": "见证人", "withdrawals": "顺延", "void_reason": "作废原因", "terms": "任职", "avoid": "回避部门", "head": "主要负责人", "text": "内容", "raw": "原文", "cell": "单元格",
	"total": "合计", "stratum": "层", "n": "样本量", "dismissed": "不采纳理由", "field": "字段", "continuing": "延续项目", "action": "决定", "why": "理由", "doc": "依据文件", "low": "预计结余（少）", "high": "预计结余（多）", "suggested": "建议额", "applied": "申请额", "overall": "整体绩效", "lines": "项目", "params": "参数值", "landed": "已落实到项目", "exception": "批准保障", "exception_doc": "批准文件", "scope": "范围", "no_self_eval": "未按要求自评", "major_difference": "差异较大", "v": "记录格式", "value": "值",
}

// FieldWord is a field path in words: "funds.0.initial" is "资金 1 年初预算". Counting
// starts at 1 for people; unknown parts stay as they are.
func FieldWord(path string) string {
	parts := strings.Split(path, ".")
	for i, p := range parts {
		if n, err := strconv.Atoi(p); err == nil {
			parts[i] = strconv.Itoa(n + 1)
		} else {
			parts[i] = word(fieldWords, p)
		}
	}
	return strings.Join(parts, " ")
}

func word(words map[string]string, s string) string {
	if w, ok := words[s]; ok {
		return w
	}
	return s
}

// moneyFields hold fen where their value is a whole number.
var moneyFields = map[string]bool{"initial": true, "adjusted": true, "carryover": true, "need": true, "budget": true, "executed": true, "amount": true, "fen": true, "plan": true, "low": true, "high": true, "suggested": true, "applied": true, "landed": true}

// ValueText is a field's value for people: text without quotes, money in yuan, 是/否, the
// number of entries of a list. No value is "（无）".
func ValueText(path string, v json.RawMessage) string {
	v = bytes.TrimSpace(v)
	if len(v) == 0 || bytes.Equal(v, []byte("null")) {
		return "（无）"
	}
	switch v[0] {
	case '"':
		var s string
		if json.Unmarshal(v, &s) == nil {
			if s == "" {
				return "（空）"
			}
			return s
		}
	case '[':
		if l, ok := array(v); ok {
			return strconv.Itoa(len(l)) + " 项"
		}
	case '{':
		return objectText(path, v)
	case 't':
		return "是"
	case 'f':
		return "否"
	}
	last := path[strings.LastIndexByte(path, '.')+1:]
	if n, err := strconv.ParseInt(string(v), 10, 64); err == nil && moneyFields[last] {
		return domain.Fen(n).String()
	}
	return string(v)
}

// objectText shows a cell's original text, a person's name, else the JSON itself.
func objectText(path string, v json.RawMessage) string {
	m, _ := object(v)
	for _, key := range []string{"raw", "name"} {
		if x := m[key]; len(x) > 0 {
			return ValueText(path+"."+key, x)
		}
	}
	return string(v)
}

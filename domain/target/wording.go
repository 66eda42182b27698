package target

import (
	"strings"

	"jixiao/domain"
	"jixiao/domain/rule"
)

var wordingRules = []rule.Rule[Subject]{
	{ID: "TGT-MEA-07", Title: "没有未替换的占位符", Basis: art11, Severity: rule.Failure, From: inForce, Version: 1,
		Good:    "指标名称只写名称：接待游客数量；指标值写在指标值栏：不低于60000人",
		Applies: has, Evaluate: placeholders},
	{ID: "TGT-MEA-08", Title: "指标名称里不写目标值", Basis: mof88(quoteClear), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "名称：建设质量达标率；指标值：100%",
		Applies: hasLines, Evaluate: valueInName},
	{ID: "TGT-MEA-10", Title: "满意度写明调查基数", Basis: custom("满意度调查基数"), Severity: rule.Remark, From: inForce, Version: 1,
		Good:    "家长满意度，不低于90%（随机问卷300份）",
		Applies: hasLines, Evaluate: surveyBase},
}

func placeholders(s Subject) rule.Result {
	fs := s.each(func(l *line) (rule.Finding, bool) {
		if p := placeholder(l.raw); p != "" {
			return s.at(l, "planned", l.title()+"的指标值还留着占位符「"+p+"」，没有填写真实数值；请替换成具体指标值。"), true
		}
		if p := placeholder(l.name); p != "" {
			return s.at(l, "level3", l.title()+"的名称还留着指标库的占位符「"+p+"」；请删去占位符，名称只写考核什么。"), true
		}
		return rule.Finding{}, false
	})
	if p := placeholder(fold(s.v.Goal.Raw)); p != "" {
		f := s.goal("年度总体目标里还留着占位符「" + p + "」，没有填写真实内容；请补齐。")
		f.Printed = s.v.Goal.Raw
		fs = append(fs, f)
	}
	return rule.Found(fs...)
}

// limits are the words that put a target value into a name.
var limits = []string{"达到", "达", "不低于", "不少于", "不超过", "不高于", "控制在", "≥", "≤", ">=", "<=", ">", "<"}

// valueInName finds a percentage or a limit with a number in a name. Proper names with
// digits (5G基站, 65岁以上, 12345热线) are none of that.
func valueInName(s Subject) rule.Result {
	return rule.Found(s.each(func(l *line) (rule.Finding, bool) {
		if !hasDigit(l.name) {
			return rule.Finding{}, false
		}
		q, ok := nameValue(l.name)
		if !ok {
			return rule.Finding{}, false
		}
		written := l.name[q.from:q.to]
		num := l.num()
		if num != nil && l.ind.Planned.Unit == q.unit && num.Cmp(q.num) != 0 {
			f := s.at(l, "level3", l.title()+"名称里写的是"+written+"，指标值却是「"+l.ind.Planned.Raw+"」，两处矛盾；请核实，名称里不写目标值。")
			f.Expected = l.ind.Planned.Raw
			return f, true
		}
		return s.at(l, "level3", l.title()+"把目标值"+written+"写进了指标名称；请只在指标值栏填写。"), true
	})...)
}

func nameValue(name string) (quantity, bool) {
	for _, q := range quantities(name) {
		head := name[:q.from]
		tail := name[q.to:]
		limit := false
		for _, w := range limits {
			limit = limit || strings.HasSuffix(head, w)
		}
		if limit && !strings.HasPrefix(tail, "及以") && !strings.HasPrefix(tail, "以") {
			return q, true
		}
		if q.unit == "%" && (tail == "" || tail == ")") && !anyOf(before(name, q.from), []string{"前", "后", "占"}) {
			return q, true
		}
	}
	return quantity{}, false
}

// surveyBase needs a table that has notes at all: without a notes column there is no
// place for the base, and the rule has no data.
func surveyBase(s Subject) rule.Result {
	notes, found := false, false
	for i := range s.lines {
		notes = notes || s.lines[i].note != ""
		found = found || s.lines[i].ind.Class == domain.ClassSatisfaction
	}
	if !found {
		return rule.Skip()
	}
	if !notes {
		return rule.Missing()
	}
	base := []string{"调查", "问卷", "样本", "抽样", "访谈", "测评", "份", "人", "户"}
	return rule.Found(s.each(func(l *line) (rule.Finding, bool) {
		if l.ind.Class != domain.ClassSatisfaction || l.num() == nil || anyOf(l.note, base) || anyOf(l.raw, base) || anyOf(l.name, base[:6]) {
			return rule.Finding{}, false
		}
		return s.at(l, "planned", l.title()+"没有写明向多少人、用什么方法调查；请在备注写明调查方法和样本数。"), true
	})...)
}

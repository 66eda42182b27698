package target

import (
	"strings"
	"unicode/utf8"

	"jixiao/domain"
	"jixiao/domain/rule"
)

var measureRules = []rule.Rule[Subject]{
	{ID: "TGT-MEA-01", Title: "每个指标都有指标值", Basis: art11, Severity: rule.Failure, From: inForce, Version: 1,
		Good:    "持续影响：设施设计使用年限，不低于15年",
		Applies: hasLines, Evaluate: valueMissing},
	{ID: "TGT-MEA-02", Title: "定性指标值可以衡量", Basis: mof88(quoteMeasure), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "通行时间缩短10分钟；确需定性的写明：优＝全部路口不再积水，良＝积水点减少一半以上",
		Applies: hasLines, Evaluate: vagueValue},
	{ID: "TGT-MEA-03", Title: "增减百分比写明基数", Basis: mof88(quoteMeasure), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "投诉量下降10%（上年320件）",
		Applies: hasLines, Evaluate: noBase},
	{ID: "TGT-MEA-04", Title: "定量指标写明计量单位", Basis: mof88(quoteQuantify), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "成活率，不低于85%；补助标准，不高于28.40元/株",
		Applies: hasLines, Evaluate: noUnit},
	{ID: "TGT-MEA-05", Title: "同类指标计量单位一致", Basis: mof88(quoteQuantify), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "名称写培训人数（人），指标值也用人",
		Applies: hasLines, Evaluate: unitConflict},
	{ID: "TGT-MEA-06", Title: "指标方向没有写反", Basis: mof88(quoteSound), Severity: rule.Failure, From: inForce, Version: 1,
		Good:    "成本指标写不高于，合格率写不低于",
		Applies: hasLines, Evaluate: wrongDirection},
	{ID: "TGT-MEA-09", Title: "定量指标值不是清一色100%", Basis: custom("清一色100%"), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "数量写个数，时效写日期，质量写合格率",
		Applies: hasLines, Evaluate: allHundred},
}

func valueMissing(s Subject) rule.Result {
	return rule.Found(s.each(func(l *line) (rule.Finding, bool) {
		if l.name == "" || strings.Trim(l.raw, "/-—－") != "" || placeholder(l.name) == l.name {
			return rule.Finding{}, false
		}
		return s.at(l, "planned", l.title()+"没有填写指标值，无法考核；请填写可衡量的指标值，确实不考核的删去此行。"), true
	})...)
}

var (
	vagueAdverbs = []string{"显著", "明显", "有效", "持续", "不断", "进一步", "大幅", "稳步", "逐步", "有所", "较大", "极大", "全面", "切实", "得到", "充分", "稳定", "积极", "大力", "深入"}
	vagueVerbs   = []string{"提升", "提高", "改善", "增强", "增加", "加强", "促进", "优化", "好转", "改进", "完善", "发展", "推进", "保障", "巩固", "减少", "降低", "下降", "带动", "推动", "缓解"}
	vagueLeads   = []string{"提升", "提高", "改善", "增强", "促进", "优化", "推动", "带动"}
	vagueWhole   = []string{"明显", "显著", "良好", "较好", "很好", "好", "优良", "较高", "高", "长期", "中长期", "满意", "较满意", "比较满意", "基本满意", "有效", "到位", "充分", "较大", "较强"}
	vagueFill    = []string{"效果", "成效", "作用", "效益", "影响", "程度", "水平", "能力", "率", "了", "并", "、", "，", ",", "；", ";", "。", "和", "与", "的", "地"}
)

// vague reports whether a folded text says only that things get better: it begins with
// such a verb (促进经济发展), or has an adverb with its verb (显著提升居民生活质量), or nothing but
// such words (效果明显).
func vague(s string) bool {
	if s == "" || hasDigit(s) || len(s) > 240 {
		return false
	}
	if prefixOf(s, vagueLeads) != "" {
		return true
	}
	hit := false
	rest := s
	for rest != "" {
		if adv := prefixOf(rest, vagueAdverbs); adv != "" {
			if prefixOf(strings.TrimPrefix(rest[len(adv):], "地"), vagueVerbs) != "" {
				return true
			}
			hit, rest = true, rest[len(adv):]
			continue
		}
		w := prefixOf(rest, vagueVerbs)
		if w == "" {
			w = prefixOf(rest, vagueWhole)
		}
		hit = hit || w != ""
		if w == "" {
			w = prefixOf(rest, vagueFill)
		}
		if w == "" {
			return vagueInside(rest)
		}
		rest = rest[len(w):]
	}
	return hit
}

// vagueInside looks for an adverb directly before its verb anywhere in the text.
func vagueInside(s string) bool {
	for _, adv := range vagueAdverbs {
		for at := 0; ; {
			i := strings.Index(s[at:], adv)
			if i < 0 {
				break
			}
			at += i + len(adv)
			if prefixOf(strings.TrimPrefix(s[at:], "地"), vagueVerbs) != "" {
				return true
			}
		}
	}
	return false
}

func prefixOf(s string, words []string) string {
	best := ""
	for _, w := range words {
		if len(w) > len(best) && strings.HasPrefix(s, w) {
			best = w
		}
	}
	return best
}

// graded reports whether a text defines what the grades of a qualitative value mean.
func graded(s string) bool {
	return strings.Contains(s, "档") || (strings.Contains(s, "优") && strings.Contains(s, "良")) || strings.Contains(s, "评价标准") || strings.Contains(s, "分为")
}

func vagueValue(s Subject) rule.Result {
	return rule.Found(s.each(func(l *line) (rule.Finding, bool) {
		if l.num() != nil || !vague(l.raw) || graded(l.raw) || graded(l.note) {
			return rule.Finding{}, false
		}
		return s.at(l, "planned", l.title()+"的指标值「"+l.ind.Planned.Raw+"」没有数值，也没有说明达到什么程度算完成，无法考核；请改成可衡量的数值，或写明各档含义。"), true
	})...)
}

var (
	wordsChange = []string{"增长", "增幅", "降幅", "提高", "提升", "增加", "下降", "降低", "减少", "上升", "压减", "增速"}
	wordsBase   = []string{"上年", "去年", "同期", "同比", "环比", "往年", "基数", "相比", "较", "比20", "由", "从"}
)

func noBase(s Subject) rule.Result {
	goal := ""
	return rule.Found(s.each(func(l *line) (rule.Finding, bool) {
		if l.num() == nil || !l.percent() || !anyOf(l.name+l.raw, wordsChange) {
			return rule.Finding{}, false
		}
		if goal == "" {
			goal = fold(s.v.Goal.Raw)
		}
		if anyOf(l.name, wordsBase) || anyOf(l.raw, wordsBase) || l.note != "" || anyOf(goal, wordsBase) {
			return rule.Finding{}, false
		}
		return s.at(l, "planned", l.title()+"的指标值「"+l.ind.Planned.Raw+"」没有基数，不知道与什么相比；请写明比较的年份和上年数。"), true
	})...)
}

// noUnit leaves out values whose name carries the unit: 培训人数, 种植面积(亩).
func noUnit(s Subject) rule.Result {
	return rule.Found(s.each(func(l *line) (rule.Finding, bool) {
		u := l.ind.Planned.Unit
		if l.num() == nil || (u != "" && !strings.HasPrefix(u, "/")) || unitInName(l) || strings.ContainsAny(l.raw, "年月日:：") {
			return rule.Finding{}, false
		}
		what := "没有计量单位"
		if u != "" {
			what = "的计量单位不完整"
		}
		return s.at(l, "planned", l.title()+"的指标值「"+l.ind.Planned.Raw+"」"+what+"，看不出是多少；请补上单位。"), true
	})...)
}

func unitInName(l *line) bool {
	if bracketUnit(l.name) != "" {
		return true
	}
	if head, ok := strings.CutSuffix(l.key, "数"); ok && strings.HasSuffix(head, "次") {
		return true
	} else if ok {
		r, n := utf8.DecodeLastRuneInString(head)
		return n > 0 && strings.ContainsRune("人户家次个天项台套份件场期亩处辆名篇站株栋课", r)
	}
	if l.num().Sign() == 0 || (strings.HasSuffix(l.key, "率") && l.num().Cmp(domain.DecimalInt(1)) <= 0) {
		return true
	}
	return hasSuffixOf(l.key, []string{"年限", "天数", "得分", "评分", "分数", "分值", "排名", "名次"})
}

// bracketUnit returns the unit a name carries in brackets, "" for none; a placeholder
// such as (≥**%) is no unit.
func bracketUnit(name string) string {
	i := strings.LastIndexByte(name, '(')
	if i < 0 || !strings.HasSuffix(name, ")") {
		return ""
	}
	in := name[i+1 : len(name)-1]
	in = strings.TrimPrefix(strings.TrimPrefix(in, "单位:"), "单位：")
	if in != "" && measureAt(in) == in {
		return in
	}
	return ""
}

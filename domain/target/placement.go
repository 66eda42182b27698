package target

import (
	"strings"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/rule"
)

var placementRules = []rule.Rule[Subject]{
	{ID: "TGT-STR-09", Title: "三级指标放在对应的二级指标下", Basis: basis.Of(basis.Cai2021No101, "数量指标、质量指标、时效指标"), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "竣工验收合格率放在质量指标，按期完工率放在时效指标",
		Applies: hasLines, Evaluate: misplaced},
	{ID: "TGT-STR-10", Title: "一行只写一个数量", Basis: mof88(quoteQuantify), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "新建公园3个、改造公园5个拆成两行，各写各的指标值",
		Applies: hasLines, Evaluate: crowded},
}

// Words that tell beyond doubt what kind of indicator a name is.
var (
	wordsQuality = []string{"合格率", "达标率", "成活率", "优良率", "完好率", "准确率", "优质率"}
	wordsTimely  = []string{"及时率", "按时完成", "按期完成", "及时性", "完成时限", "完成时间", "完工时间", "按期率", "按时率"}
	wordsContent = []string{"满意度", "满意率"}
	wordsSurvey  = []string{"调查", "问卷", "测评"}
)

func misplaced(s Subject) rule.Result {
	return rule.Found(s.each(func(l *line) (rule.Finding, bool) {
		kind := rightKind(l.key)
		in := l.ind
		switch {
		case kind == "" || in.Class == "":
			return rule.Finding{}, false
		case kind == domain.ClassSatisfaction && in.Class == domain.ClassSatisfaction, kind == in.Kind:
			return rule.Finding{}, false
		case kind != domain.ClassSatisfaction && (in.Class != domain.ClassOutput || in.Kind == ""):
			return rule.Finding{}, false
		}
		f := s.at(l, "level3", l.title()+"说的是"+strings.TrimSuffix(kind, "指标")+"，却列在"+where(in)+"下；请移到"+kind+"。")
		f.Expected = kind
		return f, true
	})...)
}

// rightKind returns the level-2 kind (for satisfaction: the class) that a name belongs
// to, "" when the name does not tell or tells two.
func rightKind(name string) string {
	kind, hits := "", 0
	for _, w := range [...]struct {
		words []string
		kind  string
	}{{wordsContent, domain.ClassSatisfaction}, {wordsQuality, "质量指标"}, {wordsTimely, "时效指标"}} {
		if anyOf(name, w.words) && !anyOf(name, wordsSurvey) {
			kind = w.kind
			hits++
		}
	}
	if hits != 1 {
		return ""
	}
	return kind
}

func where(in *domain.Indicator) string {
	if in.Kind != "" {
		return in.Kind
	}
	return in.Class
}

// crowded finds values that name several quantities: 新建3个，改造5个. Ranges, dates and
// unit prices are one quantity.
func crowded(s Subject) rule.Result {
	return rule.Found(s.each(func(l *line) (rule.Finding, bool) {
		if len(l.raw) > 400 || !severalQuantities(l.raw) {
			return rule.Finding{}, false
		}
		return s.at(l, "planned", l.title()+"的指标值「"+l.ind.Planned.Raw+"」一行写了几个数量，无法分别考核；请拆成几行，一行一个数量。"), true
	})...)
}

func severalQuantities(raw string) bool {
	raw = noBrackets(raw)
	if !strings.ContainsAny(raw, "，,；;、") && !strings.Contains(raw, "和") && !strings.Contains(raw, "及") {
		return false
	}
	count, end := 0, 0
	for _, q := range quantities(raw) {
		between := raw[end:q.from]
		end = q.to
		switch q.unit {
		case "", "年", "月", "日", "G", "级", "类", "岁", "分", "天", "小时", "分钟", "个月":
			continue
		}
		if count > 0 && !strings.ContainsAny(between, "，,；;、和及") {
			continue
		}
		if anyOf(clauseBefore(raw, q.from), []string{"其中", "每", "按", "共", "合计", "宽", "长", "高", "厚", "人均"}) {
			continue
		}
		count++
	}
	return count > 1
}

// noBrackets drops what stands in brackets: explanations, not quantities of their own.
func noBrackets(s string) string {
	if !strings.ContainsAny(s, "([（") {
		return s
	}
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[', '（':
			depth++
		case ')', ']', '）':
			depth = max(0, depth-1)
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// clauseBefore is what stands in front of an offset since the last punctuation.
func clauseBefore(s string, at int) string {
	if i := strings.LastIndexAny(s[:at], "，。；、,;"); i >= 0 {
		return s[i:at]
	}
	return s[:at]
}

// before returns up to four runes in front of an offset.
func before(s string, at int) string {
	i := at
	for range 4 {
		if i == 0 {
			break
		}
		i -= len(string(lastRune(s[:i])))
	}
	return s[i:at]
}

package selfeval

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"jixiao/domain"
	"jixiao/domain/parse"
	"jixiao/domain/rule"
)

var textRules = []rule.Rule[Subject]{
	{ID: "SEV-TEXT-01", Title: "完成情况不照抄年度目标", Basis: art15, Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "目标：改造校舍4所；完成情况：8月20日前完成改造4所，其中2所提前投入使用",
		Applies: hasForm, Evaluate: copiedGoal},
	{ID: "SEV-TEXT-02", Title: "没有未替换的占位符", Basis: art15, Severity: rule.Failure, From: inForce, Version: 1,
		Good:    "指标名称和数值都已填实",
		Applies: hasForm, Evaluate: placeholders},
	{ID: "SEV-TEXT-03", Title: "年度前后一致", Basis: art15, Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "2025年度的表，文字里写2025年12月底前完成",
		Applies: hasForm, Evaluate: yearMismatch},
	{ID: "SEV-TEXT-04", Title: "文字不与别的单位或上年雷同", Basis: art15, Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "写清本项目实际做了什么、做到什么程度",
		Applies: hasForm, Evaluate: copiedElsewhere},
	{ID: "SEV-TEXT-05", Title: "完成情况里的金额合计一致", Basis: art15, Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "共支出89.99万元，其中编制30万元、审计30万元、设计29.99万元",
		Applies: hasForm, Evaluate: textSum},
}

func hasForm(s Subject) bool { return !s.blank }

func (s *Subject) completion(message string) rule.Finding {
	return s.on("completion", s.f.Completion.Cell, s.f.Completion.Raw, message)
}

// copiedGoal also takes a text that only says it is the same.
func copiedGoal(s Subject) rule.Result {
	goal, done := plain(s.f.Goal.Raw), plain(s.f.Completion.Raw)
	if goal == "" || done == "" {
		return rule.Missing()
	}
	if goal != done && !saysSame(done) {
		return rule.Found()
	}
	f := s.completion("实际完成情况与年度目标逐字相同，看不出实际做了什么；请按实际写明完成了哪些任务、数量和效果。")
	f.Expected = "写实际完成情况"
	return rule.Found(f)
}

func saysSame(s string) bool {
	if utf8.RuneCountInString(s) > 14 {
		return false
	}
	for _, w := range []string{"同左", "同上", "同年度目标", "同预期目标", "同总体目标"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return strings.HasPrefix(s, "与") && strings.Contains(s, "目标") && (strings.HasSuffix(s, "相同") || strings.HasSuffix(s, "一致"))
}

func placeholders(s Subject) rule.Result {
	var fs []rule.Finding
	for _, x := range []struct {
		field, what string
		text        domain.Text
	}{{"project", "项目名称", s.f.Project}, {"goal", "年度目标", s.f.Goal}, {"completion", "实际完成情况", s.f.Completion}} {
		if p := placeholder(x.text.Raw); p != "" {
			fs = append(fs, s.on(x.field, x.text.Cell, x.text.Raw, x.what+"里还留着占位符「"+p+"」，没有填写真实内容；请补齐。"))
		}
	}
	res := s.each(func(r *row) (rule.Finding, bool) {
		for _, x := range []struct{ part, what, raw string }{{"level3", "名称", r.ind.Level3.Raw}, {"planned", "指标值", r.ind.Planned.Raw}, {"actual", "完成值", r.ind.Actual.Raw}} {
			if p := placeholder(x.raw); p != "" {
				return s.at(r, x.part, "「"+parse.Fold(r.ind.Level3.Raw)+"」的"+x.what+"里还留着占位符「"+p+"」，没有填写真实内容；请补齐。"), true
			}
		}
		return rule.Finding{}, false
	})
	return rule.Found(append(fs, res.Findings...)...)
}

// placeholder returns what a template left behind: ** or ×× or __ anywhere, XX beside
// Chinese, or a cell of dots only. A text that was cut off (公众满…) is none.
func placeholder(raw string) string {
	s := parse.Squeeze(raw)
	for _, p := range []string{"**", "××", "__", "待定", "待填", "待补充", "某某", "□□", "○○"} {
		if strings.Contains(s, p) {
			return p
		}
	}
	if s != "" && strings.Trim(s, "….。·") == "" {
		return s
	}
	for i := 0; i+1 < len(s); i++ {
		if s[i]|0x20 != 'x' || s[i+1]|0x20 != 'x' {
			continue
		}
		end := i
		for end < len(s) && s[end]|0x20 == 'x' {
			end++
		}
		if !(i > 0 && word(s[i-1])) && !(end < len(s) && word(s[end])) {
			return s[i:end]
		}
		i = end
	}
	return ""
}

func word(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// yearMismatch compares the form's year with its title, with what the caller expects, and
// with years that stand in the goal and completion as the year of the work.
func yearMismatch(s Subject) rule.Result {
	year := s.f.Year
	if year == 0 {
		return rule.Missing()
	}
	want := strconv.Itoa(year)
	var fs []rule.Finding
	if t := parse.Year(s.f.Title.Raw); t != 0 && t != year {
		f := s.on("title", s.f.Title.Cell, s.f.Title.Raw, "标题写的是"+strconv.Itoa(t)+"年度，表头年度是"+want+"年度；请统一。")
		f.Expected = want
		fs = append(fs, f)
	}
	if e := s.env.Year; e != 0 && e != year {
		f := s.on("year", s.f.YearCell, want, "这是"+strconv.Itoa(e)+"年度的自评，表上印的却是"+want+"年度；请核实是否交错了年度。")
		f.Expected = strconv.Itoa(e)
		fs = append(fs, f)
	}
	for _, x := range []struct {
		field, what string
		text        domain.Text
	}{{"goal", "年度目标", s.f.Goal}, {"completion", "实际完成情况", s.f.Completion}} {
		if y := oldYear(parse.Squeeze(x.text.Raw), year); y != "" {
			f := s.on(x.field, x.text.Cell, x.text.Raw, x.what+"里写的是"+y+"年，而这是"+want+"年度的自评表，疑为沿用往年文字；请改正。")
			f.Expected = want
			fs = append(fs, f)
		}
	}
	res := s.each(func(r *row) (rule.Finding, bool) {
		for _, x := range []struct{ part, what, raw string }{{"planned", "指标值", r.ind.Planned.Raw}, {"actual", "完成值", r.ind.Actual.Raw}} {
			if y := oldYear(parse.Squeeze(x.raw), year); y != "" {
				f := s.at(r, x.part, r.title()+"的"+x.what+"写的是"+y+"年，而这是"+want+"年度的自评表；请改正。")
				f.Expected = want
				return f, true
			}
		}
		return rule.Finding{}, false
	})
	return rule.Found(append(fs, res.Findings...)...)
}

var (
	wordsBeforeYear = []string{"较", "比", "与", "自", "从", "以", "于", "在", "截至", "截止", "至", "到", "《", "〔", "[", "(", "-", "~", "和", "、", "超过", "超", "同", "了", "结转", "及", "对", "承接", "续建"}
	wordsAfterYear  = []string{"底", "末", "前", "内", "全年", "度目标", "度计划", "度完成", "度实现", "完成", "实现", "计划", "目标", "开展"}
)

// oldYear finds an earlier year that stands as the year of the work. A year compared with,
// quoted or carried over is none; a text that also names the form's year tells the two
// apart itself.
func oldYear(s string, year int) string {
	if strings.Contains(s, strconv.Itoa(year)) {
		return ""
	}
	for at := 0; ; {
		i := strings.Index(s[at:], "20")
		if i < 0 {
			return ""
		}
		i += at
		at = i + 2
		if i+4 > len(s) || !strings.HasPrefix(s[i+4:], "年") || i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
			continue
		}
		y, err := strconv.Atoi(s[i : i+4])
		if err != nil || y >= year || y < year-10 || endsWith(s[:i], wordsBeforeYear) {
			continue
		}
		tail := s[i+4+len("年"):]
		month := tail != "" && tail[0] >= '1' && tail[0] <= '9' && strings.Contains(tail[:min(len(tail), 5)], "月")
		if month || tail == "" || startsWith(tail, wordsAfterYear) {
			return s[i : i+4]
		}
	}
}

func endsWith(s string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

func startsWith(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// copiedElsewhere compares the completion with the texts of the corpus.
func copiedElsewhere(s Subject) rule.Result {
	done := s.f.Completion.Raw
	if s.env.Corpus == nil || utf8.RuneCountInString(letters(done)) < s.env.Params.SimilarRunes {
		return rule.Missing()
	}
	m, ok := s.env.Corpus.Nearest(s.env.Self, done, s.env.Params.SimilarPercent)
	if !ok {
		return rule.Found()
	}
	who := m.Unit + "「" + m.Project + "」"
	if m.Year != 0 && m.Year < s.f.Year {
		who = strconv.Itoa(m.Year) + "年" + who
	}
	f := s.completion("实际完成情况与" + who + "的有" + strconv.Itoa(m.Percent) + "%相同，疑为照抄；请按本项目的实际情况重写。")
	f.Expected = "写实际完成情况"
	return rule.Found(f)
}

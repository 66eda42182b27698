package target

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"jixiao/domain/basis"
	"jixiao/domain/rule"
)

var textRules = []rule.Rule[Subject]{
	{ID: "TGT-COH-05", Title: "目标文字不与别的项目或上年雷同", Basis: basis.Cite("第十条", quoteUnits), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "写清本单位今年做什么、在哪里做、做多少",
		Applies: has, Evaluate: copied},
	{ID: "TGT-COH-06", Title: "没有残留往年年份", Basis: fix11, Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "2026年度的目标写2026年12月底前完成",
		Applies: has, Evaluate: staleYear},
	{ID: "TGT-COH-08", Title: "没有残留他单位名称", Basis: fix11, Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "目标文字里的单位名称就是本单位",
		Applies: has, Evaluate: strangeUnit},
}

func copied(s Subject) rule.Result {
	text := fold(s.v.Goal.Raw)
	p := s.env.Params
	if utf8.RuneCountInString(text) < p.SimilarRunes {
		return rule.Missing()
	}
	var fs []rule.Finding
	if ly := s.d.Project.LastYear; ly != nil && ly.Goal != "" && similarity(text, fold(ly.Goal)) >= p.SimilarPercent {
		f := s.goal("年度目标与上年目标几乎逐字相同；请按今年的任务和预算重写。")
		f.Severity, f.Printed, f.Other = rule.Remark, s.v.Goal.Raw, ly.Goal
		fs = append(fs, f)
	}
	if s.env.Corpus == nil {
		if len(fs) == 0 && (s.d.Project.LastYear == nil || s.d.Project.LastYear.Goal == "") {
			return rule.Missing()
		}
		return rule.Found(fs...)
	}
	if m, ok := s.env.Corpus.Nearest(s.d.Project.ID, s.v.Goal.Raw, p.SimilarPercent); ok {
		f := s.goal("年度目标与" + m.Unit + "「" + m.Project + "」的目标有" + strconv.Itoa(m.Percent) + "%相同，疑为照抄；请按本项目的实际任务重写。")
		f.Printed, f.Other = s.v.Goal.Raw, m.Text
		fs = append(fs, f)
	}
	return rule.Found(fs...)
}

// staleYear looks for an earlier year that stands as the year of the target. A year that
// is compared with, quoted, or part of a period is none, and a text that also names the
// present year tells the two apart itself.
func staleYear(s Subject) rule.Result {
	year := s.d.Project.Year
	if year == 0 {
		return rule.Missing()
	}
	fs := s.each(func(l *line) (rule.Finding, bool) {
		y := oldYear(l.raw, year)
		if y == "" {
			return rule.Finding{}, false
		}
		f := s.at(l, "planned", l.title()+"的指标值「"+l.ind.Planned.Raw+"」写的是"+y+"年，而这是"+strconv.Itoa(year)+"年度的目标；请改正年份。")
		return f, true
	})
	if y := oldYear(fold(s.v.Goal.Raw), year); y != "" {
		f := s.goal("年度目标里写的是" + y + "年，而这是" + strconv.Itoa(year) + "年度的目标，疑为沿用往年文字；请改正。")
		f.Printed, f.Expected = y, strconv.Itoa(year)
		fs = append(fs, f)
	}
	return rule.Found(fs...)
}

var (
	yearBefore = []string{"较", "比", "与", "自", "从", "以", "于", "在", "截至", "至", "到", "《", "〔", "[", "(", "-", "~", "—", "－", "和", "、", "超过", "超", "同"}
	yearAfter  = []string{"底", "末", "前", "内", "度目标", "度计划", "度完成", "度实现", "完成", "实现", "计划", "目标", "预算", "开展", "新建", "建成"}
)

func oldYear(s string, year int) string {
	if !strings.Contains(s, "20") || strings.Contains(s, strconv.Itoa(year)) {
		return ""
	}
	for at := 0; ; {
		i := strings.Index(s[at:], "20")
		if i < 0 {
			return ""
		}
		i += at
		at = i + 2
		if i+4 > len(s) || !strings.HasPrefix(s[i+4:], "年") || (i > 0 && s[i-1] >= '0' && s[i-1] <= '9') {
			continue
		}
		y, err := strconv.Atoi(s[i : i+4])
		if err != nil || y >= year || y < year-10 {
			continue
		}
		tail := s[i+4+len("年"):]
		month := tail != "" && tail[0] >= '1' && tail[0] <= '9' && strings.Contains(tail[:min(len(tail), 5)], "月")
		if hasSuffixOf(s[:i], yearBefore) || !(month || tail == "" || prefixOf(tail, yearAfter) != "") {
			continue
		}
		return s[i : i+4]
	}
}

func hasSuffixOf(s string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// strangeUnit blames a goal that names another unit and not its own.
func strangeUnit(s Subject) rule.Result {
	own := []string{s.d.UnitName, s.d.DepartmentName}
	if len(s.env.Units) == 0 || own[0] == "" {
		return rule.Missing()
	}
	text := fold(s.v.Goal.Raw)
	for _, n := range own {
		if n != "" && strings.Contains(text, n) {
			return rule.Found()
		}
	}
	for _, u := range s.env.Units {
		if len(u) < 12 || strings.Contains(own[0], u) || strings.Contains(own[1], u) || strings.Contains(s.d.Project.Name, u) {
			continue
		}
		i := strings.Index(text, u)
		if i < 0 || hasSuffixOf(text[:i], []string{"配合", "会同", "联合", "协助", "与", "和", "向", "对", "由", "委托", "支持", "保障", "为", "在"}) {
			continue
		}
		f := s.goal("年度目标里写的单位是「" + u + "」，而本项目的单位是「" + own[0] + "」，疑为照抄别的单位；请改正。")
		f.Printed, f.Expected = u, own[0]
		return rule.Found(f)
	}
	return rule.Found()
}

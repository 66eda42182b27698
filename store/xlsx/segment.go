package xlsx

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"jixiao/domain"
	"jixiao/domain/parse"
)

// maxFormRows bounds how far a form is searched; real ones have some fifty rows.
const maxFormRows = 20_000

// segment is the part of a sheet that holds one form.
type segment struct{ from, to int }

var formTitle = regexp.MustCompile(`(?:自评表|自评价表|自评报告表|绩效评价表|申报表|目标表|监控表|审批表|批复表|目标设定|目标公示|绩效目标自评)`)

// titleText tells a form's title from a sentence that mentions a form.
func titleText(s string) bool {
	t := parse.Squeeze(s)
	return utf8.RuneCountInString(t) <= 60 && formTitle.MatchString(t) && !strings.ContainsAny(t, "。；;") && !strings.HasPrefix(t, "注")
}

// segments cuts a sheet into forms: one per project name label, each beginning with the
// title above it.
func segments(g *grid, keys *keyCache) []segment {
	var starts []int
	for i := range g.rows {
		row := &g.rows[i]
		if row.n > maxFormRows {
			break
		}
		if namesProject(row, keys) {
			starts = append(starts, row.n)
		}
	}
	if len(starts) == 0 {
		return nil
	}
	out := make([]segment, len(starts))
	for i, at := range starts {
		from := 1
		if i > 0 {
			from = titleAbove(g, at, starts[i-1])
			out[i-1].to = from - 1
		}
		out[i] = segment{from, g.lastRow()}
	}
	return out
}

// namesProject reports whether a row holds the label 项目名称 in a form, not in the header of
// a list.
func namesProject(row *gridRow, keys *keyCache) bool {
	named, others := false, 0
	for _, c := range row.cells {
		key := keys.of(c.text)
		if headWord(key) == wordProject {
			named = true
		} else if f := listWords[key]; f != "" {
			others++
		}
		if label, value, ok := inlinePair(c.text); ok && value != "" && headWord(labelKey(label)) == wordProject {
			return true
		}
	}
	return named && others < 3
}

// titleAbove finds where the form whose project label is in row at begins: its title, or
// the small print above it, but nothing of the form before.
func titleAbove(g *grid, at, before int) int {
	from := at
	for r := at - 1; r > before && at-r <= 8; r-- {
		cells := g.row(r)
		if len(cells) == 0 {
			if from < at {
				break
			}
			continue
		}
		if len(cells) > 3 || len(cells) > 1 && !titleText(cells[0].text) && !smallPrint(cells[0].text) {
			break
		}
		if t := cells[0].text; titleText(t) || smallPrint(t) || parse.Year(t) != 0 && utf8.RuneCountInString(t) < 20 {
			from = r
			continue
		}
		break
	}
	return from
}

var smallPrintPattern = regexp.MustCompile(`^(?:附件?\d*|附表\d*|公开\d+表|表\d+|\d{6}_\w+|报表编号.*|编号.*|部门.{0,2}[:：].*|单位.{0,3}[:：].*|预算单位.*|填报单位.*|金额单位.*|.*年度.*|\(.*\)|第?\d+页?|-\s*\d+\s*-)$`)

// smallPrint recognises what stands around a title: numbers of annexes and pages, units.
func smallPrint(s string) bool {
	t := parse.Squeeze(s)
	return utf8.RuneCountInString(t) <= 40 && smallPrintPattern.MatchString(t)
}

// keyCache remembers the key of every text: labels repeat.
type keyCache struct{ keys map[string]string }

func newKeyCache() *keyCache { return &keyCache{map[string]string{}} }

func (k *keyCache) of(text string) string {
	if key, ok := k.keys[text]; ok {
		return key
	}
	key := labelKey(text)
	if len(k.keys) < 1<<16 {
		k.keys[text] = key
	}
	return key
}

// inlinePair splits "部门：永德县教育体育局" into label and value.
func inlinePair(s string) (label, value string, ok bool) {
	i := strings.IndexAny(s, ":：")
	if i <= 0 || strings.ContainsAny(s[:i], "。；;\n") || utf8.RuneCountInString(parse.Squeeze(s[:i])) > 16 {
		return "", "", false
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+n:]), true
}

// kindOfTitle reads what a form is from its title.
func kindOfTitle(title string) domain.FormKind {
	t := parse.Squeeze(title)
	switch {
	case strings.Contains(t, "监控"):
		return domain.FormMonitoring
	case strings.Contains(t, "自评") || strings.Contains(t, "评价表"):
		return domain.FormSelfEval
	case strings.Contains(t, "申报") || strings.Contains(t, "目标"):
		return domain.FormTarget
	case strings.Contains(t, "审批表") || strings.Contains(t, "批复表"):
		return domain.FormTarget
	}
	return domain.FormUnknown
}

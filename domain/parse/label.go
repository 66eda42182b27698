package parse

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"

	"jixiao/domain"
)

func percentOf(d domain.Decimal) *big.Rat { return new(big.Rat).Quo(d.Rat(), big.NewRat(100, 1)) }

var pointsPattern = regexp.MustCompile(`[(（]\s*(\d+(?:\.\d+)?)\s*分?\s*[)）]`)

// Points reads the figure in brackets of a level-1 label: "产出指标(50分)" is 50. nil when
// there is none.
func Points(label string) *domain.Decimal {
	m := pointsPattern.FindStringSubmatch(Fold(label))
	if m == nil {
		return nil
	}
	d, err := domain.ParseDecimal(m[1])
	if err != nil {
		return nil
	}
	return &d
}

// Class returns the canonical level 1 of a label, "" when it is none of the four.
func Class(label string) string {
	s := Squeeze(label)
	switch {
	case strings.Contains(s, "满意"):
		return domain.ClassSatisfaction
	case strings.Contains(s, "效益"), strings.Contains(s, "效果"):
		return domain.ClassBenefit
	case strings.Contains(s, "产出"):
		return domain.ClassOutput
	case strings.HasPrefix(s, "成本"):
		return domain.ClassCost
	}
	return ""
}

var kinds = []struct{ word, kind string }{
	{"数量", "数量指标"}, {"质量", "质量指标"}, {"时效", "时效指标"}, {"经济成本", "经济成本指标"}, {"社会成本", "社会成本指标"}, {"生态环境成本", "生态环境成本指标"}, {"成本", "成本指标"},
	{"经济效益", "经济效益指标"}, {"社会效益", "社会效益指标"}, {"生态效益", "生态效益指标"}, {"环境效益", "生态效益指标"}, {"可持续", "可持续影响指标"}, {"满意", "服务对象满意度指标"},
}

// Kind returns the canonical level 2 of a label (数量指标 …), "" when not recognised.
func Kind(label string) string {
	s := Squeeze(label)
	for _, k := range kinds {
		if strings.Contains(s, k.word) {
			return k.kind
		}
	}
	return ""
}

var yearPattern = regexp.MustCompile(`(?:19|20)\d{2}`)

// Year reads the year of a title such as "( 2022年度 )"; 0 when there is none or several
// different ones.
func Year(s string) int {
	found := 0
	for _, m := range yearPattern.FindAllString(Fold(s), -1) {
		y, err := strconv.Atoi(m)
		if err != nil || found != 0 && found != y {
			return 0
		}
		found = y
	}
	return found
}

var datePattern = regexp.MustCompile(`^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?`)

// Date reads 2026-08-31, 2026/8/31, 2026年8月31日, 20260831 and Excel's day number. ok is
// false for anything else, impossible dates included.
func Date(raw string) (domain.Date, bool) {
	s := Fold(raw)
	if m := datePattern.FindStringSubmatch(s); m != nil {
		return civil(m[1], m[2], m[3])
	}
	if len(s) == 8 && isDigits(s) {
		return civil(s[:4], s[4:6], s[6:])
	}
	if i, _, _ := strings.Cut(s, "."); len(i) == 5 && isDigits(i) {
		n, err := strconv.Atoi(i)
		if err == nil {
			return domain.Date{Year: 1899, Month: time.December, Day: 30}.Add(n), true
		}
	}
	return domain.Date{}, false
}

func isDigits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

func civil(y, m, d string) (domain.Date, bool) {
	yy, err1 := strconv.Atoi(y)
	mm, err2 := strconv.Atoi(m)
	dd, err3 := strconv.Atoi(d)
	if err1 != nil || err2 != nil || err3 != nil {
		return domain.Date{}, false
	}
	out := domain.DateOf(time.Date(yy, time.Month(mm), dd, 0, 0, 0, 0, time.UTC))
	return out, out.Year == yy && int(out.Month) == mm && out.Day == dd
}

var monthPattern = regexp.MustCompile(`(?:1\s*[-~至]\s*)?(\d{1,2})\s*月`)

// Month reads the month of a label such as "1-7月执行数", "8月末"; 0 when there is none.
func Month(s string) int {
	m := monthPattern.FindStringSubmatch(Fold(s))
	if m == nil {
		return 0
	}
	n, err := strconv.Atoi(m[1])
	if err != nil || n < 1 || n > 12 {
		return 0
	}
	return n
}

// Placeholder reports whether a cell only stands for "fill in here": ……, XX, **, ...
func Placeholder(s string) bool {
	t := strings.Trim(Squeeze(s), ".…*xX×?_-:：")
	t = strings.TrimSpace(t)
	return t == "" && !Dash(s) && s != "" || t == "指标1" && strings.Contains(s, "…")
}

var prefixPattern = regexp.MustCompile(`^(?:指标|目标)\s*\d+\s*[:：.、]\s*`)

// StripPrefix removes "指标1：" and the like from a level-3 name.
func StripPrefix(s string) string { return prefixPattern.ReplaceAllString(strings.TrimSpace(s), "") }

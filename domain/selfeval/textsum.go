package selfeval

import (
	"strings"

	"jixiao/domain"
	"jixiao/domain/parse"
	"jixiao/domain/rule"
)

// textSum reads "共支出X万元，其中A万元……B万元" and finds parts that exceed their total. Parts
// that fall short may be only some of them.
func textSum(s Subject) rule.Result {
	head, tail, ok := strings.Cut(parse.Squeeze(s.f.Completion.Raw), "其中")
	if !ok || strings.Contains(tail, "其中") {
		return rule.Missing()
	}
	before, after := amountsIn(head), amountsIn(firstSentence(tail))
	if len(before) == 0 || len(after) < 2 {
		return rule.Missing()
	}
	total := before[len(before)-1]
	sum := domain.Decimal{}
	for _, a := range after {
		sum = sum.Add(a)
	}
	if sum.Cmp(total) <= 0 {
		return rule.Found()
	}
	f := s.completion("实际完成情况写共" + total.String() + "万元，其中各项相加却是" + sum.String() + "万元；请核对后改正。")
	f.Expected = total.String() + "万元"
	return rule.Found(f)
}

func firstSentence(s string) string {
	if i := strings.IndexAny(s, "。"); i >= 0 {
		return s[:i]
	}
	return s
}

// amountsIn lists the amounts in 万元 of a text.
func amountsIn(s string) []domain.Decimal {
	var out []domain.Decimal
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			continue
		}
		j := i
		for j < len(s) && (s[j] >= '0' && s[j] <= '9' || s[j] == '.') {
			j++
		}
		d, err := domain.ParseDecimal(strings.TrimSuffix(s[i:j], "."))
		if err == nil && strings.HasPrefix(s[j:], "万元") && !strings.HasPrefix(s[j:], "万元/") {
			out = append(out, d)
		}
		i = j
	}
	return out
}

package target

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"jixiao/domain"
)

// fold maps full-width ASCII to ASCII and drops blanks; the text itself when nothing
// changes.
func fold(s string) string {
	if !strings.ContainsFunc(s, foldable) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
		case r >= 0xFF01 && r <= 0xFF5E:
			b.WriteRune(r - 0xFEE0)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func foldable(r rune) bool {
	return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == 0x3000 || r == 0xA0 || (r >= 0xFF01 && r <= 0xFF5E)
}

// cleanName folds a level-3 name and strips stars and numbering (指标1：, 目标1:, 1.).
func cleanName(s string) string {
	s = strings.TrimLeft(fold(s), "*★☆▲●")
	for _, p := range [...]string{"指标", "目标"} {
		if rest, ok := strings.CutPrefix(s, p); ok {
			if body := strings.TrimLeft(rest, "0123456789一二三四五六七八九十"); body != rest && strings.HasPrefix(body, ":") {
				return body[1:]
			}
		}
	}
	if body := strings.TrimLeft(s, "0123456789"); body != s && len(s)-len(body) <= 2 {
		for _, p := range [...]string{".", "、", ")"} {
			if rest, ok := strings.CutPrefix(body, p); ok && rest != "" && (rest[0] < '0' || rest[0] > '9') {
				return rest
			}
		}
	}
	return s
}

// nameKey is a name without bracketed parts and punctuation, for comparing names.
func nameKey(s string) string {
	if !strings.ContainsFunc(s, notWord) {
		return s
	}
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case r == '(' || r == '[':
			depth++
		case r == ')' || r == ']':
			depth = max(0, depth-1)
		case depth == 0 && !notWord(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '%' }

// quantity is a number with its unit in a text; from and to are byte offsets.
type quantity struct {
	num      domain.Decimal
	unit     string
	from, to int
}

// measures are the units recognised in running text, longest first within one initial.
var measures = []string{
	"%", "万元", "亿元", "元", "万人次", "万人", "人次", "人", "个百分点", "个月", "个", "家", "户", "名", "次", "场", "期", "亩", "公顷", "公里", "千米", "平方公里", "平方米",
	"万平方米", "万立方米", "立方米", "米", "㎡", "m2", "km", "万吨", "吨", "公斤", "千克", "台套", "台", "套", "辆", "件", "份", "册", "处", "座", "所", "栋", "株", "棵", "头", "只", "项", "条",
	"片", "批", "天", "小时", "分钟", "倍", "种", "篇", "部", "张", "块", "间", "盏", "眼", "口", "支", "例", "宗", "起", "笔", "艘", "架", "根", "万株", "万个", "万户", "万", "年", "月", "日", "岁", "分", "级", "类", "G",
}

// quantities lists the numbers of a folded text with the units behind them.
func quantities(s string) []quantity {
	var out []quantity
	for i := 0; i < len(s); {
		if s[i] < '0' || s[i] > '9' {
			i++
			continue
		}
		j := i
		for j < len(s) && (s[j] >= '0' && s[j] <= '9' || (s[j] == '.' || s[j] == ',') && j+1 < len(s) && s[j+1] >= '0' && s[j+1] <= '9') {
			j++
		}
		q := quantity{from: i, to: j}
		n, err := domain.ParseDecimal(strings.ReplaceAll(s[i:j], ",", ""))
		if err == nil {
			q.num, q.unit = n, measureAt(s[j:])
			q.to += len(q.unit)
			out = append(out, q)
		}
		i = max(q.to, j)
	}
	return out
}

// measureAt returns the longest measure at the start of the text, "" for none.
func measureAt(s string) string {
	best := ""
	for _, m := range measures {
		if len(m) > len(best) && strings.HasPrefix(s, m) {
			best = m
		}
	}
	return best
}

func anyOf(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// lastRune and firstRune are for looking around a match.
func lastRune(s string) rune { r, _ := utf8.DecodeLastRuneInString(s); return r }

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

func asciiWord(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// placeholder returns the placeholder left in a folded text, "" for none.
func placeholder(s string) string {
	for _, p := range [...]string{"**", "××", "__", "待定", "待填", "待补充", "某某", "□□"} {
		if strings.Contains(s, p) {
			return p
		}
	}
	if strings.Trim(s, "….。·") == "" && s != "" {
		return s
	}
	for i := 0; i+1 < len(s); i++ {
		if s[i]|0x20 != 'x' || s[i+1]|0x20 != 'x' {
			continue
		}
		j := i
		for j < len(s) && s[j]|0x20 == 'x' {
			j++
		}
		if !asciiWord(lastRune(s[:i])) && !asciiWord(firstRune(s[j:])) {
			return s[i:j]
		}
		i = j
	}
	return ""
}

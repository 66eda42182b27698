package parse

import (
	"strings"

	"jixiao/domain"
)

var signWords = []struct {
	word string
	sign domain.Sign
}{
	{"大于等于", domain.SignGE}, {"大于或等于", domain.SignGE}, {"高于或等于", domain.SignGE}, {"不得低于", domain.SignGE}, {"不得少于", domain.SignGE}, {"最低", domain.SignGE}, {"最少", domain.SignGE}, {"≮", domain.SignGE}, {"不少于", domain.SignGE}, {"不低于", domain.SignGE}, {"不小于", domain.SignGE}, {"至少", domain.SignGE},
	{"小于等于", domain.SignLE}, {"小于或等于", domain.SignLE}, {"低于或等于", domain.SignLE}, {"不得超过", domain.SignLE}, {"不得高于", domain.SignLE}, {"不得大于", domain.SignLE}, {"最高", domain.SignLE}, {"最多", domain.SignLE}, {"≯", domain.SignLE}, {"不超过", domain.SignLE}, {"不高于", domain.SignLE}, {"不多于", domain.SignLE}, {"不大于", domain.SignLE}, {"至多", domain.SignLE},
	{"大于", domain.SignGT}, {"高于", domain.SignGT}, {"超过", domain.SignGT}, {"小于", domain.SignLT}, {"低于", domain.SignLT}, {"少于", domain.SignLT}, {"等于", domain.SignEQ},
	{"≥", domain.SignGE}, {"≤", domain.SignLE}, {">", domain.SignGT}, {"<", domain.SignLT}, {"=", domain.SignEQ},
}

var tailSigns = []struct {
	word string
	sign domain.Sign
}{{"及以上", domain.SignGE}, {"或以上", domain.SignGE}, {"以上(含)", domain.SignGE}, {"(含)以上", domain.SignGE}, {"以上", domain.SignGE}, {"及以下", domain.SignLE}, {"或以下", domain.SignLE}, {"以下", domain.SignLE}, {"以内", domain.SignLE}, {"之内", domain.SignLE}}

// Value reads a planned or actual indicator value: sign, number, unit. A text without
// exactly one number at its start (dates, sentences, several numbers) is Qualitative and
// has no number; an empty cell or a dash is neither.
func Value(raw string) domain.Value {
	v := domain.Value{Raw: raw}
	s := Fold(raw)
	if Dash(s) {
		return v
	}
	s = Squeeze(s)
	s = strings.TrimPrefix(s, "控制在")
	s, v.Sign = leadingSign(s)
	if v.Sign == "" {
		s = doneWords(s)
	}
	for _, w := range []string{"大约", "约为", "约", "近"} {
		if t, ok := strings.CutPrefix(s, w); ok {
			s, v.Approx = t, true
			break
		}
	}
	d, rest, ok := number(s)
	if !ok {
		v.Sign, v.Qualitative, v.Approx = "", true, false
		return v
	}
	for _, w := range []string{"左右", "余", "多"} {
		if t := strings.Replace(rest, w, "", 1); t != rest && (w == "左右" || strings.HasPrefix(rest, w)) {
			rest, v.Approx = t, true
		}
	}
	if v.Sign == "" {
		for _, t := range tailSigns {
			if cut, ok := strings.CutSuffix(rest, t.word); ok {
				rest, v.Sign = cut, t.sign
				break
			}
		}
	}
	unit := canonicalUnit(strings.Trim(rest, "()。;,"))
	if !plausibleUnit(unit) || datePart(d, unit) {
		return domain.Value{Raw: raw, Qualitative: true}
	}
	v.Number, v.Unit = &d, unit
	return v
}

// doneWords removes what people write before an actual number: 完成50个, 达到95%.
func doneWords(s string) string {
	for _, w := range []string{"实际完成", "已完成", "累计完成", "完成", "达到", "达", "共计", "共", "累计", "实际"} {
		if t, ok := strings.CutPrefix(s, w); ok {
			return t
		}
	}
	return s
}

// datePart tells 8月 and 2026年, which are dates, from 12个月 and 3年, which are lengths.
func datePart(d domain.Decimal, unit string) bool {
	switch {
	case strings.HasPrefix(unit, "月"), strings.HasPrefix(unit, "号"):
		return true
	case strings.HasPrefix(unit, "年"):
		return d.Cmp(domain.DecimalInt(1900)) >= 0 && d.Cmp(domain.DecimalInt(2200)) <= 0
	}
	return false
}

func leadingSign(s string) (string, domain.Sign) {
	for _, w := range signWords {
		if rest, ok := strings.CutPrefix(s, w.word); ok {
			return rest, w.sign
		}
	}
	return s, ""
}

// plausibleUnit tells a unit from the rest of a sentence or a date: short, without a
// second number, not a date part followed by more.
func plausibleUnit(u string) bool {
	if strings.ContainsAny(u, "0123456789") || strings.ContainsAny(u, ",;:。，；：、") {
		return false
	}
	n := len([]rune(u))
	if n > 10 {
		return false
	}
	for _, w := range []string{"月底", "年底", "月前", "年前", "日前", "完成", "月份", "年度", "月中", "月末", "年末"} {
		if strings.Contains(u, w) {
			return false
		}
	}
	return true
}

// canonicalUnit spells percent one way; a word after it (100%覆盖, 100%完成) adds nothing.
func canonicalUnit(u string) string {
	switch {
	case u == "百分比" || u == "百分之":
		return "%"
	case strings.HasPrefix(u, "%") && !strings.ContainsAny(u, "0123456789,;:、") && len([]rune(u)) <= 6:
		return "%"
	}
	return u
}

// Rate reads a rate as a fraction of one: "86.19%" is 0.8619, "0.958" is 0.958, "100" is
// 1 (a bare number above 1.5 is read as percent: no budget is executed to 150 times),
// "1" is 1. ok is false when there is no number.
func Rate(raw string) (d domain.Decimal, ok bool) {
	s := Squeeze(raw)
	if Dash(s) {
		return d, false
	}
	s, _ = leadingSign(s)
	d, rest, ok := number(s)
	if !ok || rest != "" && rest != "%" && rest != "百分比" {
		return domain.Decimal{}, false
	}
	if rest == "" && d.Cmp(domain.MustDecimal("1.5")) <= 0 && d.Cmp(domain.MustDecimal("-1.5")) >= 0 {
		return d, true
	}
	out, ok := domain.DecimalFromRat(percentOf(d), 10)
	return out, ok
}

// Score reads a score or weight: "8", "8.62", "10分", "20%" (a weight written in percent is
// the number before the sign). A dash has none.
func Score(raw string) (d domain.Decimal, ok bool) {
	s := Squeeze(raw)
	if Dash(s) {
		return d, false
	}
	d, rest, ok := number(s)
	if !ok || rest != "" && rest != "分" && rest != "%" {
		return domain.Decimal{}, false
	}
	return d, true
}

package query

import (
	"math/big"
	"strings"

	"jixiao/domain"
	"jixiao/domain/pinyin"
)

// parseValue reads one alternative; the caller sets the error's position.
func (f Field) parseValue(raw, folded string) (Value, *Error) {
	text := strings.TrimSpace(unquote([]rune(raw)))
	v := Value{Text: text}
	if text == "" {
		return v, &Error{Message: f.Name + "的值是空的，例如 " + f.Example + "。", Incomplete: true}
	}
	if text == none || text == "空" {
		v.None = true
		return v, nil
	}
	switch f.Type {
	case TypeText:
		return v, nil
	case TypeOption:
		return f.parseOption(v)
	}
	lo, hi, ranged := strings.Cut(folded, "..")
	err := f.parseNumber(lo, &v.Min)
	v.Max = v.Min
	if err == nil && ranged {
		if hi == "" {
			return v, &Error{Message: "范围还缺上限，例如 " + f.Name + ":60..80。", Incomplete: true}
		}
		err = f.parseNumber(hi, &v.Max)
	}
	if err == nil && v.Max.Cmp(v.Min) < 0 {
		err = &Error{Message: "范围的下限比上限大，请调换。"}
	}
	return v, err
}

func (f Field) parseOption(v Value) (Value, *Error) {
	want := strings.ToLower(v.Text)
	for _, o := range f.Options {
		if o == v.Text {
			v.Options = []string{o}
			return v, nil
		}
		key := pinyin.Key(o)
		if strings.Contains(o, v.Text) || pinyin.Valid(want) && (strings.HasPrefix(key, want) || strings.HasPrefix(pinyin.Initials(key), want)) {
			v.Options = append(v.Options, o)
		}
	}
	if len(v.Options) == 0 {
		return v, &Error{Message: f.Name + "没有“" + v.Text + "”这一项，可以是：" + strings.Join(f.Options, "、") + "、" + none + "。"}
	}
	return v, nil
}

// units of figures and what one of them is worth in the field's own unit.
var unitsOf = map[Type][]struct {
	suffix string
	per    int64
}{
	TypePercent: {{"%", 1}, {"", 1}},
	TypePoints:  {{"分", 1}, {"", 1}},
	TypeDays:    {{"天", 1}, {"日", 1}, {"周", 7}, {"d", 1}, {"", 1}},
	TypeCount:   {{"个", 1}, {"条", 1}, {"次", 1}, {"年", 1}, {"月", 1}, {"", 1}},
	TypeAmount: {{"万元", 1_000_000}, {"亿元", 10_000_000_000}, {"万", 1_000_000}, {"亿", 10_000_000_000}, {"元", 100},
		{"wan", 1_000_000}, {"yi", 10_000_000_000}, {"w", 1_000_000}, {"y", 10_000_000_000}, {"", 1_000_000}},
}

// parseNumber reads a figure with its unit into the field's own unit.
func (f Field) parseNumber(s string, out *domain.Decimal) *Error {
	bad := &Error{Message: f.Name + "要填数字，“" + s + "”读不出来，例如 " + f.Example + "。", Incomplete: s == "-" || s == ""}
	s = strings.ToLower(strings.ReplaceAll(s, " ", ""))
	for _, u := range unitsOf[f.Type] {
		body, ok := strings.CutSuffix(s, u.suffix)
		if !ok {
			continue
		}
		d, err := domain.ParseDecimal(body)
		if err != nil || len(body) > 15 || fractionDigits(body) > 6 {
			return bad
		}
		worth := new(big.Rat).Mul(d.Rat(), new(big.Rat).SetInt64(u.per))
		scale := uint8(6)
		if f.Type == TypeAmount {
			scale = 0
		}
		if *out, ok = domain.DecimalFromRat(worth, scale); !ok {
			return bad
		}
		return nil
	}
	return bad
}

func fractionDigits(s string) int {
	_, frac, _ := strings.Cut(s, ".")
	return len(frac)
}

// suggest names the fields nearest to a wrong name.
func suggest(name string) string {
	var near []string
	for _, f := range fields {
		if strings.ContainsAny(f.Name, name) {
			near = append(near, f.Name)
		}
	}
	if len(near) > 0 {
		return "是不是要写：" + strings.Join(near[:min(len(near), 4)], "、") + "？"
	}
	return "可用的字段有：执行、部门、单位、灯、阶段、金额、未整改、自评、复核等，按 F1 看全部。"
}

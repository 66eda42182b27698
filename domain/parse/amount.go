package parse

import (
	"fmt"
	"strings"

	"jixiao/domain"
)

// ErrAmount says what a money cell holds that cannot be read.
type ErrAmount struct{ Raw, Why string }

// Error is the sentence.
func (e *ErrAmount) Error() string {
	return fmt.Sprintf("“%s”读不成金额：%s。请填数字，如 12.50", e.Raw, e.Why)
}

// Amount reads a money cell in the given unit (the form's). A unit written in the cell
// ("1.2万", "350元") wins. Empty cells and dashes have no value and no error; 约, 余 and
// 左右 set Approx.
func Amount(raw string, unit domain.AmountUnit) (domain.Amount, error) {
	a := domain.Amount{Raw: raw}
	s := Fold(raw)
	if Dash(s) {
		return a, nil
	}
	s = strings.TrimPrefix(strings.TrimPrefix(s, "人民币"), "约")
	a.Approx = strings.HasPrefix(Fold(raw), "约")
	s = strings.TrimLeft(s, "¥￥ ")
	neg := strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")")
	if neg {
		s = s[1 : len(s)-1]
	}
	d, rest, ok := number(s)
	if !ok {
		return a, &ErrAmount{raw, "开头不是数字"}
	}
	in, approx, err := amountUnit(raw, rest, unit)
	if err != nil {
		return a, err
	}
	a.Approx = a.Approx || approx
	if in == "" {
		return a, &ErrAmount{raw, "没有写单位是元还是万元"}
	}
	f, err := domain.FenOf(d, in)
	if err != nil {
		return a, &ErrAmount{raw, "数值太大"}
	}
	if neg {
		f = -f
	}
	a.Fen = &f
	return a, nil
}

func amountUnit(raw, rest string, unit domain.AmountUnit) (in domain.AmountUnit, approx bool, err error) {
	r := Squeeze(rest)
	for _, w := range []string{"左右", "余", "多"} {
		if t := strings.Replace(r, w, "", 1); t != r {
			r, approx = t, true
		}
	}
	r = strings.TrimSuffix(strings.TrimSuffix(r, "整"), "人民币")
	switch r {
	case "":
		return unit, approx, nil
	case "元":
		return domain.UnitYuan, approx, nil
	case "万", "万元":
		return domain.UnitWan, approx, nil
	case "亿", "亿元":
		return domain.UnitYi, approx, nil
	}
	return "", approx, &ErrAmount{raw, "数字后面还有“" + r + "”"}
}

// UnitIn finds the amount unit a label states: "项目资金(万元)", "金额单位：元". ok is false
// when it states none.
func UnitIn(label string) (domain.AmountUnit, bool) {
	s := Squeeze(label)
	switch {
	case strings.Contains(s, "亿元"):
		return domain.UnitYi, true
	case strings.Contains(s, "万元"):
		return domain.UnitWan, true
	case strings.Contains(s, "(元)"), strings.Contains(s, "单位:元"), strings.HasSuffix(s, "/元"):
		return domain.UnitYuan, true
	}
	return "", false
}

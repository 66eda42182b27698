package recheck

import (
	"math/big"
	"strings"
	"unicode"

	"jixiao/domain"
)

// formula recomputes an item's score from its planned and its confirmed value: at or
// beyond the plan gives the weight, below it the share reached; for ≤ and < the linear
// rule (nothing from twice the plan on). Scores have two decimals. ok is false when a
// value is not one plain number or the units differ.
func formula(it domain.RecheckItem) (score domain.Decimal, ok bool) {
	if it.Weight == nil {
		return score, false
	}
	plan, ok1 := quantityOf(it.Planned)
	got, ok2 := quantityOf(it.Confirmed)
	if !ok1 || !ok2 || (plan.unit != got.unit && got.unit != "" && plan.unit != "") {
		return score, false
	}
	t, a := plan.number.Rat(), got.number.Rat()
	if plan.sign.Inverse() {
		return inverse(*it.Weight, t, a), true
	}
	if a.Cmp(t) >= 0 {
		if plan.sign == domain.SignEQ && t.Sign() == 0 && a.Sign() > 0 {
			return domain.Decimal{}, true
		}
		return *it.Weight, true
	}
	if t.Sign() <= 0 || a.Sign() < 0 {
		return domain.Decimal{}, true
	}
	return percentOf(*it.Weight, new(big.Rat).Quo(a, t)), true
}

func inverse(weight domain.Decimal, t, a *big.Rat) domain.Decimal {
	if a.Cmp(t) <= 0 {
		return weight
	}
	twice := new(big.Rat).Add(t, t)
	if t.Sign() <= 0 || a.Cmp(twice) >= 0 {
		return domain.Decimal{}
	}
	return percentOf(weight, new(big.Rat).Quo(new(big.Rat).Sub(twice, a), t))
}

type quantity struct {
	sign   domain.Sign
	number domain.Decimal
	unit   string
}

var signs = []struct {
	text string
	sign domain.Sign
}{
	{"大于等于", domain.SignGE}, {"小于等于", domain.SignLE}, {"不少于", domain.SignGE}, {"不低于", domain.SignGE}, {"不超过", domain.SignLE}, {"不高于", domain.SignLE},
	{">=", domain.SignGE}, {"<=", domain.SignLE}, {"≥", domain.SignGE}, {"≤", domain.SignLE},
	{"大于", domain.SignGT}, {"小于", domain.SignLT}, {"等于", domain.SignEQ}, {">", domain.SignGT}, {"<", domain.SignLT}, {"=", domain.SignEQ},
}

// quantityOf reads a text that is one plain number with an optional sign in front and
// an optional unit behind: "≥50个", "90%", "=３". Anything else is refused, not guessed.
func quantityOf(text string) (q quantity, ok bool) {
	s := fold(text)
	for _, x := range signs {
		if rest, found := strings.CutPrefix(s, x.text); found {
			q.sign, s = x.sign, rest
			break
		}
	}
	end := strings.IndexFunc(s, func(c rune) bool { return (c < '0' || c > '9') && c != '.' && c != ',' && c != '-' })
	if end < 0 {
		end = len(s)
	}
	number, err := domain.ParseDecimal(strings.ReplaceAll(s[:end], ",", ""))
	if err != nil || strings.ContainsFunc(s[end:], unicode.IsDigit) {
		return q, false
	}
	q.number, q.unit = number, s[end:]
	return q, true
}

// fold turns full-width forms into ASCII and drops blanks.
func fold(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c >= 0xFF01 && c <= 0xFF5E:
			return c - 0xFEE0
		case unicode.IsSpace(c):
			return -1
		}
		return c
	}, s)
}

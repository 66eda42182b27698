package domain

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// Decimal is an exact decimal number such as a score, a weight or an indicator value:
// coef × 10^-scale. The zero value is 0. In JSON it is a string, never a float.
type Decimal struct {
	coef  int64
	scale uint8
}

// MaxDecimalScale is the most decimals a Decimal keeps; longer fractions are refused,
// not rounded.
const MaxDecimalScale = 12

// ErrDecimal is wrapped by every ParseDecimal failure.
var ErrDecimal = errors.New("not a decimal number")

// NewDecimal returns coef × 10^-scale.
func NewDecimal(coef int64, scale uint8) Decimal { return Decimal{coef, scale}.trim() }

// DecimalInt returns an integer as a Decimal.
func DecimalInt(n int64) Decimal { return Decimal{coef: n} }

// ParseDecimal reads plain ASCII notation: optional sign, digits, optional fraction.
// Thousands separators, full-width digits and units are the business of package parse.
func ParseDecimal(s string) (Decimal, error) {
	body := strings.TrimPrefix(strings.TrimPrefix(s, "+"), "-")
	whole, frac, _ := strings.Cut(body, ".")
	if len(s)-len(body) > 1 || whole+frac == "" || !allDigits(whole) || !allDigits(frac) {
		return Decimal{}, fmt.Errorf("%q: %w", s, ErrDecimal)
	}
	frac = strings.TrimRight(frac, "0")
	if len(frac) > MaxDecimalScale {
		return Decimal{}, fmt.Errorf("%q: more than %d decimals: %w", s, MaxDecimalScale, ErrDecimal)
	}
	if whole+frac == "" {
		return Decimal{}, nil
	}
	coef, err := strconv.ParseInt(whole+frac, 10, 64)
	if err != nil {
		return Decimal{}, fmt.Errorf("%q: too large: %w", s, ErrDecimal)
	}
	if strings.HasPrefix(s, "-") {
		coef = -coef
	}
	return Decimal{coef, uint8(len(frac))}, nil
}

// MustDecimal is ParseDecimal for literals in code; it panics on bad input.
func MustDecimal(s string) Decimal {
	d, err := ParseDecimal(s)
	if err != nil {
		panic(err)
	}
	return d
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func (d Decimal) trim() Decimal {
	for d.scale > 0 && d.coef%10 == 0 {
		d.coef /= 10
		d.scale--
	}
	return d
}

// Rat returns the exact value.
func (d Decimal) Rat() *big.Rat {
	return new(big.Rat).SetFrac(big.NewInt(d.coef), pow10(int(d.scale)))
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// DecimalFromRat rounds an exact rational to the given number of decimals, half away
// from zero. ok is false when the result does not fit.
func DecimalFromRat(r *big.Rat, scale uint8) (d Decimal, ok bool) {
	n := RoundRat(new(big.Rat).Mul(r, new(big.Rat).SetInt(pow10(int(scale)))))
	if !n.IsInt64() {
		return Decimal{}, false
	}
	return Decimal{n.Int64(), scale}.trim(), true
}

// Cmp compares two decimals: -1, 0 or 1.
func (d Decimal) Cmp(e Decimal) int {
	if d.scale == e.scale {
		switch {
		case d.coef < e.coef:
			return -1
		case d.coef > e.coef:
			return 1
		}
		return 0
	}
	return d.Rat().Cmp(e.Rat())
}

// Sign returns -1, 0 or 1.
func (d Decimal) Sign() int {
	switch {
	case d.coef < 0:
		return -1
	case d.coef > 0:
		return 1
	}
	return 0
}

// Add returns the exact sum. It panics when the sum does not fit in 18 digits, which
// no score, weight or indicator value reaches.
func (d Decimal) Add(e Decimal) Decimal {
	s := max(d.scale, e.scale)
	r, ok := DecimalFromRat(new(big.Rat).Add(d.Rat(), e.Rat()), s)
	if !ok {
		panic("domain: decimal overflow")
	}
	return r
}

// Sub returns the exact difference; see Add.
func (d Decimal) Sub(e Decimal) Decimal { return d.Add(Decimal{-e.coef, e.scale}) }

// String prints without trailing zeros: "8.62", "100", "-0.5".
func (d Decimal) String() string {
	d = d.trim()
	if d.scale == 0 {
		return strconv.FormatInt(d.coef, 10)
	}
	return formatFixed(d.coef, int(d.scale))
}

// Fixed prints with exactly n decimals, rounded half away from zero.
func (d Decimal) Fixed(n int) string {
	v := RoundRat(new(big.Rat).Mul(d.Rat(), new(big.Rat).SetInt(pow10(n))))
	if n == 0 {
		return v.String()
	}
	if !v.IsInt64() {
		return d.Rat().FloatString(n)
	}
	return formatFixed(v.Int64(), n)
}

// MarshalJSON writes the decimal as a JSON string.
func (d Decimal) MarshalJSON() ([]byte, error) { return json.Marshal(d.String()) }

// UnmarshalJSON reads a JSON string or a plain JSON number.
func (d *Decimal) UnmarshalJSON(b []byte) error {
	s := string(b)
	if s == "null" {
		return nil
	}
	if len(s) > 1 && s[0] == '"' {
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
	}
	v, err := ParseDecimal(s)
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// DecimalPtr returns a pointer to d, for literals.
func DecimalPtr(d Decimal) *Decimal { return &d }

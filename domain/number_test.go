package domain

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestRoundDivHalfAwayFromZero(t *testing.T) {
	for _, c := range []struct{ a, b, want int64 }{
		{5, 10, 1}, {4, 10, 0}, {-5, 10, -1}, {-4, 10, 0}, {15, 10, 2}, {14, 10, 1}, {-15, 10, -2}, {0, 3, 0}, {1, 3, 0}, {2, 3, 1},
		{math.MaxInt64, 2, math.MaxInt64/2 + 1}, {math.MinInt64, 2, math.MinInt64 / 2},
	} {
		assert.Equal(t, c.want, RoundDiv(c.a, c.b), "%d/%d", c.a, c.b)
	}
}

func TestRoundDivAgreesWithRational(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64().Draw(t, "a"), rapid.Int64Range(1, math.MaxInt64).Draw(t, "b")
		if want := RoundRat(big.NewRat(a, b)); want.Int64() != RoundDiv(a, b) {
			t.Fatalf("%d/%d: %d, exact %s", a, b, RoundDiv(a, b), want)
		}
	})
}

func TestFenFormats(t *testing.T) {
	for _, c := range []struct {
		f         Fen
		yuan, wan string
	}{
		{0, "0.00", "0.00"}, {1, "0.01", "0.00"}, {21545760, "215457.60", "21.55"}, {-5, "-0.05", "0.00"}, {8997400000, "89974000.00", "8997.40"},
		{5000, "50.00", "0.01"}, {4999, "49.99", "0.00"}, {-5000, "-50.00", "-0.01"}, {math.MinInt64, "-92233720368547758.08", "-9223372036854.78"},
	} {
		assert.Equal(t, c.yuan, c.f.Yuan())
		if c.f == -5 {
			continue
		}
		assert.Equal(t, c.wan, c.f.Wan())
	}
}

func TestFenOfUnits(t *testing.T) {
	for _, c := range []struct {
		d    string
		u    AmountUnit
		want Fen
	}{{"89.974", UnitWan, 89974000}, {"215457.6", UnitYuan, 21545760}, {"1.5", UnitYi, 15000000000}, {"0.0000005", UnitWan, 1}, {"-0.0000005", UnitWan, -1}} {
		got, err := FenOf(MustDecimal(c.d), c.u)
		require.NoError(t, err)
		assert.Equal(t, c.want, got, c.d)
	}
	_, err := FenOf(DecimalInt(1), "美元")
	require.Error(t, err)
	_, err = FenOf(DecimalInt(math.MaxInt64), UnitYi)
	require.Error(t, err)
}

func TestDecimalRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := NewDecimal(rapid.Int64Range(-1e15, 1e15).Draw(t, "coef"), rapid.Uint8Range(0, 9).Draw(t, "scale"))
		back, err := ParseDecimal(d.String())
		if err != nil || back.Cmp(d) != 0 || back != d {
			t.Fatalf("%s → %s, %v", d, back, err)
		}
		b, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var j Decimal
		if err := json.Unmarshal(b, &j); err != nil || j != d {
			t.Fatalf("%s through JSON %s → %s, %v", d, b, j, err)
		}
		if s := d.Add(DecimalInt(3)).Sub(DecimalInt(3)); s.Cmp(d) != 0 {
			t.Fatalf("%s+3-3 = %s", d, s)
		}
	})
}

func TestDecimalRefuses(t *testing.T) {
	for _, s := range []string{"", "-", ".", "+-1", "1e3", "1,000", "１", "1.2.3", "99999999999999999999", "0.1234567890123"} {
		_, err := ParseDecimal(s)
		require.ErrorIs(t, err, ErrDecimal, s)
	}
}

func TestDecimalFixed(t *testing.T) {
	assert.Equal(t, "8.62", MustDecimal("8.6183").Fixed(2))
	assert.Equal(t, "0.05", MustDecimal("0.045").Fixed(2))
	assert.Equal(t, "-0.05", MustDecimal("-0.045").Fixed(2))
	assert.Equal(t, "93.00", DecimalInt(93).Fixed(2))
	assert.Equal(t, "9", MustDecimal("8.5").Fixed(0))
}

func FuzzParseDecimal(f *testing.F) {
	for _, s := range []string{"1", "-0.5", "8.620", "x", "00012.3400", "+7"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDecimal(s)
		if err != nil {
			return
		}
		want, ok := new(big.Rat).SetString(s)
		if !ok || want.Cmp(d.Rat()) != 0 {
			t.Fatalf("%q parsed as %s", s, d)
		}
	})
}

func TestRatioCmpIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pos := rapid.Int64Range(1, math.MaxInt64)
		r := Ratio{rapid.Int64().Draw(t, "a"), pos.Draw(t, "b")}
		s := Ratio{rapid.Int64().Draw(t, "c"), pos.Draw(t, "d")}
		if r.Cmp(s) != r.Rat().Cmp(s.Rat()) {
			t.Fatalf("%v vs %v: %d", r, s, r.Cmp(s))
		}
	})
}

func TestRatioWithoutValue(t *testing.T) {
	assert.False(t, RatioOf(5, 0).Valid())
	assert.Equal(t, "—", RatioOf(5, 0).Percent())
	assert.Equal(t, "86.18%", RatioOf(21545760, 25000000).Percent())
	assert.Equal(t, "-0.01%", Ratio{-1, 20000}.Percent())
}

func TestGradeBoundaries(t *testing.T) {
	for s, g := range map[string]Grade{"100": GradeExcellent, "90": GradeExcellent, "89.99": GradeGood, "80": GradeGood, "79.99": GradeFair, "60": GradeFair, "59.99": GradePoor, "0": GradePoor} {
		assert.Equal(t, g, GradeOf(MustDecimal(s)), s)
	}
}

func TestProjectFundsMustSum(t *testing.T) {
	p := Project{Code: "X", Initial: 300, Adjusted: 350, Funds: []FundLine{{FundGeneral, 100, 150}, {FundDebt, 200, 200}}}
	require.NoError(t, p.CheckFunds())
	p.Funds[1].Adjusted++
	require.ErrorContains(t, p.CheckFunds(), "adjusted")
	require.NoError(t, Project{Initial: 5}.CheckFunds())
}

func TestProvenanceCell(t *testing.T) {
	assert.Equal(t, "E12", Provenance{Row: 12, Cells: map[string]string{"initial": "E"}}.CellOf("initial"))
	assert.Equal(t, "E6", Provenance{Cells: map[string]string{"initial": "E6"}}.CellOf("initial"))
	assert.Empty(t, Provenance{Row: 3}.CellOf("initial"))
}

func TestDates(t *testing.T) {
	d, err := ParseDate("2024-02-28")
	require.NoError(t, err)
	assert.Equal(t, "2024-02-29", d.Add(1).String())
	assert.Equal(t, Date{2024, 2, 29}, MonthEnd(2024, 2))
	b, err := json.Marshal(struct{ D Date }{d})
	require.NoError(t, err)
	assert.JSONEq(t, `{"D":"2024-02-28"}`, string(b))
	_, err = ParseDate("2024-2-30")
	require.Error(t, err)
}

func TestWanExactLosesNothing(t *testing.T) {
	for fen, want := range map[Fen]string{0: "0.00", 1: "0.000001", 100: "0.0001", 1_000_000: "1.00", 3_179_106_000: "3179.106", -1_500_000: "-1.50", 12_345_678: "12.345678"} {
		assert.Equal(t, want, fen.WanExact())
	}
}

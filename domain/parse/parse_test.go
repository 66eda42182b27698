package parse

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"jixiao/domain"
)

func TestAmount(t *testing.T) {
	for _, c := range []struct {
		raw  string
		unit domain.AmountUnit
		want int64
	}{
		{"89.974", domain.UnitWan, 89974000}, {"1,234.50", domain.UnitYuan, 123450}, {"１２．５", domain.UnitWan, 12500000}, {"250000.0", domain.UnitYuan, 25000000},
		{"1.2万", domain.UnitYuan, 1200000}, {"350元", domain.UnitWan, 35000}, {"约30万元", "", 30000000}, {"30余万元", "", 30000000}, {"(5)", domain.UnitYuan, -500}, {"-5", domain.UnitYuan, -500},
		{"¥12.00", domain.UnitYuan, 1200}, {"1.5亿", "", 15000000000}, {"0", domain.UnitWan, 0},
	} {
		a, err := Amount(c.raw, c.unit)
		require.NoError(t, err, c.raw)
		require.NotNil(t, a.Fen, c.raw)
		assert.EqualValues(t, c.want, *a.Fen, c.raw)
		assert.Equal(t, c.raw, a.Raw)
	}
	for _, raw := range []string{"", "-", "—", "——", "/", "无", "　"} {
		a, err := Amount(raw, domain.UnitWan)
		require.NoError(t, err, raw)
		assert.Nil(t, a.Fen, raw)
	}
	for _, raw := range []string{"很多", "12人", "1,23", "12.5.3"} {
		_, err := Amount(raw, domain.UnitWan)
		require.Error(t, err, raw)
	}
	_, err := Amount("12", "")
	require.ErrorContains(t, err, "元还是万元")
	a, _ := Amount("约30万元", "")
	assert.True(t, a.Approx)
}

func TestValue(t *testing.T) {
	for _, c := range []struct {
		raw, sign, number, unit string
	}{
		{"≥50个", "≥", "50", "个"}, {"100%", "", "100", "%"}, {"0.958", "", "0.958", ""}, {"=100%", "=", "100", "%"}, {">=90%", "≥", "90", "%"}, {"≧735人次", "≥", "735", "人次"},
		{"═100%", "=", "100", "%"}, {"200余人", "", "200", "人"}, {"≤475元/亩", "≤", "475", "元/亩"}, {"≤28.40/株", "≤", "28.4", "/株"}, {"98%以上", "≥", "98", "%"}, {"５０％", "", "50", "%"},
		{"≥100百分比", "≥", "100", "%"}, {"不低于90%", "≥", "90", "%"}, {"1,290.3平方米", "", "1290.3", "平方米"}, {"≥11.376万元", "≥", "11.376", "万元"}, {"25TB", "", "25", "TB"}, {"100%覆盖", "", "100", "%"},
		{"90%及以上", "≥", "90", "%"}, {"20万元以内", "≤", "20", "万元"}, {"-3.5℃", "", "-3.5", "℃"},
		{"完成50个", "", "50", "个"}, {"达到95%以上", "≥", "95", "%"}, {"控制在5%以内", "≤", "5", "%"}, {"不得低于3次/年", "≥", "3", "次/年"}, {"100%完成", "", "100", "%"}, {"90%（含）以上", "≥", "90", "%"}, {"近200人", "", "200", "人"},
		{"12个月", "", "12", "个月"}, {"3年", "", "3", "年"}, {"≥5万页", "≥", "5", "万页"}, {"５，０００户", "", "5000", "户"}, {"＞＝８０％", "≥", "80", "%"}, {"0", "", "0", ""},
	} {
		v := Value(c.raw)
		require.NotNil(t, v.Number, c.raw)
		assert.Equal(t, c.sign, string(v.Sign), c.raw)
		assert.Equal(t, c.number, v.Number.String(), c.raw)
		assert.Equal(t, c.unit, v.Unit, c.raw)
		assert.Equal(t, c.raw, v.Raw)
		assert.False(t, v.Qualitative, c.raw)
	}
	for _, raw := range []string{"效果明显", "10月底前", "2021年12月完成", "达成预期指标", "2022年全年,独有", "建成3个中心和5个站", "8月到货", "12月", "2026年", "90%-95%", "1.5:1", "第1名", "一次"} {
		v := Value(raw)
		assert.Nil(t, v.Number, raw)
		assert.True(t, v.Qualitative, raw)
	}
	for _, raw := range []string{"", "—", "-"} {
		v := Value(raw)
		assert.Nil(t, v.Number)
		assert.False(t, v.Qualitative)
	}
	assert.True(t, Value("200余人").Approx)
	assert.True(t, Value("约30个").Approx)
	assert.True(t, Value("近30个").Approx)
	assert.False(t, Value("30个").Approx)
}

func TestRateAndScore(t *testing.T) {
	for raw, want := range map[string]string{"100%": "1", "1": "1", "100": "1", "100.00%": "1", "0.958": "0.958", "86.19%": "0.8619", "0": "0", "99": "0.99", "1.2": "1.2", "120%": "1.2", "0.00%": "0"} {
		d, ok := Rate(raw)
		require.True(t, ok, raw)
		assert.Equal(t, want, d.String(), raw)
	}
	for _, raw := range []string{"", "-", "已完成", "10/12"} {
		_, ok := Rate(raw)
		assert.False(t, ok, raw)
	}
	d, ok := Score("8.62分")
	assert.True(t, ok)
	assert.Equal(t, "8.62", d.String())
	_, ok = Score("-")
	assert.False(t, ok)
}

func TestLabels(t *testing.T) {
	assert.Equal(t, "50", Points("产 出 指 标 （50分）").String())
	assert.Nil(t, Points("产出指标"))
	assert.Equal(t, domain.ClassOutput, Class("产 出 指 标 (50分)"))
	assert.Equal(t, domain.ClassBenefit, Class("项目效益(35分)"))
	assert.Equal(t, domain.ClassSatisfaction, Class("满意度指标(10分)"))
	assert.Equal(t, domain.ClassCost, Class("成本指标"))
	assert.Empty(t, Class("项目决策(10分)"))
	assert.Equal(t, "经济效益指标", Kind("经济效益指标(原文如此)"))
	assert.Equal(t, "生态效益指标", Kind("环境效益"))
	assert.Equal(t, "数量指标", Kind("数量指标(10分)"))
	assert.Equal(t, 2022, Year("（ 2022年度 ）"))
	assert.Zero(t, Year("2021-2023年"))
	assert.Equal(t, 7, Month("1-7月执行数"))
	assert.Equal(t, 12, Month("12月末"))
	assert.Zero(t, Month("13月"))
	assert.Equal(t, "补助面积", StripPrefix("指标1：补助面积"))
	assert.True(t, Placeholder("……"))
	assert.False(t, Placeholder("指标"))
	for raw, want := range map[string]string{"2026-08-31": "2026-08-31", "2026/8/31": "2026-08-31", "2026年8月31日": "2026-08-31", "20260831": "2026-08-31", "46265": "2026-08-31"} {
		d, ok := Date(raw)
		assert.True(t, ok, raw)
		assert.Equal(t, want, d.String(), raw)
	}
	_, ok := Date("2026-02-30")
	assert.False(t, ok)
}

func TestEveryPrintedAmountReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := domain.Fen(rapid.Int64Range(-1e15, 1e15).Draw(t, "fen"))
		a, err := Amount(f.Yuan(), domain.UnitYuan)
		if err != nil || a.Fen == nil || *a.Fen != f {
			t.Fatalf("%s → %v, %v", f.Yuan(), a, err)
		}
	})
}

func TestEveryPrintedValueReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := domain.NewDecimal(rapid.Int64Range(-1e12, 1e12).Draw(t, "coef"), uint8(rapid.IntRange(0, 6).Draw(t, "scale")))
		sign := rapid.SampledFrom([]domain.Sign{"", domain.SignGE, domain.SignGT, domain.SignEQ, domain.SignLE, domain.SignLT}).Draw(t, "sign")
		unit := rapid.SampledFrom([]string{"", "个", "%", "万元", "元/亩", "人次", "平方米", "天"}).Draw(t, "unit")
		raw := string(sign) + d.String() + unit
		for _, s := range []string{raw, " " + raw + "　", widen(raw)} {
			v := Value(s)
			if v.Number == nil || v.Number.Cmp(d) != 0 || v.Sign != sign || v.Unit != unit || v.Qualitative || v.Raw != s {
				t.Fatalf("%q → %+v", s, v)
			}
		}
	})
}

// widen writes ASCII in full width.
func widen(s string) string {
	return strings.Map(func(r rune) rune {
		if r > 0x20 && r < 0x7f {
			return r + 0xfee0
		}
		return r
	}, s)
}

func TestRatesScoresDatesAndFoldReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := domain.NewDecimal(rapid.Int64Range(0, 20_000).Draw(t, "hundredths"), 2)
		want, _ := domain.DecimalFromRat(percentOf(d), 10)
		if r, ok := Rate(d.Fixed(2) + "%"); !ok || r.Cmp(want) != 0 {
			t.Fatalf("%s%% → %s", d.Fixed(2), r)
		}
		if s, ok := Score(d.String() + "分"); !ok || s.Cmp(d) != 0 {
			t.Fatalf("%s分 → %s", d, s)
		}
		day := domain.Date{Year: 2000, Month: 1, Day: 1}.Add(rapid.IntRange(0, 20_000).Draw(t, "day"))
		for _, form := range []string{"2006-01-02", "2006/1/2", "2006年1月2日", "20060102", "2006.1.2"} {
			if got, ok := Date(day.Time().Format(form)); !ok || got != day {
				t.Fatalf("%s → %s", day.Time().Format(form), got)
			}
		}
		s := rapid.String().Draw(t, "text")
		if once := Fold(s); Fold(once) != once && !strings.ContainsAny(once, "=<>》") {
			t.Fatalf("%q folds to %q and then to %q", s, once, Fold(once))
		}
		if strings.ContainsAny(Squeeze(s), " \t\n　") {
			t.Fatal("blanks left")
		}
	})
}

// TestBareOneIsWhole documents the ambiguity: a bare 1 is 100%, never 1%; a bare 100 is
// 100%; 1% must be written with its sign.
func TestBareOneIsWhole(t *testing.T) {
	for raw, want := range map[string]string{"1": "1", "100": "1", "1%": "0.01", "1.5": "1.5", "1.6": "0.016", "0.5": "0.5", "0.5%": "0.005"} {
		d, ok := Rate(raw)
		require.True(t, ok)
		assert.Equal(t, want, d.String(), raw)
	}
}

func FuzzValue(f *testing.F) {
	for _, s := range []string{"≥50个", "１００％", "10月底前", "约200余人", "", "—", "=", "-", ">=", "1,2,3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v := Value(s)
		if v.Raw != s {
			t.Fatal("the original text must be kept")
		}
		if v.Number != nil && v.Qualitative {
			t.Fatal("both a number and qualitative")
		}
	})
}

func FuzzAmount(f *testing.F) {
	for _, s := range []string{"12.5", "1,234", "约30万", "（5）", "—", "1e5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := Amount(s, domain.UnitWan)
		if a.Raw != s || (err != nil && a.Fen != nil) {
			t.Fatalf("%q: %+v %v", s, a, err)
		}
	})
}

func FuzzLabels(f *testing.F) {
	for _, s := range []string{"产出指标(50分)", "2022年度", "1-7月", "2026-8-31", "指标1：x", "99%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		Points(s)
		Class(s)
		Kind(s)
		Year(s)
		Month(s)
		Placeholder(s)
		StripPrefix(s)
		if d, ok := Date(s); ok && d.IsZero() {
			t.Fatal("a date without a value")
		}
		Rate(s)
		Score(s)
	})
}

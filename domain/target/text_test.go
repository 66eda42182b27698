package target

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestQuantities(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"新建3个，改造5个", []string{"3个", "5个"}}, {"投入1,320.5万元", []string{"1320.5万元"}}, {"2026年8月25日前", []string{"2026年", "8月", "25日"}},
		{"80%-90%", []string{"80%", "90%"}}, {"475元/亩", []string{"475元"}}, {"5G", []string{"5G"}}, {"无", nil}, {"3.", []string{"3"}},
		{"每平方米500元", []string{"500元"}}, {"1.2.3", nil},
	} {
		var got []string
		for _, q := range quantities(c.text) {
			got = append(got, q.num.String()+q.unit)
		}
		assert.Equal(t, c.want, got, c.text)
	}
}

func TestVague(t *testing.T) {
	for _, s := range []string{"显著提升", "效果明显", "提高", "有效改善", "长期", "满意", "进一步完善制度", "持续推进", "明显提高居民生活水平", "良好", "促进经济发展", "提高了工作效率"} {
		assert.True(t, vague(fold(s)), s)
	}
	for _, s := range []string{"是", "合格", "已完成", "达标", "通过验收", "12月底前", "无", "正常运行", "零事故", "符合国家标准", "有效控制", "保障正常运转", "按月发放", "一级", "优", "完成", "按时发放到位率", ""} {
		assert.False(t, vague(fold(s)), s)
	}
}

func TestNames(t *testing.T) {
	for in, want := range map[string]string{
		"★★★受益人口数(≥**户)": "受益人口数(≥**户)", "指标1：培训人数": "培训人数", "1.培训人数": "培训人数", "1、培训": "培训", "5G基站": "5G基站", "目标2:产值": "产值",
		"2.5公里道路": "2.5公里道路", "12345热线": "12345热线", "* 培训 人数": "培训人数",
	} {
		assert.Equal(t, want, cleanName(in), in)
	}
	assert.Equal(t, "受益人口数", nameKey(cleanName("受益人口数（≥**户）")))
}

// Blanks and full-width forms never change what is found.
func TestFoldingIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("ＡＢ１２３％ 　a1%元个·—“”项目预算（）"))).Draw(t, "s")
		f := fold(s)
		assert.Equal(t, f, fold(f))
		assert.False(t, strings.ContainsAny(f, " \u3000\t"))
	})
}

func FuzzTexts(f *testing.F) {
	for _, s := range []string{"≥**个", "新建3个，改造5个", "1,320.5万元", "XX", "……", "99999999999999999999999元", "指标１：（单位:元）", "(亩", "2025年", "20", "提高\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := fold(s)
		last := 0
		for _, q := range quantities(text) {
			if q.from < last || q.to > len(text) || q.from >= q.to {
				t.Fatalf("%q: quantity at %d..%d after %d", s, q.from, q.to, last)
			}
			last = q.to
		}
		vague(text)
		placeholder(text)
		nameKey(cleanName(s))
		bracketUnit(text)
		severalQuantities(text)
		oldYear(text, 2026)
		if utf8.ValidString(s) && !utf8.ValidString(text) {
			t.Fatalf("%q folds to invalid text", s)
		}
	})
}

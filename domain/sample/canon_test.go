package sample_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"jixiao/domain/sample"
)

func TestPopulationRefusals(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"empty":       {"", "文件是空的"},
		"bom":         {"\ufeffA\t教育局\t1\t0\n", "第 1 行：文件开头有 BOM"},
		"no LF":       {"A\t教育局\t1\t0\nB\t教育局\t1\t0", "第 2 行：最后一行没有换行"},
		"CRLF":        {"A\t教育局\t1\t0\r\n", "第 1 行：行尾是 CRLF"},
		"not UTF-8":   {"A\t教育局\t1\t0\nB\t\xb0\xa1\t1\t0\n", "第 2 行：不是 UTF-8"},
		"control":     {"A\x01\t教育局\t1\t0\n", "U+0001"},
		"decomposed":  {"A\t教育局\t1\t0\nCafe\u0301\t教育局\t1\t0\n", "第 2 行：字符 U+0301"},
		"compat han":  {"A\t\uf900局\t1\t0\n", "U+F900"},
		"blank line":  {"A\t教育局\t1\t0\n\nB\t教育局\t1\t0\n", "第 2 行：是空行"},
		"columns":     {"A\t教育局\t1\n", "实有 3 栏"},
		"lead blank":  {" A\t教育局\t1\t0\n", "首尾有空格"},
		"wide blank":  {"A\t教育局\u3000\t1\t0\n", "首尾有空格"},
		"no id":       {"\t教育局\t1\t0\n", "项目编号为空"},
		"no stratum":  {"A\t\t1\t0\n", "不是用 / 隔开的路径"},
		"path":        {"A\t区//局\t1\t0\n", "不是用 / 隔开的路径"},
		"negative":    {"A\t教育局\t-1\t0\n", "为负"},
		"leading 0":   {"A\t教育局\t01\t0\n", "非负整数"},
		"decimal":     {"A\t教育局\t1.5\t0\n", "非负整数"},
		"full width":  {"A\t教育局\t１\t0\n", "非负整数"},
		"too large":   {"A\t教育局\t9223372036854775808\t0\n", "非负整数"},
		"must":        {"A\t教育局\t1\t2\n", "必抽标记"},
		"duplicate":   {"A\t教育局\t1\t0\nA\t教育局\t1\t0\n", "第 2 行：项目 A 重复"},
		"not sorted":  {"B\t教育局\t1\t0\nA\t教育局\t1\t0\n", "第 2 行：项目 A 应排在 B 之前"},
		"two at once": {"A\t教育局\t-1\t0\nB\t教育局\t1\t5\n", "第 2 行：项目 B 的必抽标记"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := sample.ParsePopulation(c.text)
			require.Error(t, err)
			assert.Contains(t, err.Error(), c.want)
		})
	}
	_, err := sample.ParsePopulation("A\t教育局\t9223372036854775807\t0\nＢ·1\t区本级/教育局\t0\t1\n")
	assert.NoError(t, err, "middle dot and full-width letters are stable")
}

func TestRefusalsAreLimited(t *testing.T) {
	_, err := sample.ParsePopulation(strings.Repeat("x\n", 1000))
	var rs sample.Refusals
	require.ErrorAs(t, err, &rs)
	assert.Len(t, rs, 20)
}

func TestPlanRefusals(t *testing.T) {
	for text, want := range map[string]string{
		"教育局\t-1\tsrs\n":                   "样本量",
		"教育局\t01\tsrs\n":                   "样本量",
		"教育局\t1\tSRS\n":                    "srs",
		"教育局\t1\n":                         "3 栏",
		"教育局\t1\tsrs\n教育局\t2\tpps\n":       "第 2 行：层 教育局 与第 1 行",
		"区/教育局\t1\tsrs\n区\t2\tpps\n":       "重叠",
		"区\t1\tsrs\n区/教育局\t2\tpps\n":       "重叠",
		"/区\t1\tsrs\n":                     "路径",
		"教育局\t99999999999999999999\tsrs\n": "样本量",
	} {
		_, err := sample.ParsePlan(text)
		assert.ErrorContains(t, err, want, text)
	}
	p, err := sample.ParsePlan("区\t1\tsrs\n区本级\t2\tpps\n")
	require.NoError(t, err, "a common prefix is not a common path")
	assert.True(t, p.Lines[0].Covers("区/教育局"))
	assert.False(t, p.Lines[0].Covers("区本级"))
}

func TestRosterRefusals(t *testing.T) {
	for text, want := range map[string]string{
		"R1\n":            "2 栏",
		"\t教育局\n":         "复核人为空",
		"R1\t\nR1\t教育局\n": "重复",
		"R1\t教育局,\n":      "空项",
		"R1\t教育局, 卫健局\n":  "空格",
	} {
		_, err := sample.ParseRoster(text)
		assert.ErrorContains(t, err, want, text)
	}
}

// TestStableCharactersAreNFC: whatever characters the canonical files accept, their
// concatenation is NFC, and nothing but marks and unstable characters is refused.
func TestStableCharactersAreNFC(t *testing.T) {
	refused := 0
	for r := rune(0x80); r <= 0x10FFFF; r++ {
		if r >= 0xD800 && r <= 0xDFFF || r == 0xFEFF {
			continue
		}
		p := norm.NFC.PropertiesString(string(r))
		safe := norm.NFC.IsNormalString(string(r)) && p.CCC() == 0 && p.BoundaryBefore()
		_, err := sample.ParsePopulation("x" + string(r) + "x\t局\t1\t0\n")
		if err == nil {
			assert.True(t, safe, "%U is accepted but may not be NFC", r)
		} else {
			refused++
		}
	}
	assert.Less(t, refused, 5000, "only marks and a few ranges are refused")
}

func FuzzParsePopulation(f *testing.F) {
	f.Add("A\t教育局\t1\t0\n")
	f.Add("A\t区本级/教育局\t0\t1\nB\t卫健局\t5\t0\n")
	f.Add("\ufeff")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := sample.ParsePopulation(text)
		if err != nil {
			return
		}
		again, err := p.Marshal()
		require.NoError(t, err)
		assert.Equal(t, text, again, "an accepted file is canonical: writing gives the same bytes")
		assert.True(t, norm.NFC.IsNormalString(text))
	})
}

func FuzzParsePlan(f *testing.F) {
	f.Add("教育局\t1\tsrs\n区本级/卫健局\t2\tpps\n")
	f.Fuzz(func(t *testing.T, text string) {
		if p, err := sample.ParsePlan(text); err == nil {
			_, err := p.Marshal()
			require.NoError(t, err)
		}
	})
}

func FuzzParseRoster(f *testing.F) {
	f.Add("R01\t教育局,卫健局\nR02\t\n")
	f.Fuzz(func(t *testing.T, text string) {
		if p, err := sample.ParseRoster(text); err == nil {
			_, err := p.Marshal()
			require.NoError(t, err)
		}
	})
}

func FuzzParseDraw(f *testing.F) {
	f.Add(`{"version":1,"picks":[{"id":"A"}]}`)
	fr, err := sample.NewFrame("A\t教育局\t1\t0\n", "教育局\t1\tsrs\n", "R1\t\n")
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, text string) {
		if d, err := sample.ParseDraw(text); err == nil {
			fr.Verify(d)
		}
	})
}

package tui

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/width"
	"pgregory.net/rapid"
)

// anyText draws text as data files hold it: Han, ASCII, ambiguous signs, emoji, joiners.
var anyText = rapid.Custom(func(t *rapid.T) string {
	return rapid.StringOf(rapid.OneOf(
		rapid.RuneFrom([]rune("项目预算绩效管理（，。）“”《》·—…")),
		rapid.RuneFrom([]rune("abcXYZ019 .,-%()/")),
		rapid.RuneFrom([]rune("①×℃≥→α²½·\u200d\ufe0f\u0301👍🇨🇳é\t\u00a0")),
		rapid.Rune(),
	)).Draw(t, "text")
})

// TestDisplayedTextHasOneWidth holds every code point against the three ways of measuring
// that terminals use and against Unicode's table of ambiguous characters.
func TestDisplayedTextHasOneWidth(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if r >= 0xd800 && r < 0xe000 {
			continue
		}
		shown := Display(string(r))
		for _, x := range shown {
			if k := width.LookupRune(x).Kind(); k == width.EastAsianAmbiguous {
				t.Fatalf("U+%04X is shown as %q: ambiguous", r, shown)
			}
		}
		if w := Width(shown); w != ansi.StringWidth(shown) || w != ansi.StringWidthWc(shown) {
			t.Fatalf("U+%04X is shown as %q: %d cells, by clusters %d, by code points %d", r, shown, w, ansi.StringWidth(shown), ansi.StringWidthWc(shown))
		}
	}
}

func TestDisplayedTextNeverJoins(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Display(anyText.Draw(t, "s"))
		sum := 0
		for _, r := range s {
			sum += Width(string(r))
		}
		if sum != Width(s) || Width(s) != ansi.StringWidth(s) || Ambiguous(s) || Display(s) != s {
			t.Fatalf("%q: %d cells, sum of parts %d, ansi %d, shown again %q", s, Width(s), sum, ansi.StringWidth(s), Display(s))
		}
	})
}

func TestDisplay(t *testing.T) {
	for in, want := range map[string]string{
		"学校·改造": "学校・改造", "“三重一大”": "＂三重一大＂", "≥50个": ">=50个", "①②": "(1)(2)", "25℃": "25度", "甲—乙": "甲－乙", "等…": "等...",
		"plain 12.5%": "plain 12.5%", "a\u200db": "ab", "👍好": "[?]好", "Ⅲ类": "III类", "é": "e", "全角　空格": "全角  空格", "㎡": "㎡", "☎": "?",
	} {
		assert.Equal(t, want, Display(in))
	}
}

func TestFit(t *testing.T) {
	for _, c := range []struct {
		s    string
		w    int
		want string
	}{
		{"项目预算金额", 5, "项.. "}, {"项目预算金额", 6, "项目.."}, {"项目", 6, "项目  "}, {"abc", 2, ".."}, {"abc", 1, "."}, {"abc", 0, ""}, {"", 3, "   "}, {"项目", 4, "项目"}, {"项目", 3, ".. "},
	} {
		assert.Equal(t, c.want, Fit(c.s, c.w), "%s in %d", c.s, c.w)
	}
	assert.Equal(t, "  12.50", FitRight("12.50", 7))
	assert.Equal(t, "####", FitRight("12345.00", 4), "an amount is never cut")
}

func TestFitIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, w := anyText.Draw(t, "s"), rapid.IntRange(0, 60).Draw(t, "w")
		for name, got := range map[string]string{
			"Fit": Fit(Display(s), w), "FitRight": FitRight(Display(s), w), "FitStyled": FitStyled("\x1b[1m"+Display(s)+"\x1b[m", w),
		} {
			if ansi.StringWidth(got) != w {
				t.Fatalf("%s(%q, %d) = %q: %d cells", name, s, w, got, ansi.StringWidth(got))
			}
		}
		if a, b := string(AppendFit(nil, s, w)), Fit(Display(s), w); a != b {
			t.Fatalf("AppendFit(%q, %d) = %q, Fit %q", s, w, a, b)
		}
		if a, b := string(AppendRight(nil, s, w)), FitRight(Display(s), w); a != b {
			t.Fatalf("AppendRight(%q, %d) = %q, FitRight %q", s, w, a, b)
		}
		if got := Truncate(Display(s), w); ansi.StringWidth(got) > w {
			t.Fatalf("Truncate(%q, %d) = %q", s, w, got)
		}
	})
}

func TestWrapKeepsTheRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, w := anyText.Draw(t, "s"), rapid.IntRange(8, 60).Draw(t, "w")
		lines := Wrap(s, w)
		if len(lines) == 0 {
			t.Fatal("no line")
		}
		var back []string
		for _, l := range lines {
			if Width(l) > w {
				t.Fatalf("%q is %d cells, want %d", l, Width(l), w)
			}
			back = append(back, strings.ReplaceAll(l, " ", ""))
		}
		var whole strings.Builder
		for part := range strings.SplitSeq(strings.ReplaceAll(s, "\r", ""), "\n") {
			whole.WriteString(Display(part))
		}
		if want := strings.ReplaceAll(whole.String(), " ", ""); strings.Join(back, "") != want {
			t.Fatalf("text was lost: %q, want %q", strings.Join(back, ""), want)
		}
	})
}

func TestWrapChinese(t *testing.T) {
	assert.Equal(t, []string{"绩效目标应当指", "向明确，细化量", "化。"}, Wrap("绩效目标应当指向明确，细化量化。", 15))
	assert.Equal(t, []string{"绩效目标应当指", "向明确，细化量", "化。"}, Wrap("绩效目标应当指向明确，细化量化。", 14))
	assert.Equal(t, []string{"依据如", "下（财", "预）"}, Wrap("依据如下（财预）", 7), "no bracket at the end of a line")
	assert.Equal(t, []string{"第一段", "", "第三段"}, Wrap("第一段\n\n第三段", 20))
	assert.Equal(t, []string{"金额", "12345.67", "元"}, Wrap("金额12345.67元", 9), "a number stays whole")
	for _, l := range Wrap("（一）项目支出、部门整体支出、政策和财政运行综合绩效，均应纳入；", 12)[1:] {
		first, _ := utf8.DecodeRuneInString(l)
		assert.NotContains(t, lineStart, string(first))
	}
}

func TestBlockAndBeside(t *testing.T) {
	b := Block([]string{"项目", T.Red.Paint("红")}, 6, 3)
	lines := strings.Split(b, "\n")
	require.Len(t, lines, 3)
	for _, l := range lines {
		assert.Equal(t, 6, ansi.StringWidth(l))
	}
	j := Beside(Block([]string{"a"}, 3, 2), Block([]string{"b"}, 4, 2))
	assert.Equal(t, "a   | b   \n    |     ", j)
}

func FuzzText(f *testing.F) {
	f.Add("项目·预算—2026…①≥50个", 9)
	f.Add("a\xffb\x1b[31m", 3)
	f.Fuzz(func(t *testing.T, s string, w int) {
		w = max(0, min(w, 300))
		if got := Fit(Display(s), w); ansi.StringWidth(got) != w || strings.ContainsAny(got, "\x00\n\r\x1b") {
			t.Fatalf("Fit(%q, %d) = %q", s, w, got)
		}
		for _, l := range Wrap(s, w) {
			if Width(l) > max(w, 2) {
				t.Fatalf("Wrap(%q, %d): %q", s, w, l)
			}
		}
	})
}

func BenchmarkFitHan(b *testing.B) {
	for b.Loop() {
		Fit("市中区老旧小区改造项目（二期）工程款", 30)
	}
}

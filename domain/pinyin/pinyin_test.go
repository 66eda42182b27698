package pinyin

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestKey(t *testing.T) {
	for name, want := range map[string]string{
		"学校改造":           "xuexiaogaizao xxgz",
		"2026年ＰＰＰ项目（二期）": "2026nianpppxiangmuerqi 2026npppxmeq",
		"重庆":             "chongqing cq",
		"银行账户":           "yinhangzhanghu yhzh",
		"行政执行":           "xingzhengzhixing xzzx",
		"长清路重点改造":        "changqingluzhongdiangaizao cqlzdgz",
		"校长培训":           "xiaozhangpeixun xzpx",
		"调查调整":           "diaochatiaozheng dctz",
		"会计会议":           "kuaijihuiyi kjhy",
		"首都都市圈":          "shoududushiquan sddsq",
		"参加":             "canjia cj",
		"音乐乐园":           "yinyueleyuan yyly",
		"绿化":             "lvhua lh",
		"给排水":            "jipaishui jps",
		"济南市市中区":         "jinanshishizhongqu jnsszq",
		"泺源大街":           "luoyuandajie lydj",
		"畜牧兽医":           "xumushouyi xmsy",
		"":               "",
		"（—）":            "",
	} {
		assert.Equal(t, want, Key(name), name)
	}
}

func TestUndecidedPolyphonesAreSpelledBothWays(t *testing.T) {
	assert.Equal(t, "zhongtaixiangmu ztxm chongtaixiangmu ctxm", Key("重台项目"))
	assert.Equal(t, "ztxm", Initials(Key("重台项目")))
	assert.Equal(t, "xxgz", Initials(Key("学校改造")))
}

func TestEveryCommonCharacterIsRead(t *testing.T) {
	unread := 0
	for r := rune(hanLo); r <= 0x9FA5; r++ {
		s := Syllable(r)
		if s == "" {
			unread++
			continue
		}
		require.True(t, Valid(s), "%c %q", r, s)
	}
	assert.Less(t, unread, 60, "only Japanese characters and measures have no reading")
	assert.Equal(t, "qiu", Syllable(0x3400))
	assert.Equal(t, "ling", Syllable('〇'))
	assert.Empty(t, Syllable('a'))
	assert.Empty(t, Syllable(-1))
	assert.Len(t, syllables, len(syllables)/syllableWidth*syllableWidth)
}

func TestWordsContainTheirCharacter(t *testing.T) {
	var last rune
	for _, p := range polyphones {
		assert.Less(t, last, p.char, "%c out of order", p.char)
		last = p.char
		assert.NotEqual(t, p.other, Syllable(p.char), "%c", p.char)
		for _, w := range append(strings.Fields(p.words), strings.Fields(p.usual)...) {
			assert.Contains(t, w, string(p.char))
		}
		for _, w := range strings.Fields(p.usual) {
			assert.False(t, p.in(p.words, w, strings.IndexRune(w, p.char)), "%s is read both ways", w)
		}
	}
}

func FuzzKey(f *testing.F) {
	for _, s := range []string{"学校改造", "重庆银行", "a b", "\xff重", "行", "𠀀龘"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		k := Key(s)
		for i := range len(k) {
			if c := k[i]; c >= utf8.RuneSelf || c != ' ' && !Valid(string(c)) {
				t.Fatalf("%q: key %q", s, k)
			}
		}
		if n := strings.Count(k, " "); k != "" && n != 1 && n != 3 {
			t.Fatalf("%q: key %q has %d spaces", s, k, n)
		}
	})
}

func BenchmarkKey(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Key("济南市市中区王官庄学校校舍改造及教学设备购置项目")
	}
}

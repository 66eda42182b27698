package projects

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"jixiao/domain"
	"jixiao/tui"
)

func TestCells(t *testing.T) {
	assert.Equal(t, "项..", string(appendFit(nil, "项目预算金额", 4)))
	assert.Equal(t, "项.. ", string(appendFit(nil, "项目预算金额", 5)))
	assert.Equal(t, "项目  ", string(appendFit(nil, "项目", 6)))
	assert.Equal(t, ".", string(appendFit(nil, "项目", 1)))
	assert.Equal(t, "", string(appendFit(nil, "项目", 0)))
	assert.Equal(t, "-12.30", string(appendHundredths(nil, -1230)))
	assert.Equal(t, "####", string(appendRight(nil, []byte("12345"), 4)))
	assert.Equal(t, "88.5", string(appendScore(nil, 8850)))
	assert.Equal(t, "100", string(appendScore(nil, 10000)))
	assert.Equal(t, "0", string(appendScore(nil, 0)))
	assert.Equal(t, "-", string(appendScore(nil, -1)))
	assert.Equal(t, "-", string(appendPercent(nil, domain.Ratio{})))
	assert.Equal(t, domain.Ratio{Num: 1 << 60, Den: 1 << 59}.Percent(), string(appendPercent(nil, domain.Ratio{Num: 1 << 60, Den: 1 << 59})))
	assert.Equal(t, "\x1b[1;33m学校\x1b[m改造  ", string(appendHit(nil, "学校改造", 10, 0, 6)))
	assert.Equal(t, "学校\x1b[1;33m改造\x1b[m", string(appendHit(nil, "学校改造", 8, 6, 12)))
	assert.Equal(t, "学校..", string(appendHit(nil, "学校改造", 6, 6, 12)), "what is cut off is not lit")
}

func FuzzAppendFit(f *testing.F) {
	for _, s := range []string{"项目a预算", "a·b—“”", "\xff项", "①②", "👍🏽x"} {
		f.Add(s, 5)
	}
	f.Fuzz(func(t *testing.T, s string, w int) {
		w = max(0, min(w, 200))
		got := string(appendFit(nil, s, w))
		if tui.Width(got) != w {
			t.Fatalf("%q in %d cells: %q has %d", s, w, got, tui.Width(got))
		}
	})
}

func TestPercentAgreesWithTheExactWay(t *testing.T) {
	for n := int64(-3); n < 2000; n++ {
		r := domain.Ratio{Num: n * 7, Den: n%13 + 5}
		assert.Equal(t, r.Percent(), string(appendPercent(nil, r)), fmt.Sprint(r))
	}
}

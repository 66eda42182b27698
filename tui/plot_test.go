package tui

import (
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestBar(t *testing.T) {
	assert.Equal(t, "#####.....", Bar(1, 2, 10))
	assert.Equal(t, "#########>", Bar(3, 2, 10))
	assert.Equal(t, "##########", Bar(2, 2, 10))
	assert.Equal(t, "..........", Bar(1, 0, 10), "no data is no progress")
	assert.Equal(t, "..........", Bar(-5, 10, 10))
	assert.Empty(t, Bar(1, 2, 0))
}

func TestPlotsHaveTheirSize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		den, w := rapid.Int64().Draw(t, "den"), rapid.IntRange(1, 50).Draw(t, "w")
		var vs []*int64
		for _, v := range rapid.SliceOfN(rapid.Ptr(rapid.Int64(), true), 0, 14).Draw(t, "values") {
			vs = append(vs, v)
			if v != nil && len(Bar(*v, den, w)) != w {
				t.Fatalf("Bar(%d, %d, %d) = %q", *v, den, w, Bar(*v, den, w))
			}
		}
		if s := Sparkline(vs, den); len(s) != len(vs) {
			t.Fatalf("%d cells for %d values", len(s), len(vs))
		}
		lines := Plot([]Curve{{'a', vs}}, den, 3, 6)
		for _, l := range lines {
			if len(l) != 1+3*len(vs) {
				t.Fatalf("%q", l)
			}
		}
	})
}

func TestSparkline(t *testing.T) {
	zero, half, full, over := int64(0), int64(math.MaxInt64/2), int64(math.MaxInt64), int64(7)
	assert.Equal(t, "_-# ", Sparkline([]*int64{&zero, &half, &full, nil}, math.MaxInt64))
	assert.Equal(t, "#", Sparkline([]*int64{&over}, 5))
	Unicode = true
	defer func() { Unicode = false }()
	assert.Equal(t, "\u2581\u2588", Sparkline([]*int64{&zero, &full}, math.MaxInt64))
	assert.Equal(t, strings.Repeat("\u2588", 3)+"...", Bar(1, 2, 6))
}

func TestBig(t *testing.T) {
	lines := Big("10:F")
	assert.Len(t, lines, 5)
	for _, l := range lines {
		assert.Equal(t, 24, ansi.StringWidth(l))
	}
	assert.Equal(t, "  #    ###        ##### ", lines[0])
	assert.Equal(t, strings.Repeat(" ", 6), Big("项")[0])
}

func TestThemes(t *testing.T) {
	defer SetTheme("default", false)
	assert.True(t, SetTheme("contrast", false))
	assert.Equal(t, "contrast", T.Name)
	assert.True(t, SetTheme("contrast", true))
	assert.Equal(t, "mono", T.Name, "NO_COLOR wins")
	assert.False(t, SetTheme("pink", false))
	assert.Equal(t, "mono", T.Name)
	for _, name := range strings.Split(ThemeNames(), "、") {
		assert.True(t, SetTheme(name, false))
	}
	assert.Equal(t, T.Red, LampStyle("红"))
	assert.Empty(t, LampStyle("?"))
}

func TestSplit(t *testing.T) {
	l, d := Split(80)
	assert.Equal(t, 80, l)
	assert.Zero(t, d)
	l, d = Split(132)
	assert.Equal(t, 132, l+3+d)
	assert.Positive(t, d)
	Projector = true
	defer func() { Projector = false }()
	l, d = Split(200)
	assert.Equal(t, 200, l)
	assert.Zero(t, d)
}

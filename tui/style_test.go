package tui

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestThemesHaveTheirParameters(t *testing.T) {
	for name, th := range themes {
		assert.Equal(t, name, th.Name)
		for what, s := range map[string]SGR{"title": th.Title, "bar": th.Bar, "select": th.Select, "head": th.Head, "mark": th.Mark, "bad": th.BadText} {
			assert.Regexp(t, `^[0-9;]+$`, string(s), "%s %s", name, what)
		}
	}
	assert.Equal(t, "\x1b[7mx\x1b[m", themes["mono"].Select.Paint("x"))
	assert.Empty(t, themes["mono"].Green, "mono has no colour")
	assert.Equal(t, "x", SGR("").Paint("x"))
}

func TestNoColorWins(t *testing.T) {
	defer SetTheme("default", false)
	assert.True(t, SetTheme("contrast", true))
	assert.Equal(t, "mono", T.Name)
	assert.False(t, SetTheme("pink", false))
	assert.Equal(t, "mono", T.Name)
}

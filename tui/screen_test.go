package tui

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestChangedSaysTheVerbOnce(t *testing.T) {
	say := func(verb, title string) string {
		return ChangedCmds(verb, title)[1]().(StatusMsg).Text
	}
	assert.Equal(t, "撤销好了：退回：某项目", say("撤销", "撤销：退回：某项目"))
	assert.Equal(t, "批复好了：批复 3 个目标", say("批复", "批复 3 个目标"))
}

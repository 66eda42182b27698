package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func press(text string, code rune, mod tea.KeyMod) tea.KeyPressMsg {
	return tea.KeyPressMsg{Text: text, Code: code, Mod: mod}
}

func TestKeysAreFolded(t *testing.T) {
	for text, want := range map[string]string{"？": "?", "：": ":", "、": "/", "１": "1", "ｊ": "j", "＝": "=", "。": ".", "【": "[", "　": "space", "j": "j", "《": "<", "￥": "$", "……": ".."} {
		assert.Equal(t, want, Key(press(text, 0, 0)), text)
	}
	assert.Equal(t, "space", Key(press(" ", ' ', 0)))
	assert.Equal(t, "ctrl+k", Key(press("", 'k', tea.ModCtrl)))
	assert.Equal(t, "pgdown", Key(press("", tea.KeyPgDown, 0)))
	assert.Equal(t, "f2", Key(press("", tea.KeyF2, 0)))
}

func TestHanIsNoCommand(t *testing.T) {
	assert.True(t, HasHan(press("审", '审', 0)))
	assert.False(t, HasHan(press("？", '？', 0)))
	assert.False(t, HasHan(press("1", '1', 0)))
}

func TestKeyLabels(t *testing.T) {
	for k, want := range map[string]string{"ctrl+z": "Ctrl+Z", "f2": "F2", "f12": "F12", "space": "空格", "enter": "Enter", "1": "1", "f": "f", "=": "=", "shift+up": "Shift+上", "alt+1": "Alt+1"} {
		assert.Equal(t, want, KeyLabel(k))
	}
}

func TestActions(t *testing.T) {
	ran := 0
	why := ""
	list := []Action{
		{ID: "a", Keys: []string{"1", "f5"}, Label: "通过", Run: func() tea.Cmd { ran++; return nil }},
		{ID: "b", Keys: []string{"2"}, Label: "退回", Disabled: func() string { return why }, Run: func() tea.Cmd { ran += 10; return nil }},
	}
	_, handled := Dispatch(list, "f5")
	assert.True(t, handled)
	_, handled = Dispatch(list, "2")
	assert.True(t, handled)
	assert.Equal(t, 11, ran)
	why = "先选一个项目。"
	cmd, handled := Dispatch(list, "2")
	require.True(t, handled)
	assert.Equal(t, StatusMsg{Warn, "退回：现在不行。先选一个项目。"}, cmd())
	assert.Equal(t, 11, ran)
	_, handled = Dispatch(list, "3")
	assert.False(t, handled)
}

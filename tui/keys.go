package tui

import (
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"
)

// HanHint is shown when Han text arrives while keys are commands: the input method is on.
const HanHint = "输入法在中文状态：请按 Shift 切换到英文再按键"

// Key is the name of a key press for matching commands: full-width forms are folded to
// half-width, so that a key works whether the input method is on or not.
func Key(msg tea.KeyPressMsg) string {
	s := msg.String()
	if msg.Text == "" {
		return s
	}
	return FoldKey(s)
}

var foldPunctuation = strings.NewReplacer("。", ".", "、", "/", "【", "[", "】", "]", "《", "<", "》", ">", "￥", "$", "“", "\"", "”", "\"", "‘", "'", "’", "'", "—", "-", "…", ".", "·", "`", "　", "space")

// FoldKey maps full-width ASCII and Chinese punctuation to the key they stand for.
func FoldKey(s string) string {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return foldSlow(s)
		}
	}
	return s
}

func foldSlow(s string) string {
	s = foldPunctuation.Replace(s)
	return strings.Map(func(r rune) rune {
		if r >= 0xff01 && r <= 0xff5e {
			return r - 0xfee0
		}
		return r
	}, s)
}

// HasHan reports whether a key press brought Han text, which is never a command.
func HasHan(msg tea.KeyPressMsg) bool {
	for _, r := range msg.Text {
		if unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}

// KeyLabel is how a key is written in help and footers: "Ctrl+Z", "F2", "空格", "Enter".
func KeyLabel(k string) string {
	if l, ok := keyLabels[k]; ok {
		return l
	}
	if rest, ok := strings.CutPrefix(k, "ctrl+"); ok {
		return "Ctrl+" + strings.ToUpper(rest)
	}
	if rest, ok := strings.CutPrefix(k, "alt+"); ok {
		return "Alt+" + strings.ToUpper(rest)
	}
	if len(k) > 1 && k[0] == 'f' && k[1] >= '1' && k[1] <= '9' {
		return "F" + k[1:]
	}
	return k
}

var keyLabels = map[string]string{
	"space": "空格", "enter": "Enter", "esc": "Esc", "tab": "Tab", "shift+tab": "Shift+Tab", "up": "上", "down": "下", "left": "左", "right": "右",
	"pgup": "PgUp", "pgdown": "PgDn", "home": "Home", "end": "End", "backspace": "退格", "delete": "Del", "shift+up": "Shift+上", "shift+down": "Shift+下",
}

package app

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/pinyin"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// palette finds any action of the current screen, any screen, and every general action by
// Chinese text, pinyin or initials, and shows its keys.
type palette struct {
	input  widget.Input
	all    []entry
	found  []int
	cursor int
	top    int
}

type entry struct {
	action *tui.Action
	search string
}

func (m *Model) openPalette() tea.Cmd {
	p := &palette{input: widget.Input{Prompt: " 命令：", Placeholder: "输入汉字、全拼或首字母，如 fxsd、tuihui"}}
	screen := m.screen().Actions()
	for i := range screen {
		p.add(&screen[i])
	}
	for i := range m.actions {
		p.add(&m.actions[i])
	}
	p.narrow()
	m.palette, m.overlay = p, overlayPalette
	return nil
}

func (p *palette) add(a *tui.Action) {
	p.all = append(p.all, entry{a, strings.ToLower(a.Label + " " + a.Group + " " + pinyin.Key(a.Label) + " " + a.ID)})
}

func (p *palette) narrow() {
	q := strings.ToLower(strings.TrimSpace(p.input.Value()))
	p.found, p.cursor, p.top = p.found[:0], 0, 0
	for i, e := range p.all {
		if strings.Contains(e.search, q) {
			p.found = append(p.found, i)
		}
	}
}

func (p *palette) update(msg tea.Msg) {
	if p.input.Update(msg) {
		p.narrow()
	}
}

func (m *Model) paletteKey(msg tea.KeyPressMsg) tea.Cmd {
	p := m.palette
	switch msg.String() {
	case "esc", "ctrl+k":
		m.overlay = overlayNone
	case "up":
		p.cursor = max(p.cursor-1, 0)
	case "down", "tab":
		p.cursor = min(p.cursor+1, max(len(p.found)-1, 0))
	case "enter":
		m.overlay = overlayNone
		if len(p.found) == 0 {
			return tui.Say(tui.Warn, "没有这个命令：“"+p.input.Value()+"”。按 Ctrl+K 重新找，或按 F1 看全部按键")
		}
		return p.all[p.found[p.cursor]].action.Do()
	default:
		p.update(msg)
	}
	return nil
}

func (p *palette) view(w, h int) string {
	lines := []string{p.input.View(w), ""}
	room := h - len(lines)
	p.top = max(min(p.top, p.cursor), p.cursor-room+1)
	for i := p.top; i < len(p.found) && len(lines) < h; i++ {
		a := p.all[p.found[i]].action
		keys := make([]string, len(a.Keys))
		for k := range a.Keys {
			keys[k] = tui.KeyLabel(a.Keys[k])
		}
		line := tui.Fit("  "+tui.Fit(a.Label, 28)+" "+tui.Fit(strings.Join(keys, " 或 "), 22)+" "+a.Group, w)
		why := a.Why()
		if why != "" {
			line = tui.Fit("  "+tui.Fit(a.Label, 28)+" "+tui.Fit(strings.Join(keys, " 或 "), 22)+" "+why, w)
		}
		switch {
		case i == p.cursor:
			line = tui.T.Select.Paint(line)
		case why != "":
			line = tui.T.Dim.Paint(line)
		}
		lines = append(lines, line)
	}
	if len(p.found) == 0 {
		lines = append(lines, "  没有相符的命令。退格改一改，或 Esc 返回")
	}
	return tui.Block(lines, w, h)
}

func (p *palette) cursorX(w int) int { return p.input.CursorX(w) }

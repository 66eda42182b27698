package app

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/pinyin"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// palette finds any action — of the current screen, in general, of the other screens — by
// Chinese text, pinyin or initials, and shows its keys. An action of another screen is not
// run unseen: the palette goes to the screen and says which key it is.
type palette struct {
	m       *Model
	input   widget.Input
	all     []entry
	found   []int
	at, top int
}

type entry struct {
	action *tui.Action
	// screen is where the action belongs, nil for the current screen and general actions.
	screen tui.Screen
	search string
	first  string // what a better match begins with
}

func (m *Model) openPalette() tea.Cmd {
	p := &palette{m: m, input: widget.Input{Prompt: " 命令：", Placeholder: "输入汉字、全拼或首字母，如 退回、tuihui、th"}}
	p.addAll(m.screen().Actions(), nil)
	p.addAll(m.actions, nil)
	for i, s := range m.screens {
		if i != m.cur && s.Key() != "" {
			p.addAll(s.Actions(), s)
		}
	}
	p.narrow()
	m.over = p
	return nil
}

func (p *palette) addAll(actions []tui.Action, screen tui.Screen) {
	for i := range actions {
		a := &actions[i]
		spelled := pinyin.Key(a.Label)
		e := entry{action: a, screen: screen, first: strings.ToLower(a.Label) + " " + spelled}
		e.search = e.first + " " + a.Group + " " + pinyin.Key(a.Group) + " " + a.ID
		if screen != nil {
			e.search += " " + screen.Title() + " " + pinyin.Key(screen.Title())
		}
		p.all = append(p.all, e)
	}
}

// narrow keeps the entries that hold every word typed; those whose name, spelling or
// initials begin with the first word come first.
func (p *palette) narrow() {
	words := strings.Fields(strings.ToLower(tui.FoldKey(p.input.Value())))
	p.found, p.at, p.top = p.found[:0], 0, 0
	var later []int
	for i, e := range p.all {
		switch {
		case !holdsAll(e.search, words):
		case len(words) == 0 || strings.HasPrefix(e.first, words[0]) || strings.Contains(e.first, " "+words[0]):
			p.found = append(p.found, i)
		default:
			later = append(later, i)
		}
	}
	p.found = append(p.found, later...)
}

func holdsAll(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

func (p *palette) paste(msg tea.PasteMsg) {
	if p.input.Update(msg) {
		p.narrow()
	}
}

func (p *palette) key(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	switch msg.String() {
	case "esc", "ctrl+k":
		return nil, true
	case "up", "shift+tab":
		p.at = max(p.at-1, 0)
	case "down", "tab":
		p.at = min(p.at+1, max(len(p.found)-1, 0))
	case "pgup":
		p.at = max(p.at-10, 0)
	case "pgdown":
		p.at = min(p.at+10, max(len(p.found)-1, 0))
	case "enter":
		return p.run(), true
	default:
		if p.input.Update(msg) {
			p.narrow()
		}
	}
	return nil, false
}

func (p *palette) run() tea.Cmd {
	if len(p.found) == 0 {
		return tui.Say(tui.Warn, "没有这个命令：「"+p.input.Value()+"」。按 Ctrl+K 重新找，或按 F1 看全部按键")
	}
	p.m.over = nil
	e := p.all[p.found[p.at]]
	if e.screen == nil {
		return e.action.Do()
	}
	hint := "已到" + e.screen.Title()
	if len(e.action.Keys) > 0 {
		hint += "，选好后按 " + tui.KeyLabel(e.action.Keys[0]) + " 就是「" + e.action.Label + "」"
	}
	return tea.Batch(p.m.navigate(tui.NavigateMsg{Screen: e.screen.ID()}), tui.Say(tui.Info, hint))
}

func (p *palette) view(w, h int) string {
	lines := []string{p.input.View(w), ""}
	room := h - len(lines)
	p.top = max(min(p.top, p.at), p.at-room+1, 0)
	for i := p.top; i < len(p.found) && len(lines) < h; i++ {
		lines = append(lines, p.line(p.found[i], i == p.at, w))
	}
	if len(p.found) == 0 {
		lines = append(lines, "  没有相符的命令。退格改一改，或 Esc 返回")
	}
	return tui.Block(lines, w, h)
}

func (p *palette) line(i int, selected bool, w int) string {
	e := p.all[i]
	label, note, why := e.action.Label, e.action.Group, ""
	if e.screen != nil {
		note = "在" + e.screen.Title()
	} else if why = e.action.Why(); why != "" {
		note = why
	}
	text := "  " + tui.Fit(tui.Display(label), 30) + " " + tui.Fit(keyNames(e.action), 20) + " " + tui.Display(note)
	text = tui.Fit(text, w)
	switch {
	case selected:
		return tui.T.Select.Paint(text)
	case why != "":
		return tui.T.Dim.Paint(text)
	}
	return text
}

func keyNames(a *tui.Action) string {
	names := make([]string, len(a.Keys))
	for i, k := range a.Keys {
		names[i] = tui.KeyLabel(k)
	}
	return strings.Join(names, " 或 ")
}

func (p *palette) hint() string { return " Enter 执行   上下移动   Esc 返回" }

func (p *palette) cursor(w int) (x, y int, ok bool) { return p.input.CursorX(w), 0, true }

package app

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
)

// globalActions are possible on every screen.
func (m *Model) globalActions() []tui.Action {
	list := []tui.Action{
		{ID: "app.help", Keys: []string{"f1", "?"}, Label: "帮助", Group: "通用", Footer: true, Run: m.help},
		{ID: "app.palette", Keys: []string{"ctrl+k", ":"}, Label: "命令", Group: "通用", Footer: true, Run: m.openPalette},
		{ID: "app.undo", Keys: []string{"ctrl+z"}, Label: "撤销", Group: "通用", Footer: true, Run: func() tea.Cmd { return m.undo("撤销", m.session.Undo) }},
		{ID: "app.redo", Keys: []string{"ctrl+y"}, Label: "恢复撤销", Group: "通用", Run: func() tea.Cmd { return m.undo("恢复", m.session.Redo) }},
		{ID: "app.projector", Keys: []string{"f12"}, Label: "投影模式开关", Group: "通用", Run: m.toggleProjector},
		{ID: "app.quit", Keys: []string{"ctrl+q"}, Label: "退出", Group: "通用", Footer: true, Run: m.askQuit},
		{ID: "app.interrupt", Keys: []string{"ctrl+c"}, Label: "退出提示", Group: "通用", Run: func() tea.Cmd { return tui.Say(tui.Info, "要退出请按 Ctrl+Q") }},
	}
	for _, s := range m.screens {
		if s.Key() == "" {
			continue
		}
		list = append(list, tui.Action{ID: "app.go." + s.ID(), Keys: []string{s.Key()}, Label: s.Title(), Group: "屏幕", Run: func() tea.Cmd {
			return m.navigate(tui.NavigateMsg{Screen: s.ID()})
		}})
	}
	return list
}

func (m *Model) key(msg tea.KeyPressMsg) tea.Cmd {
	if m.tooSmall() {
		return m.keyTooSmall(msg)
	}
	if m.over != nil {
		if cmd, left := m.leaveLayer(msg.String()); left {
			return cmd
		}
		over := m.over
		cmd, done := over.key(msg)
		if done && m.over == over {
			m.over = nil
		}
		return cmd
	}
	m.status = tui.StatusMsg{}
	switch m.screen().Mode() {
	case tui.ModeText:
		return m.textKey(msg)
	case tui.ModeDialog:
		return m.dialogKey(msg)
	}
	return m.command(msg)
}

// keyTooSmall: nothing can be seen, so nothing is done but quitting.
func (m *Model) keyTooSmall(msg tea.KeyPressMsg) tea.Cmd {
	if msg.String() == "ctrl+q" && m.unsaved() == "" {
		return m.leave()
	}
	return nil
}

// textKey: while a field has the keys, F-keys change the screen (the field keeps its text)
// and Ctrl+Q quits; everything else is typing.
func (m *Model) textKey(msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	if key == "ctrl+q" || isFunctionKey(key) {
		if a := tui.Find(m.actions, key); a != nil && tui.Find(m.screen().Actions(), key) == nil {
			return a.Do()
		}
	}
	return m.screen().Update(msg)
}

// dialogKey: a preview, picker or pager takes all keys but help and quitting.
func (m *Model) dialogKey(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "ctrl+q":
		return m.askQuit()
	case "f1":
		return m.help()
	}
	return m.screen().Update(msg)
}

func isFunctionKey(key string) bool {
	return len(key) > 1 && key[0] == 'f' && strings.Trim(key[1:], "0123456789") == ""
}

func (m *Model) command(msg tea.KeyPressMsg) tea.Cmd {
	if m.progress.cancellable() && msg.String() == "esc" {
		// Said here and not by a command, which could come after the worker's own 已取消.
		m.status = tui.StatusMsg{Kind: tui.Info, Text: "正在取消，不会留下做了一半的东西"}
		m.progress.cancel()
		return nil
	}
	if tui.HasHan(msg) {
		return tui.Say(tui.Warn, tui.HanHint)
	}
	key := tui.Key(msg)
	if cmd, ok := tui.Dispatch(m.screen().Actions(), key); ok {
		return cmd
	}
	if cmd, ok := tui.Dispatch(m.actions, key); ok {
		return cmd
	}
	if key == "esc" {
		return m.back()
	}
	return m.screen().Update(msg)
}

// back is Esc: first inside the screen, then to the screen we came from; never out of the
// program.
func (m *Model) back() tea.Cmd {
	if cmd, ok := m.screen().Back(); ok {
		return cmd
	}
	if n := len(m.trail); n > 0 {
		to := m.trail[n-1]
		m.trail = m.trail[:n-1]
		return m.open(to, "")
	}
	return tui.Say(tui.Info, "已在最外层。F 键换屏，Ctrl+Q 退出")
}

func (m *Model) undo(verb string, do func() (string, error)) tea.Cmd {
	return tui.InOrder(func() tea.Msg {
		title, err := do()
		if err != nil {
			return tui.StatusMsg{Kind: tui.Warn, Text: err.Error()}
		}
		return tea.BatchMsg(tui.ChangedCmds(verb, title))
	})
}

func (m *Model) toggleProjector() tea.Cmd {
	tui.Projector = !tui.Projector
	if tui.Projector {
		return tui.Say(tui.Info, "投影模式：只留一栏，数字放大。再按 F12 关闭")
	}
	return tui.Say(tui.Info, "投影模式已关闭")
}

// leaveLayer lets Ctrl+Q and the F-keys of the screens work while help or the palette is
// open: nothing is lost by closing those. The other layers ask something and keep all
// keys.
func (m *Model) leaveLayer(key string) (cmd tea.Cmd, left bool) {
	switch m.over.(type) {
	case *pagerLayer, *palette:
	default:
		return nil, false
	}
	if key == "ctrl+q" {
		m.over = nil
		return m.askQuit(), true
	}
	for _, s := range m.screens {
		if s.Key() == key && key != "" {
			m.over = nil
			return m.navigate(tui.NavigateMsg{Screen: s.ID()}), true
		}
	}
	return nil, false
}

package app

import (
	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
	"jixiao/tui/widget"
)

// globalActions are possible on every screen.
func (m *Model) globalActions() []tui.Action {
	list := []tui.Action{
		{ID: "app.help", Keys: []string{"f1", "?"}, Label: "帮助", Group: "通用", Footer: true, Run: m.help},
		{ID: "app.palette", Keys: []string{"ctrl+k", ":"}, Label: "命令", Group: "通用", Footer: true, Run: m.openPalette},
		{ID: "app.undo", Keys: []string{"ctrl+z"}, Label: "撤销", Group: "通用", Run: func() tea.Cmd { return m.undo("撤销", m.session.Undo) }},
		{ID: "app.redo", Keys: []string{"ctrl+y"}, Label: "恢复撤销", Group: "通用", Run: func() tea.Cmd { return m.undo("恢复", m.session.Redo) }},
		{ID: "app.quit", Keys: []string{"ctrl+q"}, Label: "退出", Group: "通用", Footer: true, Run: m.askQuit},
		{ID: "app.interrupt", Keys: []string{"ctrl+c"}, Label: "退出提示", Group: "通用", Run: func() tea.Cmd { return tui.Say(tui.Info, "要退出请按 Ctrl+Q") }},
	}
	for i, s := range m.screens {
		list = append(list, tui.Action{ID: "app.go." + s.ID(), Keys: []string{s.Key()}, Label: s.Title(), Group: "屏幕", Run: func() tea.Cmd {
			return m.navigate(tui.NavigateMsg{Screen: m.screens[i].ID()})
		}})
	}
	return list
}

func (m *Model) key(msg tea.KeyPressMsg) tea.Cmd {
	switch m.overlay {
	case overlayPalette:
		return m.paletteKey(msg)
	case overlayPager:
		if m.pager.HandleKey(tui.Key(msg)) == widget.Cancelled {
			m.overlay = overlayNone
		}
		return nil
	case overlayQuit:
		return m.quitKey(tui.Key(msg))
	}
	if m.progress != nil && msg.String() == "esc" && m.progress.Cancel != nil {
		m.progress.Cancel()
		return nil
	}
	m.status = tui.StatusMsg{}
	if m.screen().Mode() == tui.ModeCommand {
		return m.command(msg)
	}
	// while a field or dialog has the keys, only Ctrl+Q and F-keys outside fields are ours
	if msg.String() == "ctrl+q" {
		return m.askQuit()
	}
	if msg.String() == "f1" {
		return m.help()
	}
	return m.screen().Update(msg)
}

func (m *Model) command(msg tea.KeyPressMsg) tea.Cmd {
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
		m.cur = to
		return nil
	}
	return tui.Say(tui.Info, "已在最外层。F2 到 F9 换屏，Ctrl+Q 退出")
}

func (m *Model) undo(verb string, do func() (string, error)) tea.Cmd {
	return func() tea.Msg {
		title, err := do()
		if err != nil {
			return tui.StatusMsg{Kind: tui.Warn, Text: err.Error()}
		}
		return tea.BatchMsg(tui.ChangedCmds(verb, title))
	}
}

func (m *Model) askQuit() tea.Cmd {
	what := m.unsaved()
	if what == "" {
		return m.leave()
	}
	m.confirm = &widget.Preview{Title: "有没保存的内容", Facts: []string{what, "草稿会自动留着，下次打开接着写。"}, Yes: "退出"}
	m.overlay = overlayQuit
	return nil
}

func (m *Model) quitKey(key string) tea.Cmd {
	switch m.confirm.HandleKey(key) {
	case widget.Confirmed:
		return m.leave()
	case widget.Cancelled:
		m.overlay = overlayNone
	}
	return nil
}

// leave saves the session and quits. Losing the session state is no reason to stay.
func (m *Model) leave() tea.Cmd {
	m.quit = true
	state := m.snapshot()
	return tea.Sequence(func() tea.Msg {
		if err := m.session.SaveState(sessionKey, state); err != nil {
			return tui.StatusMsg{Kind: tui.Bad, Text: err.Error()}
		}
		return nil
	}, tea.Quit)
}

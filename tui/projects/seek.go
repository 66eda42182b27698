package projects

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/listing"
	"jixiao/domain/query"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// seeker goes from hit to hit of a line without hiding the other rows.
type seeker struct {
	input widget.Input
	line  string
	// ix and hits are what the line was last looked for in; hits covers all rows of ix.
	ix   *listing.Index
	hits listing.Set
	err  string
}

// soughtMsg brings the hits of a line; step is where to go then.
type soughtMsg struct {
	ix   *listing.Index
	line string
	hits listing.Set
	step int
}

// startSeek gives the search line the focus, with the last line in it.
func (m *Model) startSeek() tea.Cmd {
	m.at = atSeek
	m.seek.input = widget.Input{Prompt: "查找 ", Placeholder: "名称、拼音首字母、代码、金额或条件；Enter 到下一处", Limit: query.MaxLength}
	m.seek.input.SetValue(m.seek.line)
	m.seek.err = ""
	return nil
}

// typedSeek handles what arrives while the search line has the focus.
func (m *Model) typedSeek(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.String() {
		case "enter", "down":
			return m.leaveSeek(1)
		case "up":
			return m.leaveSeek(-1)
		case "esc":
			cmd, _ := m.Back()
			return cmd
		}
	}
	if m.seek.input.Update(msg) {
		m.seek.err = ""
	}
	return nil
}

// leaveSeek takes the line and goes to its next hit; a line that cannot be read keeps the
// focus.
func (m *Model) leaveSeek(step int) tea.Cmd {
	line := strings.TrimSpace(m.seek.input.Value())
	if _, err := query.Parse(line); err != nil {
		m.seek.err = err.Error()
		return tui.Say(tui.Warn, m.seek.err)
	}
	m.at = atList
	m.seek.line = line
	if line == "" {
		return tui.Say(tui.Info, "查找的内容是空的，没有动")
	}
	return m.seekStep(step)
}

// seekStep goes to the next (1) or the previous (-1) hit; without a line it asks for one.
// The hits are found anew, outside Update, when the line or the list changed.
func (m *Model) seekStep(step int) tea.Cmd {
	if m.seek.line == "" {
		return m.startSeek()
	}
	if m.seek.ix == m.found.ix && m.seek.hits != nil {
		return m.jump(step)
	}
	ix, line, today := m.found.ix, m.seek.line, m.today
	return func() tea.Msg {
		q, err := query.Parse(line)
		if err != nil {
			return tui.StatusMsg{Kind: tui.Warn, Text: err.Error()}
		}
		return soughtMsg{ix, line, q.Eval(ix, today), step}
	}
}

// gotSought takes the hits unless the line or the list has changed since.
func (m *Model) gotSought(msg soughtMsg) tea.Cmd {
	if msg.line != m.seek.line || msg.ix != m.found.ix {
		return nil
	}
	m.seek.ix, m.seek.hits = msg.ix, msg.hits
	return m.jump(msg.step)
}

// jump selects the next hit among the rows that are shown, round the end of the list.
func (m *Model) jump(step int) tea.Cmd {
	n := len(m.found.rows)
	for i := 1; i <= n; i++ {
		at := ((m.cursor+step*i)%n + n) % n
		if !m.seek.hits.Has(int(m.found.rows[at])) {
			continue
		}
		round := step > 0 && at <= m.cursor || step < 0 && at >= m.cursor
		m.moveTo(at)
		return tea.Batch(m.refreshDetail(), m.sayJump(i == n, round, step))
	}
	text := "列表里没有「" + m.seek.line + "」"
	if m.filter != "" {
		text += "；现在只列出符合筛选的项目，按 Esc 清除筛选再找"
	}
	return tui.Say(tui.Warn, text)
}

func (m *Model) sayJump(only, round bool, step int) tea.Cmd {
	switch {
	case only:
		return tui.Say(tui.Info, "只有这一处「"+m.seek.line+"」")
	case round && step > 0:
		return tui.Say(tui.Info, "找到末尾，从头再找「"+m.seek.line+"」")
	case round:
		return tui.Say(tui.Info, "找到开头，从末尾再找「"+m.seek.line+"」")
	}
	return nil
}

// drawSeekHint is the line below the search line.
func (m *Model) drawSeekHint(w int) string {
	if m.seek.err != "" {
		return tui.T.WarnText.Paint(tui.Fit(tui.Display(m.seek.err), w))
	}
	return tui.T.Dim.Paint(tui.Fit("Enter 到下一处  上 到上一处  Esc 放弃；回到列表后 Ctrl+N 或 n 再下一处，0 或 N 上一处", w))
}

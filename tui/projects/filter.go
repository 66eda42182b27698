package projects

import (
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/query"
	"jixiao/tui"
)

// startFilter gives the query line the focus.
func (m *Model) startFilter() tea.Cmd {
	m.at = atFilter
	m.input.SetValue(m.filter)
	m.complete()
	return nil
}

// typed handles what arrives while the query line has the focus. Enter and the arrows
// leave it with the filter applied; Tab takes the first completion; Esc goes back to the
// applied line.
func (m *Model) typed(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.String() {
		case "enter", "down":
			return m.leaveFilter()
		case "esc":
			cmd, _ := m.Back()
			return cmd
		case "tab":
			return m.take(0)
		case "ctrl+s":
			return m.saveView()
		}
	}
	if !m.input.Update(msg) {
		return nil
	}
	m.complete()
	return m.apply(settled(m.input.Value()))
}

// settled is the line without a field name that is still being typed: while 执行<60 is
// typed, 执行 is not looked for as a word. Enter takes the line as it is.
func settled(line string) string {
	cut := strings.LastIndexFunc(line, unicode.IsSpace)
	if cut >= 0 {
		_, n := utf8.DecodeRuneInString(line[cut:])
		cut += n
	}
	cut = max(cut, 0)
	for _, f := range query.Fields() {
		if line[cut:] == f.Name {
			return strings.TrimSpace(line[:cut])
		}
	}
	return strings.TrimSpace(line)
}

// leaveFilter applies the line as it stands and gives the keys back to the list; a line
// that cannot be read keeps the focus.
func (m *Model) leaveFilter() tea.Cmd {
	cmd := m.apply(strings.TrimSpace(m.input.Value()))
	if m.lineErr != "" {
		return tui.Say(tui.Warn, m.lineErr)
	}
	m.at = atList
	return tea.Batch(cmd, m.refreshDetail())
}

func (m *Model) complete() {
	line := m.input.Value()
	m.preview = query.Complete(line, len([]rune(line)), m.ix)
}

// take puts a completion into the line.
func (m *Model) take(i int) tea.Cmd {
	if i >= len(m.preview) {
		return nil
	}
	c := m.preview[i]
	line := []rune(m.input.Value())
	m.input.SetValue(string(line[:c.From]) + c.Insert + string(line[c.To:]))
	m.complete()
	return m.apply(strings.TrimSpace(m.input.Value()))
}

// drawHint draws the line below the query line while it has the focus: what is wrong with
// the line, or what Tab and typing on would give.
func (m *Model) drawHint(w int) string {
	if m.lineErr != "" {
		return tui.T.WarnText.Paint(tui.Fit(tui.Display(m.lineErr), w))
	}
	var s strings.Builder
	for i, c := range m.preview {
		if i == 0 {
			s.WriteString("Tab 补全：")
		} else {
			s.WriteString("  ")
		}
		s.WriteString(c.Label)
		if len(m.preview) == 1 && c.Help != "" {
			s.WriteString("（" + c.Help + "）")
		}
	}
	if s.Len() == 0 {
		s.WriteString("Enter 回到列表  Ctrl+S 存为视图  Esc 放弃修改")
	}
	return tui.T.Dim.Paint(tui.Fit(tui.Display(s.String()), w))
}

// filterHelp explains the query line: every field with an example.
func filterHelp() tea.Cmd {
	lines := []string{
		"几个条件之间用空格隔开，都满足才列出。直接写字找名称、单位、部门、责任人、代码和金额；拼音首字母也行，例如 xxgz 找到 学校改造。",
		"比较用 < <= > >= = !=，几个里任一个用逗号，例如 灯:红,黄；范围用 .. ，例如 自评:60..80；没有数据写 无，例如 自评:无；前面加减号是排除，例如 -部门:教育。",
		"字段名可以写中文、全拼或首字母，例如 zx<60 就是 执行<60。全角符号一样认。", "",
	}
	for _, f := range query.Fields() {
		line := tui.Fit(f.Name, 8) + " " + tui.Fit(f.Example, 24) + " " + f.Help
		if f.Type == query.TypeOption && len(f.Options) <= 8 {
			line += "：" + strings.Join(f.Options, "、")
		}
		lines = append(lines, line)
	}
	return func() tea.Msg { return tui.ExplainMsg{Title: "筛选行的写法", Lines: lines} }
}

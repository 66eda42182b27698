package projects

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/query"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// defaultViews are the saved lines of a new data file.
var defaultViews = []string{"灯:红", "灯:红 未整改>20天", "阶段:待审核 等待>10天", "执行<60 金额>500万", "自评:无", "缺口数>=2"}

// maxViews is how many lines can be saved: one digit each.
const maxViews = 9

// chooseView opens the saved lines.
func (m *Model) chooseView() tea.Cmd {
	items := make([]widget.PickItem, len(m.views))
	for i, v := range m.views {
		items[i].Label = v
	}
	m.ask(&dialog{picker: widget.Picker{Title: "打开保存的视图（在筛选行按 Ctrl+S 保存）", Items: items, Zero: "全部项目"}, chosen: func(i int) tea.Cmd {
		return m.openView(i)
	}})
	return nil
}

// openView applies a saved line; -1 shows everything.
func (m *Model) openView(i int) tea.Cmd {
	line := ""
	if i >= 0 && i < len(m.views) {
		line = m.views[i]
	}
	m.input.SetValue(line)
	return m.apply(line)
}

// saveView saves the line as a view, or removes it when it is saved already.
func (m *Model) saveView() tea.Cmd {
	line := m.filter
	if line == "" || m.lineErr != "" {
		return tui.Say(tui.Warn, "筛选条件是空的或有错，先写好条件再保存视图。")
	}
	if _, err := query.Parse(line); err != nil {
		return tui.SayError(err)
	}
	if i := slices.Index(m.views, line); i >= 0 {
		m.views = slices.Delete(slices.Clone(m.views), i, i+1)
		m.buildActions()
		return tui.Say(tui.Info, "已删除视图："+line)
	}
	if len(m.views) >= maxViews {
		return tui.Say(tui.Warn, "最多保存 9 个视图。先打开一个不用的视图，再按 Ctrl+S 删除它。")
	}
	m.views = append(slices.Clone(m.views), line)
	m.buildActions()
	return tui.Say(tui.Good, "已保存为视图 "+itoa(len(m.views))+"："+line)
}

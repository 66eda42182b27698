package projects

import (
	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
)

// actionSets are the actions by place; they are built once, and again when the saved
// views change.
type actionSets struct{ list, page, filter []tui.Action }

// Actions lists what can be done now.
func (m *Model) Actions() []tui.Action {
	switch m.at {
	case atPage:
		return m.actions.page
	case atFilter:
		return m.actions.filter
	case atSeek:
		return nil
	case atDialog:
		return nil
	}
	return m.actions.list
}

// do wraps a function without Cmd.
func do(f func()) func() tea.Cmd {
	return func() tea.Cmd {
		f()
		return nil
	}
}

func (m *Model) buildActions() {
	m.actions.list = append(m.listActions(), m.moveActions()...)
	m.actions.list = append(m.actions.list, m.viewActions()...)
	m.actions.page = m.pageActions()
	m.actions.filter = []tui.Action{
		{ID: "projects.filter.complete", Keys: []string{"tab"}, Label: "补全", Group: "筛选行", Footer: true, Run: func() tea.Cmd { return m.take(0) }},
		{ID: "projects.filter.save", Keys: []string{"ctrl+s"}, Label: "存为视图", Group: "筛选行", Footer: true, Run: m.saveView},
	}
}

func (m *Model) needRow() string {
	if m.count() == 0 {
		return "列表里没有项目，请先放宽筛选或导入数据。"
	}
	return ""
}

func (m *Model) needIndex() string {
	if m.found.ix == nil {
		return "项目清单还在读取，请稍等。"
	}
	return m.needRow()
}

func (m *Model) listActions() []tui.Action {
	return []tui.Action{
		{ID: "projects.open", Keys: []string{"enter"}, Label: "打开", Group: "项目", Footer: true, Disabled: m.needRow, Run: func() tea.Cmd { return m.openSheet(m.selected()) }},
		{ID: "projects.filter", Keys: []string{"ctrl+f", "/"}, Label: "筛选", Group: "筛选", Footer: true, Run: m.startFilter},
		{ID: "projects.seek", Keys: []string{"9"}, Label: "查找", Group: "筛选", Disabled: m.needIndex, Run: m.startSeek},
		{ID: "projects.seek.next", Keys: []string{"ctrl+n", "n"}, Label: "下一处", Group: "筛选", Disabled: m.needIndex, Run: func() tea.Cmd { return m.seekStep(1) }},
		{ID: "projects.seek.prev", Keys: []string{"0", "N"}, Label: "上一处", Group: "筛选", Disabled: m.needIndex, Run: func() tea.Cmd { return m.seekStep(-1) }},
		{ID: "projects.explain", Keys: []string{"="}, Label: "解释", Group: "项目", Footer: true, Disabled: m.needRow, Run: m.explainColumn},
		{ID: "projects.sort", Keys: []string{"1", "s"}, Label: "按本列排序", Group: "排序和列", Footer: true, Disabled: m.needIndex, Run: func() tea.Cmd { return m.sortBy(m.column) }},
		{ID: "projects.sort.choose", Keys: []string{"2", "S"}, Label: "选排序", Group: "排序和列", Footer: true, Disabled: m.needIndex, Run: m.chooseSort},
		{ID: "projects.columns", Keys: []string{"3", "c"}, Label: "选列", Group: "排序和列", Footer: true, Run: m.chooseColumns},
		{ID: "projects.mark", Keys: []string{"space"}, Label: "选中", Group: "选择", Footer: true, Disabled: m.needIndex, Run: m.toggleMark},
		{ID: "projects.mark.all", Keys: []string{"ctrl+a"}, Label: "全选", Group: "选择", Footer: true, Disabled: m.needIndex, Run: m.markAll},
		{ID: "projects.views", Keys: []string{"4", "v"}, Label: "视图", Group: "筛选", Footer: true, Run: m.chooseView},
		{ID: "projects.export", Keys: []string{"ctrl+e"}, Label: "导出", Group: "项目", Footer: true, Disabled: m.needIndex, Run: m.export},
		{ID: "projects.filter.help", Keys: []string{"8"}, Label: "筛选写法", Group: "筛选", Run: filterHelp},
		{ID: "projects.view.save", Keys: []string{"ctrl+s"}, Label: "存为视图", Group: "筛选", Run: m.saveView},
		{ID: "projects.figure", Keys: []string{"5"}, Label: "选一个数字解释", Group: "项目", Disabled: m.needRow, Run: func() tea.Cmd { return m.chooseFigure(m.selected()) }},
		{ID: "projects.targets", Keys: []string{"6", "t"}, Label: "去目标审核", Group: "项目", Disabled: m.needRow, Run: func() tea.Cmd { return tui.Navigate("targets", m.selected()) }},
		{ID: "projects.warnings", Keys: []string{"7", "w"}, Label: "去监控预警", Group: "项目", Disabled: m.needRow, Run: func() tea.Cmd { return tui.Navigate("warnings", m.selected()) }},
	}
}

func (m *Model) moveActions() []tui.Action {
	by := func(n func() int) func() tea.Cmd { return func() tea.Cmd { return m.move(n()) } }
	page := func() int { return max(m.list.body-1, 1) }
	return []tui.Action{
		{ID: "projects.up", Keys: []string{"up", "k"}, Label: "上一个", Group: "移动", Run: by(func() int { return -1 })},
		{ID: "projects.down", Keys: []string{"down", "j"}, Label: "下一个", Group: "移动", Run: by(func() int { return 1 })},
		{ID: "projects.pgup", Keys: []string{"pgup"}, Label: "上一页", Group: "移动", Run: by(func() int { return -page() })},
		{ID: "projects.pgdown", Keys: []string{"pgdown"}, Label: "下一页", Group: "移动", Run: by(page)},
		{ID: "projects.home", Keys: []string{"home", "g"}, Label: "第一个", Group: "移动", Run: by(func() int { return -m.cursor })},
		{ID: "projects.end", Keys: []string{"end", "G"}, Label: "最后一个", Group: "移动", Run: by(func() int { return m.count() })},
		{ID: "projects.left", Keys: []string{"left", "h"}, Label: "前一列", Group: "移动", Run: func() tea.Cmd { return m.nextColumn(-1) }},
		{ID: "projects.right", Keys: []string{"right", "l"}, Label: "后一列", Group: "移动", Run: func() tea.Cmd { return m.nextColumn(1) }},
	}
}

// viewActions put the saved views into the palette.
func (m *Model) viewActions() []tui.Action {
	var out []tui.Action
	for i, v := range m.views {
		out = append(out, tui.Action{ID: "projects.view." + itoa(i+1), Label: "视图 " + v, Group: "视图", Run: func() tea.Cmd { return m.openView(i) }})
	}
	return out
}

func (m *Model) pageActions() []tui.Action {
	by := func(n func() int) func() tea.Cmd { return do(func() { m.sheet.move(n()) }) }
	return []tui.Action{
		{ID: "projects.page.explain", Keys: []string{"=", "enter"}, Label: "解释本行数字", Group: "项目页", Footer: true, Run: m.explainLine},
		{ID: "projects.page.figure", Keys: []string{"5"}, Label: "选数字解释", Group: "项目页", Footer: true, Run: func() tea.Cmd { return m.chooseFigure(m.sheet.id) }},
		{ID: "projects.page.prev", Keys: []string{"left", "p", "["}, Label: "上一个项目", Group: "项目页", Footer: true, Run: func() tea.Cmd { return m.turn(-1) }},
		{ID: "projects.page.next", Keys: []string{"right", "n", "]"}, Label: "下一个项目", Group: "项目页", Footer: true, Run: func() tea.Cmd { return m.turn(1) }},
		{ID: "projects.page.section", Keys: []string{"tab"}, Label: "下一节", Group: "项目页", Footer: true, Run: do(func() { m.sheet.section(1) })},
		{ID: "projects.page.targets", Keys: []string{"6", "t"}, Label: "目标审核", Group: "项目页", Footer: true, Run: func() tea.Cmd { return tui.Navigate("targets", m.sheet.id) }},
		{ID: "projects.page.warnings", Keys: []string{"7", "w"}, Label: "监控预警", Group: "项目页", Footer: true, Run: func() tea.Cmd { return tui.Navigate("warnings", m.sheet.id) }},
		{ID: "projects.page.export", Keys: []string{"ctrl+e"}, Label: "导出本页", Group: "项目页", Footer: true, Run: m.exportSheet},
		{ID: "projects.page.sectionback", Keys: []string{"shift+tab"}, Label: "上一节", Group: "项目页", Run: do(func() { m.sheet.section(-1) })},
		{ID: "projects.page.up", Keys: []string{"up", "k"}, Label: "上一行", Group: "移动", Run: by(func() int { return -1 })},
		{ID: "projects.page.down", Keys: []string{"down", "j"}, Label: "下一行", Group: "移动", Run: by(func() int { return 1 })},
		{ID: "projects.page.pgup", Keys: []string{"pgup"}, Label: "上一屏", Group: "移动", Run: by(func() int { return -m.sheet.h + 1 })},
		{ID: "projects.page.pgdown", Keys: []string{"pgdown", "space"}, Label: "下一屏", Group: "移动", Run: by(func() int { return m.sheet.h - 1 })},
		{ID: "projects.page.home", Keys: []string{"home", "g"}, Label: "开头", Group: "移动", Run: by(func() int { return -len(m.sheet.lines) })},
		{ID: "projects.page.end", Keys: []string{"end", "G"}, Label: "结尾", Group: "移动", Run: by(func() int { return len(m.sheet.lines) })},
	}
}

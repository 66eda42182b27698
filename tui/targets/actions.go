package targets

import (
	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/paper"
	"jixiao/domain/report"
	"jixiao/tui"
)

// buildActions lists the keys once. Digits, Enter, Space, Tab, arrows, Ctrl and F-keys do
// everything; letters are second bindings.
func (m *Model) buildActions() {
	empty := func() string {
		if m.current() == "" {
			return "队列里没有选中的目标；按 Tab 换一级，或 Ctrl+O 导入申报表。"
		}
		return ""
	}
	finding := func() string {
		if why := empty(); why != "" {
			return why
		}
		switch w := m.work(); {
		case w == nil:
			return "检查结果还在读取，请稍等。"
		case len(w.Findings()) == 0:
			return "这份目标没有检查发现；没有问题就按 1 通过。"
		}
		return ""
	}
	act := func(id, label, group string, footer bool, why func() string, run func() tea.Cmd, keys ...string) tui.Action {
		return tui.Action{ID: "targets." + id, Keys: keys, Label: label, Group: group, Footer: footer, Disabled: why, Run: run}
	}
	m.actions = []tui.Action{
		act("approve", "通过", "决定", true, empty, m.approve, "1"),
		act("return", "退回", "决定", true, empty, func() tea.Cmd { return m.choose(domain.DecisionReturn) }, "2"),
		act("reject", "不通过", "决定", true, empty, func() tea.Cmd { return m.choose(domain.DecisionReject) }, "3"),
		act("defer", "搁置", "决定", true, empty, m.askDate, "4"),
		act("take", "采纳", "检查发现", true, finding, m.take, "5", "a"),
		act("dismiss", "忽略", "检查发现", true, finding, m.askReason, "6", "x"),
		act("basis", "依据", "检查发现", true, finding, m.basis, "7", "e"),
		act("fault", "同毛病", "检查发现", true, finding, m.sameFault, "8", "s"),
		act("held", "卡了多少钱", "查看", true, nil, m.held, "9", "$"),
		act("write", "写意见", "决定", false, empty, m.write, "0", "w"),
		act("four", "四性评分", "决定", false, empty, m.openFour, "ctrl+g", "g"),
		act("repeat", "重复上次决定", "决定", false, m.noLast, m.again, ".", "ctrl+r"),
		act("mark", "标记并下移", "标记", false, empty, m.mark, "space"),
		act("markall", "全部标记", "标记", false, empty, m.markAll, "ctrl+a"),
		act("open", "打开", "查看", false, empty, m.open, "enter"),
		act("level", "换一级", "查看", true, nil, m.switchLevel, "tab", "shift+tab", "l"),
		act("nextfinding", "下一条发现", "检查发现", false, empty, func() tea.Cmd { return m.step(1) }, "right", "n"),
		act("prevfinding", "上一条发现", "检查发现", false, empty, func() tea.Cmd { return m.step(-1) }, "left", "p"),
		act("explain", "金额来历", "查看", false, empty, m.explainAmount, "=", "ctrl+t"),
		act("filter", "筛选", "查看", false, nil, m.openFilter, "ctrl+f", "/"),
		act("project", "看项目", "查看", false, empty, func() tea.Cmd { return tui.Navigate("projects", m.current()) }, "f11", "v"),
		act("export", "导出队列", "查看", false, empty, m.export, "ctrl+e"),
		act("print", "打印意见书", "查看", false, empty, m.print, "ctrl+p"),
		act("issue", "批复", "决定", false, nil, m.askBatch, "ctrl+b", "b"),
	}
}

func (m *Model) noLast() string {
	if m.last.decision == "" {
		return "还没有作过决定；先按 1、2、3 或 4。"
	}
	if m.current() == "" {
		return "队列里没有选中的目标。"
	}
	return ""
}

// mark toggles the mark and moves on.
func (m *Model) mark() tea.Cmd {
	id := m.current()
	if m.marks[id] {
		delete(m.marks, id)
	} else {
		m.marks[id] = true
	}
	m.taken = nil
	m.table.InvalidateRow(m.table.Cursor())
	m.move(m.table.Cursor() + 1)
	return m.prefetch()
}

func (m *Model) markAll() tea.Cmd {
	for _, i := range m.rows {
		m.marks[m.items[i].ProjectID] = true
	}
	m.taken = nil
	m.table.Invalidate()
	return tui.Say(tui.Info, "已标记 "+itoa(len(m.marks))+" 份，决定会先预览；Esc 取消标记")
}

func (m *Model) open() tea.Cmd {
	if m.at == atSheet {
		m.at = atList
	} else {
		m.at = atSheet
	}
	m.scroll = 0
	return m.prefetch()
}

func (m *Model) switchLevel() tea.Cmd {
	if m.level == domain.LevelBureau {
		m.level = domain.LevelDepartment
	} else {
		m.level = domain.LevelBureau
	}
	m.clearMarks()
	m.items, m.rows, m.loaded, m.at = nil, nil, false, atList
	m.byID = map[string]int{}
	m.trail = nil
	m.recount()
	m.refilter()
	return m.reload()
}

// step selects the next or previous finding.
func (m *Model) step(by int) tea.Cmd {
	w := m.work()
	if w == nil || len(w.Findings()) == 0 {
		return nil
	}
	m.finding = max(0, min(m.finding+by, len(w.Findings())-1))
	return nil
}

// nav are the keys that move in list and sheet and change nothing.
func (m *Model) nav(key string) tea.Cmd {
	if m.at == atSheet {
		switch key {
		case "pgdown":
			m.scroll += m.h - 3
			return nil
		case "pgup":
			m.scroll = max(0, m.scroll-(m.h-3))
			return nil
		}
	}
	was := m.table.Cursor()
	if m.table.HandleKey(key) && m.table.Cursor() != was {
		m.finding, m.scroll = 0, 0
		return m.prefetch()
	}
	return nil
}

func (m *Model) openFilter() tea.Cmd {
	m.at = atFilter
	m.input.SetValue(m.filter)
	return nil
}

func (m *Model) export() tea.Cmd {
	e := tui.ExportMsg{Title: string(m.level) + "待审核目标", Columns: []string{"代码", "项目", "部门", "单位", "金额（万元）", "等待天数", "不通过", "警告", "报送次数", "搁置至"}}
	for _, i := range m.rows {
		it := &m.items[i]
		e.Rows = append(e.Rows, []string{it.Code, it.Name, it.Department, it.Unit, it.Amount.Wan(), itoa(it.Waiting), itoa(it.Fails), itoa(it.Warns), itoa(it.Round), it.DeferUntil.String()})
	}
	return func() tea.Msg { return e }
}

// print makes the opinion of the current target as a document.
func (m *Model) print() tea.Cmd {
	w, today := m.work(), m.today
	if w == nil {
		return tui.Say(tui.Info, "这一份还在打开，请再按一次")
	}
	d := w.Dossier
	return tui.Print(func() (*paper.Doc, error) { return report.ReviewOpinion(&d, today), nil })
}

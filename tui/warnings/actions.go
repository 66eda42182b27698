package warnings

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/ladder"
	"jixiao/domain/monitor"
	"jixiao/domain/workday"
	"jixiao/tui"
)

func (m *Model) buildActions() {
	ladderKeys := []struct {
		key   string
		move  ladder.Move
		pass  bool
		label string
	}{
		{"1", ladder.Notify, false, "通报"}, {"2", ladder.Rectify, false, "限期整改"}, {"3", ladder.Verify, true, "复核到位"}, {"4", ladder.Verify, false, "复核不到位"},
		{"5", ladder.Suspend, false, "暂缓拨款"}, {"6", ladder.Stop, false, "停止拨款"}, {"7", ladder.Recover, false, "收回资金"}, {"8", ladder.Close, false, "销号"}, {"9", ladder.Reopen, false, "重开"},
	}
	for i, k := range ladderKeys {
		m.actions = append(m.actions, tui.Action{
			ID: fmt.Sprintf("warnings.%s.%d", k.move, i), Keys: []string{k.key}, Label: k.label, Group: "处置阶梯", Footer: true,
			Disabled: func() string { return m.why(k.move) }, Run: func() tea.Cmd { return m.start(k.move, k.pass) },
		})
	}
	m.actions = append(m.actions, tui.Action{ID: "warnings.receive", Keys: []string{"ctrl+t", "t"}, Label: "登记收到整改报告", Group: "处置阶梯",
		Disabled: func() string { return m.why(ladder.Receive) }, Run: func() tea.Cmd { return m.start(ladder.Receive, false) }})
	none := m.noRow
	m.actions = append(m.actions,
		tui.Action{ID: "warnings.green", Keys: []string{"0", "w"}, Label: "怎样变绿", Group: "看清楚", Footer: true, Disabled: none, Run: m.explainGreen},
		tui.Action{ID: "warnings.explain", Keys: []string{"="}, Label: "说明灯色来历", Group: "看清楚", Disabled: none, Run: m.explain},
		tui.Action{ID: "warnings.open", Keys: []string{"enter"}, Label: "详情", Group: "看清楚", Disabled: none, Run: m.openSheet},
		tui.Action{ID: "warnings.project", Keys: []string{"ctrl+g"}, Label: "到项目库看全年", Group: "看清楚", Disabled: none, Run: func() tea.Cmd { return tui.Navigate("projects", m.currentID()) }},
		tui.Action{ID: "warnings.month.prev", Keys: []string{"left", "["}, Label: "上一月", Group: "范围", Run: func() tea.Cmd { return m.shift(-1) }},
		tui.Action{ID: "warnings.month.next", Keys: []string{"right", "]"}, Label: "下一月", Group: "范围", Footer: true, Run: func() tea.Cmd { return m.shift(1) }},
		tui.Action{ID: "warnings.group", Keys: []string{"tab"}, Label: "换规则组", Group: "范围", Footer: true, Run: m.nextGroup},
		tui.Action{ID: "warnings.filter", Keys: []string{"ctrl+f", "/"}, Label: "筛选", Group: "范围", Footer: true, Run: m.openFilter},
		tui.Action{ID: "warnings.mark", Keys: []string{"space"}, Label: "标记并下移", Group: "范围", Disabled: none, Run: m.mark},
		tui.Action{ID: "warnings.all", Keys: []string{"ctrl+a"}, Label: "标记筛选出的全部", Group: "范围", Disabled: none, Run: m.markAll},
		tui.Action{ID: "warnings.reload", Keys: []string{"ctrl+r"}, Label: "重算灯色", Group: "范围", Run: m.reload},
		tui.Action{ID: "warnings.export", Keys: []string{"ctrl+e"}, Label: "导出本表", Group: "范围", Disabled: none, Run: m.export},
	)
}

func (m *Model) noRow() string {
	if m.current() == nil {
		return "没有选中的项目，请先导入数据或取消筛选"
	}
	return ""
}

// possible asks the ladder; serious leaves the clock out, which the dialog of 暂缓 asks for.
func (m *Model) possible(it *monitor.Item, move ladder.Move, serious bool) error {
	c := ladder.Open("", it.ProjectID, m.year, nil, nil, m.store.Today())
	if it.Case != nil && (it.Open() || move == ladder.Reopen) {
		c = *it.Case
	}
	return ladder.Possible(c, move, m.store.Today(), serious, workday.Default)
}

func (m *Model) explainGreen() tea.Cmd {
	it := m.current()
	lines := append(greenLines(it), "", moneyLine(it), lampLine(it))
	return say("怎样变绿："+it.Name, lines)
}

func (m *Model) explain() tea.Cmd {
	it := m.current()
	lines := []string{lampLine(it), moneyLine(it), ""}
	switch it.Group {
	case monitor.Step:
		lines = append(lines, "公式：累计支出 / 全年预算，4、6、8、10 月末低于 25%、40%、60%、80% 为红灯；目标进度与支出进度相差超过 10 个百分点为黄灯")
	case monitor.Plan:
		lines = append(lines, "公式：累计支出 / 截至本月的用款计划 x 100，低于 60 红，60 到 80 黄，80 以上绿")
	default:
		lines = append(lines, fmt.Sprintf("公式：V =（累计支出 / 全年预算）/（%d / 12）x 100，低于 60 红，60 到 80 黄，80 以上绿；项目灯取支出和各指标中最差的", it.Month))
	}
	lines = append(lines, "依据："+ladder.Basis.String()+"：「"+ladder.Basis.Quote+"」", "阈值：本区口径（可调）", "来源文件和单元格：在项目库（Ctrl+G）的执行数上按 = 查看")
	return say("灯色来历："+it.Name, lines)
}

func say(title string, lines []string) tea.Cmd {
	return func() tea.Msg { return tui.ExplainMsg{Title: title, Lines: lines} }
}

func (m *Model) shift(by int) tea.Cmd {
	next := m.month + by
	if next < 1 || next > 12 {
		return tui.Say(tui.Info, fmt.Sprintf("只有 %d 年 1 到 12 月", m.year))
	}
	m.month = next
	return m.reload()
}

func (m *Model) nextGroup() tea.Cmd {
	m.group = (m.group + 1) % len(monitor.Groups)
	return tea.Batch(m.reload(), tui.Say(tui.Info, "灯色按"+m.groupID().Name()+"规则"))
}

func (m *Model) openFilter() tea.Cmd {
	m.at = atFilter
	return nil
}

func (m *Model) export() tea.Cmd {
	e := tui.ExportMsg{Title: fmt.Sprintf("监控预警%d年%d月", m.year, m.month), Columns: []string{"灯色", "项目代码", "项目名称", "部门", "单位", "全年预算(万元)", "累计支出(万元)", "支出率", "转绿还差(万元)", "处置", "期限"}}
	for _, i := range m.rows {
		it := &m.items[i]
		state, due := "", ""
		if it.Case != nil {
			state, due = string(it.Case.State), it.Case.Due.String()
		}
		e.Rows = append(e.Rows, []string{lampWord(it.Lamp), it.Code, it.Name, it.Department, it.Unit, it.Budget.Wan(), it.Executed.Wan(), rate(it), greenGap(it), state, due})
	}
	return func() tea.Msg { return e }
}

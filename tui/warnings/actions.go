package warnings

import (
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/ladder"
	"jixiao/domain/monitor"
	"jixiao/tui"
	"jixiao/tui/widget"
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
		tui.Action{ID: "warnings.summary", Keys: []string{"ctrl+n", "y"}, Label: "原因和部门汇总", Group: "看清楚", Disabled: m.noBoard, Run: m.summary},
		tui.Action{ID: "warnings.open", Keys: []string{"enter"}, Label: "详情", Group: "看清楚", Disabled: none, Run: m.openSheet},
		tui.Action{ID: "warnings.project", Keys: []string{"ctrl+g"}, Label: "到项目库看全年", Group: "看清楚", Disabled: none, Run: func() tea.Cmd { return tui.Navigate("projects", m.currentID()) }},
		tui.Action{ID: "warnings.month.prev", Keys: []string{"left", "["}, Label: "上一月", Group: "范围", Run: func() tea.Cmd { return m.shift(-1) }},
		tui.Action{ID: "warnings.month.next", Keys: []string{"right", "]"}, Label: "下一月", Group: "范围", Footer: true, Run: func() tea.Cmd { return m.shift(1) }},
		tui.Action{ID: "warnings.group", Keys: []string{"tab"}, Label: "换规则组", Group: "范围", Footer: true, Run: m.nextGroup},
		tui.Action{ID: "warnings.views", Keys: []string{"ctrl+l", "v"}, Label: "沉淀、结转等视图", Group: "范围", Footer: true, Disabled: m.noBoard, Run: m.openViews},
		tui.Action{ID: "warnings.filter", Keys: []string{"ctrl+f", "/"}, Label: "筛选", Group: "范围", Footer: true, Run: m.openFilter},
		tui.Action{ID: "warnings.mark", Keys: []string{"space"}, Label: "标记并下移", Group: "范围", Disabled: none, Run: m.mark},
		tui.Action{ID: "warnings.all", Keys: []string{"ctrl+a"}, Label: "标记列出的全部", Group: "范围", Disabled: none, Run: m.markAll},
		tui.Action{ID: "warnings.reload", Keys: []string{"ctrl+r"}, Label: "重算灯色", Group: "范围", Run: m.reload},
		tui.Action{ID: "warnings.export", Keys: []string{"ctrl+e"}, Label: "导出本表", Group: "范围", Disabled: none, Run: m.export},
		tui.Action{ID: "warnings.print", Keys: []string{"ctrl+p"}, Label: "打印处置文书", Group: "处置阶梯", Disabled: none, Run: m.printCase},
		tui.Action{ID: "warnings.notice", Keys: []string{"ctrl+b"}, Label: "打印监控通报", Group: "范围", Disabled: m.noBoard, Run: m.printWarnings},
	)
}

func (m *Model) noRow() string {
	if _, ok := m.row(); !ok {
		return "没有选中的项目，请先导入数据或取消筛选"
	}
	return ""
}

func (m *Model) noBoard() string {
	if m.board == nil {
		return "灯色还没有算好，请稍候或按 Ctrl+R 再算一次"
	}
	return ""
}

// shift goes to another month end, over the turn of the year, too.
func (m *Model) shift(by int) tea.Cmd {
	if m.month == 0 {
		return nil // the first computation is still looking for the month
	}
	switch m.month += by; m.month {
	case 0:
		m.year, m.month = m.year-1, 12
	case 13:
		m.year, m.month = m.year+1, 1
	}
	if m.year > m.store.Today().Year {
		m.year, m.month = m.year-1, 12
		return tui.Say(tui.Info, fmt.Sprintf("%d 年还没有到", m.year+1))
	}
	return m.reload()
}

func (m *Model) nextGroup() tea.Cmd {
	m.group = (m.group + 1) % len(monitor.Groups)
	return tea.Batch(m.find(), tui.Say(tui.Info, "灯色按"+m.groupID().Name()+"规则"))
}

func (m *Model) openFilter() tea.Cmd {
	m.at = atFilter
	return m.lineChanged()
}

// openViews offers the views with what each of them comes to.
func (m *Model) openViews() tea.Cmd {
	m.views = widget.Picker{Title: fmt.Sprintf("看什么（%s月末，%s规则）", m.monthText(), m.shownGroup().Name())}
	for i, v := range monitor.Views {
		t := m.found.totals[i]
		m.views.Items = append(m.views.Items, widget.PickItem{Label: tui.Fit(v.Name, 17) + tui.FitRight(strconv.Itoa(t.n), 7) + " 个  " + v.Measure + " " + t.sum.Wan() + " 万元", Note: v.Note})
	}
	m.at = atViews
	return nil
}

func (m *Model) viewKey(key tea.KeyPressMsg) tea.Cmd {
	if tui.HasHan(key) {
		return tui.Say(tui.Warn, tui.HanHint)
	}
	chosen, a := m.views.HandleKey(tui.Key(key))
	switch a {
	case widget.Confirmed:
		m.at = atList
		return m.setView(monitor.Views[chosen])
	case widget.Cancelled:
		m.at = atList
	}
	return nil
}

func (m *Model) setView(v monitor.View) tea.Cmd {
	m.view = v
	return m.search(true)
}

func (m *Model) export() tea.Cmd {
	b, f := m.board, m.found
	v := monitor.ViewNamed(f.view)
	return func() tea.Msg {
		e := tui.ExportMsg{Title: fmt.Sprintf("监控预警%d年%d月%s", b.Year, b.Month, v.Name), Columns: []string{"线性灯", "阶梯灯", "计划曲线灯", "项目代码", "项目名称", "部门", "单位",
			"全年预算(万元)", "累计支出(万元)", "支出率", "转绿还差(万元)", v.Measure + "(万元)", "没有支出的天数", "处置", "期限"}}
		if v.Measure == monitor.Views[0].Measure {
			e.Columns[11] = "预计年底支出(万元)"
		}
		for _, r := range f.rows {
			e.Rows = append(e.Rows, exportRow(b, int(r), v, monitor.Groups[f.group].ID))
		}
		return e
	}
}

// exportRow is one project of the table; amounts without data stay empty.
func exportRow(b *monitor.Board, row int, v monitor.View, g monitor.Group) []string {
	r, f := b.Index().Row(row), b.Figure(row)
	out := make([]string, 0, 15)
	for _, x := range monitor.Groups {
		out = append(out, lampWord(f.Lamp(x.ID)))
	}
	out = append(out, r.Code, r.Name, r.Department, r.Unit, r.Adjusted.Wan(), "", rate(f, r.Adjusted), "", "", "", "", "")
	if f.Reported > 0 {
		out[8] = f.Executed.Wan()
	}
	if short, ok := b.Shortfall(row, g); ok {
		out[10] = short.Wan()
	}
	switch a, ok := v.Amount(b, row, g); {
	case v.Measure != monitor.Views[0].Measure && ok:
		out[11] = a.Wan()
	case f.Forecast >= 0:
		out[11] = f.Forecast.Wan()
	}
	if f.Idle >= 0 {
		out[12] = fmt.Sprint(f.Idle)
	}
	if c := b.Case(row); c != nil {
		out[13] = string(c.State)
		if !c.Due.IsZero() {
			out[14] = c.Due.String()
		}
	}
	return out
}

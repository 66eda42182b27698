package linkage

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/explain"
	"jixiao/domain/linkage"
	"jixiao/domain/paper"
	"jixiao/domain/report"
	"jixiao/tui"
	"jixiao/tui/widget"
)

func (m *Model) buildActions() {
	open := func() string {
		if m.selectedID() == "" {
			return "清单里没有选中的项目"
		}
		return ""
	}
	shared := []tui.Action{
		{ID: "linkage.filter", Keys: []string{"ctrl+f", "/"}, Label: "筛选", Group: "挂钩与清理", Footer: true, Run: func() tea.Cmd { m.at = atFilter; return nil }},
		{ID: "linkage.project", Keys: []string{"8", "o"}, Label: "到项目库", Group: "挂钩与清理", Disabled: open, Run: func() tea.Cmd { return tui.Navigate("projects", m.selectedID()) }},
		{ID: "linkage.export", Keys: []string{"ctrl+e"}, Label: "导出清单", Group: "挂钩与清理", Run: m.export},
		{ID: "linkage.print", Keys: []string{"ctrl+p"}, Label: "出文书", Group: "挂钩与清理", Disabled: m.whyNoPlan, Run: m.print},
		{ID: "linkage.reload", Keys: []string{"ctrl+r"}, Label: "重新读取", Group: "挂钩与清理", Run: m.load},
	}
	m.actions = append([]tui.Action{
		{ID: "linkage.derive", Keys: []string{"enter", "="}, Label: "怎么算的", Group: "三个挂钩", Footer: true, Disabled: m.whyNoLine, Run: m.explain},
		{ID: "linkage.params", Keys: []string{"1"}, Label: "试参数", Group: "三个挂钩", Footer: true, Disabled: m.whyNoPlan, Run: func() tea.Cmd { m.at = atParams; return nil }},
		{ID: "linkage.views", Keys: []string{"2", "v"}, Label: "看哪些", Group: "三个挂钩", Footer: true, Disabled: m.whyNoPlan, Run: m.pickView},
		{ID: "linkage.freeze", Keys: []string{"3"}, Label: "冻结", Group: "三个挂钩", Footer: true, Disabled: m.whyNoPlan, Run: m.freeze},
		{ID: "linkage.compare", Keys: []string{"4"}, Label: "比较", Group: "三个挂钩", Footer: true, Disabled: m.whyNoScenario, Run: m.compare},
		{ID: "linkage.except", Keys: []string{"5"}, Label: "保障", Group: "三个挂钩", Footer: true, Disabled: m.whyNoProject, Run: m.except},
		{ID: "linkage.waterfall", Keys: []string{"6"}, Label: "瀑布", Group: "三个挂钩", Disabled: m.whyNoPlan, Run: func() tea.Cmd {
			return explainCmd("从申请到建议", m.waterfall(60))
		}},
		{ID: "linkage.reset", Keys: []string{"0"}, Label: "恢复参数", Group: "三个挂钩", Disabled: m.whyNothingTried, Run: m.resetParams},
		{ID: "linkage.cleanup", Keys: []string{"tab", "9"}, Label: "清理", Group: "挂钩与清理", Footer: true, Disabled: m.whyNoPlan, Run: m.toggle},
	}, shared...)
	m.cleanup = append([]tui.Action{
		{ID: "cleanup.explain", Keys: []string{"enter", "="}, Label: "怎么算的", Group: "精准清理", Footer: true, Disabled: m.whyNoRow, Run: m.explainRow},
		{ID: "cleanup.recover", Keys: []string{"1"}, Label: "收回", Group: "精准清理", Footer: true, Disabled: m.whyNoRow, Run: m.recover},
		{ID: "cleanup.keep", Keys: []string{"2"}, Label: "保留", Group: "精准清理", Footer: true, Disabled: m.whyNoRow, Run: m.keep},
		{ID: "cleanup.move", Keys: []string{"3"}, Label: "调剂", Group: "精准清理", Footer: true, Disabled: m.whyNoMoney, Run: m.move},
		{ID: "cleanup.unmove", Keys: []string{"4"}, Label: "取消调剂", Group: "精准清理", Disabled: m.whyNoMove, Run: m.unmove},
		{ID: "cleanup.earlier", Keys: []string{"left"}, Label: "上个月", Group: "精准清理", Run: func() tea.Cmd { return m.step(-1) }},
		{ID: "cleanup.later", Keys: []string{"right"}, Label: "下个月", Group: "精准清理", Footer: true, Run: func() tea.Cmd { return m.step(1) }},
		{ID: "cleanup.linkage", Keys: []string{"tab", "9"}, Label: "挂钩", Group: "挂钩与清理", Footer: true, Run: m.toggle},
	}, shared...)
}

func (m *Model) toggle() tea.Cmd {
	m.goTo = m.selectedID()
	m.cleaning = !m.cleaning
	m.moveToProject()
	return nil
}

func (m *Model) whyNoPlan() string {
	if m.plan == nil {
		return "项目还在读取，请稍等"
	}
	return ""
}

func (m *Model) whyNoProject() string {
	if m.selected() == nil {
		return "请先选中一个项目（分部门的清单里没有项目，按 2 换）"
	}
	return ""
}

func (m *Model) whyNoLine() string {
	if m.plan == nil || len(m.lines) == 0 {
		return "清单里没有选中的项目"
	}
	return ""
}

func (m *Model) whyNoScenario() string {
	if len(m.scenarios) == 0 {
		return "还没有冻结的方案。请先按 3 冻结一个"
	}
	return ""
}

func (m *Model) whyNothingTried() string {
	if len(m.tried()) == 0 {
		return "用的就是现行参数"
	}
	return ""
}

func (m *Model) filterKey(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "esc":
		m.filter.Set("")
		m.at = atList
		m.narrow()
	case "enter", "tab":
		m.at = atList
	case "up", "down", "pgup", "pgdown":
		m.current().HandleKey(msg.String())
	default:
		cmd, apply := m.filter.Update(msg)
		if apply {
			m.narrow()
		}
		return cmd
	}
	return nil
}

func (m *Model) pickView() tea.Cmd {
	p := widget.Picker{Title: " 看哪些"}
	for i := range views {
		p.Items = append(p.Items, widget.PickItem{Label: views[i].name})
	}
	return m.pick(p, func(i int) tea.Cmd {
		m.view = i
		m.narrow()
		return nil
	})
}

func explainCmd(title string, lines []string) tea.Cmd {
	return func() tea.Msg { return tui.ExplainMsg{Title: title, Lines: lines} }
}

// explain shows how the selected project's or department's amount comes about.
func (m *Model) explain() tea.Cmd {
	if l := m.selected(); l != nil {
		s, id, title, lines, fields := m.store, l.Facts.ID, "建议额怎么来："+l.Facts.Name, m.lineText(l, true), l.Fields()
		return func() tea.Msg {
			d, err := s.Dossier(id)
			if err != nil {
				return tui.StatusMsg{Kind: tui.Bad, Text: err.Error()}
			}
			return tui.ExplainMsg{Title: title, Lines: append(append(lines, "", "【数从哪来】"), explain.Sources(d, fields)...)}
		}
	}
	d := &m.plan.Departments[m.lines[m.table.Cursor()]]
	return explainCmd("建议安排怎么来："+d.Name, departmentText(d, &m.plan.Params))
}

func (m *Model) explainRow() tea.Cmd {
	r := m.selectedRow()
	return explainCmd("清理："+r.Facts.Name, cleanLines(r, m.month))
}

// lineText is the derivation; quotes come with the articles when whole is set.
func (m *Model) lineText(l *linkage.Line, whole bool) []string {
	f := l.Facts
	out := []string{fmt.Sprintf("%s  %s", f.Code, f.DepartmentName), fmt.Sprintf("申请 %s 万元，建议 %s 万元（%s）", f.Applied.Wan(), l.Result.Wan(), signed(-l.Cut()))}
	if d := m.against(l); d != 0 {
		out = append(out, fmt.Sprintf("比现行参数 %s 万元", signed(d)))
	}
	if l.NeedsException() {
		out = append(out, "没有区政府批准文件就不安排：要保障请按 5 录入")
	}
	for _, t := range l.Texts() {
		if !whole && t.State == linkage.NotConcerned.String() {
			continue
		}
		out = append(out, "", fmt.Sprintf("【%s】%s：%s", t.Title, t.Link, t.State), t.Worked)
		if t.Before != t.After && !strings.Contains(t.Worked, "变为") {
			out = append(out, fmt.Sprintf("%s 变为 %s 万元", t.Before.Wan(), t.After.Wan()))
		}
		if whole {
			local := ""
			if len(t.Params) > 0 {
				local = "；比例和界线为本区口径（可调）"
			}
			out = append(out, "算法："+t.Formula, t.Basis+"：「"+t.Quote+"」"+local)
		}
	}
	return out
}

func departmentText(d *linkage.Department, p *linkage.Params) []string {
	out := []string{fmt.Sprintf("项目 %d 个，申请 %s 万元", d.Projects, d.Applied.Wan()), fmt.Sprintf("挂钩一 %s，挂钩二 %s，挂钩三 %s，特殊保障 %s，逐项建议 %s 万元", signed(d.Links[0]), signed(d.Links[1]), signed(d.Links[2]), signed(d.Exceptions), d.Suggested.Wan())}
	switch d.Grade {
	case domain.GradeFair:
		out = append(out, fmt.Sprintf("部门整体绩效为中，除特殊保障外核减 %d%%：%s 万元", p.DeptFairCut, signed(d.Overall)))
	case domain.GradePoor:
		out = append(out, fmt.Sprintf("部门整体绩效为差，除特殊保障外核减 %d%%：%s 万元", p.DeptPoorCut, signed(d.Overall)))
	case "":
		out = append(out, "没有上年部门整体绩效等级，没有核减。请用 jixiao link department 录入")
	default:
		out = append(out, "部门整体绩效为"+string(d.Grade)+"，不核减")
	}
	return append(out, fmt.Sprintf("建议安排 %s 万元", d.Total().Wan()), "", "【依据】", linkage.BasisOverall.String()+"：「"+linkage.BasisOverall.Quote+"」；比例为本区口径（可调）")
}

// freeze keeps the plan under a name.
func (m *Model) freeze() tea.Cmd {
	help := []string{fmt.Sprintf("申请 %s 万元，建议安排 %s 万元。冻结后不再改变，可以随时比较。", m.plan.Sums.Applied.Wan(), m.plan.Total().Wan())}
	for _, t := range m.tried() {
		help = append(help, "试的参数："+t)
	}
	plan, values := m.keepPlan(), m.trial.Values(prefix)
	return m.ask("冻结方案", []question{{title: " 冻结方案", prompt: "名称：", check: needText("请起一个名字，例如 一上方案"), help: help}}, func(v []string) tea.Cmd {
		return m.write(func() (string, error) {
			s := plan.Scenario(m.year, v[0])
			s.Params = values
			return m.store.FreezeScenario(s)
		})
	})
}

// compare picks a frozen scenario and shows what the present plan does otherwise.
func (m *Model) compare() tea.Cmd {
	p := widget.Picker{Title: " 现在的试算和哪个方案比"}
	for i := range m.scenarios {
		s := &m.scenarios[i]
		p.Items = append(p.Items, widget.PickItem{Label: s.Name, Note: fmt.Sprintf("%s %s 冻结，合计 %s 万元", s.On, s.By.Name, s.Total().Wan())})
	}
	return m.pick(p, func(i int) tea.Cmd {
		return explainCmd("比较："+m.scenarios[i].Name, m.compareText(&m.scenarios[i]))
	})
}

func (m *Model) compareText(s *domain.LinkScenario) []string {
	now := m.plan
	out := []string{fmt.Sprintf("%s：申请 %s，建议安排 %s 万元", s.Name, s.Applied.Wan(), s.Total().Wan()), fmt.Sprintf("现在：申请 %s，建议安排 %s 万元，相差 %s 万元", now.Sums.Applied.Wan(), now.Total().Wan(), signed(now.Total()-s.Total())), "", "【参数不同】"}
	before := len(out)
	for _, d := range m.panel.defs {
		if a, b := s.Params[d.Key], d.Value(&m.trial); a != b {
			out = append(out, fmt.Sprintf("%s：%s，现在 %s", d.Title, d.Text(a), d.Text(b)))
		}
	}
	if len(out) == before {
		out = append(out, "没有")
	}
	diff := linkage.Compare(linkage.Frozen(s), now.Amounts())
	out = append(out, "", fmt.Sprintf("【项目不同】共 %d 个，变化大的在前", len(diff)))
	for _, d := range diff {
		name := d.ProjectID
		if i, ok := m.order[d.ProjectID]; ok {
			name = m.facts[i].Name
		}
		out = append(out, fmt.Sprintf("%s：%s，现在 %s（%s）", name, d.A.Wan(), d.B.Wan(), signed(d.B-d.A)))
	}
	return out
}

// except records the document that protects the selected project.
func (m *Model) except() tea.Cmd {
	f := m.selected().Facts
	title := " 特殊情况保障：" + f.Name
	ask := []question{
		{title: title, prompt: "区政府文号：", check: needText("请写区政府批准文件的文号"), value: f.ExceptionDoc, help: []string{"第十二条：特殊情况必须保障的，报经区政府研究同意后予以保障。", "以批准额为准，在每张报表里单列。"}},
		{title: title, prompt: "批准日期：", check: checkDate, value: m.store.Today().String()},
		{title: title, prompt: "保障范围：", check: needText("请写保障的范围")},
		{title: title, prompt: "批准额（万元）：", check: checkWan, value: f.Applied.WanExact()},
		{title: title, prompt: "到期日：", check: checkDate, value: domain.MonthEnd(m.year, 12).String()},
	}
	id := f.ID
	return m.ask("录入特殊保障", ask, func(v []string) tea.Cmd {
		x := domain.Exception{On: date(v[1]), Scope: v[2], Amount: domain.FenPtr(wan(v[3])), Until: date(v[4])}
		return m.write(func() (string, error) { return m.store.ApproveException(id, v[0], x) })
	})
}

// print makes the document of the view: the plan of the clean-up, the request for a project
// that gets nothing, else the table of suggestions.
func (m *Model) print() tea.Cmd {
	plan, board, year, on := m.keepPlan(), m.board, m.year, m.store.Today()
	l, cleaning, request := m.selected(), m.cleaning, m.view == viewException
	return tui.Print(func() (*paper.Doc, error) {
		switch {
		case cleaning:
			return report.CleanupPlan(board, on), nil
		case request && l != nil:
			return report.ExceptionRequest(l, year, on), nil
		}
		return report.Linkage(plan, year, on), nil
	})
}

// export gives the list on the screen to the root.
func (m *Model) export() tea.Cmd {
	if m.plan == nil {
		return tui.Say(tui.Warn, "项目还在读取，请稍等")
	}
	t, title, columns := &m.table, "三个挂钩建议表", linkColumns
	switch {
	case m.cleaning:
		t, title, columns = &m.clean.table, fmt.Sprintf("精准清理（截至%d月末）", m.month), m.clean.table.Columns
	case m.byDepartment():
		title, columns = "三个挂钩分部门", departmentColumns
	}
	e := tui.ExportMsg{Title: title}
	for _, c := range columns {
		e.Columns = append(e.Columns, c.Title)
	}
	for row := range t.Count() {
		cells := make([]string, len(columns))
		for col := range columns {
			cells[col] = t.Cell(row, col)
		}
		e.Rows = append(e.Rows, cells)
	}
	return func() tea.Msg { return e }
}

// keepPlan is the plan on the screen for work in the background: the next trial is computed
// into another one.
func (m *Model) keepPlan() *linkage.Plan {
	m.work = nil
	return m.plan
}

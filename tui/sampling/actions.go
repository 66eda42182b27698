package sampling

import (
	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/recheck"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// action is short for building the lists.
func action(id, label string, footer bool, disabled func() string, run func() tea.Cmd, keys ...string) tui.Action {
	return tui.Action{ID: "sampling." + id, Keys: keys, Label: label, Group: "抽查复核", Footer: footer, Disabled: disabled, Run: run}
}

// in returns a reason unless the spot check is in one of the states.
func (m *Model) in(states ...domain.SpotCheckState) func() string {
	return func() string {
		if m.check.ID == "" {
			return "还没有抽查，请先按 Ctrl+N 新建"
		}
		for _, s := range states {
			if m.check.State == s {
				return ""
			}
		}
		return "抽查现在处于「" + string(m.check.State) + "」。" + why[m.check.State]
	}
}

var why = map[domain.SpotCheckState]string{
	domain.SpotFraming:  "请先在第 3 步封框",
	domain.SpotFrozen:   "已经封框，总体和方案不能再改；接着做种子仪式",
	domain.SpotDrawn:    "已经抽取，结果不能再改；接着派人",
	domain.SpotAssigned: "已经派人；接着复核打分",
	domain.SpotReviewed: "复核已经结束",
	domain.SpotVoid:     "已经作废，请按 Ctrl+N 另建",
}

func (m *Model) hasCheck() string {
	if m.check.ID == "" {
		return "还没有抽查，请先按 Ctrl+N 新建"
	}
	return ""
}

func (m *Model) hasDraw() string {
	if m.check.Draw == nil {
		return "还没有抽取，请先在第 4 步录入种子"
	}
	return ""
}

func (m *Model) allActions() map[view][]tui.Action {
	all := map[view][]tui.Action{
		view(stepFrame): m.frameActions(), view(stepStrata): m.strataActions(), view(stepFreeze): m.freezeActions(), view(stepSeed): m.seedActions(),
		view(stepResult): m.resultActions(), view(stepAssign): m.assignActions(), view(stepPapers): m.papersActions(), viewPaper: m.paperActions(), view(stepNotice): m.noticeActions(),
	}
	common := m.commonActions()
	for v, list := range all {
		all[v] = append(list, common...)
	}
	return all
}

func (m *Model) commonActions() []tui.Action {
	return []tui.Action{
		action("next", "下一步", true, nil, func() tea.Cmd { return m.move(1) }, "tab", "right"),
		action("previous", "上一步", true, nil, func() tea.Cmd { return m.move(-1) }, "shift+tab", "left"),
		action("new", "新建抽查", false, nil, m.newCheck, "ctrl+n", "n"),
		action("choose", "换一次抽查", false, m.hasCheck, m.choose, "ctrl+o", "o"),
		action("void", "作废", false, m.in(domain.SpotFraming, domain.SpotFrozen, domain.SpotDrawn, domain.SpotAssigned), m.voidCheck, "ctrl+x"),
	}
}

func (m *Model) frameActions() []tui.Action {
	framing := m.in(domain.SpotFraming)
	return []tui.Action{
		action("mark", "标记", true, m.hasCheck, m.mark, "space"),
		action("exclude", "剔除", true, framing, m.exclude, "1"),
		action("include", "收回剔除", true, framing, m.include, "2"),
		action("must", "必抽", true, framing, m.must, "3"),
		action("notmust", "取消必抽", false, framing, m.notMust, "4"),
		action("facts", "按事实列必抽", true, framing, m.mustByFacts, "5"),
		action("show", "换显示", true, nil, m.nextShow, "6", "f"),
		action("drawn", "剔除已抽过的", false, framing, m.excludeDrawn, "7"),
		action("filter", "筛选", true, nil, m.askFilter, "ctrl+f", "/"),
		action("markall", "全部标记", false, m.hasCheck, m.markAll, "ctrl+a"),
		action("project", "看项目", false, m.hasCheck, m.openProject, "enter"),
	}
}

func (m *Model) openProject() tea.Cmd {
	if c := m.current(); c != nil {
		return tui.Navigate("projects", c.ProjectID)
	}
	return nil
}

func (m *Model) strataActions() []tui.Action {
	framing := m.in(domain.SpotFraming)
	return []tui.Action{
		action("size", "改样本量(或直接按数字)", true, framing, func() tea.Cmd { return m.editSize("") }, "enter"),
		action("method", "换方法", true, framing, m.switchMethod, "space"),
		action("spread", "按总量分配", true, framing, m.spread, "ctrl+t", "t"),
		action("plan", "算样本量", true, framing, m.planSize, "ctrl+g", "s"),
		action("reviewer", "登记复核人", true, framing, m.addReviewer, "ctrl+r", "r"),
		action("perproject", "每项目人数", false, framing, m.setReviewers, "ctrl+l", "p"),
		action("byunit", "部门或单位分层", false, framing, m.switchStrata, "ctrl+u", "u"),
	}
}

func (m *Model) freezeActions() []tui.Action {
	return []tui.Action{
		action("freeze", "封框", true, m.in(domain.SpotFraming), m.freeze, "1"),
		action("publish", "写出公布文件", true, m.in(domain.SpotFrozen, domain.SpotDrawn, domain.SpotAssigned, domain.SpotReviewed, domain.SpotVoid), m.publish, "2"),
	}
}

func (m *Model) seedActions() []tui.Action {
	frozen := m.in(domain.SpotFrozen)
	sealing := func() string {
		if s := frozen(); s != "" {
			return s
		}
		if m.revealed() {
			return "已经有人亮出数字，不能再加或删封签：后来的人就能挑结果了"
		}
		return ""
	}
	anyWitness := func() string {
		if s := frozen(); s != "" {
			return s
		}
		if len(m.check.Witnesses) == 0 {
			return "还没有见证人，请先按 1 封签或按 2 写公开来源"
		}
		return ""
	}
	return []tui.Action{
		action("seal", "封签", true, sealing, m.seal, "1"),
		action("public", "公开来源", true, sealing, m.publicSource, "2"),
		action("reveal", "亮出", true, anyWitness, m.reveal, "3", "enter"),
		action("draw", "抽取", true, frozen, m.drawNow, "4"),
		action("seed", "直接录入种子", true, m.publishable, m.typeSeed, "5"),
		action("loud", "大字", true, m.hasCheck, m.switchLoud, "ctrl+b", "b"),
		action("unseal", "删去封签", false, sealing, m.unseal, "6"),
	}
}

// publishable allows a seed to be typed once the frame is frozen; a second one is let
// through to be refused and put on record.
func (m *Model) publishable() string {
	if m.check.PopulationHash == "" {
		return "还没有封框，请先在第 3 步封框"
	}
	if m.check.State == domain.SpotVoid {
		return why[domain.SpotVoid]
	}
	return ""
}

func (m *Model) resultActions() []tui.Action {
	return []tui.Action{
		action("ticket", "票号怎么算", true, m.hasDraw, m.explainTicket, "enter", "="),
		action("whynot", "为什么没有", true, m.hasDraw, m.askWhyNot, "1"),
		action("verify", "核验", true, m.hasDraw, m.verify, "2"),
		action("record", "写出抽取记录", true, m.hasDraw, m.publish, "3"),
		action("loud", "大字", true, m.hasCheck, m.switchLoud, "ctrl+b", "b"),
		action("print", "打印抽取记录", true, m.hasDraw, m.printRecord, "ctrl+p", "4"),
		action("revealpick", "亮下一个", false, m.notLoud, m.revealPick, "space"),
		action("export", "导出名单", false, m.hasDraw, m.exportPicks, "ctrl+e"),
	}
}

func (m *Model) assignActions() []tui.Action {
	return []tui.Action{
		action("assign", "派人", true, m.in(domain.SpotDrawn), m.assign, "1"),
		action("recuse", "回避", true, m.in(domain.SpotDrawn, domain.SpotAssigned), m.recuse, "2"),
		action("withdraw", "项目退出", true, m.in(domain.SpotDrawn, domain.SpotAssigned), m.withdraw, "3"),
		action("export", "导出名单", false, m.hasDraw, m.exportPicks, "ctrl+e"),
	}
}

func (m *Model) papersActions() []tui.Action {
	assigned := m.in(domain.SpotAssigned)
	return []tui.Action{
		action("paper", "打开底稿", true, m.in(domain.SpotAssigned, domain.SpotReviewed), m.openPaper, "enter"),
		action("notdone", "认定未按要求自评", true, assigned, m.notDone, "1"),
		action("notdoneback", "撤回认定", false, assigned, m.takeBackNotDone, "2"),
		action("conclude", "结束复核", true, assigned, m.conclude, "3"),
		action("print", "打印底稿", false, m.hasRows, func() tea.Cmd { return m.printPaper(false) }, "ctrl+p", "4"),
		action("consult", "征求意见函", false, m.hasRows, func() tea.Cmd { return m.printPaper(true) }, "5"),
		action("exportrows", "导出", false, m.hasDraw, m.exportRows, "ctrl+e"),
	}
}

func (m *Model) paperActions() []tui.Action {
	assigned := m.in(domain.SpotAssigned)
	list := []tui.Action{action("item", "逐栏填写", true, assigned, m.editItem, "enter")}
	for _, c := range recheck.Codes() {
		list = append(list, action("code"+c.ID, c.Title, c.ID <= "3", assigned, func() tea.Cmd { return m.scoreByCode(c) }, c.ID))
	}
	list = append(list, action("consult", "单位意见", true, assigned, m.consult, "ctrl+t", "c"))
	return append(list, action("article", "依据", false, nil, func() tea.Cmd { return m.explainArticle("扣分与差异口径", codeLines()) }, "="))
}

func codeLines() []string {
	var out []string
	for _, c := range recheck.Codes() {
		out = append(out, c.ID+" "+c.Title+"："+c.When)
	}
	return append(out, "")
}

func (m *Model) noticeActions() []tui.Action {
	return []tui.Action{
		action("conclude", "结束复核", true, m.in(domain.SpotAssigned), m.conclude, "1"),
		action("rows", "换名单", true, m.hasDraw, m.switchRows, "2"),
		action("facts", "事实与条款", true, m.hasDraw, m.explainNotice, "enter", "="),
		action("departures", "偏离表", true, m.hasDraw, m.departures, "3"),
		action("infer", "推断", true, m.hasDraw, m.infer, "4"),
		action("print", "打印通报", true, m.hasDraw, m.printNotice, "ctrl+p", "5"),
		action("exportrows", "导出清单", true, m.hasDraw, m.exportRows, "ctrl+e"),
	}
}

// newCheck asks for a name and starts a spot check.
func (m *Model) newCheck() tea.Cmd {
	st, year := m.store, m.year
	return m.ask("新建抽查", "名称", domain.DecimalInt(int64(year)).String()+"年度自评抽查", func(v string) (tea.Cmd, string) {
		if v == "" {
			return nil, "名称不能为空"
		}
		var made domain.SpotCheck
		return do("新建抽查 "+v, func() (err error) {
			made, err = st.NewSpotCheck(v, year)
			return err
		}, func() tea.Cmd { return m.switchTo(made.ID) }), ""
	}, "同一年度可以有几次抽查，名称不能相同。")
}

func (m *Model) switchTo(id string) tea.Cmd {
	m.check, m.want, m.loaded = domain.SpotCheck{}, id, false
	return m.reload()
}

func (m *Model) choose() tea.Cmd {
	items := make([]widget.PickItem, len(m.list))
	for i, c := range m.list {
		items[i] = widget.PickItem{Label: c.Name, Note: string(c.State)}
	}
	m.dialog = &menu{widget.Picker{Title: "换一次抽查", Items: items}, func(chosen int) tea.Cmd { return m.switchTo(m.list[chosen].ID) }}
	return nil
}

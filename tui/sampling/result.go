package sampling

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/sample"
	"jixiao/tui"
	"jixiao/tui/widget"
)

var pickWords = map[string]string{
	domain.PickMust: "必抽", domain.PickCertainty: "大额必中", domain.PickTicket: "摇号", domain.PickMoney: "金额命中", domain.PickCoverage: "覆盖补充",
}

func (m *Model) pickTable() widget.Table {
	return widget.Table{
		Columns: []widget.Column{
			{ID: "no", Title: "序", Width: 4, Right: true},
			{ID: "stratum", Title: "层", Width: 12, Flex: 1, Priority: 4},
			{ID: "code", Title: "项目代码", Width: 21},
			{ID: "name", Title: "项目名称", Width: 14, Flex: 2, Priority: 1},
			{ID: "reason", Title: "方式", Width: 8},
			{ID: "rank", Title: "名次", Width: 5, Right: true},
			{ID: "pi", Title: "中签概率", Width: 8, Right: true, Priority: 3},
			{ID: "ticket", Title: "票号(前16位)", Width: 17, Priority: 2},
		},
		Cell:  func(row, col int) string { return m.pickCell(row, m.picks.Columns[col].ID) },
		Style: func(row, col int) tui.SGR { return m.pickStyle(row) },
		Empty: []string{"还没有抽取。", "先在第 4 步录入种子并抽取。"},
	}
}

func (m *Model) pickCell(row int, col string) string {
	p := m.check.Draw.Picks[row]
	switch col {
	case "no":
		return strconv.Itoa(row + 1)
	case "stratum":
		return p.Stratum
	case "code":
		return p.ID
	case "name":
		return m.nameOf(m.check.ProjectOf(p.ID))
	case "reason":
		if m.withdrawal(p.ID) != nil {
			return "已退出"
		}
		return pickWords[p.Reason]
	case "rank":
		if p.Rank == 0 {
			return "-"
		}
		return strconv.Itoa(p.Rank)
	case "pi":
		return p.Pi
	}
	return groups(p.Ticket[:min(16, len(p.Ticket))])
}

func (m *Model) pickStyle(row int) tui.SGR {
	p := m.check.Draw.Picks[row]
	switch {
	case m.withdrawal(p.ID) != nil:
		return tui.T.Dim
	case p.Reason == domain.PickMust:
		return tui.T.Mark
	}
	return ""
}

func (m *Model) withdrawal(id string) *domain.Withdrawal {
	for i := range m.check.Withdrawals {
		if m.check.Withdrawals[i].ID == id {
			return &m.check.Withdrawals[i]
		}
	}
	return nil
}

// nameOf is the name of a project under review; withdrawn ones are no longer listed.
func (m *Model) nameOf(project string) string {
	for i := range m.rows {
		if m.rows[i].ProjectID == project {
			return m.rows[i].Project
		}
	}
	return "已不在名单"
}

func (m *Model) resultView(w, h int) []string {
	d := m.check.Draw
	if d == nil {
		return lines(m.picks.View(w, h))
	}
	foot := []string{tui.Fit("  种子："+tui.Display(d.Seed), w)}
	if m.check.VoidReason != "" {
		foot = append(foot, tui.T.BadText.Paint(tui.Fit("  已作废："+tui.Display(m.check.VoidReason), w)))
	}
	for _, x := range m.check.Withdrawals {
		text := "  " + x.ID + " 退出（" + x.Reason + "），不递补，按最不利情形计入"
		if x.Successor != nil {
			text = "  " + x.ID + " 退出（" + x.Reason + "），顺延下一号 " + x.Successor.ID
		}
		foot = append(foot, tui.Fit(tui.Display(text), w))
	}
	return append(lines(m.picks.View(w, max(h-len(foot), 3))), foot...)
}

// explainTicket shows how the selected pick's ticket is recomputed by hand.
func (m *Model) explainTicket() tea.Cmd {
	if len(m.drawn()) == 0 {
		return nil
	}
	return m.answer(m.drawn()[m.picks.Cursor()].ID)
}

// askWhyNot asks for a project and answers.
func (m *Model) askWhyNot() tea.Cmd {
	return m.ask("为什么没有这个项目", "项目代码", "", func(v string) (tea.Cmd, string) {
		if v == "" {
			return nil, "项目代码不能为空"
		}
		return m.answer(v), ""
	}, "写完整的项目代码。总体里的任何项目都能答：它的票号、名次或金额区间，和离得最近的抽中者。")
}

func (m *Model) answer(project string) tea.Cmd {
	id, st, check := m.check.ID, m.store, m.check
	return func() tea.Msg {
		a, err := st.WhyNot(id, project)
		if err != nil {
			return tui.StatusMsg{Kind: tui.Warn, Text: err.Error()}
		}
		return tui.ExplainMsg{Title: "票号与名次：" + a.ID, Lines: answerLines(&check, a)}
	}
}

func answerLines(c *domain.SpotCheck, a sample.Answer) []string {
	out := []string{a.Sentence}
	if a.TicketText == "" {
		return out
	}
	out = append(out, "", "票号 = SHA-256(下面这一行文字)，用任何 SHA-256 工具都能重算：", a.TicketText, "= "+groups(a.Ticket))
	if a.LastTicket != "" {
		out = append(out, "", fmt.Sprintf("本层 %s 参加摇号 %d 个，取最小的 %d 个；最后抽中的票号：", a.Line.Stratum, a.Pool, a.Wanted), "= "+groups(a.LastTicket))
	}
	if a.StartText != "" {
		out = append(out, "", fmt.Sprintf("按金额：合计 %s 分，取 %d 个。起点 r = 1 + (SHA-256(下一行) 除以合计的余数)：", a.Total, a.Wanted), a.StartText)
		if a.To != "" {
			out = append(out, "本项目区间 ("+a.From+", "+a.To+"]，邻近的抽样点 "+strings.TrimSpace(a.Below+" "+a.Above))
		}
	}
	return append(out, "", "其中 key = SHA-256(H 换行 P 换行 种子 换行)，也可以重算：", "H = "+c.PopulationHash, "P = "+c.PlanHash, "种子 = "+c.Seed,
		"", "在别的机器上：jixiao sample verify draw.json，或 testdata/sample/verify_draw.py。")
}

// verify recomputes the draw from the frozen files.
func (m *Model) verify() tea.Cmd {
	id, st, n := m.check.ID, m.store, len(m.drawn())
	return func() tea.Msg {
		diffs, err := st.VerifySpotCheck(id)
		switch {
		case err != nil:
			return tui.StatusMsg{Kind: tui.Warn, Text: err.Error()}
		case len(diffs) == 0:
			return tui.StatusMsg{Kind: tui.Good, Text: fmt.Sprintf("核验一致：指纹、key、%d 个中签项目、票号、概率和复核人都与重算相同", n)}
		}
		out := make([]string, len(diffs))
		for i, d := range diffs {
			out[i] = d.String()
		}
		return tui.ExplainMsg{Title: fmt.Sprintf("核验不一致：%d 处", len(diffs)), Lines: out}
	}
}

// exportPicks writes the drawn list as a table.
func (m *Model) exportPicks() tea.Cmd {
	e := tui.ExportMsg{Title: "抽取名单-" + m.check.Name, Columns: []string{"序号", "层", "项目代码", "项目名称", "方式", "名次", "中签概率", "票号", "复核人"}}
	for i, p := range m.drawn() {
		e.Rows = append(e.Rows, []string{strconv.Itoa(i + 1), p.Stratum, p.ID, m.nameOf(m.check.ProjectOf(p.ID)), pickWords[p.Reason], strconv.Itoa(p.Rank), p.Pi, p.Ticket, strings.Join(m.check.ReviewersOf(p.ID), "、")})
	}
	return func() tea.Msg { return e }
}

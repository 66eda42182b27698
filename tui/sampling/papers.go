package sampling

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/recheck"
	"jixiao/tui"
	"jixiao/tui/widget"
)

func (m *Model) paperTable() widget.Table {
	return widget.Table{
		Columns: []widget.Column{
			{ID: "done", Title: "底稿", Width: 8},
			{ID: "code", Title: "项目代码", Width: 21, Priority: 2},
			{ID: "name", Title: "项目名称", Width: 18, Flex: 2},
			{ID: "department", Title: "主管部门", Width: 12, Flex: 1, Priority: 4},
			{ID: "reviewers", Title: "复核人", Width: 14, Flex: 1, Priority: 1},
			{ID: "self", Title: "自评", Width: 7, Right: true},
			{ID: "review", Title: "复核", Width: 7, Right: true},
			{ID: "diff", Title: "差值", Width: 7, Right: true, Priority: 3},
		},
		Cell:  func(row, col int) string { return rowCell(&m.rows[row], m.papers.Columns[col].ID) },
		Style: func(row, col int) tui.SGR { return rowStyle(&m.rows[row]) },
		Empty: []string{"还没有底稿。", "先完成抽取，再在第 6 步按 1 派人。"},
	}
}

// rowCell draws one cell of a recheck row; notices use it, too.
func rowCell(r *recheck.Row, col string) string {
	switch col {
	case "done":
		return paperState(r)
	case "code":
		return r.Code
	case "name":
		return r.Project
	case "department":
		return r.Department
	case "unit":
		return r.Unit
	case "reviewers":
		return strings.Join(r.Reviewers, " ")
	case "self":
		return scoreGrade(r.SelfScore, "")
	case "review":
		return scoreGrade(r.ReviewScore, "")
	case "diff":
		return score(r.Difference)
	case "grades":
		return orDash(r.SelfGrade) + "->" + orDash(r.ReviewGrade)
	case "class":
		return r.Class.String()
	}
	return groundWords(r)
}

func orDash(g domain.Grade) string {
	if g == "" {
		return "-"
	}
	return string(g)
}

func paperState(r *recheck.Row) string {
	switch {
	case r.Done:
		return "完成"
	case r.Items == 0:
		return "无指标"
	}
	return fmt.Sprintf("%d/%d", r.Scored, r.Items)
}

func scoreGrade(d *domain.Decimal, g domain.Grade) string { return score(d) + string(g) }

func groundWords(r *recheck.Row) string {
	var out []string
	for _, g := range r.Grounds {
		out = append(out, string(g))
	}
	return strings.Join(out, "；")
}

func rowStyle(r *recheck.Row) tui.SGR {
	switch {
	case len(r.Grounds) > 0:
		return tui.T.Red
	case !r.Done:
		return ""
	}
	return tui.T.Green
}

func (m *Model) itemTable() widget.Table {
	return widget.Table{
		Columns: []widget.Column{
			{ID: "no", Title: "序", Width: 3, Right: true},
			{ID: "level3", Title: "三级指标", Width: 16, Flex: 3},
			{ID: "planned", Title: "指标值", Width: 9, Flex: 1},
			{ID: "self", Title: "自评值", Width: 9, Flex: 1},
			{ID: "weight", Title: "分值", Width: 5, Right: true},
			{ID: "selfscore", Title: "自评分", Width: 6, Right: true},
			{ID: "confirmed", Title: "核实值", Width: 8, Flex: 1},
			{ID: "code", Title: "码", Width: 2},
			{ID: "review", Title: "复核分", Width: 6, Right: true},
			{ID: "evidence", Title: "佐证", Width: 12, Flex: 1, Priority: 2},
			{ID: "note", Title: "理由", Width: 12, Flex: 1, Priority: 1},
		},
		Cell:  func(row, col int) string { return itemCell(row, &m.paper.Items[row], m.items.Columns[col].ID) },
		Style: func(row, col int) tui.SGR { return itemStyle(&m.paper.Items[row]) },
		Empty: []string{"这份自评没有绩效指标。", "按 Enter 录入复核总分，或按 Esc 返回名单后按 1 认定未按要求开展自评。"},
	}
}

func itemCell(row int, it *domain.RecheckItem, col string) string {
	switch col {
	case "no":
		return strconv.Itoa(row + 1)
	case "level3":
		return it.Level3
	case "planned":
		return it.Planned
	case "self":
		return it.SelfValue
	case "weight":
		return plain(it.Weight)
	case "selfscore":
		return plain(it.SelfScore)
	case "confirmed":
		return it.Confirmed
	case "code":
		return it.Code
	case "review":
		return plain(it.ReviewScore)
	case "evidence":
		return it.Evidence
	}
	return it.Note
}

func plain(d *domain.Decimal) string {
	if d == nil {
		return "-"
	}
	return d.String()
}

func itemStyle(it *domain.RecheckItem) tui.SGR {
	switch {
	case it.ReviewScore == nil:
		return ""
	case it.SelfScore != nil && it.ReviewScore.Cmp(*it.SelfScore) < 0:
		return tui.T.Yellow
	}
	return tui.T.Green
}

func (m *Model) paperView(w, h int) []string {
	t := recheck.Total(m.paper.Items)
	c := m.rules.Compare(selfOf(m.paper, t), recheck.ReviewScore(*m.paper))
	head := tui.Fit("  "+tui.Display(m.nameOf(m.paper.ProjectID))+"   复核人 "+strings.Join(m.paper.Reviewers, " "), w)
	sum := fmt.Sprintf("  自评 %s%s   复核 %s%s   差值 %s   %s", score(c.Self), c.SelfGrade, score(c.Review), c.ReviewGrade, score(c.Difference), c.Class)
	if n := len(t.Unscored); n > 0 {
		sum += fmt.Sprintf("   还有 %d 项没打分", n)
	}
	if m.paper.NotDone != "" {
		sum = "  已认定未按要求开展自评：" + tui.Display(m.paper.NotDone)
	}
	foot := m.itemFoot(w)
	body := lines(m.items.View(w, max(h-2-len(foot), 3)))
	return append(append([]string{head}, body...), append(foot, tui.T.Strong.Paint(tui.Fit(sum, w)))...)
}

func selfOf(p *domain.Recheck, t recheck.Totals) *domain.Decimal {
	if p.SelfScore != nil {
		return p.SelfScore
	}
	return t.Self
}

// itemFoot tells the deduction codes in two lines.
func (m *Model) itemFoot(w int) []string {
	if len(m.paper.Items) == 0 {
		return nil
	}
	var parts []string
	for _, c := range recheck.Codes() {
		parts = append(parts, c.ID+c.Title)
	}
	out := tui.Wrap("扣分代码 "+strings.Join(parts, " "), w-4)
	for i := range out {
		out[i] = tui.T.Dim.Paint(tui.Fit("  "+out[i], w))
	}
	return out
}

// openPaper goes into the selected working paper.
func (m *Model) openPaper() tea.Cmd {
	if len(m.rows) == 0 {
		return nil
	}
	return m.loadPaper(m.rows[m.papers.Cursor()].ProjectID)
}

func (m *Model) notDone() tea.Cmd {
	if len(m.rows) == 0 {
		return nil
	}
	id, st, r := m.check.ID, m.store, m.rows[m.papers.Cursor()]
	return m.reason("认定 "+r.Project+" 未按要求开展自评，事实是", []string{recheck.NoSelfEvaluation, "逾期报送自评表", "自评表缺绩效指标或评分", "自评材料与项目不符"}, func(text string) tea.Cmd {
		return do("认定未按要求开展自评："+text, func() error { return st.SetNotDone(id, r.ProjectID, text) }, nil)
	})
}

func (m *Model) takeBackNotDone() tea.Cmd {
	if len(m.rows) == 0 {
		return nil
	}
	id, st, r := m.check.ID, m.store, m.rows[m.papers.Cursor()]
	return do("撤回未按要求开展自评的认定", func() error { return st.SetNotDone(id, r.ProjectID, "") }, nil)
}

func (m *Model) conclude() tea.Cmd {
	id, st := m.check.ID, m.store
	return do("结束复核 "+m.check.Name, func() error { return st.ConcludeSpotCheck(id) }, func() tea.Cmd { m.step, m.paper = stepNotice, nil; return nil })
}

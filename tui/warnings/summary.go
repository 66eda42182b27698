package warnings

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/monitor"
	"jixiao/tui"
)

// worstDepartments is how many departments the summary lists, unmatchedShown how many
// payment lines.
const (
	worstDepartments = 20
	unmatchedShown   = 50
)

// summary shows what the list comes to: lamps under every group, warnings by kind, causes
// and likelihood, departments, and payments without a project.
func (m *Model) summary() tea.Cmd {
	s, b, f := m.store, m.board, m.found
	title := fmt.Sprintf("%s月末汇总", m.monthText())
	return func() tea.Msg {
		lines := append(lampLines(b, f), viewLines(f)...)
		lines = append(lines, causeLines(&f.sum)...)
		lines = append(lines, departmentLines(&f.sum)...)
		if b.Unmatched.Count > 0 {
			list, err := s.UnmatchedPayments(b.Year, b.Month)
			if err != nil {
				return tui.StatusMsg{Kind: tui.Bad, Text: err.Error()}
			}
			lines = append(lines, unmatchedLines(b.Unmatched, list)...)
		}
		return tui.ExplainMsg{Title: title, Lines: lines}
	}
}

func lampLines(b *monitor.Board, f found) []string {
	v := monitor.ViewNamed(f.view)
	scope := v.Name
	if f.line != "" {
		scope += "，筛选「" + f.line + "」"
	}
	lines := []string{fmt.Sprintf("范围：%s，%d 个项目，全年预算 %s 万元，累计支出 %s 万元", scope, f.sum.Projects, f.sum.Budget.Wan(), f.sum.Executed.Wan()), "", "【灯色】三个规则组并列"}
	for _, g := range monitor.Groups {
		c := b.Sum(f.rows, g.ID, f.today).Count
		lines = append(lines, fmt.Sprintf("%s红 %-6d 黄 %-6d 绿 %-6d 蓝 %-6d 缺数据 %d", tui.Fit(g.Name, 10), c.Red, c.Yellow, c.Green, c.Blue, c.None))
	}
	return lines
}

// viewLines are the kinds of warnings over all projects.
func viewLines(f found) []string {
	lines := []string{"", "【预警事项】全部项目，按 Ctrl+L 逐类查看"}
	for i, v := range monitor.Views[1:] {
		t := f.totals[i+1]
		lines = append(lines, fmt.Sprintf("%s%6d 个  %s %s 万元", tui.Fit(v.Name, 20), t.n, v.Measure, t.sum.Wan()))
	}
	return lines
}

func causeLines(s *monitor.Sum) []string {
	lines := []string{"", fmt.Sprintf("【偏差原因】有红灯或黄灯指标的项目 %d 个，一个项目可有几种原因", s.Deviating)}
	if s.Deviating == 0 {
		return append(lines, "没有")
	}
	const w = 20
	for i, c := range domain.Causes {
		lines = append(lines, fmt.Sprintf("%s%s %d", tui.Fit(c, 14), tui.Bar(int64(s.Causes[i]), int64(s.Deviating), w), s.Causes[i]))
	}
	lines = append(lines, "", "【完成可能性】这些项目里最没把握的指标")
	for i, l := range monitor.Likelihoods {
		name := string(l)
		if name == "" {
			name = "没有填"
		}
		lines = append(lines, fmt.Sprintf("%s%s %d", tui.Fit(name, 14), tui.Bar(int64(s.Likely[i]), int64(s.Deviating), w), s.Likely[i]))
	}
	return lines
}

func departmentLines(s *monitor.Sum) []string {
	lines := []string{"", fmt.Sprintf("【部门】%d 个，红灯多的在前", len(s.Departments))}
	for _, d := range s.Departments[:min(len(s.Departments), worstDepartments)] {
		lines = append(lines, fmt.Sprintf("%s红 %-5d 黄 %-5d 项目 %-5d 转绿还差 %s 万元", tui.Fit(tui.Display(d.Name), 26), d.Red, d.Yellow, d.Projects, d.Shortfall.Wan()))
	}
	if n := len(s.Departments) - worstDepartments; n > 0 {
		lines = append(lines, fmt.Sprintf("另有 %d 个部门，按 Ctrl+E 导出后可看全", n))
	}
	return lines
}

func unmatchedLines(u monitor.Unmatched, list []domain.Payment) []string {
	lines := []string{"", fmt.Sprintf("【对不上项目的支付】%d 笔，%s 万元：没有算进任何项目，请核对项目代码后重新导入", u.Count, u.Amount.Wan())}
	for _, p := range list[:min(len(list), unmatchedShown)] {
		line := p.Date.String() + "  " + p.Amount.Wan() + " 万元  " + p.Payee + "  " + p.Purpose
		if p.Prov.Name != "" {
			line += fmt.Sprintf("  （%s %s 第 %d 行）", p.Prov.Name, p.Prov.Sheet, p.Prov.Row)
		}
		lines = append(lines, line)
	}
	if n := len(list) - unmatchedShown; n > 0 {
		lines = append(lines, fmt.Sprintf("另有 %d 笔未列出", n))
	}
	return lines
}

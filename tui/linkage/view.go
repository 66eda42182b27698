package linkage

import (
	"fmt"

	"jixiao/domain"
	"jixiao/tui"
)

// headLines is the height of the totals above the list.
const headLines = 2

// View draws the screen in h lines of w cells.
func (m *Model) View(w, h int) string {
	m.w, m.h, m.viewed = w, h, true
	switch {
	case m.plan == nil:
		return tui.Block(m.empty(), w, h)
	case m.at == atWizard:
		return m.wizard.prompt.View(w, h)
	case m.at == atPicker:
		return m.picker.View(w, h)
	}
	head := m.head(w) + "\n"
	if m.at == atParams {
		return head + m.paramView(w, h-headLines)
	}
	list, detail := tui.Split(w)
	m.table.Empty, m.clean.table.Empty = m.empty(), m.empty()
	body := m.current().View(list, h-headLines-1)
	if detail > 0 {
		body = tui.Beside(body, m.detail(detail, h-headLines-1))
	}
	return head + m.filter.View(w, m.counted()) + "\n" + body
}

func (m *Model) empty() []string {
	switch {
	case m.failed != "":
		return tui.Wrap(m.failed, max(m.w-6, 20))
	case m.plan == nil:
		return []string{" 正在读取项目 .."}
	case m.filter.Value() != "":
		return []string{"没有相符的项目。Esc 清掉筛选"}
	case m.cleaning:
		return []string{fmt.Sprintf("截至 %d 月末没有需要清理的项目", m.month), "左右键换月份；按 F2 回项目库，Ctrl+O 导入执行数。"}
	case len(m.facts) == 0:
		return []string{fmt.Sprintf("%d 年还没有项目。", m.year), "按 Ctrl+O 导入项目清单。"}
	}
	return []string{"「" + views[m.view].name + "」里没有项目。Esc 看全部"}
}

func (m *Model) counted() string {
	if m.cleaning {
		return fmt.Sprintf("%d月末 %d/%d 项", m.month, len(m.clean.rows), len(m.board.Rows))
	}
	return fmt.Sprintf("%s %d", views[m.view].name, len(m.lines))
}

// head are the totals: two lines that add up.
func (m *Model) head(w int) string {
	if m.cleaning {
		b := m.board
		return tui.Fit(fmt.Sprintf(" 应列入 %d 个  待决定 %d 个  建议收回 %s 万元  无执行数 %d 个", b.Listed, m.clean.open, b.Suggested.Wan(), b.Unknown), w) + "\n" +
			tui.T.Strong.Paint(tui.Fit(fmt.Sprintf(" 收回 %s = 调剂 %s + 未分配 %s（万元）", b.Balance.Recovered.Wan(), b.Balance.Moved.Wan(), b.Balance.Free.Wan()), w))
	}
	s, p := &m.plan.Sums, m.plan
	first := fmt.Sprintf(" 申请 %s  建议安排 %s  增减 %s", s.Applied.Wan(), p.Total().Wan(), signed(p.Total()-s.Applied))
	if d := p.Total() - m.base.Total(); m.plan != m.base {
		first += fmt.Sprintf("  比现行 %s", signed(d))
	}
	second := fmt.Sprintf(" 挂钩一 %s 二 %s 三 %s 保障 %s 部门 %s", signed(s.Links[0]), signed(s.Links[1]), signed(s.Links[2]), signed(s.Exceptions), signed(p.Overall))
	return tui.T.Strong.Paint(tui.Fit(first+"（万元）", w)) + "\n" + tui.Fit(second, w)
}

// detail is the pane beside the list: the derivation, or the waterfall of a department.
func (m *Model) detail(w, h int) string {
	var source []string
	switch r, l := m.selectedRow(), m.selected(); {
	case r != nil:
		source = append([]string{r.Facts.Name}, cleanLines(r, m.month)...)
	case l != nil:
		source = append([]string{l.Facts.Name}, m.lineText(l, false)...)
	case !m.cleaning && m.byDepartment():
		source = m.waterfall(w)
	}
	var lines []string
	for _, s := range source {
		for i, part := range tui.Wrap(s, w) {
			if i == 0 && len(lines) == 0 {
				part = tui.T.Strong.Paint(part)
			}
			lines = append(lines, part)
		}
	}
	if len(lines) > h {
		lines = append(lines[:h-1], tui.T.Dim.Paint("Enter 看全部"))
	}
	return tui.Block(lines, w, h)
}

// waterfall shows how the amount applied for becomes the amount suggested.
func (m *Model) waterfall(w int) []string {
	s, p := &m.plan.Sums, m.plan
	bar := max(w-30, 8)
	at := s.Applied
	line := func(what string, change, level domain.Fen) string {
		return tui.Fit(what, 10) + tui.FitRight(signed(change), 14) + "  " + tui.Bar(int64(level), int64(max(s.Applied, 1)), bar)
	}
	out := []string{"从申请到建议（万元）", tui.Fit("申请", 10) + tui.FitRight(s.Applied.Wan(), 14) + "  " + tui.Bar(1, 1, bar)}
	for _, x := range []struct {
		what   string
		change domain.Fen
	}{{"挂钩一", s.Links[0]}, {"挂钩二", s.Links[1]}, {"挂钩三", s.Links[2]}, {"特殊保障", s.Exceptions}, {"部门整体", p.Overall}} {
		at += x.change
		out = append(out, line(x.what, x.change, at))
	}
	return append(out, tui.Fit("建议安排", 10)+tui.FitRight(at.Wan(), 14), "", fmt.Sprintf("项目 %d 个：保障 %d，核减 %d，取消 %d", s.Projects, s.Kept, s.Cut, s.Cancelled), fmt.Sprintf("有步骤缺数据的 %d 个：缺数据的步骤不核减，也不算通过", s.Gaps))
}

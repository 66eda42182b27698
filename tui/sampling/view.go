package sampling

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/tui"
)

// headH is the height of the guided line, the summary and the next step.
const headH = 3

func lines(block string) []string { return strings.Split(block, "\n") }

func (m *Model) tables() {
	m.frame, m.strata, m.witnesses, m.picks = m.frameTable(), m.strataTable(), m.witnessTable(), m.pickTable()
	m.assigned, m.papers, m.items, m.noticeList = m.assignTable(), m.paperTable(), m.itemTable(), m.noticeTable()
}

// View draws the guided line and the present step, or the dialog that is open.
func (m *Model) View(w, h int) string {
	m.w, m.seen = w, true
	head := []string{m.bar(w), tui.Fit("  "+tui.Display(m.summary()), w), tui.T.Strong.Paint(tui.Fit("  "+m.next(), w))}
	if m.dialog != nil {
		return tui.Block(append(head, lines(m.dialog.view(w, h-headH))...), w, h)
	}
	return tui.Block(append(head, m.body(w, h-headH)...), w, h)
}

func (m *Model) body(w, h int) []string {
	if !m.loaded {
		return []string{"", "  正在读取..."}
	}
	if m.check.ID == "" {
		return []string{"", fmt.Sprintf("  %d 年度还没有抽查。", m.year), "", "  按 Ctrl+N 新建：先定总体，剔除要写理由；再分层、定样本量，封框公布指纹；",
			"  然后当众产生种子抽取，随机派人，复核打分，差异和通报情形由数据推出。"}
	}
	switch m.view() {
	case view(stepStrata):
		return m.strataView(w, h)
	case view(stepFreeze):
		return m.freezeView(w, h)
	case view(stepSeed):
		if m.check.State == domain.SpotFraming {
			return []string{"", "  还没有封框，没有指纹可公布，不能录入种子。", "  先在第 3 步封框。"}
		}
		if m.loud {
			return m.seedLoud(w)
		}
		return m.seedView(w, h)
	case view(stepResult):
		if m.loud && m.check.Draw != nil {
			return m.resultLoud(w, h)
		}
		return m.resultView(w, h)
	case view(stepAssign):
		return m.assignView(w, h)
	case view(stepPapers):
		return lines(m.papers.View(w, h))
	case viewPaper:
		return m.paperView(w, h)
	case view(stepNotice):
		return m.noticeView(w, h)
	}
	return m.frameView(w, h)
}

func (m *Model) frameView(w, h int) []string {
	text := fmt.Sprintf("  显示：%s %d 个", showTitles[m.show], len(m.shown))
	if m.filter != "" {
		text += "   筛选：" + tui.Display(m.filter)
	}
	if n := len(m.marks); n > 0 {
		text += fmt.Sprintf("   已标记 %d 个", n)
	}
	return append(lines(m.frame.View(w, h-1)), tui.T.Dim.Paint(tui.Fit(text, w)))
}

// summary is the spot check in one line.
func (m *Model) summary() string {
	c := &m.check
	if c.ID == "" {
		return fmt.Sprintf("%d 年度", m.year)
	}
	must := 0
	for _, l := range c.Strata {
		must += l.Must
	}
	text := fmt.Sprintf("%s  【%s】  总体 %d  必抽 %d  样本 %d", c.Name, c.State, m.inFrame(), must, m.total())
	if len(m.candidates) > 0 && m.isFraming() {
		text += fmt.Sprintf("  剔除 %d", len(m.candidates)-m.inFrame())
	}
	if len(m.list) > 1 {
		text += fmt.Sprintf("  （共 %d 次抽查，按 Ctrl+O 换）", len(m.list))
	}
	return text
}

// Cursor is the caret of the open form.
func (m *Model) Cursor() *tea.Cursor {
	if m.dialog == nil {
		return nil
	}
	x, y, ok := m.dialog.cursor(m.w)
	if !ok {
		return nil
	}
	return tea.NewCursor(x, y+headH)
}

package targets

import (
	"strings"

	"jixiao/domain/review"
	"jixiao/domain/rule"
	"jixiao/tui"
)

// checkLines is the right side: what the resubmission changed, the findings with the
// selected one reversed, and the checks that passed.
func (m *Model) checkLines(w int) []string { lines, _ := m.checks(w); return lines }

// selectedLine is where the selected finding begins in checkLines, -1 for none.
func (m *Model) selectedLine(w int) int { _, at := m.checks(w); return at }

func (m *Model) checks(w int) (lines []string, at int) {
	p := &page{w: w}
	o := m.works[m.current()]
	if o == nil {
		return nil, -1
	}
	p.lines = append(p.lines, o.compareLines(w)...)
	at = m.findingLines(p, &o.work)
	draftLines(p, &o.work)
	return append(p.lines, o.passedLines(w)...), at
}

// compareLines puts silent edits first, then unanswered remarks, then what was asked for.
func compareLines(p *page, c *review.Comparison) {
	if c == nil {
		return
	}
	p.head("再报对照：第" + itoa(c.OldNo) + "版到第" + itoa(c.NewNo) + "版，改了 " + itoa(len(c.Changes)) + " 处")
	if n := c.Silent(); n > 0 {
		p.text(tui.T.Red, 0, "意见之外的改动 "+itoa(n)+" 处，请先看：")
	}
	asked := false
	for i := range c.Changes {
		ch := &c.Changes[i]
		if !ch.Silent() && !asked {
			asked = true
			answerLines(p, c)
			p.text(tui.T.Dim, 0, "按意见修改：")
		}
		changeLine(p, ch)
	}
	if !asked {
		answerLines(p, c)
	}
	p.gap()
}

func changeLine(p *page, ch *review.Change) {
	where := ch.Label
	if ch.Cell != "" {
		where += " " + ch.Cell
	}
	style, tail := tui.T.Red, ""
	if !ch.Silent() {
		style, tail = "", "（第"+itoa(ch.Asked)+"条）"
	}
	p.text(style, 1, where+tail)
	p.text("", 3, "原 "+orNone(ch.Old))
	p.text(tui.T.Strong, 3, "现 "+orNone(ch.New))
}

func answerLines(p *page, c *review.Comparison) {
	for _, a := range c.Answers {
		switch a.State {
		case review.Unanswered:
			p.text(tui.T.Red, 0, "第"+itoa(a.No)+"条意见未回应："+a.Remark.Text)
		case review.Unclear:
			p.text(tui.T.Yellow, 0, "第"+itoa(a.No)+"条意见请核对是否已改："+a.Remark.Text)
		}
	}
}

// findingLines returns the line of the selected finding.
func (m *Model) findingLines(p *page, wk *review.Work) (at int) {
	fs := wk.Findings()
	at = -1
	if len(fs) == 0 {
		p.head("检查发现：没有")
		return at
	}
	m.finding = max(0, min(m.finding, len(fs)-1))
	p.head("检查发现 " + itoa(len(fs)) + " 条")
	p.text(tui.T.Dim, 0, "左右选择，5采纳 6忽略 7依据")
	for i, f := range fs {
		text := itoa(i+1) + " " + f.Severity.Word()
		if s := wk.Draft.State(f); s != "" {
			text += "[" + s + "]"
		}
		if f.Cell != "" {
			text += " " + f.Cell
		}
		text += " " + f.Message
		if i == m.finding {
			at = len(p.lines)
			for _, l := range tui.Wrap(text, p.w-1) {
				p.lines = append(p.lines, tui.T.Select.Paint(tui.Fit(l, p.w)))
			}
			continue
		}
		p.text(severityStyle(f.Severity, wk.Draft.State(f)), 0, text)
	}
	return at
}

func severityStyle(s rule.Severity, state string) tui.SGR {
	switch {
	case state == "忽略":
		return tui.T.Dim
	case s == rule.Failure:
		return tui.T.Red
	case s == rule.Warning:
		return tui.T.Yellow
	}
	return ""
}

// passedLines lists what was checked and found right, and what could not be checked: a
// check without data is not a passed one. Beside findings the passed ones are running text.
func passedLines(p *page, wk *review.Work) {
	passed, none := wk.Passed(), wk.NoData()
	p.gap()
	p.head("已过检查 " + itoa(len(passed)) + " 项")
	if len(wk.Findings()) == 0 {
		for _, t := range passed {
			p.text(tui.T.Green, 1, "过 "+t)
		}
	} else {
		p.text(tui.T.Green, 1, strings.Join(passed, "；"))
	}
	if len(none) > 0 {
		p.gap()
		p.text(tui.T.Dim, 0, "缺数据未查 "+itoa(len(none))+" 项："+strings.Join(none, "；"))
	}
}

func draftLines(p *page, wk *review.Work) {
	if wk.Draft.Empty() {
		return
	}
	p.gap()
	p.head("意见草稿（已保存）")
	text := review.Compose(wk.Draft.Remarks, "", wk.Draft.Text)
	if s := wk.Draft.Sheet; s != nil {
		p.text("", 1, review.SheetText(s))
	}
	switch {
	case text != "":
		p.text("", 1, text)
	case len(wk.Draft.Remarks) > 0:
		p.text("", 1, "（只有忽略，没有采纳）")
	}
	for _, r := range wk.Draft.Remarks {
		if r.Dismissed != "" {
			p.text(tui.T.Dim, 1, "忽略 "+r.Rule+"，理由："+r.Dismissed)
		}
	}
}

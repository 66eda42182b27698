package projects

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/tui"
)

// dossierState is the one dossier kept for the detail pane. One load runs at a time; when
// the selection has moved on meanwhile, the newest is loaded next.
type dossierState struct {
	id   string
	d    domain.Dossier
	busy bool
	gen  int
}

func (s *dossierState) forget() { s.id, s.gen = "", s.gen+1 }

type dossierMsg struct {
	id  string
	d   domain.Dossier
	gen int
	err error
}

// refreshDetail loads the selected project's dossier when the detail pane shows it, and
// the list when records changed while another screen was shown.
func (m *Model) refreshDetail() tea.Cmd {
	if m.stale && !m.loading {
		return tea.Batch(m.loadIndex(), m.loadDossier())
	}
	return m.loadDossier()
}

func (m *Model) loadDossier() tea.Cmd {
	_, side := tui.Split(m.w)
	id := m.selected()
	if side == 0 || m.at == atPage || id == "" || id == m.dossier.id || m.dossier.busy {
		return nil
	}
	m.dossier.busy = true
	s, gen := m.store, m.dossier.gen
	return func() tea.Msg {
		d, err := s.Dossier(id)
		return dossierMsg{id, d, gen, err}
	}
}

func (m *Model) gotDossier(msg dossierMsg) tea.Cmd {
	m.dossier.busy = false
	if msg.err != nil {
		return tui.SayError(msg.err)
	}
	if msg.gen == m.dossier.gen {
		m.dossier.id, m.dossier.d = msg.id, msg.d
		m.detail.forget()
	}
	return m.refreshDetail()
}

// pane is the detail pane's text, kept until the row, the dossier or the size changes.
type pane struct {
	id   string
	full bool
	w, h int
	text string
}

func (p *pane) forget() { p.id, p.text = "", "" }

// drawDetail draws the selected project in exactly h lines of w cells.
func (m *Model) drawDetail(w, h int) string {
	id := m.selected()
	full := id != "" && m.dossier.id == id
	p := &m.detail
	if p.text != "" && p.id == id && p.full == full && p.w == w && p.h == h {
		return p.text
	}
	var lines []string
	if id != "" {
		r := m.row(m.cursor)
		lines = rowLines(&r, w, m.today)
		if full {
			lines = append(lines, dossierLines(&m.dossier.d, w)...)
		}
	}
	*p = pane{id, full, w, h, tui.Block(lines, w, h)}
	return p.text
}

// rowLines says what the list row knows.
func rowLines(r *listing.Row, w int, today domain.Date) []string {
	var out []string
	for _, l := range tui.Wrap(r.Name, w) {
		out = append(out, tui.T.Strong.Paint(l))
	}
	out = append(out, "代码 "+tui.Display(r.Code), tui.Fit(tui.Display(r.Department+" "+r.Unit), w), "")
	out = append(out, stripLines(r.Strip, w)...)
	lamp := r.Lamp().String()
	if lamp == "" {
		lamp = "无"
	}
	out = append(out, "", "全年 "+r.Adjusted.Wan()+" 万元，年初 "+r.Initial.Wan()+" 万元")
	if r.Month > 0 {
		out = append(out, fmt.Sprintf("执行 %s 万元（到 %d 月）", r.Executed.Wan(), r.Month),
			rateBar(r.Rate(), min(w-12, 30)))
	} else {
		out = append(out, "执行 还没有数据")
	}
	out = append(out, "灯色 "+tui.LampStyle(lamp).Paint(lamp), "目标 "+stageText(r, today))
	if r.CaseState != "" {
		text := "预警 " + string(r.CaseState) + fmt.Sprintf("，立案 %d 天", today.Days()-int(r.CaseSince))
		if r.CaseDue != 0 && r.CaseState != domain.CaseClosed {
			text += "，期限 " + dayOf(r.CaseDue).String()
		}
		out = append(out, text)
	}
	return append(out, scoreLine(r))
}

func stageText(r *listing.Row, today domain.Date) string {
	if r.Stage == "" {
		return "还没有报送"
	}
	text := string(r.Stage)
	if r.Stage == domain.StagePending {
		text += fmt.Sprintf("，轮到%s，已等 %d 天", r.Level, today.Days()-int(r.Since))
	}
	if r.Fails+r.Warns > 0 {
		text += fmt.Sprintf("，不通过 %d 条、警告 %d 条", r.Fails, r.Warns)
	}
	return text
}

func scoreLine(r *listing.Row) string {
	text := "自评 无"
	if r.SelfScore >= 0 {
		text = "自评 " + string(appendScore(nil, r.SelfScore))
	}
	if r.ReviewScore >= 0 {
		text += "  复核 " + string(appendScore(nil, r.ReviewScore))
	}
	if d, ok := r.Diff(); ok {
		text += "  差 " + string(appendTrimmed(nil, int64(d)))
	}
	if r.Picked {
		text += "  已抽中"
	}
	return text
}

// stripLines draws the closed loop in words, as many steps to a line as fit.
func stripLines(s [listing.StepCount]listing.StepState, w int) []string {
	const step = 16
	per := max(w/step, 1)
	out := make([]string, 0, len(s))
	line := make([]byte, 0, 160)
	for i, x := range s {
		style := tui.SGR("")
		switch x {
		case listing.StepTrouble:
			style = tui.T.Red
		case listing.StepNotNeeded:
			style = tui.T.Dim
		}
		if style != "" {
			line = append(append(append(line, "\x1b["...), style...), 'm')
		}
		line = append(append(line, listing.StepNames[i]...), listing.StepMarks[x])
		line = appendFit(line, x.String(), step-1-2*len([]rune(listing.StepNames[i])))
		if style != "" {
			line = append(line, "\x1b[m"...)
		}
		if (i+1)%per == 0 || i == len(s)-1 {
			out = append(out, string(line))
			line = line[:0]
		}
	}
	return out
}

// rateBar draws a rate as a bar of w cells with the figure behind it.
func rateBar(r domain.Ratio, w int) string {
	b := append(make([]byte, 0, 64), '[')
	full := 0
	if r.Valid() && r.Num > 0 {
		full = w
		if r.Num < r.Den {
			full = int(float64(r.Num) / float64(r.Den) * float64(w))
		}
	}
	for i := range w {
		b = append(b, "#."[b2i(i >= full)])
	}
	return string(appendPercent(append(b, "] "...), r))
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// dossierLines adds what only the records know.
func dossierLines(d *domain.Dossier, w int) []string {
	var out []string
	if len(d.Project.Funds) > 0 {
		out = append(out, "", tui.T.Head.Paint("资金来源"))
		for _, f := range d.Project.Funds {
			out = append(out, tui.Fit(string(f.Source), 20)+tui.FitRight(f.Adjusted.Wan(), 16))
		}
	}
	if d.Execution != nil && len(d.Execution.Months) > 0 {
		out = append(out, "", tui.T.Head.Paint("执行进度"))
		out = append(out, curve(d, w, 6)...)
	}
	if v := d.Target.Current(); v != nil && v.Goal.Raw != "" {
		out = append(out, "", tui.T.Head.Paint("绩效目标"))
		out = append(out, tui.Wrap(v.Goal.Raw, w)...)
	}
	return append(out, "", tui.T.Dim.Paint("Enter 看全部"))
}

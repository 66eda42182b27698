package targets

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/review"
	"jixiao/domain/rule"
	"jixiao/tui"
)

// marked lists the marked items in queue order; without marks the current one.
func (m *Model) marked() (items []review.Item, bulk bool) {
	if len(m.marks) == 0 {
		if it := m.item(); it != nil {
			return []review.Item{*it}, false
		}
		return nil, false
	}
	for i := range m.items {
		if id := m.items[i].ProjectID; m.marks[id] && !m.gone[id] {
			items = append(items, m.items[i])
		}
	}
	return items, true
}

// approve is one key for one item; marks go through the preview.
func (m *Model) approve() tea.Cmd {
	if len(m.marks) > 0 {
		return m.previewBulk(repeat{decision: domain.DecisionApprove})
	}
	return m.decideOne(repeat{decision: domain.DecisionApprove})
}

// again repeats the last decision on the current item or on the marks.
func (m *Model) again() tea.Cmd {
	if len(m.marks) > 0 {
		return m.previewBulk(m.last)
	}
	return m.decideOne(m.last)
}

// decideOne decides the current item. What the state machine would refuse is said at
// once; the rest is written in order, and the next item is on screen meanwhile.
func (m *Model) decideOne(r repeat) tea.Cmd {
	it := m.item()
	if it == nil {
		return nil
	}
	ruling := review.Ruling{ProjectID: it.ProjectID, Verdict: review.Verdict{Decision: r.decision, Until: r.until}}
	if w := m.work(); w != nil && w.Dossier.Target != nil {
		ruling.Verdict = m.verdict(w, r)
		if _, _, err := review.Decide(*w.Dossier.Target, m.level, ruling.Verdict, review.Failures(w.Outcomes), m.store.Operator(), m.today); err != nil {
			return tui.Say(tui.Warn, err.Error())
		}
	} else if r.decision != domain.DecisionApprove || it.Fails > 0 {
		return tui.Say(tui.Info, "这一份还在打开，请再按一次")
	}
	return m.write1(r, []review.Ruling{ruling})
}

// verdict puts together the opinion for one opened item.
func (m *Model) verdict(w *review.Work, r repeat) review.Verdict {
	d := w.Draft
	t, _ := review.TemplateOf(r.decision, r.template)
	if r.template == 1 && r.decision == domain.DecisionReturn && !anyTaken(d.Remarks) {
		d.Remarks = slices.Clone(d.Remarks)
		for _, f := range autoTaken(w) {
			d.Remarks = append(d.Remarks, review.RemarkOf(f))
		}
	}
	v := d.Verdict(r.decision, t.Text)
	v.Until = r.until
	return v
}

func anyTaken(rs []domain.Remark) bool {
	return slices.ContainsFunc(rs, func(r domain.Remark) bool { return r.Dismissed == "" })
}

// autoTaken are the findings an opinion starts from when the reviewer took none.
func autoTaken(w *review.Work) []rule.Finding { return review.Opening(&w.Draft, w.Findings()) }

// write1 takes the items out of the queue and writes the rulings in order.
func (m *Model) write1(r repeat, rulings []review.Ruling) tea.Cmd {
	ids := make([]string, len(rulings))
	for i := range rulings {
		ids[i] = rulings[i].ProjectID
	}
	m.last = r
	s, level := m.store, m.level
	if r.decision == domain.DecisionDefer {
		m.deferred(ids, r.until)
	} else {
		m.trail = append(m.trail, ids...)
		m.drop(ids)
	}
	write := tui.InOrder(func() tea.Msg {
		done, err := s.Decide(level, rulings...)
		return decidedMsg{done, ids, err}
	})
	return tea.Batch(write, m.prefetch())
}

// deferred shows the items as put off and moves on.
func (m *Model) deferred(ids []string, until domain.Date) {
	for _, id := range ids {
		i, ok := m.byID[id]
		if !ok {
			continue
		}
		m.uncount(&m.items[i])
		m.items[i].DeferUntil = until
		m.items[i].Wait(m.today)
		m.counters.Deferred++
		m.counters.Amount += m.items[i].Amount
		delete(m.marks, id)
		delete(m.works, id)
	}
	m.table.Invalidate()
	m.move(m.table.Cursor() + 1)
}

// bulkRulings are the rulings of a bulk decision: opened items use their own drafts, the
// findings of the shared fault are added by the store, each project its own.
func (m *Model) bulkRulings(items []review.Item, r repeat) []review.Ruling {
	t, _ := review.TemplateOf(r.decision, r.template)
	out := make([]review.Ruling, len(items))
	for i := range items {
		v := review.Verdict{Decision: r.decision, Until: r.until}
		if r.decision == domain.DecisionReturn || r.decision == domain.DecisionReject {
			v.Comment = t.Text
		}
		out[i] = review.Ruling{ProjectID: items[i].ProjectID, Verdict: v}
		if r.decision != domain.DecisionApprove {
			out[i].TakeRules = slices.Clone(m.taken)
			out[i].TakeFound = r.decision == domain.DecisionReturn && r.template == 1
		}
	}
	return out
}

// still runs a dialog's answer on the item the dialog was about.
func (m *Model) still(id string, do func() tea.Cmd) tea.Cmd {
	if m.current() != id {
		m.selectID(id)
	}
	if m.current() != id {
		return tui.Say(tui.Warn, "这一份已经不在队列里了，没有做；请看下一份")
	}
	return do()
}

// unseen opens the sheet when the terminal is too narrow to show the findings beside the
// list: nobody takes or dismisses what cannot be read.
func (m *Model) unseen() bool {
	if m.at != atList || m.w >= tui.DetailWidth {
		return false
	}
	m.at, m.scroll = atSheet, 0
	return true
}

// take puts the selected finding into the opinion or takes it out again, and moves on.
func (m *Model) take() tea.Cmd {
	if m.unseen() {
		return tui.Say(tui.Info, "先看检查发现，再按一次采纳")
	}
	return m.editDraft(func(w *review.Work, f rule.Finding) error { w.Draft.Take(f); return nil })
}

func (m *Model) editDraft(edit func(*review.Work, rule.Finding) error) tea.Cmd {
	w := m.work()
	fs := w.Findings()
	m.finding = max(0, min(m.finding, len(fs)-1))
	if err := edit(w, fs[m.finding]); err != nil {
		return tui.Say(tui.Warn, err.Error())
	}
	m.finding = min(m.finding+1, len(fs)-1)
	return m.saveDraft(w)
}

func (m *Model) saveDraft(w *review.Work) tea.Cmd {
	s, d := m.store, w.Draft
	d.Remarks = slices.Clone(d.Remarks)
	m.drafts[d.ProjectID] = d
	return tui.InOrder(func() tea.Msg {
		if err := s.SaveDraft(d); err != nil {
			return tui.StatusMsg{Kind: tui.Bad, Text: "意见草稿没有保存：" + err.Error()}
		}
		return nil
	})
}

func (m *Model) sameFault() tea.Cmd {
	if m.unseen() {
		return tui.Say(tui.Info, "先用左右键选中一条发现，再按一次")
	}
	w := m.work()
	fs := w.Findings()
	f := fs[max(0, min(m.finding, len(fs)-1))]
	s, level, id := m.store, m.level, w.Item.ProjectID
	return func() tea.Msg {
		ids, err := s.SameFault(level, id, f.Rule)
		return faultMsg{f.Rule, ids, err}
	}
}

// decisionWord names a decision with its template for previews and status lines.
func decisionWord(r repeat) string {
	word := string(r.decision)
	if t, ok := review.TemplateOf(r.decision, r.template); ok {
		word += "（" + t.Title + "）"
	}
	if !r.until.IsZero() {
		word += "至 " + r.until.String()
	}
	return word
}

// parseUntil reads a date, or a number of days from today.
func parseUntil(text string, today domain.Date) (domain.Date, string) {
	text = strings.TrimSpace(tui.FoldKey(text))
	if n := daysOf(text); n > 0 {
		return today.Add(n), ""
	}
	d, err := domain.ParseDate(text)
	switch {
	case err != nil:
		return d, "日期要写成 2026-12-01，或写天数如 7；请改正。"
	case !today.Before(d):
		return d, "搁置的日期要在今天（" + today.String() + "）以后；请改正。"
	}
	return d, ""
}

func daysOf(text string) int {
	n := 0
	for _, r := range text {
		if r < '0' || r > '9' || n > 366 {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	if n > 366 {
		return 0
	}
	return n
}

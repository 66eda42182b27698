package targets

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/review"
	"jixiao/domain/rule"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// dialog is what stands over the list: at most one of the parts is set.
type dialog struct {
	picker  *widget.Picker
	opinion []string
	preview *widget.Preview
	prompt  *widget.Prompt
	area    bool
	four    *fourSheet
	// work is the item whose opinion is written in the area.
	work *review.Work
	// chosen, confirmed and entered say what the answer does.
	chosen    func(index int) tea.Cmd
	confirmed func() tea.Cmd
	entered   func(text string) tea.Cmd
}

func (m *Model) openDialog(d dialog) tea.Cmd {
	if m.at == atList || m.at == atSheet {
		m.back = m.at
	}
	m.dialog = d
	m.at = atDialog
	if d.prompt != nil || d.area {
		m.at = atText
	}
	return nil
}

func (m *Model) closeDialog() {
	m.dialog, m.at = dialog{}, m.back
}

// typed handles keys and pastes of fields and dialogs, and movement in the list.
func (m *Model) typed(msg tea.Msg) tea.Cmd {
	press, isKey := msg.(tea.KeyPressMsg)
	key := ""
	if isKey {
		key = tui.Key(press)
	}
	switch {
	case m.at == atFilter:
		return m.filterKey(msg, press, isKey)
	case m.dialog.area:
		return m.areaKey(msg, press, isKey)
	case m.dialog.prompt != nil:
		return m.promptKey(msg, press, isKey)
	case !isKey:
		return nil
	case m.dialog.picker != nil:
		return m.pickerKey(press, key)
	case m.dialog.preview != nil:
		return m.previewKey(key)
	case m.dialog.four != nil:
		return m.fourKey(key)
	}
	return m.nav(key)
}

func (m *Model) filterKey(msg tea.Msg, press tea.KeyPressMsg, isKey bool) tea.Cmd {
	if isKey {
		switch press.String() {
		case "enter", "tab", "down":
			m.at = atList
			return m.prefetch()
		case "esc":
			m.at = atList
			m.input.SetValue("")
			m.applyFilter("")
			return m.prefetch()
		}
	}
	if m.input.Update(msg) {
		m.applyFilter(m.input.Value())
		return m.prefetch()
	}
	return nil
}

func (m *Model) pickerKey(press tea.KeyPressMsg, key string) tea.Cmd {
	if tui.HasHan(press) {
		return tui.Say(tui.Warn, tui.HanHint)
	}
	i, answer := m.dialog.picker.HandleKey(key)
	switch answer {
	case widget.Confirmed:
		do := m.dialog.chosen
		m.closeDialog()
		return do(i)
	case widget.Cancelled:
		m.closeDialog()
	}
	return nil
}

func (m *Model) previewKey(key string) tea.Cmd {
	switch m.dialog.preview.HandleKey(key) {
	case widget.Confirmed:
		do := m.dialog.confirmed
		m.closeDialog()
		return do()
	case widget.Cancelled:
		m.closeDialog()
		return tui.Say(tui.Info, "没有做，什么也没改")
	}
	return nil
}

func (m *Model) promptKey(msg tea.Msg, press tea.KeyPressMsg, isKey bool) tea.Cmd {
	p := m.dialog.prompt
	if isKey {
		switch p.HandleKey(press.String()) {
		case widget.Confirmed:
			do, text := m.dialog.entered, strings.TrimSpace(p.Input.Value())
			m.closeDialog()
			return do(text)
		case widget.Cancelled:
			m.closeDialog()
			return nil
		}
	}
	p.Input.Update(msg)
	return nil
}

// areaKey edits the opinion; every change is kept as a draft.
func (m *Model) areaKey(msg tea.Msg, press tea.KeyPressMsg, isKey bool) tea.Cmd {
	w := m.dialog.work
	if isKey {
		switch press.String() {
		case "ctrl+s":
			do := m.dialog.entered
			m.closeDialog()
			return do(m.area.Value())
		case "esc":
			m.closeDialog()
			return nil
		}
	}
	if m.area.Update(msg) {
		w.Draft.Text = m.area.Value()
		return m.saveDraft(w)
	}
	return nil
}

// choose asks for a template; 0 writes. The opinion as it will be stands below.
func (m *Model) choose(d domain.Decision) tea.Cmd {
	items, bulk := m.marked()
	if len(items) == 0 {
		return nil
	}
	if !bulk && m.work() == nil {
		return tui.Say(tui.Info, "这一份还在打开，请再按一次")
	}
	p := &widget.Picker{Title: string(d) + "：选一条意见", Zero: "自己写"}
	for _, t := range review.TemplatesFor(d) {
		p.Items = append(p.Items, widget.PickItem{Label: t.Title})
	}
	var opinion []string
	if bulk {
		p.Title = string(d) + "标记的 " + itoa(len(items)) + " 份：选一条意见"
		p.Zero = ""
		if len(m.taken) > 0 {
			opinion = []string{"每份的意见先写自己的那一条：" + ruleTitle(m.taken[0])}
		}
	} else {
		opinion = m.opinionLines(d)
	}
	id := m.current()
	return m.openDialog(dialog{picker: p, opinion: opinion, chosen: func(i int) tea.Cmd {
		r := repeat{decision: d, template: i + 1}
		switch {
		case bulk:
			return m.previewBulk(r)
		case i < 0:
			return m.still(id, func() tea.Cmd { return m.writeFor(d) })
		}
		return m.still(id, func() tea.Cmd { return m.decideOne(r) })
	}})
}

// opinionLines is the text an opinion starts from: what was taken, or what template 1
// would take.
func (m *Model) opinionLines(d domain.Decision) []string {
	w := m.work()
	remarks := w.Draft.Remarks
	head := "已采纳的发现会写在意见前面："
	if !anyTaken(remarks) {
		head = "还没有采纳发现。选 1 会自动写上："
		for _, f := range autoTaken(w) {
			remarks = append(remarks[:len(remarks):len(remarks)], review.RemarkOf(f))
		}
		if d == domain.DecisionReject {
			head, remarks = "还没有采纳发现，意见只有所选的一句。", nil
		}
	}
	text := review.Compose(remarks, "", w.Draft.Text)
	if text == "" {
		return nil
	}
	return append([]string{head}, strings.Split(text, "\n")...)
}

// write opens the opinion's text for the decision it will carry.
func (m *Model) write() tea.Cmd { return m.writeFor(domain.DecisionReturn) }

func (m *Model) writeFor(d domain.Decision) tea.Cmd {
	w := m.work()
	if w == nil {
		return tui.Say(tui.Info, "这一份还在打开，请再按一次")
	}
	m.area = widget.Area{Title: string(d) + "意见：" + w.Item.Name + "（已采纳的 " + itoa(takenCount(w)) + " 条自动写在前面）"}
	m.area.SetValue(w.Draft.Text)
	id := m.current()
	return m.openDialog(dialog{area: true, work: w, entered: func(text string) tea.Cmd {
		return m.still(id, func() tea.Cmd {
			if now := m.work(); now != nil { // read again meanwhile
				now.Draft = w.Draft
				now.Draft.Text = text
			}
			return m.decideOne(repeat{decision: d})
		})
	}})
}

func takenCount(w *review.Work) (n int) {
	for _, r := range w.Draft.Remarks {
		if r.Dismissed == "" {
			n++
		}
	}
	return n
}

func (m *Model) askDate() tea.Cmd {
	items, bulk := m.marked()
	if len(items) == 0 {
		return nil
	}
	p := &widget.Prompt{Title: "搁置到哪一天", Help: []string{"写日期 2026-12-01，或写天数（7 表示一周后）。到期自动回到队列，等待天数照算。"},
		Input: widget.Input{Prompt: "搁置至 ", Limit: 10}, Check: func(s string) string { _, why := parseUntil(s, m.today); return why }}
	p.Input.SetValue(m.today.Add(7).String())
	id := m.current()
	return m.openDialog(dialog{prompt: p, entered: func(text string) tea.Cmd {
		until, _ := parseUntil(text, m.today)
		r := repeat{decision: domain.DecisionDefer, until: until}
		if bulk {
			return m.previewBulk(r)
		}
		return m.still(id, func() tea.Cmd { return m.decideOne(r) })
	}})
}

func (m *Model) askReason() tea.Cmd {
	if m.unseen() {
		return tui.Say(tui.Info, "先看检查发现，再按一次忽略")
	}
	w := m.work()
	fs := w.Findings()
	f := fs[max(0, min(m.finding, len(fs)-1))]
	if w.Draft.State(f) == "忽略" { // taking it twice leaves it neither taken nor dismissed
		return m.editDraft(func(w *review.Work, f rule.Finding) error { w.Draft.Take(f); w.Draft.Take(f); return nil })
	}
	p := &widget.Prompt{Title: "忽略这条发现，要写理由", Help: []string{f.Message, "依据：" + f.Basis}, Input: widget.Input{Prompt: "理由 ", Limit: 120},
		Check: func(s string) string {
			if s == "" {
				return "忽略检查发现要写理由；请用一句话写明。"
			}
			return ""
		}}
	id := m.current()
	return m.openDialog(dialog{prompt: p, entered: func(text string) tea.Cmd {
		return m.still(id, func() tea.Cmd {
			if m.work() == nil {
				return tui.Say(tui.Info, "这一份还在打开，请再按一次")
			}
			return m.editDraft(func(w *review.Work, f rule.Finding) error { return w.Draft.Dismiss(f, text) })
		})
	}})
}

// previewBulk shows once what a decision on the marks will do.
func (m *Model) previewBulk(r repeat) tea.Cmd {
	items, _ := m.marked()
	b := review.Preview(items, m.level, r.decision)
	if len(b.Items) == 0 {
		why := "没有可以" + string(r.decision) + "的目标"
		if len(b.Skipped) > 0 {
			why = itoa(len(b.Skipped)) + " 份都不能" + string(r.decision) + "：" + b.Skipped[0].Why
		}
		return tui.Say(tui.Warn, why+"；请改用别的决定或取消标记（Esc）")
	}
	n := itoa(len(b.Items))
	p := &widget.Preview{Title: decisionWord(r) + "：" + n + " 份", Yes: string(r.decision) + "这 " + n + " 份",
		Facts: []string{n + " 份，" + itoa(b.Units) + " 个单位，金额合计 " + b.Amount.Wan() + " 万元。一次写入，可以一次撤销（Ctrl+Z）。"}}
	if t, ok := review.TemplateOf(r.decision, r.template); ok {
		p.Facts = append(p.Facts, "意见："+t.Text)
	}
	if len(m.taken) > 0 && r.decision != domain.DecisionApprove {
		p.Facts = append(p.Facts, "每份先写自己的那一条："+ruleTitle(m.taken[0]))
	}
	for _, s := range b.Skipped {
		p.Rows = append(p.Rows, "跳过  "+s.Item.Name+"  "+s.Why)
	}
	for i := range b.Items {
		it := &b.Items[i]
		p.Rows = append(p.Rows, tui.FitRight(it.Amount.Wan(), 12)+" 万元  "+it.Name+"  "+it.Unit)
	}
	return m.openDialog(dialog{preview: p, confirmed: func() tea.Cmd {
		rulings := m.bulkRulings(b.Items, r)
		m.taken = nil
		return m.write1(r, rulings)
	}})
}

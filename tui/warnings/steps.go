package warnings

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/ladder"
	"jixiao/domain/listing"
	"jixiao/domain/monitor"
	"jixiao/domain/parse"
	"jixiao/domain/workday"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// steps leads through what a move needs: reason, facts, amount, period, condition, second
// person, to one preview with the drafted documents.
type steps struct {
	list    []subject
	req     ladder.Request
	ask     []question
	picker  *widget.Picker
	prompt  *widget.Prompt
	preview *widget.Preview
	// days are the deadlines that hold today.
	days ladder.Params
}

// subject is one project that is to be moved, as the board had it when the dialog opened.
type subject struct {
	row                      int
	id, name, department     string
	budget, executed, amount domain.Fen
	lamp                     listing.Lamp
}

// question is one line of text the move needs.
type question struct {
	title string
	help  []string
	check func(string) string
	set   func(string)
}

func (s *steps) typing() bool { return s.prompt != nil }

func (s *steps) view(w, h int) string {
	switch {
	case s.picker != nil:
		return s.picker.View(w, h)
	case s.prompt != nil:
		return s.prompt.View(w, h)
	}
	return s.preview.View(w, h)
}

func (m *Model) subjects() []subject {
	rows := m.chosen()
	out := make([]subject, len(rows))
	for i, row := range rows {
		r, f := m.board.Index().Row(row), m.board.Figure(row)
		short, _ := m.board.Shortfall(row, m.shownGroup())
		out[i] = subject{row, r.ID, r.Name, r.Department, r.Adjusted, f.Executed, short, f.Lamp(m.shownGroup())}
	}
	return out
}

// shownGroup is the rule group of the list on screen.
func (m *Model) shownGroup() monitor.Group { return monitor.Groups[m.found.group].ID }

// start opens the dialog of a move for what is chosen.
func (m *Model) start(move ladder.Move, pass bool) tea.Cmd {
	s := &steps{list: m.subjects(), days: m.rules.Ladder, req: ladder.Request{Move: move, Pass: pass, On: m.store.Today(), By: m.store.Operator()}}
	m.step, m.back, m.at = s, m.at, atDialog
	switch move {
	case ladder.Suspend:
		m.askSerious(s)
		return m.loadDetail() // its facts stand beside the questions
	case ladder.Stop, ladder.Recover:
		s.ask = m.punishQuestions(s)
	case ladder.Reopen:
		s.ask = []question{{title: "重开的原因", check: needText("重开要写明原因"), set: func(t string) { s.req.Note = t }}}
	case ladder.Verify:
		if !pass {
			s.ask = []question{{title: "哪里不到位", help: []string{"这句话会写进复核意见"}, check: needText("复核不到位要写明哪里不到位"), set: func(t string) { s.req.Note = t }}}
		}
	}
	return m.next()
}

func (m *Model) askSerious(s *steps) {
	usual := ""
	if err := m.possible(s.list[0].row, ladder.Suspend, false); err != nil {
		usual = err.Error()
	}
	s.picker = &widget.Picker{Title: "暂缓拨款的事由：" + s.list[0].name, Items: []widget.PickItem{
		{Label: "整改期满未报，或复核不到位", Why: usual}, {Label: "问题严重（要写明事实）"},
	}}
}

func needText(why string) func(string) string {
	return func(t string) string {
		if strings.TrimSpace(t) == "" {
			return why + "，请填写"
		}
		return ""
	}
}

// punishQuestions is what 暂缓 and above must carry.
func (m *Model) punishQuestions(s *steps) []question {
	it := s.list[0]
	word := s.req.Move.Word()
	var q []question
	if s.req.Serious {
		q = append(q, question{title: "问题严重的事实", help: m.knownFacts(it), check: needText("以「问题严重」办理要写明事实"), set: func(t string) { s.req.Note = t }})
	}
	q = append(q, question{title: word + "的金额（万元）", help: []string{fmt.Sprintf("全年预算 %s 万元，已支出 %s 万元，未支出 %s 万元", it.budget.Wan(), it.executed.Wan(), (it.budget - it.executed).Wan())},
		check: func(t string) string { return amountError(t, it.budget) },
		set: func(t string) {
			a, _ := parse.Amount(t, domain.UnitWan) // checked above
			s.req.Amount = *a.Fen
		}})
	if s.req.Move != ladder.Recover {
		q = append(q, question{title: word + "的期间", help: []string{"例如：2026-09-01 至整改到位"}, check: needText("要写明期间"), set: func(t string) { s.req.Period = t }},
			question{title: "解除的条件", help: []string{"例如：支出率达到 60% 并报整改报告"}, check: needText("要写明解除条件"), set: func(t string) { s.req.Condition = t }})
	}
	return append(q, question{title: "审批人（第二人确认）", help: []string{"经办是 " + s.req.By.Name + "，审批要由另一人"}, check: func(t string) string {
		switch {
		case strings.TrimSpace(t) == "":
			return "须两人确认，请填审批人姓名"
		case strings.TrimSpace(t) == s.req.By.Name:
			return "经办和审批不能是同一个人，请由另一人审批"
		}
		return ""
	}, set: func(t string) { s.req.Second = t }})
}

// amountError says why a text is no amount for a project with this budget.
func amountError(t string, budget domain.Fen) string {
	a, err := parse.Amount(t, domain.UnitWan)
	switch {
	case err != nil:
		return err.Error()
	case a.Fen == nil || *a.Fen <= 0:
		return "金额要大于零，请填数字，如 184 或 184.5"
	case *a.Fen > budget:
		return "金额超过全年预算 " + budget.Wan() + " 万元，请核对"
	}
	return ""
}

// knownFacts are those of the open case, else of the findings, when the page of the
// project is there.
func (m *Model) knownFacts(it subject) []string {
	p := m.page()
	if p == nil || p.ProjectID != it.id {
		return nil
	}
	if p.Open() {
		return p.Case.Facts
	}
	_, facts := p.FactSentences()
	return facts
}

// next shows the next question, or the preview when all are answered.
func (m *Model) next() tea.Cmd {
	s := m.step
	s.picker, s.prompt = nil, nil
	if len(s.ask) > 0 {
		q := s.ask[0]
		s.prompt = &widget.Prompt{Title: q.title + "：" + s.list[0].name, Help: q.help, Check: q.check, Input: widget.Input{Prompt: "> "}}
		return nil
	}
	s.preview = s.newPreview()
	return m.draft(s)
}

func (s *steps) word() string {
	if s.req.Move == ladder.Verify {
		return map[bool]string{true: "复核：整改到位", false: "复核：整改不到位"}[s.req.Pass]
	}
	return s.req.Move.Word()
}

// listed is how many projects of a bulk move a preview lists, drafted how many documents
// it shows.
const (
	listed  = 200
	drafted = 50
)

func (s *steps) newPreview() *widget.Preview {
	p := &widget.Preview{Title: s.word() + "：" + s.list[0].name, Yes: s.word()}
	if len(s.list) > 1 {
		p.Title = fmt.Sprintf("%s（%d 个项目，一次可撤销）", s.word(), len(s.list))
		var budget, gap domain.Fen
		for _, it := range s.list {
			budget, gap = budget+it.budget, gap+it.amount
		}
		p.Facts = append(p.Facts, fmt.Sprintf("全年预算合计 %s 万元，转绿合计还差 %s 万元", budget.Wan(), gap.Wan()))
	}
	if due := ladder.Due(s.req, workday.Default, s.days); !due.IsZero() {
		p.Facts = append(p.Facts, fmt.Sprintf("期限 %d 个工作日，到 %s", workday.Default.Between(s.req.On, due), due))
		if !workday.Default.Known(due.Year) {
			p.Facts = append(p.Facts, fmt.Sprintf("提示：%d 年的节假日安排还没录入，只按周末推算", due.Year))
		}
	}
	if len(s.list) == 1 {
		return p
	}
	p.Facts = append(p.Facts, "")
	for _, it := range s.list[:min(len(s.list), listed)] {
		p.Facts = append(p.Facts, lampWord(it.lamp)+"  "+it.name+"  "+it.department+"  转绿还差 "+it.amount.Wan()+" 万元")
	}
	if n := len(s.list) - listed; n > 0 {
		p.Facts = append(p.Facts, fmt.Sprintf("另有 %d 个项目未列出", n))
	}
	return p
}

type draftsMsg struct {
	step  *steps
	lines []string
	err   error
}

// draft writes the documents of the move from the facts, in the background: the preview
// shows them when they are there.
func (m *Model) draft(s *steps) tea.Cmd {
	if s.req.Move.Paper() == "" {
		return nil
	}
	st, year, month, g := m.store, m.board.Year, m.board.Month, m.shownGroup()
	return func() tea.Msg {
		rules := st.RuleParams(domain.MonthEnd(year, month)).Monitor
		lines := []string{"", fmt.Sprintf("【文书草稿】%s %d 份", s.req.Move.Paper(), len(s.list))}
		for i, it := range s.list[:min(len(s.list), drafted)] {
			d, err := st.Dossier(it.id)
			if err != nil {
				return draftsMsg{step: s, err: err}
			}
			c := monitor.Leading(d.Cases)
			if c == nil || c.State == domain.CaseClosed {
				r := monitor.Report(&d, year, month, g, rules)
				rules, facts := r.FactSentences()
				fresh := ladder.Open("", it.id, year, rules, facts, s.req.On)
				c = &fresh
			}
			if len(s.list) > 1 {
				lines = append(lines, "", fmt.Sprintf("第 %d 份", i+1))
			}
			lines = append(lines, ladder.Draft(*c, s.req, it.name, it.department, workday.Default, s.days)...)
		}
		if n := len(s.list) - drafted; n > 0 {
			lines = append(lines, "", fmt.Sprintf("另有 %d 份写法相同，未在这里列出", n))
		}
		return draftsMsg{step: s, lines: lines}
	}
}

func (m *Model) gotDrafts(msg draftsMsg) tea.Cmd {
	if msg.step != m.step || m.at != atDialog {
		return nil
	}
	if msg.err != nil {
		return tui.SayError(msg.err)
	}
	m.step.preview.Facts = append(m.step.preview.Facts, msg.lines...)
	return nil
}

// dialogKey answers keys of the dialog.
func (m *Model) dialogKey(msg tea.Msg) tea.Cmd {
	s := m.step
	key, isKey := msg.(tea.KeyPressMsg)
	if s.prompt != nil {
		return m.promptKey(msg, key, isKey)
	}
	if !isKey {
		return nil
	}
	if tui.HasHan(key) {
		return tui.Say(tui.Warn, tui.HanHint)
	}
	if s.picker != nil {
		return m.pickerKey(tui.Key(key))
	}
	switch s.preview.HandleKey(tui.Key(key)) {
	case widget.Confirmed:
		m.at = m.back
		return tea.Batch(m.commit(s), m.refreshDetail())
	case widget.Cancelled:
		return m.leave()
	}
	return nil
}

// leave closes the dialog with nothing done.
func (m *Model) leave() tea.Cmd {
	m.at = m.back
	return m.refreshDetail()
}

func (m *Model) pickerKey(key string) tea.Cmd {
	s := m.step
	chosen, a := s.picker.HandleKey(key)
	switch a {
	case widget.Confirmed:
		s.req.Serious = chosen == 1
		s.ask = m.punishQuestions(s)
		return m.next()
	case widget.Cancelled:
		return m.leave()
	}
	if key == "1" || key == "enter" {
		return tui.Say(tui.Warn, s.picker.Items[0].Why)
	}
	return nil
}

func (m *Model) promptKey(msg tea.Msg, key tea.KeyPressMsg, isKey bool) tea.Cmd {
	s := m.step
	if isKey {
		switch s.prompt.HandleKey(key.String()) {
		case widget.Confirmed:
			s.ask[0].set(strings.TrimSpace(s.prompt.Input.Value()))
			s.ask = s.ask[1:]
			return m.next()
		case widget.Cancelled:
			return m.leave()
		}
	}
	s.prompt.Input.Update(msg)
	return nil
}

type movedMsg struct {
	title string
	err   error
}

func (m *Model) commit(s *steps) tea.Cmd {
	ids := make([]string, len(s.list))
	for i, it := range s.list {
		ids[i] = it.id
	}
	st, year, month, g, req := m.store, m.board.Year, m.board.Month, m.shownGroup(), s.req
	return tui.InOrder(func() tea.Msg {
		title, err := st.MoveCases(ids, year, month, g, req)
		return movedMsg{title, err}
	})
}

func (m *Model) moved(msg movedMsg) tea.Cmd {
	if msg.err != nil {
		return tui.Say(tui.Warn, msg.err.Error())
	}
	m.unmark()
	return tui.Changed(msg.title)
}

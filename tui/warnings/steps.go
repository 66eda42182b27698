package warnings

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/ladder"
	"jixiao/domain/monitor"
	"jixiao/domain/parse"
	"jixiao/domain/workday"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// steps leads through what a move needs — reason, facts, amount, period, condition, second
// person — to one preview with the drafted notice.
type steps struct {
	list    []*monitor.Item
	req     ladder.Request
	ask     []question
	picker  *widget.Picker
	prompt  *widget.Prompt
	preview *widget.Preview
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

// start opens the dialog of a move for what is chosen.
func (m *Model) start(move ladder.Move, pass bool) tea.Cmd {
	s := &steps{list: m.chosen(), req: ladder.Request{Move: move, Pass: pass, On: m.store.Today(), By: m.store.Operator()}}
	m.step, m.back, m.at = s, m.at, atDialog
	switch move {
	case ladder.Suspend:
		m.askSerious(s)
		return nil
	case ladder.Stop, ladder.Recover:
		s.ask = m.punishQuestions(s)
	case ladder.Reopen:
		s.ask = []question{{title: "重开的原因", check: needText("重开要写明原因"), set: func(t string) { s.req.Note = t }}}
	case ladder.Verify:
		if !pass {
			s.ask = []question{{title: "哪里不到位", help: []string{"这句话会写进复核意见"}, check: needText("复核不到位要写明哪里不到位"), set: func(t string) { s.req.Note = t }}}
		}
	}
	m.next()
	return nil
}

func (m *Model) askSerious(s *steps) {
	usual := ""
	if err := m.possible(s.list[0], ladder.Suspend, false); err != nil {
		usual = err.Error()
	}
	s.picker = &widget.Picker{Title: "暂缓拨款的事由：" + s.list[0].Name, Items: []widget.PickItem{
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
		q = append(q, question{title: "问题严重的事实", help: factLines(it), check: needText("以「问题严重」办理要写明事实"), set: func(t string) { s.req.Note = t }})
	}
	q = append(q, question{title: word + "的金额（万元）", help: []string{fmt.Sprintf("全年预算 %s 万元，已支出 %s 万元，未支出 %s 万元", it.Budget.Wan(), it.Executed.Wan(), (it.Budget - it.Executed).Wan())},
		check: func(t string) string {
			a, err := parse.Amount(t, domain.UnitWan)
			switch {
			case err != nil:
				return err.Error()
			case a.Fen == nil || *a.Fen <= 0:
				return "金额要大于零，请填数字，如 184 或 184.5"
			}
			return ""
		}, set: func(t string) {
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

// next shows the next question, or the preview when all are answered.
func (m *Model) next() {
	s := m.step
	s.picker, s.prompt = nil, nil
	if len(s.ask) > 0 {
		q := s.ask[0]
		s.prompt = &widget.Prompt{Title: q.title + "：" + s.list[0].Name, Help: q.help, Check: q.check, Input: widget.Input{Prompt: "> "}}
		return
	}
	s.preview = m.previewOf(s)
}

func (m *Model) previewOf(s *steps) *widget.Preview {
	word := s.req.Move.Word()
	if s.req.Move == ladder.Verify {
		word = map[bool]string{true: "复核：整改到位", false: "复核：整改不到位"}[s.req.Pass]
	}
	due := workday.Default.Add(s.req.On, ladder.DefaultParams.RectifyDays)
	p := &widget.Preview{Title: word + "：" + s.list[0].Name, Yes: word}
	if len(s.list) > 1 {
		p.Title = fmt.Sprintf("%s（%d 个项目，一次可撤销）", word, len(s.list))
		var budget, gap domain.Fen
		for _, it := range s.list {
			budget += it.Budget
			if it.Green != nil {
				gap += it.Green.Amount
			}
			p.Rows = append(p.Rows, lampWord(it.Lamp)+"  "+it.Name+"  "+it.Department+"  转绿还差 "+greenGap(it)+" 万元")
		}
		p.Facts = []string{fmt.Sprintf("全年预算合计 %s 万元，转绿合计还差 %s 万元", budget.Wan(), gap.Wan())}
	}
	if s.req.Move == ladder.Rectify {
		p.Facts = append(p.Facts, fmt.Sprintf("整改期限 %d 个工作日，到 %s", ladder.DefaultParams.RectifyDays, due))
		if !workday.Default.Known(due.Year) {
			p.Facts = append(p.Facts, fmt.Sprintf("提示：%d 年的节假日安排还没录入，只按周末推算", due.Year))
		}
	}
	if len(s.list) == 1 {
		p.Facts = append(p.Facts, m.draft(s)...)
	}
	return p
}

// draft is the notice as it would be printed, and what was entered.
func (m *Model) draft(s *steps) []string {
	it := s.list[0]
	c := it.Case
	if c == nil || !it.Open() {
		rules, facts := it.FactSentences()
		fresh := ladder.Open("", it.ProjectID, m.year, rules, facts, s.req.On)
		c = &fresh
	}
	lines := []string{"文书草稿："}
	lines = append(lines, ladder.Draft(*c, s.req, it.Name, it.Department, workday.Default, ladder.DefaultParams)...)
	for _, x := range [][2]string{{"说明", s.req.Note}, {"期间", s.req.Period}, {"解除条件", s.req.Condition}, {"审批", s.req.Second}} {
		if x[1] != "" {
			lines = append(lines, x[0]+"："+x[1])
		}
	}
	if s.req.Amount > 0 {
		lines = append(lines, "金额："+s.req.Amount.Wan()+" 万元")
	}
	return lines
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
		chosen, a := s.picker.HandleKey(tui.Key(key))
		switch a {
		case widget.Confirmed:
			s.req.Serious = chosen == 1
			s.ask = m.punishQuestions(s)
			m.next()
		case widget.Cancelled:
			m.at = m.back
		default:
			if n := tui.Key(key); n == "1" || n == "enter" {
				return tui.Say(tui.Warn, s.picker.Items[0].Why)
			}
		}
		return nil
	}
	switch s.preview.HandleKey(tui.Key(key)) {
	case widget.Confirmed:
		m.at = m.back
		return m.commit(s)
	case widget.Cancelled:
		m.at = m.back
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
			m.next()
			return nil
		case widget.Cancelled:
			m.at = m.back
			return nil
		}
	}
	s.prompt.Input.Update(msg)
	return nil
}

func (m *Model) commit(s *steps) tea.Cmd {
	m.viewed = true // a key of this screen: it is shown, even if no frame was drawn since
	ids := make([]string, len(s.list))
	for i, it := range s.list {
		ids[i] = it.ProjectID
	}
	st, year, month, g, req := m.store, m.year, m.month, m.groupID(), s.req
	return tui.InOrder(func() tea.Msg {
		title, err := st.MoveCases(ids, year, month, g, req)
		return movedMsg{title, err}
	})
}

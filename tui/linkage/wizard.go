package linkage

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/parse"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// question is one line to be asked.
type question struct {
	title, prompt, value string
	help                 []string
	check                func(string) string
}

// wizard asks one question after another; Esc goes one back, from the first it gives up.
type wizard struct {
	title   string
	ask     []question
	answers []string
	at      int
	prompt  *widget.Prompt
	done    func(answers []string) tea.Cmd
}

func (m *Model) ask(title string, ask []question, done func(answers []string) tea.Cmd) tea.Cmd {
	m.wizard = &wizard{title: title, ask: ask, answers: make([]string, len(ask)), done: done}
	for i, q := range ask {
		m.wizard.answers[i] = q.value
	}
	m.wizard.show()
	m.at = atWizard
	return nil
}

func (z *wizard) show() {
	q := &z.ask[z.at]
	z.prompt = &widget.Prompt{Title: q.title, Help: q.help, Check: q.check, Input: widget.Input{Prompt: q.prompt, Limit: 200}}
	z.prompt.Input.SetValue(z.answers[z.at])
}

func (m *Model) wizardKey(msg tea.KeyPressMsg) tea.Cmd {
	z := m.wizard
	switch z.prompt.HandleKey(msg.String()) {
	case widget.Cancelled:
		z.answers[z.at] = z.prompt.Input.Value()
		if z.at--; z.at < 0 {
			m.at, m.wizard = atList, nil
			return tui.Say(tui.Info, "没有改动")
		}
		z.show()
	case widget.Confirmed:
		z.answers[z.at] = strings.TrimSpace(z.prompt.Input.Value())
		if z.at++; z.at == len(z.ask) {
			m.at, m.wizard = atList, nil
			return z.done(z.answers)
		}
		z.show()
	default:
		z.prompt.Input.Update(msg)
	}
	return nil
}

// write does one change in the order of the keys and tells what came of it.
func (m *Model) write(do func() (title string, err error)) tea.Cmd {
	m.viewed = true
	return tui.InOrder(func() tea.Msg {
		title, err := do()
		if err != nil {
			return tui.StatusMsg{Kind: tui.Bad, Text: err.Error()}
		}
		return tea.BatchMsg{func() tea.Msg { return tui.DataChangedMsg{Title: title} }, tui.Say(tui.Good, "已保存："+title)}
	})
}

func needText(why string) func(string) string {
	return func(s string) string {
		if strings.TrimSpace(s) == "" {
			return why
		}
		return ""
	}
}

func checkWan(s string) string {
	v, err := parse.Amount(s, domain.UnitWan)
	switch {
	case err != nil || v.Fen == nil:
		return "这里要写万元数，例如 184.5"
	case *v.Fen <= 0:
		return "金额要大于零"
	}
	return ""
}

// wan is the amount of a text that checkWan let through.
func wan(s string) domain.Fen {
	v, err := parse.Amount(s, domain.UnitWan)
	if err != nil {
		return 0
	}
	return v.Or(0)
}

func checkDate(s string) string {
	if _, err := domain.ParseDate(s); err != nil {
		return "请写成 2026-08-31 这样的日期"
	}
	return ""
}

func date(s string) domain.Date {
	d, err := domain.ParseDate(s)
	if err != nil {
		return domain.Date{}
	}
	return d
}

package targets

import (
	tea "charm.land/bubbletea/v2"

	"jixiao/domain/review"
	"jixiao/tui"
	"jixiao/tui/widget"
)

type issueMsg struct {
	name string
	held review.Held
	err  error
}

// askBatch asks for the batch's name, then shows what would be frozen.
func (m *Model) askBatch() tea.Cmd {
	p := &widget.Prompt{Title: "批复下达绩效目标（第十一条：与部门预算同步批复）", Help: []string{"把两级审核都通过、还没有批复的目标冻结成一个批次。批复以后不能撤销。"},
		Input: widget.Input{Prompt: "批次名称 ", Limit: 40}, Check: func(s string) string {
			if s == "" {
				return "批复要有批次名称；请填写。"
			}
			return ""
		}}
	p.Input.SetValue(itoa(m.today.Year) + "年第1批")
	s := m.store
	return m.openDialog(dialog{prompt: p, entered: func(name string) tea.Cmd {
		return func() tea.Msg {
			h, err := s.Approved()
			return issueMsg{name, h, err}
		}
	}})
}

func (m *Model) gotApproved(msg issueMsg) tea.Cmd {
	if msg.err != nil {
		return tui.SayError(msg.err)
	}
	if msg.held.Count == 0 {
		return tui.Say(tui.Warn, "没有两级都通过而还没有批复的目标；请先审核。")
	}
	n := itoa(msg.held.Count)
	p := &widget.Preview{Title: "批复：" + msg.name, Yes: "批复这 " + n + " 个目标（不能撤销）",
		Facts: []string{n + " 个目标，金额合计 " + msg.held.Total.Wan() + " 万元。批复后目标冻结，不能撤销；确需调整的按第十一条报批。"}}
	for _, d := range msg.held.Departments {
		p.Rows = append(p.Rows, tui.FitRight(d.Amount.Wan(), 14)+" 万元  "+itoa(d.Count)+" 个  "+d.Name)
	}
	s := m.store
	return m.openDialog(dialog{preview: p, confirmed: func() tea.Cmd {
		return tui.InOrder(func() tea.Msg {
			done, err := s.IssueBatch(msg.name)
			if err != nil {
				return tui.StatusMsg{Kind: tui.Bad, Text: "没有批复：" + err.Error()}
			}
			return tea.BatchMsg(tui.ChangedCmds("批复", done.Title))
		})
	}})
}

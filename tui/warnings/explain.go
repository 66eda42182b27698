package warnings

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/explain"
	"jixiao/domain/ladder"
	"jixiao/domain/listing"
	"jixiao/domain/monitor"
	"jixiao/tui"
)

// historyLimit is how many journal entries of a project an explanation lists.
const historyLimit = 20

func (m *Model) currentKey() detailKey {
	return detailKey{m.currentID(), m.board.Year, m.board.Month, m.shownGroup(), m.store.Today()}
}

// explainGreen says for every rule group what would turn the selected project green, and
// what the coming month ends ask for.
func (m *Model) explainGreen() tea.Cmd {
	s, k := m.store, m.currentKey()
	return func() tea.Msg {
		d, err := s.Dossier(k.id)
		if err != nil {
			return tui.StatusMsg{Kind: tui.Bad, Text: err.Error()}
		}
		p := newPage(&d, k, k.rules(s))
		return tui.ExplainMsg{Title: "怎样变绿：" + p.Name, Lines: p.greenPanel()}
	}
}

func (p *page) greenPanel() []string {
	lines := append(p.greenLines(), "", p.moneyLine(), p.lampLine(), "", "【各规则组】")
	for i, g := range monitor.Groups {
		r := &p.groups[i]
		line := g.Name + "：" + lampWord(r.Execution) + "灯，"
		switch {
		case r.Green == nil:
			line = g.Name + "：缺数据，" + (&page{Item: monitor.Item{Result: *r}}).noGreen()
		case r.Green.Amount == 0:
			line += "支出已达要求"
		default:
			line += greenSentence(*r.Green) + "转绿"
		}
		lines = append(lines, line)
	}
	if len(p.later) > 0 {
		lines = append(lines, "", "【以后的月末】支出要求随月份提高："+p.Group.Name()+"规则")
		for _, g := range p.later {
			lines = append(lines, greenSentence(g)+"为绿灯")
		}
	}
	return lines
}

// explain says where the selected project's lamp comes from: formula, inputs with file and
// cell, article, rule, who and when.
func (m *Model) explain() tea.Cmd {
	s, k := m.store, m.currentKey()
	return func() tea.Msg {
		d, err := s.Dossier(k.id)
		if err != nil {
			return tui.StatusMsg{Kind: tui.Bad, Text: err.Error()}
		}
		entries, err := s.History(k.id, historyLimit)
		if err != nil {
			return tui.StatusMsg{Kind: tui.Bad, Text: err.Error()}
		}
		p := newPage(&d, k, k.rules(s))
		chain := p.chain(&d)
		for _, e := range entries {
			chain.History = append(chain.History, explain.Change{Seq: e.Seq, At: e.At.Format(time.DateTime), By: e.Operator, Title: e.Title, Why: e.Why})
		}
		return tui.ExplainMsg{Title: "灯色来历：" + p.Name, Lines: chain.Lines()}
	}
}

// chain explains the lamp as of the month under the group shown.
func (p *page) chain(d *domain.Dossier) explain.Chain {
	c := explain.Chain{Title: fmt.Sprintf("%d 年 %d 月末灯色（%s规则）", p.Year, p.Month, p.Group.Name()), Value: p.Lamp.String(),
		Formula: "支出灯与各指标灯中最差的一个，红重于黄，黄重于绿，绿重于蓝", Rule: "MON-LAMP-01、MON-IND-01 第 1 版",
		Basis: []explain.Basis{{Citation: ladder.Basis.String(), Quote: ladder.Basis.Quote}}}
	for _, x := range p.rules.Table() {
		if uses(x, p.Group) {
			c.Basis = append(c.Basis, explain.Basis{Citation: x.Basis.String() + "：" + x.Name + " " + x.Value})
		}
	}
	if p.Lamp == listing.LampNone {
		c.Missing = p.noGreen()
	}
	c.Inputs = append(c.Inputs, p.moneyChain(d))
	for i, ind := range p.Indicators {
		c.Inputs = append(c.Inputs, p.indicatorChain(d, i, ind))
	}
	return c
}

// uses reports whether a parameter decides the lamps of a group.
func uses(x monitor.Param, g monitor.Group) bool {
	switch x.Key {
	case "linear.red", "linear.yellow":
		return g != monitor.Step
	case "linear.blue":
		return true
	case "step.steps", "step.gap":
		return g == monitor.Step
	}
	return false
}

func (p *page) moneyChain(d *domain.Dossier) explain.Chain {
	c := explain.Chain{Title: "支出灯", Value: p.Execution.String(), Formula: moneyFormula(p.Group)}
	if p.Execution == listing.LampNone {
		c.Missing = p.noGreen()
	}
	if p.Ratio.Valid() {
		c.Worked = p.worked() + " = " + p.Ratio.Percent()
	}
	for _, field := range []string{fmt.Sprintf("executed.%d", p.Reported), "adjusted"} {
		if in, err := explain.Explain(*d, field); err == nil {
			in.Basis = nil
			c.Inputs = append(c.Inputs, in)
		}
	}
	if p.Green != nil && p.Green.Amount > 0 {
		c.Note = "怎样变绿：" + greenSentence(*p.Green)
	}
	return c
}

func moneyFormula(g monitor.Group) string {
	switch g {
	case monitor.Step:
		return "支出率 / 本阶段要求的支出率，不到 100% 为红；达到而目标进度与支出进度相差超过规定为黄"
	case monitor.Plan:
		return "累计支出 / 截至本月的用款计划"
	}
	return "(累计支出 / 全年预算) / (月份 / 12)"
}

func (p *page) worked() string {
	switch {
	case p.Group == monitor.Plan && p.Plan != nil:
		return p.Executed.Wan() + " / " + p.Plan.Wan()
	case p.Group == monitor.Step:
		return p.Executed.Wan() + " / " + p.Budget.Wan() + " / 要求"
	}
	return fmt.Sprintf("(%s / %s) / (%d / 12)", p.Executed.Wan(), p.Budget.Wan(), p.Month)
}

// indicatorChain takes the source of the figures from the newest form when that is the one
// the month goes by.
func (p *page) indicatorChain(d *domain.Dossier, i int, ind monitor.Indicator) explain.Chain {
	c, err := explain.Explain(*d, fmt.Sprintf("indicator.%d", i))
	if err != nil || len(c.Inputs) < 2 || c.Inputs[0].Value != ind.Planned || c.Inputs[1].Value != ind.Actual {
		return explain.Chain{Title: "指标灯 " + ind.Level3, Value: ind.Word, Formula: ind.Why, Note: "目标 " + ind.Planned + "，完成 " + ind.Actual}
	}
	c.Basis, c.Rule, c.Worked = nil, "", ind.Why
	if ind.Need != "" {
		c.Note = "完成值到 " + ind.Need + " 转绿"
	}
	return c
}

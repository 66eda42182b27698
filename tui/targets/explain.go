package targets

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/basis"
	"jixiao/domain/explain"
	"jixiao/domain/review"
	"jixiao/domain/rulebook"
	"jixiao/tui"
)

// ruleTitle is a rule's title, its ID when it is not in the book.
func ruleTitle(id string) string {
	if e, ok := rulebook.Find(id); ok {
		return e.Title
	}
	return id
}

// basis shows the selected finding's rule: the article with its words, the rule's version,
// and how it should look.
func (m *Model) basis() tea.Cmd {
	fs := m.work().Findings()
	f := fs[max(0, min(m.finding, len(fs)-1))]
	e, ok := rulebook.Find(f.Rule)
	if !ok {
		return tui.Say(tui.Warn, "规则 "+f.Rule+" 不在规则库里，可能是更新的程序写下的。")
	}
	lines := []string{"发现：" + f.Message}
	if f.Cell != "" {
		lines = append(lines, "位置："+firstOf(f.Sheet, "申报表")+" "+f.Cell)
	}
	if f.Printed != "" {
		lines = append(lines, "现在写的："+f.Printed)
	}
	if f.Other != "" {
		lines = append(lines, "相同的是："+f.Other)
	}
	if f.Expected != "" {
		lines = append(lines, "应当是："+f.Expected)
	}
	lines = append(lines, "", "规则："+e.ID+" "+e.Title+"（第"+itoa(e.Version)+"版，"+e.From.String()+"起，"+e.Severity.Word()+"）", "依据："+e.Basis.String())
	if e.Basis.Quote != "" && e.Basis.Document != basis.Practice {
		lines = append(lines, "原文：「"+e.Basis.Quote+"」")
	}
	if e.Good != "" {
		lines = append(lines, "", "写得好的例子：", e.Good)
	}
	if text := basis.Article(e.Basis.Article); text != "" && e.Basis.Document == basis.Banfa {
		lines = append(lines, "", "条文全文：", text)
	}
	return func() tea.Msg { return tui.ExplainMsg{Title: "依据和例子  " + e.Title, Lines: lines} }
}

// explainAmount says where the project's amount comes from.
func (m *Model) explainAmount() tea.Cmd {
	s, id, level := m.store, m.current(), m.level
	return func() tea.Msg {
		w, err := s.Work(id, level)
		if err != nil {
			return tui.StatusMsg{Kind: tui.Bad, Text: err.Error()}
		}
		field := "initial"
		if w.Dossier.Project.Initial == 0 {
			field = "adjusted"
		}
		chain, err := explain.Explain(w.Dossier, field)
		if err != nil {
			return tui.StatusMsg{Kind: tui.Bad, Text: err.Error()}
		}
		entries, err := s.History(id, 20)
		if err != nil {
			return tui.StatusMsg{Kind: tui.Bad, Text: err.Error()}
		}
		for _, e := range entries {
			chain.History = append(chain.History, explain.Change{Seq: e.Seq, At: e.At.Format(time.DateTime), By: e.Operator, Title: e.Title, Why: e.Why})
		}
		lines := chain.Lines()
		if w.Dossier.Target.Current() != nil {
			if total, err := explain.Explain(w.Dossier, "target.total"); err == nil {
				lines = append(append(lines, ""), total.Lines()...)
			}
		}
		return tui.ExplainMsg{Title: "金额来历  " + w.Dossier.Project.Name, Lines: lines}
	}
}

// held answers 「一共卡了多少钱」.
func (m *Model) held() tea.Cmd {
	s := m.store
	return func() tea.Msg {
		h, err := s.HeldBack()
		if err != nil {
			return tui.StatusMsg{Kind: tui.Bad, Text: err.Error()}
		}
		return tui.ExplainMsg{Title: "一共卡了多少钱", Lines: heldLines(h)}
	}
}

func heldLines(h review.Held) []string {
	lines := []string{"一共卡住 " + h.Total.Wan() + " 万元，" + itoa(h.Count) + " 个项目（目标还没有两级都通过，按第十一条不安排预算）。"}
	if h.LongestName != "" {
		lines = append(lines, "等得最久："+h.LongestName+"，"+h.LongestWhere+"，"+itoa(h.Longest)+" 天。")
	}
	lines = append(lines, "", "卡在哪里：")
	for _, l := range h.Places {
		lines = append(lines, tui.FitRight(l.Amount.Wan(), 16)+" 万元  "+tui.FitRight(itoa(l.Count), 6)+" 个  "+l.Name)
	}
	lines = append(lines, "", "哪些部门：")
	for _, l := range h.Departments {
		lines = append(lines, tui.FitRight(l.Amount.Wan(), 16)+" 万元  "+tui.FitRight(itoa(l.Count), 6)+" 个  "+l.Name)
	}
	if h.RejectedCount > 0 {
		lines = append(lines, "", "另有审核不通过、不安排预算的 "+itoa(h.RejectedCount)+" 个，"+h.Rejected.Wan()+" 万元，不计在内。")
	}
	return lines
}

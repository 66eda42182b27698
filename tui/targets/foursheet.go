package targets

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/review"
	"jixiao/tui"
)

// fourSheet is the four-criteria form being filled in; it starts from what the checks
// suggest, or from what was filled in before.
type fourSheet struct {
	sheet domain.ReviewSheet
	row   int
}

func (m *Model) openFour() tea.Cmd {
	w := m.work()
	if w == nil {
		return tui.Say(tui.Info, "这一份还在打开，请再按一次")
	}
	s := review.Suggest(w.Outcomes)
	if w.Draft.Sheet != nil {
		s = domain.ReviewSheet{Scores: slices.Clone(w.Draft.Sheet.Scores)}
	}
	return m.openDialog(dialog{four: &fourSheet{sheet: s}})
}

func (m *Model) fourKey(key string) tea.Cmd {
	f := m.dialog.four
	most := review.Aspects[f.row].Max
	score := &f.sheet.Scores[f.row]
	switch key {
	case "up":
		f.row = max(f.row-1, 0)
	case "down", "tab":
		f.row = min(f.row+1, len(review.Aspects)-1)
	case "left", "-":
		*score = max(*score-1, 0)
	case "right", "+":
		*score = min(*score+1, most)
	case "pgdown":
		*score = max(*score-5, 0)
	case "pgup":
		*score = min(*score+5, most)
	case "home":
		*score = most
	case "end", "delete":
		*score = 0
	case "backspace":
		m.closeDialog()
		return m.saveFour(nil)
	case "enter", "ctrl+s":
		s := f.sheet
		m.closeDialog()
		return m.saveFour(&s)
	case "esc":
		m.closeDialog()
	}
	return nil
}

// saveFour keeps the form in the half-written opinion; nil takes it out.
func (m *Model) saveFour(s *domain.ReviewSheet) tea.Cmd {
	w := m.work()
	if w == nil {
		return nil
	}
	w.Draft.Sheet = s
	say := "四性评分已取消"
	if s != nil {
		say = review.SheetText(s) + suggestedKey(review.SheetGrade(s))
	}
	return tea.Batch(m.saveDraft(w), tui.Say(tui.Info, say))
}

func suggestedKey(g domain.Grade) string {
	switch g {
	case domain.GradeExcellent:
		return "按 1 通过"
	case domain.GradeGood:
		return "要完善的按 2 退回，已完善的按 1 通过"
	case domain.GradeFair:
		return "按 2 退回"
	}
	return "按 3 不通过"
}

func (f *fourSheet) view(w, h int) string {
	lines := []string{tui.T.Head.Paint(tui.Fit(" 四性审核表（财预〔2015〕88号附表，文号待核）", w)), ""}
	for i, a := range review.Aspects {
		group := ""
		if i == 0 || review.Aspects[i-1].Group != a.Group {
			group = a.Group
		}
		text := tui.Fit(fmt.Sprintf(" %s %s %s/%s  ", tui.Fit(group, 8), tui.Fit(a.Title, 12), tui.FitRight(fmt.Sprint(f.sheet.Scores[i]), 3), tui.Fit(fmt.Sprint(a.Max), 3))+a.Asks, w)
		if i == f.row {
			text = tui.T.Select.Paint(text)
		}
		lines = append(lines, text)
	}
	lines = append(lines, "", tui.T.Strong.Paint(tui.Fit(" "+review.SheetText(&f.sheet), w)), "")
	for _, t := range tui.Wrap("开始的分数由检查发现推出：不通过一条减 4 分，提示一条减 2 分（本区口径），请按实际改。", w-2) {
		lines = append(lines, " "+t)
	}
	for len(lines) < h-1 {
		lines = append(lines, "")
	}
	return tui.Block(append(lines, tui.T.Dim.Paint(" 左右 加减1  PgUp/PgDn 加减5  Home 满分  Enter 记入意见  退格 不评分  Esc 不改")), w, h)
}

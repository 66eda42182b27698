package ladder

import (
	"fmt"
	"slices"
	"strings"

	"jixiao/domain"
	"jixiao/domain/workday"
)

// papers are the documents that go with the moves.
var papers = map[Move]string{
	Notify: "监控情况通报", Rectify: "整改通知书", Verify: "整改复核意见", Suspend: "暂缓拨款建议", Stop: "停止拨款建议", Recover: "资金收回通知", Close: "整改销号意见",
}

// Paper is the name of the document that goes with a move, "" for none.
func (m Move) Paper() string { return papers[m] }

// Draft is the document of a move, made from the facts of the case and from what the
// request says: a draft that people edit. It carries no document number and no seal. It is
// empty for moves without a document.
func Draft(c domain.Case, r Request, project, department string, cal *workday.Calendar, p Params) []string {
	if r.Move.Paper() == "" {
		return nil
	}
	lines := []string{r.Move.Paper() + "（草稿，未编文号）", department + "："}
	if r.Move == Close {
		return append(lines, fmt.Sprintf("你部门“%s”项目%s预警事项已整改到位，经复核予以销号。", project, dayText(c.Opened)), "区财政局 "+dayText(r.On))
	}
	if r.Move == Verify && r.Pass {
		return append(lines, fmt.Sprintf("经复核，你部门“%s”项目已整改到位。", project), "区财政局 "+dayText(r.On))
	}
	lines = append(lines, facts(c, project)...)
	lines = append(lines, fmt.Sprintf("依据%s：“%s”。", Basis, Basis.Quote))
	lines = append(lines, asks(r, Due(r, cal, p))...)
	return append(lines, "区财政局 "+dayText(r.On))
}

// RequestOf is the request that made a step, as far as the step keeps it: what a document
// is drafted from again later.
func RequestOf(s *domain.CaseStep, cal *workday.Calendar) Request {
	r := Request{Move: moveOf(s), On: s.On, By: s.By, Second: s.Second, Amount: s.Amount, Pass: s.Pass != nil && *s.Pass}
	var rest []string
	for _, part := range strings.Split(s.Note, "；") {
		switch {
		case strings.HasPrefix(part, notePeriod):
			r.Period = strings.TrimPrefix(part, notePeriod)
		case strings.HasPrefix(part, noteCondition):
			r.Condition = strings.TrimPrefix(part, noteCondition)
		case strings.HasPrefix(part, noteSerious):
			r.Serious = true
			rest = append(rest, strings.TrimPrefix(part, noteSerious))
		default:
			rest = append(rest, part)
		}
	}
	r.Note = strings.Join(rest, "；")
	if r.Move == Rectify && !s.Due.IsZero() {
		for r.Days = 1; r.Days < 250 && cal.Add(s.On, r.Days).Before(s.Due); r.Days++ {
			continue
		}
	}
	return r
}

// moveOf is the move that leads from a step's state to the next.
func moveOf(s *domain.CaseStep) Move {
	for _, m := range Moves {
		if m == Receive || table[m].to != s.To || !slices.Contains(table[m].from, s.From) {
			continue
		}
		return m
	}
	return ""
}

// Due is the deadline that a move sets, zero for none.
func Due(r Request, cal *workday.Calendar, p Params) domain.Date {
	switch r.Move {
	case Notify:
		return cal.Add(r.On, p.ReportDays)
	case Rectify:
		if r.Days > 0 {
			return cal.Add(r.On, r.Days)
		}
		return cal.Add(r.On, p.RectifyDays)
	}
	return domain.Date{}
}

func dayText(d domain.Date) string {
	return fmt.Sprintf("%d 年 %d 月 %d 日", d.Year, d.Month, d.Day)
}

func facts(c domain.Case, project string) []string {
	lines := []string{fmt.Sprintf("经跟踪监控，你部门“%s”项目存在以下情况：", project)}
	for i, f := range c.Facts {
		lines = append(lines, fmt.Sprintf("%d. %s", i+1, f))
	}
	if len(c.Facts) == 0 {
		return lines[:0]
	}
	return lines
}

// asks is what the document asks for.
func asks(r Request, due domain.Date) []string {
	var lines []string
	switch r.Move {
	case Notify:
		lines = []string{fmt.Sprintf("现予通报。请督促项目单位查明原因，及时采取措施，并于 %s前报送情况说明。", dayText(due))}
	case Rectify:
		lines = []string{fmt.Sprintf("请于 %s前完成整改，并将整改结果书面报送区财政局。逾期未报或整改不到位的，将暂缓或停止预算拨款。", dayText(due))}
	case Verify:
		lines = []string{"经复核，整改不到位：" + r.Note}
	case Suspend, Stop:
		lines = []string{fmt.Sprintf("建议%s %s 万元，期间：%s；解除条件：%s。", r.Move.Word(), r.Amount.Wan(), r.Period, r.Condition)}
	case Recover:
		lines = []string{fmt.Sprintf("请将已拨资金 %s 万元按规定交回国库，统筹用于全区重点项目。", r.Amount.Wan())}
	}
	if r.Serious {
		lines = append([]string{"问题严重：" + r.Note}, lines...)
	}
	if r.Second != "" {
		lines = append(lines, fmt.Sprintf("经办：%s    审批：%s", r.By.Name, r.Second))
	}
	return lines
}

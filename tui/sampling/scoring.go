package sampling

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/recheck"
)

func (m *Model) item() (int, domain.RecheckItem, bool) {
	if m.paper == nil || len(m.paper.Items) == 0 {
		return 0, domain.RecheckItem{}, false
	}
	i := m.items.Cursor()
	return i, m.paper.Items[i], true
}

// scoreByCode gives the selected item a deduction code. Where the code fixes the score it
// is saved at once and the next item is selected; otherwise the form opens at what is
// missing.
func (m *Model) scoreByCode(code recheck.Code) tea.Cmd {
	i, it, ok := m.item()
	if !ok {
		return nil
	}
	it.Code = code.ID
	if code.How == recheck.ByFormula || code.ID == recheck.OtherCode {
		return m.itemForm(i, it)
	}
	s, ok := code.Standard(it)
	if !ok {
		return m.itemForm(i, it)
	}
	it.ReviewScore, it.Note = &s, ""
	if code.How == recheck.KeepSelf && it.Confirmed == "" {
		it.Confirmed = it.SelfValue
	}
	return m.saveItem(i, it)
}

// saveItem stores an item. The next one is selected at once, so that keys typed ahead
// reach the item they are meant for.
func (m *Model) saveItem(i int, it domain.RecheckItem) tea.Cmd {
	id, st, project := m.check.ID, m.store, m.paper.ProjectID
	m.paper.Items[i] = it
	m.items.InvalidateRow(i)
	m.items.MoveTo(i + 1)
	return do(fmt.Sprintf("%s 得 %s 分（代码 %s）", it.Level3, plain(it.ReviewScore), it.Code), func() error {
		return st.SaveRecheckItem(id, project, i, it)
	}, nil)
}

// Fields of the item form.
const (
	fieldConfirmed = iota
	fieldEvidence
	fieldCode
	fieldScore
	fieldNote
)

// editItem opens the form of the selected item, or asks for the total of a paper without
// items.
func (m *Model) editItem() tea.Cmd {
	if i, it, ok := m.item(); ok {
		return m.itemForm(i, it)
	}
	if m.paper == nil {
		return nil
	}
	id, st, project := m.check.ID, m.store, m.paper.ProjectID
	return m.ask("复核总分", "得分", "", func(v string) (tea.Cmd, string) {
		d, err := domain.ParseDecimal(v)
		if err != nil {
			return nil, "得分应是 0 到 100 的数字"
		}
		return do("复核总分 "+v, func() error { return st.SetReviewTotal(id, project, d) }, nil), ""
	})
}

func (m *Model) itemForm(i int, it domain.RecheckItem) tea.Cmd {
	f := newForm(fmt.Sprintf("第 %d 项 %s", i+1, it.Level3), []string{
		fmt.Sprintf("指标值 %s   自评值 %s   分值 %s   自评分 %s", it.Planned, it.SelfValue, plain(it.Weight), plain(it.SelfScore)),
	}, "核实值", "佐证", "扣分代码", "复核得分", "偏离理由")
	f.set(fieldConfirmed, it.Confirmed)
	f.set(fieldEvidence, it.Evidence)
	f.set(fieldCode, it.Code)
	if it.ReviewScore != nil {
		f.set(fieldScore, it.ReviewScore.String())
	}
	f.set(fieldNote, it.Note)
	f.hint = func(v []string) []string { return standardHint(it, v) }
	f.submit = func(v []string) (tea.Cmd, string) {
		filled, why := fill(it, v)
		if why == "" {
			why = recheck.CheckItem(filled)
		}
		if why != "" {
			return nil, why
		}
		return m.saveItem(i, filled), ""
	}
	m.dialog = f
	return nil
}

// consult records what the unit says of the selected indicator and how it is answered.
func (m *Model) consult() tea.Cmd {
	i, it, ok := m.item()
	if !ok {
		return nil
	}
	f := newForm(fmt.Sprintf("征求意见：第 %d 项 %s", i+1, it.Level3), []string{
		fmt.Sprintf("自评 %s 分，复核 %s 分，代码 %s %s", plain(it.SelfScore), plain(it.ReviewScore), it.Code, it.Note), "单位有异议的写在第一栏；答复写 1 采纳 或 2 不采纳，不采纳要写理由。采纳后请再改复核得分。都留空就是没有异议。",
	}, "单位意见", "答复", "答复理由")
	f.set(0, it.Objection)
	f.set(1, it.Answer)
	f.set(2, it.AnswerWhy)
	f.submit = func(v []string) (tea.Cmd, string) {
		it.Objection, it.AnswerWhy = v[0], v[2]
		switch v[1] {
		case "1", domain.AnswerAccepted:
			it.Answer = domain.AnswerAccepted
		case "2", domain.AnswerRefused:
			it.Answer = domain.AnswerRefused
		case "":
			it.Answer = ""
		default:
			return nil, "答复写 1（采纳）或 2（不采纳），也可以先留空"
		}
		if it.Answer == domain.AnswerRefused && it.AnswerWhy == "" {
			return nil, "不采纳单位意见要写理由"
		}
		if it.Answer != "" && it.Objection == "" {
			return nil, "先写单位意见，再写答复"
		}
		return m.saveItem(i, it), ""
	}
	m.dialog = f
	return nil
}

// fill puts the form's values into the item; an empty score takes the code's standard.
func fill(it domain.RecheckItem, v []string) (domain.RecheckItem, string) {
	it.Confirmed, it.Evidence, it.Code, it.Note = v[fieldConfirmed], v[fieldEvidence], v[fieldCode], v[fieldNote]
	it.ReviewScore = nil
	code, known := recheck.CodeOf(it.Code)
	if it.Code != "" && !known {
		return it, "扣分代码应是 0 到 9 的一位数字"
	}
	if v[fieldScore] != "" {
		d, err := domain.ParseDecimal(v[fieldScore])
		if err != nil {
			return it, "复核得分应是数字，例如 8.5；留空则按代码标准给分"
		}
		it.ReviewScore = &d
		return it, ""
	}
	if !known {
		return it, "请填扣分代码或复核得分"
	}
	s, ok := code.Standard(it)
	if !ok {
		return it, "代码 " + code.ID + "（" + code.Title + "）定不出得分，请填复核得分和理由"
	}
	it.ReviewScore = &s
	return it, ""
}

func standardHint(it domain.RecheckItem, v []string) []string {
	it.Confirmed, it.Code = v[fieldConfirmed], v[fieldCode]
	code, ok := recheck.CodeOf(it.Code)
	if !ok {
		return []string{"扣分代码 0-9：同一缺陷同一扣分。得分留空就按代码标准；不同于标准要写理由，并列入偏离表。"}
	}
	text := "代码 " + code.ID + " " + code.Title + "：" + code.When + "。"
	if s, ok := code.Standard(it); ok {
		return []string{text, "标准得分 " + s.String() + "，得分留空就是它。"}
	}
	return []string{text, "这个代码定不出得分：请填复核得分" + map[bool]string{true: "和理由。", false: "，或先填核实值。"}[code.ID == recheck.OtherCode]}
}

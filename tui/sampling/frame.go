package sampling

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/pinyin"
	"jixiao/domain/sample"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// show is which candidates are listed.
type show uint8

const (
	showAll show = iota
	showIn
	showOut
	showMust
	showMissing
	showCount
)

var showTitles = [showCount]string{"全部", "入框", "剔除", "必抽", "未报自评"}

func (s show) admits(c *sample.Candidate) bool {
	switch s {
	case showIn:
		return c.Out() == ""
	case showOut:
		return c.Out() != ""
	case showMust:
		return c.Must != ""
	case showMissing:
		return !c.SelfEvaluated
	}
	return true
}

// filterCandidates rebuilds the list from show and filter.
func (m *Model) filterCandidates() {
	m.shown = m.shown[:0]
	words := strings.Fields(strings.ToLower(m.filter))
	if len(words) > 0 && m.keys == nil {
		m.keys = make([]string, len(m.candidates))
		for i, c := range m.candidates {
			m.keys[i] = strings.ToLower(strings.Join([]string{c.Code, c.Name, c.Department, c.Unit, pinyin.Key(c.Name), c.Out(), c.Must}, " "))
		}
	}
	for i := range m.candidates {
		if m.show.admits(&m.candidates[i]) && m.matches(i, words) {
			m.shown = append(m.shown, i)
		}
	}
}

func (m *Model) matches(i int, words []string) bool {
	for _, w := range words {
		if !strings.Contains(m.keys[i], w) {
			return false
		}
	}
	return true
}

// current is the selected candidate, nil when the list is empty.
func (m *Model) current() *sample.Candidate {
	if len(m.shown) == 0 {
		return nil
	}
	return &m.candidates[m.shown[m.frame.Cursor()]]
}

// chosen are the marked candidates, else the selected one.
func (m *Model) chosen() []string {
	var ids []string
	for _, c := range m.candidates {
		if m.marks[c.ProjectID] {
			ids = append(ids, c.ProjectID)
		}
	}
	if c := m.current(); len(ids) == 0 && c != nil {
		ids = []string{c.ProjectID}
	}
	return ids
}

func (m *Model) frameTable() widget.Table {
	return widget.Table{
		Columns: []widget.Column{
			{ID: "state", Title: "状态", Width: 4},
			{ID: "code", Title: "项目代码", Width: 21},
			{ID: "name", Title: "项目名称", Width: 16, Flex: 3},
			{ID: "department", Title: "主管部门", Width: 14, Flex: 1, Priority: 3},
			{ID: "unit", Title: "预算单位", Width: 14, Flex: 1, Priority: 5},
			{ID: "amount", Title: "全年(万元)", Width: 11, Right: true},
			{ID: "score", Title: "自评", Width: 6, Right: true, Priority: 4},
			{ID: "reason", Title: "理由", Width: 16, Flex: 2, Priority: 2},
		},
		Cell:   m.frameCell,
		Style:  m.frameStyle,
		Marked: func(row int) bool { return m.marks[m.candidates[m.shown[row]].ProjectID] },
		Empty:  []string{"没有符合条件的项目。按 Esc 去掉筛选，按 6 换一种显示。", "还没有项目时，先到 F9 旁的导入或用 jixiao import 导入项目和自评表。"},
	}
}

func (m *Model) frameCell(row, col int) string {
	c := &m.candidates[m.shown[row]]
	switch m.frame.Columns[col].ID {
	case "state":
		return stateWord(c)
	case "code":
		return c.Code
	case "name":
		return c.Name
	case "department":
		return c.Department
	case "unit":
		return c.Unit
	case "amount":
		return c.Amount.Wan()
	case "score":
		return score(c.SelfScore)
	}
	if out := c.Out(); out != "" {
		return out
	}
	return c.Must
}

func stateWord(c *sample.Candidate) string {
	switch {
	case c.Out() != "":
		return "剔除"
	case c.Must != "":
		return "必抽"
	}
	return "入框"
}

func (m *Model) frameStyle(row, col int) tui.SGR {
	c := &m.candidates[m.shown[row]]
	switch {
	case c.Out() != "":
		return tui.T.Dim
	case c.Must != "" && col == 0:
		return tui.T.Mark
	}
	return ""
}

func score(d *domain.Decimal) string {
	if d == nil {
		return "-"
	}
	return d.Fixed(2)
}

func (m *Model) mark() tea.Cmd {
	if c := m.current(); c != nil {
		if m.marks[c.ProjectID] {
			delete(m.marks, c.ProjectID)
		} else {
			m.marks[c.ProjectID] = true
		}
		m.frame.InvalidateRow(m.frame.Cursor())
		m.frame.MoveTo(m.frame.Cursor() + 1)
	}
	return nil
}

func (m *Model) markAll() tea.Cmd {
	for _, i := range m.shown {
		m.marks[m.candidates[i].ProjectID] = true
	}
	m.frame.Invalidate()
	return nil
}

func (m *Model) nextShow() tea.Cmd {
	m.show = (m.show + 1) % showCount
	m.arrange()
	return nil
}

func (m *Model) askFilter() tea.Cmd {
	return m.ask("筛选总体（汉字、代码、拼音首字母，空格隔开）", "筛选", m.filter, func(v string) (tea.Cmd, string) {
		m.filter = v
		m.arrange()
		return nil, ""
	})
}

// exclude leaves the chosen projects out with a reason.
func (m *Model) exclude() tea.Cmd {
	ids, id, st := m.chosen(), m.check.ID, m.store
	return m.reason("剔除 "+strconv.Itoa(len(ids))+" 个项目，理由是", sample.ExclusionReasons, func(reason string) tea.Cmd {
		return m.marked("剔除 "+strconv.Itoa(len(ids))+" 个项目："+reason, func() error { return st.ExcludeFromSpotCheck(id, ids, reason) })
	})
}

// marked runs a write on the marked rows and forgets the marks.
func (m *Model) marked(title string, write func() error) tea.Cmd {
	return do(title, write, func() tea.Cmd { clear(m.marks); return nil })
}

func (m *Model) include() tea.Cmd {
	ids, id, st := m.chosen(), m.check.ID, m.store
	return m.marked("收回剔除 "+strconv.Itoa(len(ids))+" 个项目", func() error { return st.ExcludeFromSpotCheck(id, ids, "") })
}

func (m *Model) must() tea.Cmd {
	ids, id, st := m.chosen(), m.check.ID, m.store
	return m.reason("必抽 "+strconv.Itoa(len(ids))+" 个项目，理由是", sample.MustReasons, func(reason string) tea.Cmd {
		return m.marked("必抽 "+strconv.Itoa(len(ids))+" 个项目："+reason, func() error { return st.MustPickForSpotCheck(id, ids, reason) })
	})
}

func (m *Model) notMust() tea.Cmd {
	ids, id, st := m.chosen(), m.check.ID, m.store
	return m.marked("取消必抽 "+strconv.Itoa(len(ids))+" 个项目", func() error { return st.MustPickForSpotCheck(id, ids, "") })
}

// mustByFacts puts last year's 差 and large amounts into the certainty pot.
func (m *Model) mustByFacts() tea.Cmd {
	id, st := m.check.ID, m.store
	return m.ask("按事实列必抽", "金额下限(万元)", "", func(v string) (tea.Cmd, string) {
		var least domain.Fen
		if v != "" {
			d, err := domain.ParseDecimal(v)
			if err == nil {
				least, err = domain.FenOf(d, domain.UnitWan)
			}
			if err != nil || least <= 0 {
				return nil, "金额应是大于零的数字，单位万元，例如 500；不按金额就留空"
			}
		}
		return do("按事实列必抽", func() error { _, err := st.MustPickByFacts(id, least); return err }, nil), ""
	}, "上年结果为差的项目一律列为必抽。填了金额下限，达到它的项目也列为必抽；留空则不按金额。")
}

// excludeDrawn prepares an extension: what other spot checks drew is left out.
func (m *Model) excludeDrawn() tea.Cmd {
	id, st := m.check.ID, m.store
	return do("剔除本年度已抽中的项目", func() error { _, err := st.ExcludeDrawn(id); return err }, nil)
}

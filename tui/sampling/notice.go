package sampling

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/recheck"
	"jixiao/tui"
	"jixiao/tui/widget"
)

func (m *Model) noticeTable() widget.Table {
	return widget.Table{
		Columns: []widget.Column{
			{ID: "code", Title: "项目代码", Width: 21, Priority: 4},
			{ID: "name", Title: "项目名称", Width: 16, Flex: 2},
			{ID: "department", Title: "主管部门", Width: 12, Flex: 1, Priority: 3},
			{ID: "self", Title: "自评", Width: 6, Right: true},
			{ID: "review", Title: "复核", Width: 6, Right: true},
			{ID: "diff", Title: "差值", Width: 6, Right: true},
			{ID: "class", Title: "分级", Width: 8},
			{ID: "grounds", Title: "通报情形", Width: 22, Flex: 2},
		},
		Cell:  func(row, col int) string { return rowCell(m.notices[row], m.noticeList.Columns[col].ID) },
		Style: func(row, col int) tui.SGR { return rowStyle(m.notices[row]) },
		Empty: []string{"这个名单是空的。按 2 换名单：应予通报、全部抽查项目、未报自评。"},
	}
}

// listing is which rows the last step lists.
type listing uint8

const (
	listNotices listing = iota
	listAll
	listMissing
	listCount
)

var listTitles = [listCount]string{"应予通报", "全部抽查项目", "未报自评"}

// arrangeNotices rebuilds the rows of the last step.
func (m *Model) arrangeNotices() {
	m.notices = m.notices[:0]
	source := m.rows
	if m.listing == listMissing {
		source = m.missing
	}
	for i := range source {
		if m.listing != listNotices || len(source[i].Grounds) > 0 {
			m.notices = append(m.notices, &source[i])
		}
	}
	m.noticeList.SetCount(len(m.notices))
}

const plotH = 7

func (m *Model) noticeView(w, h int) []string {
	left := m.distribution(38)
	right := scatter(m.rows, w-42)
	var out []string
	for i := range max(len(left), len(right)) {
		l, r := "", ""
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		out = append(out, tui.Fit("  "+l, 41)+r)
	}
	grounds := fmt.Sprintf("  应予通报 %d 个：", m.count(func(r *recheck.Row) bool { return len(r.Grounds) > 0 }))
	for _, g := range recheck.Grounds {
		grounds += fmt.Sprintf("%s %d  ", g, m.count(func(r *recheck.Row) bool { return has(r, g) }))
	}
	out = append(out, tui.T.Strong.Paint(tui.Fit(grounds, w)),
		tui.Fit(fmt.Sprintf("  名单：%s %d 个。另有 %d 个项目全年没有报送自评，也属通报情形（2 换名单）", listTitles[m.listing], len(m.notices), len(m.missing)), w))
	out = append(out, lines(m.noticeList.View(w, max(h-len(out)-1, 3)))...)
	return append(out, tui.T.Dim.Paint(tui.Fit("  依据 "+tui.Display(recheck.Article.String())+"，差异分级属本区口径（可调）；= 看条款原文", w)))
}

func has(r *recheck.Row, g recheck.Ground) bool {
	for _, x := range r.Grounds {
		if x == g {
			return true
		}
	}
	return false
}

func (m *Model) count(f func(r *recheck.Row) bool) int {
	n := 0
	for i := range m.rows {
		if f(&m.rows[i]) {
			n++
		}
	}
	return n
}

// distribution draws how many projects have which difference self - review.
func (m *Model) distribution(w int) []string {
	out := []string{"自评减复核(分)  个数"}
	for _, b := range recheck.Distribution(m.rows) {
		out = append(out, tui.FitRight(b.Label, 9)+" "+tui.FitRight(strconv.Itoa(b.Count), 4)+" "+tui.Bar(int64(b.Count), int64(max(len(m.rows), 1)), w-16))
	}
	return out
}

// scatter plots review (up) against self (right) from 40 to 100, lower scores at the
// edge; dots mark equality, digits count projects in a cell.
func scatter(rows []recheck.Row, w int) []string {
	cols := min(w-5, 30)
	if cols < 12 {
		return nil
	}
	grid := make([][]byte, plotH)
	for y := range grid {
		grid[y] = []byte(strings.Repeat(" ", cols))
		for x := range cols {
			if (x*plotH)/cols == y {
				grid[y][x] = '.'
			}
		}
	}
	for _, r := range rows {
		if r.SelfScore == nil || r.ReviewScore == nil {
			continue
		}
		cell := &grid[place(*r.ReviewScore, plotH)][place(*r.SelfScore, cols)]
		switch {
		case *cell >= '1' && *cell < '9':
			*cell++
		case *cell < '1' || *cell > '9':
			*cell = '1'
		}
	}
	out := []string{"复核(上) 对 自评(右)，点线为相等"}
	for y := plotH - 1; y >= 0; y-- {
		label := "   "
		switch y {
		case plotH - 1:
			label = "100"
		case 0:
			label = " 40"
		}
		out = append(out, label+"|"+string(grid[y]))
	}
	return append(out, "   +"+strings.Repeat("-", cols)+" 100")
}

// place maps a score from 40..100 onto n cells.
func place(d domain.Decimal, n int) int {
	r := new(big.Rat).Sub(d.Rat(), big.NewRat(40, 1))
	r.Mul(r, big.NewRat(int64(n), 60))
	q := new(big.Int).Div(r.Num(), r.Denom())
	return int(min(max(q.Int64(), 0), int64(n-1)))
}

func (m *Model) switchRows() tea.Cmd {
	m.listing = (m.listing + 1) % listCount
	m.arrangeNotices()
	return nil
}

// explainNotice tells the facts and the article of the selected row.
func (m *Model) explainNotice() tea.Cmd {
	if len(m.notices) == 0 {
		return m.explainArticle("通报依据", nil)
	}
	r := m.notices[m.noticeList.Cursor()]
	facts := []string{r.Project + "（" + r.Unit + "）", "自评 " + score(r.SelfScore) + " " + orDash(r.SelfGrade) + "，复核 " + score(r.ReviewScore) + " " + orDash(r.ReviewGrade) + "，差值 " + score(r.Difference),
		"差异分级：" + r.Class.String() + "，处理：" + r.Class.FollowUp(), ""}
	for i, g := range r.Grounds {
		facts = append(facts, fmt.Sprintf("通报情形：%s", g), r.Facts[i], "")
	}
	return m.explainArticle("通报情形："+r.Code, facts)
}

func (m *Model) explainArticle(title string, facts []string) tea.Cmd {
	text := append(facts, "依据 "+recheck.Article.String()+"：", recheck.Article.Quote, "", "分级口径 "+m.rules.Basis.String()+"：", m.classWords())
	return func() tea.Msg { return tui.ExplainMsg{Title: title, Lines: text} }
}

// exportRows writes the recheck list, or the notices, as a table.
func (m *Model) exportRows() tea.Cmd {
	e := tui.ExportMsg{Title: "抽查复核-" + m.check.Name, Columns: []string{"项目代码", "项目", "主管部门", "预算单位", "全年预算(元)", "执行率", "自评得分", "自评等级", "复核得分", "复核等级", "差值", "差异分级", "通报情形", "事实", "复核人"}}
	rows := m.notices
	if m.step == stepNotice {
		e.Title = listTitles[m.listing] + "-" + m.check.Name
	} else {
		rows = nil
		for i := range m.rows {
			rows = append(rows, &m.rows[i])
		}
	}
	for _, r := range rows {
		e.Rows = append(e.Rows, []string{r.Code, r.Project, r.Department, r.Unit, r.Adjusted.Yuan(), r.Rate, score(r.SelfScore), string(r.SelfGrade), score(r.ReviewScore), string(r.ReviewGrade),
			score(r.Difference), r.Class.String(), groundWords(r), strings.Join(r.Facts, "；"), strings.Join(r.Reviewers, "、")})
	}
	return func() tea.Msg { return e }
}

// departures shows where reviewers left the code table, with their reasons.
func (m *Model) departures() tea.Cmd {
	id, st := m.check.ID, m.store
	return func() tea.Msg {
		list, err := st.SpotDepartures(id)
		if err != nil {
			return tui.StatusMsg{Kind: tui.Warn, Text: err.Error()}
		}
		return tui.ExplainMsg{Title: fmt.Sprintf("偏离扣分代码 %d 处", len(list)), Lines: m.departureLines(list)}
	}
}

func (m *Model) departureLines(list []recheck.Departure) []string {
	if len(list) == 0 {
		return []string{"没有偏离：每个指标都按扣分代码的标准给分，同错同扣。"}
	}
	var out []string
	for _, d := range list {
		standard := "没有标准"
		if d.Standard != nil {
			standard = "标准 " + d.Standard.String() + " 分"
		}
		out = append(out, fmt.Sprintf("%s：%s，代码 %s %s，%s，给 %s 分，理由：%s", m.nameOf(d.ProjectID), d.Indicator, d.Code.ID, d.Code.Title, standard, d.Given, d.Reason))
	}
	out = append(out, m.drift(list)...)
	return append(out, "", "依据 本区口径：同一缺陷同一扣分；偏离代码标准须写理由并列入偏离表。")
}

// classWords are the classes of difference as they hold today.
func (m *Model) classWords() string {
	r := m.rules
	return fmt.Sprintf("差值小于 %s 分基本一致；%s 分起一般差异（反馈）；%s 分起或差 %d 级差异较大（通报）；%s 分起或差 %d 级严重失实（通报、约谈、下年必抽）",
		r.Minor, r.Minor, r.Major, r.MajorGrades, r.Serious, r.SeriousGrades)
}

package linkage

import (
	"cmp"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/cleanup"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// cleanList is the clean-up's list.
type cleanList struct {
	rows  []int // into the board's rows
	open  int   // rows that wait for a decision
	table widget.Table
}

func (m *Model) takeBoard(b *cleanup.Board) {
	m.board, m.month = b, b.Month
	m.boardSearch = make([]string, len(b.Rows))
	m.clean.open = 0
	for i := range b.Rows {
		f := &b.Rows[i].Facts
		m.boardSearch[i] = searchText(f.Name, f.Code, f.DepartmentName) + " " + b.Rows[i].State()
		if b.Rows[i].State() == "待决定" {
			m.clean.open++
		}
	}
}

func (m *Model) narrowBoard(words []string) {
	m.clean.rows = m.clean.rows[:0]
	for i := range m.board.Rows {
		if matches(m.boardSearch[i], words) {
			m.clean.rows = append(m.clean.rows, i)
		}
	}
	slices.SortStableFunc(m.clean.rows, func(a, b int) int {
		x, y := &m.board.Rows[a], &m.board.Rows[b]
		return cmp.Or(cmp.Compare(rank(x), rank(y)), cmp.Compare(y.Forecast.Suggested, x.Forecast.Suggested))
	})
	m.clean.table.SetCount(len(m.clean.rows))
	m.clean.table.Invalidate()
}

// rank puts what waits for a decision first.
func rank(r *cleanup.Row) int {
	if r.State() == "待决定" {
		return 0
	}
	return 1
}

func (m *Model) cleanTable() widget.Table {
	return widget.Table{
		Columns: []widget.Column{{ID: "name", Title: "项目", Width: 16, Flex: 3}, {ID: "department", Title: "部门", Width: 12, Flex: 1, Priority: 3}, {ID: "left", Title: "未支出", Width: 10, Right: true, Priority: 2},
			{ID: "span", Title: "预计结余(万元)", Width: 21, Right: true}, {ID: "due", Title: "结转应收", Width: 9, Right: true, Priority: 1}, {ID: "suggested", Title: "建议收回", Width: 10, Right: true}, {ID: "state", Title: "状态", Width: 6}, {ID: "amount", Title: "收回/调入", Width: 10, Right: true}},
		Cell: func(row, col int) string { return cleanCell(&m.board.Rows[m.clean.rows[row]], col) },
		Style: func(row, col int) tui.SGR {
			if col == 6 && m.board.Rows[m.clean.rows[row]].State() == "待决定" {
				return tui.T.WarnText
			}
			return ""
		},
	}
}

func cleanCell(r *cleanup.Row, col int) string {
	o := &r.Forecast
	switch col {
	case 0:
		return r.Facts.Name
	case 1:
		return r.Facts.DepartmentName
	case 2:
		return (r.Facts.Budget - o.Executed).Wan()
	case 3:
		return span(o)
	case 4:
		if o.Due == 0 {
			return ""
		}
		return o.Due.Wan()
	case 5:
		return o.Suggested.Wan()
	case 6:
		return r.State()
	}
	switch {
	case r.Move != nil:
		return "+" + r.Move.Amount.Wan()
	case r.Decision != nil && r.Decision.Amount > 0:
		return "-" + r.Decision.Amount.Wan()
	}
	return ""
}

func span(o *cleanup.Forecast) string {
	switch {
	case !o.Known:
		return "缺数据"
	case o.Low == o.High:
		return o.Low.Wan()
	}
	return o.Low.Wan() + "~" + o.High.Wan()
}

// selectedRow is the clean-up row under the cursor, nil for none.
func (m *Model) selectedRow() *cleanup.Row {
	if !m.cleaning || m.board == nil || m.clean.table.Cursor() >= len(m.clean.rows) {
		return nil
	}
	return &m.board.Rows[m.clean.rows[m.clean.table.Cursor()]]
}

// cleanLines explain a row: what each method says, what is suggested and why, what was
// decided.
func cleanLines(r *cleanup.Row, month int) []string {
	f, o := &r.Facts, &r.Forecast
	lines := []string{fmt.Sprintf("%s  %s", f.Code, f.DepartmentName), fmt.Sprintf("全年预算 %s 万元，到 %d 月末已支出 %s 万元", f.Budget.Wan(), month, o.Executed.Wan()), "", "【年底预计支出】"}
	for _, x := range o.Methods {
		total := "缺数据"
		if x.Total != nil {
			total = x.Total.Wan() + " 万元"
		}
		lines = append(lines, fmt.Sprintf("%s：%s。%s", x.Name, total, x.Worked))
	}
	lines = append(lines, "", "【建议】")
	switch {
	case o.Known && o.Low == o.High:
		lines = append(lines, fmt.Sprintf("预计结余 %s 万元", o.Low.Wan()))
	case o.Known:
		lines = append(lines, fmt.Sprintf("预计结余在 %s 到 %s 万元之间；各种算法都认为花不出去的是 %s 万元", o.Low.Wan(), o.High.Wan(), o.Low.Wan()))
	}
	if o.Due > 0 {
		lines = append(lines, fmt.Sprintf("%d 年起的结转 %s 万元已满年限，还有 %s 万元没有支出，应当收回", f.CarryoverSince, f.Carryover.Wan(), o.Due.Wan()))
	}
	lines = append(lines, fmt.Sprintf("建议收回 %s 万元", o.Suggested.Wan()))
	if o.Restricted > 0 {
		lines = append(lines, fmt.Sprintf("其中可能有上级转移支付或债务资金 %s 万元，动用须有批准文件", o.Restricted.Wan()))
	}
	if d := r.Decision; d != nil {
		lines = append(lines, "", "【决定】", fmt.Sprintf("%s %s：%s %s 万元。%s %s", d.On, d.By.Name, d.Action, d.Amount.Wan(), d.Why, d.Doc))
	}
	if x := r.Move; x != nil {
		lines = append(lines, "", "【调入】", fmt.Sprintf("%s %s：调入 %s 万元。%s %s", x.On, x.By.Name, x.Amount.Wan(), x.Why, x.Doc))
	}
	return append(lines, "", "【依据】", cleanup.Basis.String()+"：「"+cleanup.Basis.Quote+"」", cleanup.BasisCarry.String()+"：「"+cleanup.BasisCarry.Quote+"」")
}

// advance lets the cursor go to the next row that waits, instead of following the one that
// was decided.
func (m *Model) advance() {
	for i := m.clean.table.Cursor() + 1; i < len(m.clean.rows); i++ {
		if r := &m.board.Rows[m.clean.rows[i]]; r.State() == "待决定" {
			m.clean.table.MoveTo(i)
			return
		}
	}
}

// step moves the month.
func (m *Model) step(by int) tea.Cmd {
	next := m.month + by
	if next < 1 || next > 12 || m.board == nil {
		return tui.Say(tui.Info, "已经到头了")
	}
	m.month = next
	return m.loadBoard()
}

func (m *Model) whyNoRow() string {
	if m.selectedRow() == nil {
		return "清单里没有选中的项目"
	}
	return ""
}

func (m *Model) whyNoMoney() string {
	if m.board == nil || m.board.Balance.Free <= 0 {
		return "还没有收回、尚无去向的资金。请先按 1 决定收回"
	}
	return ""
}

func (m *Model) whyNoMove() string {
	if r := m.selectedRow(); r == nil || r.Move == nil {
		return "选中的项目没有调入资金"
	}
	return ""
}

// recover asks for amount, reason and document, then takes the money back.
func (m *Model) recover() tea.Cmd {
	r := m.selectedRow()
	d := domain.CleanupDecision{Year: m.year, ProjectID: r.Facts.ID, Month: m.month, Action: domain.CleanupRecover}
	ask := []question{
		{title: " 收回：" + r.Facts.Name, prompt: "收回金额（万元）：", value: r.Forecast.Suggested.WanExact(), check: checkWan, help: cleanLines(r, m.month)},
		{title: " 收回：" + r.Facts.Name, prompt: "理由：", value: "预计年底无法支出", check: needText("请写收回的理由")},
		docQuestion(" 收回："+r.Facts.Name, r.Forecast.Restricted > 0),
	}
	return m.ask("收回决定", ask, func(v []string) tea.Cmd {
		d.Amount, d.Why, d.Doc = wan(v[0]), v[1], v[2]
		m.advance()
		return m.write(func() (string, error) { return m.store.DecideCleanup(d) })
	})
}

func (m *Model) keep() tea.Cmd {
	r := m.selectedRow()
	d := domain.CleanupDecision{Year: m.year, ProjectID: r.Facts.ID, Month: m.month, Action: domain.CleanupKeep}
	ask := []question{
		{title: " 保留：" + r.Facts.Name, prompt: "理由：", check: needText("请写保留的理由"), help: cleanLines(r, m.month)},
		docQuestion(" 保留："+r.Facts.Name, r.Forecast.Due > 0),
	}
	return m.ask("保留决定", ask, func(v []string) tea.Cmd {
		d.Why, d.Doc = v[0], v[1]
		m.advance()
		return m.write(func() (string, error) { return m.store.DecideCleanup(d) })
	})
}

func docQuestion(title string, needed bool) question {
	q := question{title: title, prompt: "依据文件：", help: []string{"写文号或会议纪要；没有就直接回车。"}}
	if needed {
		q.help, q.check = []string{"涉及专款或已满年限的结转，须写批准文件的文号。"}, needText("请写批准文件的文号")
	}
	return q
}

// move asks where recovered money goes.
func (m *Model) move() tea.Cmd {
	free := m.board.Balance.Free
	x := domain.CleanupMove{Year: m.year}
	ask := []question{
		{title: " 调剂收回的资金", prompt: "调入项目：", check: needText("请写调入项目的代码或名称"), help: []string{"写项目代码或名称。收回的资金调整用于全区重点项目（重大专项、区委区政府重大政策项目）；给别的项目须写批准文件。", "还没有去向的资金 " + free.Wan() + " 万元。"}},
		{title: " 调剂收回的资金", prompt: "调入金额（万元）：", value: free.WanExact(), check: checkWan},
		{title: " 调剂收回的资金", prompt: "用途：", check: needText("请写用途")},
		{title: " 调剂收回的资金", prompt: "批准文件：", help: []string{"给全区重点项目可以直接回车。"}},
	}
	s, year := m.store, m.year
	return m.ask("调剂", ask, func(v []string) tea.Cmd {
		x.Amount, x.Why, x.Doc = wan(v[1]), v[2], v[3]
		return m.write(func() (string, error) {
			id, err := s.Find(v[0], year)
			if err != nil {
				return "", err
			}
			x.ProjectID = id
			return s.MoveCleanup(x)
		})
	})
}

func (m *Model) unmove() tea.Cmd {
	x := domain.CleanupMove{Year: m.year, ProjectID: m.selectedRow().Facts.ID}
	return m.write(func() (string, error) { return m.store.MoveCleanup(x) })
}

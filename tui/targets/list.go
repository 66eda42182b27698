package targets

import (
	"strconv"
	"strings"

	"jixiao/domain/review"
	"jixiao/tui"
	"jixiao/tui/widget"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Columns of the queue.
const (
	colName = iota
	colAmount
	colWait
	colChecks
	colRound
	colUnit
	colCode
)

func (m *Model) setupTable() {
	m.table = widget.Table{
		Columns: []widget.Column{
			{ID: "name", Title: "项目", Width: 20, Flex: 3},
			{ID: "amount", Title: "万元", Width: 12, Right: true},
			{ID: "wait", Title: "等几天", Width: 8, Right: true},
			{ID: "checks", Title: "检查", Width: 10},
			{ID: "round", Title: "报送", Width: 6, Priority: 2},
			{ID: "unit", Title: "单位", Width: 14, Flex: 2, Priority: 3},
			{ID: "code", Title: "代码", Width: 21, Priority: 4},
		},
		Cell:   m.cell,
		Style:  m.cellStyle,
		Marked: func(row int) bool { return m.marks[m.items[m.rows[row]].ProjectID] },
	}
}

func (m *Model) cell(row, col int) string {
	it := &m.items[m.rows[row]]
	switch col {
	case colName:
		return it.Name
	case colAmount:
		return it.Amount.Wan()
	case colWait:
		if it.Deferred {
			return "搁置"
		}
		if it.Overdue() {
			return itoa(it.Waiting) + "超"
		}
		return itoa(it.Waiting)
	case colChecks:
		return checksWord(it)
	case colRound:
		if it.Round > 1 {
			return "再报" + itoa(it.Round)
		}
		return "首报"
	case colUnit:
		return it.Unit
	}
	return it.Code
}

// checksWord sums up the checks of the list row: 红2 黄3, or 绿.
func checksWord(it *review.Item) string {
	switch {
	case it.Fails > 0 && it.Warns > 0:
		return "红" + itoa(it.Fails) + " 黄" + itoa(it.Warns)
	case it.Fails > 0:
		return "红" + itoa(it.Fails)
	case it.Warns > 0:
		return "黄" + itoa(it.Warns)
	}
	return "绿"
}

func (m *Model) cellStyle(row, col int) tui.SGR {
	it := &m.items[m.rows[row]]
	switch col {
	case colChecks:
		switch {
		case it.Fails > 0:
			return tui.T.Red
		case it.Warns > 0:
			return tui.T.Yellow
		}
		return tui.T.Green
	case colWait:
		if it.Overdue() {
			return tui.T.Red
		}
	case colName:
		if it.Deferred {
			return tui.T.Dim
		}
	}
	return ""
}

// current is the selected project's ID, "" when the queue is empty.
func (m *Model) current() string {
	i := m.table.Cursor()
	if i >= len(m.rows) {
		return ""
	}
	return m.items[m.rows[i]].ProjectID
}

func (m *Model) item() *review.Item {
	i := m.table.Cursor()
	if i >= len(m.rows) {
		return nil
	}
	return &m.items[m.rows[i]]
}

func (m *Model) selectID(id string) {
	if id == "" {
		return
	}
	for row, i := range m.rows {
		if m.items[i].ProjectID == id {
			m.move(row)
			return
		}
	}
}

// move selects a row and starts again at its first finding.
func (m *Model) move(row int) {
	m.table.MoveTo(row)
	m.finding, m.scroll = 0, 0
}

func (m *Model) refilter() {
	word := strings.ToLower(strings.TrimSpace(tui.FoldKey(m.filter)))
	m.rows = m.rows[:0]
	for i := range m.items {
		it := &m.items[i]
		if !m.gone[it.ProjectID] && (word == "" || matches(it, word)) {
			m.rows = append(m.rows, i)
		}
	}
	m.table.Empty = m.emptyText()
	m.table.SetCount(len(m.rows))
}

func matches(it *review.Item, word string) bool {
	for _, s := range [...]string{it.Name, it.Pinyin, it.Unit, it.Department, it.Code, it.Amount.Wan()} {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// applyFilter keeps the selected project when it is still there.
func (m *Model) applyFilter(text string) {
	keep := m.current()
	m.filter = text
	m.refilter()
	m.move(0)
	m.selectID(keep)
}

func (m *Model) recount() { m.counters = review.Count(m.items) }

// drop takes decided items out of the queue at once: the next one is on screen before the
// write is on disk. The selection stays on the next item that is left.
func (m *Model) drop(ids []string) {
	for _, id := range ids {
		m.gone[id] = true
		delete(m.marks, id)
		if i, ok := m.byID[id]; ok {
			m.uncount(&m.items[i])
		}
	}
	at := m.table.Cursor()
	kept := m.rows[:0]
	before := 0
	for row, i := range m.rows {
		if m.gone[m.items[i].ProjectID] {
			if row < at {
				before++
			}
			continue
		}
		kept = append(kept, i)
	}
	m.rows = kept
	m.table.Empty = m.emptyText()
	m.table.SetCount(len(m.rows))
	m.move(at - before)
	if len(m.rows) == 0 && m.at == atSheet {
		m.at = atList
	}
}

// uncount takes one item out of the counters; the longest wait is looked for again only
// when it was this item's.
func (m *Model) uncount(it *review.Item) {
	c := &m.counters
	c.Amount -= it.Amount
	if it.Deferred {
		c.Deferred--
		return
	}
	c.Mine--
	if it.Overdue() {
		c.Overdue--
	}
	if it.Waiting < c.Longest {
		return
	}
	c.Longest = 0
	for i := range m.items {
		if x := &m.items[i]; !m.gone[x.ProjectID] && !x.Deferred {
			c.Longest = max(c.Longest, x.Waiting)
		}
	}
}

func (m *Model) clearMarks() {
	clear(m.marks)
	m.taken = nil
	m.table.Invalidate()
}

func (m *Model) emptyText() []string {
	switch {
	case m.failed != "":
		return []string{"", "队列读不出来：" + m.failed}
	case m.filter != "":
		return []string{"", "没有符合「" + tui.Display(m.filter) + "」的目标。", "", "Esc 取消筛选，Ctrl+F 重新筛选。"}
	case len(m.items) > 0:
		return []string{"", string(m.level) + "一级的目标都审完了。", "", "Tab 切换到另一级；b 或 Ctrl+B 批复已通过的目标；Ctrl+Z 撤销最近的决定。"}
	case !m.loaded:
		return []string{"", "正在读取队列.."}
	}
	return []string{
		"", string(m.level) + "一级现在没有待审核的目标。", "",
		"下一步：", "  Ctrl+O  导入部门报来的绩效目标申报表", "  Tab     切换到另一级", "  9       看还有多少钱卡在哪里", "  F2      到项目库看每个项目走到哪一步",
	}
}

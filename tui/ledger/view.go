package ledger

import (
	"fmt"
	"strconv"

	"jixiao/tui"
	"jixiao/tui/widget"
)

func (m *Model) newTable() widget.Table {
	at := func(row int) *line { return &m.entries[m.shown[row]] }
	return widget.Table{
		Columns: []widget.Column{{ID: "seq", Title: "序号", Width: 6, Right: true}, {ID: "at", Title: "时间", Width: 16}, {ID: "by", Title: "操作人", Width: 8}, {ID: "title", Title: "内容", Width: 26, Flex: 3},
			{ID: "why", Title: "理由", Width: 12, Flex: 1, Priority: 2}, {ID: "changed", Title: "记录", Width: 6, Right: true, Priority: 1}, {ID: "state", Title: "状态", Width: 8}},
		Cell: func(row, col int) string {
			l := at(row)
			switch col {
			case 0:
				return strconv.FormatUint(l.Seq, 10)
			case 1:
				return l.At.Local().Format("2006-01-02 15:04")
			case 2:
				return l.Operator
			case 3:
				return l.Title
			case 4:
				return l.Why
			case 5:
				return strconv.Itoa(l.Changed)
			}
			return stateWord(l)
		},
		Style: func(row, _ int) tui.SGR {
			if at(row).undone {
				return tui.T.Dim
			}
			return ""
		},
	}
}

func stateWord(l *line) string {
	switch {
	case l.undone:
		return "已撤销"
	case l.Undoes != 0:
		return "撤销"
	case l.Redoes != 0:
		return "恢复"
	case l.Irreversible:
		return "已生效"
	}
	return ""
}

// View draws the screen in h lines of w cells.
func (m *Model) View(w, h int) string {
	m.w = w
	switch m.at {
	case atPrompt:
		return m.prompt.View(w, h)
	case atPager:
		return m.pager.View(w, h)
	case atParams:
		return m.paramsView(w, h)
	}
	m.table.Empty = m.empty()
	list, detail := tui.Split(w)
	body := m.table.View(list, h-1)
	if detail > 0 {
		body = tui.Beside(body, m.detailPane(detail, h-1))
	}
	return m.filter.View(w, m.counted()) + "\n" + body
}

func (m *Model) empty() []string {
	switch {
	case m.failed != "":
		return tui.Wrap(m.failed, max(m.w-6, 20))
	case m.loading:
		return []string{"正在读日志 .."}
	case m.filter.Value() != "":
		return []string{"没有相符的操作。Esc 清掉筛选"}
	}
	return []string{"日志里还没有操作。", "按 Ctrl+O 导入表格，第一条就会出现在这里。"}
}

func (m *Model) counted() string {
	if len(m.shown) == m.total {
		return fmt.Sprintf("共 %d 条", m.total)
	}
	return fmt.Sprintf("%d / %d 条", len(m.shown), m.total)
}

func (m *Model) detailPane(w, h int) string {
	e := m.selected()
	if e == nil {
		return tui.Block(nil, w, h)
	}
	source := m.details[e.Seq]
	if source == nil {
		source = []string{e.Title, "", fmt.Sprintf("涉及 %d 条记录。按 Enter 读明细。", e.Changed)}
	}
	var lines []string
	for _, l := range source {
		if len(lines) >= h {
			break
		}
		for i, part := range tui.Wrap(l, w) {
			if i == 0 && len(lines) == 0 {
				part = tui.T.Strong.Paint(part)
			}
			lines = append(lines, part)
		}
	}
	if len(lines) > h {
		lines = append(lines[:h-1], tui.T.Dim.Paint("Enter 看全部"))
	}
	return tui.Block(lines, w, h)
}

package projects

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/listing"
	"jixiao/tui"
)

// listFrame is what the list's drawing keeps between frames.
type listFrame struct {
	buf    []byte
	cell   cell
	cols   []placed
	colsW  int
	chosen int // generation of the choice the layout was made for
	gen    int
	match  bool
	body   int // rows of the last frame
	tmp    []byte
}

// move moves the selection by n rows.
func (m *Model) move(n int) tea.Cmd {
	m.moveTo(m.cursor + n)
	return m.refreshDetail()
}

func (m *Model) moveTo(row int) {
	m.cursor = max(0, min(row, m.count()-1))
	m.scroll()
}

func (m *Model) scroll() {
	body := max(m.list.body, 1)
	if m.cursor < m.top {
		m.top = m.cursor
	}
	if m.cursor >= m.top+body {
		m.top = m.cursor - body + 1
	}
	m.top = max(0, min(m.top, m.count()-body))
}

// matchWidth is the width of the column that tells which field a word was found in.
const matchWidth = 6

// drawList draws the list in exactly h lines of w cells: filter line, heading, rows, sums.
func (m *Model) drawList(w, h int) string {
	l := &m.list
	m.place(w)
	l.body = max(h-3, 1)
	m.scroll()
	b := l.buf[:0]
	b = m.drawFilterLine(b, w)
	b = append(b, '\n')
	b = m.drawHeading(b, w)
	for i := range l.body {
		b = append(b, '\n')
		switch row := m.top + i; {
		case row < m.count():
			b = m.drawRow(b, row, w)
		case m.count() == 0 && i < 4:
			b = appendFit(b, m.emptyLine(i), w)
		default:
			b = pad(b, w)
		}
	}
	b = append(b, '\n')
	b = m.drawSums(b, w)
	l.buf = b
	return string(b)
}

// place lays the columns out when the width, the choice or the need for the match column
// changed.
func (m *Model) place(w int) {
	l := &m.list
	match := len(m.found.words) > 0 && m.page == nil
	if l.cols != nil && l.colsW == w && l.chosen == l.gen && l.match == match {
		return
	}
	room := w
	if match {
		room -= matchWidth + 1
	}
	l.cols, l.colsW, l.chosen, l.match = layout(m.chosen, room), w, l.gen, match
}

func (m *Model) drawHeading(b []byte, w int) []byte {
	start := string(tui.T.Head)
	b = append(append(append(b, "\x1b["...), start...), 'm')
	b = pad(b, markCells)
	used := markCells
	for i, c := range m.list.cols {
		if i > 0 {
			b = append(b, ' ')
			used++
		}
		title := c.title
		if c.id == m.sort.Column {
			title += map[bool]string{false: "^", true: "v"}[m.sort.Desc]
		}
		current := c.id == m.column && tui.T.Select != tui.T.Head
		if current {
			b = append(append(append(b, "\x1b["...), tui.T.Select...), 'm')
		}
		if c.right && tui.Width(title) <= c.w {
			b = pad(b, c.w-tui.Width(title))
			b = appendFit(b, title, tui.Width(title))
		} else {
			b = appendFit(b, title, c.w)
		}
		if current {
			b = append(append(append(b, "\x1b[m\x1b["...), start...), 'm')
		}
		used += c.w
		if c.id == listing.ColumnName && m.list.match {
			b = appendFit(append(b, ' '), "匹配", matchWidth)
			used += matchWidth + 1
		}
	}
	return append(pad(b, w-used), "\x1b[m"...)
}

func (m *Model) drawRow(b []byte, i, w int) []byte {
	c := &m.list.cell
	c.r = m.row(i)
	plain := i == m.cursor
	if plain {
		b = append(append(append(b, "\x1b["...), tui.T.Select...), 'm')
	}
	marked := m.page == nil && m.marks != nil && m.marks.Has(int(m.found.rows[i]))
	b = appendMark(b, marked, plain)
	used := markCells
	hit := m.hit(i)
	for k := range m.list.cols {
		p := &m.list.cols[k]
		if k > 0 {
			b = append(b, ' ')
			used++
		}
		if p.id == listing.ColumnName && !plain && hit.Hi > hit.Lo && hit.Field != listing.FieldCode {
			b = appendHit(b, c.r.Name, p.w, hit.Lo, hit.Hi)
		} else {
			c.b, c.w, c.plain, c.today = b, p.w, plain, m.today.Days()
			b = p.draw(c)
		}
		used += p.w
		if p.id == listing.ColumnName && m.list.match {
			b = appendFit(append(b, ' '), hit.Field.String(), matchWidth)
			used += matchWidth + 1
		}
	}
	b = pad(b, w-used)
	if plain {
		b = append(b, "\x1b[m"...)
	}
	return b
}

func appendMark(b []byte, marked, plain bool) []byte {
	switch {
	case !marked:
		return append(b, "  "...)
	case plain || tui.T.Mark == "":
		return append(b, "* "...)
	}
	return append(append(append(b, "\x1b["...), tui.T.Mark...), "m*\x1b[m "...)
}

// hit tells where the last word of the query was found in a row.
func (m *Model) hit(i int) listing.Hit {
	if n := len(m.found.words); n > 0 && m.page == nil {
		return m.found.words[n-1].Find(int(m.found.rows[i]))
	}
	return listing.Hit{}
}

func (m *Model) emptyLine(i int) string {
	var lines []string
	switch {
	case m.failed != "":
		lines = []string{"", "  读不出项目清单：" + m.failed}
	case m.found.ix == nil && m.loading:
		lines = []string{"", "  正在读取项目清单"}
	case m.ix.Len() > 0:
		lines = []string{"", "  没有符合「" + m.filter + "」的项目", "  按 Esc 清除筛选，或按 Ctrl+F 改写条件"}
	default:
		lines = []string{"", "  项目库还是空的", "  下一步：按 Ctrl+K 选「导入」，把项目表、目标表、执行表拖进来；", "  也可以先退出，运行 jixiao demo 看一遍演示数据。"}
	}
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// drawSums draws the footer: totals of the marks when there are any, else of the filter.
func (m *Model) drawSums(b []byte, w int) []byte {
	start := len(b)
	s, label := m.found.sums, "合计 "
	if m.marked.Count > 0 {
		s, label = m.marked, "已选 "
	}
	if m.found.ix == nil {
		return appendFit(b, "共读出 "+itoa(len(m.page))+" 个，其余正在读取", w)
	}
	b = append(b, label...)
	b = strconv.AppendInt(b, int64(s.Count), 10)
	if s.Overflow {
		b = append(b, " 个  金额太大，无法合计"...)
		return finishLine(b, start, w)
	}
	b = append(b, " 个 全年 "...)
	b = appendWan(b, s.Adjusted)
	b = append(b, " 执行 "...)
	b = appendWan(b, s.Executed)
	b = append(b, " 万元 执行率 "...)
	b = appendPercent(b, s.Rate())
	if s.Reported != s.Adjusted {
		b = append(b, "(已报)"...)
	}
	l := &m.list
	for lamp := listing.LampRed; lamp >= listing.LampBlue; lamp-- {
		l.tmp = strconv.AppendInt(append(append(l.tmp[:0], ' '), lamp.String()...), int64(s.Lamps[lamp]), 10)
		b = appendIfFits(b, l.tmp, start, w)
	}
	l.tmp = strconv.AppendInt(append(l.tmp[:0], " 无灯"...), int64(s.Lamps[listing.LampNone]), 10)
	b = appendIfFits(b, l.tmp, start, w)
	l.tmp = appendWan(append(l.tmp[:0], " 年初 "...), s.Initial)
	b = appendIfFits(b, l.tmp, start, w)
	return finishLine(b, start, w)
}

// appendIfFits appends a piece of a line that began at start when it fits whole: figures
// are left out rather than cut.
func appendIfFits(b, piece []byte, start, w int) []byte {
	if cellsOf(b[start:])+cellsOf(piece) > w {
		return b
	}
	return append(b, piece...)
}

// finishLine fits what was appended since start to w cells.
func finishLine(b []byte, start, w int) []byte {
	if n := cellsOf(b[start:]); n <= w {
		return pad(b, w-n)
	}
	line := string(b[start:])
	return appendFit(b[:start], line, w)
}

// drawFilterLine draws the query line: the field while it has the focus, else the applied
// filter, with the number found and the sort.
func (m *Model) drawFilterLine(b []byte, w int) []byte {
	right := m.statusText()
	rw := tui.Width(right)
	if m.at == atFilter {
		b = append(b, m.input.View(w-rw-1)...)
	} else if m.at == atSeek {
		b = append(b, m.seek.input.View(w-rw-1)...)
	} else {
		text := "筛选 " + m.filter
		if m.filter == "" {
			text = noFilter
		}
		b = appendFit(b, text, w-rw-1)
	}
	b = append(b, ' ')
	return append(b, right...)
}

// noFilter stands in the query line while there is no filter: how to filter, and what the
// marks of the strip mean.
const noFilter = "筛选 （按 Ctrl+F）  闭环 " + stripLegend

func (m *Model) statusText() string {
	var s strings.Builder
	if m.found.ix != nil {
		s.WriteString(itoa(len(m.found.rows)))
		s.WriteString(" / ")
		s.WriteString(itoa(m.found.ix.Len()))
	}
	if m.loading {
		s.WriteString(" 读取中")
	}
	return s.String()
}

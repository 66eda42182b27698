package projects

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/listing"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// dialog is a menu over the list. A sticky one stays open after a choice.
type dialog struct {
	picker widget.Picker
	chosen func(i int) tea.Cmd
	sticky bool
	back   place
}

func (m *Model) ask(d *dialog) {
	d.back = m.at
	if d.back == atDialog {
		d.back = atList
	}
	m.dialog, m.at = d, atDialog
}

func (m *Model) dialogKey(key string) tea.Cmd {
	d := m.dialog
	i, answer := d.picker.HandleKey(key)
	switch answer {
	case widget.Cancelled:
		m.dialog, m.at = nil, d.back
	case widget.Confirmed:
		if !d.sticky {
			m.dialog, m.at = nil, d.back
		}
		return d.chosen(i)
	}
	return nil
}

// chooseSort opens the columns to sort by.
func (m *Model) chooseSort() tea.Cmd {
	items := []widget.PickItem{{Label: "原来的顺序"}}
	ids := []listing.Column{listing.ColumnID}
	for _, c := range columns {
		note := ""
		if c.id == m.sort.Column {
			note = map[bool]string{false: "现在升序，再选为降序", true: "现在降序，再选为升序"}[m.sort.Desc]
		}
		items, ids = append(items, widget.PickItem{Label: sortTitle(c.id), Note: note}), append(ids, c.id)
	}
	m.ask(&dialog{picker: widget.Picker{Title: "按哪一列排序", Items: items}, chosen: func(i int) tea.Cmd { return m.sortBy(ids[i]) }})
	return nil
}

func sortTitle(id listing.Column) string {
	info, ok := listing.ColumnNamed(string(id))
	if !ok {
		return string(id)
	}
	if id == listing.ColumnName {
		return info.Title + "（拼音）"
	}
	if id == listing.ColumnGaps {
		return "闭环缺口数"
	}
	return info.Title
}

// sortBy sorts by a column: figures biggest first, the rest ascending; the same column
// again turns round.
func (m *Model) sortBy(id listing.Column) tea.Cmd {
	by := listing.Sort{Column: id}
	if c := columnOf(id); c != nil && (c.right || id == listing.ColumnLamp || id == listing.ColumnGaps) {
		by.Desc = true
	}
	if id == m.sort.Column && id != listing.ColumnID {
		by.Desc = !m.sort.Desc
	}
	how := "升序"
	if by.Desc {
		how = "降序"
	}
	text := "已按" + sortTitle(id) + how + "排列"
	if id == listing.ColumnID {
		text = "已恢复原来的顺序"
	}
	return tea.Batch(m.resort(by), tui.Say(tui.Info, text))
}

// chooseColumns opens the column choice; it stays open while columns are switched.
func (m *Model) chooseColumns() tea.Cmd {
	d := &dialog{picker: widget.Picker{Title: "选择要显示的列（Enter 切换，Esc 完成；放不下的列按优先级让位）"}, sticky: true}
	m.columnItems(&d.picker)
	d.chosen = func(i int) tea.Cmd {
		m.toggleColumn(columns[i].id)
		m.columnItems(&d.picker)
		return nil
	}
	m.ask(d)
	return nil
}

func (m *Model) columnItems(p *widget.Picker) {
	p.Items = p.Items[:0]
	for _, c := range columns {
		box := "[ ] "
		if slices.Contains(m.chosen, c.id) {
			box = "[x] "
		}
		it := widget.PickItem{Label: box + c.title}
		if c.id == listing.ColumnName {
			it.Why = "项目名称总是显示"
		}
		p.Items = append(p.Items, it)
	}
}

func (m *Model) toggleColumn(id listing.Column) {
	chosen := slices.Clone(m.chosen)
	if i := slices.Index(chosen, id); i >= 0 {
		chosen = slices.Delete(chosen, i, i+1)
	} else {
		chosen = append(chosen, id)
	}
	m.chosen = chosen
	m.list.gen++
}

// nextColumn moves the column that = explains and 1 sorts by.
func (m *Model) nextColumn(step int) tea.Cmd {
	cols := m.list.cols
	if len(cols) == 0 {
		return nil
	}
	at := slices.IndexFunc(cols, func(p placed) bool { return p.id == m.column })
	m.column = cols[max(0, min(at+step, len(cols)-1))].id
	return nil
}

package linkage

import (
	"cmp"
	"fmt"
	"slices"

	"jixiao/domain"
	"jixiao/domain/linkage"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// views are the parts of the plan that can be listed; the last lists departments.
var views = []struct {
	name string
	has  func(m *Model, l *linkage.Line) bool
}{
	{"全部项目", func(*Model, *linkage.Line) bool { return true }},
	{"核减和取消", func(_ *Model, l *linkage.Line) bool { return l.Cut() > 0 }},
	{"须走例外", func(_ *Model, l *linkage.Line) bool { return l.NeedsException() }},
	{"已批准保障", func(_ *Model, l *linkage.Line) bool { return l.Protected }},
	{"比现行多", func(m *Model, l *linkage.Line) bool { return m.against(l) > 0 }},
	{"比现行少", func(m *Model, l *linkage.Line) bool { return m.against(l) < 0 }},
	{"缺数据", func(_ *Model, l *linkage.Line) bool { return l.Gaps() > 0 }},
	{"分部门", nil},
}

const (
	viewException   = 2
	viewMore        = 4
	viewLess        = 5
	viewDepartments = 7
)

// against is what the trial gives more than the parameters in force.
func (m *Model) against(l *linkage.Line) domain.Fen {
	return l.Result - m.base.Lines[m.order[l.Facts.ID]].Result
}

func (m *Model) byDepartment() bool { return m.view == viewDepartments }

func (m *Model) linkTable() widget.Table {
	return widget.Table{
		Columns: linkColumns, Cell: m.linkCell,
		Style: func(row, col int) tui.SGR {
			if m.byDepartment() {
				return ""
			}
			switch l := &m.plan.Lines[m.lines[row]]; {
			case l.NeedsException():
				return tui.T.BadText
			case col == colChange && l.Cut() > 0:
				return tui.T.WarnText
			}
			return ""
		},
	}
}

const (
	colName = iota
	colDepartment
	colApplied
	colSuggested
	colChange
	colWhy
	colGaps
)

var linkColumns = []widget.Column{{ID: "name", Title: "项目", Width: 18, Flex: 3}, {ID: "department", Title: "部门", Width: 12, Flex: 1, Priority: 2}, {ID: "applied", Title: "申请(万元)", Width: 11, Right: true},
	{ID: "suggested", Title: "建议(万元)", Width: 11, Right: true}, {ID: "change", Title: "增减", Width: 11, Right: true}, {ID: "why", Title: "主要原因", Width: 17, Flex: 1, Priority: 1}, {ID: "gaps", Title: "缺", Width: 2, Right: true, Priority: 3}}

var departmentColumns = []widget.Column{{ID: "name", Title: "部门", Width: 18, Flex: 3}, {ID: "projects", Title: "项目", Width: 5, Right: true}, {ID: "applied", Title: "申请(万元)", Width: 11, Right: true},
	{ID: "suggested", Title: "逐项建议", Width: 12, Right: true, Priority: 2}, {ID: "grade", Title: "整体", Width: 4}, {ID: "overall", Title: "整体核减", Width: 11, Right: true, Priority: 1}, {ID: "total", Title: "建议安排", Width: 12, Right: true}, {ID: "change", Title: "增减", Width: 11, Right: true}}

func (m *Model) linkCell(row, col int) string {
	if m.byDepartment() {
		return m.departmentCell(row, col)
	}
	l := &m.plan.Lines[m.lines[row]]
	f := l.Facts
	switch col {
	case colName:
		return f.Name
	case colDepartment:
		return f.DepartmentName
	case colApplied:
		return f.Applied.Wan()
	case colSuggested:
		return l.Result.Wan()
	case colChange:
		return signed(-l.Cut())
	case colWhy:
		return l.Decisive()
	}
	if n := l.Gaps(); n > 0 {
		return fmt.Sprint(n)
	}
	return ""
}

func (m *Model) departmentCell(row, col int) string {
	d := &m.plan.Departments[m.lines[row]]
	switch col {
	case 0:
		return d.Name
	case 1:
		return fmt.Sprint(d.Projects)
	case 2:
		return d.Applied.Wan()
	case 3:
		return d.Suggested.Wan()
	case 4:
		return string(d.Grade)
	case 5:
		return signed(d.Overall)
	case 6:
		return d.Total().Wan()
	}
	return signed(d.Total() - d.Applied)
}

func signed(f domain.Fen) string {
	if f > 0 {
		return "+" + f.Wan()
	}
	return f.Wan()
}

// narrow lists what view and filter let through: projects by how much they lose, those that
// get nothing first.
func (m *Model) narrow() {
	if m.plan == nil {
		return
	}
	words := m.words()
	keep := m.selectedID()
	m.lines = m.lines[:0]
	m.table.SetColumns(linkColumns)
	if m.byDepartment() {
		m.table.SetColumns(departmentColumns)
		for i := range m.plan.Departments {
			d := &m.plan.Departments[i]
			if matches(searchText(d.Name, d.Code, d.Name), words) {
				m.lines = append(m.lines, i)
			}
		}
		slices.SortStableFunc(m.lines, func(a, b int) int {
			x, y := &m.plan.Departments[a], &m.plan.Departments[b]
			return cmp.Compare(x.Total()-x.Applied, y.Total()-y.Applied)
		})
	} else {
		has := views[m.view].has
		for i := range m.plan.Lines {
			if has(m, &m.plan.Lines[i]) && matches(m.search[i], words) {
				m.lines = append(m.lines, i)
			}
		}
		slices.SortStableFunc(m.lines, func(a, b int) int {
			x, y := &m.plan.Lines[a], &m.plan.Lines[b]
			switch m.view {
			case viewMore:
				return cmp.Compare(m.against(y), m.against(x))
			case viewLess:
				return cmp.Compare(m.against(x), m.against(y))
			}
			return cmp.Compare(y.Cut(), x.Cut())
		})
	}
	m.table.SetCount(len(m.lines))
	m.table.Invalidate()
	m.narrowBoard(words)
	if m.goTo == "" {
		m.goTo = keep
	}
	m.moveToProject()
}

// selected is the line under the cursor, nil for none.
func (m *Model) selected() *linkage.Line {
	if m.cleaning || m.plan == nil || m.byDepartment() || m.table.Cursor() >= len(m.lines) {
		return nil
	}
	return &m.plan.Lines[m.lines[m.table.Cursor()]]
}

func (m *Model) selectedID() string {
	if r := m.selectedRow(); r != nil {
		return r.Facts.ID
	}
	if l := m.selected(); l != nil {
		return l.Facts.ID
	}
	return ""
}

func (m *Model) moveToProject() {
	if m.goTo == "" || m.plan == nil {
		return
	}
	id := m.goTo
	m.goTo = ""
	if m.cleaning {
		if i := slices.IndexFunc(m.clean.rows, func(i int) bool { return m.board.Rows[i].Facts.ID == id }); i >= 0 {
			m.clean.table.MoveTo(i)
		}
		return
	}
	if m.byDepartment() {
		return
	}
	if i := slices.IndexFunc(m.lines, func(i int) bool { return m.plan.Lines[i].Facts.ID == id }); i >= 0 {
		m.table.MoveTo(i)
	}
}

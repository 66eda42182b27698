package projects

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/tui"
)

// export hands the view (or the marks) with its chosen columns to the root, which asks for
// a file. The table is made in a Cmd: 100,000 rows take a moment.
func (m *Model) export() tea.Cmd {
	ix, rows, today := m.found.ix, m.found.rows, m.today
	if m.marked.Count > 0 {
		rows = ix.Ordered(m.marks, m.sort)
	}
	var cols []*column
	for i := range columns {
		for _, id := range m.chosen {
			if columns[i].id == id {
				cols = append(cols, &columns[i])
			}
		}
	}
	title := "项目库"
	if m.filter != "" {
		title += " " + m.filter
	}
	return func() tea.Msg {
		msg := tui.ExportMsg{Title: title, Rows: make([][]string, 0, len(rows))}
		for _, c := range cols {
			msg.Columns = append(msg.Columns, c.title)
		}
		for _, at := range rows {
			r := ix.Row(int(at))
			line := make([]string, len(cols))
			for i, c := range cols {
				line[i] = exportText(c.id, &r, today)
			}
			msg.Rows = append(msg.Rows, line)
		}
		return msg
	}
}

// exportText is a cell as a file keeps it: full texts, no cutting, empty for no data.
func exportText(id listing.Column, r *listing.Row, today domain.Date) string {
	switch id {
	case listing.ColumnCode:
		return r.Code
	case listing.ColumnName:
		return r.Name
	case listing.ColumnGaps:
		return string(appendStrip(nil, r.Strip, wideStrip, true))
	case listing.ColumnLamp:
		return r.Lamp().String()
	case listing.ColumnDepartment:
		return r.Department
	case listing.ColumnUnit:
		return r.Unit
	case listing.ColumnKind:
		return string(r.Kind)
	case listing.ColumnStage:
		return string(r.Stage)
	case listing.ColumnCase:
		return string(r.CaseState)
	case listing.ColumnOwner:
		return r.Owner
	case listing.ColumnInitial:
		return r.Initial.Wan()
	case listing.ColumnAdjusted:
		return r.Adjusted.Wan()
	case listing.ColumnCarryover:
		return r.Carryover.Wan()
	}
	return exportFigure(id, r, today)
}

func exportFigure(id listing.Column, r *listing.Row, today domain.Date) string {
	number := func(n int, ok bool) string {
		if !ok {
			return ""
		}
		return strconv.Itoa(n)
	}
	switch id {
	case listing.ColumnExecuted:
		if r.Month > 0 {
			return r.Executed.Wan()
		}
	case listing.ColumnRate:
		if v := r.Rate(); v.Valid() {
			return v.Percent()
		}
	case listing.ColumnMonth:
		return number(int(r.Month), r.Month > 0)
	case listing.ColumnWaiting:
		return number(today.Days()-int(r.Since), r.Stage == domain.StagePending && r.Since > 0)
	case listing.ColumnFindings:
		return strconv.Itoa(int(r.Fails)) + "/" + strconv.Itoa(int(r.Warns))
	case listing.ColumnRound:
		return number(int(r.Round), true)
	case listing.ColumnYear:
		return number(r.Year, r.Year > 0)
	case listing.ColumnCaseDue:
		if r.CaseDue != 0 {
			return dayOf(r.CaseDue).String()
		}
	case listing.ColumnSelf:
		if r.SelfScore >= 0 {
			return string(appendScore(nil, r.SelfScore))
		}
	case listing.ColumnReview:
		if r.ReviewScore >= 0 {
			return string(appendScore(nil, r.ReviewScore))
		}
	case listing.ColumnDiff:
		if d, ok := r.Diff(); ok {
			return string(appendTrimmed(nil, int64(d)))
		}
	}
	return ""
}

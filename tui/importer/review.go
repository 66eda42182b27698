package importer

import (
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/intake"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// issue is one line of the list of what is wrong, doubtful or not understood.
type issue struct {
	word                                  string
	sheet, cell, value, expected, message string
}

// review is the preview: files above, the issues of the selected file below.
type review struct {
	files, issues widget.Table
	preview       *intake.Preview
	list          []issue
	of            int // the file whose issues are listed
	below         bool
}

var kindWords = map[domain.FormKind]string{
	domain.FormUnknown: "认不出", domain.FormSelfEval: "自评表", domain.FormTarget: "目标申报表", domain.FormMonitoring: "监控表", domain.FormRecheck: "复核底稿",
	domain.FormProjects: "项目清单", domain.FormExecution: "执行进度", domain.FormPayments: "支付明细",
}

// kindWord is what people call a kind of form.
func kindWord(k domain.FormKind) string {
	if w, ok := kindWords[k]; ok {
		return w
	}
	return string(k)
}

func (m *Model) newReview() review {
	r := review{of: -1}
	r.files = widget.Table{
		Columns: []widget.Column{{ID: "file", Title: "文件", Width: 20, Flex: 1}, {ID: "kind", Title: "种类", Width: 10}, {ID: "rows", Title: "行数", Width: 6, Right: true}, {ID: "projects", Title: "项目", Width: 6, Right: true},
			{ID: "new", Title: "新增", Width: 6, Right: true, Priority: 1}, {ID: "changed", Title: "改动", Width: 6, Right: true, Priority: 1}, {ID: "errors", Title: "错误", Width: 5, Right: true}, {ID: "warnings", Title: "提示", Width: 5, Right: true},
			{ID: "unread", Title: "没读懂", Width: 6, Right: true}},
		Cell: func(row, col int) string {
			f := &m.preview.Files[row]
			switch col {
			case 0:
				return filepath.Base(f.File)
			case 1:
				return kindWord(f.Kind)
			}
			return itoa([]int{f.Rows, f.Projects, f.New, f.Changed, len(f.Errors), len(f.Warnings), len(f.Unread)}[col-2])
		},
		Style: func(row, col int) tui.SGR {
			if f := &m.preview.Files[row]; col == 6 && len(f.Errors) > 0 {
				return tui.T.Red
			}
			return ""
		},
	}
	r.issues = widget.Table{
		Columns: []widget.Column{{ID: "word", Title: "级别", Width: 6}, {ID: "place", Title: "位置", Width: 14}, {ID: "value", Title: "写的是", Width: 14, Flex: 1, Priority: 1}, {ID: "message", Title: "说明", Width: 30, Flex: 4}},
		Cell: func(row, col int) string {
			i := m.review.list[row]
			switch col {
			case 0:
				return i.word
			case 1:
				return whereOf(i)
			case 2:
				return i.value
			}
			return sentence(i)
		},
		Style: func(row, col int) tui.SGR {
			if col == 0 && m.review.list[row].word == "错误" {
				return tui.T.Red
			}
			return ""
		},
		Empty: []string{"这个文件没有问题"},
	}
	return r
}

// whereOf is where an issue stands: sheet and cell.
func whereOf(i issue) string {
	if i.sheet == "" || i.cell == "" {
		return i.sheet + i.cell
	}
	return i.sheet + " " + i.cell
}

func sentence(i issue) string {
	if i.expected == "" {
		return i.message
	}
	return i.message + "（应为：" + i.expected + "）"
}

func (r *review) set(p *intake.Preview) {
	r.preview, r.of, r.below = p, -1, false
	r.files.SetCount(len(p.Files))
	r.files.MoveTo(firstBad(p.Files))
	r.follow()
}

// firstBad is the first file with errors, else the first file.
func firstBad(files []intake.FileSummary) int {
	for i := range files {
		if len(files[i].Errors) > 0 {
			return i
		}
	}
	return 0
}

// follow lists the issues of the selected file.
func (r *review) follow() {
	if r.of == r.files.Cursor() && r.list != nil || len(r.preview.Files) == 0 {
		return
	}
	r.of = r.files.Cursor()
	r.list = issuesOf(&r.preview.Files[r.of])
	r.issues.SetCount(len(r.list))
	r.issues.MoveTo(0)
}

func issuesOf(f *intake.FileSummary) []issue {
	list := []issue{}
	for _, part := range []struct {
		word string
		of   []intake.CellError
	}{{"错误", f.Errors}, {"提示", f.Warnings}} {
		for _, e := range part.of {
			list = append(list, issue{part.word, e.Sheet, e.Cell, e.Value, e.Expected, e.Message})
		}
	}
	for _, u := range f.Unread {
		list = append(list, issue{word: "没读懂", sheet: u.Sheet, cell: u.Cell, value: u.Text, message: "这一格没有用上，请看看是不是要紧的内容"})
	}
	return list
}

func (r *review) key(key string) {
	if r.below {
		r.issues.HandleKey(key)
		return
	}
	if r.files.HandleKey(key) {
		r.follow()
	}
}

func (r *review) switchPane() { r.below = !r.below && len(r.list) > 0 }

func (r *review) whyNoExport() string {
	for i := range r.preview.Files {
		f := &r.preview.Files[i]
		if len(f.Errors)+len(f.Warnings)+len(f.Unread) > 0 {
			return ""
		}
	}
	return "没有问题，不用导出清单"
}

// exportIssues exports the issues of all files, to be sent back to who filled them in.
func (m *Model) exportIssues() tea.Cmd {
	e := tui.ExportMsg{Title: "导入问题清单", Columns: []string{"文件", "级别", "表", "单元格", "写的是", "应为", "说明"}}
	for i := range m.preview.Files {
		f := &m.preview.Files[i]
		for _, x := range issuesOf(f) {
			e.Rows = append(e.Rows, []string{filepath.Base(f.File), x.word, x.sheet, x.cell, x.value, x.expected, x.message})
		}
	}
	return func() tea.Msg { return e }
}

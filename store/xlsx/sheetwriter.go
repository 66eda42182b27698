package xlsx

import (
	"io"

	"github.com/xuri/excelize/v2"
)

// sheetWriter puts cells on one sheet and keeps the first error.
type sheetWriter struct {
	f     *excelize.File
	sheet string
	st    *styles
	err   error
}

// newSheets starts a workbook whose first sheet has the name.
func newSheets(first string) (*sheetWriter, error) {
	f := excelize.NewFile()
	st, err := newStyles(f)
	if err != nil {
		return nil, err
	}
	return &sheetWriter{f: f, sheet: first, st: st}, f.SetSheetName("Sheet1", first)
}

// next starts another sheet.
func (w *sheetWriter) next(name string) {
	if w.err == nil {
		w.sheet = name
		_, w.err = w.f.NewSheet(name)
	}
}

// put writes text (numbers as numbers) over columns c1..c2 of rows r1..r2.
func (w *sheetWriter) put(r1, c1, r2, c2 int, text string, style int) {
	if w.err != nil {
		return
	}
	from, to := ref(r1, c1), ref(r2, c2)
	if n, ok := plainNumber(text); ok && style == w.st.body {
		w.err = w.f.SetCellFloat(w.sheet, from, n, -1, 64)
	} else if text != "" {
		w.err = w.f.SetCellStr(w.sheet, from, clip(text))
	}
	if w.err == nil && from != to {
		w.err = w.f.MergeCell(w.sheet, from, to)
	}
	if w.err == nil && style != 0 {
		w.err = w.f.SetCellStyle(w.sheet, from, to, style)
	}
}

func (w *sheetWriter) label(r, c1, c2 int, text string) { w.put(r, c1, r, c2, text, w.st.label) }

func (w *sheetWriter) value(r, c1, c2 int, text string) { w.put(r, c1, r, c2, text, w.st.text) }

func (w *sheetWriter) widths(widths ...float64) {
	for i, x := range widths {
		if w.err == nil {
			w.err = w.f.SetColWidth(w.sheet, colName(i+1), colName(i+1), x)
		}
	}
}

func (w *sheetWriter) height(r int, points float64) {
	if w.err == nil {
		w.err = w.f.SetRowHeight(w.sheet, r, points)
	}
}

func (w *sheetWriter) page(landscape bool, repeat string) {
	if w.err == nil {
		w.err = page(w.f, w.sheet, landscape, repeat)
	}
}

// flush writes the workbook and closes it.
func (w *sheetWriter) flush(to io.Writer) error {
	defer w.f.Close()
	if w.err != nil {
		return w.err
	}
	w.f.SetActiveSheet(0)
	return w.f.Write(to)
}

// freeze keeps the first rows in view.
func (w *sheetWriter) freeze(rows int) {
	if w.err == nil {
		w.err = w.f.SetPanes(w.sheet, &excelize.Panes{Freeze: true, YSplit: rows, TopLeftCell: ref(rows+1, 1), ActivePane: "bottomLeft"})
	}
}

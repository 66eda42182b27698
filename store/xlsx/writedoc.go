package xlsx

import (
	"io"

	"github.com/xuri/excelize/v2"

	"jixiao/domain/paper"
)

// WriteDoc writes a document as a workbook of one sheet: title, paragraphs and tables below
// each other, for those who go on calculating. All cells are text or plain numbers.
func WriteDoc(w io.Writer, d *paper.Doc) error {
	f := excelize.NewFile()
	defer f.Close()
	sheet := sheetName(d.Title)
	if err := f.SetSheetName("Sheet1", sheet); err != nil {
		return err
	}
	st, err := newStyles(f)
	if err != nil {
		return err
	}
	sw, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	for c, width := range docWidths(d) {
		if err := sw.SetColWidth(c+1, c+1, width); err != nil {
			return err
		}
	}
	row := 0
	put := func(cells ...string) error {
		row++
		line := make([]any, len(cells))
		for i, c := range cells {
			line[i] = tableCell(st, c)
		}
		at, err := excelize.CoordinatesToCellName(1, row)
		if err != nil {
			return err
		}
		return sw.SetRow(at, line)
	}
	if err := put(d.Title); err != nil {
		return err
	}
	if d.Sub != "" {
		if err := put(d.Sub); err != nil {
			return err
		}
	}
	for i := range d.Blocks {
		if err := putBlock(&d.Blocks[i], put); err != nil {
			return err
		}
	}
	if err := sw.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

func putBlock(b *paper.Block, put func(cells ...string) error) error {
	if b.Kind != paper.Table {
		return put(b.Text)
	}
	head := make([]string, len(b.Columns))
	for i, c := range b.Columns {
		head[i] = c.Title
	}
	if err := put(head...); err != nil {
		return err
	}
	for _, r := range b.Rows {
		if err := put(r...); err != nil {
			return err
		}
	}
	return nil
}

// docWidths takes each column's width from the widest table share at its place.
func docWidths(d *paper.Doc) (out []float64) {
	for _, b := range d.Blocks {
		for i, c := range b.Columns {
			if i == len(out) {
				out = append(out, 8)
			}
			out[i] = max(out[i], min(float64(c.Width)*1.1, 70))
		}
	}
	return out
}

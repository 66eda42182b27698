package xlsx

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// sheet limits of what is written.
const (
	maxSheetName = 31
	maxCellRunes = 32767
)

// WriteTable writes a list as a workbook: a title, a frozen header with a filter, one row
// per record, A4 landscape. All cells are text: nothing in them is ever a formula; numbers
// that are plain decimals are numbers.
func WriteTable(w io.Writer, title string, columns []string, rows [][]string) error {
	f := excelize.NewFile()
	defer f.Close()
	if len(rows) >= MaxRow-2 {
		return fmt.Errorf("共 %d 行，超过一个工作表能放的 %d 行。请先筛选再导出", len(rows), MaxRow-2)
	}
	sheet := sheetName(title)
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
	if err := tableHead(sw, st, title, columns, rows); err != nil {
		return err
	}
	line := make([]any, len(columns))
	for i, row := range rows {
		for c := range line {
			line[c] = nil
			if c < len(row) {
				line[c] = tableCell(st, row[c])
			}
		}
		at, err := excelize.CoordinatesToCellName(1, i+3)
		if err != nil {
			return err
		}
		if err := sw.SetRow(at, line); err != nil {
			return err
		}
	}
	if err := sw.Flush(); err != nil {
		return err
	}
	if err := tablePage(f, sheet, len(columns), len(rows)); err != nil {
		return err
	}
	return f.Write(w)
}

// tableHead writes column widths, title and header.
func tableHead(sw *excelize.StreamWriter, st *styles, title string, columns []string, rows [][]string) error {
	for c := range columns {
		if err := sw.SetColWidth(c+1, c+1, columnWidth(columns, rows, c)); err != nil {
			return err
		}
	}
	if err := sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := sw.SetRow("A1", []any{excelize.Cell{StyleID: st.title, Value: clip(title)}}, excelize.RowOpts{Height: 28}); err != nil {
		return err
	}
	if len(columns) > 1 {
		end, err := excelize.CoordinatesToCellName(len(columns), 1)
		if err != nil {
			return err
		}
		if err := sw.MergeCell("A1", end); err != nil {
			return err
		}
	}
	head := make([]any, len(columns))
	for c, name := range columns {
		head[c] = excelize.Cell{StyleID: st.head, Value: clip(name)}
	}
	return sw.SetRow("A2", head)
}

// tablePage sets the page and the filter.
func tablePage(f *excelize.File, sheet string, columns, rows int) error {
	if columns == 0 {
		return nil
	}
	end, err := excelize.CoordinatesToCellName(columns, rows+2)
	if err != nil {
		return err
	}
	if err := f.AutoFilter(sheet, "A2:"+end, nil); err != nil {
		return err
	}
	return page(f, sheet, true, "$1:$2")
}

// tableCell keeps text as text; plain decimals become numbers, as long as nothing of them
// is lost (codes with leading zeros or more than 15 digits stay text).
func tableCell(st *styles, s string) excelize.Cell {
	if n, ok := plainNumber(s); ok {
		style := st.body
		if _, frac, dot := strings.Cut(s, "."); dot && len(frac) == 2 {
			style = st.money
		}
		return excelize.Cell{StyleID: style, Value: n}
	}
	return excelize.Cell{StyleID: st.text, Value: clip(s)}
}

// columnWidth fits the header and a sample of rows, between 8 and 50.
func columnWidth(columns []string, rows [][]string, c int) float64 {
	w := textWidth(columns[c]) + 2
	step := max(1, len(rows)/200)
	for i := 0; i < len(rows); i += step {
		if c < len(rows[i]) {
			w = max(w, textWidth(rows[i][c])+2)
		}
	}
	return float64(min(max(w, 8), 50))
}

func textWidth(s string) int {
	n := 0
	for _, r := range s {
		if n++; r > 0x2e7f {
			n++
		}
	}
	return n
}

// clip keeps a cell within what a workbook can hold.
func clip(s string) string {
	if len(s) <= maxCellRunes {
		return cleanXML(s)
	}
	r := []rune(s)
	return cleanXML(string(r[:min(len(r), maxCellRunes)]))
}

// cleanXML drops characters that no workbook can hold.
func cleanXML(s string) string {
	if utf8.ValidString(s) && strings.IndexFunc(s, forbidden) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if forbidden(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

func forbidden(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff
}

// sheetName makes a title fit for a sheet.
func sheetName(title string) string {
	s := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) || forbidden(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(title, ""))
	units, end := 0, 0 // the limit counts UTF-16 units
	s = strings.TrimSpace(s)
	for at, r := range s {
		if units += utf16.RuneLen(r); units > maxSheetName {
			break
		}
		end = at + utf8.RuneLen(r)
	}
	if end == 0 {
		return "Sheet1"
	}
	return s[:end]
}

// WriteCSV writes a list as UTF-8 csv with a byte order mark, as WPS and Excel open it. A
// cell that a spreadsheet would take for a formula gets a leading apostrophe.
func WriteCSV(w io.Writer, columns []string, rows [][]string) error {
	b := bufio.NewWriter(w)
	if _, err := b.WriteString("\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(b)
	c.UseCRLF = true
	if err := c.Write(harmless(columns)); err != nil {
		return err
	}
	for _, row := range rows {
		if err := c.Write(harmless(row)); err != nil {
			return err
		}
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return err
	}
	return b.Flush()
}

// harmless keeps cells from being run as formulas; numbers keep their sign.
func harmless(row []string) []string {
	out := make([]string, len(row))
	for i, s := range row {
		out[i] = s
		if s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) {
			continue
		}
		if _, number := plainNumber(s); !number && strings.Trim(s, "-") != "" {
			out[i] = "'" + s
		}
	}
	return out
}

package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"jixiao/store/xlsx"
	"jixiao/tui"
)

// sheet is a list as text: the same rows go to the terminal, to a file and (as values) to
// JSON.
type sheet struct {
	title   string
	columns []string
	right   map[int]bool
	rows    [][]string
	// foot is one line below the table.
	foot string
}

// print writes the list in aligned columns; Chinese text counts two cells.
func (s *sheet) print(w io.Writer) {
	widths := make([]int, len(s.columns))
	for i, c := range s.columns {
		widths[i] = tui.Width(c)
	}
	for _, r := range s.rows {
		for i, c := range r {
			widths[i] = max(widths[i], tui.Width(c))
		}
	}
	line := func(cells []string) {
		var b strings.Builder
		for i, c := range cells {
			switch {
			case s.right[i]:
				b.WriteString(tui.FitRight(c, widths[i]))
			default:
				b.WriteString(tui.Fit(c, widths[i]))
			}
			b.WriteString("  ")
		}
		fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	}
	line(s.columns)
	for _, r := range s.rows {
		line(r)
	}
	if s.foot != "" {
		fmt.Fprintln(w, s.foot)
	}
}

// save writes the list to a new .xlsx or .csv file.
func (s *sheet) save(name string) error {
	return saveTable(name, s.title, s.columns, s.rows)
}

// saveTable writes a table by the file's ending. An existing file is never overwritten.
func saveTable(name, title string, columns []string, rows [][]string) error {
	ext := strings.ToLower(filepath.Ext(name))
	if ext != ".xlsx" && ext != ".csv" {
		return usagef("不知道 %s 是什么格式。文件名请以 .xlsx 或 .csv 结尾", name)
	}
	return saveNew(name, func(f *os.File) error {
		if ext == ".csv" {
			return xlsx.WriteCSV(f, columns, rows)
		}
		return xlsx.WriteTable(f, title, columns, rows)
	})
}

// saveNew writes a new file and takes it away again when writing fails: a half-written
// file must not be mistaken for one. An existing file is never overwritten.
func saveNew(name string, write func(f *os.File) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return refusef("写不了 %s：%v。已有的文件不会被覆盖，请换一个文件名", name, err)
	}
	err = write(f)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		_ = os.Remove(name)
		return fmt.Errorf("写 %s 没有成功：%w", name, err)
	}
	return nil
}

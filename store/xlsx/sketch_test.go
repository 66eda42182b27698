package xlsx

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

// sketch draws a workbook: sheets begin with "# name", cells are separated by "|", a cell
// "<" belongs to the one on its left, "^" to the one above; "~" stands for a line break.
// A cell beginning with "'" is text; other plain numbers are stored as numbers.
func sketch(t testing.TB, text string) []byte {
	t.Helper()
	f := excelize.NewFile()
	sheet, row := "Sheet1", 0
	var cells [][]string
	finish := func() { merge(t, f, sheet, cells); cells, row = nil, 0 }
	for line := range strings.Lines(strings.TrimSpace(text)) {
		line = strings.TrimRight(line, "\n")
		if name, ok := strings.CutPrefix(line, "# "); ok {
			finish()
			if f.SheetCount == 1 && sheet == "Sheet1" {
				require.NoError(t, f.SetSheetName("Sheet1", name))
			} else {
				_, err := f.NewSheet(name)
				require.NoError(t, err)
			}
			sheet = name
			continue
		}
		row++
		cols := strings.Split(line, "|")
		for c := range cols {
			cols[c] = strings.ReplaceAll(strings.TrimSpace(cols[c]), "~", "\n")
			put(t, f, sheet, ref(row, c+1), cols[c])
		}
		cells = append(cells, cols)
	}
	finish()
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	return b.Bytes()
}

func put(t testing.TB, f *excelize.File, sheet, at, text string) {
	switch text {
	case "", "<", "^":
		return
	}
	if s, ok := strings.CutPrefix(text, "'"); ok {
		require.NoError(t, f.SetCellStr(sheet, at, s))
	} else if n, ok := plainNumber(text); ok {
		require.NoError(t, f.SetCellFloat(sheet, at, n, -1, 64))
	} else {
		require.NoError(t, f.SetCellStr(sheet, at, text))
	}
}

func merge(t testing.TB, f *excelize.File, sheet string, cells [][]string) {
	get := func(r, c int) string {
		if r < len(cells) && c < len(cells[r]) {
			return cells[r][c]
		}
		return ""
	}
	for r := range cells {
		for c := range cells[r] {
			if x := cells[r][c]; x == "<" || x == "^" {
				continue
			}
			w, h := 1, 1
			for get(r, c+w) == "<" {
				w++
			}
			for get(r+h, c) == "^" {
				h++
			}
			if w > 1 || h > 1 {
				require.NoError(t, f.MergeCell(sheet, ref(r+1, c+1), ref(r+h, c+w)))
			}
		}
	}
}

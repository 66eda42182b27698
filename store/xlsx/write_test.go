package xlsx

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"jixiao/domain"
)

func TestTableKeepsTextAsText(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, WriteTable(&b, "项目库: 红灯/前十", []string{"项目代码", "项目名称", "年初预算(元)"}, [][]string{
		{"=1+1", "+cmd|' /C calc'!A0", "12.50"}, {"@SUM(A1)", "-甲", "-3.00"}, {"000123", "12345678901234567890", "0"}, {"\x01坏字符", "", ""},
	}))
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	sheet := f.GetSheetName(0)
	assert.Equal(t, "项目库 红灯前十", sheet)
	for at, want := range map[string]string{"A3": "=1+1", "B3": "+cmd|' /C calc'!A0", "C3": "12.50", "A4": "@SUM(A1)", "B4": "-甲", "A5": "000123", "B5": "12345678901234567890", "A6": "坏字符"} {
		got, err := f.GetCellValue(sheet, at)
		require.NoError(t, err)
		assert.Equal(t, want, got, at)
		formula, err := f.GetCellFormula(sheet, at)
		require.NoError(t, err)
		assert.Empty(t, formula, at)
	}
	kind, err := f.GetCellType(sheet, "C3")
	require.NoError(t, err)
	assert.Equal(t, excelize.CellTypeUnset, kind, "a number")
}

func TestWrittenTableReadsBack(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, WriteTable(&b, "2026年项目库", []string{"项目代码", "项目名称", "主管部门", "年初预算(元)"}, [][]string{{"A1", "甲", "区教育局", "12.50"}, {"0002", "乙", "区民政局", "3"}}))
	f := ReadBytes(context.Background(), "项目库.xlsx", b.Bytes(), Options{})[0]
	require.Empty(t, f.Errors)
	require.Len(t, f.Projects, 2)
	assert.Equal(t, domain.FormProjects, f.Kind)
	assert.Equal(t, "0002", f.Projects[1].Code)
	assert.EqualValues(t, 1250, *f.Projects[0].Initial.Fen)
	assert.Equal(t, 2026, f.Projects[0].Year)
}

func TestCSVOpensInSpreadsheets(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, WriteCSV(&b, []string{"名称", "金额"}, [][]string{{"=HYPERLINK(1)", "-5.20"}, {"甲,\"乙\"", "-"}}))
	assert.Equal(t, "\ufeff名称,金额\r\n'=HYPERLINK(1),-5.20\r\n\"甲,\"\"乙\"\"\",-\r\n", b.String())
}

func TestAnyTableIsAWorkbook(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cols := rapid.SliceOfN(rapid.String(), 1, 4).Draw(t, "columns")
		rows := rapid.SliceOfN(rapid.SliceOfN(rapid.String(), 0, 5), 0, 4).Draw(t, "rows")
		var b bytes.Buffer
		if err := WriteTable(&b, rapid.String().Draw(t, "title"), cols, rows); err != nil {
			t.Fatal(err)
		}
		bk, err := openBook(context.Background(), b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		g, err := bk.readSheet(context.Background(), bk.sheets[0])
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c := range min(len(row), len(cols)) {
				want := strings.TrimSpace(cleanXML(row[c]))
				got := g.text(r+3, c+1)
				if _, number := plainNumber(row[c]); !number && normal(got) != normal(want) {
					t.Fatalf("%d %d: %q, want %q", r, c, got, want)
				}
			}
		}
	})
}

// normal leaves out what the spreadsheet format itself does not keep apart.
func normal(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("\r", "", "\n", "", "\ufeff", "", "\u200b", "", "_x", "").Replace(unescapeControl(s))), "")
}

package widget

import (
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"jixiao/tui"
	"jixiao/tui/tuitest"
)

func projects(n int) *Table {
	t := &Table{
		Columns: []Column{{ID: "name", Title: "项目名称", Width: 12, Flex: 3}, {ID: "dept", Title: "部门", Width: 8, Flex: 1, Priority: 2}, {ID: "lamp", Title: "灯", Width: 2},
			{ID: "amount", Title: "金额(万元)", Width: 12, Right: true}, {ID: "code", Title: "代码", Width: 10, Priority: 3}},
		Cell: func(row, col int) string {
			return []string{"学校·改造" + strconv.Itoa(row), "教育局", "红", strconv.Itoa(row*1000) + ".00", "P" + strconv.Itoa(row)}[col]
		},
		Style: func(_, col int) tui.SGR {
			if col == 2 {
				return tui.T.Red
			}
			return ""
		},
		Empty: []string{"没有项目。按 Ctrl+O 导入"},
	}
	t.SetCount(n)
	return t
}

func exact(t require.TestingT, block string, w, h int) {
	lines := strings.Split(block, "\n")
	require.Len(t, lines, h)
	for _, l := range lines {
		require.Equal(t, w, ansi.StringWidth(l), "%q", l)
	}
}

func TestTableIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tb := projects(rapid.IntRange(0, 300).Draw(t, "rows"))
		marks := map[int]bool{}
		tb.Marked = func(r int) bool { return marks[r] }
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			w, h := rapid.IntRange(20, 200).Draw(t, "w"), rapid.IntRange(2, 60).Draw(t, "h")
			key := rapid.SampledFrom([]string{"up", "down", "pgup", "pgdown", "home", "end", "j", "k", "g", "G", "ctrl+d", "ctrl+u", "mark", "count", "x"}).Draw(t, "key")
			switch key {
			case "mark":
				marks[tb.Cursor()] = !marks[tb.Cursor()]
				tb.InvalidateRow(tb.Cursor())
			case "count":
				tb.SetCount(rapid.IntRange(0, 300).Draw(t, "new rows"))
			default:
				if tb.HandleKey(key) == (key == "x") {
					t.Fatalf("key %s", key)
				}
			}
			exact(t, tb.View(w, h), w, h)
			first, n := tb.Visible()
			if c := tb.Cursor(); tb.Count() > 0 && (c < first || c >= first+n) {
				t.Fatalf("row %d is not among %d+%d", c, first, n)
			}
		}
	})
}

func TestTableDropsColumnsByPriority(t *testing.T) {
	tb := projects(3)
	tb.View(80, 5)
	assert.Equal(t, []string{"name", "dept", "lamp", "amount", "code"}, tb.Shown())
	tb.View(49, 5)
	assert.Equal(t, []string{"name", "dept", "lamp", "amount"}, tb.Shown())
	tb.View(34, 5)
	assert.Equal(t, []string{"name", "lamp", "amount"}, tb.Shown())
}

// TestSelectionIsOneStretch: the selected row's reverse video is not ended by a cell's
// own colour.
func TestSelectionIsOneStretch(t *testing.T) {
	tb := projects(3)
	lines := strings.Split(tb.View(60, 4), "\n")
	assert.Equal(t, 2, strings.Count(lines[1], "\x1b["), "%q", lines[1])
	assert.True(t, strings.HasPrefix(lines[1], "\x1b[7m") && strings.HasSuffix(lines[1], "\x1b[m"))
	assert.Contains(t, lines[2], "\x1b[1;31m红\x1b[m")
	assert.Contains(t, lines[2], "学校・改造1")
}

func TestTableAmountsAreNeverCut(t *testing.T) {
	tb := &Table{Columns: []Column{{ID: "a", Title: "金额", Width: 6, Right: true}}, Cell: func(int, int) string { return "1234567.00" }}
	tb.SetCount(1)
	assert.Contains(t, tb.View(10, 2), "######")
}

func TestEmptyTableSaysTheNextStep(t *testing.T) {
	tb := projects(0)
	assert.Contains(t, tb.View(60, 6), "按 Ctrl+O 导入")
	tb.HandleKey("down")
	assert.Zero(t, tb.Cursor())
}

// TestTableFormatsVisibleRowsOnly is the reason for the table: a page costs a page.
func TestTableFormatsVisibleRowsOnly(t *testing.T) {
	tb := projects(100_000)
	formatted := 0
	cell := tb.Cell
	tb.Cell = func(r, c int) string { formatted++; return cell(r, c) }
	tb.View(120, 40)
	tb.HandleKey("end")
	tb.View(120, 40)
	assert.LessOrEqual(t, formatted, 2*40*len(tb.Columns))
	formatted = 0
	tb.HandleKey("up")
	tb.View(120, 40)
	assert.Zero(t, formatted, "rows that were shown are kept")
}

func BenchmarkTablePage(b *testing.B) {
	tb := projects(100_000)
	b.ReportAllocs()
	for b.Loop() {
		if tb.HandleKey("pgdown"); tb.Cursor() >= tb.Count()-100 {
			tb.HandleKey("home")
		}
		tb.View(200, 46)
	}
}

func TestKeyNamesAgree(t *testing.T) {
	for _, k := range []string{"enter", "esc", "ctrl+k", "f2", "f12", "1", "j", "G", "space", "pgdown", "shift+tab", "=", "ctrl+left", "审"} {
		assert.Equal(t, k, tui.Key(tuitest.Key(k)), k)
	}
}

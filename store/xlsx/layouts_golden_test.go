package xlsx

import (
	"context"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/intake"
)

var update = flag.Bool("update", false, "write testdata/xlsx anew from the sketches")

// golden is what a sketch must read as.
type golden struct {
	Kind       domain.FormKind         `json:"kind"`
	Layout     string                  `json:"layout"`
	Rows       int                     `json:"rows"`
	Forms      []domain.Form           `json:"forms,omitempty"`
	Monitoring []intake.MonitoringForm `json:"monitoring,omitempty"`
	Rechecks   []intake.RecheckPaper   `json:"rechecks,omitempty"`
	Unread     []domain.UnreadCell     `json:"unread,omitempty"`
	Warnings   []intake.CellError      `json:"warnings,omitempty"`
}

func goldenOf(f intake.File) golden {
	return golden{f.Kind, f.Layout, f.Rows, f.Forms, f.Monitoring, f.Rechecks, f.Unread, f.Warnings}
}

// TestLayouts reads the committed workbook of every layout and compares the whole result.
func TestLayouts(t *testing.T) {
	dir := filepath.Join("..", "..", "testdata", "xlsx")
	for _, name := range slices.Sorted(maps.Keys(layoutSketches)) {
		t.Run(name, func(t *testing.T) {
			book, want := filepath.Join(dir, name+".xlsx"), filepath.Join(dir, name+".json")
			if *update {
				require.NoError(t, os.MkdirAll(dir, 0o755))
				data := sketch(t, layoutSketches[name])
				files := ReadBytes(context.Background(), book, data, Options{})
				b, err := json.MarshalIndent(goldenOf(files[0]), "", " ")
				require.NoError(t, err)
				require.NoError(t, os.WriteFile(book, data, 0o644))
				require.NoError(t, os.WriteFile(want, append(b, '\n'), 0o644))
			}
			files, err := Read(context.Background(), []string{book}, Options{}, nil)
			require.NoError(t, err)
			require.Len(t, files, 1)
			require.Empty(t, files[0].Errors)
			got, err := json.MarshalIndent(goldenOf(files[0]), "", " ")
			require.NoError(t, err)
			b, err := os.ReadFile(want)
			require.NoError(t, err)
			assert.Equal(t, string(b), string(got)+"\n")
			assert.Empty(t, files[0].Unread, "every cell of these layouts is understood")
		})
	}
}

// TestNoCellIsLost checks, for every layout with foreign cells strewn in, that each
// non-empty cell ends as a label, as a value that the result really holds, or as unread.
func TestNoCellIsLost(t *testing.T) {
	for name, text := range layoutSketches {
		t.Run(name, func(t *testing.T) {
			lines := strings.Split(strings.TrimSpace(text), "\n")
			for i := range lines {
				if i%4 == 3 && !strings.HasPrefix(lines[i], "# ") {
					lines[i] += strings.Repeat("|", 20-strings.Count(lines[i], "|")) + "旁注" + lines[i][:3]
				}
			}
			checkAccounted(t, sketch(t, strings.Join(lines, "\n")))
		})
	}
}

func checkAccounted(t *testing.T, data []byte) {
	t.Helper()
	scratch := intake.File{Name: "a.xlsx"}
	grids, err := openGrids(context.Background(), "a.xlsx", data, &scratch)
	require.NoError(t, err)
	f := intake.File{Name: "a.xlsx", Kind: domain.FormUnknown}
	rd := &fileReader{f: &f, keys: newKeyCache()}
	rd.read(grids)
	require.Empty(t, f.Errors)
	b, err := json.Marshal(goldenOf(f))
	require.NoError(t, err)
	result := strings.ReplaceAll(string(b), `"甲","乙"`, "甲、乙")
	if rd.last != nil { // a monitoring record keeps less than its form
		b, err := json.Marshal(rd.last.form)
		require.NoError(t, err)
		result += string(b)
	}
	unread := map[string]bool{}
	for _, u := range f.Unread {
		unread[u.Sheet+"!"+u.Cell] = true
	}
	for _, g := range grids {
		for _, row := range g.rows {
			for _, c := range row.cells {
				at := ref(row.n, c.col)
				switch c.mark {
				case markNone:
					assert.True(t, unread[g.name+"!"+at], "%s %s %q is neither understood nor listed", g.name, at, c.text)
				case markValue:
					quoted, err := json.Marshal(c.text)
					require.NoError(t, err)
					core := strings.Trim(string(quoted), `"`)
					assert.True(t, strings.Contains(result, `"cell":"`+at+`"`) || strings.Contains(result, "!"+at+`"`) || strings.Contains(result, core) || tickOrOrdinal(c.text), "%s %s %q counts as read but the result does not hold it", g.name, at, c.text)
				}
			}
		}
	}
}

// tickOrOrdinal are cells whose meaning is kept, not their text.
func tickOrOrdinal(s string) bool {
	return s == tick || strings.Trim(s, "0123456789") == "" || strings.HasPrefix(s, "指标")
}

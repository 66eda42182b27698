package xlsx

import (
	"context"
	"encoding/json"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"jixiao/domain/intake"
)

// moved copies a sheet with every row and column sent elsewhere: rows and columns may be
// shifted and empty ones put in, the order stays.
func moved(g *grid, row, col func(int) int, merges bool) *grid {
	out := &grid{name: g.name}
	for _, r := range g.rows {
		for _, c := range r.cells {
			out.add(row(r.n), col(c.col), c.text)
		}
	}
	if merges {
		for _, m := range g.merges {
			out.merges = append(out.merges, region{row(m.r1), col(m.c1), row(m.r2), col(m.c2)})
		}
	}
	out.finish()
	return out
}

var placeFields = regexp.MustCompile(`"(?:cell|Cell|year_cell|row|Row)":(?:"[^"]*"|\d+),?|"cells":\{[^}]*\},?`)

// meaning is what a sheet reads as, without places.
func meaning(t require.TestingT, grids []*grid) string {
	f := newTestFile()
	rd := &fileReader{f: f, keys: newKeyCache()}
	rd.read(grids)
	require.Empty(t, f.Errors)
	b, err := json.Marshal(goldenOf(*f))
	require.NoError(t, err)
	return placeFields.ReplaceAllString(string(b), "")
}

func gridsOf(t require.TestingT, data []byte) []*grid {
	grids, err := openGrids(context.Background(), "a.xlsx", data, &intake.File{})
	require.NoError(t, err)
	return grids
}

// TestNothingHangsOnAddresses moves every layout about: rows and columns shifted, empty
// columns and rows put in anywhere.
func TestNothingHangsOnAddresses(t *testing.T) {
	for name, text := range layoutSketches {
		data := sketch(t, text)
		want := meaning(t, gridsOf(t, data))
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				down, right := rapid.IntRange(0, 3).Draw(t, "down"), rapid.IntRange(0, 3).Draw(t, "right")
				gap := rapid.IntRange(2, 9).Draw(t, "empty column before")
				var grids []*grid
				for _, g := range gridsOf(t, data) {
					grids = append(grids, moved(g, func(r int) int { return r + down }, func(c int) int {
						if c >= gap {
							return c + right + 1
						}
						return c + right
					}, true))
				}
				if got := meaning(t, grids); got != want {
					t.Fatalf("moved by %d rows and %d columns, empty column before %d:\n%s\nwant\n%s", down, right, gap, got, want)
				}
			})
		})
	}
}

// TestFormsWithoutMerges reads every layout as it comes out of programs that drop merged
// ranges.
func TestFormsWithoutMerges(t *testing.T) {
	same := func(n int) int { return n }
	for name, text := range layoutSketches {
		data := sketch(t, text)
		var grids []*grid
		for _, g := range gridsOf(t, data) {
			grids = append(grids, moved(g, same, same, false))
		}
		require.Equal(t, meaning(t, gridsOf(t, data)), meaning(t, grids), name)
	}
}

package xlsx_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/district"
	"jixiao/domain/rule"
	"jixiao/domain/selfeval"
	"jixiao/store/xlsx"
)

// writeFolder writes the first n self-evaluations of a district as workbooks, one folder
// per department, and returns the planted faults by file.
func writeFolder(tb testing.TB, dir string, d *district.District, n int) map[string][]string {
	tb.Helper()
	planted := map[string][]string{}
	for i := 0; len(planted) < n && i < d.Len(); i++ {
		r := d.Record(i)
		if r.SelfEval == nil {
			continue
		}
		folder := filepath.Join(dir, r.Project.Department)
		require.NoError(tb, os.MkdirAll(folder, 0o700))
		path := filepath.Join(folder, r.Project.Code+".xlsx")
		f, err := os.Create(path)
		require.NoError(tb, err)
		require.NoError(tb, xlsx.WriteForm(f, &r.SelfEval.Form))
		require.NoError(tb, f.Close())
		planted[path] = r.Answer.SelfEval
	}
	return planted
}

// TestDistrictWorkbooks goes the whole way: forms with planted faults are written as
// workbooks, read back, and the X-ray finds exactly what was planted.
func TestDistrictWorkbooks(t *testing.T) {
	dir := t.TempDir()
	planted := writeFolder(t, dir, district.Generate(district.Options{Seed: 9}), 400)
	files, err := xlsx.Read(context.Background(), []string{dir}, xlsx.Options{}, nil)
	require.NoError(t, err)
	require.Len(t, files, len(planted))
	on := domain.Date{Year: 2026, Month: 8, Day: 31}
	found := 0
	for _, file := range files {
		require.Empty(t, file.Errors, file.Name)
		require.Len(t, file.Forms, 1)
		var got []string
		for _, f := range rule.Findings(selfeval.Check(&file.Forms[0], selfeval.Env{Year: 2025}, on)) {
			if !slices.Contains(got, f.Rule) {
				got = append(got, f.Rule)
			}
		}
		slices.Sort(got)
		assert.Equal(t, planted[file.Name], got, file.Name)
		found += len(got)
	}
	assert.Greater(t, found, 60)
}

// BenchmarkImportWorkbooks reads and X-rays 1,000 workbooks.
func BenchmarkImportWorkbooks(b *testing.B) {
	dir := b.TempDir()
	planted := writeFolder(b, dir, district.Generate(district.Options{Projects: 1600}), 1000)
	on := domain.Date{Year: 2026, Month: 8, Day: 31}
	for b.Loop() {
		files, err := xlsx.Read(context.Background(), []string{dir}, xlsx.Options{}, nil)
		require.NoError(b, err)
		require.Len(b, files, len(planted))
		for _, file := range files {
			if len(file.Forms) != 1 {
				b.Fatal(fmt.Sprint(file.Name, file.Errors))
			}
			selfeval.Check(&file.Forms[0], selfeval.Env{}, on)
		}
	}
	b.ReportMetric(float64(len(planted)), "workbooks")
}

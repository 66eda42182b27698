package projects_test

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/store"
	"jixiao/tui/projects"
)

var _ projects.Store = (*store.Store)(nil)

func fill(t testing.TB, n int) *store.Store {
	s, err := store.Create(filepath.Join(t.TempDir(), "a.db"), store.Options{Clock: func() time.Time { return time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC) }, Operator: domain.Operator{Name: "小林"}})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, s.Close()) })
	_, err = s.Write(store.Op{Name: "test.fill", Title: "试数据"}, func(tx *store.Tx) error {
		if err := store.Departments.Put(tx, domain.Department{V: 1, Code: "101", Name: "区教育局"}); err != nil {
			return err
		}
		for i := range n {
			p := domain.Project{V: 1, ID: fmt.Sprintf("p%07d", i), Code: fmt.Sprintf("37010326R%012d", i), Name: fmt.Sprintf("第%d小学校舍改造及设备购置项目", i), Year: 2026, Department: "101", Unit: "101001", Initial: 100_00, Adjusted: domain.Fen(100_00 + i)}
			if err := store.Projects.Put(tx, p); err != nil {
				return err
			}
			if err := store.Executions.Put(tx, domain.Execution{V: 1, ProjectID: p.ID, Year: 2026, Months: []domain.MonthExecution{{Month: 8, Executed: 5000}}}); err != nil {
				return err
			}
		}
		return nil
	})
	require.NoError(t, err)
	return s
}

// TestOverTheRealStore opens the screen over a data file, finds a project by its initials
// and reads its page with the history.
func TestOverTheRealStore(t *testing.T) {
	s := fill(t, 30)
	rows, err := s.Page("", 10)
	require.NoError(t, err)
	require.Len(t, rows, 10)
	assert.Equal(t, "区教育局", rows[0].Department)
	ix, err := s.LoadIndex(context.Background())
	require.NoError(t, err)
	require.Equal(t, 30, ix.Len())
	assert.Equal(t, rows[3], ix.Row(3))
	w, ok := ix.Word("xxxsgz")
	require.True(t, ok)
	assert.Equal(t, 30, w.Scan().Len())
	d, err := s.Dossier("p0000007")
	require.NoError(t, err)
	assert.Equal(t, "区教育局", d.DepartmentName)
	h, err := s.History("p0000007", 10)
	require.NoError(t, err)
	require.Len(t, h, 1)
	assert.Equal(t, "小林", h[0].Operator)
}

// BenchmarkLoadIndexFromFile measures what stands between the first frame and the whole
// list at 100,000 projects.
func BenchmarkLoadIndexFromFile(b *testing.B) {
	s := fill(b, 100_000)
	b.Run("page", func(b *testing.B) {
		for b.Loop() {
			_, err := s.Page("", 120)
			require.NoError(b, err)
		}
	})
	b.Run("index", func(b *testing.B) {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		for b.Loop() {
			ix, err := s.LoadIndex(context.Background())
			require.NoError(b, err)
			runtime.KeepAlive(ix)
		}
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.Sys-before.Sys)/(1<<20), "MiB-from-os")
	})
}

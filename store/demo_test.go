package store

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/district"
	"jixiao/domain/listing"
)

func TestDemoHoldsTheWholeDistrict(t *testing.T) {
	path := filepath.Join(t.TempDir(), "demo.db")
	o := district.Options{Seed: 5, Projects: 1300}
	last := 0
	require.NoError(t, CreateDemo(path, o, Options{Operator: domain.Operator{Name: "演示"}}, func(done, total int) {
		assert.Greater(t, done, last)
		assert.Equal(t, 1300, total)
		last = done
	}))
	assert.Equal(t, 1300, last)
	s, err := Open(path, Options{})
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	d := district.Generate(o)
	require.NoError(t, s.View(func(tx *Tx) error {
		set, ok, err := Settings.Get(tx, DemoDate)
		require.NoError(t, err)
		assert.True(t, ok)
		assert.JSONEq(t, `"2026-08-31"`, string(set.Value))
		people, err := People.All(tx)
		require.NoError(t, err)
		assert.Greater(t, len(people), len(d.People()))
		units, err := Units.All(tx)
		require.NoError(t, err)
		assert.Len(t, units, len(d.Units()))
		for _, i := range []int{0, 7, 999, 1000, 1299} {
			want := d.Record(i)
			got, err := tx.Dossier(want.Project.ID)
			require.NoError(t, err)
			assert.Equal(t, want.Project, got.Project)
			assert.Equal(t, want.Target, got.Target)
			assert.Equal(t, want.Execution, got.Execution)
			assert.Equal(t, want.SelfEval, got.SelfEval)
			assert.Len(t, got.Payments, len(want.Payments))
			assert.Len(t, got.Reviews, len(want.Reviews))
			assert.Len(t, got.Cases, len(want.Cases))
			assert.NotEqual(t, got.Project.Department, got.DepartmentName)
		}
		return nil
	}))
	ix, err := s.LoadIndex(context.Background())
	require.NoError(t, err)
	assert.Equal(t, 1300, ix.Len())
	entries, total, err := s.Journal(0, 10)
	require.NoError(t, err)
	assert.Equal(t, 7, total, "the base, and three chunks with their cases")
	for _, e := range entries {
		assert.True(t, e.Irreversible)
		assert.Equal(t, "2026-08-31", domain.DateOf(e.At).String())
		assert.Equal(t, "演示", e.Operator)
	}
	_, err = s.Undo()
	require.Error(t, err, "a demonstration is not undone")
	queue := 0
	require.NoError(t, s.View(func(tx *Tx) error {
		return tx.Rows(func(r listing.Row) error {
			if r.Stage == domain.StagePending && r.Level == domain.LevelBureau {
				queue++
			}
			return nil
		})
	}))
	assert.InDelta(t, 325, queue, 60)
}

func TestDemoNeverTouchesAnExistingFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "demo.db")
	require.NoError(t, os.WriteFile(path, []byte("mine"), 0o600))
	require.Error(t, CreateDemo(path, district.Options{Projects: 3}, Options{}, nil))
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, "mine", string(b))
}

// BenchmarkDemo prints what a demonstration costs; JIXIAO_DEMO sets the number of projects.
func BenchmarkDemo(b *testing.B) {
	n, err := strconv.Atoi(os.Getenv("JIXIAO_DEMO"))
	if err != nil {
		n = 1200
	}
	for b.Loop() {
		path := filepath.Join(b.TempDir(), "demo.db")
		start := time.Now()
		require.NoError(b, CreateDemo(path, district.Options{Projects: n}, Options{}, nil))
		st, err := os.Stat(path)
		require.NoError(b, err)
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(time.Since(start).Seconds(), "s/demo")
		b.ReportMetric(float64(st.Size())/1e6, "MB/file")
		b.ReportMetric(float64(m.Sys)/1e6, "MB/sys")
		require.NoError(b, os.Remove(path))
	}
}

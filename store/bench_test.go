package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"jixiao/domain/intake"
	"jixiao/store"
)

// benchDesk holds n imported projects.
func benchDesk(b *testing.B, n int) *store.Store {
	rows := make([]intake.ProjectRow, n)
	for i := range rows {
		rows[i] = project(fmt.Sprintf("37010326R%012d", i), fmt.Sprintf("学校改造工程第%d期", i), "12.5")
	}
	s := newDesk(b)
	_, err := s.Import(context.Background(), []intake.File{listFile(rows...)}, nil)
	require.NoError(b, err)
	return s
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// BenchmarkCommit prints the median of one review-sized commit beside a raw write and sync
// of the same size twice (the bar is three times the raw cost).
func BenchmarkCommit(b *testing.B) {
	s := benchDesk(b, 10_000)
	id, err := s.Find("37010326R000000000042", 2026)
	require.NoError(b, err)
	raw, err := os.Create(filepath.Join(b.TempDir(), "raw"))
	require.NoError(b, err)
	var ours, bare []time.Duration
	page := make([]byte, 4096)
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		_, err := s.Write(store.Op{Name: "bench", Title: "改"}, func(tx *store.Tx) error {
			p, _, err := store.Projects.Get(tx, id)
			p.Owner = fmt.Sprint(i)
			return joined(err, store.Projects.Put(tx, p))
		})
		require.NoError(b, err)
		ours = append(ours, time.Since(start))
		start = time.Now()
		for range 2 {
			_, err := raw.WriteAt(page, int64(i%64)*4096)
			require.NoError(b, joined(err, raw.Sync()))
		}
		bare = append(bare, time.Since(start))
	}
	b.ReportMetric(float64(median(ours).Microseconds()), "commit-p50-us")
	b.ReportMetric(float64(median(bare).Microseconds()), "raw-two-syncs-p50-us")
	b.ReportMetric(float64(median(ours))/float64(median(bare)), "times-raw")
}

// BenchmarkFirstPage opens a 100,000-project file and reads the rows of a screen, then the
// whole index.
func BenchmarkFirstPage(b *testing.B) {
	s := benchDesk(b, 100_000)
	var pages, indices []time.Duration
	for b.Loop() {
		start := time.Now()
		rows, err := s.Page("", 60)
		require.NoError(b, err)
		require.Len(b, rows, 60)
		pages = append(pages, time.Since(start))
		start = time.Now()
		_, err = s.LoadIndex(context.Background())
		require.NoError(b, err)
		indices = append(indices, time.Since(start))
	}
	b.ReportMetric(float64(median(pages).Microseconds()), "page-p50-us")
	b.ReportMetric(float64(median(indices).Milliseconds()), "index-p50-ms")
}

// BenchmarkExamine examines, rebuilds and copies a 100,000-project file.
func BenchmarkExamine(b *testing.B) {
	s := benchDesk(b, 100_000)
	n := 0
	for b.Loop() {
		start := time.Now()
		r, err := s.Doctor(context.Background())
		require.NoError(b, err)
		require.Equal(b, 0, r.Exit, r.Findings)
		b.ReportMetric(time.Since(start).Seconds(), "doctor-s")
		start = time.Now()
		require.NoError(b, s.Rebuild())
		b.ReportMetric(time.Since(start).Seconds(), "rebuild-s")
		start = time.Now()
		n++
		_, err = s.CreateSnapshot(context.Background(), fmt.Sprintf("%d.jxs", n))
		require.NoError(b, err)
		b.ReportMetric(time.Since(start).Seconds(), "snapshot-s")
	}
}

package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	bolt "go.etcd.io/bbolt"

	"jixiao/domain/intake"
)

// BenchmarkImport100k prints the seconds of one import of 100,000 list rows into a new file
// beside the bar for records of this size (0.8 s for 320 bytes on two cores).
func BenchmarkImport100k(b *testing.B) {
	rows := make([]intake.ProjectRow, 100_000)
	for i := range rows {
		rows[i] = project(fmt.Sprintf("37010326R%012d", i), fmt.Sprintf("学校改造工程第%d期", i), "12.5")
	}
	f := listFile(rows...)
	var took []time.Duration
	bytes := 0
	for b.Loop() {
		s := newDesk(b)
		start := time.Now()
		r, err := s.Import(context.Background(), []intake.File{f}, nil)
		took = append(took, time.Since(start))
		require.NoError(b, err)
		require.True(b, r.Committed, r.Files[0].Errors)
		require.NoError(b, s.Raw(func(tx *bolt.Tx) error {
			_, v := tx.Bucket([]byte("p")).Cursor().First()
			bytes = len(v)
			return nil
		}))
	}
	b.ReportMetric(median(took).Seconds(), "import-p50-s")
	b.ReportMetric(float64(bytes), "record-bytes")
	b.ReportMetric(0.8*float64(bytes)/320, "bar-s")
}

// BenchmarkImportAgain imports the same 100,000 rows into the file that has them.
func BenchmarkImportAgain(b *testing.B) {
	s := benchDesk(b, 100_000)
	rows := make([]intake.ProjectRow, 100_000)
	for i := range rows {
		rows[i] = project(fmt.Sprintf("37010326R%012d", i), fmt.Sprintf("学校改造工程第%d期", i), "12.5")
	}
	f := listFile(rows...)
	for b.Loop() {
		start := time.Now()
		r, err := s.Import(context.Background(), []intake.File{f}, nil)
		require.NoError(b, err)
		require.Equal(b, 100_000, r.Totals.Same)
		b.ReportMetric(time.Since(start).Seconds(), "again-s")
	}
}

package store_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/store"
)

// BenchmarkSpotCheck prints how long the steps of a spot check take on 20,000 projects.
func BenchmarkSpotCheck(b *testing.B) {
	const n = 20_000
	s, err := store.Create(filepath.Join(b.TempDir(), "bench.db"), store.Options{Operator: domain.Operator{Name: "小林"}})
	require.NoError(b, err)
	defer func() { require.NoError(b, s.Close()) }()
	_, err = s.Write(store.Op{Name: "bench", Title: "准备"}, func(tx *store.Tx) error {
		for d := range 60 {
			require.NoError(b, store.Departments.Put(tx, domain.Department{Code: fmt.Sprint(100 + d), Name: fmt.Sprintf("部门%02d", d)}))
		}
		for i := range n {
			p := domain.Project{ID: fmt.Sprintf("P%06d", i), Code: fmt.Sprintf("37010326R%012d", i), Name: fmt.Sprintf("项目%d", i), Year: 2026, Department: fmt.Sprint(100 + i%60), Adjusted: domain.Fen(i) * 1000}
			require.NoError(b, store.Projects.Put(tx, p))
			require.NoError(b, store.SelfEvals.Put(tx, domain.SelfEvaluation{ProjectID: p.ID, Year: 2026, Score: domain.DecimalPtr(domain.DecimalInt(90))}))
		}
		return nil
	})
	require.NoError(b, err)
	for i := range 4 {
		require.NoError(b, s.AddRecheckReviewer(fmt.Sprintf("复核人%d", i), nil))
	}
	for round := 0; b.Loop(); round++ {
		steps := map[string]func(id string) error{
			"candidates": func(id string) error { _, err := s.SpotCandidates(id); return err },
			"spread":     func(id string) error { return s.SpreadSpotSample(id, 200+round) },
			"freeze":     s.FreezeSpotCheck,
			"draw":       func(id string) error { return s.DrawSpotCheck(id, "12345678901234567890") },
			"verify":     func(id string) error { _, err := s.VerifySpotCheck(id); return err },
			"assign":     s.AssignSpotCheck,
			"rows":       func(id string) error { _, err := s.RecheckRows(id); return err },
		}
		c, err := s.NewSpotCheck(fmt.Sprintf("第 %d 次", round), 2026)
		require.NoError(b, err)
		for _, name := range []string{"candidates", "spread", "freeze", "draw", "verify", "assign", "rows"} {
			start := time.Now()
			require.NoError(b, steps[name](c.ID))
			b.ReportMetric(float64(time.Since(start).Microseconds())/1000, name+"-ms")
		}
	}
}

package warnings

import (
	"testing"

	"pgregory.net/rapid"

	"jixiao/domain"
	"jixiao/domain/monitor"
)

// TestRateIsThePercentage: the quick way prints what the exact one prints.
func TestRateIsThePercentage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := monitor.Figure{Reported: 8, Executed: domain.Fen(rapid.Int64Range(-1e6, 1<<50).Draw(t, "executed"))}
		budget := domain.Fen(rapid.Int64Range(1, 1<<50).Draw(t, "budget"))
		if got, want := rate(&f, budget), domain.RatioOf(f.Executed, budget).Percent(); got != want {
			t.Fatalf("%s, exactly %s", got, want)
		}
	})
}

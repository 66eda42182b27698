package rotation_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"jixiao/domain/rotation"
)

func kept(times []time.Time, r rotation.Rule) (out []time.Time) {
	for i, k := range rotation.Keep(times, r) {
		if k {
			out = append(out, times[i])
		}
	}
	return out
}

func TestAYearOfHourlyBackups(t *testing.T) {
	start := time.Date(2026, 1, 1, 8, 0, 0, 0, time.UTC)
	var times []time.Time
	for h := range 365 * 24 {
		times = append(times, start.Add(time.Duration(h)*time.Hour))
	}
	got := kept(times, rotation.Default)
	assert.Equal(t, times[len(times)-1], got[len(got)-1], "the newest stays")
	assert.LessOrEqual(t, len(got), 10+14+8+12)
	assert.GreaterOrEqual(t, len(got), 10+13+5+9)
	months := map[time.Month]bool{}
	for _, at := range got {
		months[at.Month()] = true
	}
	assert.GreaterOrEqual(t, len(months), 12)
	assert.Nil(t, kept(nil, rotation.Default))
}

// Rotating after every backup keeps the same set as rotating once would not lose: the
// newest always stays, no more stay than the rule allows, and rotating twice changes
// nothing.
func TestRotationIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
		var times []time.Time
		for _, m := range rapid.SliceOfN(rapid.IntRange(0, 600*24*60), 1, 80).Draw(t, "minutes") {
			times = append(times, base.Add(time.Duration(m)*time.Minute))
		}
		r := rotation.Rule{Newest: rapid.IntRange(1, 10).Draw(t, "newest"), Days: rapid.IntRange(0, 14).Draw(t, "days"), Weeks: rapid.IntRange(0, 8).Draw(t, "weeks"), Months: rapid.IntRange(0, 12).Draw(t, "months")}
		once := kept(times, r)
		newest := times[0]
		for _, at := range times {
			if at.After(newest) {
				newest = at
			}
		}
		found := false
		for _, at := range once {
			found = found || at.Equal(newest)
		}
		if !found || len(once) > r.Newest+r.Days+r.Weeks+r.Months {
			t.Fatalf("kept %d of %d, newest kept: %v", len(once), len(times), found)
		}
		if twice := kept(once, r); len(twice) != len(once) {
			t.Fatalf("a second rotation drops %d more", len(once)-len(twice))
		}
	})
}

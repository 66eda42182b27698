package workday

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"jixiao/domain"
)

func day(s string) domain.Date {
	d, err := domain.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestHolidaysAndExchangedDays(t *testing.T) {
	for s, want := range map[string]bool{
		"2026-10-01": false, "2026-10-08": true, "2026-10-10": true, "2026-10-11": false, "2026-09-20": true, "2026-02-14": true,
		"2026-02-16": false, "2026-08-31": true, "2026-08-29": false, "2025-10-08": false, "2024-02-04": true,
	} {
		assert.Equal(t, want, Default.Works(day(s)), s)
	}
	// ten working days over the National Day week, with the exchanged Saturday
	assert.Equal(t, "2026-10-16", Default.Add(day("2026-09-25").Add(3), 10).String())
	assert.True(t, Default.Known(2026))
	assert.False(t, Default.Known(2031))
}

func TestEveryYearHasThirteenHolidaysOrSo(t *testing.T) {
	for _, y := range []int{2024, 2025, 2026} {
		work := Default.Between(day("2000-01-01").Add(0), day("2000-01-01")) // 0
		for d := (domain.Date{Year: y, Month: time.January, Day: 1}); d.Year == y; d = d.Add(1) {
			if Default.Works(d) {
				work++
			}
		}
		assert.InDelta(t, 249, work, 2, "%d", y)
	}
}

func TestAddAndBetweenAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := day("2023-12-01").Add(rapid.IntRange(0, 1200).Draw(t, "from"))
		n := rapid.IntRange(1, 60).Draw(t, "n")
		to := Default.Add(from, n)
		if !Default.Works(to) {
			t.Fatalf("%s is not a working day", to)
		}
		if got := Default.Between(from, to); got != n {
			t.Fatalf("from %s %d days → %s, counted %d", from, n, to, got)
		}
		if Default.Between(to, from) != -n {
			t.Fatal("backwards")
		}
	})
}

func TestParseRefuses(t *testing.T) {
	for _, s := range []string{"2026-13-01 休", "2026-01-01", "2026-01-02..2026-01-01 休", "2026-01-01 假", "2026-01-01..2027-01-01 休"} {
		_, err := Parse(s)
		require.ErrorContains(t, err, "第 1 行", s)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("2026-01-01 休")
	f.Add("# x\n2026-01-01..2026-01-03 休\n2026-01-04 班")
	f.Fuzz(func(t *testing.T, s string) {
		c, err := Parse(s)
		if (c == nil) == (err == nil) {
			t.Fatal("either a calendar or an error")
		}
	})
}

// Package rotation decides which backups stay: many of the last hours, fewer of the last
// weeks, one a month of the last year.
package rotation

import (
	"slices"
	"time"
)

// Rule is how many backups of each age stay. The newest of a day, week or month stands for
// it; a backup stays when any of the rules wants it.
type Rule struct {
	Newest, Days, Weeks, Months int
}

// Default keeps the 10 newest, 14 days, 8 weeks and 12 months.
var Default = Rule{Newest: 10, Days: 14, Weeks: 8, Months: 12}

// Keep tells for each time whether its backup stays. The order of times does not matter;
// days are those of each time's own location. The newest always stays when Newest > 0.
func Keep(times []time.Time, r Rule) []bool {
	order := make([]int, len(times))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return times[b].Compare(times[a]) })
	keep := make([]bool, len(times))
	for n, i := range order {
		keep[i] = n < r.Newest
	}
	type period struct{ year, part int }
	spread := func(limit int, of func(time.Time) period) {
		seen := map[period]bool{}
		for _, i := range order {
			if p := of(times[i]); !seen[p] && len(seen) < limit {
				seen[p], keep[i] = true, true
			}
		}
	}
	spread(r.Days, func(t time.Time) period { return period{t.Year(), t.YearDay()} })
	spread(r.Weeks, func(t time.Time) period { y, w := t.ISOWeek(); return period{y, w} })
	spread(r.Months, func(t time.Time) period { return period{t.Year(), int(t.Month())} })
	return keep
}

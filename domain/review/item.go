package review

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"jixiao/domain"
)

// OverdueDays is the number of calendar days after which a waiting target counts as
// overdue (本区口径，可调).
const OverdueDays = 15

// Item is one row of a level's queue. Amount is fen, Waiting calendar days.
type Item struct {
	ProjectID      string
	Code, Name     string
	UnitCode, Unit string
	DepartmentCode string
	Department     string
	Amount         domain.Fen
	Level          domain.Level
	Since          domain.Date
	Waiting        int
	DeferUntil     domain.Date
	// Deferred is set while the date of 搁置 has not come.
	Deferred bool
	// Round is the number of the version; from 2 on it is a resubmission.
	Round        int
	Fails, Warns int
	// Pinyin is the name's search key.
	Pinyin string
}

// Overdue reports whether the item has waited longer than OverdueDays; deferred items
// are not overdue.
func (it *Item) Overdue() bool { return !it.Deferred && it.Waiting > OverdueDays }

// Priority is amount × waiting days, capped; a target submitted today counts one day.
func (it *Item) Priority() uint64 {
	hi, lo := bits.Mul64(uint64(max(it.Amount, 0)), uint64(max(it.Waiting, 1)))
	if hi != 0 {
		return math.MaxUint64
	}
	return lo
}

// Sort orders a queue: deferred items last, then by priority, then by amount, code and ID,
// so that the order never depends on how the items arrived.
func Sort(items []Item) {
	slices.SortFunc(items, func(a, b Item) int {
		if a.Deferred != b.Deferred {
			if a.Deferred {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(b.Priority(), a.Priority()), cmp.Compare(b.Amount, a.Amount), cmp.Compare(a.Code, b.Code), cmp.Compare(a.ProjectID, b.ProjectID))
	})
}

// Wait fills Waiting and Deferred from the dates as of a day.
func (it *Item) Wait(on domain.Date) {
	it.Waiting = 0
	if !it.Since.IsZero() {
		it.Waiting = max(0, on.Days()-it.Since.Days())
	}
	it.Deferred = !it.DeferUntil.IsZero() && on.Before(it.DeferUntil)
}

// Counters are the figures of the title bar.
type Counters struct {
	// Mine is the number of items to decide now, Deferred those put off.
	Mine, Deferred int
	// Longest is the longest wait in days, Overdue the number of overdue items.
	Longest, Overdue int
	// Amount is the money of Mine and Deferred in fen.
	Amount domain.Fen
}

// Count sums up a queue.
func Count(items []Item) (c Counters) {
	for i := range items {
		it := &items[i]
		c.Amount += it.Amount
		if it.Deferred {
			c.Deferred++
			continue
		}
		c.Mine++
		c.Longest = max(c.Longest, it.Waiting)
		if it.Overdue() {
			c.Overdue++
		}
	}
	return c
}

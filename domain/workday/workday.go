// Package workday counts working days: weekends, public holidays and the weekend days
// that are worked in exchange. The calendar is data: the State Council's notices as a
// text that can be replaced when the next year is announced.
package workday

import (
	_ "embed"
	"fmt"
	"strings"
	"time"

	"jixiao/domain"
)

//go:embed holidays.txt
var builtin string

// Calendar knows the exceptions to "Monday to Friday" of some years.
type Calendar struct {
	// off maps an exceptional date (domain.Date.Days) to true for a holiday and false for a
	// worked weekend day.
	off   map[int]bool
	years map[int]bool
}

// Default is the built-in calendar.
var Default = mustParse(builtin)

func mustParse(text string) *Calendar {
	c, err := Parse(text)
	if err != nil {
		panic(err) // the embedded text is tested
	}
	return c
}

// Parse reads lines "YYYY-MM-DD 休", "YYYY-MM-DD..YYYY-MM-DD 休" or "… 班"; blank lines and
// lines starting with # are skipped. Errors name the line.
func Parse(text string) (*Calendar, error) {
	c := &Calendar{off: map[int]bool{}, years: map[int]bool{}}
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if err := c.add(line); err != nil {
			return nil, fmt.Errorf("节假日表第 %d 行：%w。应写成“2026-10-01..2026-10-07 休”或“2026-10-10 班”", n, err)
		}
	}
	return c, nil
}

func (c *Calendar) add(line string) error {
	days, kind, ok := strings.Cut(line, " ")
	kind = strings.TrimSpace(kind)
	if !ok || kind != "休" && kind != "班" {
		return fmt.Errorf("“%s”没有写休或班", line)
	}
	from, to, isRange := strings.Cut(days, "..")
	if !isRange {
		to = from
	}
	a, err := domain.ParseDate(from)
	if err != nil {
		return fmt.Errorf("“%s”不是日期", from)
	}
	b, err := domain.ParseDate(to)
	if err != nil {
		return fmt.Errorf("“%s”不是日期", to)
	}
	if b.Days() < a.Days() || b.Days()-a.Days() > 31 {
		return fmt.Errorf("“%s”起止不合理", days)
	}
	for d := a; !b.Before(d); d = d.Add(1) {
		c.off[d.Days()] = kind == "休"
		c.years[d.Year] = true
	}
	return nil
}

// Known reports whether the year's holidays are in the calendar; in other years only
// weekends are free, which the user should be told.
func (c *Calendar) Known(year int) bool { return c.years[year] }

// Works reports whether the date is a working day.
func (c *Calendar) Works(d domain.Date) bool {
	if free, ok := c.off[d.Days()]; ok {
		return !free
	}
	wd := d.Time().Weekday()
	return wd != time.Saturday && wd != time.Sunday
}

// Add returns the n-th working day after d (n ≥ 0; for 0 the date itself).
func (c *Calendar) Add(d domain.Date, n int) domain.Date {
	for n > 0 {
		d = d.Add(1)
		if c.Works(d) {
			n--
		}
	}
	return d
}

// Between returns how many working days lie after from up to and including to; negative
// when to is earlier.
func (c *Calendar) Between(from, to domain.Date) int {
	if to.Before(from) {
		return -c.Between(to, from)
	}
	n := 0
	for d := from.Add(1); !to.Before(d); d = d.Add(1) {
		if c.Works(d) {
			n++
		}
	}
	return n
}

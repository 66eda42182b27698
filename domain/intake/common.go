package intake

import (
	"maps"
	"strconv"
	"strings"

	"jixiao/domain"
)

// CommonOf completes the three common indicators (第十条: 预算执行进度, 预算支出率,
// 预算到项目率) of a target version from indicator rows of these names. What the form
// states elsewhere stays; the rows stay among the indicators, whose weights must still sum.
// Rows without a number set nothing. Values are in percent, progress by the month-end that
// the row names, December when it names none.
func CommonOf(stated domain.CommonIndicator, rows []domain.Indicator) domain.CommonIndicator {
	c := stated
	c.Progress = maps.Clone(stated.Progress)
	for i := range rows {
		name, n := rows[i].Level3.Raw, rows[i].Planned.Number
		if n == nil {
			continue
		}
		switch {
		case strings.Contains(name, "预算到项目率"):
			if c.AllocationRate == nil {
				c.AllocationRate = n
			}
		case strings.Contains(name, "预算支出率"):
			if c.ExpenditureRate == nil {
				c.ExpenditureRate = n
			}
		case strings.Contains(name, "预算执行进度"):
			c.Progress = withMonth(c.Progress, monthOf(name), *n)
		}
	}
	return c
}

func withMonth(progress map[int]domain.Decimal, month int, n domain.Decimal) map[int]domain.Decimal {
	if progress == nil {
		progress = map[int]domain.Decimal{}
	}
	if _, stated := progress[month]; !stated {
		progress[month] = n
	}
	return progress
}

func monthOf(name string) int {
	for _, m := range [...]int{11, 9, 6} {
		if strings.Contains(name, strconv.Itoa(m)+"月") {
			return m
		}
	}
	return 12
}

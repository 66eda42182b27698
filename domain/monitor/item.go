package monitor

import (
	"slices"
	"strings"

	"jixiao/domain"
	"jixiao/domain/listing"
)

// Item is one line of the warnings list: a project, its state and its case if one is open.
type Item struct {
	Result
	Code, Name       string
	Department, Unit string
	DepartmentCode   string
	Pinyin           string
	// Case is the newest case of the project that is not closed, else the newest closed one,
	// nil for none.
	Case *domain.Case
}

// Leading is the case that lists show: the newest that is not closed, else the newest; of
// two of one day the later in the slice. It is nil for none.
func Leading(cases []domain.Case) (best *domain.Case) {
	for i := range cases {
		c := &cases[i]
		open, bestOpen := c.State != domain.CaseClosed, best != nil && best.State != domain.CaseClosed
		if best == nil || open && !bestOpen || open == bestOpen && !c.Opened.Before(best.Opened) {
			best = c
		}
	}
	return best
}

// Open reports whether a case is under way.
func (i *Item) Open() bool { return i.Case != nil && i.Case.State != domain.CaseClosed }

// Sort puts the worst first: red, yellow, blue, no data, green; then by the amount that is
// missing to green, then by code.
func Sort(items []Item) {
	slices.SortStableFunc(items, func(a, b Item) int {
		if d := severityOf(b.Lamp) - severityOf(a.Lamp); d != 0 {
			return d
		}
		if d := missing(&b) - missing(&a); d != 0 {
			if d < 0 {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Code, b.Code)
	})
}

// severityOf orders lamps: red, yellow, blue, no data, green.
func severityOf(l listing.Lamp) int {
	return [...]int{listing.LampRed: 4, listing.LampYellow: 3, listing.LampBlue: 2, listing.LampNone: 1, listing.LampGreen: 0}[l]
}

func missing(i *Item) domain.Fen {
	if i.Green == nil {
		return 0
	}
	return i.Green.Amount
}

// Count is how many projects have each lamp.
type Count struct{ Red, Yellow, Green, Blue, None, Cases, Overdue int }

// CountLamps counts lamps and open cases; overdue are those whose deadline has passed.
func CountLamps(items []Item, today domain.Date) (c Count) {
	for i := range items {
		it := &items[i]
		c.lamp(it.Lamp)
		if it.Open() {
			c.Cases++
			if !it.Case.Due.IsZero() && it.Case.Due.Before(today) {
				c.Overdue++
			}
		}
	}
	return c
}

func (c *Count) lamp(l listing.Lamp) {
	switch l {
	case listing.LampRed:
		c.Red++
	case listing.LampYellow:
		c.Yellow++
	case listing.LampGreen:
		c.Green++
	case listing.LampBlue:
		c.Blue++
	default:
		c.None++
	}
}

// FactSentences are the findings' sentences, for the case and its notices.
func (r *Result) FactSentences() (rules, facts []string) {
	for _, f := range r.Findings {
		if f.Severity.String() == "notice" {
			continue
		}
		if !slices.Contains(rules, f.Rule) {
			rules = append(rules, f.Rule)
		}
		facts = append(facts, f.Message)
	}
	return rules, facts
}

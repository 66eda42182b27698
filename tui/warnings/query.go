package warnings

import (
	"math/big"
	"slices"
	"strings"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/domain/monitor"
	"jixiao/domain/query"
)

// evaluate returns the rows that satisfy the line. What the list keeps of other months,
// rules or older moves is answered by the board instead: money and lamps as of the month
// and by the rule group shown, cases as they stand now. The words 红, 黄, 绿, 蓝 and the rungs of the ladder mean
// themselves.
func evaluate(q query.Query, b *monitor.Board, g monitor.Group, today domain.Date) listing.Set {
	rest := query.Query{Text: q.Text}
	set := b.Rows()
	for _, w := range q.Words {
		if test := wordTest(b, g, w.Text); test != nil {
			keep(set, func(row int) bool { return test(row) != w.Not })
			continue
		}
		rest.Words = append(rest.Words, w)
	}
	for _, t := range q.Terms {
		if test := termTest(b, g, t, today); test != nil {
			keep(set, func(row int) bool { return test(row) != (t.Not != (t.Op == query.OpNe)) })
			continue
		}
		rest.Terms = append(rest.Terms, t)
	}
	set.And(rest.Eval(b.Index(), today))
	return set
}

func keep(set listing.Set, test func(row int) bool) {
	set.Each(func(row int) {
		if !test(row) {
			set.Remove(row)
		}
	})
}

func stateOf(b *monitor.Board, row int) string {
	if c := b.Case(row); c != nil {
		return string(c.State)
	}
	return ""
}

var rungs = []domain.CaseState{domain.CaseWarned, domain.CaseNotified, domain.CaseRectifying, domain.CaseVerifying, domain.CaseSuspended, domain.CaseStopped, domain.CaseRecovered, domain.CaseClosed}

// wordTest is what a word means by itself, nil for a word to be looked for.
func wordTest(b *monitor.Board, g monitor.Group, word string) func(row int) bool {
	switch {
	case strings.Contains("红黄绿蓝缺", word) && len([]rune(word)) == 1:
		return func(row int) bool { return lampWord(b.Figure(row).Lamp(g)) == word }
	case slices.Contains(rungs, domain.CaseState(word)):
		return func(row int) bool { return stateOf(b, row) == word }
	}
	return nil
}

// termTest answers the fields that the board knows better, nil for all others.
func termTest(b *monitor.Board, g monitor.Group, t query.Term, today domain.Date) func(row int) bool {
	switch t.Field.Name {
	case "灯":
		return wordTerm(t, func(row int) string { return b.Figure(row).Lamp(g).String() })
	case "预警":
		return wordTerm(t, func(row int) string { return stateOf(b, row) })
	case "执行":
		return numberTerm(t, func(row int) *big.Rat {
			f, budget := b.Figure(row), b.Index().Row(row).Adjusted
			if f.Reported == 0 || budget <= 0 {
				return nil
			}
			r := big.NewRat(int64(f.Executed), int64(budget))
			return r.Mul(r, big.NewRat(100, 1))
		})
	case "支出":
		return reported(b, t, func(f *monitor.Figure) int64 { return int64(f.Executed) })
	case "月份":
		return reported(b, t, func(f *monitor.Figure) int64 { return int64(f.Reported) })
	case "未整改":
		return since(b, t, today, func(c *domain.Case) domain.Date { return c.Opened })
	case "超期":
		return since(b, t, today, func(c *domain.Case) domain.Date { return c.Due })
	}
	return nil
}

func wordTerm(t query.Term, of func(row int) string) func(row int) bool {
	return func(row int) bool {
		s := of(row)
		return slices.ContainsFunc(t.Values, func(v query.Value) bool {
			return v.None && s == "" || !v.None && slices.Contains(v.Options, s)
		})
	}
}

// numberTerm compares exactly; nil stands for no value.
func numberTerm(t query.Term, of func(row int) *big.Rat) func(row int) bool {
	return func(row int) bool {
		n := of(row)
		return slices.ContainsFunc(t.Values, func(v query.Value) bool {
			return v.None && n == nil || !v.None && n != nil && compare(n, t.Op, v)
		})
	}
}

func reported(b *monitor.Board, t query.Term, of func(f *monitor.Figure) int64) func(row int) bool {
	return numberTerm(t, func(row int) *big.Rat {
		f := b.Figure(row)
		if f.Reported == 0 {
			return nil
		}
		return big.NewRat(of(f), 1)
	})
}

// since counts the days from a date of the open case to today.
func since(b *monitor.Board, t query.Term, today domain.Date, of func(c *domain.Case) domain.Date) func(row int) bool {
	return numberTerm(t, func(row int) *big.Rat {
		c := b.OpenCase(row)
		if c == nil || of(c).IsZero() {
			return nil
		}
		return big.NewRat(int64(today.Days()-of(c).Days()), 1)
	})
}

// compare holds a number against a value; "not equal" is the complement of equal, which
// the caller takes.
func compare(n *big.Rat, op query.Op, v query.Value) bool {
	lo, hi := n.Cmp(v.Min.Rat()), n.Cmp(v.Max.Rat())
	switch op {
	case query.OpLT:
		return hi < 0
	case query.OpLE:
		return hi <= 0
	case query.OpGT:
		return lo > 0
	case query.OpGE:
		return lo >= 0
	}
	return lo >= 0 && hi <= 0
}

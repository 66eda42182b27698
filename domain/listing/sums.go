package listing

import "jixiao/domain"

// Sums are the totals of a selection of rows; amounts are fen.
type Sums struct {
	Count                       int
	Initial, Adjusted, Executed domain.Fen
	// Reported is the adjusted budget of the rows that reported any execution: the
	// denominator of Rate.
	Reported domain.Fen
	// Lamps counts rows by lamp, LampNone included.
	Lamps [LampRed + 1]int
	// Overflow is set when a total does not fit; the totals are then meaningless.
	Overflow bool
}

// Rate is the execution rate of the selection: executed over the adjusted budget of the
// rows that reported (缺数据不按 0 处理), exact; without a value when none did.
func (s Sums) Rate() domain.Ratio {
	if s.Overflow {
		return domain.Ratio{}
	}
	return domain.RatioOf(s.Executed, s.Reported)
}

// Sum adds up the given rows.
func (ix *Index) Sum(rows []uint32) Sums {
	var s Sums
	for _, r := range rows {
		b, i := ix.block(int(r))
		s.add(b, i)
	}
	return s
}

// SumSet adds up the rows of a set.
func (ix *Index) SumSet(set Set) Sums {
	var s Sums
	set.Each(func(row int) {
		b, i := ix.block(row)
		s.add(b, i)
	})
	return s
}

func (s *Sums) add(b *block, i int) {
	s.Count++
	s.plus(&s.Initial, b.initial[i])
	s.plus(&s.Adjusted, b.adjusted[i])
	m := b.small[i]
	s.Lamps[m.lamp]++
	if m.month > 0 {
		s.plus(&s.Executed, b.executed[i])
		s.plus(&s.Reported, b.adjusted[i])
	}
}

func (s *Sums) plus(to *domain.Fen, v int64) {
	sum := *to + domain.Fen(v)
	if (v > 0 && sum < *to) || (v < 0 && sum > *to) {
		s.Overflow = true
	}
	*to = sum
}

// Plus returns the totals of both selections, which must not share rows.
func (s Sums) Plus(t Sums) Sums { return s.combine(t, 1) }

// Minus returns the totals without the rows of t, which must be part of s.
func (s Sums) Minus(t Sums) Sums { return s.combine(t, -1) }

func (s Sums) combine(t Sums, sign int64) Sums {
	s.Count += int(sign) * t.Count
	s.plus(&s.Initial, sign*int64(t.Initial))
	s.plus(&s.Adjusted, sign*int64(t.Adjusted))
	s.plus(&s.Executed, sign*int64(t.Executed))
	s.plus(&s.Reported, sign*int64(t.Reported))
	for i := range s.Lamps {
		s.Lamps[i] += int(sign) * t.Lamps[i]
	}
	s.Overflow = s.Overflow || t.Overflow
	return s
}

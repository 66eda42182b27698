package listing

// sortKey returns the number a row is sorted by; false means no value.
func (ix *Index) sortKey(c Column) func(row int) (int64, bool) {
	switch c {
	case ColumnDepartment:
		return ix.placeKey(placeRanks(ix.t.departments), func(b *block) []uint32 { return b.department })
	case ColumnUnit:
		return ix.placeKey(placeRanks(ix.t.units), func(b *block) []uint32 { return b.unit })
	case ColumnOwner:
		return ix.textRanks(func(row int) string {
			b, i := ix.block(row)
			_, owner := b.nameOwner(i)
			return owner
		})
	}
	number := numberOf(c)
	return func(row int) (int64, bool) {
		b, i := ix.block(row)
		return number(b, i)
	}
}

func (ix *Index) placeKey(ranks []int64, col func(*block) []uint32) func(row int) (int64, bool) {
	return func(row int) (int64, bool) {
		b, i := ix.block(row)
		return ranks[col(b)[i]], true
	}
}

// numberOf returns a column's value in a block as a number.
func numberOf(c Column) func(b *block, i int) (int64, bool) {
	switch c {
	case ColumnInitial:
		return func(b *block, i int) (int64, bool) { return b.initial[i], true }
	case ColumnAdjusted:
		return func(b *block, i int) (int64, bool) { return b.adjusted[i], true }
	case ColumnExecuted:
		return func(b *block, i int) (int64, bool) { return b.executed[i], b.small[i].month > 0 }
	case ColumnCarryover:
		return func(b *block, i int) (int64, bool) { return b.carryover[i], b.carryover[i] != 0 }
	case ColumnRate:
		return func(b *block, i int) (int64, bool) {
			if b.small[i].month == 0 || b.adjusted[i] <= 0 {
				return 0, false
			}
			return rateKey(b.executed[i], b.adjusted[i]), true
		}
	case ColumnSelf:
		return func(b *block, i int) (int64, bool) { return int64(b.self[i]), b.self[i] >= 0 }
	case ColumnReview:
		return func(b *block, i int) (int64, bool) { return int64(b.review[i]), b.review[i] >= 0 }
	case ColumnDiff:
		return func(b *block, i int) (int64, bool) {
			return int64(b.review[i] - b.self[i]), b.review[i] >= 0 && b.self[i] >= 0
		}
	case ColumnGaps:
		return func(b *block, i int) (int64, bool) { return gaps(b.strip[i]), true }
	case ColumnKind:
		return func(b *block, i int) (int64, bool) { return int64(b.kind[i]), b.kind[i] != 0 }
	case ColumnYear:
		return func(b *block, i int) (int64, bool) { return int64(b.year[i]), b.year[i] != 0 }
	}
	return smallOf(c)
}

func smallOf(c Column) func(b *block, i int) (int64, bool) {
	some := func(v int64) (int64, bool) { return v, v != 0 }
	switch c {
	case ColumnLamp:
		return func(b *block, i int) (int64, bool) { return some(int64(b.small[i].lamp)) }
	case ColumnMonth:
		return func(b *block, i int) (int64, bool) { return some(int64(b.small[i].month)) }
	case ColumnStage:
		return func(b *block, i int) (int64, bool) { return some(int64(b.small[i].stage)) }
	case ColumnRound:
		return func(b *block, i int) (int64, bool) { return some(int64(b.small[i].round)) }
	case ColumnFindings:
		return func(b *block, i int) (int64, bool) {
			return some(int64(b.small[i].fails)<<8 | int64(b.small[i].warns))
		}
	case ColumnCase:
		return func(b *block, i int) (int64, bool) { return some(int64(b.small[i].caseState)) }
	case ColumnWaiting:
		return func(b *block, i int) (int64, bool) { return some(int64(b.since[i])) }
	case ColumnCaseDue:
		return func(b *block, i int) (int64, bool) { return some(int64(b.caseDue[i])) }
	}
	return func(*block, int) (int64, bool) { return 0, true }
}

// gaps counts the steps in trouble.
func gaps(strip uint32) (n int64) {
	for i := range StepCount {
		if StepState(strip>>(3*i)&7) == StepTrouble {
			n++
		}
	}
	return n
}

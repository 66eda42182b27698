package listing

import "jixiao/domain"

// Number returns the getter of a column's figure as lists sort it: fen, hundredths of a
// score, days since 1970, or a count; ok is false where the row has none.
func (ix *Index) Number(c Column) func(row int) (v int64, ok bool) {
	number := numberOf(c)
	return func(row int) (int64, bool) {
		b, i := ix.block(row)
		return number(b, i)
	}
}

// Lamp returns a row's lamp (see Row.Lamp).
func (ix *Index) Lamp(row int) Lamp {
	b, i := ix.block(row)
	return b.small[i].lamp
}

// Strip returns a row's closed-loop strip.
func (ix *Index) Strip(row int) [StepCount]StepState {
	b, i := ix.block(row)
	return unpackStrip(b.strip[i])
}

// Findings returns the numbers of failing and warning findings on the current target.
func (ix *Index) Findings(row int) (fails, warns int) {
	b, i := ix.block(row)
	return int(b.small[i].fails), int(b.small[i].warns)
}

// CaseSince returns the day a row's case was opened, ok is false when there is no case or
// it is closed (销号).
func (ix *Index) CaseSince(row int) (day int, ok bool) {
	b, i := ix.block(row)
	if b.caseSince[i] == 0 || ix.closedCase(b, i) {
		return 0, false
	}
	return int(b.caseSince[i]), true
}

// CaseDue returns the due day of a row's open case, ok is false when there is none.
func (ix *Index) CaseDue(row int) (day int, ok bool) {
	b, i := ix.block(row)
	if b.caseDue[i] == 0 || ix.closedCase(b, i) {
		return 0, false
	}
	return int(b.caseDue[i]), true
}

func (ix *Index) closedCase(b *block, i int) bool {
	return ix.t.caseWds.list[b.small[i].caseState] == string(domain.CaseClosed)
}

// WaitingSince returns the day since which a row's target waits for a decision (待审核),
// ok is false when it does not.
func (ix *Index) WaitingSince(row int) (day int, ok bool) {
	b, i := ix.block(row)
	if b.since[i] == 0 || ix.t.stages.list[b.small[i].stage] != string(domain.StagePending) {
		return 0, false
	}
	return int(b.since[i]), true
}

// Where returns the rows that satisfy the condition.
func (ix *Index) Where(keep func(row int) bool) Set {
	set := NewSet(ix.Len())
	for row := range ix.Len() {
		if keep(row) {
			set.Add(row)
		}
	}
	return set
}

// WherePicked returns the rows drawn by a live spot check.
func (ix *Index) WherePicked() Set {
	return ix.whereBlock(func(b *block) func(i int) bool { return func(i int) bool { return b.small[i].picked } })
}

// WhereFunds returns the rows that have one of the fund sources of the mask.
func (ix *Index) WhereFunds(mask uint32) Set {
	return ix.whereBlock(func(b *block) func(i int) bool { return func(i int) bool { return b.funds[i]&mask != 0 } })
}

// WherePlace returns the rows whose department (ColumnDepartment) or unit (ColumnUnit)
// satisfies the condition, which is asked once per place with code, name and pinyin key.
func (ix *Index) WherePlace(c Column, keep func(code, name, key string) bool) Set {
	list, col := ix.t.departments.list, func(b *block) []uint32 { return b.department }
	if c == ColumnUnit {
		list, col = ix.t.units.list, func(b *block) []uint32 { return b.unit }
	}
	hit := make([]bool, len(list))
	for k, p := range list {
		hit[k] = keep(p.code, p.name, p.key)
	}
	return ix.whereBlock(func(b *block) func(i int) bool {
		numbers := col(b)
		return func(i int) bool { return hit[numbers[i]] }
	})
}

// WhereWord returns the rows whose kind, stage, level or case state satisfies the
// condition, which is asked once per distinct word. ColumnLevel is whose turn it is.
func (ix *Index) WhereWord(c Column, keep func(word string) bool) Set {
	w, get := ix.t.kinds, func(b *block, i int) int { return int(b.kind[i]) }
	switch c {
	case ColumnStage:
		w, get = ix.t.stages, func(b *block, i int) int { return int(b.small[i].stage) }
	case ColumnLevel:
		w, get = ix.t.levels, func(b *block, i int) int { return int(b.small[i].level) }
	case ColumnCase:
		w, get = ix.t.caseWds, func(b *block, i int) int { return int(b.small[i].caseState) }
	}
	hit := make([]bool, len(w.list))
	for k, s := range w.list {
		hit[k] = keep(s)
	}
	return ix.whereBlock(func(b *block) func(i int) bool { return func(i int) bool { return hit[get(b, i)] } })
}

// WhereText returns the rows whose code, name, pinyin (ColumnPinyin) or owner satisfies
// the condition.
func (ix *Index) WhereText(c Column, keep func(s string) bool) Set {
	return ix.whereBlock(func(b *block) func(i int) bool {
		return func(i int) bool {
			switch c {
			case ColumnCode:
				return keep(b.codes.at(i))
			case ColumnID:
				return keep(b.ids.at(i))
			case ColumnPinyin:
				return keep(b.pinyin.at(i))
			case ColumnOwner:
				_, owner := b.nameOwner(i)
				return keep(owner)
			}
			name, _ := b.nameOwner(i)
			return keep(name)
		}
	})
}

func (ix *Index) whereBlock(test func(b *block) func(i int) bool) Set {
	set := NewSet(ix.Len())
	if ix == nil {
		return set
	}
	for k, b := range ix.blocks {
		keep, base := test(b), k<<blockShift
		for i := range b.n {
			if keep(i) {
				set.Add(base + i)
			}
		}
	}
	return set
}

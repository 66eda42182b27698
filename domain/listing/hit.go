package listing

import (
	"strings"
	"unicode/utf8"

	"jixiao/domain/pinyin"
)

// Hit tells how a word matched a row. Lo and Hi are the byte range to light up in the
// name for FieldName and FieldInitials, in the code for FieldCode; else both are 0.
type Hit struct {
	Field  Field
	Lo, Hi int
}

// Find tells how the word matches a row; FieldNone when it does not. It costs the same
// for any number of rows, so screens call it for the visible ones.
func (w *Word) Find(row int) Hit {
	b, i := w.ix.block(row)
	if h := w.findText(b, i); h.Field != FieldNone {
		return h
	}
	for _, c := range w.codes {
		if at := strings.Index(b.codes.at(i), c); at >= 0 {
			return Hit{FieldCode, at, at + len(c)}
		}
	}
	switch {
	case w.places && w.units[b.unit[i]]:
		return Hit{Field: FieldUnit}
	case w.places && w.departments[b.department[i]]:
		return Hit{Field: FieldDepartment}
	case len(w.amounts) > 0 && (w.inAmounts(b.adjusted[i]) || w.inAmounts(b.executed[i]) || w.inAmounts(b.initial[i])):
		return Hit{Field: FieldAmount}
	}
	return Hit{}
}

// findText looks in the name, the owner and the name's pinyin.
func (w *Word) findText(b *block, i int) Hit {
	if w.ascii == "" {
		both := b.names.at(i)
		for _, t := range w.texts {
			at := strings.Index(both, t)
			if at < 0 {
				continue
			}
			if name, _ := b.nameOwner(i); at >= len(name) {
				return Hit{Field: FieldOwner}
			}
			return Hit{FieldName, at, at + len(t)}
		}
		return Hit{}
	}
	key := b.pinyin.at(i)
	first := -1
	for at := 0; ; {
		k := strings.Index(key[at:], w.ascii)
		if k < 0 {
			break
		}
		at += k
		if strings.Count(key[:at], " ")%2 == 1 {
			name, _ := b.nameOwner(i)
			start := at - 1 - strings.LastIndexByte(key[:at], ' ')
			lo, hi := spelledRange(name, start, len(w.ascii))
			return Hit{FieldInitials, lo, hi}
		}
		if first < 0 {
			first = at
		}
		at++
	}
	if first >= 0 {
		return Hit{Field: FieldPinyin}
	}
	return Hit{}
}

// spelledRange returns the bytes of the name that n initials from the given one stand
// for.
func spelledRange(name string, start, n int) (lo, hi int) {
	k := 0
	for i, r := range name {
		if pinyin.Syllable(r) == "" && !pinyin.Valid(strings.ToLower(Fold(string(r)))) {
			continue
		}
		if k == start {
			lo = i
		}
		k++
		if k == start+n {
			return lo, min(i+utf8.RuneLen(r), len(name))
		}
	}
	return 0, 0
}

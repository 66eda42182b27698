package listing

import (
	"math"
	"strings"

	"jixiao/domain/pinyin"
)

// Field tells where a searched word was found.
type Field uint8

// Fields in the order they are tried for display.
const (
	FieldNone Field = iota
	FieldName
	FieldInitials
	FieldPinyin
	FieldCode
	FieldOwner
	FieldUnit
	FieldDepartment
	FieldAmount
)

// String returns the Chinese name shown beside a hit.
func (f Field) String() string {
	return [...]string{"", "名称", "简拼", "全拼", "代码", "责任人", "单位", "部门", "金额"}[f]
}

// Word is a searched word prepared for one index: it matches a row when the name, owner,
// unit or department contains it, when their pinyin or initials do, when the code does,
// or (figures) when an amount in 万元 begins with it.
type Word struct {
	ix *Index
	// texts are spellings looked for in names and owners, ascii in pinyin, codes in codes.
	texts       []string
	ascii       string
	codes       []string
	departments []bool
	units       []bool
	places      bool
	amounts     []span64
}

// span64 is lo ≤ amount < hi in fen.
type span64 struct{ lo, hi int64 }

// Word prepares a word. ok is false for an empty one, which would match everything.
func (ix *Index) Word(s string) (w Word, ok bool) {
	s = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == separator || r == part {
			return ' '
		}
		return r
	}, s))
	if s == "" || ix == nil {
		return Word{}, false
	}
	folded := strings.ToLower(Fold(s))
	w = Word{ix: ix}
	if pinyin.Valid(folded) {
		w.ascii = folded
		w.codes = distinct(strings.ToUpper(folded), folded)
	} else {
		w.texts = distinct(s, strings.ToUpper(s), strings.ToLower(s), Fold(s))
		if !hasHan(s) {
			w.codes = distinct(s, strings.ToUpper(folded))
		}
	}
	w.amounts = amountSpans(folded)
	w.departments, w.places = w.matchPlaces(ix.t.departments, folded)
	units, any := w.matchPlaces(ix.t.units, folded)
	w.units, w.places = units, w.places || any
	return w, true
}

// Fold turns full-width ASCII forms and the full-width space into ASCII.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			return r - 0xFEE0
		case r == 0x3000:
			return ' '
		}
		return r
	}, s)
}

func hasHan(s string) bool {
	for _, r := range s {
		if r >= 0x2E80 {
			return true
		}
	}
	return false
}

func distinct(list ...string) []string {
	out := list[:0]
	for i, s := range list {
		if i == 0 || !containsString(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func containsString(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func (w *Word) matchPlaces(p *places, folded string) (hit []bool, any bool) {
	hit = make([]bool, len(p.list))
	for i, x := range p.list {
		hit[i] = w.inPlace(x, folded)
		any = any || hit[i]
	}
	return hit, any
}

func (w *Word) inPlace(x place, folded string) bool {
	if w.ascii != "" {
		return strings.Contains(x.key, w.ascii) || strings.HasPrefix(x.code, folded)
	}
	for _, t := range w.texts {
		if strings.Contains(x.name, t) {
			return true
		}
	}
	return false
}

// amountSpans returns the ranges of fen whose amount in 万元 (two decimals) begins with
// the figure: "12" is 12.xx, 120.xx … 12999.xx and so on; "12.5" is 12.50 to 12.59.
func amountSpans(s string) []span64 {
	whole, frac, dotted := strings.Cut(s, ".")
	if len(whole) == 0 || len(whole) > 12 || len(frac) > 2 || whole[0] == '0' && len(whole) > 1 {
		return nil
	}
	v := int64(0)
	for _, c := range whole + frac {
		if c < '0' || c > '9' {
			return nil
		}
		v = v*10 + int64(c-'0')
	}
	unit := int64(1_000_000) // fen in 1 万元
	for range frac {
		unit /= 10
	}
	// Wan rounds to 1/100 万元 half away from zero: x.xx covers 50 元 either way.
	const half = 5_000
	spans := []span64{{v*unit - half, (v+1)*unit - half}}
	if dotted || v == 0 {
		return spans
	}
	for lo, hi := v*unit, (v+1)*unit; hi <= math.MaxInt64/10; {
		lo, hi = lo*10, hi*10
		spans = append(spans, span64{lo - half, hi - half})
	}
	return spans
}

// Scan returns the set of rows that match the word.
func (w *Word) Scan() Set {
	set := NewSet(w.ix.n)
	for k, b := range w.ix.blocks {
		base := k << blockShift
		add := func(row int) { set.Add(base + row) }
		if w.ascii != "" {
			b.pinyin.each(w.ascii, add)
		}
		for _, c := range w.codes {
			b.codes.each(c, add)
		}
		for _, t := range w.texts {
			b.names.each(t, add)
		}
		w.scanNumbers(b, add)
	}
	return set
}

func (w *Word) scanNumbers(b *block, add func(row int)) {
	if w.places {
		for i, d := range b.department {
			if w.departments[d] || w.units[b.unit[i]] {
				add(i)
			}
		}
	}
	if len(w.amounts) == 0 {
		return
	}
	for i := range b.n {
		if w.inAmounts(b.adjusted[i]) || w.inAmounts(b.executed[i]) || w.inAmounts(b.initial[i]) {
			add(i)
		}
	}
}

func (w *Word) inAmounts(v int64) bool {
	for _, s := range w.amounts {
		if v < s.lo {
			return false
		}
		if v < s.hi {
			return true
		}
	}
	return false
}

// Narrow returns the rows of the set that match the word; for a small set it looks at
// those rows only.
func (w *Word) Narrow(set Set) Set {
	if set.Len()*4 > w.ix.n {
		out := w.Scan()
		out.And(set)
		return out
	}
	out := NewSet(w.ix.n)
	set.Each(func(row int) {
		if w.Match(row) {
			out.Add(row)
		}
	})
	return out
}

// Match reports whether one row matches.
func (w *Word) Match(row int) bool { return w.Find(row).Field != FieldNone }

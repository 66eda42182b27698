package query

import (
	"math"
	"math/big"
	"strings"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/domain/pinyin"
)

// Eval returns the rows of the index that satisfy every term and word. today is the day
// that waiting and overdue days count to. A row without a value satisfies no comparison,
// only 无.
func (q Query) Eval(ix *listing.Index, today domain.Date) listing.Set {
	set := listing.FullSet(ix.Len())
	for _, t := range q.Terms {
		set.And(t.eval(ix, today))
	}
	for _, w := range q.Words {
		set = w.narrow(ix, set)
	}
	return set
}

// Within is Eval over the result of an earlier query that q narrows (see Narrows): only
// what was added is looked at.
func (q Query) Within(ix *listing.Index, today domain.Date, prev Query, found listing.Set) listing.Set {
	set := found.Clone()
	for _, t := range q.Terms[len(prev.Terms):] {
		set.And(t.eval(ix, today))
	}
	for i, w := range q.Words {
		if i >= len(prev.Words) || w.Text != prev.Words[i].Text {
			set = w.narrow(ix, set)
		}
	}
	return set
}

func (w Word) narrow(ix *listing.Index, set listing.Set) listing.Set {
	word, ok := ix.Word(w.Text)
	if !ok {
		return set
	}
	if !w.Not {
		return word.Narrow(set)
	}
	out := set.Clone()
	word.Scan().Each(out.Remove)
	return out
}

// Prepared returns the query's positive words prepared for the index, for showing which
// field matched.
func (q Query) Prepared(ix *listing.Index) []listing.Word {
	var out []listing.Word
	for _, w := range q.Words {
		if word, ok := ix.Word(w.Text); ok && !w.Not {
			out = append(out, word)
		}
	}
	return out
}

func (t Term) eval(ix *listing.Index, today domain.Date) listing.Set {
	set := listing.NewSet(ix.Len())
	for _, v := range t.Values {
		set.Or(t.one(ix, today, v))
	}
	if t.Not != (t.Op == OpNe) {
		full := listing.FullSet(ix.Len())
		set.Each(full.Remove)
		return full
	}
	return set
}

// one evaluates one alternative; "not equal" is its complement, taken by eval.
func (t Term) one(ix *listing.Index, today domain.Date, v Value) listing.Set {
	switch t.Field.Type {
	case TypeText:
		return t.text(ix, v)
	case TypeOption:
		return t.option(ix, v)
	}
	get := t.figure(ix, today)
	if v.None {
		return ix.Where(func(row int) bool { _, ok := get(row); return !ok })
	}
	if t.Field.Type == TypePercent {
		return t.percent(ix, v)
	}
	lo, hi := t.bounds(v)
	return ix.Where(func(row int) bool {
		n, ok := get(row)
		return ok && lo <= n && n <= hi
	})
}

// bounds turns the comparison into lo ≤ n ≤ hi over the index's whole numbers
// (hundredths for points).
func (t Term) bounds(v Value) (lo, hi int64) {
	scale := big.NewRat(1, 1)
	if t.Field.Type == TypePoints {
		scale.SetInt64(100)
	}
	min, max := new(big.Rat).Mul(v.Min.Rat(), scale), new(big.Rat).Mul(v.Max.Rat(), scale)
	lo, hi = math.MinInt64, math.MaxInt64
	switch t.Op {
	case OpLT:
		hi = floor(max)
		if max.IsInt() {
			hi--
		}
	case OpLE:
		hi = floor(max)
	case OpGT:
		lo = floor(min) + 1
	case OpGE:
		lo = ceil(min)
	default:
		lo, hi = ceil(min), floor(max)
	}
	return lo, hi
}

func floor(r *big.Rat) int64 {
	q := new(big.Int).Div(r.Num(), r.Denom()) // Euclidean: rounds down for positive divisors
	if !q.IsInt64() {
		return int64(r.Sign()) * (math.MaxInt64 - 1)
	}
	return q.Int64()
}

func ceil(r *big.Rat) int64 { return -floor(new(big.Rat).Neg(r)) }

// percent compares the execution rate exactly.
func (t Term) percent(ix *listing.Index, v Value) listing.Set {
	min, max := fraction(v.Min), fraction(v.Max)
	return ix.Where(func(row int) bool {
		r := ix.Rate(row)
		if !r.Valid() {
			return false
		}
		switch t.Op {
		case OpLT:
			return r.Cmp(min) < 0
		case OpLE:
			return r.Cmp(max) <= 0
		case OpGT:
			return r.Cmp(max) > 0
		case OpGE:
			return r.Cmp(min) >= 0
		}
		return r.Cmp(min) >= 0 && r.Cmp(max) <= 0
	})
}

// fraction turns percent into a ratio. Figures of at most 15 digits with at most six
// decimals always fit.
func fraction(d domain.Decimal) domain.Ratio {
	r := new(big.Rat).Quo(d.Rat(), big.NewRat(100, 1))
	return domain.Ratio{Num: r.Num().Int64(), Den: r.Denom().Int64()}
}

// figure returns the getter of the field's whole number.
func (t Term) figure(ix *listing.Index, today domain.Date) func(row int) (int64, bool) {
	now := today.Days()
	since := func(get func(row int) (int, bool)) func(row int) (int64, bool) {
		return func(row int) (int64, bool) {
			d, ok := get(row)
			return int64(now - d), ok
		}
	}
	switch t.Field.Name {
	case "等待":
		return since(ix.WaitingSince)
	case "未整改":
		return since(ix.CaseSince)
	case "超期":
		return since(ix.CaseDue)
	case "不通过":
		return func(row int) (int64, bool) { fails, _ := ix.Findings(row); return int64(fails), true }
	case "警告":
		return func(row int) (int64, bool) { _, warns := ix.Findings(row); return int64(warns), true }
	case "差异":
		diff := ix.Number(listing.ColumnDiff)
		return func(row int) (int64, bool) {
			d, ok := diff(row)
			return max(d, -d), ok
		}
	}
	return ix.Number(t.Field.Column)
}

func (t Term) text(ix *listing.Index, v Value) listing.Set {
	ascii := strings.ToLower(listing.Fold(v.Text))
	spelled := pinyin.Valid(ascii)
	if t.Field.Column == listing.ColumnDepartment || t.Field.Column == listing.ColumnUnit {
		return ix.WherePlace(t.Field.Column, func(code, name, key string) bool {
			if v.None {
				return code == "" && name == ""
			}
			return strings.Contains(name, v.Text) || spelled && (strings.Contains(key, ascii) || strings.HasPrefix(strings.ToLower(code), ascii))
		})
	}
	set := ix.WhereText(t.Field.Column, func(s string) bool {
		switch {
		case v.None:
			return s == ""
		case t.Field.Column == listing.ColumnCode:
			return strings.Contains(strings.ToLower(s), ascii)
		}
		return strings.Contains(s, v.Text)
	})
	if t.Field.Column == listing.ColumnName && spelled && !v.None {
		set.Or(ix.WhereText(listing.ColumnPinyin, func(s string) bool { return strings.Contains(s, ascii) }))
	}
	return set
}

func (t Term) option(ix *listing.Index, v Value) listing.Set {
	is := func(s string) bool {
		if v.None {
			return s == ""
		}
		for _, o := range v.Options {
			if o == s {
				return true
			}
		}
		return false
	}
	switch t.Field.Name {
	case "灯":
		return ix.Where(func(row int) bool { return is(ix.Lamp(row).String()) })
	case "抽中":
		return pickedSet(ix, is)
	case "资金":
		return fundSet(ix, v, is)
	case "缺口":
		return gapSet(ix, v, is)
	}
	return ix.WhereWord(t.Field.Column, is)
}

func pickedSet(ix *listing.Index, is func(string) bool) listing.Set {
	picked := ix.WherePicked()
	set := listing.NewSet(ix.Len())
	if is("是") {
		set.Or(picked)
	}
	if is("否") {
		rest := listing.FullSet(ix.Len())
		picked.Each(rest.Remove)
		set.Or(rest)
	}
	return set
}

func fundSet(ix *listing.Index, v Value, is func(string) bool) listing.Set {
	var mask uint32
	for _, f := range domain.FundSources {
		if v.None || is(string(f)) {
			mask |= listing.FundBit(f)
		}
	}
	set := ix.WhereFunds(mask)
	if !v.None {
		return set
	}
	rest := listing.FullSet(ix.Len())
	set.Each(rest.Remove)
	return rest
}

// gapSet returns the rows with trouble in one of the steps; 无 asks for rows without any.
func gapSet(ix *listing.Index, v Value, is func(string) bool) listing.Set {
	return ix.Where(func(row int) bool {
		any := false
		for i, s := range ix.Strip(row) {
			if s == listing.StepTrouble {
				any = true
				if !v.None && is(listing.StepNames[i]) {
					return true
				}
			}
		}
		return v.None && !any
	})
}

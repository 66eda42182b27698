// Package query is the query line of lists: `执行<60 部门:教育 灯:红 未整改>20天 金额>500万`
// plus free words, the same on screen and in `jixiao list --filter`. It parses, explains
// its errors with their position, proposes completions and evaluates over the index.
package query

import (
	"fmt"
	"strings"

	"jixiao/domain"
)

// Query is a parsed line: every term and every word must hold. The zero Query finds
// everything.
type Query struct {
	// Text is the line as typed.
	Text  string
	Terms []Term
	Words []Word
}

// Word is a free word; Not excludes the rows it finds.
type Word struct {
	Text string
	Not  bool
	Pos  int
}

// Op is a comparison.
type Op string

// Operators; OpIs is ":" and "=".
const (
	OpIs Op = ":"
	OpNe Op = "!="
	OpLT Op = "<"
	OpLE Op = "<="
	OpGT Op = ">"
	OpGE Op = ">="
)

// Term is one condition on one field. Values are alternatives; only OpIs and OpNe have
// more than one.
type Term struct {
	Field  Field
	Op     Op
	Values []Value
	Not    bool
	// Pos and Len are runes of the line.
	Pos, Len int
}

// Value is one alternative of a term.
type Value struct {
	// Text is what was typed.
	Text string
	// None asks for rows without a value (无).
	None bool
	// Min and Max bound a figure (equal unless a range a..b was typed), in the field's own
	// unit: percent, fen, points, days or a count.
	Min, Max domain.Decimal
	// Options are the words of the field that were meant.
	Options []string
}

// Error is a line that cannot be read. Pos and Len are runes of the line; Incomplete says
// that typing on may mend it.
type Error struct {
	Pos, Len   int
	Message    string
	Incomplete bool
}

// Error is one Chinese sentence with the position.
func (e *Error) Error() string {
	return fmt.Sprintf("筛选条件第 %d 个字起：%s", e.Pos+1, e.Message)
}

// Empty reports whether the query finds everything.
func (q Query) Empty() bool { return len(q.Terms) == 0 && len(q.Words) == 0 }

// Narrows reports whether every row that q finds is certainly found by prev: the same
// terms, and words that only grew or were added. Then prev's result can be narrowed.
func (q Query) Narrows(prev Query) bool {
	if len(q.Terms) < len(prev.Terms) || len(q.Words) < len(prev.Words) {
		return false
	}
	for i, t := range prev.Terms {
		if !t.same(q.Terms[i]) {
			return false
		}
	}
	for i, w := range prev.Words {
		n := q.Words[i]
		if n.Not != w.Not || (w.Not && n.Text != w.Text) || !strings.HasPrefix(n.Text, w.Text) {
			return false
		}
	}
	return true
}

func (t Term) same(u Term) bool {
	if t.Field.Name != u.Field.Name || t.Op != u.Op || t.Not != u.Not || len(t.Values) != len(u.Values) {
		return false
	}
	for i := range t.Values {
		if t.Values[i].Text != u.Values[i].Text {
			return false
		}
	}
	return true
}

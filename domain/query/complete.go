package query

import (
	"strings"

	"jixiao/domain/listing"
	"jixiao/domain/pinyin"
)

// Candidate is one completion: the runes From to To of the line are replaced by Insert.
type Candidate struct {
	From, To int
	Insert   string
	// Label is what a list shows, Help a short explanation.
	Label, Help string
}

// maxCandidates bounds a completion list.
const maxCandidates = 20

// Complete proposes how to go on at the caret (a rune index): field names while a word is
// typed, values behind an operator. ix may be nil; then departments and units are not
// proposed.
func Complete(line string, caret int, ix *listing.Index) []Candidate {
	raw := []rune(line)
	caret = min(max(caret, 0), len(raw))
	from := caret
	for from > 0 && foldRune(raw[from-1]) != ' ' {
		from--
	}
	t := newToken(raw, from, caret, false)
	if len(t.folded) > 0 && t.folded[0] == '-' {
		t = newToken(raw, from+1, caret, false)
	}
	at := operatorAt(t.folded)
	if at < 0 {
		return completeField(t, caret)
	}
	f, ok := fieldNamed(string(t.folded[:at]))
	if !ok {
		return nil
	}
	_, n := readOp(t.folded[at:])
	parts := splitValues(t.folded[at+n:])
	last := parts[len(parts)-1]
	typed := strings.ToLower(string(t.folded[at+n+last[0]:]))
	return f.completeValue(typed, t.pos+at+n+last[0], caret, ix)
}

func completeField(t token, caret int) (out []Candidate) {
	typed := strings.ToLower(string(t.folded))
	for _, f := range fields {
		if !f.begins(typed) {
			continue
		}
		op := ":"
		if f.Type != TypeText && f.Type != TypeOption {
			op = ">"
			if strings.Contains(f.Example, "<") {
				op = "<"
			}
		}
		out = append(out, Candidate{From: t.pos, To: caret, Insert: f.Name + op, Label: f.Name, Help: f.Help + "，例如 " + f.Example})
		if len(out) == maxCandidates {
			break
		}
	}
	return out
}

func (f Field) begins(typed string) bool {
	if strings.HasPrefix(f.Name, typed) {
		return true
	}
	for _, a := range f.Aliases {
		if strings.HasPrefix(a, typed) {
			return true
		}
	}
	return false
}

func (f Field) completeValue(typed string, from, to int, ix *listing.Index) (out []Candidate) {
	add := func(text, help string) {
		key := pinyin.Key(text)
		fits := strings.Contains(strings.ToLower(text), typed) || pinyin.Valid(typed) && strings.Contains(key, typed) || help != "" && strings.HasPrefix(help, typed)
		if fits && len(out) < maxCandidates {
			insert := text
			if strings.ContainsAny(insert, " ,|\"　、，") {
				insert = `"` + strings.ReplaceAll(insert, `"`, "") + `"`
			}
			out = append(out, Candidate{From: from, To: to, Insert: insert, Label: text, Help: help})
		}
	}
	switch {
	case f.Type == TypeOption:
		for _, o := range f.Options {
			add(o, "")
		}
		add(none, "")
	case f.Column == listing.ColumnDepartment:
		for _, d := range ix.Departments() {
			add(d.Name, d.Code)
		}
	case f.Column == listing.ColumnUnit:
		for _, u := range ix.Units() {
			add(u.Name, u.Code)
		}
	case f.Type == TypeText:
		add(none, "")
	}
	return out
}

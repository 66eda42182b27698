package review

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"jixiao/domain"
)

// Change is one cell that differs between two versions. A row that came or went is one
// change of all its cells.
type Change struct {
	// Field is the path in the new version ("" for a removed row), OldField in the old one.
	Field, OldField string
	Cell            string
	// Label names the cell the way people do: 数量指标「培训人数」指标值.
	Label    string
	Old, New string
	// Asked is the 1-based number of the remark that asked for it, 0 for a silent edit.
	Asked int
}

// Silent reports a change that no remark asked for.
func (c *Change) Silent() bool { return c.Asked == 0 }

// Answer is how a resubmission dealt with one remark.
type Answer struct {
	// No is the remark's number as printed in the opinion.
	No     int
	Remark domain.Remark
	Level  domain.Level
	// State is Answered, Unanswered or Unclear.
	State AnswerState
}

// AnswerState is how a remark was dealt with.
type AnswerState uint8

// Unclear is a remark without a cell: only a person can tell.
const (
	Unclear AnswerState = iota
	Answered
	Unanswered
)

// String returns 请核对, 已修改 or 未回应.
func (s AnswerState) String() string { return [...]string{"请核对", "已修改", "未回应"}[s] }

// Comparison is what a resubmission changed: silent edits first, then what was asked for.
type Comparison struct {
	OldNo, NewNo int
	Changes      []Change
	Answers      []Answer
}

// Silent is the number of silent edits.
func (c *Comparison) Silent() (n int) {
	for i := range c.Changes {
		if c.Changes[i].Silent() {
			n++
		}
	}
	return n
}

// Unanswered is the number of remarks nothing was done about.
func (c *Comparison) Unanswered() (n int) {
	for _, a := range c.Answers {
		if a.State == Unanswered {
			n++
		}
	}
	return n
}

// Compare returns what the newest version changed against the one before it and how it
// answers the remarks of the reviews that returned that one; nil for a first version.
func Compare(t *domain.Target, reviews []domain.Review) *Comparison {
	if t == nil || len(t.Versions) < 2 {
		return nil
	}
	old, cur := &t.Versions[len(t.Versions)-2], t.Current()
	c := &Comparison{OldNo: old.No, NewNo: cur.No, Changes: Changes(old, cur)}
	for i := range reviews {
		r := &reviews[i]
		if r.Version != old.No || r.Decision != domain.DecisionReturn {
			continue
		}
		for _, m := range remarksOf(r) {
			a := Answer{No: len(c.Answers) + 1, Remark: m, Level: r.Level}
			c.answer(&a)
			c.Answers = append(c.Answers, a)
		}
	}
	slices.SortStableFunc(c.Changes, func(a, b Change) int { return silentFirst(&a) - silentFirst(&b) })
	return c
}

func silentFirst(c *Change) int {
	if c.Silent() {
		return 0
	}
	return 1
}

// remarksOf lists the remarks taken, or the opinion's text when there was only text.
func remarksOf(r *domain.Review) []domain.Remark {
	var out []domain.Remark
	for _, m := range r.Remarks {
		if m.Dismissed == "" {
			out = append(out, m)
		}
	}
	if len(out) == 0 && r.Comment != "" {
		for part := range strings.SplitSeq(r.Comment, "\n") {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, domain.Remark{Text: part})
			}
		}
	}
	return out
}

// answer marks the changes a remark asked for.
func (c *Comparison) answer(a *Answer) {
	hit := false
	for i := range c.Changes {
		ch := &c.Changes[i]
		if !covers(a.Remark, ch) {
			continue
		}
		hit = true
		if ch.Asked == 0 {
			ch.Asked = a.No
		}
	}
	switch {
	case hit:
		a.State = Answered
	case a.Remark.Field != "":
		a.State = Unanswered
	}
}

// covers reports whether a remark asks for a change: by its field, where * stands for any
// row and + for an added one, or by naming the indicator in its text.
func covers(m domain.Remark, c *Change) bool {
	if m.Field == "" {
		name := between(c.Label, "「", "」")
		return name != "" && strings.Contains(m.Text, name)
	}
	if m.Field == "indicators" {
		return strings.HasPrefix(c.Field+c.OldField, "indicators.")
	}
	if m.Field == "indicators.+" {
		return c.OldField == "" && strings.HasPrefix(c.Field, "indicators.")
	}
	if row, col, ok := cut2(m.Field, "indicators."); ok && row == "*" {
		return strings.HasSuffix(c.Field, "."+col) || c.Field == "" || c.OldField == ""
	}
	if c.OldField == m.Field || strings.HasPrefix(c.OldField, m.Field+".") {
		return true
	}
	// A remark on one cell of a row is answered by any change of that row's texts, and by
	// the row going.
	row, _, ok := cut2(m.Field, "indicators.")
	return ok && c.OldField != "" && (c.OldField == "indicators."+row || strings.HasPrefix(c.OldField, "indicators."+row+"."))
}

func between(s, open, shut string) string {
	_, rest, ok := strings.Cut(s, open)
	if !ok {
		return ""
	}
	in, _, _ := strings.Cut(rest, shut)
	return in
}

func cut2(field, prefix string) (row, col string, ok bool) {
	rest, ok := strings.CutPrefix(field, prefix)
	if !ok {
		return "", "", false
	}
	row, col, _ = strings.Cut(rest, ".")
	return row, col, true
}

// squash is a text for comparing: blanks do not count as a change.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func rowPath(i int) string { return "indicators." + strconv.Itoa(i) }

package query

import (
	"strings"
)

// MaxLength is the most runes a line may have.
const MaxLength = 500

// Parse reads a line. Full-width forms are folded (＜ ＞ ： ＝ ，、《》 and the full-width
// space). The error, if any, is an *Error.
func Parse(line string) (Query, error) {
	q := Query{Text: line}
	raw := []rune(line)
	if len(raw) > MaxLength {
		return q, &Error{Pos: MaxLength, Len: len(raw) - MaxLength, Message: "筛选条件太长，请删去一些。"}
	}
	for _, t := range tokens(raw) {
		if err := q.add(t); err != nil {
			return q, err
		}
	}
	return q, nil
}

// token is a run without blanks; a quoted part may hold blanks.
type token struct {
	pos    int
	raw    []rune // as typed
	folded []rune // rune by rune the same length
	quoted bool   // the whole token is in quotation marks: a free word
}

func tokens(raw []rune) (list []token) {
	for i := 0; i < len(raw); {
		if foldRune(raw[i]) == ' ' {
			i++
			continue
		}
		end, quoted := i, false
		for end < len(raw) && foldRune(raw[end]) != ' ' {
			if foldRune(raw[end]) == '"' {
				next := closing(raw, end)
				quoted = quoted || end == i && (next == len(raw) || foldRune(raw[next]) == ' ')
				end = next
				continue
			}
			end++
		}
		list = append(list, newToken(raw, i, end, quoted))
		i = end
	}
	return list
}

// closing returns the place after the closing quotation mark, or the end of the line.
func closing(raw []rune, open int) int {
	for i := open + 1; i < len(raw); i++ {
		if foldRune(raw[i]) == '"' {
			return i + 1
		}
	}
	return len(raw)
}

func newToken(raw []rune, lo, hi int, quoted bool) token {
	t := token{pos: lo, raw: raw[lo:hi], quoted: quoted}
	t.folded = make([]rune, hi-lo)
	for i, r := range t.raw {
		t.folded[i] = foldRune(r)
	}
	return t
}

// foldRune folds full-width and Chinese punctuation that stands for an operator.
func foldRune(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	}
	switch r {
	case 0x3000, '\t', '\n', '\r':
		return ' '
	case '《', '〈':
		return '<'
	case '》', '〉':
		return '>'
	case '、':
		return ','
	case '。':
		return '.'
	case '“', '”':
		return '"'
	case '≠':
		return '!'
	}
	return r
}

func (q *Query) add(t token) error {
	not := false
	if len(t.folded) > 1 && t.folded[0] == '-' && !isDigit(t.folded[1]) && !t.quoted {
		not = true
		t = token{pos: t.pos + 1, raw: t.raw[1:], folded: t.folded[1:], quoted: t.folded[1] == '"'}
	}
	at := -1
	if !t.quoted {
		at = operatorAt(t.folded)
	}
	if at < 0 {
		if w := strings.TrimSpace(unquote(t.raw)); w != "" {
			q.Words = append(q.Words, Word{Text: w, Not: not, Pos: t.pos})
		}
		return nil
	}
	term, err := parseTerm(t, at)
	if err != nil {
		return err
	}
	term.Not = not
	q.Terms = append(q.Terms, term)
	return nil
}

// operatorAt returns the place of the first operator, -1 for a free word.
func operatorAt(s []rune) int {
	for i, r := range s {
		switch r {
		case '<', '>', '=', ':', '≤', '≥':
			return i
		case '!':
			if i+1 == len(s) || s[i+1] == '=' || i > 0 && isKnown(string(s[:i])) {
				return i
			}
		}
	}
	return -1
}

func isKnown(name string) bool {
	_, ok := fieldNamed(name)
	return ok
}

// readOp reads the operator at a place and tells how many runes it has.
func readOp(s []rune) (Op, int) {
	second := rune(0)
	if len(s) > 1 {
		second = s[1]
	}
	switch s[0] {
	case '<':
		switch second {
		case '=':
			return OpLE, 2
		case '>':
			return OpNe, 2
		}
		return OpLT, 1
	case '>':
		if second == '=' {
			return OpGE, 2
		}
		return OpGT, 1
	case '≤':
		return OpLE, 1
	case '≥':
		return OpGE, 1
	case '!':
		if second == '=' {
			return OpNe, 2
		}
		return OpNe, 1
	case '=':
		switch second {
		case '<':
			return OpLE, 2
		case '>':
			return OpGE, 2
		case '=':
			return OpIs, 2
		}
	}
	return OpIs, 1
}

func parseTerm(t token, at int) (Term, error) {
	name := string(t.folded[:at])
	f, ok := fieldNamed(name)
	if !ok {
		if name == "" {
			return Term{}, &Error{Pos: t.pos, Len: 1, Message: "比较符号前面缺少字段名，例如 执行<60。"}
		}
		return Term{}, &Error{Pos: t.pos, Len: at, Message: "不认识“" + string(t.raw[:at]) + "”，" + suggest(name)}
	}
	op, n := readOp(t.folded[at:])
	term := Term{Field: f, Op: op, Pos: t.pos, Len: len(t.raw)}
	if (f.Type == TypeText || f.Type == TypeOption) && op != OpIs && op != OpNe {
		return Term{}, &Error{Pos: t.pos + at, Len: n, Message: f.Name + "不能比大小，请写成 " + f.Example + "。"}
	}
	pos := t.pos + at + n
	raw, folded := t.raw[at+n:], t.folded[at+n:]
	if len(raw) == 0 {
		return Term{}, &Error{Pos: pos, Len: 1, Message: "“" + string(t.raw) + "”后面还缺数值，例如 " + f.Example + "。", Incomplete: true}
	}
	for _, part := range splitValues(folded) {
		v, err := f.parseValue(string(raw[part[0]:part[1]]), string(folded[part[0]:part[1]]))
		if err != nil {
			err.Pos, err.Len = pos+part[0], max(part[1]-part[0], 1)
			return Term{}, err
		}
		term.Values = append(term.Values, v)
	}
	if len(term.Values) > 1 && op != OpIs && op != OpNe {
		return Term{}, &Error{Pos: pos, Len: len(raw), Message: "比大小只能写一个数，例如 " + f.Example + "。"}
	}
	return term, nil
}

// splitValues cuts alternatives at commas outside quotation marks.
func splitValues(s []rune) (parts [][2]int) {
	lo, inside := 0, false
	for i, r := range s {
		switch {
		case r == '"':
			inside = !inside
		case (r == ',' || r == '|') && !inside:
			parts = append(parts, [2]int{lo, i})
			lo = i + 1
		}
	}
	return append(parts, [2]int{lo, len(s)})
}

func unquote(s []rune) string {
	var b strings.Builder
	for _, r := range s {
		if foldRune(r) != '"' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

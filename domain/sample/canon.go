package sample

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Refusal is one violation of the canonical form: which file, which line (0: the file
// as a whole) and a sentence saying what to do. Nothing is ever repaired silently.
type Refusal struct {
	File string
	Line int
	Text string
}

// Error prints 总体文件第 3 行：….
func (r Refusal) Error() string {
	if r.Line == 0 {
		return r.File + "：" + r.Text
	}
	return fmt.Sprintf("%s第 %d 行：%s", r.File, r.Line, r.Text)
}

// maxRefusals is how many violations one reading lists before it stops.
const maxRefusals = 20

// Refusals is every violation found (up to 20), in line order. It is the error of
// every Parse function.
type Refusals []Refusal

// Error joins the sentences with line feeds.
func (rs Refusals) Error() string {
	lines := make([]string, len(rs))
	for i, r := range rs {
		lines[i] = r.Error()
	}
	return strings.Join(lines, "\n")
}

// Hash returns the lower-case hex SHA-256 of a text: how H, P and Q are made.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// reader walks over the lines of one canonical file and collects refusals.
type reader struct {
	file string
	bad  Refusals
}

func (r *reader) refuse(line int, format string, args ...any) {
	if len(r.bad) < maxRefusals {
		r.bad = append(r.bad, Refusal{r.file, line, fmt.Sprintf(format, args...)})
	}
}

func (r *reader) err() error {
	if len(r.bad) == 0 {
		return nil
	}
	return r.bad
}

// lines calls fn with the fields of every line, which must be exactly n; fields is
// reused between calls.
func (r *reader) lines(text string, n int, fn func(line int, fields []string)) {
	if !r.whole(text) {
		return
	}
	fields := make([]string, n)
	for line := 1; text != "" && len(r.bad) < maxRefusals; line++ {
		end := strings.IndexByte(text, '\n')
		row := text[:end]
		text = text[end+1:]
		if r.fields(line, row, fields) {
			fn(line, fields)
		}
	}
}

// whole checks what concerns the file as a whole, and every character once.
func (r *reader) whole(text string) bool {
	switch {
	case text == "":
		r.refuse(0, "文件是空的，至少要有一行")
	case strings.HasPrefix(text, "\ufeff"):
		r.refuse(1, "文件开头有 BOM 标记，请另存为不带 BOM 的 UTF-8")
	case !utf8.ValidString(text):
		r.refuse(lineOfInvalid(text), "不是 UTF-8 编码，请另存为 UTF-8")
	case text[len(text)-1] != '\n':
		r.refuse(strings.Count(text, "\n")+1, "最后一行没有换行，请在行尾补一个换行（LF）")
	default:
		r.characters(text)
	}
	return len(r.bad) == 0
}

func lineOfInvalid(text string) int {
	line := 1
	for i, c := range text {
		if c == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				return line
			}
		}
		if c == '\n' {
			line++
		}
	}
	return line
}

func (r *reader) characters(text string) {
	line, told := 1, 0
	for _, c := range text {
		if c == '\n' {
			line++
			continue
		}
		if c > ' ' && c < 0x7f || c == '\t' || c == ' ' || told == line {
			continue
		}
		switch {
		case c == '\r':
			r.refuse(line, "行尾是 CRLF，请改为只用 LF 换行")
		case c < ' ' || c == 0x7f:
			r.refuse(line, "含控制字符 U+%04X，请删掉", c)
		case !stable(c):
			r.refuse(line, "字符 U+%04X 不是规范写法（NFC），请改用常用字形", c)
		default:
			continue
		}
		told = line
	}
}

// fields splits one row at its TABs into dst and checks the count and the blanks.
func (r *reader) fields(line int, row string, dst []string) bool {
	if n := strings.Count(row, "\t") + 1; n != len(dst) {
		if row == "" {
			r.refuse(line, "是空行，请删掉")
		} else {
			r.refuse(line, "应有 %d 栏（用 TAB 隔开），实有 %d 栏", len(dst), n)
		}
		return false
	}
	for i := range dst {
		f, rest, _ := strings.Cut(row, "\t")
		if blankEdge(f) {
			r.refuse(line, "第 %d 栏 %q 首尾有空格，请删掉", i+1, f)
			return false
		}
		dst[i], row = f, rest
	}
	return true
}

func blankEdge(s string) bool {
	if s == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsSpace(first) || unicode.IsSpace(last)
}

// path checks a stratum path: components divided by "/", none of them empty.
func (r *reader) path(line int, s string) bool {
	if s == "" || s[0] == '/' || s[len(s)-1] == '/' || strings.Contains(s, "//") {
		r.refuse(line, "层 %q 不是用 / 隔开的路径（各段不能为空）", s)
		return false
	}
	return true
}

// number reads a canonical non-negative integer: digits only, no leading zero.
func number(s string, limit int64) (int64, bool) {
	if s == "" || len(s) > 19 || (s[0] == '0' && len(s) > 1) {
		return 0, false
	}
	var v uint64
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		v = v*10 + uint64(s[i]-'0')
	}
	return int64(v), v <= uint64(limit)
}

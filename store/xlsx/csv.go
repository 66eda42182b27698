package xlsx

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// readCSV reads a csv file into one grid: any of the usual encodings, separated by commas,
// semicolons or tabs. Rows are numbered as a spreadsheet shows them.
func readCSV(data []byte) (*grid, error) {
	text, err := decodeText(data)
	if err != nil {
		return nil, err
	}
	sep := byte(0)
	if line, rest, ok := strings.Cut(text, "\n"); ok {
		if s, named := strings.CutPrefix(strings.TrimSpace(line), "sep="); named && len(s) == 1 {
			sep, text = s[0], rest
		}
	}
	if sep == 0 {
		sep = separator(text)
	}
	g := &grid{}
	sc := csvScanner{text: text, sep: sep, row: 1, col: 1}
	cells := 0
	for {
		field, row, col, ok := sc.next()
		if !ok {
			break
		}
		if row > MaxRow || col > MaxColumn {
			return nil, refuse(TooLarge, "文件超过 %d 行或 %d 列。请拆成几个文件后再导入", MaxRow, MaxColumn)
		}
		if field == "" {
			continue
		}
		if cells++; cells > MaxCells {
			return nil, refuse(TooLarge, "文件有内容的单元格超过 %d 万个，没有读取。请拆成几个文件后再导入", MaxCells/10_000)
		}
		if len(field) > MaxText {
			return nil, refuse(Damaged, "第 %d 行有一格文字超过 1 MiB，可能是引号没有配对。请用 WPS 打开核对后另存", row)
		}
		g.add(row, col, field)
	}
	g.finish()
	return g, nil
}

// decodeText finds the encoding and returns the text as UTF-8.
func decodeText(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xef, 0xbb, 0xbf}):
		data = data[3:]
		if !utf8.Valid(data) {
			return "", refuse(WrongFormat, "文件标明是 UTF-8 编码，但里面有读不成文字的字节。请用 WPS 打开后另存为 .xlsx")
		}
		return checkText(string(data))
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return decodeWith(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), data)
	}
	if e := bareUTF16(data); e != nil {
		return decodeWith(e, data)
	}
	if utf8.Valid(data) {
		return checkText(string(data))
	}
	return decodeWith(simplifiedchinese.GB18030, data)
}

// bareUTF16 recognises UTF-16 without a byte order mark by its zero bytes.
func bareUTF16(data []byte) encoding.Encoding {
	head := data[:min(len(data), 4096)&^1]
	even, odd := 0, 0
	for i := 0; i+1 < len(head); i += 2 {
		if head[i] == 0 {
			even++
		}
		if head[i+1] == 0 {
			odd++
		}
	}
	switch n := len(head) / 2; {
	case n < 4 || even+odd == 0:
		return nil
	case odd*10 > n && even == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case even*10 > n && odd == 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

func decodeWith(e encoding.Encoding, data []byte) (string, error) {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
		return "", refuse(WrongFormat, "认不出文件的文字编码（不是 UTF-8、GBK、GB18030 或 UTF-16）。请用 WPS 打开后另存为 .xlsx")
	}
	return checkText(string(bytes.TrimPrefix(out, []byte{0xef, 0xbb, 0xbf})))
}

// checkText refuses binary files that happen to decode.
func checkText(s string) (string, error) {
	control := 0
	for i := range len(s) {
		switch b := s[i]; {
		case b == 0:
			return "", refuse(WrongFormat, "文件里有二进制内容，不是表格文本。请提供 .xlsx 或 .csv 表格")
		case b < 0x20 && b != '\t' && b != '\n' && b != '\r':
			control++
		}
	}
	if control*50 > len(s) {
		return "", refuse(WrongFormat, "文件里有二进制内容，不是表格文本。请提供 .xlsx 或 .csv 表格")
	}
	return s, nil
}

// separator is the candidate that stands most often outside quotes in the first lines; a
// comma when there is none.
func separator(text string) byte {
	counts := map[byte]int{}
	quoted := false
	lines := 0
	for i := 0; i < len(text) && i < 64<<10 && lines < 20; i++ {
		switch b := text[i]; {
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == ',' || b == ';' || b == '\t':
			counts[b]++
		case b == '\n':
			lines++
		}
	}
	best := byte(',')
	for _, b := range []byte{'\t', ';'} {
		if counts[b] > counts[best] {
			best = b
		}
	}
	return best
}

// csvScanner cuts a text into fields. A quote opens a quoted field only at its start;
// stray quotes are kept.
type csvScanner struct {
	text     string
	sep      byte
	pos      int
	row, col int
}

func (s *csvScanner) next() (field string, row, col int, ok bool) {
	if s.pos >= len(s.text) {
		return "", 0, 0, false
	}
	row, col = s.row, s.col
	if s.text[s.pos] == '"' {
		field = s.quoted()
	} else {
		field = s.plain()
	}
	s.delimiter()
	return field, row, col, true
}

// delimiter steps over what ends a field.
func (s *csvScanner) delimiter() {
	if s.pos >= len(s.text) {
		return
	}
	switch b := s.text[s.pos]; b {
	case s.sep:
		s.pos++
		s.col++
	case '\r', '\n':
		if s.pos++; b == '\r' && s.pos < len(s.text) && s.text[s.pos] == '\n' {
			s.pos++
		}
		s.row++
		s.col = 1
	}
}

func (s *csvScanner) plain() string {
	start := s.pos
	for s.pos < len(s.text) && s.text[s.pos] != s.sep && s.text[s.pos] != '\n' && s.text[s.pos] != '\r' {
		s.pos++
	}
	return s.text[start:s.pos]
}

func (s *csvScanner) quoted() string {
	var b strings.Builder
	for s.pos++; s.pos < len(s.text); s.pos++ {
		if s.text[s.pos] != '"' {
			b.WriteByte(s.text[s.pos])
			continue
		}
		if s.pos+1 < len(s.text) && s.text[s.pos+1] == '"' {
			b.WriteByte('"')
			s.pos++
			continue
		}
		s.pos++
		break
	}
	return b.String() + s.plain()
}

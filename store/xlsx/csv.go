package xlsx

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"jixiao/domain"
	"jixiao/domain/parse"
)

func unitIn(s string) (domain.AmountUnit, bool) { return parse.UnitIn(s) }

// decodeText finds the encoding of a csv file: byte order marks, else UTF-8 when valid,
// else GB18030 (which contains GBK).
func decodeText(base string, data []byte) (string, error) {
	var e encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		e = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	}
	if e == nil && utf8.Valid(data) {
		return text(base, string(data))
	}
	if e == nil {
		e = simplifiedchinese.GB18030
	}
	out, err := e.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
		return "", refuse("%s 的文字编码认不出来（不是 UTF-8、GBK、GB18030 或 UTF-16）。请用 WPS 打开，另存为 .xlsx 后再导入", base)
	}
	return text(base, string(out))
}

func text(base, s string) (string, error) {
	if strings.ContainsRune(s, 0) {
		return "", refuse("%s 不是文本或表格文件。请检查是否选错文件；表格请另存为 .xlsx 后再导入", base)
	}
	return s, nil
}

func openCSV(base string, data []byte) ([]*grid, error) {
	s, err := decodeText(base, data)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(strings.NewReader(s))
	r.Comma = separator(s)
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	var rows [][]string
	cells := 0
	for {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, refuse("%s 第 %d 行读不出来（%v）。请用 WPS 打开，另存为 .xlsx 后再导入", base, len(rows)+1, err)
		}
		if cells += len(rec) + 1; cells > maxCells {
			return nil, refuse("%s 太大，超过 %d 万个格。请拆成几个文件再导入", base, maxCells/10_000)
		}
		line, _ := r.FieldPos(0)
		for len(rows) < line-1 && line-1-len(rows) < 1000 {
			rows = append(rows, nil) // keep row numbers as an editor shows them
		}
		rows = append(rows, rec)
	}
	if len(rows) == 0 {
		return nil, refuse("%s 里没有内容。请检查是否选错文件", base)
	}
	return []*grid{newGrid("", rows)}, nil
}

// separator is the one of comma, tab, semicolon that the first lines use most.
func separator(s string) rune {
	head := s
	if len(head) > 4096 {
		head = head[:4096]
	}
	best, most := ',', -1
	for _, sep := range []rune{',', '\t', ';'} {
		if n := strings.Count(head, string(sep)); n > most {
			best, most = sep, n
		}
	}
	return best
}

package xlsx

import (
	"context"
	"strconv"

	"jixiao/domain/intake"
)

// sheetReader fills a grid from one sheet part.
type sheetReader struct {
	b        *book
	s        *scanner
	g        *grid
	row, col int
}

// readSheet reads one sheet of the workbook.
func (b *book) readSheet(ctx context.Context, info sheetInfo) (*grid, error) {
	g := &grid{name: info.name}
	if info.part == "" {
		return nil, damaged("工作表“" + info.name + "”没有内容部件")
	}
	r, err := b.c.open(info.part)
	if err != nil {
		return nil, err
	}
	if r == nil {
		return nil, damaged("工作表“" + info.name + "”的部件不见了")
	}
	defer r.Close()
	sr := &sheetReader{b: b, s: newScanner(r), g: g}
	if err := sr.read(ctx); err != nil {
		return nil, partError(info.part, err)
	}
	g.finish()
	return g, nil
}

func (sr *sheetReader) read(ctx context.Context) error {
	for {
		tok, err := sr.s.next()
		if err != nil {
			return err
		}
		if tok == tokenEOF {
			return nil
		}
		if tok != tokenStart {
			continue
		}
		switch sr.s.name {
		case "row":
			if err := sr.startRow(); err != nil {
				return err
			}
			if sr.row%1024 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
		case "c":
			if err := sr.readCell(); err != nil {
				return err
			}
		case "mergeCell":
			if m, ok := parseRange(sr.s.get("ref")); ok && len(sr.g.merges) < MaxMerges {
				sr.g.merges = append(sr.g.merges, m)
			}
		}
	}
}

func (sr *sheetReader) startRow() error {
	sr.row++
	sr.col = 0
	if r := sr.s.get("r"); r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n < 1 || n > MaxRow {
			return errXML
		}
		sr.row = n
	}
	if sr.row > MaxRow {
		return refuse(TooLarge, "工作表“%s”超过 %d 行。请拆成几个文件后再导入", sr.g.name, MaxRow)
	}
	return nil
}

// readCell reads one c element to its end.
func (sr *sheetReader) readCell() error {
	sr.col++
	row := max(sr.row, 1)
	if at := sr.s.get("r"); at != "" {
		r, c, ok := parseRef(at)
		if !ok {
			return errXML
		}
		row, sr.col = r, c
	}
	kind := sr.s.get("t")
	style, _ := strconv.Atoi(sr.s.get("s"))
	if sr.s.empty {
		return nil
	}
	value, formula, err := sr.content()
	if err != nil {
		return err
	}
	if value == "" {
		if formula {
			sr.warn(row, "", "是公式，但文件里没有算好的结果。请用 WPS 打开，保存一次后再导入")
		}
		return nil
	}
	text, err := sr.textOf(kind, value, style, row)
	if err != nil {
		return err
	}
	return sr.put(row, text)
}

func (sr *sheetReader) put(row int, text string) error {
	sr.g.add(row, sr.col, text)
	if sr.b.cells++; sr.b.cells > MaxCells {
		return refuse(TooLarge, "文件有内容的单元格超过 %d 万个，没有读取。请拆成几个文件后再导入", MaxCells/10_000)
	}
	return nil
}

func (sr *sheetReader) warn(row int, value, message string) {
	if len(sr.g.warnings) < 100 {
		at := ref(row, sr.col)
		sr.g.warnings = append(sr.g.warnings, intake.CellError{Sheet: sr.g.name, Cell: at, Value: value, Message: "单元格 " + at + " " + message})
	}
}

// content reads the value of a cell: v, or the text of is.
func (sr *sheetReader) content() (value string, formula bool, err error) {
	in := false
	for {
		tok, err := sr.s.next()
		if err != nil {
			return "", false, err
		}
		switch {
		case tok == tokenEOF:
			return "", false, errXML
		case tok == tokenEnd && sr.s.name == "c":
			return value, formula, nil
		case tok == tokenStart && sr.s.name == "f":
			formula = true
		case tok == tokenStart && sr.s.name == "v":
			in = !sr.s.empty
		case tok == tokenEnd && sr.s.name == "v":
			in = false
		case tok == tokenStart && sr.s.name == "is" && !sr.s.empty:
			if value, err = sr.s.rich("is"); err != nil {
				return "", false, err
			}
		case tok == tokenText && in:
			if value += sr.s.text.String(); len(value) > MaxText {
				return "", false, errTooLong
			}
		}
	}
}

// textOf turns a stored value into the text people see.
func (sr *sheetReader) textOf(kind, value string, style, row int) (string, error) {
	switch kind {
	case "s":
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 || n >= len(sr.b.strings) {
			return "", errXML
		}
		return sr.b.strings[n], nil
	case "inlineStr", "d":
		return value, nil
	case "str":
		return unescapeControl(value), nil
	case "b":
		if value == "1" {
			return "TRUE", nil
		}
		return "FALSE", nil
	case "e":
		sr.warn(row, value, "的公式出错（"+value+"）。请更正公式或直接填数")
		return value, nil
	}
	return sr.b.numberText(value, style), nil
}

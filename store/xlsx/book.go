package xlsx

import (
	"context"
	"errors"
	"path"
	"strings"
)

// sheetInfo is one sheet of the workbook's list.
type sheetInfo struct {
	name, part string
	hidden     bool
}

// book is an opened workbook: its sheet list, strings and cell formats.
type book struct {
	c       *container
	sheets  []sheetInfo
	strings []string
	formats []format
	epoch   bool // dates count from 1904
	cells   int
}

// openBook opens the parts every sheet needs.
func openBook(ctx context.Context, data []byte) (*book, error) {
	c, err := openZip(data)
	if err != nil {
		return nil, err
	}
	main := c.workbookPart()
	if main == "" {
		return nil, c.foreign()
	}
	b := &book{c: c}
	rels, err := c.relations(main)
	if err != nil {
		return nil, err
	}
	if err := b.readWorkbook(main, rels); err != nil {
		return nil, err
	}
	if len(b.sheets) == 0 {
		return nil, damaged("没有工作表")
	}
	if len(b.sheets) > MaxSheets {
		return nil, refuse(TooLarge, "文件有 %d 个工作表，超过 %d 个的上限。请拆成几个文件后再导入", len(b.sheets), MaxSheets)
	}
	if err := b.readStrings(ctx, rels.byType("sharedStrings", path.Dir(main)+"/sharedStrings.xml")); err != nil {
		return nil, err
	}
	return b, b.readFormats(rels.byType("styles", path.Dir(main)+"/styles.xml"))
}

// workbookPart finds the workbook through the package relations, else by its usual name.
func (c *container) workbookPart() string {
	if rels, err := c.relationsAt("_rels/.rels", ""); err == nil {
		if p := rels.byType("officeDocument", ""); p != "" && strings.HasSuffix(strings.ToLower(p), ".xml") && c.has(p) && !c.has("word/document.xml") && !c.has("ppt/presentation.xml") {
			return p
		}
	}
	if c.has("xl/workbook.xml") {
		return "xl/workbook.xml"
	}
	return ""
}

type relation struct{ id, kind, target string }

type relations []relation

func (r relations) byID(id string) string {
	for _, x := range r {
		if x.id == id {
			return x.target
		}
	}
	return ""
}

func (r relations) byType(kind, otherwise string) string {
	for _, x := range r {
		if x.kind == kind {
			return x.target
		}
	}
	return otherwise
}

// relations reads the relations of a part.
func (c *container) relations(name string) (relations, error) {
	return c.relationsAt(path.Dir(name)+"/_rels/"+path.Base(name)+".rels", path.Dir(name))
}

func (c *container) relationsAt(name, dir string) (relations, error) {
	var out relations
	err := c.each(name, func(s *scanner) error {
		if s.name != "Relationship" || s.get("TargetMode") == "External" {
			return nil
		}
		target := s.get("Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(dir, target)
		}
		out = append(out, relation{s.get("Id"), path.Base(s.get("Type")), strings.TrimPrefix(target, "/")})
		if len(out) > MaxParts {
			return errXML
		}
		return nil
	})
	return out, err
}

// each calls fn for every start tag of a part; a missing part has none.
func (c *container) each(name string, fn func(*scanner) error) error {
	r, err := c.open(name)
	if err != nil || r == nil {
		return err
	}
	defer r.Close()
	s := newScanner(r)
	for {
		tok, err := s.next()
		if err == nil && tok == tokenStart {
			err = fn(s)
		}
		if err != nil {
			return partError(name, err)
		}
		if tok == tokenEOF {
			return nil
		}
	}
}

// partError keeps refusals and cancellation, and calls everything else damage.
func partError(name string, err error) error {
	var r *Refusal
	if errors.As(err, &r) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return damaged("部件 " + path.Base(name) + " 内容不完整")
}

func (b *book) readWorkbook(main string, rels relations) error {
	return b.c.each(main, func(s *scanner) error {
		switch s.name {
		case "workbookPr":
			b.epoch = s.get("date1904") == "1" || s.get("date1904") == "true"
		case "sheet":
			state := s.get("state")
			target := rels.byID(s.get("id"))
			if strings.Contains(target, "chartsheets/") || strings.Contains(target, "dialogsheets/") {
				return nil
			}
			b.sheets = append(b.sheets, sheetInfo{s.get("name"), target, state == "hidden" || state == "veryHidden"})
		}
		return nil
	})
}

// readStrings reads the shared strings; phonetic guides are not part of the text.
func (b *book) readStrings(ctx context.Context, name string) error {
	r, err := b.c.open(name)
	if err != nil || r == nil {
		return err
	}
	defer r.Close()
	s := newScanner(r)
	for {
		tok, err := s.next()
		if err != nil {
			return partError(name, err)
		}
		if tok == tokenEOF {
			return nil
		}
		if tok != tokenStart || s.name != "si" {
			continue
		}
		text := ""
		if !s.empty {
			if text, err = s.rich("si"); err != nil {
				return partError(name, err)
			}
		}
		if b.strings = append(b.strings, text); len(b.strings) > MaxStrings {
			return refuse(TooLarge, "文件的文字超过 %d 万条，没有读取。请拆成几个文件后再导入", MaxStrings/10_000)
		}
		if len(b.strings)%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

// rich reads the text runs of an si or is element up to its end.
func (s *scanner) rich(end string) (string, error) {
	text, single := "", true
	in, phonetic := false, false
	for {
		tok, err := s.next()
		if err != nil {
			return "", err
		}
		switch {
		case tok == tokenEOF:
			return "", errXML
		case tok == tokenStart && s.name == "t":
			in = !s.empty && !phonetic
		case tok == tokenStart && s.name == "rPh":
			phonetic = !s.empty
		case tok == tokenEnd && s.name == "rPh":
			phonetic = false
		case tok == tokenEnd && s.name == "t":
			in = false
		case tok == tokenEnd && s.name == end:
			return unescapeControl(text), nil
		case tok == tokenText && in:
			if single {
				text, single = s.text.String(), false
			} else if text += s.text.String(); len(text) > MaxText {
				return "", errTooLong
			}
		}
	}
}

// unescapeControl turns _x000D_ back into the character it stands for.
func unescapeControl(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '_' && i+6 < len(s) && s[i+1] == 'x' && s[i+6] == '_' {
			if t, ok := decodeEntity("#x" + s[i+2:i+6]); ok {
				b.WriteString(t)
				i += 6
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

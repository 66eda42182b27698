package xlsx

import (
	"bufio"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// token is what the scanner found.
type token uint8

const (
	tokenEOF token = iota
	tokenStart
	tokenEnd
	tokenText
)

// scanner reads the XML of workbook parts: elements by local name, attributes, text. It
// keeps one tag and one text in memory, follows no entity but the five and character
// references, and skips declarations, comments and processing instructions; a document
// type is an error.
type scanner struct {
	r     *bufio.Reader
	name  string
	empty bool // <a/>
	attrs []attr
	text  strings.Builder
	tag   []byte
}

type attr struct{ name, value string }

var (
	errXML     = errors.New("xml is not well formed")
	errTooLong = errors.New("text too long")
)

func newScanner(r io.Reader) *scanner { return &scanner{r: bufio.NewReaderSize(r, 32<<10)} }

// next returns the next token. After tokenStart name, attrs and empty are set, after
// tokenText text.
func (s *scanner) next() (token, error) {
	b, err := s.r.ReadByte()
	if errors.Is(err, io.EOF) {
		return tokenEOF, nil
	}
	if err != nil {
		return tokenEOF, err
	}
	if b == '<' {
		return s.markup()
	}
	s.text.Reset()
	return s.chars(b)
}

func (s *scanner) chars(b byte) (token, error) {
	for {
		switch {
		case b == '&':
			if err := s.entity(); err != nil {
				return tokenEOF, err
			}
		default:
			s.text.WriteByte(b)
		}
		if s.text.Len() > MaxText {
			return tokenEOF, errTooLong
		}
		next, err := s.r.ReadByte()
		if errors.Is(err, io.EOF) {
			return tokenText, nil
		}
		if err != nil {
			return tokenEOF, err
		}
		if next == '<' {
			return tokenText, s.r.UnreadByte()
		}
		b = next
	}
}

var entities = map[string]string{"lt": "<", "gt": ">", "amp": "&", "quot": `"`, "apos": "'"}

func (s *scanner) entity() error {
	var name []byte
	for len(name) < 12 {
		b, err := s.r.ReadByte()
		if err != nil {
			return errXML
		}
		if b == ';' {
			text, ok := decodeEntity(string(name))
			if !ok {
				return errXML
			}
			s.text.WriteString(text)
			return nil
		}
		name = append(name, b)
	}
	return errXML
}

func decodeEntity(name string) (string, bool) {
	if t, ok := entities[name]; ok {
		return t, true
	}
	digits, ok := strings.CutPrefix(name, "#")
	if !ok {
		return "", false
	}
	base := 10
	if h, hex := strings.CutPrefix(digits, "x"); hex {
		digits, base = h, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n > utf8.MaxRune {
		return "", false
	}
	return string(rune(n)), true
}

// markup reads everything up to the closing bracket of a tag, comment or declaration.
func (s *scanner) markup() (token, error) {
	b, err := s.r.ReadByte()
	if err != nil {
		return tokenEOF, errXML
	}
	switch b {
	case '?':
		if err := s.skipTo("?>"); err != nil {
			return tokenEOF, err
		}
		return s.next()
	case '!':
		return s.declaration()
	case '/':
		if err := s.readTag(0); err != nil {
			return tokenEOF, err
		}
		s.name = localName(strings.TrimSpace(string(s.tag)))
		return tokenEnd, nil
	}
	if err := s.readTag(b); err != nil {
		return tokenEOF, err
	}
	return tokenStart, s.parseTag()
}

func (s *scanner) declaration() (token, error) {
	head, err := s.r.Peek(7)
	switch {
	case err == nil && string(head) == "[CDATA[":
		_, _ = s.r.Discard(7)
		s.text.Reset()
		return tokenText, s.cdata()
	case len(head) >= 2 && string(head[:2]) == "--":
		if err := s.skipTo("-->"); err != nil {
			return tokenEOF, err
		}
		return s.next()
	}
	return tokenEOF, errXML
}

func (s *scanner) cdata() error {
	for {
		b, err := s.r.ReadByte()
		if err != nil {
			return errXML
		}
		if b == ']' {
			if end, err := s.r.Peek(2); err == nil && string(end) == "]>" {
				_, _ = s.r.Discard(2)
				return nil
			}
		}
		if s.text.WriteByte(b); s.text.Len() > MaxText {
			return errTooLong
		}
	}
}

func (s *scanner) skipTo(end string) error {
	at := 0
	for at < len(end) {
		b, err := s.r.ReadByte()
		if err != nil {
			return errXML
		}
		switch {
		case b == end[at]:
			at++
		case b == end[0]:
			at = max(1, min(at, len(end)-1)) // "--->" still ends a comment
		default:
			at = 0
		}
	}
	return nil
}

func (s *scanner) readTag(first byte) error {
	s.tag = s.tag[:0]
	if first != 0 {
		s.tag = append(s.tag, first)
	}
	var quote byte
	for {
		b, err := s.r.ReadByte()
		if err != nil || len(s.tag) > maxTag {
			return errXML
		}
		switch {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '"' || b == '\'':
			quote = b
		case b == '>':
			return nil
		}
		s.tag = append(s.tag, b)
	}
}

func localName(qualified string) string {
	return qualified[strings.LastIndexByte(qualified, ':')+1:]
}

func (s *scanner) parseTag() error {
	t := string(s.tag)
	t, s.empty = strings.CutSuffix(t, "/")
	i := strings.IndexAny(t, " \t\r\n")
	if i < 0 {
		i = len(t)
	}
	s.name, s.attrs = localName(t[:i]), s.attrs[:0]
	if s.name == "" {
		return errXML
	}
	rest := strings.TrimLeft(t[i:], " \t\r\n")
	for rest != "" {
		name, after, ok := strings.Cut(rest, "=")
		after = strings.TrimLeft(after, " \t\r\n")
		if !ok || after == "" || after[0] != '"' && after[0] != '\'' {
			return errXML
		}
		value, tail, ok := strings.Cut(after[1:], after[:1])
		if !ok {
			return errXML
		}
		s.attrs = append(s.attrs, attr{localName(strings.TrimSpace(name)), unescape(value)})
		rest = strings.TrimLeft(tail, " \t\r\n")
	}
	return nil
}

func unescape(v string) string {
	if !strings.Contains(v, "&") {
		return v
	}
	var b strings.Builder
	for v != "" {
		head, tail, ok := strings.Cut(v, "&")
		b.WriteString(head)
		if !ok {
			break
		}
		name, rest, ok := strings.Cut(tail, ";")
		if text, known := decodeEntity(name); ok && known {
			b.WriteString(text)
			v = rest
			continue
		}
		b.WriteByte('&')
		v = tail
	}
	return b.String()
}

// get returns an attribute of the current element, "" when it has none.
func (s *scanner) get(name string) string {
	for i := range s.attrs {
		if s.attrs[i].name == name {
			return s.attrs[i].value
		}
	}
	return ""
}

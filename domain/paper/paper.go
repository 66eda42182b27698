// Package paper is a document as its parts, before it is written as .docx or .xlsx: title,
// paragraphs, facts and tables. It knows no file format; the same Doc always gives the same
// bytes.
package paper

// Doc is one document. Drafts carry no document number and no seal.
type Doc struct {
	Title string
	// Sub stands below the title: year, as-of date, 草稿.
	Sub string
	// Wide documents lie on their side, for tables with many columns.
	Wide   bool
	Blocks []Block
}

// Kind tells what a block is.
type Kind uint8

// Kinds of blocks.
const (
	Paragraph Kind = iota
	Heading
	// Code is text that must be copied to the letter: fingerprints, texts to be hashed. It is
	// set in a fixed-width face and never indented.
	Code
	Table
	// Signature is set to the right.
	Signature
)

// Block is one part of a document.
type Block struct {
	Kind Kind
	Text string
	// Columns and Rows are a table's.
	Columns []Column
	Rows    [][]string
}

// Column is a table's column; Width is its share of the page, Right sets figures.
type Column struct {
	Title string
	Width int
	Right bool
	// Code columns are set in a fixed-width face.
	Code bool
}

// Head adds a heading.
func (d *Doc) Head(text string) { d.Blocks = append(d.Blocks, Block{Kind: Heading, Text: text}) }

// Para adds paragraphs.
func (d *Doc) Para(text ...string) {
	for _, t := range text {
		d.Blocks = append(d.Blocks, Block{Kind: Paragraph, Text: t})
	}
}

// Code adds lines to be copied to the letter.
func (d *Doc) Code(text ...string) {
	for _, t := range text {
		d.Blocks = append(d.Blocks, Block{Kind: Code, Text: t})
	}
}

// Table adds a table; one without rows says 无.
func (d *Doc) Table(columns []Column, rows [][]string) {
	d.Blocks = append(d.Blocks, Block{Kind: Table, Columns: columns, Rows: rows})
}

// Sign adds lines at the right edge.
func (d *Doc) Sign(text ...string) {
	for _, t := range text {
		d.Blocks = append(d.Blocks, Block{Kind: Signature, Text: t})
	}
}

// Text is the document as plain lines, tables tab-separated: what a reader sees, for
// screens and tests.
func (d *Doc) Text() (out []string) {
	out = append(out, d.Title)
	if d.Sub != "" {
		out = append(out, d.Sub)
	}
	for _, b := range d.Blocks {
		if b.Kind != Table {
			out = append(out, b.Text)
			continue
		}
		line := func(cells []string) {
			s := ""
			for i, c := range cells {
				if i > 0 {
					s += "\t"
				}
				s += c
			}
			out = append(out, s)
		}
		head := make([]string, len(b.Columns))
		for i, c := range b.Columns {
			head[i] = c.Title
		}
		line(head)
		for _, r := range b.Rows {
			line(r)
		}
	}
	return out
}

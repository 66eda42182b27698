// Package docx writes Word documents: the only place that knows the format. Pages follow the
// habits of GB/T 9704-2012: A4, 三号仿宋 with fixed line height, title in 二号, page number at
// the foot. The same document always gives the same bytes: no clock, no random names.
package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"jixiao/domain/paper"
)

// Page measures in twips (1/20 point): A4, top 37 mm, left 28 mm, right 26 mm, bottom 35 mm.
const (
	pageShort, pageLong      = 11906, 16838
	top, right, bottom, left = 2098, 1474, 1984, 1587
)

const contentTypes = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>`

const rootRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`

const documentRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>`

const namespace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

const footer = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:ftr ` + namespace + `><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>`

// style is one paragraph style; size in half points, line in twips (0: single).
type style struct {
	id, name, face string
	size, line     int
	extra          string
}

var styleList = []style{
	{"Normal", "Normal", "仿宋_GB2312", 32, 579, ""},
	{"Title", "Title", "方正小标宋简体", 44, 640, `<w:jc w:val="center"/>`},
	{"Sub", "Sub", "楷体_GB2312", 32, 579, `<w:jc w:val="center"/>`},
	{"Heading1", "heading 1", "黑体", 32, 579, `<w:keepNext/><w:outlineLvl w:val="0"/>`},
	{"Body", "Body", "仿宋_GB2312", 32, 579, `<w:ind w:firstLineChars="200" w:firstLine="640"/>`},
	{"Code", "Code", "Courier New", 20, 0, ``},
	{"Cell", "Cell", "宋体", 21, 0, ``},
	{"Sign", "Sign", "仿宋_GB2312", 32, 579, `<w:jc w:val="right"/>`},
}

func styles() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n<w:styles " + namespace + ">")
	for _, s := range styleList {
		def := ""
		if s.id == "Normal" {
			def = ` w:default="1"`
		}
		fmt.Fprintf(&b, `<w:style w:type="paragraph"%s w:styleId="%s"><w:name w:val="%s"/>`, def, s.id, s.name)
		if s.id != "Normal" {
			b.WriteString(`<w:basedOn w:val="Normal"/>`)
		}
		spacing := `<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>`
		if s.line > 0 {
			spacing = fmt.Sprintf(`<w:spacing w:before="0" w:after="0" w:line="%d" w:lineRule="exact"/>`, s.line)
		}
		// the schema wants keepNext before spacing, ind and jc after it, outlineLvl last
		keep, rest := "", s.extra
		if strings.HasPrefix(rest, "<w:keepNext/>") {
			keep, rest = "<w:keepNext/>", strings.TrimPrefix(rest, "<w:keepNext/>")
		}
		east := s.face
		if s.id == "Code" {
			east = "宋体"
		}
		fmt.Fprintf(&b, `<w:pPr>%s%s%s</w:pPr><w:rPr><w:rFonts w:ascii="%s" w:hAnsi="%s" w:eastAsia="%s" w:cs="%s"/><w:sz w:val="%d"/><w:szCs w:val="%d"/></w:rPr></w:style>`, keep, spacing, rest, s.face, s.face, east, s.face, s.size, s.size)
	}
	b.WriteString("</w:styles>")
	return b.String()
}

// Write writes the document. Characters that XML cannot hold are left out.
func Write(w io.Writer, d *paper.Doc) error {
	body, err := document(d)
	if err != nil {
		return err
	}
	z := zip.NewWriter(w)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes}, {"_rels/.rels", rootRels}, {"word/document.xml", body}, {"word/_rels/document.xml.rels", documentRels}, {"word/styles.xml", styles()}, {"word/footer1.xml", footer},
	} {
		f, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, part.text); err != nil {
			return err
		}
	}
	return z.Close()
}

// page is the text being written.
type page struct {
	bytes.Buffer
	width int
	err   error
}

func document(d *paper.Doc) (string, error) {
	pw, ph, orient := pageShort, pageLong, ""
	if d.Wide {
		pw, ph, orient = pageLong, pageShort, ` w:orient="landscape"`
	}
	p := &page{width: pw - left - right}
	p.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n<w:document " + namespace + "><w:body>")
	p.para("Title", d.Title)
	if d.Sub != "" {
		p.para("Sub", d.Sub)
	}
	for i := range d.Blocks {
		p.block(&d.Blocks[i])
	}
	fmt.Fprintf(p, `<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="%d" w:h="%d"%s/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>`, pw, ph, orient, top, right, bottom, left)
	return p.String(), p.err
}

var blockStyles = map[paper.Kind]string{paper.Paragraph: "Body", paper.Heading: "Heading1", paper.Code: "Code", paper.Signature: "Sign"}

func (p *page) block(b *paper.Block) {
	if b.Kind != paper.Table {
		p.para(blockStyles[b.Kind], b.Text)
		return
	}
	p.table(b)
	p.para("Cell", "") // two tables in a row would grow together
}

func (p *page) para(style, text string) {
	fmt.Fprintf(p, `<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr>`, style)
	p.run(text, "")
	p.WriteString("</w:p>")
}

func (p *page) run(text, props string) {
	if text == "" {
		return
	}
	p.WriteString("<w:r>" + props + `<w:t xml:space="preserve">`)
	if err := xml.EscapeText(p, []byte(clean(text))); err != nil && p.err == nil {
		p.err = err
	}
	p.WriteString("</w:t></w:r>")
}

// clean leaves out what XML cannot hold and makes line ends blanks.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case r < 0x20 || r == 0xFFFE || r == 0xFFFF:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

const borders = `<w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:left w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:right w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tblBorders>`

func (p *page) table(b *paper.Block) {
	widths := p.widths(b.Columns)
	fmt.Fprintf(p, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/>%s<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`, p.width, borders)
	for _, w := range widths {
		fmt.Fprintf(p, `<w:gridCol w:w="%d"/>`, w)
	}
	p.WriteString("</w:tblGrid>")
	head := make([]string, len(b.Columns))
	for i, c := range b.Columns {
		head[i] = c.Title
	}
	p.row(b.Columns, widths, head, true)
	for _, r := range b.Rows {
		p.row(b.Columns, widths, r, false)
	}
	if len(b.Rows) == 0 {
		p.row(b.Columns, widths, []string{"无"}, false)
	}
	p.WriteString("</w:tbl>")
}

// widths shares the page among the columns.
func (p *page) widths(cols []paper.Column) []int {
	total := 0
	for _, c := range cols {
		total += max(c.Width, 1)
	}
	out, used := make([]int, len(cols)), 0
	for i, c := range cols {
		out[i] = p.width * max(c.Width, 1) / max(total, 1)
		used += out[i]
	}
	if len(out) > 0 {
		out[len(out)-1] += p.width - used
	}
	return out
}

func (p *page) row(cols []paper.Column, widths []int, cells []string, head bool) {
	p.WriteString("<w:tr><w:trPr><w:cantSplit/>")
	if head {
		p.WriteString("<w:tblHeader/>")
	}
	p.WriteString("</w:trPr>")
	for i, c := range cols {
		text, props, align := "", "", ""
		if i < len(cells) {
			text = cells[i]
		}
		switch {
		case head:
			props, align = "<w:rPr><w:b/></w:rPr>", `<w:jc w:val="center"/>`
		case c.Code:
			props = `<w:rPr><w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/><w:sz w:val="18"/></w:rPr>`
		case c.Right:
			align = `<w:jc w:val="right"/>`
		}
		fmt.Fprintf(p, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Cell"/>%s</w:pPr>`, widths[i], align)
		p.run(text, props)
		p.WriteString("</w:p></w:tc>")
	}
	p.WriteString("</w:tr>")
}

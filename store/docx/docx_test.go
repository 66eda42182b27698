package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain/paper"
)

func sample() *paper.Doc {
	d := &paper.Doc{Title: "抽取记录", Sub: "2026 年度"}
	d.Head("一、总体")
	d.Para("指纹 <H> & 种子\x01 “00”")
	d.Code("printf '%s' 'ab|t|1' | sha256sum")
	d.Table([]paper.Column{{Title: "序", Width: 1, Right: true}, {Title: "项目", Width: 5}, {Title: "票号", Width: 4, Code: true}}, [][]string{{"1", "校舍\n维修", "00ff"}, {"2", "操场"}})
	d.Table([]paper.Column{{Title: "空表", Width: 1}}, nil)
	d.Sign("区财政局")
	return d
}

// parts unzips and parses every part.
func parts(t *testing.T, b []byte) map[string]string {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	require.NoError(t, err)
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		require.NoError(t, err)
		text, err := io.ReadAll(r)
		require.NoError(t, err)
		dec := xml.NewDecoder(bytes.NewReader(text))
		for {
			if _, err = dec.Token(); err != nil {
				break
			}
		}
		require.ErrorIs(t, err, io.EOF, f.Name)
		out[f.Name] = string(text)
	}
	return out
}

// texts are the runs of the document in order.
func texts(t *testing.T, body string) (out []string) {
	dec := xml.NewDecoder(strings.NewReader(body))
	in := false
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		require.NoError(t, err)
		switch x := tok.(type) {
		case xml.StartElement:
			in = x.Name.Local == "t"
		case xml.EndElement:
			in = false
		case xml.CharData:
			if in {
				out = append(out, string(x))
			}
		}
	}
}

func TestWrite(t *testing.T) {
	var a, b bytes.Buffer
	require.NoError(t, Write(&a, sample()))
	require.NoError(t, Write(&b, sample()))
	assert.Equal(t, a.Bytes(), b.Bytes(), "the same document is the same file")
	p := parts(t, a.Bytes())
	for _, name := range []string{"[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml", "word/footer1.xml", "word/_rels/document.xml.rels"} {
		assert.NotEmpty(t, p[name], name)
	}
	body := p["word/document.xml"]
	assert.Equal(t, []string{"抽取记录", "2026 年度", "一、总体", "指纹 <H> & 种子 “00”", "printf '%s' 'ab|t|1' | sha256sum", "序", "项目", "票号", "1", "校舍 维修", "00ff", "2", "操场", "空表", "无", "区财政局"}, texts(t, body))
	assert.Equal(t, 4+1, strings.Count(body, "<w:tr>"))
	assert.Contains(t, body, `<w:pgSz w:w="11906" w:h="16838"/>`)
	for _, s := range styleList {
		assert.Contains(t, p["word/styles.xml"], `w:styleId="`+s.id+`"`)
	}
	wide := sample()
	wide.Wide = true
	a.Reset()
	require.NoError(t, Write(&a, wide))
	assert.Contains(t, parts(t, a.Bytes())["word/document.xml"], `w:orient="landscape"`)
}

// Columns fill the page exactly, whatever their shares.
func TestWidths(t *testing.T) {
	p := &page{width: 8845}
	for _, cols := range [][]paper.Column{{{Width: 1}, {Width: 1}, {Width: 1}}, {{}, {Width: 7}}, {{Width: 3}}} {
		sum := 0
		for _, w := range p.widths(cols) {
			assert.Positive(t, w)
			sum += w
		}
		assert.Equal(t, 8845, sum)
	}
}

package xlsx

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// container is an opened workbook archive.
type container struct {
	parts map[string]*zip.File
}

// openZip lists the parts of a workbook and refuses what is beyond the limits before
// anything is unpacked.
func openZip(data []byte) (*container, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, damaged("压缩包结构不完整")
	}
	if len(z.File) > MaxParts {
		return nil, refuse(TooLarge, "文件里有 %d 个部件，超过 %d 个的上限，不像正常的表格。请用 WPS 打开后另存为新的 .xlsx", len(z.File), MaxParts)
	}
	c := &container{parts: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return nil, refuse(Encrypted, "文件设了密码，读不了。请去掉密码后重新保存为 .xlsx")
		}
		c.parts[partName(f.Name)] = f
	}
	return c, nil
}

// partName is the name parts are found by: writers differ in case and leading slashes.
func partName(s string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(s, `\`, "/")), "/"))
}

func (c *container) has(name string) bool { return c.parts[partName(name)] != nil }

// foreign names what an archive is when it is no workbook.
func (c *container) foreign() error {
	switch {
	case c.has("word/document.xml"):
		return refuse(WrongFormat, "这是 Word 文档（.docx），不是表格。请把其中的表复制到 WPS 表格，另存为 .xlsx 后再导入")
	case c.has("ppt/presentation.xml"):
		return refuse(WrongFormat, "这是演示文稿（.pptx），不是表格。请提供 .xlsx 表格")
	case c.has("xl/workbook.bin"):
		return refuse(WrongFormat, "这是二进制工作簿（.xlsb）。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入")
	case c.has("content.xml"):
		return refuse(WrongFormat, "这是 OpenDocument 文件（.ods 等）。请用 WPS 打开，另存为 .xlsx 后再导入")
	}
	for name := range c.parts {
		if strings.HasPrefix(name, "xl/") {
			return damaged("缺少工作簿部件")
		}
	}
	return refuse(WrongFormat, "这是压缩包，不是表格。请先解压，再导入里面的 .xlsx 文件")
}

// open returns a part's reader, bounded by the limits; nil when the part is missing.
func (c *container) open(name string) (io.ReadCloser, error) {
	f := c.parts[partName(name)]
	if f == nil {
		return nil, nil
	}
	size := f.UncompressedSize64
	if size > MaxPartSize {
		return nil, refuse(TooLarge, "文件展开后有一个部件为 %d MiB，超过 %d MiB 的上限，没有读取。请删去多余的表和空行，另存为新的 .xlsx", size>>20, MaxPartSize>>20)
	}
	if packed := max(f.CompressedSize64, 1); size > ratioFloor && size/packed > maxRatio {
		return nil, refuse(TooLarge, "文件的一个部件压缩了 %d 倍，像是压缩炸弹，没有读取。请用 WPS 打开后另存为新的 .xlsx", size/packed)
	}
	r, err := f.Open()
	if err != nil {
		return nil, damaged("部件 " + path.Base(name) + " 解不开")
	}
	// The directory may lie about the size: the reader below stops at the limit as well.
	return &part{name: path.Base(name), src: r, text: decodePart(io.LimitReader(r, MaxPartSize+1))}, nil
}

// decodePart turns a UTF-16 part into UTF-8; others pass.
func decodePart(r io.Reader) io.Reader {
	return transform.NewReader(r, unicode.BOMOverride(transform.Nop))
}

type part struct {
	name string
	src  io.Closer
	text io.Reader
	n    int64
}

// Read implements io.Reader; a part longer than the limit is an error, never cut.
func (p *part) Read(b []byte) (int, error) {
	n, err := p.text.Read(b)
	if p.n += int64(n); p.n > MaxPartSize {
		return n, refuse(TooLarge, "文件展开后有一个部件超过 %d MiB 的上限，没有读取。请删去多余的表和空行，另存为新的 .xlsx", MaxPartSize>>20)
	}
	return n, err
}

// Close closes the part.
func (p *part) Close() error { return p.src.Close() }

package xlsx

import (
	"bytes"
	"path/filepath"
	"strings"
)

// content kinds of a file, told by its bytes.
type content uint8

const (
	contentZip content = iota
	contentText
)

// sniff tells what a file is by its first bytes and refuses what cannot be read, saying
// what to do instead.
func sniff(name string, data []byte) (content, error) {
	ext := strings.ToLower(filepath.Ext(name))
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return 0, refuse(Empty, "文件是空的，没有内容。请检查是否拷贝完整")
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return contentZip, nil
	case bytes.HasPrefix(data, []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}):
		return 0, compound(ext, data)
	case bytes.HasPrefix(data, []byte("%PDF")):
		return 0, refuse(WrongFormat, "这是 PDF 文件，里面的表读不出来。请向报送单位要原来的 .xlsx 表格")
	case bytes.HasPrefix(data, []byte("{\\rtf")):
		return 0, refuse(WrongFormat, "这是 RTF 文档，不是表格。请用 WPS 打开，把表另存为 .xlsx 后再导入")
	case bytes.HasPrefix(data, []byte("Rar!")), bytes.HasPrefix(data, []byte("7z\xbc\xaf")), bytes.HasPrefix(data, []byte{0x1f, 0x8b}):
		return 0, refuse(WrongFormat, "这是压缩包，不是表格。请先解压，再导入里面的 .xlsx 文件")
	case bytes.HasPrefix(data, []byte("\x89PNG")), bytes.HasPrefix(data, []byte{0xff, 0xd8, 0xff}), bytes.HasPrefix(data, []byte("GIF8")):
		return 0, refuse(WrongFormat, "这是图片，读不出表格。请向报送单位要原来的 .xlsx 表格")
	case markup(data):
		return 0, refuse(WrongFormat, "文件内容其实是网页或 XML，不是 .xlsx。请用 WPS 打开，另存为 .xlsx 后再导入")
	}
	switch ext {
	case ".xlsx", ".xlsm":
		return 0, damaged("不是有效的压缩包")
	case ".xls", ".et", ".doc", ".docx", ".wps", ".pdf":
		return 0, refuse(WrongFormat, "%s 文件读不了。请用 WPS 打开，另存为 .xlsx 后再导入", ext)
	}
	return contentText, nil
}

// compound tells apart what the old binary container may hold.
func compound(ext string, data []byte) error {
	switch {
	case bytes.Contains(data, utf16le("EncryptedPackage")):
		return refuse(Encrypted, "文件设了打开密码，读不了。请用 WPS 打开，去掉密码后另存为 .xlsx")
	case ext == ".doc" || ext == ".wps" || bytes.Contains(data, utf16le("WordDocument")):
		return refuse(WrongFormat, "这是旧版文字文档（.doc 或 .wps），不是表格。请把其中的表复制到 WPS 表格，另存为 .xlsx 后再导入")
	}
	return refuse(WrongFormat, "这是旧版表格（.xls 或 .et）。请用 WPS 打开，另存为 .xlsx 后再导入")
}

func utf16le(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}

// markup recognises web pages and XML that carry a spreadsheet's name.
func markup(data []byte) bool {
	head := strings.ToLower(string(bytes.TrimLeft(data[:min(len(data), 512)], "\xef\xbb\xbf \t\r\n")))
	for _, p := range []string{"<?xml", "<html", "<!doctype", "<table", "<head", "mime-version:"} {
		if strings.HasPrefix(head, p) {
			return true
		}
	}
	return false
}

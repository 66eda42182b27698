package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"jixiao/domain"
)

// archive makes a zip of named parts.
func archive(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
		w, err := z.Create(name)
		require.NoError(t, err)
		_, err = w.Write([]byte(text))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

// workbook makes a workbook of one sheet out of its XML.
func workbook(t testing.TB, sheetData string, more map[string]string) []byte {
	t.Helper()
	parts := map[string]string{
		"[Content_Types].xml":        `<Types/>`,
		"_rels/.rels":                `<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet><sheetData>` + sheetData + `</sheetData></worksheet>`,
	}
	for name, text := range more {
		if text == "" {
			delete(parts, name)
			continue
		}
		parts[name] = text
	}
	return archive(t, parts)
}

func inline(r, c int, text string) string {
	return fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, ref(r, c), text)
}

const compoundHead = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// bomb is a workbook whose sheet unpacks to n bytes of zeros.
func bomb(t testing.TB, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{"xl/workbook.xml": `<workbook><sheets><sheet name="表" r:id="r1"/></sheets></workbook>`, "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="worksheet" Target="worksheets/sheet1.xml"/></Relationships>`} {
		w, err := z.Create(name)
		require.NoError(t, err)
		_, err = w.Write([]byte(text))
		require.NoError(t, err)
	}
	w, err := z.Create("xl/worksheets/sheet1.xml")
	require.NoError(t, err)
	chunk := bytes.Repeat([]byte(" "), 1<<20)
	for range n >> 20 {
		_, err := w.Write(chunk)
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

// lyingBomb states a small size in the directory and unpacks to more.
func lyingBomb(t testing.TB) []byte {
	t.Helper()
	b := bomb(t, 300<<20)
	size := binary.LittleEndian.AppendUint32(nil, 300<<20)
	return bytes.ReplaceAll(b, size, binary.LittleEndian.AppendUint32(nil, 1000))
}

// badFiles is the zoo: each file must be answered with one readable sentence that contains
// the given words.
func badFiles(t testing.TB) map[string]struct {
	data []byte
	want string
} {
	t.Helper()
	type entry = struct {
		data []byte
		want string
	}
	good := sketch(t, layoutSketches["standard"])
	long := strings.Repeat("甲", MaxText)
	zoo := map[string]entry{
		"空文件.xlsx": {nil, "空的"}, "空白.csv": {[]byte(" \r\n\t\n"), "空的"}, "截断.xlsx": {good[:len(good)/2], "损坏"}, "只有头.xlsx": {[]byte("PK\x03\x04"), "损坏"}, "乱字节.xlsx": {[]byte{0, 1, 2, 3, 4, 5}, "损坏"},
		"旧表.xls": {[]byte(compoundHead + strings.Repeat("x", 600)), "另存为 .xlsx"}, "旧表.et": {[]byte(compoundHead + "x"), "另存为 .xlsx"}, "旧文档.doc": {[]byte(compoundHead + "x"), "不是表格"},
		"金山.wps": {[]byte(compoundHead + "x"), "不是表格"}, "加密.xlsx": {append([]byte(compoundHead), utf16le("EncryptedPackage")...), "密码"}, "文档.xls": {append([]byte(compoundHead), utf16le("WordDocument")...), "不是表格"},
		"扫描件.pdf": {[]byte("%PDF-1.7"), "PDF"}, "改名.xlsx": {[]byte("%PDF-1.4 x"), "PDF"}, "网页.xls": {[]byte("<html><table><tr><td>1</td></tr></table></html>"), "网页"}, "xml.xls": {[]byte("\ufeff<?xml version=\"1.0\"?><Workbook/>"), "网页或 XML"},
		"图片.xlsx": {[]byte("\x89PNG\r\n\x1a\n"), "图片"}, "压缩.rar": {[]byte("Rar!\x1a\x07"), "压缩包"}, "压缩.zip": {archive(t, map[string]string{"a.txt": "x"}), "解压"}, "rtf.doc": {[]byte("{\\rtf1 x}"), "RTF"},
		"文档.docx": {archive(t, map[string]string{"word/document.xml": "<x/>"}), "Word"}, "演示.pptx": {archive(t, map[string]string{"ppt/presentation.xml": "<x/>"}), "演示文稿"}, "ods.ods": {archive(t, map[string]string{"content.xml": "<x/>"}), "OpenDocument"},
		"xlsb.xlsb": {archive(t, map[string]string{"xl/workbook.bin": "x"}), "xlsb"}, "缺工作簿.xlsx": {archive(t, map[string]string{"xl/styles.xml": "<x/>"}), "损坏"},
		"没有表.xlsx": {workbook(t, "", map[string]string{"xl/workbook.xml": `<workbook><sheets/></workbook>`}), "没有工作表"}, "缺部件.xlsx": {workbook(t, "", map[string]string{"xl/worksheets/sheet1.xml": ""}), "损坏"},
		"空表.xlsx": {workbook(t, "", nil), "都是空的"}, "断标签.xlsx": {workbook(t, `<row r="1"><c r="A1"><v>1</v`, nil), "损坏"}, "坏地址.xlsx": {workbook(t, `<row r="1"><c r="A0"><v>1</v></c></row>`, nil), "损坏"},
		"负索引.xlsx": {workbook(t, `<row r="1"><c r="A1" t="s"><v>-1</v></c></row>`, nil), "损坏"}, "索引过大.xlsx": {workbook(t, `<row r="1"><c r="A1" t="s"><v>99</v></c></row>`, nil), "损坏"}, "列过大.xlsx": {workbook(t, `<row r="1"><c r="XFE1"><v>1</v></c></row>`, nil), "损坏"},
		"行过大.xlsx": {workbook(t, `<row r="1048577"><c><v>1</v></c></row>`, nil), "损坏"}, "长文字.xlsx": {workbook(t, `<row r="1">`+inline(1, 1, long)+`</row>`, nil), "损坏"}, "实体.xlsx": {workbook(t, `<row r="1">`+inline(1, 1, "&lol;")+`</row>`, nil), "损坏"},
		"doctype.xlsx": {workbook(t, "", map[string]string{"xl/worksheets/sheet1.xml": `<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`}), "损坏"}, "坏字符串.xlsx": {workbook(t, "", map[string]string{"xl/sharedStrings.xml": "<sst><si><t>x"}), "损坏"},
		"没认出.xlsx": {workbook(t, `<row r="1">`+inline(1, 1, "你好")+`</row>`, nil), "没有认出"}, "没认出.csv": {[]byte("a,b\n1,2\n"), "没有认出"}, "不是编码.csv": {[]byte("\xff项目\x80\x81,\xfe\xff\x90"), "编码"}, "二进制.csv": {append([]byte("项目名称,金额\n"), 0, 1, 2), "二进制"},
		"坏UTF8.csv": {[]byte("\xef\xbb\xbf项目\xff"), "UTF-8"}, "炸弹.xlsx": {bomb(t, 64<<20), "压缩"}, "炸弹2.xlsx": {bomb(t, 300<<20), "上限"}, "说谎的炸弹.xlsx": {lyingBomb(t), "文件"},
		"整体支出.xlsx": {sketch(t, "部门整体支出绩效自评表|<|<\n部门名称|区教育局|\n一级指标|二级指标|指标值\n产出|数量|1"), "整体支出"},
	}
	many := map[string]string{}
	for i := range MaxParts + 1 {
		many[fmt.Sprintf("x%d", i)] = ""
	}
	zoo["太多部件.xlsx"] = entry{archive(t, many), "部件"}
	return zoo
}

func TestBadFilesGetOneSentence(t *testing.T) {
	for name, x := range badFiles(t) {
		files := ReadBytes(context.Background(), name, x.data, Options{})
		require.Len(t, files, 1, name)
		require.Len(t, files[0].Errors, 1, "%s: %v", name, files[0].Errors)
		m := files[0].Errors[0].Message
		assert.Contains(t, m, x.want, name)
		assert.True(t, utf8.ValidString(m) && len([]rune(m)) < 160 && (strings.HasSuffix(m, "）") || strings.ContainsAny(m, "。，")), "%s: %q", name, m)
		assert.Empty(t, files[0].Projects)
		assert.Empty(t, files[0].Forms)
	}
}

// TestDamagedCopies flips, cuts and repeats bytes of good files: never a panic, always an
// entry, and an error or the same values.
func TestDamagedCopies(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, name := range []string{"standard", "recheck", "monitoring"} {
		good := sketch(t, layoutSketches[name])
		for range 150 {
			b := bytes.Clone(good)
			switch r.IntN(4) {
			case 0:
				b[r.IntN(len(b))] ^= 1 << r.IntN(8)
			case 1:
				b = b[:r.IntN(len(b))]
			case 2:
				at := r.IntN(len(b))
				b = append(b[:at:at], b[min(len(b), at+r.IntN(200)):]...)
			case 3:
				at := r.IntN(len(b))
				b = append(b[:at:at], append(bytes.Repeat([]byte{byte(r.IntN(256))}, r.IntN(50)), b[at:]...)...)
			}
			files := ReadBytes(context.Background(), name+".xlsx", b, Options{})
			require.NotEmpty(t, files)
		}
	}
}

func TestHugeButSparseSheets(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f := ReadBytes(context.Background(), "a.xlsx", workbook(t, `<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>`, map[string]string{
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:C1048576"/></mergeCells></worksheet>`}), Options{})
	require.Len(t, f[0].Errors, 1)
	runtime.ReadMemStats(&after)
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(64<<20))
}

func TestEncodingsOfCSV(t *testing.T) {
	text := "项目代码,项目名称,年初预算(元)\r\nA1,\"学校,改造\",\"1,200.50\"\r\n"
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(text)
	require.NoError(t, err)
	gb18030, err := simplifiedchinese.GB18030.NewEncoder().String(strings.ReplaceAll(text, "学校", "𠮷校"))
	require.NoError(t, err)
	utf16 := func(e unicode.Endianness, bom unicode.BOMPolicy) string {
		s, err := unicode.UTF16(e, bom).NewEncoder().String(text)
		require.NoError(t, err)
		return s
	}
	for name, s := range map[string]string{
		"utf8": text, "bom": "\ufeff" + text, "gbk": gbk, "gb18030": gb18030, "utf16le bom": utf16(unicode.LittleEndian, unicode.UseBOM), "utf16be bom": utf16(unicode.BigEndian, unicode.UseBOM),
		"utf16le": utf16(unicode.LittleEndian, unicode.IgnoreBOM), "utf16be": utf16(unicode.BigEndian, unicode.IgnoreBOM), "mac": strings.ReplaceAll(text, "\r\n", "\r"), "sep": "sep=,\n" + text,
	} {
		f := readText(t, "a.csv", s, Options{Year: 2026})
		require.Empty(t, f.Errors, name)
		require.Len(t, f.Projects, 1, name)
		assert.Equal(t, strings.Contains(name, "18030"), f.Projects[0].Name == "𠮷校,改造", name)
		assert.EqualValues(t, 120050, *f.Projects[0].Initial.Fen, name)
	}
}

func TestNumbersAsPeopleSeeThem(t *testing.T) {
	f := excelize.NewFile()
	pct, pct2, date, words := 9, 10, 14, `"≥"0"个"`
	for i, x := range []struct {
		value any
		style *excelize.Style
	}{
		{0.958, &excelize.Style{NumFmt: pct}}, {0.95799999999999996, &excelize.Style{NumFmt: pct2}}, {46265, &excelize.Style{NumFmt: date}}, {50, &excelize.Style{CustomNumFmt: &words}},
		{0.1 + 0.2, nil}, {123456789012.25, nil}, {true, nil}, {1e-7, nil},
	} {
		require.NoError(t, f.SetCellValue("Sheet1", ref(i+1, 1), x.value))
		if x.style != nil {
			id, err := f.NewStyle(x.style)
			require.NoError(t, err)
			require.NoError(t, f.SetCellStyle("Sheet1", ref(i+1, 1), ref(i+1, 1), id))
		}
	}
	require.NoError(t, f.SetCellFormula("Sheet1", "B1", "1+1"))
	var buf bytes.Buffer
	require.NoError(t, f.Write(&buf))
	b, err := openBook(context.Background(), buf.Bytes())
	require.NoError(t, err)
	g, err := b.readSheet(context.Background(), b.sheets[0])
	require.NoError(t, err)
	for i, want := range []string{"96%", "95.80%", "2026-08-31", "≥50个", "0.3", "123456789012.25", "TRUE", "0.0000001"} {
		assert.Equal(t, want, g.text(i+1, 1), i)
	}
	require.Len(t, g.warnings, 1, "a formula without a stored result is said, not dropped")
	assert.Equal(t, "B1", g.warnings[0].Cell)
}

// TestSameTextAsTheWorkbookLibrary reads every layout with both readers.
func TestSameTextAsTheWorkbookLibrary(t *testing.T) {
	for name, text := range layoutSketches {
		data := sketch(t, text)
		b, err := openBook(context.Background(), data)
		require.NoError(t, err)
		x, err := excelize.OpenReader(bytes.NewReader(data))
		require.NoError(t, err)
		for _, info := range b.sheets {
			g, err := b.readSheet(context.Background(), info)
			require.NoError(t, err)
			rows, err := x.GetRows(info.name, excelize.Options{RawCellValue: true})
			require.NoError(t, err)
			for r, row := range rows {
				for c, want := range row {
					assert.Equal(t, strings.TrimSpace(strings.ReplaceAll(want, "　", " ")), strings.TrimSpace(strings.ReplaceAll(g.text(r+1, c+1), "　", " ")), "%s %s", name, ref(r+1, c+1))
				}
			}
		}
	}
}

func TestFoldersAndMissingFiles(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "甲局", ".hidden"), 0o755))
	write := func(name string, data []byte) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
	}
	write("甲局/2.xlsx", sketch(t, layoutSketches["standard"]))
	write("1.xlsx", sketch(t, layoutSketches["yunnan"]))
	write("~$1.xlsx", []byte("x"))
	write("甲局/.hidden/3.xlsx", []byte("x"))
	write("说明.docx", []byte("x"))
	write("旧.xls", []byte(compoundHead))
	var seen []int
	files, err := Read(context.Background(), []string{dir, filepath.Join(dir, "没有.xlsx")}, Options{}, func(done, total int) { seen = append(seen, done); assert.Equal(t, 4, total) })
	require.NoError(t, err)
	require.Len(t, files, 4)
	assert.Len(t, seen, 4)
	assert.Equal(t, domain.FormSelfEval, files[0].Kind)
	assert.Contains(t, files[1].Errors[0].Message, "旧版表格")
	assert.Equal(t, domain.FormSelfEval, files[2].Kind)
	assert.Contains(t, files[3].Errors[0].Message, "找不到文件")
	assert.Len(t, files[0].SHA256, 64)

	_, err = Read(context.Background(), []string{t.TempDir()}, Options{}, nil)
	require.ErrorContains(t, err, "没有找到")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = Read(ctx, []string{dir}, Options{}, nil)
	require.ErrorIs(t, err, context.Canceled)
}

func TestWrongKindAndUnit(t *testing.T) {
	data := sketch(t, layoutSketches["standard"])
	f := ReadBytes(context.Background(), "a.xlsx", data, Options{Kind: domain.FormTarget})[0]
	require.Len(t, f.Errors, 1)
	assert.Contains(t, f.Errors[0].Message, "这是自评表")
	f = ReadBytes(context.Background(), "a.xlsx", data, Options{Unit: domain.UnitYuan})[0]
	require.Len(t, f.Warnings, 1)
	assert.Contains(t, f.Warnings[0].Message, "按表上写的读入")
	f = ReadBytes(context.Background(), "a.xlsx", data, Options{Kind: domain.FormProjects})[0]
	require.Len(t, f.Errors, 1)
}

package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"jixiao/domain"
)

// Limits against zip bombs and oversized sheets. They are far above any real form.
const (
	maxFile   = 64 << 20
	maxPart   = 256 << 20
	maxUnzip  = 512 << 20
	maxCells  = 4_000_000
	maxSheets = 200
)

// Refusal is why a file cannot be read at all: one sentence that ends with what to do.
type Refusal struct{ Text string }

// Error returns the sentence.
func (r *Refusal) Error() string { return r.Text }

func refuse(format string, args ...any) error { return &Refusal{fmt.Sprintf(format, args...)} }

// load reads a file's bytes within the size limit.
func load(path string) ([]byte, error) {
	st, err := os.Stat(path)
	if err != nil {
		return nil, refuse("读不了文件 %s：%v。请检查路径和权限", path, err)
	}
	if st.Size() > maxFile {
		return nil, refuse("%s 有 %d MB，超过 %d MB 的上限。请删去图片和无关的表，或拆成几个文件再导入", filepath.Base(path), st.Size()>>20, maxFile>>20)
	}
	if st.Size() == 0 {
		return nil, refuse("%s 是空文件。请重新导出后再导入", filepath.Base(path))
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, refuse("读不了文件 %s：%v。请检查路径和权限", path, err)
	}
	return b, nil
}

// openGrids reads all sheets of a workbook or csv file by what its bytes are, not by its
// name.
func openGrids(name string, data []byte) ([]*grid, error) {
	base := filepath.Base(name)
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return openWorkbook(base, data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return nil, oldOffice(base, data)
	case bytes.HasPrefix(data, []byte("%PDF")):
		return nil, refuse("%s 是 PDF 文件，读不出表格。请向单位要 .xlsx 原表", base)
	case bytes.HasPrefix(data, []byte("{\\rtf")), bytes.HasPrefix(data, []byte("Rar!")), bytes.HasPrefix(data, []byte("7z\xbc\xaf")):
		return nil, refuse("%s 不是表格文件。请解压或另存为 .xlsx 后再导入", base)
	case isHTML(data):
		return nil, refuse("%s 其实是网页，不是表格。请用 WPS 或 Excel 打开后另存为 .xlsx 再导入", base)
	}
	return openCSV(base, data)
}

func isHTML(b []byte) bool {
	head := strings.ToLower(string(b[:min(len(b), 512)]))
	return strings.Contains(head, "<html") || strings.Contains(head, "<table") || strings.HasPrefix(strings.TrimSpace(head), "<?xml")
}

// oldOffice tells a password-protected workbook from the old binary formats.
func oldOffice(base string, data []byte) error {
	utf16 := func(s string) []byte {
		var b []byte
		for _, c := range []byte(s) {
			b = append(b, c, 0)
		}
		return b
	}
	switch {
	case bytes.Contains(data, utf16("EncryptedPackage")):
		return refuse("%s 设了打开密码，读不了。请在 WPS 或 Excel 里取消密码，另存为 .xlsx 后再导入", base)
	case bytes.Contains(data, utf16("WordDocument")):
		return refuse("%s 是 Word 文档（.doc），不是表格。请把表格复制到 .xlsx 里再导入", base)
	}
	return refuse("%s 是旧格式（.xls 或 .et）。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入", base)
}

func openWorkbook(base string, data []byte) ([]*grid, error) {
	if err := checkZip(base, data); err != nil {
		return nil, err
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnzip, UnzipXMLSizeLimit: maxUnzip})
	if errors.Is(err, excelize.ErrWorkbookPassword) {
		return nil, refuse("%s 设了打开密码，读不了。请取消密码，另存为 .xlsx 后再导入", base)
	}
	if err != nil {
		return nil, refuse("%s 已损坏，打不开（%v）。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入", base, err)
	}
	defer f.Close()
	var out []*grid
	cells := 0
	for _, name := range f.GetSheetList() {
		g, err := readSheet(f, base, name, &cells)
		if err != nil {
			return nil, err
		}
		if g != nil {
			out = append(out, g)
		}
	}
	if len(out) == 0 {
		return nil, refuse("%s 里没有内容。请检查是否选错文件", base)
	}
	return out, nil
}

// checkZip looks at the directory of the archive before anything is unpacked.
func checkZip(base string, data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return refuse("%s 已损坏，打不开（%v）。请向单位重新要一份，或用 WPS 修复后另存为 .xlsx", base, err)
	}
	var total uint64
	word, sheets, encrypted := false, 0, false
	for _, f := range z.File {
		total += f.UncompressedSize64
		word = word || strings.HasPrefix(f.Name, "word/")
		encrypted = encrypted || f.Flags&1 != 0
		if strings.HasPrefix(f.Name, "xl/worksheets/") {
			sheets++
		}
		if f.UncompressedSize64 > maxPart || total > maxUnzip {
			return refuse("%s 解开后超过 %d MB，可能是有问题的文件，没有读取。请用 WPS 打开，只留需要的表，另存为 .xlsx 再导入", base, maxPart>>20)
		}
	}
	switch {
	case encrypted:
		return refuse("%s 设了密码，读不了。请取消密码后再导入", base)
	case word:
		return refuse("%s 是 Word 文档（.docx），不是表格。请把表格复制到 .xlsx 里再导入", base)
	case sheets == 0:
		return refuse("%s 不是 .xlsx 表格。请用 WPS 或 Excel 另存为 .xlsx 后再导入", base)
	case sheets > maxSheets:
		return refuse("%s 有 %d 个表，超过 %d 个的上限。请拆成几个文件再导入", base, sheets, maxSheets)
	}
	return nil
}

func readSheet(f *excelize.File, base, name string, cells *int) (*grid, error) {
	rows, err := f.Rows(name)
	if err != nil {
		return nil, nil // a chart sheet has no rows
	}
	defer rows.Close()
	var all [][]string
	blank := 0
	for rows.Next() {
		cols, err := rows.Columns()
		if err != nil {
			return nil, refuse("%s 的表“%s”读到第 %d 行出错（%v）。请用 WPS 打开后另存为 .xlsx 再导入", base, name, len(all)+1, err)
		}
		for i, s := range cols {
			cols[i] = tidyNumber(s)
		}
		if len(cols) == 0 {
			blank++
		} else {
			blank = 0
		}
		all = append(all, cols)
		if *cells += len(cols) + 1; *cells > maxCells {
			return nil, refuse("%s 的表“%s”太大，超过 %d 万个格。请删去空行空列和无关的表再导入", base, name, maxCells/10_000)
		}
	}
	all = all[:len(all)-blank]
	if len(all) == 0 {
		return nil, nil
	}
	g := newGrid(name, all)
	return g, addMerges(f, g)
}

func addMerges(f *excelize.File, g *grid) error {
	merges, err := f.GetMergeCells(g.name, true)
	if err != nil {
		return nil // a damaged merge list loses no text
	}
	for _, m := range merges {
		c1, r1, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		c2, r2, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err1 != nil || err2 != nil || (r2-r1+1)*(c2-c1+1) > 100_000 {
			continue
		}
		g.addMerge(r1-1, c1-1, r2-1, c2-1)
	}
	return nil
}

// tidyNumber removes the noise of binary fractions: workbooks store 0.958 as
// 0.95799999999999996. Excel itself shows 15 digits.
func tidyNumber(s string) string {
	if len(s) < 16 || strings.IndexFunc(s, func(r rune) bool {
		return (r < '0' || r > '9') && r != '.' && r != '-' && r != 'E' && r != '+' && r != 'e'
	}) >= 0 || !strings.ContainsAny(s, ".eE") {
		return s
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	if err != nil {
		return s
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}

// amountUnitOf finds the unit stated in the first rows of a sheet.
func amountUnitOf(g *grid, rows int) (domain.AmountUnit, bool) {
	for r := range min(rows, g.height()) {
		for c := range g.width(r) {
			if s := g.at(r, c); strings.Contains(s, "单位") || strings.Contains(s, "元)") || strings.Contains(s, "元）") {
				if u, ok := unitIn(s); ok {
					return u, true
				}
			}
		}
	}
	return "", false
}

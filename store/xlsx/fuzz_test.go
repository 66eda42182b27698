package xlsx

import (
	"context"
	"testing"

	"jixiao/domain"
)

// FuzzCSV feeds any bytes as a csv file: one entry at least, no panic.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{"项目代码,项目名称,年初预算(元)\nA1,甲,5\n", "a;b\n1;2", "\"x\"\"y", "\ufeff项目名称\t1月\t2月\n甲\t1\t2", "\xff\xfea\x00", "sep=;\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, kind := range []domain.FormKind{"", domain.FormExecution} {
			if files := ReadBytes(context.Background(), "a.csv", data, Options{Kind: kind, Unit: domain.UnitYuan, Year: 2026}); len(files) == 0 {
				t.Fatal("no entry")
			}
		}
	})
}

// FuzzWorkbook feeds any bytes as a workbook.
func FuzzWorkbook(f *testing.F) {
	for _, name := range []string{"standard", "recheck", "hebei"} {
		f.Add(sketch(f, layoutSketches[name]))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if files := ReadBytes(context.Background(), "a.xlsx", data, Options{}); len(files) == 0 {
			t.Fatal("no entry")
		}
	})
}

// FuzzSheet feeds any text as the XML of a sheet.
func FuzzSheet(f *testing.F) {
	for _, s := range []string{`<row r="1"><c r="A1"><v>1</v></c></row>`, `<row><c t="inlineStr"><is><t>x</t></is></c></row>`, `<!-- x --><![CDATA[y]]>`, `<c r="ZZ9"><f>1</f></c>`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ReadBytes(context.Background(), "a.xlsx", workbook(t, s, nil), Options{})
	})
}

// FuzzSketch reads forms with one cell changed: nothing is lost, nothing panics.
func FuzzSketch(f *testing.F) {
	f.Add("项目名称", uint16(3), uint8(1))
	f.Add("一级指标", uint16(12), uint8(0))
	f.Add("总分：95", uint16(20), uint8(3))
	f.Fuzz(func(t *testing.T, text string, at uint16, col uint8) {
		g := &grid{name: "x"}
		for r, row := range [][]string{{"项目支出绩效自评表"}, {"项目名称", "甲"}, {"项目资金(万元)", "", "年初预算数", "全年执行数"}, {"", "年度资金总额", "1", "2"}, {"一级指标", "二级指标", "三级指标", "指标值", "分值", "得分"}, {"产出指标", "数量指标", "甲", "≥5", "10", "9"}, {"总分", "", "", "", "100", "95"}} {
			for c, s := range row {
				if r == int(at)%7 && c == int(col)%6 {
					s = text
				}
				g.add(r+1, c+1, s)
			}
		}
		g.finish()
		rd := &fileReader{f: newTestFile(), keys: newKeyCache()}
		rd.read([]*grid{g})
	})
}

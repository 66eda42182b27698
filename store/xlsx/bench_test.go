package xlsx

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/intake"
)

func newTestFile() *intake.File { return &intake.File{Name: "a.xlsx", Kind: domain.FormUnknown} }

// BenchmarkThousandForms reads a folder of 1,000 self-evaluation forms; the bar for reading
// and importing them is 20 s on two cores.
func BenchmarkThousandForms(b *testing.B) {
	dir := b.TempDir()
	for i := range 1000 {
		name := []string{"standard", "yunnan", "sichuan", "cohesion", "hubei"}[i%5]
		require.NoError(b, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.xlsx", i)), sketch(b, strings.ReplaceAll(layoutSketches[name], "区", strconv.Itoa(i)+"区")), 0o600))
	}
	b.ResetTimer()
	for b.Loop() {
		start := time.Now()
		files, err := Read(context.Background(), []string{dir}, Options{}, nil)
		require.NoError(b, err)
		require.Len(b, files, 1000)
		b.ReportMetric(time.Since(start).Seconds(), "s/1000forms")
	}
}

// BenchmarkProjectList reads a list of 100,000 projects from a workbook.
func BenchmarkProjectList(b *testing.B) {
	columns := []string{"项目代码", "项目名称", "年度", "主管部门", "预算单位", "项目类别", "项目责任人", "年初预算数(万元)", "全年预算数(万元)", "一般公共预算(万元)"}
	rows := make([][]string, 100_000)
	for i := range rows {
		n := strconv.Itoa(i)
		rows[i] = []string{"37010326T" + fmt.Sprintf("%012d", i), "项目" + n, "2026", "局" + strconv.Itoa(i%60), "单位" + strconv.Itoa(i%700), "一般项目", "张" + n, "120.50", "121.50", "120.50"}
	}
	name := filepath.Join(b.TempDir(), "a.xlsx")
	f, err := os.Create(name)
	require.NoError(b, err)
	require.NoError(b, WriteTable(f, "项目清单", columns, rows))
	require.NoError(b, f.Close())
	b.ResetTimer()
	for b.Loop() {
		start := time.Now()
		files, err := Read(context.Background(), []string{name}, Options{}, nil)
		require.NoError(b, err)
		require.Empty(b, files[0].Errors)
		require.Len(b, files[0].Projects, len(rows))
		b.ReportMetric(time.Since(start).Seconds(), "s/100000rows")
	}
}

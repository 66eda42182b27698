package store_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/intake"
	"jixiao/store"
)

var importDay = time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC)

func newDesk(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Create(filepath.Join(t.TempDir(), "d.db"), store.Options{Clock: func() time.Time { return importDay }, Operator: domain.Operator{Name: "周审"}})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, s.Close()) })
	return s
}

func amount(wan string) domain.Amount {
	f, err := domain.FenOf(domain.MustDecimal(wan), domain.UnitWan)
	if err != nil {
		panic(err)
	}
	return domain.Amount{Raw: wan, Fen: &f, Cell: "E2"}
}

func listFile(rows ...intake.ProjectRow) intake.File {
	for i := range rows {
		rows[i].Row = i + 2
		rows[i].Sheet = "项目"
	}
	return intake.File{Name: "清单.xlsx", SHA256: sha("原件"), Kind: domain.FormProjects, Rows: len(rows), Projects: rows, Original: []byte("原件"), Columns: map[string]string{"code": "A", "initial": "E"}}
}

func sha(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func project(code, name, wan string) intake.ProjectRow {
	return intake.ProjectRow{Code: code, Name: name, Year: 2026, Department: "区教育局", Unit: "第一小学", Initial: amount(wan)}
}

func doImport(t *testing.T, s *store.Store, files ...intake.File) intake.Result {
	t.Helper()
	r, err := s.Import(context.Background(), files, nil)
	require.NoError(t, err)
	return r
}

func TestImportOfAListIsOneUndo(t *testing.T) {
	s := newDesk(t)
	f := listFile(project("A1", "校舍", "10"), project("A2", "操场", "20.5"))
	p, err := s.PreviewImport(context.Background(), []intake.File{f})
	require.NoError(t, err)
	assert.Equal(t, 2, p.Totals.New)
	assert.Equal(t, domain.Fen(30_500_000), p.Totals.Amount)
	rows, err := s.Page("", 10)
	require.NoError(t, err)
	assert.Empty(t, rows, "a preview writes nothing")
	r := doImport(t, s, f)
	assert.True(t, r.Committed)
	rows, err = s.Page("", 10)
	require.NoError(t, err)
	require.Len(t, rows, 2)
	assert.Equal(t, "区教育局", rows[0].Department)
	id, err := s.Find("A2", 2026)
	require.NoError(t, err)
	d, err := s.Dossier(id)
	require.NoError(t, err)
	assert.Equal(t, "E3", d.Project.Prov.CellOf("initial"))
	src, data, ok, err := s.Original(d.Project.Prov.File)
	require.NoError(t, err)
	assert.True(t, ok)
	assert.Equal(t, "清单.xlsx", src.Name)
	assert.Equal(t, "原件", string(data))
	again := doImport(t, s, f)
	assert.Equal(t, 2, again.Totals.Same)
	assert.Zero(t, again.Totals.New+again.Totals.Changed)
	_, total, err := s.Journal(0, 10)
	require.NoError(t, err)
	assert.Equal(t, 1, total, "importing the same file again changes nothing")
	_, err = s.Undo()
	require.NoError(t, err)
	rows, err = s.Page("", 10)
	require.NoError(t, err)
	assert.Empty(t, rows)
}

func TestImportIsAllOrNothing(t *testing.T) {
	s := newDesk(t)
	bad := project("A1", "操场", "20")
	r := doImport(t, s, listFile(project("A1", "校舍", "10"), bad))
	assert.False(t, r.Committed)
	require.Len(t, r.Files[0].Errors, 1)
	assert.Contains(t, r.Files[0].Errors[0].Message, "项目代码 A1 重复")
	assert.Equal(t, "A3", r.Files[0].Errors[0].Cell)
	rows, err := s.Page("", 10)
	require.NoError(t, err)
	assert.Empty(t, rows)
	split := project("A9", "分项", "10")
	split.Funds = []intake.FundColumn{{Source: domain.FundGeneral, Amount: amount("4")}, {Source: domain.FundOther, Amount: amount("5")}}
	r = doImport(t, s, listFile(split))
	require.Len(t, r.Files[0].Errors, 1)
	assert.Contains(t, r.Files[0].Errors[0].Message, "分项合计 9.00 万元，与预算 10.00 万元不等")
}

func selfEval(year int, name, unit, total string) intake.File {
	a := amount(total)
	score := domain.MustDecimal("95")
	form := domain.Form{Sheet: "Sheet1", Kind: domain.FormSelfEval, Year: year, YearCell: "A2", Project: domain.Text{Raw: name, Cell: "C3"}, Department: domain.Text{Raw: "219-区教育局", Cell: "C4"},
		Unit: domain.Text{Raw: unit, Cell: "G4"}, AmountUnit: domain.UnitWan, Funds: []domain.FormFund{{Item: domain.Text{Raw: "年度资金总额"}, Total: true, Annual: a, Executed: a}}, TotalScore: domain.Number{Raw: "95", Value: &score, Cell: "H20"}}
	return intake.File{Name: name + ".xlsx", SHA256: fmt.Sprintf("%064d", len(name)), Kind: domain.FormSelfEval, Rows: 1, Forms: []domain.Form{form}, Original: []byte(name)}
}

func TestFormsMakeTheirProjectsInAnEmptyFile(t *testing.T) {
	s := newDesk(t)
	r := doImport(t, s, selfEval(2025, "委托业务", "219001-棠溪镇", "90"), selfEval(2025, "51000021R000000019951-工资", "发改局", "5"))
	assert.True(t, r.Committed)
	assert.Equal(t, 2, r.Totals.New)
	id, err := s.Find("51000021R000000019951", 2025)
	require.NoError(t, err)
	d, err := s.Dossier(id)
	require.NoError(t, err)
	assert.Equal(t, "工资", d.Project.Name)
	assert.Equal(t, "219", d.Project.Department)
	assert.Equal(t, "区教育局", d.DepartmentName)
	require.NotNil(t, d.SelfEval)
	assert.Equal(t, domain.GradeExcellent, d.SelfEval.Grade)
	m, ok := d.Execution.At(12)
	assert.True(t, ok)
	assert.Equal(t, domain.Fen(5_000_000), m.Executed)
}

func TestFormsThatDoNotFit(t *testing.T) {
	s := newDesk(t)
	doImport(t, s, listFile(project("A1", "校舍", "120")))
	for _, c := range []struct {
		f    intake.File
		want string
	}{
		{selfEval(2025, "校舍", "第一小学", "120"), "表上写的是 2025 年度，数据文件里“校舍”是 2026 年度的项目"},
		{selfEval(2026, "没有的", "第一小学", "120"), "2026 年度没有名为“没有的”的项目"},
		{selfEval(2026, "校舍", "第一小学", "1200000"), "正好差一万倍"},
		{selfEval(2026, "", "第一小学", "120"), "没有填项目名称"},
	} {
		r := doImport(t, s, c.f)
		assert.False(t, r.Committed)
		require.Len(t, r.Files[0].Errors, 1, c.want)
		assert.Contains(t, r.Files[0].Errors[0].Message, c.want)
	}
}

func TestPaymentsKeepTheTotalAndMakeTheMonths(t *testing.T) {
	s := newDesk(t)
	doImport(t, s, listFile(project("A1", "校舍", "100")))
	pay := func(row int, code, day, wan string) intake.PaymentRow {
		d, err := domain.ParseDate(day)
		require.NoError(t, err)
		return intake.PaymentRow{Row: row, Project: intake.Ref{Code: code, Cell: fmt.Sprintf("A%d", row)}, Date: d, Amount: amount(wan)}
	}
	f := intake.File{Name: "支付.csv", SHA256: fmt.Sprintf("%064d", 7), Kind: domain.FormPayments, Rows: 3, Payments: []intake.PaymentRow{
		pay(2, "A1", "2026-03-05", "10"), pay(3, "A1", "2026-08-20", "2.5"), pay(4, "B7", "2026-08-21", "1")}}
	r := doImport(t, s, f)
	assert.True(t, r.Committed, r.Files[0].Errors)
	require.Len(t, r.Files[0].Warnings, 1)
	assert.Equal(t, "A4", r.Files[0].Warnings[0].Cell)
	assert.Equal(t, domain.Fen(13_500_000), r.Totals.Amount)
	id, err := s.Find("A1", 2026)
	require.NoError(t, err)
	d, err := s.Dossier(id)
	require.NoError(t, err)
	require.Len(t, d.Payments, 2)
	for month, want := range map[int]domain.Fen{2: 0, 3: 10_000_000, 7: 10_000_000, 8: 12_500_000} {
		m, ok := d.Execution.At(month)
		require.True(t, ok)
		assert.Equal(t, want, m.Executed, "month %d", month)
	}
	doImport(t, s, f)
	_, total, err := s.Journal(0, 1)
	require.NoError(t, err)
	assert.Equal(t, 2, total, "the same payments again change nothing")
	report := intake.File{Name: "进度.xlsx", SHA256: fmt.Sprintf("%064d", 8), Kind: domain.FormExecution, Rows: 1, Executions: []intake.ExecutionRow{{Row: 2, Project: intake.Ref{Code: "A1"}, Month: 8, Executed: amount("13")}}}
	doImport(t, s, report)
	d, err = s.Dossier(id)
	require.NoError(t, err)
	m, _ := d.Execution.At(8)
	assert.Equal(t, domain.Fen(13_000_000), m.Executed, "a report comes before the sum of payments")
	assert.Equal(t, "E2", m.Prov.CellOf("executed"))
}

func TestImportStopsWhenCancelled(t *testing.T) {
	s := newDesk(t)
	rows := make([]intake.ProjectRow, 2000)
	for i := range rows {
		rows[i] = project(fmt.Sprintf("A%05d", i), fmt.Sprintf("项目%d", i), "1")
	}
	ctx, cancel := context.WithCancel(context.Background())
	_, err := s.Import(ctx, []intake.File{listFile(rows...)}, func(done, total int) { cancel() })
	require.ErrorIs(t, err, context.Canceled)
	got, err := s.Page("", 1)
	require.NoError(t, err)
	assert.Empty(t, got)
}

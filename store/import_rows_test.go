package store_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/intake"
	"jixiao/store"
)

func dossier(t *testing.T, s *store.Store, name string, year int) domain.Dossier {
	t.Helper()
	id, err := s.Find(name, year)
	require.NoError(t, err)
	d, err := s.Dossier(id)
	require.NoError(t, err)
	return d
}

func on(t *testing.T, day string) domain.Date {
	d, err := domain.ParseDate(day)
	require.NoError(t, err)
	return d
}

func payment(t *testing.T, row int, code, day, wan, voucher string) intake.PaymentRow {
	return intake.PaymentRow{Row: row, Project: intake.Ref{Code: code, Sheet: "明细", Cell: "A2"}, Date: on(t, day), Amount: amount(wan), Payee: "甲公司", Voucher: voucher}
}

func payments(name string, rows ...intake.PaymentRow) intake.File {
	return intake.File{Name: name, SHA256: sha(name), Original: []byte(name), Kind: domain.FormPayments, Rows: len(rows), Payments: rows, Columns: map[string]string{"amount": "E"}}
}

// TestPaymentListsOverlap imports a list to July, then one to August that begins in January
// again, as the treasury system exports them.
func TestPaymentListsOverlap(t *testing.T) {
	s := newDesk(t)
	doImport(t, s, listFile(project("A1", "校舍", "100")))
	july := []intake.PaymentRow{payment(t, 2, "A1", "2026-03-05", "10", ""), payment(t, 3, "A1", "2026-03-05", "10", ""), payment(t, 4, "A1", "2026-07-01", "3", "")}
	doImport(t, s, payments("1-7月.xlsx", july...))
	r := doImport(t, s, payments("1-8月.xlsx", append(july, payment(t, 5, "A1", "2026-08-09", "2", ""))...))
	require.True(t, r.Committed)
	require.Len(t, r.Files[0].Warnings, 1)
	assert.Contains(t, r.Files[0].Warnings[0].Message, "有 3 笔支付与以前导入的完全相同")
	d := dossier(t, s, "A1", 2026)
	assert.Len(t, d.Payments, 4, "two alike lines of one list are two payments")
	for month, want := range map[int]domain.Fen{3: 20_000_000, 7: 23_000_000, 8: 25_000_000} {
		m, _ := d.Execution.At(month)
		assert.Equal(t, want, m.Executed, "month %d", month)
	}
	assert.Equal(t, "1-7月.xlsx", d.Payments[0].Prov.Name, "the first list stays the source")

	doImport(t, s, payments("补录.xlsx", payment(t, 2, "A1", "2026-02-01", "1", "")))
	m, _ := dossier(t, s, "A1", 2026).Execution.At(8)
	assert.Equal(t, domain.Fen(26_000_000), m.Executed, "a late line changes the later sums")
}

func TestPaymentsOfSeveralSheetsAndYears(t *testing.T) {
	s := newDesk(t)
	last := project("B1", "道路", "50")
	last.Year = 2025
	doImport(t, s, listFile(project("A1", "校舍", "100"), last))
	one, two := payments("支付.xlsx", payment(t, 2, "A1", "2026-03-05", "10", "1")), payments("支付.xlsx", payment(t, 2, "A1", "2026-04-05", "20", "2"), payment(t, 3, "B1", "2025-11-05", "7", "3"))
	doImport(t, s, one, two)
	assert.Len(t, dossier(t, s, "A1", 2026).Payments, 2, "equal row numbers of two sheets of one file")
	b := dossier(t, s, "B1", 2025)
	require.NotNil(t, b.Execution)
	assert.Equal(t, 2025, b.Execution.Year)
	m, _ := b.Execution.At(12)
	assert.Equal(t, domain.Fen(7_000_000), m.Executed)
	assert.Equal(t, 11, m.Month)
}

func TestAStrayPaymentFindsItsProject(t *testing.T) {
	s := newDesk(t)
	f := payments("支付.xlsx", payment(t, 2, "A1", "2026-03-05", "10", "1"))
	r := doImport(t, s, f)
	require.True(t, r.Committed)
	require.Len(t, r.Files[0].Warnings, 1)
	stray, err := s.UnmatchedPayments(2026, 12)
	require.NoError(t, err)
	require.Len(t, stray, 1)
	assert.Equal(t, "1", stray[0].Voucher)
	doImport(t, s, listFile(project("A1", "校舍", "100")))
	doImport(t, s, f)
	stray, err = s.UnmatchedPayments(2026, 12)
	require.NoError(t, err)
	assert.Empty(t, stray)
	assert.Len(t, dossier(t, s, "A1", 2026).Payments, 1)
}

func TestACorrectedVoucherIsTold(t *testing.T) {
	s := newDesk(t)
	doImport(t, s, listFile(project("A1", "校舍", "100")))
	doImport(t, s, payments("旧.xlsx", payment(t, 2, "A1", "2026-03-05", "10", "007")))
	r := doImport(t, s, payments("新.xlsx", payment(t, 2, "A1", "2026-03-05", "11", "007")))
	require.Len(t, r.Files[0].Warnings, 1)
	assert.Contains(t, r.Files[0].Warnings[0].Message, "凭证 007 在")
	assert.Contains(t, r.Files[0].Warnings[0].Message, "100000.00 元和 110000.00 元")
}

func execution(rows ...intake.ExecutionRow) intake.File {
	return intake.File{Name: "进度.xlsx", SHA256: sha("进度"), Original: []byte("进度"), Kind: domain.FormExecution, Rows: len(rows), Executions: rows}
}

// TestAPlanIsNoReport imports a year's payment plan before anything was spent.
func TestAPlanIsNoReport(t *testing.T) {
	s := newDesk(t)
	doImport(t, s, listFile(project("A1", "校舍", "100")))
	var plan []intake.ExecutionRow
	for month := 1; month <= 12; month++ {
		plan = append(plan, intake.ExecutionRow{Row: 2, Project: intake.Ref{Code: "A1"}, Month: month, Plan: amount(domain.DecimalInt(int64(8 * month)).String())})
	}
	doImport(t, s, execution(plan...))
	d := dossier(t, s, "A1", 2026)
	_, reported := d.Execution.At(12)
	assert.False(t, reported, "nothing is executed yet")
	dec, ok := d.Execution.PlanAt(12)
	assert.True(t, ok)
	assert.Equal(t, domain.Fen(96_000_000), dec)
	doImport(t, s, execution(intake.ExecutionRow{Row: 2, Project: intake.Ref{Code: "A1"}, Month: 3, Executed: amount("5")}))
	d = dossier(t, s, "A1", 2026)
	m, _ := d.Execution.At(12)
	assert.Equal(t, 3, m.Month)
	require.NotNil(t, m.Plan)
	assert.Equal(t, domain.Fen(24_000_000), *m.Plan, "the plan goes with the report")
	assert.Len(t, d.Execution.Plans, 11)
	doImport(t, s, execution(intake.ExecutionRow{Row: 2, Project: intake.Ref{Code: "A1"}, Month: 3, Plan: amount("30")}))
	m, _ = dossier(t, s, "A1", 2026).Execution.At(12)
	assert.Equal(t, domain.Fen(5_000_000), m.Executed)
	assert.Equal(t, domain.Fen(30_000_000), *m.Plan)
}

func TestUnitsThatContradict(t *testing.T) {
	s := newDesk(t)
	doImport(t, s, listFile(project("A1", "校舍", "123.46")))
	for _, c := range []struct {
		f    intake.File
		want string
	}{
		{listFile(project("A1", "校舍", "1234567.8")), "正好差一万倍"},
		{listFile(project("A1", "校舍", "0.012346")), "正好差一万倍"},
		{execution(intake.ExecutionRow{Row: 2, Project: intake.Ref{Code: "A1"}, Month: 3, Executed: amount("500000")}), "累计执行数 500000 是预算 123.46 万元的 4049 倍，像是单位错了"},
		{execution(intake.ExecutionRow{Row: 2, Project: intake.Ref{Code: "A1"}, Month: 13, Executed: amount("5")}), "不知道是截至几月"},
		{payments("支付.xlsx", payment(t, 2, "A1", "2026-03-05", "900000", "")), "支付 900000 是预算"},
	} {
		r := doImport(t, s, c.f)
		assert.False(t, r.Committed, c.want)
		require.Len(t, r.Files[0].Errors, 1, c.want)
		assert.Contains(t, r.Files[0].Errors[0].Message, c.want)
	}
}

func TestAListThatSaysLessKeepsTheRest(t *testing.T) {
	s := newDesk(t)
	full := project("A1", "校舍", "100")
	full.Owner, full.Adjusted, full.Kind, full.Nature = "张三", amount("130"), "重大专项", "延续"
	doImport(t, s, listFile(full))
	doImport(t, s, listFile(intake.ProjectRow{Code: "A1", Year: 2026, Initial: amount("110")}))
	p := dossier(t, s, "A1", 2026).Project
	assert.Equal(t, "校舍", p.Name)
	assert.Equal(t, "张三", p.Owner)
	assert.NotEmpty(t, p.Department)
	assert.NotEmpty(t, p.Unit)
	assert.Equal(t, domain.KindSpecial, p.Kind)
	assert.True(t, p.Continuing)
	assert.Equal(t, domain.Fen(110_000_000), p.Initial)
	assert.Equal(t, domain.Fen(140_000_000), p.Adjusted, "the adjustment of 30 stays")
	r := doImport(t, s, listFile(intake.ProjectRow{Code: "A2", Year: 2026, Initial: amount("1")}))
	assert.Contains(t, r.Files[0].Errors[0].Message, "没有名称")
}

func TestOneCodeTwoProjects(t *testing.T) {
	s := newDesk(t)
	doImport(t, s, listFile(project("A1", "校舍", "100")))
	other := project("A1", "道路", "70")
	other.Unit = "市政所"
	r := doImport(t, s, listFile(other))
	require.Len(t, r.Files[0].Errors, 1)
	assert.Contains(t, r.Files[0].Errors[0].Message, "名称和单位都不同")
	r = doImport(t, s, listFile(project("A1", "校舍维修", "100")))
	require.True(t, r.Committed)
	assert.Contains(t, r.Files[0].Warnings[0].Message, "由“校舍”改名为“校舍维修”")
	r = doImport(t, s, listFile(project("", "无码", "1"), project("", "无码", "2")))
	require.Len(t, r.Files[0].Errors, 1)
	assert.Contains(t, r.Files[0].Errors[0].Message, "没有代码的项目“无码”（第一小学）重复")
}

// TestTheListComesAfterTheForm gives the project that a form made its real code.
func TestTheListComesAfterTheForm(t *testing.T) {
	s := newDesk(t)
	doImport(t, s, selfEval(2025, "委托业务", "219001-棠溪镇", "90"))
	row := project("37010325R000000000001", "委托业务", "90")
	row.Year, row.Department, row.Unit = 2025, "219-区教育局", "219001-棠溪镇"
	r := doImport(t, s, listFile(row))
	assert.Equal(t, 0, r.Totals.New)
	d := dossier(t, s, "37010325R000000000001", 2025)
	assert.NotNil(t, d.SelfEval)
}

func TestFundsSplitEitherTotal(t *testing.T) {
	fund := func(src domain.FundSource, wan string) intake.FundColumn {
		return intake.FundColumn{Source: src, Amount: amount(wan)}
	}
	for _, c := range []struct {
		what  string
		row   func(r *intake.ProjectRow)
		funds []intake.FundColumn
		want  []domain.FundLine
	}{
		{"the adjusted total, the carry-over apart", func(r *intake.ProjectRow) { r.Adjusted, r.Carryover = amount("120"), amount("20") },
			[]intake.FundColumn{fund(domain.FundGeneral, "100"), fund(domain.FundCarryover, "20")},
			[]domain.FundLine{{Source: domain.FundGeneral, Initial: 100_000_000, Adjusted: 100_000_000}, {Source: domain.FundCarryover, Adjusted: 20_000_000}}},
		{"the adjusted total", func(r *intake.ProjectRow) { r.Adjusted = amount("120") },
			[]intake.FundColumn{fund(domain.FundOther, "30"), fund(domain.FundGeneral, "90")},
			[]domain.FundLine{{Source: domain.FundOther, Initial: 30_000_000, Adjusted: 30_000_000}, {Source: domain.FundGeneral, Initial: 70_000_000, Adjusted: 90_000_000}}},
		{"the initial total", func(r *intake.ProjectRow) { r.Adjusted = amount("120") },
			[]intake.FundColumn{fund(domain.FundOther, "30"), fund(domain.FundGeneral, "70")},
			[]domain.FundLine{{Source: domain.FundOther, Initial: 30_000_000, Adjusted: 30_000_000}, {Source: domain.FundGeneral, Initial: 70_000_000, Adjusted: 90_000_000}}},
		{"the initial total, carry-over known", func(r *intake.ProjectRow) { r.Carryover = amount("5") },
			[]intake.FundColumn{fund(domain.FundGeneral, "100")},
			[]domain.FundLine{{Source: domain.FundGeneral, Initial: 100_000_000, Adjusted: 100_000_000}, {Source: domain.FundCarryover, Adjusted: 5_000_000}}},
	} {
		s := newDesk(t)
		row := project("A1", "校舍", "100")
		c.row(&row)
		row.Funds = c.funds
		r := doImport(t, s, listFile(row))
		require.True(t, r.Committed, "%s: %v", c.what, r.Files[0].Errors)
		assert.Equal(t, c.want, dossier(t, s, "A1", 2026).Project.Funds, c.what)
	}
}

func TestUnitsOfOneNameInTwoDepartments(t *testing.T) {
	s := newDesk(t)
	one, two := project("A1", "校舍", "1"), project("A2", "道路", "2")
	one.Unit, two.Unit, two.Department = "机关", "机关", "区城管局"
	doImport(t, s, listFile(one, two))
	a, b := dossier(t, s, "A1", 2026), dossier(t, s, "A2", 2026)
	assert.NotEqual(t, a.Project.Unit, b.Project.Unit)
	assert.Equal(t, b.Project.Department+"001", b.Project.Unit)
	assert.Equal(t, "机关", b.UnitName)
}

func TestOneFormPerProject(t *testing.T) {
	s := newDesk(t)
	doImport(t, s, listFile(project("A1", "校舍", "120")))
	first, copied, other := selfEval(2026, "校舍", "第一小学", "120"), selfEval(2026, "校舍", "第一小学", "120"), selfEval(2026, "校舍", "第一小学", "110")
	copied.Name, other.Name, other.SHA256 = "副本.xlsx", "改.xlsx", sha("改")
	r := doImport(t, s, first, copied)
	require.True(t, r.Committed)
	assert.Contains(t, r.Files[1].Warnings[0].Message, "与“校舍.xlsx”内容完全相同，只导入一份")
	r = doImport(t, s, first, other)
	assert.False(t, r.Committed)
	assert.Contains(t, r.Files[1].Errors[0].Message, "项目“校舍”的自评表有两份：“校舍.xlsx”和“改.xlsx”")
}

// TestAFormSavedAgainIsNoNewVersion: a target under review may come again in the next
// folder without stopping it.
func TestAFormSavedAgainIsNoNewVersion(t *testing.T) {
	s := newDesk(t)
	doImport(t, s, listFile(project("A1", "校舍", "120")))
	targetForm := func(goal string) intake.File {
		f := selfEval(2026, "校舍", "第一小学", "120")
		f.Kind, f.SHA256 = domain.FormTarget, sha(goal+"x")
		f.Forms[0].Kind, f.Forms[0].Goal = domain.FormTarget, domain.Text{Raw: "修好校舍", Cell: "C5"}
		f.Forms[0].Indicators = []domain.Indicator{{Level3: domain.Text{Raw: "面积", Cell: "C9"}, Planned: domain.Value{Raw: "≥50平方米"}}}
		if goal != "" {
			f.Forms[0].Goal.Raw = goal
		}
		return f
	}
	require.True(t, doImport(t, s, targetForm("")).Committed)
	again := targetForm("")
	again.SHA256 = sha("again")
	r := doImport(t, s, again)
	require.True(t, r.Committed, r.Files[0].Errors)
	assert.Equal(t, 1, r.Totals.Same)
	assert.Len(t, dossier(t, s, "A1", 2026).Target.Versions, 1)
	r = doImport(t, s, targetForm("修得更好"))
	assert.False(t, r.Committed, "a changed target that nobody returned is refused")
}

// TestFormsArriveDayByDay: as long as nobody gave a list of the year, forms go on making
// their projects; once there is one, a form without a project is an error.
func TestFormsArriveDayByDay(t *testing.T) {
	s := newDesk(t)
	require.True(t, doImport(t, s, selfEval(2026, "甲项目", "第一小学", "10")).Committed)
	r := doImport(t, s, selfEval(2026, "乙乙项目", "第二小学", "20"))
	require.True(t, r.Committed, r.Files[0].Errors)
	assert.Equal(t, 1, r.Totals.New)
	doImport(t, s, listFile(project("A1", "校舍", "120")))
	r = doImport(t, s, selfEval(2026, "丙丙丙项目", "第三小学", "20"))
	assert.False(t, r.Committed)
	assert.Contains(t, r.Files[0].Errors[0].Message, "2026 年度没有名为“丙丙丙项目”的项目")
	require.True(t, doImport(t, s, selfEval(2025, "丁丁丁丁项目", "第三小学", "20")).Committed, "another year")
}

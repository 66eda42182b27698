package xlsx

import (
	"bytes"
	"context"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"jixiao/domain"
	"jixiao/domain/intake"
	"jixiao/domain/parse"
)

// fill writes cells into the first sheet of a workbook.
func fill(t *testing.T, data []byte, sheet string, cells map[string]string) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	for at, text := range cells {
		require.NoError(t, f.SetCellStr(sheet, at, text))
	}
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	return b.Bytes()
}

func template(t *testing.T, kind domain.FormKind) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, WriteTemplate(&b, kind))
	return b.Bytes()
}

// TestTemplatesFilledInReadBack fills every column of every list template.
func TestTemplatesFilledInReadBack(t *testing.T) {
	for kind, tmpl := range listTemplates {
		cells := map[string]string{}
		for i, c := range tmpl.columns {
			text := "文字" + strconv.Itoa(i)
			switch {
			case c.money:
				text = strconv.Itoa(i) + ".5"
			case c.head == "年度" || c.head == "结转起始年度":
				text = "2026"
			case c.head == "月份":
				text = "8"
			case c.head == "支付日期":
				text = "2026-08-31"
			case c.head == "事前评估得分" || c.head == "上年绩效得分":
				text = "88.5"
			}
			cells[ref(3, i+1)] = text
		}
		f := ReadBytes(context.Background(), "模板.xlsx", fill(t, template(t, kind), tmpl.title, cells), Options{})[0]
		require.Empty(t, f.Errors, kind)
		require.Equal(t, kind, f.Kind)
		require.Equal(t, 1, f.Rows, kind)
		assert.Empty(t, f.Unread, kind)
		assert.Empty(t, f.Warnings, kind)
		assert.Len(t, f.Columns, len(tmpl.columns), "every column is recognised: %v", f.Columns)
	}
}

func TestProjectTemplateValues(t *testing.T) {
	f := ReadBytes(context.Background(), "a.xlsx", fill(t, template(t, domain.FormProjects), "项目清单", map[string]string{
		"A3": "37010326T000000000001", "B3": "学校改造", "C3": "2026", "D3": "101", "E3": "区教育局", "F3": "101001", "G3": "市中中学", "H3": "基本建设", "I3": "新增", "J3": "张三", "K3": "0531",
		"L3": "100", "M3": "120", "N3": "20", "O3": "2025", "P3": "60", "Q3": "40", "Z3": "评估报告", "AA3": "88", "AB3": "予以支持", "AC3": "110",
	}), Options{})[0]
	require.Empty(t, f.Errors)
	require.Len(t, f.Projects, 1)
	p := f.Projects[0]
	assert.Equal(t, "学校改造", p.Name)
	assert.EqualValues(t, 100_000_000, *p.Initial.Fen)
	assert.EqualValues(t, 120_000_000, *p.Adjusted.Fen)
	assert.Equal(t, 2025, p.CarryoverSince)
	require.Len(t, p.Funds, 2)
	assert.Equal(t, domain.FundGeneral, p.Funds[0].Source)
	assert.Equal(t, "88", p.ExAnteScore.Value.String())
	assert.EqualValues(t, 110_000_000, *p.ExAnteNeed.Fen)
	assert.Equal(t, "评估报告", p.ExAnteReport)
}

// TestFormTemplatesReadAsTheirKind reads the empty forms.
func TestFormTemplatesReadAsTheirKind(t *testing.T) {
	for _, kind := range []domain.FormKind{domain.FormSelfEval, domain.FormTarget, domain.FormMonitoring} {
		f := ReadBytes(context.Background(), "a.xlsx", template(t, kind), Options{})[0]
		require.Empty(t, f.Errors, kind)
		assert.Equal(t, kind, f.Kind)
		assert.Empty(t, f.Unread, kind)
		assert.Empty(t, f.Warnings, kind)
	}
	f := ReadBytes(context.Background(), "a.xlsx", template(t, domain.FormRecheck), Options{})[0]
	require.Len(t, f.Errors, 1)
	assert.Contains(t, f.Errors[0].Message, "没有写项目代码和名称")
	assert.Error(t, WriteTemplate(&bytes.Buffer{}, "nothing"))
}

func TestTargetTemplateFilledIn(t *testing.T) {
	f := ReadBytes(context.Background(), "a.xlsx", fill(t, template(t, domain.FormTarget), "Sheet1", map[string]string{
		"A2": "（ 2026年度 ）", "C3": "智慧停车", "C4": "区城管局", "G4": "区停车中心", "C5": "王五 0531", "E6": "100", "E7": "100", "C11": "完成一期", "C10": "三年建成",
		"D13": "接入泊位", "E13": "≥6000个", "E22": "≥45%", "E26": "≥95%", "E27": "100%",
	}), Options{})[0]
	require.Empty(t, f.Errors)
	require.Len(t, f.Forms, 1)
	x := f.Forms[0]
	assert.Equal(t, 2026, x.Year)
	assert.Equal(t, "智慧停车", x.Project.Raw)
	assert.Equal(t, "王五 0531", x.Owner.Raw)
	assert.Equal(t, "完成一期", x.Goal.Raw)
	assert.Equal(t, "三年建成", x.LongGoal.Raw)
	assert.EqualValues(t, 100_000_000, *x.TotalFund().Annual.Fen)
	assert.Equal(t, "≥6000个", x.Indicators[0].Planned.Raw)
	var common []string
	for _, e := range x.Extra {
		common = append(common, e.Label+e.Value.Raw)
	}
	assert.Equal(t, []string{"预算执行进度（6月末）≥45%", "预算支出率≥95%", "预算到项目率100%"}, common)
}

func dptr(s string) *domain.Decimal { return domain.DecimalPtr(domain.MustDecimal(s)) }

func wan(s string) domain.Amount {
	f, _ := domain.FenOf(domain.MustDecimal(s), domain.UnitWan)
	return domain.Amount{Fen: &f}
}

// TestWrittenFormsReadBack writes self-evaluations made of values and reads them again.
func TestWrittenFormsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[一-十甲-癸]{2,8}项目[0-9]{0,3}`)
		f := domain.Form{Kind: domain.FormSelfEval, Year: rapid.IntRange(2019, 2030).Draw(t, "year"), Project: domain.Text{Raw: name.Draw(t, "project")}, Department: domain.Text{Raw: "区甲局"}, Unit: domain.Text{Raw: "甲中心"},
			AmountUnit: domain.UnitWan, Goal: domain.Text{Raw: "完成甲"}, Completion: domain.Text{Raw: "已完成甲"}, TotalWeight: domain.Number{Value: dptr("100")}, TotalScore: domain.Number{Value: dptr("93.5")}}
		money := rapid.Int64Range(0, 1e12)
		total := domain.FormFund{Item: domain.Text{Raw: "年度资金总额"}, Total: true, Weight: domain.Number{Value: dptr("10")}, Rate: domain.Number{Raw: "98.5%"}, Score: domain.Number{Value: dptr("9.85")}}
		for _, a := range []*domain.Amount{&total.Initial, &total.Annual, &total.Executed} {
			v := domain.Fen(money.Draw(t, "fen"))
			a.Fen = &v
		}
		f.Funds = []domain.FormFund{total, {Item: domain.Text{Raw: "其他资金"}}}
		for i := range rapid.IntRange(1, 6).Draw(t, "rows") {
			f.Indicators = append(f.Indicators, domain.Indicator{Level1: domain.Text{Raw: "产出指标(50分)"}, Level2: domain.Text{Raw: []string{"数量指标", "质量指标"}[i%2]}, Level3: domain.Text{Raw: "指标名" + strconv.Itoa(i)},
				Planned: parse.Value(rapid.SampledFrom([]string{"≥50个", "100%", "12月底前", "良好", "≤3.5万元"}).Draw(t, "planned")), Actual: parse.Value(rapid.SampledFrom([]string{"50个", "0.958", "完成"}).Draw(t, "actual")),
				Weight: domain.Number{Value: dptr(strconv.Itoa(rapid.IntRange(1, 50).Draw(t, "weight")))}, Score: domain.Number{Value: dptr("4.75")}})
		}
		var b bytes.Buffer
		if err := WriteForm(&b, &f); err != nil {
			t.Fatal(err)
		}
		files := ReadBytes(context.Background(), "a.xlsx", b.Bytes(), Options{})
		if len(files[0].Errors) > 0 || len(files[0].Forms) != 1 || len(files[0].Unread) > 0 {
			t.Fatalf("%+v", files[0])
		}
		sameForm(t, &f, &files[0].Forms[0])
	})
}

func sameForm(t *rapid.T, want, got *domain.Form) {
	check := func(what, a, b string) {
		if a != b {
			t.Fatalf("%s: wrote %q, read %q", what, a, b)
		}
	}
	check("project", want.Project.Raw, got.Project.Raw)
	check("department", want.Department.Raw, got.Department.Raw)
	check("unit", want.Unit.Raw, got.Unit.Raw)
	check("goal", want.Goal.Raw, got.Goal.Raw)
	check("completion", want.Completion.Raw, got.Completion.Raw)
	check("year", strconv.Itoa(want.Year), strconv.Itoa(got.Year))
	check("score", dec(want.TotalScore), dec(got.TotalScore))
	check("funds", strconv.Itoa(len(want.Funds)), strconv.Itoa(len(got.Funds)))
	for i := range want.Funds {
		check("initial", yuan(want.Funds[i].Initial), yuan(got.Funds[i].Initial))
		check("annual", yuan(want.Funds[i].Annual), yuan(got.Funds[i].Annual))
		check("executed", yuan(want.Funds[i].Executed), yuan(got.Funds[i].Executed))
		check("rate", want.Funds[i].Rate.Raw, got.Funds[i].Rate.Raw)
	}
	check("rows", strconv.Itoa(len(want.Indicators)), strconv.Itoa(len(got.Indicators)))
	for i := range want.Indicators {
		a, b := want.Indicators[i], got.Indicators[i]
		check("level1", a.Level1.Raw, b.Level1.Raw)
		check("level2", a.Level2.Raw, b.Level2.Raw)
		check("level3", a.Level3.Raw, b.Level3.Raw)
		check("planned", a.Planned.Raw, b.Planned.Raw)
		check("actual", a.Actual.Raw, b.Actual.Raw)
		check("weight", dec(a.Weight), dec(b.Weight))
		check("score", dec(a.Score), dec(b.Score))
	}
}

func TestMonitoringAndRecheckReadBack(t *testing.T) {
	m := &MonitoringSheet{Year: 2026, Month: 9, Project: "防汛物资", Department: "区应急局", Name: "区防汛办", Goal: "储备10类", Budget: wan("200"), Executed: wan("90.5"), Forecast: wan("198"),
		Indicators: []domain.MonitoringIndicator{{Indicator: domain.Indicator{Level1: domain.Text{Raw: "产出指标"}, Level2: domain.Text{Raw: "数量指标"}, Level3: domain.Text{Raw: "物资种类"}, Planned: parse.Value("≥10类"), Actual: parse.Value("7类")},
			Forecast: parse.Value("10类"), Causes: []string{"经费保障", "其他"}, Cause: domain.Text{Raw: "到货晚"}, Likelihood: domain.LikelyPossible}}}
	var b bytes.Buffer
	require.NoError(t, WriteMonitoring(&b, m))
	f := ReadBytes(context.Background(), "a.xlsx", b.Bytes(), Options{})[0]
	require.Empty(t, f.Errors)
	require.Len(t, f.Monitoring, 1)
	got := f.Monitoring[0].Form
	assert.Equal(t, []int{2026, 9}, []int{got.Year, got.Month})
	assert.Equal(t, "90.5", got.Executed.Raw)
	assert.Equal(t, "198", got.Forecast.Raw)
	require.Len(t, got.Indicators, 1)
	assert.Equal(t, m.Indicators[0].Causes, got.Indicators[0].Causes)
	assert.Equal(t, domain.LikelyPossible, got.Indicators[0].Likelihood)
	assert.Equal(t, "到货晚", got.Indicators[0].Cause.Raw)
	assert.Equal(t, "10类", got.Indicators[0].Forecast.Raw)

	r := &RecheckSheet{Project: intake.Ref{Code: "A1", Name: "防汛物资", Unit: "区防汛办"}, Paper: domain.Recheck{Reviewers: []string{"甲", "乙"}, NotDone: "没有附佐证材料",
		Items:     []domain.RecheckItem{{Level1: "产出指标", Level2: "数量指标", Level3: "物资种类", Planned: "≥10类", Weight: dptr("50"), SelfValue: "10", Confirmed: "8", SelfScore: dptr("50"), ReviewScore: dptr("40"), Code: "K02", Evidence: "入库单", Note: "缺"}},
		SelfScore: dptr("100"), ReviewScore: dptr("90"), Problems: []domain.Problem{{No: "1", Text: "种类不足", Basis: "合同", Remedy: "补齐"}}}}
	b.Reset()
	require.NoError(t, WriteRecheck(&b, r))
	f = ReadBytes(context.Background(), "a.xlsx", b.Bytes(), Options{})[0]
	require.Empty(t, f.Errors)
	require.Len(t, f.Rechecks, 1)
	p := f.Rechecks[0]
	assert.Equal(t, r.Project.Code, p.Project.Code)
	assert.Equal(t, r.Paper.Reviewers, p.Paper.Reviewers)
	assert.Equal(t, "没有附佐证材料", p.Paper.NotDone)
	want := r.Paper.Items[0]
	want.Row = p.Paper.Items[0].Row
	assert.Equal(t, want, p.Paper.Items[0])
	assert.Equal(t, r.Paper.Problems, p.Paper.Problems)
	assert.Equal(t, "90", p.Paper.ReviewScore.String())
	assert.True(t, p.Paper.Done)
	assert.Empty(t, f.Unread)
}

// TestMixedWorkbook has one entry for each kind of sheet.
func TestMixedWorkbook(t *testing.T) {
	data := sketch(t, "# 清单\n项目代码|项目名称|年初预算(万元)\nA1|甲|5\n# 执行\n截至8月\n项目代码|累计支出(万元)\nA1|3\n# 自评"+layoutSketches["shanghai"]+"\n# 杂记\n随便写的|没有表头")
	files := ReadBytes(context.Background(), filepath.Join("x", "混合.xlsx"), data, Options{Year: 2026})
	require.Len(t, files, 3)
	assert.Equal(t, []domain.FormKind{domain.FormProjects, domain.FormExecution, domain.FormSelfEval}, []domain.FormKind{files[0].Kind, files[1].Kind, files[2].Kind})
	assert.Len(t, files[0].Projects, 1)
	assert.Len(t, files[1].Executions, 1)
	assert.Len(t, files[2].Forms, 2)
	require.Len(t, files[0].Warnings, 1)
	assert.Contains(t, files[0].Warnings[0].Message, "杂记")
}

func fenAmount(f int64) domain.Amount { v := domain.Fen(f); return domain.Amount{Fen: &v} }

// TestListsReadBack writes lists of any values and reads them again.
func TestListsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var projects []intake.ProjectRow
		var executions []intake.ExecutionRow
		var payments []intake.PaymentRow
		for i := range rapid.IntRange(1, 8).Draw(t, "n") {
			fen, big := rapid.Int64Range(1, 9e10).Draw(t, "fen"), rapid.Int64Range(1, 9e14).Draw(t, "payment")
			code, name := "A"+strconv.Itoa(i), rapid.StringMatching(`[甲-癸]{2,9}`).Draw(t, "name")
			projects = append(projects, intake.ProjectRow{Code: code, Name: name, Year: 2026, DepartmentCode: "101", Department: "区甲局", UnitCode: "101001", Unit: "甲校", Kind: "基本建设", Nature: "延续", Owner: "张三", Phone: "0531-82",
				Initial: fenAmount(fen), Adjusted: fenAmount(fen + 5), Funds: []intake.FundColumn{{Source: domain.FundDebt, Amount: fenAmount(fen)}}, ExAnteScore: domain.Number{Value: dptr("88.5")}})
			executions = append(executions, intake.ExecutionRow{Project: intake.Ref{Code: code, Name: name, Unit: "甲校"}, Year: 2026, Month: rapid.IntRange(1, 12).Draw(t, "month"), Executed: fenAmount(fen), Plan: fenAmount(fen / 2)})
			payments = append(payments, intake.PaymentRow{Project: intake.Ref{Code: code, Name: name, Unit: "甲校"}, Date: domain.Date{Year: 2026, Month: 1, Day: 1}.Add(i), Amount: fenAmount(-big), Payee: "某公司", Purpose: "=1+1", Voucher: "0001"})
		}
		read := func(write func(b *bytes.Buffer) error) intake.File {
			var b bytes.Buffer
			if err := write(&b); err != nil {
				t.Fatal(err)
			}
			f := ReadBytes(context.Background(), "a.xlsx", b.Bytes(), Options{})[0]
			if len(f.Errors)+len(f.Unread)+len(f.Warnings) > 0 {
				t.Fatalf("%v %v %v", f.Errors, f.Unread, f.Warnings)
			}
			return f
		}
		p := read(func(b *bytes.Buffer) error { return WriteProjects(b, projects) }).Projects
		for i, w := range projects {
			g := p[i]
			if g.Code != w.Code || g.Name != w.Name || g.Year != w.Year || g.UnitCode != w.UnitCode || g.Unit != w.Unit || g.Kind != w.Kind || g.Owner != w.Owner || g.Phone != w.Phone || yuan(g.Initial) != yuan(w.Initial) || yuan(g.Adjusted) != yuan(w.Adjusted) ||
				len(g.Funds) != 1 || g.Funds[0].Source != domain.FundDebt || yuan(g.Funds[0].Amount) != yuan(w.Initial) || dec(g.ExAnteScore) != "88.5" {
				t.Fatalf("wrote %+v, read %+v", w, g)
			}
		}
		e := read(func(b *bytes.Buffer) error { return WriteExecutions(b, executions) }).Executions
		for i, w := range executions {
			if e[i].Project.Code != w.Project.Code || e[i].Month != w.Month || yuan(e[i].Executed) != yuan(w.Executed) || yuan(e[i].Plan) != yuan(w.Plan) {
				t.Fatalf("wrote %+v, read %+v", w, e[i])
			}
		}
		y := read(func(b *bytes.Buffer) error { return WritePayments(b, payments) }).Payments
		for i, w := range payments {
			if y[i].Project.Code != w.Project.Code || y[i].Date != w.Date || yuan(y[i].Amount) != yuan(w.Amount) || y[i].Purpose != w.Purpose || y[i].Voucher != w.Voucher {
				t.Fatalf("wrote %+v, read %+v", w, y[i])
			}
		}
	})
}

func TestContinuationWithoutHeaderAndNamelessForms(t *testing.T) {
	data := sketch(t, layoutSketches["continued"]+"\n# 续三\n|效益指标|社会效益指标|下载量|≥1万次|2万次|5|5|")
	f := ReadBytes(context.Background(), "a.xlsx", data, Options{})[0]
	require.Empty(t, f.Errors)
	require.Len(t, f.Forms, 1)
	require.Len(t, f.Forms[0].Indicators, 4)
	assert.Equal(t, "续三!D1", f.Forms[0].Indicators[3].Level3.Cell)

	f = ReadBytes(context.Background(), "a.xlsx", sketch(t, "项目支出绩效自评表|<|<|<|<|<\n一级指标|二级指标|三级指标|指标值|完成值|得分\n产出指标|数量指标|甲|5|5|5"), Options{})[0]
	require.Empty(t, f.Errors)
	require.Len(t, f.Forms, 1)
	assert.Empty(t, f.Forms[0].Project.Raw)
}

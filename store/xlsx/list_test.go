package xlsx

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/intake"
)

func readText(t *testing.T, name, text string, opts Options) intake.File {
	t.Helper()
	return ReadBytes(context.Background(), name, []byte(text), opts)[0]
}

func TestProjectListOfEverySpelling(t *testing.T) {
	f := readText(t, "清单.csv", `2026年区级项目库,,,,,,,,,,
单位：万元,,,,,,,,,,
序号,项目编码,项目名称,主管部门,预算单位,项目类别,项目责任人,年初预算数,全年预算数（调整后）,其中：一般公共预算,政府性基金,备注
1,370103 26T000000000001,学校改造,101-区教育局,[101001]市中中学,基本建设,张三,"1,200.50",1200.5,1200.5,,加急
,小计,,,,,,1200.5,1200.5,1200.5,,
2,37010326T000000000002,养老服务,区民政局,区民政局本级,,,１２．５,12.5万元,10,2.5,
合计,,,,,,,1213,1213,1210.5,2.5,
注：金额为批复数,,,,,,,,,,
`, Options{})
	require.Empty(t, f.Errors)
	assert.Equal(t, domain.FormProjects, f.Kind)
	assert.Equal(t, domain.UnitWan, f.AmountUnit)
	require.Len(t, f.Projects, 2)
	p := f.Projects[0]
	assert.Equal(t, "37010326T000000000001", p.Code)
	assert.Equal(t, "学校改造", p.Name)
	assert.Equal(t, 2026, p.Year)
	assert.Equal(t, []string{"101", "区教育局", "101001", "市中中学"}, []string{p.DepartmentCode, p.Department, p.UnitCode, p.Unit})
	assert.Equal(t, "基本建设", p.Kind)
	assert.Equal(t, "张三", p.Owner)
	assert.EqualValues(t, 1_200_500_000, *p.Initial.Fen)
	assert.Equal(t, "H4", p.Initial.Cell)
	assert.Equal(t, "1,200.50", p.Initial.Raw)
	require.Len(t, p.Funds, 1)
	q := f.Projects[1]
	assert.EqualValues(t, 12_500_000, *q.Initial.Fen)
	require.Len(t, q.Funds, 2)
	assert.Equal(t, domain.FundGovernment, q.Funds[1].Source)
	require.Len(t, f.Unread, 1, "the column nobody knows is listed once, under its header: %v", f.Unread)
	assert.Equal(t, "L3", f.Unread[0].Cell)
	assert.Equal(t, "H", f.Columns["initial"])
}

func TestListErrorsNameTheCell(t *testing.T) {
	f := readText(t, "a.csv", "项目代码,项目名称,年初预算(元)\nA1,甲,很多\nA1,乙,5\n,丙,6\n", Options{Year: 2026})
	require.Len(t, f.Errors, 2)
	assert.Equal(t, "C2", f.Errors[0].Cell)
	assert.Equal(t, "很多", f.Errors[0].Value)
	assert.Contains(t, f.Errors[1].Message, "与第 2 行重复")

	f = readText(t, "a.csv", "项目代码,项目名称,年初预算\nA1,甲,5\n", Options{})
	require.Len(t, f.Errors, 1)
	assert.Contains(t, f.Errors[0].Message, "没有写金额单位")
	f = readText(t, "a.csv", "项目代码,项目名称,年初预算(元)\nA1,甲,5\n", Options{Unit: domain.UnitWan})
	require.Len(t, f.Errors, 1)
	assert.Contains(t, f.Errors[0].Message, "不一致")
	f = readText(t, "a.csv", "项目代码,项目名称,年初预算(元)\nA1,甲,89.974\nA2,乙,12.3456\n", Options{})
	require.Len(t, f.Errors, 1)
	assert.Contains(t, f.Errors[0].Message, "像是以万元为单位")
	f = readText(t, "a.csv", "项目代码,项目名称,年初预算(万元)\nA1,甲,5600000\nA2,乙,1200000\nA3,丙,2500000\n", Options{})
	require.Len(t, f.Errors, 1)
	assert.Contains(t, f.Errors[0].Message, "像是以元为单位")
	f = readText(t, "a.csv", "项目代码,项目名称,年初预算(万元)\n", Options{})
	require.Len(t, f.Errors, 1)
	assert.Contains(t, f.Errors[0].Message, "没有数据行")
}

func TestExecutionOneMonthAndTwelve(t *testing.T) {
	f := readText(t, "a.csv", "截至2026年8月末预算执行情况表\n项目代码;项目名称;全年预算数(万元);累计支出(万元);用款计划(万元)\nA1;甲;100;60.5;66\nA2;乙;50;—;\n", Options{})
	require.Empty(t, f.Errors)
	assert.Equal(t, domain.FormExecution, f.Kind)
	require.Len(t, f.Executions, 1, "a dash is no report")
	e := f.Executions[0]
	assert.Equal(t, 8, e.Month)
	assert.Equal(t, 2026, e.Year)
	assert.EqualValues(t, 60_500_000, *e.Executed.Fen)
	assert.EqualValues(t, 66_000_000, *e.Plan.Fen)
	assert.Equal(t, "D3", e.Executed.Cell)

	f = readText(t, "2026年.csv", "项目编码\t项目名称\t1月\t1-2月\t3月累计\n单位：元\nA1\t甲\t1.00\t2.00\t3.00\nA2\t乙\t\t4\t\n", Options{Unit: domain.UnitYuan})
	require.Empty(t, f.Errors)
	require.Len(t, f.Executions, 4)
	assert.Equal(t, []int{1, 2, 3, 2}, []int{f.Executions[0].Month, f.Executions[1].Month, f.Executions[2].Month, f.Executions[3].Month})

	f = readText(t, "a.csv", "项目代码,月份,累计支出(元)\nA1,2026-03,5\nA1,4月,6\nA1,202605,7\nA1,13,8\n", Options{Year: 2026})
	require.Len(t, f.Errors, 1)
	assert.Equal(t, "B5", f.Errors[0].Cell)
	require.Len(t, f.Executions, 3)
	assert.Equal(t, 5, f.Executions[2].Month)
}

func TestPayments(t *testing.T) {
	f := readText(t, "a.csv", "项目代码,支付日期,支付金额（元）,收款人,摘要,凭证号\nA1,2026/8/31,\"12,000.50\",某公司,设备款,0001\nA1,46266,5,,,0002\nA1,昨天,5,,,\n", Options{})
	require.Len(t, f.Errors, 1)
	assert.Equal(t, "B4", f.Errors[0].Cell)
	require.Len(t, f.Payments, 2)
	assert.Equal(t, "2026-08-31", f.Payments[0].Date.String())
	assert.Equal(t, "0001", f.Payments[0].Voucher)
	assert.Equal(t, "2026-09-01", f.Payments[1].Date.String())
}

func TestRecipe(t *testing.T) {
	r := &Recipe{Name: "老系统", Kind: domain.FormProjects, Columns: map[string]string{"code": "XMDM", "name": "XMMC", "adjusted": "JE", "funds.一般公共预算": "YBGG"}, Unit: domain.UnitYuan}
	f := readText(t, "a.csv", "XMDM,XMMC,JE,YBGG\nA1,甲,5,5\n", Options{Recipe: r, Year: 2026})
	require.Empty(t, f.Errors)
	require.Len(t, f.Projects, 1)
	assert.EqualValues(t, 500, *f.Projects[0].Adjusted.Fen)
	require.Len(t, f.Projects[0].Funds, 1)
	assert.Equal(t, "老系统", f.Recipe)
	f = readText(t, "a.csv", "XMDM,XMMC,JE\nA1,甲,5\n", Options{Recipe: r, Year: 2026})
	require.Len(t, f.Errors, 1)
	assert.Contains(t, f.Errors[0].Message, "YBGG")
}

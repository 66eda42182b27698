package explain

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/basis"
)

func dec(s string) *domain.Decimal { return domain.DecimalPtr(domain.MustDecimal(s)) }

func sample() domain.Dossier {
	prov := domain.Provenance{File: "ab12", Name: "项目库.xlsx", Sheet: "项目", Row: 7, Cells: map[string]string{"initial": "F", "adjusted": "G", "funds.0.adjusted": "H"}}
	form := domain.Form{TotalScore: domain.Number{Raw: "94", Value: dec("94"), Cell: "H19"}, Funds: []domain.FormFund{{Item: domain.Text{Raw: "年度资金总额"}, Score: domain.Number{Raw: "9", Value: dec("9"), Cell: "H6"}}},
		Indicators: []domain.Indicator{{Level3: domain.Text{Raw: "改造面积"}, Planned: domain.Value{Raw: "≥50"}, Actual: domain.Value{Raw: "50"}, Weight: domain.Number{Value: dec("90")}, Score: domain.Number{Raw: "84", Value: dec("84"), Cell: "H13"}}}}
	return domain.Dossier{
		Project:    domain.Project{ID: "p", Code: "c1", Year: 2026, Initial: 700_000_00, Adjusted: 800_000_00, Carryover: 50_000_00, CarryoverSince: 2024, Prov: prov, Funds: []domain.FundLine{{Source: domain.FundGeneral, Initial: 600_000_00, Adjusted: 700_000_00}, {Source: domain.FundOther, Initial: 100_000_00, Adjusted: 100_000_00}}, ExAnte: &domain.ExAnte{Report: "评估报告", Score: *dec("88"), Conclusion: "予以支持", Need: 1}},
		Target:     &domain.Target{Versions: []domain.TargetVersion{{No: 1, Total: domain.Amount{Raw: "90", Fen: domain.FenPtr(900_000_00), Cell: "D5"}, Prov: domain.Provenance{Name: "目标.xlsx"}}}},
		Execution:  &domain.Execution{Months: []domain.MonthExecution{{Month: 8, Executed: 390_000_00, Plan: domain.FenPtr(500_000_00), Prov: domain.Provenance{Name: "八月执行.csv", Row: 3, Cells: map[string]string{"executed": "D"}}}}},
		Payments:   []domain.Payment{{Date: domain.Date{Year: 2026, Month: 3, Day: 1}, Amount: 380_000_00}},
		Monitoring: []domain.Monitoring{{Month: 8, Indicators: []domain.MonitoringIndicator{{Indicator: domain.Indicator{Level3: domain.Text{Raw: "面积"}, Planned: domain.Value{Raw: "≥100", Sign: domain.SignGE, Number: dec("100")}, Actual: domain.Value{Raw: "10", Number: dec("10"), Cell: "F9"}}}, {}}}},
		SelfEval:   &domain.SelfEvaluation{Score: dec("94"), Grade: domain.GradeGood, Form: form, Prov: domain.Provenance{Name: "自评.xlsx", Sheet: "Sheet1"}},
		Rechecks:   []domain.Recheck{{ReviewScore: dec("83.5"), Items: []domain.RecheckItem{{Level3: "改造面积", Confirmed: "45", ReviewScore: dec("73.5"), Code: "A01"}, {Level3: "满意度"}}}},
	}
}

func TestEveryFieldOfEveryProjectExplains(t *testing.T) {
	for _, d := range []domain.Dossier{sample(), {}, {Project: domain.Project{Funds: []domain.FundLine{{}}}, Target: &domain.Target{Versions: make([]domain.TargetVersion, 1)}, SelfEval: &domain.SelfEvaluation{}, Rechecks: make([]domain.Recheck, 1), Monitoring: make([]domain.Monitoring, 1)}} {
		seen := map[string]bool{}
		fields := Fields(d)
		require.NotEmpty(t, fields)
		for _, f := range fields {
			assert.False(t, seen[f.Name], f.Name)
			seen[f.Name] = true
			c, err := Explain(d, f.Name)
			require.NoError(t, err)
			assert.Equal(t, f.Title, c.Title)
			assert.True(t, c.Value != "" || c.Missing != "", "%s has neither a value nor a reason", f.Name)
			for _, line := range c.Lines() {
				assert.NotContains(t, line, "\n")
			}
			byTitle, err := Explain(d, f.Title)
			require.NoError(t, err)
			assert.Equal(t, c.Title, byTitle.Title)
			_, err = json.Marshal(c)
			require.NoError(t, err)
		}
	}
}

func TestQuotesAreVerbatim(t *testing.T) {
	for _, c := range []basis.Citation{allFunds, spending, common, exAnte, selfEval, recheck} {
		assert.True(t, c.QuoteFound(), c.Quote)
		assert.Contains(t, basis.Article(c.Article), basis.Squeeze(c.Quote), c.Article)
	}
}

func TestRateDownToTheCell(t *testing.T) {
	c, err := Explain(sample(), "rate")
	require.NoError(t, err)
	assert.Equal(t, "48.75%", c.Value)
	assert.Equal(t, "39.00 ÷ 80.00 = 48.75%", c.Worked)
	require.Len(t, c.Inputs, 2)
	assert.Equal(t, &Source{Name: "八月执行.csv", Row: 3, Cell: "D3"}, c.Inputs[0].Source)
	assert.Equal(t, "文件 项目库.xlsx 工作表 项目 单元格 G7", c.Inputs[1].Source.String())
	assert.Equal(t, "H7", c.Inputs[1].Inputs[0].Source.Cell)
	assert.Equal(t, "70.00 + 10.00 = 80.00万元", c.Inputs[1].Worked)
	assert.Contains(t, c.Inputs[0].Note, "支付明细合计与执行数相差 1.00万元。")
}

func TestLampTakesTheWorst(t *testing.T) {
	c, err := Explain(sample(), "灯色")
	require.NoError(t, err)
	assert.Equal(t, "红", c.Value)
	assert.Equal(t, "黄", c.Inputs[0].Value, "73.13 is yellow")
	assert.Equal(t, "73.13%", c.Inputs[0].Inputs[0].Value)
	assert.Equal(t, "红", c.Inputs[1].Value)
	assert.Contains(t, c.Text(), "线性规则组 第 1 版")
	assert.Contains(t, c.Text(), "《济南市市中区区级部门单位预算绩效管理办法》第十四条")
}

func TestScoresTellWhatDoesNotAdd(t *testing.T) {
	c, _ := Explain(sample(), "self")
	assert.Equal(t, "94", c.Value)
	assert.Equal(t, "表上总分 94，各项得分合计 93，两者不一致。", c.Note)
	assert.Equal(t, "文件 自评.xlsx 工作表 Sheet1 单元格 H19 原文“94”", c.Source.String())
	g, _ := Explain(sample(), "grade")
	assert.Equal(t, "优", g.Value)
	assert.Contains(t, g.Note, "与得分不符")
	diff, _ := Explain(sample(), "diff")
	assert.Equal(t, "83.5 - 94 = -10.5", diff.Worked)
}

func TestCarryoverAndTarget(t *testing.T) {
	c, _ := Explain(sample(), "carryover")
	assert.Contains(t, c.Note, "已结转 2 年")
	assert.NotEmpty(t, c.Basis)
	tt, _ := Explain(sample(), "target.total")
	assert.Contains(t, tt.Note, "都不一致")
	k, _ := Explain(sample(), "target.common")
	assert.NotEmpty(t, k.Missing)
}

func TestMissingDataIsSaid(t *testing.T) {
	for field, want := range map[string]string{"executed": "缺数据不等于零", "rate": "缺数据不等于零", "lamp": "没有灯色", "self": "还没有收到自评表"} {
		c, err := Explain(domain.Dossier{}, field)
		require.NoError(t, err)
		assert.Empty(t, c.Value)
		assert.Contains(t, c.Missing, want, field)
	}
	d := domain.Dossier{Execution: &domain.Execution{Months: []domain.MonthExecution{{Month: 3}}}}
	c, _ := Explain(d, "rate")
	assert.Equal(t, noBudget, c.Missing)
	_, err := Explain(d, "nonsense")
	assert.ErrorIs(t, err, ErrField)
	c, _ = Explain(domain.Dossier{}, "initial")
	assert.True(t, strings.Contains(c.Text(), "没有来源文件") || c.Source == nil)
}

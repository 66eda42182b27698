package selfeval

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/parse"
	"jixiao/domain/rule"
)

func TestEveryRuleIsCitedAndHasCases(t *testing.T) {
	require.GreaterOrEqual(t, len(Rules()), 36)
	seen := map[string]bool{}
	for _, r := range Rules() {
		assert.Regexp(t, regexp.MustCompile(`^SEV-(SUM|RATE|SCORE|VALUE|TEXT|LOGIC)-\d\d$`), r.ID)
		assert.False(t, seen[r.ID], r.ID)
		seen[r.ID] = true
		assert.NotEmpty(t, r.Title)
		assert.NotEmpty(t, r.Good, r.ID)
		assert.NotEmpty(t, r.Basis.Quote, r.ID)
		assert.True(t, r.Basis.QuoteFound(), "%s: %q", r.ID, r.Basis.Quote)
		if r.Basis.Document == basis.Banfa {
			assert.Contains(t, basis.Article(r.Basis.Article), basis.Squeeze(r.Basis.Quote), r.ID)
		}
		assert.False(t, r.From.IsZero(), r.ID)
		assert.False(t, r.Basis.Document == basis.Practice && r.Severity == rule.Failure, r.ID)
	}
	pass, fail := map[string]bool{}, map[string]bool{}
	for _, c := range Cases() {
		out := c.Run()
		assert.Equal(t, c.Want.String(), out.Status.String(), "%s %s: %+v", c.Rule, c.Name, out.Findings)
		switch out.Status {
		case rule.Pass:
			pass[c.Rule] = true
		case rule.Notice, rule.Fail:
			fail[c.Rule] = true
			for _, f := range out.Findings {
				assert.NotEmpty(t, f.Message, c.Rule)
				assert.NotEmpty(t, f.Cell, "%s %s", c.Rule, c.Name)
			}
		}
	}
	for id := range seen {
		assert.True(t, pass[id], "%s has no passing case", id)
		assert.True(t, fail[id], "%s has no failing case", id)
	}
	for _, p := range DefaultParams.List() {
		for _, id := range p.Rules {
			assert.True(t, seen[id], "%s names %s", p.Name, id)
		}
	}
}

func TestGoodFormHasNoFinding(t *testing.T) {
	for _, o := range Check(GoodForm(), Env{Year: 2025}, caseDate) {
		assert.Empty(t, o.Findings, o.Rule)
		assert.NotEqual(t, rule.NotInForce, o.Status, o.Rule)
	}
}

// TestMissingDataIsNoPass strips the columns a layout may lack: nothing is found, and the
// rules that need them say 缺数据 or 不适用.
func TestMissingDataIsNoPass(t *testing.T) {
	f := GoodForm()
	f.HasWeight, f.HasScore, f.HasReason, f.HasRate = false, false, false, false
	f.TotalWeight, f.TotalScore = domain.Number{}, domain.Number{}
	for i := range f.Indicators {
		f.Indicators[i].Weight, f.Indicators[i].Score, f.Indicators[i].Level1Points, f.Indicators[i].Reason = domain.Number{}, domain.Number{}, nil, domain.Text{}
	}
	for i := range f.Funds {
		f.Funds[i].Weight, f.Funds[i].Score, f.Funds[i].Rate = domain.Number{}, domain.Number{}, domain.Number{}
	}
	want := map[string]bool{"SEV-SUM-01": true, "SEV-SUM-02": true, "SEV-SUM-04": true, "SEV-RATE-01": true, "SEV-RATE-02": true, "SEV-RATE-05": true, "SEV-SCORE-01": true,
		"SEV-SCORE-02": true, "SEV-SCORE-03": true, "SEV-SCORE-04": true, "SEV-SCORE-05": true, "SEV-SCORE-06": true, "SEV-VALUE-06": true, "SEV-TEXT-04": true, "SEV-LOGIC-02": true, "SEV-LOGIC-05": true, "SEV-LOGIC-08": true}
	for _, o := range Check(f, Env{}, caseDate) {
		assert.Empty(t, o.Findings, o.Rule)
		if want[o.Rule] {
			assert.NotEqual(t, rule.Pass, o.Status, o.Rule)
		}
	}
}

func TestReadingVariants(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*domain.Form)
		want  []string
	}{
		{"99% stands for 99.10%", func(f *domain.Form) {
			f.Funds[0].Rate = rate("98%", "H6")
		}, nil},
		{"a bare 1 is 100%", func(f *domain.Form) {
			f.Funds[0].Executed, f.Funds[1].Executed = money("320", "F6"), money("300", "F7")
			f.Funds[0].Rate, f.Funds[0].Score, f.TotalScore = rate("1", "H6"), number("10", "I6"), number("99.8", "H19")
		}, nil},
		{"scores that are not printed leave a range", func(f *domain.Form) {
			f.Indicators[0].Score = domain.Number{}
			f.TotalScore = number("97", "H19")
		}, nil},
		{"a total out of that range", func(f *domain.Form) {
			f.Indicators[0].Score = domain.Number{}
			setScore(f, 5, "8")
			f.Indicators[5].Reason.Raw = "问卷回收不足"
			f.TotalScore = number("99.6", "H19")
		}, []string{"SEV-SUM-02"}},
		{"0.98 is 98%", func(f *domain.Form) { f.Funds[0].Rate = rate("0.98", "H6") }, nil},
		{"the total rounded to whole points", func(f *domain.Form) { f.TotalScore = number("100", "H19") }, nil},
		{"a fraction for a percentage", func(f *domain.Form) { setActual(f, 1, "1") }, nil},
		{"元 and 万元 compare", func(f *domain.Form) {
			setPlanned(f, 0, "≤2万元")
			setActual(f, 0, "19800元")
		}, nil},
		{"equal to the plan by another spelling", func(f *domain.Form) { setActual(f, 0, "４ 所") }, nil},
		{"below the plan", func(f *domain.Form) { setActual(f, 2, "94%") }, []string{"SEV-SCORE-02", "SEV-SCORE-04"}},
		{"rounding alone makes it full", func(f *domain.Form) {
			setPlanned(f, 0, "≥10000户")
			setActual(f, 0, "9999户")
			f.Indicators[0].Reason.Raw = "一户搬迁"
		}, nil},
		{"a deadline kept", func(f *domain.Form) {
			f.Indicators[2].Level3.Raw = "完工用时"
			setPlanned(f, 2, "30天")
			setActual(f, 2, "28天")
		}, nil},
		{"a deadline missed, half the points", func(f *domain.Form) {
			f.Indicators[2].Level3.Raw = "完工用时"
			setPlanned(f, 2, "30天")
			setActual(f, 2, "45天")
			setScore(f, 2, "7.5")
			f.Indicators[2].Reason.Raw = "汛期停工"
			f.TotalScore = number("92.1", "H19")
		}, nil},
		{"the same by ratio", func(f *domain.Form) {
			setPlanned(f, 2, "≤30天")
			setActual(f, 2, "45天")
			setScore(f, 2, "10")
			f.Indicators[2].Reason.Raw = "汛期停工"
			f.TotalScore = number("94.6", "H19")
		}, nil},
		{"money without cents of 万元 in the parts", func(f *domain.Form) {
			f.Funds[1].Executed = money("293.59", "F7")
			f.Funds[2].Annual, f.Funds[2].Executed = money("20.01", "E9"), money("20.01", "F9")
		}, nil},
		{"carry-over of an earlier year is no mistake", func(f *domain.Form) {
			f.Completion.Raw = "使用2024年结转资金和本年拨款，完成4所学校维修，验收合格。"
		}, nil},
		{"qualitative, partly reached, full points", func(f *domain.Form) {
			setPlanned(f, 4, "建立长效管护机制")
			setActual(f, 4, "部分达成预期指标")
		}, []string{"SEV-SCORE-02", "SEV-SCORE-04"}},
		{"wages need no satisfaction", func(f *domain.Form) {
			f.Project.Raw = "37010325R000000019951-工资性支出"
			f.Indicators = f.Indicators[:5]
			f.Indicators[4].Weight, f.Indicators[4].Score = number("20", "G17"), number("20", "H17")
			f.Indicators[3].Level1Points, f.Indicators[4].Level1Points = domain.DecimalPtr(domain.DecimalInt(40)), nil
		}, nil},
	} {
		f := GoodForm()
		c.spoil(f)
		assert.ElementsMatch(t, c.want, ids(Check(f, Env{}, caseDate)), c.name)
	}
}

func ids(outs []rule.Outcome) []string {
	var out []string
	for _, f := range rule.Findings(outs) {
		out = append(out, f.Rule)
	}
	return out
}

func TestReport(t *testing.T) {
	f := GoodForm()
	f.File, f.TotalScore = "a.xlsx", number("94", "H19")
	r := NewReport(f, rule.Findings(Check(f, Env{}, caseDate)))
	b, err := json.Marshal(r)
	require.NoError(t, err)
	var m map[string]any
	require.NoError(t, json.Unmarshal(b, &m))
	assert.Equal(t, map[string]any{"printed": "94", "computed": "99.60"}, m["total"])
	assert.Equal(t, "selfeval", m["form"])
	fund := m["funds"].([]any)[0].(map[string]any)
	assert.Equal(t, "313.6", fund["executed"])
	assert.Equal(t, "万元", fund["unit"])
	assert.Equal(t, "98.00%", fund["rate"])
	assert.Nil(t, m["funds"].([]any)[1].(map[string]any)["score"])
	finding := m["findings"].([]any)[0].(map[string]any)
	assert.Equal(t, "SEV-SUM-02", finding["rule"])
	assert.Equal(t, "fail", finding["level"])
	assert.Equal(t, "H19", finding["cell"])
	assert.Equal(t, []any{}, m["unread"])
}

func TestCorpus(t *testing.T) {
	c := NewCorpus()
	c.Add("P1", "甲", "一中", 2025, copiedText)
	c.Add("P2", "乙", "二中", 2024, "！？123")
	assert.Equal(t, 1, c.Len())
	_, ok := c.Nearest("P1", copiedText, 85)
	assert.False(t, ok, "a text is not compared with itself")
	m, ok := c.Nearest("P3", copiedText, 85)
	assert.True(t, ok)
	assert.Equal(t, Match{Project: "甲", Unit: "一中", Year: 2025, Percent: 100}, m)
	_, ok = c.Nearest("P3", "全区路灯更换四百盏，亮灯率达到要求，群众反映良好。", 85)
	assert.False(t, ok)
}

func shared(t *testing.T) string {
	t.Helper()
	if p := os.Getenv("JIXIAO_SHARED"); p != "" {
		return p
	}
	dir, err := os.Getwd()
	require.NoError(t, err)
	for range 8 {
		p := filepath.Join(dir, "shared")
		if _, err := os.Stat(filepath.Join(p, "data", "README.md")); err == nil {
			return p
		}
		dir = filepath.Dir(dir)
	}
	t.Skip("the shared data folder is not here")
	return ""
}

// transcript is the JSON beside each published form.
type transcript struct {
	Year        *int
	Project     string `json:"project_name"`
	Department  string
	Unit        string       `json:"implementing_unit"`
	FundsUnit   string       `json:"funds_unit"`
	Goal        *string      `json:"annual_target"`
	Completion  *string      `json:"actual_completion"`
	TotalWeight *json.Number `json:"total_weight_printed"`
	TotalScore  *json.Number `json:"total_score"`
	Truncated   bool
	Funds       []struct {
		Item                    string
		Initial                 *json.Number `json:"initial_budget"`
		Annual                  *json.Number `json:"annual_budget"`
		Executed, Weight, Score *json.Number
		Rate                    *string
	}
	Indicators []struct {
		Level1, Level2, Level3 *string
		Planned                *string `json:"target_value"`
		Actual                 *string `json:"actual_value"`
		Weight, Score          *json.Number
		Reason                 *string `json:"deviation_reason"`
	}
}

func text1(s *string) domain.Text {
	if s == nil {
		return domain.Text{}
	}
	return domain.Text{Raw: *s}
}

func num1(n *json.Number) domain.Number {
	if n == nil {
		return domain.Number{}
	}
	return number(n.String(), "")
}

func formOf(t *testing.T, path string) *domain.Form {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	var x transcript
	require.NoError(t, json.Unmarshal(b, &x))
	f := &domain.Form{Kind: domain.FormSelfEval, Project: domain.Text{Raw: x.Project}, Department: domain.Text{Raw: x.Department}, Unit: domain.Text{Raw: x.Unit}, AmountUnit: domain.AmountUnit(x.FundsUnit),
		Goal: text1(x.Goal), Completion: text1(x.Completion), TotalWeight: num1(x.TotalWeight), TotalScore: num1(x.TotalScore), HasActual: true, HasRate: true}
	if x.Truncated { // the sheets of these have no total row
		f.TotalWeight, f.TotalScore = domain.Number{}, domain.Number{}
	}
	if x.Year != nil {
		f.Year = *x.Year
	}
	for i, y := range x.Funds {
		amount := func(n *json.Number) domain.Amount {
			if n == nil {
				return domain.Amount{}
			}
			a, err := parse.Amount(n.String(), f.AmountUnit)
			require.NoError(t, err)
			return a
		}
		fund := domain.FormFund{Item: domain.Text{Raw: y.Item}, Initial: amount(y.Initial), Annual: amount(y.Annual), Executed: amount(y.Executed), Weight: num1(y.Weight), Score: num1(y.Score), Total: i == 0}
		if y.Rate != nil {
			fund.Rate = rate(*y.Rate, "")
		}
		f.Funds = append(f.Funds, fund)
	}
	for i, y := range x.Indicators {
		ind := domain.Indicator{Level1: text1(y.Level1), Level2: text1(y.Level2), Level3: text1(y.Level3), Weight: num1(y.Weight), Score: num1(y.Score), Reason: text1(y.Reason), Row: i}
		ind.Class, ind.Kind, ind.Level1Points = parse.Class(ind.Level1.Raw), parse.Kind(ind.Level2.Raw), parse.Points(ind.Level1.Raw)
		ind.Planned, ind.Actual = parse.Value(text1(y.Planned).Raw), parse.Value(text1(y.Actual).Raw)
		f.Indicators = append(f.Indicators, ind)
		f.HasWeight = f.HasWeight || y.Weight != nil
		f.HasScore = f.HasScore || y.Score != nil
	}
	f.HasReason = f.HasWeight || !f.HasScore
	return f
}

// published are the real defects of every published form, by careful reading: rule and
// field. What is not in this table must not be reported.
var published = map[string][]string{
	"ah-chizhou-tangxi-2022-weituo":              {"SEV-SUM-03 funds.0.initial", "SEV-SUM-03 funds.0.annual", "SEV-SUM-03 funds.0.executed", "SEV-TEXT-05 completion", "SEV-LOGIC-03 indicators.6.actual"},
	"ah-xiaoxian-zhangzhuangzhai-2023-zhongyang": {"SEV-TEXT-01 completion"},
	"hb-huangshi-tushuguan-2022-gongxiang":       {"SEV-SCORE-07 indicators.8.planned", "SEV-VALUE-01 indicators.4.actual", "SEV-VALUE-01 indicators.11.actual"},
	"hb-shangwu-2020-fuwumaoyi":                  {"SEV-SUM-01 indicators.0.level1", "SEV-SUM-02 total_score", "SEV-LOGIC-04 indicators.4.level3", "SEV-LOGIC-07 indicators.+"},
	"hb-xianning-shengtai-2021-daqi":             nil,
	"nx-yinchuan-6zhong-2021-gongyong": {"SEV-RATE-02 indicators.4.score", "SEV-SCORE-03 indicators.10.score", "SEV-SCORE-03 indicators.14.score",
		"SEV-SCORE-05 indicators.0.score", "SEV-SCORE-05 indicators.1.score", "SEV-SCORE-05 indicators.2.score", "SEV-SCORE-05 indicators.3.score", "SEV-SCORE-05 indicators.5.score",
		"SEV-SCORE-05 indicators.6.score", "SEV-SCORE-05 indicators.7.score", "SEV-SCORE-05 indicators.15.score"},
	"sc-daying-sifa-2023-anke":         nil,
	"sc-qingshen-fagai-2023-gongzi":    {"SEV-LOGIC-06 indicators.0.actual"},
	"sh-putuo-tiyu-2022-weituoyunying": {"SEV-RATE-01 funds.0.rate", "SEV-RATE-04 funds.0.rate", "SEV-LOGIC-08 total_score"},
	"sx-jishan-yibao-2020-jiandang":    {"SEV-SUM-02 total_score", "SEV-RATE-02 funds.0.score", "SEV-SCORE-03 indicators.4.score", "SEV-SCORE-03 indicators.5.score", "SEV-SCORE-06 indicators.0.score"},
	"yn-nanhua-yeshengjun-2023": {"SEV-SCORE-02 indicators.1.score", "SEV-SCORE-04 indicators.1.reason", "SEV-SCORE-05 indicators.2.score", "SEV-VALUE-01 indicators.3.actual",
		"SEV-VALUE-03 indicators.1.actual", "SEV-TEXT-01 completion", "SEV-LOGIC-09 indicators.3.level2"},
	"yn-yongde-minglang-2022-yingyang": {"SEV-SCORE-03 indicators.2.score", "SEV-SCORE-04 indicators.5.reason", "SEV-SCORE-06 indicators.5.score", "SEV-TEXT-01 completion"},
}

func TestPublishedForms(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared(t), "data", "selfeval", "*.json"))
	require.NoError(t, err)
	require.Len(t, files, len(published))
	for _, path := range files {
		name := filepath.Base(path)
		name = name[:len(name)-len(".json")]
		want, ok := published[name]
		require.True(t, ok, name)
		var got []string
		for _, f := range rule.Findings(Check(formOf(t, path), Env{}, caseDate)) {
			got = append(got, f.Rule+" "+f.Field)
			if !slices.Contains(want, f.Rule+" "+f.Field) {
				t.Logf("%s: %s %s", name, f.Rule, f.Message)
			}
		}
		assert.ElementsMatch(t, want, got, name)
	}
}

func BenchmarkXRay(b *testing.B) {
	f := GoodForm()
	b.ReportAllocs()
	for b.Loop() {
		Check(f, Env{}, caseDate)
	}
}

package selfeval

import (
	"encoding/json"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"jixiao/domain"
	"jixiao/domain/basis"
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
		{"satisfaction below benefit is satisfaction", func(f *domain.Form) {
			last := &f.Indicators[5]
			last.Level1.Raw, last.Class, last.Level1Points = f.Indicators[4].Level1.Raw, domain.ClassBenefit, nil
			for i := range f.Indicators[3:] {
				f.Indicators[3+i].Level1.Raw, f.Indicators[3+i].Level1Points = "项目效益(40分)", domain.DecimalPtr(domain.DecimalInt(40))
			}
		}, nil},
		{"faster than the deadline without a sign", func(f *domain.Form) {
			f.Indicators[1].Level3.Raw = "工单办结时限"
			setPlanned(f, 1, "5个工作日")
			setActual(f, 1, "3个工作日")
		}, nil},
		{"a span that does not tell which way", func(f *domain.Form) {
			f.Indicators[1].Level3.Raw = "巡查间隔"
			setPlanned(f, 1, "5天")
			setActual(f, 1, "4天")
		}, nil},
		{"months and a year", func(f *domain.Form) {
			setPlanned(f, 4, "1年")
			setActual(f, 4, "12个月")
		}, nil},
		{"months against days", func(f *domain.Form) {
			setPlanned(f, 4, "1个月")
			setActual(f, 4, "30天")
		}, nil},
		{"less is better by its name", func(f *domain.Form) {
			f.Indicators[1].Level3.Raw = "学生近视发病率"
			setPlanned(f, 1, "30%")
			setActual(f, 1, "28%")
		}, nil},
		{"a reason told in the completion", func(f *domain.Form) {
			f.Funds[0].Executed, f.Funds[1].Executed, f.Funds[0].Rate, f.Funds[0].Score, f.TotalScore = money("280", "F6"), money("260", "F7"), rate("87.5%", "H6"), number("8.75", "I6"), number("91", "H19")
			f.Indicators[3].Reason = domain.Text{}
			setActual(f, 3, "5200人")
			setScore(f, 3, "13")
			f.Indicators[3].Reason.Raw = "问卷样本不足扣分"
			f.TotalScore = number("91.75", "H19")
			f.Completion.Raw = "4所学校维修完成，招标节约，结余资金40万元交回。"
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

// TestAnyFormIsRead throws odd values at every cell: nothing panics, and every finding says
// something at a place.
func TestAnyFormIsRead(t *testing.T) {
	odd := []string{"", "-", "0", "100%", "≥50个", "1,200", "200余人", "……", "XX", "达成预期指标", "2024年12月", "-3.5℃", "98%以上", "5万", "12个月", "30天", "99999999999", "同左", "≤0.5‰"}
	rapid.Check(t, func(t *rapid.T) {
		f := GoodForm()
		word := func(name string) string { return rapid.SampledFrom(odd).Draw(t, name) }
		for i := range f.Indicators {
			if rapid.Bool().Draw(t, "change") {
				setPlanned(f, i, word("planned"))
				setActual(f, i, word("actual"))
				setScore(f, i, word("score"))
				f.Indicators[i].Weight = number(word("weight"), f.Indicators[i].Weight.Cell)
				f.Indicators[i].Level3.Raw = rapid.SampledFrom([]string{"", "预算执行率", "完成时限", "事故起数", "满意度", "单位成本"}).Draw(t, "name")
			}
		}
		f.Funds[0].Rate, f.Funds[0].Score = rate(word("rate"), "H6"), number(word("money score"), "I6")
		f.Funds[0].Annual, f.Funds[0].Executed = money(word("annual"), "E6"), money(word("executed"), "F6")
		f.TotalScore, f.Completion.Raw = number(word("total"), "H19"), word("completion")
		f.Indicators = f.Indicators[:rapid.IntRange(0, len(f.Indicators)).Draw(t, "rows")]
		for _, o := range Check(f, Env{}, caseDate) {
			if (len(o.Findings) > 0) != (o.Status == rule.Notice || o.Status == rule.Fail) {
				t.Fatalf("%s: %v with %d findings", o.Rule, o.Status, len(o.Findings))
			}
			for _, x := range o.Findings {
				if x.Message == "" || x.Field == "" || x.Cell == "" {
					t.Fatalf("%+v", x)
				}
			}
		}
		NewReport(f, nil)
	})
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

func BenchmarkXRay(b *testing.B) {
	f := GoodForm()
	b.ReportAllocs()
	for b.Loop() {
		Check(f, Env{}, caseDate)
	}
}

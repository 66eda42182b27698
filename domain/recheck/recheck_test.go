package recheck_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/recheck"
	"jixiao/domain/rule"
)

var today = domain.Date{Year: 2026, Month: 11, Day: 24}

func dec(s string) *domain.Decimal {
	if s == "" {
		return nil
	}
	return domain.DecimalPtr(domain.MustDecimal(s))
}

func TestClassBoundaries(t *testing.T) {
	for _, c := range []struct {
		self, review string
		want         recheck.Class
	}{
		{"85", "80.01", recheck.ClassConsistent},
		{"85", "85", recheck.ClassConsistent},
		{"79.99", "75", recheck.ClassConsistent},
		{"79.99", "74.99", recheck.ClassMinor},
		{"79.98", "70", recheck.ClassMinor},
		{"79.99", "70.00", recheck.ClassMinor},
		{"79.99", "69.99", recheck.ClassMajor},
		{"99.99", "90", recheck.ClassMinor},
		{"100", "90", recheck.ClassMajor},
		{"90", "89.99", recheck.ClassMajor}, // one grade, 0.01 points
		{"80", "79.99", recheck.ClassMajor},
		{"60", "59.99", recheck.ClassMajor},
		{"79", "59.01", recheck.ClassMajor},
		{"79", "59", recheck.ClassSerious}, // 20 points
		{"55", "35.01", recheck.ClassMajor},
		{"55", "35", recheck.ClassSerious},
		{"90", "79.99", recheck.ClassSerious}, // two grades
		{"59.99", "80", recheck.ClassSerious}, // the other way round
		{"70", "75", recheck.ClassMinor},
		{"", "80", recheck.ClassUnknown},
		{"80", "", recheck.ClassUnknown},
	} {
		got := recheck.DefaultParams().Compare(dec(c.self), dec(c.review))
		assert.Equal(t, c.want, got.Class, "%s / %s", c.self, c.review)
	}
	assert.Equal(t, "本区口径（可调）", recheck.DefaultParams().Basis.String())
	assert.Equal(t, "通报＋约谈＋下年必抽", recheck.ClassSerious.FollowUp())
}

func TestGroundsFollowFromData(t *testing.T) {
	for name, c := range map[string]struct {
		paper domain.Recheck
		want  []recheck.Ground
	}{
		"none":     {domain.Recheck{SelfScore: dec("88"), ReviewScore: dec("86")}, nil},
		"not done": {domain.Recheck{NotDone: "没有报送自评表"}, []recheck.Ground{recheck.GroundNotDone}},
		"differs":  {domain.Recheck{SelfScore: dec("98"), ReviewScore: dec("82")}, []recheck.Ground{recheck.GroundDiffers}},
		"poor":     {domain.Recheck{SelfScore: dec("58"), ReviewScore: dec("57")}, []recheck.Ground{recheck.GroundPoor}},
		"all":      {domain.Recheck{SelfScore: dec("95"), ReviewScore: dec("40"), NotDone: "超期 30 天报送"}, recheck.Grounds},
		"no data":  {domain.Recheck{SelfScore: dec("95")}, nil},
		"open item": {domain.Recheck{SelfScore: dec("95"), ReviewScore: dec("10"),
			Items: []domain.RecheckItem{{Level3: "a", ReviewScore: dec("10")}, {Level3: "b"}}}, nil},
		"items decide": {domain.Recheck{SelfScore: dec("95"), Items: []domain.RecheckItem{{Level3: "a", ReviewScore: dec("50")}, {Level3: "b", ReviewScore: dec("43")}}}, nil},
	} {
		var got []recheck.Ground
		for _, f := range recheck.GroundsOf(recheck.Check(c.paper, recheck.DefaultParams(), today)) {
			got = append(got, recheck.GroundOf(f))
			assert.Contains(t, f.Basis, "第十六条")
			assert.Equal(t, rule.Failure, f.Severity)
			assert.NotEmpty(t, f.Message)
		}
		assert.Equal(t, c.want, got, name)
	}
}

func TestRulesAreWellFormed(t *testing.T) {
	seen := map[string]bool{}
	require.NotEmpty(t, recheck.Rules())
	for _, r := range recheck.Rules() {
		assert.False(t, seen[r.ID], r.ID)
		seen[r.ID] = true
		assert.NotEmpty(t, r.Title)
		assert.True(t, r.Basis.QuoteFound(), r.ID)
	}
	for _, g := range recheck.Grounds {
		assert.Contains(t, basis.Squeeze(recheck.Article.Quote), string(g))
	}
}

func TestCases(t *testing.T) {
	for _, c := range recheck.Cases() {
		assert.Equal(t, c.Want, c.Run().Status, "%s %s", c.Rule, c.Name)
	}
	assert.Equal(t, rule.NotApplicable, recheck.Case{Rule: "SPT-NONE-99"}.Run().Status)
}

// TestEveryRuleFails gives each rule a paper that it must find fault with, and a paper
// in order that no rule complains about.
func TestEveryRuleFails(t *testing.T) {
	item := func(weight, self, review, code, note string) domain.RecheckItem {
		return domain.RecheckItem{Level3: "指标", Weight: dec(weight), SelfScore: dec(self), ReviewScore: dec(review), Code: code, Note: note}
	}
	for id, paper := range map[string]domain.Recheck{
		"SPT-NOTICE-01": {NotDone: "没有报送自评表"},
		"SPT-NOTICE-02": {SelfScore: dec("95"), ReviewScore: dec("85")},
		"SPT-NOTICE-03": {ReviewScore: dec("59.99")},
		"SPT-DIFF-01":   {SelfScore: dec("89"), ReviewScore: dec("84")},
		"SPT-CODE-01":   {Items: []domain.RecheckItem{item("10", "10", "4", "3", "")}},
		"SPT-CODE-02":   {Items: []domain.RecheckItem{item("10", "10", "11", "9", "多给")}},
		"SPT-SUM-01":    {ReviewScore: dec("9"), Items: []domain.RecheckItem{item("10", "10", "10", "0", "")}},
	} {
		found := map[string]bool{}
		for _, o := range recheck.Check(paper, recheck.DefaultParams(), today) {
			found[o.Rule] = len(o.Findings) > 0
		}
		assert.True(t, found[id], "%s finds nothing", id)
	}
	good := domain.Recheck{SelfScore: dec("95"), ReviewScore: dec("95"), Items: []domain.RecheckItem{item("95", "95", "95", "0", "")}}
	for _, o := range recheck.Check(good, recheck.DefaultParams(), today) {
		assert.Equal(t, rule.Pass, o.Status, o.Rule)
	}
	before := recheck.Check(good, recheck.DefaultParams(), domain.Date{Year: 2019, Month: 1, Day: 1})
	assert.Equal(t, rule.NotInForce, before[0].Status)
}

func TestCodesAndStandards(t *testing.T) {
	it := func(plan, confirmed, weight, self string) domain.RecheckItem {
		return domain.RecheckItem{Planned: plan, Confirmed: confirmed, Weight: dec(weight), SelfScore: dec(self)}
	}
	for _, c := range []struct {
		code string
		item domain.RecheckItem
		want string // "" = no standard
	}{
		{"0", it("≥50个", "50个", "10", "9.5"), "9.5"},
		{"0", it("≥50个", "50个", "10", ""), ""},
		{"1", it("≥50个", "45个", "10", "10"), "9"},
		{"1", it("≥50个", "60", "10", "10"), "10"},
		{"1", it("＝３", "2", "10", "10"), "6.67"},
		{"1", it("≤100万元", "150万元", "10", "10"), "5"},
		{"1", it("≤100", "200", "10", "10"), "0"},
		{"1", it("≤0", "1", "10", "10"), "0"},
		{"1", it("=0", "0", "10", "10"), "10"},
		{"1", it("=0", "2", "10", "10"), "0"},
		{"1", it("≥90%", "81%", "20", "20"), "18"},
		{"1", it("≥90%", "81个", "20", "20"), ""},
		{"1", it("显著提升", "81", "20", "20"), ""},
		{"1", it("3个村5公里", "5", "20", "20"), ""},
		{"1", it("≥50", "", "10", "10"), ""},
		{"1", it("≥50", "45", "", "10"), ""},
		{"2", it("", "", "10", "10"), "0"},
		{"3", it("", "", "10", "10"), "5"},
		{"3", it("", "", "10", "3"), "3"},
		{"5", it("", "", "5", "5"), "3.5"},
		{"7", it("", "", "3", ""), "2.7"},
		{"3", it("", "", "", "3"), ""},
		{"9", it("", "", "10", "3"), ""},
	} {
		code, ok := recheck.CodeOf(c.code)
		require.True(t, ok)
		got, ok := code.Standard(c.item)
		assert.Equal(t, c.want != "", ok, "%s %+v", c.code, c.item)
		if ok {
			assert.Equal(t, c.want, got.String(), "%s %+v", c.code, c.item)
		}
	}
	for i, c := range recheck.Codes() {
		assert.Equal(t, string(rune('0'+i)), c.ID, "codes are the digits in order")
		assert.NotEmpty(t, c.When)
	}
	_, ok := recheck.CodeOf("x")
	assert.False(t, ok)
}

func TestDepartures(t *testing.T) {
	p := domain.Recheck{ProjectID: "p", Items: []domain.RecheckItem{
		{Level3: "a", Weight: dec("10"), SelfScore: dec("10"), ReviewScore: dec("5"), Code: "3"},
		{Level3: "b", Weight: dec("10"), SelfScore: dec("10"), ReviewScore: dec("6"), Code: "3", Note: "有会议纪要"},
		{Level3: "c", Weight: dec("10"), SelfScore: dec("10"), ReviewScore: dec("6"), Code: "9"},
		{Level3: "d", ReviewScore: dec("6"), Code: "1"},
	}}
	d := recheck.Departures(p)
	require.Len(t, d, 2)
	assert.Equal(t, "b", d[0].Indicator)
	assert.Equal(t, "5", d[0].Standard.String())
	assert.Nil(t, d[1].Standard)
	ok, open := recheck.Complete(p, recheck.DefaultParams(), today)
	assert.False(t, ok)
	require.Len(t, open, 1)
	assert.Contains(t, open[0].Message, "“c”")
}

func TestComplete(t *testing.T) {
	ok, open := recheck.Complete(domain.Recheck{Items: []domain.RecheckItem{{Level3: "a"}}}, recheck.DefaultParams(), today)
	assert.False(t, ok)
	assert.Contains(t, open[0].Message, "1 个指标")
	ok, _ = recheck.Complete(domain.Recheck{}, recheck.DefaultParams(), today)
	assert.False(t, ok)
	ok, _ = recheck.Complete(domain.Recheck{NotDone: "没有报送自评表"}, recheck.DefaultParams(), today)
	assert.True(t, ok, "ground one needs no score")
	ok, _ = recheck.Complete(domain.Recheck{SelfScore: dec("95"), ReviewScore: dec("30")}, recheck.DefaultParams(), today)
	assert.True(t, ok, "a ground of notice is a result, not a gap")
}

func TestNewPaper(t *testing.T) {
	ev := &domain.SelfEvaluation{ProjectID: "p", Score: dec("96.5"), Form: domain.Form{
		Funds: []domain.FormFund{{Total: true, Weight: domain.Number{Value: dec("10")}, Rate: domain.Number{Raw: "86.5%"}, Score: domain.Number{Value: dec("8.65")}, Row: 6}},
		Indicators: []domain.Indicator{{Level1: domain.Text{Raw: "产 出\n指标"}, Level3: domain.Text{Raw: "路灯"}, Planned: domain.Value{Raw: "≥50盏"},
			Actual: domain.Value{Raw: "50"}, Weight: domain.Number{Value: dec("20")}, Score: domain.Number{Value: dec("20")}, Row: 13}},
	}}
	p := recheck.NewPaper("s", "p", ev, []string{"甲", "乙"})
	require.Len(t, p.Items, 2)
	assert.Equal(t, "86.5%", p.Items[0].SelfValue)
	assert.Equal(t, "产出指标", p.Items[1].Level1)
	assert.Equal(t, "28.65", recheck.Total(p.Items).Self.String())
	assert.Nil(t, recheck.Total(p.Items).Review)
	assert.Equal(t, "没有报送自评表", recheck.NewPaper("s", "p", nil, nil).NotDone)
	assert.NotEmpty(t, recheck.NewPaper("s", "p", &domain.SelfEvaluation{}, nil).NotDone)
}

func TestRowsAndDistribution(t *testing.T) {
	d := domain.Dossier{Project: domain.Project{ID: "p", Code: "C1", Name: "路灯", Adjusted: 20000}, DepartmentName: "住建局",
		Execution: &domain.Execution{Months: []domain.MonthExecution{{Month: 12, Executed: 17238}}}}
	r := recheck.NewRow(d, domain.Recheck{SelfScore: dec("95"), ReviewScore: dec("74.5"), Done: true}, recheck.DefaultParams(), today)
	assert.Equal(t, "86.19%", r.Rate)
	assert.Equal(t, recheck.ClassSerious, r.Class)
	assert.Equal(t, []recheck.Ground{recheck.GroundDiffers}, r.Grounds)
	assert.Contains(t, r.Facts[0], "自评高 20.50 分")
	d.Execution = nil
	assert.Equal(t, "—", recheck.NewRow(d, domain.Recheck{}, recheck.DefaultParams(), today).Rate)

	var rows []recheck.Row
	for _, x := range []string{"-30", "-20", "-19.99", "-10", "-9.99", "-5", "-4.99", "4.99", "5", "9.99", "10", "19.99", "20", ""} {
		rows = append(rows, recheck.Row{Difference: dec(x)})
	}
	var got []int
	for _, b := range recheck.Distribution(rows) {
		got = append(got, b.Count)
	}
	assert.Equal(t, []int{2, 2, 2, 2, 2, 2, 1, 1}, got)
}

// TestStandardStaysWithinWeight: no code gives more than the weight nor less than zero.
func TestStandardStaysWithinWeight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weight := domain.NewDecimal(rapid.Int64Range(0, 10000).Draw(t, "weight"), 2)
		it := domain.RecheckItem{Weight: &weight,
			Planned:   rapid.SampledFrom([]string{"≥", "≤", "=", "", ">", "<"}).Draw(t, "sign") + domain.NewDecimal(rapid.Int64Range(-50, 5000).Draw(t, "plan"), 1).String(),
			Confirmed: domain.NewDecimal(rapid.Int64Range(-50, 9000).Draw(t, "got"), 1).String()}
		c := rapid.SampledFrom(recheck.Codes()).Draw(t, "code")
		if s, ok := c.Standard(it); ok {
			require.GreaterOrEqual(t, s.Sign(), 0)
			require.LessOrEqual(t, s.Cmp(weight), 0)
		}
	})
}

func FuzzStandard(f *testing.F) {
	for _, s := range []string{"≥50个", "90%", "＝３", "1,000元", "-5", "3个村5公里", "", "≤0", "１２．５万元"} {
		f.Add(s, "45")
		f.Add("≥50", s)
	}
	code, _ := recheck.CodeOf("1")
	f.Fuzz(func(t *testing.T, planned, confirmed string) {
		weight := domain.DecimalInt(10)
		s, ok := code.Standard(domain.RecheckItem{Planned: planned, Confirmed: confirmed, Weight: &weight})
		if ok && (s.Sign() < 0 || s.Cmp(weight) > 0) {
			t.Fatalf("%q / %q scores %s of 10", confirmed, planned, s)
		}
	})
}

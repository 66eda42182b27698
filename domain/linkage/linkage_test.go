package linkage

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"jixiao/domain"
	"jixiao/domain/basis"
)

const wanFen = 1_000_000

var day = domain.Date{Year: 2026, Month: 8, Day: 31}

func fen(wan int64) domain.Fen { return domain.Fen(wan * wanFen) }

// plain is a continuing project that every linkage leaves alone.
func plain() Facts {
	return Facts{ID: "P1", Applied: fen(100), Kind: domain.KindRoutine, Continuing: true, Landed: domain.FenPtr(fen(95)), RedMonths: 0,
		Last: &domain.YearResult{Year: 2025, Budget: fen(100), Executed: fen(97), Grade: domain.GradeGood}}
}

func TestSteps(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Facts)
		step   StepID
		state  State
		result domain.Fen
		says   string
	}{
		{"都合格", func(*Facts) {}, StepNeed, NotConcerned, fen(100), "没有事前评估"},
		{"新设没有报告", func(f *Facts) { f.Kind, f.Last, f.Continuing = domain.KindNewFund, nil, false }, StepNeed, Applied, 0, "没有事前绩效评估报告"},
		{"不予支持", func(f *Facts) { f.ExAnte = &domain.ExAnte{Conclusion: "不予支持", Need: fen(90)} }, StepNeed, Applied, 0, "不予支持"},
		{"超过审定需求", func(f *Facts) { f.ExAnte = &domain.ExAnte{Conclusion: "予以支持", Need: fen(80)} }, StepNeed, Applied, fen(80), "取较小的 80.00 万元"},
		{"正好等于审定需求", func(f *Facts) { f.ExAnte = &domain.ExAnte{Conclusion: "予以支持", Need: fen(100)} }, StepNeed, Unchanged, fen(100), "取较小的 100.00 万元"},
		{"没有审定需求", func(f *Facts) { f.ExAnte = &domain.ExAnte{Conclusion: "予以支持"} }, StepNeed, NoData, fen(100), "没有审定资金需求"},
		{"到项目率 74.99%", func(f *Facts) { f.Landed = domain.FenPtr(fen(75) - 1) }, StepLanded, Applied, fen(75) - 1, "低于 75%"},
		{"到项目率 75%", func(f *Facts) { f.Landed = domain.FenPtr(fen(75)) }, StepLanded, Unchanged, fen(100), "不低于 75%"},
		{"没报落实金额", func(f *Facts) { f.Landed = nil }, StepLanded, NoData, fen(100), "请在项目清单里补报"},
		{"支出率 80%", func(f *Facts) { f.Last.Executed = fen(80) }, StepRate, Applied, fen(97), "少支出 10.00 万元，核减其 30%，即 3.00 万元"},
		{"支出率 90%", func(f *Facts) { f.Last.Executed = fen(90) }, StepRate, Unchanged, fen(100), "不低于 90%"},
		{"上年预算为零", func(f *Facts) { f.Last.Budget = 0 }, StepRate, NoData, fen(100), "上年预算为 0"},
		{"新增没有上年", func(f *Facts) { f.Last, f.Continuing = nil, false }, StepRate, NotConcerned, fen(100), "新增项目"},
		{"延续缺上年", func(f *Facts) { f.Last = nil }, StepGrade, NoData, fen(100), "没有上年的结果"},
		{"连续红灯", func(f *Facts) { f.RedMonths = 3 }, StepProgress, Applied, fen(95), "核减 100.00 万元 × 5% = 5.00 万元"},
		{"红灯两个月", func(f *Facts) { f.RedMonths = 2 }, StepProgress, Unchanged, fen(100), "不到 3 个月"},
		{"没有执行数", func(f *Facts) { f.RedMonths = -1 }, StepProgress, NoData, fen(100), "没有执行数"},
		{"上年中", func(f *Facts) { f.Last.Grade = domain.GradeFair }, StepGrade, Applied, fen(85), "上年绩效为中，核减 100.00 万元 × 15%"},
		{"上年差", func(f *Facts) { f.Last.Grade = domain.GradePoor }, StepGrade, Applied, 0, "上年绩效为差"},
		{"等级由得分定", func(f *Facts) { f.Last.Grade, f.Last.Score = "", domain.DecimalPtr(domain.MustDecimal("79.99")) }, StepGrade, Applied, fen(85), "上年绩效为中"},
		{"没有等级", func(f *Facts) { f.Last.Grade = "" }, StepGrade, NoData, fen(100), "没有绩效得分或等级"},
		{"未自评", func(f *Facts) { f.Last.NoSelfEval = true }, StepSelfEval, Applied, fen(80), "未按要求开展自评"},
		{"差异较大", func(f *Facts) { f.Last.MajorDifference = true }, StepDifference, Applied, fen(90), "差异较大"},
		{"中且差异较大：同一基数", func(f *Facts) { f.Last.Grade, f.Last.MajorDifference = domain.GradeFair, true }, StepDifference, Applied, fen(75), "85.00 万元 变为 75.00 万元"},
		{"例外", func(f *Facts) {
			f.Last.Grade, f.ExceptionDoc, f.Exception = domain.GradePoor, "市中政字〔2026〕8号", &domain.Exception{Amount: domain.FenPtr(fen(60))}
		}, StepException, Applied, fen(60), "以批准额为准"},
		{"例外没有金额", func(f *Facts) { f.Last.Grade, f.ExceptionDoc = domain.GradePoor, "市中政字〔2026〕8号" }, StepException, Applied, fen(100), "请补录批准额"},
		{"例外当天到期仍作数", func(f *Facts) {
			f.ExceptionDoc, f.Exception = "某号", &domain.Exception{Amount: domain.FenPtr(fen(60)), Until: day}
		}, StepException, Applied, fen(60), "以批准额为准"},
		{"例外已到期", func(f *Facts) {
			f.Last.Grade, f.ExceptionDoc, f.Exception = domain.GradePoor, "某号", &domain.Exception{Amount: domain.FenPtr(fen(60)), Until: day.Add(-1)}
		}, StepException, Unchanged, 0, "不再作数"},
	} {
		f := plain()
		c.change(&f)
		l := Derive(&f, &DefaultParams, day)
		assert.Equal(t, c.state, l.Steps[c.step].State, c.name)
		assert.Equal(t, c.result, l.Result, c.name)
		assert.Contains(t, l.Text(c.step).Worked, c.says, c.name)
	}
}

func TestExceptionList(t *testing.T) {
	f := plain()
	f.Last.Grade = domain.GradePoor
	l := Derive(&f, &DefaultParams, day)
	assert.True(t, l.NeedsException())
	assert.Equal(t, "上年绩效差", l.Decisive())
	f.ExceptionDoc = "某号"
	l = Derive(&f, &DefaultParams, day)
	assert.False(t, l.NeedsException())
	assert.True(t, l.Protected)
}

func TestRedMonths(t *testing.T) {
	p := &domain.Project{Adjusted: fen(120)}
	e := &domain.Execution{}
	assert.Equal(t, -1, FactsOf(p, "", "", e).RedMonths)
	for i, v := range []domain.Fen{fen(6) - 1, fen(12) - 1, fen(18), fen(24) - 1, fen(25)} { // red below 6 per month
		e.Months = append(e.Months, domain.MonthExecution{Month: i + 1, Executed: v})
	}
	assert.Equal(t, 2, FactsOf(p, "", "", e).RedMonths, "the last two in a row")
	e.Months = e.Months[:3]
	assert.Equal(t, 0, FactsOf(p, "", "", e).RedMonths, "exactly on the limit is not red")
}

func TestQuotesStandInTheText(t *testing.T) {
	n := 0
	for _, c := range []basis.Citation{BasisExAnte, BasisGate, BasisCommon, BasisLast, BasisException, BasisOverall} {
		assert.True(t, c.QuoteFound(), c.Quote)
		assert.Contains(t, basis.Article(c.Article), c.Quote)
		n++
	}
	require.Equal(t, 6, n)
}

func drawFacts(t *rapid.T, i int) Facts {
	f := Facts{ID: fmt.Sprint("P", i), Department: fmt.Sprint(101 + rapid.IntRange(0, 3).Draw(t, "dept")), Applied: domain.Fen(rapid.Int64Range(0, 1e13).Draw(t, "applied")),
		Kind: rapid.SampledFrom([]domain.ProjectKind{domain.KindRoutine, domain.KindNewFund, domain.KindConstruction}).Draw(t, "kind"), Continuing: rapid.Bool().Draw(t, "cont"), RedMonths: rapid.IntRange(-1, 12).Draw(t, "red")}
	if rapid.Bool().Draw(t, "landed?") {
		f.Landed = domain.FenPtr(domain.Fen(rapid.Int64Range(0, 2e13).Draw(t, "landed")))
	}
	if rapid.Bool().Draw(t, "exante?") {
		f.ExAnte = &domain.ExAnte{Conclusion: rapid.SampledFrom([]string{"予以支持", "不予支持"}).Draw(t, "concl"), Need: domain.Fen(rapid.Int64Range(0, 1e13).Draw(t, "need"))}
	}
	if rapid.Bool().Draw(t, "last?") {
		f.Last = &domain.YearResult{Budget: domain.Fen(rapid.Int64Range(0, 1e13).Draw(t, "budget")), Executed: domain.Fen(rapid.Int64Range(0, 1e13).Draw(t, "spent")),
			Grade: rapid.SampledFrom([]domain.Grade{"", "优", "良", "中", "差"}).Draw(t, "grade"), NoSelfEval: rapid.Bool().Draw(t, "nose"), MajorDifference: rapid.Bool().Draw(t, "diff")}
	}
	if rapid.IntRange(0, 4).Draw(t, "exc?") == 0 {
		f.ExceptionDoc, f.Exception = "某号", &domain.Exception{Amount: domain.FenPtr(domain.Fen(rapid.Int64Range(0, 1e13).Draw(t, "ok")))}
	}
	return f
}

// Amounts never fall below zero, steps join without a gap, sums are the sums of the lines to
// the fen, and without an exception nobody gets more than applied for.
func TestPlanAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var facts []Facts
		for i := range rapid.IntRange(0, 12).Draw(t, "n") {
			facts = append(facts, drawFacts(t, i))
		}
		grades := map[string]domain.Grade{"101": "差", "102": "中", "103": "优"}
		p := Compute(facts, grades, DefaultParams, day)
		var applied, suggested, links domain.Fen
		for i := range p.Lines {
			l := &p.Lines[i]
			applied += l.Facts.Applied
			suggested += l.Result
			at := l.Facts.Applied
			for _, s := range l.Steps {
				if s.Before != at || s.After < 0 || (s.State != Applied && s.Change() != 0) {
					t.Fatalf("step %+v after %d", s, at)
				}
				at = s.After
				links += s.Change()
				if w := l.Text(s.ID).Worked; w == "" {
					t.Fatalf("no words for %+v", s)
				}
			}
			if at != l.Result || (!l.Protected && l.Result > l.Facts.Applied) {
				t.Fatalf("result %d of %d", l.Result, l.Facts.Applied)
			}
		}
		if p.Sums.Applied != applied || p.Sums.Suggested != suggested || applied+links != suggested {
			t.Fatalf("sums %+v", p.Sums)
		}
		s := p.Sums
		if s.Applied+s.Links[0]+s.Links[1]+s.Links[2]+s.Exceptions != s.Suggested || s.Cut+s.Cancelled+s.Kept != s.Projects {
			t.Fatalf("parts %+v", s)
		}
		var total domain.Fen
		for i := range p.Departments {
			total += p.Departments[i].Total()
			if p.Departments[i].Overall > 0 {
				t.Fatal("a grade adds money")
			}
		}
		if total != p.Total() {
			t.Fatalf("departments %d, district %d", total, p.Total())
		}
		var moved domain.Fen
		for _, d := range Compare(nil, p.Amounts()) {
			moved += d.B - d.A
		}
		if moved != suggested || len(Compare(p.Amounts(), p.Amounts())) != 0 {
			t.Fatal("a comparison does not add up")
		}
	})
}

// Every parameter matters: doubling or halving it changes the outcome of a set of projects
// that stand at the limits.
func TestEveryParameterMatters(t *testing.T) {
	var facts []Facts
	for _, change := range []func(*Facts){
		func(f *Facts) { f.Landed = domain.FenPtr(fen(60)) }, func(f *Facts) { f.Last.Executed = fen(60) }, func(f *Facts) { f.RedMonths = 3 }, func(f *Facts) { f.Last.Grade = domain.GradeFair },
		func(f *Facts) { f.Last.Grade = domain.GradePoor }, func(f *Facts) { f.Last.NoSelfEval = true }, func(f *Facts) { f.Last.MajorDifference = true },
		func(f *Facts) { f.Department = "102" }, func(f *Facts) { f.Department = "103" },
	} {
		f := plain()
		f.Department = "101"
		change(&f)
		facts = append(facts, f)
	}
	grades := map[string]domain.Grade{"102": domain.GradeFair, "103": domain.GradePoor}
	base := Compute(facts, grades, DefaultParams, day).Total()
	for i, set := range []func(*Params){func(p *Params) { p.LandedMin = 50 }, func(p *Params) { p.RateMin = 80 }, func(p *Params) { p.RateCut = 60 }, func(p *Params) { p.RedMonths = 4 }, func(p *Params) { p.RedCut = 10 },
		func(p *Params) { p.FairCut = 30 }, func(p *Params) { p.PoorCut = 50 }, func(p *Params) { p.NoSelfEvalCut = 30 }, func(p *Params) { p.DifferenceCut = 20 }, func(p *Params) { p.DeptFairCut = 6 }, func(p *Params) { p.DeptPoorCut = 11 }} {
		p := DefaultParams
		set(&p)
		assert.NotEqual(t, base, Compute(facts, grades, p, day).Total(), i)
	}
}

func BenchmarkWhatIf5000(b *testing.B) {
	facts := make([]Facts, 5000)
	for i := range facts {
		facts[i] = plain()
		facts[i].ID, facts[i].Department = fmt.Sprint(i), fmt.Sprint(101+i%60)
		facts[i].RedMonths, facts[i].Last.Executed = i%6, fen(int64(60+i%40))
	}
	for b.Loop() {
		Compute(facts, nil, DefaultParams, day)
	}
}

// A plan filled again says the same as a new one.
func TestFillAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &Plan{}
		for range 3 {
			var facts []Facts
			for i := range rapid.IntRange(0, 6).Draw(t, "n") {
				facts = append(facts, drawFacts(t, i))
			}
			params := DefaultParams
			params.FairCut = rapid.IntRange(0, 100).Draw(t, "cut")
			p.Fill(facts, map[string]domain.Grade{"101": "差"}, params, day)
			fresh := Compute(facts, map[string]domain.Grade{"101": "差"}, params, day)
			if p.Total() != fresh.Total() || p.Sums != fresh.Sums || len(p.Departments) != len(fresh.Departments) || len(p.Lines) != len(fresh.Lines) {
				t.Fatalf("%+v, fresh %+v", p.Sums, fresh.Sums)
			}
		}
	})
}

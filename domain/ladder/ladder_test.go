package ladder

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"jixiao/domain"
	"jixiao/domain/workday"
)

var (
	cal = workday.Default
	sun = domain.Operator{Name: "孙监", Role: domain.RoleMonitor}
)

func day(s string) domain.Date {
	d, err := domain.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func must(t *testing.T, c domain.Case, r Request) domain.Case {
	t.Helper()
	out, err := Apply(c, r, cal, DefaultParams)
	require.NoError(t, err)
	return out
}

func opened() domain.Case {
	return Open("C1", "P1", 2026, []string{"MON-LAMP-01"}, []string{"支出率 12.00%"}, day("2026-08-03"))
}

func TestTheUsualWay(t *testing.T) {
	assert.True(t, Basis.QuoteFound())
	c := must(t, opened(), Request{Move: Notify, On: day("2026-08-04"), By: sun})
	c = must(t, c, Request{Move: Rectify, On: day("2026-08-05"), By: sun})
	assert.Equal(t, "2026-08-19", c.Due.String(), "ten working days")
	assert.Equal(t, "还剩 7 个工作日", Clock(c, day("2026-08-10"), cal))
	assert.Equal(t, "今天到期", Clock(c, day("2026-08-19"), cal))
	assert.Equal(t, "超期 1 个工作日", Clock(c, day("2026-08-20"), cal))
	c = must(t, c, Request{Move: Verify, On: day("2026-08-18"), By: sun, Pass: true})
	c = must(t, c, Request{Move: Close, On: day("2026-08-18"), By: sun})
	assert.Equal(t, domain.CaseClosed, c.State)
	assert.Len(t, c.Steps, 4)
	_, ok := Remaining(c, day("2026-08-20"), cal)
	assert.False(t, ok)
}

func suspend(on string) Request {
	return Request{Move: Suspend, On: day(on), By: sun, Second: "王科长", Amount: 100, Period: "2026-08-20 起三个月", Condition: "整改到位"}
}

func TestSuspendWaitsForTheClock(t *testing.T) {
	c := must(t, must(t, opened(), Request{Move: Notify, On: day("2026-08-04"), By: sun}), Request{Move: Rectify, On: day("2026-08-05"), By: sun})
	_, err := Apply(c, suspend("2026-08-14"), cal, DefaultParams)
	require.ErrorContains(t, err, "还差 4 个工作日")
	_, err = Apply(c, suspend("2026-08-19"), cal, DefaultParams)
	require.ErrorContains(t, err, "还差 1 个工作日", "the last day still belongs to the unit")
	c = must(t, c, suspend("2026-08-20"))
	assert.Equal(t, domain.CaseSuspended, c.State)
	assert.Contains(t, c.Steps[2].Note, "解除条件：整改到位")
}

// TestAReportStopsTheClockOfSuspension: who reported in time waits for the verification,
// however long that takes.
func TestAReportStopsTheClockOfSuspension(t *testing.T) {
	c := must(t, must(t, opened(), Request{Move: Notify, On: day("2026-08-04"), By: sun}), Request{Move: Rectify, On: day("2026-08-05"), By: sun})
	c = must(t, c, Request{Move: Receive, On: day("2026-08-18"), By: sun, Note: "第 12 号来文"})
	assert.Equal(t, domain.CaseRectifying, c.State)
	assert.Equal(t, "2026-08-19", c.Due.String(), "the period is the same")
	_, err := Apply(c, suspend("2026-08-25"), cal, DefaultParams)
	require.ErrorContains(t, err, "已在 2026-08-18 收到")
	_, err = Apply(c, Request{Move: Receive, On: day("2026-08-19"), By: sun}, cal, DefaultParams)
	require.ErrorContains(t, err, "不必再登记")
	bad := must(t, c, Request{Move: Verify, On: day("2026-08-25"), By: sun, Note: "支出仍为零"})
	again := must(t, bad, Request{Move: Rectify, On: day("2026-08-26"), By: sun})
	assert.True(t, again.Received.IsZero(), "a new period needs a new report")
	must(t, bad, suspend("2026-08-26"))
}

func TestSeriousNeedsFactsAndTwoPeople(t *testing.T) {
	r := suspend("2026-08-04")
	r.Serious = true
	_, err := Apply(opened(), r, cal, DefaultParams)
	require.ErrorContains(t, err, "事实")
	r.Note = "虚报工程量"
	r.Second = sun.Name
	_, err = Apply(opened(), r, cal, DefaultParams)
	require.ErrorContains(t, err, "不能是同一个人")
	r.Second = ""
	_, err = Apply(opened(), r, cal, DefaultParams)
	require.ErrorContains(t, err, "审批人")
	r.Second = "王科长"
	r.Amount = 0
	_, err = Apply(opened(), r, cal, DefaultParams)
	require.ErrorContains(t, err, "金额")
	r.Amount = 5
	c := must(t, opened(), r)
	assert.Contains(t, c.Steps[0].Note, "问题严重：虚报工程量")
	_, err = Apply(opened(), suspend("2026-08-04"), cal, DefaultParams)
	require.ErrorContains(t, err, "还没有责令整改")
}

func TestVerdictDecidesWhatFollows(t *testing.T) {
	c := must(t, must(t, opened(), Request{Move: Notify, On: day("2026-08-04"), By: sun}), Request{Move: Rectify, On: day("2026-08-05"), By: sun})
	_, err := Apply(c, Request{Move: Verify, On: day("2026-08-10"), By: sun}, cal, DefaultParams)
	require.ErrorContains(t, err, "哪里不到位")
	bad := must(t, c, Request{Move: Verify, On: day("2026-08-10"), By: sun, Note: "支出仍为零"})
	_, err = Apply(bad, Request{Move: Close, On: day("2026-08-10"), By: sun}, cal, DefaultParams)
	require.ErrorContains(t, err, "不能销号")
	must(t, bad, suspend("2026-08-11"))
	must(t, bad, Request{Move: Rectify, On: day("2026-08-11"), By: sun, Days: 5})
	good := must(t, c, Request{Move: Verify, On: day("2026-08-10"), By: sun, Pass: true})
	_, err = Apply(good, suspend("2026-09-11"), cal, DefaultParams)
	require.ErrorContains(t, err, "请销号")
	_, err = Apply(good, Request{Move: Rectify, On: day("2026-08-11"), By: sun}, cal, DefaultParams)
	require.ErrorContains(t, err, "不必再整改")
}

// TestNoWayAroundTheLadder walks at random and holds what must always be true.
func TestNoWayAroundTheLadder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := opened()
		on := c.Opened
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			on = on.Add(rapid.IntRange(0, 6).Draw(t, "days"))
			r := Request{
				Move: rapid.SampledFrom(Moves).Draw(t, "move"), On: on, By: sun, Second: rapid.SampledFrom([]string{"", "孙监", "王科长"}).Draw(t, "second"),
				Note: rapid.SampledFrom([]string{"", "事实"}).Draw(t, "note"), Serious: rapid.Bool().Draw(t, "serious"), Pass: rapid.Bool().Draw(t, "pass"),
				Amount: domain.Fen(rapid.Int64Range(0, 1).Draw(t, "amount")), Period: "三个月", Condition: "到位",
			}
			before := len(c.Steps)
			next, err := Apply(c, r, cal, DefaultParams)
			if err != nil {
				if next.State != c.State || len(next.Steps) != before {
					t.Fatal("a refused move changed the case")
				}
				continue
			}
			check(t, c, next, r)
			c = next
		}
	})
}

func check(t *rapid.T, before, after domain.Case, r Request) {
	s := after.Steps[len(after.Steps)-1]
	if len(after.Steps) != len(before.Steps)+1 || s.From != before.State || s.To != after.State {
		t.Fatal("the step does not tell the move")
	}
	switch after.State {
	case domain.CaseSuspended, domain.CaseStopped, domain.CaseRecovered:
		if s.Second == "" || s.Second == s.By.Name || s.Amount <= 0 {
			t.Fatalf("%s by one person or without amount", after.State)
		}
		if after.State == domain.CaseSuspended && !r.Serious {
			failed := before.State == domain.CaseVerifying && !*before.LastOf(domain.CaseVerifying).Pass
			expired := before.State == domain.CaseRectifying && before.Due.Before(r.On) && before.Received.IsZero()
			if !failed && !expired {
				t.Fatal("suspended although neither expired nor failed nor serious")
			}
		}
	case domain.CaseClosed:
		if before.State == domain.CaseVerifying && !*before.LastOf(domain.CaseVerifying).Pass {
			t.Fatal("closed although the verification failed")
		}
	}
}

func TestDraftsStateFactsLawAndWhatIsAsked(t *testing.T) {
	draft := func(r Request) string {
		r.By, r.On = sun, day("2026-08-05")
		return strings.Join(Draft(opened(), r, "学校改造", "区教育局", cal, DefaultParams), "\n")
	}
	text := draft(Request{Move: Rectify})
	for _, want := range []string{"整改通知书（草稿，未编文号）", "区教育局：", "支出率 12.00%", "第十四条", "2026 年 8 月 19 日前完成整改"} {
		assert.Contains(t, text, want)
	}
	assert.Contains(t, draft(Request{Move: Rectify, Days: 3}), "8 月 10 日前")
	assert.Contains(t, draft(Request{Move: Notify}), "8 月 12 日前报送情况说明")
	text = draft(Request{Move: Suspend, Serious: true, Note: "虚报工程量", Amount: 184_000_000, Period: "三个月", Condition: "整改到位", Second: "王科长"})
	for _, want := range []string{"问题严重：虚报工程量", "暂缓拨款 184.00 万元", "解除条件：整改到位", "经办：孙监    审批：王科长"} {
		assert.Contains(t, text, want)
	}
	assert.Contains(t, draft(Request{Move: Recover, Amount: 1_000_000}), "交回国库")
	assert.Contains(t, draft(Request{Move: Verify, Note: "支出仍为零"}), "整改不到位：支出仍为零")
	assert.Contains(t, draft(Request{Move: Verify, Pass: true}), "已整改到位")
	assert.Contains(t, draft(Request{Move: Close}), "2026 年 8 月 3 日预警事项已整改到位，经复核予以销号")
	assert.Empty(t, draft(Request{Move: Reopen}), "no document goes with it")
	for _, m := range []Move{Notify, Rectify, Suspend, Stop, Recover} {
		assert.NotContains(t, draft(Request{Move: m, Amount: 1}), "号〔", "never a made-up number")
	}
}

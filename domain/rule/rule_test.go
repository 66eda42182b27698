package rule

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/basis"
)

var someDay = domain.Date{Year: 2026, Month: 8, Day: 31}

func evenRule(severity Severity, res func(int) Result) Rule[int] {
	return Rule[int]{ID: "T-01", Basis: basis.Cite("第十条", "绩效目标"), Severity: severity, From: domain.Date{Year: 2020, Month: 1, Day: 1},
		Applies: func(n int) bool { return n%2 == 0 }, Evaluate: res}
}

func TestSixStates(t *testing.T) {
	fail := func(int) Result { return Found(Finding{Message: "m"}) }
	note := func(int) Result { return Found(Finding{Message: "m", Severity: Remark}) }
	pass := func(int) Result { return Found() }
	missing := func(int) Result { return Missing() }
	later := evenRule(Failure, fail)
	later.From = someDay.Add(1)
	ended := evenRule(Failure, fail)
	ended.To = someDay.Add(-1)
	lastDay := evenRule(Failure, fail)
	lastDay.To = someDay
	for _, c := range []struct {
		r    Rule[int]
		n    int
		want Status
	}{
		{evenRule(Failure, fail), 1, NotApplicable}, {later, 2, NotInForce}, {ended, 2, NotInForce}, {lastDay, 2, Fail},
		{evenRule(Failure, missing), 2, NoData}, {evenRule(Failure, pass), 2, Pass}, {evenRule(Failure, note), 2, Notice},
		{evenRule(Warning, fail), 2, Notice}, {evenRule(Failure, fail), 2, Fail},
	} {
		assert.Equal(t, c.want.String(), c.r.Check(c.n, someDay).Status.String())
	}
}

func TestFindingsAreStamped(t *testing.T) {
	out := Run([]Rule[int]{evenRule(Warning, func(int) Result { return Found(Finding{Message: "a"}, Finding{Message: "b", Severity: Failure}) })}, 2, someDay)
	fs := Findings(out)
	require.Len(t, fs, 2)
	assert.Equal(t, "T-01", fs[0].Rule)
	assert.Equal(t, Warning, fs[0].Severity)
	assert.Equal(t, Failure, fs[1].Severity)
	assert.Equal(t, Fail, out[0].Status, "one failing finding fails the rule")
	b, err := json.Marshal(fs[0])
	require.NoError(t, err)
	assert.JSONEq(t, `{"rule":"T-01","level":"warn","message":"a","basis":"《济南市市中区区级部门单位预算绩效管理办法》第十条"}`, string(b))
}

package target

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/rule"
)

func TestCleanTargetHasNoFindings(t *testing.T) {
	d := Example()
	for _, o := range Check(d, exampleDay) {
		for _, f := range o.Findings {
			t.Errorf("%s %s", o.Rule, f.Message)
		}
		assert.NotEqual(t, rule.NotInForce, o.Status, o.Rule)
	}
}

func TestCases(t *testing.T) {
	require.NotEmpty(t, Cases())
	for _, c := range Cases() {
		t.Run(c.Rule+" "+c.Name, func(t *testing.T) {
			out := c.Run()
			assert.Equal(t, c.Want.String(), out.Status.String(), "%+v", out.Findings)
			for _, f := range out.Findings {
				assert.NotEmpty(t, f.Message)
				assert.NotEmpty(t, f.Basis)
				assert.NotEmpty(t, f.Field)
			}
		})
	}
}

func TestNoTargetIsOnlyBlamedOnce(t *testing.T) {
	d := Example()
	d.Target = nil
	var ids []string
	for _, f := range rule.Findings(Check(d, exampleDay)) {
		ids = append(ids, f.Rule)
	}
	assert.Equal(t, []string{"TGT-GATE-02"}, ids)
}

func TestBeforeTheRegulationNothingIsInForce(t *testing.T) {
	for _, o := range Check(Example(), domain.Date{Year: 2019, Month: 12, Day: 29}) {
		assert.Equal(t, rule.NotInForce, o.Status, o.Rule)
	}
}

func TestFindingsPointToCells(t *testing.T) {
	d := Example()
	row(&d, 5).Planned = domain.Value{Raw: "显著提升", Qualitative: true, Cell: "E12"}
	fs := rule.Findings(Check(d, exampleDay))
	require.Len(t, fs, 1)
	assert.Equal(t, "E12", fs[0].Cell)
	assert.Equal(t, "indicators.5.planned", fs[0].Field)
	assert.Contains(t, fs[0].Message, "显著提升")
}

// BenchmarkCheck is a clean form as long as most: fourteen indicators.
func BenchmarkCheck(b *testing.B) {
	d := Example()
	for i, x := range Example().Target.Versions[0].Indicators {
		x.Level3.Raw = string(rune('甲'+i)) + "项" + x.Level3.Raw
		x.Weight = domain.Number{}
		cur(&d).Indicators = append(cur(&d).Indicators, x)
	}
	b.ReportAllocs()
	for b.Loop() {
		Check(d, exampleDay)
	}
}

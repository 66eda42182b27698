package intake

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jixiao/domain"
)

func row(name, planned string) domain.Indicator {
	r := domain.Indicator{Level3: domain.Text{Raw: name}}
	if planned != "" {
		d := domain.MustDecimal(planned)
		r.Planned.Number = &d
	}
	return r
}

func TestCommonIndicatorsAreReadFromTheirRows(t *testing.T) {
	stated := domain.MustDecimal("99")
	in := domain.CommonIndicator{ExpenditureRate: &stated, Progress: map[int]domain.Decimal{9: domain.MustDecimal("75")}}
	rows := []domain.Indicator{row("6月底预算执行进度", "50"), row("9月底预算执行进度", "70"), row("预算执行进度", "100"), row("预算支出率", "95"), row("预算到项目率", "90"), row("预算到项目率（二）", "10"), row("预算支出率", "")}
	got := CommonOf(in, rows)
	assert.True(t, got.Complete())
	assert.Equal(t, map[int]domain.Decimal{6: domain.MustDecimal("50"), 9: domain.MustDecimal("75"), 12: domain.MustDecimal("100")}, got.Progress)
	assert.Equal(t, "99", got.ExpenditureRate.String(), "what the form states stays")
	assert.Equal(t, "90", got.AllocationRate.String())
	assert.Len(t, in.Progress, 1, "the argument is not changed")
	assert.Equal(t, domain.CommonIndicator{}, CommonOf(domain.CommonIndicator{}, []domain.Indicator{row("培训人数", "50")}))
}

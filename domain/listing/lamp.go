package listing

import (
	"math/big"

	"jixiao/domain"
)

// Thresholds of the linear rule group in percent (本区口径): below RedBelow is red, below
// YellowBelow yellow; an indicator at BlueFrom or more is blue (the target may be low).
const (
	RedBelow    = 60
	YellowBelow = 80
	BlueFrom    = 120
)

// ExecutionLamp returns the linear lamp of a month-end: V = (executed ÷ budget) ÷
// (month ÷ 12) × 100, red below 60, yellow below 80, else green. No budget or no month
// is no data and gives LampNone. The comparison is exact.
func ExecutionLamp(executed, budget domain.Fen, month int) Lamp {
	if budget <= 0 || month < 1 || month > 12 {
		return LampNone
	}
	rate := domain.RatioOf(executed, budget)
	at := func(percent int) domain.Ratio { return domain.Ratio{Num: int64(percent * month), Den: 1200} }
	switch {
	case rate.Cmp(at(RedBelow)) < 0:
		return LampRed
	case rate.Cmp(at(YellowBelow)) < 0:
		return LampYellow
	}
	return LampGreen
}

// Progress returns V of ExecutionLamp as a ratio (1 = 100), without a value when there
// is no budget or month.
func Progress(executed, budget domain.Fen, month int) domain.Ratio {
	if budget <= 0 || month < 1 || month > 12 {
		return domain.Ratio{}
	}
	v := new(big.Rat).Mul(big.NewRat(int64(executed), int64(budget)), big.NewRat(12, int64(month)))
	if !v.Num().IsInt64() || !v.Denom().IsInt64() {
		return domain.Ratio{}
	}
	return domain.Ratio{Num: v.Num().Int64(), Den: v.Denom().Int64()}
}

// Lamp returns the project's lamp as of the month its execution was reported for: the
// worst of the execution lamp and the newest monitoring form's indicators (红>黄>绿>蓝).
// Without data it is LampNone, never green.
func (r *Row) Lamp() Lamp {
	return max(ExecutionLamp(r.Executed, r.Adjusted, int(r.Month)), r.IndicatorLamp)
}

// IndicatorLamp returns one monitored indicator's lamp as of a month. A number is held
// against the year's target × month ÷ 12 (正向：<60 红、<80 黄、≥120 蓝; 反向：不超过目标为绿，
// 超过为红); a text goes by the forecast (确定能 绿、有可能 黄、完全不可能 红). No value is no
// lamp.
func IndicatorLamp(ind domain.MonitoringIndicator, month int) Lamp {
	plan, actual := ind.Planned.Number, ind.Actual.Number
	if plan == nil || actual == nil {
		return likelihoodLamp(ind.Likelihood)
	}
	if ind.Planned.Sign.Inverse() {
		if actual.Cmp(*plan) <= 0 {
			return LampGreen
		}
		return LampRed
	}
	if plan.Sign() <= 0 || month < 1 || month > 12 {
		return LampNone
	}
	v := new(big.Rat).Quo(actual.Rat(), plan.Rat())
	v.Mul(v, big.NewRat(1200, int64(month)))
	below := func(percent int64) bool { return v.Cmp(big.NewRat(percent, 1)) < 0 }
	switch {
	case below(RedBelow):
		return LampRed
	case below(YellowBelow):
		return LampYellow
	case below(BlueFrom):
		return LampGreen
	}
	return LampBlue
}

func likelihoodLamp(l domain.Likelihood) Lamp {
	switch l {
	case domain.LikelyCertain:
		return LampGreen
	case domain.LikelyPossible:
		return LampYellow
	case domain.LikelyImpossible:
		return LampRed
	}
	return LampNone
}

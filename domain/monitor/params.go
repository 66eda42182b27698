package monitor

import (
	"fmt"
	"strings"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/listing"
)

// Params are the thresholds; percentages are whole percent. Table says where each comes
// from.
type Params struct {
	// Steps are month → required expenditure percent of the step group.
	Steps []StepRule
	// IdleDays and IdleBalance: no payment for so many days with more than so much left.
	IdleDays    int
	IdleBalance domain.Fen
	// CarryYears: carry-over that old or older should be taken back.
	CarryYears int
	// ForecastMin: a forecast expenditure rate below it is a warning. ForecastMonths: the
	// months whose speed is carried on.
	ForecastMin, ForecastMonths int
	// GapPoints is the largest difference between progress of targets and of spending in the
	// step group.
	GapPoints int
	// The gaps of MON-GAP: targets done from GapTargetDone with less than GapMoneyLow spent,
	// or GapMoneyDone spent with less than GapTargetLow done.
	GapTargetDone, GapMoneyLow, GapMoneyDone, GapTargetLow int
	// RepeatReports: the same cause that often in a row.
	RepeatReports int
}

// StepRule is one step of the step group.
type StepRule struct{ Month, Percent int }

// DefaultParams are the values of the rule book.
var DefaultParams = Params{
	Steps:    []StepRule{{4, 25}, {6, 40}, {8, 60}, {10, 80}},
	IdleDays: 120, IdleBalance: 100_000_00, CarryYears: 2, ForecastMin: 90, ForecastMonths: 3, GapPoints: 10,
	GapTargetDone: 90, GapMoneyLow: 30, GapMoneyDone: 70, GapTargetLow: 10, RepeatReports: 3,
}

// Param is one parameter as people read it.
type Param struct {
	// Key is stable, Name Chinese with its unit, Value as shown.
	Key, Name, Value string
	// Basis says which document fixes the value, 本区口径 for none.
	Basis basis.Citation
	// From is the first day the value holds.
	From domain.Date
	// Rules are the IDs of the rules that use it.
	Rules []string
}

// Table lists every parameter with its value, its source and the rules that use it.
func (p Params) Table() []Param {
	local := func(text string) basis.Citation { return basis.Of(basis.Practice, text) }
	n := func(v int) string { return fmt.Sprint(v) }
	lamps := []string{"MON-LAMP-01", "MON-IND-01"}
	list := []Param{
		{Key: "linear.red", Name: "线性组红灯：低于（%）", Value: n(listing.RedBelow), Basis: local("支出进度与时间进度之比低于百分之六十为红灯"), Rules: lamps},
		{Key: "linear.yellow", Name: "线性组黄灯：低于（%）", Value: n(listing.YellowBelow), Basis: local("低于百分之八十为黄灯，其余为绿灯"), Rules: lamps},
		{Key: "linear.blue", Name: "指标蓝灯：不低于（%）", Value: n(listing.BlueFrom), Basis: local("完成值达到进度的百分之一百二十为蓝灯，目标可能偏低"), Rules: lamps[1:]},
		{Key: "step.steps", Name: "阶梯组：月末支出率（%）", Value: p.stepText(), Basis: local("四、六、八、十月末支出率低于规定的予以预警"), Rules: lamps[:1]},
		{Key: "step.gap", Name: "阶梯组：目标与支出进度相差（个百分点）", Value: n(p.GapPoints), Basis: local("目标进度与支出进度相差超过十个百分点的予以预警"), Rules: lamps[:1]},
		{Key: "idle.days", Name: "资金沉淀：没有支出的天数", Value: n(p.IdleDays), Basis: local("一百二十天没有支出而有较大余额的为沉淀资金"), Rules: []string{"MON-IDLE-01"}},
		{Key: "idle.balance", Name: "资金沉淀：余额超过（万元）", Value: p.IdleBalance.Wan(), Basis: local("余额超过十万元"), Rules: []string{"MON-IDLE-01"}},
		{Key: "carry.years", Name: "结转满几年应收回", Value: n(p.CarryYears), Basis: basis.Of(basis.BudgetLaw, "连续两年未用完的结转资金，应当作为结余资金管理"), Rules: []string{"MON-CARRY-01"}},
		{Key: "forecast.min", Name: "预计年底支出率不低于（%）", Value: n(p.ForecastMin), Basis: local("预计年底支出率低于百分之九十的予以预警"), Rules: []string{"MON-FORECAST-01"}},
		{Key: "forecast.months", Name: "预计所用的最近月数", Value: n(p.ForecastMonths), Basis: local("按最近三个月的支出速度推算"), Rules: []string{"MON-FORECAST-01"}},
		{Key: "gap.done", Name: "目标完成而钱没花：目标不低于、支出低于（%）", Value: n(p.GapTargetDone) + "、" + n(p.GapMoneyLow), Basis: local("目标已完成九成而支出不到三成，须核实"), Rules: []string{"MON-GAP-01"}},
		{Key: "gap.spent", Name: "钱花了目标没动：支出不低于、目标低于（%）", Value: n(p.GapMoneyDone) + "、" + n(p.GapTargetLow), Basis: local("支出已达七成而目标不到一成，须核实"), Rules: []string{"MON-GAP-01"}},
		{Key: "repeat", Name: "同一原因连续上报的次数", Value: n(p.RepeatReports), Basis: local("同一偏差原因连续三次上报仍未解决的，提请关注"), Rules: []string{"MON-REPEAT-01"}},
	}
	for i := range list {
		list[i].From = inForce
	}
	return list
}

func (p Params) stepText() string {
	parts := make([]string, len(p.Steps))
	for i, s := range p.Steps {
		parts[i] = fmt.Sprintf("%d月%d", s.Month, s.Percent)
	}
	return strings.Join(parts, "、")
}

// step is the required expenditure percent of a month; ok is false before the first step.
func (p *Params) step(month int) (percent int, ok bool) {
	for _, s := range p.Steps {
		if s.Month <= month {
			percent, ok = s.Percent, true
		}
	}
	return percent, ok
}

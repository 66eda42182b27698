package params

import (
	"fmt"
	"slices"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/cleanup"
	"jixiao/domain/target"
)

// number is any integer a family keeps a parameter in.
type number interface {
	~int | ~int64
}

func at[N number](place func(*All) *N) (func(*All) int64, func(*All, int64)) {
	return func(a *All) int64 { return int64(*place(a)) }, func(a *All, v int64) { *place(a) = N(v) }
}

// local is a parameter without a published source.
func local[N number](key, title, unit string, lo, hi int64, place func(*All) *N, rules ...string) Def {
	d := Def{Key: key, Title: title, Unit: unit, Min: lo, Max: hi, Rules: rules, Basis: basis.Of(basis.Practice, title)}
	d.get, d.set = at(place)
	return d
}

func percent[N number](key, title string, place func(*All) *N, rules ...string) Def {
	return local(key, title, "%", 0, 1000, place, rules...)
}

func points(key, title string, place func(*All) *domain.Decimal, rules ...string) Def {
	return Def{Key: key, Title: title, Unit: "分", Min: 1, Max: 100, Rules: rules, Basis: basis.Of(basis.Practice, title),
		get: func(a *All) int64 { return place(a).Rat().Num().Int64() }, set: func(a *All, v int64) { *place(a) = domain.DecimalInt(v) }}
}

func step(i, month int) Def {
	return local(fmt.Sprintf("monitor.step-%02d", month), fmt.Sprintf("阶梯组：%d 月末支出率低于", month), "%", 0, 100, func(a *All) *int { return &a.Monitor.Steps[i].Percent }, "MON-LAMP-01")
}

// sourced gives a parameter the document that fixes it.
func sourced(d Def, c basis.Citation) Def {
	d.Basis = c
	return d
}

func money(d Def) Def {
	d.Money = true
	return d
}

var defs = slices.Concat(monitorDefs(), targetDefs(), selfevalDefs(), otherDefs(), linkageDefs(), cleanupDefs())

func monitorDefs() []Def {
	return []Def{
		step(0, 4), step(1, 6), step(2, 8), step(3, 10),
		local("monitor.gap-points", "阶梯组：目标与支出进度相差超过", "个百分点", 0, 100, func(a *All) *int { return &a.Monitor.GapPoints }, "MON-LAMP-01"),
		local("monitor.idle-days", "资金沉淀：没有支出的天数", "天", 1, 366, func(a *All) *int { return &a.Monitor.IdleDays }, "MON-IDLE-01"),
		money(local("monitor.idle-balance", "资金沉淀：余额超过", "万元", 0, 1_000_000_000_00, func(a *All) *domain.Fen { return &a.Monitor.IdleBalance }, "MON-IDLE-01")),
		sourced(local("monitor.carry-years", "结转满几年应收回", "年", 1, 10, func(a *All) *int { return &a.Monitor.CarryYears }, "MON-CARRY-01"), basis.Of(basis.BudgetLaw, "连续两年未用完的结转资金，应当作为结余资金管理")),
		percent("monitor.forecast-min", "预计年底支出率低于多少预警", func(a *All) *int { return &a.Monitor.ForecastMin }, "MON-FORECAST-01"),
		local("monitor.forecast-months", "预计所用的最近月数", "个月", 1, 12, func(a *All) *int { return &a.Monitor.ForecastMonths }, "MON-FORECAST-01"),
		percent("monitor.gap-target-done", "目标完成而钱没花：目标不低于", func(a *All) *int { return &a.Monitor.GapTargetDone }, "MON-GAP-01"),
		percent("monitor.gap-money-low", "目标完成而钱没花：支出低于", func(a *All) *int { return &a.Monitor.GapMoneyLow }, "MON-GAP-01"),
		percent("monitor.gap-money-done", "钱花了目标没动：支出不低于", func(a *All) *int { return &a.Monitor.GapMoneyDone }, "MON-GAP-01"),
		percent("monitor.gap-target-low", "钱花了目标没动：目标低于", func(a *All) *int { return &a.Monitor.GapTargetLow }, "MON-GAP-01"),
		local("monitor.repeat", "同一原因连续上报的次数", "次", 2, 12, func(a *All) *int { return &a.Monitor.RepeatReports }, "MON-REPEAT-01"),
	}
}

func targetDefs() []Def {
	weights := target.DefaultParams.List()[0].Source
	return []Def{
		sourced(local("target.weight-sum", "指标权重合计", "分", 1, 1000, func(a *All) *int64 { return &a.Target.WeightSum }, "TGT-STR-01"), weights),
		sourced(local("target.weight-sum-rate", "执行率单列时的指标权重合计", "分", 1, 1000, func(a *All) *int64 { return &a.Target.WeightSumRate }, "TGT-STR-01"), weights),
		local("target.all-hundred", "清一色100%的最少指标数", "个", 1, 50, func(a *All) *int { return &a.Target.AllHundred }, "TGT-MEA-09"),
		percent("target.drop", "允许低于上年实际的幅度", func(a *All) *int64 { return &a.Target.DropPercent }, "TGT-LVL-01"),
		percent("target.growth", "预算增长而目标应当同步增长的起点", func(a *All) *int64 { return &a.Target.GrowthPercent }, "TGT-LVL-03"),
		local("target.unchanged", "指标值不变的年数", "年", 2, 3, func(a *All) *int { return &a.Target.Unchanged }, "TGT-LVL-02"),
		local("target.unchanged-min", "指标值不变的最少指标数", "个", 1, 50, func(a *All) *int { return &a.Target.UnchangedMin }, "TGT-LVL-02"),
		percent("target.slow", "支出进度偏慢（占序时进度）", func(a *All) *int64 { return &a.Target.SlowPercent }, "TGT-LVL-04"),
		local("target.outlier", "单位成本离群（同类中位数的倍数）", "倍", 2, 100, func(a *All) *int64 { return &a.Target.OutlierTimes }, "TGT-LVL-06"),
		percent("target.over", "单价乘数量超过总额的容差", func(a *All) *int64 { return &a.Target.OverPercent }, "TGT-COH-03"),
		percent("target.under", "单价乘数量低于总额的容差", func(a *All) *int64 { return &a.Target.UnderPercent }, "TGT-COH-03"),
		percent("target.text", "文字金额与表内金额的容差", func(a *All) *int64 { return &a.Target.TextPercent }, "TGT-COH-01"),
		local("target.similar", "目标文字雷同的相似度", "%", 50, 100, func(a *All) *int { return &a.Target.SimilarPercent }, "TGT-COH-05"),
		local("target.similar-runes", "比较雷同的最短字数", "字", 5, 500, func(a *All) *int { return &a.Target.SimilarRunes }, "TGT-COH-05"),
	}
}

func selfevalDefs() []Def {
	return []Def{
		percent("selfeval.rate", "执行率低于多少须写明原因", func(a *All) *int64 { return &a.SelfEval.RatePercent }, "SEV-RATE-04"),
		percent("selfeval.idle", "执行率低于多少算钱几乎没花", func(a *All) *int64 { return &a.SelfEval.IdlePercent }, "SEV-LOGIC-01"),
		percent("selfeval.double", "完成率从多少起算目标明显偏低", func(a *All) *int64 { return &a.SelfEval.DoublePercent }, "SEV-VALUE-04"),
		percent("selfeval.over", "完成率从多少起须说明", func(a *All) *int64 { return &a.SelfEval.OverPercent }, "SEV-VALUE-06"),
		percent("selfeval.gap", "得分率允许高于执行率的幅度", func(a *All) *int64 { return &a.SelfEval.GapPercent }, "SEV-LOGIC-08"),
		local("selfeval.same-benefits", "效益值全部相同的最少指标数", "个", 2, 50, func(a *All) *int { return &a.SelfEval.SameBenefits }, "SEV-LOGIC-03"),
		local("selfeval.similar", "完成情况文字雷同的相似度", "%", 50, 100, func(a *All) *int { return &a.SelfEval.SimilarPercent }, "SEV-TEXT-04"),
		local("selfeval.similar-runes", "比较完成情况雷同的最短字数", "字", 5, 500, func(a *All) *int { return &a.SelfEval.SimilarRunes }, "SEV-TEXT-04"),
	}
}

func otherDefs() []Def {
	return []Def{
		local("ladder.rectify-days", "整改期限", "个工作日", 1, 250, func(a *All) *int { return &a.Ladder.RectifyDays }),
		local("ladder.report-days", "通报后应责令整改的期限", "个工作日", 1, 250, func(a *All) *int { return &a.Ladder.ReportDays }),
		points("recheck.minor", "一般差异：相差不少于", func(a *All) *domain.Decimal { return &a.Recheck.Minor }),
		points("recheck.major", "差异较大：相差不少于", func(a *All) *domain.Decimal { return &a.Recheck.Major }),
		points("recheck.serious", "严重失实：相差不少于", func(a *All) *domain.Decimal { return &a.Recheck.Serious }),
		local("recheck.major-grades", "差异较大：相差等级", "级", 1, 3, func(a *All) *int { return &a.Recheck.MajorGrades }),
		local("recheck.serious-grades", "严重失实：相差等级", "级", 1, 3, func(a *All) *int { return &a.Recheck.SeriousGrades }),
	}
}

// share is a percentage that cannot exceed the whole.
func share(key, title string, place func(*All) *int) Def {
	return local(key, title, "%", 0, 100, place)
}

func linkageDefs() []Def {
	return []Def{
		share("link.landed-min", "预算到项目率预警线", func(a *All) *int { return &a.Linkage.LandedMin }),
		share("link.rate-min", "上年支出率不低于", func(a *All) *int { return &a.Linkage.RateMin }),
		share("link.rate-cut", "上年少支出部分的核减比例", func(a *All) *int { return &a.Linkage.RateCut }),
		local("link.red-months", "连续红灯满几个月核减", "个月", 1, 12, func(a *All) *int { return &a.Linkage.RedMonths }),
		share("link.red-cut", "长期红灯的核减比例", func(a *All) *int { return &a.Linkage.RedCut }),
		share("link.fair-cut", "上年绩效为中的核减比例", func(a *All) *int { return &a.Linkage.FairCut }),
		share("link.poor-cut", "上年绩效为差的核减比例", func(a *All) *int { return &a.Linkage.PoorCut }),
		share("link.no-selfeval-cut", "上年未按要求自评的核减比例", func(a *All) *int { return &a.Linkage.NoSelfEvalCut }),
		share("link.difference-cut", "自评与抽评差异较大的核减比例", func(a *All) *int { return &a.Linkage.DifferenceCut }),
		share("link.dept-fair-cut", "部门整体绩效为中的核减比例", func(a *All) *int { return &a.Linkage.DeptFairCut }),
		share("link.dept-poor-cut", "部门整体绩效为差的核减比例", func(a *All) *int { return &a.Linkage.DeptPoorCut }),
	}
}

func cleanupDefs() []Def {
	return []Def{
		local("cleanup.speed-months", "预计所用的最近月数（清理）", "个月", 1, 11, func(a *All) *int { return &a.Cleanup.SpeedMonths }),
		sourced(local("cleanup.carry-years", "结转满几年必须列入清理", "年", 1, 10, func(a *All) *int { return &a.Cleanup.CarryYears }), cleanup.BasisCarry),
		money(local("cleanup.min-amount", "预计结余不少于多少列入清理", "万元", 0, 1_000_000_000_00, func(a *All) *domain.Fen { return &a.Cleanup.MinAmount })),
	}
}

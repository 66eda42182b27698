package target

import (
	"slices"

	"jixiao/domain"
	"jixiao/domain/rule"
)

// Cases are the examples of every rule: at least one that passes and one that does not.
func Cases() []Case {
	return slices.Concat(structureCases, measureCases, levelCases, coherenceCases, gateCases)
}

var structureCases = []Case{
	{"TGT-STR-01", "合计90，执行率另占10分", nil, nil, rule.Pass},
	{"TGT-STR-01", "合计85", func(d *domain.Dossier) { row(d, 0).Weight.Value = dec("15") }, nil, rule.Fail},
	{"TGT-STR-01", "表里有预算执行率，合计仍只有90", named(2, "预算执行率"), nil, rule.Fail},
	{"TGT-STR-01", "按百分数填写，合计1", func(d *domain.Dossier) {
		for i, w := range []string{"0.2", "0.15", "0.1", "0.05", "0.2", "0.2", "0.1"} {
			row(d, i).Weight.Value = dec(w)
		}
	}, nil, rule.Pass},
	{"TGT-STR-01", "没有权重列", func(d *domain.Dossier) {
		for i := range cur(d).Indicators {
			row(d, i).Weight = domain.Number{}
		}
	}, nil, rule.NoData},
	{"TGT-STR-02", "有产出指标", nil, nil, rule.Pass},
	{"TGT-STR-02", "没有产出指标", without(domain.ClassOutput), nil, rule.Fail},
	{"TGT-STR-02", "有一行一级指标认不出", func(d *domain.Dossier) { without(domain.ClassOutput)(d); row(d, 0).Class = "" }, nil, rule.NoData},
	{"TGT-STR-03", "有效益指标", nil, nil, rule.Pass},
	{"TGT-STR-03", "没有效益指标", without(domain.ClassBenefit), nil, rule.Fail},
	{"TGT-STR-04", "有满意度指标", nil, nil, rule.Pass},
	{"TGT-STR-04", "没有满意度指标", without(domain.ClassSatisfaction), nil, rule.Notice},
	{"TGT-STR-05", "数量、质量、时效齐全", nil, nil, rule.Pass},
	{"TGT-STR-05", "没有时效指标", func(d *domain.Dossier) { row(d, 2).Kind = "质量指标" }, nil, rule.Notice},
	{"TGT-STR-06", "三个共性指标齐全", nil, nil, rule.Pass},
	{"TGT-STR-06", "没有到项目率", func(d *domain.Dossier) { cur(d).Common.AllocationRate = nil }, nil, rule.Fail},
	{"TGT-STR-06", "三个都没有", func(d *domain.Dossier) { cur(d).Common = domain.CommonIndicator{} }, nil, rule.Fail},
	{"TGT-STR-06", "写成表内指标也算", func(d *domain.Dossier) { cur(d).Common.AllocationRate = nil; named(2, "预算到项目率")(d) }, nil, rule.Pass},
	{"TGT-STR-07", "没有重复", nil, nil, rule.Pass},
	{"TGT-STR-07", "同一行抄了两遍", func(d *domain.Dossier) { cur(d).Indicators = append(cur(d).Indicators, *row(d, 0)) }, nil, rule.Notice},
	{"TGT-STR-08", "各归各类", nil, nil, rule.Pass},
	{"TGT-STR-08", "新增学位又列产出", func(d *domain.Dossier) { named(0, "新增学位数")(d); named(4, "新增学位数")(d) }, nil, rule.Notice},
	{"TGT-STR-09", "放对了", nil, nil, rule.Pass},
	{"TGT-STR-09", "满意度放在产出", named(0, "学生满意度"), nil, rule.Notice},
	{"TGT-STR-09", "合格率放在时效", named(2, "竣工验收合格率"), nil, rule.Notice},
	{"TGT-STR-09", "及时率放在数量", named(0, "资金拨付及时率"), nil, rule.Notice},
	{"TGT-STR-10", "一行一个数量", nil, nil, rule.Pass},
	{"TGT-STR-10", "一行两个数量", put(0, words("新建3个，改造5个")), nil, rule.Notice},
	{"TGT-STR-10", "范围是一个数量", put(0, words("80～90人")), nil, rule.Pass},
	{"TGT-STR-10", "日期不是数量", put(2, words("2026年6月开工，2026年8月完工")), nil, rule.Pass},
	{"TGT-STR-10", "其中数是说明", put(0, words("6400平方米，其中走廊400平方米")), nil, rule.Pass},
	{"TGT-STR-11", "都有名称", nil, nil, rule.Pass},
	{"TGT-STR-11", "只有指标值", named(0, ""), nil, rule.Fail},
	{"TGT-STR-12", "有年度目标", nil, nil, rule.Pass},
	{"TGT-STR-12", "没有年度目标", goal(" "), nil, rule.Fail},
}

var measureCases = []Case{
	{"TGT-MEA-01", "都有指标值", nil, nil, rule.Pass},
	{"TGT-MEA-01", "指标值空着", put(5, domain.Value{}), nil, rule.Fail},
	{"TGT-MEA-01", "指标值画一道杠", put(5, words("—")), nil, rule.Fail},
	{"TGT-MEA-02", "定性但说得清", put(5, words("通过区级验收")), nil, rule.Pass},
	{"TGT-MEA-02", "显著提升", put(5, words("显著提升")), nil, rule.Notice},
	{"TGT-MEA-02", "效果明显", put(5, words("效果明显")), nil, rule.Notice},
	{"TGT-MEA-02", "有效改善办学条件", put(5, words("有效改善办学条件")), nil, rule.Notice},
	{"TGT-MEA-02", "写明各档", put(5, words("明显改善（优：全部达标；良：九成达标）")), nil, rule.Pass},
	{"TGT-MEA-02", "已完成", put(5, words("已完成")), nil, rule.Pass},
	{"TGT-MEA-03", "没有增减百分比", nil, nil, rule.Pass},
	{"TGT-MEA-03", "增长没有基数", func(d *domain.Dossier) { named(4, "招生人数增长率")(d); put(4, value("≥", "10", "%"))(d) }, nil, rule.Notice},
	{"TGT-MEA-03", "较上年增长", func(d *domain.Dossier) {
		named(4, "招生人数较上年增长")(d)
		put(4, value("≥", "10", "%"))(d)
	}, nil, rule.Pass},
	{"TGT-MEA-04", "单位齐全", nil, nil, rule.Pass},
	{"TGT-MEA-04", "没有单位", put(0, value("≥", "6400", "")), nil, rule.Notice},
	{"TGT-MEA-04", "单位只有一半", put(3, value("≤", "500", "/平方米")), nil, rule.Notice},
	{"TGT-MEA-04", "单位在名称里", func(d *domain.Dossier) {
		named(0, "改造面积（平方米）")(d)
		put(0, value("≥", "6400", ""))(d)
	}, nil, rule.Pass},
	{"TGT-MEA-04", "培训人数不用写人", func(d *domain.Dossier) { named(0, "培训人数")(d); put(0, value("≥", "300", ""))(d) }, nil, rule.Pass},
	{"TGT-MEA-05", "单位一致", nil, nil, rule.Pass},
	{"TGT-MEA-05", "名称和指标值单位不一", func(d *domain.Dossier) {
		named(0, "改造费用（万元）")(d)
		put(0, value("≥", "6400", "元"))(d)
	}, nil, rule.Notice},
	{"TGT-MEA-05", "个与家混用", func(d *domain.Dossier) {
		named(0, "培训企业数量")(d)
		put(0, value("≥", "20", "个"))(d)
		named(4, "服务培训企业数")(d)
		put(4, value("≥", "20", "家"))(d)
	}, nil, rule.Notice},
	{"TGT-MEA-06", "方向正确", nil, nil, rule.Pass},
	{"TGT-MEA-06", "成本写成不低于", put(3, value("≥", "500", "元/平方米")), nil, rule.Fail},
	{"TGT-MEA-06", "满意度写成不高于", put(6, value("≤", "90", "%")), nil, rule.Fail},
	{"TGT-MEA-06", "事故起数写成不低于", func(d *domain.Dossier) { named(4, "施工安全事故起数")(d); put(4, value("≥", "1", "起"))(d) }, nil, rule.Fail},
	{"TGT-MEA-06", "投诉办结率写不低于", func(d *domain.Dossier) { named(4, "投诉办结率")(d); put(4, value("≥", "98", "%"))(d) }, nil, rule.Pass},
	{"TGT-MEA-06", "成本节约率写不低于", func(d *domain.Dossier) { named(3, "成本节约率")(d); put(3, value("≥", "5", "%"))(d) }, nil, rule.Pass},
	{"TGT-MEA-07", "没有占位符", nil, nil, rule.Pass},
	{"TGT-MEA-07", "名称留着星号", named(0, "改造校舍面积(≥**平方米)"), nil, rule.Fail},
	{"TGT-MEA-07", "指标值是省略号", put(5, words("……")), nil, rule.Fail},
	{"TGT-MEA-07", "目标写XX", goal("完成XX所学校改造"), nil, rule.Fail},
	{"TGT-MEA-07", "核心指标的星号不算", named(0, "★改造校舍面积"), nil, rule.Pass},
	{"TGT-MEA-07", "XXL不是占位符", named(0, "采购XXL号校服"), nil, rule.Pass},
	{"TGT-MEA-08", "名称里没有目标值", nil, nil, rule.Pass},
	{"TGT-MEA-08", "名称写100%", named(1, "竣工验收合格率100%"), nil, rule.Notice},
	{"TGT-MEA-08", "名称写不少于3次", named(0, "检查不少于3次"), nil, rule.Notice},
	{"TGT-MEA-08", "专有名词里的数字", named(0, "5G基站及65岁以上老人12345热线"), nil, rule.Pass},
	{"TGT-MEA-09", "有数量有日期", nil, nil, rule.Pass},
	{"TGT-MEA-09", "清一色100%", func(d *domain.Dossier) {
		for i := range 6 {
			put(i, value("=", "100", "%"))(d)
		}
	}, nil, rule.Notice},
	{"TGT-MEA-10", "写明问卷数", nil, nil, rule.Pass},
	{"TGT-MEA-10", "备注写了别的", func(d *domain.Dossier) { row(d, 6).Note = text("重要") }, nil, rule.Notice},
	{"TGT-MEA-10", "表里没有备注栏", func(d *domain.Dossier) { row(d, 6).Note = domain.Text{} }, nil, rule.NoData},
}

var levelCases = []Case{
	{"TGT-LVL-01", "高于上年", nil, nil, rule.Pass},
	{"TGT-LVL-01", "低于上年实际", put(4, value("≥", "300", "个")), nil, rule.Notice},
	{"TGT-LVL-01", "略低在容差内", put(4, value("≥", "480", "个")), nil, rule.Pass},
	{"TGT-LVL-01", "没有上年资料", func(d *domain.Dossier) { d.Project.LastYear = nil }, nil, rule.NoData},
	{"TGT-LVL-02", "逐年变化", nil, nil, rule.Pass},
	{"TGT-LVL-02", "三年不变", func(d *domain.Dossier) {
		same := []domain.PastIndicator{{Level3: "改造校舍面积", Planned: "≥6400平方米"}, {Level3: "新增学位", Planned: "≥540个"}, {Level3: "家长满意度", Planned: "≥90%"}}
		d.Project.LastYear.Indicators, d.Project.Earlier[0].Indicators = same, same
	}, nil, rule.Notice},
	{"TGT-LVL-02", "只有一年资料", func(d *domain.Dossier) { d.Project.Earlier = nil }, nil, rule.NoData},
	{"TGT-LVL-03", "钱没有大涨", nil, nil, rule.Pass},
	{"TGT-LVL-03", "钱涨一倍目标不涨", func(d *domain.Dossier) {
		d.Project.LastYear.Budget = wan(160)
		d.Project.LastYear.Indicators = []domain.PastIndicator{{Level3: "改造校舍面积", Planned: "≥6400平方米"}}
	}, nil, rule.Notice},
	{"TGT-LVL-03", "钱涨目标也涨", func(d *domain.Dossier) { d.Project.LastYear.Budget = wan(160) }, nil, rule.Pass},
	{"TGT-LVL-04", "没有批复过", nil, nil, rule.NotApplicable},
	{"TGT-LVL-04", "执行慢又下调", lowered(wan(40)), nil, rule.Notice},
	{"TGT-LVL-04", "执行正常", lowered(wan(310)), nil, rule.Pass},
	{"TGT-LVL-05", "没有中期目标", nil, nil, rule.NoData},
	{"TGT-LVL-05", "年度照抄三年", func(d *domain.Dossier) {
		d.Project.End = domain.Date{Year: 2028, Month: 12, Day: 31}
		cur(d).LongGoal, cur(d).Goal = text("三年建成公园30个"), text("建成公园30个")
	}, nil, rule.Notice},
	{"TGT-LVL-05", "年度只写今年的", func(d *domain.Dossier) {
		d.Project.End = domain.Date{Year: 2028, Month: 12, Day: 31}
		cur(d).LongGoal, cur(d).Goal = text("三年建成公园30个"), text("建成公园8个")
	}, nil, rule.Pass},
	{"TGT-LVL-06", "没有同类数据", nil, nil, rule.NoData},
	{"TGT-LVL-06", "中位数的四倍", nil, median("120"), rule.Notice},
	{"TGT-LVL-06", "与中位数相近", nil, median("480"), rule.Pass},
}

func median(m string) func(*Env) {
	return func(e *Env) {
		e.Benchmarks = []Benchmark{{Name: "加固改造单方造价", Unit: "元/平方米", Median: domain.MustDecimal(m), Count: 9}}
	}
}

// lowered is a target approved with 9000 and resubmitted with 6400 while executed fen
// were spent by June.
func lowered(executed domain.Fen) func(*domain.Dossier) {
	return func(d *domain.Dossier) {
		first := *cur(d)
		first.Indicators = slices.Clone(first.Indicators)
		first.Indicators[0].Planned = value("≥", "9000", "平方米")
		second := *cur(d)
		second.No = 2
		d.Target.Versions = []domain.TargetVersion{first, second}
		d.Reviews = []domain.Review{{ProjectID: "P1", Round: 1, Version: 1, Level: domain.LevelBureau, Decision: domain.DecisionApprove}}
		d.Execution.Months = []domain.MonthExecution{{Month: 6, Executed: executed}}
	}
}

var coherenceCases = []Case{
	{"TGT-COH-01", "文字与表内一致", nil, nil, rule.Pass},
	{"TGT-COH-01", "文字写280万元", goal("投入280万元，完成4栋教学楼加固改造。"), nil, rule.Notice},
	{"TGT-COH-01", "产值不是投入", goal("带动村集体收入80万元，完成4栋教学楼加固改造。"), nil, rule.Pass},
	{"TGT-COH-01", "分项相加等于总额", goal("投入财政资金200万元、投入自筹资金120万元。"), nil, rule.Pass},
	{"TGT-COH-02", "分项合计等于总额", nil, nil, rule.Pass},
	{"TGT-COH-02", "少列10万元", func(d *domain.Dossier) { cur(d).Funds[1].Amount.Fen = domain.FenPtr(wan(10)) }, nil, rule.Fail},
	{"TGT-COH-02", "其中的其中不重复算", func(d *domain.Dossier) {
		cur(d).Funds = []domain.StatedFund{cur(d).Funds[0], {Item: text("其中：一般公共预算"), Amount: cur(d).Funds[0].Amount}, cur(d).Funds[1]}
	}, nil, rule.Pass},
	{"TGT-COH-02", "没有分项", func(d *domain.Dossier) { cur(d).Funds = nil }, nil, rule.NoData},
	{"TGT-COH-03", "算得平", nil, nil, rule.Pass},
	{"TGT-COH-03", "单价写成800元", put(3, value("≤", "800", "元/平方米")), nil, rule.Notice},
	{"TGT-COH-03", "只说明了一半的钱", put(3, value("≤", "250", "元/平方米")), nil, rule.Notice},
	{"TGT-COH-03", "单价没有对应的数量", put(3, value("≤", "250", "元/人")), nil, rule.NoData},
	{"TGT-COH-04", "计划合计等于预算", nil, nil, rule.Pass},
	{"TGT-COH-04", "计划少20万元", func(d *domain.Dossier) { d.Execution.Months[1].Plan = domain.FenPtr(wan(300)) }, nil, rule.Notice},
	{"TGT-COH-04", "没有用款计划", func(d *domain.Dossier) { d.Execution = nil }, nil, rule.NoData},
	{"TGT-COH-05", "与上年不同", nil, nil, rule.Pass},
	{"TGT-COH-05", "与上年雷同", func(d *domain.Dossier) { d.Project.LastYear.Goal = cur(d).Goal.Raw }, nil, rule.Notice},
	{"TGT-COH-05", "照抄别的单位", nil, func(e *Env) {
		c := NewCorpus()
		c.Add("P9", "校舍加固", "区第五小学", "投入280万元，7月底前完成3栋教学楼加固改造5200平方米，消除D级危房，新增学位450个，让周边学生就近入学。")
		e.Corpus = c
	}, rule.Notice},
	{"TGT-COH-05", "自己不算", nil, func(e *Env) {
		c := NewCorpus()
		c.Add("P1", "校舍加固改造", "区第三实验小学", Example().Target.Current().Goal.Raw)
		e.Corpus = c
	}, rule.Pass},
	{"TGT-COH-06", "年份正确", nil, nil, rule.Pass},
	{"TGT-COH-06", "时效写上年", put(2, words("2025年8月25日前")), nil, rule.Notice},
	{"TGT-COH-06", "目标写上年", goal("2025年底前完成4栋教学楼加固改造。"), nil, rule.Notice},
	{"TGT-COH-06", "与上年比较不算", goal("新增学位较2025年增加40个。"), nil, rule.Pass},
	{"TGT-COH-06", "引用文件不算", goal("落实《教育设施规划（2021年）》，完成加固改造。"), nil, rule.Pass},
	{"TGT-COH-07", "与项目库一致", nil, nil, rule.Pass},
	{"TGT-COH-07", "申报多20万元", func(d *domain.Dossier) { cur(d).Total.Fen = domain.FenPtr(wan(340)) }, nil, rule.Notice},
	{"TGT-COH-08", "没有单位名录", nil, nil, rule.NoData},
	{"TGT-COH-08", "写成别的学校", goal("区第五实验小学完成教学楼加固改造。"), schools, rule.Notice},
	{"TGT-COH-08", "写的是自己", goal("区第三实验小学会同区第五实验小学完成加固改造。"), schools, rule.Pass},
	{"TGT-COH-09", "没有产值", nil, nil, rule.NotApplicable},
	{"TGT-COH-09", "产值等于增收", grossIncome("80"), nil, rule.Notice},
	{"TGT-COH-09", "增收小于产值", grossIncome("22"), nil, rule.Pass},
}

func schools(e *Env) { e.Units = []string{"区第三实验小学", "区第五实验小学"} }

func grossIncome(gain string) func(*domain.Dossier) {
	return func(d *domain.Dossier) {
		named(4, "特色产业产值")(d)
		put(4, value("≥", "80", "万元"))(d)
		named(5, "农户增加收入")(d)
		put(5, value("≥", gain, "万元"))(d)
	}
}

var gateCases = []Case{
	{"TGT-GATE-01", "有责任人", nil, nil, rule.Pass},
	{"TGT-GATE-01", "没有责任人", func(d *domain.Dossier) { d.Project.Owner = ""; cur(d).Owner = domain.Text{} }, nil, rule.Fail},
	{"TGT-GATE-02", "有目标", nil, nil, rule.Pass},
	{"TGT-GATE-02", "没有目标", func(d *domain.Dossier) { d.Target = nil }, nil, rule.Fail},
	{"TGT-GATE-03", "不超过审定数", nil, nil, rule.Pass},
	{"TGT-GATE-03", "超过审定数", func(d *domain.Dossier) { d.Project.ExAnte.Need = wan(200) }, nil, rule.Notice},
	{"EXA-GATE-01", "有评估报告", nil, nil, rule.Pass},
	{"EXA-GATE-01", "没有评估报告", func(d *domain.Dossier) { d.Project.ExAnte = nil }, nil, rule.Fail},
	{"EXA-GATE-01", "有区政府批准文件", func(d *domain.Dossier) { d.Project.ExAnte = nil; d.Project.ExceptionDoc = "市中政字〔2026〕8号" }, nil, rule.Pass},
	{"EXA-GATE-01", "一般项目不需要", func(d *domain.Dossier) { d.Project.ExAnte = nil; d.Project.Kind = domain.KindRoutine }, nil, rule.NotApplicable},
	{"EXA-GATE-02", "予以支持", nil, nil, rule.Pass},
	{"EXA-GATE-02", "不予支持", func(d *domain.Dossier) { d.Project.ExAnte.Conclusion = "不予支持" }, nil, rule.Fail},
	{"EXA-CAPITAL-01", "有评估意见", func(d *domain.Dossier) { d.Project.Kind = domain.KindConstruction }, nil, rule.Pass},
	{"EXA-CAPITAL-01", "没有评估意见", func(d *domain.Dossier) { d.Project.Kind, d.Project.ExAnte = domain.KindConstruction, nil }, nil, rule.Notice},
}

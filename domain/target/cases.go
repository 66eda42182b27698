package target

import (
	"jixiao/domain"
	"jixiao/domain/rule"
)

// Case is one example a finance person can check: the clean target of Example with one
// change, and what the rule must say about it.
type Case struct {
	Rule string
	Name string
	// Change edits the clean dossier; nil leaves it as it is.
	Change func(d *domain.Dossier)
	// Env adds what the rule needs beyond the dossier.
	Env  func(e *Env)
	Want rule.Status
}

// Run checks the case and returns its rule's outcome.
func (c Case) Run() rule.Outcome { return c.RunWith(DefaultParams) }

// RunWith is Run under other parameters.
func (c Case) RunWith(p Params) rule.Outcome {
	d := Example()
	env := Env{Params: p}
	if c.Change != nil {
		c.Change(&d)
	}
	if c.Env != nil {
		c.Env(&env)
	}
	r, ok := ByID(c.Rule)
	if !ok {
		return rule.Outcome{Rule: c.Rule}
	}
	return r.Check(NewSubject(&d, exampleDay, &env), exampleDay)
}

var exampleDay = domain.Date{Year: 2026, Month: 3, Day: 2}

// wan is an amount in 万元.
func wan(n int64) domain.Fen { return domain.Fen(n * 1_000_000) }

func text(s string) domain.Text { return domain.Text{Raw: s} }

func dec(s string) *domain.Decimal { return domain.DecimalPtr(domain.MustDecimal(s)) }

func value(sign domain.Sign, number, unit string) domain.Value {
	return domain.Value{Raw: string(sign) + number + unit, Sign: sign, Number: dec(number), Unit: unit}
}

func words(s string) domain.Value { return domain.Value{Raw: s, Qualitative: true} }

func ind(class, kind, name string, v domain.Value, weight string) domain.Indicator {
	return domain.Indicator{Level1: text(class), Level2: text(kind), Level3: text(name), Class: class, Kind: kind, Planned: v,
		Weight: domain.Number{Raw: weight, Value: dec(weight)}}
}

// Example is a clean target: every rule that has data passes.
func Example() domain.Dossier {
	d := domain.Dossier{DepartmentName: "区教育局", UnitName: "区第三实验小学"}
	d.Project = domain.Project{
		ID: "P1", Code: "37010326R000000000001", Name: "校舍加固改造", Year: 2026, Department: "105", Unit: "105003", Kind: domain.KindNewProject,
		Initial: wan(320), Adjusted: wan(320), Owner: "李明",
		ExAnte: &domain.ExAnte{Report: "评估报告2025-17", Score: domain.MustDecimal("88"), Conclusion: "予以支持", Need: wan(320)},
		LastYear: &domain.YearResult{Year: 2025, Budget: wan(300), Executed: wan(295), Goal: "完成两所学校的操场翻新，安装照明设备，改善课后活动条件，方便周边居民健身。",
			Indicators: []domain.PastIndicator{{Level3: "改造校舍面积", Planned: "≥5200平方米", Actual: "5300平方米"}, {Level3: "新增学位", Planned: "≥500个", Actual: "500个"}, {Level3: "家长满意度", Planned: "≥88%", Actual: "90%"}}},
		Earlier: []domain.YearResult{{Year: 2024, Indicators: []domain.PastIndicator{{Level3: "改造校舍面积", Planned: "≥5000平方米"}, {Level3: "新增学位", Planned: "≥480个"}, {Level3: "家长满意度", Planned: "≥85%"}}}},
	}
	d.Execution = &domain.Execution{ProjectID: "P1", Year: 2026, Months: []domain.MonthExecution{
		{Month: 6, Executed: wan(160), Plan: domain.FenPtr(wan(144))}, {Month: 12, Executed: wan(310), Plan: domain.FenPtr(wan(320))}}}
	d.Target = &domain.Target{ProjectID: "P1", Stage: domain.StagePending, Level: domain.LevelDepartment, Versions: []domain.TargetVersion{{
		No: 1, Goal: text("投入320万元，8月底前完成4栋教学楼加固改造6400平方米，消除D级危房，新增学位540个，让周边学生就近入学。"),
		Total: domain.Amount{Raw: "320", Fen: domain.FenPtr(wan(320))}, AmountUnit: domain.UnitWan,
		Funds: []domain.StatedFund{{Item: text("其中：财政拨款"), Amount: domain.Amount{Raw: "300", Fen: domain.FenPtr(wan(300))}}, {Item: text("其他资金"), Amount: domain.Amount{Raw: "20", Fen: domain.FenPtr(wan(20))}}},
		Indicators: []domain.Indicator{
			ind(domain.ClassOutput, "数量指标", "改造校舍面积", value("≥", "6400", "平方米"), "20"),
			ind(domain.ClassOutput, "质量指标", "竣工验收合格率", value("=", "100", "%"), "15"),
			ind(domain.ClassOutput, "时效指标", "完工时间", words("2026年8月25日前"), "10"),
			ind(domain.ClassOutput, "成本指标", "加固改造单方造价", value("≤", "500", "元/平方米"), "5"),
			ind(domain.ClassBenefit, "社会效益指标", "新增学位", value("≥", "540", "个"), "15"),
			ind(domain.ClassBenefit, "可持续影响指标", "加固后设计使用年限", value("≥", "30", "年"), "15"),
			ind(domain.ClassSatisfaction, "服务对象满意度指标", "家长满意度", value("≥", "90", "%"), "10"),
		},
		Common: domain.CommonIndicator{Progress: map[int]domain.Decimal{6: domain.DecimalInt(45)}, ExpenditureRate: dec("95"), AllocationRate: dec("90")},
		Owner:  text("李明"),
	}}}
	last := &d.Target.Versions[0].Indicators[6]
	last.Note = text("随机问卷300份")
	return d
}

func cur(d *domain.Dossier) *domain.TargetVersion { return d.Target.Current() }

func row(d *domain.Dossier, i int) *domain.Indicator { return &cur(d).Indicators[i] }

func put(i int, v domain.Value) func(*domain.Dossier) {
	return func(d *domain.Dossier) { row(d, i).Planned = v }
}

func named(i int, name string) func(*domain.Dossier) {
	return func(d *domain.Dossier) { row(d, i).Level3 = text(name) }
}

func goal(s string) func(*domain.Dossier) { return func(d *domain.Dossier) { cur(d).Goal = text(s) } }

// without drops the indicators of a class.
func without(class string) func(*domain.Dossier) {
	return func(d *domain.Dossier) {
		var keep []domain.Indicator
		for _, x := range cur(d).Indicators {
			if x.Class != class {
				keep = append(keep, x)
			}
		}
		cur(d).Indicators = keep
	}
}

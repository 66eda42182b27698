package review

import (
	"fmt"
	"strings"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/rule"
)

// Aspect is one line of the four-criteria review form (四性审核表).
type Aspect struct {
	// Group is one of 完整性, 相关性, 适当性, 可行性.
	Group, Title string
	Max          int
	// Asks is what the line looks at.
	Asks string
	// rules are the prefixes of the checks whose findings count against it.
	rules []string
}

// Aspects are the eight lines in the order of the form; they add up to 100.
var Aspects = []Aspect{
	{"完整性", "规范完整性", 10, "填报是否规范、内容是否完整", []string{"TGT-STR-"}},
	{"完整性", "明确清晰性", 10, "目标是否明确，能否说清要做什么、做到什么程度", []string{"TGT-MEA-"}},
	{"相关性", "目标相关性", 15, "与部门职责、规划和项目立项依据是否相关", []string{"TGT-COH-05", "TGT-COH-06", "TGT-COH-08", "TGT-COH-09"}},
	{"相关性", "指标科学性", 15, "指标能否反映目标，是否可衡量、可比", []string{"TGT-MEA-"}},
	{"适当性", "绩效合理性", 15, "预期绩效是否合理，是否高于或低于正常水平", []string{"TGT-LVL-"}},
	{"适当性", "资金匹配性", 15, "目标与资金规模是否匹配", []string{"TGT-COH-01", "TGT-COH-02", "TGT-COH-03", "TGT-COH-04"}},
	{"可行性", "实现可能性", 10, "目标经过努力能否实现", []string{"TGT-LVL-"}},
	{"可行性", "条件充分性", 10, "实施条件、责任人和前期工作是否具备", []string{"TGT-GATE-", "EXA-"}},
}

// SheetBasis is where the form comes from.
var SheetBasis = basis.Of(basis.Cai2015No88, "中央部门项目支出绩效目标审核表")

// What a finding costs in the suggestion (本区口径): the reviewer changes it freely.
const (
	failureCosts = 4
	warningCosts = 2
)

// Suggest fills the form from the checks: full marks less what their findings cost, never
// below zero.
func Suggest(outcomes []rule.Outcome) domain.ReviewSheet {
	s := domain.ReviewSheet{Scores: make([]int, len(Aspects))}
	for i, a := range Aspects {
		s.Scores[i] = a.Max
		for _, o := range outcomes {
			for _, f := range o.Findings {
				if a.counts(f.Rule) {
					s.Scores[i] -= costs(f.Severity)
				}
			}
		}
		s.Scores[i] = max(s.Scores[i], 0)
	}
	return s
}

func (a *Aspect) counts(id string) bool {
	for _, p := range a.rules {
		if strings.HasPrefix(id, p) {
			return true
		}
	}
	return false
}

func costs(s rule.Severity) int {
	switch s {
	case rule.Failure:
		return failureCosts
	case rule.Warning:
		return warningCosts
	}
	return 0
}

// SheetGrade is 优 from 90, 良 from 80, 中 from 60, 差 below (财预〔2015〕88号附表).
func SheetGrade(s *domain.ReviewSheet) domain.Grade {
	return domain.GradeOf(domain.DecimalInt(int64(s.Total())))
}

// SheetMeans says what a grade means for the budget.
func SheetMeans(g domain.Grade) string {
	switch g {
	case domain.GradeExcellent:
		return "进入预算安排"
	case domain.GradeGood:
		return "完善后进入预算安排"
	case domain.GradeFair:
		return "退回重报"
	}
	return "不得进入预算安排"
}

// SheetText is the form's result in one line for the opinion.
func SheetText(s *domain.ReviewSheet) string {
	g := SheetGrade(s)
	return fmt.Sprintf("四性审核 %d 分（%s）：%s。", s.Total(), g, SheetMeans(g))
}

// checkSheet refuses a form that is not filled in as it should be, and an approval against
// its grade.
func checkSheet(project string, v *Verdict) error {
	s := v.Sheet
	if s == nil {
		return nil
	}
	if len(s.Scores) != len(Aspects) {
		return no(NeedsOpinion, project, "四性审核表没有填全八项；请重新填写。")
	}
	for i, a := range Aspects {
		if s.Scores[i] < 0 || s.Scores[i] > a.Max {
			return no(NeedsOpinion, project, fmt.Sprintf("四性审核表“%s”应在 0 到 %d 分之间，不是 %d 分；请改正。", a.Title, a.Max, s.Scores[i]))
		}
	}
	if g := SheetGrade(s); v.Decision == domain.DecisionApprove && g.Rank() >= domain.GradeFair.Rank() {
		return no(NeedsOpinion, project, fmt.Sprintf("四性审核 %d 分（%s），%s，不能通过；请退回或不通过，或重新评分。", s.Total(), g, SheetMeans(g)))
	}
	return nil
}

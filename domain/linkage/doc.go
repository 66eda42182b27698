// Package linkage computes the three linkages of the budget with performance (第十二条): with
// the ex-ante evaluation, with the targets' common indicators, and with last year's
// performance; then the exceptions approved by 区政府 and the link of a department's money
// with the grade of the whole department. Every amount is derived step by step and every
// step says what it read, by which formula and article, and what it did. A step without
// data changes nothing and says so: missing data is never a reason to cut, and never a pass.
package linkage

import (
	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/listing"
)

// Facts are what the linkages look at, of one project. Amounts are fen.
type Facts struct {
	ID, Code, Name string
	// Department is a code, DepartmentName what people call it.
	Department, DepartmentName string
	Unit                       string
	Kind                       domain.ProjectKind
	Continuing                 bool
	// Applied is 申请额: the initial budget asked for.
	Applied domain.Fen
	ExAnte  *domain.ExAnte
	Last    *domain.YearResult
	// Landed is the money settled on concrete undertakings, nil when not reported.
	Landed *domain.Fen
	// RedMonths is the number of months in a row, up to the newest report, with less than the
	// red limit of time progress spent; -1 when no month was reported.
	RedMonths    int
	ExceptionDoc string
	Exception    *domain.Exception
}

// FactsOf takes the facts of a project; execution may be nil. They keep the project's last
// year: a caller that holds the facts of a whole district reads it without texts.
func FactsOf(p *domain.Project, departmentName, unitName string, e *domain.Execution) Facts {
	return Facts{ID: p.ID, Code: p.Code, Name: p.Name, Department: p.Department, DepartmentName: departmentName, Unit: unitName, Kind: p.Kind, Continuing: p.Continuing,
		Applied: p.Initial, ExAnte: p.ExAnte, Last: p.LastYear, Landed: p.Landed, RedMonths: redMonths(p, e), ExceptionDoc: p.ExceptionDoc, Exception: p.Exception}
}

// redMonths counts the newest reports in a row with a red lamp; -1 when nothing was reported.
func redMonths(p *domain.Project, e *domain.Execution) int {
	if e == nil || len(e.Months) == 0 || p.Adjusted <= 0 {
		return -1
	}
	n := 0
	for _, m := range e.Months {
		if listing.ExecutionLamp(m.Executed, p.Adjusted, m.Month) == listing.LampRed {
			n++
		} else {
			n = 0
		}
	}
	return n
}

// Words of the regulation that the steps cite.
var (
	BasisExAnte    = basis.Cite("第十二条", "一是与事前绩效评估审定的下年度资金实际需求等挂钩，精准安排项目预算")
	BasisGate      = basis.Cite("第九条", "未开展绩效评估或绩效评估结果差的政策和项目不得列入中期财政规划和年度预算")
	BasisCommon    = basis.Cite("第十二条", "主要根据设定的预算执行进度、预算到项目率、预算支出率共性指标等精准核定项目预算")
	BasisLast      = basis.Cite("第十二条", "优先保障绩效较好的政策、项目，对低效无效资金一律予以削减或取消")
	BasisException = basis.Cite("第十二条", "特殊情况必须保障的，报经区政府研究同意后予以保障")
	BasisOverall   = basis.Cite("第十二条", "建立部门预算安排与部门、单位整体绩效评价结果挂钩机制")
)

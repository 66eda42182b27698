// Package report builds the documents that leave the bureau: for each kind a pure function
// from what the file knows to a paper.Doc. Documents to other offices are drafts: no number
// and no seal is ever made up here.
package report

import (
	"fmt"

	"jixiao/domain"
	"jixiao/domain/basis"
)

// Scope says what a kind of document is about.
type Scope uint8

// Scopes: one project, one spot check, the year.
const (
	OfProject Scope = iota
	OfSpotCheck
	OfYear
)

// String is the Chinese word.
func (s Scope) String() string { return [...]string{"项目", "抽查", "年度"}[s] }

// Kind is one kind of document.
type Kind struct {
	// ID is what `jixiao report` takes.
	ID, Title string
	Scope     Scope
	// Basis is the article the document serves.
	Basis string
}

// Kinds are all documents, in the order of the year.
var Kinds = []Kind{
	{"review-opinion", "绩效目标审核意见书", OfProject, "第十一条"},
	{"return-list", "退回修改通知单", OfYear, "第十一条"},
	{"no-budget-list", "不安排预算项目清单", OfYear, "第九、十一条"},
	{"linkage", "三个挂钩建议表", OfYear, "第十二条"},
	{"exception", "特殊情况保障请示", OfProject, "第十二条"},
	{"warnings", "绩效运行监控情况通报", OfYear, "第十三、十四条"},
	{"case", "预警处置文书", OfProject, "第十四条"},
	{"cleanup", "资金清理收回和调整方案", OfYear, "第十四条"},
	{"draw-record", "抽查项目抽取记录（见证书）", OfSpotCheck, "第十六条"},
	{"recheck-paper", "抽查复核工作底稿", OfProject, "第十六条"},
	{"recheck-consult", "抽查复核意见征求函", OfProject, "第十六条"},
	{"recheck-notice", "绩效自评抽查复核结果通报", OfSpotCheck, "第十六条"},
	{"duties", "履职台账", OfYear, "第五至七、九至十九条"},
	{"npc", "预算绩效管理情况报告（报区人大）", OfYear, "第十九条"},
}

// Find returns the kind with the ID.
func Find(id string) (Kind, bool) {
	for _, k := range Kinds {
		if k.ID == id {
			return k, true
		}
	}
	return Kind{}, false
}

// draft is the line below the title of a document that people still have to finish.
func draft(year int) string { return fmt.Sprintf("%d 年度（草稿，未编文号）", year) }

func day(d domain.Date) string { return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day) }

// quote is an article with its words.
func quote(c basis.Citation) string { return "依据" + c.String() + "：“" + c.Quote + "”。" }

func score(d *domain.Decimal) string {
	if d == nil {
		return "—"
	}
	return d.Fixed(2)
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

const bureau = "区财政局"

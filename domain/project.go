package domain

import "fmt"

// FundSource is one of the four budgets, a transfer or another kind of money the
// regulation covers (第二条).
type FundSource string

// Fund sources of 第二条, and the two local kinds that forms print.
const (
	FundGeneral          FundSource = "一般公共预算"
	FundGovernment       FundSource = "政府性基金预算"
	FundStateCapital     FundSource = "国有资本经营预算"
	FundSocialInsurance  FundSource = "社会保险基金预算"
	FundCentralTransfer  FundSource = "中央转移支付"
	FundProvTransfer     FundSource = "省级转移支付"
	FundCityTransfer     FundSource = "市级转移支付"
	FundInvestment       FundSource = "政府投资基金"
	FundPPP              FundSource = "政府与社会资本合作"
	FundServicePurchase  FundSource = "政府购买服务"
	FundDebt             FundSource = "政府债务"
	FundFiscalAccount    FundSource = "财政专户"
	FundUnitOwn          FundSource = "单位资金"
	FundOther            FundSource = "其他资金"
	FundCarryover        FundSource = "上年结转资金"
	FundFiscalAllocation FundSource = "财政拨款"
)

// FundSources lists every known source in the order reports print them.
var FundSources = []FundSource{
	FundGeneral, FundGovernment, FundStateCapital, FundSocialInsurance, FundCentralTransfer,
	FundProvTransfer, FundCityTransfer, FundInvestment, FundPPP, FundServicePurchase, FundDebt,
	FundFiscalAccount, FundUnitOwn, FundFiscalAllocation, FundCarryover, FundOther,
}

// ProjectKind is the fact from which the program derives whether ex-ante evaluation
// and focused monitoring apply (第九、十三、十四条).
type ProjectKind string

// Kinds of project.
const (
	KindRoutine      ProjectKind = "一般项目"
	KindNewFund      ProjectKind = "新设专项资金"
	KindNewPolicy    ProjectKind = "新出台重大政策"
	KindNewProject   ProjectKind = "新确定项目"
	KindSpecial      ProjectKind = "重大专项"
	KindConstruction ProjectKind = "基本建设"
	KindTransfer     ProjectKind = "转移支付"
	KindKeyPolicy    ProjectKind = "区委区政府重大政策项目"
)

// NeedsExAnte reports whether the kind must have an ex-ante evaluation before it may enter the
// budget: 新设专项资金、新出台重大政策、新确定项目 (第九条).
func (k ProjectKind) NeedsExAnte() bool {
	return k == KindNewFund || k == KindNewPolicy || k == KindNewProject
}

// FundLine is one source's share of a project.
type FundLine struct {
	Source   FundSource `json:"source"`
	Initial  Fen        `json:"initial"`
	Adjusted Fen        `json:"adjusted"`
}

// Project is one budget project of one fiscal year. Amounts are fen.
type Project struct {
	V int `json:"v"`
	// ID is stable and random; codes get corrected, IDs never change.
	ID   string `json:"id"`
	Code string `json:"code"`
	Name string `json:"name"`
	Year int    `json:"year"`
	// Department and Unit are codes.
	Department string      `json:"department"`
	Unit       string      `json:"unit"`
	Kind       ProjectKind `json:"kind"`
	// Continuing is 延续 (true) or 新增 (false).
	Continuing bool `json:"continuing,omitempty"`
	// Initial is 年初预算, Adjusted 全年预算数（年初+调整+上年结转）, both totals over Funds.
	Initial  Fen `json:"initial"`
	Adjusted Fen `json:"adjusted"`
	// Carryover is the part of Adjusted carried over from earlier years and
	// CarryoverSince the year it was first budgeted (0: no carry-over).
	Carryover      Fen        `json:"carryover,omitempty"`
	CarryoverSince int        `json:"carryover_since,omitempty"`
	Funds          []FundLine `json:"funds,omitempty"`
	// Owner is 项目责任人 (第八条); empty means nobody is named.
	Owner string `json:"owner,omitempty"`
	Phone string `json:"phone,omitempty"`
	Start Date   `json:"start,omitzero"`
	End   Date   `json:"end,omitzero"`
	// ExAnte is the ex-ante evaluation's conclusion, nil when there is no report.
	ExAnte *ExAnte `json:"ex_ante,omitempty"`
	// LastYear is last year's result for the same project, nil when unknown.
	LastYear *YearResult `json:"last_year,omitempty"`
	// Earlier are the results of the years before last year, newest first.
	Earlier []YearResult `json:"earlier,omitempty"`
	// ExceptionDoc is the 区政府 document that keeps a project in spite of a gate
	// (第十二条 特殊情况); empty for none.
	ExceptionDoc string `json:"exception_doc,omitempty"`
	// Exception is what that document approves, nil when only its number is known.
	Exception *Exception `json:"exception,omitempty"`
	// Landed is the money settled on concrete undertakings with code, implementing unit and
	// expenditure detail (预算到项目率的分子); nil when it was not reported.
	Landed *Fen       `json:"landed,omitempty"`
	Prov   Provenance `json:"prov,omitzero"`
}

// Exception is what 区政府 approved for a project in a special case (第十二条 特殊情况).
type Exception struct {
	On    Date   `json:"on,omitzero"`
	Scope string `json:"scope,omitempty"`
	// Amount is the approved amount; nil when the document names none.
	Amount *Fen `json:"amount,omitempty"`
	// Until is the last day it holds; zero for the whole year.
	Until Date `json:"until,omitzero"`
}

// NotSupported is the conclusion under which a project must not enter the budget (第九条).
const NotSupported = "不予支持"

// ExAnte is the conclusion of an ex-ante evaluation (第九条).
type ExAnte struct {
	Report     string  `json:"report"`
	Score      Decimal `json:"score"`
	Conclusion string  `json:"conclusion"` // 予以支持 / 调整完善后支持 / 不予支持
	Need       Fen     `json:"need"`       // 审定资金需求
	Date       Date    `json:"date,omitzero"`
}

// YearResult is a finished year's outcome used by next year's checks.
type YearResult struct {
	Year     int      `json:"year"`
	Budget   Fen      `json:"budget"`
	Executed Fen      `json:"executed"`
	Score    *Decimal `json:"score,omitempty"`
	Grade    Grade    `json:"grade,omitempty"`
	// NoSelfEval: the unit did not evaluate itself as required; MajorDifference: the recheck
	// differed widely from the self-evaluation (第十六条 通报情形).
	NoSelfEval      bool `json:"no_self_eval,omitempty"`
	MajorDifference bool `json:"major_difference,omitempty"`
	// Goal is that year's goal text, to see whether this year's was copied from it.
	Goal string `json:"goal,omitempty"`
	// Indicators are last year's planned and actual values by level-3 name.
	Indicators []PastIndicator `json:"indicators,omitempty"`
}

// PastIndicator is one indicator of an earlier year.
type PastIndicator struct {
	Level3  string `json:"level3"`
	Planned string `json:"planned"`
	Actual  string `json:"actual,omitempty"`
}

// CheckFunds reports an error when the fund lines do not sum to the totals (第二条：
// 一个项目可多来源，分项合计必须等于总额). A project without lines is consistent.
func (p Project) CheckFunds() error {
	if len(p.Funds) == 0 {
		return nil
	}
	var in, adj Fen
	for _, f := range p.Funds {
		in += f.Initial
		adj += f.Adjusted
	}
	if in != p.Initial {
		return fmt.Errorf("project %s: initial budget %s, fund lines sum to %s", p.Code, p.Initial, in)
	}
	if adj != p.Adjusted {
		return fmt.Errorf("project %s: adjusted budget %s, fund lines sum to %s", p.Code, p.Adjusted, adj)
	}
	return nil
}

// Grade is 优良中差.
type Grade string

// Grades; the empty Grade means there is none.
const (
	GradeExcellent Grade = "优"
	GradeGood      Grade = "良"
	GradeFair      Grade = "中"
	GradePoor      Grade = "差"
)

// GradeOf returns 优 [90,100], 良 [80,90), 中 [60,80), 差 below 60 (财预〔2020〕10号).
func GradeOf(score Decimal) Grade {
	switch {
	case score.Cmp(DecimalInt(90)) >= 0:
		return GradeExcellent
	case score.Cmp(DecimalInt(80)) >= 0:
		return GradeGood
	case score.Cmp(DecimalInt(60)) >= 0:
		return GradeFair
	}
	return GradePoor
}

// Rank orders grades from 优 (0) to 差 (3); -1 for none.
func (g Grade) Rank() int {
	switch g {
	case GradeExcellent:
		return 0
	case GradeGood:
		return 1
	case GradeFair:
		return 2
	case GradePoor:
		return 3
	}
	return -1
}

package linkage

import (
	"fmt"

	"jixiao/domain"
	"jixiao/domain/basis"
)

// StepText is a step in words, for lists, documents and the = panel.
type StepText struct {
	// Link is 挂钩一, 挂钩二, 挂钩三 or 特殊情况; Title what the step looks at.
	Link    string     `json:"link"`
	Title   string     `json:"title"`
	State   string     `json:"state"`
	Before  domain.Fen `json:"before_fen"`
	After   domain.Fen `json:"after_fen"`
	Formula string     `json:"formula"`
	// Worked is the formula with the project's figures, or why nothing was done.
	Worked  string `json:"worked"`
	Basis   string `json:"basis"`
	Quote   string `json:"quote"`
	Article string `json:"article"`
	// Fields are the project's figures that were read, as `explain` names them; Params the keys
	// of the parameters.
	Fields []string `json:"fields,omitempty"`
	Params []string `json:"params,omitempty"`
}

type stepInfo struct {
	link, title, formula string
	basis                basis.Citation
	fields, params       []string
}

var infos = [stepCount]stepInfo{
	StepNeed:       {"挂钩一", "事前评估审定需求", "建议额 = 申请额与审定需求中较小的", BasisExAnte, []string{"initial", "ex_ante.need"}, nil},
	StepLanded:     {"挂钩二", "预算到项目率", "到项目率 = 已落实到具体项目的金额 ÷ 申请额；低于预警线的，未落实部分暂不安排", BasisCommon, []string{"initial", "landed"}, []string{"link.landed-min"}},
	StepRate:       {"挂钩二", "上年支出率", "核减 =（要求的支出率 - 上年支出率）× 上年预算 × 核减比例", BasisCommon, []string{"last_year.budget", "last_year.executed"}, []string{"link.rate-min", "link.rate-cut"}},
	StepProgress:   {"挂钩二", "执行进度", "连续红灯达到规定月数的，按比例核减", BasisCommon, []string{"executed", "adjusted"}, []string{"link.red-months", "link.red-cut"}},
	StepGrade:      {"挂钩三", "上年绩效等级", "优、良保障；中按比例核减；差削减或取消", BasisLast, []string{"last_year.score"}, []string{"link.fair-cut", "link.poor-cut"}},
	StepSelfEval:   {"挂钩三", "上年自评", "未按要求开展自评的，按比例核减", BasisLast, []string{"initial"}, []string{"link.no-selfeval-cut"}},
	StepDifference: {"挂钩三", "自评与抽评差异", "差异较大的，按比例核减", BasisLast, []string{"initial"}, []string{"link.difference-cut"}},
	StepException:  {"特殊情况", "区政府批准保障", "以批准额为准", BasisException, []string{"initial"}, nil},
}

// Text puts a step of the line into words.
func (l *Line) Text(id StepID) StepText {
	s, i := l.Steps[id], infos[id]
	if s.reason == noReport || s.reason == notSupported {
		i.basis = BasisGate
	}
	return StepText{Link: i.link, Title: i.title, State: s.State.String(), Before: s.Before, After: s.After, Formula: i.formula, Worked: l.worked(s),
		Basis: i.basis.String(), Quote: i.basis.Quote, Article: i.basis.Article, Fields: i.fields, Params: i.params}
}

// Texts are all steps in words.
func (l *Line) Texts() []StepText {
	out := make([]StepText, stepCount)
	for i := range out {
		out[i] = l.Text(StepID(i))
	}
	return out
}

// Fields are the project's figures that any step read, as `explain` names them.
func (l *Line) Fields() (out []string) {
	for _, i := range infos {
		out = append(out, i.fields...)
	}
	return out
}

// Decisive is the step that changed the amount most, in a few words; "" when none did.
func (l *Line) Decisive() string {
	best := -1
	for i := range l.Steps {
		if s := l.Steps[i]; s.State == Applied && (best < 0 || abs(s.Change()) > abs(l.Steps[best].Change())) {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	return l.short(l.Steps[best])
}

func abs(f domain.Fen) domain.Fen { return max(f, -f) }

func (l *Line) short(s Step) string {
	switch s.reason {
	case noReport:
		return "未开展事前评估"
	case notSupported:
		return "事前评估不予支持"
	case capped:
		return "超过审定需求"
	case unsettled:
		return "到项目率 " + domain.RatioOf(*l.Facts.Landed, l.Facts.Applied).Percent()
	case lowRate:
		return "上年支出率 " + l.lastRatio().Percent()
	case longRed:
		return fmt.Sprintf("连续红灯 %d 个月", l.Facts.RedMonths)
	case fairGrade, poorGrade:
		return "上年绩效" + string(l.Facts.LastGrade())
	case approved, approvedBlank:
		return "区政府批准保障"
	}
	if s.ID == StepSelfEval {
		return "上年未按要求自评"
	}
	return "自评与抽评差异较大"
}

func (l *Line) lastRatio() domain.Ratio {
	return domain.RatioOf(l.Facts.Last.Executed, l.Facts.Last.Budget)
}

func wan(f domain.Fen) string { return f.Wan() + " 万元" }

func (l *Line) worked(s Step) string {
	switch s.ID {
	case StepNeed:
		return l.needText(s)
	case StepLanded, StepRate, StepProgress:
		return l.commonText(s)
	case StepException:
		return l.exceptionText(s)
	}
	return l.lastText(s)
}

func (l *Line) needText(s Step) string {
	f := l.Facts
	switch s.reason {
	case noReport:
		return fmt.Sprintf("%s没有事前绩效评估报告，不得列入年度预算：%s 核定为 0", f.Kind, wan(s.Before))
	case notSupported:
		return fmt.Sprintf("事前评估结论为不予支持（%s），不得列入年度预算：%s 核定为 0", f.ExAnte.Report, wan(s.Before))
	case noNeed:
		return "事前评估报告里没有审定资金需求，无法比较。请补录审定需求"
	case capped, within:
		return fmt.Sprintf("申请 %s，审定需求 %s（%s），取较小的 %s", wan(s.Before), wan(f.ExAnte.Need), f.ExAnte.Report, wan(s.After))
	}
	return "不是新设专项资金、新出台重大政策或新确定项目，没有事前评估"
}

func (l *Line) commonText(s Step) string {
	f, p := l.Facts, l.params
	switch s.reason {
	case settled:
		return fmt.Sprintf("到项目率 %s ÷ %s = %s，不低于 %d%%", wan(*f.Landed), wan(f.Applied), domain.RatioOf(*f.Landed, f.Applied).Percent(), p.LandedMin)
	case unsettled:
		return fmt.Sprintf("到项目率 %s ÷ %s = %s，低于 %d%%，只安排已落实的 %s", wan(*f.Landed), wan(f.Applied), domain.RatioOf(*f.Landed, f.Applied).Percent(), p.LandedMin, wan(s.After))
	case fullRate:
		return fmt.Sprintf("上年支出率 %s ÷ %s = %s，不低于 %d%%", wan(f.Last.Executed), wan(f.Last.Budget), l.lastRatio().Percent(), p.RateMin)
	case lowRate:
		return fmt.Sprintf("上年支出率 %s ÷ %s = %s，比 %d%% 少支出 %s，核减其 %d%%，即 %s", wan(f.Last.Executed), wan(f.Last.Budget), l.lastRatio().Percent(), p.RateMin, wan(f.rateShort(p)), p.RateCut, wan(-s.Change()))
	case noBudget:
		return "上年预算为 0，算不出支出率"
	case shortRed:
		return fmt.Sprintf("连续红灯 %d 个月，不到 %d 个月", f.RedMonths, p.RedMonths)
	case longRed:
		return fmt.Sprintf("连续红灯 %d 个月，达到 %d 个月，核减 %s × %d%% = %s", f.RedMonths, p.RedMonths, wan(s.Before), p.RedCut, wan(-s.Change()))
	case noMonths:
		return "没有执行数，看不出进度。请导入执行数"
	case noLast, newProject:
		return l.noLastText(s)
	}
	return "没有报已落实到具体项目的金额，算不出到项目率。请在项目清单里补报"
}

func (l *Line) noLastText(s Step) string {
	if s.reason == newProject {
		return "新增项目，没有上年"
	}
	return "延续项目，但没有上年的结果。请补导入上年预算、支出和绩效结果"
}

func (l *Line) lastText(s Step) string {
	if s.reason == newProject || s.reason == noLast {
		return l.noLastText(s)
	}
	base := l.Steps[StepProgress].After
	cut := func(what string, percent int) string {
		return fmt.Sprintf("%s，核减 %s × %d%%：%s 变为 %s", what, wan(base), percent, wan(s.Before), wan(s.After))
	}
	p := l.params
	switch {
	case s.reason == noGrade:
		return "上年没有绩效得分或等级。请补录上年评价结果"
	case s.reason == goodGrade:
		return fmt.Sprintf("上年绩效为%s，予以保障", l.Facts.LastGrade())
	case s.reason == fairGrade:
		return cut("上年绩效为中", p.FairCut)
	case s.reason == poorGrade:
		return cut("上年绩效为差", p.PoorCut)
	case s.ID == StepSelfEval && s.State == Applied:
		return cut("上年未按要求开展自评", p.NoSelfEvalCut)
	case s.ID == StepSelfEval:
		return "没有未按要求自评的记录"
	case s.State == Applied:
		return cut("上年自评与抽评差异较大", p.DifferenceCut)
	}
	return "没有自评与抽评差异较大的记录"
}

func (l *Line) exceptionText(s Step) string {
	f := l.Facts
	switch s.reason {
	case approved:
		return fmt.Sprintf("%s 批准 %s，以批准额为准", f.ExceptionDoc, wan(s.After))
	case approvedBlank:
		return fmt.Sprintf("%s 没有录批准额，暂按申请额 %s。请补录批准额、日期、范围和到期日", f.ExceptionDoc, wan(s.After))
	case expired:
		return fmt.Sprintf("%s 已于 %s 到期，不再作数", f.ExceptionDoc, f.Exception.Until)
	}
	return "没有区政府批准的保障文件"
}

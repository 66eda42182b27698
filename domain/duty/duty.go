// Package duty is the duty ledger (履职台账): for every department and year, what the
// regulation's articles ask, until when, with which evidence, and how far it is done. The
// denominator comes from the articles and the projects' facts, never from what was done.
package duty

import (
	"time"

	"jixiao/domain"
	"jixiao/domain/basis"
)

// Status is the state of one duty of one department.
type Status string

// Statuses. Unknown means that nothing is registered and the date has not told yet;
// it is never counted as done.
const (
	Done          Status = "已履行"
	Partly        Status = "部分履行"
	NotDue        Status = "未到期"
	Overdue       Status = "逾期"
	Unknown       Status = "未登记"
	NotApplicable Status = "不适用"
)

// Duty is one thing an article asks of every department.
type Duty struct {
	ID    string
	Title string
	Basis basis.Citation
	// Due returns the last day for the budget year. The regulation names no days, so every
	// deadline is local practice (本区口径); nil means at any time of the year.
	Due func(year int) domain.Date
	// Applies and Met decide per project of the department; both nil for a duty of the
	// department itself, which is met by a registered evidence only. Met returns the day it
	// was met, zero when the file does not know the day.
	Applies func(d *domain.Dossier) bool
	Met     func(d *domain.Dossier) (on domain.Date, ok bool)
}

// PerProject reports whether the duty is counted over projects.
func (d Duty) PerProject() bool { return d.Applies != nil }

func day(yearOffset int, month time.Month, dayOfMonth int) func(int) domain.Date {
	return func(year int) domain.Date { return domain.Date{Year: year + yearOffset, Month: month, Day: dayOfMonth} }
}

func always(*domain.Dossier) bool { return true }

func hasTarget(d *domain.Dossier) bool { return d.Target != nil }

// isNew is 新设专项资金、新出台重大政策和新确定项目 (第九条).
func isNew(d *domain.Dossier) bool { return d.Project.Kind.NeedsExAnte() }

// isFocus is 重大专项、基本建设项目 and the district's major policies (第十三、十四条).
func isFocus(d *domain.Dossier) bool {
	switch d.Project.Kind {
	case domain.KindSpecial, domain.KindConstruction, domain.KindKeyPolicy:
		return true
	}
	return false
}

func ownerNamed(d *domain.Dossier) (domain.Date, bool) {
	return domain.Date{}, d.Project.Owner != ""
}

func evaluated(d *domain.Dossier) (domain.Date, bool) {
	if d.Project.ExAnte == nil {
		return domain.Date{}, false
	}
	return d.Project.ExAnte.Date, true
}

func targetSet(d *domain.Dossier) (domain.Date, bool) { return domain.Date{}, d.Target != nil }

// reviewedByDepartment is the day of the department's first review.
func reviewedByDepartment(d *domain.Dossier) (first domain.Date, ok bool) {
	for i := range d.Reviews {
		if r := &d.Reviews[i]; r.Level == domain.LevelDepartment && (!ok || r.On.Before(first)) {
			first, ok = r.On, true
		}
	}
	return first, ok
}

func monitored(d *domain.Dossier) (domain.Date, bool) {
	return domain.Date{}, len(d.Monitoring) > 0
}

// rectifying reports a case that reached the department (通报 and beyond).
func rectifying(d *domain.Dossier) bool {
	for i := range d.Cases {
		if d.Cases[i].LastOf(domain.CaseNotified) != nil {
			return true
		}
	}
	return false
}

// rectified is met when every notified case is closed; the day is that of the last closing.
func rectified(d *domain.Dossier) (last domain.Date, ok bool) {
	for i := range d.Cases {
		c := &d.Cases[i]
		if c.LastOf(domain.CaseNotified) == nil {
			continue
		}
		step := c.LastOf(domain.CaseClosed)
		if c.State != domain.CaseClosed || step == nil {
			return domain.Date{}, false
		}
		if last.Before(step.On) {
			last = step.On
		}
	}
	return last, true
}

func selfEvaluated(d *domain.Dossier) (domain.Date, bool) {
	if d.SelfEval == nil {
		return domain.Date{}, false
	}
	return d.SelfEval.Received, true
}

// Duties is the explicit list of what departments owe, in the order of the articles. An ID
// is never used again for something else.
func Duties() []Duty {
	return []Duty{
		{ID: "DUTY-05-01", Title: "制定本部门实施细则和操作规程", Basis: basis.Cite("第五条", "研究制定本部门预算绩效管理实施细则和操作规程"), Due: day(0, 12, 31)},
		{ID: "DUTY-05-02", Title: "建立本部门绩效指标和标准体系", Basis: basis.Cite("第五条", "建立本部门分行业、分领域、分层次预算绩效指标和标准体系"), Due: day(0, 12, 31)},
		{ID: "DUTY-08-01", Title: "每个项目落实项目责任人", Basis: basis.Cite("第八条", "项目责任人对项目预算绩效负责"), Due: day(0, 1, 1), Applies: always, Met: ownerNamed},
		{ID: "DUTY-09-01", Title: "新设专项、新政策、新项目开展事前绩效评估", Basis: basis.Cite("第九条", "应开展事前绩效评估，出具事前绩效评估报告"), Due: day(0, 1, 1), Applies: isNew, Met: evaluated},
		{ID: "DUTY-10-01", Title: "编报项目绩效目标", Basis: basis.Cite("第十条", "组织所属单位或项目实施单位编制绩效目标"), Due: day(0, 1, 1), Applies: always, Met: targetSet},
		{ID: "DUTY-10-02", Title: "编报部门整体绩效目标", Basis: basis.Cite("第十条", "绩效目标包括政策和项目绩效目标、部门整体绩效目标"), Due: day(0, 1, 1)},
		{ID: "DUTY-11-01", Title: "审核所属单位报送的绩效目标", Basis: basis.Cite("第十一条", "区业务主管部门负责对本部门所属单位和项目实施单位报送的绩效目标进行审核"), Due: day(0, 3, 31), Applies: hasTarget, Met: reviewedByDepartment},
		{ID: "DUTY-13-01", Title: "对重大专项、基本建设等开展重点监控", Basis: basis.Cite("第十三条", "对重大专项、基本建设项目以及支出进度缓慢、管理薄弱的项目开展重点监控"), Due: day(0, 8, 31), Applies: isFocus, Met: monitored},
		{ID: "DUTY-14-01", Title: "对通报的项目实施整改到销号", Basis: basis.Cite("第十四条", "及时通报业务主管部门实施整改"), Due: day(0, 12, 31), Applies: rectifying, Met: rectified},
		{ID: "DUTY-15-01", Title: "部门整体绩效自评", Basis: basis.Cite("第十五条", "一是部门整体绩效自评"), Due: day(1, 4, 30)},
		{ID: "DUTY-15-02", Title: "项目绩效自评（全部纳入）", Basis: basis.Cite("第十五条", "区本级支出项目全部纳入绩效自评范围"), Due: day(1, 4, 30), Applies: always, Met: selfEvaluated},
		{ID: "DUTY-15-03", Title: "选择重大政策和项目开展部门重点评价", Basis: basis.Cite("第十五条", "选择本部门重大支出政策和项目进行重点评价"), Due: day(1, 6, 30)},
		{ID: "DUTY-17-01", Title: "建立绩效问责机制", Basis: basis.Cite("第十七条", "建立绩效问责机制，督促部门、单位落实绩效管理责任"), Due: day(0, 12, 31)},
		{ID: "DUTY-18-01", Title: "向社会公开绩效目标和评价结果", Basis: basis.Cite("第十八条", "区业务主管部门负责将重大政策和项目绩效目标、绩效评价结果等绩效信息向社会公开"), Due: day(1, 12, 31)},
		{ID: "DUTY-19-01", Title: "与预决算草案同步报送区人大", Basis: basis.Cite("第十九条", "与预决算草案同步报送区人大"), Due: day(1, 12, 31)},
	}
}

// Find returns the duty with the ID.
func Find(id string) (Duty, bool) {
	for _, d := range Duties() {
		if d.ID == id {
			return d, true
		}
	}
	return Duty{}, false
}

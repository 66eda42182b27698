package store

import (
	"errors"
	"fmt"

	"jixiao/domain"
	"jixiao/domain/intake"
	"jixiao/domain/review"
	"jixiao/domain/target"
)

// form takes in a self-evaluation or target form.
func (im *importing) form(f *domain.Form, st map[string]change) error {
	id, year, ok, err := im.formProject(f, st)
	if err != nil || !ok {
		return err
	}
	p, _, err := Projects.Get(im.tx, id)
	if err != nil {
		return err
	}
	if im.unitContradicts(f, &p) || !im.formOnce(f.Kind, id, p.Name, f.Sheet, f.Project.Cell) {
		return nil
	}
	if f.Kind == domain.FormTarget {
		return im.target(f, id, st)
	}
	return put(im, SelfEvals, im.selfEval(f, id, year), id, st)
}

// formProject finds or makes the project of a form.
func (im *importing) formProject(f *domain.Form, st map[string]change) (id string, year int, ok bool, err error) {
	year = im.yearOr(f.Year)
	if f.Project.Raw == "" {
		im.wrong(f.Sheet, f.Project.Cell, "", "项目名称", "表里没有填项目名称，不知道是哪个项目。请补上后再导入")
		return "", year, false, nil
	}
	create, err := im.mayCreate(year)
	if err != nil {
		return "", year, false, err
	}
	ref := intake.Ref{Name: f.Project.Raw, Unit: f.Unit.Raw, Sheet: f.Sheet, Cell: f.Project.Cell}
	if im.wrongYear(f, year) {
		return "", year, false, nil
	}
	if !create {
		id, ok, err = im.match(ref, year)
		return id, year, ok, err
	}
	if code, name := splitProject(ref.Name); code != "" {
		ref.Code, ref.Name = code, name
	}
	_, ref.Unit = splitCode(ref.Unit)
	if id, rerr := im.tx.Resolve(ref, year); rerr == nil {
		return id, year, true, nil
	}
	id, err = im.projectOf(f, ref, year, st)
	return id, year, err == nil, err
}

// formWords name the forms that a project has one of.
var formWords = map[domain.FormKind]string{domain.FormTarget: "绩效目标表", domain.FormSelfEval: "自评表", domain.FormMonitoring: "同月的监控表"}

// formOnce leaves out a copy of a file and refuses a second, different form of a project:
// which of the two holds is not ours to guess.
func (im *importing) formOnce(kind domain.FormKind, key, project, sheet, cell string) bool {
	key = string(kind) + sep + key
	first := im.forms[key]
	switch {
	case first == nil:
		im.forms[key] = im.file
		return true
	case first != im.file && first.SHA256 == im.file.SHA256:
		im.warn(sheet, cell, "", "与“%s”内容完全相同，只导入一份", first.Name)
	default:
		im.wrong(sheet, cell, project, "一个项目一份表", "项目“%s”的%s有两份：“%s”和“%s”。请只留一份再导入", project, formWords[kind], first.Name, im.file.Name)
	}
	return false
}

// wrongYear says so when the project is known, but of another year than the form prints.
func (im *importing) wrongYear(f *domain.Form, year int) bool {
	_, name := splitProject(f.Project.Raw)
	_, unit := splitCode(f.Unit.Raw)
	if _, err := im.tx.Resolve(intake.Ref{Name: name, Unit: unit}, year); err == nil || f.Year == 0 {
		return false
	}
	for _, y := range []int{year + 1, year - 1, year + 2, year - 2} {
		if _, err := im.tx.Resolve(intake.Ref{Name: name, Unit: unit}, y); err == nil {
			im.wrong(f.Sheet, f.YearCell, fmt.Sprint(f.Year), fmt.Sprint(y), "表上写的是 %d 年度，数据文件里“%s”是 %d 年度的项目。请核对年度，改好后再导入", f.Year, name, y)
			return true
		}
	}
	return false
}

// projectOf makes a project out of what a form says of it.
func (im *importing) projectOf(f *domain.Form, ref intake.Ref, year int, st map[string]change) (string, error) {
	dept, err := im.department("", f.Department.Raw)
	if err != nil {
		return "", err
	}
	unit, err := im.unit("", f.Unit.Raw, dept)
	if err != nil {
		return "", err
	}
	p := domain.Project{ID: im.tx.NewID("P"), Code: ref.Code, Name: ref.Name, Year: year, Department: dept, Unit: unit, Kind: domain.KindRoutine, Owner: f.Owner.Raw}
	if p.Code == "" {
		p.Code = im.localCode(year)
	}
	im.formMoney(&p, f)
	p.Prov = im.prov(f.Sheet, 0, cells("name", f.Project.Cell, "department", f.Department.Cell, "unit", f.Unit.Cell, "owner", f.Owner.Cell))
	if t := f.TotalFund(); t != nil {
		initial := t.Initial.Cell
		if !t.Initial.Known() {
			initial = t.Annual.Cell
		}
		for k, v := range cells("initial", initial, "adjusted", t.Annual.Cell) {
			p.Prov.Cells[k] = v
		}
		if t.Executed.Known() && f.Kind == domain.FormSelfEval {
			e := domain.Execution{ProjectID: p.ID, Year: year, Months: []domain.MonthExecution{{Month: 12, Executed: *t.Executed.Fen, Prov: im.prov(f.Sheet, 0, cells("executed", t.Executed.Cell))}}}
			if err := Executions.Put(im.tx, e); err != nil {
				return "", err
			}
		}
	}
	im.amount += p.Initial
	return p.ID, put(im, Projects, p, p.ID, st)
}

// formMoney takes totals and fund lines; lines that do not sum are left to the X-ray.
func (im *importing) formMoney(p *domain.Project, f *domain.Form) {
	t := f.TotalFund()
	if t == nil {
		return
	}
	p.Adjusted = t.Annual.Or(t.Initial.Or(0))
	p.Initial = t.Initial.Or(p.Adjusted)
	for _, row := range f.Funds {
		if !row.Total && (row.Annual.Or(0) != 0 || row.Initial.Or(0) != 0) {
			adj := row.Annual.Or(row.Initial.Or(0))
			p.Funds = append(p.Funds, domain.FundLine{Source: fundSource(row.Item.Raw), Initial: row.Initial.Or(adj), Adjusted: adj})
		}
	}
	if p.CheckFunds() != nil {
		p.Funds = nil
	}
}

// unitContradicts refuses a form whose total is exactly ten thousand times the project's
// budget, or a ten-thousandth of it: the unit is wrong.
func (im *importing) unitContradicts(f *domain.Form, p *domain.Project) bool {
	t := f.TotalFund()
	if t == nil || !t.Annual.Known() || *t.Annual.Fen == 0 {
		return false
	}
	have := *t.Annual.Fen
	for _, b := range []domain.Fen{p.Adjusted, p.Initial} {
		if unitMistaken(have, b) {
			im.wrong(f.Sheet, t.Annual.Cell, t.Annual.Raw, b.Wan()+" 万元", "表上的单位是%s，年度资金总额 %s 与项目预算 %s 万元正好差一万倍。请核对单位是元还是万元，改好后再导入", f.AmountUnit, t.Annual.Raw, b.Wan())
			return true
		}
	}
	return false
}

func (im *importing) selfEval(f *domain.Form, id string, year int) domain.SelfEvaluation {
	s := domain.SelfEvaluation{ProjectID: id, Year: year, Received: im.tx.Today(), Form: *f, Score: f.TotalScore.Value}
	s.Form.File = im.file.Name
	if s.Score != nil {
		s.Grade = domain.GradeOf(*s.Score)
	}
	s.Prov = im.prov(f.Sheet, 0, cells("score", f.TotalScore.Cell, "grade", f.TotalGrade.Cell))
	return s
}

// target submits a version; one that says nothing new is left as it is.
func (im *importing) target(f *domain.Form, id string, st map[string]change) error {
	v := target.VersionOf(f)
	v.Common = intake.CommonOf(v.Common, v.Indicators)
	v.Prov.File, v.Prov.Name = im.file.SHA256, im.prov("", 0, nil).Name
	old, ok, err := Targets.Get(im.tx, id)
	if err != nil {
		return err
	}
	if cur := old.Current(); ok && cur != nil && (cur.Prov.File == v.Prov.File && cur.Prov.Sheet == v.Prov.Sheet || old.Stage != domain.StageReturned && saysTheSame(*cur, v)) {
		if _, known := st[id]; !known {
			st[id] = same
		}
		return nil
	}
	if _, err := im.tx.SubmitTarget(id, v); err != nil {
		var no *review.Refusal
		if errors.As(err, &no) {
			im.wrong(f.Sheet, f.Project.Cell, f.Project.Raw, "", "%s", no.Error())
			return nil
		}
		return err
	}
	st[id] = max(st[id], changed)
	return nil
}

// saysTheSame compares two versions but for where and when they came from: a form that was
// only saved again is no new version.
func saysTheSame(a, b domain.TargetVersion) bool {
	a.No, a.Submitted, a.By, a.Prov = b.No, b.Submitted, b.By, b.Prov
	x, xerr := marshalDoc(a)
	y, yerr := marshalDoc(b)
	return xerr == nil && yerr == nil && string(x) == string(y)
}

// monitoringForm keeps a monitoring form under its project and month.
func (im *importing) monitoringForm(row *intake.MonitoringForm, st map[string]change) error {
	m := row.Form
	m.Year = im.yearOr(m.Year)
	id, ok, err := im.match(row.Project, m.Year)
	if err != nil || !ok {
		return err
	}
	if m.Month < 1 || m.Month > 12 {
		im.wrong(row.Project.Sheet, row.Project.Cell, "", "1-N月", "监控表上认不出是截至几月。请在表头写明，如“1-7月执行数”")
		return nil
	}
	if !im.formOnce(domain.FormMonitoring, fmt.Sprintf("%s%s%02d", id, sep, m.Month), row.Project.Name, row.Project.Sheet, row.Project.Cell) {
		return nil
	}
	m.ProjectID = id
	if m.Prov.Cells == nil {
		m.Prov.Cells = map[string]string{}
	}
	m.Prov = im.prov(row.Project.Sheet, 0, m.Prov.Cells)
	return put(im, Monitorings, m, id, st)
}

// recheckPaper keeps a working paper under the spot check that drew its project.
func (im *importing) recheckPaper(row *intake.RecheckPaper, st map[string]change) error {
	id, err := im.anyYear(row.Project)
	if err != nil {
		return im.refused(err, row.Project.Sheet, row.Project.Cell, row.Project.Name)
	}
	p := row.Paper
	p.ProjectID = id
	p.Prov = im.prov(row.Project.Sheet, 0, p.Prov.Cells)
	if err := im.tx.PutRecheckPaper(p); err != nil {
		return im.refused(err, row.Project.Sheet, row.Project.Cell, row.Project.Name)
	}
	st[id] = changed
	return nil
}

// anyYear resolves a project of this year or the one before: rechecks follow the year
// that was evaluated.
func (im *importing) anyYear(ref intake.Ref) (string, error) {
	if code, name := splitProject(ref.Name); code != "" && ref.Code == "" {
		ref.Code, ref.Name = code, name
	}
	year := im.tx.Today().Year
	id, err := im.tx.Resolve(ref, year)
	if err != nil {
		if last, lerr := im.tx.Resolve(ref, year-1); lerr == nil {
			return last, nil
		}
	}
	return id, err
}

package store

import (
	"fmt"
	"strconv"

	"jixiao/domain"
	"jixiao/domain/intake"
)

// projectRow takes in one line of a project list: a project with the code, or else the
// name and unit, is updated; any other is new.
func (im *importing) projectRow(row *intake.ProjectRow, st map[string]change) error {
	year := row.Year
	if year == 0 {
		year = im.tx.Today().Year
	}
	if !im.codeOnce(row, year) {
		return nil
	}
	dept, err := im.department(row.DepartmentCode, row.Department)
	if err != nil {
		return err
	}
	unit, err := im.unit(row.UnitCode, row.Unit, dept)
	if err != nil {
		return err
	}
	p, err := im.existing(row, year, unit)
	if err != nil {
		return err
	}
	if dept == "" && len(unit) == 6 {
		dept = unit[:3]
	}
	im.fill(&p, row, year, dept, unit)
	if err := p.CheckFunds(); err != nil {
		im.fundsWrong(&p, row)
		return nil
	}
	im.amount += p.Initial
	return put(im, Projects, p, p.ID, st)
}

// codeOnce refuses a code that this import has already seen in another row.
func (im *importing) codeOnce(row *intake.ProjectRow, year int) bool {
	at := fmt.Sprintf("%s 第 %d 行", im.file.Name, row.Row)
	if row.Code == "" {
		return true
	}
	key := itoaYear(year) + sep + row.Code
	if first, twice := im.codes[key]; twice {
		im.wrong(row.Sheet, im.cell("code", row.Row), row.Code, "不重复的项目代码", "项目代码 %s 重复：%s 已经用过。请更正其中一个代码后再导入", row.Code, first)
		return false
	}
	im.codes[key] = at
	return true
}

func (im *importing) cell(field string, row int) string {
	c := im.file.Columns[field]
	if c == "" {
		c = "A"
	}
	return c + strconv.Itoa(row)
}

func (im *importing) existing(row *intake.ProjectRow, year int, unit string) (p domain.Project, err error) {
	id := ""
	if row.Code != "" {
		id, _ = im.tx.ProjectByCode(year, row.Code)
	} else {
		ids, err := im.tx.idsBy(indexName, year, row.Name, func(p *domain.Project) string { return p.Name })
		if err != nil {
			return p, err
		}
		for _, x := range ids {
			if q, _, err := Projects.Get(im.tx, x); err == nil && q.Unit == unit {
				id = x
			}
		}
	}
	if id != "" {
		p, _, err = Projects.Get(im.tx, id)
		return p, err
	}
	return domain.Project{ID: im.tx.NewID("P")}, nil
}

func (im *importing) fill(p *domain.Project, row *intake.ProjectRow, year int, dept, unit string) {
	if row.Code != "" {
		p.Code = row.Code
	} else if p.Code == "" {
		p.Code = im.localCode(year)
	}
	p.Name, p.Year, p.Department, p.Unit = row.Name, year, dept, unit
	if p.Kind == "" || row.Kind != "" {
		p.Kind = kindOf(row.Kind)
	}
	p.Continuing = p.Continuing && row.Nature == "" || row.Nature == "延续"
	p.Initial = row.Initial.Or(p.Initial)
	p.Adjusted = row.Adjusted.Or(max(p.Adjusted, p.Initial))
	if !row.Adjusted.Known() {
		p.Adjusted = p.Initial + row.Carryover.Or(p.Carryover)
	}
	p.Carryover = row.Carryover.Or(p.Carryover)
	if row.CarryoverSince != 0 {
		p.CarryoverSince = row.CarryoverSince
	}
	if row.Owner != "" {
		p.Owner = row.Owner
	}
	if row.Phone != "" {
		p.Phone = row.Phone
	}
	im.funds(p, row)
	exAnte(p, row)
	p.Prov = im.prov(row.Sheet, row.Row, im.file.Columns)
}

// funds takes the fund columns; what the adjusted budget has beyond the initial one (the
// list splits only the latter) becomes the first line's.
func (im *importing) funds(p *domain.Project, row *intake.ProjectRow) {
	var lines []domain.FundLine
	var sum domain.Fen
	for _, f := range row.Funds {
		if f.Amount.Or(0) == 0 {
			continue
		}
		lines = append(lines, domain.FundLine{Source: f.Source, Initial: *f.Amount.Fen, Adjusted: *f.Amount.Fen})
		sum += *f.Amount.Fen
	}
	if len(lines) == 0 {
		if len(row.Funds) > 0 || p.CheckFunds() != nil {
			p.Funds = nil
		}
		return
	}
	if !row.Initial.Known() {
		p.Initial = sum
		if !row.Adjusted.Known() {
			p.Adjusted = sum + p.Carryover
		}
	}
	if rest := p.Adjusted - p.Initial; rest != 0 && sum == p.Initial {
		if p.Carryover == rest {
			lines = append(lines, domain.FundLine{Source: domain.FundCarryover, Adjusted: rest})
		} else {
			lines[0].Adjusted += rest
		}
	}
	p.Funds = lines
}

func (im *importing) fundsWrong(p *domain.Project, row *intake.ProjectRow) {
	var sum domain.Fen
	for _, f := range p.Funds {
		sum += f.Initial
	}
	im.wrong(row.Sheet, im.cell("initial", row.Row), row.Initial.Raw, sum.Wan()+" 万元",
		"项目“%s”的资金来源分项合计 %s 万元，与预算 %s 万元不等（第二条：分项合计必须等于总额）。请改好表里的数再导入", row.Name, sum.Wan(), p.Initial.Wan())
}

func exAnte(p *domain.Project, row *intake.ProjectRow) {
	if row.ExAnteReport == "" && row.ExAnteResult == "" {
		return
	}
	e := domain.ExAnte{Report: row.ExAnteReport, Conclusion: row.ExAnteResult, Need: row.ExAnteNeed.Or(0)}
	if row.ExAnteScore.Value != nil {
		e.Score = *row.ExAnteScore.Value
	}
	p.ExAnte = &e
}

func kindOf(s string) domain.ProjectKind {
	for _, k := range []domain.ProjectKind{domain.KindNewFund, domain.KindNewPolicy, domain.KindNewProject, domain.KindSpecial, domain.KindConstruction, domain.KindTransfer, domain.KindKeyPolicy} {
		if string(k) == s {
			return k
		}
	}
	return domain.KindRoutine
}

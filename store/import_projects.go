package store

import (
	"slices"
	"strconv"
	"strings"

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
	if dept == "" && len(unit) == 6 {
		dept = unit[:3]
	}
	p, err := im.existing(row, year, unit)
	if err != nil || im.notTheSame(&p, row, unit) {
		return err
	}
	old := p
	im.fill(&p, row, year, dept, unit)
	if err := p.CheckFunds(); err != nil {
		im.fundsWrong(&p, row)
		return nil
	}
	if len(old.Funds) > 0 && len(p.Funds) == 0 {
		im.warn(row.Sheet, im.cell("initial", row.Row), row.Initial.Raw, "项目“%s”的总额变了，原有的资金来源分项与新的总额不等，已去掉分项。有分项的请加上资金来源列再导入", p.Name)
	}
	im.amount += p.Initial
	return put(im, Projects, p, p.ID, st)
}

// codeOnce refuses a code, or for want of one a name and unit, that this import has
// already seen in another row.
func (im *importing) codeOnce(row *intake.ProjectRow, year int) bool {
	key := itoaYear(year) + sep + row.Code
	if row.Code == "" {
		if row.Name == "" {
			im.wrong(row.Sheet, im.cell("name", row.Row), "", "项目代码或名称", "第 %d 行没有项目代码和名称。请补上，或删去这一行", row.Row)
			return false
		}
		key = strings.Join([]string{itoaYear(year), row.Name, row.UnitCode, row.Unit}, sep)
	}
	first, twice := im.codes[key]
	switch {
	case !twice:
		im.codes[key] = seenAt{im.file, row.Row}
	case row.Code != "":
		im.wrong(row.Sheet, im.cell("code", row.Row), row.Code, "不重复的项目代码", "项目代码 %s 重复：%s 第 %d 行已经用过。请更正其中一个代码后再导入", row.Code, first.file.Name, first.row)
	default:
		im.wrong(row.Sheet, im.cell("name", row.Row), row.Name, "项目代码", "没有代码的项目“%s”（%s）重复：%s 第 %d 行已经有了。请给两个项目写上代码，或删去一行", row.Name, row.Unit, first.file.Name, first.row)
	}
	return !twice
}

// notTheSame refuses a row that would make another project of the one it matched: another
// name and another unit under its code, or a budget ten thousand times as large.
func (im *importing) notTheSame(p *domain.Project, row *intake.ProjectRow, unit string) bool {
	if p.Code == "" {
		if row.Name == "" {
			im.wrong(row.Sheet, im.cell("name", row.Row), "", "项目名称", "项目 %s 是新的，但没有名称。请补上项目名称", row.Code)
			return true
		}
		return false
	}
	if row.Name != "" && row.Name != p.Name {
		if unit != "" && unit != p.Unit {
			im.wrong(row.Sheet, im.cell("code", row.Row), row.Code, "", "代码 %s 在数据文件里是“%s”（%s）的，表里却是“%s”（%s），名称和单位都不同。请更正代码；确是同一个项目的，请分两次导入，先改名称再改单位", row.Code, p.Name, im.tx.unitName(p.Unit), row.Name, row.Unit)
			return true
		}
		im.warn(row.Sheet, im.cell("name", row.Row), row.Name, "项目 %s 将由“%s”改名为“%s”", p.Code, p.Name, row.Name)
	}
	if unitMistaken(row.Initial.Or(0), p.Initial) {
		im.wrong(row.Sheet, im.cell("initial", row.Row), row.Initial.Raw, p.Initial.Wan()+" 万元", "项目“%s”的年初预算 %s 与数据文件里的 %s 万元正好差一万倍。请核对单位是元还是万元，改好后再导入", p.Name, row.Initial.Raw, p.Initial.Wan())
		return true
	}
	return false
}

func (im *importing) cell(field string, row int) string {
	c := im.file.Columns[field]
	if c == "" {
		c = "A"
	}
	return c + strconv.Itoa(row)
}

// existing finds the project of a row: by its code; without one by name and unit; and by
// name and unit, too, when a form came before the list and made the project under a code
// of our own.
func (im *importing) existing(row *intake.ProjectRow, year int, unit string) (p domain.Project, err error) {
	if row.Code != "" {
		// A code that this import has used is not met again: see codeOnce.
		if ids := im.tx.storedIDs(indexCode, itoaYear(year)+sep+row.Code); len(ids) == 1 {
			p, _, err = Projects.Get(im.tx, ids[0])
			return p, err
		}
	}
	if row.Code != "" && !im.mayBeOurs(year) {
		return domain.Project{ID: im.tx.NewID("P")}, nil
	}
	ids, err := im.tx.idsBy(indexName, year, row.Name, func(p *domain.Project) string { return p.Name })
	if err != nil {
		return p, err
	}
	for _, id := range ids {
		q, _, err := Projects.Get(im.tx, id)
		if err != nil {
			return p, err
		}
		if q.Unit == unit && (row.Code == "" || strings.HasPrefix(q.Code, localPrefix(year))) {
			return q, nil
		}
	}
	return domain.Project{ID: im.tx.NewID("P")}, nil
}

// mayBeOurs reports whether projects of a year bear codes that we made: those of the data
// file, as forms of an import come behind its lists.
func (im *importing) mayBeOurs(year int) bool {
	yes, known := im.ours[year]
	if !known {
		prefix := itoaYear(year) + sep + localPrefix(year)
		k, _ := im.tx.bolt.Bucket([]byte(indexCode)).Cursor().Seek([]byte(prefix))
		yes = strings.HasPrefix(string(k), prefix)
		im.ours[year] = yes
	}
	return yes
}

// fill takes what the row says; what the list has no column for stays as it is.
func (im *importing) fill(p *domain.Project, row *intake.ProjectRow, year int, dept, unit string) {
	if row.Code != "" {
		p.Code = row.Code
	} else if p.Code == "" {
		p.Code = im.localCode(year)
	}
	p.Year = year
	for _, f := range []struct {
		to   *string
		from string
	}{{&p.Name, row.Name}, {&p.Department, dept}, {&p.Unit, unit}, {&p.Owner, row.Owner}, {&p.Phone, row.Phone}} {
		if f.from != "" {
			*f.to = f.from
		}
	}
	if p.Kind == "" || row.Kind != "" {
		p.Kind = kindOf(row.Kind)
	}
	p.Continuing = p.Continuing && row.Nature == "" || row.Nature == "延续"
	before := p.Initial + p.Carryover
	p.Initial, p.Carryover = row.Initial.Or(p.Initial), row.Carryover.Or(p.Carryover)
	// Without a column of its own the adjusted budget moves with what it is made of.
	p.Adjusted = row.Adjusted.Or(p.Adjusted + p.Initial + p.Carryover - before)
	if row.CarryoverSince != 0 {
		p.CarryoverSince = row.CarryoverSince
	}
	im.funds(p, row)
	exAnte(p, row)
	linked(p, row)
	p.Prov = im.prov(row.Sheet, row.Row, im.file.Columns)
}

// funds takes the fund columns. A list splits only one of the two totals: the line of the
// carry-over, else the largest one, takes what the other total has more or less.
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
	if !row.Initial.Known() && !row.Adjusted.Known() {
		p.Initial, p.Adjusted = sum, sum+p.Carryover
	} else if !row.Initial.Known() && p.Initial == 0 {
		p.Initial = sum
	}
	rest := p.Adjusted - p.Initial
	switch {
	case rest == 0:
	case sum == p.Initial && p.Carryover == rest && !hasSource(lines, domain.FundCarryover):
		lines = append(lines, domain.FundLine{Source: domain.FundCarryover, Adjusted: rest})
	case sum == p.Initial:
		lines[bearer(lines)].Adjusted += rest
	case sum == p.Adjusted:
		lines[bearer(lines)].Initial -= rest
	}
	p.Funds = lines
}

func hasSource(lines []domain.FundLine, s domain.FundSource) bool {
	return slices.ContainsFunc(lines, func(l domain.FundLine) bool { return l.Source == s })
}

// bearer is the line that takes the difference between the two totals.
func bearer(lines []domain.FundLine) int {
	at := 0
	for i, l := range lines {
		if l.Source == domain.FundCarryover {
			return i
		}
		if l.Adjusted > lines[at].Adjusted {
			at = i
		}
	}
	return at
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

// linked takes what the three linkages look at (第十二条): money settled on undertakings, and
// last year's figures. What the list does not say stays as it was.
func linked(p *domain.Project, row *intake.ProjectRow) {
	if row.Landed.Known() {
		p.Landed = row.Landed.Fen
	}
	if !row.LastBudget.Known() && !row.LastExecuted.Known() && row.LastScore.Value == nil {
		return
	}
	y := domain.YearResult{Year: p.Year - 1}
	if p.LastYear != nil {
		y = *p.LastYear
	}
	y.Budget, y.Executed = row.LastBudget.Or(y.Budget), row.LastExecuted.Or(y.Executed)
	if d := row.LastScore.Value; d != nil {
		y.Score, y.Grade = d, domain.GradeOf(*d)
	}
	p.LastYear = &y
}

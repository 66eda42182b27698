package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jixiao/domain"
	"jixiao/domain/intake"
	"jixiao/domain/parse"
)

// projectRow reads one line of a project list.
func (l *list) projectRow(row *gridRow) {
	p := intake.ProjectRow{
		Row: row.n, Sheet: l.g.name, Code: l.code(row), Name: l.textAt(row, fieldName), Year: l.yearOf(row),
		DepartmentCode: l.shared(row, fieldDepartmentCode), Department: l.shared(row, fieldDepartment), UnitCode: l.shared(row, fieldUnitCode), Unit: l.shared(row, fieldUnit),
		Kind: l.shared(row, fieldKind), Nature: l.shared(row, fieldNature), Owner: l.textAt(row, fieldOwner), Phone: l.textAt(row, fieldPhone),
		Initial: l.amount(row, l.at[fieldInitial]), Adjusted: l.amount(row, l.at[fieldAdjusted]), Carryover: l.amount(row, l.at[fieldCarryover]),
		ExAnteReport: l.textAt(row, fieldExAnteReport), ExAnteResult: l.textAt(row, fieldExAnteResult), ExAnteNeed: l.amount(row, l.at[fieldExAnteNeed]),
		Landed: l.amount(row, l.at[fieldLanded]), LastBudget: l.amount(row, l.at[fieldLastBudget]), LastExecuted: l.amount(row, l.at[fieldLastExecuted]),
	}
	l.mark(row)
	if p.Name == "" && p.Code == "" {
		l.fail(row.n, "", "", "项目名称", "没有项目名称和代码。请补上，或删去这一行")
		return
	}
	if parse.Placeholder(p.Name) && p.Code == "" {
		return
	}
	if p.Name == "" {
		l.fail(row.n, fieldName, "", "项目名称", "项目 %s 没有名称。请补上项目名称", p.Code)
	}
	l.splitCodes(&p)
	if t := l.textAt(row, fieldCarryoverSince); t != "" {
		if p.CarryoverSince = parse.Year(t); p.CarryoverSince == 0 {
			l.fail(row.n, fieldCarryoverSince, t, "四位数年份", "“%s”读不成年度。请填四位数年份，如 2024", t)
		}
	}
	p.ExAnteScore, p.LastScore = l.score(row, fieldExAnteScore), l.score(row, fieldLastScore)
	l.funds(row, &p)
	l.f.Projects = append(l.f.Projects, p)
	l.f.Rows++
}

// score reads a score of 0 to 100; an empty cell is the zero Number.
func (l *list) score(row *gridRow, field string) (n domain.Number) {
	t := l.textAt(row, field)
	if t == "" {
		return n
	}
	n = domain.Number{Raw: t, Cell: ref(row.n, l.at[field].col)}
	if d, ok := parse.Score(t); ok {
		n.Value = &d
	} else {
		l.fail(row.n, field, t, "0 到 100 的分数", "“%s”读不成分数。请填数字", t)
	}
	return n
}

// splitCodes takes "101-区教育局" and "[101001]市中中学" apart.
func (l *list) splitCodes(p *intake.ProjectRow) {
	if p.DepartmentCode == "" {
		p.DepartmentCode, p.Department = splitCode(p.Department)
	}
	if p.UnitCode == "" {
		p.UnitCode, p.Unit = splitCode(p.Unit)
	}
}

func splitCode(s string) (code, name string) {
	t := strings.TrimLeft(parse.Fold(s), "[(【")
	n := 0
	for n < len(t) && t[n] >= '0' && t[n] <= '9' {
		n++
	}
	if n != 3 && n != 6 && n != 9 {
		return "", s
	}
	rest := strings.TrimLeft(t[n:], "])】-_ .、:")
	if rest == t[n:] || rest == "" {
		return "", s
	}
	return t[:n], rest
}

// funds reads the fund source columns.
func (l *list) funds(row *gridRow, p *intake.ProjectRow) {
	for i := range l.columns {
		c := &l.columns[i]
		if c.field != fieldFund {
			continue
		}
		if a := l.amount(row, c); a.Known() && *a.Fen != 0 {
			p.Funds = append(p.Funds, intake.FundColumn{Source: domain.FundSource(c.arg), Amount: a})
		}
	}
}

// executionRow reads one project's execution: one month, or one for each month column.
func (l *list) executionRow(row *gridRow) {
	r := l.ref(row)
	l.mark(row)
	if r.Code == "" && r.Name == "" {
		l.fail(row.n, "", "", "项目代码或名称", "没有项目代码和名称。请补上，或删去这一行")
		return
	}
	year := l.yearOf(row)
	if l.hasAny(fieldMonthly) && !l.has(fieldExecuted) {
		for month := 1; month <= 12; month++ {
			key := strconv.Itoa(month)
			e := intake.ExecutionRow{Row: row.n, Project: r, Year: year, Month: month, Executed: l.amount(row, l.at[fieldMonthly+key]), Plan: l.amount(row, l.at[fieldMonthlyPlan+key])}
			if e.Executed.Known() || e.Plan.Known() {
				l.addExecution(e)
			}
		}
		return
	}
	e := intake.ExecutionRow{Row: row.n, Project: r, Year: year, Month: l.monthOf(row), Executed: l.amount(row, l.at[fieldExecuted]), Plan: l.amount(row, l.at[fieldPlan])}
	if e.Month == 0 {
		if l.shared(row, fieldMonth) != "" {
			return // named, and unreadable: already reported
		}
		l.fail(row.n, fieldMonth, "", "1 到 12 月", "不知道是截至几月的累计数。请加“月份”列，或在标题里写明“截至×月”")
		return
	}
	if e.Executed.Known() || e.Plan.Known() {
		l.addExecution(e)
	}
}

func (l *list) addExecution(e intake.ExecutionRow) {
	l.f.Executions = append(l.f.Executions, e)
	l.f.Rows++
}

// monthOf reads 8, 8月, 2026-08, 202608; without a column the title's month holds.
func (l *list) monthOf(row *gridRow) int {
	t := l.shared(row, fieldMonth)
	if t == "" {
		return l.month
	}
	if m := titleMonth(t); m != 0 {
		return m
	}
	d := digits(t)
	if len(d) == 6 {
		d = d[4:]
	} else if date, ok := parse.Date(t); ok {
		d = strconv.Itoa(int(date.Month))
	}
	n, err := strconv.Atoi(d)
	if err != nil || n < 1 || n > 12 {
		l.fail(row.n, fieldMonth, t, "1 到 12 月", "“%s”读不成月份。请填 1 到 12", t)
		return 0
	}
	return n
}

// paymentRow reads one payment line.
func (l *list) paymentRow(row *gridRow) {
	p := intake.PaymentRow{Row: row.n, Project: l.ref(row), Amount: l.amount(row, l.at[fieldAmount]), Payee: l.textAt(row, fieldPayee), Purpose: l.textAt(row, fieldPurpose), Voucher: l.textAt(row, fieldVoucher)}
	l.mark(row)
	if p.Project.Code == "" && p.Project.Name == "" {
		l.fail(row.n, "", "", "项目代码或名称", "没有项目代码和名称。请补上，或删去这一行")
		return
	}
	t := l.textAt(row, fieldDate)
	date, ok := parse.Date(t)
	if !ok {
		l.fail(row.n, fieldDate, t, "日期，如 2026-08-31", "“%s”读不成支付日期。请填 2026-08-31 这样的日期", t)
		return
	}
	p.Date = date
	if !p.Amount.Known() {
		if p.Amount.Raw == "" || parse.Dash(p.Amount.Raw) {
			l.fail(row.n, fieldAmount, p.Amount.Raw, "金额", "没有支付金额。请补上，或删去这一行")
		}
		return
	}
	l.f.Payments = append(l.f.Payments, p)
	l.f.Rows++
}

// checkAfter looks at the list as a whole: no rows, codes that repeat, a unit that cannot
// be true.
func (l *list) checkAfter() {
	if l.f.Rows == 0 && len(l.f.Errors) == 0 {
		fileError(l.f, "工作表“"+l.g.name+"”有表头但没有数据行。请填好后再导入")
	}
	if l.kind == domain.FormProjects {
		l.checkCodes()
	}
	l.checkUnit()
}

func (l *list) checkCodes() {
	type key struct {
		year int
		code string
	}
	seen := map[key]int{}
	for i := range l.f.Projects {
		p := &l.f.Projects[i]
		k := key{p.Year, p.Code}
		if p.Code == "" || p.Sheet != l.g.name {
			continue
		}
		if first, twice := seen[k]; twice {
			l.fail(p.Row, fieldCode, p.Code, "不重复的项目代码", "项目代码 %s 与第 %d 行重复。请核对，一个年度一个代码只能有一个项目", p.Code, first)
			continue
		}
		seen[k] = p.Row
	}
}

// checkUnit refuses a unit that contradicts the amounts: fractions of a fen under 元, or
// budgets of a country under 万元.
func (l *list) checkUnit() {
	for i := range l.columns {
		c := &l.columns[i]
		if !moneyField(c.field) {
			continue
		}
		if why := contradiction(c.unit, c.values, c.fractions); why != "" {
			l.f.Errors = append(l.f.Errors, intake.CellError{Sheet: l.g.name, Cell: c.fraction, Value: string(c.unit), Expected: "与金额相符的单位", Message: fmt.Sprintf("“%s”一列写的单位是%s，但%s。请核对单位后再导入", c.head, c.unit, why)})
			return
		}
	}
}

func contradiction(unit domain.AmountUnit, values []domain.Fen, fractions int) string {
	if len(values) == 0 {
		return ""
	}
	slices.Sort(values)
	const billion = domain.Fen(100_000_000_000) // 10 亿元 in fen
	switch median := values[len(values)/2]; {
	case unit == domain.UnitYuan && fractions*2 > len(values):
		return "多数金额带有不足一分的小数，像是以万元为单位"
	case unit == domain.UnitWan && (values[len(values)-1] >= 100*billion || len(values) >= 3 && median >= billion):
		return "金额大得不合常理（中位数 " + median.Wan() + " 万元），像是以元为单位"
	}
	return ""
}

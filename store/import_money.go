package store

import (
	"fmt"
	"slices"

	"jixiao/domain"
	"jixiao/domain/intake"
)

// match finds the project a row names; ok is false when it was listed as an error.
func (im *importing) match(ref intake.Ref, year int) (id string, ok bool, err error) {
	if code, name := splitProject(ref.Name); code != "" && ref.Code == "" {
		ref.Code, ref.Name = code, name
	}
	_, ref.Unit = splitCode(ref.Unit)
	id, err = im.tx.Resolve(ref, year)
	if err == nil {
		return id, true, nil
	}
	value := ref.Name
	if ref.Code != "" {
		value = ref.Code
	}
	return "", false, im.refused(err, ref.Sheet, ref.Cell, value)
}

func (im *importing) yearOr(y int) int {
	if y != 0 {
		return y
	}
	return im.tx.Today().Year
}

// tenThousand is how far 元 and 万元 are apart.
const tenThousand = 10_000

// unitMistaken reports whether one amount is ten thousand times the other, but for the
// rounding of 万元 with two decimals.
func unitMistaken(a, b domain.Fen) bool {
	if a <= 0 || b <= 0 {
		return false
	}
	r := float64(max(a, b)) / float64(min(a, b)) / tenThousand
	return r > 0.98 && r < 1.02
}

// beyond lists an error when a figure is a thousand times the project's budget and more:
// no overspending explains that, a wrong unit does.
func (im *importing) beyond(id, sheet, what string, a domain.Amount) (bool, error) {
	budget, known := im.budgets[id]
	if !known {
		p, _, err := Projects.Get(im.tx, id)
		if err != nil {
			return false, err
		}
		budget = max(p.Adjusted, p.Initial)
		im.budgets[id] = budget
	}
	if budget <= 0 || a.Or(0)/1000 < budget {
		return false, nil
	}
	p, _, err := Projects.Get(im.tx, id)
	im.wrong(sheet, a.Cell, a.Raw, "不超过预算 "+budget.Wan()+" 万元", "项目“%s”的%s %s 是预算 %s 万元的 %d 倍，像是单位错了。请核对单位是元还是万元，改好后再导入", p.Name, what, a.Raw, budget.Wan(), *a.Fen/budget)
	return true, err
}

// executionRow sets a project's cumulative execution at one month-end, or its plan.
func (im *importing) executionRow(row *intake.ExecutionRow, st map[string]change) error {
	year := im.yearOr(row.Year)
	id, ok, err := im.match(row.Project, year)
	if err != nil || !ok || !row.Executed.Known() && !row.Plan.Known() {
		return err
	}
	if row.Month < 1 || row.Month > 12 {
		im.wrong(row.Project.Sheet, im.cell("month", row.Row), fmt.Sprint(row.Month), "1 到 12 月", "第 %d 行不知道是截至几月的累计数。请写明月份", row.Row)
		return nil
	}
	for what, a := range map[string]domain.Amount{"累计执行数": row.Executed, "用款计划": row.Plan} {
		if bad, err := im.beyond(id, row.Project.Sheet, what, a); err != nil || bad {
			return err
		}
	}
	e, err := im.execution(id, year)
	if err != nil {
		return err
	}
	im.amount += row.Executed.Or(0)
	if row.Executed.Known() {
		setMonth(&e, domain.MonthExecution{Month: row.Month, Executed: *row.Executed.Fen, Plan: row.Plan.Fen,
			Prov: im.prov(row.Project.Sheet, 0, cells("executed", row.Executed.Cell, "plan", row.Plan.Cell))})
	} else {
		setPlan(&e, domain.MonthPlan{Month: row.Month, Plan: *row.Plan.Fen, Prov: im.prov(row.Project.Sheet, 0, cells("plan", row.Plan.Cell))})
	}
	return put(im, Executions, e, id, st)
}

func (im *importing) execution(id string, year int) (domain.Execution, error) {
	e, ok, err := Executions.Get(im.tx, id)
	if !ok {
		e = domain.Execution{ProjectID: id, Year: year}
	}
	e.Months, e.Plans = slices.Clone(e.Months), slices.Clone(e.Plans)
	return e, err
}

// setMonth puts a month in its place; a plan is kept when the new report has none, and
// goes from the plans to the report when it has come.
func setMonth(e *domain.Execution, m domain.MonthExecution) {
	if plan, ok := e.PlanAt(m.Month); ok && m.Plan == nil {
		m.Plan = &plan
	}
	e.Plans = slices.DeleteFunc(e.Plans, func(p domain.MonthPlan) bool { return p.Month == m.Month })
	if len(e.Plans) == 0 {
		e.Plans = nil
	}
	for i := range e.Months {
		if e.Months[i].Month == m.Month {
			e.Months[i] = m
			return
		}
	}
	e.Months = append(e.Months, m)
	slices.SortFunc(e.Months, func(a, b domain.MonthExecution) int { return a.Month - b.Month })
}

// setPlan puts a plan into the month's report, or among the plans when there is none.
func setPlan(e *domain.Execution, p domain.MonthPlan) {
	for i := range e.Months {
		if e.Months[i].Month == p.Month {
			e.Months[i].Plan = &p.Plan
			return
		}
	}
	e.Plans = append(slices.DeleteFunc(e.Plans, func(q domain.MonthPlan) bool { return q.Month == p.Month }), p)
	slices.SortFunc(e.Plans, func(a, b domain.MonthPlan) int { return a.Month - b.Month })
}

func cells(pairs ...string) map[string]string {
	m := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			m[pairs[i]] = pairs[i+1]
		}
	}
	return m
}

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

// executionRow sets a project's cumulative execution at one month-end.
func (im *importing) executionRow(row *intake.ExecutionRow, st map[string]change) error {
	year := im.yearOr(row.Year)
	id, ok, err := im.match(row.Project, year)
	if err != nil || !ok {
		return err
	}
	if !row.Executed.Known() && !row.Plan.Known() {
		return nil
	}
	e, err := im.execution(id, year)
	if err != nil {
		return err
	}
	m := domain.MonthExecution{Month: row.Month, Executed: row.Executed.Or(0), Plan: row.Plan.Fen,
		Prov: im.prov(row.Project.Sheet, 0, cells("executed", row.Executed.Cell, "plan", row.Plan.Cell))}
	setMonth(&e, m)
	im.amount += m.Executed
	return put(im, Executions, e, id, st)
}

func (im *importing) execution(id string, year int) (domain.Execution, error) {
	e, ok, err := Executions.Get(im.tx, id)
	if !ok {
		e = domain.Execution{ProjectID: id, Year: year}
	}
	e.Months = slices.Clone(e.Months)
	return e, err
}

// setMonth puts a month in its place; a plan is kept when the new report has none.
func setMonth(e *domain.Execution, m domain.MonthExecution) {
	for i := range e.Months {
		if e.Months[i].Month == m.Month {
			if m.Plan == nil {
				m.Plan = e.Months[i].Plan
			}
			e.Months[i] = m
			return
		}
	}
	e.Months = append(e.Months, m)
	slices.SortFunc(e.Months, func(a, b domain.MonthExecution) int { return a.Month - b.Month })
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

// Unmatched is the pseudo project of payment lines that match none: they are kept, so
// that the total stays right, and shown until somebody assigns them.
const Unmatched = "?"

// paymentRow keeps one payment line. The ID is made of the file and the row, so that the
// same file imported twice changes nothing.
func (im *importing) paymentRow(row *intake.PaymentRow, st map[string]change) error {
	if !row.Amount.Known() {
		im.wrong(row.Project.Sheet, row.Amount.Cell, row.Amount.Raw, "金额", "第 %d 行没有金额。请补上，或删去这一行", row.Row)
		return nil
	}
	if row.Date.IsZero() {
		im.wrong(row.Project.Sheet, im.cell("date", row.Row), "", "日期", "第 %d 行没有支付日期。请补上，如 2026-08-31", row.Row)
		return nil
	}
	before := len(im.sum.Errors)
	id, ok, err := im.match(row.Project, row.Date.Year)
	if err != nil {
		return err
	}
	if !ok {
		im.sum.Warnings = append(im.sum.Warnings, im.sum.Errors[before:]...)
		im.sum.Errors = im.sum.Errors[:before]
		id = Unmatched
	}
	im.amount += *row.Amount.Fen
	p := domain.Payment{ID: im.file.SHA256[:8] + fmt.Sprintf("-%06d", row.Row), ProjectID: id, Date: row.Date, Amount: *row.Amount.Fen, Payee: row.Payee, Purpose: row.Purpose,
		Prov: im.prov(row.Project.Sheet, row.Row, im.file.Columns)}
	if id == Unmatched {
		return Payments.Put(im.tx, p)
	}
	im.paid[id] = true
	im.paidYear, im.paidMonth = max(im.paidYear, row.Date.Year), max(im.paidMonth, int(row.Date.Month))
	return put(im, Payments, p, id, st)
}

// fromPayments marks month figures that were summed up from payment lines.
const fromPayments = "支付明细汇总"

// sumPayments makes the month-end figures of paid projects from their payment lines, where
// no report gives them.
func (im *importing) sumPayments() error {
	for _, id := range sortedKeys(im.paid) {
		list, err := Payments.All(im.tx, id)
		if err != nil {
			return err
		}
		e, err := im.execution(id, im.paidYear)
		if err != nil {
			return err
		}
		if e.Year != im.paidYear {
			continue
		}
		var sum [13]domain.Fen
		for _, p := range list {
			if p.Date.Year == e.Year {
				for m := int(p.Date.Month); m <= 12; m++ {
					sum[m] += p.Amount
				}
			}
		}
		for m := 1; m <= im.paidMonth; m++ {
			if at := slices.IndexFunc(e.Months, func(x domain.MonthExecution) bool { return x.Month == m }); at >= 0 && e.Months[at].Prov.Name != fromPayments && !onlyPlan(e.Months[at]) {
				continue
			}
			setMonth(&e, domain.MonthExecution{Month: m, Executed: sum[m], Prov: domain.Provenance{Name: fromPayments}})
		}
		if err := Executions.Put(im.tx, e); err != nil {
			return err
		}
	}
	return nil
}

func onlyPlan(m domain.MonthExecution) bool { return m.Executed == 0 && m.Prov.Cells["executed"] == "" }

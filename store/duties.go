package store

import (
	"context"
	"strings"

	"jixiao/domain"
	"jixiao/domain/duty"
	"jixiao/domain/listing"
)

// DutyRows is the duty ledger of a year on the business date: every department with every
// duty (第五至七、九至十九条).
func (s *Store) DutyRows(ctx context.Context, year int) (rows []duty.Row, err error) {
	err = s.View(func(tx *Tx) error {
		departments, err := Departments.All(tx)
		if err != nil {
			return err
		}
		ledger := duty.NewLedger(year, departments)
		err = tx.Rows(func(r listing.Row) error {
			if r.Year != year {
				return ctx.Err()
			}
			d, err := tx.Dossier(r.ID)
			if err == nil {
				ledger.Add(&d)
			}
			return err
		})
		if err != nil {
			return err
		}
		records, err := Duties.All(tx)
		rows = ledger.Rows(records, tx.Today())
		return err
	})
	return rows, err
}

// RecordDuty registers the evidence of a duty, or the ground on which it does not apply.
// A duty that is counted over projects cannot be registered as done: the projects decide.
func (s *Store) RecordDuty(r domain.DutyRecord) (Receipt, error) {
	if r.On.IsZero() {
		r.On = s.Today()
	}
	if r.By.Name == "" {
		r.By = s.operator
	}
	d, ok := duty.Find(r.Duty)
	if !ok {
		return Receipt{}, refuse(Refused, nil, "没有编号为“%s”的履职事项。请用 jixiao list duties 查编号", r.Duty)
	}
	r.Evidence, r.Ground = strings.TrimSpace(r.Evidence), strings.TrimSpace(r.Ground)
	switch {
	case r.State == domain.DutyNotApplicable && r.Ground == "":
		return Receipt{}, refuse(Refused, nil, "登记“%s”不适用要写明依据。请写哪份文件或什么事实", d.Title)
	case r.State == domain.DutyDone && d.PerProject():
		return Receipt{}, refuse(Refused, nil, "“%s”按项目逐个统计，不能整项登记为已履行。请补齐缺的项目资料，或写明依据登记为不适用", d.Title)
	case r.State == domain.DutyDone && r.Evidence == "":
		return Receipt{}, refuse(Refused, nil, "登记“%s”已履行要写明佐证。请写文件名、文号或存放处", d.Title)
	case r.State != domain.DutyDone && r.State != domain.DutyNotApplicable:
		return Receipt{}, refuse(Refused, nil, "履职状态“%s”不认识。只能是已履行或不适用", r.State)
	}
	title := "登记履职：" + d.Title + "（" + string(r.State) + "）"
	return s.Write(Op{Name: "duty.record", Title: title, Why: r.Evidence + r.Ground}, func(tx *Tx) error {
		if _, ok, err := Departments.Get(tx, r.Department); err != nil || !ok {
			if err != nil {
				return err
			}
			return refuse(Refused, nil, "没有代码为“%s”的主管部门，没有登记。请用 jixiao list duties 查部门代码", r.Department)
		}
		return Duties.Put(tx, r)
	})
}

// ResponsibleOn answers who was responsible for a project on a date (第八条).
func (s *Store) ResponsibleOn(projectID string, on domain.Date) (out []duty.Responsible, err error) {
	err = s.View(func(tx *Tx) error {
		p, err := tx.existing(projectID)
		if err != nil {
			return err
		}
		people, err := People.All(tx)
		out = duty.On(p, people, on)
		return err
	})
	return out, err
}

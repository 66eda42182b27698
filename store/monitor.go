package store

import (
	"context"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/domain/monitor"
)

// Warnings computes every project of a year as of a month under a rule group, worst
// first. progress (may be nil) is called now and then; cancelling ctx ends with its error.
func (s *Store) Warnings(ctx context.Context, year, month int, g monitor.Group, progress func(done, total int)) (items []monitor.Item, err error) {
	err = s.View(func(tx *Tx) error {
		total, done := tx.bolt.Bucket([]byte(bucketList)).Stats().KeyN, 0
		return tx.Rows(func(row listing.Row) error {
			done++
			if done%512 == 0 {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				if progress != nil {
					progress(done, total)
				}
			}
			if row.Year != year {
				return nil
			}
			it, err := tx.warning(row, year, month, g)
			items = append(items, it)
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	monitor.Sort(items)
	return items, nil
}

// Warning computes one project.
func (s *Store) Warning(projectID string, year, month int, g monitor.Group) (it monitor.Item, err error) {
	err = s.View(func(tx *Tx) error {
		raw := tx.bolt.Bucket([]byte(bucketList)).Get([]byte(projectID))
		if raw == nil {
			return refuse(Refused, nil, "没有编号为 %s 的项目。请回到项目库重新选择", projectID)
		}
		row, err := tx.row([]byte(projectID), raw)
		if err == nil {
			it, err = tx.warning(row, year, month, g)
		}
		return err
	})
	return it, err
}

// warning reads only what monitoring needs of a project.
func (tx *Tx) warning(row listing.Row, year, month int, g monitor.Group) (it monitor.Item, err error) {
	var d domain.Dossier
	if d.Project, _, err = Projects.Get(tx, row.ID); err != nil {
		return it, err
	}
	if d.Execution, err = optional(Executions, tx, row.ID); err != nil {
		return it, err
	}
	if d.Monitoring, err = Monitorings.All(tx, row.ID); err != nil {
		return it, err
	}
	if d.Payments, err = Payments.All(tx, row.ID); err != nil {
		return it, err
	}
	cases, err := tx.projectCases(row.ID)
	it = monitor.Item{Result: monitor.Report(&d, year, month, g, tx.paramsOn(domain.MonthEnd(year, month)).Monitor), Code: row.Code, Name: row.Name,
		Department: row.Department, DepartmentCode: row.DepartmentCode, Unit: row.Unit, Pinyin: row.Pinyin, Case: monitor.Leading(cases)}
	return it, err
}

// LatestMonth is the newest month any project of the year reported execution for, 0 for
// none; it reads the list only.
func (s *Store) LatestMonth(year int) (month int, err error) {
	err = s.View(func(tx *Tx) error {
		return tx.Rows(func(r listing.Row) error {
			if r.Year == year {
				month = max(month, int(r.Month))
			}
			return nil
		})
	})
	return month, err
}

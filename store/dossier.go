package store

import (
	"strings"

	"jixiao/domain"
)

// onlyProjects reports whether there is nothing but projects, as after a first list.
func (tx *Tx) onlyProjects() bool {
	for _, bucket := range []string{Targets.bucket, Executions.bucket, SelfEvals.bucket, Reviews.bucket, Payments.bucket, Monitorings.bucket, Cases.bucket, SpotChecks.bucket, Rechecks.bucket} {
		if len(tx.pending[bucket]) > 0 || !tx.isVacant(bucket) {
			return false
		}
	}
	return true
}

// bareDossier is Dossier where there is nothing but projects.
func (tx *Tx) bareDossier(projectID string) (d domain.Dossier, err error) {
	if p := tx.projects[projectID]; p != nil {
		d.Project = *p
	} else if d.Project, _, err = Projects.Get(tx, projectID); err != nil || d.Project.ID == "" {
		return d, err
	}
	d.DepartmentName, d.UnitName = tx.departmentName(d.Project.Department), tx.unitName(d.Project.Unit)
	return d, nil
}

// Dossier collects everything the file knows of one project; Project.ID is empty when
// there is no such project.
func (tx *Tx) Dossier(projectID string) (d domain.Dossier, err error) {
	if d, err = tx.bareDossier(projectID); err != nil || d.Project.ID == "" {
		return d, err
	}
	if d.Target, err = optional(Targets, tx, projectID); err != nil {
		return d, err
	}
	if d.Execution, err = optional(Executions, tx, projectID); err != nil {
		return d, err
	}
	if d.SelfEval, err = optional(SelfEvals, tx, projectID); err != nil {
		return d, err
	}
	if d.Reviews, err = Reviews.All(tx, projectID); err != nil {
		return d, err
	}
	if d.Payments, err = Payments.All(tx, projectID); err != nil {
		return d, err
	}
	if d.Monitoring, err = Monitorings.All(tx, projectID); err != nil {
		return d, err
	}
	if d.Cases, err = tx.projectCases(projectID); err != nil {
		return d, err
	}
	return d, tx.addChecks(&d)
}

func optional[T any](t Table[T], tx *Tx, key string) (*T, error) {
	v, err := t.find(tx, key)
	if err != nil {
		return nil, err
	}
	return v, nil
}

// projectCases finds a project's cases by the index plus those written in this Tx.
func (tx *Tx) projectCases(projectID string) (out []domain.Case, err error) {
	ids := casesOf(tx.bolt, projectID)
	for key, raw := range tx.pending[Cases.bucket] {
		for _, id := range touchers[Cases.bucket](docOf(raw)) {
			ids[key] = id == projectID
		}
	}
	for _, key := range sortedKeys(ids) {
		c, ok, err := Cases.Get(tx, key)
		if err != nil {
			return nil, err
		}
		if ok && c.ProjectID == projectID {
			out = append(out, c)
		}
	}
	return out, nil
}

func (tx *Tx) addChecks(d *domain.Dossier) error {
	checks, err := tx.spotChecks()
	if err != nil {
		return err
	}
	for _, s := range checks {
		for _, p := range s.Picks() {
			if s.ProjectOf(p.ID) == d.Project.ID {
				d.Picks = append(d.Picks, domain.SpotPick{SpotCheckID: s.ID, Name: s.Name, State: s.State, Pick: p})
			}
		}
		r, ok, err := Rechecks.Get(tx, s.ID, d.Project.ID)
		if err != nil {
			return err
		}
		if ok {
			d.Rechecks = append(d.Rechecks, r)
		}
	}
	return nil
}

// spotChecks are few and large: they are decoded once per Tx.
func (tx *Tx) spotChecks() ([]domain.SpotCheck, error) {
	if tx.spotsOK {
		return tx.spots, nil
	}
	var err error
	tx.spots, err = SpotChecks.All(tx)
	tx.spotsOK = err == nil
	return tx.spots, err
}

func (tx *Tx) departmentName(code string) string {
	return tx.cached("d", code, func() (string, bool) {
		d, ok, err := Departments.Get(tx, code)
		return d.Name, ok && err == nil
	})
}

func (tx *Tx) unitName(code string) string {
	return tx.cached("u", code, func() (string, bool) {
		u, ok, err := Units.Get(tx, code)
		return u.Name, ok && err == nil
	})
}

// cached returns the name of a code, or the code itself when it is not registered.
func (tx *Tx) cached(kind, code string, find func() (string, bool)) string {
	k := kind + sep + code
	if n, ok := tx.names[k]; ok {
		return n
	}
	n, ok := find()
	if !ok {
		n = code
	}
	tx.names[k] = n
	return n
}

// Dossier is Tx.Dossier in a view of its own.
func (s *Store) Dossier(projectID string) (d domain.Dossier, err error) {
	err = s.View(func(tx *Tx) error {
		var err error
		d, err = tx.Dossier(projectID)
		return err
	})
	if err == nil && d.Project.ID == "" {
		err = refuse(Refused, nil, "没有编号为 %s 的项目，可能已被撤销。请回到项目库重新选择", strings.TrimSpace(projectID))
	}
	return d, err
}

// existing is the project with the ID; one that is not there (any more) is refused.
func (tx *Tx) existing(id string) (domain.Project, error) {
	p, ok, err := Projects.Get(tx, id)
	if err == nil && !ok {
		err = refuse(Refused, nil, "没有编号为 %s 的项目，可能已被撤销。请回到项目库重新选择", strings.TrimSpace(id))
	}
	return p, err
}

// existingIn is existing, for a project of one year.
func (tx *Tx) existingIn(id string, year int) (domain.Project, error) {
	p, err := tx.existing(id)
	if err == nil && p.Year != year {
		err = refuse(Refused, nil, "项目“%s”是 %d 年的，不是 %d 年的，没有保存。请回到清单重新选择", p.Name, p.Year, year)
	}
	return p, err
}

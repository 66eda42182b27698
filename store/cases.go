package store

import (
	"fmt"

	"jixiao/domain"
	"jixiao/domain/ladder"
	"jixiao/domain/monitor"
	"jixiao/domain/workday"
)

// MoveCases makes the same move for several projects in one operation: a project without
// an open case gets one from its findings as of the month. One refusal refuses all.
func (s *Store) MoveCases(projects []string, year, month int, g monitor.Group, r ladder.Request) (title string, err error) {
	if r.On.IsZero() {
		r.On = s.Today()
	}
	if r.By.Name == "" {
		r.By = s.operator
	}
	title, err = s.moveTitle(projects, r)
	if err != nil {
		return "", err
	}
	_, err = s.Write(Op{Name: "case." + string(r.Move), Title: title, Why: r.Note}, func(tx *Tx) error {
		for _, id := range projects {
			if err := tx.moveCase(id, year, month, g, r); err != nil {
				return err
			}
		}
		return nil
	})
	return title, err
}

func (s *Store) moveTitle(projects []string, r ladder.Request) (string, error) {
	if len(projects) == 0 {
		return "", refuse(Refused, nil, "没有选定项目。请先选一个项目，或用空格标记几个")
	}
	word := r.Move.Word()
	if r.Move == ladder.Verify {
		word = "复核整改：不到位"
		if r.Pass {
			word = "复核整改：到位"
		}
	}
	if len(projects) > 1 {
		return fmt.Sprintf("%s（%d 个项目）", word, len(projects)), nil
	}
	d, err := s.Dossier(projects[0])
	return word + "：" + d.Project.Name, err
}

func (tx *Tx) moveCase(project string, year, month int, g monitor.Group, r ladder.Request) error {
	p, ok, err := Projects.Get(tx, project)
	if err != nil {
		return err
	}
	if !ok {
		return refuse(Refused, nil, "没有编号为 %s 的项目。请回到监控预警重新选择", project)
	}
	cases, err := tx.projectCases(project)
	if err != nil {
		return err
	}
	c := monitor.Leading(cases)
	if c == nil || c.State == domain.CaseClosed && r.Move != ladder.Reopen {
		if c, err = tx.openCase(p, year, month, g, r); err != nil {
			return err
		}
	}
	next, err := ladder.Apply(*c, r, workday.Default, tx.paramsOn(r.On).Ladder)
	if err != nil {
		return refuse(Refused, err, "“%s”：%s", p.Name, err.Error())
	}
	return Cases.Put(tx, next)
}

// openCase starts a case from what the rules find now.
func (tx *Tx) openCase(p domain.Project, year, month int, g monitor.Group, r ladder.Request) (*domain.Case, error) {
	raw := tx.bolt.Bucket([]byte(bucketList)).Get([]byte(p.ID))
	row, err := tx.row([]byte(p.ID), raw)
	if err != nil {
		return nil, err
	}
	it, err := tx.warning(row, year, month, g)
	if err != nil {
		return nil, err
	}
	rules, facts := it.FactSentences()
	if len(facts) == 0 && !r.Serious {
		return nil, refuse(Refused, nil, "“%s”截至 %d 月末没有预警事项，不能%s。确有问题的请选“问题严重”并写明事实", p.Name, month, r.Move.Word())
	}
	c := ladder.Open(tx.NewID("C"), p.ID, year, rules, facts, r.On)
	return &c, nil
}

// CaseRow is one case with its project's names, for lists.
type CaseRow struct {
	domain.Case
	Code       string `json:"code"`
	Name       string `json:"name"`
	Department string `json:"department"`
	Clock      string `json:"clock,omitempty"`
}

// CaseList returns the cases of a year, newest first by key order of opening.
func (s *Store) CaseList(year int) (out []CaseRow, err error) {
	err = s.View(func(tx *Tx) error {
		return Cases.Each(tx, func(c domain.Case) error {
			if c.Year != year {
				return nil
			}
			p, _, err := Projects.Get(tx, c.ProjectID)
			out = append(out, CaseRow{c, p.Code, p.Name, tx.departmentName(p.Department), ladder.Clock(c, tx.Today(), workday.Default)})
			return err
		})
	})
	return out, err
}

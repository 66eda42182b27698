package store

import (
	"cmp"
	"slices"
	"strings"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/domain/recheck"
)

// RecheckPaper returns the working paper of a drawn project.
func (s *Store) RecheckPaper(spotCheck, project string) (p domain.Recheck, err error) {
	err = s.View(func(tx *Tx) error { p, err = tx.paper(spotCheck, project); return err })
	return p, err
}

func (tx *Tx) paper(spotCheck, project string) (domain.Recheck, error) {
	p, ok, err := Rechecks.Get(tx, spotCheck, project)
	if err == nil && !ok {
		err = refuse(Refused, nil, "这个项目还没有复核底稿。请先派人（F5 第 6 步）")
	}
	return p, err
}

// editPaper changes a paper of a spot check whose review is under way and recomputes its
// total and whether it is done.
func (s *Store) editPaper(op Op, spotCheck, project string, fn func(p *domain.Recheck) error) error {
	return s.change(op, func(tx *Tx) error {
		c, err := tx.spotCheck(spotCheck)
		if err != nil {
			return err
		}
		if c.State != domain.SpotAssigned {
			return notNow(c, op.Title)
		}
		p, err := tx.paper(spotCheck, project)
		if err != nil {
			return err
		}
		if err := fn(&p); err != nil {
			return err
		}
		return tx.putPaper(p)
	})
}

func (tx *Tx) putPaper(p domain.Recheck) error {
	if len(p.Items) > 0 {
		p.ReviewScore = recheck.Total(p.Items).Review
	}
	p.Done, _ = recheck.Complete(p, tx.paramsOn(tx.Today()).Recheck, tx.Today())
	return Rechecks.Put(tx, p)
}

// SaveRecheckItem stores one indicator of a paper: confirmed value, evidence, deduction
// code, score, reason. A score outside 0..weight and a departure from the code without
// a reason are refused; an item without a score may be saved as it is.
func (s *Store) SaveRecheckItem(spotCheck, project string, index int, item domain.RecheckItem) error {
	op := Op{Name: "recheck.item", Title: "复核指标 " + item.Level3}
	return s.editPaper(op, spotCheck, project, func(p *domain.Recheck) error {
		if index < 0 || index >= len(p.Items) {
			return refuse(Refused, nil, "底稿里没有第 %d 项，请刷新后重选", index+1)
		}
		if why := recheck.CheckItem(item); why != "" {
			return refuse(Refused, nil, "%s", why)
		}
		p.Items = slices.Clone(p.Items)
		p.Items[index] = item
		return nil
	})
}

// SetNotDone records, or with an empty text withdraws, that the unit did not
// self-evaluate as required (第十六条 ①), with what is missing.
func (s *Store) SetNotDone(spotCheck, project, text string) error {
	op := Op{Name: "recheck.notdone", Title: "认定未按要求开展自评", Why: text}
	if text == "" {
		op.Title = "撤回未按要求开展自评的认定"
	}
	return s.editPaper(op, spotCheck, project, func(p *domain.Recheck) error {
		p.NotDone = strings.TrimSpace(text)
		return nil
	})
}

// SetReviewTotal stores the total of a paper without indicators.
func (s *Store) SetReviewTotal(spotCheck, project string, score domain.Decimal) error {
	op := Op{Name: "recheck.total", Title: "录入复核总分"}
	return s.editPaper(op, spotCheck, project, func(p *domain.Recheck) error {
		switch {
		case len(p.Items) > 0:
			return refuse(Refused, nil, "这份底稿有 %d 个指标，总分由各项得分相加，请逐项录入", len(p.Items))
		case score.Sign() < 0 || score.Cmp(domain.DecimalInt(100)) > 0:
			return refuse(Refused, nil, "复核总分 %s 应在 0 到 100 之间", score)
		}
		p.ReviewScore = &score
		return nil
	})
}

// PutRecheckPaper takes a whole paper (an imported workbook) into the spot check that has
// drawn the project; the spot check's ID and the reviewers come from there.
func (tx *Tx) PutRecheckPaper(p domain.Recheck) error {
	c, ok, err := tx.liveSpotOf(p.ProjectID)
	if err != nil {
		return err
	}
	if !ok {
		return refuse(Refused, nil, "这个项目不在任何正在复核的抽查名单里，底稿没有收。请先完成抽取和派人")
	}
	p.SpotCheckID = c.ID
	old, ok, err := Rechecks.Get(tx, c.ID, p.ProjectID)
	if err != nil {
		return err
	}
	if ok {
		p.Reviewers = old.Reviewers
		if p.SelfScore == nil {
			p.SelfScore = old.SelfScore
		}
		if p.NotDone == "" {
			p.NotDone = old.NotDone
		}
	}
	return tx.putPaper(p)
}

// liveSpotOf returns the spot check under review that has drawn the project.
func (tx *Tx) liveSpotOf(project string) (found domain.SpotCheck, ok bool, err error) {
	err = SpotChecks.Each(tx, func(c domain.SpotCheck) error {
		if c.State == domain.SpotAssigned && slices.ContainsFunc(c.Picks(), func(p domain.Pick) bool { return c.ProjectOf(p.ID) == project }) {
			found, ok = c, true
		}
		return nil
	})
	return found, ok, err
}

// RecheckRows returns the recheck list of a spot check in order of department and code:
// scores, grades, differences, grounds of notice.
func (s *Store) RecheckRows(spotCheck string) (rows []recheck.Row, err error) {
	err = s.View(func(tx *Tx) error {
		c, err := tx.spotCheck(spotCheck)
		if err == nil {
			rows, err = tx.recheckRows(&c)
		}
		return err
	})
	return rows, err
}

func (tx *Tx) recheckRows(c *domain.SpotCheck) (rows []recheck.Row, err error) {
	for _, p := range c.Picks() {
		project := c.ProjectOf(p.ID)
		d, err := tx.Dossier(project)
		if err != nil {
			return nil, err
		}
		paper, ok, err := Rechecks.Get(tx, c.ID, project)
		if err != nil {
			return nil, err
		}
		if !ok {
			paper = recheck.NewPaper(c.ID, project, d.SelfEval, c.ReviewersOf(p.ID))
		}
		rows = append(rows, recheck.NewRow(d, paper, tx.paramsOn(tx.Today()).Recheck, tx.Today()))
	}
	slices.SortStableFunc(rows, func(a, b recheck.Row) int {
		return cmp.Or(strings.Compare(a.Department, b.Department), strings.Compare(a.Code, b.Code))
	})
	return rows, nil
}

// SpotDepartures returns where the papers of a spot check leave the code table.
func (s *Store) SpotDepartures(id string) (out []recheck.Departure, err error) {
	err = s.View(func(tx *Tx) error {
		return Rechecks.Each(tx, func(p domain.Recheck) error {
			out = append(out, recheck.Departures(p)...)
			return nil
		}, id)
	})
	return out, err
}

// AllRecheckRows returns the recheck lists of all spot checks of a year that are not
// void, for `list rechecks`.
func (s *Store) AllRecheckRows(year int) (rows []recheck.Row, err error) {
	rows = []recheck.Row{}
	err = s.View(func(tx *Tx) error {
		return SpotChecks.Each(tx, func(c domain.SpotCheck) error {
			if c.Year != year || c.State == domain.SpotVoid {
				return nil
			}
			more, err := tx.recheckRows(&c)
			rows = append(rows, more...)
			return err
		})
	})
	return rows, err
}

// NotSelfEvaluated lists the year's projects without a self-evaluation: 区本级支出项目全部
// 纳入绩效自评范围 (第十五条), so each is ground ① of 第十六条.
func (s *Store) NotSelfEvaluated(year int) (rows []recheck.Row, err error) {
	err = s.View(func(tx *Tx) error {
		return tx.Rows(func(r listing.Row) error {
			if r.Year == year && tx.get(SelfEvals.bucket, r.ID) == nil {
				d := domain.Dossier{Project: domain.Project{ID: r.ID, Code: r.Code, Name: r.Name, Adjusted: r.Adjusted}, DepartmentName: r.Department, UnitName: r.Unit}
				rows = append(rows, recheck.NewRow(d, recheck.NewPaper("", r.ID, nil, nil), tx.paramsOn(tx.Today()).Recheck, tx.Today()))
			}
			return nil
		})
	})
	slices.SortStableFunc(rows, func(a, b recheck.Row) int {
		return cmp.Or(strings.Compare(a.Department, b.Department), strings.Compare(a.Code, b.Code))
	})
	return rows, err
}

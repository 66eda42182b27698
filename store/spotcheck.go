package store

import (
	"cmp"
	"slices"
	"strings"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/domain/sample"
)

// DefaultPerProject is how many reviewers each drawn project gets.
const DefaultPerProject = 2

// SpotCheckList returns the year's spot checks, newest first, void ones included.
func (s *Store) SpotCheckList(year int) (list []domain.SpotCheck, err error) {
	err = s.View(func(tx *Tx) error {
		return SpotChecks.Each(tx, func(c domain.SpotCheck) error {
			if c.Year == year {
				list = append(list, c)
			}
			return nil
		})
	})
	slices.SortStableFunc(list, func(a, b domain.SpotCheck) int {
		return cmp.Or(cmp.Compare(voided(a), voided(b)), -strings.Compare(a.Name, b.Name))
	})
	return list, err
}

func voided(c domain.SpotCheck) int {
	if c.State == domain.SpotVoid {
		return 1
	}
	return 0
}

// SpotCheck returns one spot check.
func (s *Store) SpotCheck(id string) (c domain.SpotCheck, err error) {
	err = s.View(func(tx *Tx) error { c, err = tx.spotCheck(id); return err })
	return c, err
}

func (tx *Tx) spotCheck(id string) (domain.SpotCheck, error) {
	c, ok, err := SpotChecks.Get(tx, id)
	if err == nil && !ok {
		err = refuse(Refused, nil, "没有编号为 %s 的抽查。请回到抽查列表重新选择", id)
	}
	return c, err
}

// NewSpotCheck starts a spot check of a year: every project with a self-evaluation is in
// the frame, one stratum per department.
func (s *Store) NewSpotCheck(name string, year int) (c domain.SpotCheck, err error) {
	name = strings.TrimSpace(name)
	if name == "" {
		return c, refuse(Refused, nil, "抽查名称是空的，请填写，例如“2026年度自评抽查”")
	}
	_, err = s.Write(Op{Name: "spotcheck.new", Title: "新建抽查 " + name}, func(tx *Tx) error {
		err := SpotChecks.Each(tx, func(other domain.SpotCheck) error {
			if other.Name == name && other.State != domain.SpotVoid {
				return refuse(Refused, nil, "已有名为“%s”的抽查，请换一个名称", name)
			}
			return nil
		})
		if err != nil {
			return err
		}
		c = domain.SpotCheck{V: 1, ID: tx.NewID("S"), Name: name, Year: year, State: domain.SpotFraming, PerProject: DefaultPerProject}
		if err := tx.restratify(&c); err != nil {
			return err
		}
		return SpotChecks.Put(tx, c)
	})
	return c, err
}

// SpotCandidates returns every project of the spot check's year with its reasons of
// exclusion and must-pick, in order of department, unit and code.
func (s *Store) SpotCandidates(id string) (list []sample.Candidate, err error) {
	err = s.View(func(tx *Tx) error {
		c, err := tx.spotCheck(id)
		if err == nil {
			list, err = tx.candidates(&c)
		}
		return err
	})
	return list, err
}

func (tx *Tx) candidates(c *domain.SpotCheck) ([]sample.Candidate, error) {
	out, must := map[string]string{}, map[string]string{}
	for _, e := range c.Exclusions {
		out[e.ProjectID] = e.Reason
	}
	for _, m := range c.MustPicks {
		must[m.ProjectID] = m.Reason
	}
	var list []sample.Candidate
	err := tx.Rows(func(r listing.Row) error {
		if r.Year != c.Year {
			return nil
		}
		x := sample.Candidate{ProjectID: r.ID, Code: r.Code, Name: r.Name, Department: r.Department, Unit: r.Unit, Amount: r.Adjusted,
			SelfEvaluated: tx.get(SelfEvals.bucket, r.ID) != nil, Excluded: out[r.ID], Must: must[r.ID]}
		if r.SelfScore >= 0 {
			x.SelfScore = domain.DecimalPtr(domain.NewDecimal(int64(r.SelfScore), 2))
		}
		list = append(list, x)
		return nil
	})
	slices.SortFunc(list, func(a, b sample.Candidate) int {
		return cmp.Or(strings.Compare(a.Department, b.Department), strings.Compare(a.Unit, b.Unit), strings.Compare(a.Code, b.Code), strings.Compare(a.ProjectID, b.ProjectID))
	})
	return list, err
}

// restratify recounts the strata after the frame changed.
func (tx *Tx) restratify(c *domain.SpotCheck) error {
	list, err := tx.candidates(c)
	if err != nil {
		return err
	}
	p, _ := sample.Populate(list, c.ByUnit)
	c.Strata = sample.Strata(p, c.Strata)
	return nil
}

// editSpot changes a spot check that is in one of the states.
func (s *Store) editSpot(op Op, id string, in []domain.SpotCheckState, fn func(tx *Tx, c *domain.SpotCheck) error) error {
	return s.change(op, func(tx *Tx) error {
		c, err := tx.spotCheck(id)
		if err != nil {
			return err
		}
		if !slices.Contains(in, c.State) {
			return notNow(c, op.Title)
		}
		if err := fn(tx, &c); err != nil {
			return err
		}
		return SpotChecks.Put(tx, c)
	})
}

var spotNext = map[domain.SpotCheckState]string{
	domain.SpotFraming:  "请先封框（F5 第 3 步）",
	domain.SpotFrozen:   "总体和方案已经封框，不能再改；请录入种子抽取。确实要改，请作废本次抽查（写明理由）后另建",
	domain.SpotDrawn:    "已经抽取，结果不能再改；请派人复核。有人回避，用“回避”顺延",
	domain.SpotAssigned: "已经派人，请录入复核得分",
	domain.SpotReviewed: "复核已经结束，请看差异与通报",
	domain.SpotVoid:     "本次抽查已经作废，只能查看；请另建一次抽查",
}

func notNow(c domain.SpotCheck, title string) error {
	return refuse(Refused, nil, "抽查“%s”现在处于“%s”，不能%s。%s", c.Name, c.State, title, spotNext[c.State])
}

var framing = []domain.SpotCheckState{domain.SpotFraming}

// VoidSpotCheck voids a spot check with a reason. It stays in the file and in the
// journal, and its seed still counts for the rule of one seed.
func (s *Store) VoidSpotCheck(id, reason string) error {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return refuse(Refused, nil, "作废必须写明理由")
	}
	live := []domain.SpotCheckState{domain.SpotFraming, domain.SpotFrozen, domain.SpotDrawn, domain.SpotAssigned}
	op := Op{Name: "spotcheck.void", Title: "作废抽查", Why: reason, Irreversible: true}
	return s.editSpot(op, id, live, func(_ *Tx, c *domain.SpotCheck) error {
		c.State, c.VoidReason = domain.SpotVoid, reason
		return nil
	})
}

// change is Write for use cases whose callers need no receipt.
func (s *Store) change(op Op, fn func(tx *Tx) error) error {
	_, err := s.Write(op, fn)
	return err
}

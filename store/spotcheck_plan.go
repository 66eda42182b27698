package store

import (
	"cmp"
	"slices"
	"strings"

	"jixiao/domain"
	"jixiao/domain/sample"
)

// SetSpotStratum sets one stratum's sample size and method ("srs" or "pps").
func (s *Store) SetSpotStratum(id, stratum string, n int, method string) error {
	op := Op{Name: "spotcheck.stratum", Title: "设定样本量 " + stratum}
	return s.editSpot(op, id, framing, func(_ *Tx, c *domain.SpotCheck) error {
		i := slices.IndexFunc(c.Strata, func(l domain.StratumPlan) bool { return l.Stratum == stratum })
		if i < 0 {
			return refuse(Refused, nil, "没有名为“%s”的层，请回到分层表重新选择", stratum)
		}
		l := &c.Strata[i]
		switch {
		case n < l.Must:
			return refuse(Refused, nil, "层“%s”有 %d 个必抽项目，样本量至少要 %d", stratum, l.Must, l.Must)
		case n > l.Size:
			return refuse(Refused, nil, "层“%s”只有 %d 个项目，样本量不能超过它", stratum, l.Size)
		case method != string(sample.SRS) && method != string(sample.PPS):
			return refuse(Refused, nil, "抽取方法只有 srs（等概率）和 pps（按金额）两种")
		}
		l.N, l.Method = n, method
		return nil
	})
}

// SpreadSpotSample spreads a total over the strata: at least one and all must items
// each, the rest in proportion by largest remainder.
func (s *Store) SpreadSpotSample(id string, total int) error {
	op := Op{Name: "spotcheck.spread", Title: "按层分配样本量"}
	return s.editSpot(op, id, framing, func(_ *Tx, c *domain.SpotCheck) error {
		strata, err := sample.Spread(c.Strata, total)
		if err == nil {
			c.Strata = strata
		}
		return err
	})
}

// SetSpotStrata chooses between strata by department and by department/unit.
func (s *Store) SetSpotStrata(id string, byUnit bool) error {
	op := Op{Name: "spotcheck.strata", Title: "改变分层"}
	return s.editSpot(op, id, framing, func(tx *Tx, c *domain.SpotCheck) error {
		c.ByUnit = byUnit
		return tx.restratify(c)
	})
}

// SetSpotReviewers sets how many reviewers each drawn project gets.
func (s *Store) SetSpotReviewers(id string, perProject int) error {
	op := Op{Name: "spotcheck.reviewers", Title: "设定每个项目的复核人数"}
	return s.editSpot(op, id, framing, func(_ *Tx, c *domain.SpotCheck) error {
		if perProject < 1 || perProject > 9 {
			return refuse(Refused, nil, "每个项目的复核人数应在 1 到 9 之间")
		}
		c.PerProject = perProject
		return nil
	})
}

// RecheckReviewers returns the people who hold the role 复核人 today, by name. Their Avoid
// holds department names, as people read them.
func (s *Store) RecheckReviewers() (list []domain.Person, err error) {
	err = s.View(func(tx *Tx) error {
		if list, err = tx.recheckReviewers(); err != nil {
			return err
		}
		for i := range list {
			list[i].Avoid = slices.Clone(list[i].Avoid)
			for j, code := range list[i].Avoid {
				list[i].Avoid[j] = tx.departmentName(code)
			}
		}
		return nil
	})
	return list, err
}

func (tx *Tx) recheckReviewers() (list []domain.Person, err error) {
	err = People.Each(tx, func(p domain.Person) error {
		if p.Holds(domain.RoleRecheckReviewer, tx.Today()) {
			list = append(list, p)
		}
		return nil
	})
	slices.SortFunc(list, func(a, b domain.Person) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
	})
	return list, err
}

// AddRecheckReviewer registers a reviewer with the departments (names or codes) to keep
// away from. Somebody already registered under the name gets the departments added.
func (s *Store) AddRecheckReviewer(name string, avoid []string) error {
	name = strings.TrimSpace(name)
	if name == "" {
		return refuse(Refused, nil, "复核人姓名是空的，请填写")
	}
	return s.change(Op{Name: "person.reviewer", Title: "登记复核人 " + name}, func(tx *Tx) error {
		codes, err := tx.departmentCodes(avoid)
		if err != nil {
			return err
		}
		p := domain.Person{V: 1, ID: tx.NewID("R"), Name: name}
		err = People.Each(tx, func(x domain.Person) error {
			if x.Name == name {
				p = x
			}
			return nil
		})
		if err != nil {
			return err
		}
		if !p.Holds(domain.RoleRecheckReviewer, tx.Today()) {
			p.Terms = append(slices.Clone(p.Terms), domain.RoleTerm{Role: domain.RoleRecheckReviewer, From: tx.Today()})
		}
		for _, c := range codes {
			if !slices.Contains(p.Avoid, c) {
				p.Avoid = append(p.Avoid, c)
			}
		}
		return People.Put(tx, p)
	})
}

func (tx *Tx) departmentCodes(names []string) (codes []string, err error) {
	byName := map[string]string{}
	err = Departments.Each(tx, func(d domain.Department) error {
		byName[d.Name], byName[d.Code] = d.Code, d.Code
		return nil
	})
	for _, n := range names {
		if n = strings.TrimSpace(n); n == "" {
			continue
		}
		c, ok := byName[n]
		if !ok && err == nil {
			err = refuse(Refused, nil, "没有名为“%s”的部门，请按部门全称或代码填写回避部门", n)
		}
		codes = append(codes, c)
	}
	return codes, err
}

// roster turns the reviewers into the canonical roster: names where they are unique,
// avoided departments as the names that strata use.
func (tx *Tx) roster() (sample.Roster, error) {
	people, err := tx.recheckReviewers()
	if err != nil {
		return sample.Roster{}, err
	}
	names := map[string]int{}
	for _, p := range people {
		names[p.Name]++
	}
	var ro sample.Roster
	for _, p := range people {
		r := sample.Reviewer{ID: p.Name}
		if names[p.Name] > 1 {
			r.ID += "（" + p.ID + "）"
		}
		for _, code := range p.Avoid {
			d, ok, err := Departments.Get(tx, code)
			if err != nil {
				return ro, err
			}
			if !ok {
				d.Name = code
			}
			r.Avoid = append(r.Avoid, sample.Candidate{Department: strings.ReplaceAll(d.Name, ",", "，")}.Stratum(false))
		}
		slices.Sort(r.Avoid)
		ro.Reviewers = append(ro.Reviewers, r)
	}
	return ro, nil
}

// FreezeSpotCheck writes the three canonical files and their hashes into the spot check.
// From here on the frame cannot change; the hashes are what is published.
func (s *Store) FreezeSpotCheck(id string) error {
	op := Op{Name: "spotcheck.freeze", Title: "封框", Irreversible: true}
	return s.editSpot(op, id, framing, func(tx *Tx, c *domain.SpotCheck) error {
		list, err := tx.candidates(c)
		if err != nil {
			return err
		}
		p, members := sample.Populate(list, c.ByUnit)
		if len(p.Items) == 0 {
			return refuse(Refused, nil, "总体里一个项目也没有：%d 个项目都被剔除或没有自评。请先导入自评表", len(list))
		}
		c.Strata = sample.Strata(p, c.Strata)
		c.State, c.FrozenOn = domain.SpotFrozen, tx.Today()
		return tx.freezeTexts(c, p, members)
	})
}

// freezeTexts makes the three files and checks that the draw can be carried out.
func (tx *Tx) freezeTexts(c *domain.SpotCheck, p sample.Population, members map[string]string) error {
	population, err := p.Marshal()
	if err != nil {
		return err
	}
	if c.Plan, err = sample.PlanOf(c.Strata).Marshal(); err != nil {
		return err
	}
	ro, err := tx.roster()
	if err != nil {
		return err
	}
	if len(ro.Reviewers) == 0 {
		return refuse(Refused, nil, "还没有登记复核人，封框后才登记就会失去公信。请先在“分层与样本量”登记至少 %d 名复核人", c.PerProject)
	}
	if c.Roster, err = ro.Marshal(); err != nil {
		return err
	}
	f, err := sample.NewFrame(population, c.Plan, c.Roster)
	if err != nil {
		return err
	}
	c.PopulationHash, c.PlanHash, c.RosterHash = f.H, f.P, f.Q
	if err := f.Feasible(c.PerProject); err != nil {
		return err
	}
	if _, err = f.TryPlan(); err != nil {
		return err
	}
	return SpotFrames.Put(tx, domain.SpotFrame{V: 1, ID: c.ID, Population: population, Members: members})
}

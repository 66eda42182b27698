package store

import (
	"errors"
	"slices"
	"strings"

	"jixiao/domain"
	"jixiao/domain/sample"
)

// frozenFrame is a spot check with its frozen files, parsed, and who is who.
type frozenFrame struct {
	sample.Frame
	check   domain.SpotCheck
	members map[string]string
}

// frame loads and parses the frozen files of a spot check.
func (tx *Tx) frame(c *domain.SpotCheck) (f frozenFrame, err error) {
	stored, ok, err := SpotFrames.Get(tx, c.ID)
	if err != nil {
		return f, err
	}
	if !ok {
		return f, refuse(Refused, nil, "抽查“%s”还没有封框。请先封框，公布指纹后再抽取", c.Name)
	}
	f.check, f.members = *c, stored.Members
	f.Frame, err = sample.NewFrame(stored.Population, c.Plan, c.Roster)
	return f, err
}

// know keeps the project behind a drawn id in the spot check.
func (f frozenFrame) know(c *domain.SpotCheck, id string) {
	if c.Members == nil {
		c.Members = map[string]string{}
	}
	if p, ok := f.members[id]; ok {
		c.Members[id] = p
	}
}

// idOf returns the population id of a project given by population id or project ID.
func (f frozenFrame) idOf(project string) string {
	if _, ok := f.members[project]; ok {
		return project
	}
	for id, p := range f.members {
		if p == project {
			return id
		}
	}
	return project
}

func (s *Store) frozenFrame(id string) (f frozenFrame, err error) {
	err = s.View(func(tx *Tx) error {
		c, err := tx.spotCheck(id)
		if err == nil {
			f, err = tx.frame(&c)
		}
		return err
	})
	return f, err
}

// SpotFiles returns the texts of the three frozen files, as they are published.
func (s *Store) SpotFiles(id string) (population, plan, roster string, err error) {
	err = s.View(func(tx *Tx) error {
		c, err := tx.spotCheck(id)
		if err != nil {
			return err
		}
		f, ok, err := SpotFrames.Get(tx, id)
		if err == nil && !ok {
			err = refuse(Refused, nil, "抽查“%s”还没有封框，没有可公布的文件。请先封框", c.Name)
		}
		population, plan, roster = f.Population, c.Plan, c.Roster
		return err
	})
	return population, plan, roster, err
}

var frozen = []domain.SpotCheckState{domain.SpotFrozen}

// SealWitness adds a part of the seed ceremony: a witness with the commitment of the
// slip (64 hex digits), or a public source without one.
func (s *Store) SealWitness(id, name, commit string) error {
	name, commit = strings.TrimSpace(name), strings.ToLower(strings.TrimSpace(commit))
	op := Op{Name: "spotcheck.seal", Title: "封签 " + name}
	return s.editSpot(op, id, frozen, func(_ *Tx, c *domain.SpotCheck) error {
		switch {
		case name == "":
			return refuse(Refused, nil, "见证人姓名或公开来源是空的，请填写")
		case commit != "" && !isHash(commit):
			return refuse(Refused, nil, "封签指纹应是 64 位十六进制数字，请核对后重新录入")
		case slices.ContainsFunc(c.Witnesses, func(w domain.Witness) bool { return w.Name == name }):
			return refuse(Refused, nil, "“%s”已经封过签，一人只能一份。要更换，请先删去原来那份", name)
		case slices.ContainsFunc(c.Witnesses, func(w domain.Witness) bool { return w.Slip != "" }):
			return refuse(Refused, nil, "已经有人亮出数字，不能再加封签：后加的人就能挑结果了")
		}
		c.Witnesses = append(slices.Clone(c.Witnesses), domain.Witness{Name: name, Commit: commit})
		return nil
	})
}

func isHash(s string) bool {
	return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}

// UnsealWitness removes a witness before anybody has revealed.
func (s *Store) UnsealWitness(id, name string) error {
	op := Op{Name: "spotcheck.unseal", Title: "删去封签 " + name}
	return s.editSpot(op, id, frozen, func(_ *Tx, c *domain.SpotCheck) error {
		if slices.ContainsFunc(c.Witnesses, func(w domain.Witness) bool { return w.Slip != "" }) {
			return refuse(Refused, nil, "已经有人亮出数字，封签不能再删。确有争议，请作废本次抽查并写明理由")
		}
		c.Witnesses = slices.DeleteFunc(slices.Clone(c.Witnesses), func(w domain.Witness) bool { return w.Name == name })
		return nil
	})
}

// RevealWitness takes a witness's slip and holds it against the commitment.
func (s *Store) RevealWitness(id, name, slip string) error {
	op := Op{Name: "spotcheck.reveal", Title: "亮出 " + name}
	return s.editSpot(op, id, frozen, func(_ *Tx, c *domain.SpotCheck) error {
		c.Witnesses = slices.Clone(c.Witnesses)
		i := slices.IndexFunc(c.Witnesses, func(w domain.Witness) bool { return w.Name == name })
		if i < 0 {
			return refuse(Refused, nil, "“%s”没有封签，请先封签", name)
		}
		w := &c.Witnesses[i]
		if err := sample.CheckReveal(name, w.Commit, slip); err != nil {
			return err
		}
		w.Slip = slip
		return nil
	})
}

// DrawSpotCheck performs the draw with the seed text and draws the reviewers. A second
// seed for the same population and plan, in this or any other spot check, is refused
// with *sample.SecondSeed, and the attempt is written into the record and the journal.
func (s *Store) DrawSpotCheck(id, seed string) error {
	op := Op{Name: "spotcheck.draw", Title: "抽取", Irreversible: true}
	err := s.change(op, func(tx *Tx) error { return tx.draw(id, seed) })
	var second *sample.SecondSeed
	if errors.As(err, &second) {
		if logErr := s.logRefusedSeed(id, seed, second.Earlier.Name); logErr != nil {
			return errors.Join(err, logErr)
		}
	}
	return err
}

func (tx *Tx) draw(id, seed string) error {
	c, err := tx.spotCheck(id)
	if err != nil {
		return err
	}
	f, err := tx.frame(&c)
	if err != nil {
		return err
	}
	earlier, err := tx.drawn()
	if err != nil {
		return err
	}
	if err := f.OneSeed(earlier); err != nil {
		return err
	}
	if c.State != domain.SpotFrozen {
		return notNow(c, "抽取")
	}
	d, err := f.Draw(seed, c.PerProject)
	if err != nil {
		return err
	}
	c.Seed, c.Draw, c.State = seed, &d, domain.SpotDrawn
	for _, p := range d.Picks {
		f.know(&c, p.ID)
	}
	return SpotChecks.Put(tx, c)
}

// drawn lists every draw in the file, void ones included.
func (tx *Tx) drawn() (list []sample.Drawn, err error) {
	err = SpotChecks.Each(tx, func(c domain.SpotCheck) error {
		if c.Draw != nil {
			list = append(list, sample.Drawn{Name: c.Name, PopulationHash: c.PopulationHash, PlanHash: c.PlanHash, Seed: c.Seed})
		}
		return nil
	})
	return list, err
}

func (s *Store) logRefusedSeed(id, seed, earlier string) error {
	op := Op{Name: "spotcheck.refused", Title: "拒绝第二个种子", Why: "同一总体和方案已经抽过，换种子等于挑结果", Irreversible: true}
	return s.change(op, func(tx *Tx) error {
		c, err := tx.spotCheck(id)
		if err != nil {
			return err
		}
		c.RefusedSeeds = append(slices.Clone(c.RefusedSeeds), domain.RefusedSeed{Seed: seed, Earlier: earlier, By: s.operator, On: tx.Today()})
		return SpotChecks.Put(tx, c)
	})
}

// WhyNot answers why a project (population id or project ID) was drawn or not.
func (s *Store) WhyNot(id, project string) (sample.Answer, error) {
	f, err := s.frozenFrame(id)
	if err != nil {
		return sample.Answer{}, err
	}
	c := f.check
	if c.Draw == nil {
		return sample.Answer{}, refuse(Refused, nil, "抽查“%s”还没有抽取，不能回答谁被抽中。请先完成种子仪式", c.Name)
	}
	a, ok := f.Frame.WhyNot(*c.Draw, f.idOf(project))
	if !ok {
		for _, e := range c.Exclusions {
			if e.ProjectID == project {
				a.Sentence = "项目 " + project + " 封框前已被剔除，理由：" + e.Reason
			}
		}
	}
	return a, nil
}

// VerifySpotCheck recomputes a draw from the frozen files; no difference means that the
// record is right.
func (s *Store) VerifySpotCheck(id string) ([]sample.Difference, error) {
	f, err := s.frozenFrame(id)
	if err != nil {
		return nil, err
	}
	if f.check.Draw == nil {
		return nil, refuse(Refused, nil, "抽查“%s”还没有抽取，没有可核验的记录", f.check.Name)
	}
	return f.Verify(*f.check.Draw), nil
}

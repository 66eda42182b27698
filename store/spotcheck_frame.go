package store

import (
	"slices"
	"strings"

	"jixiao/domain"
	"jixiao/domain/recheck"
	"jixiao/domain/sample"
)

// ExcludeFromSpotCheck leaves projects out of the frame with a reason; an empty reason
// takes them back in.
func (s *Store) ExcludeFromSpotCheck(id string, projects []string, reason string) error {
	title := counted("剔除", len(projects))
	if reason == "" {
		title = counted("收回剔除的", len(projects))
	}
	op := Op{Name: "spotcheck.exclude", Title: title, Why: reason}
	return s.editSpot(op, id, framing, func(tx *Tx, c *domain.SpotCheck) error {
		c.Exclusions = slices.DeleteFunc(c.Exclusions, func(e domain.Exclusion) bool { return slices.Contains(projects, e.ProjectID) })
		if reason != "" {
			c.MustPicks = slices.DeleteFunc(c.MustPicks, func(m domain.MustPick) bool { return slices.Contains(projects, m.ProjectID) })
			for _, p := range projects {
				c.Exclusions = append(c.Exclusions, domain.Exclusion{ProjectID: p, Reason: reason})
			}
		}
		slices.SortFunc(c.Exclusions, func(a, b domain.Exclusion) int { return strings.Compare(a.ProjectID, b.ProjectID) })
		return tx.restratify(c)
	})
}

func counted(what string, n int) string {
	return what + " " + domain.DecimalInt(int64(n)).String() + " 个项目"
}

// MustPickForSpotCheck puts projects into the certainty pot with a reason; an empty
// reason takes them out again. Projects outside the frame are refused.
func (s *Store) MustPickForSpotCheck(id string, projects []string, reason string) error {
	title := counted("必抽", len(projects))
	if reason == "" {
		title = counted("取消必抽", len(projects))
	}
	op := Op{Name: "spotcheck.must", Title: title, Why: reason}
	return s.editSpot(op, id, framing, func(tx *Tx, c *domain.SpotCheck) error {
		if err := tx.inFrame(c, projects); err != nil {
			return err
		}
		setMust(c, projects, reason)
		return tx.restratify(c)
	})
}

func setMust(c *domain.SpotCheck, projects []string, reason string) {
	c.MustPicks = slices.DeleteFunc(c.MustPicks, func(m domain.MustPick) bool { return slices.Contains(projects, m.ProjectID) })
	if reason != "" {
		for _, p := range projects {
			c.MustPicks = append(c.MustPicks, domain.MustPick{ProjectID: p, Reason: reason})
		}
	}
	slices.SortFunc(c.MustPicks, func(a, b domain.MustPick) int { return strings.Compare(a.ProjectID, b.ProjectID) })
}

func (tx *Tx) inFrame(c *domain.SpotCheck, projects []string) error {
	list, err := tx.candidates(c)
	if err != nil {
		return err
	}
	for _, x := range list {
		if reason := x.Out(); reason != "" && slices.Contains(projects, x.ProjectID) {
			return refuse(Refused, nil, "项目 %s %s 不在总体里（%s），不能列为必抽。请先收回剔除", x.Code, x.Name, reason)
		}
	}
	return nil
}

// MustPickByFacts puts into the certainty pot every project of the frame whose result of
// last year was 差, and every project of at least the amount (fen; 0: no amount rule).
// It returns how many were added.
func (s *Store) MustPickByFacts(id string, atLeast domain.Fen) (added int, err error) {
	err = s.editSpot(Op{Name: "spotcheck.must", Title: "按事实列必抽"}, id, framing, func(tx *Tx, c *domain.SpotCheck) error {
		list, err := tx.candidates(c)
		if err != nil {
			return err
		}
		serious, err := tx.seriousLastYear(c.Year)
		if err != nil {
			return err
		}
		for _, x := range list {
			if x.Out() != "" || x.Must != "" {
				continue
			}
			p, ok, err := Projects.Get(tx, x.ProjectID)
			if err != nil {
				return err
			}
			reason := ""
			switch {
			case ok && p.LastYear != nil && p.LastYear.Grade == domain.GradePoor:
				reason = sample.MustReasons[0]
			case ok && (p.LastYear != nil && p.LastYear.MajorDifference || serious[sameProject(p)]):
				reason = sample.MustReasons[2]
			case atLeast > 0 && x.Amount >= atLeast:
				reason = sample.MustReasons[1]
			default:
				continue
			}
			added++
			c.MustPicks = append(c.MustPicks, domain.MustPick{ProjectID: x.ProjectID, Reason: reason})
		}
		slices.SortFunc(c.MustPicks, func(a, b domain.MustPick) int { return strings.Compare(a.ProjectID, b.ProjectID) })
		return tx.restratify(c)
	})
	return added, err
}

// ExcludeDrawn leaves out of the frame every project that another spot check of the year
// has drawn: an extension draws from the undrawn rest, with a plan and a seed of its own.
// It returns how many were left out.
func (s *Store) ExcludeDrawn(id string) (n int, err error) {
	err = s.editSpot(Op{Name: "spotcheck.exclude", Title: "剔除已抽中的项目"}, id, framing, func(tx *Tx, c *domain.SpotCheck) error {
		out := map[string]bool{}
		for _, e := range c.Exclusions {
			out[e.ProjectID] = true
		}
		err := SpotChecks.Each(tx, func(other domain.SpotCheck) error {
			if other.ID == c.ID || other.Year != c.Year || other.State == domain.SpotVoid {
				return nil
			}
			for _, p := range other.Picks() {
				project := other.ProjectOf(p.ID)
				if out[project] {
					continue
				}
				out[project] = true
				n++
				c.Exclusions = append(c.Exclusions, domain.Exclusion{ProjectID: project, Reason: "已在" + other.Name + "抽中"})
				setMust(c, []string{project}, "")
			}
			return nil
		})
		if err != nil {
			return err
		}
		if n == 0 {
			return refuse(Refused, nil, "本年度没有别的抽查抽中过项目，不需要剔除")
		}
		slices.SortFunc(c.Exclusions, func(a, b domain.Exclusion) int { return strings.Compare(a.ProjectID, b.ProjectID) })
		return tx.restratify(c)
	})
	return n, err
}

// sameProject is what a project keeps from year to year: its unit and name.
func sameProject(p domain.Project) string { return p.Unit + sep + p.Name }

// seriousLastYear are the projects that the rechecks of the year before found 严重失实:
// 下年必抽.
func (tx *Tx) seriousLastYear(year int) (map[string]bool, error) {
	out := map[string]bool{}
	checks, err := tx.spotChecks()
	if err != nil {
		return nil, err
	}
	for i := range checks {
		if c := &checks[i]; c.Year == year-1 && c.State == domain.SpotReviewed {
			err := Rechecks.Each(tx, func(paper domain.Recheck) error {
				if (recheck.Subject{Paper: paper, Params: tx.paramsOn(tx.Today()).Recheck}).Compare().Class != recheck.ClassSerious {
					return nil
				}
				p, ok, err := Projects.Get(tx, paper.ProjectID)
				if ok {
					out[sameProject(p)] = true
				}
				return err
			}, c.ID)
			if err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

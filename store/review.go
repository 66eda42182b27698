package store

import (
	"slices"
	"strconv"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/domain/review"
	"jixiao/domain/rule"
)

// Queue returns the targets a level has to decide on, most pressing first: amount ×
// waiting days, deferred ones last (第十一条). It reads the list rows only.
func (s *Store) Queue(level domain.Level) (items []review.Item, err error) {
	err = s.View(func(tx *Tx) error {
		today := tx.Today()
		return tx.Rows(func(r listing.Row) error {
			if r.Stage == domain.StagePending && r.Level == level {
				items = append(items, itemOf(&r, today))
			}
			return nil
		})
	})
	review.Sort(items)
	return items, err
}

// itemOf makes a queue row from a list row.
func itemOf(r *listing.Row, today domain.Date) review.Item {
	it := review.Item{
		ProjectID: r.ID, Code: r.Code, Name: r.Name, UnitCode: r.UnitCode, Unit: r.Unit, DepartmentCode: r.DepartmentCode, Department: r.Department,
		Amount: r.Initial, Level: r.Level, Since: dateOfDays(r.Since), DeferUntil: dateOfDays(r.DeferUntil), Round: int(r.Round),
		Fails: int(r.Fails), Warns: int(r.Warns), Pinyin: r.Pinyin,
	}
	if it.Amount == 0 {
		it.Amount = r.Adjusted
	}
	it.Wait(today)
	return it
}

func dateOfDays(n int32) domain.Date {
	if n == 0 {
		return domain.Date{}
	}
	return domain.Date{Year: 1970, Month: 1, Day: 1}.Add(int(n))
}

// Work opens one item of a level's queue: everything known of the project, the checks on
// the current version as of today, what a resubmission changed, and the half-written
// opinion.
func (s *Store) Work(projectID string, level domain.Level) (w review.Work, err error) {
	err = s.View(func(tx *Tx) error {
		d, err := tx.Dossier(projectID)
		if err != nil {
			return err
		}
		if d.Project.ID == "" {
			return refuse(Refused, nil, "没有编号为 %s 的项目，可能已被撤销。请回到队列重新选择", projectID)
		}
		row := tx.derive(d)
		outcomes, err := tx.targetChecks(d)
		if err != nil {
			return err
		}
		w = review.Work{Item: itemOf(&row, tx.Today()), Dossier: d, Outcomes: outcomes, Comparison: review.Compare(d.Target, d.Reviews)}
		return nil
	})
	if err != nil {
		return w, err
	}
	w.Draft = review.Draft{ProjectID: projectID, Level: level}
	if cur := w.Dossier.Target.Current(); cur != nil {
		w.Draft.Version = cur.No
		var saved review.Draft
		if s.LoadState(draftKey(projectID, level), &saved) && saved.Version == cur.No {
			w.Draft = saved
		}
	}
	return w, nil
}

func draftKey(projectID string, level domain.Level) string {
	return "draft/review/" + string(level) + "/" + projectID
}

// SaveDraft keeps a half-written opinion, durable when it returns; an empty one forgets
// what was kept. It is nobody's decision and does not enter the journal.
func (s *Store) SaveDraft(d review.Draft) error {
	if d.Empty() {
		return s.DropState(draftKey(d.ProjectID, d.Level))
	}
	return s.SaveState(draftKey(d.ProjectID, d.Level), d)
}

// Decide writes the rulings of one level in one transaction: one journal entry, one undo.
// When one of them is impossible nothing is written.
func (s *Store) Decide(level domain.Level, rulings ...review.Ruling) (done review.Done, err error) {
	if len(rulings) == 0 {
		return done, &review.Refusal{Code: review.NothingChosen, Sentence: "没有选中目标；请先选一条或用空格标记几条。"}
	}
	title, err := s.decideTitle(rulings)
	if err != nil {
		return done, err
	}
	r, err := s.Write(Op{Name: "review.decide", Title: title, Why: rulings[0].Verdict.Comment}, func(tx *Tx) error {
		for i := range rulings {
			amount, err := tx.decide(level, &rulings[i])
			if err != nil {
				return err
			}
			done.Amount += amount
		}
		return nil
	})
	done.Title, done.Seq, done.Count = title, r.Seq, len(rulings)
	return done, err
}

func (s *Store) decideTitle(rulings []review.Ruling) (string, error) {
	d := string(rulings[0].Verdict.Decision)
	if len(rulings) > 1 {
		return d + " " + strconv.Itoa(len(rulings)) + " 个目标", nil
	}
	name := ""
	err := s.View(func(tx *Tx) error {
		p, _, err := Projects.Get(tx, rulings[0].ProjectID)
		name = p.Name
		return err
	})
	return d + "：" + name, err
}

// decide applies one ruling and returns the project's amount.
func (tx *Tx) decide(level domain.Level, r *review.Ruling) (domain.Fen, error) {
	d, err := tx.Dossier(r.ProjectID)
	if err != nil {
		return 0, err
	}
	if d.Target == nil {
		d.Target = &domain.Target{ProjectID: r.ProjectID}
	}
	// Whose turn it is comes before what the checks say.
	if err := review.Possible(*d.Target, level); err != nil {
		return 0, err
	}
	outcomes, err := tx.targetChecks(d)
	if err != nil {
		return 0, err
	}
	verdict := withRules(r, outcomes)
	t, rec, err := review.Decide(*d.Target, level, verdict, review.Failures(outcomes), tx.operator(), tx.Today())
	if err != nil {
		return 0, err
	}
	if err := Targets.Put(tx, t); err != nil {
		return 0, err
	}
	return d.Project.Initial, Reviews.Put(tx, rec)
}

// withRules takes a project's own findings of the wanted rules, or those an opinion opens
// with, into the opinion.
func withRules(r *review.Ruling, outcomes []rule.Outcome) review.Verdict {
	v := r.Verdict
	v.Remarks = slices.Clone(v.Remarks)
	findings := rule.Findings(outcomes)
	var take []rule.Finding
	for _, f := range findings {
		if slices.Contains(r.TakeRules, f.Rule) {
			take = append(take, f)
		}
	}
	if r.TakeFound && len(take) == 0 {
		take = review.Opening(&review.Draft{Remarks: v.Remarks}, findings)
	}
	if len(take) == 0 {
		return r.Verdict
	}
	for _, f := range take {
		v.Remarks = append(v.Remarks, review.RemarkOf(f))
	}
	v.Comment = review.Compose(v.Remarks, v.Comment, "")
	return v
}

// operator is who decides.
func (tx *Tx) operator() domain.Operator { return tx.s.operator }

// SameFault lists the items of a level's queue that belong to the project's unit and have
// a finding of the same rule, the project itself included.
func (s *Store) SameFault(level domain.Level, projectID, ruleID string) (ids []string, err error) {
	err = s.View(func(tx *Tx) error {
		p, ok, err := Projects.Get(tx, projectID)
		if err != nil || !ok {
			return err
		}
		return tx.Rows(func(r listing.Row) error {
			if r.UnitCode != p.Unit || r.Stage != domain.StagePending || r.Level != level {
				return nil
			}
			d, err := tx.Dossier(r.ID)
			if err != nil {
				return err
			}
			outcomes, err := tx.targetChecks(d)
			if err == nil && slices.ContainsFunc(rule.Findings(outcomes), func(f rule.Finding) bool { return f.Rule == ruleID }) {
				ids = append(ids, r.ID)
			}
			return err
		})
	})
	return ids, err
}

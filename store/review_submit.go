package store

import (
	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/domain/review"
)

// SubmitTarget takes a target version in: the first one is submitted to the department,
// one for a returned target is its resubmission. Anything else is a *review.Refusal.
func (tx *Tx) SubmitTarget(projectID string, v domain.TargetVersion) (t domain.Target, err error) {
	t, ok, err := Targets.Get(tx, projectID)
	if err != nil {
		return t, err
	}
	if !ok {
		t = domain.Target{ProjectID: projectID, Stage: domain.StageDraft}
	}
	if len(t.Versions) == 0 || t.Stage == domain.StageDraft {
		v.No, v.Submitted = len(t.Versions)+1, tx.Today()
		t.Versions = append(t.Versions, v)
		t, err = review.Submit(t, tx.Today())
	} else {
		t, err = review.Resubmit(t, v, tx.Today())
	}
	if err != nil {
		return t, err
	}
	return t, Targets.Put(tx, t)
}

// Resubmit adds a new version to a returned target (第十一条：修改完善).
func (s *Store) Resubmit(projectID string, v domain.TargetVersion) (done review.Done, err error) {
	var p domain.Project
	if err := s.View(func(tx *Tx) error { p, _, err = Projects.Get(tx, projectID); return err }); err != nil {
		return done, err
	}
	done = review.Done{Title: "再报：" + p.Name, Count: 1, Amount: p.Initial}
	r, err := s.Write(Op{Name: "review.resubmit", Title: done.Title}, func(tx *Tx) error {
		_, err := tx.SubmitTarget(projectID, v)
		return err
	})
	done.Seq = r.Seq
	return done, err
}

// IssueBatch freezes every approved target that is in no batch yet (批复，与部门预算同步下达).
// It cannot be undone.
func (s *Store) IssueBatch(name string) (done review.Done, err error) {
	done.Title = "批复目标：" + name
	r, err := s.Write(Op{Name: "review.issue", Title: done.Title, Irreversible: true}, func(tx *Tx) error {
		var ids []string
		err := tx.Rows(func(r listing.Row) error {
			if r.Stage == domain.StageApproved {
				ids = append(ids, r.ID)
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := tx.issue(id, name, &done); err != nil {
				return err
			}
		}
		if done.Count == 0 {
			return &review.Refusal{Code: review.NotApproved, Sentence: "没有两级审核都通过而又未批复的目标；请先审核。"}
		}
		return nil
	})
	done.Seq = r.Seq
	return done, err
}

func (tx *Tx) issue(id, batch string, done *review.Done) error {
	t, ok, err := Targets.Get(tx, id)
	if err != nil || !ok || t.Batch != "" {
		return err
	}
	p, _, err := Projects.Get(tx, id)
	if err != nil {
		return err
	}
	if t, err = review.Issue(t, batch, tx.Today()); err != nil {
		return err
	}
	done.Count++
	done.Amount += p.Initial
	return Targets.Put(tx, t)
}

// HeldBack answers 「一共卡了多少钱」: the money of projects without an approved target, by
// place and by department.
func (s *Store) HeldBack() (review.Held, error) {
	var h review.Holder
	err := s.View(func(tx *Tx) error {
		today := tx.Today()
		return tx.Rows(func(r listing.Row) error {
			it := itemOf(&r, today)
			h.Add(r.Stage, &it)
			return nil
		})
	})
	return h.Held(), err
}

// Approved sums up the targets both levels approved and no batch has issued yet, by
// department.
func (s *Store) Approved() (review.Held, error) {
	var h review.Holder
	err := s.View(func(tx *Tx) error {
		today := tx.Today()
		return tx.Rows(func(r listing.Row) error {
			if r.Stage != domain.StageApproved {
				return nil
			}
			t, ok, err := Targets.Get(tx, r.ID)
			if err != nil || !ok || t.Batch != "" {
				return err
			}
			it := itemOf(&r, today)
			h.Add(domain.StagePending, &it)
			return nil
		})
	})
	return h.Held(), err
}

package store

import (
	"errors"
	"slices"
	"strings"

	"jixiao/domain"
	"jixiao/domain/recheck"
	"jixiao/domain/sample"
)

// AssignSpotCheck hands the drawn projects to their reviewers: a working paper is opened
// for each.
func (s *Store) AssignSpotCheck(id string) error {
	op := Op{Name: "spotcheck.assign", Title: "派人复核"}
	return s.editSpot(op, id, []domain.SpotCheckState{domain.SpotDrawn}, func(tx *Tx, c *domain.SpotCheck) error {
		for _, p := range c.Picks() {
			if err := tx.openPaper(c, p.ID); err != nil {
				return err
			}
		}
		c.State = domain.SpotAssigned
		return nil
	})
}

// openPaper makes the working paper of a drawn project unless there is one.
func (tx *Tx) openPaper(c *domain.SpotCheck, pick string) error {
	project := c.ProjectOf(pick)
	if _, ok, err := Rechecks.Get(tx, c.ID, project); ok || err != nil {
		return err
	}
	ev, ok, err := SelfEvals.Get(tx, project)
	if err != nil {
		return err
	}
	paper := recheck.NewPaper(c.ID, project, nil, c.ReviewersOf(pick))
	if ok {
		paper = recheck.NewPaper(c.ID, project, &ev, c.ReviewersOf(pick))
	}
	return Rechecks.Put(tx, paper)
}

var drawnStates = []domain.SpotCheckState{domain.SpotDrawn, domain.SpotAssigned}

// RecuseReviewer replaces a reviewer of one project by the next in the order of the
// draw, with the reason. Nothing is drawn again. It returns the substitute.
func (s *Store) RecuseReviewer(id, project, reviewer, reason string) (substitute string, err error) {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return "", refuse(Refused, nil, "回避必须写明理由")
	}
	op := Op{Name: "spotcheck.recuse", Title: reviewer + " 回避", Why: reason}
	err = s.editSpot(op, id, drawnStates, func(tx *Tx, c *domain.SpotCheck) error {
		pick := c.IDOf(project)
		now := c.ReviewersOf(pick)
		if !slices.Contains(now, reviewer) {
			return refuse(Refused, nil, "%s 现在不是该项目的复核人，请刷新后重选", reviewer)
		}
		if substitute, err = tx.nextReviewer(c, pick, project, now); err != nil {
			return err
		}
		c.Recusals = append(slices.Clone(c.Recusals), domain.Recusal{ProjectID: project, Reviewer: reviewer, Substitute: substitute, Reason: reason, On: tx.Today()})
		return tx.paperReviewers(c, pick)
	})
	return substitute, err
}

func (tx *Tx) nextReviewer(c *domain.SpotCheck, pick, project string, now []string) (string, error) {
	f, err := tx.frame(c)
	if err != nil {
		return "", err
	}
	used := slices.Clone(now)
	for _, x := range c.Recusals {
		if x.ProjectID == project {
			used = append(used, x.Reviewer)
		}
	}
	if _, drawn := c.Draw.Reviewers[pick]; drawn {
		return f.Substitute(*c.Draw, c.PerProject, pick, used)
	}
	return f.SubstituteFor(*c.Draw, pick, reviewersNow(c), used)
}

// reviewersNow is who reviews what at the moment, by population id.
func reviewersNow(c *domain.SpotCheck) map[string][]string {
	out := map[string][]string{}
	for _, p := range c.Picks() {
		out[p.ID] = c.ReviewersOf(p.ID)
	}
	return out
}

func (tx *Tx) paperReviewers(c *domain.SpotCheck, pick string) error {
	paper, ok, err := Rechecks.Get(tx, c.ID, c.ProjectOf(pick))
	if err != nil || !ok {
		return err
	}
	paper.Reviewers = c.ReviewersOf(pick)
	return Rechecks.Put(tx, paper)
}

// WithdrawPick takes a drawn project out with a reason. For a project drawn by ticket the
// next ticket of its stratum moves up; others have no successor and count as the worst
// case, which the second result says. Nothing is drawn again.
func (s *Store) WithdrawPick(id, project, reason string) (next *domain.Pick, note string, err error) {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return nil, "", refuse(Refused, nil, "退出抽查的项目必须写明理由")
	}
	op := Op{Name: "spotcheck.withdraw", Title: "项目退出抽查", Why: reason}
	err = s.editSpot(op, id, drawnStates, func(tx *Tx, c *domain.SpotCheck) error {
		pick := c.IDOf(project)
		if !slices.ContainsFunc(c.Picks(), func(p domain.Pick) bool { return p.ID == pick }) {
			return refuse(Refused, nil, "该项目不在当前名单里，请刷新后重选")
		}
		w := domain.Withdrawal{ID: pick, Reason: reason, On: tx.Today()}
		var alone *sample.NotReplaceable
		switch err := tx.succeed(c, &w); {
		case errors.As(err, &alone):
			note = alone.Error()
		case err != nil:
			return err
		}
		c.Withdrawals = append(slices.Clone(c.Withdrawals), w)
		next = w.Successor
		if next == nil || c.State != domain.SpotAssigned {
			return nil
		}
		return tx.openPaper(c, next.ID)
	})
	return next, note, err
}

// succeed fills the withdrawal's successor and its reviewers.
func (tx *Tx) succeed(c *domain.SpotCheck, w *domain.Withdrawal) error {
	f, err := tx.frame(c)
	if err != nil {
		return err
	}
	root, used := w.ID, []string(nil)
	for _, x := range c.Withdrawals {
		if x.Successor != nil {
			used = append(used, x.Successor.ID)
		}
	}
	for moved := true; moved; { // a successor inherits the place of the pick it replaced
		moved = false
		for _, x := range c.Withdrawals {
			if x.Successor != nil && x.Successor.ID == root {
				root, moved = x.ID, true
			}
		}
	}
	p, err := f.NextTicket(*c.Draw, root, used)
	if err != nil {
		return err
	}
	current := reviewersNow(c)
	delete(current, w.ID)
	if w.Reviewers, err = f.AssignSuccessor(*c.Draw, p.ID, current, c.PerProject); err != nil {
		return err
	}
	w.Successor = &p
	f.know(c, p.ID)
	return nil
}

// ConcludeSpotCheck ends the review: every paper must be complete. The refusal counts
// the open ones and says what the first of them lacks.
func (s *Store) ConcludeSpotCheck(id string) error {
	op := Op{Name: "spotcheck.conclude", Title: "结束复核"}
	return s.editSpot(op, id, []domain.SpotCheckState{domain.SpotAssigned}, func(tx *Tx, c *domain.SpotCheck) error {
		open, first := 0, ""
		for _, p := range c.Picks() {
			paper, ok, err := Rechecks.Get(tx, c.ID, c.ProjectOf(p.ID))
			if err != nil {
				return err
			}
			if !ok {
				paper = domain.Recheck{}
			}
			done, findings := recheck.Complete(paper, tx.paramsOn(tx.Today()).Recheck, tx.Today())
			if done {
				continue
			}
			if open++; first == "" {
				first = p.ID + "：" + findings[0].Message
			}
		}
		if open > 0 {
			return refuse(Refused, nil, "还有 %d 个项目的底稿没有完成，不能结束复核。先处理 %s", open, first)
		}
		c.State = domain.SpotReviewed
		return nil
	})
}

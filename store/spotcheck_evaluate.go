package store

import (
	"context"
	"math/big"

	"jixiao/domain"
	"jixiao/domain/recheck"
	"jixiao/domain/sample"
)

// SpotEvaluation concludes from a drawn spot check and its papers what may be said of all
// projects of its frame, at the confidence (a share). Self-evaluations are over-scored when
// they are above the review by at least the parameter "recheck.major" (本区口径). A drawn
// project without a finished paper counts as the worst case. A spot check that was not drawn
// is refused.
func (s *Store) SpotEvaluation(id string, confidence *big.Rat) (e *sample.Evaluation, err error) {
	err = s.View(func(tx *Tx) error {
		c, err := tx.spotCheck(id)
		if err != nil {
			return err
		}
		if c.Draw == nil {
			return refuse(Refused, nil, "“%s”还没有抽取，没有可以推断的结果。请先在 F5 第 4 步抽取", c.Name)
		}
		rules := tx.paramsOn(tx.Today()).Recheck
		var results []sample.Result
		for _, p := range c.Draw.Picks {
			paper, ok, err := Rechecks.Get(tx, c.ID, c.ProjectOf(p.ID))
			if err != nil {
				return err
			}
			if r, scored := resultOf(p.ID, &paper, rules); ok && scored {
				results = append(results, r)
			}
		}
		if e, err = sample.Evaluate(*c.Draw, results, rules.Major.Rat(), confidence); err != nil {
			return refuse(Refused, err, "推断不了：%v", err)
		}
		return nil
	})
	return e, err
}

// resultOf is a finished paper's result; scored is false while it is not finished.
func resultOf(id string, paper *domain.Recheck, p recheck.Params) (r sample.Result, scored bool) {
	c := recheck.Subject{Paper: *paper, Params: p}.Compare()
	if !paper.Done || c.Self == nil || c.Review == nil {
		return r, false
	}
	return sample.Result{ID: id, Self: c.Self.Rat(), Review: c.Review.Rat()}, true
}

// ProjectNames gives the names of all projects by ID; an unknown one is named by its ID.
func (s *Store) ProjectNames() (func(id string) string, error) {
	ix, err := s.LoadIndex(context.Background())
	if err != nil {
		return nil, err
	}
	names := make(map[string]string, ix.Len())
	for i := range ix.Len() {
		r := ix.Row(i)
		names[r.ID] = r.Name
	}
	return func(id string) string {
		if n, ok := names[id]; ok {
			return n
		}
		return id
	}, nil
}

package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jixiao/domain"
	"jixiao/domain/cleanup"
	"jixiao/domain/listing"
)

// CleanupBoard forecasts a year's projects as of a month and adds what was decided. progress
// may be nil; cancelling ctx ends with its error.
func (s *Store) CleanupBoard(ctx context.Context, year, month int, progress func(done, total int)) (b *cleanup.Board, err error) {
	b = &cleanup.Board{Year: year, Month: month}
	err = s.View(func(tx *Tx) error {
		decisions, moves, err := tx.cleanups(year)
		if err != nil {
			return err
		}
		p := tx.paramsOn(domain.MonthEnd(year, month)).Cleanup
		byProject, moved := map[string]*domain.CleanupDecision{}, map[string]*domain.CleanupMove{}
		for i := range decisions {
			byProject[decisions[i].ProjectID] = &decisions[i]
		}
		for i := range moves {
			moved[moves[i].ProjectID] = &moves[i]
		}
		b.Balance = cleanup.BalanceOf(decisions, moves)
		return tx.eachOfYear(ctx, year, progress, func(r *listing.Row, project *domain.Project) error {
			f, err := tx.cleanupFacts(project, r.Department, month)
			if err != nil {
				return err
			}
			b.Add(cleanup.Row{Facts: f, Forecast: cleanup.Of(&f, month, &p), Decision: byProject[r.ID], Move: moved[r.ID]})
			return nil
		})
	})
	return b, err
}

func (tx *Tx) cleanups(year int) (d []domain.CleanupDecision, m []domain.CleanupMove, err error) {
	if d, err = Cleanups.All(tx, yearKey(year)); err != nil {
		return nil, nil, err
	}
	m, err = CleanupMoves.All(tx, yearKey(year))
	return d, m, err
}

func (tx *Tx) cleanupFacts(p *domain.Project, department string, month int) (f cleanup.Facts, err error) {
	e, err := optional(Executions, tx, p.ID)
	if err != nil {
		return f, err
	}
	forms, err := Monitorings.All(tx, p.ID)
	if err != nil {
		return f, err
	}
	return cleanup.FactsOf(p, department, e, forms, month), nil
}

// DecideCleanup records what was decided on a project's money as of a month; an earlier
// decision of the year is replaced. Amounts that are not there, special money without a
// document, and sums that no longer cover what was moved are refused.
func (s *Store) DecideCleanup(d domain.CleanupDecision) (Receipt, error) {
	d.On, d.By, d.Why, d.Doc = s.Today(), s.operator, strings.TrimSpace(d.Why), strings.TrimSpace(d.Doc)
	why := d.Why
	if d.Doc != "" {
		why += "（" + d.Doc + "）"
	}
	title := fmt.Sprintf("清理决定：%s", d.Action)
	if d.Amount > 0 {
		title += " " + d.Amount.Wan() + " 万元"
	}
	return s.Write(Op{Name: "cleanup.decide", Title: title, Why: why}, func(tx *Tx) error {
		p, err := tx.existingIn(d.ProjectID, d.Year)
		if err != nil {
			return err
		}
		f, err := tx.cleanupFacts(&p, "", d.Month)
		if err != nil {
			return err
		}
		params := tx.paramsOn(domain.MonthEnd(d.Year, d.Month)).Cleanup
		o := cleanup.Of(&f, d.Month, &params)
		decisions, moves, err := tx.cleanups(d.Year)
		if err != nil {
			return err
		}
		others := slices.DeleteFunc(decisions, func(x domain.CleanupDecision) bool { return x.ProjectID == d.ProjectID })
		if text := cleanup.RefuseDecision(&d, &f, &o, cleanup.BalanceOf(others, moves)); text != "" {
			return refuse(Refused, nil, "“%s”没有保存：%s", p.Name, text)
		}
		if o.Known {
			d.Low, d.High = domain.FenPtr(o.Low), domain.FenPtr(o.High)
		}
		return Cleanups.Put(tx, d)
	})
}

// MoveCleanup gives recovered money to a project; amount 0 takes the move back.
func (s *Store) MoveCleanup(m domain.CleanupMove) (Receipt, error) {
	m.On, m.By, m.Doc = s.Today(), s.operator, strings.TrimSpace(m.Doc)
	title := fmt.Sprintf("清理调剂：%s 万元", m.Amount.Wan())
	if m.Amount == 0 {
		title = "取消清理调剂"
	}
	return s.Write(Op{Name: "cleanup.move", Title: title, Why: strings.TrimSpace(m.Why + " " + m.Doc)}, func(tx *Tx) error {
		p, err := tx.existingIn(m.ProjectID, m.Year)
		if err != nil {
			return err
		}
		if m.Amount == 0 {
			return CleanupMoves.Delete(tx, CleanupMoves.key(&m)...)
		}
		decisions, moves, err := tx.cleanups(m.Year)
		if err != nil {
			return err
		}
		others := slices.DeleteFunc(moves, func(x domain.CleanupMove) bool { return x.ProjectID == m.ProjectID })
		recovered := slices.ContainsFunc(decisions, func(x domain.CleanupDecision) bool { return x.ProjectID == m.ProjectID && x.Amount > 0 })
		if text := cleanup.RefuseMove(&m, &p, recovered, cleanup.BalanceOf(decisions, others)); text != "" {
			return refuse(Refused, nil, "没有保存：%s", text)
		}
		return CleanupMoves.Put(tx, m)
	})
}

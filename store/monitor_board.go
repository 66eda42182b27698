package store

import (
	"bytes"
	"context"
	"encoding/json"

	bolt "go.etcd.io/bbolt"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/domain/monitor"
)

// boardStep is how many projects are looked at between two looks at the context.
const boardStep = 512

// WarningBoard computes a year's warnings as of a month under all rule groups. Only what
// monitoring needs is read; texts of findings are not kept. progress (may be nil) is
// called now and then; cancelling ctx ends with its error.
func (s *Store) WarningBoard(ctx context.Context, year, month int, progress func(done, total int)) (board *monitor.Board, err error) {
	err = s.View(func(tx *Tx) error {
		ix, err := tx.index(ctx)
		if err != nil {
			return err
		}
		defer tx.release()
		board = monitor.NewBoard(ix, year, month, tx.paramsOn(domain.MonthEnd(year, month)).Monitor)
		if err := tx.figures(ctx, board, progress); err != nil {
			return err
		}
		u, err := tx.unmatched(year, month)
		board.Done(u, tx.lastSeq())
		return err
	})
	if err != nil {
		return nil, err
	}
	return board, nil
}

func (tx *Tx) figures(ctx context.Context, b *monitor.Board, progress func(done, total int)) error {
	r, ix := tx.moneyReader(), b.Index()
	for i := range ix.Len() {
		if i%boardStep == boardStep-1 {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if progress != nil {
				progress(i+1, ix.Len())
			}
		}
		row := ix.Row(i)
		if row.Year != b.Year {
			continue
		}
		f, err := r.figure(&row, b.Year, b.Month)
		if err != nil {
			return err
		}
		c, err := r.leading(&row)
		if err != nil {
			return err
		}
		b.Set(i, f, c)
	}
	return nil
}

// moneyReader reads of a project what a figure is made of. Buckets, buffers and the
// dossier are used again for the next project: at 100,000 projects their garbage would cost
// more than the work.
type moneyReader struct {
	tx         *Tx
	executions *bolt.Bucket
	forms      *bolt.Cursor
	money      moneyRecord
	execution  domain.Execution
	d          domain.Dossier
}

// moneyRecord is an Execution without provenance.
type moneyRecord struct {
	Year   int          `json:"year"`
	Months []moneyMonth `json:"months"`
}

type moneyMonth struct {
	Month    int         `json:"month"`
	Executed domain.Fen  `json:"executed"`
	Plan     *domain.Fen `json:"plan"`
}

func (tx *Tx) moneyReader() *moneyReader {
	return &moneyReader{tx: tx, executions: tx.bolt.Bucket([]byte(Executions.bucket)), forms: tx.bolt.Bucket([]byte(Monitorings.bucket)).Cursor()}
}

func (r *moneyReader) figure(row *listing.Row, year, month int) (f monitor.Figure, err error) {
	d := &r.d
	*d = domain.Dossier{Project: domain.Project{ID: row.ID, Year: row.Year, Kind: row.Kind, Adjusted: row.Adjusted, Carryover: row.Carryover}}
	if row.Carryover > 0 { // since when is not in the list
		if d.Project, _, err = Projects.Get(r.tx, row.ID); err != nil {
			return f, err
		}
	}
	if d.Execution, err = r.readMoney(row.ID); err != nil {
		return f, err
	}
	if d.Monitoring, err = r.monitoring(row.ID); err != nil {
		return f, err
	}
	f = monitor.FigureOf(d, year, month, &r.tx.paramsOn(domain.MonthEnd(year, month)).Monitor)
	if !f.Found.Has(monitor.FoundIdle) {
		return f, nil
	}
	// Payment lines can only show that money moved later than the month figures tell.
	if d.Payments, err = Payments.All(r.tx, row.ID); err != nil || len(d.Payments) == 0 {
		return f, err
	}
	return monitor.FigureOf(d, year, month, &r.tx.paramsOn(domain.MonthEnd(year, month)).Monitor), nil
}

// readMoney returns the project's execution, nil for none; it is valid until the next call.
func (r *moneyReader) readMoney(id string) (*domain.Execution, error) {
	raw := r.executions.Get([]byte(id))
	if raw == nil {
		return nil, nil
	}
	doc, err := unseal(raw)
	if err == nil {
		clear(r.money.Months) // nothing of the last record may show through
		r.money.Year, r.money.Months = 0, r.money.Months[:0]
		err = json.Unmarshal(doc, &r.money)
	}
	if err != nil {
		return nil, refuse(Damaged, err, "项目 %s 的执行数已损坏，与写入时的指纹不符。请运行 jixiao doctor 查看，并从备份恢复", id)
	}
	e := &r.execution
	e.ProjectID, e.Year, e.Months = id, r.money.Year, e.Months[:0]
	for _, m := range r.money.Months {
		e.Months = append(e.Months, domain.MonthExecution{Month: m.Month, Executed: m.Executed, Plan: m.Plan})
	}
	return e, nil
}

func (r *moneyReader) monitoring(id string) (out []domain.Monitoring, err error) {
	prefix := []byte(id + sep)
	for k, v := r.forms.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, v = r.forms.Next() {
		var m domain.Monitoring
		if err := Monitorings.decode(string(k), v, &m); err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

// leading is the project's case that lists show.
func (r *moneyReader) leading(row *listing.Row) (*domain.Case, error) {
	if row.CaseState == "" {
		return nil, nil
	}
	cases, err := r.tx.projectCases(row.ID)
	return monitor.Leading(cases), err
}

// unmatched counts the payment lines up to the month's end that belong to no project.
func (tx *Tx) unmatched(year, month int) (u monitor.Unmatched, err error) {
	end := domain.MonthEnd(year, month)
	err = Payments.Each(tx, func(p domain.Payment) error {
		if p.Date.Year == year && !end.Before(p.Date) {
			u.Count++
			u.Amount += p.Amount
		}
		return nil
	}, Unmatched)
	return u, err
}

// UnmatchedPayments lists the payment lines up to the month's end that match no project,
// in the order of their dates.
func (s *Store) UnmatchedPayments(year, month int) (out []domain.Payment, err error) {
	end := domain.MonthEnd(year, month)
	err = s.View(func(tx *Tx) error {
		return Payments.Each(tx, func(p domain.Payment) error {
			if p.Date.Year == year && !end.Before(p.Date) {
				out = append(out, p)
			}
			return nil
		}, Unmatched)
	})
	return out, err
}

// lastSeq is the number of the newest journal entry, 0 for none.
func (tx *Tx) lastSeq() uint64 {
	k, _ := tx.bolt.Bucket([]byte(bucketLog)).Cursor().Last()
	return seqOf(k)
}

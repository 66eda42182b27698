package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"jixiao/domain"
	"jixiao/domain/intake"
)

// Unmatched is the pseudo project of payment lines that match none: they are kept, so
// that the total stays right, and shown until somebody assigns them.
const Unmatched = "?"

// paying is what an import knows of payment lines.
type paying struct {
	// year is the year of each paid project's lines, last the latest month of a year.
	year map[string]int
	last map[int]int
	// times counts lines of the present file that are alike in everything.
	file  *intake.File
	times map[string]int
	// known counts lines of each file that another file has brought before.
	known map[*intake.FileSummary]int
}

func newPaying() paying {
	return paying{year: map[string]int{}, last: map[int]int{}, known: map[*intake.FileSummary]int{}}
}

// id names a payment by what it says: lists overlap from month to month, and a line that
// comes again is the same payment. Lines of one file that are alike are told apart by
// counting them.
func (p *paying) id(f *intake.File, owner string, row *intake.PaymentRow) string {
	if p.file != f {
		p.file, p.times = f, map[string]int{}
	}
	h := sha256.Sum256([]byte(strings.Join([]string{owner, row.Date.String(), fmt.Sprint(*row.Amount.Fen), row.Payee, row.Purpose, row.Voucher}, sep)))
	id := hex.EncodeToString(h[:8])
	p.times[id]++
	return fmt.Sprintf("%s-%03d", id, p.times[id])
}

// paymentRow keeps one payment line.
func (im *importing) paymentRow(row *intake.PaymentRow, st map[string]change) error {
	if !row.Amount.Known() {
		im.wrong(row.Project.Sheet, row.Amount.Cell, row.Amount.Raw, "金额", "第 %d 行没有金额。请补上，或删去这一行", row.Row)
		return nil
	}
	if row.Date.IsZero() {
		im.wrong(row.Project.Sheet, im.cell("date", row.Row), "", "日期", "第 %d 行没有支付日期。请补上，如 2026-08-31", row.Row)
		return nil
	}
	before := len(im.sum.Errors)
	id, ok, err := im.match(row.Project, row.Date.Year)
	if err != nil {
		return err
	}
	if !ok {
		im.sum.Warnings = append(im.sum.Warnings, im.sum.Errors[before:]...)
		im.sum.Errors = im.sum.Errors[:before]
		id = Unmatched
	} else if bad, err := im.beyond(id, row.Project.Sheet, "支付", row.Amount); err != nil || bad {
		return err
	}
	im.amount += *row.Amount.Fen
	return im.payment(id, row, st)
}

// payment stores the line under its project, where it may have waited without one.
func (im *importing) payment(id string, row *intake.PaymentRow, st map[string]change) error {
	stray := im.paying.id(im.file, strings.Join([]string{row.Project.Code, row.Project.Name, row.Project.Unit}, sep), row)
	p := domain.Payment{ID: stray, ProjectID: Unmatched, Date: row.Date, Amount: *row.Amount.Fen, Payee: row.Payee, Purpose: row.Purpose, Voucher: row.Voucher,
		Prov: im.prov(row.Project.Sheet, row.Row, im.file.Columns)}
	if id != Unmatched {
		if err := Payments.Delete(im.tx, Unmatched, p.Date.String(), stray); err != nil {
			return err
		}
		p.ID, p.ProjectID = im.paying.id(im.file, id, row), id
		im.paying.year[id] = row.Date.Year
		im.paying.last[row.Date.Year] = max(im.paying.last[row.Date.Year], int(row.Date.Month))
	}
	old, known, err := Payments.Get(im.tx, p.ProjectID, p.Date.String(), p.ID)
	if err != nil {
		return err
	}
	if known {
		p.Prov = old.Prov // the first list that brought it stays its source
		if old.Prov.File != im.file.SHA256 {
			im.paying.known[im.sum]++
		}
	}
	if id == Unmatched {
		return Payments.Put(im.tx, p)
	}
	return put(im, Payments, p, id, st)
}

// fromPayments marks month figures that were summed up from payment lines.
const fromPayments = "支付明细汇总"

// sumPayments makes the month-end figures of paid projects from their payment lines, where
// no report gives them.
func (im *importing) sumPayments() error {
	for sum, n := range im.paying.known {
		sum.Warnings = append(sum.Warnings, intake.CellError{Message: fmt.Sprintf("有 %d 笔支付与以前导入的完全相同，没有重复计入。确是另外的支付的，请在用途或凭证号里写出区别", n)})
	}
	for _, id := range sortedKeys(im.paying.year) {
		if err := im.sumProject(id, im.paying.year[id]); err != nil {
			return err
		}
	}
	return nil
}

func (im *importing) sumProject(id string, year int) error {
	list, err := Payments.All(im.tx, id)
	if err != nil {
		return err
	}
	im.vouchers(list)
	e, err := im.execution(id, year)
	if err != nil || e.Year != year {
		return err
	}
	var sum [13]domain.Fen
	for _, p := range list {
		if p.Date.Year == year {
			for m := int(p.Date.Month); m <= 12; m++ {
				sum[m] += p.Amount
			}
		}
	}
	last := im.paying.last[year]
	for _, m := range e.Months { // a late line changes every later sum
		if m.Prov.Name == fromPayments {
			last = max(last, m.Month)
		}
	}
	for m := 1; m <= last; m++ {
		if at := slices.IndexFunc(e.Months, func(x domain.MonthExecution) bool { return x.Month == m }); at >= 0 && e.Months[at].Prov.Name != fromPayments {
			continue
		}
		setMonth(&e, domain.MonthExecution{Month: m, Executed: sum[m], Prov: domain.Provenance{Name: fromPayments}})
	}
	return Executions.Put(im.tx, e)
}

// vouchers warns when a voucher of this import stands in an earlier list with other
// figures: a corrected list does not take the earlier lines back.
func (im *importing) vouchers(list []domain.Payment) {
	first := map[string]domain.Payment{}
	for _, p := range list {
		if p.Voucher == "" {
			continue
		}
		q, seen := first[p.Voucher]
		if !seen {
			first[p.Voucher] = p
			continue
		}
		if q.Prov.File == p.Prov.File {
			continue
		}
		if im.summaryOf(p.Prov.File) == nil {
			p, q = q, p // the earlier list is named first
		}
		if at := im.summaryOf(p.Prov.File); at != nil {
			at.Warnings = append(at.Warnings, intake.CellError{Value: p.Voucher, Message: fmt.Sprintf("凭证 %s 在“%s”和“%s”里都有，但内容不同（%s 元和 %s 元），两笔都计入了。请核对哪一笔是更正", p.Voucher, q.Prov.Name, p.Prov.Name, q.Amount.Yuan(), p.Amount.Yuan())})
		}
	}
}

// summaryOf finds the summary of a file of this import by its hash, nil for other files.
func (im *importing) summaryOf(hash string) *intake.FileSummary {
	for i := range im.files {
		if im.files[i].SHA256 == hash {
			return &im.sums[i]
		}
	}
	return nil
}

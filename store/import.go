package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"jixiao/domain"
	"jixiao/domain/intake"
)

// errPreview ends a Write that was only tried.
var errPreview = errors.New("preview only")

// PreviewImport tells what an import would do: it runs the whole import and takes it back
// before anything is written.
func (s *Store) PreviewImport(ctx context.Context, files []intake.File) (intake.Preview, error) {
	var im *importing
	_, err := s.Write(Op{Name: "import.preview", Title: "导入预览"}, func(tx *Tx) error {
		im = newImporting(ctx, tx, files, nil)
		if err := im.run(); err != nil {
			return err
		}
		return errPreview
	})
	if err != nil && !errors.Is(err, errPreview) {
		return intake.Preview{}, err
	}
	return intake.Preview{Files: im.sums, Totals: im.totals()}, nil
}

// Import writes everything or nothing as one operation, which one undo takes back. With
// errors in any file nothing is written and Committed is false.
func (s *Store) Import(ctx context.Context, files []intake.File, progress intake.Progress) (intake.Result, error) {
	var im *importing
	r, err := s.Write(Op{Name: "import", Title: importTitle(files)}, func(tx *Tx) error {
		im = newImporting(ctx, tx, files, progress)
		if err := im.run(); err != nil {
			return err
		}
		if im.totals().Errors > 0 {
			return errPreview
		}
		return im.keepOriginals()
	})
	if err != nil && !errors.Is(err, errPreview) {
		return intake.Result{}, err
	}
	return intake.Result{Operation: r.Operation, Files: im.sums, Totals: im.totals(), Committed: err == nil}, nil
}

func importTitle(files []intake.File) string {
	switch len(files) {
	case 0:
		return "导入"
	case 1:
		return "导入 " + filepath.Base(files[0].Name)
	}
	return fmt.Sprintf("导入 %s 等 %d 个文件", filepath.Base(files[0].Name), len(files))
}

// importing is one import under way.
type importing struct {
	ctx      context.Context
	tx       *Tx
	files    []intake.File
	sums     []intake.FileSummary
	progress intake.Progress
	done     int
	total    int
	amount   domain.Fen
	// file and sum are the file being worked on; state says what it did to each project.
	file  *intake.File
	sum   *intake.FileSummary
	state []map[string]change
	// create lets the forms of a year make their projects.
	create map[int]bool
	// codes tells where a project code of this import was first seen, or the name and unit
	// of a row without one; forms which file brought a project's form.
	codes map[string]seenAt
	forms map[string]*intake.File
	// depts and units are codes by name.
	depts  map[string]string
	units  map[string][]domain.Unit
	local  int
	paying paying
	// budgets are the budgets of projects that figures were held against.
	budgets map[string]domain.Fen
	// ours tells for each year whether projects may bear codes that we made.
	ours map[int]bool
}

// seenAt is a row of a file.
type seenAt struct {
	file *intake.File
	row  int
}

// change is what an import does to one project.
type change uint8

const (
	same change = iota
	changed
	added
)

func newImporting(ctx context.Context, tx *Tx, files []intake.File, progress intake.Progress) *importing {
	im := &importing{ctx: ctx, tx: tx, files: files, progress: progress, create: map[int]bool{}, codes: map[string]seenAt{},
		forms: map[string]*intake.File{}, paying: newPaying(), budgets: map[string]domain.Fen{}, ours: map[int]bool{}}
	im.sums = make([]intake.FileSummary, len(files))
	im.state = make([]map[string]change, len(files))
	for i := range files {
		im.sums[i] = intake.Summarise(files[i])
		im.state[i] = make(map[string]change, len(files[i].Projects))
		im.total += files[i].Rows + 1
	}
	return im
}

// kindOrder imports lists before what refers to them.
var kindOrder = []domain.FormKind{domain.FormProjects, domain.FormTarget, domain.FormExecution, domain.FormPayments, domain.FormMonitoring, domain.FormSelfEval, domain.FormRecheck}

func (im *importing) run() error {
	if err := im.loadNames(); err != nil {
		return err
	}
	projects := 0
	for i := range im.files {
		projects += len(im.files[i].Projects)
	}
	if projects > 0 {
		im.tx.expect(Projects.bucket, projects)
		im.codes = make(map[string]seenAt, projects)
	}
	for _, kind := range kindOrder {
		for i := range im.files {
			if im.files[i].Kind != kind {
				continue
			}
			im.file, im.sum = &im.files[i], &im.sums[i]
			if err := im.one(kind, im.state[i]); err != nil {
				return err
			}
		}
	}
	if err := im.sumPayments(); err != nil {
		return err
	}
	im.count()
	return nil
}

func (im *importing) one(kind domain.FormKind, st map[string]change) error {
	switch kind {
	case domain.FormProjects:
		return each(im, im.file.Projects, st, im.projectRow)
	case domain.FormExecution:
		return each(im, im.file.Executions, st, im.executionRow)
	case domain.FormPayments:
		return each(im, im.file.Payments, st, im.paymentRow)
	case domain.FormMonitoring:
		return each(im, im.file.Monitoring, st, im.monitoringForm)
	case domain.FormRecheck:
		return each(im, im.file.Rechecks, st, im.recheckPaper)
	}
	return each(im, im.file.Forms, st, im.form)
}

// each works through rows, checking for cancellation and telling how far it is.
func each[T any](im *importing, rows []T, st map[string]change, fn func(row *T, st map[string]change) error) error {
	for i := range rows {
		if im.done++; im.done%256 == 0 {
			if err := im.ctx.Err(); err != nil {
				return err
			}
			if im.progress != nil {
				im.progress(im.done, im.total)
			}
		}
		if err := fn(&rows[i], st); err != nil {
			return err
		}
	}
	return im.ctx.Err()
}

// count fills the summaries.
func (im *importing) count() {
	for i := range im.sums {
		s := &im.sums[i]
		for _, c := range im.state[i] {
			s.Projects++
			switch c {
			case added:
				s.New++
			case changed:
				s.Changed++
			default:
				s.Same++
			}
		}
	}
	if im.progress != nil {
		im.progress(im.total, im.total)
	}
}

func (im *importing) totals() intake.Totals {
	t := intake.Sum(im.sums)
	t.Amount = im.amount
	return t
}

// wrong lists an error at a cell.
func (im *importing) wrong(sheet, cell, value, expected, format string, args ...any) {
	im.sum.Errors = append(im.sum.Errors, intake.CellError{Sheet: sheet, Cell: cell, Value: value, Expected: expected, Message: fmt.Sprintf(format, args...)})
}

// warn lists what does not stop the import.
func (im *importing) warn(sheet, cell, value, format string, args ...any) {
	im.sum.Warnings = append(im.sum.Warnings, intake.CellError{Sheet: sheet, Cell: cell, Value: value, Message: fmt.Sprintf(format, args...)})
}

// refused turns a refusal into an error at a cell; other errors end the import.
func (im *importing) refused(err error, sheet, cell, value string) error {
	var e *Error
	if errors.As(err, &e) && e.Kind != Refused {
		return err
	}
	im.wrong(sheet, cell, value, "", "%s", err.Error())
	return nil
}

// put stores a record and notes what that does to its project.
func put[T any](im *importing, t Table[T], v T, project string, st map[string]change) error {
	tx := im.tx
	keys := t.key(&v)
	key := joinKey(keys)
	old := tx.get(t.bucket, key)
	if err := t.Put(tx, v); err != nil {
		return err
	}
	c := changed
	switch {
	case string(old) == string(tx.pending[t.bucket][key]):
		c = same
	case old == nil && t.bucket == Projects.bucket:
		c = added
	}
	if had, ok := st[project]; !ok || c > had {
		st[project] = c
	}
	return nil
}

func (im *importing) keepOriginals() error {
	for i := range im.files {
		f := &im.files[i]
		src := Source{SHA256: f.SHA256, Name: filepath.Base(f.Name), Kind: string(f.Kind), Columns: f.Columns, Recipe: f.Recipe}
		if err := im.tx.KeepOriginal(src, f.Original); err != nil {
			return err
		}
	}
	return nil
}

// prov is where a value of the present file was read.
func (im *importing) prov(sheet string, row int, cells map[string]string) domain.Provenance {
	return domain.Provenance{File: im.file.SHA256, Name: filepath.Base(im.file.Name), Sheet: sheet, Row: row, Cells: cells}
}

// mayCreate reports whether forms of a year may make their projects: nobody has given a
// project list for that year, neither now nor before, so that forms are all there is.
func (im *importing) mayCreate(year int) (bool, error) {
	if ok, known := im.create[year]; known {
		return ok, nil
	}
	ok := !slices.ContainsFunc(im.files, func(f intake.File) bool { return f.Kind == domain.FormProjects })
	prefix := itoaYear(year) + sep
	c := im.tx.bolt.Bucket([]byte(indexCode)).Cursor()
	for k, _ := c.Seek([]byte(prefix)); ok && strings.HasPrefix(string(k), prefix); k, _ = c.Next() {
		p, _, err := Projects.Get(im.tx, string(k[strings.LastIndexByte(string(k), sep[0])+1:]))
		if err != nil {
			return false, err
		}
		ok = p.Prov.File != "" && p.Prov.Row == 0 // a list row knows its row
	}
	im.create[year] = ok
	return ok, nil
}

package store

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"jixiao/domain"
)

// Table is one aggregate's bucket of records of type T. Records are keyed by what the
// record itself says, so a record can never stand under a wrong key.
type Table[T any] struct {
	bucket string
	key    func(*T) []string
	// project names the projects whose list rows depend on the record.
	project func(*T) []string
}

func one(s string) []string { return []string{s} }

// yearKey is a year as the first part of a key: keys sort by year.
func yearKey(year int) string { return fmt.Sprintf("%04d", year) }

// The tables of format 1.
var (
	Projects    = Table[domain.Project]{"p", func(p *domain.Project) []string { return one(p.ID) }, func(p *domain.Project) []string { return one(p.ID) }}
	Departments = Table[domain.Department]{"dept", func(d *domain.Department) []string { return one(d.Code) }, nil}
	Units       = Table[domain.Unit]{"unit", func(u *domain.Unit) []string { return one(u.Code) }, nil}
	People      = Table[domain.Person]{"person", func(p *domain.Person) []string { return one(p.ID) }, nil}
	Targets     = Table[domain.Target]{"target", func(t *domain.Target) []string { return one(t.ProjectID) }, func(t *domain.Target) []string { return one(t.ProjectID) }}
	Reviews     = Table[domain.Review]{"review", func(r *domain.Review) []string {
		return []string{r.ProjectID, fmt.Sprintf("%04d", r.Round), string(r.Level)}
	}, func(r *domain.Review) []string { return one(r.ProjectID) }}
	Executions  = Table[domain.Execution]{"exec", func(e *domain.Execution) []string { return one(e.ProjectID) }, func(e *domain.Execution) []string { return one(e.ProjectID) }}
	Payments    = Table[domain.Payment]{"pay", func(p *domain.Payment) []string { return []string{p.ProjectID, p.Date.String(), p.ID} }, nil}
	Monitorings = Table[domain.Monitoring]{"monitor", func(m *domain.Monitoring) []string {
		return []string{m.ProjectID, fmt.Sprintf("%02d", m.Month)}
	}, func(m *domain.Monitoring) []string { return one(m.ProjectID) }}
	Cases      = Table[domain.Case]{"case", func(c *domain.Case) []string { return one(c.ID) }, func(c *domain.Case) []string { return one(c.ProjectID) }}
	SelfEvals  = Table[domain.SelfEvaluation]{"selfeval", func(s *domain.SelfEvaluation) []string { return one(s.ProjectID) }, func(s *domain.SelfEvaluation) []string { return one(s.ProjectID) }}
	SpotChecks = Table[domain.SpotCheck]{"spot", func(s *domain.SpotCheck) []string { return one(s.ID) }, pickedProjects}
	SpotFrames = Table[domain.SpotFrame]{"spotframe", func(f *domain.SpotFrame) []string { return one(f.ID) }, nil}
	Rechecks   = Table[domain.Recheck]{"recheck", func(r *domain.Recheck) []string { return []string{r.SpotCheckID, r.ProjectID} }, func(r *domain.Recheck) []string { return one(r.ProjectID) }}
	Duties     = Table[domain.DutyRecord]{"duty", func(r *domain.DutyRecord) []string {
		return []string{yearKey(r.Year), r.Department, r.Duty}
	}, nil}
	Params       = Table[domain.ParamChange]{"param", func(c *domain.ParamChange) []string { return []string{c.Param, c.From.String()} }, nil}
	Scenarios    = Table[domain.LinkScenario]{"linkage", func(s *domain.LinkScenario) []string { return []string{yearKey(s.Year), s.Name} }, nil}
	Cleanups     = Table[domain.CleanupDecision]{"cleanup", func(c *domain.CleanupDecision) []string { return []string{yearKey(c.Year), c.ProjectID} }, nil}
	CleanupMoves = Table[domain.CleanupMove]{"cleanmove", func(m *domain.CleanupMove) []string { return []string{yearKey(m.Year), m.ProjectID} }, nil}
	Settings     = Table[Setting]{"setting", func(s *Setting) []string { return one(s.Key) }, nil}
)

func pickedProjects(s *domain.SpotCheck) []string {
	if s.Draw == nil {
		return nil
	}
	ids := make([]string, 0, len(s.Draw.Picks)+len(s.Withdrawals))
	for _, p := range s.Draw.Picks {
		ids = append(ids, s.ProjectOf(p.ID))
	}
	for _, w := range s.Withdrawals {
		if w.Successor != nil {
			ids = append(ids, s.ProjectOf(w.Successor.ID))
		}
	}
	return ids
}

// Setting is a journalled value that belongs to the file: recipes, parameters, the
// demo's date. Session state and drafts are not journalled: see Store.SaveState.
type Setting struct {
	V     int             `json:"v"`
	Key   string          `json:"key"`
	Value json.RawMessage `json:"value"`
}

// laterBuckets came after the first files of format 1 had been written: a file without
// them is whole. They are made when such a file is opened for writing and read as empty
// until then. A new table goes here as well as into recordBuckets.
var laterBuckets = map[string]bool{Duties.bucket: true, Params.bucket: true, Scenarios.bucket: true, Cleanups.bucket: true, CleanupMoves.bucket: true}

// recordBuckets are the buckets of all tables.
var recordBuckets = []string{
	Projects.bucket, Departments.bucket, Units.bucket, People.bucket, Targets.bucket, Reviews.bucket, Executions.bucket, Payments.bucket,
	Monitorings.bucket, Cases.bucket, SelfEvals.bucket, SpotChecks.bucket, SpotFrames.bucket, Rechecks.bucket, Settings.bucket,
	Duties.bucket, Params.bucket, Scenarios.bucket, Cleanups.bucket, CleanupMoves.bucket,
}

// Get returns the record with the key parts; ok is false when there is none. A record
// whose stored hash does not match is an *Error of kind Damaged.
func (t Table[T]) Get(tx *Tx, key ...string) (v T, ok bool, err error) {
	p, err := t.find(tx, strings.Join(key, sep))
	if p == nil {
		return v, false, err
	}
	return *p, true, err
}

// find is Get without copying: most lookups find nothing, and records are large.
func (t Table[T]) find(tx *Tx, key string) (*T, error) {
	raw := tx.get(t.bucket, key)
	if raw == nil {
		return nil, nil
	}
	p := new(T)
	return p, t.decode(key, raw, p)
}

func (t Table[T]) decode(key string, raw []byte, v *T) error {
	doc, err := unseal(raw)
	if err == nil {
		err = json.Unmarshal(doc, v)
	}
	if err != nil {
		return refuse(Damaged, err, "记录 %s/%s 已损坏，与写入时的指纹不符。请运行 jixiao doctor 查看，并从备份恢复", t.bucket, showKey(key))
	}
	return nil
}

func showKey(key string) string { return strings.ReplaceAll(key, sep, "/") }

// Put stores the record under its own key and keeps top-level fields of the stored
// record that this version of the program does not know.
func (t Table[T]) Put(tx *Tx, v T) error {
	key := strings.Join(t.key(&v), sep)
	if key == "" || strings.HasPrefix(key, sep) {
		return fmt.Errorf("store: record of %s has no key", t.bucket)
	}
	setVersion(&v)
	doc, err := marshalDoc(v)
	if err != nil {
		return fmt.Errorf("store: %s/%s: %w", t.bucket, showKey(key), err)
	}
	old := tx.get(t.bucket, key)
	if old != nil {
		if doc, err = keepUnknown(doc, old, reflect.TypeFor[T]()); err != nil {
			return refuse(Damaged, err, "记录 %s/%s 已损坏，不能在它上面改。请运行 jixiao doctor 查看", t.bucket, showKey(key))
		}
	}
	t.touch(tx, &v)
	if err := tx.put(t.bucket, key, seal(doc), old); err != nil {
		return err
	}
	if p, ok := any(&v).(*domain.Project); ok {
		tx.projects[key] = p
	}
	return nil
}

// Delete removes the record; removing what is not there does nothing.
func (t Table[T]) Delete(tx *Tx, key ...string) error {
	v, ok, err := t.Get(tx, key...)
	if err != nil || !ok {
		return err
	}
	t.touch(tx, &v)
	k := strings.Join(key, sep)
	return tx.put(t.bucket, k, nil, tx.get(t.bucket, k))
}

func (t Table[T]) touch(tx *Tx, v *T) {
	if t.project != nil && t.bucket != Projects.bucket { // a written project's row is always made anew
		for _, id := range t.project(v) {
			tx.touched[id] = struct{}{}
		}
	}
}

// Each calls fn for every record whose key starts with the prefix parts, in key order.
// fn must not write to the same table.
func (t Table[T]) Each(tx *Tx, fn func(v T) error, prefix ...string) error {
	p := strings.Join(prefix, sep)
	if p != "" {
		p += sep
	}
	return tx.each(t.bucket, p, func(key string, raw []byte) error {
		var v T
		if err := t.decode(key, raw, &v); err != nil {
			return err
		}
		return fn(v)
	})
}

// All collects what Each visits.
func (t Table[T]) All(tx *Tx, prefix ...string) (all []T, err error) {
	err = t.Each(tx, func(v T) error { all = append(all, v); return nil }, prefix...)
	return all, err
}

// setVersion sets a zero V field to 1, the first record version.
func setVersion(v any) {
	f := reflect.ValueOf(v).Elem().FieldByName("V")
	if f.IsValid() && f.CanSet() && f.Kind() == reflect.Int && f.Int() == 0 {
		f.SetInt(1)
	}
}

package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"jixiao/domain"
	"jixiao/domain/district"
)

// DemoDate is the setting under which a demonstration file keeps the day it lives on.
const DemoDate = "demo.as_of"

// demoChunk is the number of projects per Write: enough for sorted runs, few enough to look
// through quickly and to hold in memory.
const demoChunk = 500

// CreateDemo makes a new data file with a synthetic district year and closes it. Every
// record goes through Write, chunk by chunk, so that the journal tells the truth; the
// entries are dated on the day the district is looked at and cannot be undone. progress
// (may be nil) is told the projects written. On an error nothing is left behind.
func CreateDemo(path string, o district.Options, opts Options, progress func(done, total int)) error {
	d := district.Generate(o)
	if opts.Clock == nil {
		opts.Clock = demoClock(d.AsOf())
	}
	s, err := Create(path, opts)
	if err != nil {
		return err
	}
	err = errors.Join(s.fillDemo(d, progress), s.Close())
	if err == nil {
		return nil
	}
	for _, name := range []string{path, headName(path)} {
		if rerr := os.Remove(name); rerr != nil && !errors.Is(rerr, os.ErrNotExist) {
			err = errors.Join(err, rerr)
		}
	}
	return err
}

// demoClock is a working morning on the day: every reading is a second later.
func demoClock(on domain.Date) func() time.Time {
	at := time.Date(on.Year, on.Month, on.Day, 8, 30, 0, 0, time.Local)
	return func() time.Time {
		at = at.Add(time.Second)
		return at
	}
}

func (s *Store) fillDemo(d *district.District, progress func(done, total int)) error {
	_, err := s.Write(Op{Name: "demo.base", Title: "生成演示数据：部门、单位和人员", Irreversible: true}, func(tx *Tx) error {
		date, err := json.Marshal(d.AsOf())
		if err != nil {
			return err
		}
		if err := Settings.Put(tx, Setting{Key: DemoDate, Value: date}); err != nil {
			return err
		}
		return errors.Join(putAll(tx, Departments, d.Departments()), putAll(tx, Units, d.Units()), putAll(tx, People, d.People()))
	})
	if err != nil {
		return err
	}
	type chunk struct {
		from int
		list []district.Record
	}
	// The next chunk is made while the last one is written.
	ready, stop := make(chan chunk, 1), make(chan struct{})
	defer close(stop)
	go func() {
		defer close(ready)
		_ = d.Each(demoChunk, func(from int, list []district.Record) error {
			select {
			case ready <- chunk{from, append([]district.Record(nil), list...)}:
				return nil
			case <-stop:
				return errStopped
			}
		})
	}()
	for c := range ready {
		if err := s.writeDemo(c.from, c.list); err != nil {
			return err
		}
		if progress != nil {
			progress(c.from+len(c.list), d.Len())
		}
	}
	return nil
}

var errStopped = errors.New("stopped")

// writeDemo writes the cases of a chunk first, on their own: looking for a project's cases
// goes through all cases of the same Write.
func (s *Store) writeDemo(from int, list []district.Record) error {
	each := func(put func(tx *Tx, r *district.Record) error) func(tx *Tx) error {
		return func(tx *Tx) error {
			for i := range list {
				if err := put(tx, &list[i]); err != nil {
					return err
				}
			}
			return nil
		}
	}
	what := fmt.Sprintf("第 %d 到 %d 个项目", from+1, from+len(list))
	_, err := s.Write(Op{Name: "demo.cases", Title: "生成演示数据：" + what + "的预警", Irreversible: true},
		each(func(tx *Tx, r *district.Record) error { return putAll(tx, Cases, r.Cases) }))
	if err != nil {
		return err
	}
	_, err = s.Write(Op{Name: "demo.projects", Title: "生成演示数据：" + what, Irreversible: true}, each(putRecord))
	return err
}

// putRecord stores everything about one project but its cases.
func putRecord(tx *Tx, r *district.Record) error {
	if err := Projects.Put(tx, r.Project); err != nil {
		return err
	}
	return errors.Join(
		putOne(tx, Targets, r.Target), putAll(tx, Reviews, r.Reviews), putOne(tx, Executions, r.Execution), putAll(tx, Payments, r.Payments),
		putAll(tx, Monitorings, r.Monitoring), putOne(tx, SelfEvals, r.SelfEval), putAll(tx, People, r.People))
}

func putAll[T any](tx *Tx, t Table[T], list []T) error {
	for _, v := range list {
		if err := t.Put(tx, v); err != nil {
			return err
		}
	}
	return nil
}

func putOne[T any](tx *Tx, t Table[T], v *T) error {
	if v == nil {
		return nil
	}
	return t.Put(tx, *v)
}

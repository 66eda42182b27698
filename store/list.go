package store

import (
	"context"
	"slices"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/domain/rule"
	"jixiao/domain/target"
)

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// reindex re-derives the list rows and indices of every touched project.
func (tx *Tx) reindex() error {
	if err := tx.touchDependents(); err != nil {
		return err
	}
	if err := tx.reindexNames(); err != nil {
		return err
	}
	if err := tx.reindexCases(); err != nil {
		return err
	}
	if err := tx.reindexGoals(); err != nil {
		return err
	}
	list := tx.bolt.Bucket([]byte(bucketList))
	for _, id := range tx.order[Projects.bucket] {
		tx.touched[id] = struct{}{}
	}
	if len(tx.touched) > 1000 {
		list.FillPercent = 0.9
	}
	dossier := tx.Dossier
	if tx.onlyProjects() {
		dossier = tx.bareDossier
	}
	for _, id := range sortedKeys(tx.touched) {
		d, err := dossier(id)
		if err != nil {
			return err
		}
		if d.Project.ID == "" {
			if err := list.Delete([]byte(id)); err != nil {
				return err
			}
			continue
		}
		row := tx.derive(d)
		if err := list.Put([]byte(id), row.AppendBinary(nil)); err != nil {
			return err
		}
	}
	return nil
}

// derive makes a project's list row. Findings are counted as of the day the version was
// submitted, not today, so that the list can be rebuilt to identical bytes on any day.
func (tx *Tx) derive(d domain.Dossier) listing.Row {
	fails, warns := 0, 0
	if v := d.Target.Current(); v != nil {
		on := v.Submitted
		if on.IsZero() {
			on = domain.Date{Year: d.Project.Year, Month: 1, Day: 1}
		}
		for _, f := range rule.Findings(target.CheckWith(d, on, target.Env{Params: tx.paramsOn(on).Target})) {
			switch f.Severity {
			case rule.Failure:
				fails++
			case rule.Warning:
				warns++
			}
		}
	}
	return listing.Derive(d, fails, warns)
}

func codeKey(p *domain.Project) string {
	return itoaYear(p.Year) + sep + p.Code + sep + p.ID
}

func nameKey(p *domain.Project) string {
	return itoaYear(p.Year) + sep + p.Name + sep + p.ID
}

func (tx *Tx) reindexNames() error {
	codes, names := tx.bolt.Bucket([]byte(indexCode)), tx.bolt.Bucket([]byte(indexName))
	var del, put []*domain.Project
	for _, key := range tx.order[Projects.bucket] {
		old, err := projectOf(tx.before[Projects.bucket][key])
		if err != nil {
			return err
		}
		now, err := tx.pendingProject(key)
		if err != nil {
			return err
		}
		if old != nil && now != nil && codeKey(old) == codeKey(now) && nameKey(old) == nameKey(now) {
			continue
		}
		if old != nil {
			del = append(del, old)
		}
		if now != nil {
			put = append(put, now)
		}
	}
	for _, ix := range []struct {
		b interface {
			Put(k, v []byte) error
			Delete(k []byte) error
		}
		key func(*domain.Project) string
	}{{codes, codeKey}, {names, nameKey}} {
		for _, p := range del {
			if err := ix.b.Delete([]byte(ix.key(p))); err != nil {
				return err
			}
		}
		keys := make([]string, len(put))
		for i, p := range put {
			keys[i] = ix.key(p)
		}
		slices.Sort(keys)
		for _, k := range keys {
			if err := ix.b.Put([]byte(k), []byte{}); err != nil {
				return err
			}
		}
	}
	return nil
}

func projectOf(sealed []byte) (*domain.Project, error) {
	if sealed == nil {
		return nil, nil
	}
	var p domain.Project
	return &p, Projects.decode("", sealed, &p)
}

func (tx *Tx) reindexCases() error {
	b := tx.bolt.Bucket([]byte(indexCase))
	for _, key := range tx.order[Cases.bucket] {
		for _, id := range touchers[Cases.bucket](docOf(tx.before[Cases.bucket][key])) {
			if err := b.Delete([]byte(id + sep + key)); err != nil {
				return err
			}
		}
		for _, id := range touchers[Cases.bucket](docOf(tx.pending[Cases.bucket][key])) {
			if err := b.Put([]byte(id+sep+key), []byte{}); err != nil {
				return err
			}
		}
	}
	return nil
}

// Rows visits the list rows in ID order.
func (tx *Tx) Rows(fn func(listing.Row) error) error {
	return tx.bolt.Bucket([]byte(bucketList)).ForEach(func(k, v []byte) error {
		r, err := tx.row(k, v)
		if err != nil {
			return err
		}
		return fn(r)
	})
}

func (tx *Tx) row(k, v []byte) (listing.Row, error) {
	r, err := listing.DecodeRow(v)
	if err != nil {
		return r, refuse(Damaged, err, "清单中项目 %s 的一行读不出来。请运行 jixiao doctor --rebuild 重建清单", k)
	}
	return r, nil
}

// Page returns up to n rows after the given ID ("" from the start), in ID order; its cost
// does not depend on how many projects there are.
func (s *Store) Page(after string, n int) (rows []listing.Row, err error) {
	err = s.View(func(tx *Tx) error {
		c := tx.bolt.Bucket([]byte(bucketList)).Cursor()
		k, v := c.Seek([]byte(after))
		if after != "" && string(k) == after {
			k, v = c.Next()
		}
		for ; k != nil && len(rows) < n; k, v = c.Next() {
			r, err := tx.row(k, v)
			if err != nil {
				return err
			}
			rows = append(rows, r)
		}
		return nil
	})
	return rows, err
}

// LoadIndex reads the whole list into its columnar index. As long as somebody holds the
// index of the present state, that one is returned.
func (s *Store) LoadIndex(ctx context.Context) (ix *listing.Index, err error) {
	err = s.View(func(tx *Tx) error {
		ix, err = tx.index(ctx)
		return err
	})
	return ix, err
}

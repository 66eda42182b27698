package store_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	bolt "go.etcd.io/bbolt"
	"pgregory.net/rapid"

	"jixiao/domain"
	"jixiao/store"
)

// put is one drawn write: a table, one of four keys, a value; 0 deletes.
type put struct{ table, key, value int }

func (p put) do(tx *store.Tx) error {
	id, text := fmt.Sprint("P", p.key), fmt.Sprint("值", p.value)
	switch {
	case p.table == 0 && p.value == 0:
		return store.Projects.Delete(tx, id)
	case p.table == 0:
		return store.Projects.Put(tx, domain.Project{ID: id, Code: id, Name: text, Year: 2026})
	case p.table == 1 && p.value == 0:
		return store.Targets.Delete(tx, id)
	case p.table == 1:
		return store.Targets.Put(tx, domain.Target{ProjectID: id, Versions: []domain.TargetVersion{{Goal: domain.Text{Raw: text}}}})
	case p.value == 0:
		return store.Settings.Delete(tx, id)
	}
	return store.Settings.Put(tx, store.Setting{Key: id, Value: json.RawMessage(fmt.Sprintf("%q", text))})
}

// stored reads the three tables back as id → value.
func stored(t require.TestingT, s *store.Store) map[string]string {
	got := map[string]string{}
	require.NoError(t, s.View(func(tx *store.Tx) error {
		return joined(
			store.Projects.Each(tx, func(p domain.Project) error { got["0 "+p.ID] = p.Name; return nil }),
			store.Targets.Each(tx, func(v domain.Target) error { got["1 "+v.ProjectID] = v.Versions[0].Goal.Raw; return nil }),
			store.Settings.Each(tx, func(v store.Setting) error { got["2 "+v.Key] = string(v.Value[1 : len(v.Value)-1]); return nil }))
	}))
	return got
}

// modelOf is what the tables must hold after the writes on top of now.
func modelOf(now map[string]string, list []put) map[string]string {
	next := maps.Clone(now)
	for _, p := range list {
		id := fmt.Sprintf("%d P%d", p.table, p.key)
		if delete(next, id); p.value != 0 {
			next[id] = fmt.Sprint("值", p.value)
		}
	}
	return next
}

// TestTablesTogetherAgreeWithAModel mixes writes to three tables in one operation with
// undo, redo, reopening and rebuilding; a rebuild must leave every derived byte as it is.
func TestTablesTogetherAgreeWithAModel(t *testing.T) {
	dir, n := t.TempDir(), 0
	draw := rapid.Custom(func(t *rapid.T) put {
		return put{rapid.IntRange(0, 2).Draw(t, "table"), rapid.IntRange(1, 4).Draw(t, "key"), rapid.IntRange(0, 3).Draw(t, "value")}
	})
	rapid.Check(t, func(t *rapid.T) {
		n++
		path := filepath.Join(dir, fmt.Sprint(n, ".db"))
		s, err := store.Create(path, store.Options{Clock: func() time.Time { return importDay }, Operator: domain.Operator{Name: "周审"}})
		require.NoError(t, err)
		now := map[string]string{}
		var past, next []map[string]string
		move := func(do func() (store.Receipt, error), from, to *[]map[string]string) {
			_, err := do()
			if len(*from) == 0 {
				require.Error(t, err)
				return
			}
			require.NoError(t, err)
			*to = append(*to, now)
			now, *from = (*from)[len(*from)-1], (*from)[:len(*from)-1]
		}
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			switch rapid.IntRange(0, 7).Draw(t, "do") {
			case 0, 1, 2:
				list := rapid.SliceOfN(draw, 1, 6).Draw(t, "writes")
				r, err := s.Write(store.Op{Name: "test", Title: "改"}, func(tx *store.Tx) error {
					for _, p := range list {
						if err := p.do(tx); err != nil {
							return err
						}
					}
					return nil
				})
				require.NoError(t, err)
				after := modelOf(now, list)
				assert.Equal(t, !maps.Equal(after, now), r.Seq != 0, "an entry exactly when something changed")
				if r.Seq != 0 {
					past, now, next = append(past, now), after, nil
				}
			case 3, 4:
				move(s.Undo, &past, &next)
			case 5:
				move(s.Redo, &next, &past)
			case 6:
				require.NoError(t, s.Close())
				s = openDesk(t, path)
			default:
				before := derivedBytes(t, s)
				require.NoError(t, s.Rebuild())
				assert.Equal(t, before, derivedBytes(t, s))
			}
			assert.Equal(t, now, stored(t, s))
		}
		require.NoError(t, s.Close())
		r := store.Doctor(path)
		assert.Equal(t, 0, r.Exit, r.Findings)
	})
}

func derivedBytes(t require.TestingT, s *store.Store) map[string]string {
	m := map[string]string{}
	require.NoError(t, s.Raw(func(tx *bolt.Tx) error {
		for _, name := range store.DerivedBuckets {
			err := tx.Bucket([]byte(name)).ForEach(func(k, v []byte) error { m[name+"/"+string(k)] = string(v); return nil })
			if err != nil {
				return err
			}
		}
		return nil
	}))
	return m
}

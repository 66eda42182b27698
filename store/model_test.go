package store_test

import (
	"encoding/json"
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"jixiao/domain"
	"jixiao/store"
)

// desk is the model: what the file must hold, and the operations that undo and redo walk.
type desk struct {
	now  map[string]domain.Fen
	past []map[string]domain.Fen // states that undo returns to
	next []map[string]domain.Fen // states that redo returns to
}

var errWanted = errors.New("wanted")

func openDesk(t require.TestingT, path string) *store.Store {
	s, err := store.Open(path, store.Options{Clock: func() time.Time { return importDay }, Operator: domain.Operator{Name: "周审"}})
	require.NoError(t, err)
	return s
}

func held(t require.TestingT, s *store.Store) map[string]domain.Fen {
	got := map[string]domain.Fen{}
	require.NoError(t, s.View(func(tx *store.Tx) error {
		return store.Projects.Each(tx, func(p domain.Project) error { got[p.ID] = p.Initial; return nil })
	}))
	rows, err := s.Page("", 100)
	require.NoError(t, err)
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	assert.Equal(t, slices.Sorted(maps.Keys(got)), ids, "the list has a row for every project")
	return got
}

func (d *desk) write(t *rapid.T, s *store.Store) {
	next := maps.Clone(d.now)
	fail := rapid.IntRange(0, 4).Draw(t, "fail") == 0
	_, err := s.Write(store.Op{Name: "test", Title: "改"}, func(tx *store.Tx) error {
		for range rapid.IntRange(1, 4).Draw(t, "n") {
			id := rapid.SampledFrom([]string{"P1", "P2", "P3", "P4", "P5"}).Draw(t, "id")
			if rapid.IntRange(0, 3).Draw(t, "del") == 0 {
				delete(next, id)
				if err := store.Projects.Delete(tx, id); err != nil {
					return err
				}
				continue
			}
			next[id] = domain.Fen(rapid.IntRange(0, 3).Draw(t, "fen"))
			p := domain.Project{ID: id, Code: "C" + id, Name: "项目" + id, Year: 2026, Initial: next[id], Adjusted: next[id]}
			if err := store.Projects.Put(tx, p); err != nil {
				return err
			}
			got, ok, err := store.Projects.Get(tx, id)
			if err != nil || !ok || got.Initial != next[id] {
				t.Fatalf("a write is not seen in its own Tx: %v %v", ok, err)
			}
		}
		if fail {
			return errWanted
		}
		return nil
	})
	if fail {
		require.ErrorIs(t, err, errWanted)
		return
	}
	require.NoError(t, err)
	if !maps.Equal(next, d.now) {
		d.past, d.now, d.next = append(d.past, d.now), next, nil
	}
}

func (d *desk) step(t require.TestingT, move func() (store.Receipt, error), from, to *[]map[string]domain.Fen) {
	_, err := move()
	if len(*from) == 0 {
		var refused *store.Error
		require.ErrorAs(t, err, &refused)
		return
	}
	require.NoError(t, err)
	*to = append(*to, d.now)
	d.now, *from = (*from)[len(*from)-1], (*from)[:len(*from)-1]
}

func TestWritesUndoneRedoneAndReopenedAgreeWithAModel(t *testing.T) {
	dir := t.TempDir()
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		path := filepath.Join(dir, string(rune('a'+n%26)), time.Duration(n).String()+".db")
		s, err := store.Create(path, store.Options{Clock: func() time.Time { return importDay }, Operator: domain.Operator{Name: "周审"}})
		require.NoError(t, err)
		d := &desk{now: map[string]domain.Fen{}}
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			switch rapid.IntRange(0, 6).Draw(t, "do") {
			case 0, 1, 2:
				d.write(t, s)
			case 3, 4:
				d.step(t, s.Undo, &d.past, &d.next)
			case 5:
				d.step(t, s.Redo, &d.next, &d.past)
			default:
				require.NoError(t, s.Close())
				s = openDesk(t, path)
			}
			assert.Equal(t, d.now, held(t, s))
		}
		require.NoError(t, s.Close())
		r := store.Doctor(path)
		assert.True(t, r.OK, r.Findings)
		assert.Zero(t, r.Exit)
	})
}

func TestUnknownFieldsSurvive(t *testing.T) {
	s := newDesk(t)
	raw := json.RawMessage(`{"a":1}`)
	write(t, s, func(tx *store.Tx) error {
		return store.Settings.Put(tx, store.Setting{Key: "k", Value: raw})
	})
	write(t, s, func(tx *store.Tx) error {
		return store.NewerSettings.Put(tx, store.NewerSetting{V: 1, Key: "k", Value: raw, Later: "将来"})
	})
	write(t, s, func(tx *store.Tx) error {
		return store.Settings.Put(tx, store.Setting{Key: "k", Value: json.RawMessage(`2`)})
	})
	require.NoError(t, s.View(func(tx *store.Tx) error {
		got, ok, err := store.NewerSettings.Get(tx, "k")
		assert.True(t, ok)
		assert.Equal(t, "将来", got.Later)
		assert.EqualValues(t, 2, got.Value)
		return err
	}))
}

func write(t testing.TB, s *store.Store, fn func(tx *store.Tx) error) store.Receipt {
	t.Helper()
	r, err := s.Write(store.Op{Name: "test", Title: "改", Why: "试验"}, fn)
	require.NoError(t, err)
	return r
}

func TestASecondProgramIsRefusedPolitely(t *testing.T) {
	s := newDesk(t)
	_, err := store.Open(s.Path(), store.Options{Timeout: 20 * time.Millisecond})
	var e *store.Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, store.Locked, e.Kind)
	assert.Contains(t, e.Msg, "正由 周审 在")
	assert.Contains(t, e.Msg, "请先在那边退出")
	_, err = store.Create(s.Path(), store.Options{})
	require.ErrorContains(t, err, "已经存在")
}

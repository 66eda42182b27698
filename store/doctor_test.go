package store_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	bolt "go.etcd.io/bbolt"

	"jixiao/domain"
	"jixiao/domain/journal"
	"jixiao/store"
)

// fullDesk has lists, forms and payments in several operations, then is closed.
func fullDesk(t testing.TB) string {
	path := filepath.Join(t.TempDir(), "d.db")
	s, err := store.Create(path, store.Options{Clock: func() time.Time { return importDay }, Operator: domain.Operator{Name: "周审"}})
	require.NoError(t, err)
	for _, p := range []domain.Project{{ID: "P1", Code: "A1", Name: "校舍", Year: 2026, Initial: 10_000, Adjusted: 10_000}, {ID: "P2", Code: "A2", Name: "操场", Year: 2026, Initial: 500, Adjusted: 500}} {
		write(t, s, func(tx *store.Tx) error {
			return joined(store.Projects.Put(tx, p), store.Departments.Put(tx, domain.Department{Code: "219", Name: "区教育局"}),
				store.Cases.Put(tx, domain.Case{ID: "C" + p.ID, ProjectID: p.ID}),
				tx.KeepOriginal(store.Source{SHA256: sha("原件" + p.ID), Name: p.ID + ".xlsx"}, []byte("原件"+p.ID)))
		})
	}
	write(t, s, func(tx *store.Tx) error { return store.Projects.Delete(tx, "P2") })
	_, err = s.Undo()
	require.NoError(t, err)
	require.NoError(t, s.Close())
	return path
}

func joined(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// tamper changes the file as a program without manners would.
func tamper(t testing.TB, path string, fn func(tx *bolt.Tx) error) {
	t.Helper()
	db, err := bolt.Open(path, 0o600, nil)
	require.NoError(t, err)
	require.NoError(t, db.Update(fn))
	require.NoError(t, db.Close())
}

func codes(r journal.Report) []string {
	var out []string
	for _, f := range r.Findings {
		out = append(out, f.Code)
	}
	return out
}

func TestDoctorFindsWhatWasDoneToTheFile(t *testing.T) {
	put := func(bucket, key string, value []byte) func(*bolt.Tx) error {
		return func(tx *bolt.Tx) error { return tx.Bucket([]byte(bucket)).Put([]byte(key), value) }
	}
	del := func(bucket, key string) func(*bolt.Tx) error {
		return func(tx *bolt.Tx) error { return tx.Bucket([]byte(bucket)).Delete([]byte(key)) }
	}
	forged := store.Seal([]byte(`{"v":1,"id":"P1","code":"A1","name":"校舍","year":2026,"initial":999999}`))
	for _, c := range []struct {
		what, code string
		exit       int
		do         func(*bolt.Tx) error
	}{
		{"a bit flipped in a record", "REC-SEAL", 1, func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte("p"))
			v := bytes.Clone(b.Get([]byte("P1")))
			v[20] ^= 4
			return b.Put([]byte("P1"), v)
		}},
		{"a record resealed", "REC-CHANGED", 2, put("p", "P1", forged)},
		{"a record under another's key", "REC-KEY", 2, put("p", "P9", forged)},
		{"a record from nowhere", "REC-ORIGIN", 2, put("setting", "x", store.Seal([]byte(`{"v":1,"key":"x","value":1}`)))},
		{"a record removed", "REC-GONE", 2, del("p", "P1")},
		{"an entry removed", "LOG-GAP", 2, del("log", "\x00\x00\x00\x00\x00\x00\x00\x02")},
		{"an entry's items replaced", "LOG-ITEMS", 2, put("logitem", "\x00\x00\x00\x00\x00\x00\x00\x02", []byte("x"))},
		{"an entry garbled", "LOG-READ", 2, put("log", "\x00\x00\x00\x00\x00\x00\x00\x02", []byte("{"))},
		// its record has lost its origin too, which weighs more than age
		{"the newest entry removed", "HEAD-OLD", 2, del("log", "\x00\x00\x00\x00\x00\x00\x00\x04")},
		{"an original garbled", "SRC-HASH", 1, put("src", sha("原件P1"), []byte("x"))},
		{"a list row lost", "DERIVED", 1, del("list", "P1")},
		{"an index row too many", "DERIVED", 1, put("ix/code", "2026\x00ZZ\x00P1", []byte{})},
	} {
		t.Run(c.what, func(t *testing.T) {
			path := fullDesk(t)
			r := store.Doctor(path)
			require.True(t, r.OK, r.Findings)
			require.Empty(t, r.Findings)
			tamper(t, path, c.do)
			r = store.Doctor(path)
			assert.Contains(t, codes(r), c.code, r.Findings)
			assert.False(t, r.OK)
			assert.Equal(t, c.exit, r.Exit)
		})
	}
}

func TestDoctorNamesPersonAndTime(t *testing.T) {
	path := fullDesk(t)
	tamper(t, path, func(tx *bolt.Tx) error { return tx.Bucket([]byte("dept")).Put([]byte("219"), []byte("x")) })
	r := store.Doctor(path)
	require.Len(t, r.Findings, 1)
	f := r.Findings[0]
	assert.Equal(t, "dept/219", f.Record)
	assert.Equal(t, "周审", f.Person)
	assert.True(t, importDay.Equal(f.Time))
	assert.Contains(t, f.Message, "主管部门记录 dept/219（周审 于 ")
	assert.Contains(t, f.Message, "请从备份恢复")
}

func TestRebuildMakesTheSameBytes(t *testing.T) {
	s := openDesk(t, fullDesk(t))
	defer s.Close()
	dump := func() map[string]string {
		m := map[string]string{}
		require.NoError(t, s.Raw(func(tx *bolt.Tx) error {
			for _, name := range []string{"list", "ix/code", "ix/name", "ix/case"} {
				_ = tx.Bucket([]byte(name)).ForEach(func(k, v []byte) error { m[name+"/"+string(k)] = string(v); return nil })
			}
			return nil
		}))
		return m
	}
	before := dump()
	require.Len(t, before, 8)
	require.NoError(t, s.Raw(func(tx *bolt.Tx) error {
		return joined(tx.Bucket([]byte("list")).Delete([]byte("P1")), tx.Bucket([]byte("ix/case")).Put([]byte("P1\x00X"), []byte{}), tx.Bucket([]byte("list")).Put([]byte("P2"), []byte("x")))
	}))
	r, err := s.Doctor(t.Context())
	require.NoError(t, err)
	assert.Equal(t, 1, r.Exit)
	require.NoError(t, s.Rebuild())
	assert.Equal(t, before, dump())
	r, err = s.Doctor(t.Context())
	require.NoError(t, err)
	assert.True(t, r.OK, r.Findings)
}

func TestOlderThanKnown(t *testing.T) {
	path := fullDesk(t)
	old, err := os.ReadFile(path)
	require.NoError(t, err)
	s := openDesk(t, path)
	write(t, s, func(tx *store.Tx) error {
		return store.Settings.Put(tx, store.Setting{Key: "k", Value: json.RawMessage("1")})
	})
	require.NoError(t, s.Close())
	require.NoError(t, os.WriteFile(path, old, 0o600))
	_, err = store.Open(path, store.Options{})
	require.ErrorContains(t, err, "比它自己的记录旧")
	r := store.Doctor(path)
	assert.Equal(t, 3, r.Exit, r.Findings)
	assert.Equal(t, []string{"HEAD-OLD"}, codes(r))
}

func TestForeignAndTruncatedFiles(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.db")
	for name, data := range map[string][]byte{"empty": nil, "text": []byte("项目,金额\n"), "zeros": make([]byte, 1<<16), "zip": []byte("PK\x03\x04zzzzzzzzz")} {
		require.NoError(t, os.WriteFile(path, data, 0o600))
		_, err := store.Open(path, store.Options{})
		var e *store.Error
		require.ErrorAs(t, err, &e, name)
		assert.Equal(t, store.Foreign, e.Kind, name)
		assert.Equal(t, 4, store.Doctor(path).Exit, name)
		assert.Equal(t, 4, store.SnapshotVerify(path).Exit, name)
	}
	whole, err := os.ReadFile(fullDesk(t))
	require.NoError(t, err)
	whole = bytes.TrimRight(whole, "\x00") // bbolt's file grows ahead of its pages
	for n := 0; n < len(whole); n += 2048 + 500 {
		require.NoError(t, os.WriteFile(path, whole[:n], 0o600))
		_, err := store.Open(path, store.Options{})
		require.Error(t, err, "cut to %d bytes", n)
		assert.NotZero(t, store.Doctor(path).Exit, "cut to %d bytes", n)
	}
	_, err = store.Open(filepath.Join(dir, "none.db"), store.Options{})
	require.ErrorContains(t, err, "打不开数据文件")
	_, err = store.Open(dir, store.Options{})
	require.ErrorContains(t, err, "是一个目录")
	other := filepath.Join(dir, "other.db")
	db, err := bolt.Open(other, 0o600, nil)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	_, err = store.Open(other, store.Options{})
	require.ErrorContains(t, err, "不是本程序的数据文件")
}

// TestBitFlips flips bits all over the file. A flip in live data must be found; one in a
// free page, in page slack or in the older meta page changes nothing anybody can read.
func TestBitFlips(t *testing.T) {
	path := fullDesk(t)
	whole, err := os.ReadFile(path)
	require.NoError(t, err)
	whole = whole[:(len(bytes.TrimRight(whole, "\x00"))+4095)/4096*4096] // bbolt's file grows ahead of its pages
	want := readable(t, path)
	rnd := rand.New(rand.NewPCG(1, 2))
	found := 0
	for range 1500 {
		at, bit := rnd.IntN(len(whole)), byte(1)<<rnd.IntN(8)
		b := bytes.Clone(whole)
		b[at] ^= bit
		require.NoError(t, os.WriteFile(path, b, 0o600))
		r := store.Doctor(path)
		// counts of checks may lawfully differ from what the rules say today: a flip in one is
		// named without calling the file damaged
		named := slices.ContainsFunc(r.Findings, func(f journal.Finding) bool { return f.Code == "DERIVED-CHECKS" })
		if r.Exit != 0 || named {
			found++
			continue
		}
		assert.Equal(t, want, readable(t, path), "bit %#x of byte %d changes what is read and is not found", bit, at)
	}
	t.Logf("%d of 1500 flips found, the others are in bytes that hold nothing", found)
	assert.Greater(t, found, 50)
}

// readable is everything a reader sees, the session state apart.
func readable(t *testing.T, path string) map[string]string {
	m := map[string]string{}
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true})
	require.NoError(t, err)
	require.NoError(t, db.View(func(tx *bolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bolt.Bucket) error {
			return b.ForEach(func(k, v []byte) error { m[string(name)+"/"+string(k)] = string(v); return nil })
		})
	}))
	require.NoError(t, db.Close())
	return m
}

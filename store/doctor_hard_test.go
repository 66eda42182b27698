package store_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	bolt "go.etcd.io/bbolt"

	"jixiao/domain"
	"jixiao/store"
)

// TestDoctorFindsWhatDoesNotBelong plants things that no Write makes. Neither Doctor nor
// Open nor a snapshot may panic over them.
func TestDoctorFindsWhatDoesNotBelong(t *testing.T) {
	put := func(bucket, key, value string) func(*bolt.Tx) error {
		return func(tx *bolt.Tx) error { return tx.Bucket([]byte(bucket)).Put([]byte(key), []byte(value)) }
	}
	nest := func(bucket string) func(*bolt.Tx) error {
		return func(tx *bolt.Tx) error {
			_, err := tx.Bucket([]byte(bucket)).CreateBucket([]byte("nestnest"))
			return err
		}
	}
	for _, c := range []struct {
		what, code string
		exit       int
		do         func(*bolt.Tx) error
		snapshot   string // what refuses a snapshot; "" where one without the stranger is right
	}{
		{"a short log key at the end", "LOG-KEY", 2, put("log", "x", "{}"), "doctor"},
		{"a short log key at the front", "LOG-KEY", 2, put("log", "\x00", "{}"), "doctor"},
		{"a long log key", "LOG-KEY", 2, put("log", "\x00\x00\x00\x00\x00\x00\x00\x01zz", "{}"), "doctor"},
		{"a bucket in the log", "LOG-READ", 1, nest("log"), "doctor"},
		{"a bucket among the records", "REC-SEAL", 1, nest("p"), "doctor"},
		{"a bucket in the list", "DERIVED", 1, nest("list"), "--rebuild"},
		{"items without an entry", "LOG-ORPHAN", 2, put("logitem", "\x00\x00\x00\x00\x00\x00\x00\x09", "x"), "doctor"},
		{"a note in the file's header", "META-EXTRA", 2, put("meta", "hidden", "x"), "doctor"},
		{"a bucket of its own", "FILE-EXTRA", 2, func(tx *bolt.Tx) error { _, err := tx.CreateBucket([]byte("evil")); return err }, ""},
		{"session state garbled", "LOCAL-SEAL", 1, put("local", "draft", "x"), ""},
		{"a record that is no JSON", "REC-KEY", 2, put("p", "P1", string(store.Seal([]byte("{")))), "p/P1"},
	} {
		t.Run(c.what, func(t *testing.T) {
			path := fullDesk(t)
			tamper(t, path, c.do)
			r := store.Doctor(path)
			assert.Contains(t, codes(r), c.code, r.Findings)
			assert.Equal(t, c.exit, r.Exit)
			s, err := store.Open(path, store.Options{})
			if err != nil {
				var known *store.Error
				require.ErrorAs(t, err, &known)
				assert.Equal(t, store.Damaged, known.Kind)
				return
			}
			defer s.Close()
			info, err := s.CreateSnapshot(t.Context(), "a.jxs")
			if c.snapshot != "" {
				require.ErrorContains(t, err, c.snapshot)
				return
			}
			require.NoError(t, err)
			r = store.SnapshotVerify(info.File)
			assert.True(t, r.OK, r.Findings)
		})
	}
}

func TestDoctorMissesAnOriginal(t *testing.T) {
	path := fullDesk(t)
	hash := sha("原件P1")
	s := openDesk(t, path)
	write(t, s, func(tx *store.Tx) error {
		p, _, err := store.Projects.Get(tx, "P1")
		p.Prov = domain.Provenance{File: hash, Name: "P1.xlsx", Row: 3}
		return joined(err, store.Projects.Put(tx, p))
	})
	require.NoError(t, s.Close())
	r := store.Doctor(path)
	require.Empty(t, r.Findings)
	tamper(t, path, func(tx *bolt.Tx) error { return tx.Bucket([]byte("src")).Delete([]byte(hash)) })
	r = store.Doctor(path)
	require.Equal(t, []string{"SRC-GONE"}, codes(r))
	assert.Equal(t, 1, r.Exit)
	assert.Equal(t, "p/P1", r.Findings[0].Record)
	assert.Equal(t, "周审", r.Findings[0].Person)
}

// TestAFlippedByteOnDiskNamesItsRecord flips each copy of a project's name in the raw file:
// one of them is the live record, the others are its list row, its index and old pages.
func TestAFlippedByteOnDiskNamesItsRecord(t *testing.T) {
	path := fullDesk(t)
	whole, err := os.ReadFile(path)
	require.NoError(t, err)
	name, found := []byte("校舍"), 0
	for at := 0; ; at++ {
		i := bytes.Index(whole[at:], name)
		if i < 0 {
			break
		}
		at += i
		b := bytes.Clone(whole)
		b[at] ^= 1
		require.NoError(t, os.WriteFile(path, b, 0o600))
		for _, f := range store.Doctor(path).Findings {
			if f.Code == "REC-SEAL" {
				found++
				assert.Equal(t, "p/P1", f.Record)
				assert.Equal(t, "周审", f.Person)
				assert.False(t, f.Time.IsZero())
			}
		}
	}
	assert.Equal(t, 1, found, "the live record stands in the file once")
}

func TestDoctorOfAFileInUse(t *testing.T) {
	s := newDesk(t)
	for what, r := range map[string][]string{"doctor": messages(store.Doctor(s.Path())), "verify": messages(store.SnapshotVerify(s.Path()))} {
		require.Len(t, r, 1, what)
		assert.Contains(t, r[0], "正由 周审 在", what)
	}
	assert.Equal(t, 4, store.Doctor(s.Path()).Exit)
	assert.Equal(t, 4, store.SnapshotVerify(s.Path()).Exit)
}

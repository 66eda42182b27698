package store_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	bolt "go.etcd.io/bbolt"

	"jixiao/store"
)

func TestSnapshotCarriesTheDeskAndNothingElse(t *testing.T) {
	s := openDesk(t, fullDesk(t))
	defer s.Close()
	require.NoError(t, s.SaveState("draft", "只在本机的草稿"))
	info, err := s.CreateSnapshot(t.Context(), "移交.jxs")
	require.NoError(t, err)
	assert.Equal(t, filepath.Join(filepath.Dir(s.Path()), "移交.jxs"), info.File)
	assert.Equal(t, uint64(4), info.Seq)
	assert.Equal(t, 5, info.Records)
	r := store.SnapshotVerify(info.File)
	assert.True(t, r.OK, r.Findings)
	assert.Empty(t, r.Findings)
	_, err = s.CreateSnapshot(t.Context(), info.File)
	require.ErrorContains(t, err, "不会覆盖")
	st, err := os.Stat(info.File)
	require.NoError(t, err)
	assert.Equal(t, info.Size, st.Size())
	assert.Equal(t, os.FileMode(0o600), st.Mode().Perm())

	names, files := unzip(t, info.File)
	assert.Equal(t, []string{"manifest.json", "data.db", "data.jsonl", "说明.txt"}, names)
	assert.NotContains(t, string(files["data.db"]), "只在本机的草稿")
	assert.Equal(t, 9, strings.Count(string(files["data.jsonl"]), "\n"), "5 records and 4 entries")
	for line := range strings.Lines(string(files["data.jsonl"])) {
		assert.True(t, json.Valid([]byte(line)), line)
	}

	data := filepath.Join(t.TempDir(), "plain.db")
	require.NoError(t, os.WriteFile(data, files["data.db"], 0o600))
	assert.Contains(t, readable(t, data)["p/P1"], "校舍", "any bbolt program opens it")

	o, err := store.SnapshotOpen(info.File, t.TempDir(), store.Options{})
	require.NoError(t, err)
	assert.Equal(t, held(t, s), held(t, o))
	assert.Equal(t, s.ID(), o.ID())
	_, err = o.Write(store.Op{Name: "x", Title: "改"}, func(tx *store.Tx) error { return nil })
	require.ErrorContains(t, err, "只读")
	require.NoError(t, o.Close())

	plain := filepath.Join(t.TempDir(), "p.db")
	_, err = s.SnapshotCreate(plain, true)
	require.NoError(t, err)
	assert.True(t, store.SnapshotVerify(plain).OK)
	assert.Len(t, readable(t, plain), len(readable(t, data)))
	left, err := filepath.Glob(filepath.Join(filepath.Dir(s.Path()), ".jixiao-snapshot-*"))
	require.NoError(t, err)
	assert.Empty(t, left, "no temporary copy stays")
}

func unzip(t *testing.T, path string) (names []string, files map[string][]byte) {
	z, err := zip.OpenReader(path)
	require.NoError(t, err)
	files = map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		require.NoError(t, err)
		b, err := io.ReadAll(r)
		require.NoError(t, err)
		require.NoError(t, r.Close())
		names, files[f.Name] = append(names, f.Name), b
	}
	require.NoError(t, z.Close())
	return names, files
}

func rezip(t *testing.T, path string, names []string, files map[string][]byte) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range names {
		w, err := z.Create(n)
		require.NoError(t, err)
		_, err = w.Write(files[n])
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	require.NoError(t, os.WriteFile(path, b.Bytes(), 0o600))
}

func TestSnapshotsThatWereTouched(t *testing.T) {
	s := openDesk(t, fullDesk(t))
	defer s.Close()
	info, err := s.CreateSnapshot(t.Context(), "a.jxs")
	require.NoError(t, err)
	for _, c := range []struct {
		code string
		exit int
		do   func(names *[]string, files map[string][]byte)
	}{
		{"SNAP-HASH", 2, func(_ *[]string, f map[string][]byte) {
			f["data.db"] = bytes.Replace(f["data.db"], []byte("校舍"), []byte("校合"), 1)
		}},
		{"SNAP-SIZE", 2, func(_ *[]string, f map[string][]byte) { f["data.jsonl"] = append(f["data.jsonl"], '\n') }},
		{"SNAP-EXTRA", 2, func(n *[]string, f map[string][]byte) { *n = append(*n, "../x.exe") }},
		{"SNAP-MISSING", 1, func(n *[]string, f map[string][]byte) { *n = []string{"manifest.json", "data.jsonl", "说明.txt"} }},
		{"SNAP-MANIFEST", 4, func(n *[]string, f map[string][]byte) { *n = []string{"data.db"} }},
		{"SNAP-NEWER", 4, func(_ *[]string, f map[string][]byte) {
			f["manifest.json"] = bytes.Replace(f["manifest.json"], []byte(`"format": 1`), []byte(`"format": 9`), 1)
		}},
		{"SNAP-LOG", 2, func(_ *[]string, f map[string][]byte) {
			f["manifest.json"] = bytes.Replace(f["manifest.json"], []byte(`"seq": 4`), []byte(`"seq": 5`), 1)
		}},
	} {
		t.Run(c.code, func(t *testing.T) {
			names, files := unzip(t, info.File)
			c.do(&names, files)
			path := filepath.Join(t.TempDir(), "b.jxs")
			rezip(t, path, names, files)
			r := store.SnapshotVerify(path)
			assert.Contains(t, codes(r), c.code, r.Findings)
			assert.Equal(t, c.exit, r.Exit)
			_, err := store.SnapshotOpen(path, t.TempDir(), store.Options{})
			require.Error(t, err)
		})
	}
	whole, err := os.ReadFile(info.File)
	require.NoError(t, err)
	cut := filepath.Join(t.TempDir(), "c.jxs")
	for n := 0; n < len(whole); n += len(whole) / 13 {
		require.NoError(t, os.WriteFile(cut, whole[:n], 0o600))
		assert.NotZero(t, store.SnapshotVerify(cut).Exit, "cut to %d bytes", n)
	}
}

func TestASnapshotIsNotMadeOfDamage(t *testing.T) {
	path := fullDesk(t)
	tamper(t, path, func(tx *bolt.Tx) error { return tx.Bucket([]byte("dept")).Put([]byte("219"), []byte("x")) })
	s := openDesk(t, path)
	defer s.Close()
	_, err := s.CreateSnapshot(t.Context(), "a.jxs")
	require.ErrorContains(t, err, "快照没有写")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = s.CreateSnapshot(ctx, "a.jxs")
	require.ErrorIs(t, err, context.Canceled)
	entries, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	for _, e := range entries {
		assert.Contains(t, []string{"d.db", "d.db.head", "d.db.lock"}, e.Name())
	}
}

package store_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	bolt "go.etcd.io/bbolt"

	"jixiao/domain/journal"
	"jixiao/store"
)

func messages(r journal.Report) (out []string) {
	for _, f := range r.Findings {
		out = append(out, f.Message)
	}
	return out
}

// TestForgedManifests changes the manifest or makes it agree with forged members.
func TestForgedManifests(t *testing.T) {
	s := openDesk(t, fullDesk(t))
	defer s.Close()
	info, err := s.CreateSnapshot(t.Context(), "a.jxs")
	require.NoError(t, err)
	type object = map[string]any
	for _, c := range []struct {
		code string
		exit int
		do   func(m object, names *[]string, files map[string][]byte)
	}{
		{"SNAP-COUNT", 2, func(m object, _ *[]string, _ map[string][]byte) { m["counts"].(object)["p"] = 77 }},
		{"SNAP-COUNT", 2, func(m object, _ *[]string, _ map[string][]byte) { delete(m, "counts") }},
		{"SNAP-ID", 2, func(m object, _ *[]string, _ map[string][]byte) { m["id"] = "00" }},
		{"SNAP-KIND", 4, func(m object, _ *[]string, _ map[string][]byte) { m["kind"] = "工作包" }},
		{"SNAP-KIND", 4, func(m object, _ *[]string, _ map[string][]byte) { m["format"] = 0 }},
		{"SNAP-EXTRA", 2, func(m object, names *[]string, files map[string][]byte) {
			*names = append(*names, "../x.exe")
			files["../x.exe"] = []byte("x")
			m["members"] = append(m["members"].([]any), entry("../x.exe", []byte("x")))
		}},
		{"SNAP-MISSING", 1, func(m object, names *[]string, _ map[string][]byte) {
			*names = []string{"manifest.json", "data.db"}
			m["members"] = m["members"].([]any)[:1]
		}},
		{"SNAP-BOMB", 2, func(m object, _ *[]string, files map[string][]byte) {
			files["data.jsonl"] = make([]byte, 65<<20)
			m["members"].([]any)[1] = entry("data.jsonl", files["data.jsonl"])
		}},
		{"DERIVED", 1, func(m object, _ *[]string, files map[string][]byte) {
			files["data.db"] = forgedRow(t, files["data.db"])
			m["members"].([]any)[0] = entry("data.db", files["data.db"])
		}},
	} {
		t.Run(c.code, func(t *testing.T) {
			names, files := unzip(t, info.File)
			var m object
			require.NoError(t, json.Unmarshal(files["manifest.json"], &m))
			c.do(m, &names, files)
			files["manifest.json"], err = json.Marshal(m)
			require.NoError(t, err)
			path := filepath.Join(t.TempDir(), "b.jxs")
			rezip(t, path, names, files)
			r := store.SnapshotVerify(path)
			assert.Contains(t, codes(r), c.code, r.Findings)
			assert.Equal(t, c.exit, r.Exit)
			dir := t.TempDir()
			_, err := store.SnapshotOpen(path, dir, store.Options{})
			require.ErrorContains(t, err, "没有通过验证")
			assert.NoFileExists(t, filepath.Join(filepath.Dir(dir), "x.exe"))
		})
	}
}

func entry(name string, data []byte) map[string]any {
	sum := sha256.Sum256(data)
	return map[string]any{"name": name, "size": len(data), "sha256": hex.EncodeToString(sum[:])}
}

// forgedRow puts one project's list row in the place of another's.
func forgedRow(t *testing.T, data []byte) []byte {
	path := filepath.Join(t.TempDir(), "f.db")
	require.NoError(t, os.WriteFile(path, data, 0o600))
	tamper(t, path, func(tx *bolt.Tx) error {
		b := tx.Bucket([]byte("list"))
		return b.Put([]byte("P1"), bytes.Clone(b.Get([]byte("P2"))))
	})
	out, err := os.ReadFile(path)
	require.NoError(t, err)
	return out
}

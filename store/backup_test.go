package store_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/store"
)

type backupDesk struct {
	*store.Store
	now time.Time
}

func newBackupDesk(t *testing.T) *backupDesk {
	t.Helper()
	d := &backupDesk{now: time.Date(2026, 9, 1, 9, 0, 0, 0, time.Local)}
	var err error
	d.Store, err = store.Create(filepath.Join(t.TempDir(), "desk.db"), store.Options{Clock: func() time.Time { return d.now }, Operator: domain.Operator{Name: "王芳"}})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, d.Close()) })
	return d
}

func (d *backupDesk) put(t *testing.T, name string) {
	t.Helper()
	_, err := d.Write(store.Op{Name: "test", Title: "改名"}, func(tx *store.Tx) error {
		return store.Projects.Put(tx, domain.Project{ID: "P1", Code: "A1", Name: name, Year: 2026})
	})
	require.NoError(t, err)
}

func nameIn(t *testing.T, path string) string {
	t.Helper()
	s, err := store.Open(path, store.Options{ReadOnly: true})
	require.NoError(t, err)
	defer func() { assert.NoError(t, s.Close()) }()
	d, err := s.Dossier("P1")
	require.NoError(t, err)
	return d.Project.Name
}

func TestABackupIsMadeWhenSomethingChanged(t *testing.T) {
	d := newBackupDesk(t)
	_, made, err := d.BackupIfChanged(context.Background())
	require.NoError(t, err)
	assert.False(t, made, "an empty file has nothing to lose")
	d.put(t, "学校改造")
	b, made, err := d.BackupIfChanged(context.Background())
	require.NoError(t, err)
	assert.True(t, made)
	assert.Equal(t, uint64(1), b.Seq)
	assert.Equal(t, "学校改造", nameIn(t, b.File))
	if runtime.GOOS != "windows" {
		info, err := os.Stat(b.File)
		require.NoError(t, err)
		assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
		info, err = os.Stat(filepath.Dir(b.File))
		require.NoError(t, err)
		assert.Equal(t, os.FileMode(0o700), info.Mode().Perm())
	}
	_, made, err = d.BackupIfChanged(context.Background())
	require.NoError(t, err)
	assert.False(t, made)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = d.Backup(ctx)
	require.ErrorIs(t, err, context.Canceled)
	entries, err := os.ReadDir(filepath.Dir(b.File))
	require.NoError(t, err)
	assert.Len(t, entries, 1, "a cancelled backup leaves nothing")
}

func TestOldBackupsGoAndForeignFilesStay(t *testing.T) {
	d := newBackupDesk(t)
	require.NoError(t, os.MkdirAll(store.BackupDir(d.Path()), 0o700))
	foreign := filepath.Join(store.BackupDir(d.Path()), "我的拷贝.db")
	require.NoError(t, os.WriteFile(foreign, []byte("x"), 0o600))
	for i := range 40 {
		d.now = d.now.Add(20 * time.Minute)
		d.put(t, "第"+time.Duration(i).String())
		_, err := d.Backup(context.Background())
		require.NoError(t, err)
	}
	list, err := store.Backups(d.Path())
	require.NoError(t, err)
	assert.LessOrEqual(t, len(list), 13)
	assert.GreaterOrEqual(t, len(list), 10)
	assert.Equal(t, uint64(40), list[0].Seq, "newest first")
	assert.FileExists(t, foreign)
}

func TestRestoring(t *testing.T) {
	d := newBackupDesk(t)
	d.put(t, "好的")
	b, err := d.Backup(context.Background())
	require.NoError(t, err)
	d.put(t, "后来的")
	o := store.Options{Clock: func() time.Time { return d.now }, Operator: domain.Operator{Name: "老赵"}, Timeout: 50 * time.Millisecond}
	_, err = store.RestoreBackup(d.Path(), b.File, o)
	require.ErrorContains(t, err, "使用", "the file is open here")
	path := d.Path()
	require.NoError(t, d.Close())

	raw, err := os.ReadFile(b.File)
	require.NoError(t, err)
	bad := filepath.Join(t.TempDir(), "bad.db")
	at := len(raw) - 100
	for i := range raw[:len(raw)-4] { // the record's own text
		if string(raw[i:i+len("好的")]) == "好的" {
			at = i
		}
	}
	raw[at] ^= 1
	require.NoError(t, os.WriteFile(bad, raw, 0o600))
	_, err = store.RestoreBackup(path, bad, o)
	require.ErrorContains(t, err, "没有恢复")
	assert.Equal(t, "后来的", nameIn(t, path), "a damaged backup changes nothing")

	require.NoError(t, os.WriteFile(path, []byte("坏了"), 0o600))
	r, err := store.RestoreBackup(path, b.File, o)
	require.NoError(t, err)
	assert.Equal(t, uint64(1), r.Seq)
	assert.FileExists(t, r.Replaced)
	assert.Equal(t, "好的", nameIn(t, path))
	s, err := store.Open(path, o)
	require.NoError(t, err)
	entries, total, err := s.Journal(0, 5)
	require.NoError(t, err)
	assert.Equal(t, 2, total)
	assert.Contains(t, entries[0].Title, "从备份恢复")
	report, err := s.Doctor(context.Background())
	require.NoError(t, err)
	assert.True(t, report.OK, "%v", report)
	require.NoError(t, s.Close())
}

package store_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	bolt "go.etcd.io/bbolt"
	"golang.org/x/sys/unix"

	"jixiao/store"
)

// descriptor finds the number under which this process holds the file open.
func descriptor(t *testing.T, path string) int {
	list, err := os.ReadDir("/proc/self/fd")
	require.NoError(t, err)
	for _, e := range list {
		if to, err := os.Readlink("/proc/self/fd/" + e.Name()); err == nil && to == path {
			fd, err := strconv.Atoi(e.Name())
			require.NoError(t, err)
			return fd
		}
	}
	t.Fatal("the file is not open")
	return -1
}

func setting(s *store.Store, key string) error {
	_, err := s.Write(store.Op{Name: "test", Title: "改参数"}, func(tx *store.Tx) error {
		return store.Settings.Put(tx, store.Setting{Key: key, Value: json.RawMessage("1")})
	})
	return err
}

// TestAFullDisk lets every write to the data file fail with ENOSPC for a while: nothing of
// the refused operation is seen, and work goes on when there is space again.
func TestAFullDisk(t *testing.T) {
	s := newDesk(t)
	require.NoError(t, setting(s, "a"))
	fd := descriptor(t, s.Path())
	kept, err := unix.Dup(fd)
	require.NoError(t, err)
	full, err := unix.Open("/dev/full", unix.O_RDWR, 0)
	require.NoError(t, err)
	require.NoError(t, unix.Dup2(full, fd))

	err = setting(s, "b")
	var known *store.Error
	require.ErrorAs(t, err, &known)
	assert.Equal(t, store.Failed, known.Kind)
	assert.Contains(t, known.Msg, "“改参数”没有保存：磁盘出错")
	require.Error(t, s.Rebuild())

	require.NoError(t, unix.Dup2(kept, fd))
	require.NoError(t, unix.Close(kept))
	require.NoError(t, unix.Close(full))
	require.NoError(t, setting(s, "c"))
	_, total, err := s.Journal(0, 9)
	require.NoError(t, err)
	assert.Equal(t, 2, total)
	r, err := s.Doctor(t.Context())
	require.NoError(t, err)
	assert.Zero(t, r.Exit, r.Findings)
}

// TestTheChainFollowsTheFile puts an entry into the log that this Store has not seen
// acknowledged, as a sync that failed half-way does: the next one must stand behind it.
func TestTheChainFollowsTheFile(t *testing.T) {
	s := newDesk(t)
	require.NoError(t, setting(s, "a"))
	before, err := os.ReadFile(s.Path())
	require.NoError(t, err)
	require.NoError(t, setting(s, "b"))

	other := filepath.Join(t.TempDir(), "other.db")
	require.NoError(t, os.WriteFile(other, before, 0o600))
	o := openDesk(t, other)
	defer o.Close()
	require.NoError(t, s.Raw(func(from *bolt.Tx) error {
		return o.Raw(func(to *bolt.Tx) error {
			for _, name := range []string{"log", "logitem", "setting"} {
				err := from.Bucket([]byte(name)).ForEach(func(k, v []byte) error { return to.Bucket([]byte(name)).Put(k, v) })
				if err != nil {
					return err
				}
			}
			return nil
		})
	}))
	require.NoError(t, setting(o, "c"))
	r, err := o.Doctor(t.Context())
	require.NoError(t, err)
	assert.Zero(t, r.Exit, r.Findings)
	entries, total, err := o.Journal(0, 1)
	require.NoError(t, err)
	assert.Equal(t, 3, total)
	assert.Equal(t, uint64(3), entries[0].Seq, fmt.Sprint(entries))
}

// TestAnotherCopyUnderTheSameName is refused by the root in the head file.
func TestAnotherCopyUnderTheSameName(t *testing.T) {
	path := fullDesk(t)
	whole, err := os.ReadFile(path)
	require.NoError(t, err)
	other := filepath.Join(t.TempDir(), "other.db")
	require.NoError(t, os.WriteFile(other, whole, 0o600))
	for name, key := range map[string]string{path: "a", other: "b"} {
		s := openDesk(t, name)
		require.NoError(t, setting(s, key))
		require.NoError(t, setting(s, key+key))
		require.NoError(t, s.Close())
	}
	whole, err = os.ReadFile(other)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, whole, 0o600))
	_, err = store.Open(path, store.Options{})
	require.ErrorContains(t, err, "可能被另一份拷贝换过")
	assert.Contains(t, codes(store.Doctor(path)), "HEAD-ROOT")
	require.NoError(t, os.Remove(path+".head"))
	require.NoError(t, openDesk(t, path).Close())
}

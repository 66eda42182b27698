package store_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	bolt "go.etcd.io/bbolt"

	"jixiao/domain"
	"jixiao/store"
)

const killVariable = "JIXIAO_TEST_KILL"

// TestWriterToBeKilled is the child of TestKilledAtAnyTime: it writes without end and prints
// the number of every operation that was acknowledged.
func TestWriterToBeKilled(t *testing.T) {
	path := os.Getenv(killVariable)
	if path == "" {
		t.Skip("runs in a child process only")
	}
	s := openDesk(t, path)
	for {
		r, err := s.Write(store.Op{Name: "test", Title: "改"}, func(tx *store.Tx) error {
			id := fmt.Sprint("P", rand.IntN(50))
			p, _, err := store.Projects.Get(tx, id)
			p.ID, p.Name, p.Initial = id, id, p.Initial+1
			n := json.RawMessage(strconv.FormatInt(int64(p.Initial), 10))
			return joined(err, store.Projects.Put(tx, p), store.Settings.Put(tx, store.Setting{Key: "n" + id, Value: n}))
		})
		require.NoError(t, err)
		fmt.Println(r.Seq)
	}
}

// TestKilledAtAnyTime kills a writing program at random moments: everything that was
// acknowledged is there, nothing is half there, and the file is whole.
func TestKilledAtAnyTime(t *testing.T) {
	rounds := 25
	if testing.Short() {
		rounds = 3
	}
	path := filepath.Join(t.TempDir(), "d.db")
	s, err := store.Create(path, store.Options{})
	require.NoError(t, err)
	require.NoError(t, s.Close())
	rnd := rand.New(rand.NewPCG(7, 7))
	for range rounds {
		last := killOne(t, path, time.Duration(rnd.IntN(20_000))*time.Microsecond)
		s := openDesk(t, path)
		_, total, err := s.Journal(0, 1)
		require.NoError(t, err)
		assert.GreaterOrEqual(t, total, last, "an acknowledged operation is lost")
		require.NoError(t, s.View(func(tx *store.Tx) error {
			return store.Projects.Each(tx, func(p domain.Project) error {
				n, _, err := store.Settings.Get(tx, "n"+p.ID)
				assert.Equal(t, fmt.Sprint(int64(p.Initial)), string(n.Value), "half an operation")
				return err
			})
		}))
		require.NoError(t, s.Close())
		r := store.Doctor(path)
		require.Zero(t, r.Exit, r.Findings)
	}
}

// killOne lets the child write for a while and returns the last operation it acknowledged.
func killOne(t *testing.T, path string, wait time.Duration) (last int) {
	c := exec.Command(os.Args[0], "-test.run=^TestWriterToBeKilled$")
	c.Env = append(os.Environ(), killVariable+"="+path)
	out, err := c.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, c.Start())
	lines := bufio.NewScanner(out)
	for first := true; lines.Scan(); first = false {
		if first {
			time.AfterFunc(wait, func() { _ = c.Process.Kill() })
		}
		if last, err = strconv.Atoi(lines.Text()); err != nil {
			t.Fatal(lines.Text())
		}
	}
	require.Error(t, c.Wait(), "it was killed")
	return last
}

func TestReadingAheadFindsEveryPage(t *testing.T) {
	s := newDesk(t)
	write(t, s, func(tx *store.Tx) error {
		for i := range 5000 {
			if err := store.Projects.Put(tx, domain.Project{ID: fmt.Sprintf("P%05d", i), Name: "校舍", Year: 2026}); err != nil {
				return err
			}
		}
		return nil
	})
	for _, name := range []string{"p", "list", "ix/log"} {
		want := 0
		require.NoError(t, s.Raw(func(tx *bolt.Tx) error { want = tx.Bucket([]byte(name)).Stats().LeafPageN; return nil }))
		assert.Greater(t, want, 20)
		assert.Equal(t, want, s.LeafPages(name), name)
	}
}

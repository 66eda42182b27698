package store_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	bolt "go.etcd.io/bbolt"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/store"
)

func healthy(t *testing.T, s *store.Store) {
	t.Helper()
	r, err := s.Doctor(t.Context())
	require.NoError(t, err)
	assert.Empty(t, r.Findings)
}

func TestDroppedRowsAreDerivedOnOpening(t *testing.T) {
	for _, name := range store.DerivedBuckets {
		path := fullDesk(t)
		s := openDesk(t, path)
		want := derivedBytes(t, s)
		require.NoError(t, s.Close())
		tamper(t, path, func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte(name)) })
		r := store.Doctor(path)
		assert.Equal(t, 1, r.Exit)
		assert.Equal(t, []string{"DERIVED-NONE"}, codes(r))
		reader, err := store.Open(path, store.Options{ReadOnly: true})
		if name == "ix/goal" { // only some checks use it
			require.NoError(t, err)
			require.NoError(t, reader.Close())
		} else {
			require.ErrorContains(t, err, "doctor --rebuild")
		}
		s = openDesk(t, path)
		assert.Equal(t, want, derivedBytes(t, s), name)
		healthy(t, s)
		require.NoError(t, s.Close())
	}
}

// TestRowsOfAnotherVersion are told, used as they are without the right to write, and derived
// anew with it.
func TestRowsOfAnotherVersion(t *testing.T) {
	path := fullDesk(t)
	s := openDesk(t, path)
	want := derivedBytes(t, s)
	require.NoError(t, s.Close())
	tamper(t, path, func(tx *bolt.Tx) error {
		return joined(tx.Bucket([]byte("meta")).Put([]byte("derived"), store.Seal([]byte(`{"stamp":"another"}`))),
			tx.Bucket([]byte("list")).Put([]byte("P1"), bytes.Clone(tx.Bucket([]byte("list")).Get([]byte("P2")))), tx.DeleteBucket([]byte("ix/log")))
	})
	r := store.Doctor(path)
	assert.Zero(t, r.Exit)
	assert.Equal(t, []string{"DERIVED-OLD"}, codes(r))
	assert.Zero(t, store.SnapshotVerify(path).Exit)
	o, err := store.SnapshotOpen(path, t.TempDir(), store.Options{})
	require.NoError(t, err)
	rows, err := o.Page("", 9)
	require.NoError(t, err)
	assert.Equal(t, "A1", rows[0].Code, "the copy's rows are derived anew")
	require.NoError(t, o.Close())
	s = openDesk(t, path)
	defer s.Close()
	assert.Equal(t, want, derivedBytes(t, s))
	healthy(t, s)
}

func TestOtherCountsOfChecksAreNoDamage(t *testing.T) {
	path := fullDesk(t)
	tamper(t, path, func(tx *bolt.Tx) error {
		b := tx.Bucket([]byte("list"))
		row, err := listing.DecodeRow(b.Get([]byte("P1")))
		row.Warns += 3
		return joined(err, b.Put([]byte("P1"), row.AppendBinary(nil)))
	})
	r := store.Doctor(path)
	assert.Zero(t, r.Exit)
	assert.Equal(t, []string{"DERIVED-CHECKS"}, codes(r))
}

// TestRowsFollowWhatTheyShow changes records that rows show without touching the projects.
func TestRowsFollowWhatTheyShow(t *testing.T) {
	s := newDesk(t)
	write(t, s, func(tx *store.Tx) error {
		for i := range 3 {
			p := domain.Project{ID: fmt.Sprint("P", i), Code: fmt.Sprint("A", i), Name: "校舍", Year: 2026, Department: "219", Unit: "219001"}
			if err := store.Projects.Put(tx, p); err != nil {
				return err
			}
		}
		return store.Cases.Put(tx, domain.Case{ID: "C1", ProjectID: "P0", Year: 2026, State: domain.CaseNotified})
	})
	row := func(id string) listing.Row {
		rows, err := s.Page("", 9)
		require.NoError(t, err)
		for _, r := range rows {
			if r.ID == id {
				return r
			}
		}
		return listing.Row{}
	}
	assert.Equal(t, "219", row("P1").Department, "an unregistered code stands for itself")
	write(t, s, func(tx *store.Tx) error {
		return joined(store.Departments.Put(tx, domain.Department{Code: "219", Name: "区教育局"}), store.Units.Put(tx, domain.Unit{Code: "219001", Name: "第一小学"}))
	})
	assert.Equal(t, "区教育局", row("P1").Department)
	assert.Equal(t, "第一小学", row("P2").Unit)
	healthy(t, s)
	write(t, s, func(tx *store.Tx) error {
		return joined(store.Departments.Put(tx, domain.Department{Code: "219", Name: "区教育和体育局"}), store.Cases.Put(tx, domain.Case{ID: "C1", ProjectID: "P2", Year: 2026, State: domain.CaseNotified}))
	})
	assert.Equal(t, "区教育和体育局", row("P1").Department)
	assert.Empty(t, row("P0").CaseState, "its case went to another project")
	assert.Equal(t, domain.CaseNotified, row("P2").CaseState)
	healthy(t, s)
	for range 2 {
		_, err := s.Undo()
		require.NoError(t, err)
		healthy(t, s)
	}
	assert.Equal(t, "219", row("P1").Department)
}

func TestHistoryOfOneProject(t *testing.T) {
	s := newDesk(t)
	put := func(id, owner string) store.Receipt {
		return write(t, s, func(tx *store.Tx) error {
			return store.Projects.Put(tx, domain.Project{ID: id, Code: id, Name: "校舍", Year: 2026, Owner: owner})
		})
	}
	put("P1", "甲")
	put("P10", "乙")
	put("P", "丙")
	put("P1", "丁")
	write(t, s, func(tx *store.Tx) error {
		return store.Cases.Put(tx, domain.Case{ID: "C1", ProjectID: "P1", Facts: []string{"慢"}})
	})
	write(t, s, func(tx *store.Tx) error {
		for i := range 6000 {
			if err := store.Projects.Put(tx, domain.Project{ID: fmt.Sprintf("P1-%04d", i), Year: 2026}); err != nil {
				return err
			}
		}
		return store.Payments.Put(tx, domain.Payment{ID: "Z", ProjectID: "P1", Amount: 5})
	})
	h, err := s.History("P1", 9)
	require.NoError(t, err)
	var seqs []uint64
	for _, e := range h {
		seqs = append(seqs, e.Seq)
	}
	assert.Equal(t, []uint64{6, 5, 4, 1}, seqs)
	assert.Empty(t, h[0].Items, "a bulk operation is not unpacked")
	require.Len(t, h[1].Items, 1)
	assert.Equal(t, "case", h[1].Items[0].Bucket)
	require.Len(t, h[2].Items, 1)
	assert.Equal(t, "owner", h[2].Items[0].Diff[0].Path)
	h, err = s.History("P1", 2)
	require.NoError(t, err)
	assert.Len(t, h, 2)
	for id, n := range map[string]int{"P": 1, "P10": 1, "P1-5999": 1, "Q": 0, "": 0} {
		h, err := s.History(id, 9)
		require.NoError(t, err)
		assert.Len(t, h, n, id)
	}
	healthy(t, s)
}

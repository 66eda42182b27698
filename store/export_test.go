package store

import (
	"os"

	bolt "go.etcd.io/bbolt"

	"jixiao/domain/target"
)

// NewerSetting is a record as a later version of the program would write it.
type NewerSetting struct {
	V     int    `json:"v"`
	Key   string `json:"key"`
	Value any    `json:"value"`
	Later string `json:"later,omitempty"`
}

// NewerSettings is the settings table of that version.
var NewerSettings = Table[NewerSetting]{Settings.bucket, func(s *NewerSetting) []string { return one(s.Key) }, nil}

// Raw runs fn on the bbolt file below the store.
func (s *Store) Raw(fn func(tx *bolt.Tx) error) error { return s.db.Update(fn) }

// Seal makes a record's stored bytes.
func Seal(doc []byte) []byte { return seal(doc) }

// DerivedBuckets are the buckets that Rebuild makes anew.
var DerivedBuckets = derivedBuckets

// LeafPages are the leaf pages that reading ahead finds in a bucket.
func (s *Store) LeafPages(bucket string) (n int) {
	_ = s.View(func(tx *Tx) error {
		f, err := os.Open(s.path)
		if err != nil {
			return err
		}
		defer f.Close()
		n = len(leavesOf(f, uint64(tx.bolt.Bucket([]byte(bucket)).Root()), pageSize, 0))
		tx.preread(bucket)
		return nil
	})
	return n
}

// NearestGoal asks the goal index alone.
func (s *Store) NearestGoal(id, text string, percent int) (m target.Match, ok bool) {
	_ = s.View(func(tx *Tx) error {
		m, ok = copies{tx}.Nearest(id, text, percent)
		return nil
	})
	return m, ok
}

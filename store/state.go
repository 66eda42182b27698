package store

import (
	"encoding/json"

	bolt "go.etcd.io/bbolt"
)

// SaveState keeps session state and half-written text of this desk under a key. It is
// durable when it returns but not journalled: it is nobody's decision yet.
func (s *Store) SaveState(key string, v any) error {
	if s.readOnly {
		return nil
	}
	doc, err := marshalDoc(v)
	if err != nil {
		return err
	}
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.sameFile(); err != nil {
		return err
	}
	return s.db.Update(func(tx *bolt.Tx) error { return tx.Bucket([]byte(bucketLocal)).Put([]byte(key), seal(doc)) })
}

// LoadState reads what SaveState kept; ok is false when there is nothing, or when it
// cannot be read any more: state is a convenience, never a reason not to start.
func (s *Store) LoadState(key string, v any) (ok bool) {
	err := s.db.View(func(tx *bolt.Tx) error {
		raw := tx.Bucket([]byte(bucketLocal)).Get([]byte(key))
		if raw == nil {
			return nil
		}
		doc, err := unseal(raw)
		if err == nil {
			err = json.Unmarshal(doc, v)
		}
		ok = err == nil
		return err
	})
	return ok && err == nil
}

// DropState forgets a key.
func (s *Store) DropState(key string) error {
	s.write.Lock()
	defer s.write.Unlock()
	return s.db.Update(func(tx *bolt.Tx) error { return tx.Bucket([]byte(bucketLocal)).Delete([]byte(key)) })
}

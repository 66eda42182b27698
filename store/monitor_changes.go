package store

import (
	"encoding/binary"
	"encoding/json"

	"jixiao/domain"
	"jixiao/domain/monitor"
)

// boardEntries and boardItems bound what BoardChanges follows; beyond them reading the
// board anew costs less.
const (
	boardEntries = 200
	boardItems   = 5000
)

// boardBuckets are the buckets that a board is made of besides cases.
var boardBuckets = map[string]bool{Projects.bucket: true, Departments.bucket: true, Units.bucket: true, Executions.bucket: true, Payments.bucket: true, Monitorings.bucket: true, Params.bucket: true}

func seqOf(key []byte) uint64 {
	if len(key) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(key)
}

// BoardChanges brings a board up to date after operations that moved cases only: its cost
// depends on what was done, not on how many projects there are. ok is false when money,
// forms or projects changed, too: then the board must be read anew.
func (s *Store) BoardChanges(b *monitor.Board) (now *monitor.Board, ok bool, err error) {
	err = s.View(func(tx *Tx) error {
		last := tx.lastSeq()
		if last < b.Seq || last-b.Seq > boardEntries {
			return nil
		}
		projects := map[string]bool{}
		for seq := b.Seq + 1; seq <= last; seq++ {
			if ok, err = tx.movedOnly(seq, projects); err != nil || !ok {
				return err
			}
		}
		changed := map[string]*domain.Case{}
		for id := range projects {
			cases, err := tx.projectCases(id)
			if err != nil {
				return err
			}
			changed[id] = monitor.Leading(cases)
		}
		now, ok = b.WithCases(changed, last, s.kept.at(last)), true
		return nil
	})
	return now, ok, err
}

// movedOnly notes the projects whose cases an entry changed; false when it changed more.
func (tx *Tx) movedOnly(seq uint64, projects map[string]bool) (bool, error) {
	e, ok, err := entryOf(tx.bolt, seq)
	if err != nil || !ok || e.Changed > boardItems {
		return false, err
	}
	for _, it := range e.Items {
		if boardBuckets[it.Bucket] {
			return false, nil
		}
		if it.Bucket != Cases.bucket {
			continue
		}
		for _, doc := range []json.RawMessage{it.Old, it.New} {
			for _, id := range Cases.touchesOf(doc) {
				projects[id] = true
			}
		}
	}
	return true, nil
}

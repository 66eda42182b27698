package store

import (
	"encoding/binary"
	"encoding/json"
	"strings"

	bolt "go.etcd.io/bbolt"

	"jixiao/domain/journal"
)

// Journal returns entries newest first, without items, and how many there are.
func (s *Store) Journal(offset, limit int) (entries []journal.Entry, total int, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		c := tx.Bucket([]byte(bucketLog)).Cursor()
		k, v := c.Last()
		if k != nil {
			total = int(binary.BigEndian.Uint64(k))
		}
		for ; k != nil && len(entries) < limit; k, v = c.Prev() {
			if offset > 0 {
				offset--
				continue
			}
			e, err := decodeEntry(v)
			if err != nil {
				return err
			}
			entries = append(entries, e)
		}
		return nil
	})
	return entries, total, err
}

func decodeEntry(v []byte) (e journal.Entry, err error) {
	if err := json.Unmarshal(v, &e); err != nil {
		return e, refuse(Damaged, err, "日志中有一条读不出来，已损坏。请运行 jixiao doctor")
	}
	e.Hash = hexHash(v)
	return e, nil
}

// JournalEntry returns one entry with its items and their field diffs; ok is false when
// there is no such entry.
func (s *Store) JournalEntry(seq uint64) (e journal.Entry, ok bool, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		var err error
		e, ok, err = entryOf(tx, seq)
		return err
	})
	for i := range e.Items {
		e.Items[i].Diff = journal.Diff(e.Items[i].Old, e.Items[i].New)
	}
	return e, ok, err
}

func entryOf(tx *bolt.Tx, seq uint64) (e journal.Entry, ok bool, err error) {
	v := tx.Bucket([]byte(bucketLog)).Get(seqKey(seq))
	if v == nil {
		return e, false, nil
	}
	if e, err = decodeEntry(v); err != nil {
		return e, false, err
	}
	blob := tx.Bucket([]byte(bucketLogItem)).Get(seqKey(seq))
	if hexHash(blob) != e.ItemsHash {
		return e, false, refuse(Damaged, nil, "日志第 %d 条（%s，%s）的明细与指纹不符，已损坏。请运行 jixiao doctor", seq, e.Operator, e.Title)
	}
	e.Items, err = unpackItems(blob)
	return e, true, err
}

// History returns the entries that changed records of one project, newest first, with
// items of that project only; a bulk operation comes without items, its figures are told
// by the records' provenance. limit bounds the entries returned.
func (s *Store) History(projectID string, limit int) (out []journal.Entry, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		cases := casesOf(tx, projectID)
		prefix := projectID + sep
		c := tx.Bucket([]byte(indexLog)).Cursor()
		k, _ := c.Seek([]byte(projectID + "\x01"))
		if k == nil {
			k, _ = c.Last()
		} else {
			k, _ = c.Prev()
		}
		for ; strings.HasPrefix(string(k), prefix) && len(out) < limit; k, _ = c.Prev() {
			e, err := historyEntry(tx, seqOf(k[len(prefix):]))
			if err != nil {
				return err
			}
			e.Items = ofProject(e.Items, projectID, cases)
			out = append(out, e)
		}
		return nil
	})
	return out, err
}

// historyEntry unpacks an entry's items unless they are many.
func historyEntry(tx *bolt.Tx, seq uint64) (journal.Entry, error) {
	e, err := decodeEntry(tx.Bucket([]byte(bucketLog)).Get(seqKey(seq)))
	if err == nil && e.Changed <= historyScan {
		e, _, err = entryOf(tx, seq)
	}
	return e, err
}

// historyScan is the largest entry whose items History unpacks.
const historyScan = 5000

func ofProject(items []journal.Item, id string, cases map[string]bool) []journal.Item {
	var out []journal.Item
	for _, it := range items {
		first, rest, _ := strings.Cut(it.Key, sep)
		mine := first == id
		switch it.Bucket {
		case Cases.bucket:
			mine = cases[it.Key]
		case Rechecks.bucket:
			mine = rest == id
		}
		if mine {
			it.Diff = journal.Diff(it.Old, it.New)
			out = append(out, it)
		}
	}
	return out
}

func casesOf(tx *bolt.Tx, projectID string) map[string]bool {
	out := map[string]bool{}
	prefix := projectID + sep
	c := tx.Bucket([]byte(indexCase)).Cursor()
	for k, _ := c.Seek([]byte(prefix)); strings.HasPrefix(string(k), prefix); k, _ = c.Next() {
		out[string(k[len(prefix):])] = true
	}
	return out
}

package store

import (
	bolt "go.etcd.io/bbolt"

	"jixiao/domain/journal"
)

// Undo takes back the newest operation that has not been taken back, as a new journal
// entry: nothing is deleted from the log. It refuses when there is nothing to undo, when
// the operation is irreversible, or when one of its records was changed since.
func (s *Store) Undo() (Receipt, error) {
	e, err := s.undoable()
	if err != nil {
		return Receipt{}, err
	}
	op := Op{Name: "undo", Title: "撤销：" + e.Title, undoes: e.Seq}
	return s.Write(op, func(tx *Tx) error { return tx.restore(e, true) })
}

// Redo restores the newest undone operation; any new operation ends the chance.
func (s *Store) Redo() (Receipt, error) {
	e, err := s.redoable()
	if err != nil {
		return Receipt{}, err
	}
	op := Op{Name: "redo", Title: "恢复：" + e.Title, redoes: e.Seq}
	return s.Write(op, func(tx *Tx) error { return tx.restore(e, false) })
}

// undoable walks back over the log: an undo cancels the entry it names, a redo revives it.
func (s *Store) undoable() (e journal.Entry, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		undone := map[uint64]bool{}
		c := tx.Bucket([]byte(bucketLog)).Cursor()
		for k, v := c.Last(); k != nil; k, v = c.Prev() {
			x, err := decodeEntry(v)
			if err != nil {
				return err
			}
			switch {
			case x.Undoes != 0:
				if _, known := undone[x.Undoes]; !known {
					undone[x.Undoes] = true
				}
			case x.Redoes != 0:
				if _, known := undone[x.Redoes]; !known {
					undone[x.Redoes] = false
				}
			case undone[x.Seq]:
			case x.Irreversible:
				return refuse(Refused, nil, "“%s”不能撤销：它已对外生效。要更正请作新的操作并写明理由", x.Title)
			default:
				var err error
				e, _, err = entryOf(tx, x.Seq)
				return err
			}
		}
		return refuse(Refused, nil, "没有可以撤销的操作")
	})
	return e, err
}

// redoable finds the newest undo that no redo has answered; a plain operation in between
// ends the search.
func (s *Store) redoable() (e journal.Entry, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		redone := map[uint64]bool{}
		c := tx.Bucket([]byte(bucketLog)).Cursor()
		for k, v := c.Last(); k != nil; k, v = c.Prev() {
			x, err := decodeEntry(v)
			if err != nil {
				return err
			}
			switch {
			case x.Redoes != 0:
				redone[x.Redoes] = true
			case x.Undoes != 0 && redone[x.Undoes]:
				delete(redone, x.Undoes) // that pair is settled; an earlier undo may be open
			case x.Undoes != 0:
				var err error
				e, _, err = entryOf(tx, x.Undoes)
				return err
			default:
				return refuse(Refused, nil, "没有可以恢复的操作")
			}
		}
		return refuse(Refused, nil, "没有可以恢复的操作")
	})
	return e, err
}

// restore puts back the state before (back) or after an entry. Every record must still be
// as the entry left it (or as it was before it, for redo).
func (tx *Tx) restore(e journal.Entry, back bool) error {
	for _, it := range e.Items {
		from, to := it.New, it.Old
		if !back {
			from, to = it.Old, it.New
		}
		cur := tx.get(it.Bucket, it.Key)
		if string(docOf(cur)) != string(from) {
			return refuse(Refused, nil, "“%s”不能撤销或恢复：其中的记录 %s/%s 后来又被改过。请先撤销后来的操作", e.Title, it.Bucket, showKey(it.Key))
		}
		var sealed []byte
		if len(to) > 0 {
			sealed = seal(to)
		}
		if err := tx.put(it.Bucket, it.Key, sealed, cur); err != nil {
			return err
		}
		touchRaw(tx, it)
	}
	return nil
}

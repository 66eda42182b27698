package store

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"
	boltErrors "go.etcd.io/bbolt/errors"

	"jixiao/domain"
	"jixiao/domain/journal"
)

// Op describes one operation for the journal.
type Op struct {
	// Name is stable ("review.decide"), Title what people read ("通过 3 个目标").
	Name, Title string
	// Why is the reason given, where one is required.
	Why string
	// Operator overrides the store's when set.
	Operator domain.Operator
	// Irreversible operations cannot be undone: a draw, an issued batch.
	Irreversible bool
	undoes       uint64
	redoes       uint64
}

// Receipt tells what a Write did; Seq 0 means nothing changed and nothing was written.
type Receipt struct {
	Seq       uint64
	Operation string
	Title     string
	At        time.Time
	// Changed counts the records that differ from before.
	Changed int
}

// lastEntry is the newest journal entry's place in the chain.
type lastEntry struct {
	Seq       uint64
	Hash      string
	At        time.Time
	Operation string
}

func (s *Store) loadLast() error {
	return s.db.View(func(tx *bolt.Tx) (err error) {
		s.last, err = lastOf(tx)
		return err
	})
}

// lastOf reads the newest journal entry that the transaction sees. Every write takes its
// place in the chain from here and not from memory: after a sync that failed half-way the
// file may hold one entry more than was acknowledged.
func lastOf(tx *bolt.Tx) (lastEntry, error) {
	k, v := tx.Bucket([]byte(bucketLog)).Cursor().Last()
	if k == nil {
		return lastEntry{}, nil
	}
	e, err := decodeEntry(v)
	seq, ok := entrySeq(k)
	if err != nil || !ok {
		return lastEntry{}, refuse(Damaged, err, "数据文件 %s 的最后一条日志已损坏。请运行 jixiao doctor", tx.DB().Path())
	}
	return lastEntry{seq, e.Hash, e.At, e.Operation}, nil
}

// Write runs fn and stores what it wrote in one transaction with one journal entry. When
// fn fails, or nothing differs from before, nothing is written. When Write returns
// without an error the change is on disk.
func (s *Store) Write(op Op, fn func(tx *Tx) error) (Receipt, error) {
	s.write.Lock()
	defer s.write.Unlock()
	if s.readOnly {
		return Receipt{}, refuse(Refused, nil, "数据文件是只读打开的，不能“%s”。请用可写方式打开原文件", op.Title)
	}
	if err := s.sameFile(); err != nil {
		return Receipt{}, err
	}
	var r Receipt
	var at lastEntry
	ready := false // what fails after that is the commit itself
	err := s.db.Update(func(b *bolt.Tx) error {
		tx := s.newTx(b, true)
		err := fn(tx)
		if err == nil {
			r, at, err = s.commit(tx, op)
		}
		ready = err == nil
		return err
	})
	if err != nil && ready {
		return Receipt{}, s.unsaved(op, r.Operation, err)
	}
	if err != nil || r.Seq == 0 {
		return r, err
	}
	s.last = at
	if err := s.writeHead(head{s.header.ID, at.Seq, at.Hash, at.At}); err != nil {
		return r, refuse(Failed, err, "“%s”已保存，但外部记号文件 %s 没写上：%v。请检查磁盘", op.Title, headName(s.path), err)
	}
	return r, nil
}

// sameFile refuses to write after the data file was replaced under us.
func (s *Store) sameFile() error {
	now, err := os.Stat(s.path)
	if err != nil || !os.SameFile(now, s.opened) {
		return refuse(Damaged, err, "数据文件 %s 在使用中被移走或替换了，为免写到错误的文件里，没有保存。请退出后检查，再重新打开", s.path)
	}
	return nil
}

// unsaved turns a failed commit into a sentence. After a failed sync the operation may
// stand in the file all the same: it is looked up by its ID.
func (s *Store) unsaved(op Op, operation string, err error) error {
	if errors.Is(err, boltErrors.ErrMaxSizeReached) {
		return refuse(Failed, err, "“%s”没有保存：数据文件已到 4 GB 上限。请先导出快照归档旧年度", op.Title)
	}
	var last lastEntry
	lerr := s.db.View(func(tx *bolt.Tx) (err error) {
		last, err = lastOf(tx)
		return err
	})
	if lerr != nil || operation != "" && last.Operation == operation {
		return refuse(Failed, err, "“%s”是否已保存还不知道：磁盘出错（%v）。请退出后重新打开，看日志最后一条是不是它，不是再做一次", op.Title, err)
	}
	return refuse(Failed, err, "“%s”没有保存：磁盘出错（%v）。请检查磁盘空间，再做一次", op.Title, err)
}

// commit drops records that did not change, appends the journal entry, flushes the
// records and re-derives the touched list rows.
func (s *Store) commit(tx *Tx, op Op) (Receipt, lastEntry, error) {
	items := tx.changes()
	if len(items) == 0 {
		return Receipt{Title: op.Title, At: tx.now}, lastEntry{}, nil
	}
	e, err := s.entry(tx, op, len(items))
	if err != nil {
		return Receipt{}, lastEntry{}, err
	}
	packed := packAside(items)
	if err := tx.reindex(); err != nil {
		return Receipt{}, lastEntry{}, err
	}
	s.units.note(tx, e.Seq)
	if err := tx.reindexLog(e.Seq, items); err != nil {
		return Receipt{}, lastEntry{}, err
	}
	if err := tx.flush(); err != nil {
		return Receipt{}, lastEntry{}, err
	}
	at, err := tx.appendEntry(e, packed)
	return Receipt{e.Seq, e.Operation, e.Title, e.At, len(items)}, at, err
}

func (s *Store) entry(tx *Tx, op Op, changed int) (journal.Entry, error) {
	var id [8]byte
	if _, err := io.ReadFull(s.entropy, id[:]); err != nil {
		return journal.Entry{}, fmt.Errorf("store: no randomness: %w", err)
	}
	last, err := lastOf(tx.bolt)
	if err != nil {
		return journal.Entry{}, err
	}
	who := op.Operator
	if who.Name == "" {
		who = s.operator
	}
	return journal.Entry{
		V: 1, Seq: last.Seq + 1, Device: s.header.Device, Operator: who.Name, Role: who.Role, At: tx.now, Op: op.Name, Title: op.Title,
		Operation: hex.EncodeToString(id[:]), Why: op.Why, Changed: changed, Irreversible: op.Irreversible,
		Undoes: op.undoes, Redoes: op.redoes, Prev: last.Hash,
	}, nil
}

// changes returns the items of the journal entry (without hashes, which are made when an
// entry is read) in bucket and key order and forgets the pending writes that change
// nothing.
func (tx *Tx) changes() []journal.Item {
	n := 0
	for _, p := range tx.pending {
		n += len(p)
	}
	items := make([]journal.Item, 0, n)
	tx.order = make(map[string][]string, len(tx.pending))
	for _, bucket := range sortedKeys(tx.pending) {
		p, before := tx.pending[bucket], tx.before[bucket]
		tx.order[bucket] = slices.DeleteFunc(sortedKeys(p), func(key string) bool {
			old, now := before[key], p[key]
			if string(old) == string(now) {
				delete(p, key)
				return true
			}
			items = append(items, journal.Item{Bucket: bucket, Key: key, Old: docOf(old), New: docOf(now)})
			return false
		})
	}
	return items
}

// docOf is the JSON of a sealed record without checking the seal.
func docOf(sealed []byte) []byte {
	if len(sealed) < sealSize {
		return nil
	}
	return sealed[:len(sealed)-sealSize]
}

func seqKey(seq uint64) []byte { return binary.BigEndian.AppendUint64(nil, seq) }

// packing is a blob of items being made.
type packing struct {
	blob []byte
	err  error
}

// packAside packs the items of a large entry beside the other work of the commit; they are
// not changed any more.
func packAside(items []journal.Item) func() ([]byte, error) {
	if len(items) < 1000 {
		return func() ([]byte, error) { return packItems(items) }
	}
	done := make(chan packing, 1)
	go func() {
		blob, err := packItems(items)
		done <- packing{blob, err}
	}()
	return func() ([]byte, error) {
		p := <-done
		return p.blob, p.err
	}
}

func (tx *Tx) appendEntry(e journal.Entry, packed func() ([]byte, error)) (lastEntry, error) {
	blob, err := packed()
	if err != nil {
		return lastEntry{}, err
	}
	e.ItemsHash = hexHash(blob)
	doc, err := marshalDoc(e)
	if err != nil {
		return lastEntry{}, err
	}
	err = errors.Join(tx.bolt.Bucket([]byte(bucketLogItem)).Put(seqKey(e.Seq), blob), tx.bolt.Bucket([]byte(bucketLog)).Put(seqKey(e.Seq), doc))
	return lastEntry{e.Seq, hexHash(doc), e.At, e.Operation}, err
}

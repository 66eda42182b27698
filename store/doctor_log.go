package store

import (
	"encoding/binary"
	"fmt"

	"jixiao/domain/journal"
)

// chain walks the journal from its first entry and learns each record's last state.
func (x *examination) chain(tx *Tx) error {
	items := tx.bolt.Bucket([]byte(bucketLogItem))
	prev, next := "", uint64(1)
	err := tx.bolt.Bucket([]byte(bucketLog)).ForEach(func(k, v []byte) error {
		seq, ok := entrySeq(k)
		if !ok {
			x.find(exitTampered, journal.Finding{Code: "LOG-KEY", Record: fmt.Sprintf("log/%x", k), Message: fmt.Sprintf("日志里有一条的序号 %x 不是本程序写的，日志被改动过。请从备份恢复", k)})
			return x.ctx.Err()
		}
		e, err := decodeEntry(v)
		f := journal.Finding{Record: fmt.Sprintf("log/%d", seq), Person: e.Operator, Time: e.At}
		broken := func(exit int, code, format string, args ...any) {
			f.Code, f.Message = code, fmt.Sprintf(format, args...)
			x.find(exit, f)
		}
		switch {
		case err != nil:
			broken(exitDamaged, "LOG-READ", "日志第 %d 条读不出来，已损坏。请从备份恢复", seq)
		case seq != next || e.Seq != seq:
			broken(exitTampered, "LOG-GAP", "日志第 %d 条之后是第 %d 条，中间缺失。请从备份恢复", next-1, seq)
		case e.Prev != prev:
			broken(exitTampered, "LOG-CHAIN", "日志第 %d 条（%s，%s）与前一条接不上，前一条被改动过。请从备份恢复", seq, e.Operator, e.Title)
		}
		if err == nil {
			blob := items.Get(k)
			if hexHash(blob) != e.ItemsHash {
				broken(exitTampered, "LOG-ITEMS", "日志第 %d 条（%s，%s）的明细与指纹不符，被改动或已损坏。请从备份恢复", seq, e.Operator, e.Title)
			} else if err := x.replay(int(seq), blob); err != nil {
				broken(exitDamaged, "LOG-ITEMS", "日志第 %d 条（%s，%s）的明细读不出来：%v。请从备份恢复", seq, e.Operator, e.Title, err)
			}
		}
		prev, next = hexHash(v), seq+1
		return x.ctx.Err()
	})
	if err != nil {
		return err
	}
	return x.orphans(tx)
}

// orphans reports items of entries that the journal does not have.
func (x *examination) orphans(tx *Tx) error {
	log := tx.bolt.Bucket([]byte(bucketLog))
	return tx.bolt.Bucket([]byte(bucketLogItem)).ForEach(func(k, _ []byte) error {
		if log.Get(k) == nil {
			x.find(exitTampered, journal.Finding{Code: "LOG-ORPHAN", Record: fmt.Sprintf("logitem/%x", k), Message: fmt.Sprintf("日志明细 %x 没有对应的日志，那条日志被删掉了，或者明细是外来的。请从备份恢复", k)})
		}
		return x.ctx.Err()
	})
}

// entrySeq reads an entry's number from its key; ok is false for a key that we never write.
func entrySeq(k []byte) (seq uint64, ok bool) {
	if len(k) != 8 {
		return 0, false
	}
	return binary.BigEndian.Uint64(k), true
}

func (x *examination) replay(seq int, blob []byte) error {
	list, err := unpackItems(blob)
	if err != nil {
		return err
	}
	for _, it := range list {
		id := it.Bucket + sep + it.Key
		if was := x.last[id]; was.hash != it.H0 {
			x.find(exitTampered, journal.Finding{Code: "LOG-STATE", Record: it.Bucket + "/" + showKey(it.Key),
				Message: fmt.Sprintf("日志第 %d 条里%s记录 %s/%s 改动前的内容与更早的日志对不上。请从备份恢复", seq, journal.BucketWord(it.Bucket), it.Bucket, showKey(it.Key))})
		}
		x.last[id] = lastChange{it.H1, seq}
	}
	return nil
}

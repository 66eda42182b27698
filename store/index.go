package store

import (
	"context"
	"sync"
	"weak"

	"jixiao/domain/listing"
)

// keptIndex remembers the last index without keeping it alive: screens that show the same
// state share one, which at 100,000 projects is most of their memory.
type keptIndex struct {
	mu  sync.Mutex
	seq uint64 // the journal entry up to which it is true
	ix  weak.Pointer[listing.Index]
}

// at returns the index of a state, nil when nobody holds it any more.
func (k *keptIndex) at(seq uint64) *listing.Index {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.seq != seq {
		return nil
	}
	return k.ix.Value()
}

func (k *keptIndex) keep(ix *listing.Index, seq uint64) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.seq, k.ix = seq, weak.Make(ix)
}

// index is the list of the state that the Tx sees.
func (tx *Tx) index(ctx context.Context) (*listing.Index, error) {
	seq := tx.lastSeq()
	if ix := tx.s.kept.at(seq); ix != nil {
		return ix, nil
	}
	defer tx.release()
	tx.s.warm.Do(func() { tx.preread(bucketList) })
	b, n := listing.NewBuilder(), 0
	err := tx.bolt.Bucket([]byte(bucketList)).ForEach(func(k, v []byte) error {
		if n++; n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := b.AddBinary(v); err != nil {
			return refuse(Damaged, err, "清单中项目 %s 的一行读不出来。请运行 jixiao doctor --rebuild 重建清单", k)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	ix := b.Index()
	tx.s.kept.keep(ix, seq)
	return ix, nil
}

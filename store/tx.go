package store

import (
	"bytes"
	"encoding/base32"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"jixiao/domain"
)

// Tx is one view or one write of the data file. Writes are buffered and flushed in key
// order when the function ends; reads in the same Tx see them.
type Tx struct {
	s    *Store
	bolt *bolt.Tx
	now  time.Time
	// pending maps bucket → key → new sealed record (nil: deleted); before keeps what
	// stood there when the Tx began.
	pending map[string]map[string][]byte
	before  map[string]map[string][]byte
	touched map[string]struct{}
	spots   []domain.SpotCheck
	spotsOK bool
	names   map[string]string
	dated   dated
	fresh   freshIndex
	// projects are the projects written in this Tx, decoded.
	projects map[string]*domain.Project
	// vacant are the buckets without a record when the Tx began: a bulk import asks a new
	// file for many records that cannot be there.
	vacant map[string]bool
	// expected is how many records a bulk operation is going to write to a bucket.
	expected map[string]int
	// order are the keys of pending, sorted, once the Tx is about to be stored.
	order map[string][]string
}

func (s *Store) newTx(b *bolt.Tx, write bool) *Tx {
	tx := &Tx{s: s, bolt: b, now: s.clock(), touched: map[string]struct{}{}, names: map[string]string{}, vacant: map[string]bool{}}
	if write {
		tx.pending, tx.before = map[string]map[string][]byte{}, map[string]map[string][]byte{}
		tx.projects = map[string]*domain.Project{}
	}
	return tx
}

// Now is the one timestamp of the Tx.
func (tx *Tx) Now() time.Time { return tx.now }

// Today is the business date of the Tx.
func (tx *Tx) Today() domain.Date { return domain.DateOf(tx.now) }

// NewID returns a new random identifier such as "P7K2M…" (80 random bits).
func (tx *Tx) NewID(prefix string) string {
	var b [10]byte
	if _, err := io.ReadFull(tx.s.entropy, b[:]); err != nil {
		panic(fmt.Sprintf("store: no randomness: %v", err)) // crypto/rand never fails
	}
	return prefix + base32.StdEncoding.EncodeToString(b[:])
}

// get returns the sealed record, valid until the Tx ends.
func (tx *Tx) get(bucket, key string) []byte {
	if p, ok := tx.pending[bucket]; ok {
		if v, ok := p[key]; ok {
			return v
		}
	}
	if tx.isVacant(bucket) {
		return nil
	}
	return tx.bolt.Bucket([]byte(bucket)).Get([]byte(key)) // a missing bucket is vacant
}

// isVacant reports whether a bucket of records, codes or names was empty when the Tx began;
// buffered records reach it only when nothing is read from it any more.
func (tx *Tx) isVacant(bucket string) bool {
	empty, known := tx.vacant[bucket]
	if !known {
		b := tx.bolt.Bucket([]byte(bucket))
		empty = b == nil
		if b != nil {
			k, _ := b.Cursor().First()
			empty = k == nil
		}
		tx.vacant[bucket] = empty
	}
	return empty
}

func (tx *Tx) put(bucket, key string, sealed, old []byte) error {
	if tx.pending == nil {
		return refuse(Refused, nil, "数据文件是只读打开的，不能修改。请用可写方式打开原文件")
	}
	p := tx.pending[bucket]
	if p == nil {
		p = make(map[string][]byte, tx.expected[bucket])
		tx.pending[bucket], tx.before[bucket] = p, map[string][]byte{}
	}
	if _, ok := p[key]; !ok && old != nil {
		tx.before[bucket][key] = bytes.Clone(old)
	}
	p[key] = sealed
	tx.forget(bucket, key)
	return nil
}

// expect makes room for the records of a bulk operation.
func (tx *Tx) expect(bucket string, n int) {
	tx.expected = map[string]int{bucket: n}
	if bucket == Projects.bucket {
		tx.projects = make(map[string]*domain.Project, n)
	}
}

// forget drops the caches that a write makes stale and notes what they have to learn.
func (tx *Tx) forget(bucket, key string) {
	switch bucket {
	case Projects.bucket:
		tx.fresh.written = append(tx.fresh.written, key)
		delete(tx.projects, key)
	case SpotChecks.bucket:
		tx.spotsOK = false
	case Params.bucket:
		tx.dated = dated{}
	case Departments.bucket, Units.bucket:
		clear(tx.names)
	}
}

// each visits a bucket's records with the prefix in key order, pending ones included.
func (tx *Tx) each(bucket, prefix string, fn func(key string, raw []byte) error) error {
	p := tx.pending[bucket]
	if len(p) == 0 && tx.isVacant(bucket) {
		return nil
	}
	var keys []string
	for k := range p {
		if strings.HasPrefix(k, prefix) {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	c := tx.bolt.Bucket([]byte(bucket)).Cursor()
	k, v := c.Seek([]byte(prefix))
	for {
		inStore := k != nil && bytes.HasPrefix(k, []byte(prefix))
		switch {
		case !inStore && len(keys) == 0:
			return nil
		case len(keys) > 0 && (!inStore || keys[0] <= string(k)):
			if inStore && keys[0] == string(k) {
				k, v = c.Next()
			}
			if raw := p[keys[0]]; raw != nil {
				if err := fn(keys[0], raw); err != nil {
					return err
				}
			}
			keys = keys[1:]
		default:
			if err := fn(string(k), v); err != nil {
				return err
			}
			k, v = c.Next()
		}
	}
}

// flush writes the buffered records in bucket and key order.
func (tx *Tx) flush() error {
	for _, bucket := range sortedKeys(tx.pending) {
		b := tx.bolt.Bucket([]byte(bucket))
		if len(tx.pending[bucket]) > 1000 {
			b.FillPercent = 0.9
		}
		for _, key := range tx.order[bucket] {
			if err := putOrDelete(b, key, tx.pending[bucket][key]); err != nil {
				return err
			}
		}
	}
	return nil
}

func putOrDelete(b *bolt.Bucket, key string, value []byte) error {
	if value == nil {
		return b.Delete([]byte(key))
	}
	return b.Put([]byte(key), value)
}

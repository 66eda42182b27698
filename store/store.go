// Package store keeps the whole desk in one bbolt file: JSON records with their hashes,
// a hash-chained journal of every change with undo and redo, the derived list, the
// imported originals. It knows no screen and no workbook.
package store

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	bolt "go.etcd.io/bbolt"

	"jixiao/domain"
)

// Options of Create and Open; the zero value is usable.
type Options struct {
	// Clock is the business clock (default time.Now); every Tx takes one reading.
	Clock func() time.Time
	// Operator stamps the journal.
	Operator domain.Operator
	// ReadOnly opens without the right to write; several may read at once.
	ReadOnly bool
	// Timeout is how long to wait for another program's lock (default 1 s).
	Timeout time.Duration
	// Entropy makes IDs (default crypto/rand).
	Entropy io.Reader
}

// Store is an open data file. Its methods may be called from several goroutines; writes
// run one after the other.
type Store struct {
	path     string
	db       *bolt.DB
	clock    func() time.Time
	entropy  io.Reader
	operator domain.Operator
	readOnly bool
	header   header
	write    sync.Mutex
	last     lastEntry
	headFile *os.File
	closed   bool
	opened   os.FileInfo
	kept     keptIndex
	warm     sync.Once // the list was read ahead
	units    unitNames
}

const (
	maxSize = 4 << 30
	// mapAhead is address space only: it saves bbolt from copying every dirty node when the
	// map has to grow during a large import. On Windows it would grow the file.
	mapAhead = 1 << 30
)

func boltOptions(o Options) *bolt.Options {
	timeout := o.Timeout
	if timeout == 0 {
		timeout = time.Second
	}
	opts := &bolt.Options{Timeout: timeout, PageSize: pageSize, FreelistType: bolt.FreelistMapType, MaxSize: maxSize, ReadOnly: o.ReadOnly, NoStatistics: true}
	if !isWindows && !o.ReadOnly {
		opts.InitialMmapSize = mapAhead
	}
	return opts
}

// Create makes a new data file: written under a temporary name, synced, then renamed, so
// that a half-made file never stands under the real name. An existing file is refused.
func Create(path string, o Options) (*Store, error) {
	if _, err := os.Lstat(path); err == nil {
		return nil, refuse(Refused, nil, "文件 %s 已经存在，不会覆盖。请换一个名字，或直接打开它", path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, refuse(Failed, err, "建不了目录 %s：%v", filepath.Dir(path), err)
	}
	if err := checkPlace(path); err != nil {
		return nil, err
	}
	temp := path + ".new"
	if err := os.Remove(temp); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, refuse(Failed, err, "清不掉上次没建完的临时文件 %s：%v", temp, err)
	}
	if err := initialise(temp, o); err != nil {
		return nil, errors.Join(refuse(Failed, err, "建不了数据文件 %s：%v。请检查磁盘空间和权限", path, err), os.Remove(temp))
	}
	if err := os.Rename(temp, path); err != nil {
		return nil, refuse(Failed, err, "建不了数据文件 %s：%v", path, err)
	}
	if err := syncDir(filepath.Dir(path)); err != nil {
		return nil, refuse(Failed, err, "目录 %s 没有落盘：%v", filepath.Dir(path), err)
	}
	return Open(path, o)
}

func initialise(path string, o Options) error {
	bo := boltOptions(o)
	bo.ReadOnly = false
	db, err := bolt.Open(path, 0o600, bo)
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		for _, list := range [][]string{plainBuckets, recordBuckets, derivedBuckets} {
			for _, name := range list {
				if _, err := tx.CreateBucket([]byte(name)); err != nil {
					return err
				}
			}
		}
		h, err := newHeader(o)
		if err != nil {
			return err
		}
		return errors.Join(tx.Bucket([]byte(bucketMeta)).Put([]byte("header"), seal(h)), putStamp(tx))
	})
	return errors.Join(err, db.Close())
}

func newHeader(o Options) ([]byte, error) {
	var id [16]byte
	if _, err := io.ReadFull(entropyOf(o), id[:]); err != nil {
		return nil, err
	}
	return json.Marshal(header{Format: formatVersion, ID: fmt.Sprintf("%x", id[:]), Device: fmt.Sprintf("%x", id[:4]), App: "jixiao", Created: clockOf(o)().Format(time.RFC3339)})
}

func clockOf(o Options) func() time.Time {
	if o.Clock != nil {
		return o.Clock
	}
	return time.Now
}

func entropyOf(o Options) io.Reader {
	if o.Entropy != nil {
		return o.Entropy
	}
	return rand.Reader
}

// Open opens an existing data file. Refusals are *Error: opened elsewhere, truncated,
// foreign, newer, or older than its own head file.
func Open(path string, o Options) (*Store, error) {
	if err := precheck(path); err != nil {
		return nil, err
	}
	if !o.ReadOnly {
		if err := checkPlace(path); err != nil {
			return nil, err
		}
	}
	db, err := openBolt(path, o)
	if err != nil {
		return nil, err
	}
	s := &Store{path: path, db: db, clock: clockOf(o), entropy: entropyOf(o), operator: o.Operator, readOnly: o.ReadOnly}
	if err := s.prepare(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

func (s *Store) prepare() error {
	var err error
	if s.opened, err = os.Stat(s.path); err != nil {
		return refuse(Failed, err, "读不了数据文件 %s：%v", s.path, err)
	}
	if err := s.db.View(s.readHeader); err != nil {
		return err
	}
	if err := s.loadLast(); err != nil {
		return err
	}
	if err := s.checkHead(); err != nil {
		return err
	}
	if err := s.addLaterBuckets(); err != nil {
		return err
	}
	if err := s.deriveAnew(); err != nil || s.readOnly {
		return err
	}
	if err := os.Chmod(s.path, 0o600); err != nil {
		return refuse(Failed, err, "设置不了数据文件的权限：%v", err)
	}
	if err := writeHolder(s.path, s.operator.Name, s.clock()); err != nil {
		return refuse(Failed, err, "写不了锁文件 %s：%v。数据文件所在目录要可写", lockName(s.path), err)
	}
	return nil
}

func (s *Store) readHeader(tx *bolt.Tx) error {
	b := tx.Bucket([]byte(bucketMeta))
	if b == nil {
		return refuse(Foreign, nil, "%s 不是本程序的数据文件。请检查是否选错文件", s.path)
	}
	doc, err := unseal(b.Get([]byte("header")))
	if err == nil {
		err = json.Unmarshal(doc, &s.header)
	}
	if err != nil {
		return refuse(Damaged, err, "数据文件 %s 的文件说明已损坏。请运行 jixiao doctor，并从备份恢复", s.path)
	}
	if s.header.Format > formatVersion {
		return refuse(Newer, nil, "数据文件 %s 由更新的程序写成（格式 %d，本程序认识到 %d）。请升级程序后再打开", s.path, s.header.Format, formatVersion)
	}
	for _, list := range [][]string{plainBuckets, recordBuckets} {
		for _, name := range list {
			if tx.Bucket([]byte(name)) == nil && !laterBuckets[name] {
				return refuse(Damaged, nil, "数据文件 %s 缺少“%s”部分，已损坏。请从备份恢复", s.path, name)
			}
		}
	}
	return nil
}

// Close ends the session. The lock file goes first, while the lock itself still keeps
// another program from writing its own.
func (s *Store) Close() error {
	s.write.Lock()
	defer s.write.Unlock()
	var errs []error
	if !s.readOnly && !s.closed {
		errs = append(errs, removeHolder(s.path))
	}
	s.closed = true
	errs = append(errs, s.db.Close())
	if s.headFile != nil {
		errs = append(errs, s.headFile.Close())
		s.headFile = nil
	}
	return errors.Join(errs...)
}

// Path is the data file's path, ID its identity, Operator who stamps the journal.
func (s *Store) Path() string { return s.path }

// ID identifies the data file across copies.
func (s *Store) ID() string { return s.header.ID }

// Operator is who stamps the journal.
func (s *Store) Operator() domain.Operator { return s.operator }

// ReadOnly reports whether writes are refused.
func (s *Store) ReadOnly() bool { return s.readOnly }

// Now is the business clock.
func (s *Store) Now() time.Time { return s.clock() }

// Today is the business date.
func (s *Store) Today() domain.Date { return domain.DateOf(s.clock()) }

// SetClock replaces the business clock, for --as-of and demonstration files.
func (s *Store) SetClock(clock func() time.Time) { s.clock = clock }

// View runs fn on a consistent state of the file.
func (s *Store) View(fn func(tx *Tx) error) error {
	return s.db.View(func(b *bolt.Tx) error { return fn(s.newTx(b, false)) })
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if isWindows {
		err = nil // directories cannot be synced there
	}
	return errors.Join(err, d.Close())
}

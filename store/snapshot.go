package store

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"jixiao/domain/journal"
)

// Members of a snapshot file, which is a zip.
const (
	memberManifest = "manifest.json"
	memberData     = "data.db"
	memberLines    = "data.jsonl"
	memberReadme   = "说明.txt"
)

// members are what the manifest names, in the order of writing.
var members = []string{memberData, memberLines, memberReadme}

const snapshotKind = "完整备份"

// manifest says what a snapshot holds.
type manifest struct {
	Kind   string         `json:"kind"`
	Format int            `json:"format"`
	ID     string         `json:"id"`
	App    string         `json:"app"`
	At     time.Time      `json:"at"`
	By     string         `json:"by"`
	Counts map[string]int `json:"counts"`
	Log    logHead        `json:"log"`
	// Signed is false as long as there is no manifest.sig.
	Signed  bool     `json:"signed"`
	Members []member `json:"members"`
}

type logHead struct {
	Seq  uint64 `json:"seq"`
	Hash string `json:"hash"`
}

type member struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

func (m *manifest) records() (n int) {
	for _, c := range m.Counts {
		n += c
	}
	return n
}

// CreateSnapshot writes a verified logical copy of the whole desk to a new file: nothing
// that was deleted and no session state goes with it. A name without a folder is meant
// beside the data file. A cancelled ctx leaves no file.
func (s *Store) CreateSnapshot(ctx context.Context, file string) (journal.Snapshot, error) {
	if filepath.Base(file) == file {
		file = filepath.Join(filepath.Dir(s.path), file)
	}
	return s.snapshot(ctx, file, false)
}

// SnapshotCreate is CreateSnapshot for the command line: the path is taken as given, and
// plain writes the bbolt file alone.
func (s *Store) SnapshotCreate(path string, plain bool) (journal.Snapshot, error) {
	return s.snapshot(context.Background(), path, plain)
}

func (s *Store) snapshot(ctx context.Context, path string, plain bool) (out journal.Snapshot, err error) {
	if _, err := os.Lstat(path); err == nil {
		return out, refuse(Refused, nil, "文件 %s 已经存在，不会覆盖。请换一个名字", path)
	}
	dir, err := os.MkdirTemp(filepath.Dir(s.path), ".jixiao-snapshot-")
	if err != nil {
		return out, refuse(Failed, err, "建不了临时目录：%v。数据文件所在目录要可写", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	data := filepath.Join(dir, memberData)
	m, err := s.copyTo(ctx, data, filepath.Join(dir, memberLines))
	if err != nil {
		return out, snapshotFailed(path, err)
	}
	if err := verifyCopy(ctx, data, m); err != nil {
		return out, err
	}
	size, sum, err := writeTarget(ctx, path, dir, m, plain)
	if err != nil {
		return out, snapshotFailed(path, err)
	}
	return journal.Snapshot{File: path, SHA256: hex.EncodeToString(sum), Size: size, Records: m.records(), Seq: m.Log.Seq, At: m.At}, nil
}

func snapshotFailed(path string, err error) error {
	var known *Error
	if errors.As(err, &known) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return refuse(Failed, err, "快照 %s 没有写成：%v。请检查磁盘空间和权限", path, err)
}

// copyTo writes the logical copy: a bbolt file and the same records as lines of JSON.
func (s *Store) copyTo(ctx context.Context, data, lines string) (m manifest, err error) {
	err = s.db.View(func(src *bolt.Tx) error {
		m = manifest{Kind: snapshotKind, Format: formatVersion, ID: s.header.ID, App: s.header.App, At: s.clock(), By: s.operator.Name, Counts: map[string]int{}}
		k, v := src.Bucket([]byte(bucketLog)).Cursor().Last()
		if k != nil {
			e, err := decodeEntry(v)
			if err != nil {
				return err
			}
			m.Log = logHead{e.Seq, e.Hash}
		}
		for _, name := range recordBuckets {
			m.Counts[name] = keysIn(src, name)
		}
		return errors.Join(copyBuckets(ctx, src, data), copyLines(ctx, src, lines))
	})
	return m, err
}

// copyBatch bounds one transaction of the copy in bytes.
const copyBatch = 64 << 20

func copyBuckets(ctx context.Context, src *bolt.Tx, path string) (err error) {
	o := boltOptions(Options{})
	o.InitialMmapSize = 0
	db, err := bolt.Open(path, 0o600, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	for _, list := range [][]string{plainBuckets, recordBuckets, derivedBuckets} {
		for _, name := range list {
			from := src.Bucket([]byte(name))
			if from == nil {
				continue // a table or an index younger than the file
			}
			if err := copyBucket(ctx, from, db, name); err != nil {
				return err
			}
		}
	}
	return db.Sync()
}

func copyBucket(ctx context.Context, from *bolt.Bucket, db *bolt.DB, name string) error {
	c := from.Cursor()
	k, v := c.First()
	if name == bucketLocal {
		k = nil // the session of this desk stays here
	}
	for more := true; more; more = k != nil {
		err := db.Update(func(tx *bolt.Tx) error {
			b, err := tx.CreateBucketIfNotExists([]byte(name))
			if err != nil {
				return err
			}
			b.FillPercent = 0.9
			for size := 0; k != nil && size < copyBatch; k, v = c.Next() {
				if err := b.Put(k, v); err != nil {
					return err
				}
				size += len(k) + len(v)
			}
			return ctx.Err()
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// line is one record in data.jsonl.
type line struct {
	Bucket string          `json:"bucket"`
	Key    string          `json:"key"`
	Record json.RawMessage `json:"record"`
}

func copyLines(ctx context.Context, src *bolt.Tx, path string) (err error) {
	w, err := createSynced(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, name := range append(append([]string{}, recordBuckets...), bucketLog) {
		err := forEach(src, name, func(k, v []byte) error {
			l := line{name, showKey(string(k)), v}
			if name == bucketLog {
				seq, ok := entrySeq(k)
				if !ok || !json.Valid(v) {
					return refuse(Damaged, nil, "快照没有写：数据文件自身有问题，日志里有一条的序号或内容已损坏。详见 jixiao doctor")
				}
				l.Key = fmt.Sprint(seq)
			} else {
				l.Record = docOf(v)
			}
			err := enc.Encode(l)
			var garbled *json.MarshalerError
			if errors.As(err, &garbled) {
				return refuse(Damaged, err, "快照没有写：数据文件自身有问题，%s记录 %s/%s 的内容读不出来。详见 jixiao doctor", journal.BucketWord(name), name, l.Key)
			}
			return errors.Join(ctx.Err(), err)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// verifyCopy reopens the copy as a stranger would and examines it.
func verifyCopy(ctx context.Context, data string, m manifest) error {
	s, err := openUnchecked(data)
	if err != nil {
		return err
	}
	r, err := s.Doctor(ctx)
	r.Findings = slices.DeleteFunc(r.Findings, func(f journal.Finding) bool { return f.Code == "HEAD-NONE" })
	x := newExamination(ctx)
	x.report = r
	if err = errors.Join(err, s.matches(x, m), s.db.Close()); err != nil {
		return err
	}
	if r = x.done(); !r.OK {
		return refuse(Damaged, nil, "快照没有写：数据文件自身有问题。%s（%d 处，详见 jixiao doctor）", r.Findings[0].Message, len(r.Findings))
	}
	return nil
}

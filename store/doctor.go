package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"jixiao/domain/journal"
)

// Exit codes of an examination.
const (
	exitDamaged    = 1
	exitTampered   = 2
	exitOld        = 3
	exitUnreadable = 4
)

// maxFindings of one kind are listed; the rest is counted.
const maxFindings = 50

// examination collects findings about one data file.
type examination struct {
	ctx    context.Context
	report journal.Report
	counts map[string]int
	// last is the newest journal item of every record, to name who wrote it.
	last map[string]lastChange
	// named are the originals that records give as their source, each with one such record.
	named map[string]namer
}

// namer is a record that names an original, and the entry that wrote it.
type namer struct {
	id   string
	last lastChange
}

// lastChange is what the journal says of a record: its fingerprint, empty when deleted,
// and which entry wrote it.
type lastChange struct {
	hash string
	seq  int
}

func newExamination(ctx context.Context) *examination {
	return &examination{ctx: ctx, report: journal.Report{Findings: []journal.Finding{}}, counts: map[string]int{}, last: map[string]lastChange{}, named: map[string]namer{}}
}

// severity orders exit codes: unreadable, then tampered, damaged, old.
var severity = map[int]int{0: 0, exitOld: 1, exitDamaged: 2, exitTampered: 3, exitUnreadable: 4}

func (x *examination) find(exit int, f journal.Finding) {
	if severity[exit] > severity[x.report.Exit] {
		x.report.Exit = exit
	}
	if x.counts[f.Code]++; x.counts[f.Code] <= maxFindings {
		x.report.Findings = append(x.report.Findings, f)
	}
}

func (x *examination) say(exit int, code, format string, args ...any) {
	x.find(exit, journal.Finding{Code: code, Message: fmt.Sprintf(format, args...)})
}

func (x *examination) done() journal.Report {
	for _, code := range sortedKeys(x.counts) {
		if n := x.counts[code] - maxFindings; n > 0 {
			x.report.Findings = append(x.report.Findings, journal.Finding{Code: code, Message: fmt.Sprintf("同类问题还有 %d 处，没有逐条列出。请从备份恢复后再体检", n)})
		}
	}
	x.report.OK = x.report.Exit == 0
	return x.report
}

// Doctor examines the data file at path without changing it: structure, every record's
// seal and key, the journal's chain, every record against the journal, originals, session
// state, the head file, and the derived buckets against what the records say.
func Doctor(path string) journal.Report {
	r, err := doctorOf(context.Background(), path)
	if err != nil { // only a cancelled context, which Background never is
		r = unreadable(err)
	}
	return r
}

func doctorOf(ctx context.Context, path string) (journal.Report, error) {
	s, err := openUnchecked(path)
	if err != nil {
		return unreadable(err), nil
	}
	r, err := s.Doctor(ctx)
	return r, errors.Join(err, s.db.Close())
}

func unreadable(err error) journal.Report {
	x := newExamination(context.Background())
	exit := exitUnreadable
	var e *Error
	if errors.As(err, &e) && e.Kind == Damaged {
		exit = exitDamaged
	}
	x.say(exit, "FILE-OPEN", "%s", err.Error())
	return x.done()
}

// openUnchecked opens a file that may be damaged, read-only: its pages are walked before
// bbolt maps them, and its age is not held against it.
func openUnchecked(path string) (*Store, error) {
	if err := precheck(path); err != nil {
		return nil, err
	}
	db, err := openWalked(path)
	if err != nil {
		return nil, err
	}
	s := &Store{path: path, db: db, clock: time.Now, readOnly: true}
	if err := db.View(s.readHeader); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

func openWalked(path string) (*bolt.DB, error) {
	db, err := bolt.Open(path, 0o600, boltOptions(Options{ReadOnly: true, Timeout: 100 * time.Millisecond}))
	if err != nil {
		return nil, inUseOrFailed(path, err)
	}
	// The lock is ours now: nobody writes while the pages are walked.
	if err := walkPages(path); err != nil {
		return nil, errors.Join(refuse(Damaged, err, "数据文件 %s 的结构已损坏（%v）。请不要再写入它，从备份恢复", path, err), db.Close())
	}
	return db, nil
}

// Doctor examines the open data file; see the function of this name. err is only ctx's.
func (s *Store) Doctor(ctx context.Context) (journal.Report, error) {
	x := newExamination(ctx)
	err := s.db.View(func(b *bolt.Tx) error {
		if !x.structure(b, s.path) {
			return nil
		}
		tx := s.newTx(b, false)
		steps := []func(*Tx) error{x.strangers, x.chain, x.records, x.sources, x.local, x.head, x.derived}
		for _, step := range steps {
			if err := step(tx); err != nil {
				return err
			}
		}
		return nil
	})
	return x.done(), err
}

func (x *examination) structure(b *bolt.Tx, path string) bool {
	ok := true
	for err := range b.Check() {
		ok = false
		x.say(exitDamaged, "FILE-STRUCT", "数据文件 %s 的内部结构已损坏（%v）。请从备份恢复", path, err)
	}
	return ok
}

// records checks each record's seal and key, and that the journal knows it as it is.
func (x *examination) records(tx *Tx) error {
	for _, bucket := range recordBuckets {
		err := forEach(tx.bolt, bucket, func(k, v []byte) error {
			x.record(tx, bucket, string(k), v)
			return x.ctx.Err()
		})
		if err != nil {
			return err
		}
	}
	for _, id := range sortedKeys(x.last) {
		if l := x.last[id]; l.hash != "" {
			x.blame(tx, exitTampered, "REC-GONE", id, "按日志应当还在，却不见了。请从备份恢复")
		}
	}
	return nil
}

func (x *examination) record(tx *Tx, bucket, key string, v []byte) {
	id := bucket + sep + key
	last, known := x.last[id]
	doc, err := unseal(v)
	if err == nil && bucket != Settings.bucket {
		x.noteOriginals(namer{id, last}, doc)
	}
	switch {
	case err != nil:
		x.blame(tx, exitDamaged, "REC-SEAL", id, "与写入时的指纹不符，已损坏。请从备份恢复")
	case keyers[bucket](doc) != key:
		x.blame(tx, exitTampered, "REC-KEY", id, "放在不属于它的位置，或内容读不出来。请从备份恢复")
	case !known:
		x.blame(tx, exitTampered, "REC-ORIGIN", id, "在日志里没有来历，不是用本程序写入的。请查明来源")
	case last.hash != hexHash(doc):
		x.blame(tx, exitTampered, "REC-CHANGED", id, "与日志里最后一次写入的内容不同，被绕过程序改动过，或是旧内容又回来了。请查明原因并从备份恢复")
	}
	delete(x.last, id)
}

// blame reports a record by name, with who last wrote it and when.
func (x *examination) blame(tx *Tx, exit int, code, id, what string) {
	bucket, key, _ := strings.Cut(id, sep)
	f := journal.Finding{Code: code, Record: bucket + "/" + showKey(key)}
	who := ""
	if l, ok := x.last[id]; ok {
		if e, err := decodeEntry(tx.bolt.Bucket([]byte(bucketLog)).Get(seqKey(uint64(l.seq)))); err == nil {
			f.Person, f.Time = e.Operator, e.At
			who = fmt.Sprintf("（%s 于 %s 写入）", e.Operator, e.At.Local().Format("2006-01-02 15:04"))
		}
	}
	f.Message = fmt.Sprintf("%s记录 %s%s%s", journal.BucketWord(bucket), f.Record, who, what)
	x.find(exit, f)
}

// keyers derive the key from a record of each bucket; "" when it cannot be read.
var keyers = map[string]func(doc []byte) string{
	Projects.bucket: Projects.keyOf, Departments.bucket: Departments.keyOf, Units.bucket: Units.keyOf, People.bucket: People.keyOf, Targets.bucket: Targets.keyOf,
	Reviews.bucket: Reviews.keyOf, Executions.bucket: Executions.keyOf, Payments.bucket: Payments.keyOf, Monitorings.bucket: Monitorings.keyOf, Cases.bucket: Cases.keyOf,
	SelfEvals.bucket: SelfEvals.keyOf, SpotChecks.bucket: SpotChecks.keyOf, SpotFrames.bucket: SpotFrames.keyOf, Rechecks.bucket: Rechecks.keyOf, Settings.bucket: Settings.keyOf,
	Duties.bucket: Duties.keyOf, Params.bucket: Params.keyOf, Scenarios.bucket: Scenarios.keyOf, Cleanups.bucket: Cleanups.keyOf, CleanupMoves.bucket: CleanupMoves.keyOf,
}

func (t Table[T]) keyOf(doc []byte) string {
	var v T
	if json.Unmarshal(doc, &v) != nil {
		return ""
	}
	return joinKey(t.key(&v))
}

package store

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"

	"jixiao/domain"
	"jixiao/domain/journal"
	"jixiao/domain/target"
)

// derivedVersion counts changes of how rows and indices are derived, apart from the target
// checks, which count their own changes.
const derivedVersion = 2

// stampKey is the note in the file's header that tells which program derived its rows.
const stampKey = "derived"

// derivedStamp names the way this program derives rows: a file stamped otherwise is read
// as it is and derived anew when it is opened for writing.
func derivedStamp() string {
	h := sha256.New()
	fmt.Fprintln(h, derivedVersion)
	for _, r := range target.Rules() {
		fmt.Fprintln(h, r.ID, r.Version, r.Severity, r.From, r.To)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

func putStamp(tx *bolt.Tx) error {
	doc, err := marshalDoc(map[string]string{"stamp": derivedStamp()})
	if err != nil {
		return err
	}
	return tx.Bucket([]byte(bucketMeta)).Put([]byte(stampKey), seal(doc))
}

// derivedHere reports whether rows and indices were derived as this program does it.
func derivedHere(tx *bolt.Tx) bool {
	var v struct{ Stamp string }
	doc, err := unseal(tx.Bucket([]byte(bucketMeta)).Get([]byte(stampKey)))
	return err == nil && json.Unmarshal(doc, &v) == nil && v.Stamp == derivedStamp()
}

// missingDerived names a derived bucket that the file does not have, "" for none: derived
// buckets may be dropped at any time.
func missingDerived(tx *bolt.Tx) string {
	for _, name := range derivedBuckets {
		if tx.Bucket([]byte(name)) == nil {
			return name
		}
	}
	return ""
}

// readableWithout are derived buckets that only some checks use: without them a file of an
// older program can still be read.
var readableWithout = map[string]bool{indexGoal: true}

// deriveAnew brings the derived buckets of a file that another version wrote, or that has
// lost some of them, up to date. A file that cannot be derived but has all its rows is
// used as it is: doctor tells what is wrong.
func (s *Store) deriveAnew() error {
	var missing string
	var fresh bool
	err := s.db.View(func(tx *bolt.Tx) error {
		missing, fresh = missingDerived(tx), derivedHere(tx)
		return nil
	})
	switch {
	case err != nil || missing == "" && fresh:
		return err
	case s.readOnly && missing != "" && !readableWithout[missing]:
		return refuse(Damaged, nil, "数据文件 %s 缺少清单或索引“%s”，只读方式打不开。记录本身无恙，请用 jixiao doctor --rebuild 重建", s.path, showKey(missing))
	case s.readOnly:
		return nil
	}
	if err := s.Rebuild(); err != nil && missing != "" {
		return err
	}
	return nil
}

// touchDependents marks the projects whose rows change with pending records of other
// aggregates: those of a renamed department or unit, and those that a case or a spot check
// belonged to before.
func (tx *Tx) touchDependents() error {
	if err := tx.touchParams(); err != nil {
		return err
	}
	for _, bucket := range []string{Cases.bucket, SpotChecks.bucket} {
		for key, now := range tx.pending[bucket] {
			for _, sealed := range [][]byte{now, tx.before[bucket][key]} {
				for _, id := range touchers[bucket](docOf(sealed)) {
					tx.touched[id] = struct{}{}
				}
			}
		}
	}
	depts, units := tx.renamed(Departments.bucket), tx.renamed(Units.bucket)
	if len(depts)+len(units) == 0 {
		return nil
	}
	return tx.bolt.Bucket([]byte(bucketList)).ForEach(func(k, v []byte) error {
		r, err := tx.row(k, v)
		if err == nil && (depts[r.DepartmentCode] || units[r.UnitCode]) {
			tx.touched[r.ID] = struct{}{}
		}
		return err
	})
}

// renamed lists the codes whose name is not what it was.
func (tx *Tx) renamed(bucket string) map[string]bool {
	codes := map[string]bool{}
	for code, now := range tx.pending[bucket] {
		if nameIn(now) != nameIn(tx.before[bucket][code]) {
			codes[code] = true
		}
	}
	return codes
}

func nameIn(sealed []byte) string {
	var v struct{ Name string }
	if json.Unmarshal(docOf(sealed), &v) != nil {
		return ""
	}
	return v.Name
}

// perProject are the buckets whose keys begin with the project's ID.
var perProject = map[string]bool{
	Projects.bucket: true, Targets.bucket: true, Reviews.bucket: true, Executions.bucket: true, Payments.bucket: true, Monitorings.bucket: true, SelfEvals.bucket: true,
}

// projectsOf names the projects that a changed record belongs to.
func projectsOf(it *journal.Item) []string {
	first, rest, _ := strings.Cut(it.Key, sep)
	switch {
	case perProject[it.Bucket]:
		return one(first)
	case it.Bucket == Rechecks.bucket:
		return one(rest)
	case it.Bucket == Cases.bucket:
		var c domain.Case
		var out []string
		for _, doc := range [][]byte{it.Old, it.New} {
			if len(doc) > 0 && json.Unmarshal(doc, &c) == nil && !slices.Contains(out, c.ProjectID) {
				out = append(out, c.ProjectID)
			}
		}
		return out
	}
	return nil
}

// logKeys are the index keys of an entry: project ‖ number, sorted.
func logKeys(seq uint64, items []journal.Item) []string {
	n := string(binary.BigEndian.AppendUint64(nil, seq))
	seen := make(map[string]struct{}, len(items))
	for i := range items {
		for _, id := range projectsOf(&items[i]) {
			seen[id+sep+n] = struct{}{}
		}
	}
	return sortedKeys(seen)
}

func (tx *Tx) reindexLog(seq uint64, items []journal.Item) error {
	b := tx.bolt.Bucket([]byte(indexLog))
	if len(items) > 1000 {
		b.FillPercent = 0.9
	}
	for _, k := range logKeys(seq, items) {
		if err := b.Put([]byte(k), []byte{}); err != nil {
			return err
		}
	}
	return nil
}

// allLogKeys are the keys that the whole log gives, in order. An entry that cannot be read
// gives none: that is doctor's to tell.
func allLogKeys(tx *bolt.Tx) (keys []string, err error) {
	err = tx.Bucket([]byte(bucketLog)).ForEach(func(k, _ []byte) error {
		seq, ok := entrySeq(k)
		if !ok {
			return nil
		}
		if e, ok, err := entryOf(tx, seq); err == nil && ok {
			keys = append(keys, logKeys(seq, e.Items)...)
		}
		return nil
	})
	slices.Sort(keys)
	return keys, err
}

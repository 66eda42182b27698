package store

import (
	"bytes"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"jixiao/domain/journal"
	"jixiao/domain/listing"
)

// head compares the journal with the head file beside the data file.
func (x *examination) head(tx *Tx) error {
	path := tx.s.path
	h, ok, err := readHead(path)
	k, _ := tx.bolt.Bucket([]byte(bucketLog)).Cursor().Last()
	switch {
	case err != nil:
		x.say(0, "HEAD-READ", "外部记号文件 %s 读不出来，无法核对数据文件是否变旧。下一次保存会重写它", headName(path))
	case !ok && k != nil:
		x.say(0, "HEAD-NONE", "没有外部记号文件 %s，无法核对数据文件是否变旧（拷贝来的文件都是这样）。下一次保存会写上", headName(path))
	case !ok:
	case h.ID != tx.s.header.ID:
		x.say(0, "HEAD-OTHER", "外部记号文件 %s 是另一个数据文件的，没有用它核对。下一次保存会重写它", headName(path))
	default:
		x.headAt(tx, h)
	}
	return nil
}

func (x *examination) headAt(tx *Tx, h head) {
	when := h.At.Local().Format("2006-01-02 15:04")
	v := tx.bolt.Bucket([]byte(bucketLog)).Get(seqKey(h.Seq))
	switch {
	case v == nil && h.Seq > 0:
		x.find(exitOld, journal.Finding{Code: "HEAD-OLD", Time: h.At, Message: fmt.Sprintf("数据文件比外部记号旧：日志应到第 %d 条（%s），现在没有这一条，可能被旧拷贝覆盖。请找回较新的文件或备份", h.Seq, when)})
	case h.Seq > 0 && hexHash(v) != h.Root:
		x.find(exitTampered, journal.Finding{Code: "HEAD-ROOT", Time: h.At, Message: fmt.Sprintf("日志第 %d 条与外部记号（%s）不符，整条日志被换过。请查明原因并从备份恢复", h.Seq, when)})
	}
}

// derived compares the derived buckets with what the records say.
func (x *examination) derived(tx *Tx) error {
	if x.report.Exit != 0 {
		return nil // records in doubt derive nothing worth comparing
	}
	if !derivedHere(tx.bolt) {
		x.say(0, "DERIVED-OLD", "清单和索引由另一版程序写成，没有逐行核对。用本程序打开时会自动重建")
		return nil
	}
	if name := missingDerived(tx.bolt); name != "" {
		x.say(exitDamaged, "DERIVED-NONE", "数据文件里没有清单或索引“%s”。记录本身无恙，请运行 jixiao doctor --rebuild 重建", showKey(name))
		return nil
	}
	w := &derivedWalk{x: x, tx: tx.bolt, seen: map[string]bool{}}
	err := tx.derivations(x.ctx, w.expect)
	var known *Error
	if errors.As(err, &known) {
		x.say(exitDamaged, "DERIVE", "%s", known.Error())
		err = nil
	}
	w.finish()
	return err
}

// derivedWalk walks a stored bucket beside the expected keys and values.
type derivedWalk struct {
	x      *examination
	tx     *bolt.Tx
	bucket string
	cursor *bolt.Cursor
	k, v   []byte
	seen   map[string]bool
}

func (w *derivedWalk) enter(bucket string) {
	w.finishBucket()
	w.bucket, w.seen[bucket] = bucket, true
	w.cursor = w.tx.Bucket([]byte(bucket)).Cursor()
	w.k, w.v = w.cursor.First()
}

func (w *derivedWalk) expect(bucket, key string, value []byte) error {
	if bucket != w.bucket {
		w.enter(bucket)
	}
	for w.k != nil && string(w.k) < key {
		w.wrong(string(w.k), "多出一行")
		w.k, w.v = w.cursor.Next()
	}
	if w.k == nil || string(w.k) != key {
		w.wrong(key, "缺少一行")
		return nil
	}
	switch {
	case bytes.Equal(w.v, value):
	case bucket == bucketList && onlyChecksDiffer(w.v, value):
		w.x.find(0, journal.Finding{Code: "DERIVED-CHECKS", Record: bucket + "/" + showKey(key), Message: fmt.Sprintf("清单中项目 %s 的检查结果数与现在的检查规则得出的不同（程序升级后会这样）。请运行 jixiao doctor --rebuild 重建", showKey(key))})
	default:
		w.wrong(key, "一行与记录不符")
	}
	w.k, w.v = w.cursor.Next()
	return nil
}

func (w *derivedWalk) wrong(key, what string) {
	w.x.find(exitDamaged, journal.Finding{Code: "DERIVED", Record: w.bucket + "/" + showKey(key), Message: fmt.Sprintf("清单或索引 %s 中%s（%s）。记录本身无恙，请运行 jixiao doctor --rebuild 重建", w.bucket, what, showKey(key))})
}

func (w *derivedWalk) finishBucket() {
	for ; w.k != nil; w.k, w.v = w.cursor.Next() {
		w.wrong(string(w.k), "多出一行")
	}
}

// finish reports what stands in buckets where nothing was expected.
func (w *derivedWalk) finish() {
	w.finishBucket()
	for _, bucket := range derivedBuckets {
		if !w.seen[bucket] {
			w.k = nil
			w.enter(bucket)
			w.finishBucket()
		}
	}
}

// onlyChecksDiffer reports whether two rows differ in nothing but what the target checks
// count: a rule may have changed without saying so.
func onlyChecksDiffer(a, b []byte) bool {
	x, xerr := listing.DecodeRow(a)
	y, yerr := listing.DecodeRow(b)
	x.Fails, x.Warns = y.Fails, y.Warns
	return xerr == nil && yerr == nil && x == y
}

package store

import (
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"

	"jixiao/domain/journal"
)

// strangers reports what stands in the file but belongs to no part of this format: a
// bucket or a note that we never write may carry anything along.
func (x *examination) strangers(tx *Tx) error {
	known := slices.Concat(plainBuckets, recordBuckets, derivedBuckets)
	err := tx.bolt.ForEach(func(name []byte, _ *bolt.Bucket) error {
		if !slices.Contains(known, string(name)) {
			x.find(exitTampered, journal.Finding{Code: "FILE-EXTRA", Record: showKey(string(name)),
				Message: fmt.Sprintf("数据文件里多出“%s”部分，不是本程序写入的。请查明来源，必要时从备份恢复", showKey(string(name)))})
		}
		return x.ctx.Err()
	})
	if err != nil {
		return err
	}
	return tx.bolt.Bucket([]byte(bucketMeta)).ForEach(func(k, v []byte) error {
		switch string(k) {
		case "header": // its seal was checked on opening
		case stampKey:
			if _, err := unseal(v); err != nil {
				x.find(exitDamaged, journal.Finding{Code: "META-SEAL", Record: "meta/" + stampKey, Message: "文件说明里关于清单的一项与写入时的指纹不符，已损坏。记录本身无恙，请运行 jixiao doctor --rebuild 重建"})
			}
		default:
			x.find(exitTampered, journal.Finding{Code: "META-EXTRA", Record: "meta/" + showKey(string(k)),
				Message: fmt.Sprintf("文件说明里多出“%s”一项，不是本程序写入的。请查明来源，必要时从备份恢复", showKey(string(k)))})
		}
		return x.ctx.Err()
	})
}

// local checks the seals of this desk's session state. Losing it loses no decision, so the
// advice is milder than for records.
func (x *examination) local(tx *Tx) error {
	return tx.bolt.Bucket([]byte(bucketLocal)).ForEach(func(k, v []byte) error {
		if _, err := unseal(v); err != nil {
			x.find(exitDamaged, journal.Finding{Code: "LOCAL-SEAL", Record: "local/" + showKey(string(k)),
				Message: fmt.Sprintf("本机的界面状态或草稿“%s”与写入时的指纹不符，已损坏。业务记录不在其中；请核对未提交的草稿，必要时从备份恢复", showKey(string(k)))})
		}
		return x.ctx.Err()
	})
}

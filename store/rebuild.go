package store

import (
	"context"
	"slices"

	bolt "go.etcd.io/bbolt"

	"jixiao/domain"
)

// derivations visits what the derived buckets must hold, bucket by bucket in key order.
// Cases come first: a dossier finds its cases through their index.
func (tx *Tx) derivations(ctx context.Context, fn func(bucket, key string, value []byte) error) error {
	var cases, codes, names, goals, ids []string
	err := Cases.Each(tx, func(c domain.Case) error { cases = append(cases, c.ProjectID+sep+c.ID); return ctx.Err() })
	if err != nil {
		return err
	}
	err = Projects.Each(tx, func(p domain.Project) error {
		codes, names, ids = append(codes, codeKey(&p)), append(names, nameKey(&p)), append(ids, p.ID)
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	err = Targets.Each(tx, func(t domain.Target) error { goals = append(goals, goalKeys(t.ProjectID, &t)...); return ctx.Err() })
	if err != nil {
		return err
	}
	logs, err := allLogKeys(tx.bolt)
	if err != nil {
		return err
	}
	for _, ix := range []struct {
		bucket string
		keys   []string
	}{{indexCase, cases}, {indexCode, codes}, {indexName, names}, {indexLog, logs}, {indexGoal, goals}} {
		slices.Sort(ix.keys)
		for _, k := range ix.keys {
			if err := fn(ix.bucket, k, []byte{}); err != nil {
				return err
			}
		}
	}
	return tx.deriveRows(ctx, ids, fn)
}

func (tx *Tx) deriveRows(ctx context.Context, ids []string, fn func(bucket, key string, value []byte) error) error {
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return err
		}
		d, err := tx.Dossier(id)
		if err != nil {
			return err
		}
		row := tx.derive(d)
		if err := fn(bucketList, id, row.AppendBinary(nil)); err != nil {
			return err
		}
	}
	return nil
}

// Rebuild drops the list and the indices and makes them anew from the records, in one
// transaction, to the very bytes they should have. No record and no journal entry changes.
func (s *Store) Rebuild() error {
	s.write.Lock()
	defer s.write.Unlock()
	if s.readOnly {
		return refuse(Refused, nil, "数据文件是只读打开的，不能重建清单。请用可写方式打开原文件")
	}
	if err := s.sameFile(); err != nil {
		return err
	}
	ready := false
	err := s.db.Update(func(b *bolt.Tx) error {
		for _, name := range derivedBuckets {
			if b.Bucket([]byte(name)) != nil {
				if err := b.DeleteBucket([]byte(name)); err != nil {
					return err
				}
			}
			fresh, err := b.CreateBucket([]byte(name))
			if err != nil {
				return err
			}
			fresh.FillPercent = 0.9
		}
		err := s.newTx(b, false).derivations(context.Background(), func(bucket, key string, value []byte) error {
			return b.Bucket([]byte(bucket)).Put([]byte(key), value)
		})
		if err == nil {
			err = putStamp(b)
		}
		ready = err == nil
		return err
	})
	if err != nil && ready {
		return s.unsaved(Op{Title: "重建清单"}, "", err)
	}
	return err
}

package store

import bolt "go.etcd.io/bbolt"

// addLaterBuckets gives a file that an older program made the tables it did not know.
func (s *Store) addLaterBuckets() error {
	if s.readOnly {
		return nil
	}
	var missing []string
	err := s.db.View(func(tx *bolt.Tx) error {
		for _, name := range recordBuckets {
			if laterBuckets[name] && tx.Bucket([]byte(name)) == nil {
				missing = append(missing, name)
			}
		}
		return nil
	})
	if err != nil || len(missing) == 0 {
		return err
	}
	err = s.db.Update(func(tx *bolt.Tx) error {
		for _, name := range missing {
			if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return refuse(Failed, err, "数据文件 %s 由较早的程序建立，补不上新的部分：%v。请检查磁盘空间和权限", s.path, err)
	}
	return nil
}

// forEach visits a bucket that a file of an older program may not have.
func forEach(tx *bolt.Tx, bucket string, fn func(k, v []byte) error) error {
	b := tx.Bucket([]byte(bucket))
	if b == nil {
		return nil
	}
	return b.ForEach(fn)
}

// keysIn counts the keys of a bucket, 0 when the file does not have it.
func keysIn(tx *bolt.Tx, bucket string) int {
	b := tx.Bucket([]byte(bucket))
	if b == nil {
		return 0
	}
	return b.Stats().KeyN
}

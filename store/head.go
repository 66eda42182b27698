package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"
)

// head is the journal's newest entry as known outside the data file: bbolt silently
// falls back one commit when its active meta page is damaged, and only something
// outside can notice.
type head struct {
	ID   string    `json:"id"`
	Seq  uint64    `json:"seq"`
	Root string    `json:"root"`
	At   time.Time `json:"at"`
}

func headName(path string) string { return path + ".head" }

func readHead(path string) (h head, ok bool, err error) {
	b, err := os.ReadFile(headName(path))
	if errors.Is(err, fs.ErrNotExist) {
		return h, false, nil
	}
	if err != nil {
		return h, false, err
	}
	return h, true, json.Unmarshal(b, &h)
}

// writeHead replaces the head file in place: one short write and one sync. A torn head
// is read as missing by doctor, never as a proof against the data.
func (s *Store) writeHead(h head) error {
	b, err := json.Marshal(h)
	if err != nil {
		return err
	}
	if s.headFile == nil {
		s.headFile, err = os.OpenFile(headName(s.path), os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return err
		}
		if err := s.headFile.Truncate(headSize); err != nil {
			return err
		}
		if err := s.headFile.Sync(); err != nil {
			return err
		}
	}
	b = append(b, bytes.Repeat([]byte{' '}, max(0, headSize-len(b)))...)
	if _, err := s.headFile.WriteAt(b, 0); err != nil {
		return err
	}
	return syncData(s.headFile)
}

// headSize is constant so that no commit has to wait for a change of the file's length.
const headSize = 512

// checkHead compares the file with its head on opening.
func (s *Store) checkHead() error {
	h, ok, err := readHead(s.path)
	if err != nil || !ok || h.ID != s.header.ID {
		return nil // no usable head: doctor reports it, work goes on
	}
	if s.last.Seq >= h.Seq {
		return s.checkRoot(h)
	}
	return refuse(Damaged, nil, "数据文件 %s 比它自己的记录旧：日志应到第 %d 条（%s），现在只到第 %d 条，可能被旧拷贝覆盖或文件头受损。请运行 jixiao doctor，并从备份恢复；若确知是有意恢复的旧备份，请先删除 %s",
		s.path, h.Seq, h.At.Local().Format("2006-01-02 15:04"), s.last.Seq, filepath.Base(headName(s.path)))
}

// checkRoot compares the entry that the head names with the file's.
func (s *Store) checkRoot(h head) error {
	return s.db.View(func(tx *bolt.Tx) error {
		if h.Seq == 0 || hexHash(tx.Bucket([]byte(bucketLog)).Get(seqKey(h.Seq))) == h.Root {
			return nil
		}
		return refuse(Damaged, nil, "数据文件 %s 不是上次用的那一个：日志第 %d 条（%s）与记号文件里记下的不同，文件可能被另一份拷贝换过。请运行 jixiao doctor，找回原来的文件；若确知要用这一份，请先删除 %s",
			s.path, h.Seq, h.At.Local().Format("2006-01-02 15:04"), filepath.Base(headName(s.path)))
	})
}

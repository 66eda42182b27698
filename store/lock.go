package store

import (
	"encoding/json"
	"errors"
	"os"
	"os/user"
	"time"

	bolt "go.etcd.io/bbolt"
	boltErrors "go.etcd.io/bbolt/errors"
)

// holder is who has the data file open, written beside it for the sentence that refuses
// a second program. The lock itself is bbolt's lock on the inode.
type holder struct {
	Operator string    `json:"operator"`
	User     string    `json:"user"`
	Host     string    `json:"host"`
	PID      int       `json:"pid"`
	At       time.Time `json:"at"`
}

func lockName(path string) string { return path + ".lock" }

func writeHolder(path, operator string, at time.Time) error {
	h := holder{Operator: operator, PID: os.Getpid(), At: at}
	if u, err := user.Current(); err == nil {
		h.User = u.Username
	}
	if host, err := os.Hostname(); err == nil {
		h.Host = host
	}
	b, err := json.Marshal(h)
	if err != nil {
		return err
	}
	return os.WriteFile(lockName(path), b, 0o600)
}

func inUse(path string, cause error) error {
	b, err := os.ReadFile(lockName(path))
	var h holder
	if err == nil {
		err = json.Unmarshal(b, &h)
	}
	if err != nil {
		return refuse(Locked, cause, "数据文件 %s 正被另一个程序打开。请先在那边退出（Ctrl+Q），再重新打开", path)
	}
	return refuse(Locked, cause, "数据文件 %s 正由 %s 在 %s 上使用（用户 %s，%s 打开，进程 %d）。请先在那边退出（Ctrl+Q），再重新打开",
		path, h.Operator, h.Host, h.User, h.At.Local().Format("2006-01-02 15:04"), h.PID)
}

func removeHolder(path string) error {
	err := os.Remove(lockName(path))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

func inUseOrFailed(path string, err error) error {
	if errors.Is(err, boltErrors.ErrTimeout) {
		return inUse(path, err)
	}
	return refuse(Failed, err, "打不开数据文件 %s：%v", path, err)
}

// openBolt opens the file; bbolt panics on a free page list it cannot make sense of.
func openBolt(path string, o Options) (db *bolt.DB, err error) {
	defer func() {
		if r := recover(); r != nil {
			db, err = nil, refuse(Damaged, nil, "数据文件 %s 的内部结构已损坏（%v）。请运行 jixiao doctor，并从备份恢复", path, r)
		}
	}()
	if db, err = bolt.Open(path, 0o600, boltOptions(o)); err != nil {
		return nil, inUseOrFailed(path, err)
	}
	return db, nil
}

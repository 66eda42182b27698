package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"

	bolt "go.etcd.io/bbolt"

	"jixiao/domain/journal"
	"jixiao/domain/rotation"
)

// BackupInfo is one backup beside the data file.
type BackupInfo struct {
	File string    `json:"file"`
	At   time.Time `json:"at"`
	// Seq is the newest journal entry in it.
	Seq  uint64 `json:"seq"`
	Size int64  `json:"size"`
}

// BackupDir is where the backups of a data file are.
func BackupDir(path string) string { return path + ".backup" }

const backupStamp = "20060102-150405"

var backupName = regexp.MustCompile(`^(\d{8}-\d{6})-(\d{10})\.db$`)

// Backups lists the backups of the data file, newest first; none is not an error.
func Backups(path string) ([]BackupInfo, error) {
	entries, err := os.ReadDir(BackupDir(path))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, refuse(Failed, err, "读不了备份目录 %s：%v", BackupDir(path), err)
	}
	var out []BackupInfo
	for _, e := range entries {
		part := backupName.FindStringSubmatch(e.Name())
		if part == nil {
			continue
		}
		at, err := time.ParseInLocation(backupStamp, part[1], time.Local)
		info, statErr := e.Info()
		seq, seqErr := strconv.ParseUint(part[2], 10, 64)
		if err == nil && statErr == nil && seqErr == nil {
			out = append(out, BackupInfo{filepath.Join(BackupDir(path), e.Name()), at, seq, info.Size()})
		}
	}
	slices.SortFunc(out, func(a, b BackupInfo) int { return bytes.Compare([]byte(b.File), []byte(a.File)) })
	return out, nil
}

// BackupIfChanged is Backup unless the newest backup already holds the newest entry of the
// journal; made is false then, and for a file without any entry.
func (s *Store) BackupIfChanged(ctx context.Context) (b BackupInfo, made bool, err error) {
	list, err := Backups(s.path)
	if err != nil {
		return b, false, err
	}
	seq, err := s.newestEntry()
	if err != nil || seq == 0 || slices.ContainsFunc(list, func(b BackupInfo) bool { return b.Seq == seq }) {
		return b, false, err
	}
	b, err = s.Backup(ctx)
	return b, err == nil, err
}

func (s *Store) newestEntry() (seq uint64, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		if k, _ := tx.Bucket([]byte(bucketLog)).Cursor().Last(); k != nil {
			seq, _ = entrySeq(k)
		}
		return nil
	})
	return seq, err
}

// Backup copies the data file as it is now into its backup directory, reads the copy back,
// and lets old backups go by rotation.Default. The copy holds everything of this desk: it
// is for this desk only; a snapshot is what leaves it. A cancelled or failed backup leaves
// no file.
func (s *Store) Backup(ctx context.Context) (b BackupInfo, err error) {
	dir := BackupDir(s.path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return b, refuse(Failed, err, "建不了备份目录 %s：%v。数据文件所在目录要可写", dir, err)
	}
	f, err := os.CreateTemp(dir, ".writing-*")
	if err != nil {
		return b, refuse(Failed, err, "备份没有写成：%v。请检查磁盘空间和权限", err)
	}
	defer func() {
		if err != nil {
			if stopped := ctx.Err(); stopped != nil {
				err = stopped // bbolt does not hand it on
			}
			err = errors.Join(backupFailed(err), ignoreGone(os.Remove(f.Name())))
		}
	}()
	sum, seq, err := s.writeBackup(ctx, f)
	if err = errors.Join(err, f.Close()); err != nil {
		return b, err
	}
	if err := checkBackup(ctx, f.Name(), sum); err != nil {
		return b, err
	}
	at := s.clock()
	b = BackupInfo{File: filepath.Join(dir, fmt.Sprintf("%s-%010d.db", at.Local().Format(backupStamp), seq)), At: at, Seq: seq}
	if err := os.Rename(f.Name(), b.File); err != nil {
		return b, err
	}
	info, err := os.Stat(b.File)
	if err = errors.Join(err, syncDir(dir)); err != nil {
		return b, err
	}
	b.Size = info.Size()
	return b, s.rotate()
}

func backupFailed(err error) error {
	var known *Error
	if errors.As(err, &known) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return refuse(Failed, err, "备份没有写成：%v。请检查磁盘空间和权限；数据文件本身不受影响", err)
}

func ignoreGone(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

// stopping makes a long copy answer a cancelled ctx.
type stopping struct {
	ctx context.Context
	w   io.Writer
}

// Write writes unless the work was cancelled.
func (s stopping) Write(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.w.Write(p)
}

func (s *Store) writeBackup(ctx context.Context, f *os.File) (sum []byte, seq uint64, err error) {
	h := sha256.New()
	err = s.db.View(func(tx *bolt.Tx) error {
		if k, _ := tx.Bucket([]byte(bucketLog)).Cursor().Last(); k != nil {
			seq, _ = entrySeq(k)
		}
		_, err := tx.WriteTo(stopping{ctx, io.MultiWriter(f, h)})
		return err
	})
	return h.Sum(nil), seq, errors.Join(err, f.Chmod(0o600), f.Sync())
}

// checkBackup reads the written file back: its bytes, and that it opens as a data file.
func checkBackup(ctx context.Context, path string, sum []byte) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	h := sha256.New()
	_, err = io.Copy(stopping{ctx, h}, f)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if !bytes.Equal(h.Sum(nil), sum) {
		return refuse(Failed, nil, "备份写下后读回来不一样（%s），没有留下。请检查磁盘", hex.EncodeToString(sum[:4]))
	}
	c, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	return c.Close()
}

// rotate lets go of the backups that rotation.Default does not want.
func (s *Store) rotate() error {
	list, err := Backups(s.path)
	if err != nil {
		return err
	}
	times := make([]time.Time, len(list))
	for i, b := range list {
		times[i] = b.At
	}
	var errs []error
	for i, keep := range rotation.Keep(times, rotation.Default) {
		if !keep {
			errs = append(errs, ignoreGone(os.Remove(list[i].File)))
		}
	}
	return errors.Join(errs...)
}

// Restored says that a data file was put back from a backup; it is journalled.
type Restored struct {
	Backup string `json:"backup"`
	Seq    uint64 `json:"seq"`
	// Replaced is where the data file that stood there is kept, "" for none.
	Replaced string `json:"replaced,omitempty"`
}

// RestoreBackup puts a backup in the place of the data file. The backup is verified
// record by record first; the present file, damaged or not, is kept in the backup
// directory under a name that rotation does not touch; the restoring is the first entry of
// the restored journal. A data file in use is refused.
func RestoreBackup(path, backup string, o Options) (r Restored, err error) {
	if report := Doctor(backup); !report.OK {
		return r, refuse(Damaged, nil, "备份 %s 自身有问题，没有恢复：%s", backup, firstMessage(report))
	}
	if err := freeToReplace(path, o); err != nil {
		return r, err
	}
	temp := path + ".restoring"
	if err := duplicate(backup, temp); err != nil {
		return r, errors.Join(refuse(Failed, err, "备份没有恢复：%v。请检查磁盘空间和权限；数据文件没有动", err), ignoreGone(os.Remove(temp)))
	}
	if r.Replaced, err = setAside(path, clockOf(o)()); err != nil {
		return r, errors.Join(refuse(Failed, err, "挪不开现在的数据文件：%v。没有恢复", err), ignoreGone(os.Remove(temp)))
	}
	if err := errors.Join(os.Rename(temp, path), syncDir(filepath.Dir(path))); err != nil {
		return r, refuse(Failed, err, "备份已核对但没有放到位：%v。原来的数据文件在 %s", err, r.Replaced)
	}
	r.Backup = filepath.Base(backup)
	return r, noteRestored(path, o, &r)
}

func firstMessage(r journal.Report) string {
	if len(r.Findings) == 0 {
		return "原因不明"
	}
	return r.Findings[0].Message
}

// freeToReplace refuses a data file that another program has open; a damaged one is what
// restoring is for.
func freeToReplace(path string, o Options) error {
	if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	s, err := Open(path, Options{ReadOnly: false, Timeout: o.Timeout, Clock: o.Clock, Operator: o.Operator})
	if err == nil {
		return s.Close()
	}
	var known *Error
	if errors.As(err, &known) && known.Kind == Locked {
		return err
	}
	return nil
}

func setAside(path string, at time.Time) (string, error) {
	if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
		return "", ignoreGone(os.Remove(headName(path)))
	}
	if err := os.MkdirAll(BackupDir(path), 0o700); err != nil {
		return "", err
	}
	to := filepath.Join(BackupDir(path), "replaced-"+at.Local().Format(backupStamp)+".db")
	for n := 2; ; n++ {
		if _, err := os.Lstat(to); errors.Is(err, os.ErrNotExist) {
			break
		}
		to = filepath.Join(BackupDir(path), fmt.Sprintf("replaced-%s-%d.db", at.Local().Format(backupStamp), n))
	}
	return to, errors.Join(os.Rename(path, to), ignoreGone(os.Remove(headName(path))))
}

func duplicate(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

func noteRestored(path string, o Options, r *Restored) error {
	s, err := Open(path, o)
	if err != nil {
		return err
	}
	if r.Seq, err = s.newestEntry(); err == nil {
		var doc []byte
		doc, err = marshalDoc(r)
		if err == nil {
			_, err = s.Write(Op{Name: "backup.restore", Title: "从备份恢复：" + r.Backup, Irreversible: true}, func(tx *Tx) error {
				return Settings.Put(tx, Setting{Key: "restored/" + tx.NewID(""), Value: doc})
			})
		}
	}
	return errors.Join(err, s.Close())
}

package store

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	bolt "go.etcd.io/bbolt"

	"jixiao/domain/journal"
)

// maxManifest bounds the manifest's bytes, against a forged one.
const maxManifest = 1 << 20

// A member that grows beyond bombFloor bytes by more than bombRatio is not unpacked: our
// records deflate to a tenth, and only the small files are mostly bbolt's empty pages.
const (
	bombFloor = 64 << 20
	bombRatio = 250
)

// SnapshotVerify examines a snapshot file, zip or plain bbolt, without changing it: every
// member against the manifest, then the data like Doctor.
func SnapshotVerify(path string) journal.Report {
	r, err := verifySnapshot(context.Background(), path)
	if err != nil {
		return unreadable(err)
	}
	return r
}

// VerifySnapshot is SnapshotVerify that ctx can end; a name without a folder that is not
// in the working directory is looked for beside the data file.
func (s *Store) VerifySnapshot(ctx context.Context, file string) (journal.Report, error) {
	if filepath.Base(file) == file {
		if _, err := os.Stat(file); err != nil {
			file = filepath.Join(filepath.Dir(s.path), file)
		}
	}
	return verifySnapshot(ctx, file)
}

func verifySnapshot(ctx context.Context, path string) (r journal.Report, err error) {
	dir, err := os.MkdirTemp("", "jixiao-verify-")
	if err != nil {
		return r, refuse(Failed, err, "建不了临时目录：%v。请检查磁盘空间", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	return examineSnapshot(ctx, path, dir)
}

// examineSnapshot unpacks the snapshot's data into dir and examines it. What is wrong with
// the file is in the report; err is for the system and for ctx.
func examineSnapshot(ctx context.Context, path, dir string) (journal.Report, error) {
	x := newExamination(ctx)
	m, packed, err := x.unpack(path, dir)
	if err != nil || x.report.Exit != 0 {
		return x.done(), err
	}
	s, err := openUnchecked(filepath.Join(dir, memberData))
	if err != nil {
		return unreadable(renamed(err, filepath.Join(dir, memberData), path)), nil
	}
	r, err := s.Doctor(ctx)
	r.Findings = slices.DeleteFunc(r.Findings, func(f journal.Finding) bool { return f.Code == "HEAD-NONE" })
	if packed && err == nil {
		x.report, x.counts = r, map[string]int{}
		err = s.matches(x, m)
		r = x.done()
	}
	return r, errors.Join(err, s.db.Close())
}

// renamed tells of the file the user knows, not of its unpacked copy.
func renamed(err error, from, to string) error {
	var e *Error
	if !errors.As(err, &e) {
		return err
	}
	return &Error{e.Kind, string(bytes.ReplaceAll([]byte(e.Msg), []byte(from), []byte(to))), e.Err}
}

// matches compares the data with what the manifest says of it.
func (s *Store) matches(x *examination, m manifest) error {
	if s.header.ID != m.ID {
		x.say(exitTampered, "SNAP-ID", "快照里的数据不是清单所说的那个数据文件。请向提供人重新索取")
	}
	if err := s.db.View(func(tx *bolt.Tx) error {
		for _, name := range recordBuckets {
			if n := keysIn(tx, name); n != m.Counts[name] {
				x.say(exitTampered, "SNAP-COUNT", "快照清单说%s有 %d 条，数据里是 %d 条。请向提供人重新索取", journal.BucketWord(name), m.Counts[name], n)
			}
		}
		return nil
	}); err != nil {
		return err
	}
	if err := s.loadLast(); err != nil {
		return err
	}
	if s.last.Seq != m.Log.Seq || s.last.Hash != m.Log.Hash {
		x.say(exitTampered, "SNAP-LOG", "快照清单说日志到第 %d 条，数据里是第 %d 条，二者不符。请向提供人重新索取", m.Log.Seq, s.last.Seq)
	}
	return nil
}

// unpack writes the snapshot's data to dir/data.db and checks the members. packed is
// false for a plain bbolt file.
func (x *examination) unpack(path, dir string) (m manifest, packed bool, err error) {
	z, err := zip.OpenReader(path)
	if errors.Is(err, zip.ErrFormat) {
		if err := precheck(path); err != nil {
			x.say(exitUnreadable, "SNAP-FORMAT", "%s 不是快照文件，也不是数据文件，或者已损坏。请检查是否选错文件，或向提供人重新索取", path)
			return m, false, nil
		}
		return m, false, x.plain(path, filepath.Join(dir, memberData))
	}
	if err != nil {
		x.say(exitUnreadable, "SNAP-OPEN", "打不开快照 %s：%v。请检查路径和权限，或向提供人重新索取", path, err)
		return m, false, nil
	}
	if m, ok := x.manifest(&z.Reader, path); ok {
		return m, true, errors.Join(x.members(&z.Reader, m, dir), z.Close())
	}
	return m, true, z.Close()
}

// plain copies a plain bbolt file under its lock: a copy taken while another program
// writes would look damaged.
func (x *examination) plain(path, to string) error {
	db, err := openWalked(path)
	var e *Error
	if errors.As(err, &e) && e.Kind == Locked {
		x.say(exitUnreadable, "FILE-OPEN", "%s", e.Msg)
		return nil
	}
	err = plainCopy(x.ctx, path, to) // what else is wrong is told of the copy
	if db != nil {
		err = errors.Join(err, db.Close())
	}
	return err
}

func plainCopy(ctx context.Context, from, to string) error {
	w, err := createSynced(to)
	if err != nil {
		return err
	}
	return errors.Join(copyFile(ctx, w, from), w.Close())
}

func (x *examination) manifest(z *zip.Reader, path string) (m manifest, ok bool) {
	f, err := z.Open(memberManifest)
	if err != nil {
		x.say(exitUnreadable, "SNAP-MANIFEST", "%s 里没有清单 %s，不是本程序的快照。请检查是否选错文件", path, memberManifest)
		return m, false
	}
	doc, err := io.ReadAll(io.LimitReader(f, maxManifest))
	if err = errors.Join(err, f.Close()); err == nil {
		err = json.Unmarshal(doc, &m)
	}
	if err != nil {
		x.say(exitDamaged, "SNAP-MANIFEST", "快照 %s 的清单读不出来，已损坏。请向提供人重新索取", path)
		return m, false
	}
	if m.Kind != snapshotKind || m.Format < 1 {
		x.say(exitUnreadable, "SNAP-KIND", "%s 是“%s”（格式 %d），本程序这一版只认识%s。请升级程序，或请提供人另发%s", path, m.Kind, m.Format, snapshotKind, snapshotKind)
		return m, false
	}
	if m.Format > formatVersion {
		x.say(exitUnreadable, "SNAP-NEWER", "快照 %s 由更新的程序写成（格式 %d，本程序认识到 %d）。请升级程序后再打开", path, m.Format, formatVersion)
		return m, false
	}
	return m, true
}

// members checks that the zip holds exactly what the manifest names, and each one's hash.
func (x *examination) members(z *zip.Reader, m manifest, dir string) error {
	named := map[string]member{memberManifest: {Name: memberManifest}}
	for _, mem := range m.Members {
		if _, twice := named[mem.Name]; twice || !slices.Contains(members, mem.Name) {
			x.say(exitTampered, "SNAP-EXTRA", "快照清单里的“%s”是多出来的，或者列了两次。请向提供人核实", mem.Name)
			continue
		}
		named[mem.Name] = mem
	}
	seen := map[string]bool{}
	for _, f := range z.File {
		mem, ok := named[f.Name]
		if !ok || seen[f.Name] {
			x.say(exitTampered, "SNAP-EXTRA", "快照里多出清单没有列出的文件“%s”。请向提供人核实", f.Name)
			continue
		}
		if seen[f.Name] = true; f.Name == memberManifest {
			continue
		}
		if err := x.member(f, mem, dir); err != nil {
			return err
		}
	}
	for _, name := range members {
		if !seen[name] {
			x.say(exitDamaged, "SNAP-MISSING", "快照里缺少“%s”，文件不完整。请向提供人重新索取", name)
		}
	}
	return nil
}

func (x *examination) member(f *zip.File, mem member, dir string) error {
	if mem.Size < 0 || mem.Size > maxSize || f.UncompressedSize64 != uint64(mem.Size) {
		x.say(exitTampered, "SNAP-SIZE", "快照里“%s”的大小与清单不符或超过 4 GB，没有展开。请向提供人重新索取", f.Name)
		return nil
	}
	if f.UncompressedSize64 > bombFloor && f.UncompressedSize64/bombRatio > f.CompressedSize64 {
		x.say(exitTampered, "SNAP-BOMB", "快照里“%s”展开后会比压缩时大 %d 倍以上，不像业务数据，没有展开。请向提供人核实", f.Name, bombRatio)
		return nil
	}
	r, err := f.Open()
	if err != nil {
		x.say(exitDamaged, "SNAP-READ", "快照里的“%s”读不出来：%v。请向提供人重新索取", f.Name, err)
		return nil
	}
	h := sha256.New()
	var out io.Writer = h
	var w *syncedFile
	if f.Name == memberData {
		if w, err = createSynced(filepath.Join(dir, memberData)); err != nil {
			return errors.Join(err, r.Close())
		}
		out = io.MultiWriter(h, w)
	}
	_, err = io.Copy(out, io.LimitReader(ctxReader{x.ctx, r}, mem.Size+1))
	if w != nil {
		if werr := w.Close(); werr != nil {
			return errors.Join(werr, r.Close())
		}
	}
	if ctxErr := x.ctx.Err(); ctxErr != nil {
		return errors.Join(ctxErr, r.Close())
	}
	if err = errors.Join(err, r.Close()); err != nil {
		x.say(exitDamaged, "SNAP-READ", "快照里的“%s”已损坏（%v）。请向提供人重新索取", f.Name, err)
	} else if hex.EncodeToString(h.Sum(nil)) != mem.SHA256 {
		x.say(exitTampered, "SNAP-HASH", "快照里“%s”的内容与清单的 SHA-256 不符，被改动或已损坏。请向提供人重新索取", f.Name)
	}
	return nil
}

// SnapshotOpen verifies a snapshot, unpacks its data into dir and opens that copy
// read-only; the snapshot file is not touched. Damage and tampering are refused.
func SnapshotOpen(path, dir string, o Options) (*Store, error) {
	r, err := examineSnapshot(context.Background(), path, dir)
	if err != nil {
		return nil, refuse(Failed, err, "快照 %s 打不开：%v。请检查磁盘空间", path, err)
	}
	if !r.OK {
		return nil, refuse(Damaged, nil, "快照 %s 没有通过验证：%s（共 %d 处，详见 jixiao snapshot verify）", path, r.Findings[0].Message, len(r.Findings))
	}
	data := filepath.Join(dir, memberData)
	o.ReadOnly = false // the copy is ours: rows of another version are derived anew
	s, err := Open(data, o)
	if err == nil {
		err = s.Close()
	}
	if err == nil {
		o.ReadOnly = true
		s, err = Open(data, o)
	}
	if err != nil {
		return nil, fmt.Errorf("快照 %s：%w", path, err)
	}
	return s, nil
}

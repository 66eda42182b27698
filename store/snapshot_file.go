package store

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// syncedFile is a buffered file that is on disk when Close returns without an error.
type syncedFile struct {
	*bufio.Writer
	f *os.File
}

func createSynced(path string) (*syncedFile, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	return &syncedFile{bufio.NewWriterSize(f, 1<<18), f}, nil
}

// Close flushes, syncs and closes.
func (s *syncedFile) Close() error {
	return errors.Join(s.Flush(), s.f.Sync(), s.f.Close())
}

// ctxReader ends a long copy when its context does.
type ctxReader struct {
	ctx context.Context
	r   io.Reader
}

// Read reads unless the work was cancelled.
func (c ctxReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// writeTarget writes the snapshot beside its place, reads it back and renames it.
func writeTarget(ctx context.Context, path, dir string, m manifest, plain bool) (size int64, sum []byte, err error) {
	part := path + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, os.ErrNotExist) {
		return 0, nil, err
	}
	w, err := createSynced(part)
	if err != nil {
		return 0, nil, err
	}
	defer func() {
		if err != nil {
			os.Remove(part) // the first error is the one to tell
		}
	}()
	h := sha256.New()
	if plain {
		err = copyFile(ctx, io.MultiWriter(w, h), filepath.Join(dir, memberData))
	} else {
		err = writeZip(ctx, io.MultiWriter(w, h), dir, m)
	}
	if err = errors.Join(err, w.Close()); err != nil {
		return 0, nil, err
	}
	sum = h.Sum(nil)
	size, back, err := hashFile(ctx, part)
	if err == nil && string(back) != string(sum) {
		err = errors.New("写完再读，内容不同，目标磁盘不可靠")
	}
	if err == nil {
		err = os.Rename(part, path)
	}
	if err == nil {
		err = syncDir(filepath.Dir(path))
	}
	return size, sum, err
}

func copyFile(ctx context.Context, w io.Writer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, ctxReader{ctx, f})
	return errors.Join(err, f.Close())
}

func hashFile(ctx context.Context, path string) (int64, []byte, error) {
	h := sha256.New()
	if err := copyFile(ctx, h, path); err != nil {
		return 0, nil, err
	}
	st, err := os.Stat(path)
	if err != nil {
		return 0, nil, err
	}
	return st.Size(), h.Sum(nil), nil
}

// writeZip packs the members; the manifest, which names them all, comes first.
func writeZip(ctx context.Context, w io.Writer, dir string, m manifest) error {
	if err := os.WriteFile(filepath.Join(dir, memberReadme), []byte(readme(m)), 0o600); err != nil {
		return err
	}
	for _, name := range members {
		size, sum, err := hashFile(ctx, filepath.Join(dir, name))
		if err != nil {
			return err
		}
		m.Members = append(m.Members, member{name, size, hex.EncodeToString(sum)})
	}
	doc, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	z := zip.NewWriter(w)
	head, err := z.CreateHeader(&zip.FileHeader{Name: memberManifest, Method: zip.Deflate, Modified: m.At})
	if err != nil {
		return err
	}
	if _, err := head.Write(doc); err != nil {
		return err
	}
	for _, name := range members {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: m.At})
		if err != nil {
			return err
		}
		if err := copyFile(ctx, f, filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return z.Close()
}

func readme(m manifest) string {
	return fmt.Sprintf(`本文件是预算绩效管理数据的%s，%s 由 %s 生成。

manifest.json  清单：各文件的大小和 SHA-256，记录数，日志的最后一条
data.db        数据本身，是一个 bbolt 数据库，任何 bbolt 工具都能打开
data.jsonl     同样的记录，每行一条 JSON，用记事本就能看；金额单位是分
说明.txt        本文件

共 %d 条记录，日志到第 %d 条，指纹 %s。
验证：jixiao snapshot verify 文件    查看：jixiao snapshot open 文件
每条记录末尾的 43 个字符是它的 SHA-256（base64）。本快照没有电子签名：由谁生成，请以收到的途径为准。
`, m.Kind, m.At.Format("2006-01-02 15:04"), m.By, m.records(), m.Log.Seq, m.Log.Hash)
}

package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
)

// bbolt's meta page as it lies on disk (format 2, little endian on every platform we
// build for): a 16-byte page header, then the fields below.
const (
	boltMagic   = 0xED0CDAED
	boltVersion = 2
	pageHeader  = 16
	metaSize    = 64
	pageSize    = 4096
)

type metaPage struct {
	root, freelist, pages, tx uint64
	sizeOf                    uint32
}

// precheck reads both meta pages with plain reads before bbolt maps the file: a
// truncated or foreign file must give a sentence, not a SIGBUS.
func precheck(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return refuse(Failed, err, "打不开数据文件 %s：%v。请检查路径和权限", path, err)
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return refuse(Failed, err, "读不了数据文件 %s：%v", path, err)
	}
	if st.IsDir() {
		return refuse(Foreign, nil, "%s 是一个目录，不是数据文件。请用 --data 指定文件", path)
	}
	m, err := newestMeta(f, st.Size())
	if err != nil {
		return refuse(Foreign, err, "%s 不是本程序的数据文件，或者文件头已损坏（%v）。请检查是否选错文件；若是自己的数据文件，请从备份恢复", path, err)
	}
	if need := int64(m.pages) * int64(m.sizeOf); st.Size() < need {
		return refuse(Damaged, nil, "数据文件 %s 不完整：应有至少 %d 字节，只有 %d 字节，可能是拷贝中断。请重新拷贝或从备份恢复", path, need, st.Size())
	}
	return nil
}

func newestMeta(r io.ReaderAt, size int64) (best metaPage, err error) {
	ok := false
	err = errors.New("文件太小")
	for _, ps := range []int64{0, pageSize, 512, 1024, 2048, 8192, 16384, 32768, 65536} {
		if ps+pageHeader+metaSize > size {
			continue
		}
		m, merr := readMeta(r, ps)
		if merr != nil {
			if !ok {
				err = merr
			}
			continue
		}
		if ps != 0 && int64(m.sizeOf) != ps {
			continue
		}
		if !ok || m.tx > best.tx {
			best, ok = m, true
		}
	}
	if ok {
		return best, nil
	}
	return best, err
}

func readMeta(r io.ReaderAt, at int64) (m metaPage, err error) {
	var b [pageHeader + metaSize]byte
	if _, err := r.ReadAt(b[:], at); err != nil {
		return m, fmt.Errorf("文件头读不出来：%w", err)
	}
	meta := b[pageHeader:]
	le := binary.LittleEndian
	if le.Uint32(meta) != boltMagic {
		return m, errors.New("没有数据文件的标记")
	}
	if v := le.Uint32(meta[4:]); v != boltVersion {
		return m, fmt.Errorf("文件格式版本 %d 不认识", v)
	}
	h := fnv.New64a()
	h.Write(meta[:metaSize-8])
	if h.Sum64() != le.Uint64(meta[metaSize-8:]) {
		return m, errors.New("文件头校验不符")
	}
	m = metaPage{sizeOf: le.Uint32(meta[8:]), root: le.Uint64(meta[16:]), freelist: le.Uint64(meta[32:]), pages: le.Uint64(meta[40:]), tx: le.Uint64(meta[48:])}
	if m.sizeOf < 512 || m.sizeOf > 1<<16 || m.pages > 1<<40 {
		return m, errors.New("文件头里的大小不合理")
	}
	return m, nil
}

package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"
)

// Page kinds and element sizes of bbolt's format 2.
const (
	branchPage   = 0x01
	leafPage     = 0x02
	freelistPage = 0x10
	elementSize  = 16
	bucketLeaf   = 0x01
	noFreelist   = ^uint64(0)
	maxDepth     = 64
)

// pageWalk follows every page of a bbolt file with plain bounded reads. bbolt maps the
// file and trusts it: a wild pointer there is a fault that no program survives, so a file
// in doubt is walked here first.
type pageWalk struct {
	r     io.ReaderAt
	size  uint64
	pages uint64
	used  map[uint64]bool
}

// walkPages checks the structure of the file; the error says what is wrong where.
func walkPages(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return err
	}
	m, err := newestMeta(f, st.Size())
	if err != nil {
		return err
	}
	w := &pageWalk{r: f, size: uint64(m.sizeOf), pages: m.pages, used: map[uint64]bool{0: true, 1: true}}
	if uint64(st.Size())/w.size < w.pages {
		return fmt.Errorf("文件不完整")
	}
	if err := w.tree(m.root, 0, nil); err != nil {
		return err
	}
	return w.freelist(m.freelist)
}

// load reads a page with its overflow and marks its pages used.
func (w *pageWalk) load(id uint64) (flags uint16, count int, body []byte, err error) {
	if id < 2 || id >= w.pages {
		return 0, 0, nil, fmt.Errorf("页号 %d 超出文件", id)
	}
	var h [pageHeader]byte
	if _, err := w.r.ReadAt(h[:], int64(id*w.size)); err != nil {
		return 0, 0, nil, err
	}
	le := binary.LittleEndian
	over := uint64(le.Uint32(h[12:]))
	if got := le.Uint64(h[:]); got != id {
		return 0, 0, nil, fmt.Errorf("第 %d 页自称第 %d 页", id, got)
	}
	if over >= w.pages-id {
		return 0, 0, nil, fmt.Errorf("第 %d 页的长度超出文件", id)
	}
	for i := id; i <= id+over; i++ {
		if w.used[i] {
			return 0, 0, nil, fmt.Errorf("第 %d 页被用了两次", i)
		}
		w.used[i] = true
	}
	body = make([]byte, (over+1)*w.size)
	_, err = w.r.ReadAt(body, int64(id*w.size))
	return le.Uint16(h[8:]), int(le.Uint16(h[10:])), body, err
}

func (w *pageWalk) tree(id uint64, depth int, low []byte) error {
	if depth > maxDepth {
		return fmt.Errorf("第 %d 页嵌套过深", id)
	}
	flags, count, body, err := w.load(id)
	if err != nil {
		return err
	}
	return w.node(id, flags, count, body, depth, low)
}

// node checks one page, or the page inlined in a small bucket's value.
func (w *pageWalk) node(id uint64, flags uint16, count int, body []byte, depth int, low []byte) error {
	switch flags {
	case branchPage:
		return w.branch(id, count, body, depth, low)
	case leafPage:
		return w.leaf(id, count, body, depth, low)
	}
	return fmt.Errorf("第 %d 页的类型 %#x 不认识", id, flags)
}

func (w *pageWalk) branch(id uint64, count int, body []byte, depth int, low []byte) error {
	if count == 0 || pageHeader+count*elementSize > len(body) {
		return fmt.Errorf("第 %d 页的项数 %d 不对", id, count)
	}
	var last []byte
	for i := range count {
		at := pageHeader + i*elementSize
		e := body[at:]
		key, err := span(body, at, binary.LittleEndian.Uint32(e), binary.LittleEndian.Uint32(e[4:]))
		if err == nil && (i > 0 && bytes.Compare(last, key) >= 0 || i == 0 && bytes.Compare(key, low) < 0) {
			err = fmt.Errorf("键的次序不对")
		}
		if err != nil {
			return fmt.Errorf("第 %d 页第 %d 项：%w", id, i, err)
		}
		last = key
		if err := w.tree(binary.LittleEndian.Uint64(e[8:]), depth+1, key); err != nil {
			return err
		}
	}
	return nil
}

func (w *pageWalk) leaf(id uint64, count int, body []byte, depth int, low []byte) error {
	if pageHeader+count*elementSize > len(body) {
		return fmt.Errorf("第 %d 页的项数 %d 不对", id, count)
	}
	var last []byte
	le := binary.LittleEndian
	for i := range count {
		at := pageHeader + i*elementSize
		e := body[at:]
		ksize := le.Uint32(e[8:])
		key, err := span(body, at, le.Uint32(e[4:]), ksize)
		if err == nil && (len(key) == 0 || i > 0 && bytes.Compare(last, key) >= 0 || i == 0 && bytes.Compare(key, low) < 0) {
			err = fmt.Errorf("键的次序不对")
		}
		var value []byte
		if err == nil {
			value, err = span(body, at, le.Uint32(e[4:])+ksize, le.Uint32(e[12:]))
		}
		if err == nil && le.Uint32(e) > bucketLeaf {
			err = fmt.Errorf("标记 %d 不认识", le.Uint32(e))
		}
		if err != nil {
			return fmt.Errorf("第 %d 页第 %d 项：%w", id, i, err)
		}
		last = key
		if le.Uint32(e) == bucketLeaf {
			if err := w.bucket(id, value, depth); err != nil {
				return err
			}
		}
	}
	return nil
}

// bucket follows a bucket's root, or its inlined page when the root is 0.
func (w *pageWalk) bucket(id uint64, value []byte, depth int) error {
	if len(value) < 16 {
		return fmt.Errorf("第 %d 页里的分区头太短", id)
	}
	if root := binary.LittleEndian.Uint64(value); root != 0 {
		return w.tree(root, depth+1, nil)
	}
	inline := value[16:]
	if len(inline) < pageHeader || depth > maxDepth {
		return fmt.Errorf("第 %d 页里的小分区太短", id)
	}
	return w.node(id, binary.LittleEndian.Uint16(inline[8:]), int(binary.LittleEndian.Uint16(inline[10:])), inline, depth+1, nil)
}

func span(body []byte, at int, pos, size uint32) ([]byte, error) {
	from := uint64(at) + uint64(pos)
	to := from + uint64(size)
	if to > uint64(len(body)) {
		return nil, fmt.Errorf("内容超出本页")
	}
	return body[from:to], nil
}

// freelist checks that free pages are in the file and not in use, and that every page is
// one or the other.
func (w *pageWalk) freelist(id uint64) error {
	if id == noFreelist {
		return nil
	}
	flags, count, body, err := w.load(id)
	if err != nil {
		return err
	}
	if flags != freelistPage {
		return fmt.Errorf("第 %d 页不是空闲页表", id)
	}
	ids := body[pageHeader:]
	n := uint64(count)
	if count == 0xFFFF {
		n, ids = binary.LittleEndian.Uint64(ids), ids[8:]
	}
	if n > uint64(len(ids))/8 {
		return fmt.Errorf("空闲页表的项数 %d 不对", n)
	}
	for i := range n {
		p := binary.LittleEndian.Uint64(ids[8*i:])
		if p < 2 || p >= w.pages || w.used[p] {
			return fmt.Errorf("空闲页表里的第 %d 页超出文件或正在使用", p)
		}
		w.used[p] = true
	}
	if uint64(len(w.used)) != w.pages {
		return fmt.Errorf("有 %d 页既不在用也不空闲", w.pages-uint64(len(w.used)))
	}
	return nil
}

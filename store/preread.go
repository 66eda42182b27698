package store

import (
	"encoding/binary"
	"io"
	"os"
	"slices"
)

// Reading ahead: pages at most prereadGap apart are read in one go, with a buffer of
// prereadSize bytes.
const (
	prereadGap  = 64
	prereadSize = 1 << 20
)

// preread reads the pages of a bucket in the order in which they lie in the file. bbolt maps
// the file for random access, where a cold scan waits for every single page; after this
// the pages are in the system's cache. It is advice: what cannot be read is left alone.
func (tx *Tx) preread(bucket string) {
	root := uint64(tx.bolt.Bucket([]byte(bucket)).Root())
	if root == 0 {
		return // a small bucket lies in its parent's page
	}
	f, err := os.Open(tx.s.path)
	if err != nil {
		return
	}
	defer f.Close()
	size := int64(tx.s.db.Info().PageSize)
	pages := leavesOf(f, root, size, 0)
	slices.Sort(pages)
	buf := make([]byte, prereadSize)
	for len(pages) > 0 {
		n := 1
		for n < len(pages) && pages[n]-pages[n-1] <= prereadGap {
			n++
		}
		from, to := int64(pages[0])*size, int64(pages[n-1]+1)*size
		if _, err := io.CopyBuffer(writeOnly{io.Discard}, readOnly{io.NewSectionReader(f, from, to-from)}, buf); err != nil {
			return
		}
		pages = pages[n:]
	}
}

// writeOnly and readOnly hide the methods by which io.CopyBuffer would do without its buffer.
type writeOnly struct{ io.Writer }

type readOnly struct{ io.Reader }

// leavesOf lists the leaf pages below a page. All pages below a branch are of one kind, so
// that only the first one has to be looked at.
func leavesOf(r io.ReaderAt, page uint64, size int64, depth int) []uint64 {
	below, leaf := branchOf(r, page, size)
	if leaf || depth > maxDepth {
		return []uint64{page}
	}
	if len(below) == 0 {
		return nil
	}
	if _, leaf := branchOf(r, below[0], size); leaf {
		return below
	}
	var all []uint64
	for _, id := range below {
		all = append(all, leavesOf(r, id, size, depth+1)...)
	}
	return all
}

// branchOf lists what a branch page points to; leaf tells that it is no branch.
func branchOf(r io.ReaderAt, page uint64, size int64) (below []uint64, leaf bool) {
	var h [pageHeader]byte
	if _, err := r.ReadAt(h[:], int64(page)*size); err != nil {
		return nil, false
	}
	le := binary.LittleEndian
	if le.Uint16(h[8:])&branchPage == 0 {
		return nil, true
	}
	body := make([]byte, int(le.Uint16(h[10:]))*elementSize)
	if _, err := r.ReadAt(body, int64(page)*size+pageHeader); err != nil {
		return nil, false
	}
	for ; len(body) > 0; body = body[elementSize:] {
		below = append(below, le.Uint64(body[8:]))
	}
	return below, false
}

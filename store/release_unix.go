//go:build unix

package store

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// release gives back the resident pages of the mapped file after a full scan: they stay in
// the system's page cache, but no longer count as this program's memory. It is advice;
// failing to give it costs nothing.
func (tx *Tx) release() {
	k, _ := tx.bolt.Bucket([]byte(bucketList)).Cursor().First()
	base := tx.s.db.Info().Data
	if len(k) == 0 || base == 0 {
		return
	}
	// A key points into the map; the map begins that far before it and stays in place while
	// the Tx is open.
	at := unsafe.Pointer(unsafe.SliceData(k))
	into := int(uintptr(at) - base)
	if into < 0 || int64(into) >= tx.bolt.Size() {
		return
	}
	mapped := unsafe.Slice((*byte)(unsafe.Add(at, -into)), tx.bolt.Size())
	_ = unix.Madvise(mapped, unix.MADV_DONTNEED) // advice only
}

//go:build !unix

package store

// release does nothing where the mapped file cannot be advised about.
func (tx *Tx) release() {}

//go:build !linux

package store

import "os"

// syncData waits for a file's content.
func syncData(f *os.File) error { return f.Sync() }

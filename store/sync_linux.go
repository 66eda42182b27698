package store

import (
	"os"
	"syscall"
)

// syncData waits for a file's content; times of change may follow later.
func syncData(f *os.File) error { return syscall.Fdatasync(int(f.Fd())) }

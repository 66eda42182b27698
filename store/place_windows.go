package store

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// placeOf names a doubtful place, "" for any other. What cannot be found out is not doubted.
func placeOf(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(abs) + `\`)
	if err != nil {
		return ""
	}
	switch windows.GetDriveType(root) {
	case windows.DRIVE_REMOTE:
		return "网络共享"
	case windows.DRIVE_REMOVABLE:
		return "U 盘等移动存储"
	}
	return ""
}

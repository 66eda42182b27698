package store

import "golang.org/x/sys/unix"

// File systems of network shares and of removable drives, by statfs type.
var doubtfulPlaces = map[uint32]string{
	unix.NFS_SUPER_MAGIC: "网络共享", unix.SMB_SUPER_MAGIC: "网络共享", unix.SMB2_SUPER_MAGIC: "网络共享", unix.CIFS_SUPER_MAGIC: "网络共享", unix.AFS_SUPER_MAGIC: "网络共享", unix.CODA_SUPER_MAGIC: "网络共享",
	unix.MSDOS_SUPER_MAGIC: "U 盘等移动存储", unix.EXFAT_SUPER_MAGIC: "U 盘等移动存储",
}

// placeOf names a doubtful place, "" for any other. What cannot be found out is not doubted.
func placeOf(dir string) string {
	var st unix.Statfs_t
	if unix.Statfs(dir, &st) != nil {
		return ""
	}
	return doubtfulPlaces[uint32(st.Type)]
}

package store

import "path/filepath"

// checkPlace refuses to work on a file where locks and syncs cannot be trusted: two desks
// would overwrite each other, or a drive pulled out would tear the file. Reading is allowed
// anywhere.
func checkPlace(path string) error {
	place := placeOf(filepath.Dir(path))
	if place == "" {
		return nil
	}
	return refuse(Refused, nil, "数据文件 %s 在%s上，在那里直接使用会丢数据。请先把它拷到本机硬盘上打开，用完再拷回去", path, place)
}

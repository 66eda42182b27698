package store

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"jixiao/domain"
)

// PublishSpotCheck writes the frozen files, and the draw record once there is one, into
// a folder beside the data file: exactly the bytes whose hashes are announced, so that
// anybody can check them with a SHA-256 tool. It returns the folder and the file names.
func (s *Store) PublishSpotCheck(id string) (dir string, files []string, err error) {
	c, err := s.SpotCheck(id)
	if err != nil {
		return "", nil, err
	}
	population, plan, roster, err := s.SpotFiles(id)
	if err != nil {
		return "", nil, err
	}
	dir = filepath.Join(filepath.Dir(s.path), "抽查公布-"+fileName(c.Name))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", nil, refuse(Failed, err, "建不了目录 %s：%v。请检查数据文件所在目录的权限", dir, err)
	}
	out := []struct{ name, text string }{{"population.tsv", population}, {"plan.tsv", plan}, {"roster.tsv", roster}}
	if c.Draw != nil {
		record, err := recordText(&c)
		if err != nil {
			return "", nil, err
		}
		out = append(out, struct{ name, text string }{"draw.json", record})
	}
	for _, f := range out {
		if err := replaceFile(filepath.Join(dir, f.name), f.text); err != nil {
			return "", nil, refuse(Failed, err, "写不了 %s：%v。请检查磁盘空间和权限", filepath.Join(dir, f.name), err)
		}
		files = append(files, f.name)
	}
	return dir, files, nil
}

// recordText is the draw record as a file.
func recordText(c *domain.SpotCheck) (string, error) {
	b, err := json.MarshalIndent(c.Draw, "", " ")
	return string(b) + "\n", err
}

// fileName makes a name that every file system takes.
func fileName(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`\/:*?"<>|`, r) {
			return '_'
		}
		return r
	}, s)
}

// replaceFile writes under a temporary name, then renames.
func replaceFile(path, text string) error {
	temp := path + ".new"
	if err := os.WriteFile(temp, []byte(text), 0o600); err != nil {
		return err
	}
	return os.Rename(temp, path)
}

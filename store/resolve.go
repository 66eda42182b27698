package store

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jixiao/domain"
	"jixiao/domain/intake"
)

// itoaYear is the year in four digits, the first part of the index keys.
func itoaYear(y int) string {
	if y >= 1000 && y <= 9999 {
		return strconv.Itoa(y)
	}
	return fmt.Sprintf("%04d", y)
}

// idsBy lists the projects of a year whose code or name is exactly the text, those
// written in this Tx included.
func (tx *Tx) idsBy(index string, year int, text string, of func(*domain.Project) string) ([]string, error) {
	key := itoaYear(year) + sep + text
	fresh, err := tx.freshProjects(index, key, of)
	return append(tx.storedIDs(index, key), fresh...), err
}

// storedIDs lists the projects under "year ‖ code" or "year ‖ name" that this Tx has not
// written.
func (tx *Tx) storedIDs(index, key string) (ids []string) {
	if tx.isVacant(index) {
		return nil
	}
	prefix := key + sep
	c := tx.bolt.Bucket([]byte(index)).Cursor()
	for k, _ := c.Seek([]byte(prefix)); strings.HasPrefix(string(k), prefix); k, _ = c.Next() {
		id := string(k[len(prefix):])
		if _, changed := tx.pending[Projects.bucket][id]; !changed {
			ids = append(ids, id)
		}
	}
	return ids
}

// freshProjects finds the projects written in this Tx by "year ‖ code" or "year ‖ name". Each
// written record is decoded once, so that a list of 100,000 rows stays linear; a record
// that was changed again is checked against what it says now.
func (tx *Tx) freshProjects(index, key string, of func(*domain.Project) string) (ids []string, err error) {
	f := tx.fresh.of(index)
	for ; f.seen < len(tx.fresh.written); f.seen++ {
		id := tx.fresh.written[f.seen]
		p, err := tx.pendingProject(id)
		if err != nil {
			return nil, err
		}
		if p != nil {
			k := itoaYear(p.Year) + sep + of(p)
			f.by[k] = append(f.by[k], id)
		}
	}
	for _, id := range f.by[key] {
		p, err := tx.pendingProject(id)
		if err != nil {
			return nil, err
		}
		if p != nil && itoaYear(p.Year)+sep+of(p) == key && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// pendingProject is a project as written in this Tx, nil when it was deleted.
func (tx *Tx) pendingProject(id string) (*domain.Project, error) {
	if p := tx.projects[id]; p != nil {
		return p, nil
	}
	return projectOf(tx.pending[Projects.bucket][id])
}

// freshIndex finds the projects written in a Tx, in the order of writing.
type freshIndex struct {
	written []string
	indices map[string]*freshKeys
}

// freshKeys is one index over the projects written, made when somebody asks.
type freshKeys struct {
	seen int
	by   map[string][]string
}

func (f *freshIndex) of(index string) *freshKeys {
	k := f.indices[index]
	if k == nil {
		if f.indices == nil {
			f.indices = map[string]*freshKeys{}
		}
		k = &freshKeys{by: map[string][]string{}}
		f.indices[index] = k
	}
	return k
}

// ProjectByCode finds a project by its code; ok is false for none or several.
func (tx *Tx) ProjectByCode(year int, code string) (id string, ok bool) {
	ids, err := tx.idsBy(indexCode, year, code, func(p *domain.Project) string { return p.Code })
	if err != nil || len(ids) != 1 {
		return "", false
	}
	return ids[0], true
}

// Resolve finds the project a file or a person names: by code, else by name and unit,
// else by name when only one project has it. Errors say what was found instead.
func (tx *Tx) Resolve(ref intake.Ref, year int) (string, error) {
	if ref.Code != "" {
		ids, err := tx.idsBy(indexCode, year, ref.Code, func(p *domain.Project) string { return p.Code })
		if err != nil {
			return "", err
		}
		if len(ids) == 1 {
			return ids[0], nil
		}
		if len(ids) > 1 {
			return "", refuse(Refused, nil, "%d 年度有 %d 个项目的代码都是 %s。请先更正重复的项目代码", year, len(ids), ref.Code)
		}
		if ref.Name == "" {
			return "", refuse(Refused, nil, "%d 年度没有代码为 %s 的项目。请检查代码和年度，或先导入项目清单", year, ref.Code)
		}
	}
	return tx.byName(ref, year)
}

func (tx *Tx) byName(ref intake.Ref, year int) (string, error) {
	if ref.Name == "" {
		return "", refuse(Refused, nil, "没有写项目代码和名称，找不到对应的项目。请补上后再导入")
	}
	ids, err := tx.idsBy(indexName, year, ref.Name, func(p *domain.Project) string { return p.Name })
	if err != nil {
		return "", err
	}
	var mine, units []string
	for _, id := range ids {
		p, _, err := Projects.Get(tx, id)
		if err != nil {
			return "", err
		}
		name := tx.unitName(p.Unit)
		units = append(units, name)
		if ref.Unit == name || ref.Unit == p.Unit {
			mine = append(mine, id)
		}
	}
	switch {
	case len(mine) == 1:
		return mine[0], nil
	case len(ids) == 1:
		return ids[0], nil
	case len(ids) == 0:
		return "", refuse(Refused, nil, "%d 年度没有名为“%s”的项目。请检查名称和年度，或先导入项目清单", year, ref.Name)
	}
	return "", refuse(Refused, nil, "%d 年度有 %d 个项目都叫“%s”（%s）。请写上项目代码或实施单位", year, len(ids), ref.Name, strings.Join(units, "、"))
}

// Find resolves what a person types on the command line: an ID, a code or a name.
func (s *Store) Find(text string, year int) (id string, err error) {
	err = s.View(func(tx *Tx) error {
		if _, ok, err := Projects.Get(tx, text); err != nil || ok {
			id = text
			return err
		}
		if got, ok := tx.ProjectByCode(year, text); ok {
			id = got
			return nil
		}
		var err error
		id, err = tx.Resolve(intake.Ref{Name: text}, year)
		if err != nil {
			if _, nerr := strconv.ParseUint(text, 10, 64); nerr == nil {
				return refuse(Refused, err, "%d 年度没有代码为 %s 的项目。请用 jixiao list projects 查看代码，或用 --year 换年度", year, text)
			}
		}
		return err
	})
	return id, err
}

package xlsx

import (
	"context"

	"jixiao/domain/intake"
)

// RecipeOf makes a recipe of the column mapping a list was read with, so that the next
// file of the same origin is read the same way. ok is false when the file holds no list.
func RecipeOf(f *intake.File, name string) (r Recipe, ok bool) {
	if len(f.Columns) == 0 {
		return r, false
	}
	scratch := intake.File{Name: f.Name}
	grids, err := openGrids(context.Background(), f.Name, f.Original, &scratch)
	if err != nil {
		return r, false
	}
	letters := map[string]string{}
	for field, letter := range f.Columns {
		letters[letter] = field
	}
	for _, g := range grids {
		l := findList(g, &scratch, Options{Kind: f.Kind})
		if l == nil {
			continue
		}
		r = Recipe{Name: name, Kind: f.Kind, Columns: map[string]string{}, Unit: f.AmountUnit}
		for c := 1; c <= MaxColumn; c++ {
			field, mapped := letters[colName(c)]
			if !mapped {
				if c > 512 {
					break
				}
				continue
			}
			if above, head := l.header(c); head != "" {
				if above != "" {
					head = above + head
				}
				r.Columns[field] = head
			}
		}
		return r, len(r.Columns) > 0
	}
	return r, false
}

package main

import (
	"encoding/json"

	"jixiao/domain/intake"
	"jixiao/store"
	"jixiao/store/xlsx"
)

const recipePrefix = "recipe."

// loadRecipe finds a saved column mapping; ok is false when there is none.
func loadRecipe(db *store.Store, name string) (r xlsx.Recipe, ok bool, err error) {
	err = db.View(func(tx *store.Tx) error {
		s, found, err := store.Settings.Get(tx, recipePrefix+name)
		if err != nil || !found {
			return err
		}
		ok = true
		return json.Unmarshal(s.Value, &r)
	})
	return r, ok, err
}

// saveRecipe keeps the mapping of the first list that was read, when asked for.
func (a *application) saveRecipe(db *store.Store, f importFlags, files []intake.File) error {
	if f.save == "" {
		return nil
	}
	for i := range files {
		r, ok := xlsx.RecipeOf(&files[i], f.save)
		if !ok {
			continue
		}
		value, err := json.Marshal(r)
		if err != nil {
			return err
		}
		_, err = db.Write(store.Op{Name: "recipe.save", Title: "存列对应关系：" + f.save}, func(tx *store.Tx) error {
			return store.Settings.Put(tx, store.Setting{Key: recipePrefix + f.save, Value: value})
		})
		return err
	}
	return refusef("这次读的文件里没有清单，没有列对应关系可存")
}

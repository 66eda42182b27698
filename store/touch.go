package store

import (
	"encoding/json"

	"jixiao/domain/journal"
)

// toucher finds the projects whose list rows depend on a raw record.
type toucher func(doc []byte) []string

var touchers = map[string]toucher{
	Projects.bucket:    Projects.touchesOf,
	Targets.bucket:     Targets.touchesOf,
	Reviews.bucket:     Reviews.touchesOf,
	Executions.bucket:  Executions.touchesOf,
	Monitorings.bucket: Monitorings.touchesOf,
	Cases.bucket:       Cases.touchesOf,
	SelfEvals.bucket:   SelfEvals.touchesOf,
	SpotChecks.bucket:  SpotChecks.touchesOf,
	Rechecks.bucket:    Rechecks.touchesOf,
}

func (t Table[T]) touchesOf(doc []byte) []string {
	var v T
	if len(doc) == 0 || json.Unmarshal(doc, &v) != nil {
		return nil
	}
	return t.project(&v)
}

// touchRaw marks the projects of an undone or redone record for re-derivation.
func touchRaw(tx *Tx, it journal.Item) {
	f, ok := touchers[it.Bucket]
	if !ok {
		return
	}
	for _, doc := range [][]byte{it.Old, it.New} {
		for _, id := range f(doc) {
			tx.touched[id] = struct{}{}
		}
	}
}

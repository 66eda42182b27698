package store

import (
	"encoding/binary"
	"strings"
	"sync"

	bolt "go.etcd.io/bbolt"

	"jixiao/domain"
	"jixiao/domain/rule"
	"jixiao/domain/target"
)

// goalHead is the part of a goal key before the project: the band's number, its value and
// the whole fingerprint.
const goalHead = 1 + 2 + 8

// goalKeys are the keys of a target's goal text in the goal index: one for each band of its
// fingerprint, so that nearly the same texts stand together under at least one of them.
func goalKeys(projectID string, t *domain.Target) []string {
	v := t.Current()
	if v == nil {
		return nil
	}
	hash, ok := target.Fingerprint(v.Goal.Raw)
	if !ok {
		return nil
	}
	keys := make([]string, 0, 4)
	for band, value := range target.Bands(hash) {
		keys = append(keys, string(goalPrefix(band, value))+string(binary.BigEndian.AppendUint64(nil, hash))+projectID)
	}
	return keys
}

func goalPrefix(band int, value uint16) []byte {
	return binary.BigEndian.AppendUint16([]byte{byte(band)}, value)
}

// reindexGoals brings the goal index up to the pending targets.
func (tx *Tx) reindexGoals() error {
	b := tx.bolt.Bucket([]byte(indexGoal))
	old, now := map[string]bool{}, map[string]bool{}
	for _, id := range tx.order[Targets.bucket] {
		for _, side := range []struct {
			sealed []byte
			keys   map[string]bool
		}{{tx.before[Targets.bucket][id], old}, {tx.pending[Targets.bucket][id], now}} {
			t, err := targetOf(id, side.sealed)
			if err != nil {
				return err
			}
			for _, k := range goalKeys(id, t) {
				side.keys[k] = true
			}
		}
	}
	for _, k := range sortedKeys(old) {
		if !now[k] {
			if err := b.Delete([]byte(k)); err != nil {
				return err
			}
		}
	}
	for _, k := range sortedKeys(now) {
		if !old[k] {
			if err := b.Put([]byte(k), []byte{}); err != nil {
				return err
			}
		}
	}
	return nil
}

func targetOf(id string, sealed []byte) (*domain.Target, error) {
	if sealed == nil {
		return nil, nil
	}
	var t domain.Target
	return &t, Targets.decode(id, sealed, &t)
}

// copies answers target.Copies from the goal index: no text is held in memory, and what
// was saved a moment ago is found.
type copies struct{ tx *Tx }

// Nearest is target.Copies. Of equally similar texts the one with the smaller project ID is
// returned; a record that cannot be read is passed over, doctor reports it.
func (c copies) Nearest(projectID, text string, percent int) (m target.Match, ok bool) {
	hash, known := target.Fingerprint(text)
	b := c.tx.bolt.Bucket([]byte(indexGoal))
	if !known || b == nil {
		return m, false
	}
	seen := map[string]bool{projectID: true}
	for band, value := range target.Bands(hash) {
		for _, id := range nearby(b, goalPrefix(band, value), hash) {
			if seen[id] {
				continue
			}
			seen[id] = true
			t, _, err := Targets.Get(c.tx, id)
			v := t.Current()
			if err != nil || v == nil {
				continue
			}
			p := target.Similarity(text, v.Goal.Raw)
			if p < percent || ok && (p < m.Percent || p == m.Percent && id > m.ProjectID) {
				continue
			}
			if project, found, err := Projects.Get(c.tx, id); found && err == nil {
				m, ok = target.Match{ProjectID: id, Project: project.Name, Unit: c.tx.unitName(project.Unit), Text: v.Goal.Raw, Percent: p}, true
			}
		}
	}
	return m, ok
}

func nearby(b *bolt.Bucket, prefix []byte, hash uint64) (ids []string) {
	c := b.Cursor()
	for k, _ := c.Seek(prefix); len(k) > goalHead && strings.HasPrefix(string(k), string(prefix)); k, _ = c.Next() {
		if target.Near(hash, binary.BigEndian.Uint64(k[len(prefix):goalHead])) {
			ids = append(ids, string(k[goalHead:]))
		}
	}
	return ids
}

// targetChecks runs the target checks with all that the file knows beyond the dossier:
// other projects' goal texts and the names of all units.
func (tx *Tx) targetChecks(d domain.Dossier) ([]rule.Outcome, error) {
	names, err := tx.s.units.of(tx)
	if err != nil {
		return nil, err
	}
	env := target.Env{Params: tx.paramsOn(tx.Today()).Target, Units: names}
	if tx.bolt.Bucket([]byte(indexGoal)) != nil {
		env.Corpus = copies{tx}
	}
	return target.CheckWith(d, tx.Today(), env), nil
}

// unitNames are the names of all units, read once as long as no unit changes.
type unitNames struct {
	mu      sync.Mutex
	names   []string
	readAt  uint64 // the journal entry that the names are true for
	changed uint64 // the newest entry that changed a unit
	ready   bool
}

func (u *unitNames) of(tx *Tx) ([]string, error) {
	seq := tx.lastSeq()
	if tx.pending == nil {
		u.mu.Lock()
		defer u.mu.Unlock()
		if u.ready && u.readAt >= u.changed && seq >= u.changed {
			return u.names, nil
		}
	}
	all, err := Units.All(tx)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(all))
	for i := range all {
		names[i] = all[i].Name
	}
	if tx.pending == nil {
		u.names, u.readAt, u.ready = names, seq, true
	}
	return names, nil
}

// note remembers that an entry changed units.
func (u *unitNames) note(tx *Tx, seq uint64) {
	if len(tx.pending[Units.bucket]) == 0 {
		return
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	u.changed = seq
}

package sample

import (
	"maps"
	"slices"
	"strings"

	"jixiao/domain"
)

// TooFew says that a project has fewer eligible reviewers than wanted: the draw stops.
type TooFew struct {
	Project    string
	Want, Have int
}

// Error says what to do.
func (e *TooFew) Error() string {
	return say("项目 %s 需要 %d 名复核人，回避之后只剩 %d 名。请增加复核人后重新封框", e.Project, e.Want, e.Have)
}

// Assign draws k reviewers for every pick: projects in ticket order; eligible are those
// not barred; sorted by (current load, SHA-256(key|a|project|reviewer)); the first k are
// taken. It stops with *TooFew.
func (f Frame) Assign(d domain.Draw, k int) (map[string][]string, error) {
	out := make(map[string][]string, len(d.Picks))
	_, err := f.replay(d, k, func(id string, order []string) bool {
		out[id] = slices.Clone(order[:k])
		return true
	})
	return out, err
}

// Queue returns the whole order of eligible reviewers for one drawn project: the first
// k were taken at the draw, the next is the substitute.
func (f Frame) Queue(d domain.Draw, k int, project string) ([]string, error) {
	var queue []string
	_, err := f.replay(d, k, func(id string, order []string) bool {
		if id == project {
			queue = slices.Clone(order)
		}
		return id != project
	})
	return queue, err
}

// Substitute returns who takes the place of a reviewer of a project: the next in the
// order of the draw who is neither on the project nor in used (those who already
// stepped back).
func (f Frame) Substitute(d domain.Draw, k int, project string, used []string) (string, error) {
	queue, err := f.Queue(d, k, project)
	if err != nil {
		return "", err
	}
	for _, r := range queue {
		if !slices.Contains(used, r) {
			return r, nil
		}
	}
	return "", &TooFew{Project: project, Want: k, Have: k - 1}
}

// replay walks the picks in ticket order and shows visit each project's full order of
// eligible reviewers; visit returns false to stop. The loads reached are returned.
func (f Frame) replay(d domain.Draw, k int, visit func(id string, order []string) bool) (map[string]int, error) {
	load := make(map[string]int, len(f.Roster.Reviewers))
	for _, r := range f.Roster.Reviewers {
		load[r.ID] = 0
	}
	for _, p := range ticketOrder(d.Picks) {
		order := f.order(d.Key, p.ID, load)
		if len(order) < k {
			return load, &TooFew{p.ID, k, len(order)}
		}
		for _, r := range order[:k] {
			load[r]++
		}
		if !visit(p.ID, order) {
			break
		}
	}
	return load, nil
}

func ticketOrder(picks []domain.Pick) []domain.Pick {
	return slices.SortedFunc(slices.Values(picks), func(a, b domain.Pick) int { return strings.Compare(a.Ticket, b.Ticket) })
}

// order sorts the reviewers eligible for a project by load, then by their hash.
func (f Frame) order(key, id string, load map[string]int) []string {
	at := f.Population.find(id)
	if at < 0 {
		return nil
	}
	hash := map[string]string{}
	for _, r := range f.Roster.Reviewers {
		if !r.Barred(f.Population.Items[at]) {
			hash[r.ID] = Hash(ReviewerText(key, id, r.ID))
		}
	}
	return slices.SortedFunc(maps.Keys(hash), func(a, b string) int {
		if load[a] != load[b] {
			return load[a] - load[b]
		}
		return strings.Compare(hash[a], hash[b])
	})
}

// Load counts how many projects each reviewer of the roster has in an assignment.
func (f Frame) Load(reviewers map[string][]string) map[string]int {
	load := make(map[string]int, len(f.Roster.Reviewers))
	for _, r := range f.Roster.Reviewers {
		load[r.ID] = 0
	}
	for _, rs := range reviewers {
		for _, r := range rs {
			load[r]++
		}
	}
	return load
}

// SubstituteFor returns who takes a reviewer's place on a successor project: the next by
// (load so far, hash) who is not in used.
func (f Frame) SubstituteFor(d domain.Draw, id string, current map[string][]string, used []string) (string, error) {
	order := f.order(d.Key, id, f.Load(current))
	for _, r := range order {
		if !slices.Contains(used, r) {
			return r, nil
		}
	}
	return "", &TooFew{Project: id, Want: len(current[id]), Have: len(current[id]) - 1}
}

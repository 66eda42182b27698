package sample

import (
	"slices"
	"strings"
)

// Reviewer is one person of the roster and what they must keep away from (回避).
type Reviewer struct {
	ID string
	// Avoid lists departments (a stratum path, or one component of it) or single project
	// IDs (a declared relation).
	Avoid []string
}

// Barred reports whether the reviewer must not review the project.
func (r Reviewer) Barred(it Item) bool {
	for _, a := range r.Avoid {
		if a == it.ID || below(it.Stratum, a) {
			return true
		}
		for part := range strings.SplitSeq(it.Stratum, "/") {
			if part == a {
				return true
			}
		}
	}
	return false
}

// Roster is the people from whom reviewers are drawn, in the order of the file.
type Roster struct{ Reviewers []Reviewer }

// ParseRoster reads the canonical file: reviewer TAB departments to avoid, divided by
// commas; the second field may be empty. The error is Refusals.
func ParseRoster(text string) (Roster, error) {
	r := reader{file: "复核人名册"}
	seen := map[string]bool{}
	var ro Roster
	r.lines(text, 2, func(line int, f []string) {
		switch {
		case f[0] == "":
			r.refuse(line, "复核人为空")
			return
		case seen[f[0]]:
			r.refuse(line, "复核人 %s 重复", f[0])
			return
		}
		seen[f[0]] = true
		rev := Reviewer{ID: f[0]}
		if f[1] != "" {
			rev.Avoid = strings.Split(f[1], ",")
			for _, a := range rev.Avoid {
				if a == "" || blankEdge(a) {
					r.refuse(line, "复核人 %s 的回避部门 %q 有空项或多余空格", f[0], f[1])
					return
				}
			}
		}
		ro.Reviewers = append(ro.Reviewers, rev)
	})
	if err := r.err(); err != nil {
		return Roster{}, err
	}
	return ro, nil
}

// Marshal sorts the reviewers by ID and writes the canonical file. The error is the
// Refusals that reading it back gives.
func (ro Roster) Marshal() (string, error) {
	people := slices.Clone(ro.Reviewers)
	slices.SortFunc(people, func(a, b Reviewer) int { return strings.Compare(a.ID, b.ID) })
	var b strings.Builder
	for _, p := range people {
		b.WriteString(p.ID + "\t" + strings.Join(p.Avoid, ",") + "\n")
	}
	text := b.String()
	_, err := ParseRoster(text)
	return text, err
}

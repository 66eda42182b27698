package duty

import (
	"cmp"
	"slices"

	"jixiao/domain"
	"jixiao/domain/basis"
)

// Responsible is somebody who answered for a project on a date.
type Responsible struct {
	Person string      `json:"person"`
	Name   string      `json:"name"`
	Role   domain.Role `json:"role"`
	From   domain.Date `json:"from,omitzero"`
	To     domain.Date `json:"to,omitzero"`
	// Lifelong is set for the owner of a major project: the answerability does not end with
	// the term (第八条).
	Lifelong bool `json:"lifelong"`
}

// LifelongBasis is the article of lifelong responsibility.
var LifelongBasis = basis.Cite("第八条", "对重大项目责任人实行绩效终身责任制")

// IsMajor reports whether a project's owner answers for life: 重大专项, 新出台重大政策 and
// the district's major policies and projects.
func IsMajor(p domain.Project) bool {
	switch p.Kind {
	case domain.KindSpecial, domain.KindKeyPolicy, domain.KindNewPolicy:
		return true
	}
	return false
}

// On answers who was responsible for the project on the date: the project's owners and the
// department's main leader. An owner who is only named on the project list, without terms,
// is returned without dates. Order: project owners first, then by name.
func On(p domain.Project, people []domain.Person, date domain.Date) []Responsible {
	var out []Responsible
	for i := range people {
		for _, t := range people[i].Terms {
			if date.Before(t.From) || !t.To.IsZero() && t.To.Before(date) {
				continue
			}
			owner := t.Role == domain.RoleProjectOwner && t.Project == p.ID
			if owner || t.Role == domain.RoleDepartmentHead && t.Department == p.Department {
				out = append(out, Responsible{people[i].ID, people[i].Name, t.Role, t.From, t.To, owner && IsMajor(p)})
			}
		}
	}
	named := slices.ContainsFunc(out, func(r Responsible) bool { return r.Role == domain.RoleProjectOwner })
	if !named && p.Owner != "" && !hasTerms(p, people) {
		out = append(out, Responsible{Name: p.Owner, Role: domain.RoleProjectOwner, Lifelong: IsMajor(p)})
	}
	slices.SortFunc(out, func(a, b Responsible) int {
		return cmp.Or(cmp.Compare(rank(a.Role), rank(b.Role)), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// hasTerms reports whether the register knows any owner's term for the project: then a day
// outside all of them has nobody, and the name on the list must not fill the gap.
func hasTerms(p domain.Project, people []domain.Person) bool {
	return slices.ContainsFunc(people, func(x domain.Person) bool {
		return slices.ContainsFunc(x.Terms, func(t domain.RoleTerm) bool { return t.Role == domain.RoleProjectOwner && t.Project == p.ID })
	})
}

func rank(r domain.Role) int {
	if r == domain.RoleProjectOwner {
		return 0
	}
	return 1
}

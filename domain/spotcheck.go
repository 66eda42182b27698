package domain

import "slices"

// SpotFrame is the frozen population of a spot check. It stands beside the SpotCheck
// because it is as large as the district. The key is the spot check's ID.
type SpotFrame struct {
	V          int    `json:"v"`
	ID         string `json:"id"`
	Population string `json:"population"`
	// Members maps every id of the population to its project ID.
	Members map[string]string `json:"members"`
}

// Witness is one part of a seed ceremony: first the commitment (封), then the text (亮).
type Witness struct {
	Name string `json:"name"`
	// Commit is the lower-case hex SHA-256 of the slip; empty for a public source such as a
	// lottery draw or dice, which needs none.
	Commit string `json:"commit,omitempty"`
	// Slip is the revealed text, empty before.
	Slip string `json:"slip,omitempty"`
}

// RefusedSeed is an attempt to draw again with another seed; it changed nothing.
type RefusedSeed struct {
	Seed    string   `json:"seed"`
	Earlier string   `json:"earlier"`
	By      Operator `json:"by"`
	On      Date     `json:"on"`
}

// Withdrawal is a drawn project that could not be reviewed. Nothing is drawn again: the
// next ticket moves up, or the project counts as the worst case.
type Withdrawal struct {
	// ID is the drawn id, Reason why it cannot be reviewed.
	ID     string `json:"id"`
	Reason string `json:"reason"`
	// Successor is the pick that moved up, nil when there is none.
	Successor *Pick `json:"successor,omitempty"`
	// Reviewers are the successor's.
	Reviewers []string `json:"reviewers,omitempty"`
	On        Date     `json:"on"`
}

// ProjectOf returns the project ID behind a population id.
func (s *SpotCheck) ProjectOf(id string) string {
	if p, ok := s.Members[id]; ok {
		return p
	}
	return id
}

// IDOf returns the population id of a project, the reverse of ProjectOf.
func (s *SpotCheck) IDOf(projectID string) string {
	for id, p := range s.Members {
		if p == projectID {
			return id
		}
	}
	return projectID
}

// Picks returns the projects to review now: the drawn ones without the withdrawn, with
// their successors at the end. Before the draw there are none.
func (s *SpotCheck) Picks() []Pick {
	if s.Draw == nil {
		return nil
	}
	var out []Pick
	for _, p := range s.Draw.Picks {
		if !s.withdrawn(p.ID) {
			out = append(out, p)
		}
	}
	for _, w := range s.Withdrawals {
		if w.Successor != nil && !s.withdrawn(w.Successor.ID) {
			out = append(out, *w.Successor)
		}
	}
	return out
}

func (s *SpotCheck) withdrawn(id string) bool {
	return slices.ContainsFunc(s.Withdrawals, func(w Withdrawal) bool { return w.ID == id })
}

// ReviewersOf returns who reviews a drawn project now, recusals applied in order.
func (s *SpotCheck) ReviewersOf(id string) []string {
	if s.Draw == nil {
		return nil
	}
	rs := slices.Clone(s.Draw.Reviewers[id])
	for _, w := range s.Withdrawals {
		if w.Successor != nil && w.Successor.ID == id {
			rs = slices.Clone(w.Reviewers)
		}
	}
	project := s.ProjectOf(id)
	for _, r := range s.Recusals {
		if r.ProjectID != project {
			continue
		}
		if i := slices.Index(rs, r.Reviewer); i >= 0 {
			rs[i] = r.Substitute
		}
	}
	return rs
}

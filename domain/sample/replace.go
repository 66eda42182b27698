package sample

import (
	"slices"

	"jixiao/domain"
)

// NotReplaceable says why a withdrawn project gets no successor.
type NotReplaceable struct{ Project, Text string }

// Error says what to do.
func (e *NotReplaceable) Error() string { return say("项目 %s %s", e.Project, e.Text) }

// NextTicket returns the project that follows when a drawn one has to be withdrawn:
// nothing is drawn again, the next ticket of the same line moves up. used lists earlier
// successors. Only equal-probability picks have a next ticket; the others stay in the
// record as not reviewed and count as the worst case.
func (f Frame) NextTicket(d domain.Draw, withdrawn string, used []string) (domain.Pick, error) {
	at := slices.IndexFunc(d.Picks, func(p domain.Pick) bool { return p.ID == withdrawn })
	if at < 0 {
		return domain.Pick{}, &NotReplaceable{withdrawn, "没有被抽中，不需要递补"}
	}
	old := d.Picks[at]
	if old.Reason != domain.PickTicket {
		return domain.Pick{}, &NotReplaceable{withdrawn, "不是摇号抽中的，没有下一号可顺延；请登记无法复核的理由，按最不利情形计入"}
	}
	dr, group, line := f.lineOfStratum(d.Key, old.Stratum)
	_, rest := dr.split(group)
	slices.SortFunc(rest, dr.byTicket)
	for rank, i := range rest {
		id := dr.items[i].ID
		drawn := slices.ContainsFunc(d.Picks, func(p domain.Pick) bool { return p.ID == id })
		if !drawn && !slices.Contains(used, id) {
			return dr.pick(line, i, domain.PickTicket, rank+1, old.Pi), nil
		}
	}
	return domain.Pick{}, &NotReplaceable{withdrawn, "所在层已经没有下一号；请登记无法复核的理由，按最不利情形计入"}
}

// lineOfStratum returns the drawer, the items and the plan line of a stratum.
func (f Frame) lineOfStratum(key, stratum string) (*drawer, []int32, Line) {
	for i, l := range f.Plan.Lines {
		if l.Stratum == stratum {
			return f.drawer(key), f.groups()[i], l
		}
	}
	return f.drawer(key), nil, Line{Stratum: stratum}
}

// AssignSuccessor gives a successor project its k reviewers, with the loads reached so
// far.
func (f Frame) AssignSuccessor(d domain.Draw, id string, current map[string][]string, k int) ([]string, error) {
	order := f.order(d.Key, id, f.Load(current))
	if len(order) < k {
		return nil, &TooFew{id, k, len(order)}
	}
	return order[:k], nil
}

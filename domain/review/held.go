package review

import (
	"cmp"
	"slices"

	"jixiao/domain"
)

// Held is the answer to 「一共卡了多少钱」: money whose target is not approved, by where it
// is stuck and by department. Amounts are fen. Rejected targets get no budget and are
// counted apart; approved ones are not held.
type Held struct {
	Total, Rejected           domain.Fen
	Count, RejectedCount      int
	Places                    []HeldLine
	Departments               []HeldLine
	Longest                   int
	LongestName, LongestWhere string
}

// HeldLine is one line of the answer.
type HeldLine struct {
	Name   string
	Count  int
	Amount domain.Fen
}

// Places where money is stuck, in the order of the loop.
const (
	PlaceNone       = "还没有填报目标"
	PlaceDraft      = "待送审"
	PlaceDepartment = "等主管部门审核"
	PlaceBureau     = "等区财政审核"
	PlaceDeferred   = "搁置"
	PlaceReturned   = "退回给单位修改"
)

// Holder adds up projects one by one.
type Holder struct {
	held   Held
	places map[string]*HeldLine
	depts  map[string]*HeldLine
}

// Add counts one project: its stage, level and item figures. An empty stage is a project
// without a target.
func (h *Holder) Add(stage domain.TargetStage, it *Item) {
	if h.places == nil {
		h.places, h.depts = map[string]*HeldLine{}, map[string]*HeldLine{}
	}
	place := PlaceNone
	switch stage {
	case domain.StageApproved:
		return
	case domain.StageRejected:
		h.held.Rejected += it.Amount
		h.held.RejectedCount++
		return
	case domain.StageReturned:
		place = PlaceReturned
	case domain.StageDraft:
		place = PlaceDraft
	case domain.StagePending:
		place = PlaceDepartment
		if it.Level == domain.LevelBureau {
			place = PlaceBureau
		}
		if it.Deferred {
			place = PlaceDeferred
		}
	}
	h.held.Total += it.Amount
	h.held.Count++
	add(h.places, place, it.Amount)
	add(h.depts, it.Department, it.Amount)
	if it.Waiting > h.held.Longest {
		h.held.Longest, h.held.LongestName, h.held.LongestWhere = it.Waiting, it.Name, place
	}
}

func add(m map[string]*HeldLine, name string, amount domain.Fen) {
	l := m[name]
	if l == nil {
		l = &HeldLine{Name: name}
		m[name] = l
	}
	l.Count++
	l.Amount += amount
}

// Held returns the sums: places in the order of the loop, departments by amount.
func (h *Holder) Held() Held {
	out := h.held
	for _, p := range [...]string{PlaceNone, PlaceDraft, PlaceDepartment, PlaceBureau, PlaceDeferred, PlaceReturned} {
		if l := h.places[p]; l != nil {
			out.Places = append(out.Places, *l)
		}
	}
	for _, l := range h.depts {
		out.Departments = append(out.Departments, *l)
	}
	slices.SortFunc(out.Departments, func(a, b HeldLine) int {
		return cmp.Or(cmp.Compare(b.Amount, a.Amount), cmp.Compare(a.Name, b.Name))
	})
	return out
}

package sample

import (
	"slices"
	"strings"

	"jixiao/domain"
)

// Candidate is one project of the year considered for the frame.
type Candidate struct {
	ProjectID  string
	Code       string
	Name       string
	Department string
	Unit       string
	// Amount is the whole year's budget in fen: the size for money-weighted lines.
	Amount domain.Fen
	// SelfEvaluated tells whether a self-evaluation was received; SelfScore is nil when it
	// prints no total.
	SelfEvaluated bool
	SelfScore     *domain.Decimal
	// Excluded and Must are the operator's reasons, "" for none.
	Excluded string
	Must     string
}

// Reasons that keep a project out of the frame without anybody deciding so.
const (
	OutNotEvaluated = "未报自评（通报情形①）"
	OutNegative     = "金额为负，单列"
)

// Reasons are the templates offered by digit; any other text may be written.
var (
	ExclusionReasons  = []string{"涉密项目", "已列入重点评价", "年中已终止或撤销", "审计或巡察正在核查", "上年已抽查且结果为优"}
	MustReasons       = []string{"上年结果为差", "金额较大", "上年自评严重失实", "群众反映或审计发现问题", "区委区政府重大项目"}
	RecusalReasons    = []string{"近亲属或利害关系", "曾在被查单位任职", "参与过该项目", "因病或因公不能参加"}
	WithdrawalReasons = []string{"资料移交司法或纪检机关", "单位撤销无人对接", "查明属涉密项目"}
	VoidReasons       = []string{"封框后发现总体有误", "见证人对程序提出异议并成立", "封签与亮出的数字不符"}
)

// Out returns why the project is not in the frame, "" when it is.
func (c Candidate) Out() string {
	switch {
	case c.Excluded != "":
		return c.Excluded
	case !c.SelfEvaluated:
		return OutNotEvaluated
	case c.Amount < 0:
		return OutNegative
	}
	return ""
}

// Stratum is the project's path in the population: department, or department/unit.
func (c Candidate) Stratum(byUnit bool) string {
	path := part(c.Department)
	if byUnit {
		path += "/" + part(c.Unit)
	}
	return path
}

// part makes a name usable as one component of a path.
func part(s string) string {
	s = strings.Join(strings.Fields(strings.ReplaceAll(s, "/", "／")), " ")
	if s == "" {
		return "未填部门"
	}
	return s
}

// Populate builds the population of the candidates that are in the frame. An item's id
// is the project code where it is unique and clean, else the project's ID; members maps
// ids to project IDs.
func Populate(candidates []Candidate, byUnit bool) (p Population, members map[string]string) {
	members = map[string]string{}
	codes := map[string]int{}
	for _, c := range candidates {
		codes[c.Code]++
	}
	for _, c := range candidates {
		if c.Out() != "" {
			continue
		}
		id := c.Code
		if id == "" || codes[c.Code] > 1 || !clean(id) {
			id = c.ProjectID
		}
		members[id] = c.ProjectID
		p.Items = append(p.Items, Item{ID: id, Stratum: c.Stratum(byUnit), Size: int64(c.Amount), Must: c.Must != ""})
	}
	slices.SortFunc(p.Items, func(a, b Item) int { return strings.Compare(a.ID, b.ID) })
	return p, members
}

func clean(s string) bool {
	r := reader{}
	r.characters(s)
	return len(r.bad) == 0 && !blankEdge(s) && !strings.ContainsAny(s, "\t\n")
}

// Strata counts the population by stratum and keeps n and method of the lines that
// still exist; a new line starts with its must items, at least one, by tickets. Lines
// are in order of their path.
func Strata(p Population, old []domain.StratumPlan) []domain.StratumPlan {
	keep := map[string]domain.StratumPlan{}
	for _, l := range old {
		keep[l.Stratum] = l
	}
	count := map[string]*domain.StratumPlan{}
	for _, it := range p.Items {
		l := count[it.Stratum]
		if l == nil {
			l = &domain.StratumPlan{Stratum: it.Stratum, N: keep[it.Stratum].N, Method: keep[it.Stratum].Method}
			count[it.Stratum] = l
		}
		l.Size++
		if it.Must {
			l.Must++
		}
	}
	var out []domain.StratumPlan
	for _, path := range sortedKeys(count) {
		l := *count[path]
		if l.Method == "" {
			l.N, l.Method = 1, string(SRS)
		}
		l.N = min(max(l.N, l.Must), l.Size)
		out = append(out, l)
	}
	return out
}

// Spread sets the sizes of all strata so that they sum to total: at least one and at
// least the must items each, the rest in proportion to the projects (srs) by largest
// remainder. The error is *AllocationError.
func Spread(strata []domain.StratumPlan, total int) ([]domain.StratumPlan, error) {
	weights, least, most := make([]int64, len(strata)), make([]int, len(strata)), make([]int, len(strata))
	for i, l := range strata {
		weights[i], least[i], most[i] = int64(l.Size), max(l.Must, min(1, l.Size)), l.Size
	}
	ns, err := Proportional(weights, least, most, total)
	if err != nil {
		return nil, err
	}
	out := slices.Clone(strata)
	for i := range out {
		out[i].N = ns[i]
	}
	return out, nil
}

// PlanOf turns strata into the plan that will be frozen; lines with n = 0 are kept, so
// that the record shows that nobody was to be drawn there.
func PlanOf(strata []domain.StratumPlan) Plan {
	var p Plan
	for _, l := range strata {
		p.Lines = append(p.Lines, Line{l.Stratum, l.N, Method(l.Method)})
	}
	return p
}

// Feasible reports *TooFew for the first project that fewer than k reviewers may
// review: known before the seed, so that a draw never has to stop half-way.
func (f Frame) Feasible(k int) error {
	avoid := map[string]bool{}
	for _, r := range f.Roster.Reviewers {
		for _, a := range r.Avoid {
			avoid[a] = true
		}
	}
	known := map[string]bool{}
	for _, it := range f.Population.Items {
		if known[it.Stratum] && !avoid[it.ID] {
			continue
		}
		have := 0
		for _, r := range f.Roster.Reviewers {
			if !r.Barred(it) {
				have++
			}
		}
		if have < k {
			return &TooFew{it.ID, k, have}
		}
		known[it.Stratum] = known[it.Stratum] || !avoid[it.ID]
	}
	return nil
}

package linkage

import (
	"cmp"
	"slices"

	"jixiao/domain"
)

// Sums are totals over projects, in fen. Applied + Links + Exceptions = Suggested, to the fen.
type Sums struct {
	Projects  int        `json:"projects"`
	Applied   domain.Fen `json:"applied_fen"`
	Suggested domain.Fen `json:"suggested_fen"`
	// Links are the changes by 挂钩一, 二, 三; Exceptions what approved exceptions give back.
	Links      [3]domain.Fen `json:"links_fen"`
	Exceptions domain.Fen    `json:"exceptions_fen"`
	// Cut, Cancelled and Kept count projects: less, nothing, all (or more) of what was applied
	// for. Gaps counts those with a step that lacks data.
	Cut       int `json:"cut"`
	Cancelled int `json:"cancelled"`
	Kept      int `json:"kept"`
	Gaps      int `json:"gaps"`
}

// Department is one department's sums with its own line (第十二条：部门预算安排与整体绩效评价结果
// 挂钩).
type Department struct {
	Code string `json:"code"`
	Name string `json:"name"`
	Sums
	// Grade is the whole department's grade, "" for none; Overall its cut, never positive.
	Grade   domain.Grade `json:"grade,omitempty"`
	Overall domain.Fen   `json:"overall_fen"`
}

// Total is what the department gets.
func (d *Department) Total() domain.Fen { return d.Suggested + d.Overall }

// Plan is the outcome for a whole district.
type Plan struct {
	Lines       []Line
	Departments []Department
	Sums        Sums
	// Overall is the sum of the departments' own cuts.
	Overall domain.Fen
	Params  Params
}

// Total is what all departments get.
func (p *Plan) Total() domain.Fen { return p.Sums.Suggested + p.Overall }

// Compute derives every project and sums. grades are the departments' grades of the last
// year by code; a department without one is not cut. facts stay in their order.
func Compute(facts []Facts, grades map[string]domain.Grade, params Params, on domain.Date) *Plan {
	p := &Plan{}
	p.Fill(facts, grades, params, on)
	return p
}

// Fill is Compute into an existing plan, whose lines are used again: trying values one after
// another over a whole district costs no memory.
func (p *Plan) Fill(facts []Facts, grades map[string]domain.Grade, params Params, on domain.Date) {
	if cap(p.Lines) < len(facts) {
		p.Lines = make([]Line, len(facts))
	}
	p.Lines, p.Departments, p.Sums, p.Overall, p.Params = p.Lines[:len(facts)], p.Departments[:0], Sums{}, 0, params
	at := map[string]int{}
	var free []domain.Fen // by department: suggested without exceptions
	for i := range facts {
		f := &facts[i]
		p.Lines[i] = Derive(f, &p.Params, on)
		d, ok := at[f.Department]
		if !ok {
			d = len(p.Departments)
			at[f.Department] = d
			p.Departments = append(p.Departments, Department{Code: f.Department, Name: f.DepartmentName, Grade: grades[f.Department]})
			free = append(free, 0)
		}
		p.Sums.Add(&p.Lines[i])
		p.Departments[d].Add(&p.Lines[i])
		if !p.Lines[i].Protected {
			free[d] += p.Lines[i].Result
		}
	}
	for i := range p.Departments {
		d := &p.Departments[i]
		switch d.Grade {
		case domain.GradeFair:
			d.Overall = -part(free[i], params.DeptFairCut)
		case domain.GradePoor:
			d.Overall = -part(free[i], params.DeptPoorCut)
		}
		p.Overall += d.Overall
	}
	slices.SortFunc(p.Departments, func(a, b Department) int { return cmp.Compare(a.Code, b.Code) })
}

// Add takes a line into the sums.
func (s *Sums) Add(l *Line) {
	s.Projects++
	s.Applied += l.Facts.Applied
	s.Suggested += l.Result
	for i := range l.Steps {
		x := &l.Steps[i]
		switch x.ID {
		case StepNeed:
			s.Links[0] += x.Change()
		case StepLanded, StepRate, StepProgress:
			s.Links[1] += x.Change()
		case StepException:
			s.Exceptions += x.Change()
		default:
			s.Links[2] += x.Change()
		}
	}
	switch {
	case l.Result == 0 && l.Facts.Applied > 0:
		s.Cancelled++
	case l.Result < l.Facts.Applied:
		s.Cut++
	default:
		s.Kept++
	}
	if l.Gaps() > 0 {
		s.Gaps++
	}
}

// Difference is a project whose amount differs between two outcomes.
type Difference struct {
	ProjectID string     `json:"id"`
	A         domain.Fen `json:"a_fen"`
	B         domain.Fen `json:"b_fen"`
}

// Amount is one project's share of an outcome.
type Amount struct {
	ProjectID string
	Result    domain.Fen
}

// Compare lists projects whose amount differs, largest change first; a project that is in
// one outcome only has 0 in the other.
func Compare(a, b []Amount) []Difference {
	before := make(map[string]domain.Fen, len(a))
	for _, x := range a {
		before[x.ProjectID] = x.Result
	}
	var out []Difference
	for _, x := range b {
		old, ok := before[x.ProjectID]
		delete(before, x.ProjectID)
		if !ok || old != x.Result {
			out = append(out, Difference{x.ProjectID, old, x.Result})
		}
	}
	for _, x := range a {
		if old, left := before[x.ProjectID]; left && old != 0 {
			out = append(out, Difference{x.ProjectID, old, 0})
		}
	}
	out = slices.DeleteFunc(out, func(d Difference) bool { return d.A == d.B })
	slices.SortFunc(out, func(x, y Difference) int {
		return cmp.Or(cmp.Compare(abs(y.B-y.A), abs(x.B-x.A)), cmp.Compare(x.ProjectID, y.ProjectID))
	})
	return out
}

// Amounts are the plan's results by project.
func (p *Plan) Amounts() []Amount {
	out := make([]Amount, len(p.Lines))
	for i := range p.Lines {
		out[i] = Amount{p.Lines[i].Facts.ID, p.Lines[i].Result}
	}
	return out
}

// Scenario is the plan as it is frozen; the caller adds the values of the parameters.
func (p *Plan) Scenario(year int, name string) domain.LinkScenario {
	s := domain.LinkScenario{Year: year, Name: name, Applied: p.Sums.Applied, Suggested: p.Sums.Suggested, Overall: p.Overall}
	for i := range p.Lines {
		s.Lines = append(s.Lines, domain.ScenarioLine{ProjectID: p.Lines[i].Facts.ID, Applied: p.Lines[i].Facts.Applied, Suggested: p.Lines[i].Result})
	}
	for _, d := range p.Departments {
		if d.Grade != "" {
			s.Departments = append(s.Departments, domain.ScenarioOverall{Code: d.Code, Grade: d.Grade, Cut: d.Overall})
		}
	}
	return s
}

// Frozen are the results of a frozen scenario by project.
func Frozen(s *domain.LinkScenario) []Amount {
	out := make([]Amount, len(s.Lines))
	for i, l := range s.Lines {
		out[i] = Amount{l.ProjectID, l.Suggested}
	}
	return out
}

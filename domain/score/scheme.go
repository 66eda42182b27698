package score

import (
	"jixiao/domain"
	"jixiao/domain/basis"
)

// Scheme is how 100 points are split between the budget execution rate and the level-1
// classes in one period.
type Scheme struct {
	Name                                           string
	Execution, Cost, Output, Benefit, Satisfaction int
	Source                                         basis.Citation
	// From is the first budget year it applies to.
	From int
}

// Schemes of the Ministry, oldest first. Local schemes may differ; a form that follows
// neither is told so, not refused.
var Schemes = []Scheme{
	{"V2020", 10, 0, 50, 30, 10, basis.Of(basis.Cai2020No10, "预算执行率10%、产出指标50%、效益指标30%、服务对象满意度指标10%"), 2020},
	{"V2021", 10, 20, 40, 20, 10, basis.Of(basis.Cai2021No101, "成本指标、产出指标、效益指标和满意度指标"), 2022},
}

// SchemeFor returns the scheme of a budget year, the first one for earlier years.
func SchemeFor(year int) Scheme {
	s := Schemes[0]
	for _, x := range Schemes {
		if x.From <= year {
			s = x
		}
	}
	return s
}

// For returns the scheme as it stands for a project without cost indicators (their points
// go 10 to output and 10 to benefit) or without satisfaction (its points go to benefit).
func (s Scheme) For(cost, satisfaction bool) Scheme {
	if !cost && s.Cost > 0 {
		s.Output, s.Benefit, s.Cost = s.Output+s.Cost/2, s.Benefit+s.Cost/2, 0
	}
	if !satisfaction {
		s.Benefit, s.Satisfaction = s.Benefit+s.Satisfaction, 0
	}
	return s
}

// Points returns what the scheme gives a level-1 class, 0 for an unknown class.
func (s Scheme) Points(class string) int {
	switch class {
	case domain.ClassCost:
		return s.Cost
	case domain.ClassOutput:
		return s.Output
	case domain.ClassBenefit:
		return s.Benefit
	case domain.ClassSatisfaction:
		return s.Satisfaction
	}
	return 0
}

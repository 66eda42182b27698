package target

import (
	"strconv"
	"strings"

	"jixiao/domain"
	"jixiao/domain/rule"
)

// VersionOf turns a parsed target form into a target version: amounts, texts and
// indicators keep their cells. Number and date of submission are the caller's.
func VersionOf(f *domain.Form) domain.TargetVersion {
	v := domain.TargetVersion{
		Goal: f.Goal, LongGoal: f.LongGoal, AmountUnit: f.AmountUnit, Indicators: f.Indicators, Owner: f.Owner,
		Prov: domain.Provenance{Name: f.File, Sheet: f.Sheet},
	}
	for i := range f.Funds {
		fund := &f.Funds[i]
		amount := fund.Annual
		if amount.Raw == "" && amount.Fen == nil {
			amount = fund.Initial
		}
		if fund.Total {
			v.Total = amount
			continue
		}
		v.Funds = append(v.Funds, domain.StatedFund{Item: fund.Item, Amount: amount})
	}
	v.Common = commonOf(f.Extra)
	return v
}

// commonOf reads the three common indicators from recognised label and value pairs.
func commonOf(extra []domain.LabelValue) domain.CommonIndicator {
	var c domain.CommonIndicator
	for _, x := range extra {
		label := fold(x.Label)
		qs := quantities(fold(x.Value.Raw))
		if len(qs) == 0 {
			continue
		}
		n := qs[len(qs)-1].num
		switch {
		case strings.Contains(label, "到项目率"):
			c.AllocationRate = &n
		case strings.Contains(label, "支出率") || label == "预算执行率":
			c.ExpenditureRate = &n
		case strings.Contains(label, "执行进度") || strings.Contains(label, "支出进度"):
			if c.Progress == nil {
				c.Progress = map[int]domain.Decimal{}
			}
			c.Progress[monthIn(label)] = n
		}
	}
	return c
}

// monthIn is the month-end a label names, December when it names none.
func monthIn(label string) int {
	for _, m := range [...]int{11, 9, 6} {
		if strings.Contains(label, strconv.Itoa(m)+"月") {
			return m
		}
	}
	return 12
}

// CheckForm checks a target form on its own, without a data file: what only the data
// file can tell (owner in the project list, budget, last year) is no data.
func CheckForm(f *domain.Form, on domain.Date) []rule.Outcome {
	v := VersionOf(f)
	v.No = 1
	d := domain.Dossier{DepartmentName: f.Department.Raw, UnitName: f.Unit.Raw, Target: &domain.Target{Versions: []domain.TargetVersion{v}}}
	d.Project.Year, d.Project.Name = f.Year, f.Project.Raw
	env := Env{Params: DefaultParams}
	s := NewSubject(&d, on, &env)
	s.formOnly = true
	return rule.Run(rules, s, on)
}

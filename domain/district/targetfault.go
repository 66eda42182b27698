package district

import (
	"fmt"
	"slices"
	"strings"

	"jixiao/domain"
)

// targetFault plants one fault in a version (or in the project itself) and says which
// rule finds it. It reports false when the project has nothing to plant it in.
type targetFault struct {
	rule string
	// hard faults are in the project, not in the form: a resubmission cannot mend them by
	// rewriting the form.
	hard  bool
	plant func(w *work, v *domain.TargetVersion) bool
}

var targetFaults = []targetFault{
	{"TGT-STR-01", false, func(w *work, v *domain.TargetVersion) bool {
		ind := w.at(v, roleCount1)
		ind.Weight = points(w.figure(roleCount1).weight-5, ind.Weight.Cell)
		return true
	}},
	{"TGT-STR-03", false, func(w *work, v *domain.TargetVersion) bool {
		return w.drop(v, func(i *domain.Indicator) bool { return i.Class == domain.ClassBenefit }, roleCount1)
	}},
	{"TGT-STR-04", false, func(w *work, v *domain.TargetVersion) bool {
		return w.drop(v, func(i *domain.Indicator) bool { return i.Class == domain.ClassSatisfaction }, roleBenefit1)
	}},
	{"TGT-STR-05", false, func(w *work, v *domain.TargetVersion) bool {
		return w.drop(v, func(i *domain.Indicator) bool { return i.Kind == "时效指标" }, roleCount1)
	}},
	{"TGT-STR-06", false, func(w *work, v *domain.TargetVersion) bool { v.Common.AllocationRate = nil; return true }},
	{"TGT-STR-07", false, func(w *work, v *domain.TargetVersion) bool {
		twin := w.at(v, roleCount2)
		n := w.figure(roleCount2).weight
		again := *twin
		twin.Weight, again.Weight = points(n-n/2, twin.Weight.Cell), points(n/2, twin.Weight.Cell)
		v.Indicators = slices.Insert(v.Indicators, 2, again)
		return true
	}},
	{"TGT-STR-08", false, func(w *work, v *domain.TargetVersion) bool {
		from, to := w.at(v, roleCount2), w.at(v, roleBenefit1)
		to.Level3.Raw = from.Level3.Raw
		setPlanned(to, from.Planned.Raw)
		return true
	}},
	{"TGT-STR-09", false, func(w *work, v *domain.TargetVersion) bool {
		ind := w.at(v, roleCount2)
		ind.Level3.Raw = "资金拨付及时率"
		setPlanned(ind, "≥96%")
		return w.figure(roleTime).name != "资金拨付及时率" && w.th.cost != w.figure(roleCount2).unit
	}},
	{"TGT-STR-10", false, func(w *work, v *domain.TargetVersion) bool {
		f := w.figure(roleCount2)
		setPlanned(w.at(v, roleCount2), fmt.Sprintf("新增%d%s，提升%d%s", floor(f.plan)/2+1, f.unit, floor(f.plan)/2+2, f.unit))
		return counted(f) && f.unit != w.th.cost
	}},
	{"TGT-STR-11", false, func(w *work, v *domain.TargetVersion) bool { w.at(v, roleBenefit2).Level3.Raw = ""; return true }},
	{"TGT-STR-12", false, func(w *work, v *domain.TargetVersion) bool { v.Goal.Raw = ""; return true }},
	{"TGT-MEA-01", false, func(w *work, v *domain.TargetVersion) bool { setPlanned(w.at(v, roleBenefit2), ""); return true }},
	{"TGT-MEA-02", false, func(w *work, v *domain.TargetVersion) bool {
		setPlanned(w.at(v, roleBenefit1), w.r.pick([]string{"显著提升", "效果明显", "有效改善", "稳步提高"}))
		return true
	}},
	{"TGT-MEA-03", false, func(w *work, v *domain.TargetVersion) bool {
		ind := w.at(v, roleBenefit1)
		ind.Level3.Raw = "服务对象增长率"
		setPlanned(ind, fmt.Sprintf("≥%d%%", w.r.between(5, 15)))
		for _, s := range []string{"上年", "去年", "较", "由", "从", "同期", "往年", "相比"} {
			if strings.Contains(v.Goal.Raw, s) {
				return false
			}
		}
		return true
	}},
	{"TGT-MEA-04", false, func(w *work, v *domain.TargetVersion) bool {
		f := w.figure(roleCount1)
		setPlanned(w.at(v, roleCount1), "≥"+f.plan.String())
		return !strings.HasSuffix(f.name, "数")
	}},
	{"TGT-MEA-05", false, func(w *work, v *domain.TargetVersion) bool {
		ind := w.at(v, roleCount1)
		ind.Level3.Raw += "（万元）"
		return w.figure(roleCount1).unit != "万元"
	}},
	{"TGT-MEA-06", false, func(w *work, v *domain.TargetVersion) bool {
		ind := w.at(v, roleAsked)
		setPlanned(ind, strings.Replace(ind.Planned.Raw, "≥", "≤", 1))
		return true
	}},
	{"TGT-MEA-07", false, func(w *work, v *domain.TargetVersion) bool {
		w.at(v, roleCount1).Level3.Raw += "（≥**" + w.figure(roleCount1).unit + "）"
		return true
	}},
	{"TGT-MEA-08", false, func(w *work, v *domain.TargetVersion) bool {
		ind := w.at(v, roleQuality)
		ind.Level3.Raw += strings.TrimLeft(ind.Planned.Raw, "=≥")
		return true
	}},
	{"TGT-MEA-10", false, func(w *work, v *domain.TargetVersion) bool { w.at(v, roleAsked).Note.Raw = "核心指标"; return true }},
	{"TGT-LVL-01", false, func(w *work, v *domain.TargetVersion) bool {
		f := w.figure(roleBenefit1)
		if w.p.LastYear == nil || f.unit == "%" || floor(f.lastActual) < 20 {
			return false
		}
		setPlanned(w.at(v, roleBenefit1), fmt.Sprintf("≥%d%s", floor(f.lastActual)*8/10, f.unit))
		return true
	}},
	{"TGT-LVL-03", true, func(w *work, v *domain.TargetVersion) bool {
		if w.p.LastYear == nil || w.evaluated {
			return false
		}
		w.p.LastYear.Budget = hundredYuan(w.r.per1000(w.p.Initial, 620, 760))
		w.p.LastYear.Executed = w.r.per1000(w.p.LastYear.Budget, 950, 990) / 100 * 100
		for i := range w.p.LastYear.Indicators {
			x := &w.p.LastYear.Indicators[i]
			for j := range w.now {
				if f := &w.now[j]; f.name == x.Level3 && f.class == domain.ClassOutput && f.numeric() {
					x.Planned, x.Actual = f.planned(), value("", f.plan, f.unit, "")
				}
			}
		}
		return true
	}},
	{"TGT-LVL-05", false, func(w *work, v *domain.TargetVersion) bool {
		if v.LongGoal.Raw == "" || !counted(w.figure(roleCount1)) || !counted(w.figure(roleCount2)) {
			return false
		}
		v.Goal.Raw = fmt.Sprintf("年内%s，%s。", w.quantities(false), fill(w.th.effects[0], "o", w.object, "p", w.place, "p2", w.place2))
		v.LongGoal.Raw = fmt.Sprintf("到%d年底累计%s，建成投用。", w.p.End.Year, w.quantities(false))
		return true
	}},
	{"TGT-COH-01", false, func(w *work, v *domain.TargetVersion) bool {
		v.Goal.Raw = "投入资金" + (w.p.Initial * 7 / 5).Wan() + "万元，" + v.Goal.Raw
		return true
	}},
	{"TGT-COH-02", false, func(w *work, v *domain.TargetVersion) bool {
		v.Funds[0].Amount = amount(*v.Funds[0].Amount.Fen-hundredYuan(w.p.Initial/20), v.Funds[0].Amount.Cell)
		return true
	}},
	{"TGT-COH-03", false, func(w *work, v *domain.TargetVersion) bool {
		ind := w.at(v, roleCost)
		if ind == nil {
			return false
		}
		f := w.figure(roleCost)
		setPlanned(ind, "≤"+f.plan.Add(f.plan).String()+f.unit)
		return true
	}},
	{"TGT-COH-05", false, func(w *work, v *domain.TargetVersion) bool {
		if w.lastGoal == "" || strings.Contains(w.lastGoal, fmt.Sprint(w.p.Year-1)+"年") {
			return false
		}
		v.Goal.Raw = w.lastGoal
		return true
	}},
	{"TGT-COH-06", false, func(w *work, v *domain.TargetVersion) bool {
		f := w.figure(roleTime)
		if f.numeric() {
			return false
		}
		setPlanned(w.at(v, roleTime), f.lastWords)
		return true
	}},
	{"TGT-COH-07", false, func(w *work, v *domain.TargetVersion) bool {
		more := hundredYuan(w.p.Initial / 25)
		v.Total = amount(w.p.Initial+more, v.Total.Cell)
		v.Funds[0].Amount = amount(*v.Funds[0].Amount.Fen+more, v.Funds[0].Amount.Cell)
		return w.p.Adjusted != w.p.Initial+more
	}},
	{"TGT-GATE-01", true, func(w *work, v *domain.TargetVersion) bool { w.p.Owner, v.Owner.Raw = "", ""; return true }},
	{"TGT-GATE-03", true, func(w *work, v *domain.TargetVersion) bool {
		if w.p.ExAnte == nil {
			return false
		}
		w.p.ExAnte.Need = hundredYuan(w.p.Initial * 4 / 5)
		return true
	}},
	{"EXA-GATE-01", true, func(w *work, v *domain.TargetVersion) bool {
		if !w.p.Kind.NeedsExAnte() {
			return false
		}
		w.p.ExAnte = nil
		return true
	}},
	{"EXA-GATE-02", true, func(w *work, v *domain.TargetVersion) bool {
		if w.p.ExAnte == nil {
			return false
		}
		w.p.ExAnte.Score, w.p.ExAnte.Conclusion = domain.NewDecimal(int64(w.r.between(420, 598)), 1), "不予支持"
		return true
	}},
	{"EXA-CAPITAL-01", true, func(w *work, v *domain.TargetVersion) bool {
		if w.p.Kind != domain.KindConstruction {
			return false
		}
		w.p.ExAnte = nil
		return true
	}},
}

// counted reports a unit that stands for things one counts.
func counted(f *figure) bool {
	return slices.Contains(words("个 处 人 家 户 件 套 台 所 米 平方米"), f.unit)
}

// drop removes lines and gives their weight to the line of a role.
func (w *work) drop(v *domain.TargetVersion, out func(*domain.Indicator) bool, to role) bool {
	heir := w.at(v, to)
	name := heir.Level3.Raw
	more := 0
	v.Indicators = slices.DeleteFunc(v.Indicators, func(i domain.Indicator) bool {
		if !out(&i) {
			return false
		}
		more += int(floor(*i.Weight.Value))
		return true
	})
	for i := range v.Indicators {
		if x := &v.Indicators[i]; x.Level3.Raw == name {
			x.Weight = points(int(floor(*x.Weight.Value))+more, x.Weight.Cell)
		}
	}
	return true
}

// plant puts up to n different faults into a clone of the version and returns the rules
// that find them. Faults of the project itself are planted only where hard is allowed.
func (w *work) plant(v *domain.TargetVersion, n int, hard bool) (rules []string) {
	for try := 0; try < 40 && len(rules) < n; try++ {
		f := targetFaults[w.r.IntN(len(targetFaults))]
		if f.hard && !hard || slices.Contains(rules, f.rule) || len(rules) > 0 && (strings.HasPrefix(f.rule, "TGT-STR") || f.rule == "TGT-MEA-03" || f.rule == "TGT-COH-05") {
			continue
		}
		before, project := cloneVersion(v), w.p
		if !clash(rules, f.rule) && f.plant(w, v) {
			rules = append(rules, f.rule)
			if len(v.Indicators) != len(before.Indicators) {
				break // the lines no longer stand where the next fault would look for them
			}
			continue
		}
		*v, w.p = before, project
	}
	slices.Sort(rules)
	return rules
}

// clash keeps two faults off the same line.
func clash(have []string, next string) bool {
	same := [][]string{
		{"TGT-MEA-04", "TGT-MEA-05", "TGT-MEA-07", "TGT-STR-01", "TGT-STR-05", "TGT-COH-03"}, {"TGT-MEA-01", "TGT-STR-11"}, {"TGT-MEA-02", "TGT-MEA-03", "TGT-LVL-01", "TGT-STR-08", "TGT-STR-03", "TGT-STR-04"},
		{"TGT-MEA-06", "TGT-MEA-10", "TGT-STR-04"}, {"TGT-COH-01", "TGT-STR-12", "TGT-LVL-05", "TGT-COH-02", "TGT-COH-07", "TGT-LVL-03"}, {"TGT-STR-05", "TGT-COH-06"},
		{"TGT-GATE-03", "EXA-GATE-01", "EXA-GATE-02", "EXA-CAPITAL-01"}, {"TGT-STR-07", "TGT-COH-03", "TGT-STR-10", "TGT-STR-08", "TGT-STR-09"}, {"TGT-STR-03", "TGT-MEA-01", "TGT-STR-11"},
	}
	for _, h := range have {
		for _, set := range same {
			if slices.Contains(set, h) && slices.Contains(set, next) {
				return true
			}
		}
	}
	return false
}

func cloneVersion(v *domain.TargetVersion) domain.TargetVersion {
	c := *v
	c.Indicators, c.Funds = slices.Clone(v.Indicators), slices.Clone(v.Funds)
	return c
}

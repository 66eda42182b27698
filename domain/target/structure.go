package target

import (
	"math/big"
	"strings"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/rule"
)

var structureRules = []rule.Rule[Subject]{
	{ID: "TGT-STR-01", Title: "指标权重合计等于100", Basis: basis.Of(basis.Cai2020No10, quoteWeights), Severity: rule.Failure, From: inForce, Version: 1,
		Good:    "产出50、效益30、满意度10，另加预算执行率10，合计100",
		Applies: hasLines, Evaluate: weightSum},
	{ID: "TGT-STR-02", Title: "设有产出指标", Basis: art11, Severity: rule.Failure, From: inForce, Version: 1,
		Good:    "产出指标/数量指标：新建口袋公园数量，不低于6个",
		Applies: has, Evaluate: classMissing(domain.ClassOutput, "请补充数量、质量、时效指标，写清花这笔钱要办成什么")},
	{ID: "TGT-STR-03", Title: "设有效益指标", Basis: art11, Severity: rule.Failure, From: inForce, Version: 1,
		Good:    "效益指标/社会效益指标：新增就近入学学位，不低于540个",
		Applies: hasLines, Evaluate: classMissing(domain.ClassBenefit, "请补充经济、社会、生态或可持续影响指标，写清办成之后带来什么变化")},
	{ID: "TGT-STR-04", Title: "设有满意度指标", Basis: mof88(quoteQuantify), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "满意度指标/服务对象满意度指标：在校学生家长满意度，不低于90%（随机问卷300份）",
		Applies: hasLines, Evaluate: classMissing(domain.ClassSatisfaction, "请补充服务对象满意度；没有服务对象的，请在备注中说明")},
	{ID: "TGT-STR-05", Title: "产出指标下数量、质量、时效齐全", Basis: mof88(quoteQuantify), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "数量：改造学校4所；质量：竣工验收合格率100%；时效：8月25日前完工",
		Applies: hasLines, Evaluate: outputKinds},
	{ID: "TGT-STR-06", Title: "编入三个共性指标", Basis: basis.Cite("第十条", quoteCommon), Severity: rule.Failure, From: inForce, Version: 1,
		Good:    "预算执行进度：6月末45%、9月末70%；预算支出率95%；预算到项目率90%",
		Applies: has, Evaluate: commonMissing},
	{ID: "TGT-STR-07", Title: "同一张表没有重复指标", Basis: fix11, Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "每个三级指标只出现一次",
		Applies: hasLines, Evaluate: repeated(true)},
	{ID: "TGT-STR-08", Title: "同一指标不同时列入两个一级指标", Basis: fix11, Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "培训人数列在产出；培训后就业率列在效益",
		Applies: hasLines, Evaluate: repeated(false)},
	{ID: "TGT-STR-11", Title: "指标行写有三级指标名称", Basis: art11, Severity: rule.Failure, From: inForce, Version: 1,
		Good:    "三级指标：新建口袋公园数量；指标值：不低于6个",
		Applies: hasLines, Evaluate: nameless},
	{ID: "TGT-STR-12", Title: "写有年度总体目标", Basis: art11, Severity: rule.Failure, From: inForce, Version: 1,
		Good:    "8月底前完成4所学校校舍加固改造，新增学位540个，消除D级危房。",
		Applies: has, Evaluate: goalMissing},
}

// weightSum accepts 100, or 90 when the budget execution rate is held outside the
// table; weights may also be printed as fractions. A table without weights is no data.
func weightSum(s Subject) rule.Result {
	sum, any, rate := new(big.Rat), false, false
	for i := range s.lines {
		l := &s.lines[i]
		if w := l.ind.Weight.Value; w != nil {
			any = true
			sum.Add(sum, w.Rat())
			rate = rate || strings.Contains(l.name, "执行率")
		} else if l.ind.Weight.Raw != "" {
			return rule.Missing()
		}
	}
	if !any {
		return rule.Missing()
	}
	if sum.Cmp(big.NewRat(1, 1)) <= 0 && sum.Sign() > 0 && len(s.lines) > 1 {
		sum.Mul(sum, big.NewRat(100, 1))
	}
	p := s.env.Params
	if sum.Cmp(big.NewRat(p.WeightSum, 1)) == 0 || (!rate && sum.Cmp(big.NewRat(p.WeightSumRate, 1)) == 0) {
		return rule.Found()
	}
	got, _ := domain.DecimalFromRat(sum, 2)
	want := domain.DecimalInt(p.WeightSum).String()
	f := s.on1("indicators.*.weight", "", got.String(), "各项指标权重合计为"+got.String()+"，应为"+want+"；请重新分配权重，使合计等于"+want+"（预算执行率10分单列的，其余合计90）。")
	f.Expected = want
	return rule.Found(f)
}

func classMissing(class, remedy string) func(Subject) rule.Result {
	return func(s Subject) rule.Result {
		for i := range s.lines {
			if s.lines[i].ind.Class == class {
				return rule.Found()
			}
		}
		if s.unread {
			return rule.Missing()
		}
		f := s.on1("indicators.+", "", "", "没有设置"+class+"，绩效目标不完整；"+remedy+"。")
		f.Expected = class
		return rule.Found(f)
	}
}

func outputKinds(s Subject) rule.Result {
	seen := map[string]bool{}
	output := false
	for i := range s.lines {
		if ind := s.lines[i].ind; ind.Class == domain.ClassOutput {
			if ind.Kind == "" {
				return rule.Missing()
			}
			output, seen[ind.Kind] = true, true
		}
	}
	if !output {
		return rule.Skip()
	}
	var lack []string
	for _, k := range [...]string{"数量指标", "质量指标", "时效指标"} {
		if !seen[k] {
			lack = append(lack, k)
		}
	}
	if len(lack) == 0 {
		return rule.Found()
	}
	names := strings.Join(lack, "、")
	f := s.on1("indicators.+", "", "", "产出指标下没有"+names+"，无法考核干多少、干得怎样、何时干完；请补充"+names+"。")
	f.Expected = names
	return rule.Found(f)
}

// commonMissing accepts the three common indicators as fields of the target or as rows
// of its table. A form on its own has no place for them: no data.
func commonMissing(s Subject) rule.Result {
	c := s.v.Common
	progress, spend, toProject := len(c.Progress) > 0, c.ExpenditureRate != nil, c.AllocationRate != nil
	for i := range s.lines {
		n := s.lines[i].key
		progress = progress || anyOf(n, []string{"执行进度", "支出进度"})
		spend = spend || anyOf(n, []string{"支出率", "预算执行率"})
		toProject = toProject || strings.Contains(n, "到项目率")
	}
	var lack []string
	for _, x := range [...]struct {
		set  bool
		name string
	}{{progress, "预算执行进度"}, {spend, "预算支出率"}, {toProject, "预算到项目率"}} {
		if !x.set {
			lack = append(lack, x.name)
		}
	}
	switch {
	case len(lack) == 0:
		return rule.Found()
	case len(lack) == 3 && s.formOnly:
		return rule.Missing()
	}
	names := strings.Join(lack, "、")
	f := s.on1("common", "", "", "没有编入共性指标"+names+"；三个共性指标须与项目绩效目标一并编入部门预算，请补填目标值。")
	f.Expected = names
	return rule.Found(f)
}

// repeated finds names that occur twice: within one level-1 class (same true) or across
// two classes. Only the later row is blamed.
func repeated(same bool) func(Subject) rule.Result {
	return func(s Subject) rule.Result {
		var fs []rule.Finding
		for i := range s.lines {
			l := &s.lines[i]
			if len(l.key) < 6 {
				continue
			}
			for j := range s.lines[:i] {
				e := &s.lines[j]
				if e.key != l.key || (e.ind.Class == l.ind.Class) != same || (same && e.ind.Kind != l.ind.Kind && e.raw != l.raw) {
					continue
				}
				fs = append(fs, s.at(l, "level3", repeatedSentence(e, l, same)))
				break
			}
		}
		return rule.Found(fs...)
	}
}

func repeatedSentence(e, l *line, same bool) string {
	if same {
		return l.title() + "与" + place(e) + "的同名指标重复；请合并为一个指标，或写清两者区别。"
	}
	return l.title() + "已列入" + e.ind.Class + "，又列入" + l.ind.Class + "，同一件事算了两次；请只保留一处，效益指标写变化和效果。"
}

// place says where a line stands: its cell or its row number in the table.
func place(l *line) string {
	if c := l.ind.Level3.Cell; c != "" {
		return c + "单元格"
	}
	return "第" + domain.DecimalInt(int64(l.i+1)).String() + "行"
}

func nameless(s Subject) rule.Result {
	return rule.Found(s.each(func(l *line) (rule.Finding, bool) {
		if l.name != "" || l.raw == "" {
			return rule.Finding{}, false
		}
		return s.at(l, "level3", l.title()+"只有指标值「"+l.ind.Planned.Raw+"」，没有三级指标名称，不知道考核什么；请补写名称。"), true
	})...)
}

func goalMissing(s Subject) rule.Result {
	if fold(s.v.Goal.Raw) != "" {
		return rule.Found()
	}
	return rule.Found(s.goal("没有填写年度总体目标，看不出这笔钱要达到什么效果；请用一两句话写明做什么、做多少、达到什么效果。"))
}

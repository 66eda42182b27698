package explain

import (
	"fmt"
	"strings"

	"jixiao/domain"
	"jixiao/domain/basis"
)

var (
	allFunds = basis.Cite("第二条", "本办法适用范围包括区级部门、单位管理的所有财政资金")
	spending = basis.Cite("第十四条", "严格按项目实际支出进度和绩效情况实行精准拨款")
	common   = basis.Cite("第十条", "区财政部门将预算执行进度、预算支出率、预算到项目率三个预算绩效共性指标与项目绩效目标一并编入部门预算")
	exAnte   = basis.Cite("第十二条", "一是与事前绩效评估审定的下年度资金实际需求等挂钩，精准安排项目预算")
)

func initial(d *domain.Dossier) Chain {
	p := &d.Project
	c := Chain{Value: wan(p.Initial), Source: sourceOf(p.Prov, "initial", ""), Basis: cite(allFunds)}
	if len(p.Funds) > 0 {
		c.Formula = "各资金来源年初数之和"
		c.Inputs = fundInputs(p, func(f domain.FundLine) domain.Fen { return f.Initial }, "initial")
		c.Worked = sumText(c.Inputs, c.Value)
	}
	return c
}

func adjusted(d *domain.Dossier) Chain {
	p := &d.Project
	c := Chain{Value: wan(p.Adjusted), Source: sourceOf(p.Prov, "adjusted", ""), Basis: cite(allFunds),
		Formula: "年初预算 + 预算调整 + 上年结转"}
	if len(p.Funds) > 0 {
		c.Formula = "各资金来源全年数之和（年初 + 调整 + 上年结转）"
		c.Inputs = fundInputs(p, func(f domain.FundLine) domain.Fen { return f.Adjusted }, "adjusted")
		c.Worked = sumText(c.Inputs, c.Value)
		return c
	}
	change := p.Adjusted - p.Initial - p.Carryover
	c.Inputs = []Chain{
		{Field: "initial", Title: "年初预算", Value: wan(p.Initial), Source: sourceOf(p.Prov, "initial", "")},
		{Title: "预算调整", Value: wan(change), Formula: "全年预算数 - 年初预算 - 上年结转"},
		{Field: "carryover", Title: "上年结转", Value: wan(p.Carryover), Source: sourceOf(p.Prov, "carryover", "")},
	}
	c.Worked = sumText(c.Inputs, c.Value)
	return c
}

func carryover(d *domain.Dossier) Chain {
	c := Chain{Value: wan(d.Project.Carryover), Source: sourceOf(d.Project.Prov, "carryover", "")}
	if y := d.Project.CarryoverSince; y > 0 {
		years := d.Project.Year - y
		c.Note = fmt.Sprintf("最早在 %d 年安排，已结转 %d 年。", y, years)
		if years >= 2 {
			c.Note += "结转满两年的资金应当收回。"
			c.Basis = cite(basis.Of(basis.BudgetLaw, ""), basis.Of(basis.Guo2014No70, ""))
		}
	}
	return c
}

func fundInputs(p *domain.Project, amount func(domain.FundLine) domain.Fen, name string) []Chain {
	var out []Chain
	for i, f := range p.Funds {
		out = append(out, Chain{Field: fmt.Sprintf("funds.%d", i), Title: string(f.Source), Value: wan(amount(f)),
			Source: sourceOf(p.Prov, fmt.Sprintf("funds.%d.%s", i, name), "")})
	}
	return out
}

func fundFigures(d *domain.Dossier) []figure {
	var out []figure
	for i, f := range d.Project.Funds {
		out = append(out, figure{fmt.Sprintf("funds.%d", i), string(f.Source), func(d *domain.Dossier) Chain {
			src := sourceOf(d.Project.Prov, fmt.Sprintf("funds.%d.adjusted", i), "")
			if src == nil || src.Cell == "" {
				src = sourceOf(d.Project.Prov, fmt.Sprintf("funds.%d.initial", i), "")
			}
			return Chain{Value: wan(f.Adjusted), Source: src, Basis: cite(allFunds), Note: "年初 " + wan(f.Initial) + "，全年 " + wan(f.Adjusted) + "。"}
		}})
	}
	return out
}

// sumText puts the figures of a sum into words.
func sumText(parts []Chain, total string) string {
	var b strings.Builder
	for i, p := range parts {
		if i > 0 {
			b.WriteString(" + ")
		}
		b.WriteString(strings.TrimSuffix(p.Value, "万元"))
	}
	return b.String() + " = " + total
}

func exAnteNeed(d *domain.Dossier) Chain {
	e := d.Project.ExAnte
	return Chain{Value: wan(e.Need), Source: sourceOf(d.Project.Prov, "ex_ante_need", ""), Basis: cite(exAnte),
		Note: "评估报告：" + e.Report + "，得分 " + e.Score.String() + "，结论：" + e.Conclusion + "。"}
}

func targetTotal(d *domain.Dossier) Chain {
	v := d.Target.Current()
	c := Chain{Source: sourceAt(v.Prov, v.Total.Cell, v.Total.Raw), Note: fmt.Sprintf("第 %d 次报送。", v.No)}
	if v.Total.Fen == nil {
		c.Missing = "目标表没有填资金总额。"
	} else {
		c.Value = wan(*v.Total.Fen)
		if *v.Total.Fen != d.Project.Adjusted && *v.Total.Fen != d.Project.Initial {
			c.Note += "与项目库的年初预算 " + wan(d.Project.Initial) + "、全年预算数 " + wan(d.Project.Adjusted) + "都不一致。"
		}
	}
	for _, f := range v.Funds {
		in := Chain{Title: f.Item.Raw, Source: sourceAt(v.Prov, f.Amount.Cell, f.Amount.Raw)}
		if f.Amount.Fen != nil {
			in.Value = wan(*f.Amount.Fen)
		} else {
			in.Missing = "没有填金额。"
		}
		c.Inputs = append(c.Inputs, in)
	}
	return c
}

func targetCommon(d *domain.Dossier) Chain {
	k := d.Target.Current().Common
	c := Chain{Basis: cite(common)}
	var parts []string
	for _, m := range []int{6, 9, 11, 12} {
		if p, ok := k.Progress[m]; ok {
			parts = append(parts, fmt.Sprintf("%d 月末执行进度 %s%%", m, p))
		}
	}
	if k.ExpenditureRate != nil {
		parts = append(parts, "预算支出率 "+k.ExpenditureRate.String()+"%")
	}
	if k.AllocationRate != nil {
		parts = append(parts, "预算到项目率 "+k.AllocationRate.String()+"%")
	}
	c.Value = strings.Join(parts, "，")
	if !k.Complete() {
		c.Missing = "三个共性指标没有填全，请退回单位补齐。"
	}
	return c
}

package explain

import (
	"fmt"
	"math/big"

	"jixiao/domain"
	"jixiao/domain/basis"
)

var (
	selfEval = basis.Cite("第十五条", "区本级支出项目全部纳入绩效自评范围")
	recheck  = basis.Cite("第十六条", "区财政部门实施抽查复核和重大项目评价。对部门、单位绩效自评结果实施抽查复核")
	grades   = basis.Of(basis.Cai2020No10, "90（含）至100分为优、80（含）至90分为良、60（含）至80分为中、60分以下为差。")
)

func selfScore(d *domain.Dossier) Chain {
	c := Chain{Formula: "各指标得分 + 预算执行率得分", Basis: cite(selfEval)}
	s := d.SelfEval
	if s == nil {
		c.Missing = notEvaluated
		return c
	}
	c.Source = sourceAt(s.Prov, s.Form.TotalScore.Cell, s.Form.TotalScore.Raw)
	total := new(big.Rat)
	for _, f := range s.Form.Funds {
		if f.Score.Value != nil {
			c.Inputs = append(c.Inputs, Chain{Title: "预算执行率（" + f.Item.Raw + "）", Value: f.Score.Value.String(), Source: sourceAt(s.Prov, f.Score.Cell, f.Score.Raw)})
			total.Add(total, f.Score.Value.Rat())
		}
	}
	for _, ind := range s.Form.Indicators {
		if ind.Score.Value == nil {
			continue
		}
		in := Chain{Title: ind.Level3.Raw, Value: ind.Score.Value.String(), Source: sourceAt(s.Prov, ind.Score.Cell, ind.Score.Raw)}
		in.Note = "指标值 " + ind.Planned.Raw + "，完成值 " + ind.Actual.Raw
		if ind.Weight.Value != nil {
			in.Note += "，分值 " + ind.Weight.Value.String()
		}
		c.Inputs = append(c.Inputs, in)
		total.Add(total, ind.Score.Value.Rat())
	}
	sum, ok := domain.DecimalFromRat(total, 2)
	switch {
	case s.Score == nil:
		c.Missing = "自评表没有填总分。"
	default:
		c.Value = s.Score.String()
		if ok && len(c.Inputs) > 0 && sum.Cmp(*s.Score) != 0 {
			c.Note = "表上总分 " + c.Value + "，各项得分合计 " + sum.String() + "，两者不一致。"
		}
	}
	if ok && len(c.Inputs) > 0 {
		c.Worked = fmt.Sprintf("%d 项得分合计 = %s", len(c.Inputs), sum)
	}
	return c
}

func selfGrade(d *domain.Dossier) Chain {
	c := Chain{Formula: "按自评得分分档：90 及以上优，80 及以上良，60 及以上中，60 以下差", Basis: cite(grades), Inputs: []Chain{input(d, "self", "自评得分", selfScore)}}
	if d.SelfEval == nil || d.SelfEval.Score == nil {
		c.Missing = notEvaluated
		if d.SelfEval != nil {
			c.Missing = "自评表没有填总分，定不了等级。"
		}
		return c
	}
	c.Value = string(domain.GradeOf(*d.SelfEval.Score))
	if g := d.SelfEval.Grade; g != "" && string(g) != c.Value {
		c.Note = "表上填的等级是“" + string(g) + "”，与得分不符。"
	}
	return c
}

// paper returns the recheck a list shows: the newest with a score, else the newest.
func paper(d *domain.Dossier) *domain.Recheck {
	for i := len(d.Rechecks) - 1; i >= 0; i-- {
		if d.Rechecks[i].ReviewScore != nil {
			return &d.Rechecks[i]
		}
	}
	if n := len(d.Rechecks); n > 0 {
		return &d.Rechecks[n-1]
	}
	return nil
}

func reviewScore(d *domain.Dossier) Chain {
	c := Chain{Formula: "复核底稿各指标复核得分之和", Basis: cite(recheck)}
	k := paper(d)
	if k == nil {
		c.Missing = "没有复核底稿。"
		return c
	}
	for _, it := range k.Items {
		in := Chain{Title: it.Level3, Note: "核实值 " + it.Confirmed}
		if it.Code != "" {
			in.Note += "，扣分代码 " + it.Code
		}
		if it.ReviewScore != nil {
			in.Value = it.ReviewScore.String()
		} else {
			in.Missing = "还没有复核得分。"
		}
		if !k.Prov.Zero() {
			in.Source = &Source{File: k.Prov.File, Name: k.Prov.Name, Sheet: k.Prov.Sheet, Row: it.Row}
		}
		c.Inputs = append(c.Inputs, in)
	}
	if k.ReviewScore == nil {
		c.Missing = "复核还没有完成，没有总分。"
		return c
	}
	c.Value = k.ReviewScore.String()
	return c
}

func difference(d *domain.Dossier) Chain {
	c := Chain{Formula: "复核得分 - 自评得分", Basis: cite(recheck, basis.Of(basis.Practice, "相差不满 5 分基本一致，5 至 10 分一般差异，10 分及以上差异较大，20 分及以上严重失实。")),
		Inputs: []Chain{input(d, "review", "复核得分", reviewScore), input(d, "self", "自评得分", selfScore)}}
	k := paper(d)
	if k == nil || k.ReviewScore == nil || d.SelfEval == nil || d.SelfEval.Score == nil {
		c.Missing = "自评得分和复核得分还不齐，算不出差异。"
		return c
	}
	c.Value = k.ReviewScore.Sub(*d.SelfEval.Score).String()
	c.Worked = k.ReviewScore.String() + " - " + d.SelfEval.Score.String() + " = " + c.Value
	return c
}

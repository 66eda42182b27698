package explain

import (
	"jixiao/domain"
	"jixiao/domain/basis"
)

var linkages = basis.Cite("第十二条", "实施重大政策和项目资金预算编制与绩效“三个挂钩”，实现预算精准编制")

// linkFigures are the figures that the three linkages read and that stand nowhere else
// (第十二条): money settled on undertakings, and last year's budget, expenditure and score.
func linkFigures(d *domain.Dossier) (list []figure) {
	p := &d.Project
	if p.Landed != nil {
		list = append(list, figure{"landed", "已落实到项目金额", func(d *domain.Dossier) Chain { return read(d, "landed", wan(*d.Project.Landed)) }})
	}
	if p.LastYear == nil {
		return list
	}
	list = append(list, figure{"last_year.budget", "上年预算", func(d *domain.Dossier) Chain { return read(d, "last_year.budget", wan(d.Project.LastYear.Budget)) }},
		figure{"last_year.executed", "上年支出", func(d *domain.Dossier) Chain { return read(d, "last_year.executed", wan(d.Project.LastYear.Executed)) }})
	if p.LastYear.Score != nil {
		list = append(list, figure{"last_year.score", "上年绩效得分", func(d *domain.Dossier) Chain { return read(d, "last_year.score", d.Project.LastYear.Score.Fixed(2)) }})
	}
	return list
}

// read is a figure as a list printed it.
func read(d *domain.Dossier, field, value string) Chain {
	return Chain{Value: value, Source: sourceOf(d.Project.Prov, field, ""), Basis: cite(linkages)}
}

// Sources says for each of the figures, as far as the project has them, what it is and where
// it was read: "上年预算 90.00万元：文件 清单.xlsx 单元格 E6".
func Sources(d domain.Dossier, fields []string) (out []string) {
	seen := map[string]bool{}
	for _, f := range fields {
		c, err := Explain(d, f)
		if err != nil || seen[f] || c.Value == "" {
			continue // the project has no such figure
		}
		seen[f] = true
		out = append(out, c.Title+" "+c.Value+"："+c.Source.String())
	}
	return out
}

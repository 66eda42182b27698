package xlsx

import (
	"strings"

	"jixiao/domain"
	"jixiao/domain/parse"
)

// Layouts of target forms that have no constant in domain.
const (
	layoutApproval   = "approval"   // 审批表: 项目资金预算执行10分 and weights in the target
	layoutMonitoring = "monitoring" // 财预〔2019〕136号
)

// layout names the published layout by what its labels say.
func (p *formParser) layout() string {
	switch p.form.Kind {
	case domain.FormTarget:
		return p.targetLayout()
	case domain.FormMonitoring:
		return layoutMonitoring
	}
	f, t := p.form, p.tables[0]
	parted := t.has(roleValue)
	before := t.has(roleWeight) && t.has(rolePlanned) && t.find(roleWeight).c1 < t.find(rolePlanned).c1
	switch {
	case !f.HasWeight && !f.HasScore:
		return domain.LayoutNoScore
	case p.headed("评价内容") || p.headed("项目权重"):
		return domain.LayoutGuangshu
	case p.headed("单项指标折算得分") || p.headed("权重占比") && parted:
		return domain.LayoutHebei
	case parted && p.sichuan():
		return domain.LayoutSichuan
	case parted:
		return domain.LayoutYunnan
	case p.yinchuan():
		return domain.LayoutYinchuan
	case !f.HasWeight:
		return domain.LayoutHubei
	case before && (p.headed("得分计算方法") || p.fund != nil && p.baseIsInitial()):
		return domain.LayoutBeijing
	case before:
		return domain.LayoutCohesion
	case f.AmountUnit == domain.UnitYuan:
		return domain.LayoutShanghai
	}
	return domain.LayoutStandard
}

func (p *formParser) targetLayout() string {
	if p.tables[0].twoSided || p.form.LongGoal.Raw != "" {
		return domain.LayoutStandard
	}
	if p.form.HasWeight && p.headed("指标解释") {
		return layoutApproval
	}
	return domain.LayoutCohesion
}

// headed reports whether an indicator table has a column with the header.
func (p *formParser) headed(key string) bool {
	for _, t := range p.tables {
		for i := range t.cols {
			if t.cols[i].key == key {
				return true
			}
		}
	}
	return false
}

func (p *formParser) sichuan() bool {
	if strings.Contains(parse.Squeeze(p.form.Title.Raw), "部门预算项目") {
		return true
	}
	for i := range p.form.Funds {
		if strings.Contains(p.form.Funds[i].Item.Raw, "财政专户管理资金") {
			return true
		}
	}
	return false
}

func (p *formParser) yinchuan() bool {
	for i := range p.form.Indicators {
		if l := p.form.Indicators[i].Level1.Raw; strings.Contains(l, "项目决策") || strings.Contains(l, "项目管理") {
			return true
		}
	}
	return false
}

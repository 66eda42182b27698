package xlsx

import (
	"strings"

	"jixiao/domain"
)

// finish tells kind and layout and lists what was not understood.
func (rd *formReader) finish() {
	if rd.f.AmountUnit == "" {
		rd.f.AmountUnit = rd.unit
	}
	rd.f.Kind = rd.kind()
	rd.f.Layout = rd.layout()
	rd.f.Unread = rd.g.unread(rd.from, rd.to)
}

func (rd *formReader) kind() domain.FormKind {
	t := rd.f.Title.Raw
	switch {
	case strings.Contains(t, "自评") || strings.Contains(t, "评价表"):
		return domain.FormSelfEval
	case strings.Contains(t, "申报") || strings.Contains(t, "目标表") || strings.Contains(t, "审批表") || strings.Contains(t, "批复表"):
		return domain.FormTarget
	case rd.f.HasActual:
		return domain.FormSelfEval
	}
	return domain.FormTarget
}

// layout names the published layout by what its labels say.
func (rd *formReader) layout() string {
	if rd.f.Kind == domain.FormTarget {
		if rd.f.LongGoal.Raw != "" {
			return domain.LayoutStandard
		}
		return domain.LayoutCohesion
	}
	split := has(rd.cols, "sign") && has(rd.cols, "value")
	switch {
	case !rd.f.HasWeight && !rd.f.HasScore:
		return domain.LayoutNoScore
	case rd.headerIs("level1", "评价内容"):
		return domain.LayoutGuangshu
	case split && has(rd.cols, "rawscore") || split && rd.headerIs("sign", "符号"):
		return domain.LayoutHebei
	case split && rd.sichuan():
		return domain.LayoutSichuan
	case split:
		return domain.LayoutYunnan
	case rd.yinchuan():
		return domain.LayoutYinchuan
	case !rd.f.HasWeight:
		return domain.LayoutHubei
	case rd.cols["weight"] < rd.cols["planned"] && (rd.headerIs("planned", "年度指标值(A)") || has(rd.cols, "note") && rd.f.HasInitial):
		return domain.LayoutBeijing
	case rd.cols["weight"] < rd.cols["planned"]:
		return domain.LayoutCohesion
	case rd.f.AmountUnit == domain.UnitYuan:
		return domain.LayoutShanghai
	}
	return domain.LayoutStandard
}

func (rd *formReader) headerIs(field, label string) bool {
	c, ok := rd.cols[field]
	return ok && rd.g.label(rd.head, c) == label
}

func (rd *formReader) sichuan() bool {
	if strings.Contains(rd.f.Title.Raw, "部门预算项目") {
		return true
	}
	for _, x := range rd.f.Extra {
		if strings.HasSuffix(x.Value.Raw, "zp") {
			return true
		}
	}
	return false
}

func (rd *formReader) yinchuan() bool {
	for _, i := range rd.f.Indicators {
		if strings.Contains(i.Level1.Raw, "项目决策") || strings.Contains(i.Level1.Raw, "项目管理") {
			return true
		}
	}
	return false
}

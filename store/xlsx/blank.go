package xlsx

import "jixiao/domain"

// Blank forms for templates: the rows a department needs at least, without values.

func blankRows(levels ...[3]string) []domain.Indicator {
	var out []domain.Indicator
	for _, l := range levels {
		out = append(out, domain.Indicator{Level1: domain.Text{Raw: l[0]}, Level2: domain.Text{Raw: l[1]}, Level3: domain.Text{Raw: l[2]}})
	}
	return out
}

func blankIndicators(output, benefit, satisfaction string) []domain.Indicator {
	return blankRows(
		[3]string{output, "数量指标"}, [3]string{output, "质量指标"}, [3]string{output, "时效指标"}, [3]string{output, "成本指标"},
		[3]string{benefit, "经济效益指标"}, [3]string{benefit, "社会效益指标"}, [3]string{benefit, "生态效益指标"}, [3]string{benefit, "可持续影响指标"},
		[3]string{satisfaction, "服务对象满意度指标"},
	)
}

func fundRow(item string, weight string) domain.FormFund {
	return domain.FormFund{Item: domain.Text{Raw: item}, Weight: domain.Number{Raw: weight}, Score: domain.Number{Raw: dashUnless(weight)}, Total: weight != "-"}
}

func dashUnless(weight string) string {
	if weight == "-" {
		return "-"
	}
	return ""
}

func blankSelfEval() *domain.Form {
	return &domain.Form{Kind: domain.FormSelfEval, AmountUnit: domain.UnitWan,
		Funds:       []domain.FormFund{fundRow("年度资金总额", "10"), fundRow("其中：当年财政拨款", "-"), fundRow("上年结转资金", "-"), fundRow("其他资金", "-")},
		Indicators:  blankIndicators("产出指标(50分)", "效益指标(30分)", "满意度指标(10分)"),
		TotalWeight: domain.Number{Raw: "100"},
	}
}

func blankTarget() *domain.Form {
	return &domain.Form{Kind: domain.FormTarget, AmountUnit: domain.UnitWan, LongGoal: domain.Text{Raw: " "},
		Funds:      []domain.FormFund{fundRow("年度资金总额", ""), fundRow("其中：财政拨款", ""), fundRow("上年结转资金", ""), fundRow("其他资金", "")},
		Indicators: blankIndicators("产出指标", "效益指标", "满意度指标"),
		Extra: []domain.LabelValue{{Label: "预算执行进度（6月末）"}, {Label: "预算执行进度（9月末）"}, {Label: "预算执行进度（11月末）"}, {Label: "预算执行进度（12月末）"},
			{Label: "预算支出率"}, {Label: "预算到项目率"}},
	}
}

func blankMonitoring() *MonitoringSheet {
	m := &MonitoringSheet{Month: 6, Unit: domain.UnitWan}
	for _, x := range blankIndicators("产出指标", "效益指标", "满意度指标") {
		m.Indicators = append(m.Indicators, domain.MonitoringIndicator{Indicator: x})
	}
	return m
}

func blankRecheck() *RecheckSheet {
	r := &RecheckSheet{}
	for _, x := range blankIndicators("产出指标", "效益指标", "满意度指标") {
		r.Paper.Items = append(r.Paper.Items, domain.RecheckItem{Level1: x.Level1.Raw, Level2: x.Level2.Raw})
	}
	return r
}

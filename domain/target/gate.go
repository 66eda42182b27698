package target

import (
	"strings"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/rule"
)

var gateRules = []rule.Rule[Subject]{
	{ID: "TGT-GATE-01", Title: "项目责任人已明确", Basis: basis.Cite("第八条", quoteOwner), Severity: rule.Failure, From: inForce, Version: 1,
		Good:    "项目责任人：李明（工程科科长），电话1234567",
		Applies: has, Evaluate: ownerMissing},
	{ID: "TGT-GATE-02", Title: "已设定绩效目标", Basis: art11, Severity: rule.Failure, From: inForce, Version: 1,
		Good:     "申请资金的项目都有绩效目标申报表",
		Evaluate: targetMissing},
	{ID: "TGT-GATE-03", Title: "申请额不超过事前评估审定的需求", Basis: basis.Cite("第十二条", quoteNeed), Severity: rule.Warning, From: inForce, Version: 1,
		Good:     "审定资金需求300万元，申请300万元",
		Evaluate: overNeed},
	{ID: "EXA-GATE-01", Title: "新设专项资金、新出台重大政策、新确定项目有事前绩效评估报告", Basis: basis.Cite("第九条", quoteExAnte), Severity: rule.Failure, From: inForce, Version: 1,
		Good:    "附事前绩效评估报告及结论",
		Applies: needsExAnte, Evaluate: exAnteMissing},
	{ID: "EXA-GATE-02", Title: "事前绩效评估结果不为差", Basis: basis.Cite("第九条", quoteExAnte), Severity: rule.Failure, From: inForce, Version: 1,
		Good:     "结论：予以支持，或调整完善后支持",
		Evaluate: exAnteRejected},
	{ID: "EXA-CAPITAL-01", Title: "基本建设项目有投资绩效评估意见", Basis: basis.Cite("第九条", quoteInvest), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "附投资主管部门的评估意见",
		Applies: isConstruction, Evaluate: investMissing},
}

func needsExAnte(s Subject) bool {
	return s.d.Project.Kind.NeedsExAnte()
}

func isConstruction(s Subject) bool { return s.d.Project.Kind == domain.KindConstruction }

// released reports the one way past the gates: a document of the district government
// (第十二条 特殊情况).
func released(s Subject) bool { return strings.TrimSpace(s.d.Project.ExceptionDoc) != "" }

func ownerMissing(s Subject) rule.Result {
	switch {
	case strings.TrimSpace(s.d.Project.Owner) != "" || fold(s.v.Owner.Raw) != "":
		return rule.Found()
	case s.formOnly:
		return rule.Missing()
	}
	return rule.Found(s.on1("owner", s.v.Owner.Cell, "", "没有写明项目责任人，出了问题找不到人；请填写责任人姓名和电话。"))
}

func targetMissing(s Subject) rule.Result {
	if s.v != nil {
		return rule.Found()
	}
	return rule.Found(rule.Finding{Field: "target", Message: "没有设定绩效目标，按规定不安排预算；请督促单位填报绩效目标申报表。"})
}

func overNeed(s Subject) rule.Result {
	p := &s.d.Project
	switch {
	case p.ExAnte == nil:
		return rule.Skip()
	case p.ExAnte.Need <= 0 || p.Initial <= 0:
		return rule.Missing()
	case p.Initial <= p.ExAnte.Need || released(s):
		return rule.Found()
	}
	f := s.on1("total", "", p.Initial.Wan()+"万元", "申请"+p.Initial.Wan()+"万元，超过事前绩效评估审定的资金需求"+p.ExAnte.Need.Wan()+"万元；请核减到审定数以内，或补充评估。")
	f.Expected = p.ExAnte.Need.Wan() + "万元"
	return rule.Found(f)
}

func exAnteMissing(s Subject) rule.Result {
	p := &s.d.Project
	switch {
	case released(s) || (p.ExAnte != nil && (p.ExAnte.Report != "" || p.ExAnte.Conclusion != "")):
		return rule.Found()
	}
	return rule.Found(s.on1("project.ex_ante", p.Prov.CellOf("ex_ante"), "", "属于"+string(p.Kind)+"，却没有事前绩效评估报告，不得列入年度预算和项目库；请先开展评估并附报告，特殊情况须有区政府批准文件。"))
}

func exAnteRejected(s Subject) rule.Result {
	p := &s.d.Project
	switch {
	case p.ExAnte == nil:
		return rule.Skip()
	case p.ExAnte.Conclusion == "":
		return rule.Missing()
	case p.ExAnte.Conclusion != domain.NotSupported || released(s):
		return rule.Found()
	}
	f := s.on1("project.ex_ante", p.Prov.CellOf("ex_ante"), p.ExAnte.Conclusion, "事前绩效评估结论是「不予支持」（"+p.ExAnte.Score.String()+"分），不得列入年度预算和项目库；请退回项目，特殊情况须有区政府批准文件。")
	return rule.Found(f)
}

func investMissing(s Subject) rule.Result {
	p := &s.d.Project
	if p.ExAnte != nil || released(s) {
		return rule.Found()
	}
	if s.formOnly {
		return rule.Missing()
	}
	return rule.Found(s.on1("project.ex_ante", "", "", "属于基本建设项目，没有看到投资主管部门的绩效评估意见；请补充。"))
}

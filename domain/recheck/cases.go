package recheck

import (
	"jixiao/domain"
	"jixiao/domain/rule"
)

// Case is one worked example kept beside a rule.
type Case struct {
	Rule, Name string
	Paper      domain.Recheck
	Want       rule.Status
}

// Run checks the case and returns its rule's outcome.
func (c Case) Run() rule.Outcome {
	for _, r := range Rules() {
		if r.ID == c.Rule {
			return r.Check(Subject{c.Paper, DefaultParams()}, domain.Date{Year: 2026, Month: 11, Day: 24})
		}
	}
	return rule.Outcome{Rule: c.Rule}
}

func points(s string) *domain.Decimal { return domain.DecimalPtr(domain.MustDecimal(s)) }

func scored(self, review string) domain.Recheck {
	return domain.Recheck{SelfScore: points(self), ReviewScore: points(review)}
}

func oneItem(code, review, note string) domain.Recheck {
	return domain.Recheck{Items: []domain.RecheckItem{{Level3: "路灯维护数量", Weight: points("10"), SelfScore: points("10"), ReviewScore: points(review), Code: code, Note: note}}}
}

func objected(text, answer, why string) domain.Recheck {
	p := oneItem("2", "0", "")
	p.Items[0].Objection, p.Items[0].Answer, p.Items[0].AnswerWhy = text, answer, why
	return p
}

func withTotal(p domain.Recheck, total string) domain.Recheck {
	p.ReviewScore = points(total)
	return p
}

// Cases returns at least one passing and one failing example of every rule.
func Cases() []Case {
	return []Case{
		{"SPT-NOTICE-01", "按要求自评", scored("92", "91"), rule.Pass},
		{"SPT-NOTICE-01", "没有报送自评表", domain.Recheck{NotDone: NoSelfEvaluation}, rule.Fail},
		{"SPT-NOTICE-02", "相差 9.99 分且同级", scored("99.99", "90"), rule.Pass},
		{"SPT-NOTICE-02", "只差 0.01 分但差一级", scored("90", "89.99"), rule.Fail},
		{"SPT-NOTICE-02", "没有复核得分", domain.Recheck{SelfScore: points("90")}, rule.NoData},
		{"SPT-NOTICE-03", "60 分为中", scored("62", "60"), rule.Pass},
		{"SPT-NOTICE-03", "59.99 分为差", scored("59.99", "59.99"), rule.Fail},
		{"SPT-DIFF-01", "相差 4.99 分", scored("99.99", "95"), rule.Pass},
		{"SPT-DIFF-01", "相差 5 分", scored("99", "94"), rule.Notice},
		{"SPT-CODE-01", "佐证不足扣一半", oneItem("3", "5", ""), rule.Pass},
		{"SPT-CODE-01", "偏离标准没有理由", oneItem("3", "8", ""), rule.Notice},
		{"SPT-CODE-01", "偏离标准写了理由", oneItem("3", "8", "有会议纪要"), rule.Pass},
		{"SPT-CODE-02", "得分等于分值", oneItem("0", "10", ""), rule.Pass},
		{"SPT-CODE-02", "得分超过分值", oneItem("9", "10.5", "加分"), rule.Notice},
		{"SPT-CONSULT-01", "没有单位意见", oneItem("0", "10", ""), rule.Pass},
		{"SPT-CONSULT-01", "采纳", objected("台账在区里", domain.AnswerAccepted, ""), rule.Pass},
		{"SPT-CONSULT-01", "还没有答复", objected("台账在区里", "", ""), rule.Notice},
		{"SPT-CONSULT-01", "不采纳没写理由", objected("台账在区里", domain.AnswerRefused, ""), rule.Notice},
		{"SPT-CONSULT-01", "不采纳并写理由", objected("台账在区里", domain.AnswerRefused, "台账日期在后"), rule.Pass},
		{"SPT-SUM-01", "总分等于各项之和", withTotal(oneItem("0", "10", ""), "10"), rule.Pass},
		{"SPT-SUM-01", "总分多一分", withTotal(oneItem("0", "10", ""), "11"), rule.Notice},
	}
}

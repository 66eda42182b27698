package recheck

import (
	"slices"
	"strings"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/rule"
)

// Subject is what the rules look at: one paper and the thresholds in force.
type Subject struct {
	Paper  domain.Recheck
	Params Params
}

// Compare compares the paper's scores. The review score is the sum of the items where
// every item is scored, else the stated total.
func (s Subject) Compare() Comparison {
	return s.Params.Compare(selfScore(s.Paper), ReviewScore(s.Paper))
}

// ReviewScore is the recheck's total of a paper: the sum of its items, the stated total
// when it has no items, nil while an item is open.
func ReviewScore(p domain.Recheck) *domain.Decimal {
	if len(p.Items) == 0 {
		return p.ReviewScore
	}
	return Total(p.Items).Review
}

func selfScore(p domain.Recheck) *domain.Decimal {
	if p.SelfScore != nil {
		return p.SelfScore
	}
	return Total(p.Items).Self
}

// Ground is one of the three cases of public notice of 第十六条.
type Ground string

// Grounds in the words of the article.
const (
	GroundNotDone Ground = "未按要求开展自评"
	GroundDiffers Ground = "自评和抽评结果差异较大"
	GroundPoor    Ground = "抽评结果为差"
)

// Grounds lists the three in the article's order.
var Grounds = []Ground{GroundNotDone, GroundDiffers, GroundPoor}

// groundRules maps rule IDs to grounds.
var groundRules = map[string]Ground{"SPT-NOTICE-01": GroundNotDone, "SPT-NOTICE-02": GroundDiffers, "SPT-NOTICE-03": GroundPoor}

// paperRules must be met before a paper can be closed.
var paperRules = []string{"SPT-CODE-01", "SPT-CODE-02", "SPT-SUM-01", "SPT-CONSULT-01"}

// Article is the citation of the three grounds, verbatim.
var Article = basis.Cite("第十六条", "对未按要求开展自评、自评和抽评结果差异较大以及抽评结果为差的项目予以通报")

var inForce = domain.Date{Year: 2019, Month: 12, Day: 30}

// Rules are the family's rules in the order they are shown.
func Rules() []rule.Rule[Subject] {
	return []rule.Rule[Subject]{
		{ID: "SPT-NOTICE-01", Title: "未按要求开展自评", Basis: Article, Severity: rule.Failure, From: inForce, Version: 1, Evaluate: notDone},
		{ID: "SPT-NOTICE-02", Title: "自评和抽评结果差异较大", Basis: Article, Severity: rule.Failure, From: inForce, Version: 1, Evaluate: differs},
		{ID: "SPT-NOTICE-03", Title: "抽评结果为差", Basis: Article, Severity: rule.Failure, From: inForce, Version: 1, Evaluate: poor},
		{ID: "SPT-DIFF-01", Title: "差异分级与处理", Basis: DefaultParams().Basis, Severity: rule.Remark, From: inForce, Version: 1, Evaluate: graded},
		{ID: "SPT-CODE-01", Title: "偏离扣分代码须写理由", Basis: practice, Severity: rule.Remark, From: inForce, Version: 1, Evaluate: reasons},
		{ID: "SPT-CODE-02", Title: "复核得分在零和分值之间", Basis: practice, Severity: rule.Remark, From: inForce, Version: 1, Evaluate: bounds},
		{ID: "SPT-SUM-01", Title: "复核总分等于各项之和", Basis: practice, Severity: rule.Remark, From: inForce, Version: 1, Evaluate: sums},
		{ID: "SPT-CONSULT-01", Title: "单位异议逐条答复", Basis: practice, Severity: rule.Remark, From: inForce, Version: 1, Evaluate: answered},
	}
}

// answered wants an answer to every objection, and a reason for one that is not accepted.
func answered(s Subject) rule.Result {
	var fs []rule.Finding
	for i, it := range s.Paper.Items {
		switch {
		case strings.TrimSpace(it.Objection) == "" && it.Answer == "":
		case strings.TrimSpace(it.Objection) == "":
			fs = append(fs, rule.Finding{Field: field(i, "objection"), Printed: it.Answer, Message: "指标“" + it.Level3 + "”没有单位意见却有答复，请先写单位意见或删去答复"})
		case it.Answer != domain.AnswerAccepted && it.Answer != domain.AnswerRefused:
			fs = append(fs, rule.Finding{Field: field(i, "answer"), Printed: it.Objection, Message: "指标“" + it.Level3 + "”的单位意见还没有答复，请写采纳或不采纳"})
		case it.Answer == domain.AnswerRefused && strings.TrimSpace(it.AnswerWhy) == "":
			fs = append(fs, rule.Finding{Field: field(i, "answer_why"), Printed: it.Objection, Message: "指标“" + it.Level3 + "”不采纳单位意见，请写明理由"})
		}
	}
	return rule.Found(fs...)
}

func notDone(s Subject) rule.Result {
	if s.Paper.NotDone != "" {
		return rule.Found(rule.Finding{Field: "not_done", Message: "未按要求开展自评：" + s.Paper.NotDone + "，应予通报", Printed: s.Paper.NotDone})
	}
	return rule.Found()
}

func differs(s Subject) rule.Result {
	c := s.Compare()
	if c.Class == ClassUnknown {
		return rule.Missing()
	}
	if c.Class < ClassMajor {
		return rule.Found()
	}
	return rule.Found(rule.Finding{Field: "review_score", Message: gap(c) + "，属" + c.Class.String() + "，应予通报",
		Printed: c.Self.Fixed(2) + c.word(c.SelfGrade), Expected: c.Review.Fixed(2) + c.word(c.ReviewGrade)})
}

func (c Comparison) word(g domain.Grade) string { return "（" + string(g) + "）" }

// gap says both scores and their difference: 自评 95.00（优），复核 72.50（中），高 22.50 分.
func gap(c Comparison) string {
	dir, d := "高 ", *c.Difference
	if d.Sign() < 0 {
		dir, d = "低 ", abs(d)
	}
	return "自评 " + c.Self.Fixed(2) + c.word(c.SelfGrade) + "，复核 " + c.Review.Fixed(2) + c.word(c.ReviewGrade) + "，自评" + dir + d.Fixed(2) + " 分"
}

func poor(s Subject) rule.Result {
	c := s.Compare()
	switch {
	case c.Review == nil:
		return rule.Missing()
	case c.ReviewGrade != domain.GradePoor:
		return rule.Found()
	}
	return rule.Found(rule.Finding{Field: "review_score", Message: "抽评得分 " + c.Review.Fixed(2) + "，等级为差，应予通报", Printed: c.Review.Fixed(2)})
}

func graded(s Subject) rule.Result {
	c := s.Compare()
	if c.Class == ClassUnknown {
		return rule.Missing()
	}
	if c.Class == ClassConsistent {
		return rule.Found()
	}
	return rule.Found(rule.Finding{Field: "review_score", Message: gap(c) + "：" + c.Class.String() + "，处理：" + c.Class.FollowUp()})
}

func reasons(s Subject) rule.Result {
	var fs []rule.Finding
	for _, d := range Departures(s.Paper) {
		if strings.TrimSpace(d.Reason) != "" {
			continue
		}
		f := rule.Finding{Field: field(d.Item, "review_score"), Printed: d.Given.Fixed(2),
			Message: "指标“" + d.Indicator + "”按代码 " + d.Code.ID + "（" + d.Code.Title + "）给 " + d.Given.Fixed(2) + " 分，没有标准可依，请写明理由"}
		if d.Standard != nil {
			f.Expected = d.Standard.Fixed(2)
			f.Message = "指标“" + d.Indicator + "”按代码 " + d.Code.ID + "（" + d.Code.Title + "）应得 " + f.Expected + " 分，给了 " + f.Printed + " 分，请写明偏离的理由"
		}
		fs = append(fs, f)
	}
	return rule.Found(fs...)
}

func bounds(s Subject) rule.Result {
	var fs []rule.Finding
	for i, it := range s.Paper.Items {
		switch {
		case it.ReviewScore == nil:
		case it.ReviewScore.Sign() < 0:
			fs = append(fs, rule.Finding{Field: field(i, "review_score"), Printed: it.ReviewScore.String(), Message: "指标“" + it.Level3 + "”的复核得分小于零，请改正"})
		case it.Weight != nil && it.ReviewScore.Cmp(*it.Weight) > 0:
			fs = append(fs, rule.Finding{Field: field(i, "review_score"), Printed: it.ReviewScore.String(), Expected: it.Weight.String(),
				Message: "指标“" + it.Level3 + "”的复核得分 " + it.ReviewScore.String() + " 超过分值 " + it.Weight.String() + "，请改正"})
		}
	}
	return rule.Found(fs...)
}

func sums(s Subject) rule.Result {
	t := Total(s.Paper.Items)
	if t.Review == nil || s.Paper.ReviewScore == nil {
		return rule.Missing()
	}
	if t.Review.Cmp(*s.Paper.ReviewScore) == 0 {
		return rule.Found()
	}
	return rule.Found(rule.Finding{Field: "review_score", Printed: s.Paper.ReviewScore.String(), Expected: t.Review.String(),
		Message: "底稿总分 " + s.Paper.ReviewScore.String() + " 与各项之和 " + t.Review.String() + " 不等，请改正"})
}

func field(i int, name string) string {
	return "items." + domain.DecimalInt(int64(i)).String() + "." + name
}

// Check runs the rules on a paper as of a date.
func Check(paper domain.Recheck, p Params, on domain.Date) []rule.Outcome {
	return rule.Run(Rules(), Subject{paper, p}, on)
}

// GroundsOf returns the grounds of public notice among the outcomes with their
// findings, in the article's order.
func GroundsOf(outcomes []rule.Outcome) []rule.Finding {
	var out []rule.Finding
	for _, o := range outcomes {
		if _, ok := groundRules[o.Rule]; ok {
			out = append(out, o.Findings...)
		}
	}
	return out
}

// GroundOf names the ground of a finding, "" when it is none.
func GroundOf(f rule.Finding) Ground { return groundRules[f.Rule] }

// Complete reports whether a paper can be closed: every item scored within its weight,
// departures explained, totals equal. A ground of notice is a result, not a gap. The findings say what is missing.
func Complete(paper domain.Recheck, p Params, on domain.Date) (bool, []rule.Finding) {
	var open []rule.Finding
	t := Total(paper.Items)
	if paper.NotDone == "" && ReviewScore(paper) == nil {
		msg := "没有指标，也没有复核总分，请录入"
		if len(t.Unscored) > 0 {
			msg = "还有 " + domain.DecimalInt(int64(len(t.Unscored))).String() + " 个指标没有复核得分，请逐项录入"
		}
		open = append(open, rule.Finding{Rule: "SPT-SUM-01", Severity: rule.Remark, Field: "items", Message: msg, Basis: practice.String()})
	}
	for _, f := range rule.Findings(Check(paper, p, on)) {
		if slices.Contains(paperRules, f.Rule) {
			open = append(open, f)
		}
	}
	return len(open) == 0, slices.Clip(open)
}

// CheckItem says why an item cannot be stored as it is, "" when it can: a score outside
// 0..weight, a departure from its code without a reason, or a refused objection without one.
// An item without a score, and an objection without an answer, may be stored.
func CheckItem(it domain.RecheckItem) string {
	s := Subject{Paper: domain.Recheck{Items: []domain.RecheckItem{it}}}
	checks := []rule.Result{bounds(s), reasons(s)}
	if it.Answer != "" {
		checks = append(checks, answered(s))
	}
	for _, r := range checks {
		if len(r.Findings) > 0 {
			return r.Findings[0].Message
		}
	}
	return ""
}

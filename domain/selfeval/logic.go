package selfeval

import (
	"math/big"
	"strconv"
	"strings"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/parse"
	"jixiao/domain/rule"
)

var logicRules = []rule.Rule[Subject]{
	{ID: "SEV-LOGIC-01", Title: "钱几乎没花时产出不应已经完成", Basis: basis.Cite("第十三条", quoteUsed), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "执行率5%，产出按实际填报；确已完成而未付款的说明原因",
		Applies: func(s Subject) bool { return hasFunds(s) && valued(s) }, Evaluate: doneWithoutMoney},
	{ID: "SEV-LOGIC-02", Title: "不是全部满分", Basis: art15, Severity: rule.Remark, From: inForce, Version: 1,
		Good:    "如实打分，写出不足",
		Applies: scored, Evaluate: allFull},
	{ID: "SEV-LOGIC-03", Title: "效益指标的完成值各不相同", Basis: art15, Severity: rule.Remark, From: inForce, Version: 1,
		Good:    "按每个效益指标的实际效果分别填写",
		Applies: valued, Evaluate: sameBenefits},
	{ID: "SEV-LOGIC-04", Title: "执行率不重复计分", Basis: mof10(quoteWeights), Severity: rule.Warning, From: scoring, Version: 1,
		Good:    "执行率已在资金部分计分的，时效指标写工作何时完成",
		Applies: hasRows, Evaluate: rateTwice},
	{ID: "SEV-LOGIC-05", Title: "权重没有二次折算", Basis: mof10(quoteTotal), Severity: rule.Warning, From: scoring, Version: 1,
		Good:    "得分已按分值打出的，总分直接相加，不再乘权重",
		Applies: scored, Evaluate: weighedTwice},
	{ID: "SEV-LOGIC-06", Title: "自评表已经填写", Basis: basis.Cite("第十五条", quoteAll), Severity: rule.Failure, From: inForce, Version: 1,
		Good:     "完成值、得分、总分都已填写",
		Evaluate: blankForm},
	{ID: "SEV-LOGIC-07", Title: "设有效益和满意度指标", Basis: mof10(quoteWeights), Severity: rule.Warning, From: scoring, Version: 1,
		Good:    "产出、效益、服务对象满意度齐全",
		Applies: hasRows, Evaluate: classMissing},
	{ID: "SEV-LOGIC-08", Title: "得分率不明显高于执行率", Basis: custom("得分率高于执行率"), Severity: rule.Remark, From: inForce, Version: 1,
		Good:    "执行率86%，得分率与之相称；节约资金的说明节约原因",
		Applies: hasFunds, Evaluate: scoreAboveRate},
	{ID: "SEV-LOGIC-09", Title: "二级指标放在对应的一级指标下", Basis: mof10(quoteMeasured), Severity: rule.Warning, From: scoring, Version: 1,
		Good:    "经济效益指标列在效益指标下",
		Applies: hasRows, Evaluate: misplaced},
}

// doneWithoutMoney needs a counted output that was reached and none that was missed.
func doneWithoutMoney(s Subject) rule.Result {
	if s.rate == nil {
		return rule.Missing()
	}
	if s.rate.Cmp(big.NewRat(s.env.Params.IdlePercent, 100)) >= 0 {
		return rule.Found()
	}
	reached, missed := 0, 0
	for i := range s.rows {
		r := &s.rows[i]
		if r.ind.Class != domain.ClassOutput || !r.pair.ok || r.pair.t.Sign() <= 0 {
			continue
		}
		if r.verdict == met && r.ind.Kind == "数量指标" {
			reached++
		}
		if r.verdict == unmet {
			missed++
		}
	}
	if reached == 0 || missed > 0 {
		return rule.Found()
	}
	f := s.onFund(s.fundIndex(), "executed", s.fund.Executed.Cell, s.fund.Executed.Raw, "全年只支出"+percentText(s.rate)+"，"+strconv.Itoa(reached)+"个数量指标却全部完成，钱没花事已办成，不合常理；请核实执行数或完成值，确属未付款的说明原因。")
	return rule.Found(f)
}

func allFull(s Subject) rule.Result {
	if !s.whole || s.weights == nil {
		return rule.Missing()
	}
	n := 0
	for i := range s.rows {
		r := &s.rows[i]
		switch {
		case r.weight == nil && r.score == nil:
		case r.weight == nil || r.score == nil || r.shared:
			return rule.Missing()
		case r.score.Cmp(*r.weight) != 0:
			return rule.Found()
		default:
			n++
		}
	}
	if w := s.fundWeight(); w != nil && (s.fundScore() == nil || s.fundScore().Cmp(*w) != 0) || n < 4 {
		return rule.Found()
	}
	f := s.on("total_score", s.f.TotalScore.Cell, s.f.TotalScore.Raw, strconv.Itoa(n)+"个指标和预算执行率全部打了满分，看不出任何不足；请对照佐证逐项核实后如实打分。")
	return rule.Found(f)
}

func sameBenefits(s Subject) rule.Result {
	var first *row
	n, value := 0, ""
	for i := range s.rows {
		r := &s.rows[i]
		if r.ind.Class != domain.ClassBenefit || parse.Dash(r.ind.Actual.Raw) {
			continue
		}
		if first == nil {
			first, value = r, plain(r.ind.Actual.Raw)
		} else if plain(r.ind.Actual.Raw) != value {
			return rule.Found()
		}
		n++
	}
	if n < s.env.Params.SameBenefits {
		return rule.Found()
	}
	f := s.at(first, "actual", strconv.Itoa(n)+"个效益指标的完成值全部是「"+first.ind.Actual.Raw+"」，看不出各自的实际效果；请逐项写明实际效果。")
	return rule.Found(f)
}

func rateTwice(s Subject) rule.Result {
	if !s.fundScored() {
		return rule.Skip()
	}
	return s.each(func(r *row) (rule.Finding, bool) {
		if !r.rateRow || r.ind.Class == "" {
			return rule.Finding{}, false
		}
		f := s.at(r, "level3", r.title()+"在资金部分已经计过分，又列为"+kindOf(r.ind)+"，同一件事计了两次分；请改为考核工作本身的指标。")
		f.Expected = "只在资金部分计分"
		return f, true
	})
}

func kindOf(ind *domain.Indicator) string {
	if ind.Kind != "" {
		return ind.Kind
	}
	return ind.Class
}

// weighedTwice looks whether the printed total only comes out when scores are weighed once
// more: each by its own weight, or the indicators' sum of 100 by nine tenths.
func weighedTwice(s Subject) rule.Result {
	total := s.f.TotalScore.Value
	if total == nil || s.weights == nil {
		return rule.Missing()
	}
	sum, open := s.tally()
	half := halfUnit(s.f.TotalScore.Raw)
	if open.Sign() > 0 {
		return rule.Missing()
	}
	if near(total.Rat(), sum, half) {
		return rule.Found()
	}
	fund := new(big.Rat)
	if p := s.fundScore(); p != nil {
		fund = p.Rat()
	}
	own := new(big.Rat).Sub(sum, fund)
	squared := new(big.Rat)
	for i := range s.rows {
		if r := &s.rows[i]; r.score != nil && r.weight != nil {
			squared.Add(squared, new(big.Rat).Quo(new(big.Rat).Mul(r.score.Rat(), r.weight.Rat()), hundred))
		}
	}
	ninety := new(big.Rat).Mul(own, big.NewRat(9, 10))
	for _, x := range []*big.Rat{squared, new(big.Rat).Add(squared, fund), new(big.Rat).Add(ninety, fund)} {
		if near(total.Rat(), x, half) && x.Sign() > 0 {
			f := s.on("total_score", s.f.TotalScore.Cell, s.f.TotalScore.Raw, "各项得分已经按分值打出，总分"+total.String()+"又乘了一次权重，少算了"+text(new(big.Rat).Sub(sum, total.Rat()))+"分；请把各项得分直接相加。")
			f.Expected = text(sum)
			return rule.Found(f)
		}
	}
	return rule.Found()
}

func near(a, b, half *big.Rat) bool {
	off := new(big.Rat).Sub(a, b)
	return off.Abs(off).Cmp(half) <= 0
}

func blankForm(s Subject) rule.Result {
	if !s.f.HasActual || len(s.rows) == 0 {
		return rule.Missing()
	}
	if !s.blank {
		return rule.Found()
	}
	f := s.at(&s.rows[0], "actual", "完成值和得分都没有填写，是一张空白自评表，等于没有开展自评；请填写后重新报送。")
	f.Expected = "填写完成值和得分"
	return rule.Found(f)
}

// classMissing needs a table printed to its end with level-1 labels it can read. Wages
// (code letter R) serve no public.
func classMissing(s Subject) rule.Result {
	has := map[string]bool{}
	for i := range s.rows {
		if s.rows[i].ind.Class == "" && s.rows[i].ind.Kind != "" {
			return rule.Missing()
		}
		has[s.rows[i].ind.Class] = true
		if s.rows[i].ind.Kind == "服务对象满意度指标" || strings.Contains(s.rows[i].name, "满意") {
			has[domain.ClassSatisfaction] = true
		}
	}
	if !s.whole || len(has) == 0 || (len(has) == 1 && has[""]) {
		return rule.Missing()
	}
	var lack []string
	if !has[domain.ClassBenefit] {
		lack = append(lack, domain.ClassBenefit)
	}
	if !has[domain.ClassSatisfaction] && !wages(s.f.Project.Raw) {
		lack = append(lack, domain.ClassSatisfaction)
	}
	if len(lack) == 0 {
		return rule.Found()
	}
	names := strings.Join(lack, "、")
	last := &s.rows[len(s.rows)-1]
	f := s.at(last, "level1", "没有设置"+names+"，自评不完整；请按批复的绩效目标补充，确实没有服务对象的写明原因。")
	f.Field, f.Printed, f.Expected = "indicators.+", "", names
	return rule.Found(f)
}

// wages recognises a 21-digit code of the class R (人员类) in front of a project name.
func wages(name string) bool {
	s := parse.Squeeze(name)
	return len(s) >= 9 && s[8] == 'R' && strings.Trim(s[:8], "0123456789") == ""
}

func scoreAboveRate(s Subject) rule.Result {
	if s.f.TotalScore.Value == nil || s.rate == nil || s.f.TotalScore.Value.Sign() <= 0 {
		return rule.Missing()
	}
	points := new(big.Rat).Quo(s.f.TotalScore.Value.Rat(), hundred)
	gap := new(big.Rat).Sub(points, s.rate)
	if gap.Cmp(new(big.Rat).Mul(points, big.NewRat(s.env.Params.GapPercent, 100))) <= 0 {
		return rule.Found()
	}
	f := s.on("total_score", s.f.TotalScore.Cell, s.f.TotalScore.Raw, "得分率"+percentText(points)+"，执行率只有"+percentText(s.rate)+"，得分明显高于资金执行；请核实完成值和得分，节约资金的说明原因。")
	return rule.Found(f)
}

// misplaced blames only level-2 labels that name the other class.
func misplaced(s Subject) rule.Result {
	seen := map[string]bool{}
	return s.each(func(r *row) (rule.Finding, bool) {
		want := classOf(r.ind.Kind)
		if want == "" || r.ind.Class == "" || want == r.ind.Class || seen[r.ind.Level2.Cell] && r.ind.Level2.Cell != "" || r.name == "" {
			return rule.Finding{}, false
		}
		seen[r.ind.Level2.Cell] = true
		f := s.at(r, "level2", "「"+parse.Fold(r.ind.Level2.Raw)+"」列在"+r.ind.Class+"下；请移到"+want+"。")
		f.Expected = want
		return f, true
	})
}

func classOf(kind string) string {
	switch kind {
	case "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标":
		return domain.ClassBenefit
	case "数量指标", "质量指标", "时效指标":
		return domain.ClassOutput
	}
	return ""
}

package target

import (
	"math/big"
	"strings"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/rule"
)

var amountRules = []rule.Rule[Subject]{
	{ID: "TGT-COH-01", Title: "目标文字里的金额与表内金额一致", Basis: mof88(quoteMatch), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "表内年度资金总额320万元，文字也写投入320万元",
		Applies: has, Evaluate: textAmount},
	{ID: "TGT-COH-02", Title: "资金分项合计等于总额", Basis: basis.Cite("第二条", quoteFunds), Severity: rule.Failure, From: inForce, Version: 1,
		Good:    "总额320万元＝财政拨款300万元＋其他资金20万元",
		Applies: has, Evaluate: fundSum},
	{ID: "TGT-COH-03", Title: "单价乘数量与总额算得平", Basis: mof88(quoteMatch), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "60亩，每亩475元，合计2.85万元，与总额一致",
		Applies: hasLines, Evaluate: unitPrice},
	{ID: "TGT-COH-04", Title: "用款计划合计等于预算", Basis: basis.Cite("第十四条", quoteSpend), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "12月末累计用款计划等于全年预算数",
		Applies: has, Evaluate: paymentPlan},
	{ID: "TGT-COH-07", Title: "申报金额与项目库一致", Basis: mof88(quoteMatch), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "目标申报表的年度资金总额等于项目库的预算数",
		Applies: has, Evaluate: libraryAmount},
	{ID: "TGT-COH-09", Title: "产值与增收不混为一谈", Basis: mof88(quoteSound), Severity: rule.Warning, From: inForce, Version: 1,
		Good:    "特色产业产值80万元，农户增收22万元（产值扣除成本）",
		Applies: hasLines, Evaluate: outputIsIncome},
}

var (
	wordsBudget   = []string{"投入", "安排", "申请", "预算", "下达", "拨付", "资金", "经费", "投资"}
	wordsNoBudget = []string{"总投资", "收入", "产值", "增收", "节约", "标准", "人均", "户均", "每", "撬动", "社会", "带动", "上年", "结转", "税", "销售", "累计", "单价", "争取", "吸引", "中期", "三年", "五年"}
)

// total is the year's amount: what the form states, else the project's budget.
func (s *Subject) total() (domain.Fen, bool) {
	if s.v.Total.Fen != nil {
		return *s.v.Total.Fen, true
	}
	return s.d.Project.Initial, s.d.Project.Initial > 0
}

// textAmount reads amounts the goal text calls the project's money. It is content when
// one of them is the total or a fund line, or when together they are the total.
func textAmount(s Subject) rule.Result {
	total, ok := s.total()
	if !ok {
		return rule.Missing()
	}
	text := fold(s.v.Goal.Raw)
	var sum domain.Fen
	var odd string
	for _, q := range quantities(text) {
		fen, ok := moneyOf(q)
		if !ok || strings.HasPrefix(text[q.to:], "/") || !budgetWords(text, q.from) {
			continue
		}
		if near(fen, total, s.env.Params.TextPercent) || s.statedFund(fen) {
			return rule.Found()
		}
		sum += fen
		if odd == "" {
			odd = text[q.from:q.to]
		}
	}
	if odd == "" || near(sum, total, s.env.Params.TextPercent) {
		return rule.Found()
	}
	f := s.goal("年度目标里写的金额" + odd + "与年度资金总额" + total.Wan() + "万元不一致；请核实后统一。")
	f.Printed, f.Expected = odd, total.Wan()+"万元"
	return rule.Found(f)
}

func moneyOf(q quantity) (domain.Fen, bool) {
	u := domain.AmountUnit(q.unit)
	if u.FenPer() == 0 {
		return 0, false
	}
	f, err := domain.FenOf(q.num, u)
	return f, err == nil
}

// budgetWords looks at the words of the same clause in front of an amount.
func budgetWords(text string, at int) bool {
	clause := text[:at]
	if i := strings.LastIndexAny(clause, "，。；、,;!！?？\n"); i >= 0 {
		clause = clause[i:]
	}
	if len(clause) > 60 {
		clause = clause[len(clause)-60:]
	}
	return anyOf(clause, wordsBudget) && !anyOf(clause, wordsNoBudget)
}

// near compares within a whole percentage of b.
func near(a, b domain.Fen, percent int64) bool {
	d := a - b
	if d < 0 {
		d = -d
	}
	return d == 0 || (b > 0 && domain.RatioOf(d, b).Cmp(domain.Percent100(percent)) <= 0)
}

func (s *Subject) statedFund(f domain.Fen) bool {
	p := &s.d.Project
	if f == p.Initial || f == p.Adjusted {
		return true
	}
	for i := range s.v.Funds {
		if s.v.Funds[i].Amount.Or(-1) == f {
			return true
		}
	}
	return false
}

// fundSum compares the stated fund lines with the stated total. A run of 其中 lines
// below another line belongs to that line, not to the total.
func fundSum(s Subject) rule.Result {
	if s.v.Total.Fen == nil {
		return rule.Missing()
	}
	total := *s.v.Total.Fen
	var parts []domain.Fen
	var nested []bool
	var sum domain.Fen
	for i := range s.v.Funds {
		fl := &s.v.Funds[i]
		item := fold(fl.Item.Raw)
		if anyOf(item, []string{"总额", "合计", "总计", "中期"}) {
			continue
		}
		if fl.Amount.Fen == nil && strings.Trim(fl.Amount.Raw, " /-—－") != "" {
			return rule.Missing()
		}
		parts = append(parts, fl.Amount.Or(0))
		nested = append(nested, len(parts) > 1 && strings.HasPrefix(item, "其中"))
		sum += fl.Amount.Or(0)
	}
	if len(parts) == 0 {
		return rule.Missing()
	}
	if sum == total || nestedSum(parts, nested, total, sum) {
		return rule.Found()
	}
	f := s.on1("total", s.v.Total.Cell, s.v.Total.Raw, "资金分项合计"+sum.Wan()+"万元，不等于年度资金总额"+total.Wan()+"万元；请核对各项资金来源，使分项合计等于总额。")
	f.Expected = sum.Wan() + "万元"
	return rule.Found(f)
}

func nestedSum(parts []domain.Fen, nested []bool, total, sum domain.Fen) bool {
	for i := range parts {
		if !nested[i] {
			continue
		}
		var inner domain.Fen
		for j := i; j < len(parts); j++ {
			inner += parts[j]
			if inner == parts[i-1] && sum-inner == total {
				return true
			}
		}
	}
	return false
}

// unitPrice multiplies every unit cost (475元/亩) by the quantity with the same unit
// (60亩). It judges only when every unit cost finds exactly one quantity.
func unitPrice(s Subject) rule.Result {
	total, ok := s.total()
	if !ok || total <= 0 {
		return rule.Missing()
	}
	sum, first := new(big.Rat), (*line)(nil)
	used := map[int]bool{}
	plain := false
	for i := range s.lines {
		l := &s.lines[i]
		if l.num() == nil || !costLine(l) {
			continue
		}
		money, per, cut := strings.Cut(l.ind.Planned.Unit, "/")
		rate := domain.AmountUnit(money).FenPer()
		if rate == 0 || !cut {
			plain = plain || rate != 0
			continue
		}
		q := s.quantityOf(l, per, used)
		if q == nil {
			return rule.Missing()
		}
		used[q.i] = true
		if first == nil {
			first = l
		}
		product := new(big.Rat).Mul(l.num().Rat(), q.num().Rat())
		sum.Add(sum, product.Mul(product, big.NewRat(rate, 1)))
	}
	if first == nil {
		return rule.Skip()
	}
	p := s.env.Params
	over := sum.Cmp(percentOf(total, 100+p.OverPercent)) > 0
	under := !plain && s.allQuantities(used) && sum.Cmp(percentOf(total, 100-p.UnderPercent)) < 0
	if !over && !under {
		return rule.Found()
	}
	n := domain.RoundRat(sum)
	if !n.IsInt64() {
		return rule.Missing()
	}
	got := domain.Fen(n.Int64()).Wan() + "万元"
	f := s.at(first, "planned", "成本指标的单价乘以数量指标合计"+got+"，与年度资金总额"+total.Wan()+"万元对不上；请核对单价、数量和总额，其他开支请另列。")
	f.Printed, f.Expected = got, total.Wan()+"万元"
	return rule.Found(f)
}

func percentOf(f domain.Fen, percent int64) *big.Rat {
	return new(big.Rat).Mul(big.NewRat(int64(f), 100), big.NewRat(percent, 1))
}

// quantityOf returns the only quantity line counted in the unit, or the only one whose
// name shares the most with the cost's name; nil when that is not clear.
func (s *Subject) quantityOf(cost *line, unit string, used map[int]bool) *line {
	if strings.Contains(unit, "/") || unit == "" {
		return nil
	}
	var best *line
	score, tie := -1, false
	for i := range s.lines {
		l := &s.lines[i]
		if l.num() == nil || l.ind.Kind != "数量指标" || used[l.i] || !(l.ind.Planned.Unit == unit || sameUnit(unit, l.ind.Planned.Unit)) {
			continue
		}
		n := commonRunes(cost.key, l.key)
		tie = n == score
		if n > score {
			best, score = l, n
		}
	}
	if tie {
		return nil
	}
	return best
}

func commonRunes(a, b string) int {
	n := 0
	for _, r := range a {
		if strings.ContainsRune(b, r) {
			n++
		}
	}
	return n
}

func (s *Subject) allQuantities(used map[int]bool) bool {
	for i := range s.lines {
		if l := &s.lines[i]; l.ind.Kind == "数量指标" && l.num() != nil && !l.percent() && !used[l.i] {
			return false
		}
	}
	return true
}

func paymentPlan(s Subject) rule.Result {
	plan, ok := s.d.Execution.PlanAt(12)
	if !ok {
		return rule.Missing()
	}
	p := &s.d.Project
	if plan == p.Initial || plan == p.Adjusted {
		return rule.Found()
	}
	f := s.on1("total", s.v.Total.Cell, plan.Wan()+"万元", "用款计划到12月末合计"+plan.Wan()+"万元，不等于全年预算数"+p.Adjusted.Wan()+"万元；请调整用款计划。")
	f.Expected = p.Adjusted.Wan() + "万元"
	return rule.Found(f)
}

func libraryAmount(s Subject) rule.Result {
	p := &s.d.Project
	switch {
	case s.formOnly:
		return rule.Skip()
	case s.v.Total.Fen == nil || p.Initial <= 0:
		return rule.Missing()
	case *s.v.Total.Fen == p.Initial || *s.v.Total.Fen == p.Adjusted || (s.v.Total.Approx && near(*s.v.Total.Fen, p.Initial, s.env.Params.TextPercent)):
		return rule.Found()
	}
	f := s.on1("total", s.v.Total.Cell, s.v.Total.Raw, "申报表的年度资金总额是"+s.v.Total.Fen.Wan()+"万元，项目库的预算数是"+p.Initial.Wan()+"万元，两处不一致；请核实以哪个为准。")
	f.Expected = p.Initial.Wan() + "万元"
	return rule.Found(f)
}

// outputIsIncome finds a production value and an income gain of the same amount: the
// gain cannot be the whole value.
func outputIsIncome(s Subject) rule.Result {
	var gross *line
	for i := range s.lines {
		l := &s.lines[i]
		if l.num() != nil && l.ind.Class == domain.ClassBenefit && anyOf(l.key, []string{"产值", "销售额", "营业额", "营业收入", "总收入"}) {
			gross = l
		}
	}
	if gross == nil {
		return rule.Skip()
	}
	return rule.Found(s.each(func(l *line) (rule.Finding, bool) {
		if l == gross || l.num() == nil || l.ind.Planned.Unit != gross.ind.Planned.Unit || l.num().Cmp(*gross.num()) != 0 ||
			!anyOf(l.key, []string{"增收", "增加收入", "纯收入", "净收入", "利润", "收益"}) || anyOf(l.key, []string{"产值", "销售额"}) {
			return rule.Finding{}, false
		}
		return s.at(l, "planned", l.title()+"与"+gross.title()+"都是「"+l.ind.Planned.Raw+"」，产值不扣成本就全部算作增收，不合理；请按扣除成本后的增收重新测算。"), true
	})...)
}

package district

import (
	"fmt"
	"math/big"
	"strconv"

	"jixiao/domain"
	"jixiao/domain/parse"
	"jixiao/domain/score"
)

// role is what an indicator line is for, by which faults find it.
type role uint8

const (
	roleCount1 role = iota
	roleCount2
	roleQuality
	roleTime
	roleCost
	roleBenefit1
	roleBenefit2
	roleAsked
)

// figure is one indicator over the years.
type figure struct {
	role        role
	class, kind string
	name, unit  string
	sign        domain.Sign
	plan        domain.Decimal
	// words is the planned value when it is a text.
	words string
	// last year's and the year before's figures.
	lastPlan, lastActual, earlier domain.Decimal
	lastWords, doneWords          string
	weight                        int
	note                          string
}

func (f *figure) numeric() bool { return f.words == "" }

func (f *figure) planned() string { return value(f.sign, f.plan, f.unit, f.words) }

func (f *figure) lastPlanned() string { return value(f.sign, f.lastPlan, f.unit, f.lastWords) }

func (f *figure) lastDone() string { return value("", f.lastActual, f.unit, f.doneWords) }

func value(sign domain.Sign, d domain.Decimal, unit, words string) string {
	if words != "" {
		return words
	}
	return string(sign) + d.String() + unit
}

// figures makes the indicator lines with this year's plan and the two years before, so
// that every year asks a little more than the last one reached.
func (w *work) figures() {
	t, r := w.th, w.r
	place := float64(w.p.Initial/1_000_000-domain.Fen(t.low)) / float64(max(1, t.high-t.low))
	for i, m := range t.counts {
		f := figure{role: roleCount1 + role(i), class: domain.ClassOutput, kind: "数量指标", name: m.name, unit: m.unit, sign: domain.SignGE}
		f.plan = domain.DecimalInt(int64(r.scaled(m.low, m.high, place)))
		w.now = append(w.now, f)
	}
	w.now = append(w.now, w.quality(), w.deadline())
	if t.cost != "" {
		w.now = append(w.now, w.cost())
	}
	for i, m := range t.benefits {
		f := figure{role: roleBenefit1 + role(i), class: domain.ClassBenefit, kind: m.kind, name: m.name, unit: m.unit, sign: domain.SignGE}
		f.plan = domain.DecimalInt(int64(r.scaled(m.low, m.high, place)))
		if m.unit == "%" || m.unit == "年" || m.unit == "天" && m.low > 200 {
			f.plan = domain.DecimalInt(int64(r.between(m.low, m.high)))
		}
		w.now = append(w.now, f)
	}
	w.now = append(w.now, figure{role: roleAsked, class: domain.ClassSatisfaction, kind: "服务对象满意度指标", name: t.asked + "满意度", unit: "%", sign: domain.SignGE,
		plan: domain.DecimalInt(int64(r.between(88, 95))), note: fmt.Sprintf("%s%d份", r.pick([]string{"随机问卷", "入户调查", "电话回访", "网上问卷"}), r.between(8, 60)*10)})
	w.weigh()
	for i := range w.now {
		w.history(&w.now[i])
	}
}

func (w *work) quality() figure {
	f := figure{role: roleQuality, class: domain.ClassOutput, kind: "质量指标", unit: "%", sign: domain.SignEQ}
	name, val, _ := cutSpace(w.th.quality)
	f.name = name
	v := parse.Value(val)
	f.plan = *v.Number
	if v.Sign != domain.SignNone {
		f.sign = v.Sign
	}
	return f
}

func cutSpace(s string) (a, b string, ok bool) {
	for i := range s {
		if s[i] == ' ' {
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

func (w *work) deadline() figure {
	f := figure{role: roleTime, class: domain.ClassOutput, kind: "时效指标"}
	if w.th.is("运") || w.th.is("策") && w.r.chance(60) {
		f.name, f.unit, f.sign = w.r.pick([]string{"资金拨付及时率", "任务按期完成率", "工作响应及时率"}), "%", domain.SignGE
		f.plan = domain.DecimalInt(int64(w.r.between(92, 98)))
		return f
	}
	month := w.r.between(9, 12)
	f.name = w.r.pick([]string{"完成时间", "全部任务完成时间", "项目完工时间"})
	f.words = fmt.Sprintf("%d年%d月底前", w.p.Year, month)
	f.lastWords = fmt.Sprintf("%d年%d月底前", w.p.Year-1, month)
	f.doneWords = fmt.Sprintf("%d年%d月%d日", w.p.Year-1, month-w.r.IntN(2), w.r.between(2, 27))
	return f
}

// cost divides the budget by the first count of its unit: price times quantity is the
// total, to the fen per piece.
func (w *work) cost() figure {
	f := figure{role: roleCost, class: domain.ClassCost, kind: "经济成本指标", name: w.th.costName, unit: "元/" + w.th.cost, sign: domain.SignLE}
	f.plan = w.price(w.p.Initial, func(x *figure) domain.Decimal { return x.plan })
	return f
}

func (w *work) price(total domain.Fen, quantity func(*figure) domain.Decimal) domain.Decimal {
	for i := range w.now {
		x := &w.now[i]
		if x.kind != "数量指标" || x.unit != w.th.cost || quantity(x).Sign() <= 0 {
			continue
		}
		per := new(big.Rat).Quo(total.In(domain.UnitYuan), quantity(x).Rat())
		cents := new(big.Int).Quo(new(big.Int).Mul(per.Num(), big.NewInt(100)), per.Denom())
		d, _ := domain.DecimalFromRat(new(big.Rat).SetFrac(cents, big.NewInt(100)), 2)
		return d
	}
	return domain.DecimalInt(100)
}

// weigh gives 90 points by the Ministry's scheme; the execution rate has the other 10.
func (w *work) weigh() {
	s := score.SchemeFor(w.p.Year).For(w.th.cost != "", true)
	rows := map[string]int{}
	for i := range w.now {
		rows[w.now[i].class]++
	}
	left := map[string]int{}
	for class := range rows {
		left[class] = s.Points(class)
	}
	for i := range w.now {
		f := &w.now[i]
		n := left[f.class] / rows[f.class]
		if rows[f.class] > 1 && n > 5 {
			n = n / 5 * 5
			if rows[f.class] == 4 && f.role == roleCount1 {
				n += left[f.class] - 4*n
			}
		}
		if rows[f.class] == 1 {
			n = left[f.class]
		}
		f.weight = n
		left[f.class] -= n
		rows[f.class]--
	}
}

// history derives the years before: last year's result lies a little below this year's
// plan, last year's plan a little below the result.
func (w *work) history(f *figure) {
	if !f.numeric() || f.role == roleCost {
		return
	}
	if f.role == roleQuality {
		f.lastPlan, f.lastActual, f.earlier = f.plan, f.plan, f.plan
		return
	}
	back := func(d domain.Decimal, low, high int) domain.Decimal {
		q := new(big.Rat).Mul(d.Rat(), big.NewRat(int64(w.r.between(low, high)), 1000))
		n := new(big.Int).Quo(q.Num(), q.Denom())
		if n.Sign() <= 0 {
			return d
		}
		return domain.MustDecimal(n.String())
	}
	if f.unit == "%" {
		f.lastActual = f.plan.Sub(domain.NewDecimal(int64(w.r.between(2, 15)), 1))
		f.lastPlan = domain.MustDecimal(strconv.Itoa(int(floor(f.lastActual)))).Sub(domain.DecimalInt(int64(w.r.between(0, 1))))
		f.earlier = f.lastPlan.Sub(domain.DecimalInt(1))
		return
	}
	if floor(f.plan) < 25 {
		f.lastActual, f.lastPlan, f.earlier = f.plan, f.plan, f.plan
		return
	}
	f.lastActual = back(f.plan, 935, 990)
	f.lastPlan = back(f.lastActual, 930, 990)
	f.earlier = back(f.lastPlan, 900, 970)
}

func floor(d domain.Decimal) int64 {
	r := d.Rat()
	return new(big.Int).Quo(r.Num(), r.Denom()).Int64()
}

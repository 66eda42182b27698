package district

import (
	"jixiao/domain"
	"jixiao/domain/ladder"
	"jixiao/domain/monitor"
)

// rung is how far a case has come.
type rung uint8

const (
	rungWarned rung = iota
	rungNotified
	rungRectifying
	rungOverdue
	rungFailed
	rungClosed
	rungSuspended
	rungStopped
	rungRecovered
)

var rungWeights = []int{16, 16, 20, 14, 8, 10, 10, 3, 3}

// cases opens a case for half of the projects that the rules warn of, two months ago, and
// walks it up the ladder by the moves of package ladder.
func (w *work) cases(c course) {
	if c != courseRed && c != courseIdle && c != courseGap || w.d.month < leastMonth || w.r.chance(45) {
		return
	}
	to := rung(w.r.weighted(rungWeights))
	d := w.rec.Dossier(departments[w.dept].name, w.unit.name)
	res := monitor.Report(&d, w.p.Year, w.d.month-2, monitor.Linear, monitor.DefaultParams)
	rules, facts := res.FactSentences()
	if len(rules) == 0 {
		return
	}
	opened := domain.MonthEnd(w.p.Year, w.d.month-2).Add(w.r.between(3, 6))
	if to == rungWarned || to == rungNotified || to == rungRectifying {
		opened = w.ago(w.r.between(9, 16))
	}
	k := climb{w: w, c: ladder.Open("C"+w.p.ID[1:], w.p.ID, w.p.Year, rules, facts, opened), on: opened}
	k.walk(to)
	w.rec.Cases = append(w.rec.Cases, k.c)
}

// climb is a case on its way.
type climb struct {
	w  *work
	c  domain.Case
	on domain.Date
	// future is set once a step would lie after the day of the district.
	future bool
}

func (k *climb) walk(to rung) {
	if to == rungWarned {
		return
	}
	k.move(1, ladder.Request{Move: ladder.Notify, Note: "通报主管部门，请督促项目单位。"})
	if to == rungNotified {
		return
	}
	days := 0
	if to == rungRectifying {
		days = k.w.r.between(10, 20)
	}
	k.move(2, ladder.Request{Move: ladder.Rectify, Days: days, Note: "限期整改。"})
	switch to {
	case rungRectifying, rungOverdue:
		return
	case rungClosed:
		k.move(9, ladder.Request{Move: ladder.Verify, Pass: true, Note: "整改到位，支出进度已恢复。"})
		k.move(1, ladder.Request{Move: ladder.Close, Note: "予以销号。"})
		return
	case rungFailed:
		k.move(11, ladder.Request{Move: ladder.Verify, Note: "整改报告只有打算，没有实际支出。"})
		return
	}
	if !k.future {
		k.punish(to)
	}
}

// punish suspends once the period has run out, and goes on from there.
func (k *climb) punish(to rung) {
	amount := yuan(k.w.r.per1000(k.w.p.Adjusted, 200, 400))
	k.on = k.c.Due
	req := ladder.Request{Second: k.w.d.named(kindOperator, 0).person() + "（科长）", Amount: amount, Period: "即日起至整改到位", Condition: "整改到位并经复核", Note: "整改期满没有报送整改结果。"}
	req.Move = ladder.Suspend
	k.move(1, req)
	if to == rungSuspended {
		return
	}
	if to == rungStopped {
		req.Move, req.Note = ladder.Stop, "暂缓期间仍没有进展。"
		k.move(5, req)
		return
	}
	req.Move, req.Note = ladder.Recover, "项目已无法实施，未用资金收回统筹。"
	k.move(5, req)
}

// move takes a step some working days later; the ladder refuses nothing that is made here.
// What would lie after the day of the district has not happened yet.
func (k *climb) move(days int, r ladder.Request) {
	on := k.w.d.cal.Add(k.on, days)
	k.future = k.future || k.w.d.o.AsOf.Before(on)
	if k.future {
		return
	}
	k.on, r.On = on, on
	r.By = domain.Operator{Name: k.w.d.named(kindOperator, 2).person(), Role: domain.RoleMonitor}
	c, err := ladder.Apply(k.c, r, k.w.d.cal, ladder.DefaultParams)
	if err != nil {
		panic("district: " + err.Error())
	}
	k.c = c
}

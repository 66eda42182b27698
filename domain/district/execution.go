package district

import (
	"slices"

	"jixiao/domain"
)

// course is how a project's money and work went by the day.
type course uint8

const (
	courseGreen course = iota
	courseBlue
	courseYellow
	courseRed
	courseIdle
	courseCarry
	courseBack
	courseOver
	courseGap
	courseBehind
	courseSilent
	courseRepeat
)

var courseWeights = []int{430, 60, 120, 90, 50, 40, 20, 10, 30, 70, 40, 40}

// courses says what the monitoring rules must find in each course.
var courses = map[course][]string{
	courseBlue:   {"MON-IND-01"},
	courseYellow: {"MON-FORECAST-01", "MON-LAMP-01"},
	courseRed:    {"MON-FORECAST-01", "MON-LAMP-01"},
	courseIdle:   {"MON-FORECAST-01", "MON-IDLE-01", "MON-LAMP-01"},
	courseCarry:  {"MON-CARRY-01"},
	courseBack:   {"MON-BACK-01"},
	courseOver:   {"MON-OVER-01"},
	courseGap:    {"MON-FORECAST-01", "MON-GAP-01", "MON-IND-01", "MON-LAMP-01"},
	courseBehind: {"MON-IND-01"},
	courseSilent: {"MON-CAUSE-01", "MON-IND-01"},
	courseRepeat: {"MON-IND-01", "MON-REPEAT-01"},
}

// leastMonth is the first month in which all courses can be told apart.
const leastMonth = 6

// execute gives approved projects a year's course: without an approved target there is no
// budget to spend (第十一条).
func (w *work) execute() {
	t := w.rec.Target
	if t == nil || t.Stage != domain.StageApproved || w.d.month == 0 {
		return
	}
	c := course(w.r.weighted(courseWeights))
	if w.d.month < leastMonth || (c == courseBlue || c >= courseGap) && (w.lead() == nil || w.brief()) {
		c = courseGreen
	}
	if c == courseCarry {
		w.oldCarryover()
	}
	m := w.d.month
	e := &domain.Execution{V: 1, ProjectID: w.p.ID, Year: w.p.Year}
	plan := w.plan()
	for i, permille := range w.curve(c, m) {
		x := domain.MonthExecution{Month: i + 1, Executed: yuan(domain.Fen(domain.RoundDiv(int64(w.p.Adjusted)*int64(permille), 1000)))}
		if plan != nil {
			x.Plan = domain.FenPtr(plan[i])
		}
		e.Months = append(e.Months, x)
	}
	early := c == courseBlue && w.r.chance(45)
	if !early { // an early one has its form in before its first payment
		w.rec.Execution = e
		w.pay(e)
	}
	w.rec.Answer.Monitor = slices.Clone(courses[c])
	w.monitor(c)
	w.cases(c)
}

func yuan(f domain.Fen) domain.Fen { return f / 100 * 100 }

// oldCarryover is money first budgeted two or three years ago.
func (w *work) oldCarryover() {
	p := &w.p
	if p.Carryover == 0 {
		p.Carryover = hundredYuan(w.r.per1000(p.Initial, 30, 140))
		p.Funds = append(slices.Clone(p.Funds), domain.FundLine{Source: domain.FundCarryover, Adjusted: p.Carryover})
		p.Adjusted += p.Carryover
	}
	p.CarryoverSince = p.Year - w.r.between(2, 3)
	w.rec.Project = *p
}

// curve returns the cumulated expenditure of every month up to m in permille of the budget.
func (w *work) curve(c course, m int) []int {
	r := w.r
	now := r.between(620, 720)
	step := r.between(85, 100) // per month, of the last three
	switch c {
	case courseYellow:
		now, step = r.between(420, 510), r.between(20, 45)
	case courseRed, courseGap:
		now, step = r.between(120, 260), r.between(12, 25)
	case courseIdle:
		now, step = r.between(90, 300), 0
	case courseOver:
		now, step = r.between(1015, 1060), r.between(90, 110)
	}
	if c != courseIdle {
		now, step = now*m/8, min(step, now/4)
	}
	if m > 8 && (c == courseGreen || courses[c] == nil) {
		now = min(now, 990)
	}
	out := make([]int, m)
	at3 := now - 3*step
	for i := range out {
		back := m - 1 - i
		switch {
		case c == courseIdle && i >= m-5:
			out[i] = now
		case c == courseIdle:
			out[i] = now * (i + 1) / max(1, m-4)
		case back < 3:
			out[i] = now - back*step
		default:
			out[i] = at3 * (i + 1) / max(1, m-3)
		}
	}
	if c == courseBack && m >= 5 {
		out[m-5] = out[m-4] + r.between(8, 25)
	}
	return out
}

// plan is the cumulative payment plan, nil for projects without one.
func (w *work) plan() []domain.Fen {
	r := w.r
	if r.chance(25) {
		return nil
	}
	var shape [12]int
	switch r.IntN(4) {
	case 0:
		shape = [12]int{8, 16, 25, 33, 42, 50, 58, 67, 75, 84, 92, 100}
	case 1:
		shape = [12]int{2, 5, 10, 18, 28, 40, 52, 64, 75, 85, 94, 100}
	case 2:
		shape = [12]int{0, 0, 5, 10, 20, 30, 40, 52, 66, 80, 92, 100}
	default:
		shape = [12]int{15, 25, 38, 48, 56, 63, 70, 77, 84, 90, 95, 100}
	}
	out := make([]domain.Fen, 12)
	for i, p := range shape {
		out[i] = yuan(domain.Fen(domain.RoundDiv(int64(w.p.Adjusted)*int64(p), 100)))
	}
	return out
}

var (
	payees   = words("山东泉城建设有限公司 济南恒信市政工程有限公司 济南舜邦物业服务有限公司 山东鲁信科技有限公司 济南绿源园林工程有限公司 山东正德工程咨询有限公司 济南康达医疗器械有限公司 济南众和人力资源有限公司 山东文汇传媒有限公司 济南安泰保安服务有限公司 济南明德教育装备有限公司 山东齐鲁检测技术有限公司")
	purposes = words("工程进度款 设备采购款 服务费 补助资金 物业费 设计费 检测费 培训费 材料款 质保金")
)

// pay splits the growth of every month into lines; their sum is the month's figure.
func (w *work) pay(e *domain.Execution) {
	if w.brief() {
		return
	}
	var before domain.Fen
	for _, m := range e.Months {
		grown := m.Executed - before
		before = m.Executed
		if grown == 0 {
			continue
		}
		n := 1 + w.r.IntN(2)
		if grown < 0 {
			n = 1
		}
		left := grown
		for k := range n {
			part := left
			if k+1 < n {
				part = yuan(w.r.per1000(grown, 300, 700))
			}
			left -= part
			day := domain.Date{Year: w.p.Year, Month: domain.MonthEnd(w.p.Year, m.Month).Month, Day: w.r.between(3, 27)}
			x := domain.Payment{V: 1, ID: "Y" + w.p.ID[1:7] + string('A'+rune(len(w.rec.Payments)%26)) + string('A'+rune(len(w.rec.Payments)/26)), ProjectID: w.p.ID, Date: day, Amount: part, Payee: w.r.pick(payees), Purpose: w.r.pick(purposes)}
			if grown < 0 {
				x.Purpose = "退回多付款项"
			}
			w.rec.Payments = append(w.rec.Payments, x)
		}
	}
}

package district

import (
	"fmt"

	"jixiao/domain"
)

// linkage adds what the three linkages look at: money settled on undertakings, last year's
// conduct, and now and then an exception. It has its own source of chance, so that the rest
// of the project is the same with and without it.
func (w *work) linkage() {
	p, r := &w.rec.Project, newRnd(w.d.o.Seed, 1<<50+uint64(w.i))
	switch n := r.IntN(100); {
	case n < 90:
		p.Landed = domain.FenPtr(hundredYuan(r.per1000(p.Initial, 880, 1000)))
	case n < 96:
		p.Landed = domain.FenPtr(hundredYuan(r.per1000(p.Initial, 400, 740)))
	}
	if p.LastYear == nil {
		return
	}
	last := *p.LastYear
	last.NoSelfEval = !w.evaluated
	if last.NoSelfEval && r.chance(60) {
		last.Executed = r.per1000(last.Budget, 550, 890) / 100 * 100
	}
	last.MajorDifference = w.evaluated && r.chance(3)
	if last.MajorDifference && last.Grade != domain.GradePoor { // the recheck had the last word
		score := domain.NewDecimal(int64(r.between(6050, 7980)), 2)
		last.Score, last.Grade = &score, domain.GradeOf(score)
	}
	p.LastYear = &last
	if last.Grade == domain.GradePoor && r.chance(30) {
		p.ExceptionDoc = fmt.Sprintf("市中政字〔%d〕%d号", p.Year, r.between(2, 60))
		p.Exception = &domain.Exception{On: domain.Date{Year: p.Year, Month: 1, Day: r.between(5, 28)}, Scope: "民生兜底支出", Amount: domain.FenPtr(hundredYuan(r.per1000(p.Initial, 600, 900))), Until: domain.MonthEnd(p.Year, 12)}
	}
}

// overall is last year's evaluation of a whole department.
func (d *District) overall(dept int) []domain.OverallResult {
	r := d.named(kindOverall, dept)
	low := []int{9000, 8000, 6000, 5000}[r.weighted([]int{20, 62, 14, 4})]
	score := domain.NewDecimal(int64(low+r.IntN(900)), 2)
	return []domain.OverallResult{{Year: d.o.Year - 1, Score: &score, Grade: domain.GradeOf(score), Source: fmt.Sprintf("市中财绩〔%d〕%d号", d.o.Year, r.between(1, 40))}}
}

package district

import (
	"fmt"
	"strings"

	"jixiao/domain"
)

// work is one project while it is being made.
type work struct {
	d    *District
	r    rnd
	i    int
	dept int
	unit unit
	th   *theme
	// object and places are what its texts name.
	object, object2 string
	place, place2   string
	p               domain.Project
	now             []figure
	lastGoal        string
	spent           domain.Fen // last year's expenditure
	evaluated       bool       // last year's self-evaluation was received
	action          int        // which of the theme's actions this year's goal tells
	rec             Record
}

// Record makes one project; i counts from 0.
func (d *District) Record(i int) Record {
	w := &work{d: d, r: newRnd(d.o.Seed, uint64(i)+1), i: i}
	w.choose()
	w.money()
	w.exAnte()
	w.figures()
	w.lastYear()
	w.rec.Project = w.p
	w.target()
	w.execute()
	w.evaluate()
	w.linkage()
	w.owner()
	return w.rec
}

// choose settles department, unit, kind of work and names.
func (w *work) choose() {
	w.dept = w.r.weighted(w.d.weights)
	x := &departments[w.dept]
	list := byTag[w.r.pick(x.tags)]
	w.th = &themes[list[w.r.IntN(len(list))]]
	units := w.d.units[w.dept]
	if w.th.is("策") || w.th.is("转") || w.th.is("专") {
		units = units[:1] // policies and big money stay with the department itself
	}
	w.unit = units[w.r.IntN(len(units))]
	w.object, w.object2 = w.about(w.th.object), w.about(w.th.object)
	w.place, w.place2 = w.somewhere(), w.somewhere()
	for w.place2 == w.place {
		w.place2 = w.somewhere()
	}
	w.action = w.r.IntN(len(w.th.actions))
	kinds, weights := w.th.kinds()
	kind := kinds[w.r.weighted(weights)]
	class := "T"
	if w.th.is("运") && w.r.chance(60) {
		class = "Y"
	}
	y := w.d.o.Year
	w.p = domain.Project{V: 1, ID: w.d.id("P", w.i, w.r), Year: y, Department: x.code, Unit: w.unit.code, Kind: kind,
		Code: fmt.Sprintf("370103%02d%s%s%09d", y%100, class, x.code, w.i+1), Name: w.name(), Owner: w.r.person(), Phone: w.r.phone(),
		Start: domain.Date{Year: y, Month: 1, Day: 1}, End: domain.MonthEnd(y, 12)}
	w.p.Continuing = w.r.chance(82) && !kind.NeedsExAnte()
	if (w.th.is("建") || kind == domain.KindSpecial) && w.r.chance(35) {
		w.p.End = domain.MonthEnd(y+w.r.between(1, 2), 12)
	}
}

// street is the street a department looks after, "" for those of the whole district.
func (w *work) street() string {
	if i := w.dept - (len(departments) - len(streets)); i >= 0 {
		return streets[i]
	}
	return ""
}

// about is an object of the kind; a street office looks after its own street.
func (w *work) about(kind string) string {
	if s := w.street(); s != "" && kind == "街" {
		return s + "片区"
	}
	return w.r.object(kind)
}

func (w *work) somewhere() string {
	if w.street() != "" {
		return w.r.pick(communities)
	}
	return w.r.place()
}

var suffixes = []string{"", "", "", "项目", "经费", "（一期）", "（二期）", "（续建）", "工程", "资金"}

func (w *work) name() string {
	n := w.r.pick(w.th.names)
	where := w.object
	if strings.HasSuffix(where, "社区") {
		n = strings.TrimPrefix(n, "社区")
	}
	if where == "" {
		where = []string{"", w.place + "片区", "区级", "年度", "重点领域"}[w.r.IntN(5)]
	}
	suffix := w.r.pick(suffixes)
	if !w.th.is("建") && (suffix == "工程" || suffix == "（续建）" || suffix == "（一期）" || suffix == "（二期）") {
		suffix = ""
	}
	return where + n + suffix
}

// hundredYuan rounds an amount to 0.01 万元, the way budgets print.
func hundredYuan(f domain.Fen) domain.Fen {
	return domain.Fen(domain.RoundDiv(int64(f), 10_000) * 10_000)
}

// money sets the budget and its sources; the lines always add up.
func (w *work) money() {
	p, r := &w.p, w.r
	wan := r.scaled(w.th.low, w.th.high, r.Float64())
	p.Initial = domain.Fen(wan) * 1_000_000
	if r.chance(35) {
		p.Initial = hundredYuan(r.per1000(p.Initial, 960, 1040))
	}
	w.sources()
	if r.chance(12) {
		more := hundredYuan(r.per1000(p.Initial, -80, 150))
		p.Funds[0].Adjusted += more
	}
	if p.Continuing && r.chance(14) {
		p.Carryover, p.CarryoverSince = hundredYuan(r.per1000(p.Initial, 20, 160)), p.Year-1
		p.Funds = append(p.Funds, domain.FundLine{Source: domain.FundCarryover, Adjusted: p.Carryover})
	}
	p.Adjusted = 0
	for _, f := range p.Funds {
		p.Adjusted += f.Adjusted
	}
}

// sources splits Initial; the first line takes what is left.
func (w *work) sources() {
	p, r := &w.p, w.r
	first := domain.FundGeneral
	if p.Kind == domain.KindConstruction && r.chance(45) {
		first = domain.FundGovernment
	}
	var rest []domain.FundSource
	if w.th.is("转") || p.Kind == domain.KindTransfer {
		rest = append(rest, []domain.FundSource{domain.FundCentralTransfer, domain.FundProvTransfer, domain.FundCityTransfer}[r.IntN(3)])
		if r.chance(40) {
			rest = append(rest, domain.FundCityTransfer)
		}
	}
	if p.Kind == domain.KindSpecial && r.chance(40) {
		rest = append(rest, domain.FundDebt)
	}
	if w.th.is("运") && r.chance(30) {
		rest = append(rest, domain.FundServicePurchase)
	}
	if w.th.tag == "教育" && r.chance(20) {
		rest = append(rest, domain.FundFiscalAccount)
	}
	if r.chance(15) {
		rest = append(rest, domain.FundUnitOwn)
	}
	left := p.Initial
	p.Funds = []domain.FundLine{{Source: first}}
	for i, s := range rest {
		if i > 0 && rest[i-1] == s {
			continue
		}
		part := hundredYuan(r.per1000(p.Initial, 60, 300))
		left -= part
		p.Funds = append(p.Funds, domain.FundLine{Source: s, Initial: part, Adjusted: part})
	}
	p.Funds[0].Initial, p.Funds[0].Adjusted = left, left
}

// exAnte gives every project that needs an evaluation one, and construction the opinion
// of the investment authority.
func (w *work) exAnte() {
	p, r := &w.p, w.r
	if !p.Kind.NeedsExAnte() && p.Kind != domain.KindConstruction {
		return
	}
	score := r.between(720, 970)
	e := &domain.ExAnte{Report: fmt.Sprintf("市中绩评〔%d〕%d号", p.Year-1, r.between(3, 180)), Score: domain.NewDecimal(int64(score), 1), Conclusion: "予以支持",
		Need: p.Initial, Date: domain.Date{Year: p.Year - 1, Month: 10, Day: r.between(9, 31)}}
	if score < 850 {
		e.Conclusion = "调整完善后支持"
	}
	if r.chance(30) {
		e.Need = hundredYuan(r.per1000(p.Initial, 1000, 1120))
	}
	p.ExAnte = e
}

// owner adds the person who answers for a major project for life (第八条).
func (w *work) owner() {
	p := &w.rec.Project
	switch p.Kind {
	case domain.KindConstruction, domain.KindSpecial, domain.KindKeyPolicy:
	default:
		return
	}
	if p.Owner == "" {
		return
	}
	from := domain.Date{Year: p.Year - 1, Month: 11, Day: 15}
	now := domain.Person{V: 1, ID: "R" + p.ID[1:], Name: p.Owner, Phone: p.Phone, Terms: []domain.RoleTerm{{Role: domain.RoleProjectOwner, Project: p.ID, Department: p.Department, From: from}}}
	if w.r.chance(12) {
		change := domain.Date{Year: p.Year, Month: 4, Day: w.r.between(1, 28)}
		now.Terms[0].From = change
		w.rec.People = append(w.rec.People, domain.Person{V: 1, ID: "Q" + p.ID[1:], Name: w.r.person(), Phone: w.r.phone(),
			Terms: []domain.RoleTerm{{Role: domain.RoleProjectOwner, Project: p.ID, Department: p.Department, From: from, To: change.Add(-1)}}})
	}
	w.rec.People = append(w.rec.People, now)
}

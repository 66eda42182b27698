package district

import (
	"fmt"

	"jixiao/domain"
)

// Numbers of people in the bureau.
const (
	bureauReviewers = 8
	bureauOperators = 4
)

func headID(dept int) string { return fmt.Sprintf("H%03d", dept+1) }

// named is the n-th person of a kind; the same seed gives the same people.
func (d *District) named(kind uint64, n int) rnd { return newRnd(d.o.Seed, 1<<40+kind<<20+uint64(n)) }

const (
	kindHead uint64 = iota + 1
	kindAuditor
	kindReviewer
	kindOperator
	kindRecheck
	kindOverall
)

func (d *District) auditor(dept int) string { return d.named(kindAuditor, dept).person() }

// reviewer is the bureau's reviewer in charge of a department.
func (d *District) reviewer(dept int) string {
	return d.named(kindReviewer, dept%bureauReviewers).person()
}

// People returns those who hold an office: department heads and auditors, the bureau's
// reviewers, operators, monitors and chief, and the recheck reviewers with the departments
// they must keep away from. Project owners come with their projects.
func (d *District) People() []domain.Person {
	var out []domain.Person
	start := domain.Date{Year: d.o.Year - 3, Month: 3, Day: 1}
	add := func(id string, r rnd, role domain.Role, department string, avoid []string) {
		out = append(out, domain.Person{V: 1, ID: id, Name: r.person(), Phone: r.phone(), Terms: []domain.RoleTerm{{Role: role, Department: department, From: start}}, Avoid: avoid})
	}
	for i := range departments {
		d.heads(i, &out)
		add(fmt.Sprintf("A%03d", i+1), d.named(kindAuditor, i), domain.RoleDepartmentAuditor, departments[i].code, nil)
	}
	for i := range bureauReviewers {
		add(fmt.Sprintf("B%02d", i+1), d.named(kindReviewer, i), domain.RoleReviewer, "208", nil)
	}
	for i := range bureauOperators {
		role := []domain.Role{domain.RoleChief, domain.RoleOperator, domain.RoleMonitor, domain.RoleMonitor}[i]
		add(fmt.Sprintf("C%02d", i+1), d.named(kindOperator, i), role, "208", nil)
	}
	for i := range d.recheckers() {
		r := d.named(kindRecheck, i)
		var avoid []string
		for range r.IntN(4) {
			avoid = append(avoid, departments[r.IntN(len(departments))].code)
		}
		add(fmt.Sprintf("F%03d", i+1), r, domain.RoleRecheckReviewer, "", avoid)
	}
	return out
}

// recheckers grows slowly with the district.
func (d *District) recheckers() int { return 24 + min(96, d.o.Projects/400) }

// heads adds a department's leader; in one of seven departments somebody else held the
// office until spring.
func (d *District) heads(i int, out *[]domain.Person) {
	r := d.named(kindHead, i)
	from := domain.Date{Year: d.o.Year - 3, Month: 1, Day: 10}
	p := domain.Person{V: 1, ID: headID(i), Name: r.person(), Phone: r.phone(), Terms: []domain.RoleTerm{{Role: domain.RoleDepartmentHead, Department: departments[i].code, From: from}}}
	if i%7 == 3 {
		change := domain.Date{Year: d.o.Year, Month: 3, Day: r.between(5, 28)}
		p.Terms[0].From = change
		*out = append(*out, domain.Person{V: 1, ID: headID(i) + "A", Name: r.person(), Phone: r.phone(),
			Terms: []domain.RoleTerm{{Role: domain.RoleDepartmentHead, Department: departments[i].code, From: from, To: change.Add(-1)}}})
	}
	*out = append(*out, p)
}

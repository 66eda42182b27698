package duty

import (
	"cmp"
	"slices"

	"jixiao/domain"
)

// Row is one duty of one department in one year.
type Row struct {
	Department string      `json:"department_code"`
	Name       string      `json:"department"`
	Duty       string      `json:"duty"`
	Title      string      `json:"title"`
	Article    string      `json:"article"`
	Due        domain.Date `json:"due,omitzero"`
	// Total is how many projects the duty covers and Met how many of them met it, Late how
	// many met it after the due date or on a day the file does not know to be in time.
	// Total is 1 for a duty of the department itself.
	Total    int    `json:"total"`
	Met      int    `json:"met"`
	Late     int    `json:"late"`
	Status   Status `json:"status"`
	Overdue  int    `json:"overdue_days,omitempty"`
	Evidence string `json:"evidence,omitempty"`
	// Missing are the codes of the first projects that have not met it, at most MaxMissing.
	Missing []string `json:"missing,omitempty"`
}

// MaxMissing bounds Row.Missing.
const MaxMissing = 5

// Ledger collects dossiers one by one, so that a district of any size needs memory only
// for its departments.
type Ledger struct {
	year   int
	duties []Duty
	rows   map[string][]Row
}

// NewLedger starts the ledger of a budget year with the departments it must show, even
// those without a project.
func NewLedger(year int, departments []domain.Department) *Ledger {
	l := &Ledger{year: year, duties: Duties(), rows: map[string][]Row{}}
	for _, d := range departments {
		l.open(d.Code, d.Name)
	}
	return l
}

func (l *Ledger) open(code, name string) []Row {
	rows, ok := l.rows[code]
	if ok {
		return rows
	}
	rows = make([]Row, len(l.duties))
	for i, d := range l.duties {
		rows[i] = Row{Department: code, Name: name, Duty: d.ID, Title: d.Title, Article: d.Basis.Article, Due: d.Due(l.year)}
		if !d.PerProject() {
			rows[i].Total = 1
		}
	}
	l.rows[code] = rows
	return rows
}

// Add counts a project; one of another year is left out.
func (l *Ledger) Add(d *domain.Dossier) {
	if d.Project.Year != l.year {
		return
	}
	rows := l.open(d.Project.Department, d.DepartmentName)
	for i, duty := range l.duties {
		if !duty.PerProject() || !duty.Applies(d) {
			continue
		}
		r := &rows[i]
		r.Total++
		on, ok := duty.Met(d)
		switch {
		case ok:
			r.Met++
			if !on.IsZero() && r.Due.Before(on) {
				r.Late++
			}
		case len(r.Missing) < MaxMissing:
			r.Missing = append(r.Missing, d.Project.Code)
		}
	}
}

// Rows closes the ledger on a date with the registered evidence. Order: department code,
// then article. A registered 不适用 never makes the denominator of another duty smaller,
// and a duty over projects cannot be registered as done: the projects decide.
func (l *Ledger) Rows(records []domain.DutyRecord, on domain.Date) []Row {
	known := map[[2]string]*domain.DutyRecord{}
	for i := range records {
		if r := &records[i]; r.Year == l.year {
			known[[2]string{r.Department, r.Duty}] = r
		}
	}
	var out []Row
	for _, rows := range l.rows {
		for i := range rows {
			r := rows[i]
			r.settle(l.duties[i], known[[2]string{r.Department, r.Duty}], on)
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Department, b.Department), cmp.Compare(a.Duty, b.Duty))
	})
	return out
}

func (r *Row) settle(d Duty, record *domain.DutyRecord, on domain.Date) {
	switch {
	case record != nil && record.State == domain.DutyNotApplicable:
		r.Status, r.Evidence = NotApplicable, record.Ground
		return
	case record != nil && !d.PerProject():
		r.Met, r.Evidence = 1, record.Evidence
		if r.Due.Before(record.On) {
			r.Late = 1
		}
	}
	late := r.Due.Before(on)
	switch {
	case r.Total == 0:
		r.Status, r.Evidence = NotApplicable, "本部门本年没有这类项目"
	case r.Met == r.Total:
		r.Status = Done
	case late:
		r.Status, r.Overdue = Overdue, on.Days()-r.Due.Days()
	case r.Met > 0:
		r.Status = Partly
	case d.PerProject():
		r.Status = NotDue
	default:
		r.Status = Unknown
	}
}

// Rate is how many of the duties that apply are done: the done ones over all but
// 不适用. It has no value when nothing applies.
func Rate(rows []Row) domain.Ratio {
	done, all := 0, 0
	for _, r := range rows {
		if r.Status == NotApplicable {
			continue
		}
		all++
		if r.Status == Done {
			done++
		}
	}
	return domain.RatioOf(domain.Fen(done), domain.Fen(all))
}

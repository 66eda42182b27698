package monitor

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"jixiao/domain"
	"jixiao/domain/listing"
)

// Board is a whole year's warnings as of a month, under all rule groups, in little memory:
// what the screen shows, sorts, filters and sums. A Board never changes; WithCases makes a
// new one.
type Board struct {
	Year, Month int
	Params      Params
	// Seq is the journal entry up to which the board is true.
	Seq uint64
	// Unmatched are payment lines that belong to no project (MON-UNMATCHED).
	Unmatched Unmatched

	// index is the whole list, figures and present are by its rows: present are the
	// projects of the year.
	index   *listing.Index
	figures []Figure
	present listing.Set
	n       int
	// cases are by row and hold what lists and the ladder need; see slim.
	cases map[int]*domain.Case
	// order is every row's place when sorted by project code.
	order []uint32
}

// Unmatched counts payment lines that match no project, and their sum (fen).
type Unmatched struct {
	Count  int
	Amount domain.Fen
}

// NewBoard starts a board over a list; Set and Done complete it.
func NewBoard(ix *listing.Index, year, month int, p Params) *Board {
	return &Board{Year: year, Month: month, Params: p, index: ix, figures: make([]Figure, ix.Len()), present: listing.NewSet(ix.Len()), cases: map[int]*domain.Case{}}
}

// Set puts a project's figure and leading case (nil for none) on a board that is not done.
func (b *Board) Set(row int, f Figure, c *domain.Case) {
	b.figures[row] = f
	b.present.Add(row)
	b.n++
	if c != nil {
		b.cases[row] = slim(c)
	}
}

// Done makes the board ready to be shown; it must not be changed from then on.
func (b *Board) Done(u Unmatched, seq uint64) *Board {
	b.Unmatched, b.Seq = u, seq
	b.order = make([]uint32, b.index.Len())
	for place, row := range byCode(b.index) {
		b.order[row] = uint32(place)
	}
	return b
}

func byCode(ix *listing.Index) []uint32 {
	rows := make([]uint32, ix.Len())
	for i := range rows {
		rows[i] = uint32(i)
	}
	slices.SortFunc(rows, func(x, y uint32) int {
		return cmp.Or(strings.Compare(ix.Row(int(x)).Code, ix.Row(int(y)).Code), cmp.Compare(x, y))
	})
	return rows
}

// slim is a case without its texts: enough for its state, its clock and for what may
// follow.
func slim(c *domain.Case) *domain.Case {
	out := &domain.Case{ID: c.ID, ProjectID: c.ProjectID, Year: c.Year, State: c.State, Opened: c.Opened, Due: c.Due, Received: c.Received}
	if s := c.LastOf(domain.CaseVerifying); s != nil && c.State == domain.CaseVerifying {
		out.Steps = []domain.CaseStep{{From: s.From, To: s.To, On: s.On, Pass: s.Pass}}
	}
	return out
}

// Index is the searchable list of all projects; rows are numbered as in it. Its money and
// lamps are the newest reported, not those of the month.
func (b *Board) Index() *listing.Index { return b.index }

// Len is the number of the year's projects, Rows are their rows.
func (b *Board) Len() int { return b.n }

// Rows returns the rows of the year's projects; the caller owns the set.
func (b *Board) Rows() listing.Set { return b.present.Clone() }

// Find returns the row of a project of the year.
func (b *Board) Find(id string) (row int, ok bool) {
	row, ok = b.index.Find(id)
	return row, ok && b.present.Has(row)
}

// Figure returns a row's figure; it must not be changed.
func (b *Board) Figure(row int) *Figure { return &b.figures[row] }

// Case returns a row's newest open case, else its newest, nil for none, without its
// texts.
func (b *Board) Case(row int) *domain.Case { return b.cases[row] }

// OpenCase returns a row's case unless it is closed.
func (b *Board) OpenCase(row int) *domain.Case {
	if c := b.cases[row]; c != nil && c.State != domain.CaseClosed {
		return c
	}
	return nil
}

// Overdue reports whether the deadline of a row's open case has passed.
func (b *Board) Overdue(row int, today domain.Date) bool {
	c := b.OpenCase(row)
	return c != nil && !c.Due.IsZero() && c.Due.Before(today)
}

// Shortfall is what a row's project must still pay until its money's lamp is green; ok is
// false without a lamp.
func (b *Board) Shortfall(row int, g Group) (domain.Fen, bool) {
	return b.figures[row].Shortfall(g, b.index.Row(row).Adjusted, b.Month, &b.Params)
}

// WithCases returns the board with the leading cases of some projects replaced (nil
// removes one), true up to the journal entry. Projects that are not on the board are left
// out. ix is a newer list of the same projects, nil to keep the one there is.
func (b *Board) WithCases(changed map[string]*domain.Case, seq uint64, ix *listing.Index) *Board {
	out := *b
	out.Seq, out.cases = seq, maps.Clone(b.cases)
	if ix != nil && ix.Len() == b.index.Len() {
		out.index = ix
	}
	for id, c := range changed {
		row, ok := b.Find(id)
		switch {
		case ok && c == nil:
			delete(out.cases, row)
		case ok:
			out.cases[row] = slim(c)
		}
	}
	return &out
}

// Counts counts the lamps of a group and the open cases of all projects.
func (b *Board) Counts(g Group, today domain.Date) (c Count) {
	b.present.Each(func(row int) { c.lamp(b.figures[row].Lamp(g)) })
	for row := range b.cases {
		if b.OpenCase(row) != nil {
			c.Cases++
		}
		if b.Overdue(row, today) {
			c.Overdue++
		}
	}
	return c
}

// Sum is what the rows of a selection come to.
type Sum struct {
	Count                       Count
	Projects                    int
	Budget, Executed, Shortfall domain.Fen
	// Deviating are projects with a red or yellow indicator; Causes counts them by
	// domain.Causes, Likely by Likelihoods (0: nothing stated).
	Deviating int
	Causes    [5]int
	Likely    [len(Likelihoods)]int
	// Departments are sorted by the number of red, then yellow lamps, worst first.
	Departments []DepartmentSum
}

// DepartmentSum is one department's part of a Sum.
type DepartmentSum struct {
	Code, Name  string
	Red, Yellow int
	Projects    int
	Shortfall   domain.Fen
}

// Sum adds up rows under a group.
func (b *Board) Sum(rows []uint32, g Group, today domain.Date) (s Sum) {
	at := map[string]int{}
	for _, r := range rows {
		row := int(r)
		p, f := b.index.Row(row), &b.figures[row]
		s.Projects++
		s.Budget, s.Executed = s.Budget+p.Adjusted, s.Executed+f.Executed
		short, _ := b.Shortfall(row, g)
		s.Shortfall += short
		s.Count.lamp(f.Lamp(g))
		s.cases(b, row, today)
		s.deviation(f)
		i, ok := at[p.DepartmentCode]
		if !ok {
			i = len(s.Departments)
			at[p.DepartmentCode] = i
			s.Departments = append(s.Departments, DepartmentSum{Code: p.DepartmentCode, Name: p.Department})
		}
		s.Departments[i].add(f.Lamp(g), short)
	}
	slices.SortFunc(s.Departments, func(x, y DepartmentSum) int {
		return cmp.Or(y.Red-x.Red, y.Yellow-x.Yellow, cmp.Compare(x.Code, y.Code))
	})
	return s
}

func (s *Sum) cases(b *Board, row int, today domain.Date) {
	if b.OpenCase(row) != nil {
		s.Count.Cases++
	}
	if b.Overdue(row, today) {
		s.Count.Overdue++
	}
}

func (s *Sum) deviation(f *Figure) {
	if f.Indicator < listing.LampYellow {
		return
	}
	s.Deviating++
	s.Likely[f.Likelihood]++
	for i := range s.Causes {
		if f.Causes>>i&1 == 1 {
			s.Causes[i]++
		}
	}
}

func (d *DepartmentSum) add(l listing.Lamp, short domain.Fen) {
	d.Projects++
	d.Shortfall += short
	switch l {
	case listing.LampRed:
		d.Red++
	case listing.LampYellow:
		d.Yellow++
	}
}

package monitor

import (
	"cmp"
	"maps"
	"slices"

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

	index   *listing.Index
	figures []Figure
	cases   map[int]*domain.Case
}

// Unmatched counts payment lines that match no project, and their sum (fen).
type Unmatched struct {
	Count  int
	Amount domain.Fen
}

// BoardBuilder collects a Board project by project, in ID order.
type BoardBuilder struct {
	b    Board
	rows *listing.Builder
}

// NewBoard starts a board.
func NewBoard(year, month int, p Params) *BoardBuilder {
	return &BoardBuilder{Board{Year: year, Month: month, Params: p, cases: map[int]*domain.Case{}}, listing.NewBuilder()}
}

// Add takes a project's list row, its figure and its leading case (nil for none). The row
// is kept with the money and the lamp as of the month.
func (b *BoardBuilder) Add(r listing.Row, f Figure, c *domain.Case) {
	r.Executed, r.Month, r.IndicatorLamp = f.Executed, f.Reported, f.Indicator
	b.rows.Add(r)
	if c != nil {
		b.b.cases[len(b.b.figures)] = c
	}
	b.b.figures = append(b.b.figures, f)
}

// Board ends the collection.
func (b *BoardBuilder) Board(u Unmatched, seq uint64) *Board {
	b.b.index, b.b.Unmatched, b.b.Seq = b.rows.Index(), u, seq
	b.b.figures = slices.Clip(b.b.figures)
	return &b.b
}

// Index is the searchable list of the board's projects; rows are numbered as in it.
func (b *Board) Index() *listing.Index { return b.index }

// Len is the number of projects.
func (b *Board) Len() int { return len(b.figures) }

// Find returns the row of a project.
func (b *Board) Find(id string) (row int, ok bool) { return b.index.Find(id) }

// Figure returns a row's figure; it must not be changed.
func (b *Board) Figure(row int) *Figure { return &b.figures[row] }

// Case returns a row's newest open case, else its newest, nil for none.
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
	return b.figures[row].Shortfall(g, b.index.Row(row).Adjusted, b.Month, b.Params)
}

// WithCases returns the board with the leading cases of some projects replaced (nil
// removes one), true up to the journal entry. Projects that are not on the board are left
// out.
func (b *Board) WithCases(changed map[string]*domain.Case, seq uint64) *Board {
	out := *b
	out.Seq, out.cases = seq, maps.Clone(b.cases)
	for id, c := range changed {
		row, ok := b.Find(id)
		switch {
		case ok && c == nil:
			delete(out.cases, row)
		case ok:
			out.cases[row] = c
		}
	}
	return &out
}

// Counts counts the lamps of a group and the open cases of all projects.
func (b *Board) Counts(g Group, today domain.Date) (c Count) {
	for row := range b.figures {
		c.lamp(b.figures[row].Lamp(g))
	}
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

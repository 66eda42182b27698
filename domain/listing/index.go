package listing

import (
	"sort"

	"jixiao/domain"
)

// Index holds the rows of all projects in memory, by columns: searched, sorted and summed
// without touching the file. Rows are numbered from 0 in the order they were added. An
// Index never changes, so it may be used from several goroutines.
type Index struct {
	n      int
	blocks []*block
	t      *tables
	sorted bool
	orders *orders
}

// NewIndex returns the index over the rows.
func NewIndex(rows []Row) *Index {
	b := NewBuilder()
	for _, r := range rows {
		b.Add(r)
	}
	return b.Index()
}

// Len returns the number of rows; a nil Index has none.
func (ix *Index) Len() int {
	if ix == nil {
		return 0
	}
	return ix.n
}

func (ix *Index) block(row int) (*block, int) { return ix.blocks[row>>blockShift], row & blockMask }

// Row returns a row without allocating: its texts are parts of the index.
func (ix *Index) Row(row int) Row {
	b, i := ix.block(row)
	return b.row(i, ix.t)
}

// ID returns a row's project ID.
func (ix *Index) ID(row int) string {
	b, i := ix.block(row)
	return b.ids.at(i)
}

// Find returns the row of a project; ok is false when it is not in the index.
func (ix *Index) Find(id string) (row int, ok bool) {
	if ix.Len() == 0 {
		return 0, false
	}
	if ix.sorted {
		row = sort.Search(ix.n, func(i int) bool { return ix.ID(i) >= id })
		return row, row < ix.n && ix.ID(row) == id
	}
	for row = range ix.n {
		if ix.ID(row) == id {
			return row, true
		}
	}
	return 0, false
}

// Departments returns the codes and names of all departments in the index, sorted by
// code, for completion and pickers.
func (ix *Index) Departments() []domain.Department {
	var out []domain.Department
	if ix == nil {
		return nil
	}
	for _, p := range ix.t.departments.list {
		out = append(out, domain.Department{Code: p.code, Name: p.name})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Code < out[j].Code })
	return out
}

// Units returns the codes and names of all units in the index, sorted by code.
func (ix *Index) Units() []domain.Unit {
	var out []domain.Unit
	if ix == nil {
		return nil
	}
	for _, p := range ix.t.units.list {
		out = append(out, domain.Unit{Code: p.code, Name: p.name})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Code < out[j].Code })
	return out
}

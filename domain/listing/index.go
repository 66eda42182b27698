package listing

import (
	"sort"

	"jixiao/domain"
)

// Index holds the rows of all projects in memory, by columns: searched, sorted and summed
// without touching the file. Rows are numbered from 0 in the order they were added. An
// Index never changes (With makes a new one that shares almost everything), so it may be
// used from several goroutines.
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

// With returns an index in which the rows replace those of the same ID; it shares every
// untouched block. Rows of projects that are not in the index are left out and missing is
// true: then the index must be loaded anew.
func (ix *Index) With(rows ...Row) (next *Index, missing bool) {
	touched := map[int]map[int]Row{}
	for _, r := range rows {
		at, ok := ix.Find(r.ID)
		if !ok {
			missing = true
			continue
		}
		if touched[at>>blockShift] == nil {
			touched[at>>blockShift] = map[int]Row{}
		}
		touched[at>>blockShift][at&blockMask] = r
	}
	if len(touched) == 0 {
		return ix, missing
	}
	next = &Index{n: ix.n, blocks: append([]*block(nil), ix.blocks...), t: ix.t.clone(), sorted: ix.sorted, orders: &orders{}}
	for k, changed := range touched {
		b := newBuilder(next.t)
		for i := range ix.blocks[k].n {
			r, ok := changed[i]
			if !ok {
				r = ix.blocks[k].row(i, ix.t)
			}
			b.Add(r)
		}
		b.flush()
		next.blocks[k] = b.blocks[0]
	}
	return next, missing
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

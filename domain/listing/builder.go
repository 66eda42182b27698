package listing

import (
	"jixiao/domain/pinyin"
)

// Builder makes an Index from rows. Rows are best added in ID order (then Index.Find is
// a binary search). The zero value is not usable; see NewBuilder.
type Builder struct {
	t      *tables
	blocks []*block
	cur    *block
	// The text columns of cur.
	ids, codes, names, py columnBuilder
	n                     int
	sorted                bool
	last                  string
	scratch               []byte
}

// NewBuilder returns an empty builder.
func NewBuilder() *Builder { return newBuilder(newTables()) }

func newBuilder(t *tables) *Builder { return &Builder{t: t, sorted: true} }

// Add appends a row.
func (b *Builder) Add(r Row) {
	c := b.next()
	if b.n > 0 && r.ID <= b.last {
		b.sorted = false
	}
	b.last = r.ID
	b.ids.buf = appendClean(b.ids.buf, r.ID)
	b.codes.buf = appendClean(b.codes.buf, r.Code)
	b.names.buf = append(appendClean(b.names.buf, r.Name), part)
	b.names.buf = appendClean(b.names.buf, r.Owner)
	b.py.buf = appendClean(b.py.buf, r.Pinyin)
	for _, col := range [...]*columnBuilder{&b.ids, &b.codes, &b.names, &b.py} {
		col.endRow()
	}
	c.department = append(c.department, b.place(b.t.departments, r.DepartmentCode, r.Department))
	c.unit = append(c.unit, b.place(b.t.units, r.UnitCode, r.Unit))
	c.addNumbers(&r, b.t)
	c.n++
	b.n++
}

// AddBinary appends a row encoded by Row.AppendBinary without keeping b. It fails like
// DecodeRow.
func (b *Builder) AddBinary(data []byte) error {
	r, err := DecodeRow(data)
	if err != nil {
		return err
	}
	b.Add(r)
	return nil
}

// Index returns the index over the rows added so far; the builder must not be used
// afterwards.
func (b *Builder) Index() *Index {
	b.flush()
	return &Index{n: b.n, blocks: b.blocks, t: b.t, sorted: b.sorted, orders: &orders{}}
}

// next returns the block that takes the next row.
func (b *Builder) next() *block {
	if b.cur != nil && b.cur.n == blockRows {
		b.flush()
	}
	if b.cur == nil {
		b.cur = newBlock(blockRows)
	}
	return b.cur
}

func (b *Builder) flush() {
	if b.cur == nil {
		return
	}
	b.cur.ids, b.cur.codes, b.cur.names, b.cur.pinyin = b.ids.finish(), b.codes.finish(), b.names.finish(), b.py.finish()
	b.blocks = append(b.blocks, b.cur)
	b.cur = nil
}

// place interns a department or unit.
func (b *Builder) place(p *places, code, name string) uint32 {
	b.scratch = append(append(append(b.scratch[:0], code...), 0), name...)
	if n, ok := p.byID[string(b.scratch)]; ok {
		return n
	}
	key := string(b.scratch)
	n := uint32(len(p.list))
	p.list = append(p.list, place{code: key[:len(code)], name: key[len(code)+1:], key: pinyin.Key(name)})
	p.byID[key] = n
	return n
}

func newBlock(n int) *block {
	b := &block{}
	longs := make([]int64, 4*n)
	b.initial, b.adjusted, b.executed, b.carryover = longs[0:0:n], longs[n:n:2*n], longs[2*n:2*n:3*n], longs[3*n:3*n:4*n]
	shorts := make([]uint16, 6*n)
	b.since, b.deferUntil, b.caseSince = shorts[0:0:n], shorts[n:n:2*n], shorts[2*n:2*n:3*n]
	b.caseDue, b.year, b.kind = shorts[3*n:3*n:4*n], shorts[4*n:4*n:5*n], shorts[5*n:5*n:6*n]
	b.self, b.review = make([]int32, 0, n), make([]int32, 0, n)
	mid := make([]uint32, 4*n)
	b.department, b.unit, b.strip, b.funds = mid[0:0:n], mid[n:n:2*n], mid[2*n:2*n:3*n], mid[3*n:3*n:4*n]
	b.small = make([]small, 0, n)
	return b
}

func (b *block) addNumbers(r *Row, t *tables) {
	b.initial, b.adjusted = append(b.initial, int64(r.Initial)), append(b.adjusted, int64(r.Adjusted))
	b.executed, b.carryover = append(b.executed, int64(r.Executed)), append(b.carryover, int64(r.Carryover))
	b.since, b.deferUntil = append(b.since, dayWord(r.Since)), append(b.deferUntil, dayWord(r.DeferUntil))
	b.caseSince, b.caseDue = append(b.caseSince, dayWord(r.CaseSince)), append(b.caseDue, dayWord(r.CaseDue))
	b.self, b.review = append(b.self, r.SelfScore), append(b.review, r.ReviewScore)
	b.year, b.kind = append(b.year, uint16(r.Year)), append(b.kind, t.kinds.number(string(r.Kind)))
	b.strip, b.funds = append(b.strip, packStrip(r.Strip)), append(b.funds, r.FundMask)
	b.small = append(b.small, small{
		stage: byteWord(t.stages, string(r.Stage)), level: byteWord(t.levels, string(r.Level)), caseState: byteWord(t.caseWds, string(r.CaseState)),
		month: r.Month, round: r.Round, fails: r.Fails, warns: r.Warns, lamp: r.Lamp(), indicator: r.IndicatorLamp, picked: r.Picked,
	})
}

// byteWord is number for the tables whose words are the program's own: more than 255 of
// them give the empty word.
func byteWord(w *words, s string) uint8 {
	n := w.number(s)
	if n > 0xFF {
		return 0
	}
	return uint8(n)
}

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
	last                  []byte
	scratch               []byte
}

// NewBuilder returns an empty builder.
func NewBuilder() *Builder { return &Builder{t: newTables(), sorted: true} }

// Add appends a row.
func (b *Builder) Add(r Row) {
	c := b.next()
	addTexts(b, [...]string{r.ID, r.Code, r.Name, r.Owner, r.Pinyin})
	c.department = append(c.department, intern(b, b.t.departments, r.DepartmentCode, r.Department))
	c.unit = append(c.unit, intern(b, b.t.units, r.UnitCode, r.Unit))
	c.kind = append(c.kind, number(b.t.kinds, string(r.Kind)))
	c.small = append(c.small, small{
		stage: byteNumber(b.t.stages, string(r.Stage)), level: byteNumber(b.t.levels, string(r.Level)), caseState: byteNumber(b.t.caseWds, string(r.CaseState)),
	})
	c.addNumbers(&r)
	b.n++
}

// AddBinary appends a row encoded by Row.AppendBinary; it makes no garbage and does not
// keep data. It fails like DecodeRow, and then adds nothing.
func (b *Builder) AddBinary(data []byte) error {
	var e encoded
	if err := e.parse(data); err != nil {
		return err
	}
	text := func(field int) []byte { return data[e.texts[field].lo:e.texts[field].hi] }
	word := func(field int, w *words) uint16 {
		if n := e.texts[field].word; n > 0 {
			return uint16(n - 1)
		}
		return number(w, text(field))
	}
	c := b.next()
	addTexts(b, [...][]byte{text(textID), text(textCode), text(textName), text(textOwner), text(textPinyin)})
	c.department = append(c.department, intern(b, b.t.departments, text(textDepartmentCode), text(textDepartment)))
	c.unit = append(c.unit, intern(b, b.t.units, text(textUnitCode), text(textUnit)))
	c.kind = append(c.kind, word(textKind, b.t.kinds))
	c.small = append(c.small, small{stage: lowByte(word(textStage, b.t.stages)), level: lowByte(word(textLevel, b.t.levels)), caseState: lowByte(word(textCaseState, b.t.caseWds))})
	var r Row
	e.fill(&r)
	c.addNumbers(&r)
	b.n++
	return nil
}

// addTexts appends ID, code, name, owner and pinyin to their columns.
func addTexts[T string | []byte](b *Builder, t [5]T) {
	if b.n > 0 && string(t[0]) <= string(b.last) {
		b.sorted = false
	}
	b.last = append(b.last[:0], t[0]...)
	b.ids.buf = appendClean(b.ids.buf, t[0])
	b.codes.buf = appendClean(b.codes.buf, t[1])
	b.names.buf = append(appendClean(b.names.buf, t[2]), part)
	b.names.buf = appendClean(b.names.buf, t[3])
	b.py.buf = appendClean(b.py.buf, t[4])
	for _, col := range [...]*columnBuilder{&b.ids, &b.codes, &b.names, &b.py} {
		col.endRow()
	}
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

// intern numbers a department or unit.
func intern[T string | []byte](b *Builder, p *places, code, name T) uint32 {
	b.scratch = append(append(append(b.scratch[:0], code...), 0), name...)
	if n, ok := p.byID[string(b.scratch)]; ok {
		return n
	}
	key := string(b.scratch)
	n := uint32(len(p.list))
	at := place{code: key[:len(code)], name: key[len(code)+1:]}
	at.key = pinyin.Key(at.name)
	p.list = append(p.list, at)
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

// addNumbers appends the row's numbers and completes the entry of small.
func (b *block) addNumbers(r *Row) {
	b.initial, b.adjusted = append(b.initial, int64(r.Initial)), append(b.adjusted, int64(r.Adjusted))
	b.executed, b.carryover = append(b.executed, int64(r.Executed)), append(b.carryover, int64(r.Carryover))
	b.since, b.deferUntil = append(b.since, dayWord(r.Since)), append(b.deferUntil, dayWord(r.DeferUntil))
	b.caseSince, b.caseDue = append(b.caseSince, dayWord(r.CaseSince)), append(b.caseDue, dayWord(r.CaseDue))
	b.self, b.review = append(b.self, r.SelfScore), append(b.review, r.ReviewScore)
	b.year = append(b.year, uint16(r.Year))
	b.strip, b.funds = append(b.strip, packStrip(r.Strip)), append(b.funds, r.FundMask)
	s := &b.small[b.n]
	s.month, s.round, s.fails, s.warns = r.Month, r.Round, r.Fails, r.Warns
	s.lamp, s.indicator, s.picked = r.Lamp(), r.IndicatorLamp, r.Picked
	b.n++
}

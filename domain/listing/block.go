package listing

import "jixiao/domain"

// blockRows is how many rows one block holds (a power of two): building needs no more
// scratch memory than one block, and a search walks short strings.
const (
	blockShift = 11
	blockRows  = 1 << blockShift
	blockMask  = blockRows - 1
)

// block is a run of rows by columns.
type block struct {
	n                                      int
	ids, codes, names, pinyin              column // names holds name and owner
	initial, adjusted, executed, carryover []int64
	since, deferUntil, caseSince, caseDue  []uint16 // days since 1970, 0: none
	self, review                           []int32
	year, kind                             []uint16
	department, unit                       []uint32
	small                                  []small
	strip                                  []uint32
	funds                                  []uint32
}

// small is what fits in bytes.
type small struct {
	stage, level, caseState, month, round, fails, warns uint8
	lamp, indicator                                     Lamp
	picked                                              bool
}

func packStrip(s [StepCount]StepState) (v uint32) {
	for i, x := range s {
		v |= uint32(x) << (3 * i)
	}
	return v
}

func unpackStrip(v uint32) (s [StepCount]StepState) {
	for i := range s {
		s[i] = StepState(v >> (3 * i) & 7)
	}
	return s
}

// dayWord keeps a day in two bytes (to 2149); days outside count as none.
func dayWord(d int32) uint16 {
	if d < 0 || d > 0xFFFF {
		return 0
	}
	return uint16(d)
}

// place is one interned department or unit.
type place struct {
	code, name, key string
}

// places is the list of the distinct places of an index.
type places struct {
	list []place
	byID map[string]uint32
}

func newPlaces() *places { return &places{byID: map[string]uint32{}} }

// words is a small table of interned words.
type words struct{ list []string }

// number returns a word's number, adding it when new; a table of 65,535 words is full
// and gives the empty word.
func number[T string | []byte](w *words, s T) uint16 {
	for i, x := range w.list {
		if x == string(s) {
			return uint16(i)
		}
	}
	if len(w.list) >= 0xFFFF {
		return 0
	}
	w.list = append(w.list, string(s))
	return uint16(len(w.list) - 1)
}

// byteNumber is number for the tables whose words are the program's own: more than 255
// of them give the empty word.
func byteNumber(w *words, s string) uint8 { return lowByte(number(w, s)) }

func lowByte(n uint16) uint8 {
	if n > 0xFF {
		return 0
	}
	return uint8(n)
}

// tables are the interned texts of an index.
type tables struct {
	departments, units             *places
	kinds, stages, levels, caseWds *words
}

func newTables() *tables {
	t := &tables{departments: newPlaces(), units: newPlaces()}
	t.kinds, t.stages = &words{append([]string(nil), kindWords...)}, &words{append([]string(nil), stageWords...)}
	t.levels, t.caseWds = &words{append([]string(nil), levelWords...)}, &words{append([]string(nil), caseWords...)}
	return t
}

// row puts a row together again; its texts are parts of the block's strings.
func (b *block) row(i int, t *tables) Row {
	s := b.small[i]
	d, u := t.departments.list[b.department[i]], t.units.list[b.unit[i]]
	name, owner := b.nameOwner(i)
	return Row{
		ID: b.ids.at(i), Code: b.codes.at(i), Name: name, Owner: owner, Pinyin: b.pinyin.at(i),
		DepartmentCode: d.code, Department: d.name, UnitCode: u.code, Unit: u.name,
		Year: int(b.year[i]), Kind: domain.ProjectKind(t.kinds.list[b.kind[i]]), FundMask: b.funds[i],
		Initial: domain.Fen(b.initial[i]), Adjusted: domain.Fen(b.adjusted[i]), Executed: domain.Fen(b.executed[i]), Carryover: domain.Fen(b.carryover[i]),
		Month: s.month, IndicatorLamp: s.indicator, Stage: domain.TargetStage(t.stages.list[s.stage]), Level: domain.Level(t.levels.list[s.level]),
		Since: int32(b.since[i]), DeferUntil: int32(b.deferUntil[i]), Round: s.round, Fails: s.fails, Warns: s.warns,
		CaseState: domain.CaseState(t.caseWds.list[s.caseState]), CaseSince: int32(b.caseSince[i]), CaseDue: int32(b.caseDue[i]),
		SelfScore: b.self[i], ReviewScore: b.review[i], Picked: s.picked, Strip: unpackStrip(b.strip[i]),
	}
}

func (b *block) nameOwner(i int) (name, owner string) {
	s := b.names.at(i)
	for k := len(s) - 1; k >= 0; k-- {
		if s[k] == part {
			return s[:k], s[k+1:]
		}
	}
	return s, ""
}

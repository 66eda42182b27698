package listing

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"jixiao/domain"
)

// codecVersion is the first byte of an encoded row.
const codecVersion = 1

// ErrRow is wrapped by every DecodeRow failure.
var ErrRow = errors.New("list row is damaged")

// Text fields of an encoded row, in their order.
const (
	textID = iota
	textCode
	textName
	textDepartmentCode
	textDepartment
	textUnitCode
	textUnit
	textKind
	textStage
	textLevel
	textCaseState
	textOwner
	textPinyin
	textCount
)

// Words that stand for one byte where a row may also hold any other text.
var (
	kindWords  = []string{"", string(domain.KindRoutine), string(domain.KindNewFund), string(domain.KindNewPolicy), string(domain.KindNewProject), string(domain.KindSpecial), string(domain.KindConstruction), string(domain.KindTransfer), string(domain.KindKeyPolicy)}
	stageWords = []string{"", string(domain.StageDraft), string(domain.StagePending), string(domain.StageReturned), string(domain.StageApproved), string(domain.StageRejected)}
	levelWords = []string{"", string(domain.LevelDepartment), string(domain.LevelBureau)}
	caseWords  = []string{"", string(domain.CaseWarned), string(domain.CaseNotified), string(domain.CaseRectifying), string(domain.CaseVerifying), string(domain.CaseSuspended), string(domain.CaseStopped), string(domain.CaseRecovered), string(domain.CaseClosed)}
)

func wordsOf(field int) []string {
	switch field {
	case textKind:
		return kindWords
	case textStage:
		return stageWords
	case textLevel:
		return levelWords
	case textCaseState:
		return caseWords
	}
	return nil
}

func (r *Row) texts() [textCount]string {
	return [textCount]string{r.ID, r.Code, r.Name, r.DepartmentCode, r.Department, r.UnitCode, r.Unit,
		string(r.Kind), string(r.Stage), string(r.Level), string(r.CaseState), r.Owner, r.Pinyin}
}

// AppendBinary appends the compact form of the row: a version byte, the texts (known
// words as one byte), then the numbers as varints. It is what the list bucket stores.
func (r Row) AppendBinary(b []byte) []byte {
	b = append(b, codecVersion)
	for i, s := range r.texts() {
		b = appendText(b, wordsOf(i), s)
	}
	for _, v := range [...]int64{int64(r.Year), int64(r.Initial), int64(r.Adjusted), int64(r.Executed), int64(r.Carryover),
		int64(r.Since), int64(r.DeferUntil), int64(r.CaseSince), int64(r.CaseDue), int64(r.SelfScore), int64(r.ReviewScore)} {
		b = binary.AppendVarint(b, v)
	}
	b = binary.AppendUvarint(b, uint64(r.FundMask))
	picked := byte(0)
	if r.Picked {
		picked = 1
	}
	b = append(b, r.Month, byte(r.IndicatorLamp), r.Round, r.Fails, r.Warns, picked)
	for _, s := range r.Strip {
		b = append(b, byte(s))
	}
	return b
}

// appendText writes a text of a field with known words as the word's number plus one or
// as 0 and the text, any other text as its length and bytes.
func appendText(b []byte, words []string, s string) []byte {
	if words != nil {
		for i, w := range words {
			if w == s {
				return append(b, byte(i+1))
			}
		}
		b = append(b, 0)
	}
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

// span is where a text lies in the encoded row, or (word > 0) which known word it is.
type span struct {
	lo, hi int
	word   int
}

// encoded is a parsed row whose texts are still places in the input.
type encoded struct {
	texts   [textCount]span
	numbers [11]int64
	funds   uint64
	tail    [6]byte
	strip   [StepCount]StepState
}

// DecodeRow reads what AppendBinary wrote. The row keeps no reference to b. Damaged or
// newer input gives an error wrapping ErrRow.
func DecodeRow(b []byte) (Row, error) {
	var e encoded
	if err := e.parse(b); err != nil {
		return Row{}, err
	}
	s := string(b)
	var t [textCount]string
	for i, sp := range e.texts {
		t[i] = s[sp.lo:sp.hi]
		if sp.word > 0 {
			t[i] = wordsOf(i)[sp.word-1]
		}
	}
	r := Row{ID: t[textID], Code: t[textCode], Name: t[textName], DepartmentCode: t[textDepartmentCode], Department: t[textDepartment],
		UnitCode: t[textUnitCode], Unit: t[textUnit], Kind: domain.ProjectKind(t[textKind]), Stage: domain.TargetStage(t[textStage]),
		Level: domain.Level(t[textLevel]), CaseState: domain.CaseState(t[textCaseState]), Owner: t[textOwner], Pinyin: t[textPinyin]}
	e.fill(&r)
	return r, nil
}

// fill sets the row's numbers.
func (e *encoded) fill(r *Row) {
	n := e.numbers
	r.Year, r.Initial, r.Adjusted, r.Executed, r.Carryover = int(n[0]), domain.Fen(n[1]), domain.Fen(n[2]), domain.Fen(n[3]), domain.Fen(n[4])
	r.Since, r.DeferUntil, r.CaseSince, r.CaseDue = int32(n[5]), int32(n[6]), int32(n[7]), int32(n[8])
	r.SelfScore, r.ReviewScore = int32(n[9]), int32(n[10])
	r.FundMask, r.Strip = uint32(e.funds), e.strip
	r.Month, r.IndicatorLamp, r.Round, r.Fails, r.Warns, r.Picked = e.tail[0], Lamp(e.tail[1]), e.tail[2], e.tail[3], e.tail[4], e.tail[5] == 1
}

func (e *encoded) parse(b []byte) error {
	if len(b) == 0 {
		return fmt.Errorf("empty: %w", ErrRow)
	}
	if b[0] != codecVersion {
		return fmt.Errorf("format %d, want %d: %w", b[0], codecVersion, ErrRow)
	}
	at := 1
	for i := range e.texts {
		sp, next, ok := parseText(b, at, wordsOf(i))
		if !ok {
			return fmt.Errorf("text %d: %w", i, ErrRow)
		}
		e.texts[i], at = sp, next
	}
	for i := range e.numbers {
		v, n := binary.Varint(b[at:])
		if n <= 0 || (i >= 5 || i == 0) && (v > math.MaxInt32 || v < math.MinInt32) {
			return fmt.Errorf("number %d: %w", i, ErrRow)
		}
		e.numbers[i] = v
		at += n
	}
	v, n := binary.Uvarint(b[at:])
	if n <= 0 || v > math.MaxUint32 {
		return fmt.Errorf("funds: %w", ErrRow)
	}
	e.funds = v
	return e.parseTail(b[at+n:])
}

func (e *encoded) parseTail(b []byte) error {
	if len(b) != len(e.tail)+int(StepCount) {
		return fmt.Errorf("%d bytes at the end: %w", len(b), ErrRow)
	}
	copy(e.tail[:], b)
	if e.tail[1] > byte(LampRed) || e.tail[5] > 1 {
		return fmt.Errorf("lamp or pick mark: %w", ErrRow)
	}
	for i, s := range b[len(e.tail):] {
		if s > byte(StepTrouble) {
			return fmt.Errorf("step %d: %w", i, ErrRow)
		}
		e.strip[i] = StepState(s)
	}
	return nil
}

func parseText(b []byte, at int, words []string) (sp span, next int, ok bool) {
	if words != nil {
		if at >= len(b) {
			return sp, 0, false
		}
		w := int(b[at])
		if w > len(words) {
			return sp, 0, false
		}
		at++
		if w > 0 {
			return span{word: w}, at, true
		}
	}
	v, n := binary.Uvarint(b[at:])
	if n <= 0 || v > uint64(len(b)-at-n) {
		return sp, 0, false
	}
	lo := at + n
	return span{lo: lo, hi: lo + int(v)}, lo + int(v), true
}

package recheck

import (
	"math/big"

	"jixiao/domain"
	"jixiao/domain/basis"
)

// How tells how a deduction code makes a score.
type How uint8

// Ways a code scores an item.
const (
	// KeepSelf keeps the self-evaluated score.
	KeepSelf How = iota
	// ByFormula recomputes the score from planned and confirmed value.
	ByFormula
	// ShareOff takes a share of the weight off: the score is at most weight × (1 − share)
	// and never above the self-evaluated one.
	ShareOff
)

// Code is one kind of defect and what it costs: the same defect, the same deduction.
type Code struct {
	// ID is one digit, the key that reviewers press.
	ID    string
	Title string
	// When says when the code applies.
	When string
	How  How
	// Share is the part of the weight taken off, in percent (ShareOff only).
	Share int64
	Basis basis.Citation
}

var practice = basis.Of(basis.Practice, "同一缺陷同一扣分；偏离代码标准须写理由并列入偏离表")

// codes is the district's table; order is the order of the digits.
var codes = []Code{
	{"0", "属实", "佐证齐全，核实值与自评值一致", KeepSelf, 0, practice},
	{"1", "按核实值重算", "核实值与自评值不同，按指标值和核实值的公式重算", ByFormula, 0, practice},
	{"2", "无佐证", "拿不出任何佐证材料", ShareOff, 100, practice},
	{"3", "佐证不足", "只有部分佐证，不能支持全部自评值", ShareOff, 50, practice},
	{"4", "完成值不实", "佐证与自评值矛盾，自评值虚高", ShareOff, 100, practice},
	{"5", "口径不一致", "单位、年度或统计范围与指标值不同", ShareOff, 30, practice},
	{"6", "完成值不可衡量", "定量指标只写“完成”“达成”，没有数值", ShareOff, 20, practice},
	{"7", "偏差无说明", "未达标或明显超标，没有原因和改进措施", ShareOff, 10, practice},
	{"8", "重复计分", "同一事项在别的指标已经得分", ShareOff, 100, practice},
	{"9", "其他缺陷", "以上都不合适：直接填得分并写理由", KeepSelf, 0, practice},
}

// OtherCode is the code whose score has no standard: a reason is always required.
const OtherCode = "9"

// Codes returns the deduction codes in digit order.
func Codes() []Code { return append([]Code(nil), codes...) }

// CodeOf returns a code by its ID; ok is false for an unknown one.
func CodeOf(id string) (Code, bool) {
	for _, c := range codes {
		if c.ID == id {
			return c, true
		}
	}
	return Code{}, false
}

// Standard returns the score the code gives the item. ok is false when the code fixes
// none: other defects, or the weight, the self score or a readable value is missing.
func (c Code) Standard(it domain.RecheckItem) (score domain.Decimal, ok bool) {
	if c.ID == OtherCode {
		return score, false
	}
	switch c.How {
	case KeepSelf:
		if it.SelfScore == nil {
			return score, false
		}
		return *it.SelfScore, true
	case ByFormula:
		return formula(it)
	}
	if it.Weight == nil {
		return score, false
	}
	score = percentOf(*it.Weight, big.NewRat(100-c.Share, 100))
	if it.SelfScore != nil && it.SelfScore.Cmp(score) < 0 {
		score = *it.SelfScore
	}
	return score, true
}

// Departure is an item scored differently from its code's standard, or by a code that
// has none.
type Departure struct {
	ProjectID string
	Item      int
	Indicator string
	Code      Code
	// Standard is nil when the code fixes no score.
	Standard *domain.Decimal
	Given    domain.Decimal
	Reason   string
}

// Departures lists where a paper leaves the code table, reasons included (the drift
// table). Items without a code or a score are not judged.
func Departures(paper domain.Recheck) []Departure {
	var out []Departure
	for i, it := range paper.Items {
		c, known := CodeOf(it.Code)
		if !known || it.ReviewScore == nil {
			continue
		}
		d := Departure{paper.ProjectID, i, it.Level3, c, nil, *it.ReviewScore, it.Note}
		if s, ok := c.Standard(it); ok {
			if s.Cmp(*it.ReviewScore) == 0 {
				continue
			}
			d.Standard = &s
		} else if c.ID != OtherCode {
			continue
		}
		out = append(out, d)
	}
	return out
}

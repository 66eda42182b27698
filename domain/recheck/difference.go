package recheck

import (
	"math/big"

	"jixiao/domain"
	"jixiao/domain/basis"
)

// Class is how far review and self-evaluation are apart.
type Class uint8

// Classes, from no data to worst.
const (
	ClassUnknown    Class = iota // 缺数据
	ClassConsistent              // 基本一致
	ClassMinor                   // 一般差异
	ClassMajor                   // 差异较大
	ClassSerious                 // 严重失实
)

// String returns the Chinese name.
func (c Class) String() string {
	return [...]string{"缺数据", "基本一致", "一般差异", "差异较大", "严重失实"}[c]
}

// FollowUp says what the class leads to.
func (c Class) FollowUp() string {
	return [...]string{"补齐自评或复核得分", "无须处理", "反馈", "通报", "通报＋约谈＋下年必抽"}[c]
}

// MarshalText implements encoding.TextMarshaler.
func (c Class) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// Params are the thresholds of the classes. No published document fixes them: they are
// the district's practice from a date on and are shown as such.
type Params struct {
	From domain.Date
	// Minor, Major and Serious are points of |self − review|; reaching the threshold counts.
	Minor, Major, Serious domain.Decimal
	// MajorGrades and SeriousGrades are steps between the two grades; reaching counts.
	MajorGrades, SeriousGrades int
	Basis                      basis.Citation
}

// DefaultParams are |d| < 5 consistent, 5 to 10 minor, 10 or one grade major, 20 or two
// grades serious.
func DefaultParams() Params {
	return Params{
		From:  domain.Date{Year: 2019, Month: 12, Day: 30},
		Minor: domain.DecimalInt(5), Major: domain.DecimalInt(10), Serious: domain.DecimalInt(20),
		MajorGrades: 1, SeriousGrades: 2,
		Basis: basis.Of(basis.Practice, "|差|<5 基本一致；5–10 一般差异（反馈）；≥10 或差 1 级 差异较大（通报）；≥20 或差 2 级 严重失实（通报＋约谈＋下年必抽）"),
	}
}

// Comparison is one project's self-evaluation beside its review.
type Comparison struct {
	Self, Review *domain.Decimal
	// SelfGrade and ReviewGrade follow from the scores; "" without score.
	SelfGrade, ReviewGrade domain.Grade
	// Difference is self − review, nil when either is missing.
	Difference *domain.Decimal
	// Steps is how many grades the review is below (positive) or above the self-evaluation.
	Steps int
	Class Class
}

// Compare classifies a pair of scores; a missing score gives ClassUnknown, never
// consistent.
func (p Params) Compare(self, review *domain.Decimal) Comparison {
	c := Comparison{Self: self, Review: review}
	if self != nil {
		c.SelfGrade = domain.GradeOf(*self)
	}
	if review != nil {
		c.ReviewGrade = domain.GradeOf(*review)
	}
	if self == nil || review == nil {
		return c
	}
	c.Difference = domain.DecimalPtr(self.Sub(*review))
	c.Steps = c.ReviewGrade.Rank() - c.SelfGrade.Rank()
	c.Class = p.class(abs(*c.Difference), max(c.Steps, -c.Steps))
	return c
}

func (p Params) class(points domain.Decimal, steps int) Class {
	switch {
	case points.Cmp(p.Serious) >= 0 || steps >= p.SeriousGrades:
		return ClassSerious
	case points.Cmp(p.Major) >= 0 || steps >= p.MajorGrades:
		return ClassMajor
	case points.Cmp(p.Minor) >= 0:
		return ClassMinor
	}
	return ClassConsistent
}

func abs(d domain.Decimal) domain.Decimal {
	if d.Sign() < 0 {
		return domain.DecimalInt(0).Sub(d)
	}
	return d
}

// Totals are the sums of a paper's items.
type Totals struct {
	// Self and Review are nil while an item misses its score, or there is no item.
	Self, Review *domain.Decimal
	// Weight sums the weights that are stated.
	Weight domain.Decimal
	// Unscored lists the items (by index) without a review score.
	Unscored []int
}

// Total sums the items of a paper.
func Total(items []domain.RecheckItem) Totals {
	var t Totals
	var self, review domain.Decimal
	selfKnown := len(items) > 0
	for i, it := range items {
		if it.Weight != nil {
			t.Weight = t.Weight.Add(*it.Weight)
		}
		if it.SelfScore == nil {
			selfKnown = false
		} else {
			self = self.Add(*it.SelfScore)
		}
		if it.ReviewScore == nil {
			t.Unscored = append(t.Unscored, i)
		} else {
			review = review.Add(*it.ReviewScore)
		}
	}
	if selfKnown {
		t.Self = &self
	}
	if len(items) > 0 && len(t.Unscored) == 0 {
		t.Review = &review
	}
	return t
}

// percentOf returns d × r, rounded half away from zero to two decimals.
func percentOf(d domain.Decimal, r *big.Rat) domain.Decimal {
	out, _ := domain.DecimalFromRat(new(big.Rat).Mul(d.Rat(), r), 2)
	return out
}

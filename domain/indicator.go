package domain

// Sign is the direction of a quantitative indicator.
type Sign string

// Signs in their canonical spelling; the original spelling stays in Value.Raw.
const (
	SignNone Sign = ""
	SignGE   Sign = "≥"
	SignGT   Sign = ">"
	SignEQ   Sign = "="
	SignLE   Sign = "≤"
	SignLT   Sign = "<"
)

// Inverse reports whether smaller is better.
func (s Sign) Inverse() bool { return s == SignLE || s == SignLT }

// Value is a planned or actual indicator value: the original text and what it means.
// Number is nil when there is no number or the text names several; then Qualitative
// is true for a text and false for an empty cell.
type Value struct {
	Raw         string   `json:"raw,omitempty"`
	Sign        Sign     `json:"sign,omitempty"`
	Number      *Decimal `json:"number,omitempty"`
	Unit        string   `json:"unit,omitempty"`
	Qualitative bool     `json:"qualitative,omitempty"`
	// Approx marks 约/余/左右 (SEV-VALUE-05).
	Approx bool   `json:"approx,omitempty"`
	Cell   string `json:"cell,omitempty"`
}

// Empty reports whether nothing was written.
func (v Value) Empty() bool { return v.Raw == "" }

// Text is a text cell and where it stands.
type Text struct {
	Raw  string `json:"raw,omitempty"`
	Cell string `json:"cell,omitempty"`
}

// Number is a numeric cell (weight, score, rate): text, value (nil: none or unreadable)
// and place. For rates the value is the fraction: "86.19%" is 0.8619.
type Number struct {
	Raw   string   `json:"raw,omitempty"`
	Value *Decimal `json:"value,omitempty"`
	Cell  string   `json:"cell,omitempty"`
}

// Level-1 classes of indicators, as L1 of Indicator names them in canonical form.
const (
	ClassCost         = "成本指标"
	ClassOutput       = "产出指标"
	ClassBenefit      = "效益指标"
	ClassSatisfaction = "满意度指标"
)

// Indicator is one line of a target or an evaluation.
type Indicator struct {
	// Level1..3 keep the printed text ("产出指标(50分)"); Class is the canonical level 1
	// and Kind the canonical level 2 (数量指标 …), both "" when not recognised.
	Level1 Text   `json:"level1"`
	Level2 Text   `json:"level2"`
	Level3 Text   `json:"level3"`
	Class  string `json:"class,omitempty"`
	Kind   string `json:"kind,omitempty"`
	// Level1Points is the figure in brackets of level 1, nil when none is printed.
	Level1Points *Decimal `json:"level1_points,omitempty"`
	Planned      Value    `json:"planned"`
	Actual       Value    `json:"actual,omitzero"`
	Weight       Number   `json:"weight,omitzero"`
	Score        Number   `json:"score,omitzero"`
	Reason       Text     `json:"reason,omitzero"`
	Note         Text     `json:"note,omitzero"`
	Row          int      `json:"row,omitempty"`
}

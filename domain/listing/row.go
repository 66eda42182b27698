// Package listing is the project list as people see it: one compact row per project,
// derived from the records, searchable, sortable and summed. It knows no screen and no
// file.
package listing

import "jixiao/domain"

// Step is one box of the closed-loop strip.
type Step uint8

// Steps of the closed loop in order.
const (
	StepExAnte Step = iota
	StepTarget
	StepApproval
	StepMonitor
	StepRectify
	StepSelfEval
	StepSpotCheck
	StepResult
	StepCount
)

// StepState is how far one step is.
type StepState uint8

// States of a step: not needed, open, under way, done, or in trouble (a gap to show).
const (
	StepNotNeeded StepState = iota
	StepOpen
	StepActive
	StepDone
	StepTrouble
)

// Lamp is a monitoring colour; text is always shown beside the colour.
type Lamp uint8

// Lamps from no data to worst.
const (
	LampNone Lamp = iota
	LampBlue
	LampGreen
	LampYellow
	LampRed
)

// String returns 蓝, 绿, 黄, 红 or "".
func (l Lamp) String() string { return [...]string{"", "蓝", "绿", "黄", "红"}[l] }

// JSON returns blue, green, yellow, red or "".
func (l Lamp) JSON() string { return [...]string{"", "blue", "green", "yellow", "red"}[l] }

// Row is what a list shows of one project. Amounts are fen, days are domain.Date.Days
// (0: none), scores are hundredths (-1: none).
type Row struct {
	ID             string
	Code           string
	Name           string
	DepartmentCode string
	Department     string
	UnitCode       string
	Unit           string
	Year           int
	Kind           domain.ProjectKind
	FundMask       uint32 // bit i = domain.FundSources[i]
	Initial        domain.Fen
	Adjusted       domain.Fen
	Executed       domain.Fen
	// Month is the month Executed stands for, 0 when nothing was reported.
	Month     uint8
	Carryover domain.Fen
	// IndicatorLamp is the worst lamp among the newest monitoring form's indicators.
	IndicatorLamp Lamp
	Stage         domain.TargetStage
	Level         domain.Level
	Since         int32
	DeferUntil    int32
	Round         uint8 // number of target versions
	Fails, Warns  uint8 // findings on the current target version
	CaseState     domain.CaseState
	CaseSince     int32
	CaseDue       int32
	SelfScore     int32
	ReviewScore   int32
	Picked        bool
	Owner         string
	Strip         [StepCount]StepState
	// Pinyin is the name's full pinyin and initials ("xuexiaogaizao xxgz"), made when the
	// row is derived.
	Pinyin string
}

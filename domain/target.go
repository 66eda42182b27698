package domain

// TargetStage is where a target stands in review; the names are what users know.
type TargetStage string

// Stages of a target. Deferred work stays 待审核 with DeferUntil set.
const (
	StageDraft    TargetStage = "待送审"
	StagePending  TargetStage = "待审核"
	StageReturned TargetStage = "被退回"
	StageApproved TargetStage = "已审核"
	StageRejected TargetStage = "不通过"
)

// Level is one of the two review levels (第十一条).
type Level string

// Review levels.
const (
	LevelDepartment Level = "主管部门"
	LevelBureau     Level = "区财政"
)

// Target is a project's performance target with all its versions. Versions are only
// added. The key of the record is the project's ID.
type Target struct {
	V         int             `json:"v"`
	ProjectID string          `json:"project"`
	Versions  []TargetVersion `json:"versions"`
	Stage     TargetStage     `json:"stage"`
	// Level is whose turn it is while Stage is 待审核, else the level that decided last.
	Level Level `json:"level,omitempty"`
	// Since is the day the present Stage and Level began: waiting days count from it.
	Since Date `json:"since,omitzero"`
	// DeferUntil is the date of 搁置; zero when not deferred.
	DeferUntil Date `json:"defer_until,omitzero"`
	// Batch is the issue batch (批复) that froze the target; empty before.
	Batch string `json:"batch,omitempty"`
	// Handled lists the levels that have decided at least once (曾经办).
	Handled []Level `json:"handled,omitempty"`
}

// Current returns the newest version, nil when there is none.
func (t *Target) Current() *TargetVersion {
	if t == nil || len(t.Versions) == 0 {
		return nil
	}
	return &t.Versions[len(t.Versions)-1]
}

// TargetVersion is one submission of a target.
type TargetVersion struct {
	No        int    `json:"no"`
	Submitted Date   `json:"submitted,omitzero"`
	By        string `json:"by,omitempty"`
	// Goal is the annual goal text, LongGoal the medium-term one.
	Goal     Text `json:"goal"`
	LongGoal Text `json:"long_goal,omitzero"`
	// Total and Funds are the amounts the form states, with their cells.
	Total      Amount          `json:"total,omitzero"`
	AmountUnit AmountUnit      `json:"amount_unit,omitempty"`
	Funds      []StatedFund    `json:"funds,omitempty"`
	Indicators []Indicator     `json:"indicators"`
	Common     CommonIndicator `json:"common,omitzero"`
	Owner      Text            `json:"owner,omitzero"`
	Prov       Provenance      `json:"prov,omitzero"`
}

// StatedFund is one fund line as a form prints it.
type StatedFund struct {
	Item   Text   `json:"item"`
	Amount Amount `json:"amount"`
}

// CommonIndicator holds the planned values, in percent, of the three common indicators
// every target must carry (第十条): execution progress by month-end, expenditure rate,
// project allocation rate. A nil value means the target does not set it.
type CommonIndicator struct {
	// Progress maps a month (6, 9, 11, 12) to the planned percentage.
	Progress        map[int]Decimal `json:"progress,omitempty"`
	ExpenditureRate *Decimal        `json:"expenditure_rate,omitempty"`
	AllocationRate  *Decimal        `json:"allocation_rate,omitempty"`
}

// Complete reports whether all three are set.
func (c CommonIndicator) Complete() bool {
	return len(c.Progress) > 0 && c.ExpenditureRate != nil && c.AllocationRate != nil
}

// Decision is what a reviewer decides.
type Decision string

// Decisions of a review.
const (
	DecisionApprove Decision = "通过"
	DecisionReturn  Decision = "退回"
	DecisionReject  Decision = "不通过"
	DecisionDefer   Decision = "搁置"
)

// Remark is one finding taken into, or left out of, a review's opinion.
type Remark struct {
	Rule string `json:"rule,omitempty"`
	// Field is the field path the remark is about, such as "indicators.3.planned".
	Field string `json:"field,omitempty"`
	Cell  string `json:"cell,omitempty"`
	Text  string `json:"text"`
	// Dismissed is the reviewer's reason for not taking the finding; empty when taken.
	Dismissed string `json:"dismissed,omitempty"`
}

// Review is one decision on one version at one level. The key is project‖round‖level.
type Review struct {
	V         int      `json:"v"`
	ProjectID string   `json:"project"`
	Round     int      `json:"round"`
	Version   int      `json:"version"`
	Level     Level    `json:"level"`
	Decision  Decision `json:"decision"`
	Comment   string   `json:"comment,omitempty"`
	Remarks   []Remark `json:"remarks,omitempty"`
	Until     Date     `json:"until,omitzero"`
	By        Operator `json:"by"`
	On        Date     `json:"on"`
	// Sheet is the four-criteria form, nil when the decision was made without it.
	Sheet *ReviewSheet `json:"sheet,omitempty"`
	// Waited is how many days the item waited before the decision.
	Waited int `json:"waited,omitempty"`
}

// ReviewSheet is a filled-in four-criteria review form (四性审核表): whole points by line.
type ReviewSheet struct {
	Scores []int `json:"scores"`
}

// Total is the sum of the lines.
func (s *ReviewSheet) Total() (n int) {
	for _, x := range s.Scores {
		n += x
	}
	return n
}

package domain

// SelfEvaluation is a project's self-evaluation as received (第十五条). The key is the
// project's ID.
type SelfEvaluation struct {
	V         int    `json:"v"`
	ProjectID string `json:"project"`
	Year      int    `json:"year"`
	Received  Date   `json:"received,omitzero"`
	Form      Form   `json:"form"`
	// Score is the printed total, nil when the form has none.
	Score *Decimal   `json:"score,omitempty"`
	Grade Grade      `json:"grade,omitempty"`
	Prov  Provenance `json:"prov,omitzero"`
}

// SpotCheckState is a step of the spot check's guided line.
type SpotCheckState string

// States of a spot check.
const (
	SpotFraming  SpotCheckState = "框定"
	SpotFrozen   SpotCheckState = "封框"
	SpotDrawn    SpotCheckState = "抽取"
	SpotAssigned SpotCheckState = "派人"
	SpotReviewed SpotCheckState = "复核"
	SpotVoid     SpotCheckState = "作废"
)

// SpotCheck is one draw from frame to result (第十六条). The three files are kept as
// text because their hashes are what was published.
type SpotCheck struct {
	V     int            `json:"v"`
	ID    string         `json:"id"`
	Name  string         `json:"name"`
	Year  int            `json:"year"`
	State SpotCheckState `json:"state"`
	// Exclusions are projects left out of the frame, each with its reason.
	Exclusions []Exclusion `json:"exclusions,omitempty"`
	// MustPicks are projects in the certainty pot, each with its reason.
	MustPicks  []MustPick    `json:"must_picks,omitempty"`
	Strata     []StratumPlan `json:"strata,omitempty"`
	PerProject int           `json:"per_project"`
	// Population is empty in the data file, where the SpotFrame keeps it.
	Population string `json:"population,omitempty"`
	Plan       string `json:"plan,omitempty"`
	Roster     string `json:"roster,omitempty"`
	// PopulationHash, PlanHash and RosterHash are lower-case hex SHA-256.
	PopulationHash string `json:"population_sha256,omitempty"`
	PlanHash       string `json:"plan_sha256,omitempty"`
	RosterHash     string `json:"roster_sha256,omitempty"`
	FrozenOn       Date   `json:"frozen_on,omitzero"`
	Seed           string `json:"seed,omitempty"`
	// Draw is the draw record (draw.json of design) once drawn.
	Draw *Draw `json:"draw,omitempty"`
	// Recusals are reviewers replaced after the draw.
	Recusals []Recusal `json:"recusals,omitempty"`
	// ByUnit makes strata of department/unit instead of department.
	ByUnit bool `json:"by_unit,omitempty"`
	// Members maps the ids (project codes) of drawn projects and their successors to
	// project IDs; an id that is missing here is itself the project's ID.
	Members map[string]string `json:"members,omitempty"`
	// Witnesses are the parts of the seed ceremony in the order in which they are joined.
	Witnesses []Witness `json:"witnesses,omitempty"`
	// RefusedSeeds are attempts to draw the same population and plan again.
	RefusedSeeds []RefusedSeed `json:"refused_seeds,omitempty"`
	// Withdrawals are drawn projects that could not be reviewed.
	Withdrawals []Withdrawal `json:"withdrawals,omitempty"`
	// VoidReason is set when the draw was voided.
	VoidReason string `json:"void_reason,omitempty"`
}

// Exclusion is a project left out of the frame.
type Exclusion struct {
	ProjectID string `json:"project"`
	Reason    string `json:"reason"`
}

// MustPick is a project taken with certainty.
type MustPick struct {
	ProjectID string `json:"project"`
	Reason    string `json:"reason"`
}

// StratumPlan is one line of the plan with what it covers.
type StratumPlan struct {
	Stratum string `json:"stratum"`
	N       int    `json:"n"`
	Method  string `json:"method"`
	// Size and Must are the projects covered and the certainty items among them.
	Size int `json:"size"`
	Must int `json:"must"`
}

// Draw is the record of one draw; its JSON form is a contract.
type Draw struct {
	Version        int                 `json:"version"`
	PopulationHash string              `json:"population_sha256"`
	PlanHash       string              `json:"plan_sha256"`
	RosterHash     string              `json:"roster_sha256,omitempty"`
	Seed           string              `json:"seed"`
	Key            string              `json:"key"`
	Picks          []Pick              `json:"picks"`
	Reviewers      map[string][]string `json:"reviewers,omitempty"`
}

// Pick reasons of a Draw.
const (
	PickMust      = "must"
	PickCertainty = "certainty"
	PickTicket    = "ticket"
	PickMoney     = "money"
	PickCoverage  = "coverage"
)

// Pick is one selected project.
type Pick struct {
	Stratum string `json:"stratum"`
	ID      string `json:"id"`
	Reason  string `json:"reason"`
	// Ticket is the lower-case hex SHA-256 of key|t|id; Rank its 1-based place in the
	// stratum (0 for certainty items).
	Ticket string `json:"ticket"`
	Rank   int    `json:"rank"`
	// Pi is the inclusion probability as a fraction, "3/10", "1" for certainty.
	Pi string `json:"pi"`
}

// Recusal is a reviewer stepping back from one project.
type Recusal struct {
	ProjectID  string `json:"project"`
	Reviewer   string `json:"reviewer"`
	Substitute string `json:"substitute"`
	Reason     string `json:"reason"`
	On         Date   `json:"on"`
}

// Recheck is the working paper of one drawn project. The key is spotcheck‖project.
type Recheck struct {
	V           int           `json:"v"`
	SpotCheckID string        `json:"spot_check"`
	ProjectID   string        `json:"project"`
	Reviewers   []string      `json:"reviewers,omitempty"`
	Items       []RecheckItem `json:"items"`
	// SelfScore is the printed self-evaluation total, ReviewScore the recheck's total;
	// nil while unknown.
	SelfScore   *Decimal `json:"self_score,omitempty"`
	ReviewScore *Decimal `json:"review_score,omitempty"`
	// NotDone is set when the unit did not self-evaluate as required (第十六条 ①), with
	// what is missing.
	NotDone string `json:"not_done,omitempty"`
	// Done marks a paper whose every item is scored.
	Done     bool       `json:"done"`
	Quality  []Text     `json:"quality,omitempty"`
	Problems []Problem  `json:"problems,omitempty"`
	Prov     Provenance `json:"prov,omitzero"`
}

// RecheckItem is one indicator of a working paper.
type RecheckItem struct {
	Level1      string   `json:"level1"`
	Level2      string   `json:"level2"`
	Level3      string   `json:"level3"`
	Planned     string   `json:"planned,omitempty"`
	Weight      *Decimal `json:"weight,omitempty"`
	SelfValue   string   `json:"self_value,omitempty"`
	Confirmed   string   `json:"confirmed,omitempty"`
	SelfScore   *Decimal `json:"self_score,omitempty"`
	ReviewScore *Decimal `json:"review_score,omitempty"`
	Code        string   `json:"code,omitempty"`
	Evidence    string   `json:"evidence,omitempty"`
	Note        string   `json:"note,omitempty"`
	// Objection is what the unit objected when its view was asked for; Answer is 采纳 or
	// 不采纳 and AnswerWhy the reason.
	Objection string `json:"objection,omitempty"`
	Answer    string `json:"answer,omitempty"`
	AnswerWhy string `json:"answer_why,omitempty"`
	Row       int    `json:"row,omitempty"`
}

// Answers to an objection.
const (
	AnswerAccepted = "采纳"
	AnswerRefused  = "不采纳"
)

// Problem is one entry of 发现的问题.
type Problem struct {
	No     string `json:"no,omitempty"`
	Text   string `json:"text"`
	Basis  string `json:"basis,omitempty"`
	Remedy string `json:"remedy,omitempty"`
}

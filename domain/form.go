package domain

// FormKind tells what a workbook sheet is.
type FormKind string

// Kinds of form.
const (
	FormUnknown    FormKind = "unknown"
	FormSelfEval   FormKind = "selfeval"
	FormTarget     FormKind = "target"
	FormMonitoring FormKind = "monitoring"
	FormRecheck    FormKind = "recheck"
	FormProjects   FormKind = "projects"
	FormExecution  FormKind = "execution"
	FormPayments   FormKind = "payments"
)

// Layout names of self-evaluation and target forms, recognised by labels.
const (
	LayoutStandard = "standard"
	LayoutCohesion = "cohesion"
	LayoutYunnan   = "yunnan"
	LayoutSichuan  = "sichuan"
	LayoutHubei    = "hubei"
	LayoutNoScore  = "noscore"
	LayoutShanghai = "shanghai"
	LayoutHebei    = "hebei"
	LayoutBeijing  = "beijing"
	LayoutYinchuan = "yinchuan"
	LayoutGuangshu = "guangshui"
)

// Form is a parsed self-evaluation or target form: every value with its original text
// and cell. It is what the X-ray checks and what a SelfEvaluation keeps.
type Form struct {
	File   string   `json:"file,omitempty"`
	Sheet  string   `json:"sheet"`
	Kind   FormKind `json:"kind"`
	Layout string   `json:"layout"`
	Title  Text     `json:"title"`
	// Year is 0 when the form prints none; YearCell is where it stands.
	Year       int        `json:"year,omitempty"`
	YearCell   string     `json:"year_cell,omitempty"`
	Project    Text       `json:"project"`
	Department Text       `json:"department"`
	Unit       Text       `json:"unit"`
	AmountUnit AmountUnit `json:"amount_unit,omitempty"`
	// HasRate, HasWeight, HasScore, HasReason, HasActual tell which indicator or fund
	// columns the layout has: a missing column is "no data", never the unit's fault.
	HasRate    bool       `json:"has_rate"`
	HasWeight  bool       `json:"has_weight"`
	HasScore   bool       `json:"has_score"`
	HasReason  bool       `json:"has_reason"`
	HasActual  bool       `json:"has_actual"`
	HasInitial bool       `json:"has_initial"`
	Funds      []FormFund `json:"funds"`
	Goal       Text       `json:"goal,omitzero"`
	LongGoal   Text       `json:"long_goal,omitzero"`
	Completion Text       `json:"completion,omitzero"`
	Owner      Text       `json:"owner,omitzero"`
	// Reason is a form-wide 偏差大或目标未完成原因分析 (湖北), when there is one.
	Reason      Text        `json:"reason,omitzero"`
	Indicators  []Indicator `json:"indicators"`
	TotalWeight Number      `json:"total_weight,omitzero"`
	TotalScore  Number      `json:"total_score,omitzero"`
	TotalGrade  Text        `json:"total_grade,omitzero"`
	// Extra are recognised label → value pairs that have no field of their own.
	Extra  []LabelValue `json:"extra,omitempty"`
	Unread []UnreadCell `json:"unread,omitempty"`
}

// FormFund is one row of a form's money table.
type FormFund struct {
	Item     Text   `json:"item"`
	Initial  Amount `json:"initial,omitzero"`
	Annual   Amount `json:"annual,omitzero"`
	Executed Amount `json:"executed,omitzero"`
	Weight   Number `json:"weight,omitzero"`
	Rate     Number `json:"rate,omitzero"`
	Score    Number `json:"score,omitzero"`
	Reason   Text   `json:"reason,omitzero"`
	// Total marks the total row (年度资金总额, 总额, 合计).
	Total bool `json:"total,omitempty"`
	Row   int  `json:"row"`
}

// TotalFund returns the total row, nil when the form has none.
func (f *Form) TotalFund() *FormFund {
	for i := range f.Funds {
		if f.Funds[i].Total {
			return &f.Funds[i]
		}
	}
	return nil
}

// LabelValue is a recognised label with its value cell.
type LabelValue struct {
	Label string `json:"label"`
	Value Text   `json:"value"`
}

// UnreadCell is a non-empty cell the importer did not understand.
type UnreadCell struct {
	Sheet string `json:"sheet"`
	Cell  string `json:"cell"`
	Text  string `json:"text"`
}

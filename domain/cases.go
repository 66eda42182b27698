package domain

// CaseState is a rung of the ladder of 第十四条.
type CaseState string

// States of a case, in the words users know.
const (
	CaseWarned     CaseState = "预警"
	CaseNotified   CaseState = "通报"
	CaseRectifying CaseState = "整改"
	CaseVerifying  CaseState = "复核"
	CaseSuspended  CaseState = "暂缓"
	CaseStopped    CaseState = "停止"
	CaseRecovered  CaseState = "收回"
	CaseClosed     CaseState = "销号"
)

// Case follows one project's warning to its end. The key is the case ID.
type Case struct {
	V         int    `json:"v"`
	ID        string `json:"id"`
	ProjectID string `json:"project"`
	Year      int    `json:"year"`
	// Rules are the IDs of the findings that opened the case and Facts their sentences.
	Rules []string  `json:"rules"`
	Facts []string  `json:"facts"`
	State CaseState `json:"state"`
	// Opened is the day of the warning, Due the working-day deadline of the present
	// state (zero: none).
	Opened Date `json:"opened"`
	Due    Date `json:"due,omitzero"`
	// Received is the day the report on the present rectification arrived, zero for none.
	Received Date       `json:"received,omitzero"`
	Steps    []CaseStep `json:"steps"`
	// Amount is what is suspended, stopped or recovered (fen).
	Amount Fen `json:"amount,omitempty"`
}

// CaseStep is one move on the ladder.
type CaseStep struct {
	From CaseState `json:"from"`
	To   CaseState `json:"to"`
	On   Date      `json:"on"`
	Due  Date      `json:"due,omitzero"`
	By   Operator  `json:"by"`
	// Second is the approver where two people are required (暂缓 and above).
	Second string `json:"second,omitempty"`
	Note   string `json:"note,omitempty"`
	Amount Fen    `json:"amount,omitempty"`
	// Pass is the verdict of a verification: true 到位, false 不到位.
	Pass *bool `json:"pass,omitempty"`
}

// LastOf returns the newest step into the state, nil when there is none.
func (c *Case) LastOf(s CaseState) *CaseStep {
	for i := len(c.Steps) - 1; i >= 0; i-- {
		if c.Steps[i].To == s {
			return &c.Steps[i]
		}
	}
	return nil
}

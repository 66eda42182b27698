package domain

// CleanupAction is what was decided on a project's money that cannot be spent (第十四条).
type CleanupAction string

// Actions: take money back, or leave it with a reason.
const (
	CleanupRecover CleanupAction = "收回"
	CleanupKeep    CleanupAction = "保留"
)

// CleanupDecision is the decision on one project in one year; the key is year‖project.
// Amounts are fen. A later decision replaces an earlier one, the journal keeps both.
type CleanupDecision struct {
	V         int           `json:"v"`
	Year      int           `json:"year"`
	ProjectID string        `json:"project"`
	Action    CleanupAction `json:"action"`
	// Amount is what is taken back, 0 when the money is left.
	Amount Fen    `json:"amount,omitempty"`
	Why    string `json:"why"`
	// Doc is the document or meeting it rests on.
	Doc string `json:"doc,omitempty"`
	// Month and Low..High are the forecast of what cannot be spent that was on the table.
	Month int      `json:"month,omitempty"`
	Low   *Fen     `json:"low,omitempty"`
	High  *Fen     `json:"high,omitempty"`
	On    Date     `json:"on"`
	By    Operator `json:"by"`
}

// CleanupMove gives recovered money to a key project (调整用于全区重点项目); the key is
// year‖project.
type CleanupMove struct {
	V         int      `json:"v"`
	Year      int      `json:"year"`
	ProjectID string   `json:"project"`
	Amount    Fen      `json:"amount"`
	Why       string   `json:"why,omitempty"`
	Doc       string   `json:"doc,omitempty"`
	On        Date     `json:"on"`
	By        Operator `json:"by"`
}

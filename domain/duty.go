package domain

// DutyState is what a department or the bureau itself says of a duty.
type DutyState string

// States of a registered duty.
const (
	DutyDone          DutyState = "已履行"
	DutyNotApplicable DutyState = "不适用"
)

// DutyRecord is the evidence that a duty of 第五至七、九至十九条 was done, or the ground on
// which it does not apply, for one department and year. The key is year, department, duty.
type DutyRecord struct {
	V          int    `json:"v"`
	Year       int    `json:"year"`
	Department string `json:"department"`
	// Duty is the duty's stable ID, such as DUTY-18-01.
	Duty  string    `json:"duty"`
	State DutyState `json:"state"`
	On    Date      `json:"on"`
	// Evidence names the document (number, title, where it is kept); Ground says why the
	// duty does not apply and is required for 不适用.
	Evidence string   `json:"evidence,omitempty"`
	Ground   string   `json:"ground,omitempty"`
	By       Operator `json:"by"`
}

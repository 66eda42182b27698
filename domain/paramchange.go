package domain

// ParamChange sets one parameter of the rule book from a date on. The key of the record is
// parameter and date: another value for the same date replaces it, and the journal keeps
// both. Value is in the parameter's own unit (fen for money).
type ParamChange struct {
	V     int      `json:"v"`
	Param string   `json:"param"`
	From  Date     `json:"from"`
	Value int64    `json:"value"`
	Why   string   `json:"why"`
	By    Operator `json:"by"`
	On    Date     `json:"on"`
}

package review

import "errors"

// Code groups refusals.
type Code uint8

// Codes of refusals.
const (
	NoTarget      Code = iota + 1 // nothing was submitted
	NotPending                    // the target is not waiting for a decision
	NotYourTurn                   // the other level decides now
	Issued                        // frozen in an issued batch
	NeedsOpinion                  // 退回 and 不通过 say why
	NeedsDate                     // 搁置 needs a later date
	OpenFailures                  // failing checks were neither taken nor dismissed
	GateClosed                    // a gate of 第九条 is closed; no reason opens it
	NotReturned                   // only a returned target is resubmitted
	SameAgain                     // the resubmission changes nothing
	NotApproved                   // only what both levels approved is issued
	Unknown                       // no such decision
	NothingChosen                 // a bulk of nothing
)

// Refusal is an impossible move with the sentence the user reads.
type Refusal struct {
	Code      Code
	ProjectID string
	Sentence  string
}

// Error returns the sentence.
func (r *Refusal) Error() string { return r.Sentence }

// Refused returns the code of a refusal inside err, 0 when it is another error.
func Refused(err error) Code {
	var r *Refusal
	if errors.As(err, &r) {
		return r.Code
	}
	return 0
}

func no(code Code, projectID, sentence string) *Refusal { return &Refusal{code, projectID, sentence} }

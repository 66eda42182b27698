package store

import "fmt"

// ErrorKind groups refusals by what the user can do about them.
type ErrorKind uint8

// Kinds of Error. Locked, Damaged, Newer and Foreign end a command with exit code 3.
const (
	Refused ErrorKind = iota // the operation is not allowed now
	Locked                   // another program has the file open
	Damaged                  // the file's content is not what was written
	Newer                    // written by a newer program
	Foreign                  // not a data file of this program
	Failed                   // the disk or the system failed
)

// Error is a refusal that a user reads: one Chinese sentence that ends with what to do.
type Error struct {
	Kind ErrorKind
	Msg  string
	Err  error
}

// Error returns the sentence.
func (e *Error) Error() string { return e.Msg }

// Unwrap returns the cause, nil when there is none.
func (e *Error) Unwrap() error { return e.Err }

func refuse(kind ErrorKind, cause error, format string, args ...any) *Error {
	return &Error{kind, fmt.Sprintf(format, args...), cause}
}

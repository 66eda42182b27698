// Package intake holds what a read workbook or csv file contains, before it is matched
// with the data file: rows and forms with their cells, errors by cell, and the limits
// and sentences of refusal. Reading is package store/xlsx's business, writing package
// store's.
package intake

import "jixiao/domain"

// File is one read file. A file with Errors cannot be imported.
type File struct {
	// Name is the path as given; SHA256 the hex hash of Original.
	Name     string
	SHA256   string
	Original []byte
	Kind     domain.FormKind
	Layout   string
	// Rows counts data rows (lists) or indicator rows (forms).
	Rows int
	// Columns is the list mapping used: field → column letter.
	Columns map[string]string
	// Recipe is the recipe's name when one was replayed.
	Recipe     string
	AmountUnit domain.AmountUnit
	Errors     []CellError
	Warnings   []CellError
	Unread     []domain.UnreadCell

	Projects   []ProjectRow
	Forms      []domain.Form
	Executions []ExecutionRow
	Payments   []PaymentRow
	Monitoring []MonitoringForm
	Rechecks   []RecheckPaper
}

// CellError is one thing wrong at one place: what stands there, what was expected and
// a sentence saying what to do.
type CellError struct {
	Sheet    string `json:"sheet,omitempty"`
	Cell     string `json:"cell,omitempty"`
	Value    string `json:"value,omitempty"`
	Expected string `json:"expected,omitempty"`
	Message  string `json:"message"`
}

// ProjectRow is one line of a project list. Names may stand for codes and the reverse;
// the store resolves them.
type ProjectRow struct {
	Row            int
	Sheet          string
	Code, Name     string
	Year           int
	DepartmentCode string
	Department     string
	UnitCode       string
	Unit           string
	Kind           string
	Nature         string // 新增/延续
	Owner, Phone   string
	Initial        domain.Amount
	Adjusted       domain.Amount
	Carryover      domain.Amount
	CarryoverSince int
	Funds          []FundColumn
	ExAnteReport   string
	ExAnteScore    domain.Number
	ExAnteResult   string
	ExAnteNeed     domain.Amount
	// Landed is the money settled on concrete undertakings (到项目率的分子).
	Landed domain.Amount
	// LastBudget, LastExecuted and LastScore are last year's budget, expenditure and score.
	LastBudget, LastExecuted domain.Amount
	LastScore                domain.Number
}

// FundColumn is one fund source column of a project list.
type FundColumn struct {
	Source domain.FundSource
	Amount domain.Amount
}

// Ref names a project as a file prints it: code, name and unit, any of which may be
// empty, and the cell to blame when it matches nothing.
type Ref struct {
	Code, Name, Unit string
	Sheet, Cell      string
}

// ExecutionRow is one project's cumulative execution at one month-end.
type ExecutionRow struct {
	Row      int
	Project  Ref
	Year     int
	Month    int
	Executed domain.Amount
	Plan     domain.Amount
}

// PaymentRow is one payment line.
type PaymentRow struct {
	Row     int
	Project Ref
	Date    domain.Date
	Amount  domain.Amount
	Payee   string
	Purpose string
	Voucher string
}

// MonitoringForm is a monitoring workbook sheet.
type MonitoringForm struct {
	Project    Ref
	Department string
	Form       domain.Monitoring
}

// RecheckPaper is a recheck workbook.
type RecheckPaper struct {
	Project Ref
	Paper   domain.Recheck
}

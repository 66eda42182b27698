package intake

import "jixiao/domain"

// The types in this file are shared by the store (which matches read files with the data
// file), the command `jixiao import --json` and the import screen. Their JSON names are a
// contract with scripts.

// FileSummary is what one file brings. A file with Errors cannot be imported, and with it
// the whole call.
type FileSummary struct {
	File   string          `json:"file"`
	Kind   domain.FormKind `json:"kind"`
	Layout string          `json:"layout,omitempty"`
	// Rows counts data or indicator rows, Projects the projects they belong to, New those
	// of them that the data file does not have yet, Changed and Same the others.
	Rows     int         `json:"rows"`
	Projects int         `json:"projects"`
	New      int         `json:"new,omitempty"`
	Changed  int         `json:"changed,omitempty"`
	Same     int         `json:"same,omitempty"`
	Errors   []CellError `json:"errors"`
	// Warnings do not stop the import; Unread are cells nobody understood.
	Warnings []CellError         `json:"warnings,omitempty"`
	Unread   []domain.UnreadCell `json:"unread,omitempty"`
}

// Totals sums up all files of one call. Amount is what lists and payments add up to (fen).
type Totals struct {
	Files    int        `json:"files"`
	Rows     int        `json:"rows"`
	Projects int        `json:"projects"`
	New      int        `json:"new"`
	Changed  int        `json:"changed"`
	Same     int        `json:"same"`
	Errors   int        `json:"errors"`
	Warnings int        `json:"warnings"`
	Amount   domain.Fen `json:"amount_fen,omitempty"`
}

// Preview is what an import would do: nothing has been written.
type Preview struct {
	Files  []FileSummary `json:"files"`
	Totals Totals        `json:"totals"`
}

// Result is what an import did. Committed is false when errors or a dry run kept
// everything out; Operation is then empty.
type Result struct {
	Operation string        `json:"operation"`
	Files     []FileSummary `json:"files"`
	Totals    Totals        `json:"totals"`
	Committed bool          `json:"committed"`
}

// Progress is told how far long work is; total 0 means unknown.
type Progress func(done, total int)

// Summarise fills a FileSummary with what is known without the data file: projects are
// left 0.
func Summarise(f File) FileSummary {
	errs := f.Errors
	if errs == nil {
		errs = []CellError{}
	}
	return FileSummary{File: f.Name, Kind: f.Kind, Layout: f.Layout, Rows: f.Rows, Errors: errs, Warnings: f.Warnings, Unread: f.Unread}
}

// Sum adds up the summaries; Amount is the caller's.
func Sum(files []FileSummary) (t Totals) {
	t.Files = len(files)
	for i := range files {
		f := &files[i]
		t.Rows += f.Rows
		t.Projects += f.Projects
		t.New += f.New
		t.Changed += f.Changed
		t.Same += f.Same
		t.Errors += len(f.Errors)
		t.Warnings += len(f.Warnings)
	}
	return t
}

package domain

// Provenance says where a record's values were read: which imported file (by the hash
// under which the original is kept), which sheet, and for each field the cell. A
// record entered by hand has a zero Provenance; the journal then tells who typed it.
type Provenance struct {
	// File is the SHA-256 (hex) of the imported original.
	File string `json:"file,omitempty"`
	// Name is the file's base name at import.
	Name string `json:"name,omitempty"`
	// Sheet is the sheet's name; empty for csv.
	Sheet string `json:"sheet,omitempty"`
	// Row is the 1-based row of a list record, 0 for forms.
	Row int `json:"row,omitempty"`
	// Cells maps a field path ("initial", "funds.0.executed", "indicators.3.planned")
	// to a cell such as "E6". For list rows it holds only the column letter; the row
	// is Row.
	Cells map[string]string `json:"cells,omitempty"`
}

// CellOf returns the cell of a field, "" when unknown.
func (p Provenance) CellOf(field string) string {
	c := p.Cells[field]
	if c == "" || p.Row == 0 {
		return c
	}
	return c + itoa(p.Row)
}

// Zero reports whether nothing is known of the origin.
func (p Provenance) Zero() bool { return p.File == "" && p.Name == "" }

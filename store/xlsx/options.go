package xlsx

import (
	"errors"

	"jixiao/domain"
	"jixiao/domain/intake"
)

// Options say what the caller already knows of the files.
type Options struct {
	// Kind is what the files must be; empty means found out from their labels.
	Kind domain.FormKind
	// Unit is the unit of amounts where a file states none. A file that states another
	// one is an error.
	Unit domain.AmountUnit
	// Recipe maps the columns of lists; nil means recognised by their headers.
	Recipe *Recipe
	// Year is the fiscal year of rows that name none.
	Year int
	// Month is the month of execution lists that name none.
	Month int
}

// Recipe is a saved way to read a list: which header text stands for which field. Fields
// it does not name are recognised as usual.
type Recipe struct {
	Name    string            `json:"name"`
	Kind    domain.FormKind   `json:"kind"`
	Columns map[string]string `json:"columns"`
	Unit    domain.AmountUnit `json:"unit,omitempty"`
}

// errNoFiles is returned when the paths hold nothing to import.
var errNoFiles = errors.New("没有找到可以导入的文件：请选择 .xlsx 或 .csv 文件，或放有这些文件的文件夹")

func fileError(f *intake.File, message string) {
	f.Errors = append(f.Errors, intake.CellError{Message: message})
}

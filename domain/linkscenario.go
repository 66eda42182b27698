package domain

// LinkScenario is a frozen outcome of the three linkages for a year (第十二条). The key is
// year‖name; it is never changed after it was frozen. Amounts are fen.
type LinkScenario struct {
	V    int    `json:"v"`
	Year int    `json:"year"`
	Name string `json:"name"`
	// Params are the values it was computed with, by key, in the parameter's own unit.
	Params      map[string]int64  `json:"params"`
	Lines       []ScenarioLine    `json:"lines"`
	Departments []ScenarioOverall `json:"departments"`
	Applied     Fen               `json:"applied"`
	Suggested   Fen               `json:"suggested"`
	Overall     Fen               `json:"overall"`
	On          Date              `json:"on"`
	By          Operator          `json:"by"`
	Note        string            `json:"note,omitempty"`
}

// Total is what all departments get.
func (s *LinkScenario) Total() Fen { return s.Suggested + s.Overall }

// ScenarioLine is one project's outcome: applied for, suggested.
type ScenarioLine struct {
	ProjectID string `json:"p"`
	Applied   Fen    `json:"a"`
	Suggested Fen    `json:"s"`
}

// ScenarioOverall is the cut of a department by its own grade; never positive.
type ScenarioOverall struct {
	Code  string `json:"code"`
	Grade Grade  `json:"grade,omitempty"`
	Cut   Fen    `json:"cut"`
}

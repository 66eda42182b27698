package domain

// Dossier is everything the file knows of one project: the argument of every rule that
// looks at a whole project, and of the project page.
type Dossier struct {
	Project        Project
	DepartmentName string
	UnitName       string
	Target         *Target
	Reviews        []Review
	Execution      *Execution
	Payments       []Payment
	Monitoring     []Monitoring
	Cases          []Case
	SelfEval       *SelfEvaluation
	// Picks are the spot checks that drew this project, Rechecks their papers.
	Picks    []SpotPick
	Rechecks []Recheck
}

// SpotPick names a spot check that drew the project.
type SpotPick struct {
	SpotCheckID string
	Name        string
	State       SpotCheckState
	Pick        Pick
}

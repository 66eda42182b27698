package sampling

import (
	"math/big"

	"jixiao/domain"
	"jixiao/domain/params"
	"jixiao/domain/recheck"
	"jixiao/domain/sample"
)

// Store is what the screen needs of the data file.
type Store interface {
	// RuleParams are the rule book's parameters that hold on a day.
	RuleParams(on domain.Date) params.All
	Today() domain.Date
	SpotCheckList(year int) ([]domain.SpotCheck, error)
	NewSpotCheck(name string, year int) (domain.SpotCheck, error)
	SpotCandidates(id string) ([]sample.Candidate, error)
	ExcludeFromSpotCheck(id string, projects []string, reason string) error
	MustPickForSpotCheck(id string, projects []string, reason string) error
	MustPickByFacts(id string, atLeast domain.Fen) (added int, err error)
	ExcludeDrawn(id string) (n int, err error)
	SetSpotStratum(id, stratum string, n int, method string) error
	SpreadSpotSample(id string, total int) error
	SetSpotStrata(id string, byUnit bool) error
	SetSpotReviewers(id string, perProject int) error
	RecheckReviewers() ([]domain.Person, error)
	AddRecheckReviewer(name string, avoid []string) error
	FreezeSpotCheck(id string) error
	PublishSpotCheck(id string) (dir string, files []string, err error)
	SealWitness(id, name, commit string) error
	UnsealWitness(id, name string) error
	RevealWitness(id, name, slip string) error
	DrawSpotCheck(id, seed string) error
	VerifySpotCheck(id string) ([]sample.Difference, error)
	WhyNot(id, project string) (sample.Answer, error)
	AssignSpotCheck(id string) error
	RecuseReviewer(id, project, reviewer, reason string) (substitute string, err error)
	WithdrawPick(id, project, reason string) (next *domain.Pick, note string, err error)
	VoidSpotCheck(id, reason string) error
	RecheckRows(id string) ([]recheck.Row, error)
	NotSelfEvaluated(year int) ([]recheck.Row, error)
	SpotDepartures(id string) ([]recheck.Departure, error)
	RecheckPaper(id, project string) (domain.Recheck, error)
	SaveRecheckItem(id, project string, index int, item domain.RecheckItem) error
	SetNotDone(id, project, text string) error
	SetReviewTotal(id, project string, score domain.Decimal) error
	ConcludeSpotCheck(id string) error
	// SpotEvaluation concludes for the projects that were not drawn, at a confidence.
	SpotEvaluation(id string, confidence *big.Rat) (*sample.Evaluation, error)
	// ProjectNames gives names by project ID.
	ProjectNames() (func(id string) string, error)
}

package review

import (
	"fmt"
	"slices"
	"strconv"

	"jixiao/domain"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Valid reports the first way in which a stored target contradicts the state machine, nil
// when it could have come about by its moves. It is what the data file's own check and
// the tests hold every target against.
func Valid(t domain.Target) error {
	for i, v := range t.Versions {
		if v.No != i+1 {
			return fmt.Errorf("target %s: version %d stands at place %d", t.ProjectID, v.No, i+1)
		}
	}
	dept, bureau := slices.Contains(t.Handled, domain.LevelDepartment), slices.Contains(t.Handled, domain.LevelBureau)
	wrong := func(what string) error {
		return fmt.Errorf("target %s: %s %s: %s", t.ProjectID, t.Stage, t.Level, what)
	}
	switch t.Stage {
	case domain.StageDraft:
		if dept || bureau || t.Level != "" {
			return wrong("a draft that was handled")
		}
		return sound(t, wrong)
	case domain.StagePending:
		if t.Level != domain.LevelDepartment && t.Level != domain.LevelBureau {
			return wrong("nobody's turn")
		}
		if t.Level == domain.LevelBureau && !dept {
			return wrong("the bureau's turn before the department decided")
		}
	case domain.StageReturned, domain.StageRejected:
		if !slices.Contains(t.Handled, t.Level) {
			return wrong("decided by a level that never handled it")
		}
	case domain.StageApproved:
		if t.Level != domain.LevelBureau || !dept || !bureau {
			return wrong("approved without both levels")
		}
	default:
		return wrong("no such stage")
	}
	if len(t.Versions) == 0 {
		return wrong("submitted without a version")
	}
	return sound(t, wrong)
}

func sound(t domain.Target, wrong func(string) error) error {
	if t.Batch != "" && t.Stage != domain.StageApproved {
		return wrong("issued without approval")
	}
	if !t.DeferUntil.IsZero() && t.Stage != domain.StagePending {
		return wrong("deferred without being pending")
	}
	return nil
}

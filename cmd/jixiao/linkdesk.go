package main

import (
	"context"
	"os"
	"runtime/debug"

	"jixiao/domain"
	"jixiao/domain/linkage"
	"jixiao/store"
)

// linkDesk is the data file as the screen 挂钩与清理 needs it.
type linkDesk struct{ *store.Store }

// LinkFacts reads the facts of a whole district, which stay in memory while values are tried.
// For a large file the collector is given room for them first: under the limit for the other
// screens it would run all the time.
func (d linkDesk) LinkFacts(ctx context.Context, year int, progress func(done, total int)) ([]linkage.Facts, map[string]domain.Grade, error) {
	if info, err := os.Stat(d.Path()); err == nil {
		debug.SetMemoryLimit(max(memoryLimit, info.Size()/4))
	}
	return d.Store.LinkFacts(ctx, year, progress)
}

// FreezeScenario keeps a scenario and returns the operation's title.
func (d linkDesk) FreezeScenario(s domain.LinkScenario) (string, error) {
	return title(d.Store.FreezeScenario(s))
}

// ApproveException records what protects a project.
func (d linkDesk) ApproveException(project, doc string, x domain.Exception) (string, error) {
	return title(d.Store.ApproveException(project, doc, x))
}

// DecideCleanup records a decision on money that cannot be spent.
func (d linkDesk) DecideCleanup(c domain.CleanupDecision) (string, error) {
	return title(d.Store.DecideCleanup(c))
}

// MoveCleanup gives recovered money to a project.
func (d linkDesk) MoveCleanup(m domain.CleanupMove) (string, error) {
	return title(d.Store.MoveCleanup(m))
}

func title(r store.Receipt, err error) (string, error) { return r.Title, err }

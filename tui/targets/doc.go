// Package targets is screen F3 目标审核: one level's queue of targets with their checks run
// beforehand, the target beside the checks, one key per decision, bulk with a preview,
// and what a resubmission changed. The rules are in domain/target, the moves in
// domain/review; here are only keys and pictures.
package targets

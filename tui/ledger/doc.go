// Package ledger is the screen F9 台账与日志: every operation newest first, with filter and
// the fields that changed; snapshots written and verified; the examination of the data
// file.
package ledger

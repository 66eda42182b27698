// Package recheck compares self-evaluations with what the recheck of drawn projects
// found (第十六条 抽查复核): totals from the items, deduction codes as data (the same
// defect costs the same), the class of the difference, and the three grounds of public
// notice, derived from the data and never ticked.
//
// The draw itself lives in package sample; papers are stored by package store.
package recheck

// Package district makes a complete synthetic district year: departments, units, people,
// projects with their funds, targets in every stage of review, execution, payments,
// monitoring, cases on every rung of the ladder and last year's self-evaluations, with
// faults planted in them and an answer key that says which rule must find what.
//
// Everything follows from a seed: the same Options give the same district, project by
// project, in chunks of any size. It reads no clock and no file. Nothing in it is real.
package district

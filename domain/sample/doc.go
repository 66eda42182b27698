// Package sample is the public draw of a spot check (第十六条 抽查复核): the three
// canonical files whose hashes are published before the seed exists (population, plan,
// roster), the draw itself (srs, pps, certainty, coverage), the reviewers, and what
// lets anybody check it afterwards: Verify and WhyNot.
//
// Everything a decision depends on is an integer or a fraction; nothing here reads a
// clock, a file or a random source. The seed is text that came out of a public
// ceremony; every ticket is SHA-256(key|t|id) and can be recomputed by hand.
//
// Planning (PlanSize, PlanMoney, Proportional, Optimal) says how many; Evaluate and the
// limits say what the result allows.
package sample

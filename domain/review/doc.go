// Package review is the two-level review of performance targets (第十一条): whose turn a
// target is, which decisions are possible, what they lead to, how an opinion is put
// together, what a resubmission changed, and how much money waits. It is a pure state
// machine: the moves that are not listed here do not exist, and every refusal says why.
package review

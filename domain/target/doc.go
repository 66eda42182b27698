// Package target checks a project's performance target (第九、十、十一条): structure
// (TGT-STR), measurability (TGT-MEA), level (TGT-LVL), coherence of figures and texts
// (TGT-COH), and the gates that come before review (TGT-GATE, EXA). Every rule is a
// dated, cited entry of Rules; thresholds are Params with their sources.
//
// The package decides nothing: what a reviewer does with a finding is package review's
// business. It reads no file and no clock.
package target

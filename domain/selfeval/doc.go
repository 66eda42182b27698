// Package selfeval is the X-ray of a self-evaluation form (第十五条): every cell is held
// against the other cells — totals (SEV-SUM), the execution rate (SEV-RATE), scores
// (SEV-SCORE), values (SEV-VALUE), texts (SEV-TEXT) and what makes no sense together
// (SEV-LOGIC). Every rule is a dated, cited entry of Rules; thresholds are Params with
// their sources; Report is the result as scripts read it.
//
// It needs no data file: what a form does not print, or its layout has no column for, is
// 缺数据, never the unit's fault. It reads no file and no clock.
package selfeval

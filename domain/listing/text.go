package listing

import (
	"strconv"

	"jixiao/domain"
)

// Text is a column's value as files and commands print it: full texts, amounts in 万元,
// dates as 2026-09-01, "" for no data. today is the day that waiting days count to.
func (r *Row) Text(c Column, today domain.Date) string {
	switch c {
	case ColumnID:
		return r.ID
	case ColumnCode:
		return r.Code
	case ColumnName:
		return r.Name
	case ColumnGaps:
		return StripText(r.Strip)
	case ColumnLamp:
		return r.Lamp().String()
	case ColumnDepartment:
		return r.Department
	case ColumnUnit:
		return r.Unit
	case ColumnKind:
		return string(r.Kind)
	case ColumnStage:
		return string(r.Stage)
	case ColumnCase:
		return string(r.CaseState)
	case ColumnOwner:
		return r.Owner
	case ColumnInitial:
		return r.Initial.Wan()
	case ColumnAdjusted:
		return r.Adjusted.Wan()
	case ColumnCarryover:
		return r.Carryover.Wan()
	}
	return r.figure(c, today)
}

func (r *Row) figure(c Column, today domain.Date) string {
	number := func(n int, ok bool) string {
		if !ok {
			return ""
		}
		return strconv.Itoa(n)
	}
	switch c {
	case ColumnExecuted:
		if r.Month > 0 {
			return r.Executed.Wan()
		}
	case ColumnRate:
		if v := r.Rate(); v.Valid() {
			return v.Percent()
		}
	case ColumnMonth:
		return number(int(r.Month), r.Month > 0)
	case ColumnWaiting:
		return number(today.Days()-int(r.Since), r.Stage == domain.StagePending && r.Since > 0)
	case ColumnFindings:
		return strconv.Itoa(int(r.Fails)) + "/" + strconv.Itoa(int(r.Warns))
	case ColumnRound:
		return number(int(r.Round), true)
	case ColumnYear:
		return number(r.Year, r.Year > 0)
	case ColumnCaseDue:
		if r.CaseDue != 0 {
			return dayText(r.CaseDue)
		}
	case ColumnSelf:
		if r.SelfScore >= 0 {
			return points(r.SelfScore)
		}
	case ColumnReview:
		if r.ReviewScore >= 0 {
			return points(r.ReviewScore)
		}
	case ColumnDiff:
		if d, ok := r.Diff(); ok {
			return points(d)
		}
	}
	return ""
}

// StepMarks are the ASCII marks of the states of a step in their order: not needed, open,
// under way, done, gap.
const StepMarks = "-.o#!"

// StripText is a strip as a file keeps it: each step's character and its mark, such as
// 估-标#审o监!改o评#查-果!.
func StripText(s [StepCount]StepState) string {
	var b []byte
	for i, x := range s {
		b = append(append(b, StepLetters[i]...), StepMarks[x])
	}
	return string(b)
}

func dayText(days int32) string {
	return domain.Date{Year: 1970, Month: 1, Day: 1}.Add(int(days)).String()
}

// points prints hundredths without trailing zeros.
func points(hundredths int32) string {
	return domain.NewDecimal(int64(hundredths), 2).String()
}

package sample

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Method is how a plan line selects.
type Method string

// Methods: equal probability, and probability proportional to size (money-weighted).
const (
	SRS Method = "srs"
	PPS Method = "pps"
)

// Line is one line of the plan: N projects, certainty items included, out of the
// stratum and everything below it.
type Line struct {
	Stratum string
	N       int
	Method  Method
}

// Covers reports whether a project's stratum path is the line's own or below it.
func (l Line) Covers(path string) bool { return below(path, l.Stratum) }

func below(path, top string) bool {
	return strings.HasPrefix(path, top) && (len(path) == len(top) || path[len(top)] == '/')
}

// Plan says how many projects are drawn where, and how, in the order of the file.
type Plan struct{ Lines []Line }

// ParsePlan reads the canonical file: stratum TAB n TAB method. Two lines that cover
// the same project (same path, or one below the other) are refused. The error is
// Refusals.
func ParsePlan(text string) (Plan, error) {
	r := reader{file: "方案文件"}
	var p Plan
	r.lines(text, 3, func(line int, f []string) {
		if !r.path(line, f[0]) {
			return
		}
		n, ok := number(f[1], math.MaxInt32)
		if !ok {
			r.refuse(line, "层 %s 的样本量 %q 应是非负整数（不带前导零）", f[0], f[1])
			return
		}
		if m := Method(f[2]); m != SRS && m != PPS {
			r.refuse(line, "层 %s 的方法 %q 应是 srs（等概率）或 pps（按金额）", f[0], f[2])
			return
		}
		for i, l := range p.Lines {
			if below(f[0], l.Stratum) || below(l.Stratum, f[0]) {
				r.refuse(line, "层 %s 与第 %d 行的 %s 重叠，一个项目只能归一行方案", f[0], i+1, l.Stratum)
				return
			}
		}
		p.Lines = append(p.Lines, Line{f[0], int(n), Method(f[2])})
	})
	if err := r.err(); err != nil {
		return Plan{}, err
	}
	return p, nil
}

// Marshal sorts the lines by the bytes of the path and writes the canonical file. The
// error is the Refusals that reading it back gives.
func (p Plan) Marshal() (string, error) {
	lines := slices.Clone(p.Lines)
	slices.SortFunc(lines, func(a, b Line) int { return strings.Compare(a.Stratum, b.Stratum) })
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.Stratum + "\t" + strconv.Itoa(l.N) + "\t" + string(l.Method) + "\n")
	}
	text := b.String()
	_, err := ParsePlan(text)
	return text, err
}

// lineOf returns a function from stratum path to the index of the plan line that
// covers it, -1 for none.
func (p Plan) lineOf() func(path string) int {
	seen := make(map[string]int, len(p.Lines))
	for i, l := range p.Lines {
		seen[l.Stratum] = i
	}
	last, lastLine := "", -1
	return func(path string) int {
		if path == last {
			return lastLine
		}
		i := -1
		for top := path; top != ""; top = top[:max(0, strings.LastIndexByte(top, '/'))] {
			if at, ok := seen[top]; ok {
				i = at
				break
			}
		}
		last, lastLine = path, i
		return i
	}
}

package target

import (
	"strconv"
	"strings"

	"jixiao/domain"
	"jixiao/domain/rule"
)

// Subject is one target version with everything the rules need, prepared once.
type Subject struct {
	d        *domain.Dossier
	v        *domain.TargetVersion
	lines    []line
	env      *Env
	on       domain.Date
	formOnly bool
	// unread is set when an indicator's level 1 was not recognised.
	unread bool
}

// line is one indicator with its texts folded for matching.
type line struct {
	ind  *domain.Indicator
	i    int
	name string // level-3 name folded, without stars and numbering
	key  string // name without brackets and punctuation, for comparing
	raw  string // planned value folded
	note string
}

// Check runs every rule on the current version of the dossier's target.
func Check(d domain.Dossier, on domain.Date) []rule.Outcome {
	return CheckWith(d, on, Env{Params: DefaultParams})
}

// CheckWith is Check with other parameters, a corpus, unit names or benchmarks.
func CheckWith(d domain.Dossier, on domain.Date, env Env) []rule.Outcome {
	return rule.Run(rules, NewSubject(&d, on, &env), on)
}

// NewSubject prepares the current version of a dossier's target for the rules.
func NewSubject(d *domain.Dossier, on domain.Date, env *Env) Subject {
	s := Subject{d: d, v: d.Target.Current(), env: env, on: on}
	if s.v == nil {
		return s
	}
	s.lines = make([]line, 0, len(s.v.Indicators))
	for i := range s.v.Indicators {
		ind := &s.v.Indicators[i]
		if ind.Level3.Raw == "" && ind.Planned.Raw == "" {
			continue
		}
		l := line{ind: ind, i: i, name: cleanName(ind.Level3.Raw), raw: fold(ind.Planned.Raw), note: fold(ind.Note.Raw)}
		l.key = nameKey(l.name)
		s.unread = s.unread || ind.Class == ""
		s.lines = append(s.lines, l)
	}
	return s
}

func has(s Subject) bool { return s.v != nil }

func hasLines(s Subject) bool { return s.v != nil && len(s.lines) > 0 }

// at is a finding on one cell of an indicator.
func (s *Subject) at(l *line, part, message string) rule.Finding {
	f := rule.Finding{Sheet: s.v.Prov.Sheet, Field: "indicators." + strconv.Itoa(l.i) + "." + part, Message: message}
	switch part {
	case "planned":
		f.Cell, f.Printed = l.ind.Planned.Cell, l.ind.Planned.Raw
		if f.Cell == "" {
			f.Cell = s.emptyCell(l)
		}
	case "level3":
		f.Cell, f.Printed = l.ind.Level3.Cell, l.ind.Level3.Raw
	case "level2":
		f.Cell, f.Printed = l.ind.Level2.Cell, l.ind.Level2.Raw
	case "weight":
		f.Cell, f.Printed = l.ind.Weight.Cell, l.ind.Weight.Raw
	}
	if f.Cell == "" {
		f.Cell = s.v.Prov.CellOf(f.Field)
	}
	return f
}

// emptyCell is where a value that was left empty should stand: in the column of the other
// values, in the row of its name; "" when the cells are not known.
func (s *Subject) emptyCell(l *line) string {
	row := strings.TrimLeft(l.ind.Level3.Cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	if row == "" {
		return ""
	}
	for i := range s.lines {
		if c := s.lines[i].ind.Planned.Cell; c != "" {
			return strings.TrimRight(c, "0123456789") + row
		}
	}
	return ""
}

// on1 is a finding on a text or an amount of the version.
func (s *Subject) on1(field, cell, printed, message string) rule.Finding {
	if cell == "" && s.v != nil {
		cell = s.v.Prov.CellOf(field)
	}
	f := rule.Finding{Field: field, Cell: cell, Printed: printed, Message: message}
	if s.v != nil {
		f.Sheet = s.v.Prov.Sheet
	}
	return f
}

func (s *Subject) goal(message string) rule.Finding {
	return s.on1("goal", s.v.Goal.Cell, "", message)
}

// title names an indicator the way a reviewer does.
func (l *line) title() string {
	kind := l.ind.Kind
	if kind == "" {
		kind = l.ind.Class
	}
	if kind == "" {
		kind = "指标"
	}
	name := l.ind.Level3.Raw
	if strings.TrimSpace(name) == "" {
		return kind + "第" + strconv.Itoa(l.i+1) + "行"
	}
	return kind + "「" + name + "」"
}

func (l *line) num() *domain.Decimal { return l.ind.Planned.Number }

func (l *line) percent() bool { return l.ind.Planned.Unit == "%" }

// each collects the findings of one function over all indicators.
func (s *Subject) each(fn func(l *line) (rule.Finding, bool)) []rule.Finding {
	var fs []rule.Finding
	for i := range s.lines {
		if f, ok := fn(&s.lines[i]); ok {
			fs = append(fs, f)
		}
	}
	return fs
}

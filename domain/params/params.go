// Package params is every tunable value of the rule book as dated data: what it means, in
// which unit, between which bounds, where it comes from, and which value holds on a day.
// Values that no published document fixes are 本区口径 and say so.
package params

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/cleanup"
	"jixiao/domain/ladder"
	"jixiao/domain/linkage"
	"jixiao/domain/monitor"
	"jixiao/domain/recheck"
	"jixiao/domain/selfeval"
	"jixiao/domain/target"
)

// All are the parameters of all families as they hold on one day.
type All struct {
	Monitor  monitor.Params
	Target   target.Params
	SelfEval selfeval.Params
	Ladder   ladder.Params
	Recheck  recheck.Params
	Linkage  linkage.Params
	Cleanup  cleanup.Params
}

// Defaults are the values of the program before the district sets any.
func Defaults() All {
	m := monitor.DefaultParams
	m.Steps = slices.Clone(m.Steps)
	return All{m, target.DefaultParams, selfeval.DefaultParams, ladder.DefaultParams, recheck.DefaultParams(), linkage.DefaultParams, cleanup.DefaultParams}
}

// Def describes one parameter.
type Def struct {
	// Key is stable: "monitor.idle-days".
	Key, Title, Unit string
	// Min and Max bound the value in its unit (fen for money).
	Min, Max int64
	// Money is shown and typed in 万元.
	Money bool
	Rules []string
	Basis basis.Citation
	get   func(*All) int64
	set   func(*All, int64)
}

// Value is the parameter's value among all.
func (d Def) Value(a *All) int64 { return d.get(a) }

// Default is the value of the program.
func (d Def) Default() int64 {
	a := Defaults()
	return d.get(&a)
}

// Text shows a value with its unit: 90%, 10 个工作日, 10.00 万元.
func (d Def) Text(v int64) string {
	switch {
	case d.Money:
		return domain.Fen(v).Wan() + " 万元"
	case d.Unit == "%":
		return strconv.FormatInt(v, 10) + "%"
	}
	return strconv.FormatInt(v, 10) + " " + d.Unit
}

// Parse reads a value as people type it: 90, 90%, ９０, 10万元. Anything else, or a value out
// of bounds, is an error saying what is expected.
func (d Def) Parse(text string) (int64, error) {
	t := strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '．':
			return '.'
		case r == '％':
			return '%'
		}
		return r
	}, strings.TrimSpace(text))
	unit := d.Unit
	if d.Money {
		unit = "万元"
	}
	t = strings.TrimSpace(strings.TrimSuffix(t, unit))
	v, err := d.number(t)
	if err != nil {
		return 0, fmt.Errorf("“%s”的值“%s”读不懂，请写整数（%s）", d.Title, text, unit)
	}
	return v, d.check(v)
}

func (d Def) number(t string) (int64, error) {
	if !d.Money {
		return strconv.ParseInt(t, 10, 64)
	}
	whole, part, _ := strings.Cut(t, ".")
	if len(part) > 6 || strings.HasPrefix(t, "-") {
		return 0, strconv.ErrSyntax
	}
	return strconv.ParseInt(whole+part+strings.Repeat("0", 6-len(part)), 10, 64)
}

func (d Def) check(v int64) error {
	if v < d.Min || v > d.Max {
		return fmt.Errorf("“%s”的值 %s 超出范围，应在 %s 和 %s 之间", d.Title, d.Text(v), d.Text(d.Min), d.Text(d.Max))
	}
	return nil
}

// Find returns the parameter with the key.
func Find(key string) (Def, bool) {
	i := slices.IndexFunc(defs, func(d Def) bool { return d.Key == key })
	if i < 0 {
		return Def{}, false
	}
	return defs[i], true
}

// List returns every parameter, family by family.
func List() []Def { return slices.Clone(defs) }

// At returns the values that hold on a day: the default unless a change is in force, of
// several the latest. Changes of unknown parameters (of a newer program) or out of bounds
// are errors: nothing is judged by a value that is not understood.
func At(changes []domain.ParamChange, on domain.Date) (All, error) {
	a := Defaults()
	ordered := slices.Clone(changes)
	slices.SortStableFunc(ordered, func(x, y domain.ParamChange) int { return cmp.Compare(x.From.Days(), y.From.Days()) })
	for _, c := range ordered {
		if on.Before(c.From) {
			continue
		}
		d, ok := Find(c.Param)
		if !ok {
			return a, fmt.Errorf("参数“%s”不认识，可能由更新的程序设置。请升级程序", c.Param)
		}
		if err := d.check(c.Value); err != nil {
			return a, err
		}
		d.set(&a, c.Value)
	}
	return a, a.check()
}

// check refuses values that contradict each other.
func (a *All) check() error {
	r := a.Recheck
	if r.Minor.Cmp(r.Major) >= 0 || r.Major.Cmp(r.Serious) >= 0 {
		return fmt.Errorf("差异分级的三个分值要从小到大：一般差异 %s、差异较大 %s、严重失实 %s", r.Minor.Fixed(0), r.Major.Fixed(0), r.Serious.Fixed(0))
	}
	if a.SelfEval.OverPercent > a.SelfEval.DoublePercent {
		return fmt.Errorf("完成率须说明的起点 %d%% 不能高于目标明显偏低的起点 %d%%", a.SelfEval.OverPercent, a.SelfEval.DoublePercent)
	}
	for i := 1; i < len(a.Monitor.Steps); i++ {
		if a.Monitor.Steps[i].Percent < a.Monitor.Steps[i-1].Percent {
			return fmt.Errorf("阶梯组 %d 月末的支出率不能低于 %d 月末的", a.Monitor.Steps[i].Month, a.Monitor.Steps[i-1].Month)
		}
	}
	return nil
}

// Values are the parameters of a family by key: "link." gives those of the linkages.
func (a *All) Values(prefix string) map[string]int64 {
	out := map[string]int64{}
	for _, d := range defs {
		if strings.HasPrefix(d.Key, prefix) {
			out[d.Key] = d.get(a)
		}
	}
	return out
}

// Set sets one parameter for a trial; a value out of bounds or against another is an error.
func (a *All) Set(d Def, v int64) error {
	if err := d.check(v); err != nil {
		return err
	}
	d.set(a, v)
	return a.check()
}

// Trial takes "key=value" settings of a family over a copy of the values; the key may be
// written without the prefix.
func (a All) Trial(prefix string, settings []string) (All, error) {
	for _, s := range settings {
		key, value, ok := strings.Cut(s, "=")
		if key = strings.TrimSpace(key); !strings.HasPrefix(key, prefix) {
			key = prefix + key
		}
		d, known := Find(key)
		if !ok || !known {
			return a, fmt.Errorf("“%s”读不懂，应写成 参数=值，参数可以是：%s", s, strings.Join(keys(prefix), "、"))
		}
		v, err := d.Parse(value)
		if err == nil {
			err = a.Set(d, v)
		}
		if err != nil {
			return a, err
		}
	}
	return a, nil
}

func keys(prefix string) (out []string) {
	for _, d := range defs {
		if strings.HasPrefix(d.Key, prefix) {
			out = append(out, strings.TrimPrefix(d.Key, prefix))
		}
	}
	return out
}

// Effect is what becomes of one project when parameters change.
type Effect struct {
	ProjectID string   `json:"id"`
	Code      string   `json:"code"`
	Name      string   `json:"name"`
	Changes   []string `json:"changes"`
}

package rulebook_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/cleanup"
	"jixiao/domain/district"
	"jixiao/domain/ladder"
	"jixiao/domain/linkage"
	"jixiao/domain/monitor"
	"jixiao/domain/params"
	"jixiao/domain/rule"
	"jixiao/domain/selfeval"
	"jixiao/domain/target"
	"jixiao/domain/workday"
)

var update = flag.Bool("update", false, "rewrite the expected counts")

// corpus is a district with what the rules compare projects with.
type corpus struct {
	dossiers  []domain.Dossier
	asOf      domain.Date
	goals     *target.Corpus
	done      *selfeval.Corpus
	medians   []target.Benchmark
	grades    map[string]domain.Grade
	unitNames []string
}

func newCorpus(n int) *corpus {
	d := district.Generate(district.Options{Projects: n})
	c := &corpus{asOf: d.AsOf(), goals: target.NewCorpus(), done: selfeval.NewCorpus(), grades: map[string]domain.Grade{}}
	names, units := map[string]string{}, map[string]string{}
	for _, x := range d.Departments() {
		names[x.Code], c.grades[x.Code] = x.Name, x.OverallIn(d.Year()-1)
	}
	for _, x := range d.Units() {
		units[x.Code] = x.Name
		c.unitNames = append(c.unitNames, x.Name)
	}
	costs := map[[2]string][]domain.Decimal{}
	for i := range n {
		r := d.Record(i)
		x := r.Dossier(names[r.Project.Department], units[r.Project.Unit])
		c.dossiers = append(c.dossiers, x)
		if v := x.Target.Current(); v != nil {
			c.goals.Add(x.Project.ID, x.Project.Name, x.UnitName, v.Goal.Raw)
			for _, ind := range v.Indicators {
				if ind.Planned.Number != nil && strings.Contains(ind.Planned.Unit, "元/") {
					k := [2]string{ind.Level3.Raw, ind.Planned.Unit}
					costs[k] = append(costs[k], *ind.Planned.Number)
				}
			}
		}
		if x.SelfEval != nil {
			c.done.Add(x.Project.ID, x.Project.Name, x.UnitName, d.Year()-1, x.SelfEval.Form.Completion.Raw)
		}
	}
	for k, list := range costs {
		slices.SortFunc(list, domain.Decimal.Cmp)
		c.medians = append(c.medians, target.Benchmark{Name: k[0], Unit: k[1], Median: list[len(list)/2], Count: len(list)})
	}
	slices.SortFunc(c.medians, func(a, b target.Benchmark) int { return strings.Compare(a.Name+a.Unit, b.Name+b.Unit) })
	return c
}

// families say what a corpus comes to under a set of parameters, family by family.
var families = map[string]func(c *corpus, a *params.All) []string{
	"target.": func(c *corpus, a *params.All) []string {
		n := counts{}
		for i := range c.dossiers {
			n.add(target.CheckWith(c.dossiers[i], c.asOf, target.Env{Params: a.Target, Corpus: c.goals, Units: c.unitNames, Benchmarks: c.medians}))
		}
		return n.lines()
	},
	"selfeval.": func(c *corpus, a *params.All) []string {
		n := counts{}
		for i := range c.dossiers {
			if s := c.dossiers[i].SelfEval; s != nil {
				n.add(selfeval.Check(&s.Form, selfeval.Env{Params: a.SelfEval, Year: s.Year, Self: s.ProjectID, Corpus: c.done}, c.asOf))
			}
		}
		return n.lines()
	},
	"monitor.": func(c *corpus, a *params.All) []string {
		n := counts{}
		for _, g := range monitor.Groups {
			for i := range c.dossiers {
				r := monitor.Report(&c.dossiers[i], c.asOf.Year, int(c.asOf.Month), g.ID, a.Monitor)
				n[g.Name+"灯 "+r.Lamp.String()]++
				if g.ID == monitor.Linear {
					for _, f := range r.Findings {
						n[f.Rule+" 发现"]++
					}
				}
			}
		}
		return n.lines()
	},
	"link.": func(c *corpus, a *params.All) []string {
		facts := make([]linkage.Facts, len(c.dossiers))
		for i := range c.dossiers {
			d := &c.dossiers[i]
			facts[i] = linkage.FactsOf(&d.Project, d.DepartmentName, d.UnitName, d.Execution)
		}
		p := linkage.Compute(facts, c.grades, a.Linkage, c.asOf)
		s := p.Sums
		return []string{fmt.Sprintf("挂钩 申请 %s 建议 %s 部门 %s 核减 %d 取消 %d", s.Applied, s.Suggested, p.Overall, s.Cut, s.Cancelled)}
	},
	"cleanup.": func(c *corpus, a *params.All) []string {
		var b cleanup.Board
		for i := range c.dossiers {
			d := &c.dossiers[i]
			f := cleanup.FactsOf(&d.Project, "", d.Execution, d.Monitoring, int(c.asOf.Month))
			b.Add(cleanup.Row{Facts: f, Forecast: cleanup.Of(&f, int(c.asOf.Month), &a.Cleanup)})
		}
		return []string{fmt.Sprintf("清理 列入 %d 建议收回 %s 无法预计 %d", b.Listed, b.Suggested, b.Unknown)}
	},
	"recheck.": func(_ *corpus, a *params.All) []string {
		n := counts{}
		for self := int64(50); self <= 100; self += 5 {
			for review := int64(0); review <= self; review++ {
				x, y := domain.DecimalInt(self), domain.DecimalInt(review)
				n["差异 "+a.Recheck.Compare(&x, &y).Class.String()]++
			}
		}
		return n.lines()
	},
	"ladder.": func(_ *corpus, a *params.All) []string {
		on := domain.Date{Year: 2026, Month: 9, Day: 1}
		return []string{fmt.Sprint("通报期限 ", ladder.Due(ladder.Request{Move: ladder.Notify, On: on}, workday.Default, a.Ladder), " 整改期限 ", ladder.Due(ladder.Request{Move: ladder.Rectify, On: on}, workday.Default, a.Ladder))}
	},
}

type counts map[string]int

func (n counts) add(list []rule.Outcome) {
	for _, o := range list {
		n[o.Rule+" 发现"] += len(o.Findings)
		if o.Status == rule.NoData {
			n[o.Rule+" 缺数据"]++
		}
	}
}

func (n counts) lines() (out []string) {
	for k, v := range n {
		if v != 0 {
			out = append(out, fmt.Sprintf("%s %d", k, v))
		}
	}
	slices.Sort(out)
	return out
}

// examples tell how the cases kept beside the rules end under the parameters.
func examples(prefix string, a *params.All) string {
	var b strings.Builder
	switch prefix {
	case "target.":
		for _, c := range target.Cases() {
			o := c.RunWith(a.Target)
			fmt.Fprint(&b, o.Status, len(o.Findings))
		}
	case "selfeval.":
		for _, c := range selfeval.Cases() {
			o := c.RunWith(a.SelfEval)
			fmt.Fprint(&b, o.Status, len(o.Findings))
		}
	case "monitor.":
		for _, c := range monitor.Cases() {
			o := c.RunWith(a.Monitor)
			fmt.Fprint(&b, o.Status, len(o.Findings))
		}
		d := monitor.Example()
		for month := 1; month <= 12; month++ {
			for spent := int64(0); spent <= 100; spent++ {
				d.Execution = &domain.Execution{ProjectID: d.Project.ID, Year: 2026, Months: []domain.MonthExecution{{Month: month, Executed: domain.Fen(int64(d.Project.Adjusted) / 100 * spent)}}}
				fmt.Fprint(&b, monitor.Report(&d, 2026, month, monitor.Step, a.Monitor).Lamp)
			}
		}
	}
	return b.String()
}

func prefixes() []string {
	out := make([]string, 0, len(families))
	for p := range families {
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}

// A changed rule or parameter shows its blast radius here: how often every rule speaks over
// a whole district.
func TestCountsOverADistrict(t *testing.T) {
	c := newCorpus(600)
	a := params.Defaults()
	var lines []string
	for _, p := range prefixes() {
		lines = append(lines, families[p](c, &a)...)
	}
	got := strings.Join(lines, "\n") + "\n"
	file := filepath.Join("..", "..", "testdata", "corpus", "counts.txt")
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), got, "run with -update when the change is meant")
}

// Every parameter changes how the kept cases end, or something over the district, at some
// value within its bounds: one that changes nothing is not a parameter.
func TestEveryParameterChangesTheCounts(t *testing.T) {
	c := newCorpus(400)
	base, plain := params.Defaults(), map[string]string{}
	for _, p := range prefixes() {
		plain[p] = examples(p, &base) + strings.Join(families[p](c, &base), "\n")
	}
	n := 0
	for _, d := range params.List() {
		prefix := d.Key[:strings.IndexByte(d.Key, '.')+1]
		family := families[prefix]
		require.NotNil(t, family, "no family computes with %s", d.Key)
		changed := false
		for _, v := range []int64{d.Min, d.Max, d.Default() + 5, d.Default() - 5, d.Default() * 2, d.Default() / 2, d.Default() - 1, d.Default() + 1} {
			a := params.Defaults()
			if a.Set(d, v) != nil || v == d.Default() {
				continue
			}
			now := examples(prefix, &a)
			if changed = !strings.HasPrefix(plain[prefix], now) || now+strings.Join(family(c, &a), "\n") != plain[prefix]; changed {
				break
			}
		}
		assert.True(t, changed, "%s（%s）changes nothing at any value", d.Key, d.Title)
		n++
	}
	require.Greater(t, n, 50)
}

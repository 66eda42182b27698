package main

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"jixiao/domain"
	"jixiao/domain/explain"
	"jixiao/domain/linkage"
	"jixiao/domain/params"
	"jixiao/store"
)

func (a *application) linkCommand() *cobra.Command {
	c := &cobra.Command{Use: "link", Short: "三个挂钩：试算、冻结方案、比较、特殊保障、部门整体绩效", RunE: needSubcommand}
	c.AddCommand(a.linkSimulate(), a.linkFreeze(), a.linkCompare(), a.linkExplain(), a.linkExcept(), a.linkOverall())
	return c
}

// linkPlan computes the year's plan with the parameters in force and trial settings over
// them.
func (a *application) linkPlan(db *store.Store, settings []string) (*linkage.Plan, params.All, error) {
	all, err := db.ParamsOn(db.Today())
	if err != nil {
		return nil, all, err
	}
	if all, err = all.Trial("link.", settings); err != nil {
		return nil, all, usagef("%v", err)
	}
	bar := a.progress("读取项目")
	facts, grades, err := db.LinkFacts(context.Background(), a.year(), bar.update)
	bar.end()
	if err != nil {
		return nil, all, err
	}
	return linkage.Compute(facts, grades, all.Linkage, db.Today()), all, nil
}

type simulateOut struct {
	Year        int                  `json:"year"`
	Params      map[string]int64     `json:"params"`
	Sums        linkage.Sums         `json:"sums"`
	Overall     domain.Fen           `json:"overall_fen"`
	Total       domain.Fen           `json:"total_fen"`
	Departments []linkage.Department `json:"departments"`
	// NeedException are projects that get nothing without a document of 区政府.
	NeedException []linkRow `json:"need_exception"`
	Exceptions    []linkRow `json:"exceptions"`
	// Base is the total with the parameters in force, when others are tried.
	Base *domain.Fen `json:"base_total_fen,omitempty"`
	// Winners and Losers compare with the parameters in force, when others are tried.
	Winners []linkage.Difference `json:"winners,omitempty"`
	Losers  []linkage.Difference `json:"losers,omitempty"`
}

type linkRow struct {
	ID         string     `json:"id"`
	Code       string     `json:"code"`
	Name       string     `json:"name"`
	Department string     `json:"department"`
	Applied    domain.Fen `json:"applied_fen"`
	Suggested  domain.Fen `json:"suggested_fen"`
	Why        string     `json:"why"`
	Exception  string     `json:"exception,omitempty"`
	Gaps       int        `json:"gaps"`
}

func linkRowOf(l *linkage.Line) linkRow {
	f := l.Facts
	return linkRow{f.ID, f.Code, f.Name, f.DepartmentName, f.Applied, l.Result, l.Decisive(), f.ExceptionDoc, l.Gaps()}
}

func (a *application) linkSimulate() *cobra.Command {
	var settings []string
	c := &cobra.Command{
		Use: "simulate", Short: "试算：现行参数，或用 --param 换几个值看总额、分部门、受益受损", Args: exactArgs(0, "不带参数"),
		Example: "  jixiao link simulate\n  jixiao link simulate --param fair-cut=20 --param rate-min=95",
		RunE: func(*cobra.Command, []string) error {
			db, err := a.open()
			if err != nil {
				return err
			}
			plan, all, err := a.linkPlan(db, settings)
			if err != nil {
				return err
			}
			out := simulateOut{Year: a.year(), Params: all.Values("link."), Sums: plan.Sums, Overall: plan.Overall, Total: plan.Total(), Departments: orEmpty(plan.Departments), NeedException: []linkRow{}, Exceptions: []linkRow{}}
			for i := range plan.Lines {
				switch l := &plan.Lines[i]; {
				case l.NeedsException():
					out.NeedException = append(out.NeedException, linkRowOf(l))
				case l.Protected:
					out.Exceptions = append(out.Exceptions, linkRowOf(l))
				}
			}
			names := map[string]string{}
			if len(settings) > 0 {
				base, _, err := a.linkPlan(db, nil)
				if err != nil {
					return err
				}
				out.Base = domain.FenPtr(base.Total())
				for _, d := range linkage.Compare(base.Amounts(), plan.Amounts()) {
					if d.B > d.A {
						out.Winners = append(out.Winners, d)
					} else {
						out.Losers = append(out.Losers, d)
					}
				}
				for i := range plan.Lines {
					names[plan.Lines[i].Facts.ID] = plan.Lines[i].Facts.Name
				}
			}
			return a.print(out, func(w io.Writer) { printSimulation(w, &out, names) })
		},
	}
	c.Flags().StringArrayVar(&settings, "param", nil, "试一个参数：名=值，可写多个")
	return c
}

func printSimulation(w io.Writer, o *simulateOut, names map[string]string) {
	s := &o.Sums
	fmt.Fprintf(w, "%d 年三个挂钩试算，单位万元\n", o.Year)
	fmt.Fprintf(w, "申请 %s  挂钩一 %s  挂钩二 %s  挂钩三 %s  特殊保障 %s  逐项建议 %s\n", s.Applied.Wan(), s.Links[0].Wan(), s.Links[1].Wan(), s.Links[2].Wan(), s.Exceptions.Wan(), s.Suggested.Wan())
	fmt.Fprintf(w, "部门整体绩效核减 %s  建议安排合计 %s\n", o.Overall.Wan(), o.Total.Wan())
	fmt.Fprintf(w, "项目 %d 个：保障 %d，核减 %d，取消 %d；其中 %d 个有步骤缺数据\n\n", s.Projects, s.Kept, s.Cut, s.Cancelled, s.Gaps)
	t := &sheet{columns: []string{"部门", "项目", "申请", "逐项建议", "整体等级", "整体核减", "建议安排", "增减"}, right: map[int]bool{1: true, 2: true, 3: true, 5: true, 6: true, 7: true}}
	for i := range o.Departments {
		d := &o.Departments[i]
		t.rows = append(t.rows, []string{d.Name, fmt.Sprint(d.Projects), d.Applied.Wan(), d.Suggested.Wan(), orDash(string(d.Grade)), d.Overall.Wan(), d.Total().Wan(), (d.Total() - d.Applied).Wan()})
	}
	t.print(w)
	printLinkRows(w, "没有批准文件就不安排的项目", o.NeedException)
	printLinkRows(w, "区政府批准保障的项目（单列）", o.Exceptions)
	if o.Base == nil {
		return
	}
	fmt.Fprintf(w, "\n与现行参数相比：合计 %s 变 %s\n", o.Base.Wan(), o.Total.Wan())
	for _, x := range []struct {
		what string
		list []linkage.Difference
	}{{"受益", o.Winners}, {"受损", o.Losers}} {
		fmt.Fprintf(w, "%s %d 个\n", x.what, len(x.list))
		for _, d := range x.list {
			fmt.Fprintf(w, "  %s  %s 变 %s\n", names[d.ProjectID], d.A.Wan(), d.B.Wan())
		}
	}
}

func printLinkRows(w io.Writer, what string, rows []linkRow) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s %d 个\n", what, len(rows))
	for _, r := range rows {
		fmt.Fprintf(w, "  %s  %s  %s  申请 %s，建议 %s  %s %s\n", r.Code, r.Name, r.Department, r.Applied.Wan(), r.Suggested.Wan(), r.Why, r.Exception)
	}
}

func (a *application) linkFreeze() *cobra.Command {
	var settings []string
	var note string
	c := &cobra.Command{
		Use: "freeze 名称", Short: "把试算结果冻结成方案，之后不再改变", Args: exactArgs(1, "方案的名称，如 一上方案"),
		RunE: func(_ *cobra.Command, args []string) error {
			db, err := a.open()
			if err != nil {
				return err
			}
			plan, all, err := a.linkPlan(db, settings)
			if err != nil {
				return err
			}
			sc := plan.Scenario(a.year(), args[0])
			sc.Params, sc.Note = all.Values("link."), note
			r, err := db.FreezeScenario(sc)
			if err != nil {
				return err
			}
			return a.print(r, func(w io.Writer) {
				fmt.Fprintf(w, "已%s，建议安排合计 %s 万元\n", r.Title, plan.Total().Wan())
			})
		},
	}
	c.Flags().StringArrayVar(&settings, "param", nil, "换一个参数：名=值，可写多个")
	c.Flags().StringVar(&note, "note", "", "说明")
	return c
}

func (a *application) linkExplain() *cobra.Command {
	return &cobra.Command{
		Use: "explain 项目", Short: "一个项目的建议额怎么一步步得来，每步的公式、数和条款", Args: exactArgs(1, "一个项目的代码、名称或编号"),
		RunE: func(_ *cobra.Command, args []string) error {
			db, id, err := a.find(args[0])
			if err != nil {
				return err
			}
			plan, _, err := a.linkPlan(db, nil)
			if err != nil {
				return err
			}
			i := slices.IndexFunc(plan.Lines, func(l linkage.Line) bool { return l.Facts.ID == id })
			if i < 0 {
				return refusef("%d 年没有这个项目。请用 --year 指定年度", a.year())
			}
			l := &plan.Lines[i]
			d, err := db.Dossier(id)
			if err != nil {
				return err
			}
			out := struct {
				linkRow
				Steps   []linkage.StepText `json:"steps"`
				Sources []string           `json:"sources"`
			}{linkRowOf(l), l.Texts(), orEmpty(explain.Sources(d, l.Fields()))}
			return a.print(out, func(w io.Writer) {
				fmt.Fprintf(w, "%s  %s\n申请 %s 万元，建议 %s 万元\n", out.Code, out.Name, out.Applied.Wan(), out.Suggested.Wan())
				for _, s := range out.Steps {
					fmt.Fprintf(w, "【%s】%s：%s\n  %s\n  依据 %s：%s\n", s.Link, s.Title, s.State, s.Worked, s.Basis, s.Quote)
				}
				for _, x := range out.Sources {
					fmt.Fprintln(w, "数 "+x)
				}
			})
		},
	}
}

// listLinkage is `list linkage`: every project with what the linkages suggest.
func (a *application) listLinkage(db *store.Store, f listFlags) error {
	plan, _, err := a.linkPlan(db, nil)
	if err != nil {
		return err
	}
	s := &sheet{title: "三个挂钩建议表", columns: []string{"项目代码", "项目", "部门", "申请(万元)", "挂钩一", "挂钩二", "挂钩三", "特殊保障", "建议(万元)", "主要原因", "缺数据"}, right: map[int]bool{3: true, 4: true, 5: true, 6: true, 7: true, 8: true, 10: true}}
	rows := make([]linkRow, 0, len(plan.Lines))
	for i := range plan.Lines {
		l := &plan.Lines[i]
		var one linkage.Sums
		one.Add(l)
		r := linkRowOf(l)
		rows = append(rows, r)
		s.rows = append(s.rows, []string{r.Code, r.Name, r.Department, r.Applied.Wan(), one.Links[0].Wan(), one.Links[1].Wan(), one.Links[2].Wan(), one.Exceptions.Wan(), r.Suggested.Wan(), r.Why, fmt.Sprint(r.Gaps)})
	}
	kept := s.keep(f.filter)
	var sums linkage.Sums
	var out []linkRow
	for _, i := range kept {
		sums.Add(&plan.Lines[i])
		out = append(out, rows[i])
	}
	s.foot = fmt.Sprintf("共 %d 个项目，申请 %s 万元，建议 %s 万元", sums.Projects, sums.Applied.Wan(), sums.Suggested.Wan())
	return a.output(s, listed{orEmpty(out), len(out), map[string]any{"applied_fen": sums.Applied, "suggested_fen": sums.Suggested}}, f.out)
}

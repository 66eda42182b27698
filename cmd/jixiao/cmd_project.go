package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"jixiao/domain"
	"jixiao/domain/explain"
	"jixiao/domain/ladder"
	"jixiao/domain/listing"
	"jixiao/domain/workday"
	"jixiao/store"
)

// find opens the data file and finds a project by ID, code or name.
func (a *application) find(text string) (*store.Store, string, error) {
	db, err := a.open()
	if err != nil {
		return nil, "", err
	}
	id, err := db.Find(text, a.year())
	return db, id, err
}

func (a *application) showCommand() *cobra.Command {
	return &cobra.Command{
		Use: "show 项目", Short: "一个项目的全年：预算、目标、执行、监控、处置、自评、抽查", Args: exactArgs(1, "一个项目的代码、名称或编号"),
		RunE: func(_ *cobra.Command, args []string) error {
			db, id, err := a.find(args[0])
			if err != nil {
				return err
			}
			d, err := db.Dossier(id)
			if err != nil {
				return err
			}
			return a.print(d, func(w io.Writer) { printDossier(w, &d, db.Today()) })
		},
	}
}

func printDossier(w io.Writer, d *domain.Dossier, today domain.Date) {
	p := &d.Project
	row := listing.Derive(*d, 0, 0)
	fmt.Fprintf(w, "%s  %s（%d 年度）\n", p.Code, p.Name, p.Year)
	fmt.Fprintf(w, "  主管部门 %s  预算单位 %s  性质 %s  责任人 %s\n", d.DepartmentName, d.UnitName, p.Kind, orDash(p.Owner))
	fmt.Fprintf(w, "  闭环 %s\n", listing.StripText(row.Strip))
	fmt.Fprintf(w, "【预算】年初 %s 万元，全年 %s 万元\n", p.Initial.Wan(), p.Adjusted.Wan())
	for _, f := range p.Funds {
		fmt.Fprintf(w, "  %s  年初 %s  全年 %s\n", f.Source, f.Initial.Wan(), f.Adjusted.Wan())
	}
	printTarget(w, d)
	printExecution(w, d)
	for _, c := range d.Cases {
		fmt.Fprintf(w, "【处置】%s  %s 预警  %s  %s\n", c.State, c.Opened, strings.Join(c.Facts, " "), ladder.Clock(c, today, workday.Default))
	}
	if s := d.SelfEval; s != nil {
		fmt.Fprintf(w, "【自评】得分 %s %s  来源 %s %s\n", decimalText(s.Score), s.Grade, s.Prov.Name, s.Form.Sheet)
	}
	for _, k := range d.Picks {
		fmt.Fprintf(w, "【抽查】%s  %s  %s\n", k.Name, k.State, pickWords[k.Pick.Reason])
	}
	for _, r := range d.Rechecks {
		fmt.Fprintf(w, "【复核】自评 %s  复核 %s  复核人 %s\n", decimalText(r.SelfScore), decimalText(r.ReviewScore), strings.Join(r.Reviewers, "、"))
	}
}

func printTarget(w io.Writer, d *domain.Dossier) {
	t := d.Target
	v := t.Current()
	if v == nil {
		fmt.Fprintln(w, "【目标】还没有收到")
		return
	}
	fmt.Fprintf(w, "【目标】%s（%s，自 %s）第 %d 版  %s\n", t.Stage, t.Level, t.Since, v.No, v.Goal.Raw)
	for _, i := range v.Indicators {
		fmt.Fprintf(w, "  %s  %s  %s  %s\n", i.Level1.Raw, i.Level2.Raw, i.Level3.Raw, i.Planned.Raw)
	}
	for _, r := range d.Reviews {
		fmt.Fprintf(w, "  审核 %s %s %s（%s）%s\n", r.On, r.Level, r.Decision, r.By.Name, r.Comment)
	}
}

func printExecution(w io.Writer, d *domain.Dossier) {
	m, ok := d.Execution.At(12)
	if !ok {
		fmt.Fprintln(w, "【执行】还没有支出进度")
		return
	}
	fmt.Fprintf(w, "【执行】截至 %d 月末 %s 万元，支出率 %s；支付明细 %d 笔，监控表 %d 份\n", m.Month, m.Executed.Wan(), domain.RatioOf(m.Executed, d.Project.Adjusted).Percent(), len(d.Payments), len(d.Monitoring))
}

func (a *application) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use: "explain 项目 [字段]", Short: "一个数字从哪里来：公式、输入、文件/表/格、条款、操作；不给字段则列出可问的字段",
		Args: minArgs(1, "一个项目，和要说明的字段"), Example: "  jixiao explain 37010326R000000000001 rate",
		RunE: func(_ *cobra.Command, args []string) error {
			db, id, err := a.find(args[0])
			if err != nil {
				return err
			}
			d, err := db.Dossier(id)
			if err != nil {
				return err
			}
			if len(args) == 1 {
				return a.print(explain.Fields(d), func(w io.Writer) {
					for _, f := range explain.Fields(d) {
						fmt.Fprintf(w, "%-24s %s\n", f.Name, f.Title)
					}
				})
			}
			c, err := explain.Explain(d, args[1])
			if err != nil {
				return usagef("“%s”不是可以说明的字段。用 jixiao explain %s 看全部字段", args[1], args[0])
			}
			entries, err := db.History(id, 20)
			if err != nil {
				return err
			}
			for _, e := range entries {
				c.History = append(c.History, explain.Change{Seq: e.Seq, At: e.At.Local().Format(time.DateTime), By: e.Operator, Title: e.Title, Why: e.Why})
			}
			return a.print(c, func(w io.Writer) { fmt.Fprintln(w, c.Text()) })
		},
	}
}

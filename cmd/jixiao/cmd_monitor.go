package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"jixiao/domain"
	"jixiao/domain/ladder"
	"jixiao/domain/listing"
	"jixiao/domain/monitor"
	"jixiao/store"
)

// interruptible ends long work on Ctrl+C with nothing half done.
func interruptible() (context.Context, context.CancelFunc) {
	return signal.NotifyContext(context.Background(), os.Interrupt)
}

func groupNamed(s string) (monitor.Group, error) {
	for _, g := range monitor.Groups {
		if string(g.ID) == s || g.Name == s {
			return g.ID, nil
		}
	}
	return "", usagef("没有“%s”这个规则组。可用：linear（线性）、step（阶梯）、plan（计划曲线）", s)
}

// monthOf is the month given, else the newest reported one, else that of the date.
func (a *application) monthOf(db *store.Store, month int) (int, error) {
	if month < 0 || month > 12 {
		return 0, usagef("--month 要在 1 到 12 之间，不是 %d", month)
	}
	if month != 0 {
		return month, nil
	}
	m, err := db.LatestMonth(a.year())
	if m == 0 {
		m = int(db.Today().Month)
	}
	return m, err
}

func (a *application) monitorCommand() *cobra.Command {
	var rules, filter string
	var month int
	c := &cobra.Command{
		Use: "monitor", Short: "截至某月末的灯色、怎样变绿、预警事项，最差的在前", Args: exactArgs(0, "不带参数"),
		RunE: func(*cobra.Command, []string) error {
			g, err := groupNamed(rules)
			if err != nil {
				return err
			}
			db, err := a.open()
			if err != nil {
				return err
			}
			m, err := a.monthOf(db, month)
			if err != nil {
				return err
			}
			ctx, stop := interruptible()
			defer stop()
			bar := a.progress("计算灯色")
			items, err := db.Warnings(ctx, a.year(), m, g, bar.update)
			bar.end()
			if err != nil {
				return err
			}
			items = slices.DeleteFunc(items, func(i monitor.Item) bool {
				return filter != "" && !strings.Contains(i.Name+i.Department+i.Code+i.Lamp.String(), filter)
			})
			return a.printMonitor(items, m, g)
		},
	}
	c.Flags().StringVar(&rules, "rules", "linear", "规则组：linear（线性）、step（阶梯）、plan（计划曲线）")
	c.Flags().IntVar(&month, "month", 0, "截至哪个月末（缺省为最新报数的月份）")
	c.Flags().StringVar(&filter, "filter", "", "只看名称、部门、代码或灯色含有这些字的项目")
	return c
}

type monitorOut struct {
	AsOf     string        `json:"as_of"`
	Rules    monitor.Group `json:"rules"`
	Projects []monitor.Out `json:"projects"`
}

func (a *application) printMonitor(items []monitor.Item, month int, g monitor.Group) error {
	out := monitorOut{domain.MonthEnd(a.year(), month).String(), g, []monitor.Out{}}
	for i := range items {
		o := items[i].JSON()
		o.Code, o.Name, o.Department = items[i].Code, items[i].Name, items[i].Department
		if items[i].Case != nil {
			o.Case = string(items[i].Case.State)
		}
		out.Projects = append(out.Projects, o)
	}
	return a.print(out, func(w io.Writer) {
		c := monitor.CountLamps(items, a.db.Today())
		fmt.Fprintf(w, "截至 %s，%s规则：红 %d  黄 %d  绿 %d  蓝 %d  缺数据 %d\n", out.AsOf, g.Name(), c.Red, c.Yellow, c.Green, c.Blue, c.None)
		for i := range items {
			it := &items[i]
			if it.Lamp != listing.LampRed && it.Lamp != listing.LampYellow {
				continue
			}
			fmt.Fprintf(w, "%s  %s  %s  %s\n", it.Lamp, it.Code, it.Name, it.Department)
			for _, f := range it.Findings {
				fmt.Fprintf(w, "      %s %s\n", f.Severity.Word(), f.Message)
			}
		}
	})
}

func (a *application) caseCommand() *cobra.Command {
	var r ladder.Request
	var amount, verdict string
	var month int
	c := &cobra.Command{
		Use: "case 项目 notify|rectify|receive|verify|suspend|stop|recover|close|reopen", Short: "处置阶梯：通报、整改、复核、暂缓、停止、收回、销号", Args: exactArgs(2, "一个项目和一个动作"),
		Example: "  jixiao case 37010326R000000000001 rectify\n  jixiao case 37010326R000000000001 verify --result fail --note '支出仍为零'",
		RunE: func(_ *cobra.Command, args []string) error {
			r.Move = ladder.Move(args[1])
			if !slices.Contains(ladder.Moves, r.Move) {
				return usagef("没有“%s”这个动作。可用：notify、rectify、receive、verify、suspend、stop、recover、close、reopen", args[1])
			}
			if r.Move == ladder.Verify {
				if verdict != "pass" && verdict != "fail" {
					return usagef("复核要给出 --result pass（到位）或 fail（不到位）")
				}
				r.Pass = verdict == "pass"
			}
			if amount != "" {
				v, err := amountFlag(amount)
				if err != nil {
					return err
				}
				r.Amount = v
			}
			db, id, err := a.find(args[0])
			if err != nil {
				return err
			}
			m, err := a.monthOf(db, month)
			if err != nil {
				return err
			}
			title, err := db.MoveCases([]string{id}, a.year(), m, monitor.Linear, r)
			if err != nil {
				return err
			}
			return a.print(map[string]string{"title": title, "id": id}, func(io.Writer) { a.sayf("已保存：%s", title) })
		},
	}
	f := c.Flags()
	f.StringVar(&r.Note, "note", "", "说明；以“问题严重”办理时写事实")
	f.BoolVar(&r.Serious, "serious", false, "问题严重，不等整改期满")
	f.StringVar(&r.Second, "second", "", "审批人（暂缓、停止、收回须两人）")
	f.StringVar(&amount, "amount", "", "金额，万元")
	f.StringVar(&r.Period, "period", "", "暂缓或停止的期间")
	f.StringVar(&r.Condition, "condition", "", "解除的条件")
	f.IntVar(&r.Days, "days", 0, "整改期限的工作日数（缺省 10）")
	f.StringVar(&verdict, "result", "", "复核结论：pass（到位）或 fail（不到位）")
	f.IntVar(&month, "month", 0, "按哪个月末的预警事项立案")
	return c
}

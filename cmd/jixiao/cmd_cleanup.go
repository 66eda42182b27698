package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"jixiao/domain"
	"jixiao/domain/cleanup"
	"jixiao/store"
)

func (a *application) cleanupCommand() *cobra.Command {
	c := &cobra.Command{Use: "cleanup", Short: "精准清理：年底预计、收回或保留的决定、调剂到重点项目", RunE: needSubcommand}
	c.AddCommand(a.cleanupForecast(), a.cleanupDecide(), a.cleanupMove())
	return c
}

type cleanupRow struct {
	ID         string                  `json:"id"`
	Code       string                  `json:"code"`
	Name       string                  `json:"name"`
	Department string                  `json:"department"`
	Budget     domain.Fen              `json:"budget_fen"`
	Special    domain.Fen              `json:"special_fen"`
	Forecast   cleanup.Forecast        `json:"forecast"`
	State      string                  `json:"state"`
	Decision   *domain.CleanupDecision `json:"decision,omitempty"`
	Move       *domain.CleanupMove     `json:"move,omitempty"`
}

func cleanupRowOf(r *cleanup.Row) cleanupRow {
	f := &r.Facts
	return cleanupRow{f.ID, f.Code, f.Name, f.DepartmentName, f.Budget, f.Special, r.Forecast, r.State(), r.Decision, r.Move}
}

func (a *application) cleanupBoard(db *store.Store, month int) (*cleanup.Board, error) {
	month, err := a.monthOf(db, month)
	if err != nil {
		return nil, err
	}
	bar := a.progress("预计年底支出")
	defer bar.end()
	return db.CleanupBoard(context.Background(), a.year(), month, bar.update)
}

func (a *application) cleanupForecast() *cobra.Command {
	var month int
	c := &cobra.Command{
		Use: "forecast", Short: "预计年底无法支出的资金：三种算法、区间、建议收回", Args: exactArgs(0, "不带参数"),
		RunE: func(*cobra.Command, []string) error {
			db, err := a.open()
			if err != nil {
				return err
			}
			b, err := a.cleanupBoard(db, month)
			if err != nil {
				return err
			}
			return a.printCleanup(b, listFlags{})
		},
	}
	c.Flags().IntVar(&month, "month", 0, "截至几月末（默认最新一个月）")
	return c
}

func (a *application) printCleanup(b *cleanup.Board, f listFlags) error {
	s := &sheet{title: fmt.Sprintf("精准清理（截至 %d 月末）", b.Month), columns: []string{"项目代码", "项目", "部门", "未支出(万元)", "预计结余(万元)", "结转应收回", "建议收回", "其中专款", "状态", "收回", "调入"},
		right: map[int]bool{3: true, 4: true, 5: true, 6: true, 7: true, 9: true, 10: true}}
	rows := make([]cleanupRow, 0, len(b.Rows))
	for i := range b.Rows {
		r := &b.Rows[i]
		o := &r.Forecast
		span, taken, given := "-", "", ""
		if o.Known {
			span = o.Low.Wan() + " ~ " + o.High.Wan()
		}
		if r.Decision != nil && r.Decision.Amount > 0 {
			taken = r.Decision.Amount.Wan()
		}
		if r.Move != nil {
			given = r.Move.Amount.Wan()
		}
		rows = append(rows, cleanupRowOf(r))
		s.rows = append(s.rows, []string{r.Facts.Code, r.Facts.Name, r.Facts.DepartmentName, (r.Facts.Budget - o.Executed).Wan(), span, o.Due.Wan(), o.Suggested.Wan(), o.Restricted.Wan(), r.State(), taken, given})
	}
	kept := s.keep(f.filter)
	out := make([]cleanupRow, 0, len(kept))
	for _, i := range kept {
		out = append(out, rows[i])
	}
	x := b.Balance
	s.foot = fmt.Sprintf("应列入 %d 个，建议收回 %s 万元；没有执行数的 %d 个未列\n收回 %s = 调剂 %s + 未分配 %s（万元）", b.Listed, b.Suggested.Wan(), b.Unknown, x.Recovered.Wan(), x.Moved.Wan(), x.Free.Wan())
	return a.output(s, listed{out, len(out), map[string]any{"month": b.Month, "listed": b.Listed, "suggested_fen": b.Suggested, "unknown": b.Unknown, "balance": x}}, f.out)
}

func (a *application) cleanupDecide() *cobra.Command {
	var amount, why, doc string
	var month int
	c := &cobra.Command{
		Use: "decide 项目 recover|keep", Short: "决定一个项目的资金：收回多少，或保留；写理由，动专款写文件", Args: exactArgs(2, "一个项目，和 recover（收回）或 keep（保留）"),
		Example: "  jixiao cleanup decide 370103... recover --amount 35.6 --why 工程推迟到明年",
		RunE: func(_ *cobra.Command, args []string) error {
			d := domain.CleanupDecision{Why: why, Doc: doc}
			switch args[1] {
			case "recover", "收回":
				d.Action = domain.CleanupRecover
			case "keep", "保留":
				d.Action = domain.CleanupKeep
			default:
				return usagef("决定只能是 recover（收回）或 keep（保留），不是“%s”", args[1])
			}
			if amount != "" {
				v, err := amountFlag(amount)
				if err != nil {
					return err
				}
				d.Amount = v
			}
			db, id, err := a.find(args[0])
			if err != nil {
				return err
			}
			d.ProjectID, d.Year = id, a.year()
			if d.Month, err = a.monthOf(db, month); err != nil {
				return err
			}
			r, err := db.DecideCleanup(d)
			if err != nil {
				return err
			}
			return a.saved(r)
		},
	}
	f := c.Flags()
	f.StringVar(&amount, "amount", "", "收回金额，万元")
	f.StringVar(&why, "why", "", "理由")
	f.StringVar(&doc, "doc", "", "依据文件（动专款、保留满年限的结转时必填）")
	f.IntVar(&month, "month", 0, "按截至几月末的预计（默认最新一个月）")
	return c
}

func (a *application) cleanupMove() *cobra.Command {
	var amount, why, doc string
	c := &cobra.Command{
		Use: "move 项目", Short: "把收回的资金调剂给全区重点项目；--amount 0 取消", Args: exactArgs(1, "调入资金的项目"),
		RunE: func(_ *cobra.Command, args []string) error {
			v, err := amountFlag(amount)
			if err != nil {
				return err
			}
			db, id, err := a.find(args[0])
			if err != nil {
				return err
			}
			r, err := db.MoveCleanup(domain.CleanupMove{Year: a.year(), ProjectID: id, Amount: v, Why: why, Doc: doc})
			if err != nil {
				return err
			}
			return a.saved(r)
		},
	}
	f := c.Flags()
	f.StringVar(&amount, "amount", "", "调入金额，万元")
	f.StringVar(&why, "why", "", "用途")
	f.StringVar(&doc, "doc", "", "批准文件（给非重点项目时必填）")
	return c
}

func (a *application) listCleanup(db *store.Store, f listFlags) error {
	b, err := a.cleanupBoard(db, 0)
	if err != nil {
		return err
	}
	return a.printCleanup(b, f)
}

package main

import (
	"github.com/spf13/cobra"

	"jixiao/domain"
)

func (a *application) linkExcept() *cobra.Command {
	var doc, on, until, scope, amount string
	c := &cobra.Command{
		Use: "except 项目", Short: "录入区政府批准的特殊保障：文号、日期、范围、批准额、到期日", Args: exactArgs(1, "一个项目的代码、名称或编号"),
		Example: "  jixiao link except 370103... --doc 市中政字〔2026〕8号 --on 2026-01-20 --scope 民生兜底 --amount 120 --until 2026-12-31",
		RunE: func(_ *cobra.Command, args []string) error {
			x := domain.Exception{Scope: scope}
			var err error
			if x.On, err = dateFlag("--on", on); err != nil {
				return err
			}
			if x.Until, err = dateFlag("--until", until); err != nil {
				return err
			}
			if amount != "" { // without one the store says what is missing
				v, err := amountFlag(amount)
				if err != nil {
					return err
				}
				x.Amount = &v
			}
			db, id, err := a.find(args[0])
			if err != nil {
				return err
			}
			r, err := db.ApproveException(id, doc, x)
			if err != nil {
				return err
			}
			return a.saved(r)
		},
	}
	f := c.Flags()
	f.StringVar(&doc, "doc", "", "区政府文号")
	f.StringVar(&on, "on", "", "批准日期（YYYY-MM-DD）")
	f.StringVar(&scope, "scope", "", "保障范围")
	f.StringVar(&amount, "amount", "", "批准额，万元")
	f.StringVar(&until, "until", "", "到期日（YYYY-MM-DD）")
	return c
}

func (a *application) linkOverall() *cobra.Command {
	var source string
	c := &cobra.Command{
		Use: "department 部门代码 等级", Short: "录入部门上年整体绩效评价等级（优、良、中、差）", Args: exactArgs(2, "部门代码和等级，如 105 中"),
		RunE: func(_ *cobra.Command, args []string) error {
			db, err := a.open()
			if err != nil {
				return err
			}
			r, err := db.SetOverall(args[0], domain.OverallResult{Year: a.year() - 1, Grade: domain.Grade(args[1]), Source: source})
			if err != nil {
				return err
			}
			return a.saved(r)
		},
	}
	c.Flags().StringVar(&source, "source", "", "来源文件或会议")
	return c
}

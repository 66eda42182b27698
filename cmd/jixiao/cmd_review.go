package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"jixiao/domain"
	"jixiao/domain/review"
)

var levelWords = map[string]domain.Level{"department": domain.LevelDepartment, "bureau": domain.LevelBureau, string(domain.LevelDepartment): domain.LevelDepartment, string(domain.LevelBureau): domain.LevelBureau}

var decisionWords = map[string]domain.Decision{
	"approve": domain.DecisionApprove, "return": domain.DecisionReturn, "reject": domain.DecisionReject, "defer": domain.DecisionDefer,
	"通过": domain.DecisionApprove, "退回": domain.DecisionReturn, "不通过": domain.DecisionReject, "搁置": domain.DecisionDefer,
}

func (a *application) reviewCommand() *cobra.Command {
	var level, comment, until string
	c := &cobra.Command{
		Use: "review 项目 approve|return|reject|defer", Short: "审核一个目标：通过、退回、不通过、搁置", Args: exactArgs(2, "一个项目和一个决定"),
		Example: "  jixiao review 37010326R000000000001 return --level bureau --comment '数量指标没有数值，请补充'",
		RunE: func(_ *cobra.Command, args []string) error {
			lv, ok := levelWords[level]
			if !ok {
				return usagef("--level 要写 department（主管部门）或 bureau（区财政），不是“%s”", level)
			}
			decision, ok := decisionWords[args[1]]
			if !ok {
				return usagef("没有“%s”这个决定。可用：approve（通过）、return（退回）、reject（不通过）、defer（搁置）", args[1])
			}
			v := review.Verdict{Decision: decision, Comment: comment}
			if until != "" {
				var err error
				if v.Until, err = domain.ParseDate(until); err != nil {
					return usagef("--until %q 不是日期，应写成 2026-03-31 这样", until)
				}
			}
			db, id, err := a.find(args[0])
			if err != nil {
				return err
			}
			done, err := db.Decide(lv, review.Ruling{ProjectID: id, Verdict: v})
			return a.printDone(done, err)
		},
	}
	c.Flags().StringVar(&level, "level", "", "哪一级审核：department（主管部门）或 bureau（区财政）")
	c.Flags().StringVar(&comment, "comment", "", "审核意见")
	c.Flags().StringVar(&until, "until", "", "搁置到哪一天")
	return c
}

func (a *application) printDone(done review.Done, err error) error {
	if err != nil {
		return err
	}
	out := struct {
		Title  string     `json:"title"`
		Seq    uint64     `json:"seq"`
		Count  int        `json:"count"`
		Amount domain.Fen `json:"amount_fen"`
	}{done.Title, done.Seq, done.Count, done.Amount}
	return a.print(out, func(io.Writer) {
		if done.Seq == 0 {
			a.sayf("没有变化：%s", done.Title)
			return
		}
		a.sayf("已保存：%s（日志第 %d 条，金额 %s 万元）", done.Title, done.Seq, done.Amount.Wan())
	})
}

func (a *application) resubmitCommand() *cobra.Command {
	return &cobra.Command{
		Use: "resubmit 文件", Short: "导入单位修改后再报的目标申报表，成为新的一版", Args: exactArgs(1, "一个目标申报表文件"),
		RunE: func(_ *cobra.Command, args []string) error {
			db, err := a.open()
			if err != nil {
				return err
			}
			return a.importFiles(context.Background(), db, args, importFlags{kind: string(domain.FormTarget), mustExist: true})
		},
	}
}

func (a *application) issueBatchCommand() *cobra.Command {
	return &cobra.Command{
		Use: "issue-batch 批次名称", Short: "把已审核的目标作为一个批次同步批复（此后冻结，不能撤销）", Args: exactArgs(1, "批次名称"),
		RunE: func(_ *cobra.Command, args []string) error {
			db, err := a.open()
			if err != nil {
				return err
			}
			done, err := db.IssueBatch(args[0])
			return a.printDone(done, err)
		},
	}
}

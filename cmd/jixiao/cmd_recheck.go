package main

import (
	"github.com/spf13/cobra"

	"jixiao/domain"
)

func (a *application) recheckCommand() *cobra.Command {
	c := &cobra.Command{Use: "recheck", Short: "复核底稿：导入、差异与通报清单、定稿", RunE: needSubcommand}
	var f listFlags
	list := &cobra.Command{
		Use: "list", Short: "自评与复核的差值、差异分级、通报情形", Args: exactArgs(0, "不带参数"),
		RunE: func(*cobra.Command, []string) error {
			db, err := a.open()
			if err != nil {
				return err
			}
			return a.listRechecks(db, f)
		},
	}
	list.Flags().StringVar(&f.filter, "filter", "", "只看含有这些字的行")
	list.Flags().StringVarP(&f.out, "output", "o", "", "写到 .xlsx 或 .csv 文件")
	imp := &cobra.Command{
		Use: "import 路径...", Short: "导入复核底稿工作簿", Args: minArgs(1, "复核底稿文件"),
		RunE: func(_ *cobra.Command, args []string) error {
			db, err := a.open()
			if err != nil {
				return err
			}
			ctx, stop := interruptible()
			defer stop()
			return a.importFiles(ctx, db, args, importFlags{kind: string(domain.FormRecheck)})
		},
	}
	c.AddCommand(imp, list)
	return c
}

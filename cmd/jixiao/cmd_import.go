package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"jixiao/domain"
	"jixiao/domain/intake"
	"jixiao/store"
	"jixiao/store/xlsx"
)

type importFlags struct {
	kind, unit, recipe, save string
	month                    int
	dryRun, mustExist        bool
}

// importKinds are what files can be; auto finds out.
var importKinds = []string{"auto", "projects", "targets", "execution", "payments", "monitoring", "selfeval", "recheck"}

func kindNamed(s string) (domain.FormKind, error) {
	switch s {
	case "", "auto":
		return "", nil
	case "targets", "target":
		return domain.FormTarget, nil
	}
	for _, k := range importKinds {
		if s == k {
			return domain.FormKind(k), nil
		}
	}
	return "", usagef("没有“%s”这种表。可用：%s", s, strings.Join(importKinds, "、"))
}

func (a *application) importCommand() *cobra.Command {
	var f importFlags
	c := &cobra.Command{
		Use: "import 路径...", Short: "导入表格或整个文件夹（xlsx、csv），先核对，全部或都不", Args: minArgs(1, "要导入的文件或文件夹"),
		Example: "  jixiao import 报来的表/ --dry-run\n  jixiao import 支付明细8月.csv --kind payments --unit 元",
		RunE: func(_ *cobra.Command, args []string) error {
			open := a.openOrCreate
			if f.dryRun {
				open = a.openForPreview
			}
			db, err := open()
			if err != nil {
				return err
			}
			ctx, stop := interruptible()
			defer stop()
			return a.importFiles(ctx, db, args, f)
		},
	}
	c.Flags().StringVar(&f.kind, "kind", "auto", "表的种类："+strings.Join(importKinds, "、"))
	c.Flags().StringVar(&f.unit, "unit", "", "表上没写时的金额单位：元 或 万元")
	c.Flags().StringVar(&f.recipe, "recipe", "", "按这个名字存下的列对应关系读清单")
	c.Flags().StringVar(&f.save, "save-recipe", "", "把这次的列对应关系存成这个名字")
	c.Flags().IntVar(&f.month, "month", 0, "支出进度表上没写时的月份")
	c.Flags().BoolVar(&f.dryRun, "dry-run", false, "只核对，不写入")
	return c
}

// openForPreview opens the data file, or a throw-away empty one when there is none yet: a
// dry run leaves nothing behind.
func (a *application) openForPreview() (*store.Store, error) {
	path, err := a.dataPath()
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); err == nil {
		return a.open()
	}
	dir, err := os.MkdirTemp("", "jixiao-preview-")
	if err != nil {
		return nil, refusef("建不了临时目录：%v", err)
	}
	a.cleanup = append(a.cleanup, func() error { return os.RemoveAll(dir) })
	a.dataFlag = dir + "/preview.db"
	return a.openOrCreate()
}

// importFiles reads, previews and, without errors, commits.
func (a *application) importFiles(ctx context.Context, db *store.Store, paths []string, f importFlags) error {
	opts, err := a.readOptions(db, f)
	if err != nil {
		return err
	}
	bar := a.progress("读取")
	files, err := xlsx.Read(ctx, paths, opts, bar.update)
	bar.end()
	if err != nil {
		return refusef("%v", err)
	}
	res, err := a.tryOrImport(ctx, db, files, f)
	if err != nil {
		return err
	}
	if err := a.print(res, func(w io.Writer) { printImport(w, &res, f.dryRun) }); err != nil {
		return err
	}
	if res.Totals.Errors > 0 {
		return &exitError{code: exitRefused}
	}
	return nil
}

// tryOrImport previews for --dry-run and for what must already exist, else imports: Import
// itself writes nothing when anything is wrong.
func (a *application) tryOrImport(ctx context.Context, db *store.Store, files []intake.File, f importFlags) (intake.Result, error) {
	if f.dryRun || f.mustExist {
		p, err := db.PreviewImport(ctx, files)
		if err != nil || f.dryRun {
			return intake.Result{Files: p.Files, Totals: p.Totals}, err
		}
		if p.Totals.New > 0 {
			return intake.Result{}, refusef("再报的表里有 %d 个项目不在数据文件里。请检查项目代码和名称，或先用 jixiao import 导入", p.Totals.New)
		}
	}
	if _, made, err := db.BackupIfChanged(ctx); err != nil {
		return intake.Result{}, err
	} else if made {
		fmt.Fprintln(a.stderr, "导入前已备份数据文件（jixiao backup list 查看）")
	}
	bar := a.progress("写入")
	res, err := db.Import(ctx, files, bar.update)
	bar.end()
	if err == nil && res.Committed {
		err = a.saveRecipe(db, f, files)
	}
	return res, err
}

func (a *application) readOptions(db *store.Store, f importFlags) (o xlsx.Options, err error) {
	if o.Kind, err = kindNamed(f.kind); err != nil {
		return o, err
	}
	if f.unit != "" && domain.AmountUnit(f.unit).FenPer() == 0 {
		return o, usagef("--unit 要写 元、万元 或 亿元，不是“%s”", f.unit)
	}
	o.Unit, o.Year, o.Month = domain.AmountUnit(f.unit), a.year(), f.month
	if f.recipe != "" {
		r, ok, err := loadRecipe(db, f.recipe)
		if err != nil {
			return o, err
		}
		if !ok {
			return o, refusef("没有名为“%s”的列对应关系。导入一次时加 --save-recipe %s 就会存下", f.recipe, f.recipe)
		}
		o.Recipe = &r
	}
	return o, nil
}

func printImport(w io.Writer, r *intake.Result, dry bool) {
	for _, f := range r.Files {
		fmt.Fprintf(w, "%s  %s  %d 行，%d 个项目（新增 %d，更新 %d，相同 %d）\n", f.File, f.Kind, f.Rows, f.Projects, f.New, f.Changed, f.Same)
		for _, e := range f.Errors {
			fmt.Fprintln(w, "  错误  "+place(e)+e.Message)
		}
		for _, e := range f.Warnings {
			fmt.Fprintln(w, "  提示  "+place(e)+e.Message)
		}
		for _, u := range f.Unread {
			fmt.Fprintf(w, "  没看懂  %s!%s  %s\n", u.Sheet, u.Cell, u.Text)
		}
	}
	t := r.Totals
	fmt.Fprintf(w, "共 %d 个文件、%d 行、%d 个项目，错误 %d 处，提示 %d 处\n", t.Files, t.Rows, t.Projects, t.Errors, t.Warnings)
	switch {
	case r.Committed:
		fmt.Fprintln(w, "已导入。不对可用 jixiao undo 整批撤销。")
	case t.Errors > 0:
		fmt.Fprintln(w, "有错误，什么都没有写入。请改好后再导入。")
	case dry:
		fmt.Fprintln(w, "只核对，没有写入。去掉 --dry-run 即可导入。")
	}
}

func place(e intake.CellError) string {
	s := e.Cell
	if e.Sheet != "" && e.Cell != "" {
		s = e.Sheet + "!" + e.Cell
	}
	if s == "" {
		return ""
	}
	return s + "  "
}

func (a *application) templateCommand() *cobra.Command {
	var out string
	kinds := importKinds[1:]
	c := &cobra.Command{
		Use: "template " + strings.Join(kinds, "|"), Short: "写一个可以填的空表，列与导入所读的相同", Args: exactArgs(1, "表的种类："+strings.Join(kinds, "、")), ValidArgs: kinds,
		RunE: func(_ *cobra.Command, args []string) error {
			kind, err := kindNamed(args[0])
			if err != nil {
				return err
			}
			if kind == "" {
				return usagef("要写明是哪种表：%s", strings.Join(kinds, "、"))
			}
			if out == "" {
				return usagef("请用 -o 指定要写的文件，如 -o 空表.xlsx")
			}
			f, err := os.OpenFile(out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
			if err != nil {
				return refusef("写不了 %s：%v。已有的文件不会被覆盖，请换一个文件名", out, err)
			}
			err = xlsx.WriteTemplate(f, kind)
			if cerr := f.Close(); err == nil {
				err = cerr
			}
			if err != nil {
				return err
			}
			return a.print(map[string]string{"file": out, "kind": string(kind)}, func(io.Writer) { a.sayf("已写到 %s，填好后用 jixiao import %s 导入。", out, out) })
		},
	}
	c.Flags().StringVarP(&out, "output", "o", "", "要写的 .xlsx 文件")
	return c
}

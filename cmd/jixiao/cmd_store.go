package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"jixiao/domain/journal"
	"jixiao/store"
)

func (a *application) snapshotCommand() *cobra.Command {
	c := &cobra.Command{Use: "snapshot", Short: "快照：生成、验证、打开（内含真正的 bbolt 文件）", RunE: needSubcommand}
	var out string
	var plain bool
	create := &cobra.Command{
		Use: "create", Short: "生成快照文件（.jxs；--plain 只要 bbolt 文件）", Args: exactArgs(0, "不带参数"),
		RunE: func(*cobra.Command, []string) error {
			if out == "" {
				return usagef("请用 -o 指定快照文件，如 -o 移交.jxs")
			}
			db, err := a.open()
			if err != nil {
				return err
			}
			s, err := db.SnapshotCreate(out, plain)
			if err != nil {
				return err
			}
			return a.print(s, func(w io.Writer) {
				fmt.Fprintf(w, "快照已写到 %s（%d 条记录，日志到第 %d 条）\nSHA-256 %s\n对方用 jixiao snapshot verify %s 验证，jixiao snapshot open %s 查看。\n", s.File, s.Records, s.Seq, s.SHA256, s.File, s.File)
			})
		},
	}
	create.Flags().StringVarP(&out, "output", "o", "", "快照文件")
	create.Flags().BoolVar(&plain, "plain", false, "只写 bbolt 文件，不打包")
	verify := &cobra.Command{
		Use: "verify 文件", Short: "验证快照：完整性、指纹、日志链", Args: exactArgs(1, "一个快照文件"),
		RunE: func(_ *cobra.Command, args []string) error { return a.printReport(store.SnapshotVerify(args[0])) },
	}
	open := &cobra.Command{
		Use: "open 文件", Short: "以只读方式打开别人的快照", Args: exactArgs(1, "一个快照文件"),
		RunE: func(_ *cobra.Command, args []string) error { return a.openSnapshot(args[0]) },
	}
	c.AddCommand(create, verify, open)
	return c
}

// openSnapshot opens an extracted copy read-only; the snapshot file itself is not touched.
func (a *application) openSnapshot(file string) error {
	dir, err := os.MkdirTemp("", "jixiao-snapshot-")
	if err != nil {
		return refusef("建不了临时目录：%v", err)
	}
	a.cleanup = append(a.cleanup, func() error { return os.RemoveAll(dir) })
	o, err := a.options()
	if err != nil {
		return err
	}
	a.db, err = store.SnapshotOpen(file, dir, o)
	if err != nil {
		return err
	}
	if a.asOfFlag == "" {
		if err := a.adoptDemoDate(); err != nil {
			return err
		}
	}
	if !isTerminal(a.stdin) || !isTerminal(a.stdout) {
		return a.overviewOf(a.db)
	}
	return a.runScreens()
}

func (a *application) doctorCommand() *cobra.Command {
	var rebuild bool
	c := &cobra.Command{
		Use: "doctor", Short: "体检数据文件：结构、每条记录的指纹、日志链、索引", Args: exactArgs(0, "不带参数"),
		RunE: func(*cobra.Command, []string) error {
			path, err := a.dataPath()
			if err != nil {
				return err
			}
			if rebuild {
				db, err := a.open()
				if err != nil {
					return err
				}
				if err := db.Rebuild(); err != nil {
					return err
				}
				a.sayf("清单和索引已重建。")
				return nil
			}
			return a.printReport(store.Doctor(path))
		},
	}
	c.Flags().BoolVar(&rebuild, "rebuild", false, "由记录重建清单和索引")
	return c
}

// printReport prints an examination; its own exit code is the command's.
func (a *application) printReport(r journal.Report) error {
	if r.Findings == nil {
		r.Findings = []journal.Finding{}
	}
	err := a.print(r, func(w io.Writer) {
		if r.OK {
			fmt.Fprintln(w, "完好：结构、记录指纹、日志链、索引都相符。")
		}
		for _, f := range r.Findings {
			fmt.Fprintf(w, "%s  %s\n", f.Code, f.Message)
		}
	})
	if err == nil && r.Exit != 0 {
		return &exitError{code: r.Exit}
	}
	return err
}

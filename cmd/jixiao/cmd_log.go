package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"jixiao/domain/journal"
	"jixiao/store"
)

func (a *application) logCommands() []*cobra.Command {
	return []*cobra.Command{a.logCommand(), a.undoCommand("undo", "撤销最近一次操作", (*store.Store).Undo), a.undoCommand("redo", "恢复最近一次撤销", (*store.Store).Redo)}
}

func (a *application) logCommand() *cobra.Command {
	var limit, offset int
	var diffs bool
	c := &cobra.Command{
		Use: "log", Short: "操作日志，新的在前：谁、何时、做了什么、改了哪些字段", Args: exactArgs(0, "不带参数"),
		RunE: func(*cobra.Command, []string) error {
			db, err := a.open()
			if err != nil {
				return err
			}
			entries, total, err := db.Journal(offset, limit)
			if err != nil {
				return err
			}
			if diffs {
				if err := withItems(db, entries); err != nil {
					return err
				}
			}
			out := struct {
				Rows  []journal.Entry `json:"rows"`
				Total int             `json:"total"`
			}{entries, total}
			return a.print(out, func(w io.Writer) { printLog(w, entries, total, diffs) })
		},
	}
	c.Flags().IntVar(&limit, "limit", 20, "最多显示多少条")
	c.Flags().IntVar(&offset, "offset", 0, "从第几条之后开始（0 为最新一条）")
	c.Flags().BoolVar(&diffs, "diff", false, "同时列出每个字段改前改后的值")
	return c
}

func printLog(w io.Writer, entries []journal.Entry, total int, diffs bool) {
	if total == 0 {
		fmt.Fprintln(w, "日志里还没有操作。导入表格（jixiao import）后这里会有第一条。")
		return
	}
	for _, e := range entries {
		fmt.Fprintf(w, "%6d  %s  %s(%s)  %s", e.Seq, e.At.Local().Format(time.DateTime), e.Operator, e.Role, e.Title)
		if e.Why != "" {
			fmt.Fprintf(w, "；理由：%s", e.Why)
		}
		fmt.Fprintln(w)
		if diffs {
			printDiffs(w, e)
		}
	}
	fmt.Fprintf(w, "共 %d 条，显示 %d 条\n", total, len(entries))
}

// withItems adds what changed to each entry.
func withItems(db *store.Store, entries []journal.Entry) error {
	for i := range entries {
		e, ok, err := db.JournalEntry(entries[i].Seq)
		if err != nil {
			return err
		}
		if ok {
			entries[i].Items = e.Items
		}
	}
	return nil
}

func printDiffs(w io.Writer, e journal.Entry) {
	for _, it := range e.Items {
		fmt.Fprintf(w, "        %s %s\n", journal.BucketWord(it.Bucket), strings.ReplaceAll(it.Key, "\x00", " / "))
		for _, d := range it.Diff {
			fmt.Fprintf(w, "          %s：%s → %s\n", journal.FieldWord(d.Path), journal.ValueText(d.Path, d.Old), journal.ValueText(d.Path, d.New))
		}
	}
}

func orDash(s string) string {
	if s == "" {
		return "（无）"
	}
	return s
}

func (a *application) undoCommand(name, short string, do func(*store.Store) (store.Receipt, error)) *cobra.Command {
	return &cobra.Command{
		Use: name, Short: short, Args: exactArgs(0, "不带参数"),
		RunE: func(*cobra.Command, []string) error {
			db, err := a.open()
			if err != nil {
				return err
			}
			r, err := do(db)
			if err != nil {
				return err
			}
			return a.print(receiptJSON(r), func(io.Writer) { a.sayf("%s（日志第 %d 条，涉及 %d 条记录）", r.Title, r.Seq, r.Changed) })
		},
	}
}

type receiptOut struct {
	Operation string `json:"operation"`
	Title     string `json:"title"`
	Seq       uint64 `json:"seq"`
	Changed   int    `json:"changed"`
}

func receiptJSON(r store.Receipt) receiptOut {
	return receiptOut{r.Operation, r.Title, r.Seq, r.Changed}
}

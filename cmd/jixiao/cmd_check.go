package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"jixiao/domain"
	"jixiao/domain/intake"
	"jixiao/domain/rule"
	"jixiao/domain/selfeval"
	"jixiao/domain/target"
	"jixiao/store/xlsx"
)

func (a *application) checkCommand() *cobra.Command {
	var unit string
	c := &cobra.Command{
		Use: "check 文件...", Short: "自评表和目标表的逐格体检，不需要数据文件", Args: minArgs(1, "要检查的文件或文件夹"),
		Long: "逐格检查自评表和目标申报表，结论指到单元格。--json 时每份表一行 JSON。有发现时退出码为 1。",
		RunE: func(_ *cobra.Command, args []string) error {
			ctx, stop := interruptible()
			defer stop()
			bar := a.progress("读取")
			files, err := xlsx.Read(ctx, args, xlsx.Options{Unit: domain.AmountUnit(unit)}, bar.update)
			bar.end()
			if err != nil {
				return refusef("%v", err)
			}
			return a.checkFiles(files)
		},
	}
	c.Flags().StringVar(&unit, "unit", "", "表上没写时的金额单位：元 或 万元")
	return c
}

// checkFiles reports every form of every file, and says so when a file has none.
func (a *application) checkFiles(files []intake.File) error {
	on, err := a.ruleDate()
	if err != nil {
		return err
	}
	found, broken := 0, 0
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	for i := range files {
		f := &files[i]
		for _, e := range f.Errors {
			broken++
			fmt.Fprintln(a.stderr, strings.TrimSpace(f.Name+" "+e.Sheet+" "+e.Cell+" "+e.Message))
		}
		if len(f.Forms) == 0 && a.json {
			if err := enc.Encode(selfeval.Report{File: f.Name, Form: domain.FormUnknown, Findings: []rule.Finding{}, Unread: orEmpty(f.Unread)}); err != nil {
				return err
			}
		}
		for j := range f.Forms {
			r := a.checkForm(f, &f.Forms[j], on)
			found += len(r.Findings)
			if a.json {
				if err := enc.Encode(r); err != nil {
					return err
				}
				continue
			}
			printReport(a.stdout, r)
		}
	}
	if found+broken > 0 {
		return &exitError{code: exitRefused}
	}
	return nil
}

// ruleDate is the day the rules are taken of: --as-of or today.
func (a *application) ruleDate() (domain.Date, error) {
	clock, err := a.clock()
	if err != nil {
		return domain.Date{}, err
	}
	return domain.DateOf(now(clock)), nil
}

func (a *application) checkForm(file *intake.File, f *domain.Form, on domain.Date) selfeval.Report {
	if f.File == "" {
		f.File = file.Name
	}
	var out []rule.Outcome
	if f.Kind == domain.FormTarget {
		out = target.CheckForm(f, on)
	} else {
		out = selfeval.Check(f, selfeval.Env{Params: selfeval.DefaultParams, Year: a.yearFlag}, on)
	}
	findings := rule.Findings(out)
	for i := range findings {
		if findings[i].Sheet == "" {
			findings[i].Sheet = f.Sheet
		}
	}
	return selfeval.NewReport(f, findings)
}

func printReport(w io.Writer, r selfeval.Report) {
	kind := map[domain.FormKind]string{domain.FormSelfEval: "自评表", domain.FormTarget: "目标表"}[r.Form]
	fmt.Fprintf(w, "%s\n  %s（%s，%d 年度）%s  %s\n", r.File, kind, r.Layout, r.Year, r.Project, r.Unit)
	for _, f := range r.Findings {
		at := f.Cell
		if f.Sheet != "" && at != "" {
			at = f.Sheet + "!" + at
		}
		fmt.Fprintf(w, "  %s  %s  %s  [%s]\n", f.Severity.Word(), orDash(at), f.Message, f.Rule)
	}
	if len(r.Findings) == 0 {
		fmt.Fprintln(w, "  没有发现问题")
	}
	for _, u := range r.Unread {
		fmt.Fprintf(w, "  没看懂  %s!%s  %s\n", u.Sheet, u.Cell, u.Text)
	}
}

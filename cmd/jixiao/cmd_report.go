package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"jixiao/domain"
	"jixiao/domain/linkage"
	"jixiao/domain/paper"
	"jixiao/domain/recheck"
	"jixiao/domain/report"
	"jixiao/domain/sample"
	"jixiao/store"
	"jixiao/store/docx"
	"jixiao/store/xlsx"
)

type reportFlags struct {
	project, spotCheck, out string
	list                    bool
	month                   int
}

func (a *application) reportCommand() *cobra.Command {
	var f reportFlags
	c := &cobra.Command{
		Use: "report 文书", Short: "生成文书：意见书、通报、抽取记录、建议表……（--list 看全部）",
		Example: "  jixiao report --list\n  jixiao report draw-record -o 抽取记录.docx\n  jixiao report case --project 370103... -o 整改通知书.docx",
		RunE: func(_ *cobra.Command, args []string) error {
			if f.list || len(args) == 0 {
				return a.listReports()
			}
			if len(args) > 1 {
				return usagef("一次生成一种文书，不要写 %d 个", len(args))
			}
			return a.report(args[0], f)
		},
	}
	c.Flags().BoolVar(&f.list, "list", false, "列出全部文书")
	c.Flags().StringVar(&f.project, "project", "", "项目代码、名称或编号")
	c.Flags().StringVar(&f.spotCheck, "spot-check", "", "抽查编号（默认本年最近一次）")
	c.Flags().StringVarP(&f.out, "output", "o", "", "写到 .docx 或 .xlsx 文件")
	c.Flags().IntVar(&f.month, "month", 0, "截至几月末（默认最新一个月）")
	return c
}

func (a *application) listReports() error {
	s := &sheet{title: "文书", columns: []string{"名称", "文书", "对象", "条款"}}
	rows := []map[string]string{}
	for _, k := range report.Kinds {
		rows = append(rows, map[string]string{"id": k.ID, "title": k.Title, "scope": k.Scope.String(), "article": k.Basis})
		s.rows = append(s.rows, []string{k.ID, k.Title, k.Scope.String(), k.Basis})
	}
	return a.plain(s, rows, len(rows), listFlags{})
}

func (a *application) report(id string, f reportFlags) error {
	k, ok := report.Find(id)
	if !ok {
		return usagef("没有名为“%s”的文书。用 jixiao report --list 查看全部", id)
	}
	if k.Scope == report.OfProject && f.project == "" {
		return usagef("“%s”要用 --project 写明项目", k.Title)
	}
	db, err := a.open()
	if err != nil {
		return err
	}
	d, err := a.document(db, k, f)
	if err != nil {
		return err
	}
	if f.out == "" {
		return a.print(map[string]any{"id": k.ID, "title": d.Title, "lines": d.Text()}, func(w io.Writer) {
			for _, l := range d.Text() {
				fmt.Fprintln(w, l)
			}
		})
	}
	if err := saveDoc(f.out, d); err != nil {
		return err
	}
	return a.print(map[string]any{"id": k.ID, "title": d.Title, "file": f.out}, func(w io.Writer) { fmt.Fprintf(w, "已写到 %s\n", f.out) })
}

// document collects what a kind of document needs and builds it.
func (a *application) document(db *store.Store, k report.Kind, f reportFlags) (*paper.Doc, error) {
	switch k.Scope {
	case report.OfProject:
		id, err := db.Find(f.project, a.year())
		if err != nil {
			return nil, err
		}
		return a.projectDocument(db, k.ID, id)
	case report.OfSpotCheck:
		c, err := a.spotCheckOf(db, f.spotCheck)
		if err != nil {
			return nil, err
		}
		return spotDocument(db, k.ID, c)
	}
	return a.yearDocument(db, k.ID, f.month)
}

func (a *application) projectDocument(db *store.Store, kind, id string) (*paper.Doc, error) {
	d, err := db.Dossier(id)
	if err != nil {
		return nil, err
	}
	on := db.Today()
	switch kind {
	case "review-opinion":
		return report.ReviewOpinion(&d, on), nil
	case "case":
		p := db.RuleParams(on).Ladder
		for i := len(d.Cases) - 1; i >= 0; i-- {
			if doc, ok := report.CaseDocument(&d, &d.Cases[i], p); ok {
				return doc, nil
			}
		}
		return nil, refusef("“%s”还没有走过要出文书的处置步骤。请先用 jixiao case 办理", d.Project.Name)
	case "exception":
		plan, _, err := a.linkPlan(db, nil)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(plan.Lines, func(l linkage.Line) bool { return l.Facts.ID == id })
		if i < 0 {
			return nil, refusef("%d 年没有这个项目。请用 --year 指定年度", a.year())
		}
		return report.ExceptionRequest(&plan.Lines[i], a.year(), on), nil
	}
	if len(d.Rechecks) == 0 {
		return nil, refusef("“%s”没有复核底稿：没有抽中，或还没有派人。请在 F5 查看", d.Project.Name)
	}
	p := d.Rechecks[len(d.Rechecks)-1]
	row := recheck.NewRow(d, p, db.RuleParams(on).Recheck, on)
	if kind == "recheck-consult" {
		return report.RecheckConsult(&row, &p, on), nil
	}
	return report.RecheckPaper(&row, &p, on), nil
}

// spotCheckOf is the spot check with the ID, else the year's newest that is not void.
func (a *application) spotCheckOf(db *store.Store, id string) (*domain.SpotCheck, error) {
	list, err := db.SpotCheckList(a.year())
	if err != nil {
		return nil, err
	}
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].ID == id || id == "" && list[i].State != domain.SpotVoid {
			return &list[i], nil
		}
	}
	if id != "" {
		return nil, refusef("%d 年没有编号为 %s 的抽查。用 jixiao list draws 查看", a.year(), id)
	}
	return nil, refusef("%d 年还没有抽查。请先在 F5 新建", a.year())
}

func spotDocument(db *store.Store, kind string, c *domain.SpotCheck) (*paper.Doc, error) {
	if kind == "draw-record" {
		name, err := db.ProjectNames()
		if err != nil {
			return nil, err
		}
		return report.DrawRecord(c, name, db.Today()), nil
	}
	rows, err := db.RecheckRows(c.ID)
	if err != nil {
		return nil, err
	}
	missing, err := db.NotSelfEvaluated(c.Year)
	if err != nil {
		return nil, err
	}
	e, err := db.SpotEvaluation(c.ID, sample.UsualConfidence())
	if err != nil {
		return nil, err
	}
	return report.RecheckNotice(c, rows, missing, e, db.Today()), nil
}

func (a *application) yearDocument(db *store.Store, kind string, month int) (*paper.Doc, error) {
	on, year := db.Today(), a.year()
	switch kind {
	case "linkage":
		plan, _, err := a.linkPlan(db, nil)
		if err != nil {
			return nil, err
		}
		return report.Linkage(plan, year, on), nil
	case "cleanup":
		b, err := a.cleanupBoard(db, month)
		if err != nil {
			return nil, err
		}
		return report.CleanupPlan(b, on), nil
	case "duties":
		rows, err := db.DutyRows(context.Background(), year)
		if err != nil {
			return nil, err
		}
		return report.Duties(rows, year, on), nil
	case "warnings":
		m, err := a.monthOf(db, month)
		if err != nil {
			return nil, err
		}
		b, err := db.WarningBoard(context.Background(), year, m, nil)
		if err != nil {
			return nil, err
		}
		return report.Warnings(b, on), nil
	}
	ix, err := db.LoadIndex(context.Background())
	if err != nil {
		return nil, err
	}
	switch kind {
	case "return-list":
		return report.ReturnList(ix, year, on), nil
	case "no-budget-list":
		return report.NoBudgetList(ix, year, on), nil
	}
	return report.Congress(ix, year, on), nil
}

// saveDoc writes a document by the file's ending. An existing file is never overwritten.
func saveDoc(name string, d *paper.Doc) error {
	write := map[string]func(io.Writer, *paper.Doc) error{".docx": docx.Write, ".xlsx": xlsx.WriteDoc}[strings.ToLower(filepath.Ext(name))]
	if write == nil {
		return usagef("不知道 %s 是什么格式。文件名请以 .docx 或 .xlsx 结尾", name)
	}
	return saveNew(name, func(f *os.File) error { return write(f, d) })
}

package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"jixiao/domain"
	"jixiao/domain/listing"
	"jixiao/domain/monitor"
	"jixiao/domain/query"
	"jixiao/store"
)

// listFlags are the flags of every list.
type listFlags struct {
	filter, sort, columns, out string
	// project and on ask `list people` who was responsible.
	project, on string
}

// listKinds are what `list` can show, in the order of its help.
var listKinds = []string{"projects", "targets", "warnings", "cases", "selfevals", "draws", "rechecks", "linkage", "cleanup", "duties", "people"}

func (a *application) listCommand() *cobra.Command {
	var f listFlags
	c := &cobra.Command{
		Use: "list " + strings.Join(listKinds, "|"), Short: "各种清单，可筛选、排序、导出",
		Args: exactArgs(1, "一个清单名："+strings.Join(listKinds, "、")), ValidArgs: listKinds,
		Example: "  jixiao list projects --filter '执行<60 部门:教育 灯:红' --sort -adjusted -o 红灯.xlsx",
		RunE:    func(_ *cobra.Command, args []string) error { return a.list(args[0], f) },
	}
	c.Flags().StringVar(&f.filter, "filter", "", "筛选语句，与屏幕上相同")
	c.Flags().StringVar(&f.sort, "sort", "", "排序的列，前面加 - 为从大到小")
	c.Flags().StringVar(&f.columns, "columns", "", "要显示的列，逗号隔开")
	c.Flags().StringVarP(&f.out, "output", "o", "", "写到 .xlsx 或 .csv 文件")
	c.Flags().StringVar(&f.project, "project", "", "people 清单：只答这个项目的责任人")
	c.Flags().StringVar(&f.on, "on", "", "people 清单：哪一天（YYYY-MM-DD，默认业务日期）")
	return c
}

func (a *application) list(kind string, f listFlags) error {
	if !slices.Contains(listKinds, kind) {
		return usagef("没有名为“%s”的清单。可用：%s", kind, strings.Join(listKinds, "、"))
	}
	db, err := a.open()
	if err != nil {
		return err
	}
	switch kind {
	case "warnings":
		return a.listWarnings(db, f)
	case "cases":
		return a.listCases(db, f)
	case "draws":
		return a.listDraws(db, f)
	case "rechecks":
		return a.listRechecks(db, f)
	case "linkage":
		return a.listLinkage(db, f)
	case "cleanup":
		return a.listCleanup(db, f)
	case "duties":
		return a.listDuties(db, f)
	case "people":
		if f.project != "" {
			return a.listResponsible(f.project, f.on)
		}
		return a.listPeople(db, f)
	}
	return a.listRows(db, kind, f)
}

// preset is the default filter and columns of the lists made of project rows.
var preset = map[string]struct{ filter, columns string }{
	"projects":  {"", "code,name,department,adjusted,executed,rate,lamp,stage"},
	"targets":   {"", "code,name,department,unit,initial,stage,level,waiting,findings,round"},
	"selfevals": {"", "code,name,department,adjusted,rate,selfscore,reviewscore,diff"},
}

type listOut struct {
	Rows  []map[string]any `json:"rows"`
	Total int              `json:"total"`
	Sums  map[string]any   `json:"sums"`
}

func (a *application) listRows(db *store.Store, kind string, f listFlags) error {
	ix, err := db.LoadIndex(context.Background())
	if err != nil {
		return err
	}
	q, err := query.Parse(f.filter)
	if err != nil {
		return usagef("%v", err)
	}
	sortBy, err := sortOf(f.sort)
	if err != nil {
		return err
	}
	cols, err := columnsOf(f.columns, preset[kind].columns)
	if err != nil {
		return err
	}
	year := a.year()
	set := q.Eval(ix, db.Today())
	set.And(ix.Where(func(row int) bool { return a.keeps(kind, ix.Row(row), year) }))
	rows := ix.Ordered(set, sortBy)
	return a.output(a.rowSheet(kind, ix, rows, cols, db.Today()), rowsJSON(ix, rows, cols, db.Today()), f.out)
}

// keeps restricts project rows to the year and to what the list is about.
func (a *application) keeps(kind string, r listing.Row, year int) bool {
	if r.Year != year {
		return false
	}
	switch kind {
	case "targets":
		return r.Stage != ""
	case "selfevals":
		return r.SelfScore >= 0 || r.Strip[listing.StepSelfEval] == listing.StepDone
	}
	return true
}

func sortOf(s string) (listing.Sort, error) {
	if s == "" {
		return listing.Sort{Column: listing.ColumnCode}, nil
	}
	name, desc := strings.CutPrefix(s, "-")
	c, ok := listing.ColumnNamed(name)
	if !ok {
		return listing.Sort{}, usagef("没有名为“%s”的列。可用：%s", name, columnNames())
	}
	return listing.Sort{Column: c.Column, Desc: desc}, nil
}

func columnNames() string {
	names := make([]string, len(listing.Columns))
	for i, c := range listing.Columns {
		names[i] = string(c.Column)
	}
	return strings.Join(names, "、")
}

func columnsOf(given, def string) (cols []listing.ColumnInfo, err error) {
	list := given
	if list == "" {
		list = def
	}
	for _, name := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == '，' }) {
		c, ok := listing.ColumnNamed(strings.TrimSpace(name))
		if !ok {
			if given == "" {
				continue
			}
			return nil, usagef("没有名为“%s”的列。可用：%s", name, columnNames())
		}
		cols = append(cols, c)
	}
	return cols, nil
}

func (a *application) rowSheet(kind string, ix *listing.Index, rows []uint32, cols []listing.ColumnInfo, today domain.Date) *sheet {
	s := &sheet{title: kind, right: map[int]bool{}}
	for i, c := range cols {
		title := c.Title
		if c.Amount {
			title += "(万元)"
		}
		s.columns = append(s.columns, title)
		s.right[i] = c.Amount || c.Number
	}
	for _, n := range rows {
		r := ix.Row(int(n))
		line := make([]string, len(cols))
		for i, c := range cols {
			line[i] = r.Text(c.Column, today)
		}
		s.rows = append(s.rows, line)
	}
	sum := ix.Sum(rows)
	s.foot = fmt.Sprintf("共 %d 个项目，年初预算 %s 万元，全年预算 %s 万元，累计支出 %s 万元，支出率 %s", sum.Count, sum.Initial.Wan(), sum.Adjusted.Wan(), sum.Executed.Wan(), sum.Rate().Percent())
	return s
}

func rowsJSON(ix *listing.Index, rows []uint32, cols []listing.ColumnInfo, today domain.Date) listOut {
	out := listOut{Rows: make([]map[string]any, 0, len(rows)), Total: len(rows)}
	for _, n := range rows {
		r := ix.Row(int(n))
		m := map[string]any{"id": r.ID, "code": r.Code, "name": r.Name, "department": r.Department, "unit": r.Unit, "year": r.Year,
			"initial_fen": r.Initial, "adjusted_fen": r.Adjusted, "executed_fen": r.Executed, "lamp": r.Lamp().JSON(), "stage": r.Stage}
		for _, c := range cols {
			if _, ok := m[string(c.Column)]; !ok && !c.Amount {
				m[string(c.Column)] = r.Text(c.Column, today)
			}
		}
		out.Rows = append(out.Rows, m)
	}
	s := ix.Sum(rows)
	out.Sums = map[string]any{"initial_fen": s.Initial, "adjusted_fen": s.Adjusted, "executed_fen": s.Executed, "rate": rateText(s.Rate())}
	return out
}

func rateText(r domain.Ratio) string {
	if !r.Valid() {
		return ""
	}
	return r.Percent()
}

// output prints, or saves and says where.
func (a *application) output(s *sheet, asJSON any, file string) error {
	if file != "" {
		if err := s.save(file); err != nil {
			return err
		}
		fmt.Fprintf(a.stderr, "已写到 %s，共 %d 行\n", file, len(s.rows))
		if !a.json {
			return nil
		}
	}
	return a.print(asJSON, s.print)
}

// plain turns a simple list into both forms: the JSON rows are the given values.
func (a *application) plain(s *sheet, rows any, n int, f listFlags) error {
	s.keep(f.filter)
	s.foot = fmt.Sprintf("共 %d 行", len(s.rows))
	return a.output(s, listed{rows, n, map[string]any{}}, f.out)
}

// listed is the JSON of a list that is not made of project rows.
type listed struct {
	Rows  any            `json:"rows"`
	Total int            `json:"total"`
	Sums  map[string]any `json:"sums"`
}

// keep leaves only the rows that contain every word of the filter and tells which they
// were.
func (s *sheet) keep(filter string) (kept []int) {
	var rows [][]string
	for i, r := range s.rows {
		line := strings.Join(r, " ")
		if !slices.ContainsFunc(strings.Fields(filter), func(w string) bool { return !strings.Contains(line, w) }) {
			kept, rows = append(kept, i), append(rows, r)
		}
	}
	s.rows = rows
	return kept
}

func (a *application) listWarnings(db *store.Store, f listFlags) error {
	month, err := db.LatestMonth(a.year())
	if err != nil {
		return err
	}
	if month == 0 {
		month = int(db.Today().Month)
	}
	items, err := db.Warnings(context.Background(), a.year(), month, monitor.Linear, nil)
	if err != nil {
		return err
	}
	items = slices.DeleteFunc(items, func(i monitor.Item) bool {
		return i.Lamp != listing.LampRed && i.Lamp != listing.LampYellow && len(i.Findings) == 0
	})
	s := &sheet{title: "监控预警", columns: []string{"灯", "项目代码", "项目", "部门", "支出率", "转绿还差(万元)", "处置", "发现"}, right: map[int]bool{4: true, 5: true}}
	rows := make([]monitor.Out, 0, len(items))
	for i := range items {
		it := &items[i]
		o := it.JSON()
		o.Code, o.Name, o.Department = it.Code, it.Name, it.Department
		gap, state := "", ""
		if it.Green != nil {
			gap = it.Green.Amount.Wan()
		}
		if it.Case != nil {
			state = string(it.Case.State)
			o.Case = state
		}
		rows = append(rows, o)
		s.rows = append(s.rows, []string{it.Lamp.String(), it.Code, it.Name, it.Department, domain.RatioOf(it.Executed, it.Budget).Percent(), gap, state, fmt.Sprint(len(it.Findings))})
	}
	return a.plain(s, rows, len(rows), f)
}

func (a *application) listCases(db *store.Store, f listFlags) error {
	rows, err := db.CaseList(a.year())
	if err != nil {
		return err
	}
	s := &sheet{title: "处置", columns: []string{"编号", "项目代码", "项目", "部门", "状态", "预警日", "期限", "时钟"}}
	for _, c := range rows {
		s.rows = append(s.rows, []string{c.ID, c.Code, c.Name, c.Department, string(c.State), c.Opened.String(), c.Due.String(), c.Clock})
	}
	return a.plain(s, orEmpty(rows), len(rows), f)
}

// orEmpty makes a nil list print as [].
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func (a *application) listDraws(db *store.Store, f listFlags) error {
	rows, err := db.SpotCheckList(a.year())
	if err != nil {
		return err
	}
	s := &sheet{title: "抽查", columns: []string{"编号", "名称", "状态", "封框日", "抽中", "总体指纹"}}
	for _, c := range rows {
		n := 0
		if c.Draw != nil {
			n = len(c.Draw.Picks)
		}
		s.rows = append(s.rows, []string{c.ID, c.Name, string(c.State), c.FrozenOn.String(), fmt.Sprint(n), c.PopulationHash})
	}
	return a.plain(s, orEmpty(rows), len(rows), f)
}

func (a *application) listRechecks(db *store.Store, f listFlags) error {
	rows, err := db.AllRecheckRows(a.year())
	if err != nil {
		return err
	}
	s := &sheet{title: "复核", columns: []string{"预算单位", "项目", "全年预算(万元)", "执行率", "自评", "自评等级", "复核", "复核等级", "差值", "差异分级", "通报情形", "复核人"}, right: map[int]bool{2: true, 3: true, 4: true, 6: true, 8: true}}
	for _, r := range rows {
		grounds := make([]string, len(r.Grounds))
		for i, g := range r.Grounds {
			grounds[i] = string(g)
		}
		s.rows = append(s.rows, []string{r.Unit, r.Project, r.Adjusted.Wan(), r.Rate, decimalText(r.SelfScore), string(r.SelfGrade), decimalText(r.ReviewScore), string(r.ReviewGrade),
			decimalText(r.Difference), string(r.Class), strings.Join(grounds, "、"), strings.Join(r.Reviewers, "、")})
	}
	return a.plain(s, orEmpty(rows), len(rows), f)
}

func decimalText(d *domain.Decimal) string {
	if d == nil {
		return ""
	}
	return d.Fixed(2)
}

func (a *application) listPeople(db *store.Store, f listFlags) error {
	var rows []domain.Person
	err := db.View(func(tx *store.Tx) error {
		var err error
		rows, err = store.People.All(tx)
		return err
	})
	if err != nil {
		return err
	}
	s := &sheet{title: "人员", columns: []string{"编号", "姓名", "角色", "回避部门"}}
	for _, p := range rows {
		var roles []string
		for _, t := range p.Terms {
			if !slices.Contains(roles, string(t.Role)) {
				roles = append(roles, string(t.Role))
			}
		}
		s.rows = append(s.rows, []string{p.ID, p.Name, strings.Join(roles, "、"), strings.Join(p.Avoid, "、")})
	}
	return a.plain(s, orEmpty(rows), len(rows), f)
}

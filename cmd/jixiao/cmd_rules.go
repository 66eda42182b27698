package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/params"
	"jixiao/domain/rulebook"
	"jixiao/store"
)

func (a *application) rulesCommand() *cobra.Command {
	c := &cobra.Command{Use: "rules", Short: "规则手册：规则、条款原文、参数，改参数前先看影响", RunE: needSubcommand}
	c.AddCommand(a.rulesList(), a.rulesShow(), a.rulesParams(), a.rulesSet(), a.rulesDiff())
	return c
}

type ruleOut struct {
	ID       string `json:"id"`
	Family   string `json:"family"`
	Title    string `json:"title"`
	Level    string `json:"level"`
	Basis    string `json:"basis"`
	Article  string `json:"article,omitempty"`
	Quote    string `json:"quote"`
	From     string `json:"from"`
	To       string `json:"to,omitempty"`
	Version  int    `json:"version"`
	Good     string `json:"good,omitempty"`
	Whole    string `json:"article_text,omitempty"`
	Examples []struct {
		Name   string `json:"name"`
		Result string `json:"result"`
	} `json:"examples,omitempty"`
	Params []paramOut `json:"params,omitempty"`
}

func ruleJSON(e rulebook.Entry) ruleOut {
	o := ruleOut{ID: e.ID, Family: e.Family, Title: e.Title, Level: e.Severity.String(), Basis: e.Basis.String(), Article: e.Basis.Article, Quote: e.Basis.Quote, From: e.From.String(), Version: e.Version, Good: e.Good}
	if !e.To.IsZero() {
		o.To = e.To.String()
	}
	return o
}

// articleName understands 第十四条, 十四 and 14.
func articleName(text string) (string, error) {
	t := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(text), "第"), "条")
	if n, err := strconv.Atoi(t); err == nil && n > 0 && n < 100 {
		t = hanNumber(n)
	}
	if name := "第" + t + "条"; basis.Article(name) != "" {
		return name, nil
	}
	return "", usagef("办法里没有“%s”，请写 第一条 到 第二十二条 中的一条", text)
}

func hanNumber(n int) string {
	digits := []rune("零一二三四五六七八九")
	s := ""
	if n >= 20 {
		s = string(digits[n/10])
	}
	if n >= 10 {
		s += "十"
	}
	if n%10 > 0 {
		s += string(digits[n%10])
	}
	return s
}

func (a *application) rulesList() *cobra.Command {
	var article, family string
	c := &cobra.Command{
		Use: "list", Short: "全部规则：编号、条款、级别；可按条款或类别查", Args: exactArgs(0, "不带参数"),
		Example: "  jixiao rules list --article 14",
		RunE: func(*cobra.Command, []string) error {
			list := rulebook.All()
			if family != "" {
				if !slices.Contains(rulebook.Families, family) {
					return usagef("没有名为“%s”的类别。可用：%s", family, strings.Join(rulebook.Families, "、"))
				}
				list = slices.DeleteFunc(list, func(e rulebook.Entry) bool { return e.Family != family })
			}
			if article != "" {
				name, err := articleName(article)
				if err != nil {
					return err
				}
				list = slices.DeleteFunc(list, func(e rulebook.Entry) bool {
					return e.Basis.Document != basis.Banfa || e.Basis.Article != name
				})
			}
			return a.printRules(list)
		},
	}
	c.Flags().StringVar(&article, "article", "", "只列依据办法这一条的规则，如 第十四条 或 14")
	c.Flags().StringVar(&family, "family", "", "只列一类："+strings.Join(rulebook.Families, "、"))
	return c
}

func (a *application) printRules(list []rulebook.Entry) error {
	s := &sheet{title: "规则", columns: []string{"编号", "类别", "级别", "规则", "依据", "起"}}
	rows := []ruleOut{}
	for _, e := range list {
		rows = append(rows, ruleJSON(e))
		s.rows = append(s.rows, []string{e.ID, e.Family, e.Severity.Word(), e.Title, e.Basis.String(), e.From.String()})
	}
	return a.plain(s, rows, len(rows), listFlags{})
}

func (a *application) rulesShow() *cobra.Command {
	return &cobra.Command{
		Use: "show 规则编号", Short: "一条规则：依据逐字引文、例子、用到的参数", Args: exactArgs(1, "一个规则编号，如 TGT-STR-01"),
		RunE: func(_ *cobra.Command, args []string) error {
			e, ok := rulebook.Find(strings.ToUpper(args[0]))
			if !ok {
				return usagef("没有编号为“%s”的规则。用 jixiao rules list 查看全部", args[0])
			}
			o := ruleJSON(e)
			if e.Basis.Document == basis.Banfa {
				o.Whole = basis.Article(e.Basis.Article)
			}
			for _, x := range rulebook.Examples() {
				if x.Rule == e.ID {
					o.Examples = append(o.Examples, struct {
						Name   string `json:"name"`
						Result string `json:"result"`
					}{x.Name, x.Run().Status.String()})
				}
			}
			d := params.Defaults()
			for _, p := range params.List() {
				if slices.Contains(p.Rules, e.ID) {
					o.Params = append(o.Params, paramJSON(p, p.Value(&d), domain.Date{}))
				}
			}
			return a.print(o, func(w io.Writer) { printRule(w, e, o) })
		},
	}
}

func printRule(w io.Writer, e rulebook.Entry, o ruleOut) {
	fmt.Fprintf(w, "%s  %s（%s，%s，第 %d 版，%s 起）\n依据 %s：%s\n", o.ID, o.Title, o.Family, e.Severity.Word(), o.Version, o.From, o.Basis, o.Quote)
	if o.Whole != "" {
		fmt.Fprintf(w, "条文 %s\n", o.Whole)
	}
	if o.Good != "" {
		fmt.Fprintf(w, "应当这样：%s\n", o.Good)
	}
	for _, x := range o.Examples {
		fmt.Fprintf(w, "例  %s：%s\n", x.Name, x.Result)
	}
	for _, p := range o.Params {
		fmt.Fprintf(w, "参数 %s  %s = %s（缺省）\n", p.Key, p.Title, p.Text)
	}
}

type paramOut struct {
	Key     string   `json:"key"`
	Title   string   `json:"title"`
	Value   int64    `json:"value"`
	Text    string   `json:"text"`
	Default int64    `json:"default"`
	Unit    string   `json:"unit"`
	From    string   `json:"from,omitempty"`
	Basis   string   `json:"basis"`
	Rules   []string `json:"rules"`
}

func paramJSON(d params.Def, v int64, from domain.Date) paramOut {
	o := paramOut{Key: d.Key, Title: d.Title, Value: v, Text: d.Text(v), Default: d.Default(), Unit: d.Unit, Basis: d.Basis.String(), Rules: orEmpty(d.Rules)}
	if d.Money {
		o.Unit = "分"
	}
	if !from.IsZero() {
		o.From = from.String()
	}
	return o
}

// since is the day from which a parameter's present value holds, zero for the default.
func since(changes []domain.ParamChange, key string, on domain.Date) (from domain.Date) {
	for _, c := range changes {
		if c.Param == key && !on.Before(c.From) && from.Before(c.From) {
			from = c.From
		}
	}
	return from
}

func (a *application) rulesParams() *cobra.Command {
	return &cobra.Command{
		Use: "params", Short: "全部参数：现值、缺省、来源、用到它的规则", Args: exactArgs(0, "不带参数"),
		RunE: func(*cobra.Command, []string) error {
			db, err := a.open()
			if err != nil {
				return err
			}
			on := db.Today()
			all, err := db.ParamsOn(on)
			if err != nil {
				return err
			}
			changes, err := db.ParamChanges()
			if err != nil {
				return err
			}
			s := &sheet{title: "参数", columns: []string{"参数", "说明", "现值", "缺省", "自", "来源", "规则"}, right: map[int]bool{2: true, 3: true}}
			rows := []paramOut{}
			for _, d := range params.List() {
				o := paramJSON(d, d.Value(&all), since(changes, d.Key, on))
				rows = append(rows, o)
				s.rows = append(s.rows, []string{o.Key, o.Title, o.Text, d.Text(d.Default()), o.From, o.Basis, strings.Join(o.Rules, " ")})
			}
			return a.plain(s, rows, len(rows), listFlags{})
		},
	}
}

type setFlags struct {
	from, why string
	dryRun    bool
}

func (a *application) rulesSet() *cobra.Command {
	var f setFlags
	c := &cobra.Command{
		Use: "set 参数 值", Short: "自某日起改一个参数（记入日志，可撤销）；--dry-run 先看影响", Args: exactArgs(2, "参数名和值，如 monitor.idle-days 90"),
		Example: "  jixiao rules set monitor.idle-days 90 --from 2026-10-01 --dry-run\n  jixiao rules set monitor.idle-days 90 --from 2026-10-01 --why '联席会议纪要第3号'",
		RunE:    func(_ *cobra.Command, args []string) error { return a.setParam(args[0], args[1], f) },
	}
	c.Flags().StringVar(&f.from, "from", "", "从哪一天起生效（YYYY-MM-DD）")
	c.Flags().StringVar(&f.why, "why", "", "理由：依据的文件或会议")
	c.Flags().BoolVar(&f.dryRun, "dry-run", false, "只看哪些项目会变，不写入")
	return c
}

func (a *application) setParam(key, value string, f setFlags) error {
	d, ok := params.Find(key)
	if !ok {
		return usagef("没有名为“%s”的参数。用 jixiao rules params 查看参数名", key)
	}
	v, err := d.Parse(value)
	if err != nil {
		return usagef("%v", err)
	}
	from, err := domain.ParseDate(f.from)
	if err != nil {
		return usagef("要用 --from 写明从哪一天起生效，如 --from 2026-10-01")
	}
	db, err := a.open()
	if err != nil {
		return err
	}
	c := domain.ParamChange{Param: key, From: from, Value: v, Why: f.why}
	if f.dryRun {
		changes, err := db.ParamChanges()
		if err != nil {
			return err
		}
		changes = slices.DeleteFunc(changes, func(x domain.ParamChange) bool { return x.Param == key && x.From == from })
		return a.compareParams(db, changes, append(slices.Clone(changes), c), from, from)
	}
	r, err := db.SetParam(c)
	if err != nil {
		return err
	}
	return a.print(r, func(w io.Writer) {
		if r.Changed == 0 {
			fmt.Fprintln(w, "没有改动：这一天起已经是这个值。")
			return
		}
		fmt.Fprintf(w, "已保存：%s\n", r.Title)
	})
}

func (a *application) rulesDiff() *cobra.Command {
	return &cobra.Command{
		Use: "diff 日期一 日期二", Short: "两个日期的参数有什么不同，哪些项目的灯色或检查结果因此不同", Args: exactArgs(2, "两个日期，如 2026-06-30 2026-12-31"),
		RunE: func(_ *cobra.Command, args []string) error {
			var days [2]domain.Date
			for i, s := range args {
				var err error
				if days[i], err = domain.ParseDate(s); err != nil {
					return usagef("“%s”不是日期，请写成 2026-08-31", s)
				}
			}
			db, err := a.open()
			if err != nil {
				return err
			}
			changes, err := db.ParamChanges()
			if err != nil {
				return err
			}
			return a.compareParams(db, changes, changes, days[0], days[1])
		},
	}
}

type paramDiff struct {
	Key    string `json:"key"`
	Title  string `json:"title"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// compareParams shows the parameters of two states and what becomes of the projects.
func (a *application) compareParams(db *store.Store, before, after []domain.ParamChange, day1, day2 domain.Date) error {
	x, err := params.At(before, day1)
	if err != nil {
		return refusef("%v", err)
	}
	y, err := params.At(after, day2)
	if err != nil {
		return refusef("%v", err)
	}
	out := struct {
		Params   []paramDiff     `json:"params"`
		Projects []params.Effect `json:"projects"`
		Total    int             `json:"total"`
	}{Params: []paramDiff{}, Projects: []params.Effect{}}
	for _, d := range params.List() {
		if p, q := d.Value(&x), d.Value(&y); p != q {
			out.Params = append(out.Params, paramDiff{d.Key, d.Title, d.Text(p), d.Text(q)})
		}
	}
	if len(out.Params) > 0 {
		month, err := db.LatestMonth(a.year())
		if err != nil {
			return err
		}
		if month == 0 {
			month = int(db.Today().Month)
		}
		bar := a.progress("比较")
		list, err := db.ParamEffects(context.Background(), a.year(), month, x, y, bar.update)
		bar.end()
		if err != nil {
			return err
		}
		out.Projects = append(out.Projects, list...)
	}
	out.Total = len(out.Projects)
	return a.print(out, func(w io.Writer) {
		if len(out.Params) == 0 {
			fmt.Fprintln(w, "参数没有不同。")
			return
		}
		for _, p := range out.Params {
			fmt.Fprintf(w, "%s（%s）：%s 变 %s\n", p.Title, p.Key, p.Before, p.After)
		}
		fmt.Fprintf(w, "因此不同的项目 %d 个：\n", out.Total)
		for _, p := range out.Projects {
			fmt.Fprintf(w, "  %s  %s  %s\n", p.Code, p.Name, strings.Join(p.Changes, "；"))
		}
	})
}

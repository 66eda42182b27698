// Package explain says where a figure of a project comes from: its formula, the inputs
// with file, sheet and cell, the article, and who changed it when. It is the pure part of
// the = key and of `jixiao explain`.
package explain

import (
	"errors"
	"fmt"
	"strings"

	"jixiao/domain"
	"jixiao/domain/basis"
)

// Chain is the explanation of one figure; inputs are chains themselves. Its JSON form is
// what `jixiao explain --json` prints.
type Chain struct {
	// Field is the stable name that Explain takes, "" for an input that is only shown.
	Field string `json:"field,omitempty"`
	// Title is the Chinese name, Value what the program shows ("48.75%", "1234.50万元");
	// "" when there is no value, and then Missing says why.
	Title   string `json:"title"`
	Value   string `json:"value,omitempty"`
	Missing string `json:"missing,omitempty"`
	// Formula is in words, Worked the same with the figures put in.
	Formula string `json:"formula,omitempty"`
	Worked  string `json:"worked,omitempty"`
	// Source is where it was read, nil for a computed figure.
	Source *Source `json:"source,omitempty"`
	Inputs []Chain `json:"inputs,omitempty"`
	Basis  []Basis `json:"basis,omitempty"`
	// Rule names the rule and version that computed it, "" for a plain reading.
	Rule string `json:"rule,omitempty"`
	// Note is a remark such as a difference between the printed and the computed figure.
	Note string `json:"note,omitempty"`
	// History lists the changes of the records behind the figure, newest first; the caller
	// fills it from the journal.
	History []Change `json:"history,omitempty"`
}

// Source is the place a value was read from.
type Source struct {
	// File is the SHA-256 under which the original is kept, Name its name at import.
	File  string `json:"sha256,omitempty"`
	Name  string `json:"file,omitempty"`
	Sheet string `json:"sheet,omitempty"`
	Cell  string `json:"cell,omitempty"`
	Row   int    `json:"row,omitempty"`
	// Raw is the cell's own text where the record keeps it.
	Raw string `json:"text,omitempty"`
}

// Basis is a citation with its words.
type Basis struct {
	Citation string `json:"citation"`
	Quote    string `json:"quote,omitempty"`
}

// Change is one journal entry that touched the figure's records.
type Change struct {
	Seq   uint64 `json:"seq"`
	At    string `json:"at"`
	By    string `json:"by"`
	Title string `json:"title"`
	Why   string `json:"why,omitempty"`
}

// ErrField is wrapped when a field is not known; the message lists how to find the names.
var ErrField = errors.New("unknown field")

// Field names one figure that can be explained.
type Field struct {
	Name  string `json:"field"`
	Title string `json:"title"`
}

// figure is one explainable field: how to name it and how to explain it.
type figure struct {
	name, title string
	explain     func(d *domain.Dossier) Chain
}

// Fields lists the figures of a project that can be explained, in the order the project
// page shows them.
func Fields(d domain.Dossier) []Field {
	var out []Field
	for _, f := range figures(&d) {
		out = append(out, Field{f.name, f.title})
	}
	return out
}

// Explain explains one figure by its name or Chinese title. An unknown name gives an
// error wrapping ErrField.
func Explain(d domain.Dossier, field string) (Chain, error) {
	for _, f := range figures(&d) {
		if f.name == field || f.title == field {
			c := f.explain(&d)
			c.Field, c.Title = f.name, f.title
			return c, nil
		}
	}
	return Chain{}, fmt.Errorf("project %s: field %q: %w", d.Project.Code, field, ErrField)
}

// figures lists what there is to explain for this project.
func figures(d *domain.Dossier) []figure {
	list := []figure{
		{"initial", "年初预算", initial}, {"adjusted", "全年预算数", adjusted}, {"executed", "累计执行数", executed},
		{"rate", "执行率", rate}, {"progress", "序时进度比", progress}, {"lamp", "灯色", lamp},
	}
	if d.Project.Carryover != 0 {
		list = append(list, figure{"carryover", "上年结转", carryover})
	}
	list = append(list, fundFigures(d)...)
	list = append(list, monthFigures(d)...)
	list = append(list, indicatorFigures(d)...)
	if d.Project.ExAnte != nil {
		list = append(list, figure{"ex_ante.need", "审定资金需求", exAnteNeed})
	}
	list = append(list, linkFigures(d)...)
	if d.Target.Current() != nil {
		list = append(list, figure{"target.total", "目标表资金总额", targetTotal}, figure{"target.common", "共性指标", targetCommon})
	}
	list = append(list, figure{"self", "自评得分", selfScore}, figure{"grade", "自评等级", selfGrade})
	if len(d.Rechecks) > 0 {
		list = append(list, figure{"review", "复核得分", reviewScore}, figure{"diff", "自评与复核之差", difference})
	}
	return list
}

// cite turns citations into the chain's basis.
func cite(list ...basis.Citation) []Basis {
	var out []Basis
	for _, c := range list {
		out = append(out, Basis{c.String(), c.Quote})
	}
	return out
}

// sourceOf returns the place of a field, nil for a record entered by hand.
func sourceOf(p domain.Provenance, field, raw string) *Source {
	if p.Zero() {
		return nil
	}
	return &Source{File: p.File, Name: p.Name, Sheet: p.Sheet, Cell: p.CellOf(field), Row: p.Row, Raw: raw}
}

// sourceAt is sourceOf for values that keep their own cell.
func sourceAt(p domain.Provenance, cell, raw string) *Source {
	if p.Zero() {
		return nil
	}
	return &Source{File: p.File, Name: p.Name, Sheet: p.Sheet, Cell: cell, Row: p.Row, Raw: raw}
}

// String renders the place: 文件 预算.xlsx 工作表 项目 单元格 E6 原文“120万元”.
func (s *Source) String() string {
	if s == nil {
		return "界面录入或系统生成，没有来源文件"
	}
	var parts []string
	add := func(label, v string) {
		if v != "" {
			parts = append(parts, label+v)
		}
	}
	add("文件 ", s.Name)
	add("工作表 ", s.Sheet)
	switch {
	case s.Cell != "":
		add("单元格 ", s.Cell)
	case s.Row > 0:
		add("第 ", fmt.Sprint(s.Row)+" 行")
	}
	if s.Raw != "" {
		parts = append(parts, "原文“"+s.Raw+"”")
	}
	return strings.Join(parts, " ")
}

// wan shows an amount as people read it.
func wan(f domain.Fen) string { return f.Wan() + "万元" }

package projects

import (
	"fmt"
	"strings"

	"jixiao/domain"
	"jixiao/domain/journal"
	"jixiao/domain/listing"
	"jixiao/tui"
)

// sheetBuilder collects the project page's lines for one width.
type sheetBuilder struct {
	w     int
	today domain.Date
	lines []sheetLine
}

func (b *sheetBuilder) head(title string) {
	if len(b.lines) > 0 {
		b.lines = append(b.lines, sheetLine{})
	}
	b.lines = append(b.lines, sheetLine{text: title, head: true})
}

// add appends a line with the figure that = explains there; long text is wrapped.
func (b *sheetBuilder) add(field, text string) {
	for i, l := range tui.Wrap(text, b.w) {
		if i > 0 {
			l = "  " + l
		}
		b.lines = append(b.lines, sheetLine{text: l, field: field})
	}
}

func (b *sheetBuilder) addf(field, format string, args ...any) {
	b.add(field, fmt.Sprintf(format, args...))
}

// styled appends a line in a style.
func (b *sheetBuilder) styled(style tui.SGR, field, text string) {
	b.lines = append(b.lines, sheetLine{text: tui.Display(text), field: field, style: style})
}

// row appends columns of given widths, the rest of the line to the last; it is cut, not
// wrapped. Negative widths are right-aligned.
func (b *sheetBuilder) row(field string, widths []int, cells ...string) {
	var s strings.Builder
	for i, c := range cells {
		c = tui.Display(c)
		if i > 0 {
			s.WriteByte(' ')
		}
		switch {
		case i >= len(widths):
			s.WriteString(c)
		case widths[i] < 0:
			s.WriteString(tui.FitRight(c, -widths[i]))
		default:
			s.WriteString(tui.Fit(c, widths[i]))
		}
	}
	b.lines = append(b.lines, sheetLine{text: s.String(), field: field})
}

func (b *sheetBuilder) all(d *domain.Dossier, entries []journal.Entry) {
	r := listing.Derive(*d, 0, 0)
	b.basics(d, &r)
	b.money(d)
	b.target(d)
	b.reviews(d)
	b.execution(d)
	b.monitoring(d)
	b.cases(d)
	b.selfEval(d)
	b.rechecks(d)
	b.history(d, entries)
}

func (b *sheetBuilder) basics(d *domain.Dossier, r *listing.Row) {
	p := &d.Project
	b.head(tui.Display(p.Name))
	b.addf("", "代码 %s   年度 %d   编号 %s", p.Code, p.Year, p.ID)
	b.addf("", "主管部门 %s %s   预算单位 %s %s", p.Department, d.DepartmentName, p.Unit, d.UnitName)
	kind := string(p.Kind)
	if p.Continuing {
		kind += "（延续）"
	}
	b.addf("", "性质 %s   责任人 %s %s", orNone(kind), orNone(p.Owner), p.Phone)
	if !p.Start.IsZero() || !p.End.IsZero() {
		b.addf("", "起止 %s 至 %s", orNone(p.Start.String()), orNone(p.End.String()))
	}
	if p.ExceptionDoc != "" {
		b.addf("", "区政府批准保障文件 %s", p.ExceptionDoc)
	}
	b.loop(r)
	if e := p.ExAnte; e != nil {
		b.addf("ex_ante.need", "事前评估 %s，得分 %s，%s，审定需求 %s 万元 %s", e.Report, e.Score, e.Conclusion, e.Need.Wan(), e.Date)
	}
	if y := p.LastYear; y != nil {
		b.addf("", "上年 %d 预算 %s 万元，执行 %s，得分 %s，等级 %s", y.Year, y.Budget.Wan(), domain.RatioOf(y.Executed, y.Budget).Percent(), points(y.Score), orNone(string(y.Grade)))
	}
}

// loop shows the closed loop, the gaps emphasised.
func (b *sheetBuilder) loop(r *listing.Row) {
	b.add("", "")
	for i, x := range r.Strip {
		text := fmt.Sprintf("%d %s  %c %s", i+1, tui.Fit(listing.StepNames[i], 8), listing.StepMarks[x], x)
		style := tui.SGR("")
		switch x {
		case listing.StepTrouble:
			style = tui.T.Red
		case listing.StepNotNeeded:
			style = tui.T.Dim
		}
		b.styled(style, "", text)
	}
	lamp := r.Lamp().String()
	b.styled(tui.LampStyle(lamp), "lamp", "灯色 "+orNone(lamp))
}

var fundWidths = []int{22, -16, -16}

func (b *sheetBuilder) money(d *domain.Dossier) {
	p := &d.Project
	b.head("资金（万元）")
	b.row("", fundWidths, "来源", "年初", "全年")
	for i, f := range p.Funds {
		b.row(fmt.Sprintf("funds.%d", i), fundWidths, string(f.Source), f.Initial.Wan(), f.Adjusted.Wan())
	}
	b.row("adjusted", fundWidths, "合计", p.Initial.Wan(), p.Adjusted.Wan())
	if err := p.CheckFunds(); err != nil {
		b.styled(tui.T.WarnText, "adjusted", "分项合计不等于总额，请核对来源文件")
	}
	if p.Carryover != 0 {
		b.addf("carryover", "其中上年结转 %s，最早 %d 年安排", p.Carryover.Wan(), p.CarryoverSince)
	}
}

func orNone(s string) string {
	if s == "" {
		return "无"
	}
	return s
}

func points(d *domain.Decimal) string {
	if d == nil {
		return "无"
	}
	return d.String()
}

package targets

import (
	"strconv"
	"strings"

	"jixiao/domain"
	"jixiao/domain/review"
	"jixiao/domain/rule"
	"jixiao/tui"
)

// opened is one item opened for review with the parts of its page that no key changes,
// wrapped when it was read, for one width each.
type opened struct {
	work                  review.Work
	formW, passedW        int
	form, passed, compare []string
	compareW              int
}

func (o *opened) formLines(w int) []string {
	if o.formW != w {
		o.formW, o.form = w, formLines(&o.work, w)
	}
	return o.form
}

func (o *opened) passedLines(w int) []string {
	if o.passedW != w {
		p := &page{w: w}
		passedLines(p, &o.work)
		o.passedW, o.passed = w, p.lines
	}
	return o.passed
}

func (o *opened) compareLines(w int) []string {
	if o.compareW != w {
		p := &page{w: w}
		compareLines(p, o.work.Comparison)
		o.compareW, o.compare = w, p.lines
	}
	return o.compare
}

// page collects wrapped lines of one pane.
type page struct {
	w     int
	lines []string
}

func (p *page) head(s string) { p.lines = append(p.lines, tui.T.Head.Paint(tui.Fit(s, p.w))) }

func (p *page) text(style tui.SGR, indent int, s string) {
	pad := strings.Repeat(" ", indent)
	for _, l := range tui.Wrap(s, p.w-indent) {
		p.lines = append(p.lines, pad+style.Paint(l))
	}
}

func (p *page) gap() { p.lines = append(p.lines, "") }

// paneLines is the side pane of a wide list: who, what changed, findings, target, and what
// passed.
func (m *Model) paneLines(w int) []string {
	if m.item() == nil {
		return nil
	}
	p := &page{w: w}
	m.whoLines(p)
	if m.work() == nil {
		p.gap()
		p.text(tui.T.Dim, 0, "正在打开..")
		return p.lines
	}
	o := m.works[m.current()]
	p.lines = append(p.lines, o.compareLines(w)...)
	m.findingLines(p, &o.work)
	draftLines(p, &o.work)
	p.lines = append(p.lines, o.formLines(w)...)
	p.lines = append(p.lines, o.passedLines(w)...)
	return p.lines
}

func (m *Model) whoLines(p *page) {
	it := m.item()
	p.text(tui.T.Strong, 0, it.Name)
	p.text("", 0, it.Code)
	p.text("", 0, it.Unit+"（"+it.Department+"）")
	turn := "轮到" + string(it.Level) + "，等了 " + itoa(it.Waiting) + " 天"
	if it.Deferred {
		turn += "，搁置至 " + it.DeferUntil.String()
	}
	p.text("", 0, it.Amount.Wan()+" 万元   "+turn)
}

// targetLines is the left side of the sheet.
func (m *Model) targetLines(w int) []string {
	p := &page{w: w}
	if m.item() == nil {
		return nil
	}
	m.whoLines(p)
	if m.work() == nil {
		p.gap()
		p.text(tui.T.Dim, 0, "正在打开..")
		return p.lines
	}
	return append(p.lines, m.works[m.current()].formLines(w)...)
}

// formLines prints the target as filled in, with a mark at every cell a finding points to.
func formLines(wk *review.Work, w int) []string {
	p := &page{w: w}
	d := &wk.Dossier
	p.text(tui.T.Dim, 0, string(d.Project.Kind)+"  责任人 "+orNone(firstOf(d.Project.Owner, ownerOf(d)))+"  "+exAnteText(&d.Project))
	v := d.Target.Current()
	if v == nil {
		p.gap()
		p.text(tui.T.Red, 0, "没有绩效目标申报表。")
		return p.lines
	}
	ink := inkOf(wk)
	p.gap()
	p.head("年度目标" + version(v))
	p.text(ink.of("goal"), 1, orNone(v.Goal.Raw))
	moneyLines(p, v, ink)
	p.gap()
	p.head("绩效指标")
	class := ""
	for i := range v.Indicators {
		x := &v.Indicators[i]
		if c := firstOf(x.Class, x.Level1.Raw); c != class {
			class = c
			p.text(tui.T.Dim, 0, class)
		}
		field := "indicators." + strconv.Itoa(i)
		indicatorLines(p, x, ink.hit[field], ink.of(field))
	}
	p.text(tui.T.Dim, 0, "共性指标")
	p.text(ink.of("common"), 1, commonText(&v.Common))
	if v.LongGoal.Raw != "" {
		p.gap()
		p.head("中期目标")
		p.text("", 1, v.LongGoal.Raw)
	}
	return p.lines
}

func moneyLines(p *page, v *domain.TargetVersion, ink ink) {
	if v.Total.Raw == "" && v.Total.Fen == nil {
		return
	}
	line := "申报 " + amountText(v.Total)
	var parts []string
	for _, f := range v.Funds {
		parts = append(parts, strings.TrimPrefix(f.Item.Raw, "其中：")+" "+amountText(f.Amount))
	}
	if len(parts) > 0 {
		line += "（" + strings.Join(parts, "，") + "）"
	}
	style := ink.of("total")
	if ink.changed["funds"] {
		style = tui.T.Strong
	}
	p.text(style, 1, line)
}

func indicatorLines(p *page, x *domain.Indicator, bad bool, style tui.SGR) {
	mark := "  "
	if bad {
		mark = "! "
	}
	name := x.Level3.Raw
	if kind := strings.TrimSuffix(firstOf(x.Kind, x.Level2.Raw), "指标"); kind != "" {
		name = kind + " " + name
	}
	value := orNone(x.Planned.Raw)
	if x.Weight.Raw != "" {
		value += "  " + x.Weight.Raw + "分"
	}
	line := mark + name + "  " + value
	if tui.Width(tui.Display(line)) <= p.w {
		gap := p.w - tui.Width(tui.Display(mark+name)) - tui.Width(tui.Display(value))
		line = mark + name + strings.Repeat(" ", max(gap, 2)) + value
	}
	for i, l := range tui.Wrap(line, p.w) {
		if i > 0 {
			l = "    " + l
		}
		p.lines = append(p.lines, style.Paint(tui.Fit(l, p.w)))
	}
}

// ink says how a part of the form is shown: red where a finding points to, and in a
// resubmission only what changed stands out.
type ink struct {
	hit, changed map[string]bool
	again        bool
}

func inkOf(w *review.Work) ink {
	i := ink{hit: flagged(w), changed: map[string]bool{}, again: w.Comparison != nil}
	if i.again {
		for _, c := range w.Comparison.Changes {
			i.changed[part(c.Field)] = true
		}
	}
	return i
}

func (i ink) of(field string) tui.SGR {
	switch {
	case i.hit[field]:
		return tui.T.Red
	case i.changed[field]:
		return tui.T.Strong
	case i.again:
		return tui.T.Dim
	}
	return ""
}

// part is the part of the form a field belongs to: an indicator is one part.
func part(field string) string {
	head, rest, _ := strings.Cut(field, ".")
	if head != "indicators" {
		return head
	}
	row, _, _ := strings.Cut(rest, ".")
	return head + "." + row
}

// flagged maps the fields findings point to; an indicator is flagged as a row.
func flagged(w *review.Work) map[string]bool {
	hit := map[string]bool{}
	for _, f := range rule.Findings(w.Outcomes) {
		hit[part(f.Field)] = true
	}
	return hit
}

func version(v *domain.TargetVersion) string {
	if v.No <= 1 {
		return ""
	}
	return "（第" + itoa(v.No) + "版，" + v.Submitted.String() + " 再报）"
}

func firstOf(a, b string) string {
	if strings.TrimSpace(a) != "" {
		return a
	}
	return b
}

func orNone(s string) string { return firstOf(s, "（空）") }

func ownerOf(d *domain.Dossier) string {
	if v := d.Target.Current(); v != nil {
		return v.Owner.Raw
	}
	return ""
}

func exAnteText(p *domain.Project) string {
	switch {
	case p.ExceptionDoc != "":
		return "区政府批准 " + p.ExceptionDoc
	case p.ExAnte == nil:
		return "无事前评估报告"
	}
	return "事前评估：" + p.ExAnte.Conclusion
}

func amountText(a domain.Amount) string {
	if a.Fen != nil {
		return a.Fen.Wan() + " 万元"
	}
	return orNone(a.Raw)
}

func commonText(c *domain.CommonIndicator) string {
	var parts []string
	for m := 1; m <= 12; m++ {
		if v, ok := c.Progress[m]; ok {
			parts = append(parts, itoa(m)+"月末执行进度 "+v.String()+"%")
		}
	}
	if c.ExpenditureRate != nil {
		parts = append(parts, "支出率 "+c.ExpenditureRate.String()+"%")
	}
	if c.AllocationRate != nil {
		parts = append(parts, "到项目率 "+c.AllocationRate.String()+"%")
	}
	if len(parts) == 0 {
		return "（没有编入）"
	}
	return strings.Join(parts, "，")
}

func sumOf(items []review.Item) (sum domain.Fen) {
	for i := range items {
		sum += items[i].Amount
	}
	return sum
}

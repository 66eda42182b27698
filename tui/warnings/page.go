package warnings

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/ladder"
	"jixiao/domain/listing"
	"jixiao/domain/monitor"
	"jixiao/domain/workday"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// page is everything known of one project's monitoring: the pane, the sheet and the
// explanations are made of it.
type page struct {
	monitor.Item
	// groups are the results of every rule group, in the order of monitor.Groups.
	groups [3]monitor.Result
	// months are the year's reports.
	months []domain.MonthExecution
	// later says what the coming month ends ask for under the group shown.
	later []monitor.Green
	today domain.Date
	// rules are the parameters it was computed with.
	rules monitor.Params
}

// newPage computes a project's page.
func newPage(d *domain.Dossier, k detailKey, rules monitor.Params) *page {
	p := &page{today: k.today, rules: rules, Item: monitor.Item{Code: d.Project.Code, Name: d.Project.Name, Department: d.DepartmentName, Unit: d.UnitName, Case: monitor.Leading(d.Cases)}}
	for i, g := range monitor.Groups {
		p.groups[i] = monitor.Report(d, k.year, k.month, g.ID, rules)
	}
	p.Result = p.groups[k.group.Index()]
	if d.Execution != nil && d.Execution.Year == k.year {
		p.months = d.Execution.Months
	}
	for month := k.month + 1; month <= min(k.month+2, 12); month++ {
		if r := monitor.Report(d, k.year, month, k.group, rules); r.Green != nil {
			p.later = append(p.later, *r.Green)
		}
	}
	return p
}

// lines is the page as paragraphs.
func (p *page) lines() []string {
	out := []string{p.Name, p.Code + "  " + p.Department, ""}
	out = append(out, p.lampLine(), p.moneyLine())
	out = append(out, p.greenLines()...)
	if p.ForecastRate.Valid() {
		out = append(out, fmt.Sprintf("预计年底支出 %s 万元，支出率 %s（%s）", p.Forecast.Wan(), p.ForecastRate.Percent(), p.Method))
	}
	if len(p.Focus) > 0 {
		out = append(out, "重点监控："+strings.Join(p.Focus, "、"))
	}
	out = append(out, p.caseLines()...)
	out = append(out, p.findingLines()...)
	return append(out, p.indicatorLines()...)
}

// lampLine is the lamp of the group shown and, beside it, those of the others.
func (p *page) lampLine() string {
	if p.Lamp == listing.LampNone {
		return "灯色：缺数据（没有支出进度或预算数），不算通过   " + p.otherLamps()
	}
	s := "灯色：" + p.Lamp.String()
	if p.Execution != p.Lamp {
		s += "（支出" + lampWord(p.Execution) + "，由指标拉低）"
	}
	if p.Ratio.Valid() {
		s += "   " + p.Group.Name() + "规则比值 " + p.Ratio.Percent()
	}
	return s + "   " + p.otherLamps()
}

func (p *page) otherLamps() string {
	var parts []string
	for i, g := range monitor.Groups {
		if g.ID != p.Group {
			parts = append(parts, g.Name+" "+lampWord(p.groups[i].Lamp))
		}
	}
	return strings.Join(parts, "  ")
}

func (p *page) moneyLine() string {
	if p.Reported == 0 {
		return fmt.Sprintf("全年预算 %s 万元；%d 月末前没有报过支出", p.Budget.Wan(), p.Month)
	}
	s := fmt.Sprintf("截至 %d 月末支出 %s / 全年 %s 万元 = %s", p.Reported, p.Executed.Wan(), p.Budget.Wan(), domain.RatioOf(p.Executed, p.Budget).Percent())
	if p.Plan != nil {
		s += "；用款计划 " + p.Plan.Wan() + " 万元"
	}
	if p.Reported < p.Month {
		s += fmt.Sprintf("；%d 月末未报，按最近一次算", p.Month)
	}
	return s
}

// greenLines answer w: what would turn the lamp green.
func (p *page) greenLines() []string {
	var out []string
	switch {
	case p.Green == nil:
		out = append(out, "怎样变绿："+p.noGreen())
	case p.Green.Amount > 0:
		out = append(out, "怎样变绿："+greenSentence(*p.Green)+p.passed())
	default:
		out = append(out, "怎样变绿：支出已达要求")
	}
	for _, i := range p.Indicators {
		if i.Need != "" {
			out = append(out, "  指标「"+i.Level3+"」完成值到 "+i.Need+" 转绿，现在 "+i.Actual)
		} else if i.Lamp == listing.LampRed || i.Lamp == listing.LampYellow {
			out = append(out, "  指标「"+i.Level3+"」："+i.Why)
		}
	}
	return out
}

// passed says, once the month's end is over, what the next one asks for.
func (p *page) passed() string {
	if !p.Green.By.Before(p.today) {
		return ""
	}
	for _, g := range p.later {
		if !g.By.Before(p.today) {
			return fmt.Sprintf("（该日已过；%d 月 %d 日前要再支出 %s 万元）", g.By.Month, g.By.Day, g.Amount.Wan())
		}
	}
	return "（该日已过）"
}

// noGreen says why there is no answer.
func (p *page) noGreen() string {
	switch {
	case p.Reported == 0 || p.Budget <= 0:
		return "先补齐支出进度或预算数"
	case p.Group == monitor.Plan:
		return "这个项目没有用款计划，先导入计划，或按 Tab 换规则组"
	}
	return "4 月末以前没有阶梯要求，按 Tab 换规则组"
}

func greenSentence(g monitor.Green) string {
	return fmt.Sprintf("%d 月 %d 日前再支出 %s 万元", g.By.Month, g.By.Day, g.Amount.Wan())
}

func (p *page) findingLines() []string {
	if len(p.Findings) == 0 {
		return nil
	}
	out := []string{"", "【发现】"}
	for _, f := range p.Findings {
		out = append(out, f.Severity.Word()+"  "+f.Message+" ["+f.Rule+"]")
	}
	return out
}

func (p *page) indicatorLines() []string {
	if len(p.Indicators) == 0 {
		return nil
	}
	out := []string{"", "【指标】"}
	for _, i := range p.Indicators {
		line := lampWord(i.Lamp) + "  " + i.Level3 + "  目标 " + i.Planned + "  完成 " + i.Actual
		if len(i.Causes) > 0 {
			line += "  原因：" + strings.Join(i.Causes, "、")
		}
		if i.Cause != "" {
			line += "  " + i.Cause
		}
		if i.Likelihood != "" {
			line += "  " + string(i.Likelihood)
		}
		out = append(out, line)
	}
	return out
}

func (p *page) caseLines() []string {
	if p.Case == nil {
		return []string{"", "【处置】还没有。按 1 通报主管部门"}
	}
	c := p.Case
	head := "【处置】" + string(c.State)
	if clock := ladder.Clock(*c, p.today, workday.Default); clock != "" && p.Open() {
		head += "  期限 " + c.Due.String() + "，" + clock
	}
	out := []string{"", head}
	if !c.Received.IsZero() && c.State == domain.CaseRectifying {
		out = append(out, "整改报告 "+c.Received.String()+" 收到，待复核")
	}
	out = append(out, c.Opened.String()+" 预警")
	for _, s := range c.Steps {
		out = append(out, stepLine(s))
	}
	return out
}

// factLines are what the case was opened for.
func (p *page) factLines() []string {
	if p.Case == nil {
		return nil
	}
	return append([]string{"", "【立案事实】" + p.Case.Opened.String()}, p.Case.Facts...)
}

func stepLine(s domain.CaseStep) string {
	line := s.On.String() + " " + string(s.From) + " > " + string(s.To) + "  " + s.By.Name
	if s.From == s.To {
		line = s.On.String() + " " + ladder.Receive.Word() + "  " + s.By.Name
	}
	if s.Second != "" {
		line += "、" + s.Second
	}
	if s.Pass != nil {
		line += map[bool]string{true: "  到位", false: "  不到位"}[*s.Pass]
	}
	if s.Amount > 0 {
		line += "  " + s.Amount.Wan() + " 万元"
	}
	if s.Note != "" {
		line += "  " + s.Note
	}
	return line
}

// openSheet shows the selected project's page.
func (m *Model) openSheet() tea.Cmd {
	m.at = atSheet
	cmd := m.refreshDetail()
	m.fillSheet()
	return cmd
}

// pane is the detail pane's text, kept until the project or the size changes.
type pane struct {
	key  detailKey
	w, h int
	text string
}

// drawPane draws the selected project in exactly h lines of w cells.
func (m *Model) drawPane(w, h int) string {
	k, _ := m.wanted()
	p := m.page()
	kept := &m.detail.pane
	if p != nil && kept.text != "" && kept.key == k && kept.w == w && kept.h == h {
		return kept.text
	}
	if p == nil {
		return tui.Block(wrapAll(m.headLines(), w), w, h)
	}
	lines := wrapAll(p.lines(), w)
	if h-len(lines) > curveHeight+8 { // what is going on comes before the picture
		lines = append(lines, bars(p, w)...)
	}
	lines = append(lines, curve(p, w)...)
	*kept = pane{k, w, h, tui.Block(lines, w, h)}
	return kept.text
}

// headLines are what the list knows while the page is on its way.
func (m *Model) headLines() []string {
	row, ok := m.row()
	if !ok {
		return nil
	}
	r := m.board.Index().Row(row)
	return []string{r.Name, r.Code + "  " + r.Department}
}

func (m *Model) fillSheet() {
	p := m.page()
	if p == nil {
		m.sheet = widget.Pager{Title: strings.Join(m.headLines(), "  ")}
		return
	}
	m.sheetW = m.w
	// A fresh pager: it wraps its lines once. Headings are not its sections, whose digits
	// would stand for moves of the ladder here.
	lines := append(p.lines()[1:], bars(p, m.w)...)
	lines = append(append(lines, curve(p, m.w)...), p.factLines()...)
	m.sheet = widget.Pager{Title: p.Name, Lines: plainHeads(lines)}
}

// bars hold the money against the calendar and the plan, as of the month.
func bars(p *page, w int) []string {
	if p.Budget <= 0 {
		return nil
	}
	w = max(min(w-12, 80), 20)
	out := []string{"", "[支出与时间]", "支出 " + tui.Bar(int64(p.Executed), int64(p.Budget), w), "时间 " + tui.Bar(int64(p.Month), 12, w)}
	if p.Plan != nil {
		out = append(out, "计划 "+tui.Bar(int64(*p.Plan), int64(p.Budget), w))
	}
	return out
}

func plainHeads(lines []string) []string {
	for i, l := range lines {
		if rest, ok := strings.CutPrefix(l, widget.Section); ok {
			lines[i] = strings.TrimRight(strings.Replace("["+rest, "】", "] ", 1), " ")
		}
	}
	return lines
}

func wrapAll(lines []string, w int) []string {
	var out []string
	for _, l := range lines {
		out = append(out, tui.Wrap(l, w)...)
	}
	return out
}

package projects

import (
	"fmt"
	"slices"
	"strings"

	"jixiao/domain"
)

func (b *sheetBuilder) target(d *domain.Dossier) {
	b.head("绩效目标")
	t := d.Target
	v := t.Current()
	if v == nil {
		b.add("", "还没有报送目标表。下一步：请单位填报，收到后按 Ctrl+K 选「导入」。")
		return
	}
	text := fmt.Sprintf("阶段 %s", t.Stage)
	if t.Stage == domain.StagePending {
		text += fmt.Sprintf("，轮到%s，已等 %d 天", t.Level, b.today.Days()-t.Since.Days())
	}
	if !t.DeferUntil.IsZero() {
		text += "，搁置至 " + t.DeferUntil.String()
	}
	if t.Batch != "" {
		text += "，批复批次 " + t.Batch
	}
	b.add("", text)
	b.addf("target.total", "第 %d 次报送 %s %s，资金总额 %s", v.No, v.Submitted, v.By, amount(v.Total))
	b.addf("", "年度目标 %s", orNone(v.Goal.Raw))
	if v.LongGoal.Raw != "" {
		b.addf("", "中长期目标 %s", v.LongGoal.Raw)
	}
	b.addf("target.common", "共性指标 %s", commonText(v.Common))
	b.row("", targetWidths, "一级", "二级", "三级指标", "指标值", "分值")
	for _, ind := range v.Indicators {
		b.row("", targetWidths, short(ind.Class, ind.Level1.Raw), short(ind.Kind, ind.Level2.Raw), ind.Level3.Raw, ind.Planned.Raw, ind.Weight.Raw)
	}
}

var targetWidths = []int{10, 12, 30, 14, -6}

// short prefers the canonical name of a level to the printed one.
func short(canonical, printed string) string {
	if canonical != "" {
		return strings.TrimSuffix(canonical, "指标")
	}
	return printed
}

func commonText(c domain.CommonIndicator) string {
	var parts []string
	months := make([]int, 0, len(c.Progress))
	for m := range c.Progress {
		months = append(months, m)
	}
	slices.Sort(months)
	for _, m := range months {
		parts = append(parts, fmt.Sprintf("%d月末进度 %s%%", m, c.Progress[m]))
	}
	if c.ExpenditureRate != nil {
		parts = append(parts, "支出率 "+c.ExpenditureRate.String()+"%")
	}
	if c.AllocationRate != nil {
		parts = append(parts, "到项目率 "+c.AllocationRate.String()+"%")
	}
	if !c.Complete() {
		parts = append(parts, "没有填全")
	}
	return strings.Join(parts, "，")
}

// amount is a money cell as read, or what was printed where it could not be read.
func amount(a domain.Amount) string {
	switch {
	case a.Fen != nil:
		return a.Fen.Wan() + " 万元"
	case a.Raw != "":
		return "读不出「" + a.Raw + "」"
	}
	return "没有填"
}

func (b *sheetBuilder) reviews(d *domain.Dossier) {
	b.head("目标审核")
	if len(d.Reviews) == 0 {
		b.add("", "还没有审核记录。")
	}
	for _, r := range d.Reviews {
		b.addf("", "第 %d 轮 %s %s %s（%s，等待 %d 天）", r.Round, r.Level, r.Decision, r.On, r.By.Name, r.Waited)
		if r.Comment != "" {
			b.add("", "  意见 "+r.Comment)
		}
		for _, k := range r.Remarks {
			if k.Dismissed == "" {
				b.add("", "  "+k.Rule+" "+k.Text)
			}
		}
	}
}

func (b *sheetBuilder) cases(d *domain.Dossier) {
	b.head("预警与整改")
	if len(d.Cases) == 0 {
		b.add("", "没有立案。")
	}
	for _, c := range d.Cases {
		b.addf("", "%s 现在 %s，立案 %s，期限 %s", c.ID, c.State, c.Opened, orNone(c.Due.String()))
		for _, f := range c.Facts {
			b.add("", "  事实 "+f)
		}
		for _, s := range c.Steps {
			text := fmt.Sprintf("  %s %s 到 %s %s", s.On, s.From, s.To, s.By.Name)
			if s.Second != "" {
				text += "，审批 " + s.Second
			}
			if s.Amount != 0 {
				text += "，金额 " + s.Amount.Wan() + " 万元"
			}
			b.add("", text+"  "+s.Note)
		}
	}
}

// historyItems is how many changed fields of one entry are listed.
const historyItems = 6

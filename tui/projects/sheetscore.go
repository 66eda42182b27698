package projects

import (
	"fmt"
	"time"

	"jixiao/domain"
	"jixiao/domain/journal"
)

var scoreWidths = []int{30, 14, 14, -6, -6}

func (b *sheetBuilder) selfEval(d *domain.Dossier) {
	b.head("绩效自评")
	s := d.SelfEval
	if s == nil {
		b.add("self", "还没有收到自评表。")
		return
	}
	b.addf("self", "自评得分 %s %s  等级 %s  收到 %s", points(s.Score), bar(s.Score), orNone(string(s.Grade)), orNone(s.Received.String()))
	if s.Form.Completion.Raw != "" {
		b.add("", "目标完成情况 "+s.Form.Completion.Raw)
	}
	b.row("", scoreWidths, "三级指标", "指标值", "完成值", "分值", "得分", "偏差原因")
	for _, f := range s.Form.Funds {
		b.row("self", scoreWidths, f.Item.Raw, f.Annual.Raw, f.Executed.Raw, f.Weight.Raw, f.Score.Raw, f.Reason.Raw)
	}
	for _, ind := range s.Form.Indicators {
		b.row("self", scoreWidths, ind.Level3.Raw, ind.Planned.Raw, ind.Actual.Raw, ind.Weight.Raw, ind.Score.Raw, ind.Reason.Raw)
	}
}

func (b *sheetBuilder) rechecks(d *domain.Dossier) {
	b.head("抽查复核")
	if len(d.Picks) == 0 && len(d.Rechecks) == 0 {
		b.add("", "没有被抽中。")
	}
	for _, p := range d.Picks {
		b.addf("", "%s（%s）抽中，层 %s，%s，号次 %d，入选概率 %s", p.Name, p.State, orNone(p.Pick.Stratum), pickReason(p.Pick.Reason), p.Pick.Rank, orNone(p.Pick.Pi))
	}
	for _, k := range d.Rechecks {
		b.addf("review", "复核得分 %s %s", points(k.ReviewScore), bar(k.ReviewScore))
		if k.ReviewScore != nil && k.SelfScore != nil {
			b.addf("diff", "自评 %s，相差 %s", k.SelfScore, k.ReviewScore.Sub(*k.SelfScore))
		}
		if k.NotDone != "" {
			b.add("", "未按要求自评："+k.NotDone)
		}
		if len(k.Items) > 0 {
			b.row("", scoreWidths, "三级指标", "自评值", "核实值", "自评", "复核", "说明")
		}
		for _, it := range k.Items {
			b.row("review", scoreWidths, it.Level3, it.SelfValue, it.Confirmed, points(it.SelfScore), points(it.ReviewScore), it.Code+" "+it.Note)
		}
		for _, p := range k.Problems {
			b.add("", "问题 "+p.Text)
		}
	}
}

func pickReason(reason string) string {
	switch reason {
	case domain.PickMust:
		return "必抽"
	case domain.PickCertainty:
		return "金额大全查"
	case domain.PickTicket:
		return "摇号"
	case domain.PickMoney:
		return "按金额"
	case domain.PickCoverage:
		return "补覆盖面"
	}
	return reason
}

// history lists who changed what and when, newest first.
func (b *sheetBuilder) history(d *domain.Dossier, entries []journal.Entry) {
	b.head("历史")
	if p := d.Project.Prov; !p.Zero() {
		b.addf("", "项目表来源 %s 工作表 %s 第 %d 行", p.Name, orNone(p.Sheet), p.Row)
	}
	if len(entries) == 0 {
		b.add("", "没有单独的改动记录。")
	}
	for _, e := range entries {
		text := fmt.Sprintf("%s %s %s", e.At.Format(time.DateTime), e.Operator, e.Title)
		if e.Why != "" {
			text += "（" + e.Why + "）"
		}
		b.add("", text)
		n := 0
		for _, it := range e.Items {
			for _, f := range it.Diff {
				if n++; n <= historyItems {
					b.row("", []int{2, 34}, "", it.Bucket+" "+f.Path, orNone(string(f.Old))+" -> "+orNone(string(f.New)))
				}
			}
		}
		if n > historyItems {
			b.addf("", "  另有 %d 处改动，按 F9 看日志第 %d 条", n-historyItems, e.Seq)
		}
	}
}

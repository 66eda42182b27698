package district

import (
	"fmt"
	"strings"
)

// goal writes the annual goal from an action, two quantities and an effect; nth chooses
// other words for last year's.
func (w *work) goal(year int, last bool) string {
	r, t := w.r, w.th
	o, o2, p, p2 := w.object, w.object2, w.place, w.place2
	if last {
		o, o2, p, p2 = w.about(t.object), w.about(t.object), w.somewhere(), w.somewhere()
		if t.object == "校" && r.chance(50) {
			o = w.object
		}
	}
	pick := w.action
	if last {
		pick++
	}
	action := fill(t.actions[pick%len(t.actions)], "o", o, "o2", o2, "p", p, "p2", p2, "c", r.pick(cities))
	effect := fill(r.pick(t.effects), "o", o, "p", p, "p2", p2)
	q := w.quantities(last)
	focus := w.somewhere()
	action += w.detail(p, p2)
	switch r.IntN(6) {
	case 0:
		return fmt.Sprintf("%d月底前，%s；全年%s，%s。", r.between(9, 12), action, q, effect)
	case 1:
		return fmt.Sprintf("%s，%s，%s。", action, q, effect)
	case 2:
		return fmt.Sprintf("按照区委、区政府工作安排，%s。年内%s，%s。", action, q, effect)
	case 3:
		return fmt.Sprintf("聚焦%s等重点片区，%s，%s；通过项目实施，%s。", focus, action, q, effect)
	case 4:
		return fmt.Sprintf("%s。主要任务：%s；%d年%s。", effect, action, year, q)
	}
	return fmt.Sprintf("以%s为试点，分批推进：%s。计划%s，力争%s。", focus, action, q, effect)
}

// detail says where and how, so that no two goals read alike.
func (w *work) detail(p, p2 string) string {
	r := w.r
	a, b := w.somewhere(), w.somewhere()
	for b == a || a == p || b == p2 {
		a, b = w.somewhere(), w.somewhere()
	}
	where := []string{"，先在%s试点、再向%s推开", "，覆盖%s和%s", "，优先安排%s、%s等问题集中的点位", "，由%s、%s两个工作组分头实施", "，上半年完成%s、下半年完成%s", "，%s与%s同步推进", "，重点解决%s、%s群众来电反映的事项"}
	how := []string{"实行月调度、季通报", "建立台账逐项销号", "引入第三方跟踪核验", "公开征求服务对象意见后实施", "与%s片区年度计划衔接", "严格按采购程序确定承担单位", "明确%s联络员负责协调", "按进度节点验收付款", "同步开展%s现场回访", "纳入部门督查事项"}
	tail := r.pick(how)
	if strings.Contains(tail, "%s") {
		tail = fmt.Sprintf(tail, w.somewhere())
	}
	return fmt.Sprintf(r.pick(where), a, b) + "，" + tail
}

func (w *work) quantities(last bool) string {
	var parts []string
	for i := range w.now {
		f := &w.now[i]
		if f.kind != "数量指标" {
			continue
		}
		d := f.plan
		if last {
			d = f.lastPlan
		}
		parts = append(parts, f.name+d.String()+f.unit)
	}
	return strings.Join(parts, "、")
}

// longGoal is the medium-term goal of a project that goes on after this year.
func (w *work) longGoal() string {
	var parts []string
	for i := range w.now {
		if f := &w.now[i]; f.kind == "数量指标" {
			parts = append(parts, fmt.Sprintf("%s%d%s", f.name, floor(f.plan)*int64(w.p.End.Year-w.p.Year+1)*21/20+1, f.unit))
		}
	}
	return fmt.Sprintf("到%d年底累计%s，%s。", w.p.End.Year, strings.Join(parts, "、"), fill(w.th.effects[0], "o", w.object, "p", w.place, "p2", w.place2))
}

// completion tells what was done last year.
func (w *work) completion() string {
	var parts []string
	for i := range w.now {
		if f := &w.now[i]; f.kind == "数量指标" {
			parts = append(parts, f.name+f.lastActual.String()+f.unit)
		}
	}
	r := w.r
	where := w.somewhere()
	heads := []string{"年度任务全部完成。", "各项工作按计划推进并如期完成。", fmt.Sprintf("%d月中旬完成主体任务，%d月通过验收。", r.between(7, 9), r.between(10, 12)), "项目已按实施方案完成。", fmt.Sprintf("以%s为重点先行实施，随后在其他片区推开。", where)}
	tails := []string{"验收资料已归档。", fmt.Sprintf("%s片区群众反映良好。", where), "相关成果已投入使用。", fmt.Sprintf("其中%s一处因管线迁改延后两周，年底前补齐。", where), "形成了常态化管护机制。"}
	return r.pick(heads) + "共" + strings.Join(parts, "、") + "。" + r.pick(tails)
}

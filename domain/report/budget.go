package report

import (
	"fmt"
	"strconv"

	"jixiao/domain"
	"jixiao/domain/basis"
	"jixiao/domain/cleanup"
	"jixiao/domain/linkage"
	"jixiao/domain/paper"
)

// Linkage is 三个挂钩建议表: totals, departments, every project that is cut, exceptions apart.
func Linkage(p *linkage.Plan, year int, on domain.Date) *paper.Doc {
	d := &paper.Doc{Title: "三个挂钩预算安排建议表", Sub: draft(year), Wide: true}
	s := &p.Sums
	d.Head("一、总额（万元）")
	d.Para(fmt.Sprintf("申请 %s；挂钩一（事前评估）%s；挂钩二（共性指标）%s；挂钩三（上年绩效）%s；特殊情况保障 %s；逐项建议 %s；部门整体绩效 %s；建议安排合计 %s。",
		s.Applied.Wan(), s.Links[0].Wan(), s.Links[1].Wan(), s.Links[2].Wan(), s.Exceptions.Wan(), s.Suggested.Wan(), p.Overall.Wan(), p.Total().Wan()),
		fmt.Sprintf("项目 %d 个：保障 %d，核减 %d，取消 %d；有步骤缺数据的 %d 个，缺数据的步骤不核减，也不算通过。", s.Projects, s.Kept, s.Cut, s.Cancelled, s.Gaps),
		quote(linkage.BasisLast), "核减的比例和界线为本区口径（可调）。")
	d.Head("二、分部门")
	var rows [][]string
	for i := range p.Departments {
		x := &p.Departments[i]
		rows = append(rows, []string{x.Name, strconv.Itoa(x.Projects), x.Applied.Wan(), x.Suggested.Wan(), orDash(string(x.Grade)), x.Overall.Wan(), x.Total().Wan()})
	}
	d.Table([]paper.Column{{Title: "部门", Width: 24}, {Title: "项目", Width: 6, Right: true}, {Title: "申请", Width: 13, Right: true}, {Title: "逐项建议", Width: 13, Right: true}, {Title: "整体等级", Width: 8}, {Title: "整体核减", Width: 11, Right: true}, {Title: "建议安排", Width: 13, Right: true}}, rows)
	columns := []paper.Column{{Title: "项目代码", Width: 20, Code: true}, {Title: "项目", Width: 26}, {Title: "部门", Width: 16}, {Title: "申请", Width: 12, Right: true}, {Title: "建议", Width: 12, Right: true}, {Title: "主要原因", Width: 22}}
	d.Head("三、核减和取消的项目")
	d.Table(columns, linkRows(p, func(l *linkage.Line) bool { return l.Cut() > 0 && !l.Protected }))
	d.Head("四、特殊情况保障的项目（单列）")
	d.Table(columns, linkRows(p, func(l *linkage.Line) bool { return l.Protected }))
	d.Sign(bureau, day(on))
	return d
}

func linkRows(p *linkage.Plan, has func(l *linkage.Line) bool) (rows [][]string) {
	for i := range p.Lines {
		if l := &p.Lines[i]; has(l) {
			f := l.Facts
			why := l.Decisive()
			if f.ExceptionDoc != "" {
				why = f.ExceptionDoc
			}
			rows = append(rows, []string{f.Code, f.Name, f.DepartmentName, f.Applied.Wan(), l.Result.Wan(), why})
		}
	}
	return rows
}

// ExceptionRequest is the request to 区政府 to keep a project that the linkages cut (第十二条).
func ExceptionRequest(l *linkage.Line, year int, on domain.Date) *paper.Doc {
	f := l.Facts
	d := &paper.Doc{Title: "关于“" + f.Name + "”特殊情况保障的请示", Sub: draft(year)}
	d.Para("区政府：", fmt.Sprintf("%s申请安排“%s”%s 万元。按三个挂钩核定，建议安排 %s 万元，过程如下：", f.DepartmentName, f.Name, f.Applied.Wan(), l.Result.Wan()))
	var rows [][]string
	for _, t := range l.Texts() {
		if t.State != linkage.NotConcerned.String() {
			rows = append(rows, []string{t.Link + " " + t.Title, t.State, t.Worked, t.After.Wan()})
		}
	}
	d.Table([]paper.Column{{Title: "步骤", Width: 20}, {Title: "结论", Width: 8}, {Title: "过程", Width: 48}, {Title: "核定后（万元）", Width: 12, Right: true}}, rows)
	d.Para("该项目确须保障的理由：______________________________", "拟保障金额：__________ 万元，范围：__________，期限：__________。", quote(linkage.BasisException), "妥否，请批示。")
	d.Sign(bureau, day(on))
	return d
}

// CleanupPlan is 资金清理收回和调整方案: what is taken back and where it goes.
func CleanupPlan(b *cleanup.Board, on domain.Date) *paper.Doc {
	d := &paper.Doc{Title: "资金清理收回和调整方案", Sub: draft(b.Year), Wide: true}
	x := b.Balance
	d.Para(fmt.Sprintf("截至 %d 月末，应列入清理的项目 %d 个，建议收回 %s 万元；没有执行数、不能预计的项目 %d 个未列。已决定收回 %s 万元，调整用于重点项目 %s 万元，未分配 %s 万元。", b.Month, b.Listed, b.Suggested.Wan(), b.Unknown, x.Recovered.Wan(), x.Moved.Wan(), x.Free.Wan()), quote(cleanup.Basis))
	d.Head("一、收回")
	d.Table([]paper.Column{{Title: "项目", Width: 28}, {Title: "部门", Width: 18}, {Title: "未支出", Width: 11, Right: true}, {Title: "预计结余", Width: 20, Right: true}, {Title: "收回", Width: 11, Right: true}, {Title: "理由和依据", Width: 28}}, cleanRows(b, func(r *cleanup.Row) bool { return r.Decision != nil && r.Decision.Amount > 0 }))
	d.Head("二、调整用于")
	var moves [][]string
	for i := range b.Rows {
		if m := b.Rows[i].Move; m != nil {
			moves = append(moves, []string{b.Rows[i].Facts.Name, b.Rows[i].Facts.DepartmentName, m.Amount.Wan(), m.Why + " " + m.Doc})
		}
	}
	d.Table([]paper.Column{{Title: "项目", Width: 30}, {Title: "部门", Width: 18}, {Title: "调入", Width: 11, Right: true}, {Title: "用途和依据", Width: 40}}, moves)
	d.Head("三、保留")
	d.Table([]paper.Column{{Title: "项目", Width: 28}, {Title: "部门", Width: 18}, {Title: "未支出", Width: 11, Right: true}, {Title: "预计结余", Width: 20, Right: true}, {Title: "收回", Width: 11, Right: true}, {Title: "理由和依据", Width: 28}}, cleanRows(b, func(r *cleanup.Row) bool { return r.Decision != nil && r.Decision.Amount == 0 }))
	d.Head("四、尚未决定")
	d.Table([]paper.Column{{Title: "项目", Width: 28}, {Title: "部门", Width: 18}, {Title: "未支出", Width: 11, Right: true}, {Title: "预计结余", Width: 20, Right: true}, {Title: "建议收回", Width: 11, Right: true}, {Title: "其中专款", Width: 11, Right: true}}, waiting(b))
	d.Para("以上金额单位为万元。预计结余由近几个月速度、用款计划、部门自报三种算法得出，建议收回取各种算法都认为花不出去的部分（本区口径）。")
	d.Sign(bureau, day(on))
	return d
}

func spanText(o *cleanup.Forecast) string {
	if !o.Known {
		return "缺数据"
	}
	return o.Low.Wan() + " ~ " + o.High.Wan()
}

func cleanRows(b *cleanup.Board, has func(*cleanup.Row) bool) (rows [][]string) {
	for i := range b.Rows {
		if r := &b.Rows[i]; has(r) {
			rows = append(rows, []string{r.Facts.Name, r.Facts.DepartmentName, (r.Facts.Budget - r.Forecast.Executed).Wan(), spanText(&r.Forecast), r.Decision.Amount.Wan(), r.Decision.Why + " " + r.Decision.Doc})
		}
	}
	return rows
}

func waiting(b *cleanup.Board) (rows [][]string) {
	for i := range b.Rows {
		if r := &b.Rows[i]; r.Decision == nil && r.Forecast.Listed {
			rows = append(rows, []string{r.Facts.Name, r.Facts.DepartmentName, (r.Facts.Budget - r.Forecast.Executed).Wan(), spanText(&r.Forecast), r.Forecast.Suggested.Wan(), r.Forecast.Restricted.Wan()})
		}
	}
	return rows
}

// basisNoBudget are the words under which a project gets no budget.
var (
	basisNoBudget = basis.Cite("第十一条", "未按要求设定绩效目标或审核未通过的，不安排预算")
	basisNoReport = basis.Cite("第九条", "未开展绩效评估或绩效评估结果差的政策和项目不得列入中期财政规划和年度预算，相关项目不得纳入项目库")
)

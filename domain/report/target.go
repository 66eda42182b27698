package report

import (
	"fmt"
	"strconv"

	"jixiao/domain"
	"jixiao/domain/ladder"
	"jixiao/domain/listing"
	"jixiao/domain/paper"
	"jixiao/domain/review"
	"jixiao/domain/workday"
)

// ReviewOpinion is 绩效目标审核意见书: every decision on a project's target, round by round.
func ReviewOpinion(d *domain.Dossier, on domain.Date) *paper.Doc {
	p := &d.Project
	out := &paper.Doc{Title: "绩效目标审核意见书", Sub: fmt.Sprintf("%d 年度", p.Year)}
	out.Para(fmt.Sprintf("项目：%s（%s）", p.Name, p.Code), fmt.Sprintf("主管部门：%s    预算单位：%s    申请 %s 万元", d.DepartmentName, d.UnitName, p.Initial.Wan()))
	if d.Target == nil || len(d.Target.Versions) == 0 {
		out.Para("没有报送绩效目标。", quote(basisNoBudget))
		out.Sign(bureau, day(on))
		return out
	}
	for _, r := range d.Reviews {
		out.Head(fmt.Sprintf("第 %d 轮  %s：%s", r.Round, r.Level, r.Decision))
		out.Para(fmt.Sprintf("审核第 %d 版目标，%s，%s。", r.Version, r.By.Name, day(r.On)))
		if r.Sheet != nil && len(r.Sheet.Scores) == len(review.Aspects) {
			var rows [][]string
			for i, a := range review.Aspects {
				rows = append(rows, []string{a.Group, a.Title, strconv.Itoa(a.Max), strconv.Itoa(r.Sheet.Scores[i]), a.Asks})
			}
			out.Table([]paper.Column{{Title: "方面", Width: 9}, {Title: "内容", Width: 12}, {Title: "分值", Width: 6, Right: true}, {Title: "得分", Width: 6, Right: true}, {Title: "审核要点", Width: 30}}, rows)
			out.Para(review.SheetText(r.Sheet))
		}
		if r.Comment != "" {
			out.Para("意见：" + r.Comment)
		}
		for i, m := range r.Remarks {
			text := fmt.Sprintf("%d. %s", i+1, m.Text)
			if m.Cell != "" {
				text += "（" + m.Cell + "）"
			}
			if m.Dismissed != "" {
				text += " 不采纳：" + m.Dismissed
			}
			out.Para(text)
		}
	}
	if len(d.Reviews) == 0 {
		out.Para("尚未审核。")
	}
	out.Para(fmt.Sprintf("现状：%s（%s）。", d.Target.Stage, orDash(string(d.Target.Level))), quote(basisNoBudget))
	out.Sign(bureau, day(on))
	return out
}

// ReturnList lists the targets that wait for the departments to correct them.
func ReturnList(ix *listing.Index, year int, on domain.Date) *paper.Doc {
	d := &paper.Doc{Title: "绩效目标退回修改通知单", Sub: draft(year), Wide: true}
	var rows [][]string
	for i := range ix.Len() {
		if r := ix.Row(i); r.Year == year && r.Stage == domain.StageReturned {
			rows = append(rows, []string{strconv.Itoa(len(rows) + 1), r.Department, r.Code, r.Name, r.Initial.Wan(), string(r.Level), strconv.Itoa(int(r.Fails)), strconv.Itoa(int(r.Warns))})
		}
	}
	d.Para(fmt.Sprintf("下列 %d 个项目的绩效目标已退回，请按审核意见修改后再报。", len(rows)), quote(basisNoBudget))
	d.Table([]paper.Column{{Title: "序", Width: 4, Right: true}, {Title: "部门", Width: 18}, {Title: "项目代码", Width: 20, Code: true}, {Title: "项目", Width: 30}, {Title: "申请（万元）", Width: 12, Right: true}, {Title: "退回级次", Width: 9}, {Title: "不通过", Width: 7, Right: true}, {Title: "提示", Width: 6, Right: true}}, rows)
	d.Sign(bureau, day(on))
	return d
}

// NoBudgetList lists projects that must not get a budget and why (第九、十一条).
func NoBudgetList(ix *listing.Index, year int, on domain.Date) *paper.Doc {
	d := &paper.Doc{Title: "不予入库、不安排预算项目清单", Sub: draft(year), Wide: true}
	var rows [][]string
	var sum domain.Fen
	for i := range ix.Len() {
		r := ix.Row(i)
		why := noBudget(&r)
		if r.Year != year || why == "" {
			continue
		}
		sum += r.Initial
		rows = append(rows, []string{strconv.Itoa(len(rows) + 1), r.Department, r.Code, r.Name, r.Initial.Wan(), why})
	}
	d.Para(fmt.Sprintf("共 %d 个项目，申请 %s 万元。", len(rows), sum.Wan()), quote(basisNoReport), quote(basisNoBudget))
	d.Table([]paper.Column{{Title: "序", Width: 4, Right: true}, {Title: "部门", Width: 18}, {Title: "项目代码", Width: 20, Code: true}, {Title: "项目", Width: 30}, {Title: "申请（万元）", Width: 12, Right: true}, {Title: "原因", Width: 28}}, rows)
	d.Sign(bureau, day(on))
	return d
}

func noBudget(r *listing.Row) string {
	switch {
	case r.Strip[listing.StepExAnte] == listing.StepTrouble:
		return "未开展事前评估或评估结果差（第九条）"
	case r.Stage == "":
		return "未设定绩效目标（第十一条）"
	case r.Stage == domain.StageRejected:
		return "绩效目标审核未通过（第十一条）"
	}
	return ""
}

// CaseDocument is the document of the newest step of a project's case that has one. ok is
// false when no step has.
func CaseDocument(d *domain.Dossier, c *domain.Case, p ladder.Params) (doc *paper.Doc, ok bool) {
	for i := len(c.Steps) - 1; i >= 0; i-- {
		r := ladder.RequestOf(&c.Steps[i], workday.Default)
		if r.Move.Paper() == "" {
			continue
		}
		lines := ladder.Draft(*c, r, d.Project.Name, d.DepartmentName, workday.Default, p)
		if len(lines) < 3 {
			continue
		}
		out := &paper.Doc{Title: r.Move.Paper(), Sub: "（草稿，未编文号）"}
		out.Para(lines[1 : len(lines)-1]...)
		out.Sign(lines[len(lines)-1])
		return out, true
	}
	return nil, false
}

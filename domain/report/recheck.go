package report

import (
	"fmt"
	"strconv"
	"strings"

	"jixiao/domain"
	"jixiao/domain/paper"
	"jixiao/domain/recheck"
	"jixiao/domain/sample"
)

// RecheckNotice reports a spot check: what was found, which projects are to be named and
// why, and what may be concluded for the projects that were not drawn. e is nil when nothing
// was evaluated; missing are projects without any self-evaluation.
func RecheckNotice(c *domain.SpotCheck, rows, missing []recheck.Row, e *sample.Evaluation, on domain.Date) *paper.Doc {
	d := &paper.Doc{Title: "绩效自评抽查复核结果通报", Sub: draft(c.Year), Wide: true}
	done := 0
	for i := range rows {
		if rows[i].Done {
			done++
		}
	}
	d.Head("一、基本情况")
	d.Para(fmt.Sprintf("“%s”抽取项目 %d 个，已复核 %d 个。另有 %d 个项目全年没有报送自评。", c.Name, len(rows), done, len(missing)), quote(recheck.Article))
	d.Head("二、差异分布")
	var bands [][]string
	for _, b := range recheck.Distribution(rows) {
		bands = append(bands, []string{b.Label, strconv.Itoa(b.Count)})
	}
	d.Table([]paper.Column{{Title: "自评减复核（分）", Width: 20}, {Title: "项目数", Width: 10, Right: true}}, bands)
	if e != nil {
		d.Head("三、对全部项目的推断")
		d.Para(e.Sentence)
	}
	d.Head("四、予以通报的项目")
	var named [][]string
	for i := range rows {
		if r := &rows[i]; len(r.Grounds) > 0 {
			named = append(named, noticeRow(len(named)+1, r))
		}
	}
	for i := range missing {
		named = append(named, noticeRow(len(named)+1, &missing[i]))
	}
	d.Table([]paper.Column{{Title: "序", Width: 4, Right: true}, {Title: "项目", Width: 24}, {Title: "主管部门", Width: 14}, {Title: "自评", Width: 7, Right: true}, {Title: "复核", Width: 7, Right: true}, {Title: "差值", Width: 7, Right: true}, {Title: "通报情形", Width: 18}, {Title: "事实", Width: 34}}, named)
	d.Head("五、有关要求")
	d.Para("请有关部门对照问题逐项整改，整改结果书面报送区财政局；抽查结果作为下年度预算安排的依据。")
	d.Sign(bureau, day(on))
	return d
}

func noticeRow(no int, r *recheck.Row) []string {
	grounds := make([]string, len(r.Grounds))
	for i, g := range r.Grounds {
		grounds[i] = string(g)
	}
	return []string{strconv.Itoa(no), r.Project, r.Department, score(r.SelfScore), score(r.ReviewScore), score(r.Difference), strings.Join(grounds, "、"), strings.Join(r.Facts, "；")}
}

var paperColumns = []paper.Column{{Title: "指标", Width: 24}, {Title: "指标值", Width: 12}, {Title: "分值", Width: 6, Right: true}, {Title: "自评完成值", Width: 12}, {Title: "核实值", Width: 12}, {Title: "自评得分", Width: 8, Right: true}, {Title: "复核得分", Width: 8, Right: true}, {Title: "扣分代码", Width: 8}, {Title: "佐证", Width: 16}, {Title: "说明", Width: 20}}

// RecheckPaper is the working paper of one project: claimed, evidence, confirmed, deduction.
func RecheckPaper(r *recheck.Row, p *domain.Recheck, on domain.Date) *paper.Doc {
	d := &paper.Doc{Title: "抽查复核工作底稿", Sub: r.Code + "  " + r.Project, Wide: true}
	d.Para(fmt.Sprintf("主管部门：%s    预算单位：%s    复核人：%s", r.Department, orDash(r.Unit), orDash(strings.Join(r.Reviewers, "、"))))
	recheckBody(d, r, p)
	d.Sign("复核人签字：____________  ____________", day(on))
	return d
}

func recheckBody(d *paper.Doc, r *recheck.Row, p *domain.Recheck) {
	if p.NotDone != "" {
		d.Para("未按要求开展自评：" + p.NotDone)
	}
	var rows [][]string
	for _, i := range p.Items {
		rows = append(rows, []string{i.Level3, i.Planned, score(i.Weight), i.SelfValue, i.Confirmed, score(i.SelfScore), score(i.ReviewScore), i.Code, i.Evidence, i.Note})
	}
	d.Table(paperColumns, rows)
	d.Para(fmt.Sprintf("自评 %s 分（%s），复核 %s 分（%s），差值 %s 分：%s，处理：%s。", score(r.SelfScore), orDash(string(r.SelfGrade)), score(r.ReviewScore), orDash(string(r.ReviewGrade)), score(r.Difference), r.Class, r.Class.FollowUp()))
	var views [][]string
	for _, i := range p.Items {
		if i.Objection != "" {
			views = append(views, []string{i.Level3, i.Objection, orDash(i.Answer), i.AnswerWhy})
		}
	}
	if len(views) > 0 {
		d.Head("征求单位意见情况")
		d.Table([]paper.Column{{Title: "指标", Width: 24}, {Title: "单位意见", Width: 34}, {Title: "答复", Width: 8}, {Title: "理由", Width: 30}}, views)
	}
	for i, x := range p.Problems {
		d.Para(fmt.Sprintf("%d. %s %s %s", i+1, x.Text, x.Basis, x.Remedy))
	}
}

// RecheckConsult asks the unit for its view before the recheck is settled (反馈), line by
// line.
func RecheckConsult(r *recheck.Row, p *domain.Recheck, on domain.Date) *paper.Doc {
	d := &paper.Doc{Title: "关于征求抽查复核意见的函", Sub: "（草稿，未编文号）", Wide: true}
	d.Para(r.Department+"：", fmt.Sprintf("我局对你部门“%s”项目绩效自评进行了抽查复核，初步意见如下。请逐条核对，有异议的写明理由并附佐证，自收到之日起 5 个工作日内书面反馈（期限为本区口径）；逾期未反馈的视为无异议。", r.Project))
	recheckBody(d, r, p)
	var rows [][]string
	for _, i := range p.Items {
		if i.Code != "" || differs(i) {
			rows = append(rows, []string{i.Level3, score(i.SelfScore) + " → " + score(i.ReviewScore), i.Note, "", ""})
		}
	}
	d.Head("单位意见")
	d.Table([]paper.Column{{Title: "指标", Width: 24}, {Title: "得分变化", Width: 14}, {Title: "复核说明", Width: 24}, {Title: "单位意见（同意、异议及理由）", Width: 30}, {Title: "采纳情况及理由", Width: 20}}, rows)
	d.Para(quote(recheck.Article))
	d.Sign(bureau, day(on))
	return d
}

func differs(i domain.RecheckItem) bool {
	return i.SelfScore != nil && i.ReviewScore != nil && i.SelfScore.Cmp(*i.ReviewScore) != 0
}

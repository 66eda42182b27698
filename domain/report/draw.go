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

var pickWords = map[string]string{
	domain.PickMust: "必抽", domain.PickCertainty: "大额必中", domain.PickTicket: "摇号", domain.PickMoney: "金额命中", domain.PickCoverage: "覆盖补充",
}

// DrawRecord is the printed record of a draw. Everything a witness needs to recompute a
// ticket with any SHA-256 tool stands in its text. name gives a project's name by its ID.
func DrawRecord(c *domain.SpotCheck, name func(project string) string, on domain.Date) *paper.Doc {
	d := &paper.Doc{Title: "抽查项目抽取记录（见证书）", Sub: fmt.Sprintf("%s（%d 年度）", c.Name, c.Year), Wide: true}
	d.Head("一、总体和方案")
	d.Para(fmt.Sprintf("%s 封框。封框以后，总体、方案和复核人名单不能再改；三个文件的指纹（SHA-256）在种子产生以前公布：", day(c.FrozenOn)))
	d.Code("总体 H = "+c.PopulationHash, "方案 P = "+c.PlanHash, "名单 Q = "+c.RosterHash)
	d.Table([]paper.Column{{Title: "层", Width: 30}, {Title: "项目数", Width: 8, Right: true}, {Title: "必抽", Width: 8, Right: true}, {Title: "样本量", Width: 8, Right: true}, {Title: "方法", Width: 14}}, strata(c))
	d.Para(fmt.Sprintf("剔除 %d 个，逐个写明理由：", len(c.Exclusions)))
	d.Table([]paper.Column{{Title: "项目", Width: 30}, {Title: "理由", Width: 40}}, reasons(c.Exclusions, name))
	d.Head("二、种子和见证")
	drawSeed(d, c)
	if c.Draw == nil {
		d.Para("尚未抽取。")
		return d
	}
	d.Head("三、抽取结果")
	d.Para(fmt.Sprintf("共抽中 %d 个项目。票号从小到大排名，每层取最小的；名次是在本层的名次，必抽和大额必中不参加排名。", len(c.Draw.Picks)))
	d.Table([]paper.Column{{Title: "序", Width: 4, Right: true}, {Title: "层", Width: 14}, {Title: "项目代码", Width: 18, Code: true}, {Title: "项目名称", Width: 18}, {Title: "方式", Width: 7}, {Title: "名次", Width: 5, Right: true}, {Title: "中签概率", Width: 7, Right: true}, {Title: "票号（64 位十六进制）", Width: 32, Code: true}, {Title: "复核人", Width: 11}}, picks(c, name))
	for _, w := range c.Withdrawals {
		text := fmt.Sprintf("%s 退出（%s）：%s，不递补，推断时按最不利情形计。", w.ID, day(w.On), w.Reason)
		if w.Successor != nil {
			text = fmt.Sprintf("%s 退出（%s）：%s，顺延下一号 %s。", w.ID, day(w.On), w.Reason, w.Successor.ID)
		}
		d.Para(text)
	}
	for _, r := range c.Recusals {
		d.Para(fmt.Sprintf("%s 回避项目 %s（%s）：%s，顺延 %s。", r.Reviewer, r.ProjectID, day(r.On), r.Reason, r.Substitute))
	}
	drawVerify(d, c)
	d.Para(quote(recheck.Article))
	d.Sign("主持人：____________    见证人：____________", bureau+"    "+day(on))
	return d
}

func strata(c *domain.SpotCheck) (rows [][]string) {
	for _, s := range c.Strata {
		method := "等概率（票号最小）"
		if s.Method == string(sample.PPS) {
			method = "按金额大小"
		}
		rows = append(rows, []string{s.Stratum, strconv.Itoa(s.Size), strconv.Itoa(s.Must), strconv.Itoa(s.N), method})
	}
	return rows
}

func reasons(list []domain.Exclusion, name func(string) string) (rows [][]string) {
	for _, x := range list {
		rows = append(rows, []string{name(x.ProjectID), x.Reason})
	}
	return rows
}

func drawSeed(d *paper.Doc, c *domain.SpotCheck) {
	var rows [][]string
	for _, w := range c.Witnesses {
		commit := w.Commit
		if commit == "" {
			commit = "公开来源，无须封签"
		}
		rows = append(rows, []string{w.Name, commit, orDash(w.Slip)})
	}
	d.Table([]paper.Column{{Title: "见证人或来源", Width: 14}, {Title: "封签指纹 SHA-256（亮出前已公布）", Width: 50, Code: true}, {Title: "亮出的文字", Width: 30, Code: true}}, rows)
	if c.Seed != "" {
		d.Para("种子是下面一行文字（前导零算数，逐字照录）：")
		d.Code(c.Seed)
	}
	for _, r := range c.RefusedSeeds {
		d.Para(fmt.Sprintf("%s %s 曾想用另一个种子“%s”重抽，程序没有接受：一个总体和方案只能抽一次。", day(r.On), r.By.Name, r.Seed))
	}
	if c.VoidReason != "" {
		d.Para("本次抽取已作废：" + c.VoidReason)
	}
}

func picks(c *domain.SpotCheck, name func(string) string) (rows [][]string) {
	for i, p := range c.Draw.Picks {
		rank := "—"
		if p.Rank > 0 {
			rank = strconv.Itoa(p.Rank)
		}
		rows = append(rows, []string{strconv.Itoa(i + 1), p.Stratum, p.ID, name(c.ProjectOf(p.ID)), pickWords[p.Reason], rank, p.Pi, p.Ticket, strings.Join(c.ReviewersOf(p.ID), "、")})
	}
	return rows
}

// drawVerify tells how anyone recomputes the record, with an example of a drawn project.
func drawVerify(d *paper.Doc, c *domain.SpotCheck) {
	d.Head("四、任何人怎样核对")
	d.Para("第一步，算 key：把 H、P、种子各写一行（每行后换行），取 SHA-256。在有 sha256sum 的机器上：")
	d.Code(fmt.Sprintf(`printf '%%s\n%%s\n%%s\n' '%s' '%s' '%s' | sha256sum`, c.PopulationHash, c.PlanHash, shellQuoted(c.Seed)), "key = "+c.Draw.Key)
	d.Para("第二步，算票号：把 key、字母 t、项目代码用竖线连成一行（后面不换行），取 SHA-256，应与上表的票号逐位相同。以第一个摇号中签的项目为例：")
	for _, p := range c.Draw.Picks {
		if p.Reason == domain.PickTicket {
			d.Code(fmt.Sprintf(`printf '%%s' '%s' | sha256sum`, sample.TicketText(c.Draw.Key, p.ID)), p.Ticket)
			break
		}
	}
	d.Para("第三步，核对名次：对总体文件里本层每个项目照第二步算票号，从小到大排，取最小的几个。整个记录可用 jixiao sample verify draw.json 或随程序附的 verify_draw.py 重算。")
}

// shellQuoted keeps a text within single quotes.
func shellQuoted(s string) string { return strings.ReplaceAll(s, "'", `'\''`) }

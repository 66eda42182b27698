package xlsx

import (
	"regexp"
	"strings"

	"jixiao/domain"
	"jixiao/domain/parse"
)

var (
	totalWord  = regexp.MustCompile(`^(?:自评|评价|绩效|项目|综合)?(?:总分|总得分|合计|总计|合计得分|总分合计|得分合计|分值合计|自评总得分)`)
	gradeWords = map[string]bool{"优": true, "良": true, "中": true, "差": true, "优秀": true, "良好": true, "中等": true, "一般": true, "较差": true}
)

// totalRow reads the row that sums up the indicators: 总分 | 100 | 96 | 优.
func (p *formParser) totalRow(t *table, row *gridRow) bool {
	x := p.firstIn(t, row)
	if x == nil {
		return false
	}
	text := parse.Squeeze(x.text)
	if !totalWord.MatchString(labelKey(x.text)) || strings.Count(text, "") > 26 || p.own(row.n, t.find(roleLevel3)) > x.col {
		return false
	}
	p.label(row.n, x.col)
	p.markSide(t, row)
	if c := t.find(roleWeight); c != nil {
		p.form.TotalWeight = p.numberIn(c, row.n)
	}
	if c := t.find(roleScore); c != nil {
		p.form.TotalScore = p.numberIn(c, row.n)
	}
	p.looseTotals(row)
	p.inlineTotal(row.n, x)
	return true
}

// looseTotals reads grade and numbers that stand outside their columns.
func (p *formParser) looseTotals(row *gridRow) {
	var loose []int
	for _, c := range row.cells {
		key := p.keys.of(c.text)
		switch _, number := parse.Score(c.text); {
		case c.mark != markNone:
		case gradeWords[key]:
			p.form.TotalGrade = p.take(row.n, c.col)
		case key == "等级" || key == "自评等级" || key == "评价等级":
			p.label(row.n, c.col)
		case number:
			loose = append(loose, c.col)
		case parse.Dash(c.text):
			p.label(row.n, c.col)
		}
	}
	for i, c := range loose {
		switch {
		case i == 0 && len(loose) > 1 && p.form.TotalWeight.Raw == "":
			p.form.TotalWeight = p.numberAt(row.n, c, parse.Score)
		case p.form.TotalScore.Raw == "":
			p.form.TotalScore = p.numberAt(row.n, c, parse.Score)
		}
	}
}

var inlineTotal = regexp.MustCompile(`(\d+(?:\.\d+)?)分?`)

// inlineTotal reads "总分：98.62" and "总分 100 分 优" written in one cell.
func (p *formParser) inlineTotal(r int, x *cell) {
	if p.form.TotalScore.Raw != "" {
		return
	}
	rest := totalWord.ReplaceAllString(parse.Squeeze(x.text), "")
	if m := inlineTotal.FindStringSubmatch(brackets.ReplaceAllString(rest, "")); m != nil {
		if d, err := domain.ParseDecimal(m[1]); err == nil {
			x.mark = markValue
			p.form.TotalScore = domain.Number{Raw: m[1], Value: &d, Cell: p.cellName(r, x.col)}
		}
	}
}

package xlsx

import (
	"strings"
	"unicode/utf8"

	"jixiao/domain"
	"jixiao/domain/intake"
	"jixiao/domain/parse"
)

// Columns of the three recheck sheets, by the key of their header.
var (
	recheckItemWords = fieldTable(map[string]string{
		"level1": "一级指标", "level2": "二级指标", "level3": "三级指标 指标名称", "sign": "指标性质 计算符号", "planned": "指标值 年度指标值 目标值", "measure": "计量单位 度量单位",
		"weight": "权重 分值 指标分值", "self_value": "自评值 自评完成值 自评实际完成值 实际完成值", "confirmed": "核实完成值 核实值 复核完成值 复核值", "self_score": "自评得分 自评分",
		"review_score": "复核得分 复核分 核实得分", "code": "扣分代码 代码", "evidence": "佐证 佐证材料 佐证资料", "note": "备注 说明 扣分原因",
	})
	recheckQualityWords = fieldTable(map[string]string{"what": "评价内容 一级指标 复核内容", "what2": "二级指标", "points": "分值", "standard": "评分标准", "score": "得分", "reason": "扣分原因 扣分理由"})
	recheckProblemWords = fieldTable(map[string]string{"no": "编号 序号", "text": "问题 发现的问题 问题描述", "basis": "依据 问题依据", "remedy": "整改要求 整改建议 整改意见"})
)

func fieldTable(lists map[string]string) map[string]string {
	out := map[string]string{}
	for field, list := range lists {
		for k := range strings.FieldsSeq(list) {
			out[k] = field
		}
	}
	return out
}

// recheckTable is one of the three sheets: header row and columns.
type recheckTable struct {
	g     *grid
	keys  *keyCache
	fill  *domain.Recheck
	ref   *intake.Ref
	warn  func(intake.CellError)
	top   int
	cols  map[string]*tableCol
	order []tableCol
}

// readRecheck reads a recheck workbook: at least the sheet with the rechecked scores.
func (rd *fileReader) readRecheck(grids []*grid) bool {
	var paper intake.RecheckPaper
	items := false
	var used, strange []*grid
	for _, g := range grids {
		t := &recheckTable{g: g, keys: rd.keys, fill: &paper.Paper, ref: &paper.Project, warn: rd.warn}
		switch {
		case t.find(recheckItemWords, "review_score", "level3"):
			items = true
			t.head()
			t.items()
		case t.find(recheckProblemWords, "text", "remedy"):
			t.head()
			t.problems()
		case t.find(recheckQualityWords, "what", "standard"), t.find(recheckQualityWords, "what", "reason"):
			t.head()
			t.quality()
		default:
			if !strings.Contains(g.name, sheetNotes) {
				strange = append(strange, g)
			}
			continue
		}
		used = append(used, g)
	}
	if !items {
		for _, g := range used {
			clearMarks(g)
		}
		return false
	}
	f := rd.file(domain.FormRecheck)
	f.Layout = string(domain.FormRecheck)
	f.Rows += len(paper.Paper.Items)
	paper.Paper.Prov = domain.Provenance{Name: baseName(f.Name), Sheet: used[0].name}
	for _, g := range used {
		f.Unread = append(f.Unread, g.unread(1, g.lastRow())...)
	}
	for _, g := range strange {
		rd.warn(intake.CellError{Sheet: g.name, Message: "没有认出工作表“" + g.name + "”是什么表，其中的内容没有读入"})
	}
	if paper.Project.Code == "" && paper.Project.Name == "" {
		rd.fail(used[0], "复核底稿上没有写项目代码和名称。请在表的上方填写“项目名称”后再导入")
		return true
	}
	paper.Paper.Done = allScored(paper.Paper.Items)
	f.Rechecks = append(f.Rechecks, paper)
	return true
}

func clearMarks(g *grid) {
	for i := range g.rows {
		for j := range g.rows[i].cells {
			g.rows[i].cells[j].mark = markNone
		}
	}
}

func allScored(items []domain.RecheckItem) bool {
	for _, x := range items {
		if x.ReviewScore == nil && x.Weight != nil {
			return false
		}
	}
	return len(items) > 0
}

// find looks for the header row that has the two fields.
func (t *recheckTable) find(words map[string]string, need ...string) bool {
	for i := range t.g.rows[:min(len(t.g.rows), headerDepth)] {
		row := &t.g.rows[i]
		t.cols, t.order = map[string]*tableCol{}, nil
		for _, c := range row.cells {
			t.order = append(t.order, tableCol{c1: c.col, c2: t.g.span(row.n, c.col).c2, head: c.text, key: t.keys.of(c.text)})
		}
		for i := range t.order {
			c := &t.order[i]
			if i+1 < len(t.order) {
				c.c2 = min(c.c2, t.order[i+1].c1-1)
			}
			if field := words[c.key]; field != "" && t.cols[field] == nil {
				t.cols[field] = c
			}
		}
		ok := true
		for _, n := range need {
			ok = ok && t.cols[n] != nil
		}
		if ok && (t.cols["level1"] != nil || need[0] != "review_score") {
			t.top = row.n
			return true
		}
	}
	return false
}

// head reads whose paper it is from what stands above the header, and marks the header.
func (t *recheckTable) head() {
	for i := range t.g.rows {
		row := &t.g.rows[i]
		if row.n >= t.top {
			break
		}
		for j := range row.cells {
			t.headCell(row, j)
		}
	}
	for _, c := range t.cols {
		t.g.set(t.top, c.c1, markLabel)
	}
}

func (t *recheckTable) headCell(row *gridRow, j int) {
	c := &row.cells[j]
	if c.mark != markNone {
		return
	}
	key := t.keys.of(c.text)
	label, value, inline := inlinePair(c.text)
	if inline && value != "" {
		key = labelKey(label)
	} else {
		value = ""
	}
	known := headWord(key) != wordNone || key == "复核人" || key == "复核人员" || key == "未按要求自评"
	switch {
	case known:
		c.mark = markLabel
		at := ref(row.n, c.col)
		if value == "" && j+1 < len(row.cells) && headWord(t.keys.of(row.cells[j+1].text)) == wordNone {
			row.cells[j+1].mark = markValue
			value, at = row.cells[j+1].text, ref(row.n, row.cells[j+1].col)
		}
		t.setHead(key, value, at)
	case titleText(c.text), smallPrint(c.text), strings.HasSuffix(key, "表") && utf8.RuneCountInString(key) < 40, row.n == t.g.rows[0].n && len(row.cells) == 1:
		c.mark = markLabel
	}
}

func (t *recheckTable) setHead(key, value, at string) {
	if value == "" {
		return
	}
	set := func(to *string) {
		if *to == "" {
			*to = value
			if t.ref.Cell == "" {
				t.ref.Sheet, t.ref.Cell = t.g.name, at
			}
		}
	}
	switch w := headWord(key); {
	case key == "项目代码" || key == "项目编码" || key == "项目编号":
		value = parse.Squeeze(value)
		set(&t.ref.Code)
	case w == wordProject:
		set(&t.ref.Name)
	case w == wordUnit:
		set(&t.ref.Unit)
	case key == "复核人" || key == "复核人员":
		if len(t.fill.Reviewers) == 0 {
			t.fill.Reviewers = strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune("、,，;； /", r) })
		}
	case key == "未按要求自评":
		t.fill.NotDone = value
	}
}

func (t *recheckTable) text(r int, field string) string {
	c := t.cols[field]
	if c == nil {
		return ""
	}
	for _, x := range t.g.row(r) {
		if x.col >= c.c1 && x.col <= c.c2 {
			t.g.set(r, x.col, markValue)
			return x.text
		}
	}
	return ""
}

// down is a level's text, carried down over merged and blank cells.
func (t *recheckTable) down(r int, field, above string) string {
	if s := t.text(r, field); s != "" {
		return s
	}
	return above
}

func (t *recheckTable) number(r int, field string) *domain.Decimal {
	s := t.text(r, field)
	if parse.Dash(s) {
		return nil
	}
	d, ok := parse.Score(s)
	if !ok {
		at := ref(r, t.cols[field].c1)
		t.warn(intake.CellError{Sheet: t.g.name, Cell: at, Value: s, Expected: "数字", Message: "单元格 " + at + "：“" + s + "”读不成分数，没有读入。请填数字"})
		return nil
	}
	return &d
}

// items reads the rechecked indicators and the total row.
func (t *recheckTable) items() {
	one, two := "", ""
	for i := range t.g.rows {
		row := &t.g.rows[i]
		if row.n <= t.top {
			continue
		}
		if totalWord.MatchString(t.keys.of(row.cells[0].text)) {
			row.cells[0].mark = markLabel
			t.fill.SelfScore, t.fill.ReviewScore = t.number(row.n, "self_score"), t.number(row.n, "review_score")
			t.number(row.n, "weight")
			continue
		}
		if noteText(row.cells[0].text) {
			markAll(row)
			continue
		}
		if t.headRow(row) {
			continue
		}
		if s := t.text(row.n, "level1"); s != "" && s != one {
			one, two = s, ""
		}
		two = t.down(row.n, "level2", two)
		x := domain.RecheckItem{Level1: one, Level2: two, Level3: parse.StripPrefix(t.text(row.n, "level3")), Row: row.n}
		sign, value, unit := t.text(row.n, "sign"), t.text(row.n, "planned"), t.text(row.n, "measure")
		x.Planned = joinValue(sign, value, unit).Raw
		x.Weight, x.SelfScore, x.ReviewScore = t.number(row.n, "weight"), t.number(row.n, "self_score"), t.number(row.n, "review_score")
		x.SelfValue, x.Confirmed, x.Code = t.text(row.n, "self_value"), t.text(row.n, "confirmed"), t.text(row.n, "code")
		x.Evidence, x.Note = t.text(row.n, "evidence"), t.text(row.n, "note")
		if x.Level3 == "" && x.Weight == nil && x.ReviewScore == nil && x.Planned == "" {
			continue
		}
		t.fill.Items = append(t.fill.Items, x)
	}
}

// headRow reads label and value rows below a table: 未按要求自评 | ….
func (t *recheckTable) headRow(row *gridRow) bool {
	key := t.keys.of(row.cells[0].text)
	if key != "未按要求自评" && key != "复核人" && key != "复核人员" {
		return false
	}
	for j := range row.cells {
		t.headCell(row, j)
	}
	return true
}

func (t *recheckTable) problems() {
	for i := range t.g.rows {
		row := &t.g.rows[i]
		if row.n <= t.top || t.headRow(row) {
			continue
		}
		x := domain.Problem{No: t.text(row.n, "no"), Text: t.text(row.n, "text"), Basis: t.text(row.n, "basis"), Remedy: t.text(row.n, "remedy")}
		if x.Text != "" {
			t.fill.Problems = append(t.fill.Problems, x)
		}
	}
}

// quality keeps one sentence per line of the quality sheet.
func (t *recheckTable) quality() {
	above := ""
	for i := range t.g.rows {
		row := &t.g.rows[i]
		if row.n <= t.top || t.headRow(row) {
			continue
		}
		above = t.down(row.n, "what", above)
		parts := []string{above}
		for _, f := range []struct{ field, prefix string }{{"what2", ""}, {"standard", "标准："}, {"points", "分值 "}, {"score", "得分 "}, {"reason", "扣分原因："}} {
			if s := t.text(row.n, f.field); s != "" {
				parts = append(parts, f.prefix+s)
			}
		}
		if above != "" {
			t.fill.Quality = append(t.fill.Quality, domain.Text{Raw: strings.Join(parts, "；"), Cell: ref(row.n, row.cells[0].col)})
		}
	}
}

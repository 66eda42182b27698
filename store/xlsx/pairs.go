package xlsx

import (
	"regexp"
	"strings"

	"jixiao/domain"
	"jixiao/domain/parse"
)

// readPairs reads label and value pairs in all cells that no table took.
func (p *formParser) readPairs() {
	notes := false
	for _, row := range p.g.rows {
		if row.n < p.seg.from || row.n > p.seg.to {
			continue
		}
		p.each(row.n, func(c int, text string) {
			x := p.g.find(row.n, c)
			if x.mark != markNone {
				return
			}
			note := noteText(text) && c == row.cells[0].col
			if !p.pair(row.n, c, text) && (note || notes && c == row.cells[0].col && numberedNote.MatchString(parse.Squeeze(text))) {
				x.mark = markLabel
			}
			notes = notes || note
		})
	}
}

// numberedNote is a further line of the notes below a form.
var numberedNote = regexp.MustCompile(`^[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[①-⑩])[.、)）]?`)

// noteText recognises the notes below a form.
func noteText(s string) bool {
	t := parse.Squeeze(s)
	for _, w := range []string{"注:", "注1", "注.", "备注:", "说明:", "填表说明", "填报说明", "注、"} {
		if strings.HasPrefix(t, w) {
			return true
		}
	}
	return smallPrint(s)
}

// pair reads one label with its value; false when the cell is no label.
func (p *formParser) pair(r, c int, text string) bool {
	key := p.keys.of(text)
	w := headWord(key)
	if w == wordNone {
		if item, _ := fundItem(key); item && p.pairAmount(r, c, text) {
			return true
		}
		if p.inline(r, c, text) {
			return true
		}
		if p.statesUnit(r, c, text) || strings.HasSuffix(parse.Squeeze(text), ":") && len(text) < 60 {
			w, key = wordExtra, strings.Trim(key, ":")
		} else {
			return false
		}
	}
	p.label(r, c)
	switch w {
	case wordSection:
	case wordExtra:
		values := p.valuesRight(r, c)
		if len(values) == 0 && p.besideLabel(r, c) {
			values = append(values, p.valueBelow(r, c))
		}
		for _, v := range values {
			p.addExtra(key, v)
		}
	default:
		if v := p.valueRight(r, c); v.Raw != "" {
			p.setHead(w, key, v)
		}
	}
	return true
}

// setHead fills a field of the head; one that is filled already keeps its value.
func (p *formParser) setHead(w word, key string, v domain.Text) {
	to := map[word]*domain.Text{wordProject: &p.form.Project, wordDepartment: &p.form.Department, wordUnit: &p.form.Unit, wordOwner: &p.form.Owner, wordReason: &p.form.Reason,
		wordGoal: &p.form.Goal, wordLongGoal: &p.form.LongGoal, wordCompletion: &p.form.Completion}[w]
	if w == wordReason {
		p.form.HasReason = true
	}
	switch {
	case to == nil:
		p.addExtra(key, v)
	case to.Raw == "":
		*to = v
		if weakWords[key] {
			p.weak[w] = key
		}
	case p.weak[w] != "" && !weakWords[key]: // 实施单位 says more than 单位名称
		p.addExtra(p.weak[w], *to)
		*to = v
		delete(p.weak, w)
	default:
		p.addExtra(key, v)
	}
}

// weakWords name a field less precisely than its other labels.
var weakWords = map[string]bool{"单位名称": true, "填报单位": true, "申报单位": true, "预算单位": true, "一级预算单位": true, "中央主管部门": true, "省级主管部门": true, "市级主管部门": true, "专项名称": true, "责任人": true}

// known reports whether a cell is a label.
func (p *formParser) known(r, c int) bool {
	key := p.key(r, c)
	item, _ := fundItem(key)
	return headWord(key) != wordNone || item
}

// valueRight takes the next cell to the right unless it is a label itself.
func (p *formParser) valueRight(r, c int) domain.Text {
	for _, x := range p.g.row(r) {
		if x.col <= c || p.g.span(r, c).c2 >= x.col {
			continue
		}
		if x.mark != markNone || headWord(p.keys.of(x.text)) != wordNone {
			break
		}
		return p.take(r, x.col)
	}
	return domain.Text{}
}

// besideLabel reports whether a label's neighbour is a label too: a heading row, whose
// values stand below.
func (p *formParser) besideLabel(r, c int) bool {
	before, after := 0, 0
	for _, x := range p.g.row(r) {
		switch {
		case x.col < c:
			before = x.col
		case x.col > c && after == 0:
			after = x.col
		}
	}
	if after != 0 {
		return headWord(p.goalKey(p.g.text(r, after))) != wordNone
	}
	return before != 0 && headWord(p.goalKey(p.g.text(r, before))) != wordNone
}

// valuesRight takes all cells up to the next label, within the form.
func (p *formParser) valuesRight(r, c int) []domain.Text {
	var out []domain.Text
	for _, x := range p.g.row(r) {
		if x.col <= c {
			continue
		}
		if x.mark != markNone || headWord(p.keys.of(x.text)) != wordNone || x.col > max(p.extent, c+1) {
			break
		}
		if label, _, ok := inlinePair(x.text); ok && headWord(labelKey(label)) != wordNone {
			break
		}
		out = append(out, p.take(r, x.col))
	}
	return out
}

// inline reads label and value written in one cell.
func (p *formParser) inline(r, c int, text string) bool {
	label, value, ok := inlinePair(text)
	if !ok {
		return false
	}
	key := labelKey(label)
	w := headWord(key)
	if w == wordNone || w == wordSection {
		return false
	}
	if value == "" {
		return false
	}
	t := p.take(r, c)
	if w == wordExtra && key == "单位" || key == "金额单位" {
		if u, ok := parse.UnitIn(text); ok && p.form.AmountUnit == "" {
			p.form.AmountUnit = u
		}
	}
	t.Raw = value
	if w == wordExtra {
		p.addExtra(key, t)
	} else {
		p.setHead(w, key, t)
	}
	return true
}

// pairAmount reads a money label whose amount stands beside it, outside any money table.
func (p *formParser) pairAmount(r, c int, text string) bool {
	for _, x := range p.g.row(r) {
		if x.col <= c {
			continue
		}
		if x.mark != markNone {
			return false
		}
		a, err := parse.Amount(x.text, p.form.AmountUnit)
		if err != nil && a.Raw != "" {
			return false
		}
		p.label(r, c)
		p.addExtra(strings.TrimRight(parse.Fold(text), ": "), p.take(r, x.col))
		return true
	}
	return false
}

func sheetPrefix(g *grid) string { return g.name + "!" }

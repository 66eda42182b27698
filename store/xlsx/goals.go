package xlsx

import (
	"strings"

	"jixiao/domain"
)

// readGoals reads the goal section: headings with the texts below them, or labels with the
// text beside them.
func (p *formParser) readGoals() {
	for i := range p.g.rows {
		r := p.g.rows[i].n
		if r < p.seg.from || r > p.seg.to || p.tableRow(r) || p.fund != nil && r >= p.fund.top && r <= p.fund.end {
			continue
		}
		p.goalRow(r)
	}
}

func goalWord(w word) bool { return w == wordGoal || w == wordLongGoal || w == wordCompletion }

// goalRow reads the goal labels of one row.
func (p *formParser) goalRow(r int) {
	var labels []int
	others := 0
	for _, c := range p.g.row(r) {
		switch {
		case goalWord(headWord(p.goalKey(c.text))):
			labels = append(labels, c.col)
		case c.mark == markNone:
			others++
		}
	}
	if len(labels) == 0 {
		return
	}
	// 年度总体目标 | 预期目标 | 实际完成情况: the first is the section's name.
	if len(labels) > 1 && p.nextOwn(r, labels[0]) == labels[1] && (p.g.span(r, labels[0]).r2 > r || len(labels) > 2 || p.goalWordAt(r, labels[0]) == wordGoal && p.goalWordAt(r, labels[1]) == wordGoal) {
		p.label(r, labels[0])
		labels = labels[1:]
	}
	below := others == 0
	for _, c := range labels {
		p.label(r, c)
		w, key := p.goalWordAt(r, c), p.goalKey(p.g.text(r, c))
		var v domain.Text
		if !below {
			v = p.valueRight(r, c)
		}
		if v.Raw == "" {
			v = p.valueBelow(r, c)
		}
		if v.Raw != "" {
			p.setHead(w, key, v)
		}
	}
}

// goalKey is a goal label's key; 中期目标（2024—2026年） and 2024-2026年目标 keep their word.
func (p *formParser) goalKey(text string) string {
	key := p.keys.of(text)
	if headWord(key) != wordNone || len(key) > 60 {
		return key
	}
	return strings.TrimLeft(key, "0123456789-~至年")
}

func (p *formParser) goalWordAt(r, c int) word { return headWord(p.goalKey(p.g.text(r, c))) }

// nextOwn is the column of the next non-empty cell of a row, 0 for none.
func (p *formParser) nextOwn(r, c int) int {
	for _, x := range p.g.row(r) {
		if x.col > c {
			return x.col
		}
	}
	return 0
}

// valueBelow takes the texts under a heading, down to the end of the section.
func (p *formParser) valueBelow(r, c int) domain.Text {
	head := p.g.span(r, c)
	last := head.r2 + 1
	if left := p.g.row(r); len(left) > 0 && left[0].col < c {
		last = max(last, p.g.span(r, left[0].col).r2)
	}
	var out domain.Text
	for row := head.r2 + 1; row <= last && row <= p.seg.to && !p.tableRow(row) && !p.labelledBefore(row, head.c1); row++ {
		for _, x := range p.g.row(row) {
			if x.col < head.c1 || x.col > head.c2 || x.mark != markNone {
				continue
			}
			if headWord(p.goalKey(x.text)) != wordNone {
				return out
			}
			t := p.take(row, x.col)
			if out.Raw == "" {
				out = t
			} else {
				out.Raw += "\n" + t.Raw
			}
		}
	}
	return out
}

// labelledBefore reports whether a row opens with a label of its own left of a column.
func (p *formParser) labelledBefore(r, c int) bool {
	for _, x := range p.g.row(r) {
		if x.col >= c {
			return false
		}
		if headWord(p.goalKey(x.text)) != wordNone {
			return true
		}
	}
	return false
}

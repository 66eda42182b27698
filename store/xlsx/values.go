package xlsx

import (
	"strings"

	"jixiao/domain"
	"jixiao/domain/parse"
)

func (p *formParser) textIn(c *tableCol, r int) domain.Text {
	if at := p.own(r, c); at != 0 {
		return p.take(r, at)
	}
	return domain.Text{}
}

func (p *formParser) numberIn(c *tableCol, r int) domain.Number {
	if at := p.own(r, c); at != 0 {
		return p.numberAt(r, at, parse.Score)
	}
	return domain.Number{}
}

func (p *formParser) valueOf(t *table, ro role, r int) domain.Value {
	text := p.textIn(t.find(ro), r)
	if text.Raw == "" {
		return domain.Value{}
	}
	v := parse.Value(text.Raw)
	v.Cell = text.Cell
	return v
}

// planned reads the planned value; sign, number and unit in columns of their own are joined
// into the text they stand for.
func (p *formParser) planned(t *table, r int) domain.Value {
	if c := t.find(roleValue); c == nil {
		return p.valueOf(t, rolePlanned, r)
	}
	sign, value, unit := p.textIn(t.find(roleSign), r), p.textIn(t.find(roleValue), r), p.textIn(t.find(roleMeasure), r)
	v := joinValue(sign.Raw, value.Raw, unit.Raw)
	if sign.Raw != "" && !signText(sign.Raw) {
		p.addExtra("指标性质 "+p.g.text(r, p.own(r, t.find(roleLevel3))), sign)
	}
	if v.Cell = value.Cell; v.Cell == "" {
		v.Cell = sign.Cell + unit.Cell
		if sign.Cell != "" && unit.Cell != "" {
			v.Cell = sign.Cell
		}
	}
	return v
}

// joinValue makes one planned value of the three columns. A sign or unit that the value
// repeats is not written twice; 定性 only tells the nature.
func joinValue(sign, value, unit string) domain.Value {
	s, raw := parse.Squeeze(sign), value
	if signText(sign) && parse.Value(value).Sign == "" {
		raw = sign + raw
	}
	if u := parse.Squeeze(unit); u != "" && !parse.Dash(unit) && value != "" && !strings.HasSuffix(parse.Squeeze(value), u) {
		raw += unit
	}
	if value == "" && raw == sign {
		raw = sign + unit
	}
	v := parse.Value(raw)
	switch {
	case strings.HasPrefix(s, "定性"):
		v = domain.Value{Raw: raw, Qualitative: raw != ""}
	case v.Number != nil && v.Sign == "" && strings.HasPrefix(s, "正向"):
		v.Sign = domain.SignGE
	case v.Number != nil && v.Sign == "" && (strings.HasPrefix(s, "反向") || strings.HasPrefix(s, "逆向")):
		v.Sign = domain.SignLE
	}
	return v
}

// extrasIn reads columns without a field of their own.
func (p *formParser) extrasIn(t *table, r int, ind *domain.Indicator) {
	for i := range t.cols {
		c := &t.cols[i]
		if t.twoSided && c.side == 0 && c.role != roleLevel1 {
			continue
		}
		switch c.role {
		case roleExtra, roleMeasures, roleOrdinal:
			text := p.textIn(c, r)
			switch {
			case text.Raw == "" || c.role == roleOrdinal:
			case c.role == roleMeasures && ind.Reason.Raw == "":
				ind.Reason = text
			default:
				p.addExtra(c.key+" "+ind.Level3.Raw, text)
			}
		}
	}
}

// leftSide reads the medium-term half of a two-sided target table.
func (p *formParser) leftSide(t *table, r int, lv *levelState) {
	if !t.twoSided {
		return
	}
	var parts []string
	var value domain.Text
	for i := range t.cols {
		c := &t.cols[i]
		if c.side != 0 || c.role == roleLevel1 {
			continue
		}
		text := p.textIn(c, r)
		if text.Raw == "" {
			continue
		}
		if c.role == rolePlanned {
			value = text
			continue
		}
		if text.Raw = parse.StripPrefix(text.Raw); text.Raw != "" && !parse.Placeholder(text.Raw) {
			parts = append(parts, text.Raw)
		}
	}
	if value.Raw != "" && !parse.Placeholder(value.Raw) || len(parts) > 1 {
		p.form.Extra = append(p.form.Extra, domain.LabelValue{Label: "中期指标 " + strings.Join(parts, " "), Value: value})
	}
}

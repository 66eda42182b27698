package explain

import "strings"

// Lines renders the chain for reading: value, formula, inputs indented, articles, then
// who and when. Nothing is wrapped.
func (c Chain) Lines() []string {
	var out []string
	out = c.body(out, "")
	for _, b := range c.Basis {
		line := "依据 " + b.Citation
		if b.Quote != "" {
			line += "：“" + b.Quote + "”"
		}
		out = append(out, line)
	}
	if c.Rule != "" {
		out = append(out, "规则 "+c.Rule)
	}
	for _, h := range c.History {
		line := "操作 " + h.At + " " + h.By + " " + h.Title
		if h.Why != "" {
			line += "（" + h.Why + "）"
		}
		out = append(out, line)
	}
	return out
}

func (c Chain) body(out []string, indent string) []string {
	value := c.Value
	if value == "" {
		value = "无"
	}
	out = append(out, indent+c.Title+" = "+value)
	inner := indent + "  "
	add := func(label, text string) {
		if text != "" {
			out = append(out, inner+label+text)
		}
	}
	add("缺数据 ", c.Missing)
	add("公式 ", c.Formula)
	add("代入 ", c.Worked)
	if c.Source != nil {
		add("来源 ", c.Source.String())
	} else if len(c.Inputs) == 0 && c.Formula == "" {
		add("来源 ", c.Source.String())
	}
	add("说明 ", c.Note)
	for _, in := range c.Inputs {
		out = in.body(out, inner)
	}
	return out
}

// Text is Lines joined.
func (c Chain) Text() string { return strings.Join(c.Lines(), "\n") }

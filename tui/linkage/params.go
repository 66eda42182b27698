package linkage

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/params"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// paramPanel lets the parameters be tried: every key shows its effect on the totals above.
type paramPanel struct {
	defs   []params.Def
	row    int
	typing *widget.Prompt
}

const prefix = "link."

func linkDefs() (out []params.Def) {
	for _, d := range params.List() {
		if strings.HasPrefix(d.Key, prefix) {
			out = append(out, d)
		}
	}
	return out
}

func (m *Model) paramKey(msg tea.KeyPressMsg) tea.Cmd {
	p := &m.panel
	if p.typing != nil {
		return m.typeParam(msg)
	}
	switch key := tui.Key(msg); key {
	case "up":
		p.row = max(p.row-1, 0)
	case "down":
		p.row = min(p.row+1, len(p.defs)-1)
	case "home":
		p.row = 0
	case "end":
		p.row = len(p.defs) - 1
	case "left", "-":
		return m.shift(-1)
	case "right", "+":
		return m.shift(1)
	case "pgdown":
		return m.shift(-5)
	case "pgup":
		return m.shift(5)
	case "backspace", "delete":
		return m.setParam(p.defs[p.row].Value(&m.inForce))
	case "0":
		return m.resetParams()
	case "enter", "space":
		d := p.defs[p.row]
		p.typing = &widget.Prompt{Title: " 试一个值：" + d.Title, Input: widget.Input{Prompt: "新值（" + d.Unit + "）：", Limit: 12}, Check: func(s string) string {
			v, err := d.Parse(s)
			if err == nil {
				trial := m.trial
				err = trial.Set(d, v)
			}
			if err != nil {
				return err.Error()
			}
			return ""
		}}
		p.typing.Input.SetValue(fmt.Sprint(d.Value(&m.trial)))
	case "esc", "1", "q":
		m.at = atList
	}
	return nil
}

func (m *Model) typeParam(msg tea.KeyPressMsg) tea.Cmd {
	p := &m.panel
	switch p.typing.HandleKey(msg.String()) {
	case widget.Cancelled:
		p.typing = nil
	case widget.Confirmed:
		v, err := p.defs[p.row].Parse(p.typing.Input.Value())
		p.typing = nil
		if err != nil {
			return tui.SayError(err)
		}
		return m.setParam(v)
	default:
		p.typing.Input.Update(msg)
	}
	return nil
}

// shift changes the value under the cursor within its bounds.
func (m *Model) shift(by int64) tea.Cmd {
	d := m.panel.defs[m.panel.row]
	return m.setParam(max(d.Min, min(d.Max, d.Value(&m.trial)+by)))
}

func (m *Model) setParam(v int64) tea.Cmd {
	if err := m.trial.Set(m.panel.defs[m.panel.row], v); err != nil {
		return tui.SayError(err)
	}
	m.compute()
	return nil
}

func (m *Model) resetParams() tea.Cmd {
	m.trial = m.inForce
	m.compute()
	return tui.Say(tui.Info, "已恢复现行参数")
}

// tried lists the values that differ from those in force.
func (m *Model) tried() (out []string) {
	for _, d := range m.panel.defs {
		if v := d.Value(&m.trial); v != d.Value(&m.inForce) {
			out = append(out, fmt.Sprintf("%s %s（现行 %s）", d.Title, d.Text(v), d.Text(d.Value(&m.inForce))))
		}
	}
	return out
}

func (m *Model) paramView(w, h int) string {
	p := &m.panel
	if p.typing != nil {
		return p.typing.View(w, h)
	}
	lines := []string{tui.T.Head.Paint(tui.Fit(" 试算参数：改一个，上面的总额马上跟着变", w)), ""}
	for i, d := range p.defs {
		v, now := d.Value(&m.trial), d.Value(&m.inForce)
		text := " " + tui.Fit(d.Title, 34) + tui.FitRight(d.Text(v), 10)
		if v != now {
			text += "   现行 " + d.Text(now)
		}
		text = tui.Fit(text, w)
		switch {
		case i == p.row:
			text = tui.T.Select.Paint(text)
		case v != now:
			text = tui.T.Mark.Paint(text)
		}
		lines = append(lines, text)
	}
	for len(lines) < h-1 {
		lines = append(lines, "")
	}
	return tui.Block(append(lines, tui.T.Dim.Paint(" 左右 加减1  PgUp/PgDn 加减5  Enter 填数  退格 恢复一个  0 全部恢复  Esc 完成")), w, h)
}

package ledger

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/domain/params"
	"jixiao/domain/pinyin"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// paramRow is one parameter as the page shows it.
type paramRow struct {
	params.Def
	value int64
	// since is the day from which the value holds, zero for the program's own.
	since  domain.Date
	search string
}

// paramPage lists the parameters of the rule book; a change is dated, has a reason, and
// shows what becomes of the projects before it is written.
type paramPage struct {
	rows    []paramRow
	shown   []int
	table   widget.Table
	filter  widget.Input
	typing  bool
	preview *widget.Preview
	change  domain.ParamChange
}

type paramsMsg struct {
	changes []domain.ParamChange
	values  params.All
	err     error
}

type effectsMsg struct {
	change  domain.ParamChange
	title   string
	effects []params.Effect
	err     error
}

// openParams reads the parameters and shows them.
func (m *Model) openParams() tea.Cmd {
	s := m.store
	return func() tea.Msg {
		changes, err := s.ParamChanges()
		return paramsMsg{changes, s.RuleParams(s.Today()), err}
	}
}

func (m *Model) gotParams(msg paramsMsg) tea.Cmd {
	if msg.err != nil {
		return tui.SayError(msg.err)
	}
	today := m.store.Today()
	if m.params == nil {
		m.params = &paramPage{filter: widget.Input{Prompt: " 筛选：", Placeholder: "参数、类别、规则编号，可用拼音首字母", Limit: 60}}
		m.params.table = m.params.newTable()
	}
	p := m.params
	p.rows = p.rows[:0]
	for _, d := range params.List() {
		r := paramRow{Def: d, value: d.Value(&msg.values), search: strings.ToLower(d.Key + " " + d.Title + " " + strings.Join(d.Rules, " ") + " " + pinyin.Key(d.Title))}
		for _, c := range msg.changes {
			if c.Param == d.Key && !today.Before(c.From) && r.since.Before(c.From) {
				r.since = c.From
			}
		}
		p.rows = append(p.rows, r)
	}
	p.narrow()
	m.at = atParams
	return nil
}

func (p *paramPage) narrow() {
	words := strings.Fields(strings.ToLower(tui.FoldKey(p.filter.Value())))
	p.shown = p.shown[:0]
	for i := range p.rows {
		if holdsAll(p.rows[i].search, words) {
			p.shown = append(p.shown, i)
		}
	}
	p.table.SetCount(len(p.shown))
	p.table.Invalidate()
}

func (p *paramPage) newTable() widget.Table {
	at := func(row int) *paramRow { return &p.rows[p.shown[row]] }
	return widget.Table{
		Columns: []widget.Column{{ID: "title", Title: "参数", Width: 30, Flex: 3}, {ID: "value", Title: "现值", Width: 12, Right: true}, {ID: "default", Title: "缺省", Width: 12, Right: true, Priority: 2},
			{ID: "since", Title: "自", Width: 10, Priority: 1}, {ID: "basis", Title: "来源", Width: 18, Flex: 1}, {ID: "key", Title: "名称", Width: 24, Priority: 3}},
		Cell: func(row, col int) string {
			r := at(row)
			switch col {
			case 0:
				return r.Title
			case 1:
				return r.Text(r.value)
			case 2:
				return r.Text(r.Default())
			case 3:
				if r.since.IsZero() {
					return ""
				}
				return r.since.String()
			case 4:
				return r.Basis.String()
			}
			return r.Key
		},
		Style: func(row, col int) tui.SGR {
			if r := at(row); col == 1 && r.value != r.Default() {
				return tui.T.Mark
			}
			return ""
		},
		Empty: []string{"没有相符的参数。Esc 清掉筛选"},
	}
}

func (p *paramPage) selected() *paramRow {
	if i := p.table.Cursor(); i < len(p.shown) {
		return &p.rows[p.shown[i]]
	}
	return nil
}

func (m *Model) paramsKey(msg tea.KeyPressMsg) tea.Cmd {
	p, key := m.params, tui.Key(msg)
	switch {
	case p.preview != nil:
		return m.confirmParam(key)
	case p.typing:
		switch msg.String() {
		case "esc":
			p.filter.SetValue("")
			p.typing = false
			p.narrow()
		case "enter", "tab", "down":
			p.typing = false
		default:
			if p.filter.Update(msg) {
				p.narrow()
			}
		}
		return nil
	}
	switch key {
	case "esc", "q":
		m.at = atList
	case "ctrl+f", "/":
		p.typing = true
	case "enter", "1":
		return m.changeParam()
	case "=":
		if r := p.selected(); r != nil {
			return explainParam(r)
		}
	default:
		p.table.HandleKey(key)
	}
	return nil
}

func explainParam(r *paramRow) tea.Cmd {
	lines := []string{r.Key, fmt.Sprintf("现值 %s，缺省 %s，可在 %s 到 %s 之间", r.Text(r.value), r.Text(r.Default()), r.Text(r.Min), r.Text(r.Max)), "来源 " + r.Basis.String() + "：" + r.Basis.Quote}
	if len(r.Rules) > 0 {
		lines = append(lines, "用到它的规则 "+strings.Join(r.Rules, "、"))
	}
	return func() tea.Msg { return tui.ExplainMsg{Title: "参数：" + r.Title, Lines: lines} }
}

// changeParam asks for value, date and reason, then shows the effects.
func (m *Model) changeParam() tea.Cmd {
	r := m.params.selected()
	if r == nil {
		return tui.Say(tui.Warn, "先选中一个参数")
	}
	row := *r
	c := domain.ParamChange{Param: row.Key}
	field := func(prompt, value string, help []string, check func(string) string, then func(text string) tea.Cmd) tea.Cmd {
		p := &widget.Prompt{Title: " 改参数：" + row.Title, Help: help, Check: check, Input: widget.Input{Prompt: prompt, Limit: 100}}
		p.Input.SetValue(value)
		return m.ask(p, then)
	}
	return field("新值（"+row.unit()+"）：", "", []string{"现值 " + row.Text(row.value) + "，可在 " + row.Text(row.Min) + " 到 " + row.Text(row.Max) + " 之间。"}, func(s string) string {
		if _, err := row.Parse(s); err != nil {
			return err.Error()
		}
		return ""
	}, func(text string) tea.Cmd {
		v, err := row.Parse(text)
		if err != nil {
			return tui.SayError(err)
		}
		c.Value = v
		return field("从哪一天起：", m.store.Today().String(), []string{"以前的结论按以前的值，不会改变。"}, func(s string) string {
			if _, err := domain.ParseDate(s); err != nil {
				return "请写成 2026-10-01 这样的日期"
			}
			return ""
		}, func(text string) tea.Cmd {
			from, err := domain.ParseDate(text)
			if err != nil {
				return tui.SayError(err)
			}
			c.From = from
			return field("理由：", "", []string{"写依据的文件或会议。"}, func(s string) string {
				if strings.TrimSpace(s) == "" {
					return "改参数要写明理由，写依据的文件或会议"
				}
				return ""
			}, func(text string) tea.Cmd {
				c.Why = text
				m.at = atParams
				return m.effects(row, c)
			})
		})
	})
}

func (r *paramRow) unit() string {
	if r.Money {
		return "万元"
	}
	return r.Unit
}

// effects computes what becomes of the projects on the day of the change.
func (m *Model) effects(row paramRow, c domain.ParamChange) tea.Cmd {
	s := m.store
	title := fmt.Sprintf("%s：自 %s 起 %s（现值 %s）", row.Title, c.From, row.Text(c.Value), row.Text(row.value))
	return m.long("正在比较影响", func(ctx context.Context) tea.Msg {
		effects, err := s.ParamEffect(ctx, c)
		return effectsMsg{c, title, effects, err}
	})
}

func (m *Model) gotEffects(msg effectsMsg) tea.Cmd {
	m.finish()
	if msg.err != nil {
		return failed(msg.err)
	}
	p := &widget.Preview{Title: " 改参数：先看影响", Yes: "保存"}
	p.Facts = []string{msg.title, fmt.Sprintf("因此不同的项目 %d 个", len(msg.effects)), "理由：" + msg.change.Why}
	for _, e := range msg.effects {
		p.Rows = append(p.Rows, e.Name+"  "+strings.Join(e.Changes, "；"))
	}
	m.params.preview, m.params.change, m.at = p, msg.change, atParams
	return nil
}

func (m *Model) confirmParam(key string) tea.Cmd {
	p := m.params
	switch p.preview.HandleKey(key) {
	case widget.Cancelled:
		p.preview = nil
		return tui.Say(tui.Info, "没有保存")
	case widget.Confirmed:
		p.preview = nil
		s, c := m.store, p.change
		return tea.Sequence(tui.InOrder(func() tea.Msg {
			title, err := s.ChangeParam(c)
			if err != nil {
				return tui.StatusMsg{Kind: tui.Bad, Text: err.Error()}
			}
			return tea.BatchMsg(tui.ChangedCmds("保存", title))
		}), m.openParams())
	}
	return nil
}

func (m *Model) paramsView(w, h int) string {
	p := m.params
	if p.preview != nil {
		return p.preview.View(w, h)
	}
	changed := 0
	for i := range p.rows {
		if p.rows[i].value != p.rows[i].Default() {
			changed++
		}
	}
	head := tui.T.Head.Paint(tui.Fit(fmt.Sprintf(" 规则参数 %d 个，改过 %d 个", len(p.rows), changed), w))
	foot := tui.T.Dim.Paint(tui.Fit(" Enter 改  = 来源和用处  Ctrl+F 筛选  Esc 回日志", w))
	return head + "\n" + p.filter.View(w) + "\n" + p.table.View(w, h-3) + "\n" + foot
}

package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
	"jixiao/tui/widget"
)

// list is a small real screen: a table with marks and a filter field.
type list struct {
	id, title, key string
	table          widget.Table
	input          widget.Input
	typing         bool
	draft          string
	done           []int
	opened         []string
	changes        int
	actions        []tui.Action
}

func newList(id, title, key string, rows int) *list {
	s := &list{id: id, title: title, key: key}
	s.table = widget.Table{
		Columns: []widget.Column{{ID: "name", Title: "项目名称", Width: 20, Flex: 1}, {ID: "lamp", Title: "灯", Width: 2}, {ID: "amount", Title: "金额(万元)", Width: 12, Right: true}},
		Cell: func(r, c int) string {
			return []string{fmt.Sprintf("学校·改造—%d期“示范”", r), []string{"红", "黄", "绿"}[r%3], fmt.Sprintf("%d.00", r*37)}[c]
		},
		Style: func(r, c int) tui.SGR {
			if c == 1 {
				return tui.LampStyle([]string{"红", "黄", "绿"}[r%3])
			}
			return ""
		},
		Empty: []string{"没有项目。按 Ctrl+O 导入"},
	}
	s.table.SetCount(rows)
	s.input = widget.Input{Prompt: "筛选 ", Placeholder: "汉字或拼音首字母"}
	s.actions = []tui.Action{
		{ID: id + ".pass", Keys: []string{"1"}, Label: "通过", Group: "审核", Footer: true, Run: func() tea.Cmd { s.done = append(s.done, s.table.Cursor()); return tui.Changed("通过 1 个目标") }},
		{ID: id + ".return", Keys: []string{"2"}, Label: "退回", Group: "审核", Footer: true, Disabled: func() string { return "先用空格选中要退回的目标。" }, Run: func() tea.Cmd { return nil }},
		{ID: id + ".filter", Keys: []string{"ctrl+f", "/"}, Label: "筛选", Group: "查看", Footer: true, Run: func() tea.Cmd { s.typing = true; return nil }},
		{ID: id + ".export", Keys: []string{"ctrl+e"}, Label: "导出本表", Group: "查看", Run: func() tea.Cmd {
			return func() tea.Msg {
				return tui.ExportMsg{Title: "项目/清单", Columns: []string{"名称"}, Rows: [][]string{{"甲"}, {"乙"}}}
			}
		}},
		{ID: id + ".explain", Keys: []string{"="}, Label: "说明来历", Group: "查看", Run: func() tea.Cmd {
			return func() tea.Msg {
				return tui.ExplainMsg{Title: "金额", Lines: []string{"年初预算 37 万元，来自 项目清单.xlsx 的 E6 格。"}}
			}
		}},
	}
	return s
}

func (s *list) ID() string                 { return s.id }
func (s *list) Title() string              { return s.title }
func (s *list) Key() string                { return s.key }
func (s *list) Open(p string) tea.Cmd      { s.opened = append(s.opened, p); return nil }
func (s *list) Actions() []tui.Action      { return s.actions }
func (s *list) Counters() string           { return "红 12  轮到我 3" }
func (s *list) Restore(st json.RawMessage) { s.draft = strings.Trim(string(st), `"`) }
func (s *list) Unsaved() string            { return s.draft }

func (s *list) Mode() tui.Mode {
	if s.typing {
		return tui.ModeText
	}
	return tui.ModeCommand
}

func (s *list) State() json.RawMessage {
	b, err := json.Marshal(fmt.Sprintf("行%d", s.table.Cursor()))
	if err != nil {
		panic(err)
	}
	return b
}

func (s *list) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tui.DataChangedMsg:
		s.changes++
	case tea.PasteMsg:
		s.input.Update(msg)
	case tea.KeyPressMsg:
		if s.typing {
			if k := msg.String(); k == "esc" || k == "enter" {
				s.typing = false
			}
			s.input.Update(msg)
			return nil
		}
		s.table.HandleKey(tui.Key(msg))
	}
	return nil
}

func (s *list) Back() (tea.Cmd, bool) {
	if !s.input.Empty() {
		s.input.SetValue("")
		return nil, true
	}
	return nil, false
}

func (s *list) View(w, h int) string {
	l, d := tui.Split(w)
	body := s.table.View(l, h-1)
	if d > 0 {
		body = tui.Beside(body, tui.Block(tui.Wrap("依据“第十条”：绩效目标应当指向明确、细化量化、合理可行、相应匹配——≥3 项。", d), d, h-1))
	}
	return s.input.View(w) + "\n" + body
}

func (s *list) Cursor() *tea.Cursor {
	if !s.typing {
		return nil
	}
	return tea.NewCursor(s.input.CursorX(80), 0)
}

// desk is a session in memory.
type desk struct {
	state    map[string][]byte
	undone   []string
	exported string
	saves    int
}

func (d *desk) Undo() (string, error) {
	d.undone = append(d.undone, "undo")
	return "通过 1 个目标", nil
}

func (d *desk) Redo() (string, error) { return "", errors.New("没有可以恢复的操作") }

func (d *desk) SaveState(key string, v any) error {
	b, err := json.Marshal(v)
	if d.state == nil {
		d.state = map[string][]byte{}
	}
	d.state[key] = b
	d.saves++
	return err
}

func (d *desk) LoadState(key string, v any) bool {
	return d.state[key] != nil && json.Unmarshal(d.state[key], v) == nil
}

func (d *desk) Export(e tui.ExportMsg, file string) (string, error) {
	d.exported = file
	return "/数据/" + file, nil
}

func newApp(d *desk, o Options) (*Model, []*list) {
	lists := []*list{newList("projects", "项目库", "f2", 200), newList("targets", "目标审核", "f3", 50), newList("warnings", "监控预警", "f4", 0), newList("sampling", "抽查复核", "f5", 3), newList("ledger", "台账与日志", "f9", 9), newList("importer", "导入", "ctrl+o", 1)}
	screens := make([]tui.Screen, len(lists))
	for i, l := range lists {
		screens[i] = l
	}
	o.File, o.Operator, o.AsOf = "区绩效2026.db", "周审", "2026-11-24"
	if o.Start == "" {
		o.Start = "projects"
	}
	return New(d, screens, o), lists
}

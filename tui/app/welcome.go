package app

import (
	"encoding/json"

	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
)

// welcome is the first screen of an empty data file: import, demonstration or an empty
// start.
type welcome struct {
	start   string
	actions []tui.Action
}

// importScreen is the ID of the import screen.
const importScreen = "importer"

// demoMsg asks to end the program and make the demonstration district.
type demoMsg struct{}

func newWelcome(start string) *welcome {
	s := &welcome{start: start}
	s.actions = []tui.Action{
		{ID: "welcome.import", Keys: []string{"1", "enter"}, Label: "导入", Group: "开始", Footer: true, Run: func() tea.Cmd { return tui.Navigate(importScreen, "") }},
		{ID: "welcome.demo", Keys: []string{"2"}, Label: "演示", Group: "开始", Footer: true, Run: func() tea.Cmd { return func() tea.Msg { return demoMsg{} } }},
		{ID: "welcome.empty", Keys: []string{"3"}, Label: "新建", Group: "开始", Footer: true, Run: func() tea.Cmd { return tui.Navigate(s.start, "") }},
	}
	return s
}

func (s *welcome) ID() string                        { return "welcome" }
func (s *welcome) Title() string                     { return "开始" }
func (s *welcome) Key() string                       { return "" }
func (s *welcome) Open(string) tea.Cmd               { return nil }
func (s *welcome) Update(tea.Msg) tea.Cmd            { return nil }
func (s *welcome) Cursor() *tea.Cursor               { return nil }
func (s *welcome) Actions() []tui.Action             { return s.actions }
func (s *welcome) Mode() tui.Mode                    { return tui.ModeCommand }
func (s *welcome) Back() (cmd tea.Cmd, handled bool) { return nil, false }
func (s *welcome) Counters() string                  { return "" }
func (s *welcome) State() json.RawMessage            { return nil }
func (s *welcome) Restore(json.RawMessage)           {}

// choices are the three ways to start, each with what it brings.
var choices = [...][2]string{
	{"1  导入", "部门报来的项目清单、绩效目标表、自评表、支付明细，整个文件夹一次导入，不用重录。"},
	{"2  演示", "另建一个合成的区（60 个部门、1200 个项目、全年各环节），随便试，不碰真实数据。"},
	{"3  新建", "先进入空的项目库，以后再导入。没有现成的表，可用命令 jixiao template 得到空表。"},
}

func (s *welcome) View(w, h int) string {
	lines := []string{"", "  这个数据文件里还没有项目。先选一样：", ""}
	for _, c := range choices {
		lines = append(lines, tui.T.Strong.Paint("  "+c[0]))
		for _, l := range tui.Wrap(c[1], w-7) {
			lines = append(lines, "     "+l)
		}
		lines = append(lines, "")
	}
	return tui.Block(append(lines, "  任何时候：F1 帮助，Ctrl+K 找命令，Ctrl+Q 退出。"), w, h)
}

package app

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
	"jixiao/tui/widget"
)

// pagerLayer shows help or an explanation.
type pagerLayer struct{ widget.Pager }

func (m *Model) show(title string, lines []string) {
	m.over = &pagerLayer{widget.Pager{Title: title, Lines: lines}}
}

func (l *pagerLayer) key(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	key := tui.Key(msg)
	return nil, key == "f1" || key == "?" || l.HandleKey(key) == widget.Cancelled
}

func (l *pagerLayer) paste(tea.PasteMsg)            {}
func (l *pagerLayer) view(w, h int) string          { return l.View(w, h) }
func (l *pagerLayer) cursor(int) (x, y int, _ bool) { return 0, 0, false }
func (l *pagerLayer) hint() string                  { return "" }

// quitLayer asks before unsaved text is left behind.
type quitLayer struct {
	widget.Preview
	m *Model
}

func newQuitLayer(m *Model, what string) *quitLayer {
	return &quitLayer{widget.Preview{Title: "还有没交的内容", Facts: []string{what, "退出后这些内容不会生效。Esc 回去先交，或按 Enter 直接退出。"}, Yes: "直接退出"}, m}
}

func (l *quitLayer) key(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	switch l.HandleKey(tui.Key(msg)) {
	case widget.Confirmed:
		return l.m.leave(), true
	case widget.Cancelled:
		l.m.choice = ChoiceNone
		return nil, true
	}
	return nil, false
}

func (l *quitLayer) paste(tea.PasteMsg)            {}
func (l *quitLayer) view(w, h int) string          { return l.View(w, h) }
func (l *quitLayer) cursor(int) (x, y int, _ bool) { return 0, 0, false }
func (l *quitLayer) hint() string                  { return "" }

// exportLayer asks for the name of the file to write.
type exportLayer struct {
	widget.Prompt
	m *Model
	e tui.ExportMsg
}

func newExportLayer(m *Model, e tui.ExportMsg) *exportLayer {
	l := &exportLayer{m: m, e: e}
	l.Title = " 导出「" + tui.Display(e.Title) + "」，" + strconv.Itoa(len(e.Rows)) + " 行"
	l.Help = []string{"只写文件名时存在数据文件旁边，也可以写完整路径。扩展名 .xlsx 是工作簿，.csv 是文本（UTF-8）。已有的文件不会被覆盖。"}
	l.Check = checkExportName
	l.Input = widget.Input{Prompt: "文件名：", Limit: 400}
	l.Input.SetValue(fileName(e.Title, m.o.AsOf) + ".xlsx")
	if e.Doc != nil {
		l.Title = " 生成文书「" + tui.Display(e.Title) + "」"
		l.Help = []string{"只写文件名时存在数据文件旁边，也可以写完整路径。扩展名 .docx 是 Word 文档（给人改和印），.xlsx 是工作簿。已有的文件不会被覆盖。", "生成的都是草稿：没有文号和印章，请核对后再用。"}
		l.Check = checkDocName
		l.Input.SetValue(fileName(e.Title, m.o.AsOf) + ".docx")
	}
	return l
}

// fileName makes a file name of a title: characters that Windows refuses become "-".
func fileName(title, day string) string {
	name := strings.Map(func(r rune) rune {
		if r < 0x20 || strings.ContainsRune(`\/:*?"<>|`, r) {
			return '-'
		}
		return r
	}, strings.TrimSpace(title))
	if day == "" {
		return name
	}
	return name + "-" + day
}

func checkExportName(s string) string {
	lower := strings.ToLower(s)
	if !strings.HasSuffix(lower, ".xlsx") && !strings.HasSuffix(lower, ".csv") {
		return "文件名要以 .xlsx 或 .csv 结尾"
	}
	return ""
}

func checkDocName(s string) string {
	lower := strings.ToLower(s)
	if !strings.HasSuffix(lower, ".docx") && !strings.HasSuffix(lower, ".xlsx") {
		return "文件名要以 .docx 或 .xlsx 结尾"
	}
	return ""
}

func (l *exportLayer) key(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	switch l.HandleKey(msg.String()) {
	case widget.Confirmed:
		return l.m.export(l.e, strings.TrimSpace(l.Input.Value())), true
	case widget.Cancelled:
		return tui.Say(tui.Info, "没有导出"), true
	}
	l.Input.Update(msg)
	return nil, false
}

func (m *Model) export(e tui.ExportMsg, file string) tea.Cmd {
	return func() tea.Msg {
		path, err := m.session.Export(e, file)
		if err != nil {
			return tui.StatusMsg{Kind: tui.Bad, Text: err.Error()}
		}
		if e.Doc != nil {
			return tui.StatusMsg{Kind: tui.Good, Text: "文书已写到 " + path}
		}
		return tui.StatusMsg{Kind: tui.Good, Text: "已导出 " + strconv.Itoa(len(e.Rows)) + " 行到 " + path}
	}
}

func (l *exportLayer) paste(msg tea.PasteMsg) { l.Input.Update(msg) }
func (l *exportLayer) view(w, h int) string   { return l.View(w, h) }
func (l *exportLayer) hint() string           { return "" }

func (l *exportLayer) cursor(w int) (x, y int, ok bool) {
	x, y = l.Cursor(w)
	return x, y, true
}

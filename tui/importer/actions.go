package importer

import (
	"os"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
	"jixiao/tui/widget"
)

func (m *Model) buildActions() {
	m.actions = map[place][]tui.Action{
		atFolder: {
			{ID: "importer.open", Keys: []string{"enter"}, Label: "打开或读取", Group: "选择", Footer: true, Disabled: m.nothingHere, Run: m.openSelected},
			{ID: "importer.mark", Keys: []string{"space"}, Label: "选中", Group: "选择", Footer: true, Disabled: m.nothingHere, Run: m.toggleMark},
			{ID: "importer.read", Keys: []string{"1"}, Label: "读取选中的", Group: "选择", Footer: true, Disabled: m.whyNoRead, Run: m.readMarked},
			{ID: "importer.readfolder", Keys: []string{"2"}, Label: "读取整个文件夹", Group: "选择", Footer: true, Run: func() tea.Cmd { return m.read([]string{m.folder.dir}) }},
			{ID: "importer.path", Keys: []string{"3", "ctrl+g"}, Label: "输入路径", Group: "选择", Footer: true, Run: m.askPath},
			{ID: "importer.up", Keys: []string{"4", "backspace", "left"}, Label: "上级文件夹", Group: "选择", Footer: true, Run: m.goUp},
			{ID: "importer.all", Keys: []string{"ctrl+a"}, Label: "选中全部表格", Group: "选择", Run: m.markAll},
			{ID: "importer.filter", Keys: []string{"ctrl+f", "/"}, Label: "筛选", Group: "选择", Footer: true, Run: func() tea.Cmd { m.at = atFilter; return nil }},
		},
		atWork: {},
		atPreview: {
			{ID: "importer.commit", Keys: []string{"enter", "ctrl+s"}, Label: "全部写入", Group: "预览", Footer: true, Disabled: m.whyNoCommit, Run: m.commit},
			{ID: "importer.switch", Keys: []string{"tab"}, Label: "文件与问题之间换", Group: "预览", Footer: true, Run: func() tea.Cmd { m.review.switchPane(); return nil }},
			{ID: "importer.again", Keys: []string{"5"}, Label: "改好后重读", Group: "预览", Footer: true, Run: func() tea.Cmd { return m.read(m.paths) }},
			{ID: "importer.export", Keys: []string{"ctrl+e"}, Label: "导出问题清单", Group: "预览", Footer: true, Disabled: m.review.whyNoExport, Run: m.exportIssues},
		},
		atDone: {
			{ID: "importer.projects", Keys: []string{"enter", "1"}, Label: "去项目库", Group: "完成", Footer: true, Run: func() tea.Cmd { return tui.Navigate("projects", "") }},
			{ID: "importer.more", Keys: []string{"2"}, Label: "继续导入", Group: "完成", Footer: true, Run: func() tea.Cmd { m.at = atFolder; return m.readFolder(m.folder.dir, "") }},
		},
	}
}

func (m *Model) nothingHere() string {
	if m.selected() == nil {
		return "这里没有文件。按 3 输入路径，或按 4 到上级文件夹"
	}
	return ""
}

func (m *Model) openSelected() tea.Cmd {
	e := m.selected()
	path := filepath.Join(m.folder.dir, e.name)
	switch {
	case e.dir:
		return m.readFolder(path, "")
	case len(m.marks) > 0:
		return m.readMarked()
	case e.why != "":
		return tui.Say(tui.Warn, "「"+e.name+"」不能导入。"+e.why)
	}
	return m.read([]string{path})
}

func (m *Model) toggleMark() tea.Cmd {
	e := m.selected()
	if !e.dir && e.why != "" {
		return tui.Say(tui.Warn, "「"+e.name+"」不能导入。"+e.why)
	}
	if m.marks[e.name] {
		delete(m.marks, e.name)
	} else {
		m.marks[e.name] = true
	}
	m.table.InvalidateRow(m.table.Cursor())
	m.table.MoveTo(m.table.Cursor() + 1)
	return nil
}

// markAll marks every workbook that the filter leaves, or takes all marks back.
func (m *Model) markAll() tea.Cmd {
	n := 0
	for _, at := range m.folder.shown {
		if e := &m.folder.entries[at]; !e.dir && e.why == "" && !m.marks[e.name] {
			m.marks[e.name] = true
			n++
		}
	}
	if n == 0 {
		clear(m.marks)
	}
	m.table.Invalidate()
	return tui.Say(tui.Info, "选中 "+itoa(len(m.marks))+" 个。按 1 读取")
}

func (m *Model) whyNoRead() string {
	if len(m.marks) == 0 {
		return "先用空格选中文件，或在一个文件上按 Enter"
	}
	return ""
}

// readMarked reads the marked entries in the order of the folder.
func (m *Model) readMarked() tea.Cmd {
	var paths []string
	for i := range m.folder.entries {
		if name := m.folder.entries[i].name; m.marks[name] {
			paths = append(paths, filepath.Join(m.folder.dir, name))
		}
	}
	return m.read(paths)
}

func (m *Model) goUp() tea.Cmd {
	up := filepath.Dir(m.folder.dir)
	if up == m.folder.dir {
		return tui.Say(tui.Info, "已在最上层。按 3 可输入别的路径，例如另一个盘")
	}
	return m.readFolder(up, filepath.Base(m.folder.dir))
}

func (m *Model) askPath() tea.Cmd {
	m.at = atPath
	m.path.Input.SetValue(m.folder.dir + string(filepath.Separator))
	return nil
}

func (m *Model) filterKey(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "esc":
		m.filter.Set("")
		m.narrow()
		m.at = atFolder
	case "enter", "tab":
		m.at = atFolder
	case "up", "down", "pgup", "pgdown":
		m.table.HandleKey(msg.String())
	default:
		if _, apply := m.filter.Update(msg); apply {
			m.narrow()
		}
	}
	return nil
}

func (m *Model) pathKey(msg tea.KeyPressMsg) tea.Cmd {
	switch m.path.HandleKey(msg.String()) {
	case widget.Cancelled:
		m.at = atFolder
	case widget.Confirmed:
		m.at = atFolder
		return m.goTo(typedPath(m.folder.dir, m.path.Input.Value()))
	default:
		m.path.Input.Update(msg)
	}
	return nil
}

// typedPath is the path that was meant: without quotation marks, and without the folder the
// field begins with when a whole path was typed or pasted behind it.
func typedPath(dir, s string) string {
	clean := func(s string) string { return strings.Trim(strings.TrimSpace(s), `"'`) }
	if rest, ok := strings.CutPrefix(s, dir+string(filepath.Separator)); ok && filepath.IsAbs(clean(rest)) {
		return clean(rest)
	}
	return clean(s)
}

// foundMsg is what a typed path turned out to be.
type foundMsg struct {
	path string
	dir  bool
}

// goTo opens a folder or reads a file; quotation marks around a pasted path were removed.
func (m *Model) goTo(path string) tea.Cmd {
	return func() tea.Msg {
		if rest, home := strings.CutPrefix(path, "~"); home {
			if dir, err := os.UserHomeDir(); err == nil {
				path = filepath.Join(dir, rest)
			}
		}
		info, err := os.Stat(path)
		if err != nil {
			return tui.StatusMsg{Kind: tui.Bad, Text: "打不开「" + path + "」：" + reason(err) + "。请检查路径，按 3 重新输入"}
		}
		return foundMsg{path, info.IsDir()}
	}
}

func (m *Model) gotPath(msg foundMsg) tea.Cmd {
	if msg.dir {
		return m.readFolder(msg.path, "")
	}
	if why := refusal(msg.path); why != "" {
		return tui.Say(tui.Warn, "「"+filepath.Base(msg.path)+"」不能导入。"+why)
	}
	return m.read([]string{msg.path})
}

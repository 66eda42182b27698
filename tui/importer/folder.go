package importer

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/pinyin"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// entry is one line of a folder.
type entry struct {
	name   string
	dir    bool
	size   int64
	at     time.Time
	search string
	// why tells why a file cannot be imported, "" when it can.
	why string
}

// folder is the folder on screen; shown are the entries that the filter leaves.
type folder struct {
	dir     string
	entries []entry
	shown   []int
	failed  string
}

type folderMsg struct {
	dir     string
	entries []entry
	// keep is the name to select.
	keep string
	err  error
}

// readFolder lists a folder in the background.
func (m *Model) readFolder(dir, keep string) tea.Cmd {
	return func() tea.Msg {
		abs, err := filepath.Abs(dir)
		if err != nil {
			return folderMsg{dir: dir, err: err}
		}
		list, err := os.ReadDir(abs)
		return folderMsg{abs, entriesOf(list), keep, err}
	}
}

func entriesOf(list []os.DirEntry) []entry {
	out := make([]entry, 0, len(list))
	for _, e := range list {
		info, err := e.Info()
		if err != nil || strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "~$") {
			continue // gone meanwhile, hidden, or the lock file of an open workbook
		}
		x := entry{name: e.Name(), dir: e.IsDir(), size: info.Size(), at: info.ModTime(), search: strings.ToLower(e.Name()) + " " + pinyin.Key(e.Name())}
		if info.Mode()&fs.ModeSymlink != 0 {
			continue // a link may lead out of the folder or in a circle
		}
		if !x.dir {
			x.why = refusal(e.Name())
		}
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b entry) int {
		if a.dir != b.dir {
			if a.dir {
				return -1
			}
			return 1
		}
		return strings.Compare(a.search, b.search)
	})
	return out
}

// refusal says why a file of this name cannot be imported and what to do.
func refusal(name string) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".xlsx", ".xlsm", ".csv", ".txt":
		return ""
	case ".xls", ".et":
		return "旧格式：请另存为 .xlsx"
	case ".doc", ".docx", ".wps":
		return "文档：请把表格存为 .xlsx"
	}
	return "不是表格"
}

func (m *Model) gotFolder(msg folderMsg) tea.Cmd {
	if msg.err != nil {
		what := "打不开文件夹 " + msg.dir + "：" + reason(msg.err) + "。按 3 输入另一个路径，或按 4 到上级文件夹"
		if len(m.folder.entries) == 0 {
			m.folder.failed = what
		}
		return tui.Say(tui.Bad, what)
	}
	if msg.dir != m.folder.dir {
		clear(m.marks)
		m.filter.Set("")
	}
	m.folder = folder{dir: msg.dir, entries: msg.entries}
	m.narrow()
	for i, at := range m.folder.shown {
		if m.folder.entries[at].name == msg.keep {
			m.table.MoveTo(i)
		}
	}
	return nil
}

func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "它不存在"
	case errors.Is(err, fs.ErrPermission):
		return "没有权限"
	}
	return err.Error()
}

// narrow applies the filter to the folder.
func (m *Model) narrow() {
	words := strings.Fields(strings.ToLower(tui.FoldKey(m.filter.Value())))
	m.folder.shown = m.folder.shown[:0]
	for i := range m.folder.entries {
		if holdsAll(m.folder.entries[i].search, words) {
			m.folder.shown = append(m.folder.shown, i)
		}
	}
	m.table.SetCount(len(m.folder.shown))
}

func holdsAll(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// selected is the entry under the cursor, nil in an empty folder.
func (m *Model) selected() *entry {
	if i := m.table.Cursor(); i < len(m.folder.shown) {
		return &m.folder.entries[m.folder.shown[i]]
	}
	return nil
}

func (m *Model) folderTable() widget.Table {
	at := func(row int) *entry { return &m.folder.entries[m.folder.shown[row]] }
	return widget.Table{
		Columns: []widget.Column{{ID: "name", Title: "名称", Width: 24, Flex: 1}, {ID: "size", Title: "大小", Width: 9, Right: true}, {ID: "at", Title: "修改时间", Width: 16, Priority: 1}, {ID: "note", Title: "说明", Width: 26}},
		Cell: func(row, col int) string {
			e := at(row)
			switch col {
			case 0:
				if e.dir {
					return "[" + e.name + "]"
				}
				return e.name
			case 1:
				if e.dir {
					return ""
				}
				return sizeText(e.size)
			case 2:
				return e.at.Format("2006-01-02 15:04")
			}
			if e.dir {
				return "文件夹，Enter 打开"
			}
			return e.why
		},
		Style: func(row, _ int) tui.SGR {
			if e := at(row); !e.dir && e.why != "" {
				return tui.T.Dim
			}
			return ""
		},
		Marked: func(row int) bool { return m.marks[at(row).name] },
	}
}

func sizeText(n int64) string {
	switch {
	case n < 1<<10:
		return strconv.FormatInt(n, 10) + " B"
	case n < 1<<20:
		return strconv.FormatInt((n+1<<9)>>10, 10) + " KB"
	}
	return strconv.FormatInt((n+1<<19)>>20, 10) + " MB"
}

func itoa(n int) string { return strconv.Itoa(n) }

package importer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jixiao/domain"
	"jixiao/domain/intake"
	"jixiao/tui"
	"jixiao/tui/tuitest"
)

// desk reads and writes nothing but records what it was asked for.
type desk struct {
	read    [][]string
	preview intake.Preview
	readErr error
	written []intake.File
	gate    chan struct{} // reading waits for it when set
	refuse  error
	result  *intake.Result
}

func (d *desk) Read(ctx context.Context, paths []string, p intake.Progress) ([]intake.File, error) {
	d.read = append(d.read, paths)
	if d.gate != nil {
		p(1, 2)
		select {
		case <-d.gate:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	for i := range 50 {
		p(i, 50)
	}
	return []intake.File{{Name: paths[0]}}, d.readErr
}

func (d *desk) PreviewImport(context.Context, []intake.File) (intake.Preview, error) {
	return d.preview, nil
}

func (d *desk) Import(_ context.Context, files []intake.File, p intake.Progress) (intake.Result, error) {
	p(1, 1)
	if d.refuse != nil {
		return intake.Result{}, d.refuse
	}
	if d.result != nil {
		return *d.result, nil
	}
	d.written = files
	return intake.Result{Operation: "OP7", Files: d.preview.Files, Totals: d.preview.Totals, Committed: true}, nil
}

func preview(bad bool) intake.Preview {
	files := []intake.FileSummary{
		{File: "/资料/市中区教育和体育局项目清单.xlsx", Kind: domain.FormProjects, Rows: 4812, Projects: 312, New: 300, Changed: 12, Errors: []intake.CellError{},
			Warnings: []intake.CellError{{Sheet: "清单", Cell: "F9", Value: "89974", Message: "金额比同部门其他项目大一千倍以上，请看看单位是不是万元"}}},
		{File: "/资料/执行进度8月.csv", Kind: domain.FormExecution, Rows: 300, Projects: 300, Changed: 300, Errors: []intake.CellError{}},
	}
	if bad {
		files[1].Errors = []intake.CellError{{Cell: "C17", Value: "一百二十·五", Expected: "数字", Message: "执行数不是数字。请改成 120.5 这样的数字"}, {Cell: "A22", Value: "P0099", Message: "没有这个项目代码。请先导入项目清单，或改正代码"}}
		files[1].Unread = []domain.UnreadCell{{Cell: "H1", Text: "填表人：张某"}}
	}
	t := intake.Sum(files)
	t.Amount = 123456789000
	return intake.Preview{Files: files, Totals: t}
}

func folderOf(t *testing.T) string {
	dir := t.TempDir()
	when := time.Date(2026, 11, 20, 9, 30, 0, 0, time.Local)
	for _, name := range []string{"项目清单.xlsx", "执行进度.csv", "旧表.xls", "通知.docx", ".隐藏.xlsx", "~$项目清单.xlsx", "照片.png"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), make([]byte, 2000), 0o600))
		require.NoError(t, os.Chtimes(filepath.Join(dir, name), when, when))
	}
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "学校改造", "自评表"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "学校改造", "甲.xlsx"), nil, 0o600))
	return dir
}

func TestChoosingFiles(t *testing.T) {
	dir := folderOf(t)
	s := &desk{preview: preview(false)}
	m := New(s, s, dir)
	tuitest.Screen(t, m, "", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Has("从哪里导入", "[学校改造]", "项目清单.xlsx", "2 KB", "2026-11-20 09:30", "另存为 .xlsx")
		d.Lacks("隐藏", "~$")
		d.Press("enter")
		d.Has("甲.xlsx", "[自评表]")
		d.Press("backspace")
		d.Has("[学校改造]")
		assert.Equal(t, "学校改造", m.selected().name, "going up selects where we came from")
		d.Press("4")
		assert.Equal(t, filepath.Base(dir), m.selected().name)
		d.Press("enter", "ctrl+f")
		d.Type("xmqd")
		d.Has("1 项")
		x, y, ok := d.Cursor()
		assert.True(t, ok)
		assert.Equal(t, [2]int{10, 1}, [2]int{x, y})
		d.Press("enter", "space")
		d.Has("选中 1 / 1 项")
		d.Press("esc")
		d.Has("选中 1 / 6 项")
		d.Press("1")
		assert.Equal(t, [][]string{{filepath.Join(dir, "项目清单.xlsx")}}, s.read)
		d.Has("共 2 个文件，5112 行，涉及 612 个项目", "没有错误")
		assert.Equal(t, 0, host.LeftBy)
	})
}

func TestWhatCannotBeImportedSaysWhy(t *testing.T) {
	s := &desk{preview: preview(false)}
	m := New(s, s, folderOf(t))
	tuitest.Screen(t, m, "", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("1")
		assert.Contains(t, host.Status.Text, "先用空格选中文件")
		d.Press("ctrl+f")
		d.Type("旧表")
		d.Press("enter", "enter")
		assert.Contains(t, host.Status.Text, "另存为 .xlsx")
		d.Press("space")
		assert.Empty(t, m.marks)
		d.Press("esc", "ctrl+a")
		assert.Len(t, m.marks, 2)
		d.Press("ctrl+a")
		assert.Empty(t, m.marks)
		d.Press("2")
		assert.Equal(t, []string{m.folder.dir}, s.read[0])
	})
}

func TestTypedPath(t *testing.T) {
	dir := folderOf(t)
	s := &desk{preview: preview(false)}
	m := New(s, s, dir)
	tuitest.Screen(t, m, "", 100, 30, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Press("3", "ctrl+u")
		d.Paste(`"` + filepath.Join(dir, "学校改造") + `"`)
		d.Press("enter")
		d.Has("甲.xlsx")
		d.Press("3", "ctrl+u")
		d.Paste(filepath.Join(dir, "没有.xlsx"))
		d.Press("enter")
		assert.Contains(t, host.Status.Text, "它不存在")
		d.Press("3", "ctrl+u")
		d.Paste(filepath.Join(dir, "执行进度.csv"))
		d.Press("enter")
		assert.Len(t, s.read, 1)
		d.Has("全部写入")
		d.Press("esc", "3", "esc")
		d.Has("甲.xlsx")
	})
}

func TestPreviewAndCommit(t *testing.T) {
	for _, size := range [][2]int{{80, 24 - 4}, {132, 40 - 4}} {
		suffix := fmt.Sprintf("_%dx%d", size[0], size[1]+4)
		s := &desk{preview: preview(true)}
		m := New(s, s, folderOf(t))
		tuitest.Screen(t, m, "", size[0], size[1], func(d *tuitest.Driver, host *tuitest.Host) {
			d.Press("2")
			d.Golden("preview_errors" + suffix)
			assert.Equal(t, "错误 2", m.Counters())
			d.Press("enter")
			assert.Contains(t, host.Status.Text, "全部写入或全部不写")
			assert.Nil(t, s.written)
			d.Press("tab", "down")
			d.Has("没有这个项目代码")
			d.Press("ctrl+e")
			require.Len(t, host.Exported, 1)
			assert.Len(t, host.Exported[0].Rows, 4)
			s.preview = preview(false)
			d.Press("5")
			assert.Equal(t, s.read[0], s.read[1], "the same files again")
			d.Golden("preview" + suffix)
			d.Press("enter")
			assert.NotNil(t, s.written)
			assert.Equal(t, []string{"导入 2 个文件，5112 行"}, host.Changes)
			d.Golden("done" + suffix)
			d.Press("enter")
			assert.Equal(t, []tui.NavigateMsg{{Screen: "projects"}}, host.Went)
		})
	}
}

func TestCancelAndRefusal(t *testing.T) {
	s := &desk{preview: preview(false)}
	dir := folderOf(t)
	m := New(s, s, dir)
	tuitest.Screen(t, m, "", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		s.gate = make(chan struct{})
		d.Press("2")
		d.Has("正在读表", "1/2", "Esc 取消")
		d.Press("esc")
		assert.Contains(t, host.Status.Text, "已取消")
		d.Has("从哪里导入")
		s.gate = nil
		s.readErr = errors.New("文件夹在读的时候被移走了。请重新选择")
		d.Press("2")
		assert.Equal(t, s.readErr.Error(), host.Status.Text)
		s.readErr = nil
		s.refuse = errors.New("磁盘满了，没有写入。请腾出空间再来")
		d.Press("2", "enter")
		assert.Equal(t, s.refuse.Error(), host.Status.Text)
		d.Has("没有错误")
		s.refuse = nil
		bad := preview(true)
		s.result = &intake.Result{Files: bad.Files, Totals: bad.Totals}
		d.Press("enter")
		assert.Contains(t, host.Status.Text, "没有写入：有 2 处错误")
		s.preview = intake.Preview{}
		d.Press("5")
		assert.Contains(t, host.Status.Text, "没有可以导入的表格")
		assert.Empty(t, host.Changes)
	})
}

func TestFolderThatIsGone(t *testing.T) {
	s := &desk{}
	m := New(s, s, filepath.Join(t.TempDir(), "没有"))
	tuitest.Screen(t, m, "", 80, 24, func(d *tuitest.Driver, host *tuitest.Host) {
		d.Has("它不存在", "按 4 到上级文件夹")
		d.Press("enter")
		assert.Contains(t, host.Status.Text, "现在不行")
		d.Press("4")
		d.Has("没有")
	})
}

func TestSessionKeepsTheFolder(t *testing.T) {
	dir := folderOf(t)
	m := New(nil, nil, dir)
	n := New(nil, nil, "/")
	n.Restore(m.State())
	assert.Equal(t, dir, n.folder.dir)
	for _, list := range m.actions {
		tuitest.Keys(t, list)
	}
}

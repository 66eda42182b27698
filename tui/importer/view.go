package importer

import (
	"fmt"
	"strings"

	"jixiao/domain/intake"
	"jixiao/tui"
)

// View draws the screen in h lines of w cells.
func (m *Model) View(w, h int) string {
	m.w = w
	switch m.at {
	case atPath:
		return m.path.View(w, h)
	case atWork:
		return m.workView(w, h)
	case atPreview:
		return m.previewView(w, h)
	case atDone:
		return m.doneView(w, h)
	}
	return m.folderView(w, h)
}

func (m *Model) folderView(w, h int) string {
	head := tui.T.Strong.Paint(tui.Fit(" 从哪里导入："+tui.Display(m.folder.dir), w))
	m.table.Empty = []string{"这个文件夹里没有文件。按 3 输入路径，或按 4 到上级文件夹"}
	if m.folder.failed != "" && len(m.folder.entries) == 0 {
		m.table.Empty = tui.Wrap(m.folder.failed, w-4)
	} else if m.filter.Value() != "" {
		m.table.Empty = []string{"没有相符的文件。Esc 清掉筛选"}
	}
	return head + "\n" + m.filter.View(w, m.counted()) + "\n" + m.table.View(w, h-2)
}

// counted is the number of entries and marks at the right of the filter line.
func (m *Model) counted() string {
	s := fmt.Sprintf("%d 项", len(m.folder.shown))
	if len(m.marks) > 0 {
		s = fmt.Sprintf("选中 %d / ", len(m.marks)) + s
	}
	return s
}

func (m *Model) workView(w, h int) string {
	label, done, total := "", 0, 0
	if m.work != nil {
		label, done, total = m.work.label, m.work.done, m.work.total
	}
	lines := []string{"", "  " + label + " .."}
	if total > 0 {
		lines = append(lines, "", fmt.Sprintf("  [%s] %d/%d", tui.Bar(int64(done), int64(total), min(w-30, 60)), done, total))
	}
	return tui.Block(append(lines, "", "  Esc 取消：什么也不会写入。其他屏幕照常可用。"), w, h)
}

func (m *Model) previewView(w, h int) string {
	lines := tui.Wrap(totals(m.preview.Totals), w-2)
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	verdict, tone := "没有错误。Enter 全部写入，一次撤销可以整个退回；Esc 不写。", tui.T.GoodText
	if why := m.whyNoCommit(); why != "" {
		verdict, tone = why, tui.T.BadText
	}
	for _, l := range tui.Wrap(verdict, w-2) {
		lines = append(lines, tone.Paint(" "+l))
	}
	rest := h - len(lines) - 1
	up := max(min(len(m.preview.Files)+1, rest/2), 4)
	title := " 问题清单（Tab 换到这里翻看）"
	if m.review.below {
		title = " 问题清单（Tab 回到文件）"
	}
	down := rest - up
	detail := m.issueDetail(w, down)
	issues := m.review.issues.View(w, max(down-len(detail), 2))
	return tui.Block(lines, w, len(lines)) + "\n" + m.review.files.View(w, up) + "\n" + tui.T.Bar.Paint(tui.Fit(title, w)) + "\n" + issues + strings.Join(detail, "")
}

// issueDetail shows the selected issue in full under the list where there is room.
func (m *Model) issueDetail(w, room int) []string {
	if room < 8 || len(m.review.list) == 0 {
		return nil
	}
	i := m.review.list[m.review.issues.Cursor()]
	text := whereOf(i)
	if i.value != "" {
		text += " 写的是「" + i.value + "」"
	}
	out := make([]string, 0, 3)
	for _, l := range tui.Wrap(strings.TrimSpace(text+"："+sentence(i)), w-2) {
		if len(out) < 3 {
			out = append(out, "\n"+tui.Fit(" "+l, w))
		}
	}
	return out
}

// totals is the sentence that sums up a preview.
func totals(t intake.Totals) string {
	s := fmt.Sprintf("共 %d 个文件，%d 行，涉及 %d 个项目：新增 %d，改动 %d，相同 %d。", t.Files, t.Rows, t.Projects, t.New, t.Changed, t.Same)
	if t.Amount != 0 {
		s += "金额合计 " + t.Amount.Wan() + " 万元。"
	}
	if t.Warnings > 0 {
		s += fmt.Sprintf("提示 %d 处。", t.Warnings)
	}
	return s
}

func (m *Model) doneView(w, h int) string {
	lines := []string{"", tui.T.GoodText.Paint("  已写入，已保存。")}
	for _, l := range tui.Wrap(totals(m.result.Totals), w-4) {
		lines = append(lines, "  "+l)
	}
	lines = append(lines, "", "  操作编号 "+tui.Display(m.result.Operation)+"，在 F9 台账与日志里可查；Ctrl+Z 整个撤销。", "", "  1 或 Enter 去项目库", "  2 继续导入")
	return tui.Block(lines, w, h)
}

package ledger

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/journal"
	"jixiao/tui"
	"jixiao/tui/widget"
)

// Bounds of what is read and shown without being asked for: a bulk import changes a
// hundred thousand records.
const (
	prefetchItems = 200
	shownItems    = 300
	keptDetails   = 64
)

type detailMsg struct {
	seq   uint64
	lines []string
	err   error
	// open shows the detail as a page of its own.
	open bool
}

// prefetch reads the selected entry's changes for the detail pane, unless they are many.
func (m *Model) prefetch() tea.Cmd {
	e := m.selected()
	if e == nil || e.Changed > prefetchItems || m.details[e.Seq] != nil || m.asked == e.Seq {
		return nil
	}
	return m.readDetail(e.Entry, false)
}

func (m *Model) readDetail(e journal.Entry, open bool) tea.Cmd {
	m.asked = e.Seq
	s, undone := m.store, m.selected().undone
	return func() tea.Msg {
		full, ok, err := s.JournalEntry(e.Seq)
		if err == nil && !ok {
			err = fmt.Errorf("日志第 %d 条找不到了。请按 3 体检", e.Seq)
		}
		if err != nil {
			return detailMsg{seq: e.Seq, err: err, open: open}
		}
		return detailMsg{e.Seq, describe(full, undone), nil, open}
	}
}

func (m *Model) gotDetail(msg detailMsg) tea.Cmd {
	m.asked = 0
	if msg.err != nil {
		return tui.SayError(msg.err)
	}
	if len(m.details) >= keptDetails {
		clear(m.details)
	}
	m.details[msg.seq] = msg.lines
	if msg.open {
		m.page(msg.seq)
	}
	if e := m.selected(); e != nil && e.Seq != msg.seq {
		return m.prefetch()
	}
	return nil
}

// openDetail shows the selected entry as a page.
func (m *Model) openDetail() tea.Cmd {
	e := m.selected()
	if m.details[e.Seq] != nil {
		m.page(e.Seq)
		return nil
	}
	return m.readDetail(e.Entry, true)
}

func (m *Model) page(seq uint64) {
	m.pager = &widget.Pager{Title: fmt.Sprintf("日志第 %d 条（左右键看前后一条）", seq), Lines: m.details[seq]}
	m.at, m.following = atPager, true
}

// describe writes an entry out: who, when, why, each changed record with its fields from
// old to new, the chain of fingerprints.
func describe(e journal.Entry, undone bool) []string {
	out := []string{e.Title, fmt.Sprintf("%s  %s（%s）", timeText(e.At), e.Operator, e.Role)}
	if e.Why != "" {
		out = append(out, "理由："+e.Why)
	}
	switch {
	case undone:
		out = append(out, "这一条已被撤销。")
	case e.Irreversible:
		out = append(out, "这一条已对外生效，不能撤销。")
	case e.Undoes != 0:
		out = append(out, fmt.Sprintf("撤销的是第 %d 条。", e.Undoes))
	case e.Redoes != 0:
		out = append(out, fmt.Sprintf("恢复的是第 %d 条。", e.Redoes))
	}
	out = append(out, "", fmt.Sprintf("【改动】涉及 %d 条记录", e.Changed))
	for i, it := range e.Items {
		if i == shownItems {
			out = append(out, fmt.Sprintf("另有 %d 条记录没有列出，可用命令 jixiao log --diff 全部列出。", len(e.Items)-i))
			break
		}
		out = append(out, describeItem(it)...)
	}
	return append(out, "", "【指纹】每一条都含上一条的指纹，改动任何一条都会被发现",
		"本条 "+e.Hash, "上条 "+orNone(e.Prev), "明细 "+e.ItemsHash, "操作 "+e.Operation+"（"+e.Op+"）")
}

func describeItem(it journal.Item) []string {
	verb := "改"
	switch {
	case it.H0 == "":
		verb = "新增"
	case it.H1 == "":
		verb = "删除"
	}
	out := []string{verb + " " + journal.BucketWord(it.Bucket) + " " + strings.ReplaceAll(it.Key, "\x00", " / ")}
	for _, d := range it.Diff {
		name := journal.FieldWord(d.Path)
		switch {
		case len(d.Old) == 0:
			out = append(out, "  "+name+"："+journal.ValueText(d.Path, d.New))
		case len(d.New) == 0:
			out = append(out, "  "+name+"：去掉 "+journal.ValueText(d.Path, d.Old))
		default:
			out = append(out, "  "+name+"："+journal.ValueText(d.Path, d.Old)+" -> "+journal.ValueText(d.Path, d.New))
		}
	}
	return out
}

func orNone(s string) string {
	if s == "" {
		return "（这是第一条）"
	}
	return s
}

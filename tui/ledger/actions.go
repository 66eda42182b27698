package ledger

import (
	"context"
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/journal"
	"jixiao/tui"
	"jixiao/tui/widget"
)

func (m *Model) buildActions() {
	m.actions = []tui.Action{
		{ID: "ledger.detail", Keys: []string{"enter", "="}, Label: "看改了什么", Group: "日志", Footer: true, Disabled: m.whyNoDetail, Run: m.openDetail},
		{ID: "ledger.filter", Keys: []string{"ctrl+f", "/"}, Label: "筛选", Group: "日志", Footer: true, Run: func() tea.Cmd { m.at = atFilter; return nil }},
		{ID: "ledger.export", Keys: []string{"ctrl+e"}, Label: "导出日志", Group: "日志", Footer: true, Disabled: m.whyNoDetail, Run: m.export},
		{ID: "ledger.snapshot", Keys: []string{"1"}, Label: "做快照", Group: "数据文件", Footer: true, Disabled: m.whyBusy, Run: m.askSnapshot},
		{ID: "ledger.verify", Keys: []string{"2"}, Label: "验快照", Group: "数据文件", Footer: true, Disabled: m.whyBusy, Run: m.askVerify},
		{ID: "ledger.doctor", Keys: []string{"3"}, Label: "体检", Group: "数据文件", Footer: true, Disabled: m.whyBusy, Run: m.doctor},
		{ID: "ledger.params", Keys: []string{"4"}, Label: "规则参数", Group: "规则", Footer: true, Disabled: m.whyBusy, Run: m.openParams},
	}
}

func (m *Model) whyNoDetail() string {
	if m.selected() == nil {
		return "日志里还没有相符的操作"
	}
	return ""
}

func (m *Model) whyBusy() string {
	if m.cancel != nil {
		return "上一件还没做完，请等它结束或按 Esc 取消"
	}
	return ""
}

func (m *Model) filterKey(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "esc":
		m.filter.Set("")
		m.at = atList
		return m.narrow()
	case "enter", "tab":
		m.at = atList
	case "up", "down", "pgup", "pgdown":
		m.table.HandleKey(msg.String())
		return m.prefetch()
	default:
		if _, apply := m.filter.Update(msg); apply {
			return m.narrow()
		}
	}
	return nil
}

func (m *Model) ask(p *widget.Prompt, do func(text string) tea.Cmd) tea.Cmd {
	m.from = m.at
	m.prompt, m.do, m.at = p, do, atPrompt
	return nil
}

func (m *Model) promptKey(msg tea.KeyPressMsg) tea.Cmd {
	switch m.prompt.HandleKey(msg.String()) {
	case widget.Cancelled:
		m.at = m.from
	case widget.Confirmed:
		m.at = m.from
		return m.do(strings.Trim(strings.TrimSpace(m.prompt.Input.Value()), `"'`))
	default:
		m.prompt.Input.Update(msg)
	}
	return nil
}

func (m *Model) askSnapshot() tea.Cmd {
	p := &widget.Prompt{Title: " 做快照", Input: widget.Input{Prompt: "文件名：", Limit: 400}, Check: snapshotName,
		Help: []string{"快照是数据文件的一份完整、验过的拷贝，可以交给同事或存档；他用 jixiao snapshot open 打开。", "只写文件名时存在数据文件旁边，也可以写完整路径，例如 U 盘上。已有的文件不会被覆盖。"}}
	p.Input.SetValue("绩效精控-" + m.store.Today().String() + ".jxs")
	return m.ask(p, func(file string) tea.Cmd {
		return m.long("正在做快照", func(ctx context.Context) tea.Msg {
			s, err := m.store.CreateSnapshot(ctx, file)
			return snapshotMsg{s, err}
		})
	})
}

func snapshotName(s string) string {
	if s == "" || strings.HasSuffix(s, "/") || strings.HasSuffix(s, `\`) {
		return "请写文件名，例如 绩效精控-2026-11-24.jxs"
	}
	return ""
}

func (m *Model) askVerify() tea.Cmd {
	p := &widget.Prompt{Title: " 验快照", Input: widget.Input{Prompt: "文件：", Limit: 400}, Check: snapshotName,
		Help: []string{"写快照文件的路径，可以粘贴。会核对每条记录的指纹和整条日志，不改动任何东西。"}}
	return m.ask(p, func(file string) tea.Cmd {
		return m.long("正在验快照", func(ctx context.Context) tea.Msg {
			r, err := m.store.VerifySnapshot(ctx, file)
			return reportMsg{"快照 " + file, r, err}
		})
	})
}

func (m *Model) doctor() tea.Cmd {
	return m.long("正在体检", func(ctx context.Context) tea.Msg {
		r, err := m.store.Doctor(ctx)
		return reportMsg{"数据文件", r, err}
	})
}

func failed(err error) tea.Cmd {
	if errors.Is(err, context.Canceled) {
		return tui.Say(tui.Info, "已取消")
	}
	return tui.SayError(err)
}

type reportMsg struct {
	what   string
	report journal.Report
	err    error
}

type snapshotMsg struct {
	snapshot journal.Snapshot
	err      error
}

// long runs work that can be cancelled and shows that it runs.
func (m *Model) long(label string, work func(ctx context.Context) tea.Msg) tea.Cmd {
	ctx, cancel := context.WithCancel(context.Background())
	m.cancel = cancel
	start := func() tea.Msg { return tui.ProgressMsg{Label: label, Cancel: cancel} }
	return tea.Sequence(start, tui.InOrder(func() tea.Msg { return work(ctx) }), func() tea.Msg { return tui.ProgressMsg{Label: label, Done: 1, Total: 1} })
}

func (m *Model) finish() {
	if m.cancel != nil {
		m.cancel()
		m.cancel = nil
	}
}

func (m *Model) gotReport(msg reportMsg) tea.Cmd {
	m.finish()
	if msg.err != nil {
		return failed(msg.err)
	}
	m.pager, m.at, m.following = &widget.Pager{Title: "检查结果", Lines: reportLines(msg.what, msg.report)}, atPager, false
	return nil
}

// exits says what the result of an examination means and what to do.
var exits = map[int]string{
	1: "已损坏。请停止使用这个文件，从最近一次快照恢复，并把下面的清单交给技术人员。",
	2: "内容被改动过，或没有签名。请不要采用，先向做快照的人核实。",
	3: "比已知的版本旧。可能是旧拷贝，请找最新的一份。",
	4: "读不了，或由更新的程序写成。请升级程序后再验。",
}

func reportLines(what string, r journal.Report) []string {
	if r.OK {
		return []string{what + "：没有发现问题。", "", "每条记录的指纹、索引、清单和整条日志都核对过。"}
	}
	out := []string{what + "：" + exits[r.Exit], "", fmt.Sprintf("【发现】共 %d 处", len(r.Findings))}
	for _, f := range r.Findings {
		line := f.Message
		if f.Record != "" {
			line += "；记录 " + f.Record
		}
		if f.Person != "" {
			line += "；" + f.Person
		}
		if !f.Time.IsZero() {
			line += "；" + timeText(f.Time)
		}
		out = append(out, line+"（"+f.Code+"）")
	}
	return out
}

func (m *Model) gotSnapshot(msg snapshotMsg) tea.Cmd {
	m.finish()
	if msg.err != nil {
		return failed(msg.err)
	}
	s := msg.snapshot
	m.pager, m.at, m.following = &widget.Pager{Title: "快照做好了", Lines: []string{
		"文件 " + s.File, fmt.Sprintf("大小 %d KB，%d 条记录，日志到第 %d 条", (s.Size+1023)/1024, s.Records, s.Seq), "指纹（SHA-256）" + s.SHA256, "",
		"已重新读出来核对过。交给别人时把指纹一并告诉他，他可以用 F9 的 2 验快照核对。"}}, atPager, false
	return nil
}

func (m *Model) export() tea.Cmd {
	e := tui.ExportMsg{Title: "操作日志", Columns: []string{"序号", "时间", "操作人", "身份", "内容", "理由", "涉及记录", "状态", "指纹"}}
	for _, at := range m.shown {
		l := &m.entries[at]
		e.Rows = append(e.Rows, []string{fmt.Sprint(l.Seq), timeText(l.At), l.Operator, string(l.Role), l.Title, l.Why, fmt.Sprint(l.Changed), stateWord(l), l.Hash})
	}
	return func() tea.Msg { return e }
}

package importer

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain/intake"
	"jixiao/tui"
)

// work is reading or writing under way. Progress comes through a channel that keeps the
// newest news only, so that the work never waits for the screen.
type work struct {
	label  string
	ctx    context.Context
	cancel context.CancelFunc
	news   chan progressMsg
	done   int
	total  int
}

type progressMsg struct {
	work        *work
	done, total int
	over        bool
}

type readMsg struct {
	work    *work
	files   []intake.File
	preview intake.Preview
	err     error
}

type writtenMsg struct {
	work   *work
	result intake.Result
	err    error
}

func newWork(label string) *work {
	w := &work{label: label, news: make(chan progressMsg, 1)}
	w.ctx, w.cancel = context.WithCancel(context.Background())
	return w
}

// report is the intake.Progress of the work.
func (w *work) report(done, total int) {
	msg := progressMsg{w, done, total, false}
	select {
	case w.news <- msg:
	default: // the screen has not taken the last news: replace them
		select {
		case <-w.news:
		default:
		}
		select {
		case w.news <- msg:
		default:
		}
	}
}

// listen returns the next news.
func (w *work) listen() tea.Cmd {
	return func() tea.Msg {
		msg, ok := <-w.news
		if !ok {
			return progressMsg{work: w, over: true}
		}
		return msg
	}
}

// read reads the paths and matches them with the data file, in the background.
func (m *Model) read(paths []string) tea.Cmd {
	w := newWork("正在读表")
	m.paths, m.work, m.at = paths, w, atWork
	return tea.Batch(w.listen(), func() tea.Msg {
		defer close(w.news)
		files, err := m.reader.Read(w.ctx, paths, w.report)
		if err != nil {
			return readMsg{work: w, err: err}
		}
		preview, err := m.store.PreviewImport(w.ctx, files)
		return readMsg{w, files, preview, err}
	})
}

func (m *Model) gotProgress(msg progressMsg) tea.Cmd {
	if msg.over || msg.work != m.work {
		return nil
	}
	msg.work.done, msg.work.total = msg.done, msg.total
	shown := tui.ProgressMsg{Label: msg.work.label, Done: min(msg.done, max(msg.total-1, 0)), Total: msg.total, Cancel: msg.work.cancel}
	return tea.Batch(msg.work.listen(), func() tea.Msg { return shown })
}

// finish ends the work's progress bar; ok is false when the message belongs to older work.
func (m *Model) finish(w *work) (end tea.Cmd, ok bool) {
	if w != m.work {
		return nil, false
	}
	w.cancel()
	m.work = nil
	label := w.label
	return func() tea.Msg { return tui.ProgressMsg{Label: label, Done: 1, Total: 1} }, true
}

func (m *Model) gotFiles(msg readMsg) tea.Cmd {
	end, ok := m.finish(msg.work)
	if !ok {
		return nil
	}
	if msg.err != nil {
		m.at = atFolder
		return tea.Batch(end, refused(msg.err, "已取消，什么也没有写入"))
	}
	m.files, m.preview, m.at = msg.files, msg.preview, atPreview
	m.review.set(&m.preview)
	if len(msg.preview.Files) == 0 {
		m.at = atFolder
		return tea.Batch(end, tui.Say(tui.Warn, "这里没有可以导入的表格。要 .xlsx 或 .csv 文件；空表可用命令 jixiao template 得到"))
	}
	return end
}

func refused(err error, cancelled string) tea.Cmd {
	if errors.Is(err, context.Canceled) {
		return tui.Say(tui.Info, cancelled)
	}
	return tui.SayError(err)
}

func (m *Model) whyNoCommit() string {
	switch n := m.preview.Totals.Errors; {
	case n > 0:
		return "有 " + itoa(n) + " 处错误，全部写入或全部不写。请在表里改好，存盘后按 5 重读；或按 Esc 另选文件"
	case m.preview.Totals.New+m.preview.Totals.Changed == 0 && m.preview.Totals.Projects > 0:
		return "这些表与数据文件里的完全一样，没有可写的"
	}
	return ""
}

// commit writes everything, after the decisions made before it.
func (m *Model) commit() tea.Cmd {
	w := newWork("正在写入")
	m.work, m.at = w, atWork
	files := m.files
	return tea.Batch(w.listen(), tui.InOrder(func() tea.Msg {
		defer close(w.news)
		result, err := m.store.Import(w.ctx, files, w.report)
		return writtenMsg{w, result, err}
	}))
}

func (m *Model) gotResult(msg writtenMsg) tea.Cmd {
	end, ok := m.finish(msg.work)
	if !ok {
		return nil
	}
	if msg.err != nil {
		m.at = atPreview
		return tea.Batch(end, refused(msg.err, "已取消，什么也没有写入。按 Enter 可以再来"))
	}
	m.result = msg.result
	if !msg.result.Committed {
		m.preview = intake.Preview{Files: msg.result.Files, Totals: msg.result.Totals}
		m.review.set(&m.preview)
		m.at = atPreview
		return tea.Batch(end, tui.Say(tui.Warn, "没有写入：有 "+itoa(msg.result.Totals.Errors)+" 处错误，看下面的清单"))
	}
	m.files, m.at = nil, atDone
	clear(m.marks)
	return tea.Batch(end, tui.Changed("导入 "+itoa(msg.result.Totals.Files)+" 个文件，"+itoa(msg.result.Totals.Rows)+" 行"))
}

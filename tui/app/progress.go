package app

import (
	"fmt"
	"time"

	"jixiao/tui"
)

// progress is the long work that the status line shows.
type progress struct {
	tui.ProgressMsg
	since time.Time
}

func (p *progress) cancellable() bool { return p != nil && p.Cancel != nil }

func (p *progress) cancel() { p.Cancel() }

// showProgress takes news of long work; it does not repaint while a field has the caret,
// so that an input method's window stays where it is.
func (m *Model) showProgress(msg tui.ProgressMsg) {
	if msg.Total > 0 && msg.Done >= msg.Total {
		m.progress, m.dirty = nil, true
		return
	}
	if m.progress == nil || m.progress.Label != msg.Label {
		m.progress = &progress{since: time.Now()}
	}
	m.progress.ProgressMsg = msg
	if m.over == nil && m.screen().Mode() != tui.ModeText {
		m.dirty = true
	}
}

func (p *progress) text(w int) string {
	text := " " + p.Label
	if p.Total > 0 {
		text += fmt.Sprintf(" [%s] %d/%d", tui.Bar(int64(p.Done), int64(p.Total), max(w/5, 10)), p.Done, p.Total)
	}
	text += remaining(time.Since(p.since), p.Done, p.Total)
	if p.Cancel != nil {
		text += "  Esc 取消"
	}
	return text
}

// remaining estimates the time left once a second has passed.
func remaining(gone time.Duration, done, total int) string {
	if gone < time.Second || done <= 0 || total <= done {
		return ""
	}
	left := gone / time.Duration(done) * time.Duration(total-done)
	if left < time.Minute {
		return fmt.Sprintf("  还要约 %d 秒", int(left/time.Second)+1)
	}
	return fmt.Sprintf("  还要约 %d 分钟", int(left/time.Minute)+1)
}

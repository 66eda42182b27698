package sampling

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
	"jixiao/tui/widget"
)

// form asks for one or several lines of text. The real cursor stands in the field that
// has the focus.
type form struct {
	title string
	head  []string
	// fields are the lines; secret ones show stars.
	fields []field
	at     int
	// hint is shown under the fields and follows what is typed; may be nil.
	hint func(v []string) []string
	// submit returns what to do, or why the values cannot be accepted.
	submit  func(v []string) (tea.Cmd, string)
	why     string
	touched bool
	headH   int
}

type field struct {
	label  string
	in     widget.Input
	secret bool
	// stars runs beside in with a star for every character, so that a secret field has
	// the same caret.
	stars widget.Input
}

func newForm(title string, head []string, labels ...string) *form {
	f := &form{title: title, head: head}
	width := 0
	for _, l := range labels {
		width = max(width, tui.Width(l))
	}
	for _, l := range labels {
		p := tui.Fit(l, width) + ": "
		f.fields = append(f.fields, field{label: l, in: widget.Input{Prompt: p}, stars: widget.Input{Prompt: p}})
	}
	return f
}

func (f *form) set(i int, value string) { f.fields[i].in.SetValue(value) }

func (f *form) values() []string {
	v := make([]string, len(f.fields))
	for i := range f.fields {
		v[i] = strings.TrimSpace(f.fields[i].in.Value())
	}
	return v
}

func (f *form) text() bool { return true }

func (f *form) key(m *Model, msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "esc":
		m.dialog = nil
		return nil
	case "tab", "down":
		f.at = (f.at + 1) % len(f.fields)
	case "shift+tab", "up":
		f.at = (f.at + len(f.fields) - 1) % len(f.fields)
	case "enter":
		if f.at < len(f.fields)-1 {
			f.at++
			return nil
		}
		return f.send(m)
	case "ctrl+s":
		return f.send(m)
	default:
		f.update(msg)
	}
	return nil
}

func (f *form) send(m *Model) tea.Cmd {
	cmd, why := f.submit(f.values())
	if why != "" {
		f.why = why
		return nil
	}
	if m.dialog == f {
		m.dialog = nil
	}
	return cmd
}

func (f *form) paste(msg tea.PasteMsg) { f.update(msg) }

func (f *form) update(msg tea.Msg) {
	x := &f.fields[f.at]
	if x.in.Update(msg) {
		f.touched, f.why = true, ""
	}
	if x.secret {
		x.stars.Update(starred(msg))
	}
}

// starred replaces typed characters by stars.
func starred(msg tea.Msg) tea.Msg {
	stars := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r == ' ' {
				return ' '
			}
			return '*'
		}, s)
	}
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		msg.Text = stars(msg.Text)
		return msg
	case tea.PasteMsg:
		msg.Content = stars(msg.Content)
		return msg
	}
	return msg
}

func (f *form) view(w, h int) string {
	lines := []string{tui.T.Head.Paint(tui.Fit(tui.Display(f.title), w))}
	for _, t := range f.head {
		for _, l := range tui.Wrap(t, w-4) {
			lines = append(lines, "  "+l)
		}
	}
	lines = append(lines, "")
	f.headH = len(lines)
	for i := range f.fields {
		x := &f.fields[i]
		in := &x.in
		if x.secret {
			in = &x.stars
		}
		lines = append(lines, "  "+in.View(w-4))
	}
	lines = append(lines, "")
	for _, l := range tui.Wrap(f.why, w-4) {
		if f.why != "" {
			lines = append(lines, "  "+tui.T.BadText.Paint(l))
		}
	}
	if f.hint != nil {
		for _, t := range f.hint(f.values()) {
			for _, l := range tui.Wrap(t, w-4) {
				lines = append(lines, "  "+l)
			}
		}
	}
	for len(lines) < h-1 {
		lines = append(lines, "")
	}
	foot := "  Enter 确定   Esc 取消"
	if len(f.fields) > 1 {
		foot = "  Enter 下一栏，最后一栏提交   Ctrl+S 提交   上下换栏   Esc 取消"
	}
	return tui.Block(append(lines[:h-1], tui.T.Dim.Paint(foot)), w, h)
}

func (f *form) cursor(w int) (x, y int, ok bool) {
	field := &f.fields[f.at]
	in := &field.in
	if field.secret {
		in = &field.stars
	}
	return 2 + in.CursorX(w-4), f.headH + f.at, true
}

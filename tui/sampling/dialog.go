package sampling

import (
	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
	"jixiao/tui/widget"
)

// dialog stands over the present step and takes all keys.
type dialog interface {
	key(m *Model, msg tea.KeyPressMsg) tea.Cmd
	// text reports whether typed text belongs to a field.
	text() bool
	view(w, h int) string
	// cursor is the caret's place in view, ok false for none.
	cursor(w int) (x, y int, ok bool)
}

// menu chooses one of several.
type menu struct {
	widget.Picker
	then func(chosen int) tea.Cmd
}

func (d *menu) text() bool                    { return false }
func (d *menu) view(w, h int) string          { return d.View(w, h) }
func (d *menu) cursor(int) (x, y int, _ bool) { return 0, 0, false }

func (d *menu) key(m *Model, msg tea.KeyPressMsg) tea.Cmd {
	chosen, a := d.HandleKey(tui.Key(msg))
	if a == widget.Open {
		return nil
	}
	m.dialog = nil
	if a == widget.Cancelled {
		return nil
	}
	return d.then(chosen)
}

// confirm shows what is about to happen and asks once.
type confirm struct {
	widget.Preview
	yes func() tea.Cmd
}

func (d *confirm) text() bool                    { return false }
func (d *confirm) view(w, h int) string          { return d.View(w, h) }
func (d *confirm) cursor(int) (x, y int, _ bool) { return 0, 0, false }

func (d *confirm) key(m *Model, msg tea.KeyPressMsg) tea.Cmd {
	a := d.HandleKey(tui.Key(msg))
	if a == widget.Open {
		return nil
	}
	m.dialog = nil
	if a == widget.Cancelled {
		return nil
	}
	return d.yes()
}

// reason asks for one of the template reasons, or a written one.
func (m *Model) reason(title string, templates []string, then func(reason string) tea.Cmd) tea.Cmd {
	items := make([]widget.PickItem, len(templates))
	for i, t := range templates {
		items[i].Label = t
	}
	m.dialog = &menu{widget.Picker{Title: title, Items: items, Zero: "自己写理由"}, func(chosen int) tea.Cmd {
		if chosen >= 0 {
			return then(templates[chosen])
		}
		return m.ask(title, "理由", "", func(v string) (tea.Cmd, string) {
			if v == "" {
				return nil, "理由不能为空，它会印进抽取记录"
			}
			return then(v), ""
		})
	}}
	return nil
}

// ask opens a form with one field.
func (m *Model) ask(title, label, value string, submit func(v string) (tea.Cmd, string), head ...string) tea.Cmd {
	f := newForm(title, head, label)
	f.set(0, value)
	f.submit = func(v []string) (tea.Cmd, string) { return submit(v[0]) }
	m.dialog = f
	return nil
}

package tuitest

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"jixiao/tui"
)

// Host is what the root model is to a screen, reduced to routing: it records what the
// screen asks the root for.
type Host struct {
	Screen tui.Screen
	w, h   int
	// Status is the last sentence, All every sentence.
	Status tui.StatusMsg
	All    []tui.StatusMsg
	// Went are the screens asked for, Explained and Exported what was to be shown and
	// written, Changes the titles of changes.
	Went      []tui.NavigateMsg
	Explained []tui.ExplainMsg
	Exported  []tui.ExportMsg
	Changes   []string
	// LeftBy counts Esc keys that the screen gave back to the root.
	LeftBy int
}

// Screen opens a screen at a project ("" for none) and drives it as the root would; View is
// the screen's own block.
func Screen(t *testing.T, s tui.Screen, project string, w, h int, fn func(d *Driver, host *Host)) {
	t.Helper()
	host := &Host{Screen: s, w: w, h: h}
	Run(t, host, w, h, func(d *Driver) {
		d.start(s.Open(project))
		d.settle()
		fn(d, host)
	})
}

// Init does nothing: Screen opens the screen.
func (h *Host) Init() tea.Cmd { return nil }

// Update routes as the root does.
func (h *Host) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		h.w, h.h = msg.Width, msg.Height
	case tui.StatusMsg:
		h.Status = msg
		h.All = append(h.All, msg)
		return h, nil
	case tui.NavigateMsg:
		h.Went = append(h.Went, msg)
		return h, nil
	case tui.ExplainMsg:
		h.Explained = append(h.Explained, msg)
		return h, nil
	case tui.ExportMsg:
		h.Exported = append(h.Exported, msg)
		return h, nil
	case tui.DataChangedMsg:
		h.Changes = append(h.Changes, msg.Title)
	case tui.ProgressMsg:
		return h, nil
	case tea.KeyPressMsg:
		return h, h.key(msg)
	}
	return h, h.Screen.Update(msg)
}

func (h *Host) key(msg tea.KeyPressMsg) tea.Cmd {
	if h.Screen.Mode() != tui.ModeCommand {
		return h.Screen.Update(msg)
	}
	if tui.HasHan(msg) {
		return tui.Say(tui.Warn, tui.HanHint)
	}
	key := tui.Key(msg)
	if cmd, ok := tui.Dispatch(h.Screen.Actions(), key); ok {
		return cmd
	}
	if key == "esc" {
		cmd, ok := h.Screen.Back()
		if !ok {
			h.LeftBy++
		}
		return cmd
	}
	return h.Screen.Update(msg)
}

// View draws the screen's block.
func (h *Host) View() tea.View {
	v := tea.NewView(strings.TrimSuffix(h.Screen.View(h.w, h.h), "\n"))
	v.Cursor = h.Screen.Cursor()
	return v
}

// reserved keys mean the same on every screen; a screen that took one would hide it.
var reserved = map[string]bool{"f1": true, "f2": true, "f3": true, "f4": true, "f5": true, "f7": true, "f9": true, "f12": true, "ctrl+k": true, "ctrl+z": true, "ctrl+y": true, "ctrl+q": true, "ctrl+c": true}

// Keys checks that the screen's actions are fit to be shown: unique IDs, no key twice, a
// label and a group each, and at least one key of each that an input method leaves alone.
func Keys(t *testing.T, actions []tui.Action) {
	t.Helper()
	ids, keys := map[string]bool{}, map[string]string{}
	for _, a := range actions {
		if a.ID == "" || a.Label == "" || a.Group == "" || a.Run == nil {
			t.Errorf("action %q: ID, label, group and Run must be set", a.ID)
		}
		if ids[a.ID] {
			t.Errorf("two actions have the ID %s", a.ID)
		}
		ids[a.ID] = true
		if tui.Ambiguous(a.Label + a.Group) {
			t.Errorf("action %s: the label has a character of uncertain width", a.ID)
		}
		for _, k := range a.Keys {
			if reserved[k] && a.Group != "通用" && a.Group != "屏幕" {
				t.Errorf("action %s: key %s belongs to the whole program", a.ID, k)
			}
			if other, taken := keys[k]; taken {
				t.Errorf("key %s belongs to %s and %s", k, other, a.ID)
			}
			keys[k] = a.ID
		}
	}
}

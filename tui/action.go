package tui

import tea "charm.land/bubbletea/v2"

// Action is one thing a screen can do. Help, footer and palette are generated from the
// actions, so a key that is not in an Action does not exist.
type Action struct {
	// ID is stable: "targets.approve".
	ID string
	// Keys match tui.Key; the first is the one shown. Every important action has a key that
	// the input method does not swallow (digit, F-key, Enter, Space, Ctrl+letter).
	Keys []string
	// Label is a short Chinese verb phrase; Group is the heading in help.
	Label, Group string
	// Footer marks the actions shown in the footer, in order.
	Footer bool
	// Disabled returns why the action is not possible now and what to do first, or "".
	// A nil Disabled means always possible.
	Disabled func() string
	// Run performs it. It runs inside Update: no I/O, long work goes into the Cmd.
	Run func() tea.Cmd
}

// Why returns the reason an action is disabled, "" when it is not.
func (a *Action) Why() string {
	if a.Disabled == nil {
		return ""
	}
	return a.Disabled()
}

// Find returns the action bound to the key, nil when there is none.
func Find(actions []Action, key string) *Action {
	for i := range actions {
		for _, k := range actions[i].Keys {
			if k == key {
				return &actions[i]
			}
		}
	}
	return nil
}

// Dispatch runs the action of a key. handled is false when no action has it; a disabled
// action is handled by saying why.
func Dispatch(actions []Action, key string) (cmd tea.Cmd, handled bool) {
	a := Find(actions, key)
	if a == nil {
		return nil, false
	}
	return a.Do(), true
}

// Do runs the action or says why it cannot be run.
func (a *Action) Do() tea.Cmd {
	if why := a.Why(); why != "" {
		return Say(Warn, a.Label+"：现在不行。"+why)
	}
	return a.Run()
}

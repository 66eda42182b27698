// Package tui is the kit that every screen is built from. It holds no screen, no domain
// rule and no I/O.
//
//   - Screen is what the root model (tui/app) shows; Mode says whether keys are commands,
//     typing or a dialog's.
//   - Action is one thing a screen can do: keys, Chinese label, why it is not possible now.
//     Help, footer and palette are generated from the actions.
//   - Cmds: Say and SayError (status line), Changed (records changed), Navigate, InOrder
//     (writes, one after the other in the order of the keys); messages ExplainMsg,
//     ExportMsg and ProgressMsg go to the root.
//   - Text is measured in cells: Display maps data to characters of certain width, then
//     Fit, FitRight, Truncate, Wrap and Block make lines of exact width. Our own strings
//     hold no character of uncertain width; a test scans for them.
//   - T is the theme; colours always stand beside a word.
//
// Widgets are in tui/widget, test drivers in tui/tuitest.
package tui

// Package tui is the kit that every screen is built from: what a screen is, actions and
// their keys, text measured in cells, styles and small plots. It holds no screen, no
// domain rule and no I/O.
package tui

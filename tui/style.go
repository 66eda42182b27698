package tui

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
)

// Theme is a set of SGR parameters. Colour never stands alone: a word or letter is always
// beside it.
type Theme struct {
	Name                                                  string
	Title, Bar, Dim, Strong, Select, Mark, Head           SGR
	Red, Yellow, Green, Blue, GoodText, WarnText, BadText SGR
}

// SGR is the parameter list of a "select graphic rendition" sequence; "" leaves text plain.
type SGR string

// Paint wraps text in the style.
func (s SGR) Paint(text string) string {
	if s == "" || text == "" {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[m"
}

// sgr takes the parameters out of a Lip Gloss style once, when the program starts: a frame
// paints a few hundred cells, and rendering each through a style would cost more than the
// frame.
func sgr(s lipgloss.Style) SGR {
	before, _, ok := strings.Cut(s.Render("x"), "mx")
	if !ok {
		return ""
	}
	return SGR(strings.TrimPrefix(before, "\x1b["))
}

var (
	plain  = lipgloss.NewStyle()
	strong = plain.Bold(true)
	invert = plain.Reverse(true)
	// loud is bold text in one colour on another.
	loud = func(fg, bg color.Color) SGR { return sgr(strong.Foreground(fg).Background(bg)) }
)

// themes by name.
var themes = map[string]*Theme{
	"default": {
		Name: "default", Title: sgr(strong.Reverse(true)), Bar: sgr(invert), Dim: sgr(plain.Faint(true)), Strong: sgr(strong), Select: sgr(invert),
		Mark: sgr(strong.Foreground(lipgloss.Yellow)), Head: sgr(strong.Underline(true)),
		Red: sgr(strong.Foreground(lipgloss.Red)), Yellow: sgr(plain.Foreground(lipgloss.Yellow)), Green: sgr(plain.Foreground(lipgloss.Green)), Blue: sgr(plain.Foreground(lipgloss.Cyan)),
		GoodText: sgr(plain.Foreground(lipgloss.Green)), WarnText: sgr(plain.Foreground(lipgloss.Yellow)), BadText: sgr(strong.Foreground(lipgloss.Red)),
	},
	"contrast": {
		Name: "contrast", Title: sgr(strong.Reverse(true)), Bar: sgr(strong.Reverse(true)), Strong: sgr(strong), Select: sgr(strong.Reverse(true)),
		Mark: sgr(strong.Foreground(lipgloss.BrightYellow)), Head: sgr(strong.Underline(true)),
		Red: loud(lipgloss.BrightWhite, lipgloss.Red), Yellow: loud(lipgloss.Black, lipgloss.BrightYellow), Green: loud(lipgloss.Black, lipgloss.BrightGreen), Blue: loud(lipgloss.BrightWhite, lipgloss.Blue),
		GoodText: sgr(strong.Foreground(lipgloss.BrightGreen)), WarnText: sgr(strong.Foreground(lipgloss.BrightYellow)), BadText: loud(lipgloss.BrightWhite, lipgloss.Red),
	},
	"mono": {Name: "mono", Title: sgr(invert), Bar: sgr(invert), Strong: sgr(strong), Select: sgr(invert), Mark: sgr(strong), Head: sgr(strong.Underline(true)), Red: sgr(strong), BadText: sgr(strong)},
}

// T is the theme in use; it is set once before the program starts.
var T = themes["default"]

// SetTheme chooses a theme by name; ok is false for an unknown one. noColor (NO_COLOR)
// always gives mono.
func SetTheme(name string, noColor bool) (ok bool) {
	if noColor {
		name = "mono"
	}
	t, ok := themes[name]
	if ok {
		T = t
	}
	return ok
}

// ThemeNames lists the themes for help and completion.
func ThemeNames() string { return strings.Join([]string{"default", "contrast", "mono"}, "、") }

// LampStyle is the style of 红, 黄, 绿 or 蓝.
func LampStyle(word string) SGR {
	switch word {
	case "红":
		return T.Red
	case "黄":
		return T.Yellow
	case "绿":
		return T.Green
	case "蓝":
		return T.Blue
	}
	return ""
}

package tui

import "strings"

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

// Themes by name.
var themes = map[string]*Theme{
	"default": {
		Name: "default", Title: "1;7", Bar: "7", Dim: "2", Strong: "1", Select: "7", Mark: "1;33", Head: "1;4",
		Red: "1;31", Yellow: "33", Green: "32", Blue: "36", GoodText: "32", WarnText: "33", BadText: "1;31",
	},
	"contrast": {
		Name: "contrast", Title: "1;7", Bar: "1;7", Strong: "1", Select: "1;7", Mark: "1;93", Head: "1;4",
		Red: "1;97;41", Yellow: "1;30;103", Green: "1;30;102", Blue: "1;97;44", GoodText: "1;92", WarnText: "1;93", BadText: "1;97;41",
	},
	"mono": {Name: "mono", Title: "7", Bar: "7", Strong: "1", Select: "7", Mark: "1", Head: "1;4", Red: "1", BadText: "1"},
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

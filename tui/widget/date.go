package widget

import (
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"jixiao/domain"
	"jixiao/tui"
)

// DateInput is a field for a date as people type it: 2026-8-31, 20260831, 8.31, 8月31日,
// +7 (days from Base), 今天, 明天, 月底. Up and down change the day, PgUp and PgDn the
// month.
type DateInput struct {
	Input Input
	// Base is today: what +7 counts from and the year of 8.31.
	Base domain.Date
	// Min and Max bound the date; zero means unbounded.
	Min, Max domain.Date
}

// Date reads the field. why is a sentence when the text is no date or out of bounds.
func (d *DateInput) Date() (on domain.Date, why string) {
	on, ok := ParseDate(d.Input.Value(), d.Base)
	switch {
	case !ok:
		return domain.Date{}, "看不懂这个日期。请写成 2026-8-31、8.31、+7（七天后）、明天或月底"
	case !d.Min.IsZero() && on.Before(d.Min):
		return domain.Date{}, on.String() + " 太早了，最早是 " + d.Min.String()
	case !d.Max.IsZero() && d.Max.Before(on):
		return domain.Date{}, on.String() + " 太晚了，最晚是 " + d.Max.String()
	}
	return on, ""
}

// Update handles keys and pastes; changed tells whether the text did.
func (d *DateInput) Update(msg tea.Msg) (changed bool) {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		if step, ok := dateSteps[k.String()]; ok {
			d.step(step.months, step.days)
			return true
		}
	}
	return d.Input.Update(msg)
}

var dateSteps = map[string]struct{ months, days int }{"up": {0, 1}, "down": {0, -1}, "pgup": {1, 0}, "pgdown": {-1, 0}}

func (d *DateInput) step(months, days int) {
	on, ok := ParseDate(d.Input.Value(), d.Base)
	if !ok {
		on = d.Base
	}
	if months != 0 {
		first := time.Date(on.Year, on.Month+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
		last := domain.MonthEnd(first.Year(), int(first.Month()))
		on = domain.Date{Year: last.Year, Month: last.Month, Day: min(on.Day, last.Day)}
	}
	d.Input.SetValue(on.Add(days).String())
}

var weekdays = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// View draws field and reading ("= 2026-08-31 周一") in exactly w cells.
func (d *DateInput) View(w int) string {
	field := d.fieldWidth(w)
	text := ""
	if !d.Input.Empty() {
		if on, why := d.Date(); why != "" {
			text = tui.T.BadText.Paint(tui.Fit(" "+why, w-field))
		} else {
			text = tui.T.Dim.Paint(tui.Fit(" = "+on.String()+" "+weekdays[on.Time().Weekday()], w-field))
		}
	}
	return tui.FitStyled(d.Input.View(field)+text, w)
}

// CursorX is the caret's column in View(w).
func (d *DateInput) CursorX(w int) int { return d.Input.CursorX(d.fieldWidth(w)) }

func (d *DateInput) fieldWidth(w int) int { return min(w, tui.Width(d.Input.Prompt)+16) }

var dateWords = map[string]int{"今天": 0, "明天": 1, "后天": 2, "jt": 0, "mt": 1, "ht": 2}

// ParseDate reads a date as typed; base is today. ok is false for anything else, also for
// a day that does not exist.
func ParseDate(s string, base domain.Date) (d domain.Date, ok bool) {
	s = strings.TrimSpace(tui.FoldKey(strings.TrimSpace(s)))
	if n, word := dateWords[s]; word {
		return base.Add(n), true
	}
	if s == "月底" || s == "yd" {
		return domain.MonthEnd(base.Year, int(base.Month)), true
	}
	if rest, found := strings.CutPrefix(s, "+"); found {
		n, err := strconv.Atoi(rest)
		return base.Add(n), err == nil && n >= 0 && n <= 3660 && rest[0] != '+'
	}
	if len(s) == 8 && strings.Trim(s, "0123456789") == "" {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	parts := strings.FieldsFunc(strings.TrimSuffix(s, "日"), func(r rune) bool { return strings.ContainsRune("-/.年月", r) })
	if len(parts) == 2 {
		parts = append([]string{strconv.Itoa(base.Year)}, parts...)
	}
	if len(parts) != 3 {
		return d, false
	}
	return dateOf(parts)
}

func dateOf(parts []string) (d domain.Date, ok bool) {
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v < 1 || p[0] == '+' {
			return d, false
		}
		n[i] = v
	}
	if n[0] < 1950 || n[0] > 2200 || n[1] > 12 || n[2] > domain.MonthEnd(n[0], n[1]).Day {
		return d, false
	}
	return domain.Date{Year: n[0], Month: time.Month(n[1]), Day: n[2]}, true
}

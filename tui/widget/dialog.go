package widget

import (
	"strconv"
	"strings"

	"jixiao/tui"
)

// Answer is what a dialog says of a key.
type Answer uint8

// Answers: still open, confirmed, cancelled.
const (
	Open Answer = iota
	Confirmed
	Cancelled
)

// Picker is a menu of up to any number of entries; the first nine and 0 are chosen by
// digit, all of them by arrows and Enter.
type Picker struct {
	Title string
	Items []PickItem
	// Zero, when set, is what 0 chooses (index -1): "自己写".
	Zero   string
	cursor int
}

// PickItem is one entry; Why is the reason it cannot be chosen now.
type PickItem struct{ Label, Note, Why string }

// HandleKey answers a key; the chosen index is meaningful when Confirmed (-1 for Zero).
func (p *Picker) HandleKey(key string) (chosen int, a Answer) {
	switch key {
	case "up", "k":
		p.cursor = max(p.cursor-1, 0)
	case "down", "j":
		p.cursor = min(p.cursor+1, len(p.Items)-1)
	case "pgup", "home":
		p.cursor = 0
	case "pgdown", "end":
		p.cursor = len(p.Items) - 1
	case "enter", "space":
		return p.cursor, p.take(p.cursor)
	case "esc":
		return 0, Cancelled
	case "0":
		if p.Zero != "" {
			return -1, Confirmed
		}
	default:
		if n, err := strconv.Atoi(key); err == nil && n >= 1 && n <= len(p.Items) {
			p.cursor = n - 1
			return n - 1, p.take(n - 1)
		}
	}
	return 0, Open
}

func (p *Picker) take(i int) Answer {
	if i < 0 || i >= len(p.Items) || p.Items[i].Why != "" {
		return Open
	}
	return Confirmed
}

// View draws the menu in h lines of w cells.
func (p *Picker) View(w, h int) string {
	lines := []string{tui.T.Head.Paint(tui.Fit(p.Title, w)), ""}
	first := max(0, p.cursor-(h-6))
	for i := first; i < len(p.Items) && len(lines) < h-2; i++ {
		it := p.Items[i]
		n := "   "
		if i < 9 {
			n = strconv.Itoa(i+1) + "  "
		}
		text := n + tui.Display(it.Label)
		if note := it.Note + it.Why; note != "" {
			text += "  (" + tui.Display(note) + ")"
		}
		line := tui.Fit("  "+text, w)
		switch {
		case i == p.cursor:
			line = tui.T.Select.Paint(line)
		case it.Why != "":
			line = tui.T.Dim.Paint(line)
		}
		lines = append(lines, line)
	}
	if p.Zero != "" {
		lines = append(lines, "  0  "+p.Zero)
	}
	lines = append(lines, "", tui.T.Dim.Paint("  数字或 Enter 选定   上下移动   Esc 取消"))
	return tui.Block(append(lines, p.reason(w)...), w, h)
}

// reason is, in whole, why the entry under the cursor cannot be chosen: its own line may
// be too short for it.
func (p *Picker) reason(w int) []string {
	if p.cursor < 0 || p.cursor >= len(p.Items) || p.Items[p.cursor].Why == "" {
		return nil
	}
	lines := []string{""}
	for _, l := range tui.Wrap(tui.Display("现在不能选这一项："+p.Items[p.cursor].Why), w-4) {
		lines = append(lines, "  "+l)
	}
	return lines
}

// Preview shows what is about to happen and asks once: counts, amounts and the first rows.
type Preview struct {
	Title string
	// Facts are the counts and amounts, Rows the first rows concerned.
	Facts, Rows []string
	// Yes is the label of Enter ("退回这 11 份").
	Yes         string
	top, h, all int
}

// HandleKey answers Enter and Esc and scrolls.
func (p *Preview) HandleKey(key string) Answer {
	switch key {
	case "enter":
		return Confirmed
	case "esc":
		return Cancelled
	case "up":
		p.top--
	case "down":
		p.top++
	case "pgup":
		p.top -= p.h - 1
	case "pgdown":
		p.top += p.h - 1
	}
	p.top = max(0, min(p.top, p.all-p.h))
	return Open
}

// View draws the preview in h lines of w cells. Facts that do not fit can be scrolled; of
// the rows only the first are shown.
func (p *Preview) View(w, h int) string {
	body := p.body(w, max(h-4, 1))
	p.h, p.all = max(h-3, 1), len(body)
	p.top = max(0, min(p.top, p.all-p.h))
	lines := append([]string{tui.T.Head.Paint(tui.Fit(p.Title, w)), ""}, body[p.top:min(p.top+p.h, p.all)]...)
	for len(lines) < h-1 {
		lines = append(lines, "")
	}
	foot := "   Esc 不做，返回"
	if p.all > p.h {
		foot += "   上下翻看 " + strconv.Itoa(min(p.top+p.h, p.all)) + "/" + strconv.Itoa(p.all)
	}
	return tui.Block(append(lines, tui.T.Strong.Paint("  Enter "+p.Yes)+tui.T.Dim.Paint(foot)), w, h)
}

// body is the wrapped facts and, in what room they leave, the first rows.
func (p *Preview) body(w, h int) []string {
	var lines []string
	for _, f := range p.Facts {
		for _, l := range tui.Wrap(f, w-4) {
			lines = append(lines, "  "+l)
		}
	}
	if len(p.Rows) == 0 {
		return lines
	}
	lines = append(lines, "")
	room := max(h-len(lines), 1)
	for i, r := range p.Rows {
		if i == room-1 && len(p.Rows) > room {
			return append(lines, tui.T.Dim.Paint("  另有 "+strconv.Itoa(len(p.Rows)-i)+" 项未列出"))
		}
		lines = append(lines, tui.Fit("  "+tui.Display(r), w))
	}
	return lines
}

// Prompt asks for one line of text: a reason, a date, a file name.
type Prompt struct {
	Title string
	Help  []string
	Input Input
	// Check returns why the text cannot be accepted, "" when it can; may be nil.
	Check func(string) string
	why   string
}

// HandleKey answers Enter (when Check agrees) and Esc; other keys go to the field through
// Update.
func (p *Prompt) HandleKey(key string) Answer {
	switch key {
	case "enter":
		if p.Check != nil {
			if p.why = p.Check(strings.TrimSpace(p.Input.Value())); p.why != "" {
				return Open
			}
		}
		return Confirmed
	case "esc":
		return Cancelled
	}
	p.why = ""
	return Open
}

// View draws the prompt in h lines of w cells; CursorY is the field's line.
func (p *Prompt) View(w, h int) string {
	lines := []string{tui.T.Head.Paint(tui.Fit(p.Title, w)), "", " " + p.Input.View(w-2), ""}
	if p.why != "" {
		for _, l := range tui.Wrap(p.why, w-4) {
			lines = append(lines, "  "+tui.T.BadText.Paint(l))
		}
		lines = append(lines, "")
	}
	for _, t := range p.Help {
		for _, l := range tui.Wrap(t, w-4) {
			lines = append(lines, "  "+l)
		}
	}
	for len(lines) < h-1 {
		lines = append(lines, "")
	}
	return tui.Block(append(lines, tui.T.Dim.Paint("  Enter 确定   Esc 取消")), w, h)
}

// Cursor returns the caret's place in View(w, h).
func (p *Prompt) Cursor(w int) (x, y int) { return 1 + p.Input.CursorX(w-2), 2 }

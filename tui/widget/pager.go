package widget

import (
	"strconv"
	"strings"

	"jixiao/tui"
)

// Section starts a heading in a Pager's lines; the digits 1 to 9 jump to the headings in
// order.
const Section = "【"

// readable is the longest line of running text, whatever the terminal's width.
const readable = 110

// Pager scrolls through paragraphs: explanations, articles, help.
type Pager struct {
	Title string
	// Lines are paragraphs; they are wrapped to the panel. Set them before the first View.
	Lines []string

	top, h   int
	body     []string // wrapped to width w
	w        int
	sections []int // lines of body that are headings
}

// HandleKey scrolls and jumps; Esc, Enter, q and = close.
func (p *Pager) HandleKey(key string) Answer {
	switch key {
	case "up", "k":
		p.top--
	case "down", "j":
		p.top++
	case "pgup", "ctrl+b":
		p.top -= p.h - 1
	case "pgdown", "space":
		p.top += p.h - 1
	case "home", "g":
		p.top = 0
	case "end", "G":
		p.top = len(p.body)
	case "esc", "enter", "q", "=":
		return Cancelled
	default:
		if n, err := strconv.Atoi(key); err == nil && n >= 1 && n <= len(p.sections) {
			p.top = p.sections[n-1]
		}
	}
	p.clamp()
	return Open
}

func (p *Pager) clamp() { p.top = max(0, min(p.top, len(p.body)-p.h)) }

func (p *Pager) wrap(w int) {
	if w == p.w {
		return
	}
	p.w, p.body, p.sections = w, nil, nil
	for _, l := range p.Lines {
		indent := ""
		if rest := strings.TrimLeft(l, " "); len(rest) < len(l) {
			indent, l = l[:len(l)-len(rest)], rest
		}
		if strings.HasPrefix(l, Section) {
			p.sections = append(p.sections, len(p.body))
		}
		for _, line := range tui.Wrap(l, min(w-2, readable)-len(indent)) {
			p.body = append(p.body, indent+line)
		}
	}
}

// View draws the visible part in h lines of w cells.
func (p *Pager) View(w, h int) string {
	p.wrap(w)
	p.h = max(h-2, 1)
	p.clamp()
	lines := []string{tui.T.Head.Paint(tui.Fit(p.heading(w), w))}
	for i := p.top; i < min(p.top+p.h, len(p.body)); i++ {
		line := " " + p.body[i]
		if strings.HasPrefix(p.body[i], Section) {
			line = tui.T.Strong.Paint(line)
		}
		lines = append(lines, line)
	}
	for len(lines) < h-1 {
		lines = append(lines, "")
	}
	foot := " Esc 关闭"
	if len(p.body) > p.h {
		foot += "   上下/PgUp/PgDn 翻看   " + strconv.Itoa(min(p.top+p.h, len(p.body))) + "/" + strconv.Itoa(len(p.body))
	}
	return tui.Block(append(lines, tui.T.Dim.Paint(tui.Fit(foot, w))), w, h)
}

// heading is the title and, where there are several, the sections with their digits.
func (p *Pager) heading(w int) string {
	text := " " + tui.Display(p.Title)
	if len(p.sections) < 2 {
		return text
	}
	for i, at := range p.sections[:min(len(p.sections), 9)] {
		name, _, _ := strings.Cut(strings.TrimPrefix(p.body[at], Section), "】")
		part := "  " + strconv.Itoa(i+1) + " " + name
		if tui.Width(text)+tui.Width(part) > w {
			break
		}
		text += part
	}
	return text
}

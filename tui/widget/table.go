package widget

import (
	"strings"

	"jixiao/tui"
)

// Column is one column of a Table.
type Column struct {
	ID, Title string
	// Width is the least width in cells; Flex columns share what is left over.
	Width int
	Flex  int
	// Right aligns amounts; a right column is never cut (it shows # when too narrow).
	Right bool
	// Priority orders dropping when the terminal is narrow: 0 never, higher first.
	Priority int
}

// Table shows a window of any number of rows: only visible rows are formatted, and their
// text is kept until Invalidate. The caller owns the rows.
type Table struct {
	Columns []Column
	// Cell returns the plain text of a cell; it is mapped for display and fitted here.
	Cell func(row, col int) string
	// Style returns the style of a cell of an unselected row, "" for none; may be nil.
	Style func(row, col int) tui.SGR
	// Marked tells whether a row is marked; nil means there are no marks.
	Marked func(row int) bool
	// Empty is shown when there are no rows: it says the next step.
	Empty []string

	count, cursor, offset int
	w, h                  int
	shown                 []int // indices into Columns
	widths                []int
	cache                 map[int]cached
	scratch               [2][]byte
}

type cached struct{ plain, styled string }

// SetCount tells how many rows there are and forgets all row texts.
func (t *Table) SetCount(n int) {
	t.count = n
	t.Invalidate()
	t.MoveTo(t.cursor)
}

// Count is the number of rows.
func (t *Table) Count() int { return t.count }

// Cursor is the selected row, 0 when there are none.
func (t *Table) Cursor() int { return t.cursor }

// Invalidate forgets the texts of all rows; InvalidateRow of one.
func (t *Table) Invalidate() { clear(t.cache) }

// InvalidateRow forgets the text of one row.
func (t *Table) InvalidateRow(row int) { delete(t.cache, row) }

// MoveTo selects a row, clamped to what exists, and scrolls it into view.
func (t *Table) MoveTo(row int) {
	t.cursor = max(0, min(row, t.count-1))
	t.scroll()
}

func (t *Table) scroll() {
	body := max(t.h-1, 1)
	switch {
	case t.cursor < t.offset:
		t.offset = t.cursor
	case t.cursor >= t.offset+body:
		t.offset = t.cursor - body + 1
	}
	t.offset = max(0, min(t.offset, t.count-body))
}

// HandleKey moves the selection for arrow, paging, half-paging (Ctrl+D, Ctrl+U) and
// home/end keys (and j, k, g, G); handled is false for any other key.
func (t *Table) HandleKey(key string) (handled bool) {
	page := max(t.h-2, 1)
	switch key {
	case "up", "k":
		t.MoveTo(t.cursor - 1)
	case "down", "j":
		t.MoveTo(t.cursor + 1)
	case "pgup", "ctrl+b":
		t.MoveTo(t.cursor - page)
	case "pgdown":
		t.MoveTo(t.cursor + page)
	case "ctrl+d":
		t.MoveTo(t.cursor + max(page/2, 1))
	case "ctrl+u":
		t.MoveTo(t.cursor - max(page/2, 1))
	case "home", "g":
		t.MoveTo(0)
	case "end", "G":
		t.MoveTo(t.count - 1)
	default:
		return false
	}
	return true
}

// Visible returns the first visible row and how many are visible.
func (t *Table) Visible() (first, n int) {
	return t.offset, max(0, min(t.h-1, t.count-t.offset))
}

// View draws the heading and the visible rows in exactly h lines of w cells.
func (t *Table) View(w, h int) string {
	t.resize(w, h)
	var b strings.Builder
	b.Grow(h * (w + 24))
	b.WriteString(tui.T.Head.Paint(t.heading()))
	for i := range h - 1 {
		b.WriteByte('\n')
		t.line(&b, t.offset+i, i)
	}
	return b.String()
}

func (t *Table) line(b *strings.Builder, row, at int) {
	if row >= t.count {
		text := ""
		if t.count == 0 && at > 0 && at-1 < len(t.Empty) {
			text = "  " + t.Empty[at-1]
		}
		b.WriteString(tui.Fit(text, t.w))
		return
	}
	c, ok := t.cache[row]
	if !ok {
		c = t.format(row)
		t.cache[row] = c
	}
	if row == t.cursor {
		b.WriteString(tui.T.Select.Paint(c.plain))
		return
	}
	b.WriteString(c.styled)
}

func (t *Table) resize(w, h int) {
	if t.cache == nil {
		t.cache = map[int]cached{}
	}
	if len(t.cache) > 4096 {
		clear(t.cache)
	}
	if w != t.w || len(t.widths) == 0 {
		t.w = w
		t.layout()
		clear(t.cache)
	}
	if h != t.h {
		t.h = h
	}
	t.scroll()
}

// SetColumns replaces the columns (column choice).
func (t *Table) SetColumns(cols []Column) {
	t.Columns, t.widths = cols, nil
	t.Invalidate()
}

// Shown returns the IDs of the columns that fit.
func (t *Table) Shown() []string {
	ids := make([]string, len(t.shown))
	for i, c := range t.shown {
		ids[i] = t.Columns[c].ID
	}
	return ids
}

const markWidth = 2

// layout drops columns by priority until the least widths fit, then shares the rest.
func (t *Table) layout() {
	t.shown = t.shown[:0]
	for i := range t.Columns {
		t.shown = append(t.shown, i)
	}
	for t.need() > t.w && t.dropOne() {
	}
	t.widths = t.widths[:0]
	flex := 0
	for _, c := range t.shown {
		t.widths = append(t.widths, t.Columns[c].Width)
		flex += t.Columns[c].Flex
	}
	rest := t.w - t.need()
	for i, c := range t.shown {
		if f := t.Columns[c].Flex; f > 0 && rest > 0 {
			share := rest * f / flex
			t.widths[i] += share
			rest, flex = rest-share, flex-f
		}
	}
}

func (t *Table) need() int {
	n := markWidth
	for i, c := range t.shown {
		if i > 0 {
			n++
		}
		n += t.Columns[c].Width
	}
	return n
}

func (t *Table) dropOne() bool {
	worst := -1
	for i, c := range t.shown {
		if p := t.Columns[c].Priority; p > 0 && (worst < 0 || p >= t.Columns[t.shown[worst]].Priority) {
			worst = i
		}
	}
	if worst < 0 {
		return false
	}
	t.shown = append(t.shown[:worst], t.shown[worst+1:]...)
	return true
}

func (t *Table) heading() string {
	var b strings.Builder
	b.WriteString("  ")
	for i, c := range t.shown {
		if i > 0 {
			b.WriteByte(' ')
		}
		col := t.Columns[c]
		if col.Right && tui.Width(col.Title) <= t.widths[i] {
			b.WriteString(tui.FitRight(col.Title, t.widths[i]))
		} else {
			b.WriteString(tui.Fit(col.Title, t.widths[i]))
		}
	}
	return tui.Fit(b.String(), t.w)
}

// format makes the two texts of a row: without styles for the selected row, whose reverse
// video a cell's style would end, and with them.
func (t *Table) format(row int) cached {
	plain := append(t.scratch[0][:0], "  "...)
	marked := t.Marked != nil && t.Marked(row)
	if marked {
		plain[0] = '*'
	}
	styled, painted := append(t.scratch[1][:0], plain...), marked
	if marked {
		styled = tui.T.Mark.Append(styled[:0], string(plain))
	}
	used := markWidth
	for i, c := range t.shown {
		if i > 0 {
			plain, styled = append(plain, ' '), append(styled, ' ')
			used++
		}
		at := len(plain)
		if t.Columns[c].Right {
			plain = tui.AppendRight(plain, t.Cell(row, c), t.widths[i])
		} else {
			plain = tui.AppendFit(plain, t.Cell(row, c), t.widths[i])
		}
		used += t.widths[i]
		style := tui.SGR("")
		if t.Style != nil {
			style = t.Style(row, c)
		}
		if style == "" {
			styled = append(styled, plain[at:]...)
			continue
		}
		painted = true
		styled = style.Append(styled, string(plain[at:]))
	}
	for range t.w - used {
		plain, styled = append(plain, ' '), append(styled, ' ')
	}
	t.scratch = [2][]byte{plain, styled}
	return t.finish(painted, used)
}

func (t *Table) finish(painted bool, used int) cached {
	c := cached{plain: string(t.scratch[0])}
	c.styled = c.plain
	if painted {
		c.styled = string(t.scratch[1])
	}
	if used > t.w {
		return cached{tui.Fit(c.plain, t.w), tui.FitStyled(c.styled, t.w)}
	}
	return c
}

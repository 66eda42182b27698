package listing

import (
	"sort"
	"strings"
)

// separator ends every row's text in a column; part divides two texts of one row. Neither
// can be searched for: Builder replaces them in data by spaces.
const (
	separator = '\n'
	part      = '\x1f'
)

// column holds one text per row of a block in a single string, so that a search is one
// pass over memory. Rows of equal width need no offsets.
type column struct {
	text  string
	width int
	ends  []uint32
}

// columnBuilder collects a column; its buffer is reused from block to block.
type columnBuilder struct {
	buf  []byte
	ends []uint32
}

func (b *columnBuilder) endRow() {
	b.buf = append(b.buf, separator)
	b.ends = append(b.ends, uint32(len(b.buf)))
}

func (b *columnBuilder) finish() column {
	c := column{text: string(b.buf)}
	if len(b.ends) > 0 {
		c.width = int(b.ends[0])
		for i, e := range b.ends {
			if int(e) != c.width*(i+1) {
				c.width = 0
				c.ends = append([]uint32(nil), b.ends...)
				break
			}
		}
	}
	b.buf, b.ends = b.buf[:0], b.ends[:0]
	return c
}

// bounds returns where a row's text lies, without its separator.
func (c *column) bounds(row int) (lo, hi int) {
	if c.ends == nil {
		return row * c.width, (row+1)*c.width - 1
	}
	if row > 0 {
		lo = int(c.ends[row-1])
	}
	return lo, int(c.ends[row]) - 1
}

func (c *column) at(row int) string {
	lo, hi := c.bounds(row)
	return c.text[lo:hi]
}

// rowOf returns the row that holds a byte offset, not before the given row.
func (c *column) rowOf(offset, from int) int {
	if c.ends == nil {
		return offset / c.width
	}
	if int(c.ends[from]) > offset {
		return from
	}
	rest := c.ends[from:]
	return from + sort.Search(len(rest), func(i int) bool { return int(rest[i]) > offset })
}

// each calls fn for every row whose text contains the needle.
func (c *column) each(needle string, fn func(row int)) {
	pos, row := 0, 0
	for {
		i := strings.Index(c.text[pos:], needle)
		if i < 0 {
			return
		}
		row = c.rowOf(pos+i, row)
		fn(row)
		_, hi := c.bounds(row)
		pos = hi + 1
	}
}

// appendClean appends a text with the bytes that structure a column replaced.
func appendClean[T string | []byte](b []byte, s T) []byte {
	at := len(b)
	b = append(b, s...)
	for i := at; i < len(b); i++ {
		if b[i] == separator || b[i] == part {
			b[i] = ' '
		}
	}
	return b
}

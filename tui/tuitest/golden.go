package tuitest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files instead of comparing with them")

// Golden compares the frame with testdata/golden/<name>.txt of the tested package. The file
// has one line per screen line, led by ">" where the line begins in reverse video (title,
// selected row) and by "|" elsewhere; trailing blanks are left out.
func (d *Driver) Golden(name string) {
	d.t.Helper()
	Golden(d.t, name, Picture(d.View(), d.w, d.h))
}

// Golden compares a text with a golden file.
func Golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name+".txt")
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
		return
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err, "no golden file; run go test -update and look at it")
	assert.Equal(t, strings.ReplaceAll(string(want), "\r\n", "\n"), got, "run go test -update if the change is meant, and look at the difference")
}

// Canvas draws a frame on cells, as a terminal would.
func Canvas(content string, w, h int) uv.ScreenBuffer {
	buf := uv.NewScreenBuffer(w, h)
	buf.Method = ansi.GraphemeWidth
	uv.NewStyledString(content).Draw(buf, buf.Bounds())
	return buf
}

// Picture is the text that Golden keeps.
func Picture(content string, w, h int) string {
	buf := Canvas(content, w, h)
	var b strings.Builder
	for y := range h {
		gutter := "|"
		if c := buf.CellAt(0, y); c != nil && c.Style.Attrs&uv.AttrReverse != 0 {
			gutter = ">"
		}
		b.WriteString(strings.TrimRight(gutter+lineText(buf, y, w), " "))
		b.WriteByte('\n')
	}
	return b.String()
}

func lineText(buf uv.ScreenBuffer, y, w int) string {
	var b strings.Builder
	for x := 0; x < w; x++ {
		c := buf.CellAt(x, y)
		switch {
		case c == nil || c.Width == 0:
		case c.Content == "":
			b.WriteByte(' ')
		default:
			b.WriteString(c.Content)
		}
	}
	return b.String()
}
